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
