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
