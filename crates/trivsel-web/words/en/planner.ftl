# What could we see? The planner before the start, and the lot.
# size: a change, written for the reader: "27 fewer sick days a month".
planner-see = What could we see?
planner-title = Can the plan show a difference?
planner-about = { $indicator }, { $from } to { $to }
planner-empty = No figures to plan with yet
planner-empty-help = The criterion must show in a figure, and the figure must have been read in for the units where the initiative can begin.

# The answer
planner-answer = What the plan can show
planner-warning-design = As it stands, the plan cannot tell the initiative from chance.
planner-warning-nothing = As it stands, nothing becomes unusual enough to be seen.
planner-warning-small = The smallest change the plan can show is larger than the one worth having.
planner-warning-lot = The plan can answer only if you draw lots.
planner-advice-title = What you can do:
planner-advice-none = We cannot point to anything that would help within a few years. Choose a larger smallest change that counts, or be content with following the figures.
planner-advice-more-units =
    { $units ->
        [one] Take in one more unit, that begins or waits.
       *[other] Take in about { $units } more units, that begin or wait.
    }
planner-advice-more-units-elsewhere =
    { $free ->
        [0] All units here that have figures take part already, and about { $units } more are needed. Make the plan together with another area, or choose a larger smallest change that counts.
        [one] Take in the last unit here as well, and find about { $lacking } in another area. If you cannot, choose a larger smallest change that counts.
       *[other] Take in the other { $free } units here as well, and find about { $lacking } in another area. If you cannot, choose a larger smallest change that counts.
    }
planner-advice-more-months =
    { $months ->
        [one] Follow them about 1 month longer.
       *[other] Follow them about { $months } months longer.
    }
planner-advice-older-months =
    { $months ->
        [one] Read in figures from 1 month further back, or begin 1 month later.
       *[other] Read in figures from { $months } months further back, or begin { $months } months later.
    }
planner-advice-start-together = Let at least two units begin in the same month.
planner-advice-start-apart = Do not let the units begin together, or let some wait. Then there is somebody to compare with.
planner-advice-some-wait = Let at least one unit wait, so that there is somebody to compare with.
planner-advice-a-lot = Draw lots for who begins when.
planner-advice-wait-until = Wait until { $month }, a year after the disruption.
planner-smallest = The smallest change you would see in 8 of 10 cases: { $size }.
planner-smallest-none = No change could be seen.
planner-worthwhile = The smallest change worth having
planner-worthwhile-none = Not decided. Write it on the criterion before you begin.
planner-share = If the change is just as large
planner-share-is = you see it in { $percent } % of cases.
planner-shortest = How long to follow them
planner-shortest-is =
    { $months ->
        [one] 1 month after the last start, then it is seen in 8 of 10 cases.
       *[other] About { $months } months after the last start, then it is seen in 8 of 10 cases.
    }
planner-shortest-none = More months after the last start are not enough.
planner-exaggeration = If you see it
planner-exaggeration-is = it will on average look { $times } times as large as it is.
planner-chance = Can a difference be told from chance?
planner-chance-can = Yes. The starts can fall in { $ways } ways, so a chance difference can become as rare as { $percent } %.
planner-chance-never = No. The starts can only fall in { $ways } ways, so a chance difference can never become rarer than { $percent } %. It takes 5 % or less.
planner-ways-many = countless
planner-design = How it will be worked out
planner-how = We drew many possible courses out of the units' own figures and worked on them as we will on the real ones afterwards. The same figures and the same plan give the same answer.
planner-waves-caption = Who begins when
planner-wave-begins = Begins
planner-wave-who = Units
planner-wave-wait = Wait
planner-wave-units =
    { $units ->
        [one] 1 unit
       *[other] { $units } units
    }

# The plan
planner-plan = The plan
planner-reckon = Work on the plan
planner-unit = Which units may begin?
planner-unit-help = The other units with figures are there to compare with.
planner-unit-months =
    { $months ->
        [one] 1 month of figures
       *[other] { $months } months of figures
    }
planner-unit-begun = begun { $month }
planner-unit-too-few = the figures are hidden, so that a few employees cannot be recognised
planner-unit-no-figures = no figures
planner-first = When do the first begin?
planner-first-help = A month, for example 01-2027
planner-waves = How many waves?
planner-waves-help = A wave is the units that begin in the same month
planner-gap = Months between the waves
planner-sizes = Units in each wave
planner-sizes-help = For example 3, 3, 2. An empty field splits them as evenly as can be. Those that are left wait.
planner-months = Months you follow them after the last start
problem-plan-units = Choose at least one unit.
problem-plan-first = Choose a month after the last one with figures, at most ten years ahead.
problem-plan-number = Write a whole number from { $least } to { $most }.
problem-plan-waves = There are more waves than units. Choose fewer waves or more units.
problem-plan-sizes = Write whole numbers with commas between, for example 3, 3, 2.
problem-plan-sizes-many = The waves have { $asked } units together, but only { $units } are chosen.
problem-plan-gap = Write at least 1 month when there are several waves.

# The lot
planner-lot = Draw lots
planner-lot-help = When you draw lots for who begins when, the difference afterwards is not a matter of who was most ready. The starts are written in as the initiative's sites.
planner-lot-draw = Draw lots
planner-lot-draw-again = Draw lots again
planner-lot-drawn = Lots were drawn for this plan { $day }.
planner-lot-drawn-other = Lots were drawn for another plan { $day }.
planner-lot-drawn-before = A lot was drawn already { $day }. That lot stays on record.
lot-ask-title = Draw lots for this plan?
lot-ask-lead = This is the plan as you wrote it. The lot decides which units begin in which month.
lot-ask-units = The units in the lot
lot-ask-forever = A lot cannot be deleted or corrected. It is signed, and everybody who can see the initiative can see it.
lot-ask-sites = The starts are entered as the initiative’s sites. They replace starts already planned for the same units.
lot-ask-button = Yes, draw lots
lot-ask-back = No, back to the plan
planner-lot-begun = The initiative has begun. Lots can only be drawn before it begins.
planner-lot-one-order = There is nothing to draw lots for when all begin together.
planner-lot-few-orders = The lot can fall in fewer than 20 ways. It is fair to draw, but it proves nothing by itself.
planner-lot-beside = The lot says something only until the last have begun, for the units that are not chosen take no part in it. Choose them too, and let as many wait as are left.
planner-reason = Why do you draw again?
planner-reason-help = The first lot stays on record, and everybody can see it.
problem-lot-first = Choose a month that has not begun yet.
problem-lot-one-order = There is only one way the lot can fall. Split the units into more waves, or let some wait.
lot-begun = The initiative has begun, so lots can no longer be drawn.
lot-no-figures = There are no figures to plan with yet.
done-lot-drawn = Lots were drawn. The starts stand under "Sites".
sites-drawn = The order was drawn by lot { $day }.
evaluation-order-drawn = The order was drawn by lot { $day }, and the initiative began as the lot fell.
print-lot = The order was drawn by lot { $day }. Seed: { $seed }. Fingerprint: { $hash }.
lot-check = See how it can be drawn again
lots-title = Drawing lots
lots-lead = Who begins when, and how everybody can see that it was drawn by lot.
lots-empty = No lots were drawn
lots-empty-help = Lots are drawn in the planner, "What could we see?", before the initiative begins.
lot-drawn-at = Drawn { $day }
lot-drawn-by = Drawn by { $who }.
lot-replaced = Replaced by a later one
lot-reason = Why lots were drawn again: { $reason }
lot-begins = Begins
lot-waits = Waits
lot-signed = What is signed
lot-signed-help = SHA-256 of this text is the fingerprint. Who drew is not in the text, so that a person can be erased without breaking the fingerprint.
lot-hash = Fingerprint:
lot-intact = Worked out again now: the fingerprint fits.
lot-damaged = The fingerprint does not fit. Somebody has changed the text since it was drawn.
lot-rule = The rule
lot-rule-1 = The units are put in the order of their ids. The seed comes from the machine's operating system at the moment of drawing.
lot-rule-2 = ChaCha20 with the seed as its key and a counter of zero gives numbers u of 64 bits, lowest byte first. For n = the number of units down to 2, the n-th unit changes places with the one at place ⌊n · u/2⁶⁴⌋, counted from 0.
lot-rule-3 = The first units of the new order begin in the first wave, the next in the second, and the last wait.
history-lot-drawn = { $who } drew lots for who begins when
history-kind-lot = lot
history-field-seed = Seed
history-field-hash = Fingerprint
audit-subject-lot = Lot
