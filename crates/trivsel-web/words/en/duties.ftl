# The year wheel: what must come again, when, and what came of it.
wheel-title = Year wheel
wheel-headline-calm = Nothing is late, and nothing presses
wheel-headline-near =
    { $near ->
        [one] One thing is due soon
       *[other] { $near } things are due soon
    }
wheel-headline-late =
    { $late ->
        [one] One thing is late
       *[other] { $late } things are late
    }
wheel-headline-both =
    { $late ->
        [one] One thing is late
       *[other] { $late } things are late
    }, { $near } due soon
wheel-lead = The year wheel of { $unit }. { $done } of this year’s { $all } are done.
wheel-lead-no-unit = { $done } of this year’s { $all } are done.
wheel-empty = The year wheel is empty
wheel-empty-help = Here is what must come again: the workplace assessment, the survey, the yearly talk, the review of sickness absence and the talk about what the budget means for workload. A working-environment or HR consultant switches it on.
wheel-set-up = Choose what is in the year wheel
wheel-nothing = Nothing waits here
wheel-nothing-help = There is nothing in the year wheel for what you chose.
wheel-unit = Unit
wheel-own-unit = Your own unit
wheel-duty = What
wheel-all-duties = All of it
wheel-forum = Forum
wheel-all-forums = All forums
wheel-show = Show
wheel-late = Late
wheel-near = Soon
wheel-later = Later
wheel-duty-in = { $duty } in { $unit }
wheel-was-due = Should have been held on { $date }.
wheel-is-due = By { $date }.
wheel-last-held = Last held on { $date }.
wheel-never-held = Not held before.
wheel-covers = Done together with { $units }.
wheel-time-to-begin = It is time to begin.
wheel-open = Open
wheel-read = Read
wheel-see-survey = See the survey
wheel-more =
    { $count ->
        [one] There is one more in the table
       *[other] There are { $count } more in the table
    }
wheel-asks = Does something have to be done again?
wheel-ask = { $unit }, { $date }:
wheel-ask-answer = Answer
wheel-not-reckoned = The rule behind it is not in use, or has not been looked at for more than a year, so we do not work out the date. The editor has to check it against its source first:
wheel-picture = The year in one picture
wheel-picture-help = Filled is done, yellow is under way, open is to come.
wheel-picture-title = Year wheel { $year }
wheel-described = { $done } done, { $late } late, and { $near } due soon. The table on the page has them all.
wheel-week = week { $week }
wheel-table = All of it as a table
wheel-totals = How far you are
wheel-column-duty = What
wheel-column-unit = Where
wheel-column-day = Date
wheel-column-state = State
wheel-state-done = Done
wheel-state-late = Late
wheel-state-now = Under way
wheel-state-ahead = To come
wheel-state-not-held = Not held before the unit closed
wheel-csv = Download as CSV
wheel-xlsx = Download for Excel
duty-name-assessment = Workplace assessment
duty-name-survey = Well-being survey
duty-name-yearly-talk = Yearly talk about the working environment
duty-name-absence-statistic = Review of sickness absence
duty-name-budget = The budget and the workload
duty-short-assessment = Assessment
duty-short-survey = Survey
duty-short-yearly-talk = Talk
duty-short-absence-statistic = Absence
duty-short-budget = Budget
duty-level-organisation = Once for the whole workplace
duty-level-employing = In every unit with employees
duty-level-chosen = In the units you choose
duties-title = What is in the year wheel
duties-lead = Switch on what applies to you, and add your own. What came with the program shows its source and when it was last checked.
duties-thresholds = From 10 employees there has to be a working environment organisation, and from 35 it has to have two levels. Managers do not count.
duty-new = Add your own
duty-on = On
duty-off = Off
duty-cannot-be-on = Cannot be switched on
duty-shipped-lead = The rule says how often it must happen. You choose where it happens, and when the first time is.
duty-is-on = Is in the year wheel
duty-title = What it is called
duty-basis = Where it says so
duty-basis-help = For example your local agreement, point 4
duty-every-months = How many months lie between
duty-warn-months = How many months before do you begin
duty-level = Where it must happen
duty-units = Units
duty-units-help = Only when you choose the units yourselves
duty-units-below = { $count } below { $name }
duty-committee = Forum
duty-committee-help = The forum that keeps an eye on it
duty-no-forum = None in particular
duty-applies-from = Applies to you from
duty-first-due = First time by
duty-first-due-help = Empty means that the time is counted from the day it began to apply
duty-save = Save
done-duty-saved = The year wheel is saved.
duty-interval =
    { $months ->
        [one] Every month.
        [12] Every year.
        [36] At least every third year.
       *[other] At least every { $months } months.
    }
duty-not-reckoned = The rule behind it is not in use, or has not been looked at for more than a year, so we do not work out the date.
duty-ended = It does not come again here.
duty-not-held = Should have been held on { $date }. The unit closed before it happened.
duty-covers = Done together with
duty-covers-help = These units have too few employees to stand alone. They are part of this one.
duty-history = How it has gone
duty-history-empty = It has not been held before.
duty-was-held-on = Held on { $date }
duty-excused-once = Not held on { $date }, this time only
duty-excused-for-good = Not held here, from { $date }
duty-rests-on = Where it says so
duty-own-basis = It is your own. You have not written where it says so.
duty-begin-survey = Begin a survey
duty-done-title = Is it done?
duty-held-on = When
duty-note = Where it was held, or where it lies
duty-note-help = For example committee meeting 10 June, minutes in the case file
duty-also = Also counts as
duty-also-help = When the same thing did two at once, for example survey and assessment
duty-also-none = Only this one
duty-done = It is done
done-duty-held = It is noted. The next time is counted from the day it was held.
duty-excuse-title = Is it not to be held here?
duty-because = Why not
duty-because-help = Everybody who sees the year wheel can read it
duty-how-long = For how long
duty-how-long-once = Only this time
duty-how-long-for-good = Not here any more
duty-excuse = Save the reason
done-duty-excused = The reason is saved.
duty-agenda-title = Take it up at a meeting
duty-meeting = The meeting
duty-agenda = Put on the agenda
done-duty-on-agenda = It is on the agenda now.
duty-quicker = Somebody else has written something meanwhile. See what it says now before you save.
rule-source-seen = source, seen { $date }
rule-yellow = not looked at for half a year
rule-red = not looked at for more than a year
rule-no-lawyer = The rules were read on the pages of their sources. No lawyer has checked them.
rule-sure-statute = Read in the text of the law
rule-sure-bill = Read in the bill
rule-sure-official = Read with the authority or the parties to the agreement
rule-sure-secondary = Read with others
rule-sure-not-confirmed = The wording is not confirmed
change-title = Has there been a large change?
change-in = Large changes in { $unit }
change-lead = When work changes in a way that matters for the working environment, the assessment has to be done again ahead of time.
change-open = Write it here
change-tell = Tell about a change
change-question = { $what } on { $date }. Does the assessment have to be done again?
unit-change-asks-moved = The unit moved in the organisation
unit-change-asks-merged = The unit was merged with another
unit-change-asks-split = The unit was split off another
unit-change-asks-task = Tasks, methods or rooms changed
unit-change-moved = Moved in the organisation
unit-change-merged = Merged with another unit
unit-change-split = Split off another unit
unit-change-task = New tasks, methods or rooms
change-kind = What happened
change-changed-on = From which day
change-other = Which other unit
change-other-help = Only when units were merged or split
change-no-other = None
change-note = In your own words
change-save = Save the change
change-answer = Does the assessment have to be done again?
change-answer-again = Yes
change-answer-not-again = No
change-again-by = If yes: by when
change-because = If no: why not
change-answer-save = Save the answer
change-answer-first = Answer the first one, then it is this one’s turn.
done-change-told = The change is saved.
done-change-answered = The answer is saved.
problem-held-before = It was last held on { $date }. Write a later day.
problem-change-told = That change has been written in already.
problem-within-a-year = Write a day from today and a year on.
problem-duty-unchecked = The rule behind it is not in use, or has not been looked at for more than a year. It cannot be switched on before the editor has held it against its source.
refused-duty-not-reckoned = The rule behind it is not in use, or has not been looked at for more than a year, so the day cannot be reckoned. The editor holds it against its source.
audit-subject-duty = Year wheel
audit-subject-unit-change = Large change of a unit
audit-verb-held = held
audit-verb-excused-once = not held this time
audit-verb-excused-for-good = not held here
audit-verb-answered = answered
history-field-settled = Answer
history-field-changed-on = From
problem-not-yet = The date lies in the future. Write the day it happened.
history-field-answer = Answer
history-field-applies-from = Applies from
history-field-change-kind = Change
history-field-first-due = First time by
history-field-other = Other unit
history-field-warn-months = Months before
