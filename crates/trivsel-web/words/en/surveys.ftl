surveys-title = Surveys
surveys-lead = Where you ask each other. Answers are never stored together with names, and small groups are not shown by themselves.
surveys-empty = No surveys yet
surveys-empty-help = Begin with a short questionnaire. You can change everything until the survey opens.
surveys-empty-other = When a survey opens, it stands here.
survey-new = Set up a survey
survey-new-lead = Give it a name, and choose what to ask. The rest you fill in afterwards.
survey-begin = Make the draft
survey-title = What is the survey called?
survey-title-help = For example Wellbeing survey, spring 2027
survey-questionnaire = Questionnaire
survey-questionnaire-choice =
    { $items ->
        [one] { $title }, version { $number }, 1 question
       *[other] { $title }, version { $number }, { $items } questions
    }
survey-edit = Set the survey up
survey-edit-lead = You can save at any time. What is missing stands on the survey's page.
survey-save = Save the survey
survey-section-what = What do we ask, and why?
survey-section-who = Whom do we ask?
survey-section-when = When can people answer?
survey-section-after = Who follows up?
survey-section-after-help = A survey that nobody follows up does more harm than good. That is why it cannot open before this is settled.
survey-section-rules = Who can see what, and for how long?
survey-section-rules-help = The numbers can be raised, not lowered. They are locked when the survey opens.
survey-title-da = Name in Danish
survey-title-en = Name in English
survey-title-en-help = Leave it empty if nobody answers in English
survey-purpose-da = Why do we ask? In Danish
survey-purpose-da-help = Everybody reads this before answering: what you want to know, and what you will use it for
survey-purpose-en = Why do we ask? In English
survey-purpose-proposal = We want to know how you are doing at work, so that we can hold on to what works and do something about what does not. We will talk the results over together, and agree together on what is to happen.
survey-purpose = Why do we ask?
survey-units = Units
survey-units-help = If you choose a unit, everybody below it is asked too
survey-units-below =
    { $count ->
        [one] 1 unit below { $name }
       *[other] { $count } units below { $name }
    }
survey-cut-off = Employed on
survey-cut-off-help = Those employed on that day are asked. People on leave and stand-ins too
survey-job-groups-choose = Ask only some job groups
survey-job-groups = Job groups
survey-job-groups-help = If you choose none, all are asked
survey-by-job-group = Show results for each job group as well
survey-by-job-group-help = It parts the units into more and smaller groups
survey-opens-on = First day
survey-opens-on-help = It opens by itself just after midnight. Mails are sent from 7 in the morning
survey-closes-on = Last day
survey-closes-on-help = At least five days
survey-reminders = Reminders
survey-reminders-help = Dates with a comma between. Only those who have not begun get a mail
survey-follow-up-person = Who follows up?
survey-follow-up-on = When do you talk the results over?
survey-follow-up-on-help = A day after it has closed
survey-follow-up-time = What time is set aside?
survey-follow-up-time-help = For example: two hours at the staff meeting, with stand-ins meanwhile
survey-minimum = Fewest answers for showing anything
survey-minimum-help = At least 5. A unit with fewer is counted in a larger one
survey-distribution = Fewest answers for showing how they are spread
survey-distribution-help = At least 10
survey-comments = Fewest answers for showing comments
survey-comments-help = At least 20. They are shown in shuffled order
survey-offensive = Fewest answers about bullying, harassment and violence
survey-offensive-help = At least 20
survey-retention-months = Months until the single answers are deleted
survey-retention-months-help = At most 24. The results stay
problem-rule-too-low = The number is too low. It can be raised, not lowered.
problem-retention = Write a number of months from 1 to { $most }.
survey-state-draft = Draft
survey-state-planned = Ready
survey-state-open = Open
survey-state-closed = Closed
survey-state-published = Result
survey-steps = How far the survey has come
survey-result = Result
survey-missing =
    { $count ->
        [one] One thing is missing before it can open
       *[other] { $count } things are missing before it can open
    }
survey-gap-title = The survey has no name.
survey-gap-purpose = Write why you ask.
survey-gap-questionnaire = The questionnaire is still a draft. Choose one that is published.
survey-gap-units = Choose which units are asked.
survey-gap-too-few = There are too few to ask. Choose more units.
survey-gap-rules = One of the numbers for when something is shown is too low.
survey-gap-opens-on = Choose a first day that is not over.
survey-gap-closes-on = Choose a last day at least five days after the first.
survey-gap-reminders = A reminder lies outside the days people can answer.
survey-gap-retention = The answers would be kept too long. Two years at most.
survey-gap-follow-up-person = Choose who follows up.
survey-gap-follow-up-on = Set a day for talking the results over, after it has closed.
survey-gap-follow-up-time = Write what time is set aside for it.
survey-gap-mail = No mails are sent from here. Those with a mail address have to sign in to answer, or you ask your administrator to set up a mail server.
survey-ready = Everything is in place
survey-ready-help = Make it ready, and it opens by itself on { $date }. Until then you can take it back.
survey-launch = Make the survey ready
survey-withdraw = Take it back and change it
survey-opens-by-itself = It opens by itself on { $date }
survey-opens-by-itself-help = Then the list of those who are asked is made, the rules are locked, and mails are sent. If that is today, it happens in a moment.
survey-remove = Delete the draft
survey-remove-title = Delete “{ $title }”?
survey-remove-lead = What you set up disappears. Nobody has been asked yet.
survey-remove-do = Delete the draft
survey-plan-title = Who gets results of their own?
survey-plan-lead = An answer belongs to a group, never to a person. No group may be small, so small units are counted in a larger one, even before anybody is asked.
survey-plan-see = See all groups
survey-plan-too-few =
    { $invited ->
        [0] Nobody is chosen yet. There must be at least { $minimum }.
       *[other] Only { $invited } are chosen. There must be at least { $minimum }.
    }
survey-plan-groups =
    { $groups ->
        [one] { $invited } are asked, all in one group.
       *[other] { $invited } are asked, in { $groups } groups.
    }
survey-plan-ways =
    { $cards ->
        [0] All { $mail } get a link by mail.
       *[other]
            { $mail ->
                [0] Nobody gets a link by mail.
               *[other] { $mail } get a link by mail.
            } { $cards } have no mail address and need a card.
    }
survey-plan-unreachable =
    { $people ->
        [one] One has a mail address nothing can be sent to, and needs a card: { $names }. Put the address right if a mail is better.
       *[other] { $people } have mail addresses nothing can be sent to, and need a card: { $names }. Put the addresses right if mails are better.
    }
survey-plan-none-merged = Every unit is large enough for results of its own.
survey-plan-merged =
    { $units ->
        [one] 1 unit has fewer than { $minimum } to ask and gets no results of its own. Its answers are counted in a larger group.
       *[other] { $units } units get no results of their own, because they have fewer than { $minimum } to ask or belong together with some that do. Their answers are counted in a larger group.
    }
survey-plan-job-groups = Results for each job group give { $with } groups instead of { $without }. { $parted } of them are one job group by itself. The more groups, the more of them get too few answers to be shown.
survey-plan-merged-title = Units without results of their own
survey-plan-merged-help = They are asked like everybody else, and their answers are counted where it says.
survey-plan-unit = Unit
survey-plan-own-people = Are asked
survey-plan-counted-with = Counted in
survey-plan-groups-title = All groups
survey-plan-group = Group
survey-plan-invited = Are asked
survey-turnout = At least { $answered } of { $invited } have answered
survey-turnout-bar = How many have answered
survey-turnout-help = The number grows by { $step } at a time, and there is no list of who is missing. Nor is it shown when nearly everybody has answered. Whoever could see each answer come could guess whom it came from.
survey-mails-sent = No mails are waiting.
survey-mails-waiting = Up to { $count } mails are waiting to be sent.
survey-mails-failed = Up to { $count } mails could not be sent, though we tried five times. Tell those who lack a mail that they can sign in and answer.
survey-ways-in = How people get in
survey-cards = Cards for those without mail
survey-cards-none = Everybody has a mail address. No cards are needed.
survey-cards-needed =
    { $count ->
        [one] 1 needs a card with a code.
       *[other] { $count } need a card with a code.
    }
survey-cards-made = The cards are made.
survey-cards-not-made = The cards are not made yet.
survey-cards-go = See the cards
survey-closed = It is closed
survey-closed-help = The answers are counted, and it is checked that no figure gives anybody away. Then the result is ready.
survey-closed-failed = The result could not be made
survey-closed-failed-help = The program tries again by itself. Write to your administrator if this goes on. The cause stands in the program's log.
survey-held = How does the survey go on?
survey-held-lead = The survey came back from a backup on { $date }. Until you have chosen, it does not open or close, takes no answers and is not published.
survey-held-go = See the choices
survey-held-why = Why we ask
survey-held-why-text = In the database that was lost the survey may have come further: it may have closed, and its result may have been shown. If it is then counted again with slightly other answers, whoever saw both results can work out what the few answered who came between. The program cannot know whether the result was shown.
survey-held-ask = Ask those who used the program just before it was lost. If in doubt, choose that there is no result. The choice is written in the log.
survey-held-open = Let it open as planned
survey-held-open-text = If the survey has not been open yet, this gives nothing away. If it was open in the lost database, people are asked again, and earlier links and cards do not work.
survey-held-open-do = Let it open
survey-held-draft = Take it back and change it
survey-held-draft-text = The survey becomes a draft again, and you can choose new days.
survey-held-draft-do = Take it back
survey-held-resume = Let it go on
survey-held-resume-text = The last day to answer has not passed. If the survey was not closed early, its result has not been shown, and this gives nothing away. Answers that came after the backup are lost: those who gave them can answer again.
survey-held-resume-do = Let it go on
survey-held-publish = Count it and show the result
survey-held-publish-text = Choose this only if you are sure that the result has not been shown, on a screen, on paper or in a file. If it has, the answers of those who came in between, or are missing, can be worked out, also about bullying and violence.
survey-held-publish-do = Show the result
survey-held-never = Close it for ever without a result
survey-held-never-text = The answers are deleted now, and there will be no result. This gives nothing away. You can hold a new survey later.
survey-held-never-do = Delete the answers and close it
done-survey-going-on = Your choice is saved.
audit-verb-went-on = let go on after a backup
audit-verb-held-surveys = held surveys back: the database is older than the one that was here before
survey-never-published = There will be no result
survey-never-published-help = It could not be made in time. The answers were deleted on { $date }, as was promised to those who answered.
survey-published = The result is ready
survey-about = About the survey
survey-cut-off-fact = Those employed on { $date }.
survey-rules-fact = Results are shown for groups of at least { $minimum } answers. How answers are spread is shown from { $distribution }, comments from { $comments }, and answers about bullying, harassment and violence from { $offensive }.
survey-deletes-fact = The single answers are deleted on { $date }. The results stay.
survey-deleted-fact = The single answers were deleted on { $date }. The results are still here.
survey-deleted-unpublished-fact = The single answers were deleted on { $date }.
survey-follow-up-fact = The results are talked over on { $date }.
survey-promise = See what those who answer are promised
survey-seal = Seal
survey-seal-help = The seal is worked out from the rules, the groups and the key. Everybody who is asked must see the same. Hang it up, and anybody can compare.
done-survey-begun = The draft is there. Nobody has been asked yet. Look over the dates proposed.
done-survey-saved = The survey is saved.
done-survey-launched = The survey is ready and opens by itself.
done-survey-withdrawn = The survey is taken back and can be changed.
done-survey-removed = The survey has been deleted.
refused-survey-frozen = The survey can no longer be changed
refused-survey-frozen-help = Those who answer have been promised something definite. If it is only made ready, you can take it back on its page.
refused-survey-not-ready = The survey is not ready
refused-survey-not-ready-help = Go back to its page. It says what is missing.
refused-survey-not-open = The survey is not open
refused-survey-not-open-help = This can be done while people can answer.
cards-title = Cards for { $title }
cards-subtitle = For whoever hands the cards out
cards-file = cards-{ $number }.pdf
cards-how = What to do
cards-step-cut = Cut the cards out along the dashed lines, and fold each in the middle, so that the code lies inside. Close it with a piece of tape or a staple.
cards-step-bag = Put each group's cards into a bag of their own, and shake it. The group's name stands at the top of the sheet.
cards-step-draw = Let each person draw one card from the bag of their group. Do not write down who got which.
cards-step-left = Do not hand out cards for others or put them into pigeonholes. If somebody is away, keep the bag until they are back.
cards-step-keep = Delete the file when the cards are printed. If a bag is lost, you can fetch the same cards here again until the survey closes.
cards-secret-title = The codes are secret.
cards-secret = Whoever knows a code can answer in somebody else’s place. So can you, who have them all: show the file to nobody, and have two people fold and close the cards together. When a code was used, the next one to use it is told.
cards-table =
    { $count ->
        [one] 1 card
       *[other] { $count } cards
    }
cards-count = Cards
cards-for = Cards for { $group }
cards-foot = The cards are secret until they are drawn
cards-qr-alt = QR code that opens the page where you answer, with the code on the card
cards-scan = Scan the code with your phone, or go to
cards-fold = Fold here, with the writing inside
cards-closes = Answer by { $date }.
cards-drawn = The card is drawn from a bag: nobody knows who got which.
cards-seal = Seal { $seal }
cards-make = Fetch the cards as PDF
cards-again-title = The cards were fetched before.
cards-again = You get the same cards again. Use them only in place of a bag that was lost: each code works once, so if the old ones turn up, throw them away.
notice-title = Notice and text
notice-lead = For the notice board and for sending round, so that everybody knows they are asked, and what is promised.
notice-go = See notice and text
notice-hang-up = Hang it up
notice-until = You can answer until { $date }.
notice-promise = Your answer is never stored together with your name, and your manager cannot see what you answer. What cannot be promised stands on the page where you answer.
notice-send = Send it round
notice-text = Text
notice-text-promise = Your answer is never stored together with your name. Results are shown only for groups of at least { $minimum } answers. Read what is promised at { $address }
mail-invitation-subject = { $title }: you can answer until { $date }
mail-reminder-subject = You can still answer: { $title }
mail-invitation-greeting = { $organisation } asks how you are doing at work. “{ $title }” is open until { $date }.
mail-reminder-greeting = “{ $title }” from { $organisation } is open until { $date }. You get this mail because your link has not been used yet. Answering is voluntary.
mail-hello = Hello
mail-by-hand = If the link does not work, go to { $address } and type your code:
mail-regards = Kind regards
mail-answer = Answer here
mail-promise = Your answer is never stored together with your name, and your manager and { $organisation } cannot see what you answer. What cannot be promised stands on the page where you answer. Results are shown only for groups of at least { $minimum } answers.
mail-own-link = Link and code are for you alone. Do not pass them on: whoever has them can answer in your place.
mail-seal = Seal: { $seal }. Everybody must see the same seal on the page where they answer.
start-survey-until = You can answer until { $date }. Your answer is never stored together with your name.
start-survey-begun = You have begun. If you have not finished, go on in the browser you began in. If you have sent your answer, there is nothing more to do.
start-survey-go-on = Go on
start-survey-answer = Answer now
audit-subject-survey = Survey
audit-verb-launched = made ready
audit-verb-answers-deleted = single answers deleted
audit-verb-made-cards = cards made
history-field-cards = Cards
history-field-closes-on = Last day
history-field-cut-off = Employed on
history-field-follow-up-on = Results are talked over
history-field-minimum = Fewest answers
history-field-opens-on = First day
history-field-questionnaire = Questionnaire
history-field-retention-months = Months until deletion
history-field-units = Units chosen
survey-last-day = Move the last day
survey-last-day-help = Answers are taken until midnight on that day
survey-last-day-between = It can lie from { $soonest } to { $latest }. Those who answer were promised that it is not moved outside that time, and not brought forward with less than { $days } days of notice.
survey-last-day-promise = The day the answers are deleted, and the rules for what is shown, do not move. The seal is the same.
survey-last-day-told = Everybody who has a link and has not begun gets a mail about the new day. If some have cards, hang up a new notice. The move is written in the log.
survey-last-day-do = Move the day, and write to them
survey-until = Answers are taken until { $date }
survey-until-help = You can close it sooner or give more time.
survey-moved-fact = The last day was planned for { $date } and has been moved.
problem-last-day-same = That is the day that counts now. Write another.
problem-last-day-soon = The day is too early. The earliest is { $day }.
problem-last-day-late = The day is too late. The latest is { $day }.
refused-last-day-fixed = The last day cannot be moved
refused-last-day-fixed-help = Those who are asked were promised this very day, or there is no other day that fits.
done-survey-last-day = The last day has been moved.
audit-verb-last-day-moved = last day moved
history-field-contacts = Somebody to talk to
history-field-copied-from = Copied from
survey-turnout-parts = See how many have answered in each place
survey-turnout-parts-help = Only places where at least { $people } are asked stand here. The others count in the whole.
survey-turnout-asked = Asked
survey-turnout-answered = Have answered
survey-turnout-part = At least { $answered } (at least { $percent } %)
survey-turnout-under = Under { $step }
survey-shared = Shared screen
survey-shared-help = A tablet or computer on which several people answer one after the other. Open the page on the screen where they will answer, or press “This is a shared screen” there. Each types the code from their card or mail. Nothing is kept on the screen.
survey-shared-go = Open the shared screen
survey-call-off = Call the survey off
survey-questionnaires-read = Read the questionnaires
survey-questionnaire-unfinished = { $title } cannot be chosen yet: we may not pass its questions on.
survey-questionnaire-complete = How to get them into { $title }
survey-copy-last = Or begin with the last one
survey-copy-help = Questions, units, rules and texts of “{ $title }” become a new draft, so that the two can be compared. Dates and employees are new.
survey-copy-do = Make a draft of “{ $title }”
survey-copy = Use the survey as the pattern of a new one
done-survey-copied = The draft has been made. Nobody has been asked yet. Check the dates and the name.
survey-contacts = Who can people talk to?
survey-contacts-help = Names and telephone numbers, one a line: safety representative, counselling. Everybody sees them after answering. One’s own doctor and 112 stand there already
notice-hang-up-help = A sheet of A4 with a QR code, days, seal, and how to answer.
notice-print = Get the notice as PDF
notice-file = notice-{ $number }.pdf
notice-qr-alt = QR code that opens the page where you answer
notice-how = How to answer
notice-promised = What is promised
notice-asks = { $organisation } asks how you are doing at work.
notice-follow-up = We talk the results over on { $date }.
notice-seal = Everybody must see the same seal. Compare it with the page where you answer.
notice-way-mail = You get a link and a code in a mail. They are for you alone.
notice-way-mail-some = If you have a mail address at work, you get a link and a code in a mail. They are for you alone.
notice-way-account = Sign in to Trivsel and answer from the first page.
notice-way-account-some = If you have a mail address at work, sign in to Trivsel and answer from the first page.
notice-way-card = You draw a card with a code from a bag. Nobody knows who got which.
notice-way-card-some = If you have no mail address at work, you draw a card with a code from a bag. Nobody knows who got which.
notice-way-shared = If a shared screen has been set up, you can answer there: type the code from your card or your mail.
mail-moved-subject = The last day is now { $date }: { $title }
mail-moved-greeting = The last day to answer “{ $title }” has been moved. You can answer until { $date }. You get this mail because your link has not been used yet. Answering is voluntary.
survey-contacts-title = Change whom one can talk to
survey-contacts-lead = Those who have answered see the names at once. The rest of the survey does not change.
survey-contacts-none = No names are written. Those who have answered see their own doctor and 112 only.
survey-contacts-told = The change is written to the log. If a poster with names hangs somewhere, hang up a new one.
survey-contacts-do = Save the names
survey-contacts-conflict = Somebody else has changed the survey since you opened the page. What you wrote is still here. Look through it, and save again.
done-survey-contacts = The names are saved.
