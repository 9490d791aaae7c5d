figures-title = Figures
figures-lead = Month by month, with what happened along the way.
figures-unit = Unit
figures-unit-meant = Several units fit what you wrote. Which do you mean?
problem-unit-unknown = We know no unit of that name, or you may not see it. Write some of its name or its code.
figures-marks-more =
    { $count ->
        [one] See 1 more
       *[other] See { $count } more
    }
figures-indicator = What
figures-series = Source
figures-chart = Chart
figures-rules = Rules
figures-others = Show the other units together
figures-show = Show
figures-empty = No figures yet
figures-empty-help = Once they have been read in from your payroll or staff system, they stand here.
figures-import = Read figures in
figures-all-categories = all
figures-measure-rate-percent = per cent
figures-measure-per-person = per employee
figures-measure-count = number
figures-measure-per-vacancy = per post
figures-measure-money = kroner
figures-value-rate-percent = { $value } per cent
figures-value-per-person = { $value } per employee
figures-value-count = { $value } a month
figures-value-per-vacancy = { $value } per post
figures-value-money = DKK { $value } a month
figures-chart-u-prime = u′ chart
figures-chart-xmr = XmR chart
figures-chart-xmr-season = XmR without season
figures-chart-u-prime-season = u′ without season
figures-chart-help-u-prime-season = The season has been taken out first, measured on the first four years. The limits are then Laney's u′: three sigma round the mean, set by the first 24 months.
figures-chart-run = Run chart with median
figures-chart-help-u-prime = The limits are Laney's u′: three sigma round the mean, wider in months with few possible days and narrower in months with many. They are set by the first 24 months that can be shown, months of a disruption left out.
figures-chart-help-xmr = The limits are the mean plus and minus 2.66 times the mean difference from month to month. They are set by the first 24 months that can be shown, months of a disruption left out.
figures-chart-help-xmr-season = The season has been taken out first, measured on the first four years. The limits are then the mean plus and minus 2.66 times the mean difference from month to month, set by the first 24 months.
figures-chart-help-run = The centre line is the median. The chart is read by Anhøj's two rules: an unusually long run of months on one side, or unusually few crossings.
figures-rules-nhs = NHS Making Data Count
figures-rules-western-electric = Western Electric
figures-rules-three-sigma = Outside the limits only
figures-rules-help-nhs = The rules are NHS Making Data Count: outside the limits, seven in a row on one side, seven in a row up or down, or two of three in the outer third.
figures-rules-help-western-electric = The rules are Western Electric: outside the limits, two of three beyond 2 sigma, four of five beyond 1, or eight in a row on one side.
figures-rules-help-three-sigma = Only months outside the limits are ringed.
figures-finding-lower = { $indicator } in { $unit } lies below the level { $reference }
figures-finding-higher = { $indicator } in { $unit } lies above the level { $reference }
figures-finding-steady = { $indicator } in { $unit } varies as before
figures-finding-uneven = { $indicator } in { $unit } varies more than chance explains
figures-finding-varies = { $indicator } in { $unit } varies without a clear direction
figures-finding-not-now = { $indicator } in { $unit }: the newest months are missing or hidden
figures-reference-year = in { $from }
figures-reference-years = in { $from }–{ $to }
figures-reference-months = from { $from } to { $to }
figures-level-reference = The level { $reference }, which the limits are set by, was { $value }.
figures-finding-too-short = { $indicator } in { $unit }: too few months to see a pattern
figures-finding-hidden = { $indicator } in { $unit } is hidden
figures-finding-empty = No figures yet for { $indicator } in { $unit }
figures-unit-line = { $indicator } in { $unit }, { $measure }, month by month. { $chart }
figures-picture-title = { $indicator } in { $unit }, month by month
figures-level-now =
    { $months ->
        [one] In { $month } the level is { $now }.
       *[other] In the { $months } months up to { $month } the level is { $now }.
    }
figures-level-before-and-now = In the { $months } months up to { $month } the level is { $now }. In the { $before_months } months before that it was { $before }.
figures-rings =
    { $rings ->
        [0] No months are ringed. Chance alone would ring about { $chance }, on average.
        [one] One month is ringed. Chance alone would ring about { $chance }, on average.
       *[other] { $rings } months are ringed. Chance alone would ring about { $chance }, on average.
    }
figures-trial = The limits are provisional: they rest on fewer than 12 months.
figures-too-short = There are still too few months for limits.
figures-runs = The months change sides of the median more seldom than chance would make them.
figures-season = The season has been taken out of the line; the numbers in the table are as measured.
figures-disrupted = Months of a disruption are drawn, but left out of the limits.
figures-no-cause = The picture shows what the figures do. It does not say why.
figures-median = median { $value }
figures-mean = mean { $value }
figures-limits = limits
figures-break = new definition
figures-break-title = New definition
figures-starts =
    { $count ->
        [one] 1 start
       *[other] { $count } starts
    }
figures-started = Began in { $unit }, { $month }
figures-high = high
figures-low = low
figures-withheld = hidden
figures-withheld-title = Some months are hidden to protect the people the figures are about.
figures-withheld-help = A figure is shown only when it rests on at least { $minimum } employees in each of the latest 12 months, and when no smaller figure can be worked out from it.
figures-counted-in-see = See { $unit }
figures-counted-in = The figure is counted in { $unit }.
figures-hidden-title = All months are hidden, because too few people work here for the figure to be shown.
figures-offered = See { $units } together
figures-merged-title = Several units are shown together here, because some of them are small.
figures-merged-back = Show the unit alone
figures-others-label = The others
figures-table = Show the numbers
figures-table-behind = The numbers behind: { $finding }
figures-column-month = Month
figures-column-numerator = Numerator
figures-column-denominator = Denominator
figures-column-people = Employees
figures-column-centre = Centre line
figures-column-lower = Lower limit
figures-column-upper = Upper limit
figures-source = Source: { $source }. Figures up to { $month }
figures-take-away = Take it with you:
figures-marks = What happened along the way
figures-how = How it is worked out
figures-definition = What is counted
figures-formula = Formula
figures-good = What is good
figures-good-down = Lower is better
figures-good-up = Higher is better
figures-good-none = Neither high nor low is good in itself
figures-where-from = Where the figures come from
problem-month-before-first = The month lies before the first one. Write a later month.
problem-above-zero = Write a number above zero.
figures-choose = Choose unit and figure
