indicators-title = What you measure
indicators-lead = What is counted, how, and which way is good.
indicator-new = Add a figure of your own
indicator-edit = Edit
indicator-save = Save
indicator-see = See the figures
indicator-own = Your own
indicator-built-in = Built in
indicator-series = Sources
indicator-series-help = Each source and each way of counting is a series of its own. They are never mixed.
indicator-series-empty = No figures yet
indicator-series-count =
    { $count ->
        [0] No figures yet
        [one] 1 series
       *[other] { $count } series
    }
indicator-name-da = Name
indicator-name-da-help = For example Adverse events
indicator-name-en = Name in English
indicator-name-en-help = Leave empty if you use one language only
indicator-definition-da = What is counted
indicator-definition-en = What is counted, in English
indicator-formula-da = Formula
indicator-formula-da-help = For example events / full-time years
indicator-formula-en = Formula in English
indicator-measure = Kind of number
indicator-measure-rate-percent = Share in per cent
indicator-measure-per-person = Per employee
indicator-measure-count = Number
indicator-measure-per-vacancy = Per advertised post
indicator-measure-money = Kroner
indicator-factor = Multiplied by
indicator-factor-help = 100 gives per cent, 1,200 gives per cent a year. Leave empty for the usual one.
indicator-good-direction = What is good
series-definition = Way of counting
series-category = Reason
series-months = Months
series-units = Units
breaks-title = New definitions
breaks-help = When the payroll or staff system changes, or something is counted in a new way, the figures begin afresh from there.
break-new = Add a new definition
break-series = Source
break-month = From
break-month-help = For example May 2019
break-unit = Where
break-text = What changed
break-text-help = For example New payroll system
break-save = Save the new definition
break-remove = Remove
figures-everywhere = Everywhere
failure-indicator-built-in = Built-in figures cannot be changed
failure-indicator-built-in-help = They mean the same everywhere. Add a figure of your own instead.
done-indicator-saved = The figure is saved.
done-break-saved = The new definition is saved.
done-break-removed = The new definition is removed.
disruptions-title = Disruptions
disruptions-lead = Months that can be compared with no others, whatever you did. They are drawn in the pictures, but left out of the limits.
disruptions-empty = None yet
disruptions-empty-help = Corona is the one most begin with.
disruption-new = Add a disruption
disruption-edit = Edit the disruption
disruption-edit-one = Edit { $name }
disruption-save = Save
disruption-remove = Remove it
disruption-corona = Add corona (March 2020 to March 2022)
disruption-corona-name = Corona
disruption-name = Name
disruption-first = First month
disruption-first-help = For example March 2020
disruption-last = Last month
disruption-unit = Where
disruption-unit-help = Holds for all units below the one you choose
disruption-note = What was different
done-disruption-saved = The disruption is saved.
done-disruption-removed = The disruption is removed.
imports-title = Figures that were read in
imports-lead = From your payroll and staff systems. Nothing is kept before you have seen the totals.
imports-empty = No figures have been read in yet
imports-empty-help = Take an extract from your payroll system as CSV or Excel, and begin here.
import-new = Read figures in
import-new-lead = The file is looked through first. You see the totals before anything is kept.
import-kind = What kind of file is it?
import-kind-unit-months = Numbers for each unit and month
import-kind-absence-spells = Absence spells and employments, two files
import-file = File
import-file-help = CSV or Excel. With absence spells: the file of employments
import-second-file = The file of absence spells
import-second-file-help = Only when you read absence spells. They are spread over units and months while being read, and are not kept.
import-upload = Look through the file
import-file-name = File
import-when = When
import-state = How far
import-rows = Lines
import-rows-wrong = Not usable
import-state-uploaded = Waits for the columns
import-state-checking = Being looked through
import-state-previewed = Waits for you
import-state-running = Being read in
import-state-done = Read in
import-state-failed = Not read in
import-step-columns = Columns
import-step-totals = Totals
import-step-done = Read in
import-source = Source
import-source-help = For example SD Løn, absence extract. The columns are remembered next time.
import-definition = Way of counting
import-definition-help = Only if the source counts in its own way
import-category-parts = What the reasons part
import-category-parts-help = Only if the file has a column with a reason, type or group. The answer decides when small groups must be hidden.
import-category-parts-unknown = Choose, if the file is split
import-category-parts-events = What happened (illness, sick child): the same employees are behind each reason
import-category-parts-people = The employees (managers, professions): each employee belongs to one group
import-indicator = What the numbers are
import-first = First month
import-first-help = Leave empty to begin with the first spell
import-last = Last month
import-last-help = Leave empty for the last full month
import-long-after = Longest short spell, in days
import-long-after-help = 30 if left empty
import-no-column = Is not there
import-column-number = Column { $number }
import-preview = The first lines
import-preview-of = The first lines of { $file }
import-layout = How the file is read
import-layout-encoding = Character set
import-layout-separator = Separator
import-layout-decimal = Decimal mark
import-layout-dates = Dates
import-layout-sheet = Sheet
import-encoding-utf8 = UTF-8
import-encoding-windows1252 = Windows-1252
import-encoding-utf16-le = UTF-16
import-encoding-utf16-be = UTF-16, big end first
import-separator-semicolon = Semicolon
import-separator-comma = Comma
import-separator-tab = Tabulator
import-separator-bar = Vertical bar
import-decimal-comma = Comma: 6,4
import-decimal-point = Point: 6.4
import-dates-day-month-year = Day, month, year
import-dates-month-day-year = Month, day, year
import-dates-year-month-day = Year, month, day
import-again = Look through the file again
import-check = See the totals
import-discard = Throw the file away
import-wide = The months stand beside each other. Each of them is read.
import-cpr-title = A column looks like CPR numbers.
import-cpr-help = It is not read, and it cannot be chosen.
import-replaces =
    { $months ->
        [one] Replaces 1 month already read in from { $source }
       *[other] Replaces { $months } months already read in from { $source }
    }
import-replaces-help = The old numbers of the same source in the same months go. Other sources and months stay.
import-changes =
    { $figures ->
        [one] The file changes 1 figure that has been shown
       *[other] The file changes { $figures } figures that have been shown, in { $units ->
            [one] 1 unit
           *[other] { $units } units
        }
    }
import-changes-help = Whoever remembers the old figure can take it away from the new one. Where only one employee's rows were corrected, that shows what was corrected for just that employee.
import-rows-read = { $rows } lines were read.
import-rows-all-used = All of them could be used.
import-rows-not-used =
    { $rows ->
        [one] 1 line cannot be used and is not in the totals.
       *[other] { $rows } lines cannot be used and are not in the totals.
    }
import-totals = Totals
import-by-month = Month by month
import-by-month-help = Hold the totals against the source's own
import-missing-months =
    { $count ->
        [one] 1 month is missing: { $months }
       *[other] { $count } months are missing: { $months }
    }
import-errors = Lines that cannot be used
import-errors-title =
    { $rows ->
        [one] 1 line cannot be used
       *[other] { $rows } lines cannot be used
    }
import-errors-help = They are not read in. Here are the first ones. Correct them in the source and read the file in again if they are to be there.
import-errors-take = Take all the lines as CSV
import-error-row = Line
import-error-column = Column
import-error-reason = Why
import-run = Read in
import-reopen = Change the columns
import-done = The figures are read in.
import-see-figures = See the figures
import-nothing-kept = Nothing was read in. The figures that were there before still are.
import-progress = Reading line { $rows }.
import-progress-begin = Opening the file.
import-progress-end = Writing the figures down.
import-progress-leave = You are free to go to another page.
import-progress-label = How far the reading has come
import-reason-unit-missing = No unit is given
import-reason-unit-unknown = There is no such unit
import-reason-month-missing = No month is given
import-reason-month = It is not a month
import-reason-number = It is not a number
import-reason-negative = The number is below zero
import-reason-duplicate = The unit and month stand there more than once
import-reason-denominator-missing = The denominator is missing
import-reason-people-missing = The number of employees is missing
import-reason-people-not-whole = The number of employees is not a whole number
import-reason-employee-missing = No employee number is given
import-reason-employee-unknown = The employee number is not in the file of employments
import-reason-outside-employment = The spell lies outside the employment
import-reason-ends-before-start = Ends before it begins
import-reason-share = The share is not above 0 and at most 1 (100 per cent)
import-reason-date = It is not a date
import-reason-date-missing = No date is given
import-failure-empty = { $file } is empty.
import-failure-header-only = { $file } has column names, but no lines of numbers below them.
import-failure-title-only = { $file } has a single line and no numbers below it.
import-failure-one-column = { $file } has a single column. There must be one for the unit, one for the month and one for the number.
import-failure-all-wrong = None of the lines could be used. Look at the columns again.
import-failure-changes = The file changes figures that are there already ({ $detail }).
import-failure-category-parts-missing = { $file } is split. Say whether it is what happened, or the employees, that is split.
import-failure-category-people-missing = { $file } parts the employees into groups and has no column with the number of employees in each.
import-failure-no-header = { $file } has no line { $detail } with column names.
import-failure-pdf = { $file } is a PDF. Take the numbers as CSV or Excel instead.
import-failure-not-a-table = { $file } is not a table. Take the numbers as CSV or Excel.
import-failure-unclosed-quote = A quotation mark in line { $detail } of { $file } is never closed. The file may have been cut.
import-failure-swallowed-rows = A quotation mark in line { $detail } of { $file } closes only further down, so the lines between are lost. Correct it, and choose the file again.
import-failure-cut-short = { $file } ends in the middle of line { $detail }. Take it out again.
import-failure-encoding = After line { $detail } of { $file } the letters do not fit the character set. Choose another.
import-failure-locked = { $file } is locked with a password. Save the workbook without.
import-failure-no-sheet = { $file } has no sheet named { $detail }.
import-failure-damaged = { $file } is damaged or was cut. Take it out again.
import-failure-unreadable = { $file } could not be read. Take it out again.
import-failure-cpr = A column of { $file } looks like CPR numbers. Remove it, or choose employee numbers instead.
import-failure-column-missing = A column of { $file } is missing. Choose it again.
import-failure-indicator-missing = Choose what the numbers are.
import-failure-file-missing = A file is missing.
import-failure-interrupted = Interrupted, because the program was stopped on the way. Read the file in again.
import-failure-internal = Something went wrong on our side. Try again in a little while.
import-failure-discarded = Thrown away before it was read in.
problem-file = Choose a file.
problem-file-unreadable = The file cannot be read.
problem-column-cpr = The column looks like CPR numbers. Choose another.
problem-choose-number = Choose the column with the number: numerator or finished value.
problem-category-parts = Say whether the column parts what happened, or the employees.
problem-category-people = Choose the column with the number of employees in each group. Without it we do not know which groups are small.
done-import-uploaded = The file is here. Say what its columns mean.
done-import-discarded = The file was thrown away.
import-f0-unit = Unit
import-f0-month = Month
import-f0-numerator = Numerator
import-f0-denominator = Denominator
import-f0-value = Finished value
import-f0-people = Employees
import-f0-category = Reason
import-f0-employee = Employee number
import-f0-from = First day
import-f0-to = Last day
import-f0-fraction = Share of full time
import-f0-degree = Degree of absence
import-f0-encoding = Character set
import-f0-separator = Separator
import-f0-decimal = Decimal mark
import-f0-dates = Dates
import-f0-sheet = Sheet
import-f0-file = The file
import-f1-unit = Unit
import-f1-month = Month
import-f1-numerator = Numerator
import-f1-denominator = Denominator
import-f1-value = Finished value
import-f1-people = Employees
import-f1-category = Reason
import-f1-employee = Employee number
import-f1-from = First day
import-f1-to = Last day
import-f1-fraction = Share of full time
import-f1-degree = Degree of absence
import-f1-encoding = Character set
import-f1-separator = Separator
import-f1-decimal = Decimal mark
import-f1-dates = Dates
import-f1-sheet = Sheet
import-f1-file = The file
import-f0-fraction-help = As a share, hours a week or per cent
import-f0-value-help = When the file has the percentage instead of numerator and denominator
import-f0-people-help = Count each employee in one place: an employee in two units is counted as two. Without this column, the employees Trivsel knows are counted
import-rows-blank =
    { $rows ->
        [one] 1 line has no number, so that month is missing.
       *[other] { $rows } lines have no number, so those months are missing.
    }
import-rows-total =
    { $rows ->
        [one] 1 line is the sum of the units below it, and is left out.
       *[other] { $rows } lines are sums of the units below them, and are left out.
    }
import-rows-hidden =
    { $rows ->
        [one] 1 line is hidden in the sheet. It was read.
       *[other] { $rows } lines are hidden in the sheet. They were read.
    }
import-changes-gone =
    { $figures ->
        [one] 1 of them goes. The file has no new figure for that unit and month.
       *[other] { $figures } of them go. The file has no new figures for those units and months.
    }
import-mostly-wrong = Most lines cannot be used.
import-mostly-wrong-help = See that it is the right file, and that the columns are the right ones.
import-columns-taken = What the columns were taken for
import-column-taken = { $role }: { $column }
import-column-unused = Not used: { $column }
import-parents = What are the lines of units that have others below them?
import-parents-total = Sums of the units below them. They are not read in.
import-parents-own = The unit's own people, who are in none of the units below.
import-accept-encoding = That is right. Read the file in all the same.
import-accept-separator = That is right. Read the file in all the same.
import-accept-header = That is right. Read the file in all the same.
import-accept-decimal = That is right. Read the numbers in all the same.
import-accept-dates = That is right. Read the dates in all the same.
import-accept-formulas = Read the rest in without those cells.
import-accept-hidden-rows = The hidden lines are to be read.
import-accept-times = Those columns are not to be read.
import-accept-twice = The column chosen is the right one.
import-accept-end = There is no column with the last day.
import-accept-above = The numbers are right.
import-accept-labels = Yes, the blank cell means the same as in the row above.
import-doubt-encoding = { $file }: The letters can be read in more than one way. See that they look right, or choose another character set.
import-doubt-separator = { $file }: The file can be split into columns in two ways. Choose the separator.
import-doubt-header = { $file }: We cannot see which line has the column names.
import-doubt-decimal = { $file }: Is 1.234 a thousand or a little over one? { $detail } does not show it. Choose the decimal mark.
import-doubt-dates = { $file }: Does the day, the month or the year come first? { $detail } does not show it. Choose the order.
import-doubt-formulas = { $file }: Some cells have formulas that were never calculated. Open the file in Excel, save it, and choose it again.
import-doubt-hidden-rows = { $file }: Some lines are hidden in the sheet. They are read like the others.
import-doubt-times = { $file }: These columns look like months and cannot be read as months: { $detail }. They are not read.
import-doubt-twice = { $file }: More than one column is called { $detail }. Choose the right one.
import-doubt-end = { $file }: No column with the last day is chosen. These have dates and are not used: { $detail }.
import-doubt-above = { $file }: More was counted than there was to count in { $count } lines. The first is line { $detail }.
import-doubt-labels = { $file }: In { $count } rows the unit, the month or the category is missing. They were read as the one in the row above, as in a pivot table. The first is row { $detail }.
import-doubt-parents = { $file }: { $count } lines may be sums of the units below them ({ $detail }). Read in, they count the same people twice.
import-accept-spells = That is right. Leave their absence out.
import-accept-merged = The number is that of each row by itself.
import-doubt-spells = { $file }: { $count } spells are of employee numbers that are not in the file of employments. The first is in line { $detail }. Without them it may look as if nobody had been ill.
import-doubt-merged = { $file }: In { $count } lines a number stands in merged cells. It is counted in each line. The first is line { $detail }.
import-accept-fraction = The numbers are percentages. 0.5 is half a per cent.
import-accept-share = The numbers are read rightly.
import-accept-evening = The month before is meant.
import-accept-no-end = Everybody is still ill.
import-doubt-fraction = { $file }: All numbers are below 1. If 0.05 is five per cent, multiply them by 100 in the file first. They are in { $count } lines, and the first is line { $detail }.
import-doubt-share = { $file }: Are the numbers in { $detail } per cent or hours of a week? It cannot be seen. They are read as hours out of 37.
import-doubt-evening = { $file }: All dates in { $detail } are the last evening of a month. They are probably the first of the next one, written in another time zone. They are read as the month before.
import-doubt-no-end = { $file }: { $detail } is blank in all lines, so everybody is still ill. If the dates are missing, take the file out again.
import-accept-full-time = That is right. They have more than full time.
import-doubt-full-time = { $file }: { $count } people have more than full time at the same time. If a line stands twice, one person counts as two.
import-reason-percent = This is a percentage where a count should stand. Choose the column as the value instead.
problem-import-doubt = Tick it if it is right. Otherwise correct the file or the columns.
problem-import-doubts = Something about the file is in doubt. Look through it again.
import-reason-total-row = This is a sum of other lines, not a unit
import-reason-unit-zeros = There is no such unit, but one whose code has zeros before it. Take the column out as text.
import-reason-too-wide = The line has more cells than there are columns. A comma may have shifted them.
import-reason-too-narrow = The line has too few cells. They may stand under the wrong columns.
import-reason-formula = The cell has a formula that was never calculated. Open the file in Excel and save it.
import-failure-too-large = { $file } holds more than a table can. Take out one year at a time, as CSV.
import-failure-too-many-columns = { $file } has { $detail } columns. Take out only those to be read.
import-failure-mostly-wrong = Most lines of { $file } cannot be used. Nothing was read in.
import-failure-doubts = We are in doubt about something in { $file }. Read the file in again, and answer the questions.
import-failure-column-unknown = { $file } has no column called { $detail }.
import-encoding-cp850 = DOS (850)
organisation-encoding-cp850 = DOS (850)
import-encoding-mac-roman = Mac (older)
organisation-encoding-mac-roman = Mac (older)
import-value = Value
import-error-seen = What stands there
import-cells-blank =
    { $cells ->
        [one] 1 cell has no number, so that month is missing.
       *[other] { $cells } cells have no number, so those months are missing.
    }
import-rows-people-known =
    { $rows ->
        [one] 1 line has no number of employees. We count those Trivsel knows.
       *[other] { $rows } lines have no number of employees. We count those Trivsel knows.
    }
import-sheet-taken = Of { $file }, the sheet { $sheet } was read. Not read: { $others }.
import-accept-october = Yes, 2024,1 is October.
import-doubt-october = { $file }: In { $count } lines the month is written as 2024,1. We read it as October with the last zero dropped. If it is January, correct the file first. The first is line { $detail }.
import-accept-nobody = Yes, nobody was away in those months.
import-doubt-nobody = { $file }: The file has column names and no lines. That is right if nobody was ill.
import-accept-mostly-wrong = It is the right file. Read in the lines that can be used.
import-doubt-mostly-wrong = { $file }: { $count } lines cannot be used. That is most of the file.
import-reason-duplicate-other = The unit and month also stand elsewhere with another number. Neither was read
import-reason-employee-cpr = It looks like a CPR number, not an employee number
import-failure-no-numbers = The lines of { $file } have no numbers: the cells where one should stand are blank.
import-failure-same-file = { $file } is the file of employments once more. Choose the file of spells.
