area-title =
    { $count ->
        [0] { $area }: nothing is overdue
        [one] { $area }: 1 initiative has something overdue
       *[other] { $area }: { $count } initiatives have something overdue
    }
area-lead =
    Absence is lower than the year before in { $lower } and higher in { $higher } of the units below. { $hidden ->
        [0] None is hidden.
        [one] 1 is hidden.
       *[other] { $hidden } are hidden.
    }
area-heading = The units in { $area }
area-no-units = There are no units below this one. The figures below are its own.
area-by-tree = In the same order as in the organisation. Choose a heading for another order.
area-to-tree = Back to the order of the organisation
area-unit = Unit
area-before = Absence the year before, %
area-now = Absence now, %
area-change = Difference
area-running = Initiatives running
area-overdue = With something overdue
area-answers = Answered, %
area-tasks = Tasks done
area-tasks-all = Tasks in all
area-whole = The whole area
area-hidden = hidden
area-not-now = no recent figures
area-missing = no figures
area-done-of = { $done } of { $total }
area-hidden-title = Some figures are hidden to protect the people they are about.
area-hidden-counted = { $unit }: absence is hidden, but counts in { $above }.
area-hidden-absence = { $unit }: absence is hidden.
area-hidden-answers = { $unit }: the answers are hidden, or the unit was asked together with others. They count in the whole survey.
area-months = “Now” is the latest 12 months, and “the year before” the 12 months before them.
area-answers-of = The answers are from
area-file = units
area-see = See the units in { $area } side by side
