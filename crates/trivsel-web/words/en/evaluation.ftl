# Did it work? The verdict, why it is not sharper, and what would settle it.
# from, to: the two ends of the range as a reader writes them: "58 fewer", "14 more". unit: "sick days a month".
# worthwhile: the least that is worth having: "30 fewer". worst: the bad end of the range: "9 more".

# Ways of reckoning
evaluation-design-staggered-comparison = Staggered comparison
evaluation-design-staggered-comparison-why = The units began at different times. Those that have not begun yet show how it would have gone otherwise.
evaluation-design-controlled-series = Before and after, held against others
evaluation-design-controlled-series-why = We see whether the difference from the units that take no part changes at the start.
evaluation-design-interrupted-series = Before and after
evaluation-design-interrupted-series-why = There is nobody to compare with. So the months before the start show what could be expected otherwise.
evaluation-design-chart-only = A chart only
evaluation-design-chart-only-why = It shows whether the figures lie differently from before. It does not say why.
evaluation-design-cannot-be-concluded = Cannot be concluded
evaluation-design-cannot-be-concluded-why = The figures cannot show whether the initiative works.

# How the uncertainty is found
evaluation-uncertainty-descriptive-only = There are too few units to put a number on the uncertainty.
evaluation-uncertainty-randomisation = We swapped round who began when, and saw how often the difference came out as large.
evaluation-uncertainty-cluster-bootstrap = We drew the units again many times and saw how far the answer moves.
evaluation-model-full = The season is allowed for.
evaluation-model-step-without-season = The season is not allowed for.

# The verdict: its badge and its sentence
evaluation-badge-clear-change = Clear change
evaluation-badge-change-maybe-smaller = A change, maybe too small
evaluation-badge-no-important-change = No important change
evaluation-badge-cannot-be-concluded = Cannot be concluded
evaluation-badge-not-begun = Not begun
evaluation-verdict-clear-change-better = Clear change for the better: { $range }.
evaluation-verdict-clear-change-worse = Clear change for the worse: { $range }.
evaluation-verdict-change-maybe-smaller-better = It got better, but maybe not by as much as you decided was worth having ({ $worthwhile }): { $range }.
evaluation-verdict-change-maybe-smaller-worse = It got worse, but maybe only a little: { $range }.
evaluation-verdict-change-no-worthwhile-better = It got better: { $range }. You have not decided how much is worth having.
evaluation-verdict-change-no-worthwhile-worse = It got worse: { $range }. You have not decided how much matters.
evaluation-verdict-no-important-change = No important change: { $range }.
evaluation-verdict-no-important-change-kept = The level was kept: at worst { $worst }.
evaluation-verdict-cannot-be-concluded = Cannot be concluded. The figures fit both { $down } and { $up }.
evaluation-verdict-cannot-be-concluded-range = Cannot be concluded. The figures fit everything { $range }.
evaluation-verdict-cannot-be-concluded-no-bounds = Cannot be concluded. There is too little to reckon on to set bounds to the difference.
evaluation-verdict-cannot-be-concluded-one-way = Cannot be concluded. The figure has moved, but we cannot say that the initiative did it: { $range }.
evaluation-verdict-cannot-be-concluded-no-estimate = Cannot be concluded. There is no number to go by.
evaluation-verdict-not-begun = The initiative has not begun. Once it has in a unit with figures, we can look whether it works.
evaluation-verdict-chart-only = Cannot be concluded. Below is how it has gone, but the figures cannot say why.
evaluation-not-robust = Two equally good ways of reckoning give different answers. So we say only what they agree on.
evaluation-sign-stability =
    { $of ->
        [one] The other way of reckoning points { $same ->
            [0] the other way.
           *[other] the same way.
        }
       *[other] { $same } of { $of } ways of reckoning point the same way.
    }

# Why nothing stronger could be done
evaluation-refusal-not-started = The initiative has not begun in any unit that has figures.
evaluation-refusal-not-begun = The initiative has not begun.
evaluation-refusal-all-start-together = All units began in the same month, so there is nobody to compare with.
evaluation-refusal-too-few-units =
    { $have ->
        [one] There are figures from 1 unit. It takes at least { $need } to tell the difference from chance.
       *[other] There are figures from { $have } units. It takes at least { $need } to tell the difference from chance.
    }
evaluation-refusal-one-unit-cohorts-only =
    { $cohorts ->
        [one] Only one unit has begun, and it was not chosen by lot. So there is nothing to measure the uncertainty by.
       *[other] No two units began together, and the order was not drawn by lot. So there is nothing to measure the uncertainty by.
    }
evaluation-refusal-too-few-orders = There are only { $have } ways in which the units could have begun. It takes at least { $need } before anything is unusual.
evaluation-refusal-no-untouched-unit = There is no unit outside the initiative whose figures we can compare with.
evaluation-refusal-too-few-months-before =
    { $have ->
        [one] There is 1 usable month before the start. It takes at least { $need }.
       *[other] There are { $have } usable months before the start. It takes at least { $need }.
    }
evaluation-refusal-too-few-months-after =
    { $have ->
        [one] There is 1 usable month after the start. It takes at least { $need }.
       *[other] There are { $have } usable months after the start. It takes at least { $need }.
    }
evaluation-refusal-start-inside-disruption = The initiative began in the middle of a disruption, so the two cannot be told apart.
evaluation-refusal-start-soon-after-disruption =
    { $have ->
        [0] The initiative began right after a disruption. It takes at least { $need } months to tell the two apart.
        [one] The initiative began 1 month after a disruption. It takes at least { $need } to tell the two apart.
       *[other] The initiative began { $have } months after a disruption. It takes at least { $need } to tell the two apart.
    }
evaluation-refusal-definition-break-at-start = The figures began to be counted in a new way just when the initiative began.

# What to know about the reckoning
evaluation-caution-order-not-drawn = The order was not drawn by lot. Swapping shows how unusual the difference is. Whether the initiative caused it is less certain.
evaluation-caution-few-units = There are { $units } units to reckon with, those that began and those we compare with. With fewer than { $enough } the range can come out too narrow. So we also swapped round who began when.
evaluation-caution-few-treated =
    { $treated ->
        [one] Only one unit has begun. So we also swapped round who began.
       *[other] Only { $treated } units have begun. So we also swapped round who began when.
    }
evaluation-caution-one-unit-cohorts =
    { $cohorts ->
        [one] In one of the start months only one unit began. For that one alone the uncertainty cannot be worked out.
       *[other] In { $cohorts } of the start months only one unit began. For each of those alone the uncertainty cannot be worked out.
    }
evaluation-caution-units-left-out =
    { $units ->
        [one] One unit is left out, because it has hardly any months before the start.
       *[other] { $units } units are left out, because they have hardly any months before the start.
    }
evaluation-caution-short-history =
    { $months ->
        [one] There is only 1 month before the start. It is hard to see whether the units went along with each other before.
       *[other] There are only { $months } months before the start. It is hard to see whether the units went along with each other before.
    }
evaluation-caution-without-season = There are { $months } months before the start. It takes 24 to allow for the season.
evaluation-caution-near-disruption = The initiative began close to a disruption. It cancels in the comparison if it hit all alike.
evaluation-caution-shared-definition-break = The figures began to be counted in a new way when the initiative began. It was so for all units and cancels in the comparison.
evaluation-caution-start-choice-unknown = Nobody has written down whether the start month was chosen before you saw the figures.
evaluation-caution-no-smallest-worthwhile = You have not decided how much is worth having. So we cannot say whether a change is large enough.
evaluation-caution-same-people = The same people may have answered both times. So the range is rather too wide than too narrow.
evaluation-caution-compared-outside = All units of the area take part. So we compare with units outside it, and they may have differed beforehand.
evaluation-caution-not-drawn = Who began was not drawn by lot. The others may have differed beforehand.
evaluation-caution-units-not-shown =
    { $units ->
        [one] One unit is left out, because its figures are not shown in both surveys.
       *[other] { $units } units are left out, because their figures are not shown in both surveys.
    }

# Why we say no more
evaluation-cap-title = Why we say no more
evaluation-cap-start-chosen-after-seeing = The start month was chosen after you had seen the figures. So a chance swing can look like a change.
evaluation-lack-not-begun = The initiative has not begun in any unit yet.
evaluation-lack-no-survey = There is no closed survey with the scale yet.
evaluation-lack-no-survey-before = Nobody was asked before the initiative began. So there is nothing to compare with.
evaluation-lack-no-survey-since = Nobody has been asked since the initiative began.
evaluation-lack-wording-changed = The questions have changed since the survey before the start. So the two cannot be compared.
evaluation-lack-not-shown = No unit where the initiative has begun is shown in both surveys.
evaluation-lack-few-units =
    { $begun ->
        [one] There are figures from 1 unit where the initiative has begun and { $beside } where it has not. It takes at least { $need } on each side.
       *[other] There are figures from { $begun } units where the initiative has begun and { $beside } where it has not. It takes at least { $need } on each side.
    }
evaluation-lack-two-sided = Both too little and too much are bad on this scale. Whether a change is good depends on where the unit was.
evaluation-wide = So the figures can rule out neither that there is no difference, nor that there is the one you decided was worth having: { $worthwhile }.

# What would settle it
evaluation-settles-title = What would settle it
evaluation-settles-none = We cannot point to anything that would settle it within a few years.
evaluation-settles-more-months =
    { $months ->
        [one] About 1 more month of figures after the start.
       *[other] About { $months } more months of figures after the start.
    }
evaluation-settles-older-months =
    { $months ->
        [one] Figures from 1 month further back, counted the same way.
       *[other] Figures from { $months } months further back, counted the same way.
    }
evaluation-settles-more-comparison-units =
    { $units ->
        [one] One more unit to compare with.
       *[other] About { $units } more units to compare with.
    }
evaluation-settles-more-treated-units =
    { $units ->
        [one] One more unit that begins.
       *[other] About { $units } more units that begin.
    }
evaluation-settles-later-start = A new start in further units, at least { $months } months after the disruption.
evaluation-settles-start-set-beforehand = A start in further units, with the month written down before you see the figures.
evaluation-settles-starts-together = That at least two units begin in the same month.
evaluation-settles-same-definition = Figures counted the same way before and after the start.
evaluation-settles-a-lot = That you draw lots for who begins when. Then the difference is not a matter of who was most ready.
evaluation-settles-next-survey = The next survey.
evaluation-settles-start-after-survey = A start in further units, after a survey.
evaluation-settles-same-words = A survey with the questions from before the start.

# The page
evaluation-title = Did it work?
evaluation-title-running = Does it work?
evaluation-about = { $indicator }, { $from } to { $to }
evaluation-verdict-title = The answer
evaluation-picture = The difference from what was expected without the initiative
evaluation-zero = no difference
evaluation-worth = worth having
evaluation-worth-any = any difference
evaluation-fewer = { $number } fewer
evaluation-more = { $number } more
evaluation-lower = { $number } lower
evaluation-higher = { $number } higher
evaluation-no-bound = without limit
evaluation-change-down = a fall of { $amount }
evaluation-change-up = a rise of { $amount }
evaluation-change-days-down =
    { $one ->
        [yes] 1 fewer sick day
       *[no] { $number } fewer sick days
    }
evaluation-change-days-up =
    { $one ->
        [yes] 1 more sick day
       *[no] { $number } more sick days
    }
evaluation-at-least-down = a fall of at least { $amount }
evaluation-at-least-up = a rise of at least { $amount }
evaluation-at-least-days-down =
    { $one ->
        [yes] at least 1 fewer sick day
       *[no] at least { $number } fewer sick days
    }
evaluation-at-least-days-up =
    { $one ->
        [yes] at least 1 more sick day
       *[no] at least { $number } more sick days
    }
evaluation-short-down = a fall of { $number }
evaluation-span-down = a fall of between { $least } and { $amount }
evaluation-span-up = a rise of between { $least } and { $amount }
evaluation-span-days-down = between { $least } and { $number } fewer sick days
evaluation-span-days-up = between { $least } and { $number } more sick days
evaluation-change-points-down = { $amount } lower
evaluation-change-points-up = { $amount } higher
evaluation-at-least-points-down = at least { $amount } lower
evaluation-at-least-points-up = at least { $amount } higher
evaluation-span-points-down = between { $least } and { $amount } lower
evaluation-span-points-up = between { $least } and { $amount } higher
evaluation-span-both = from { $down } to { $up }
evaluation-span-from-nothing = from no difference to { $change }
evaluation-span-down-open = from { $change } and downwards without limit
evaluation-span-up-open = from { $change } and upwards without limit
evaluation-amount-days =
    { $one ->
        [yes] 1 sick day
       *[no] { $number } sick days
    }
evaluation-amount-rate-percent =
    { $one ->
        [yes] 1 percentage point
       *[no] { $number } percentage points
    }
evaluation-amount-per-person = { $number } per employee
evaluation-amount-count = { $number }
evaluation-amount-per-vacancy = { $number } per vacancy posted
evaluation-amount-money = { $number } kroner
evaluation-amount-points =
    { $one ->
        [yes] 1 point
       *[no] { $number } points
    }
evaluation-per-days = a month
evaluation-per-count = a month in each unit
evaluation-per-money = a month in each unit
evaluation-per-points = on the scale
evaluation-worth-days = { $points } percentage points, here { $amount }
evaluation-unit-days = sick days a month
evaluation-unit-rate-percent = percentage points
evaluation-unit-per-person = number per employee
evaluation-unit-count = number a month in each unit
evaluation-unit-per-vacancy = number per vacancy posted
evaluation-unit-money = kroner a month in each unit
evaluation-chance = Had the initiative made no difference, so large a difference would come { $times }. We have counted over { $ways } ways in which the start could have fallen.
evaluation-chance-rare = fewer than 1 in 1,000 times
evaluation-chance-thousand = { $count } in 1,000 times
evaluation-chance-hundred = { $count } in 100 times
evaluation-design-title = How it was reckoned
evaluation-refused = Why not “{ $design }”
evaluation-others-title = What other ways of reckoning give
evaluation-others-way = Way
evaluation-others-effect = Difference
evaluation-way-group-time = Each start held against the twelve months before it
evaluation-way-without-disruption = Without the months of disruptions
evaluation-way-without-unit = Without { $unit }
evaluation-way-autoregressive = With a model in which each month resembles the one before
evaluation-way-independent = With months that are independent of each other
evaluation-way-handled-a = The disrupted months count like all others
evaluation-way-handled-b = The disrupted months left out
evaluation-way-handled-c = The disrupted months with a level and course of their own
evaluation-way-handled-d = Held against units outside the initiative
evaluation-way-handled-e = Only the months after the disruption
evaluation-way-handled-f = The disrupted months with a level of their own
evaluation-way-not-possible = Cannot be reckoned
evaluation-units-title = Units and months
evaluation-units-help = Those that have not begun are what we compare with. Figures that rest on too few employees are left out.
evaluation-unit = Unit
evaluation-unit-without = { $unit } without { $others }
evaluation-began = Start
evaluation-not-begun = Not begun
evaluation-months = Months with figures
evaluation-withheld = Months without, too few employees
evaluation-months-short = Months
evaluation-withheld-short = Hidden
evaluation-settings-title = How to reckon it again
evaluation-settings-help = The same figures, method and seed give the same answer every time.
evaluation-setting-source = Source
evaluation-setting-confidence = The range is meant to hold the right answer in
evaluation-setting-ways = Ways the starts were dealt again
evaluation-setting-seed = Seed
evaluation-setting-method = Version of the method
evaluation-setting-hash = Fingerprint of the figures
evaluation-empty = There are no figures to reckon with yet
evaluation-empty-help = The criterion must show in a figure, and the figure must have been read in for the units where the initiative has begun.
evaluation-under = under { $number }
evaluation-best = The best guess is { $best }.
evaluation-best-word = best guess
evaluation-decided = The least worth having you have set at { $worthwhile }.
evaluation-range = { $best } ({ $from } to { $to })
evaluation-range-at-most = { $best } (at most { $to })
evaluation-range-at-least = { $best } (at least { $from })
evaluation-axis-more-days = more sick days
evaluation-axis-fewer-days = fewer sick days
evaluation-axis-higher = higher
evaluation-axis-lower = lower
evaluation-placebo =
    { $of ->
        [one] We also reckoned as if it had begun in another month before the start. That difference is { $as_large ->
            [0] smaller.
           *[other] as large.
        }
       *[other] We also reckoned as if it had begun in { $of } other months before the start. { $as_large ->
            [0] None of them gives as large a difference.
            [one] 1 of them gives as large a difference.
           *[other] { $as_large } of them give as large a difference.
        }
    }

# The course over time
evaluation-course-lower = The figure lies lower after the start than expected
evaluation-course-lower-open = The figure lies lower after the start, but no difference is still possible
evaluation-course-higher = The figure lies higher after the start than expected
evaluation-course-higher-open = The figure lies higher after the start, but no difference is still possible
evaluation-course-none = After the start the figure lies as expected
evaluation-course-unit = Difference in { $unit }, each quarter before and after the start, against what was expected without the initiative
evaluation-course-series = { $indicator } in the units together, and what was expected without the initiative
evaluation-course-when = Months before and after the start
evaluation-course-effect = Difference
evaluation-course-month = Month
evaluation-course-observed = measured
evaluation-course-expected = expected without the initiative
evaluation-chart = How the figures have been, month by month
evaluation-chart-series = { $indicator } in the units together where the initiative has begun
evaluation-step-before =
    { $from ->
        [one] The month before
       *[other] { $from } to { $to } months before
    }
evaluation-step-after = Months { $from } to { $to } after the start
evaluation-before-start = Before the start
evaluation-after-start = After the start
evaluation-as-expected = As expected without the initiative
evaluation-worth-line = { $worthwhile }: worth having
evaluation-band = The band is meant to hold the right figure in 95 of 100 cases
evaluation-tick-start = start
evaluation-tick-before = { $months } m before
evaluation-tick-after = { $months } m after

# Other ways of reckoning
evaluation-others-unit = Difference in { $unit }. The line is meant to hold the right figure in { $percent } of 100 cases
evaluation-way-ours = Our reckoning
evaluation-way-with-everything = With all that you left out
evaluation-way-robust-errors = When neighbouring months are alike
evaluation-neighbours = The months resemble those next to them. So we use the wider of two ranges: that of a model which allows for it.
evaluation-coverage-series = The range is meant to hold in 95 of 100 cases. Tried on invented figures it holds in 95 where months are independent, in 93 where they resemble each other a little, and in 91 where they resemble each other a lot.
evaluation-coverage-cluster-bootstrap = The range is meant to hold in 95 of 100 cases. Tried on invented figures it holds in just under 93.
evaluation-coverage-randomisation = The range is meant to hold in 95 of 100 cases. Tried on invented figures it holds in just under 94.
evaluation-way-negative-binomial = With another model of chance
evaluation-way-before-and-after = Before and after only
evaluation-way-warning = With nobody to compare with. We do not use it.

# About all of it
evaluation-aside = About the answer
evaluation-caution-title = What you should know
evaluation-considered-title = What we allowed for
evaluation-considered-shared = { $name }, { $from } to { $to }. What reached all alike drops out of the comparison.
evaluation-considered-left-out = { $name }, { $from } to { $to }. These months are left out.
evaluation-considered-season = The season
evaluation-use-title = Use the answer
evaluation-to-report = Put it in a status report
evaluation-pdf = Get it as PDF
evaluation-csv = Get the figures as CSV
evaluation-json = Get all of it as JSON
evaluation-units-count =
    { $units ->
        [one] See the unit
       *[other] See the { $units } units
    }
evaluation-under-way = We are reckoning: { $done } of { $of } ways are done.
evaluation-under-way-leave = You can leave the page meanwhile.
evaluation-under-way-label = How far the reckoning has come
evaluation-under-way-see = See whether the answer is there
evaluation-again = Reckon once more
evaluation-earlier = Earlier answers
evaluation-setting-computed = Reckoned
done-evaluation-same = We reckoned once more. The numbers are the same.
done-evaluation-different = We reckoned once more and got other numbers. That is a fault of the program. Please tell the person who runs it.

# Where a scale of a survey shows it
evaluation-unit-points = points on the scale
evaluation-waves-about = { $scale }: { $earlier } and { $later }
evaluation-waves-begun = Where the initiative has begun, the scale went from { $earlier } to { $later }.
evaluation-waves-beside = In the other places it went from { $earlier } to { $later }.
evaluation-waves-levels-out-of-reach = How high the scale stands is shown here only to those who may see the figures of all the units.
evaluation-waves-compared-why = We see how far the scale moved from one survey to the next where the initiative has begun, and take away how far it moved in the other places. What hit all drops out.
evaluation-waves-alone-why = There is nobody to compare with. So the difference holds everything that happened between the two surveys.
evaluation-waves-errors = We work out the uncertainty in two ways: from who happened to answer, and from how differently the units moved. We use the larger.
evaluation-waves-drawn = Who began was drawn by lot on { $day }.
evaluation-waves-units-title = The units in the two surveys
evaluation-waves-units-help = We compare with those that have not begun. Only figures that were published from the surveys stand here.
evaluation-waves-change = Change
evaluation-waves-seen = { $mean } ({ $answered } answers)
evaluation-waves-hidden = not shown
evaluation-waves-not-asked = not asked
evaluation-waves-out-of-reach = for the unit only
evaluation-waves-settings-help = Published surveys do not change. So the answer is the same every time.
evaluation-waves-closed = closed { $day }
evaluation-waves-sampling = Uncertainty from who answered
evaluation-waves-between = Uncertainty from how differently the units moved
evaluation-waves-degrees = Degrees of freedom
evaluation-waves-results = See the results of { $survey }

# What you left out
exclusions-title = Left out of the reckoning
exclusions-help = If there is a unit or some months that cannot be used, write why. The reason stands here and in the history, and we also show the answer with nothing left out.
exclusion-new = Leave out a unit or some months
exclusion-unit = Unit
exclusion-all-units = All units
exclusion-first = From month
exclusion-first-help = Empty means all months
exclusion-last = To and with month
exclusion-reason = Why?
exclusion-reason-help = For example: The group got a new rota system in March
exclusion-save = Leave it out
exclusion-remove = Take it in again
exclusion-by = { $name }, { $date }
exclusion-on = { $date }
done-exclusion-saved = It is left out, and the answer has been reckoned anew.
done-exclusion-removed = It is in again, and the answer has been reckoned anew.
problem-unit-or-months = Choose a unit, or write the months to leave out.
history-kind-exclusion = thing left out
audit-subject-exclusion = Thing left out
