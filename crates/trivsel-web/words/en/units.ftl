units-title = Units
units-lead = The workplace as it stands. Moves and closures are dated, so you can always see how it looked before.
units-day = See the units as they stood on
units-show = Show
units-all-today = Show all as of today
units-q = Find a unit
units-q-help = Write some of its name or its code.
units-found =
    { $count ->
        [0] No unit fits “{ $q }”
        [one] 1 unit fits “{ $q }”
       *[other] { $count } units fit “{ $q }”
    }
units-found-none = Write fewer letters, or see the whole tree. If the unit is closed, choose a day on which it was there.
units-below =
    { $count ->
        [one] 1 unit below { $name }
       *[other] { $count } units below { $name }
    }
units-as-of = This is how it looked on { $date }.
units-empty = No units on that day
units-empty-help = Open the top unit first, or read all units in from a spreadsheet.
units-import = Read units in from a file
unit-new = Open a unit
unit-new-below = Open a unit below this one
unit-open = Open the unit
unit-name = Name of the unit
unit-code = Unit code
unit-code-help = Your own code, from the payroll or finance system. It cannot be changed later.
unit-parent = Unit above
unit-valid-from = Exists from
unit-valid-from-help = Write a date before your first figures if the unit has been there for long.
unit-at-the-top = At the top of the organisation
unit-path = Where the unit stands
unit-headcount =
    { $all ->
        [0] Nobody is employed here.
        [one] { $all } employee in all, { $own } in the unit itself.
       *[other] { $all } employees in all, { $own } in the unit itself.
    }
unit-was-closed = The unit closed on { $date }.
unit-figures = See figures of the unit
unit-initiatives = Initiatives
unit-persons = Employees
unit-below = Units below
unit-below-none = There are no units below this one.
unit-history = Name and place over time
unit-people = Roles
unit-people-none = Nobody has a role in the unit yet.
unit-column-unit = Unit
unit-column-headcount = Employees
unit-column-name = Name
unit-column-parent = Stood below
unit-column-from = From
unit-column-to = To
unit-move = Move or rename
unit-move-lead = What was before stays as it was. Figures and reports from then do not change.
unit-move-save = Save the move
unit-move-name = Name from that day
unit-move-parent = Stands below from that day
unit-move-from = From and including
unit-move-from-help = The same day as the newest place corrects it.
unit-close = Close the unit
unit-close-title = Close { $name }
unit-close-lead = The unit must stand empty: no units below it, nobody employed and no committee after the day. Roles given for the unit end the same day. Its figures stay.
unit-close-last-day = Last day
unit-close-save = Close the unit
role-safety-rep-short = Safety rep
problem-code-taken = The code is used for another unit.
problem-unit-out-of-reach = You may not change that unit.
problem-unit-not-open = The unit does not exist on that day.
problem-below-itself = The unit would come to stand below itself. Choose another one.
problem-parent-not-open = The unit above does not exist all the time from that day on. Choose another unit or another date.
problem-open-units-below = There are still units below it. Move or close them first.
problem-unit-closed = The unit was closed on { $date }.
problem-before-newest = The newest change is dated { $date }. Write that date or a later one.
problem-nothing-changed = Nothing has changed. Write a new name, or choose another unit above.
problem-move-gives-away = The figures for { $month } have been shown as the units stood before. Shown again in the new place, they would let anybody work out the figures of very few employees. Let the move begin on { $date } or later.
problem-unit-has-people =
    { $count ->
        [1] One employee is still employed here after that day. Move or end the employment first.
       *[other] { $count } employees are still employed here after that day. Move or end their employments first.
    }
problem-unit-has-committee = A committee still belongs to the unit after that day. Move or end it first.
done-unit-opened = The unit is open.
done-unit-moved = The change is saved.
done-unit-closed = The unit is closed.
unit-begin = Let it begin earlier
unit-begin-lead = The unit, and those above it that begin later, get an earlier first day. On every day it was there already it stands where it stood.
unit-begin-valid-from = First day
unit-begin-save = Save the first day
unit-remove = Delete the unit
unit-remove-title = Delete { $name }?
unit-remove-lead = This is possible only if nobody has been employed in it and nothing else belongs to it. A unit that has been in use is closed instead.
unit-remove-do = Delete the unit
done-unit-begun = The unit begins earlier now.
done-unit-removed = The unit is deleted.
problem-not-earlier = The unit already begins on { $date }. Write an earlier day.
refused-unit-used = The unit has been in use
refused-unit-used-help = There are units below it, somebody has been employed in it, or figures, initiatives or roles belong to it. Close it instead.
audit-verb-begun-earlier = let begin earlier
