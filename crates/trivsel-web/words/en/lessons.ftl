lessons-title = What we learnt: { $title }
lessons-tab = What we learnt
lessons-pages = Pages of the decision
lessons-none = No unit has looked back yet.
lessons-none-due = No unit has looked back yet. Due { $date }.
lessons-covered = { $done } of { $total } have looked back.
lessons-gathered =
    { $count ->
        [one] They take one thing along,
       *[other] They take { $count } things along,
    } { $themes ->
        [0] not gathered in themes yet.
        [one] gathered in one theme.
       *[other] gathered in { $themes } themes.
    }
lessons-excused =
    { $count ->
        [one] One is excused.
       *[other] { $count } are excused.
    }
lessons-unit-done =
    { $count ->
        [0] { $date }
        [one] { $date }, 1 thing
       *[other] { $date }, { $count } things
    }
lessons-unit-due = due { $date }
lessons-unit-late = missing, was due { $date }
lessons-unit-excused = Does not do it: { $because }
lessons-theme-about =
    { $count ->
        [0] Nothing yet
        [one] 1 thing
       *[other] { $count } things
    } { $names ->
        [0] { "" }
        [one] from 1 place
       *[other] from { $names } places
    }
lessons-search = Search in what they wrote
lessons-search-do = Search
lessons-show-all = Show all { $count }
lessons-became = It became an initiative
lessons-to-initiative = Make the theme an initiative
lessons-theme-edit = Change the theme
lessons-loose = In no theme yet
lessons-no-theme = No theme
lessons-theme-of = Theme of: { $text }
lessons-lay = Put in the theme
lessons-new-theme = New theme
lessons-theme-add = Add the theme
lessons-theme-save = Save the theme
lessons-theme-remove = Remove the theme
lessons-theme-remove-help = What lies in the theme stays, without a theme.
lessons-to-agenda = Put on the agenda
lessons-pdf = Download as PDF
lessons-file = what-we-learnt-{ $date }.pdf
lessons-said = They said:
lesson-line = { $text } ({ $unit })
lesson-kind = What is to be done with it?
lesson-kind-keep = Keep
lesson-kind-begin = Begin
lesson-kind-stop = Stop
lesson-kind-remember = Remember
lesson-kind-short-keep = keep
lesson-kind-short-begin = begin
lesson-kind-short-stop = stop
lesson-kind-short-remember = remember
lesson-text = We take along
lesson-is-shared = Share it with the others
lesson-is-shared-help = Otherwise only your own unit sees it.
lesson-sure = It is not a person’s name, or the name may stand here
lesson-shared = shared
lesson-not-shared = only with you
lesson-edit = Change
lesson-edit-title = Change what you take along
lesson-save = Save
lesson-remove = Delete
theme-title = What is the theme called?
theme-text = The theme in short
theme-text-help = May be left empty.
learnt-meeting = Meeting
learnt-title = What is the point called?
learnt-text = What is to stand under the point?
looking-back-own = What we take along
looking-back-own-help = Look it through. You can change the words and keep some of it to yourselves.
looking-back-hold = Look back together
looking-back-hold-help = Trivsel makes everything ready: the programme, a board for all, and a code to come in with. You lead it yourself.
looking-back-now = Hold it now
looking-back-later = Plan a day
looking-back-make = Make the day ready
looking-back-day = See the day that was made ready
looking-back-held-on = Day
looking-back-starts-at = Time
looking-back-paper = We held it on paper
looking-back-paper-on = Which day?
looking-back-lines = What we take along
looking-back-lines-help = One thing a line. Write about the task, not about persons.
looking-back-kind = What is to be done with it?
looking-back-kind-help = For all lines. Each of them can be changed afterwards.
looking-back-sure = It is not a person’s name, or the name may stand here
looking-back-write = Save what we take along
looking-back-not = We do not do it
looking-back-excused-because = Why not?
looking-back-excused-because-help = For example: there are only two of us. The committee can see what you write.
looking-back-excuse = Save that we do not do it
looking-back-undo = Undo, and let the task wait again
task-kind-plain = The unit does it its own way and says when it is done
task-kind-look-back = Look-back: the unit looks back and chooses what it takes along
task-kind-workshop = Workshop: the unit holds a day by a programme
task-level-employing = All units that have employees of their own
task-level-below = The units right below
task-level-chosen = Those that are ticked
task-level-count = { $name } ({ $count })
task-own = Open
task-own-of = Open the task in { $unit }
decision-task-kind = How do the units do it?
decision-task-level = Who gets the task?
decision-held-open = Programme and questions for a look-back or a workshop
decision-questions = What would you like to know?
decision-questions-help = At most three questions, one a line.
decision-programme = Programme
decision-programme-own = The one that fits the task
decision-chosen-open = Tick those that get the task
decision-chosen = Units that get the task
decision-chosen-help = Only counts when you have chosen “{ task-level-chosen }”. A tick counts for the unit itself alone.
decision-counted =
    { $count ->
        [0] No unit gets the task before it has a name.
        [one] One unit gets the task. Nothing is saved yet.
       *[other] { $count } units get the task. Nothing is saved yet.
    }
decision-look = Show how many get the task
decision-asks = What the committee would like to know
problem-too-many-questions = Write at most { $most } questions.
problem-none-chosen = Tick at least one unit.
problem-hold-passed = That day is gone. Choose today or a later one.
refused-task-plain = The task is not a look-back
refused-task-plain-help = Mark it as done on the page of the decision.
refused-task-done = The task is done already
refused-task-done-help = Undo that first if it is not so.
done-theme-saved = The theme is saved.
done-theme-removed = The theme is removed.
done-lesson-laid = It is put there.
done-lesson-saved = It is saved.
done-lesson-removed = It is deleted.
done-lessons-written = It is saved, and the task is done.
done-task-excused = It is saved that you do not do it.
done-held-now = The board is open. Give the code to the others.
done-held-later = The day is made ready, and there is a code for it.
done-look-back-closed = The day is closed. What you chose stands here.
prefill-decided = { $forum } decided on { $date } that all are to do this: { $task }. { $done } of { $total } have done it.
prefill-learnt = What we learnt, among other things:
prefill-task-waits = { $task }: still waiting for { $units }.
audit-subject-lesson = Something a unit takes along
audit-subject-lesson-theme = Theme
audit-verb-excused = excused
audit-verb-lessons-written = wrote what the unit takes along
history-field-excused-because = Why not
history-field-lesson-kind = What is to be done
history-field-is-shared = Shared
history-field-lessons = How many
history-field-task-kind = Kind of task
