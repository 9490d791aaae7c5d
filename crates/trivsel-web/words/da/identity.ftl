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
password-must-change = Du har fået en engangskode. Vælg din egen adgangskode, før du går videre.
password-current = Nuværende adgangskode
password-new = Ny adgangskode
password-new-help = Mindst 12 tegn. Nogle ord, der ikke hører sammen, er lettere at huske end tegn og tal.
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
role-facilitator = Procesleder
role-editor = Redaktør
role-partner = Partner
role-administrator = Administrator
problem-short-name = Det korte navn må kun have små bogstaver, tal og bindestreg.
problem-taken = Det er allerede i brug.
problem-email = Det er ikke en mailadresse.
problem-role-needs-unit = Den rolle gælder en enhed. Giv den på personens side.
kept-form-title = Du er blevet logget ud
kept-form-lead = Det, du skrev, er ikke gemt endnu. Men det er her stadig.
kept-form-sign-in = Log ind i et nyt vindue
kept-form-come-back = Kom tilbage til denne side, og tryk på knappen.
kept-form-send = Send det, jeg skrev
kept-form-texts = Se det, du skrev
sign-in-organisation-help = Det korte navn, I har fået til jeres arbejdsplads.
sign-in-wait =
    { $seconds ->
        [one] Der har været mange forsøg. Vent et sekund, og prøv igen.
       *[other] Der har været mange forsøg. Vent { $seconds } sekunder, og prøv igen.
    }
problem-one-time-over = Engangskoden er brugt eller for gammel. Bed jeres administrator om en ny.
problem-password-known = Den adgangskode er blandt dem, flest bruger, og dem gætter man først. Vælg en anden.
problem-password-easy = Den er for let at gætte for en, der kender dig. Brug nogle ord, der ikke hører sammen, og ikke navne, årstal eller taster ved siden af hinanden.
problem-password-same = Det er den, du har nu. Vælg en ny.
account-lately = Det seneste på din konto
account-lately-help = Er der noget, du ikke selv har gjort, så skift adgangskode, og sig det til jeres administrator. Det gemmes i 90 dage.
sign-in-kind-in = logget ind
sign-in-kind-failed = forkert adgangskode
sign-in-kind-slowed = forkert adgangskode, efter mange forsøg
sign-in-kind-one-time-over = engangskode, der var brugt eller for gammel
sign-in-kind-out = logget ud
sign-in-kind-out-everywhere = logget ud alle steder
sign-in-kind-password-changed = adgangskoden skiftet
sign-in-kind-password-given = ny engangskode givet af en administrator
sign-ins-title = Hvem har logget ind
sign-ins-lead = Hver gang nogen logger ind eller ud, bruger en forkert adgangskode eller får en ny. Det vises for at opdage misbrug og slettes efter 90 dage.
sign-ins-account = Konto
sign-ins-empty = Ingen har logget ind endnu
sign-in-refused = Du kunne ikke logge ind
role-manager-help = Ser tal, resultater og indsatser i sin enhed og alt under den, skriver indsatser, beslutter dem og godkender statusrapporter.
role-safety-rep-help = Ser tal, resultater og indsatser i sin enhed, skriver opfølgninger og noter og sidder i udvalg.
role-union-rep-help = Ser det samme som arbejdsmiljørepræsentanten i sin enhed.
role-coordinator-help = Sætter målinger, nøgletal, indlæsning og mødefora op for hele arbejdspladsen og ser det, de fører til.
role-committee-member-help = Ser dagsordener, beslutninger og rapporter i den enhed, udvalget dækker.
role-facilitator-help = Til workshops, der kommer i en senere version. Giver endnu ikke adgang til mere.
role-editor-help = Til værktøjskassen, der kommer i en senere version. Giver endnu ikke adgang til mere.
role-partner-help = Til folk udefra, der følger en indsats. Giver endnu ikke adgang til mere.
role-administrator-help = Giver roller og adgang og kan læse, hvem der har ændret hvad. Ser ikke indholdet.
