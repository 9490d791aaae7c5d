# The work of an area: measures with place and time, initiatives under initiatives, the report of an area.
site-begins-whole = The whole initiative
ini-site-measure = What begins here?
ini-site-measure-help = If only one of the measures begins here, choose it. Then you can see later what it did.
sites-spread = It went well: spread it
spread-caption = What runs where, and since when
spread-since = since { $month }
ini-criterion-measure = What is the criterion about?
ini-criterion-measure-help = If it is about a measure, only the sites where that has begun are reckoned with.
measure-across = Across all
measure-in = In { $unit }
measure-for = For { $whom }
measure-job-groups = Job groups: { $groups }
measure-owner = Sees to it: { $who }
measure-due = By { $day }
measure-grow = Make it an initiative of its own
measure-grown = Has become an initiative of its own
ini-measure-unit = Where?
ini-measure-unit-help = Choose the department if it is for one only. Otherwise it goes across all.
ini-measure-starts-on = First day
ini-measure-starts-on-help = May be empty
ini-measure-ends-on = Last day
ini-measure-ends-on-help = May be empty
ini-measure-audience = For whom is it?
ini-measure-audience-help = For example: The heads of department
ini-measure-job-groups = Which job groups?
ini-measure-job-groups-help = For example: Nurses and care assistants. The figures are of everybody in the unit, other job groups too.
ini-measure-owner = Who sees to it?
ini-measure-owner-role = Or which role?
ini-measure-owner-role-help = For example: The head of department. A role stays when people change.
ini-measure-due-on = By when is it to be done?
ini-measure-due-on-help = May be empty
refused-measure-used = The measure is in use and cannot be removed
refused-measure-used-help = It stands with a site or a criterion, or it has become an initiative of its own. If it was given up, change it and choose "Dropped".
refused-measure-grown = The measure cannot become an initiative of its own now
refused-measure-grown-help = Perhaps it is one already, or the initiative has ended. Go back to the initiative and see where it stands.
grow-heading = Make the measure an initiative of its own
grow-lead = It keeps its words, its sites and its criteria, and both pages show where the other is. What was decided and frozen stays so.
grow-title = What is it to be called?
grow-sites =
    { $count ->
        [one] The one site where it runs goes along.
       *[other] The { $count } sites where it runs go along.
    }
grow-criteria =
    { $count ->
        [one] The one success criterion about it goes along.
       *[other] The { $count } success criteria about it go along.
    }
grow-unit = Which unit does it belong to?
grow-follow-ups = Which follow-ups go along?
grow-follow-ups-help = The others stay with the initiative it comes from
grow-button = Make it its own
done-measure-grown = The measure is now an initiative of its own. Give it the words it lacks.
initiative-no-parent = It stands by itself
initiative-parent = Does it lie under another initiative?
initiative-parent-help = Choose the initiative of your own unit, or of a unit above you, that it is a part of
initiative-lies-under = Lies under
initiative-decided-back = Decided { $day }, written down { $written }.
criteria-frozen-late = The initiative had begun by then ({ $day }).
way-decided-written = { $day }, written down { $written }
ini-move-decided-on = When was it decided?
ini-move-decided-on-help = If it was decided before today, write that day. The page shows both dates.
problem-decided-in-future = The day lies in the future. Write the day it was decided.
problem-parent-elsewhere = Choose an initiative of the same unit or of a unit above it.
problem-parent-ring = It lies under this initiative already. Choose another.
problem-parent-too-deep = Then more than three initiatives would lie under each other. Choose one that lies higher.
children-title = Initiatives under this one
children-empty = No initiatives lie under this one.
children-add = Write an initiative under this one
children-runs-in = Runs in
children-not-begun = Not begun
children-units = { $count } units
children-verdict = Last answer to whether it worked
print-from = from { $day }
print-site-begins = What begins
history-measure-grown = { $who } made the measure an initiative of its own: { $name }
history-part-moved-over = { $who } moved { $kind } along to another initiative: { $name }
history-field-audience = For whom
history-field-job-groups = Job groups
history-field-owner = Sees to it
history-field-owner-role = Role that sees to it
history-field-begins = Measure
history-field-lies-under = Lies under
history-field-grown-into = Initiative
history-field-decided-on = Decided

# The status report of an area
area-report-begin = Write a status report of the area
area-report-help =
    { $count ->
        [one] The report begins with the one initiative of the area, the area's own figures, the decisions and what waits. You can change all of it.
       *[other] The report begins with the { $count } initiatives of the area, the area's own figures, the decisions and what waits. You can change all of it.
    }
area-report-initiative = Which initiative does the report belong to?
area-report-initiative-help = It stands with that initiative afterwards. Whoever may read the initiative may read the report.
area-report-none = There is no initiative to write about yet
area-report-none-help = The report belongs to one of the area's initiatives. Write the first one, then the report can begin.
area-report-title = Status of { $area }
area-report-across = Across all:
area-report-departments = In single departments:
area-report-over = ended
area-report-circumstances = It was different in these months:
area-report-ideas = Waits to be decided:
area-report-begins = { $title } begins in { $unit } in { $month }
area-report-task-waits = { $task }: waits in { $units }
area-report-forums = Followed in:
area-report-figures = The figures are those of the whole area: { $area }.
area-report-decisions = Decisions
area-report-decision = Decision:
area-report-coverage = { $task }: { $done } of { $of } units have done it.
history-field-belongs-to = Belongs to
direction-fall-or-stay-low = is to fall or stay low
report-criterion-target-fell = The goal is { $target }. It has not been reached, but it fell by as much as you decided was worth having.
ini-criterion-direction-help = "Is to fall or stay low" is met when the level at the end is at the target or below, or when it fell by at least what is worth having.

# Whom a criterion is held against
comparison-title = Whom are we to compare with?
comparison-lead = All units of the area take part. Choose some elsewhere that are like you, and write why. The choice and the reason stay in the history.
comparison-by-program = The nearest the program finds
comparison-offer =
    { $count ->
        [one] { $unit }, { $count } unit
       *[other] { $unit }, { $count } units
    }
comparison-unit = Compare with
comparison-reason = Why these?
comparison-reason-help = For example: The same kind of shifts, and they were hit by the pandemic at the same time
comparison-save = Save the choice
comparison-choose = Choose whom we compare with
comparison-chosen = Held against { $unit }: { $reason }
comparison-none = There is nothing to choose
comparison-none-help = Either there are units in the area that have not begun, and then they are used. Or the initiative has begun nowhere.
done-comparison-saved = The choice is saved.
history-success-criterion-compared = { $who } chose whom the criterion is held against: { $name }
history-field-compared-with = Compared with
belonging-title = Which initiatives does the decision belong to?
belonging-open = Belongs to an initiative
belonging-initiatives = Belongs to
belonging-initiatives-help = Then the decision comes into the report of the area
belonging-none = There is no initiative to choose
belonging-none-help = Here stand the initiatives that go on in the forum's area.
