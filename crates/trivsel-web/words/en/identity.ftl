sign-in-title = Sign in
sign-in-button = Sign in
sign-in-organisation = Workplace
sign-in-email = Mail address
sign-in-password = Password
demo-choose = Step into the demo
demo-choose-help = { $organisation } is made up. Choose who you want to see it as:
problem-sign-in = The mail address and the password do not match.
problem-no-organisation = There is no workplace yet. An administrator adds it from the command line.
problem-no-such-organisation = We do not know that workplace.
problem-password-short = The password is too short. Use at least 12 characters, a few words in a row will do.
problem-password-wrong = That is not your present password.
problem-not-the-same = The two are not the same.
account-title = Your account
account-roles = Your roles
account-sign-in = Access
account-sessions =
    { $count ->
        [one] You are signed in in one place.
       *[other] You are signed in in { $count } places.
    }
sign-out-everywhere = Sign out everywhere
password-title = Change password
password-must-change = Your password was given by an administrator. Choose your own before you go on.
password-current = Present password
password-new = New password
password-new-help = At least 12 characters. A few words in a row are easier to remember than signs and digits.
password-repeated = The new one again
password-save = Change the password
done-signed-out = You are signed out.
done-signed-out-everywhere = You are signed out everywhere.
done-password-changed = The password is changed, and you are signed out everywhere else.
role-employee = Employee
role-manager = Manager
role-safety-rep = Safety representative
role-union-rep = Union representative
role-coordinator = Work environment or HR consultant
role-committee-member = Committee member
role-facilitator = Facilitator
role-editor = Editor
role-partner = Partner
role-administrator = Administrator
problem-short-name = The short name may only have small letters, digits and hyphens.
problem-taken = It is already in use.
problem-email = That is not a mail address.
problem-role-needs-unit = That role is for a unit. Give it on the person's page.
kept-form-title = You have been signed out
kept-form-lead = What you wrote is not saved yet. But it is still here.
kept-form-sign-in = Sign in in a new window
kept-form-come-back = Come back to this page and press the button.
kept-form-send = Send what I wrote
kept-form-texts = See what you wrote
sign-in-organisation-help = The short name your workplace was given.
sign-in-wait =
    { $seconds ->
        [one] There have been many tries. Wait a second and try again.
       *[other] There have been many tries. Wait { $seconds } seconds and try again.
    }
problem-one-time-over = The one-time password has been used or is too old. Ask your administrator for a new one.
problem-password-known = That password is among those most people use, and those are guessed first. Choose another.
problem-password-easy = It is too easy to guess for somebody who knows you. Use some words that do not belong together, and no names, years or keys side by side.
problem-password-same = That is the one you have now. Choose a new one.
account-lately = Lately at your account
account-lately-help = If there is something you did not do yourself, change the password and tell your administrator. It is kept for 90 days.
sign-in-kind-in = signed in
sign-in-kind-failed = wrong password
sign-in-kind-slowed = wrong password, after many tries
sign-in-kind-one-time-over = one-time password that was used or too old
sign-in-kind-out = signed out
sign-in-kind-out-everywhere = signed out everywhere
sign-in-kind-password-changed = password changed
sign-in-kind-password-given = new one-time password given by an administrator
sign-ins-title = Who has signed in
sign-ins-lead = Each time somebody signs in or out, uses a wrong password or is given a new one. It is shown so that misuse is found, and removed after 90 days.
sign-ins-account = Account
sign-ins-empty = Nobody has signed in yet
sign-in-refused = You could not sign in
role-manager-help = Sees figures, results and initiatives of their unit and everything below, writes initiatives, decides them and approves status reports.
role-safety-rep-help = Sees figures, results and initiatives of their unit, writes follow-ups and notes, and sits in committees.
role-union-rep-help = Sees the same as the safety representative in their unit.
role-coordinator-help = Sets up surveys, indicators, imports and committees for the whole workplace, and sees what comes of them.
role-committee-member-help = Sees agendas, decisions and reports of the unit the committee covers.
role-facilitator-help = For workshops, which come in a later version. Gives access to nothing more yet.
role-editor-help = For the toolbox, which comes in a later version. Gives access to nothing more yet.
role-partner-help = For people from outside who follow an initiative. Gives access to nothing more yet.
role-administrator-help = Gives roles and access and can read who changed what. Does not see the content.
