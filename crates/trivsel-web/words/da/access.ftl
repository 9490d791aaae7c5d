access-title = Vælg din adgangskode
access-lead = { $organisation } har givet dig adgang til Trivsel. Fremover logger du ind med { $email } og den adgangskode, du vælger her.
access-new = Ny adgangskode
access-new-help = Mindst 12 tegn. Nogle ord, der ikke hører sammen, er lettere at huske end tegn og tal.
access-repeated = Den nye igen
access-save = Gem og log ind
done-password-chosen = Din adgangskode er gemt, og du er logget ind.
access-code-title = Har du en kode på papir?
access-code-lead = Skriv koden fra dit papir. Så vælger du selv en adgangskode.
access-organisation = Arbejdsplads
access-organisation-help = Det korte navn, I har fået til jeres arbejdsplads. Det står i adressen på papiret.
access-code = Kode
access-code-help = 16 bogstaver og tal. Streger og store bogstaver betyder ikke noget.
access-code-go = Videre
access-over-title = Linket virker ikke mere
access-over-lead = Det er brugt, for gammelt eller ikke kommet helt med. Et link virker én gang.
access-over-ask = Har du valgt en adgangskode, så log ind med den. Ellers kan du få et nyt link i en mail.
access-over-administrator = Har du valgt en adgangskode, så log ind med den. Ellers må du bede jeres administrator om et nyt link.
access-over-type = Skriv koden i hånden
forgotten-title = Glemt adgangskoden?
forgotten-lead = Skriv din mailadresse, så sender vi et link, hvor du kan vælge en ny.
forgotten-organisation = Arbejdsplads
forgotten-organisation-help = Det korte navn, I har fået til jeres arbejdsplads.
forgotten-email = Mailadresse
forgotten-send = Send et link
forgotten-asked = Er der en konto med den adresse, er der en mail på vej
forgotten-asked-help = Linket i mailen virker i en time og kun én gang. Kommer der ingen mail inden for nogle minutter, så se efter i uønsket mail, eller spørg jeres administrator.
forgotten-no-mail = Herfra kan der ikke sendes mails. Bed jeres administrator om en ny adgangskode.
access-many-title = Giv adgang til mange
access-many-lead = Alle med en mailadresse får et link, hvor de selv vælger en adgangskode. Du behøver ikke ringe til nogen.
access-many-unit = Enhed
access-many-show = Vis
access-many-whom = Hvem?
access-many-whom-new =
    { $count ->
        [0] Dem uden adgang: ingen
        [one] Den ene, der ikke har fået adgang
       *[other] De { $count }, der ikke har fået adgang
    }
access-many-whom-again =
    { $count ->
        [0] Dem, der har fået et link og ikke brugt det: ingen
        [one] Den ene, der har fået et link og ikke brugt det
       *[other] De { $count }, der har fået et link og ikke brugt det
    }
access-many-inside =
    { $count ->
        [0] Ingen kan logge ind endnu.
        [one] Én kan logge ind.
       *[other] { $count } kan logge ind.
    }
access-many-invited =
    { $count ->
        [0] Ingen har et link, de ikke har brugt.
        [one] Én har fået et link og har ikke brugt det endnu.
       *[other] { $count } har fået et link og har ikke brugt det endnu.
    }
access-many-run-out =
    { $count ->
        [one] Ét af linkene er for gammelt.
       *[other] { $count } af linkene er for gamle.
    }
access-many-new =
    { $count ->
        [0] Alle med en mailadresse har fået adgang.
        [one] Én har en mailadresse og mangler adgang.
       *[other] { $count } har en mailadresse og mangler adgang.
    }
access-many-without-address =
    { $count ->
        [one] Én har ingen mailadresse og kan ikke logge ind. Skriv adressen på personens side.
       *[other] { $count } har ingen mailadresse og kan ikke logge ind. Skriv adresserne på deres sider, eller indlæs dem fra en fil.
    }
access-many-mail = Send links med mail
access-many-mail-help = Hver får sin egen mail. Linket virker i 7 dage og kun én gang.
access-many-no-mail = Herfra kan der ikke sendes mails. Print i stedet et kort til hver.
access-many-print = Print et kort til hver
access-many-print-help = Et ark til hver enhed, med et kort til hver person og streger at klippe efter. Koden virker i 7 dage og kun én gang. Links, de har fået før, holder op med at virke.
access-many-nobody = Der er ingen at give adgang
access-many-nobody-help = Alle med en mailadresse kan logge ind. Mangler der nogen, så tilføj dem først.
done-access-invited = De har fået adgang. Mails med links er på vej.
refused-nobody-to-let-in = Der er ingen at give adgang
refused-nobody-to-let-in-help = Andre kan have været hurtigere. Gå tilbage, og se, hvem der mangler.
access-send = Send et link
access-send-help = Personen får en mail med et link og vælger selv en adgangskode. Linket virker i 7 dage og kun én gang. Har personen en adgangskode i forvejen, holder den op med at virke.
done-access-sent = Der er en mail med et link på vej.
access-sheets-file = adgang.pdf
access-sheets-title = Adgang til Trivsel
access-sheets-count =
    { $count ->
        [one] Et kort til én person
       *[other] Kort til { $count } personer
    }
access-sheets-how = Sådan gør du
access-sheets-cut = Klip kortene ud, og fold dem, så koden ligger indeni.
access-sheets-hand = Giv hvert kort til den, hvis navn står på det, og ikke til andre.
access-sheets-left = Er der kort tilbage, når koderne er for gamle, så print nye. De gamle holder op med at virke.
access-sheets-secret-title = Pas på kortene
access-sheets-secret = Den, der har et kort, kan vælge adgangskoden for den, det er til. Lad dem ikke ligge fremme.
access-sheets-no-unit = Uden enhed
access-sheets-qr-alt = QR-kode til siden, hvor adgangskoden vælges
access-sheets-until = Brug koden senest { $moment }.
access-sheets-email = Du logger ind med { $email }.
access-sheets-once = Koden virker én gang.
mail-access-subject = Du har fået adgang til Trivsel
mail-access-greeting = { $organisation } bruger Trivsel til at arbejde med, hvordan I har det på arbejdet. Vælg en adgangskode, så kan du logge ind.
mail-access-call = Vælg din adgangskode
mail-access-until = Linket virker til { $moment } og kun én gang. Det er kun til dig: Send det ikke videre.
mail-access-why = Du får denne mail, fordi jeres administrator har givet dig adgang. Er det en fejl, så slet mailen.
mail-forgotten-subject = Vælg en ny adgangskode
mail-forgotten-greeting = Nogen, formentlig dig selv, har bedt om en ny adgangskode til Trivsel hos { $organisation }.
mail-forgotten-call = Vælg en ny adgangskode
mail-forgotten-until = Linket virker til { $moment } og kun én gang. Send det ikke videre.
mail-forgotten-why = Har du ikke bedt om det, så slet mailen. Så sker der ikke noget, og den adgangskode, du har, virker stadig.
erase-access-links-person-id = Links, hvor personen kan vælge en adgangskode
sign-in-kind-link-given = link til at vælge adgangskode givet
sign-in-kind-link-used = adgangskode valgt med et link
audit-verb-invited = adgang givet med et link
audit-verb-password-chosen = adgangskode valgt med et link
