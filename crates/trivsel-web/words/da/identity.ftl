sign-in-title = Log ind
sign-in-button = Log ind
sign-in-organisation = Arbejdsplads
sign-in-email = Mailadresse
sign-in-password = Adgangskode
demo-choose = Gå ind i demoen
demo-choose-help = { $organisation } er opdigtet. Vælg, hvem du vil se det som:
problem-sign-in = Mailadressen og adgangskoden passer ikke sammen.
problem-no-organisation = Der er ingen arbejdsplads endnu. En administrator opretter den fra kommandolinjen.
problem-no-such-organisation = Den arbejdsplads kender vi ikke.
problem-password-short = Adgangskoden er for kort. Brug mindst 12 tegn, gerne nogle ord efter hinanden.
problem-password-wrong = Det er ikke din nuværende adgangskode.
problem-not-the-same = De to er ikke ens.
account-title = Din konto
account-roles = Dine roller
account-sign-in = Adgang
account-sessions =
    { $count ->
        [one] Du er logget ind ét sted.
       *[other] Du er logget ind { $count } steder.
    }
sign-out-everywhere = Log ud alle steder
password-title = Skift adgangskode
password-must-change = Din adgangskode er givet af en administrator. Vælg din egen, før du går videre.
password-current = Nuværende adgangskode
password-new = Ny adgangskode
password-new-help = Mindst 12 tegn. Nogle ord efter hinanden er lettere at huske end tegn og tal.
password-repeated = Den nye igen
password-save = Skift adgangskoden
done-signed-out = Du er logget ud.
done-signed-out-everywhere = Du er logget ud alle steder.
done-password-changed = Adgangskoden er skiftet, og du er logget ud alle andre steder.
role-employee = Medarbejder
role-manager = Leder
role-safety-rep = Arbejdsmiljørepræsentant
role-union-rep = Tillidsrepræsentant
role-coordinator = Arbejdsmiljø- eller HR-konsulent
role-committee-member = Udvalgsmedlem
role-facilitator = Facilitator
role-editor = Redaktør
role-partner = Partner
role-administrator = Administrator
problem-short-name = Det korte navn må kun have små bogstaver, tal og bindestreg.
problem-taken = Det er allerede i brug.
problem-email = Det er ikke en mailadresse.
problem-role-needs-unit = Den rolle gælder en enhed. Giv den på personens side.
