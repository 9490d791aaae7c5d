station-follow-up-title =
    { $count ->
        [0] Nothing is overdue
        [one] 1 thing should have been done
       *[other] { $count } things should have been done
    }
station-follow-up-lead =
    { $count ->
        [0] Nothing else waits for you or your area in the coming month.
        [one] 1 more thing is due within a month.
       *[other] { $count } more things are due within a month.
    }
station-follow-up-own =
    { $count ->
        [one] You see to 1 of them.
       *[other] You see to { $count } of them.
    }
station-overdue = Should have been done
station-overdue-none = Everything was followed up in time.
station-overdue-all = See all initiatives with something overdue
station-soon = Soon
station-soon-none = Nothing is due in the coming month.
station-works-none = Nobody has looked yet. Open an initiative that is running and choose “Does it work?”.
station-works-all = Find initiatives by answer
station-answer = { $criterion }. { $unit }. The answer is from { $date }.
station-fading-help = Nobody has written about it for long. Take a short look, or end it.
station-reports-all = See all status reports
station-report-draft = Draft, { $date }
station-decide-title =
    { $count ->
        [0] Nothing waits for a decision
        [one] 1 thing waits for you
       *[other] { $count } things wait for you
    }
station-decide-lead = Here is what the committees have asked for, ideas to decide, and the next meetings.
station-tasks = The committees have asked for
station-tasks-none = No tasks wait in your units.
station-to-decide = Ideas you can decide
station-to-decide-none = No ideas wait for your decision.
station-meetings = Meetings in the next six weeks
station-meetings-none = No meetings are planned in committees you can see.
station-committees = See all committees and meetings
station-act-title =
    { $count ->
        [0] No initiatives are running with you
        [one] 1 initiative is running with you
       *[other] { $count } initiatives are running with you
    }
station-act-lead = Here is what you have promised each other, what is running, and what you could try.
station-promised = You have promised each other
station-promised-none = Nothing in the plans is due in the next two weeks.
station-plans-all = See all plans
station-ideas = Ideas
station-ideas-none = No ideas have been written down yet.
station-ideas-all = See all ideas
station-next = Next step { $day }.
station-listen-title =
    { $count ->
        [0] No survey is open right now
        [one] 1 survey is open right now
       *[other] { $count } surveys are open right now
    }
station-listen-lead = Here is what you are asked, what the figures say, and where they come from.
station-asked = You are asked
station-surveys-all = See all well-being surveys
station-figures-all = See all figures
station-workshops-none = No workshops are planned.
station-workshops-all = See all workshops
