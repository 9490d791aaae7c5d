## Get started: the first person, the first hour

setup-title = Set Trivsel up
setup-lead = You are the first one here. Write what the workplace is called, and make your own account.
setup-lead-waiting = { $workplace } has been added, and nobody can sign in yet. Make your own account.
setup-workplace = The workplace’s name
setup-name = Your name
setup-email = Your mail address
setup-email-help = You sign in with it.
setup-new = Password
setup-new-help = At least 12 characters. Some words that do not belong together are easier to remember than signs and digits.
setup-repeated = The password again
setup-roles = You become both administrator, who gives access, and consultant, who gets the work going. Both can be passed on later.
setup-begin = Begin
done-set-up = The workplace has been added, and you are signed in.

get-started-lead = Here you begin, and here you can always see what is still to be put in place.
get-started-ways = What you can do now
get-started-toolbox = Find an answer in the toolbox
get-started-toolbox-help = Answers to what people meet every day, and tools that others have made.
get-started-initiative = Write the first initiative
get-started-initiative-help = What will you do, why, and how can you see that it works?
organisation-title = The organisation
get-started-organisation-help = The units, and who has which role.

first-hour-title = The first hour
first-hour-lead = { $settled ->
    [0] Begin with { $next }. You can stop whenever you like, and go on another day.
    [one] The next step is { $next }. 1 of 6 steps is done, and you can stop whenever you like.
   *[other] The next step is { $next }. { $settled } of 6 steps are done, and you can stop whenever you like.
}
first-hour-lead-done = Everything is in place, or you have chosen to wait. You can always come back to this page.
first-hour-settled = { $settled } of 6 steps are done.
first-hour-next = The next step is { $next }.
first-hour-go-on = Go on with the first hour
first-hour-next-units = the units
first-hour-next-people = the people
first-hour-next-roles = the roles
first-hour-next-forums = committees and meetings
first-hour-next-figures = the figures
first-hour-next-mail = mail
first-hour-step-units = Units
first-hour-step-people = People
first-hour-step-roles = Manager and representatives
first-hour-step-forums = Committees and meetings
first-hour-step-figures = Sickness absence and other figures
first-hour-step-mail = Mail
first-hour-help-units = If you are 12 people or fewer, one unit is enough. If you are more, read the units in from a file.
first-hour-help-people = Name, unit and mail address. Leave CPR numbers out. You can correct it later, and nobody gets a mail now.
first-hour-help-roles = At least one manager and one representative. Choose the person from the list and give the role there: each role says what it may.
first-hour-help-forums = The meetings where you decide something together. They can be set up when there is something to talk about.
first-hour-help-figures = With figures for the last three years you can see whether what you do works. Everything else works without figures, too.
first-hour-units-there = { $count ->
    [one] 1 unit
   *[other] { $count } units
}
first-hour-units-named = { $names }. The rest is under The organisation.
first-hour-one-is-enough = You are one unit. That is enough. If you are few, you can stop here and write the first initiative.
first-hour-people-there = { $count ->
    [one] 1 person
   *[other] { $count } people
}
first-hour-roles-there = { $managers ->
    [one] 1 manager
   *[other] { $managers } managers
} and { $representatives ->
    [one] 1 representative
   *[other] { $representatives } representatives
}
first-hour-forums-there = { $count ->
    [one] 1 forum
   *[other] { $count } forums
}
first-hour-figures-there = there are figures
first-hour-mail-there = the test mail is sent
first-hour-mail-tried = The mail server took a test mail on { $date }. Check that it arrived, too.
first-hour-mail-to = We send a test mail to { $address }, so that you know mails arrive.
first-hour-mail-no-address = Write your mail address on your page under people, and we can send a test mail.
first-hour-mail-none = No mail server is set up. Whoever runs the server does that, with --mail-server and --mail-from. Everything works without mail, too.
first-hour-mail-refused = The mail server did not take the mail. The reason is in the server’s log. Ask whoever runs the server, and try again.
first-hour-by-others = A coordinator or administrator does this.
first-hour-put-off-by = On { $date }, { $name } chose to wait. It can be done when it suits you.
first-hour-put-off = On { $date }, you chose to wait. It can be done when it suits you.
first-hour-state-done = Done
first-hour-state-next = Next
first-hour-state-missing = Missing
first-hour-state-waiting = You wait
first-hour-way-units-one = We are one unit
first-hour-way-units-file = Read the units in from a file
first-hour-way-units-sample = Download the sample file for units
first-hour-way-units-new = Write them one by one
first-hour-way-units-see = See the units
first-hour-way-people-file = Read the people in from a file
first-hour-way-people-new = Write them one by one
first-hour-way-people-sample = Download the sample file for people
first-hour-way-roles-give = Give the roles
first-hour-way-forums-new = Set up a forum
first-hour-way-figures-file = Read the figures in from a file
first-hour-way-figures-sample = Download the sample file for sickness absence
first-hour-way-mail-try = Send a test mail
first-hour-wait = We wait
first-hour-resume = Do it after all
first-hour-beside = About the file, and what comes after
first-hour-file-title = What the file looks like
first-hour-file-help = Excel or CSV. The sample files can be read in as they are. The columns may stand in another order. A line we do not understand is shown before anything is saved.
first-hour-then = When you have done this
done-one-unit = The unit has been added.
done-step-waits = You wait with it.
done-step-resumed = It is taken up again.
done-mail-tried = The mail server took the test mail. Check that it arrives.
mail-trial-subject = Test mail from Trivsel
mail-trial-text = You get this mail because you asked for it. If you can read it, mails from Trivsel arrive.
refused-no-mail-server = No mail server is set up.
refused-no-mail-server-help = Whoever runs the server does that. Everything else works without mail, too.
refused-no-own-address = You have no mail address we can send to.
refused-no-own-address-help = Write it on your page under people, and try again.
audit-subject-setup = The first hour
audit-verb-put-off = put off
audit-verb-taken-up = taken up again
audit-verb-tried = tried
history-field-step = step
