# Results of surveys: pages, files, and what is said while they are made.
results-title = Results
results-unit = Unit
results-show-unit = Show the unit
results-tabs = The pages of the results
results-tab-result = Result
results-tab-since = Since last time
results-tab-comments = Comments
results-tab-followed = You said, we did
results-tab-protection = How the figures are protected
results-of = { $answered } of { $invited }
results-turnout = { $answered } answered ({ $percent }%). The survey closed on { $date }.
results-turnout-between = { $answered } answered. The survey closed on { $date }.
results-closed-on = The survey closed on { $date }.
results-headline = Highest is { $best }, lowest { $worst }
results-headline-too-high = Highest is { $best }, lowest { $worst }, and { $scale } is above what is fitting
results-headline-too-low = Highest is { $best }, lowest { $worst }, and { $scale } is below what is fitting
results-headline-one = { $scale } is at { $mean }
results-headline-none = There are no scales to show
results-lowest = Lowest is { $scale } ({ $mean }).
results-lowest-beside = Lowest is { $scale } ({ $mean }). In { $whole } it is { $other }.
results-highest = Highest is { $scale } ({ $mean }).
results-highest-beside = Highest is { $scale } ({ $mean }). In { $whole } it is { $other }.
results-too-high = Above what is fitting: { $scale }.
results-too-low = Below what is fitting: { $scale }.
results-above = Higher than in { $whole }: { $scales }.
results-below = Lower than in { $whole }: { $scales }.
results-level = Level with { $whole }: { $scales }.
results-unit-line =
    { $count ->
        [one] One scale from { $from } to { $to }. The bar shows the uncertainty.
       *[other] { $count } scales from { $from } to { $to }. The bar shows the uncertainty.
    }
results-unit-line-mixed = { $count } scales, each on its own line. The bar shows the uncertainty.
results-unit-line-fitting = Some scales are best when they are fitting.
results-picture = The scales with their uncertainty
results-low = low
results-high = high
results-fitting = fitting
results-numbers = Show the numbers
results-column-group = Group
results-column-scale = Scale
results-column-invited = Invited
results-column-answered = Answered
results-column-mean = Mean
results-column-from = From
results-column-to = To
results-column-share = Share
results-column-question = Question
results-column-before = Last time
results-column-now = Now
results-column-change = Change
results-column-interval = Between
results-column-verdict = What it means
results-groups = Group by group
results-groups-label = Scales group by group
results-answered = Answered
results-own-answers = the unit's own answers
results-hidden = hidden
results-hidden-note = A group is hidden when it is too small, or when its figures could be used to work another group out. We do not say which.
results-hidden-groups =
    { $count ->
        [one] One group is hidden to protect those who answered.
       *[other] { $count } groups are hidden to protect those who answered.
    }
results-hidden-groups-why = Either fewer than { $minimum } answered, or another group's answers could be worked out if the figure stood here. We do not say which.
results-hidden-groups-counted = Their answers count in { $unit }.
results-together = Some groups are hidden one by one and shown together. The figure for them together is what is left when the groups shown are taken away.
results-merged-below = Too small to answer by themselves: { $units }. They answered together with others, and their answers count here.
results-hidden-title = The figures are hidden to protect those who answered
results-hidden-text = Either fewer than { $minimum } answered, or another group's answers could be worked out if the figures stood here. We do not say which. The answers count in { $unit }.
results-merged-title = The unit answered together with others
results-merged-text = Fewer than { $minimum } were invited here. That is why the answers were put together with others' before the survey opened. They count in { $unit }.
results-absent-title = Nobody here was asked
results-absent-text = The unit was not part of the survey. In { $unit } you can see what the others answered.
results-see-unit = See { $unit }
results-spreads = How the answers are spread
results-spreads-help = The share that chose each answer. A figure that would tell of single people is given as from and to.
results-spread-label = How the answers are spread: { $scale }
results-offensive = Bullying, harassment and violence
results-offensive-hidden =
    { $minimum ->
       *[other] Hidden does not mean that it happened, nor that it did not. Figures on bullying, harassment and violence are shown only where at least { $minimum } have answered, and where they cannot be used to work out what single people answered.
    }
results-job-groups = Job group by job group
results-other-questions = Other questions
results-references = Figures from elsewhere
results-reference = { $scale }: { $name } { $value }. Source: { $source }. Shown under { $licence }.
results-aside = About the figures
results-how-to-read = How to read the figures
results-read-dot = The dot is the mean in { $unit }.
results-read-bar = The bar shows how far from the true figure we may be.
results-read-mark = The line is { $unit }.
results-rules = The rules of the survey
results-rule-minimum = At least { $count } answers in a group
results-rule-distribution = At least { $count } before answers are shown spread out
results-rule-comments = At least { $count } before comments are shown
results-rule-offensive = At least { $count } before bullying, violence and harassment are shown
results-locked = Locked when the survey opened on { $date }.
results-locked-why = Since then nobody can lower them, neither the management nor those who run the system.
results-fetch = Download
results-pdf = The whole result as PDF
results-sheet = One sheet for the notice board (PDF)
results-sheet-file = result-{ $number }-one-sheet.pdf
results-sheet-next = What happens now?
results-sheet-talked = We talk about it on { $date }.
results-xlsx = Figures as XLSX
results-csv = Figures as CSV
results-more = See also
results-map = All units on one map
results-map-lead = Each row is a unit, each column a scale. The number is the unit's own mean in points, the same as on the unit's page. The colour says how far it lies from all who were asked.
results-map-key = The colours, in points of 100
results-map-much-worse = more than { $from } points worse than { $whole }
results-map-worse = { $from }–{ $to } points worse
results-map-same = about as { $whole }, at most { $to } points off
results-map-better = { $from }–{ $to } points better
results-map-much-better = more than { $from } points better
results-map-fitting = On { $scales } neither high nor low is good. The colour says how far outside what fits the number lies.
results-map-drawn = The colour of the smallest units is subdued, most where few answered. Small groups vary by chance, and without that they would always stand out most. The number is the unit's own.
results-map-order = The units stand as you are organised. This is no ranking: differences of a few points can be chance.
results-since-higher = { $scale } is higher than last time
results-since-lower = { $scale } is lower than last time
results-since-nothing = Nothing has changed enough to matter
results-since-unclear = It cannot be concluded whether anything has changed
results-since-unit-line = Difference from { $title }, which closed on { $date }. The bar shows the uncertainty.
results-since-overlap = The same people may have answered both times. We do not know who, so the uncertainty is rather too large than too small.
results-since-picture = Change since last time, scale by scale
results-since-zero = no change
results-from-to = { $from } to { $to }
results-since-cannot = It cannot be compared with last time
results-since-hidden-now = The figures of this time are hidden or were put together with others'.
results-since-hidden-before = Last time the figures were hidden or put together with others', or the unit did not exist.
results-since-no-scale = No scale was asked in the same way both times.
results-since-broken = Not compared
results-since-broken-text = The questions have changed since last time, or were not asked then: { $scales }. A changed question can get another answer, so we do not hold them against each other.
results-since-rules = How we decide
results-since-rule-1 = Clear change: all of the bar lies beyond the smallest change worth having.
results-since-rule-2 = A change, perhaps too small: the bar stays on one side of zero, but may be too small to notice, or nobody has said how large it must be.
results-since-rule-3 = No change of importance: all of the bar lies below the smallest change worth having.
results-since-rule-4 = Cannot be concluded: the figures fit both with a change and with none. The dot is hollow.
results-since-first = There is no survey to compare with
results-since-first-text = This is the first survey with these questions. Next time the changes stand here.
results-verdict-clear = Clear change
results-verdict-perhaps-small = A change, perhaps too small
results-verdict-none-of-importance = No change of importance
results-verdict-unclear = Cannot be concluded
results-no-comments = No comments to show
results-comments-rule = Comments are shown only where at least { $minimum } answered together. They stand in random order, and a comment cannot be traced to fewer.
results-comments-care = Read them for what they say, not to guess who wrote them.
results-protection-ballot = Answers are never stored together with names
results-protection-ballot-text = When you answered, your browser got a blind stamp: we could see that you were allowed to answer, but not which answer became yours. The answers lie without names, without times and in random order. The link from person to answer is not hidden. It does not exist.
results-protection-deleted = The answers are deleted on { $date }. The figures here stay.
results-protection-more = More about how we protect answers
results-protection-published = The figures were tested before anybody saw them
results-protection-published-text = All groups were reckoned together as one sum, earlier surveys included. For every hidden group the program had to find two different sets of answers that both fit with all that is shown. Otherwise no figures would have come out.
results-protection-groups = Groups
results-protection-groups-text =
    { $groups ->
        [one] One group
       *[other] { $groups } groups
    }, { $hidden ->
        [0] none of them hidden
        [one] one of them hidden
       *[other] { $hidden } of them hidden
    }
results-protection-derivable = The least that can be worked out
results-protection-derivable-text = If all figures shown are added to and taken from each other, the least one can arrive at rests on at least { $count } answers.
results-protection-merged = Put together before the survey opened
results-protection-merged-line = { $unit } answered together with others and counts in { $into }
results-protection-hidden = Hidden
results-protection-left-out = Not reckoned at all, since most would have been hidden
results-protection-hash = Fingerprint of the figures
results-protection-hash-help = It is the same as long as nobody has touched the figures.
results-not-yet = There are no figures yet
results-not-yet-text = The survey takes answers until { $date }. Then the figures are tested, and after that they stand here.
results-not-yet-no-day = When the survey has closed, the figures are tested, and after that they stand here.
results-failed = The figures could not be made
results-failed-text = The program tries again by itself, and the page changes when it works. Write to your administrator if this goes on. The cause stands in the program's log.
results-failed-until = The answers are still there. They are deleted on { $date }, as was promised, even if there are no figures.
results-never = There will be no figures
results-never-text = The figures could not be made in time. The answers were deleted on { $date }, as was promised to those who answered.
results-step = Step { $done } of { $of }: { $step }.
results-step-leave = You can safely go to another page.
results-progress = How far the figures have come
results-step-waiting = waiting for its turn
results-step-counting = counting the answers
results-step-means = protecting means and testing them
results-step-distributions = protecting distributions and testing them
results-step-offensive = protecting bullying, violence and harassment and testing them
results-step-writing = writing it down
results-act = Do something about one thing
results-act-help = Take what lies lowest to those it is about. Ask what it would take before you choose an initiative.
results-put-on-agenda = Put it on the agenda
results-begin-initiative = Begin an initiative
results-agenda-lead = Choose the meeting, and edit the text so that it says what you are to talk about.
results-agenda-point = Result of { $survey }: { $unit }
results-origin = From { $survey }, { $unit }, closed on { $date }.
results-agenda-meeting = Meeting
results-agenda-title = Heading
results-agenda-text = What you should know beforehand
results-no-meetings-help = First add a meeting to the committee that is to talk about the result.
