search-title = Search
search-all = Search everything you may see
search-button = Search
search-found =
    { $count ->
        [one] Found in one place
       *[other] Found in { $count } places
    }
search-none = Nothing found
search-own-work = Your work
search-toolbox = Answers and tools
search-nothing = Try another word
search-nothing-help = We look through initiatives, plans, meetings, decisions, reports, surveys, units, persons and tools, but only what you may see.
search-not-kept = What you search for is not kept.
search-kind-initiative = Initiative
search-kind-plan = Plan
search-kind-report = Status report
search-kind-survey = Survey
search-kind-committee = Forum
search-kind-point = Point on an agenda
search-kind-decision = Decision
search-kind-unit = Unit
