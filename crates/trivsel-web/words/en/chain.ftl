# The chain: where something came from, and what it became.
chain-title = Where did it come from?
chain-heading = From { $first } in { $from } to { $last } in { $to }
chain-lead = The thread of “{ $title }”, the oldest on top.
chain-file = thread
chain-pdf = Get the thread on one page (PDF)
chain-thread = The thread
chain-table = The same as a table
chain-column-what = What
chain-column-kind = Kind
chain-column-when = Date
chain-came-of = Came of:
chain-became = Became:
chain-more-links =
    { $count ->
        [one] and 1 more
       *[other] and { $count } more
    }
chain-see = See the whole thread
chain-add = Say what it came of
chain-add-lead = Find the survey, the decision or the measure it began with.
chain-q = Search
chain-q-help = A word of the title, the unit or the meeting. You only find what you may read.
chain-search = Search
chain-from = It came of
chain-from-help = Choose one. If there are several, the next can be added afterwards.
chain-save = Save what it came of
chain-none = Nothing fits
chain-none-help = Try another or a shorter word. Surveys can be chosen once they have closed, decisions once they are written down.
chain-candidate = { $title } ({ $kind }, { $whose }, { $date })
chain-said = Written down here
chain-said-help = If something came in by mistake, you can take it away from the thread. The initiative and what it came of do not change.
chain-remove = Take away
chain-hidden = Something in a unit you have no access to
chain-hidden-help = A square on the thread is something you may not read. You can see that it is there, but not what it says.
chain-empty = Nothing stands before or after it yet
chain-empty-help = The thread grows by itself when something is put on an agenda, decided or begun.
chain-measure = Measure: { $title }
chain-began =
    { $count ->
        [one] { $units } begins
       *[other] { $units } begin
    }
chain-tasks = { $done } of { $total } units have done it.
chain-more = { $whose }. { $sentence }
chain-kind-result = Survey
chain-kind-initiative = Initiative
chain-kind-measure = Measure
chain-kind-success-criterion = Success criterion
chain-kind-milestone = Milestone
chain-kind-follow-up = Follow-up
chain-kind-status-report = Status report
chain-kind-agenda-item = Point on an agenda
chain-kind-decision = Decision
chain-kind-tool = Tool
chain-kind-site = Place
chain-kind-disruption = Special period
chain-kind-hidden = Hidden
chain-kind-gone = Deleted
chain-a-result = a survey
chain-a-initiative = an initiative
chain-a-measure = a measure
chain-a-success-criterion = a success criterion
chain-a-milestone = a milestone
chain-a-follow-up = a follow-up
chain-a-status-report = a status report
chain-a-agenda-item = a point on an agenda
chain-a-decision = a decision
chain-a-tool = a tool
done-origin-added = It has been written down what it came of.
done-origin-removed = It has been taken away from the thread. Everything else is as it was.
problem-origin-known = That is written down already.
problem-origin-ring = That goes round in a circle: what you chose itself came of this one. Choose something that came before it.
decision-begin-initiative = Begin an initiative from the decision
chain-link-report = Status report { $date }: { $title }
chain-link-point = { $title }, { $date }
