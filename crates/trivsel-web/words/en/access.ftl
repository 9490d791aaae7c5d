access-title = Choose your password
access-lead = { $organisation } has given you access to Trivsel. From now on you sign in with { $email } and the password you choose here.
access-new = New password
access-new-help = At least 12 characters. Some words that do not belong together are easier to remember than signs and digits.
access-repeated = The new one again
access-save = Save and sign in
done-password-chosen = Your password is saved, and you are signed in.
access-code-title = Do you have a code on paper?
access-code-lead = Type the code from your paper. Then you choose a password yourself.
access-organisation = Workplace
access-organisation-help = The short name your workplace was given. It is in the address on the paper.
access-code = Code
access-code-help = 16 letters and digits. Dashes and capitals do not matter.
access-code-go = Go on
access-over-title = The link no longer works
access-over-lead = It has been used, is too old, or did not come through whole. A link works once.
access-over-ask = If you have chosen a password, sign in with it. Otherwise you can get a new link by mail.
access-over-administrator = If you have chosen a password, sign in with it. Otherwise ask your administrator for a new link.
access-over-type = Type the code by hand
forgotten-title = Forgot your password?
forgotten-lead = Type your mail address, and we send a link where you can choose a new one.
forgotten-organisation = Workplace
forgotten-organisation-help = The short name your workplace was given.
forgotten-email = Mail address
forgotten-send = Send a link
forgotten-asked = If there is an account with that address, a mail is on its way
forgotten-asked-help = The link in the mail works for an hour and only once. If no mail comes within a few minutes, look in your junk mail, or ask your administrator.
forgotten-no-mail = No mails can be sent from here. Ask your administrator for a new password.
access-many-title = Give many people access
access-many-lead = Everybody with a mail address gets a link where they choose a password themselves. You need not call anybody.
access-many-unit = Unit
access-many-show = Show
access-many-whom = Who?
access-many-whom-new =
    { $count ->
        [0] Those without access: nobody
        [one] The one who has not been given access
       *[other] The { $count } who have not been given access
    }
access-many-whom-again =
    { $count ->
        [0] Those who were given a link and have not used it: nobody
        [one] The one who was given a link and has not used it
       *[other] The { $count } who were given a link and have not used it
    }
access-many-inside =
    { $count ->
        [0] Nobody can sign in yet.
        [one] One person can sign in.
       *[other] { $count } can sign in.
    }
access-many-invited =
    { $count ->
        [0] Nobody has a link they have not used.
        [one] One person was given a link and has not used it yet.
       *[other] { $count } were given a link and have not used it yet.
    }
access-many-run-out =
    { $count ->
        [one] One of the links is too old.
       *[other] { $count } of the links are too old.
    }
access-many-new =
    { $count ->
        [0] Everybody with a mail address has been given access.
        [one] One person has a mail address and no access.
       *[other] { $count } have a mail address and no access.
    }
access-many-without-address =
    { $count ->
        [one] One person has no mail address and cannot sign in. Write the address on the person's page.
       *[other] { $count } have no mail address and cannot sign in. Write the addresses on their pages, or read them in from a file.
    }
access-many-mail = Send links by mail
access-many-mail-help = Each gets a mail of their own. The link works for 7 days and only once.
access-many-no-mail = No mails can be sent from here. Print a card for each instead.
access-many-print = Print a card for each
access-many-print-help = A sheet for each unit, with a card for each person and lines to cut along. The code works for 7 days and only once. Links they were given before stop working.
access-many-nobody = There is nobody to give access to
access-many-nobody-help = Everybody with a mail address can sign in. If somebody is missing, add them first.
done-access-invited = They have been given access. Mails with links are on their way.
refused-nobody-to-let-in = There is nobody to give access to
refused-nobody-to-let-in-help = Somebody else may have been quicker. Go back and see who is missing.
access-send = Send a link
access-send-help = The person gets a mail with a link and chooses a password. The link works for 7 days and only once. If the person has a password already, it stops working.
done-access-sent = A mail with a link is on its way.
access-sheets-file = access.pdf
access-sheets-title = Access to Trivsel
access-sheets-count =
    { $count ->
        [one] A card for one person
       *[other] Cards for { $count } people
    }
access-sheets-how = What to do
access-sheets-cut = Cut the cards out and fold them so that the code lies inside.
access-sheets-hand = Hand each card to the person whose name is on it, and to nobody else.
access-sheets-left = If cards are left when the codes are too old, print new ones. The old ones stop working.
access-sheets-secret-title = Look after the cards
access-sheets-secret = Whoever has a card can choose the password of the person it is for. Do not leave them lying about.
access-sheets-no-unit = Without a unit
access-sheets-qr-alt = QR code to the page where the password is chosen
access-sheets-until = Use the code by { $moment }.
access-sheets-email = You sign in with { $email }.
access-sheets-once = The code works once.
mail-access-subject = You have been given access to Trivsel
mail-access-greeting = { $organisation } uses Trivsel to work on how people are doing at work. Choose a password, and you can sign in.
mail-access-call = Choose your password
mail-access-until = The link works until { $moment } and only once. It is for you alone: do not pass it on.
mail-access-why = You get this mail because your administrator has given you access. If that is a mistake, delete the mail.
mail-forgotten-subject = Choose a new password
mail-forgotten-greeting = Somebody, probably you, has asked for a new password for Trivsel at { $organisation }.
mail-forgotten-call = Choose a new password
mail-forgotten-until = The link works until { $moment } and only once. Do not pass it on.
mail-forgotten-why = If you did not ask for it, delete the mail. Then nothing happens, and the password you have still works.
erase-access-links-person-id = Links where the person can choose a password
sign-in-kind-link-given = link to choose a password given
sign-in-kind-link-used = password chosen with a link
audit-verb-invited = access given by a link
audit-verb-password-chosen = password chosen with a link
