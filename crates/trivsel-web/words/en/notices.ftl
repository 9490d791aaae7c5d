notices-title = Mails from Trivsel
notices-lead = You get one mail a day at most, and only when there is something.
notices-no-mail = No mails can be sent from here yet. Whoever runs the server has to set up a mail server first. On this page you can always see and print what the letter would say.
notices-no-address = You have no mail address in Trivsel, so we cannot write to you. Ask your administrator to add it.
notices-week = The week's letter
notices-week-help = What is late, what comes in the next 14 days, and your meetings.
notices-due = When you have a follow-up
notices-due-help = 7 days before, and on the day after if it was not held.
notices-task = When a unit you manage has a task
notices-task-help = 7 days before, and on the day after if it was not done.
notices-meeting = When you have a meeting
notices-meeting-help = 7 days before, with a link to the agenda.
notices-weekday = The week's letter comes on
notices-weekday-0 = Monday
notices-weekday-1 = Tuesday
notices-weekday-2 = Wednesday
notices-weekday-3 = Thursday
notices-weekday-4 = Friday
notices-weekday-5 = Saturday
notices-weekday-6 = Sunday
notices-hour = At
notices-holidays = On 24, 25 and 26 December and 1 January we do not write unless something is to happen on that very day. While you are away from work, the mail waits until you are back.
notices-save = Save
done-notices-chosen = Your choices are saved.
notices-example = This is what the letter would look like now
notices-example-nothing = Right now there is nothing to tell. Then we send no mail.
notices-never = Mails hold only titles, dates and links. Never figures, notes, comments or anything about somebody's health.
less-title = Fewer mails from Trivsel
less-lead = Untick what you do not want mails about. You need not sign in.
less-save = Save
less-all = No mails of this kind
less-done = Your choices are saved.
less-nothing-left = You get none of these mails any more. You still get mails about surveys and about your access.
less-sign-in = Sign in to turn them on again
notices-sent-title = Sent mails
notices-sent-lead = How many got a mail about what. Never who.
notices-sent-weeks = Week by week
notices-sent-empty = No mails have been sent yet
notices-sent-empty-help = When a follow-up, a task or a meeting comes near, Trivsel writes to those it concerns.
notices-week-of = The week from { $date }
notices-column-week = The week's letter
notices-column-due = Follow-ups
notices-column-task = Tasks
notices-column-meeting = Meetings
notices-queues = Mails that wait or could not be sent
notices-queues-none = There are none.
notices-mail-notice = Reminders and the week's letter
notices-mail-access = Links for access
notices-mail-forgotten = Forgotten password
notices-mail-test = Test mail
notices-waiting =
    { $count ->
        [0] none wait.
        [one] one waits.
       *[other] { $count } wait.
    }
notices-failed =
    { $count ->
        [0] { "" }
        [one] One could not be sent although we tried five times. See whether the address is right.
       *[other] { $count } could not be sent although we tried five times. See whether the addresses are right.
    }
notices-test = Send me a test mail
notices-test-help = If it arrives, the mail server works.
done-notices-test = A test mail is on its way to you.
start-no-mail = No mails can be sent from here. Nobody is told that it is their turn unless they sign in.
start-no-mail-link = See what is missing
mail-notice-week-subject = The week's letter from Trivsel
mail-notice-due-subject = It is your turn soon
mail-notice-late-subject = Something is late
mail-notice-meeting-subject = You have a meeting
mail-notice-greeting = This is what waits for you in Trivsel at { $organisation }.
mail-notice-late = Late
mail-notice-coming = Coming soon
mail-notice-meetings = Your meetings
mail-notice-others = In your area
mail-notice-late-of-others =
    { $count ->
        [one] One thing of others is late. It stands on your first page.
       *[other] Several things of others are late. They stand on your first page.
    }
mail-notice-line-day = { $title }, { $date }
mail-notice-line-time = { $title }, { $date } at { $time }
mail-notice-call-follow-up = Write what came of it
mail-notice-call-milestone = See the initiative
mail-notice-call-report = Finish the report
mail-notice-call-check = Answer four questions
mail-notice-call-task = See the task
mail-notice-call-meeting = See the meeting
mail-notice-call-all = See all of it
mail-notice-why-week = You get the week's letter because you are a manager or representative, lead an initiative, or chose it yourself.
mail-notice-why = You get the mail because it is your turn, or because you have a meeting.
mail-notice-less = Get fewer mails
mail-test-subject = Test mail from Trivsel
mail-test-greeting = Mails from Trivsel at { $organisation } get through.
mail-test-call = Open Trivsel
mail-test-why = You get it because you asked for it.
audit-subject-notice-choice = Choice about mails
notices-plan = When a plan names you
notices-plan-help = When both sides have agreed to it, with a link to the plan.
notices-column-plan = Plans
mail-notice-plan-subject = A plan names you
mail-notice-plans = Plans that name you
mail-notice-line-plan = { $title }, agreed { $date }
mail-notice-call-plan = See the plan
notices-start = When “Are you ready?” waits for you
notices-start-help = When it is your turn to answer, and after three months, when you are to see whether what you agreed on is there. You are reminded twice.
notices-column-start = Are you ready?
mail-notice-start-subject = “Are you ready?” waits for you
mail-notice-starts = Are you ready?
mail-notice-line-start = { $title }: your answers are missing
mail-notice-line-promise = { $title }: three months ago you agreed. Is what you set aside there?
mail-notice-call-start = Answer eight statements
mail-notice-call-promise = See what you agreed on
