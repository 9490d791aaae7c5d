notices-title = Mails fra Trivsel
notices-lead = Du får højst én mail om dagen, og kun når der er noget.
notices-no-mail = Herfra kan der ikke sendes mails endnu. Den, der driver serveren, skal sætte en mailserver op først. Her på siden kan du altid se og printe, hvad der ville stå i brevet.
notices-no-address = Du har ingen mailadresse i Trivsel, så vi kan ikke skrive til dig. Bed jeres administrator tilføje den.
notices-week = Ugens brev
notices-week-help = Hvad der er forsinket, hvad der kommer de næste 14 dage, og dine møder.
notices-due = Når du har en opfølgning
notices-due-help = 7 dage før, og dagen efter, hvis den ikke er holdt.
notices-task = Når en enhed, du leder, har en opgave
notices-task-help = 7 dage før, og dagen efter, hvis den ikke er løst.
notices-meeting = Når du skal til møde
notices-meeting-help = 7 dage før, med link til dagsordenen.
notices-weekday = Ugens brev kommer
notices-weekday-0 = mandag
notices-weekday-1 = tirsdag
notices-weekday-2 = onsdag
notices-weekday-3 = torsdag
notices-weekday-4 = fredag
notices-weekday-5 = lørdag
notices-weekday-6 = søndag
notices-hour = Klokken
notices-holidays = Den 24., 25. og 26. december og 1. januar skriver vi ikke, medmindre noget skal ske netop den dag. Er du væk fra arbejdet, venter mailen, til du er tilbage.
notices-save = Gem
done-notices-chosen = Dine valg er gemt.
notices-example = Sådan ville brevet se ud nu
notices-example-nothing = Lige nu er der ikke noget at fortælle. Så sender vi ingen mail.
notices-never = I mails står kun titler, datoer og links. Aldrig tal, notater, kommentarer eller noget om en persons helbred.
less-title = Færre mails fra Trivsel
less-lead = Fjern fluebenet ved det, du ikke vil have mails om. Du behøver ikke logge ind.
less-save = Gem
less-all = Ingen mails af den slags
less-done = Dine valg er gemt.
less-nothing-left = Du får ingen af disse mails mere. Mails om målinger og om din adgang får du stadig.
less-sign-in = Log ind for at slå dem til igen
notices-sent-title = Sendte mails
notices-sent-lead = Hvor mange der har fået mail om hvad. Aldrig hvem.
notices-sent-weeks = Uge for uge
notices-sent-empty = Ingen mails er sendt endnu
notices-sent-empty-help = Når en opfølgning, en opgave eller et møde nærmer sig, skriver vi selv til dem, det angår.
notices-week-of = Ugen fra { $date }
notices-column-week = Ugens brev
notices-column-due = Opfølgninger
notices-column-task = Opgaver
notices-column-meeting = Møder
notices-queues = Mails, der venter eller ikke kunne sendes
notices-queues-none = Der er ingen.
notices-mail-notice = Påmindelser og ugens brev
notices-mail-access = Links til adgang
notices-mail-forgotten = Glemt adgangskode
notices-mail-test = Prøvemail
notices-waiting =
    { $count ->
        [0] ingen venter.
        [one] én venter.
       *[other] { $count } venter.
    }
notices-failed =
    { $count ->
        [0] { "" }
        [one] Én kunne ikke sendes, selv om vi prøvede fem gange. Se efter, om adressen er rigtig.
       *[other] { $count } kunne ikke sendes, selv om vi prøvede fem gange. Se efter, om adresserne er rigtige.
    }
notices-test = Send en prøvemail til mig
notices-test-help = Kommer den frem, virker mailserveren.
done-notices-test = En prøvemail er på vej til dig.
start-no-mail = Herfra kan der ikke sendes mails. Ingen får at vide, at det er deres tur, uden selv at logge ind.
start-no-mail-link = Se, hvad der mangler
mail-notice-week-subject = Ugens brev fra Trivsel
mail-notice-due-subject = Det er snart din tur
mail-notice-late-subject = Noget er forsinket
mail-notice-meeting-subject = Du skal til møde
mail-notice-greeting = Det her venter på dig i Trivsel hos { $organisation }.
mail-notice-late = Forsinket
mail-notice-coming = Kommer snart
mail-notice-meetings = Dine møder
mail-notice-others = I dit område
mail-notice-late-of-others =
    { $count ->
        [one] Én ting er forsinket hos andre. Den står på din forside.
       *[other] Flere ting er forsinkede hos andre. De står på din forside.
    }
mail-notice-line-day = { $title }, { $date }
mail-notice-line-time = { $title }, { $date } kl. { $time }
mail-notice-call-follow-up = Skriv, hvad der kom ud af det
mail-notice-call-milestone = Se indsatsen
mail-notice-call-report = Skriv rapporten færdig
mail-notice-call-check = Svar på fire spørgsmål
mail-notice-call-task = Se opgaven
mail-notice-call-meeting = Se mødet
mail-notice-call-all = Se det hele
mail-notice-why-week = Du får ugens brev, fordi du er leder eller repræsentant, leder en indsats eller selv har valgt det.
mail-notice-why = Du får mailen, fordi det er din tur, eller fordi du skal til møde.
mail-notice-less = Få færre mails
mail-test-subject = Prøvemail fra Trivsel
mail-test-greeting = Mails fra Trivsel hos { $organisation } kommer frem.
mail-test-call = Åbn Trivsel
mail-test-why = Du får den, fordi du bad om den.
audit-subject-notice-choice = Valg om mails
notices-plan = Når du er nævnt i en plan
notices-plan-help = Når begge sider har aftalt planen, med link til den.
notices-column-plan = Planer
mail-notice-plan-subject = Du er nævnt i en plan
mail-notice-plans = Planer, du er nævnt i
mail-notice-line-plan = { $title }, aftalt { $date }
mail-notice-call-plan = Se planen
notices-start = Når »Er I klar?« venter på dig
notices-start-help = Når det er din tur til at svare, og efter tre måneder, når I skal se, om det, I aftalte, er der. Du bliver mindet om det to gange.
notices-column-start = Er I klar?
mail-notice-start-subject = »Er I klar?« venter på dig
mail-notice-starts = Er I klar?
mail-notice-line-start = { $title }: dine svar mangler
mail-notice-line-promise = { $title }: for tre måneder siden blev I enige. Er det, I satte af, der?
mail-notice-call-start = Svar på otte udsagn
mail-notice-call-promise = Se, hvad I aftalte
