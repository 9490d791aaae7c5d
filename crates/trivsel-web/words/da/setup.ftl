## Kom i gang: den første person, den første time

setup-title = Sæt Trivsel op
setup-lead = Du er den første her. Skriv, hvad arbejdspladsen hedder, og lav din egen adgang.
setup-lead-waiting = { $workplace } er oprettet, og ingen kan logge ind endnu. Lav din egen adgang.
setup-workplace = Arbejdspladsens navn
setup-name = Dit navn
setup-email = Din mailadresse
setup-email-help = Du logger ind med den.
setup-new = Adgangskode
setup-new-help = Mindst 12 tegn. Nogle ord, der ikke hører sammen, er lettere at huske end tegn og tal.
setup-repeated = Adgangskoden igen
setup-roles = Du bliver både administrator, som giver adgang, og konsulent, som sætter arbejdet i gang. Begge dele kan gives videre senere.
setup-begin = Begynd
done-set-up = Arbejdspladsen er oprettet, og du er logget ind.

get-started-lead = Her begynder I, og her kan I altid se, hvad der mangler at komme på plads.
get-started-ways = Det kan I gøre nu
get-started-toolbox = Find et svar i værktøjskassen
get-started-toolbox-help = Svar på det, man står med i hverdagen, og værktøjer, andre har lavet.
get-started-initiative = Skriv den første indsats
get-started-initiative-help = Hvad vil I gøre, hvorfor, og hvordan kan I se, at det virker?
organisation-title = Organisationen
get-started-organisation-help = Enhederne, og hvem der har hvilken rolle.

first-hour-title = Den første time
first-hour-lead = { $settled ->
    [0] Begynd med { $next }. I kan stoppe, når I vil, og gå videre en anden dag.
    [one] Næste skridt er { $next }. 1 af 6 trin er klaret, og I kan stoppe, når I vil.
   *[other] Næste skridt er { $next }. { $settled } af 6 trin er klaret, og I kan stoppe, når I vil.
}
first-hour-lead-done = Alt er på plads, eller I har valgt at vente. I kan altid komme tilbage til siden her.
first-hour-settled = { $settled } af 6 trin er klaret.
first-hour-next = Næste skridt er { $next }.
first-hour-go-on = Gå videre med den første time
first-hour-next-units = enhederne
first-hour-next-people = personerne
first-hour-next-roles = rollerne
first-hour-next-forums = udvalg og møder
first-hour-next-figures = tallene
first-hour-next-mail = mail
first-hour-step-units = Enheder
first-hour-step-people = Personer
first-hour-step-roles = Leder, AMR og TR
first-hour-step-forums = Udvalg og møder
first-hour-step-figures = Sygefravær og andre tal
first-hour-step-mail = Mail
first-hour-help-units = Er I 12 mennesker eller færre, er én enhed nok. Er I flere, så læs enhederne ind fra en fil.
first-hour-help-people = Navn, enhed og mail. CPR-numre skal ikke med. I kan rette bagefter, og ingen får en mail nu.
first-hour-help-roles = Mindst én leder og én repræsentant. Vælg personen på listen, og giv rollen der: ved hver rolle står, hvad den må.
first-hour-help-forums = De møder, hvor I beslutter noget sammen. Det kan laves, når der er noget at tale om.
first-hour-help-figures = Har I tal for de sidste tre år, kan I se, om det, I gør, virker. Uden tal virker resten også.
first-hour-units-there = { $count ->
    [one] 1 enhed
   *[other] { $count } enheder
}
first-hour-units-named = { $names }. Resten står under Organisationen.
first-hour-one-is-enough = I er én enhed. Det er nok. Er I få, kan I stoppe her og skrive den første indsats.
first-hour-people-there = { $count ->
    [one] 1 person
   *[other] { $count } personer
}
first-hour-roles-there = { $managers ->
    [one] 1 leder
   *[other] { $managers } ledere
} og { $representatives ->
    [one] 1 repræsentant
   *[other] { $representatives } repræsentanter
}
first-hour-forums-there = { $count ->
    [one] 1 mødeforum
   *[other] { $count } mødefora
}
first-hour-figures-there = der er tal
first-hour-mail-there = prøvemailen er sendt
first-hour-mail-tried = Mailserveren tog imod en prøvemail { $date }. Se efter, om den også kom frem.
first-hour-mail-to = Vi sender en prøvemail til { $address }, så I ved, at mails kommer frem.
first-hour-mail-no-address = Skriv din mailadresse på din side under personer, så kan vi sende en prøvemail.
first-hour-mail-none = Der er ikke sat en mailserver op. Det gør den, der driver serveren, med --mail-server og --mail-from. Alt virker også uden mail.
first-hour-mail-refused = Mailserveren tog ikke imod mailen. Grunden står i serverens log. Spørg den, der driver serveren, og prøv igen.
first-hour-by-others = Det gør en koordinator eller administrator.
first-hour-put-off-by = { $name } valgte at vente { $date }. Det kan laves, når det passer jer.
first-hour-put-off = I valgte at vente { $date }. Det kan laves, når det passer jer.
first-hour-state-done = Klaret
first-hour-state-next = Næste
first-hour-state-missing = Mangler
first-hour-state-waiting = I venter
first-hour-way-units-one = Vi er én enhed
first-hour-way-units-file = Læs enhederne ind fra en fil
first-hour-way-units-sample = Hent eksempelfilen til enheder
first-hour-way-units-new = Skriv dem en for en
first-hour-way-units-see = Se enhederne
first-hour-way-people-file = Læs personerne ind fra en fil
first-hour-way-people-new = Skriv dem en for en
first-hour-way-people-sample = Hent eksempelfilen til personer
first-hour-way-roles-give = Giv rollerne
first-hour-way-forums-new = Opret et mødeforum
first-hour-way-figures-file = Læs tallene ind fra en fil
first-hour-way-figures-sample = Hent eksempelfilen til sygefravær
first-hour-way-mail-try = Send en prøvemail
first-hour-wait = Vi venter
first-hour-resume = Gør det alligevel
first-hour-beside = Om filen, og hvad der kommer bagefter
first-hour-file-title = Sådan ser filen ud
first-hour-file-help = Excel eller CSV. Eksempelfilerne kan læses ind, som de er. Kolonnerne må stå i en anden rækkefølge. Forstår vi ikke en linje, viser vi den, før noget bliver gemt.
first-hour-then = Når I har gjort det her
done-one-unit = Enheden er oprettet.
done-step-waits = I venter med det.
done-step-resumed = Det er taget op igen.
done-mail-tried = Mailserveren tog imod prøvemailen. Se efter, om den kommer frem.
mail-trial-subject = Prøvemail fra Trivsel
mail-trial-text = Du får den her mail, fordi du selv bad om den. Kan du læse den, kommer mails fra Trivsel frem.
refused-no-mail-server = Der er ikke sat en mailserver op.
refused-no-mail-server-help = Det gør den, der driver serveren. Alt andet virker også uden mail.
refused-no-own-address = Du har ingen mailadresse, vi kan sende til.
refused-no-own-address-help = Skriv den på din side under personer, og prøv igen.
audit-subject-setup = Den første time
audit-verb-put-off = udskudt
audit-verb-taken-up = taget op igen
audit-verb-tried = prøvet
history-field-step = trin
