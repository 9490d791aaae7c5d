start-attention-label = What waits for you, and what happens this week
start-waiting = Waiting for you
start-nothing-waits = Nothing waits right now
start-nothing-waits-help = Follow-ups, milestones and tasks from the committees turn up here as they come near.
start-days-over =
    { $days ->
        [one] 1 day overdue.
       *[other] { $days } days overdue.
    }
start-due-follow-up = Follow-up on { $date } of “{ $initiative }” in { $unit }.
start-due-follow-up-in = Follow-up on { $date } in { $forum } of “{ $initiative }” in { $unit }.
start-due-milestone = Milestone on { $date } of “{ $initiative }” in { $unit }.
start-due-report = Draft of { $date } about “{ $initiative }” in { $unit }. It is not approved yet.
start-due-check = Check on { $date } in { $unit }. It takes two minutes.
start-fading = The initiative is running out of breath
start-fading-all = See all that are running out of breath
start-leavers = Somebody leaves
start-leaver =
    { $count ->
        [one] { $name } leaves on { $day } and answers for 1 thing
       *[other] { $name } leaves on { $day } and answers for { $count } things
    }
start-leaver-gone =
    { $count ->
        [one] { $name } left on { $day }, and 1 thing needs somebody new
       *[other] { $name } left on { $day }, and { $count } things need somebody new
    }
start-seen-to-by = Responsible: { $who }.
start-of-others =
    { $count ->
        [one] 1 thing waits for others in your area
       *[other] { $count } things wait for others in your area
    }
do-follow-up = Follow up: { $title }
do-milestone = Reach the milestone: { $title }
do-report = Finish the report: { $title }
do-check = See whether it holds: { $title }
start-write-follow-up = Write follow-up
start-open-task = See the task
start-task =
    { $committee } has asked { $total ->
        [one] one unit
       *[other] { $total } units
    } to do it. { $done ->
        [0] None has done it yet.
       *[other] { $done } have done it.
    }
start-task-due = Due { $date }.
start-task-waiting = Missing:
start-more =
    { $count ->
        [one] See 1 more
       *[other] See { $count } more
    }
start-week = This week and the next
start-today = today
start-day-at = { $day } at { $time }
start-date = Today is { $date }, week { $week }.
start-lead =
    { $units ->
        [one] { $unit }: 1 unit, { $people }.
       *[other] { $unit }: { $units } units, { $people }.
    }
start-lead-one = { $unit }: { $people }.
start-more-figures = See more figures
start-value = Value
start-running = Going on now
start-none-running = No initiatives going on
start-none-running-help = Here stands what you have decided to do in your unit.
start-all-initiatives = See all initiatives
start-initiative = Initiative
start-state = State
start-where = Where
start-next = Next step
start-overdue = overdue
start-unit-line = { $indicator }, { $measure }, month by month
start-unit-line-year = { $indicator }, { $measure }, mean of the latest 12 months
