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
