# Initiatives: the register, the page of one, and everything that can be changed.
change = Edit
and = and
overdue = { $day }, overdue
pager-earlier = Previous page
pager-later = Next page
pager-at = Page { $page } of { $pages }

# States and other fixed words
initiative-state-idea = Idea
initiative-state-decided = Decided
initiative-state-running = Under way
initiative-state-anchored = Anchored
initiative-state-ended = Ended
iglo-individual = The individual
iglo-group = The group
iglo-management = Management
iglo-organisation = The organisation
measure-state-planned = Planned
measure-state-running = Under way
measure-state-done = Done
measure-state-dropped = Dropped
site-stage-pilot = Pilot
site-stage-spread = Spread
site-stage-anchored = Anchored
site-stage-ended = Ended
direction-decrease = is to fall
direction-increase = is to rise
direction-keep-low = is to stay low
direction-keep-high = is to stay high
frequency-once = once
frequency-monthly = every month
frequency-every-second-month = every second month
frequency-quarterly = every quarter
frequency-half-yearly = every half year
frequency-yearly = every year
frequency-every-meeting = all along, on every agenda
frequency-named-months = in certain months
follow-up-in-months = in { $months }
criterion-kind-indicator = A figure we follow
criterion-kind-survey-scale = A scale of the wellbeing survey
criterion-kind-observed = What we see and hear, without a figure

# The register
initiatives-title = Initiatives
initiatives-lead = Everything you are trying, to make work better to be in. What needs following up now stands first.
initiatives-back = All initiatives
initiatives-empty = No initiatives yet
initiatives-empty-help = An initiative is something you do differently so that work becomes better to be in. Begin with an idea: it can always be decided later.
initiatives-none = No initiatives match
initiatives-none-help = Choose fewer conditions, or search for another word.
initiatives-count =
    { $count ->
        [one] { $count } initiative.
       *[other] { $count } initiatives.
    }
initiatives-due =
    { $count ->
        [one] One of them has something due by the end of this month.
       *[other] { $count } of them have something due by the end of this month.
    }
initiatives-what = Initiative
initiatives-unit = Unit
initiatives-state = State
initiatives-next = Next step
initiatives-sites = Sites
initiatives-begins = Begins
initiatives-all = All
initiatives-filter = Choose which initiatives to see
initiatives-filter-q = Search in the title
initiatives-filter-state = State
initiatives-filter-unit = Unit
initiatives-filter-goal = Goal
initiatives-filter-level = Level
initiatives-filter-works = Does it work?
initiatives-unasked = Nobody has looked yet
initiatives-filter-overdue = Only what is overdue
initiatives-filter-show = Show
initiatives-filter-clear = Show all
saved-filters = Your saved views
saved-filter-keep = Save this view
saved-filter-remove = Forget it
initiatives-filter-name = Call the view
initiatives-filter-name-help = Only you see it.
initiatives-file = initiatives
initiatives-number = Number
initiatives-next-day = Day
problem-filter-empty = First choose what you want to see.
problem-filters-many = You have 20 saved views. Forget one of them first.
done-filter-kept = The view is saved.
done-filter-removed = The view is forgotten.

# The nine fields
initiative-new = Write a new initiative
initiative-like = Make a new one after this
initiative-like-help = The words are those of another initiative. Its measures and success criteria come along when you save, but without days, places, names and figures.
initiative-edit = Edit the initiative
initiative-back = Back to the initiative
initiative-save = Save the initiative
initiative-save-anyway = Save my words
initiative-form-lead = Write what you know now. Only title and unit are needed from the start; the rest can come as you talk about it.
initiative-form-nine = The description
initiative-conflict = Somebody else changed the initiative meanwhile
initiative-conflict-help = Nothing of what you wrote is lost: it stands below. First see what the other one changed. If you save, your words count, and both can be read under “Changes”.
initiative-conflict-see = See what was changed (opens in a new window)
initiative-no-goal = No goal chosen
initiative-nobody = Nobody chosen
initiative-title = Title
initiative-title-help = Short, and clear to everybody. For example: Regular morning meetings
initiative-summary = The initiative in short
initiative-summary-help = One or two sentences that stand under the title
initiative-unit = Unit
initiative-unit-help = Who does the initiative belong to? Where it takes place, you write under “Sites” afterwards.
initiative-iglo-level = Where does the initiative mainly set in?
initiative-goal = 1. Goal the initiative serves
initiative-goal-help = Which goal of your policy does the initiative help with? The goals stand under “Policies and goals”.
initiative-goal-text = The goal in your own words
initiative-goal-text-help = Therefore we will … Leave it empty if the goal above says it all.
initiative-description = 2. Description
initiative-description-help = What is the initiative about, broadly? A blank line gives a new paragraph, and a line that begins with a dash becomes a point. The single measures can have a line each afterwards.
initiative-purpose = 3. Purpose
initiative-purpose-help = Why do you want this? What leads to what, and what does that lead to?
initiative-target-group = 4. Target group
initiative-target-group-help = Who is the initiative for?
initiative-actors = 5. Actors
initiative-actors-help = Who takes part in doing it, and who must be asked on the way?
initiative-lead = Who answers for the initiative?
initiative-co-lead = Who answers for it together with the manager?
initiative-co-lead-help = Preferably a representative of the employees: then it does not hang on one person. A safety or union representative can change measures and follow-ups and write the report.
initiative-schedule = 6. Schedule
initiative-schedule-help = When do you begin, what happens when, and when does it end?
initiative-starts-on = First day
initiative-starts-on-help = For example 01.05.2019
initiative-ends-on = Last day
initiative-ends-on-help = May be empty
initiative-financial-impact = 7. Financial impact
initiative-financial-impact-help = What does it cost in time and money, and what may it save?
initiative-success-text = 8. Measurable success criteria
initiative-success-text-help = How can you see that it worked? Write it in words here. Afterwards each criterion gets a line of its own with figures and target.
initiative-follow-up-text = 9. Follow-up
initiative-follow-up-text-help = How and where do you look at how it goes? The regular follow-ups get a line each afterwards.

# The page of one initiative
initiative-goal-name = Goal the initiative serves
initiative-description-name = Description
initiative-purpose-name = Purpose
initiative-target-group-name = Target group
initiative-actors-name = Actors
initiative-schedule-name = Schedule
initiative-financial-impact-name = Financial impact
initiative-success-text-name = Measurable success criteria
initiative-follow-up-text-name = Follow-up
initiative-goal-quote = “{ $text }”
initiative-goal-of = { $policy }, goal { $number }
initiative-lead-is = Answers for the initiative: { $name }
initiative-co-lead-is = Together with: { $name }
initiative-level-is = Mainly sets in at: { $level }
initiative-not-written = Not written yet
initiative-description-title = Description
initiative-description-see = See the whole description
initiative-print = Get the description as PDF
initiative-sheet = One sheet for the notice board (PDF)
initiative-sheet-file = initiative-{ $number }-one-sheet.pdf
initiative-sheet-of = { $unit }. Ask { $people }.
initiative-sheet-why = Why we do it
initiative-sheet-what = What we do
initiative-sheet-where = Where we do it
initiative-sheet-progress = How it goes
initiative-sheet-now = Now
initiative-sheet-next = The next time we talk about how it goes
initiative-sheet-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
initiative-docx = Get the description for Word
initiative-criteria-above =
    { $count ->
        [one] The criterion stands at the top of the page.
       *[other] The { $count } criteria stand at the top of the page.
    }
initiative-follow-ups-below =
    { $count ->
        [one] One regular follow-up, see below.
       *[other] { $count } regular follow-ups, see below.
    }
initiative-measures-below =
    { $count ->
        [one] One measure, see below.
       *[other] { $count } measures, see below.
    }
initiative-tabs = Pages of the initiative
initiative-tab-itself = The initiative
initiative-tab-follow-ups = Follow-up ({ $count })
initiative-tab-figures = Figures
initiative-tab-reports = Status reports ({ $count })
initiative-tab-history = Changes ({ $count })
initiative-report-new = Write a status report
initiative-moves = From here
initiative-moves-help = When the initiative moves on, it is written down where and why that was decided.
initiative-move-decided = Decide the initiative
initiative-move-running = Begin it
initiative-move-anchored = It is anchored
initiative-move-ended = End the initiative
initiative-move-drop = Drop the idea
initiative-move-again = Take it up again

# Success criteria
criteria-title = Success criteria
criteria-empty = No success criteria yet
criteria-empty-help = What will be different when it has worked? Write it before you decide the initiative: then nobody can move the target afterwards without it being seen.
criteria-frozen = Frozen with the decision on { $moment }. Not changed since.
criteria-frozen-changed =
    { $count ->
        [one] Frozen with the decision on { $moment }. Changed once since:
       *[other] Frozen with the decision on { $moment }. Changed { $count } times since:
    }
criteria-see-changes = see the change
criteria-what = Criterion
criteria-line = Development, target dashed
criteria-before = Before
criteria-before-frozen = Locked at the decision
criteria-before-reckoned = Worked out from { $months }
criteria-now = Now
criteria-last-seen = Last shown: { $value } ({ $months })
criteria-target = Target
criteria-smallest = Smallest change that counts
criteria-why = Why not
criteria-not-measurable = Cannot be measured at present
criterion-by-scale = “{ $scale }” of the wellbeing survey
criterion-by-survey = { $scale } in “{ $questionnaire }”
criterion-scale-offered = { $questionnaire }: { $scale }
criterion-own-words = It is written in own words, and no survey here shows it. Choose a scale when you change the criterion.
criterion-reworded = The questions were changed between the two surveys.
criterion-by-eye = what we see and hear
criteria-observed = It shows in everyday life and is not measured with a figure. Write what you see at the follow-ups.
criterion-no-numbers = There are no figures for it yet.
criteria-withheld = too few
criterion-disrupted = { $name } lies within the months compared.
criterion-broken = The way of counting was changed on the way.
ini-value-rate-percent = { $number } %
ini-value-per-person = { $number } per employee
ini-value-count = { $number }
ini-value-per-vacancy = { $number } per vacancy
ini-value-money = DKK { $number }
ini-value-points = { $number } percentage points
ini-value-scale-points = { $number } points
ini-criterion-add = Add a success criterion
ini-criterion-change = Edit the success criterion
ini-criterion-save = Save the criterion
ini-criterion-frozen = The initiative is decided, so the criterion is frozen. You can still change it, but the change is written down, and the page says that there was one.
ini-criterion-title = What is different once it has worked?
ini-criterion-title-help = For example: Sickness absence falls
ini-criterion-direction = Which way is it to go?
ini-criterion-measured-by = What shows it?
ini-criterion-measured-by-help = Choose the figure or the scale of a questionnaire that shows it. If there is neither, choose what you see and hear.
ini-criterion-baseline = Where was it before?
ini-criterion-baseline-help = Leave the field empty and we reckon it from the 12 months before the start, or from the last survey before the start. It is locked at the decision.
ini-criterion-target = Where is it to get to?
ini-criterion-target-help = For example 5.7. May be empty.
ini-criterion-smallest-worthwhile = What is the smallest change worth having?
ini-criterion-smallest-worthwhile-help = For example 0.7. Then nobody can call a tiny change a success afterwards.
ini-criterion-not-measurable = It cannot be measured at present
ini-criterion-reason = Why not?
ini-criterion-reason-help = For example: Figures from the time of COVID cannot be compared with those before
ini-criterion-remove = Remove the criterion
ini-criterion-remove-help = The initiative is not decided yet, so the criterion can be removed altogether.
done-criterion-saved = The criterion is saved.
done-criterion-removed = The criterion is removed.
refused-criterion-frozen = The criterion is frozen and cannot be removed
refused-criterion-frozen-help = Tick instead that it cannot be measured, and write why. Then everybody can see it.

# Measures
measures-title = Measures
measures-empty = No measures. If the initiative holds several things, give each a line of its own.
ini-measure-add = Add a measure
ini-measure-change = Edit the measure
ini-measure-save = Save the measure
ini-measure-another = Save and add another
ini-measure-title = What is it called?
ini-measure-title-help = For example: Joint morning meetings
ini-measure-description = What is it about?
ini-measure-state = How far has it come?
ini-measure-remove = Remove the measure
ini-measure-remove-help = If it was given up, rather choose “Dropped”: then you can remember that you tried. Remove it only if it was written by mistake.
done-measure-saved = The measure is saved.
done-measure-removed = The measure is removed.

# Sites
sites-title = Sites
sites-empty = Not begun anywhere yet.
sites-unit = Unit
sites-began = Start
sites-stage = Stage
sites-people = Employees
sites-lies-in = Lies in { $other }. The employees count once only.
sites-until = until { $day }
sites-not-begun =
    { $count ->
        [one] One unit is waiting.
       *[other] { $count } units are waiting.
    }
ini-site-add = Add sites
ini-site-change = Edit the site
ini-site-save = Save
ini-site-lead = Write when the initiative really begins in each place. Those are the dates that later show whether it works.
ini-site-units = Which units?
ini-site-units-help = Tick all that begin on the same day
ini-site-unit = Which unit?
ini-site-closed-unit = The unit has been closed since
problem-site-inside = { $inner } is a part of { $outer }, which stands here already. Move or end one of them.
problem-site-around = { $inner } is a part of { $outer } and stands here already. Move or end one of them.
ini-site-stage = How far have they come?
ini-site-starts-on = First day
ini-site-starts-on-help = For example 01.05.2019
ini-site-ends-on = Last day
ini-site-ends-on-help = Leave it empty as long as it runs
ini-site-remove = Remove the site
ini-site-remove-help = If the initiative stopped here, rather write a last day. Remove the site only if it was written by mistake.
done-site-saved = The site is saved.
done-site-removed = The site is removed.

# Milestones
milestones-title = Milestones
milestones-empty = No milestones.
milestones-what = Milestone
milestones-due = Due
milestones-done = Reached
ini-milestone-add = Add a milestone
ini-milestone-change = Edit the milestone
ini-milestone-save = Save the milestone
ini-milestone-another = Save and add another
ini-milestone-title = What is to have happened?
ini-milestone-due-on = By when?
ini-milestone-due-on-help = For example 01.09.2019
ini-milestone-responsible = Who sees to it?
ini-milestone-done-on = When did it happen?
ini-milestone-done-on-help = Leave it empty until it has happened
ini-milestone-remove = Remove the milestone
ini-milestone-remove-help = The milestone goes from the page but can still be seen under “Changes”.
done-milestone-saved = The milestone is saved.
done-milestone-removed = The milestone is removed.

# Follow-up
follow-ups-title = Follow-up
follow-ups-empty = No regular follow-ups yet
follow-ups-empty-help = Agree what you look at, where and how often. That is what keeps the initiative alive when the novelty has faded.
follow-ups-what = What
follow-ups-where = Where
follow-ups-often = How often
follow-ups-next = Next time
follow-ups-source = Where we know it from
seen-to-by = Responsible
seen-to-by-leads = Whoever leads the initiative
follow-up-ended = stopped { $day }
follow-up-next-meeting = Next meeting: { $day }
follow-up-on-agenda = On the agenda of { $day }
follow-up-put-on-agenda = Put on the next agenda
ini-follow-up-add = Agree a follow-up
ini-follow-up-change = Edit the agreement
ini-follow-up-save = Save the agreement
ini-follow-up-title = What do you look at?
ini-follow-up-title-help = For example: Sickness absence
ini-follow-up-source = Where do you know it from?
ini-follow-up-source-help = For example: Absence statistics, or a round at the meeting
ini-follow-up-committees = Which committees or meetings?
ini-follow-up-committees-help = Choose one, several or none.
ini-follow-up-forum = Or in own words
ini-follow-up-forum-help = For example: trios or department committee
ini-follow-up-frequency = How often?
ini-follow-up-frequency-help = All along means that it comes on every agenda of the committees and meetings you have chosen.
ini-follow-up-months = Which months?
ini-follow-up-months-help = Only when it is in certain months. They count for every year.
ini-follow-up-next-due = Next time
ini-follow-up-next-due-help = For example 01.12.2026. The date moves by itself when you write what came of it.
ini-follow-up-responsible = Who sees to it?
ini-follow-up-responsible-help = Whoever you choose gets it on their first page as the day comes near. If you choose a role, it goes along to whoever has the role next.
ini-follow-up-ended-on = Stopped
ini-follow-up-ended-on-help = Leave it empty as long as you follow up
ini-follow-up-remove = Remove the agreement
ini-follow-up-remove-help = If something was written about it, it cannot be removed: write a date under “Stopped” instead.
done-follow-up-saved = The agreement is saved.
done-follow-up-removed = The agreement is removed.
done-follow-up-on-agenda = The follow-up is on the agenda of the meeting.
refused-follow-up-used = The follow-up is in use and cannot be removed
refused-follow-up-used-help = Something was written about it, or it is on an agenda. Edit the agreement and write a date under “Stopped”.
refused-no-meeting = There is no coming meeting
refused-no-meeting-help = First put a meeting into the committee, then try again.
note-write = Write what came of it
note-lead = A few lines are enough: what did you see, what did you agree, and who does something?
note-save = Save
note-by = { $day }, written by { $name }
notes-title = What came of it
notes-empty = Nothing has been written yet.
ini-note-held-on = When did you talk about it?
ini-note-text = What came of it?
ini-note-text-help = Do write who does what. Write nothing about a colleague’s health.
done-note-saved = It is written down, and the next time is set.

# From idea to anchored
initiative-to-decided-title = Decide the initiative
initiative-to-decided-help = From now on it is an agreement. The success criteria are frozen, so that everybody can see later what you wanted to achieve.
initiative-to-decided-button = Decide
initiative-to-running-title = Begin the initiative
initiative-to-running-help = Afterwards write under “Sites” where and when it begins.
initiative-to-running-button = Begin
initiative-to-anchored-title = The initiative is anchored
initiative-to-anchored-help = It has become part of everyday life and goes on without enthusiasts. The follow-ups go on, so that you notice if it slips.
initiative-to-anchored-button = It is anchored
initiative-to-ended-title = End the initiative
initiative-to-ended-help = Everything written stays and can be read. An initiative that has ended cannot be begun again.
initiative-to-ended-button = End
initiative-drop-title = Drop the idea
initiative-drop-help = Everything written stays and can be read. An idea that was dropped cannot be taken up again. Write it as a new one then.
initiative-drop-button = Drop the idea
initiative-again-title = Take the initiative up again
initiative-again-help = It was anchored but has slipped. That is quite ordinary, and good that you saw it.
initiative-again-button = Take it up again
ini-move-reason = Where and why?
ini-move-reason-help = For example: Decided in the district committee because the pilot went well
move-no-criteria = There are no success criteria yet. You can decide the initiative without, but then there is nothing to measure it by afterwards.
move-freezes =
    { $count ->
        [one] The one success criterion is frozen.
       *[other] The { $count } success criteria are frozen.
    }
move-ends-sites =
    { $count ->
        [one] It ends today in the one place where it still runs.
       *[other] It ends today in the { $count } places where it still runs.
    }
move-ends-follow-ups =
    { $count ->
        [one] The one follow-up that is left stops.
       *[other] The { $count } follow-ups that are left stop.
    }
done-initiative-added = The initiative is written down as an idea. Now give it success criteria and follow-ups.
done-initiative-saved = The initiative is saved.
done-initiative-decided = The initiative is decided, and the success criteria are frozen.
done-initiative-running = The initiative is under way.
done-initiative-anchored = The initiative is anchored.
done-initiative-ended = The initiative has ended.
refused-move = The initiative cannot go there now
refused-move-help = Perhaps somebody else has just moved it. Go back to the initiative and see where it stands.

# The way of the initiative
way-title = The way of the initiative
way-written = Written down
way-decided = Decided
way-begun = Begun in { $count } places
way-begun-in = Begun in { $units }
way-begun-more = Begun in { $count } more places
way-begun-more-in = Also begun in { $units }
way-will-begin = { $count } places begin
way-will-begin-in = Begins in { $units }
way-disruption = disruption
way-followed-up = Followed up: { $title }
way-earlier-notes =
    { $count ->
        [one] One follow-up before that
       *[other] { $count } follow-ups before that
    }
way-until = until { $day }
way-report = status report
way-today = Today
way-today-sites = Begun in { $begun } of { $of } places
way-planned-end = Ended or anchored

# Changes
history-title = Changes
history-lead = Here it says who changed what. Nothing is ever deleted from here.
history-empty = No changes yet.
history-somebody = Somebody
history-before = Before:
history-after = After:
history-taken-out = is taken out
history-after-freeze = After the freeze
history-initiative-added = { $who } wrote the initiative down
history-initiative-proposed = { $who } put the idea forward
history-initiative-changed = { $who } changed the description
history-initiative-moved = { $who } moved the initiative on
history-initiative-linked = { $who } wrote what the initiative came of
history-initiative-unlinked = { $who } removed what the initiative came of
history-part-added = { $who } added a { $kind }: { $name }
history-part-changed = { $who } changed a { $kind }: { $name }
history-part-removed = { $who } removed a { $kind }: { $name }
history-part-approved = { $who } approved a { $kind }: { $name }
history-success-criterion-frozen = { $who } locked the success criterion at the decision: { $name }
history-follow-up-followed-up = { $who } wrote what came of the follow-up: { $name }
history-follow-up-put-on-agenda = { $who } put the follow-up on an agenda: { $name }
history-kind-initiative = initiative
history-kind-measure = measure
history-kind-site = site
history-kind-success-criterion = success criterion
history-kind-milestone = milestone
history-kind-follow-up = follow-up
history-kind-status-report = status report
history-field-came-of = Came of
history-field-title = Title
history-field-summary = The initiative in short
history-field-unit = Unit
history-field-iglo-level = Level
history-field-lead = Answers for the initiative
history-field-co-lead = Together with
history-field-goal = Goal
history-field-goal-text = The goal in own words
history-field-description = Description
history-field-purpose = Purpose
history-field-target-group = Target group
history-field-actors = Actors
history-field-schedule = Schedule
history-field-starts-on = First day
history-field-ends-on = Last day
history-field-financial-impact = Financial impact
history-field-success-text = Measurable success criteria
history-field-follow-up-text = Follow-up
history-field-state = State
history-field-reason = Where and why
history-field-measure-state = State
history-field-stage = Stage
history-field-direction = Direction
history-field-kind = Shown by
history-field-indicator = Figure
history-field-series = Series
history-field-survey-scale = Scale
history-field-survey = Survey
history-field-baseline = Before
history-field-target = Target
history-field-smallest-worthwhile = Smallest worth having
history-field-not-measurable = Cannot be measured because
history-field-due-on = Due
history-field-done-on = Reached
history-field-source = Where we know it from
history-field-committee = Committee or meeting
history-field-forums = Committees or meetings
history-field-forum = Place of the follow-up
history-field-frequency = How often
history-field-months = Months
history-field-next-due = Next time
history-field-ended-on = Stopped
history-field-held-on = Held
history-field-note = What came of it

# What cannot be used as typed
problem-same-person = Choose somebody other than the one who answers for the initiative.
problem-site-taken-there = { $unit }: the initiative runs there already at that time.
problem-site-taken = The initiative already runs in that unit at that time.
problem-site-end = Write the last day when the initiative has ended here.
problem-not-negative = Write a number that is not below zero.
problem-observed-number = What you see and hear has no figure. Leave it empty, or choose something else that shows it.
problem-reason = Write why it cannot be measured.
problem-in-future = The date lies in the future. Write the day you talked about it.
problem-follow-up-months = Choose at least one month.
problem-follow-up-months-unused = Choose “in certain months”, or untick the months.
problem-follow-up-not-in-months = The date lies in none of the months you have chosen.
problem-follow-up-no-agenda = Choose at least one committee or meeting on whose agenda it is to be.
problem-follow-up-no-day = It comes on every agenda. Leave the field empty.
initiative-lead-help = Here are those with a role in the unit and, once the initiative is saved, those employed there. Whoever leads the initiative can change it and write the report, but not decide or approve.
initiatives-filter-fading = Only those that are running out of breath
vitality-title = Is it alive?
vitality-green = It is alive.
vitality-yellow = It needs attention.
vitality-red = Running out of breath
vitality-quiet = Nothing has been written since { $date }.
vitality-late =
    { $count ->
        [one] One follow-up is late.
       *[other] { $count } follow-ups are late.
    }
vitality-two-no = The answer was no at the last two checks.
vitality-no-lead = Nobody answers for it.
vitality-off-agenda = It has not been on an agenda since { $date }.
vitality-rule = How this is decided
vitality-rule-text = Four things can speak against it: nothing written about a follow-up for 90 days, a follow-up that is late, nobody who answers for the initiative, and no point on an agenda for half a year. None of them: it is alive. One or two: it needs attention. Three or four, or a no at the last two checks after it was anchored: it is running out of breath. There is no score, and it does not say whether the initiative works.
answer-yes = Yes
answer-no = No
move-anchor-questions = Four things keep an initiative alive, experience says. If one is missing, you can anchor it all the same. You are reminded of it at the first check in three months.
ini-move-together = Did you choose it together?
ini-move-both-sides = Have both managers and staff taken part?
ini-move-on-agenda = Is it a standing point on an agenda?
ini-move-evaluation = Have you agreed how to evaluate it?
checks-title = Does it hold?
checks-help = After 3, 6 and 12 months you see whether the initiative is still alive. If the answer is no twice in a row, it counts as running out of breath.
check-hold = Answer now
check-change = Change the answer
check-due = Check on { $date }
check-held = Check on { $date }: { $outcome }
check-title = Does “{ $title }” still hold?
check-lead = Four questions and one line. It takes two minutes.
check-missing = When the initiative was anchored, something was missing:
check-missing-together = You had not chosen it together
check-missing-both-sides = Not both managers and staff had taken part
check-missing-on-agenda = It was not a standing point on an agenda
check-missing-evaluation = It was not agreed how you evaluate
check-still-done = Do you still do it?
check-still-owned = Does somebody still answer for it?
check-still-on-agenda = Is it still on an agenda?
check-evaluated = Have you evaluated it?
check-evaluated-help = A talk about how it goes counts as much as figures.
check-evaluated-yes = Yes
check-evaluated-partly = In part
check-evaluated-no = No
check-text = One line about how it goes
check-outcome = What do you do now?
check-outcome-goes-on = It goes on as it is
check-outcome-adjust = We adjust it
check-outcome-take-up = We take it up at a meeting
check-outcome-end = We stop it
check-save = Save the check
done-check-saved = The check is saved.
history-anchor-check-done = { $who } looked whether the initiative holds

# An idea
idea-new = Put an idea forward
idea-back = To what you do
idea-lead = Write it as you would say it to a colleague. One line is enough.
idea-title = What is the idea?
idea-title-help = For example: five minutes together before we drive out
idea-purpose = What would get better?
idea-purpose-help = What is hard today, and for whom? Do not write about a single colleague or citizen.
idea-description = How could we try it?
idea-description-help = May be left empty.
idea-unit = Where?
idea-unit-help = The unit the idea is for.
idea-who-sees = Your colleagues in the unit can read the idea. Your manager decides it, and its history says that it came from you.
idea-send = Send the idea
done-idea-proposed = Thank you. The idea is written down, and your manager can now decide it.
