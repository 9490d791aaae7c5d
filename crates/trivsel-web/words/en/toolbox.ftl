## Tools: answers and tools

nav-toolbox = Tools
toolbox-title = What are you facing?
toolbox-lead = { $answers } answers, written by us from sources, and { $tools } tools that others have made. Choose who you are and what it is about.
toolbox-doors = Twelve doors
toolbox-doors-help = Four who ask, and three things they face: thriving, staying in work, and coming back.
toolbox-questions = The questions
toolbox-count =
    { $count ->
        [one] 1 answer
       *[other] { $count } answers
    }

toolbox-asker-employee = Employee
toolbox-asker-colleague = Colleague
toolbox-asker-manager = Manager
toolbox-asker-key-person = Key person
toolbox-asker-help-employee = It is about yourself.
toolbox-asker-help-colleague = It is about somebody beside you.
toolbox-asker-help-manager = It is about somebody you manage, or about the whole team.
toolbox-asker-help-key-person = You are a safety or union representative, or from personnel.

toolbox-purpose-prevention = Thriving and preventing
toolbox-purpose-retention = Staying in work when it is hard
toolbox-purpose-return = Coming back after sick leave

toolbox-part-helps = What helps
toolbox-part-first = Do first
toolbox-part-avoid = Avoid
toolbox-part-more = When more is needed
toolbox-part-duty = Whose duty it is

toolbox-evidence-none-seen = We have seen no studies of it, or it is about rules.
toolbox-evidence-very-low = Rests mostly on experience. The answer may be right, but is not certain.
toolbox-evidence-low = Rests on few or weak studies. The answer may be right, but is not certain.
toolbox-evidence-moderate = Rests on good studies that mostly point the same way.
toolbox-evidence-high = Rests on many good studies that point the same way.

toolbox-source = source { $number }
toolbox-sources = Sources
toolbox-about = About the answer
toolbox-made = How the answer was made
toolbox-made-text = Written and read against its sources { $date }, not yet approved by a professional.
toolbox-unchecked = What we could not check
toolbox-beside = Other questions behind the same door

toolbox-tools = Tools that belong to it
toolbox-tools-help = The tools are others'. They need not agree with the answer, and we have not tried them. The button leads away from this site.
toolbox-not-tried = Not scientifically tested, as far as we have seen.
toolbox-claim = What is said of its basis (in Danish):
toolbox-no-address = Its address was not seen
toolbox-open = Open at the publisher's

toolbox-crisis = Call now
toolbox-crisis-life = Danger to life:
toolbox-crisis-doctor = Otherwise your own doctor
toolbox-crisis-source = 112 was checked 30 November 2026. Other numbers are shown once somebody has checked them.

toolbox-ask = Write what it is about
toolbox-ask-help = For example: colleague cries, too much to do. We do not keep what you look for.
toolbox-ask-button = Find answers
toolbox-found = { $answers ->
    [0] No answers
    [one] 1 answer
   *[other] { $answers } answers
} and { $tools ->
    [0] no tools
    [one] 1 tool
   *[other] { $tools } tools
}
toolbox-found-none = We could not find that
toolbox-found-nothing = Try other words
toolbox-found-nothing-help = Write it as you would say it to a colleague, or choose one of the twelve doors.
toolbox-found-answers = Answers
toolbox-found-tools = Tools
toolbox-read-as = You wrote “{ $typed }”. We looked for “{ $searched }”, because that word is here.
toolbox-found-by-title = The word is in the title.
toolbox-found-by-text = The word is in the text, or the question is also asked like this.
toolbox-found-by-synonym = A word that means nearly the same is here.
toolbox-found-by-typing = A word you probably meant is here.
toolbox-other-language = In Danish only.
toolbox-not-kept = We do not keep who looks for what, and your words are not in the address. So go back by the link at the top.
toolbox-crisis-checked = The numbers were checked { $date } or later.
crisis-page-title = Call now
crisis-page-lead = If somebody’s life is in danger, call 112. You need not be sure before you call.
crisis-lines-title = Your own numbers
crisis-lines-help = They are shown wherever it is about having a hard time. Only write a number you have called yourself or seen on its owner’s own page.
crisis-line-new = Write a number
crisis-line-edit = Change
crisis-line-lead = Everybody who can sign in sees the number. Write when you checked it yourself.
crisis-line-danish = Who answers, in Danish
crisis-line-danish-help = For example: Kommunens krisehjælp
crisis-line-english = The same in English
crisis-line-english-help = May be left out. Then English readers see the Danish words.
crisis-line-phone = Telephone number
crisis-line-hours = When somebody answers
crisis-line-hours-help = May be left out. For example: day and night
crisis-line-unit = Whom it is for
crisis-line-everybody = The whole workplace
crisis-line-source = The page where the number is
crisis-line-source-help = May be left out. Begins with https://
crisis-line-checked-on = Checked on
crisis-line-checked-on-help = The day you called, or saw it on its owner’s page.
crisis-line-checked = Checked { $date }.
crisis-line-save = Save the number
crisis-line-remove = Remove the number
done-crisis-line = The number is saved.
done-crisis-line-removed = The number is removed.
problem-phone = Write a number that can be called: digits and spaces, and a plus in front if it is abroad.
problem-source-address = Write an address that begins with https://
problem-checked-later = The day lies in the future. Write the day the number was checked.
audit-subject-crisis-line = Crisis number
history-field-phone = telephone number
history-field-hours = hours
history-field-checked-on = checked on
toolbox-take-along = Take it along
toolbox-agenda-lead = The answer becomes a point on the agenda. Change the text to suit you.
toolbox-agenda-point = Do first: { $first } The rest of the answer: { $address }
toolbox-no-meetings-help = Set up a meeting of a committee. Then the answer can go on its agenda.
tool-form-guide = guide
tool-form-site = website
tool-form-dialogue = something to talk over
tool-form-questionnaire = questionnaire
tool-form-checklist = checklist
tool-form-template = template
tool-form-film = film
tool-form-podcast = podcast
tool-form-course = course
tool-form-app = app
tool-form-advice = advice
tool-form-standard = standard
tool-purpose-prevention = thriving and preventing
tool-purpose-retention = staying in work when it is hard
tool-purpose-return = coming back after sick leave
tool-lead = A tool from { $publisher }. It is not ours, and we have not tried it.
tool-about = About the tool
tool-fact-form = What it is
tool-fact-asker = Who it is for
tool-fact-purpose = What it is for
tool-fact-evidence = Was it tested?
tool-fact-checked = Checked
tool-checked = Checked { $date }.
tool-not-checked = Nobody here has checked it yet.
tool-is-hidden = The tool is hidden. Only editors see this page.
tool-leaves = The button leads away from this site, to the publisher.
tool-notes = We use it
tool-notes-none = Nobody has written that they use it. If you do, write how it goes.
tool-note-new = Write that you use it
tool-note-lead = Everybody at the workplace can read it. Write about the tool, not about single persons.
tool-note-unit = Unit
tool-note-choose-unit = Choose a unit
tool-note-used-from = Used since
tool-note-worked = How does it go?
tool-note-text = How we use it
tool-note-save = Save
tool-note-remove = Remove
tool-worked-well = It helps
tool-worked-partly = It helps in part
tool-worked-not = It does not help
tool-used-from = Used since { $date }.
tool-uses = Used in
tool-uses-none = No initiative and no meeting you can see has taken it along.
tool-uses-help = That it is used here does not say whether the tool works. The initiatives do more than this one thing.
tool-questions = Questions it belongs to
tool-to-measure = Take it into an initiative
tool-measure-lead = The tool becomes a measure, which remembers where it came from.
tool-measure-initiative = Initiative
tool-measure-title = Title of the measure
tool-measure-description = What we do
tool-measure-choice = { $title } ({ $unit })
tool-measure-save = Save the measure
tool-no-initiatives = There is no initiative to take it into
tool-no-initiatives-help = Begin an initiative; then the tool can become a part of it.
tool-new-initiative = Begin an initiative
tool-taken = From the tool “{ $title }” ({ $publisher }).
tool-taken-address = From the tool “{ $title }” ({ $publisher }). { $address }
tool-agenda-lead = The tool becomes a point on the agenda. Change the text to suit you.
tool-no-meetings-help = Set up a meeting of a committee. Then the tool can go on its agenda.
tool-review = Check the tool
tool-review-title = Title
tool-review-state = What do you do with it?
tool-review-url = Address at the publisher’s
tool-review-url-help = May be left out. Then it says that the address was not seen.
tool-review-open = See the publisher’s page (opens in a new window)
tool-review-approve = Approve
tool-review-hide = Hide
tool-review-next = Skip
tool-review-keys = Press Enter to approve and go on. Tab leads to “Hide” and “Skip”. Correct the fields first if something is wrong.
done-tool-note = It is saved that you use the tool.
done-tool-note-removed = It is removed.
done-tool-reviewed = Saved. Here is the next one.
problem-used-later = The day lies in the future. Write the day you began.
problem-tool-address = Write an address that begins with https:// or http://, or leave the field empty.
toolbox-editing = The editor’s desk
toolbox-editing-lead = { $unchecked } tools have not been checked. { $checked } were checked and are shown.
toolbox-editing-tools = Tools nobody has checked
toolbox-editing-tools-help = Begin with those most questions point to. You are led from one to the next.
toolbox-editing-tools-none = Every tool has been checked.
toolbox-editing-begin = Begin
toolbox-editing-questions =
    { $count ->
        [0] No question points to it.
        [one] 1 question points to it.
       *[other] { $count } questions point to it.
    }
toolbox-editing-due = To be checked again
toolbox-editing-hidden = Hidden tools
toolbox-editing-missed = What people could not find
toolbox-editing-missed-help = Words that were sent at least three times. We keep neither who nor when.
toolbox-editing-missed-none = No words were sent three times.
toolbox-editing-times =
    { $count ->
        [one] once
       *[other] { $count } times
    }
toolbox-editing-forget = Remove
toolbox-editing-answers = Answers
toolbox-editing-answers-help = An answer is approved when an editor stands for it by name.
toolbox-editing-overdue = The approval is old
toolbox-editing-unapproved =
    { $count ->
        [one] 1 answer is not approved here
       *[other] { $count } answers are not approved here
    }
toolbox-editing-answers-none = Every answer is approved here.
toolbox-unchecked-tools =
    { $count ->
        [one] 1 tool has not been checked. Begin with those most questions point to.
       *[other] { $count } tools have not been checked. Begin with those most questions point to.
    }
answer-approved-by = Approved by { $name } { $date }.
answer-approved = Approved here { $date }.
answer-due = That is long ago. The answer should be checked again.
answer-approve = Approve the answer in my name
answer-withdraw = Withdraw the approval
answer-approve-help = Your name stands on the page, and everybody who can sign in sees it.
toolbox-read-text = Written and read against its sources { $date }.
done-answer-approved = The answer is approved in your name.
done-answer-withdrawn = The answer is no longer approved here.
missed-button = I could not find it
missed-help = Then you send the words, and nothing else, to the editor. They are shown once the same words were sent three times.
done-missed-counted = Thank you. The words are counted. The editor sees them once they were sent three times.
done-missed-not-taken = The words were not kept. Send only a few words, without names and numbers.
done-missed-removed = The words are removed.
audit-subject-tool = Tool
audit-subject-tool-note = Use of a tool
audit-subject-answer = Answer
audit-verb-hidden = hidden
history-field-address = address
tool-scale-title = Tools for this
tool-scale-lead = At most three, which are about { $about }. They are chosen by subject, not by your figures.
tool-scale-none = We have no tool for it.
tool-scale-why = It is about { $theme }.
results-tools = Tools for { $scale }
criteria-tools = Tools for it
own-tools-title = Your own tools
own-tools-lead = Guidelines, tools and contacts the workplace has put in itself, and what partners have brought.
own-tools-lead-partner = What you proposed, and where it stands. The workplace’s editor answers.
own-tools-none = There is nothing here yet. Put in your own guideline, so that it is found together with the answers.
own-tools-none-partner = There are no tools from you yet. Begin with what your members use most.
own-tool-new = Put a tool in
own-tool-propose = Propose a tool
own-tool-lead = Begin with who can use it here and now, and what for.
own-tool-of = From { $publisher }.
own-tool-roles = Who can use it here and now?
own-tool-purposes = What for?
own-tool-title = Title
own-tool-publisher = Who it is from
own-tool-form = What it is
own-tool-url = Address
own-tool-url-help = May be left out if you write the text below.
own-tool-text = Text
own-tool-text-help = May be left out if there is an address. Do not write about single persons.
own-tool-unit = Who it is for
own-tool-everybody = The whole workplace
own-tool-save = Save
own-tool-send = Send to the editor
own-tool-state-sent = Waits for an answer
own-tool-state-shown = Shown
own-tool-state-returned = Sent back
own-tool-state-withdrawn = Withdrawn
own-tool-sent = Put in { $date }.
own-tool-answered = Answered { $date }.
own-tool-answer = Answer: { $answer }
own-tool-withdraw = Withdraw
problem-own-roles = Choose at least one who can use it.
problem-own-purposes = Choose at least one thing it can be used for.
problem-own-neither = Write an address, or write the text below.
problem-own-reason = Write why it is sent back. The partner sees it.
refused-own-tools-full = There is no room for more tools of your own.
done-own-tool-sent = The proposal was sent to the editor.
done-own-tool-added = The tool is put in and can be found.
done-own-tool-withdrawn = The tool is withdrawn.
partner-proposals-title = Proposals from partners
proposal-answer = Answer to the partner
partner-proposal-take = Take in
proposal-return = Send back
done-partner-proposal-taken = The tool is taken in and can be found.
done-proposal-returned = The proposal was sent back with your answer.
audit-subject-own-tool = Own tool
audit-verb-taken-in = taken in
audit-verb-sent-back = sent back
tool-to-plan = Write it into a plan
tool-plan-lead = The tool becomes a line under HOW. It remembers where it came from.
tool-plan-plan = Plan
tool-plan-text = The line
tool-plan-save = Save the line
tool-no-plans = There is no plan to write it into
tool-no-plans-help = Begin a plan for the unit; then the tool can become a line of it.
tool-new-plan = Begin a plan
done-tool-in-plan = The tool stands in the plan.
