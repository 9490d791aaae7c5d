# What stands round every page, and what several pages share.
skip = Skip to content
menu = Menu
menu-close = Close the menu
other-language = Dansk
sign-out = Sign out
choose = Choose
cancel = Cancel
period = From { $from } to { $to }
since = From { $from }
until = Until { $to }
months-from-to = { $first } to { $last }
nav-label = Main menu
nav-overview = My overview
nav-get-started = Get started
nav-listen = Listen
nav-decide = Decide
nav-act = Act
nav-follow-up = Follow up
nav-anchor = Anchor
nav-account = Your account
foot-protection = How we protect answers and figures
foot-accessibility = Accessibility statement
foot-methods = Sources and methods
foot-help = Help
demo-label = Demo
demo-line = Demo: the municipality is made up, and so are all names and figures.
demo-you-are = You are
demo-step-in = See the page as somebody else
count-persons =
    { $count ->
        [one] { $count } employee
       *[other] { $count } employees
    }
form-errors =
    { $count ->
        [one] One field must be corrected: { $fields }
       *[other] { $count } fields must be corrected: { $fields }
    }
form-quicker = Somebody else saved the same thing meanwhile
form-quicker-help = Nothing you wrote is lost: it stands below. Where the other person wrote something else, it says so at the field. Correct what you want and save again: then your words hold.
form-now = It now says: { $value }
form-now-empty = The field is now empty.
form-now-on = ticked
form-now-off = not ticked
form-file-again = The file was not kept: choose it again.
problem-required = Write something here.
problem-too-long = The text is too long. There is room for { $most } characters.
problem-date = That is not a date. Write it as 31.12.2027.
problem-date-day = Write the day as well, for example { $day }.
problem-date-year = Write the year as well, in four digits, for example 31.12.2027.
problem-date-no-such-day = There is no such day in the calendar. See whether day and month are right.
problem-date-iso = Write the date as 2027-12-31.
problem-date-required = Write a date, for example 31.12.2027.
problem-month = That is not a month. Write it as 05-2019 or May 2019.
problem-number = That is not a number. Write it as 6.4.
problem-choose = Choose one of the options.
problem-ends-before-start = The date lies before the start, { $start }. Write a later date.
failure-not-found = There is no such page
failure-not-found-help = Perhaps it was moved, or it belongs to a place you have no access to.
failure-forbidden = You have no access to this
failure-forbidden-help = Ask your manager or your administrator if you think you should be able to see it.
failure-invalid = It could not be read
failure-invalid-help = Go back, correct it and send it again.
problem-shape = We could not read that. Write it again.
failure-fields-named = It cannot be used as it is written: { $fields }
failure-fields-help = Go back, correct it and send it again:
failure-fields = It cannot be used as it is written
failure-cross-site = It came from somewhere else
failure-cross-site-help = The form was sent from another site than this. Go back and try again from here.
pdf-not-there = PDF cannot be made here
pdf-not-there-help = The program was built without PDF. Pages can still be printed from the browser. Ask whoever runs the program.
failure-conflict = Somebody else has changed the same thing
failure-conflict-help = Go back, load the page again and write your changes. What the other person wrote is saved.
failure-too-many = Too many tries
failure-too-many-help = Wait a moment and try again.
failure-too-large = The file is too large
failure-busy = It is busy right now
failure-busy-help = Wait a moment and try again. Nothing is lost.
failure-unwritable = Nothing can be saved right now
failure-unwritable-help = What you just sent was not saved. The server has probably run out of room. Tell those who run the system, and try again later.
failure-internal = Something went wrong on our side
failure-internal-help = What you had saved before is still there. Try again in a little while.
failure-number = Write to your administrator if it goes on. The number is { $number }.
failure-to-start = To your overview
failure-sign-in = Sign in first.
failure-change-password = The password was given by an administrator. Change it on the pages first.
failure-forbidden-administrator-help = Being an administrator gives no access to content.
demo-line-short = Made-up demo

# Pages that keep themselves new
live-changed = Somebody has changed the initiative while you have this page open.
live-changed-see = Load the page again
form-search-help = Type a part of the name, and choose
