surveys-title = Trivselsmålinger
surveys-lead = Her spørger I hinanden. Svar bliver aldrig gemt sammen med navne, og små grupper bliver ikke vist for sig.
surveys-empty = Ingen målinger endnu
surveys-empty-help = Begynd med et kort spørgeskema. Du kan rette alt, indtil målingen åbner.
surveys-empty-other = Når en måling åbner, står den her.
survey-new = Opret en måling
survey-new-lead = Giv den et navn, og vælg, hvad der skal spørges om. Resten udfylder du bagefter.
survey-begin = Opret kladden
survey-title = Hvad hedder målingen?
survey-title-help = For eksempel Trivselsmåling, forår 2027
survey-questionnaire = Spørgeskema
survey-questionnaire-choice =
    { $items ->
        [one] { $title }, version { $number }, 1 spørgsmål
       *[other] { $title }, version { $number }, { $items } spørgsmål
    }
survey-edit = Sæt målingen op
survey-edit-lead = Du kan gemme, når du vil. Det, der mangler, står på målingens side.
survey-save = Gem målingen
survey-section-what = Hvad spørger vi om, og hvorfor?
survey-section-who = Hvem spørger vi?
survey-section-when = Hvornår kan der svares?
survey-section-after = Hvem følger op?
survey-section-after-help = En måling, som ingen følger op på, gør mere skade end gavn. Derfor kan den først åbne, når det her er på plads.
survey-section-rules = Hvem kan se hvad, og hvor længe?
survey-section-rules-help = Tallene kan sættes op, ikke ned. De bliver låst, når målingen åbner.
survey-title-da = Navn
survey-title-en = Navn på engelsk
survey-title-en-help = Lad feltet stå tomt, hvis ingen svarer på engelsk
survey-purpose-da = Hvorfor spørger vi?
survey-purpose-da-help = Det læser alle, før de svarer: hvad I vil vide, og hvad I vil bruge det til
survey-purpose-en = Hvorfor spørger vi? På engelsk
survey-purpose-proposal = Vi vil vide, hvordan du har det på arbejdet, så vi kan holde fast i det, der virker, og gøre noget ved det, der ikke gør. Vi taler resultaterne igennem sammen, og vi aftaler sammen, hvad der skal ske.
survey-purpose = Hvorfor spørger vi?
survey-units = Enheder
survey-units-help = Vælger du en enhed, er alle under den med
survey-units-below =
    { $count ->
        [one] 1 enhed under { $name }
       *[other] { $count } enheder under { $name }
    }
survey-cut-off = Ansat den
survey-cut-off-help = De, der er ansat den dag, bliver spurgt. Også på orlov og i vikariat
survey-job-groups-choose = Spørg kun nogle faggrupper
survey-job-groups = Faggrupper
survey-job-groups-help = Vælger du ingen, bliver alle spurgt
survey-by-job-group = Vis også resultater for hver faggruppe
survey-by-job-group-help = Det deler enhederne i flere og mindre grupper
survey-opens-on = Første dag
survey-opens-on-help = Den åbner selv lige efter midnat. Mails bliver sendt fra kl. 7
survey-closes-on = Sidste dag
survey-closes-on-help = Mindst fem dage
survey-reminders = Påmindelser
survey-reminders-help = Datoer med komma imellem. Kun de, der ikke er begyndt, får en mail
survey-follow-up-person = Hvem følger op?
survey-follow-up-on = Hvornår taler I resultaterne igennem?
survey-follow-up-on-help = En dag efter, at der er lukket
survey-follow-up-time = Hvilken tid er der sat af?
survey-follow-up-time-help = For eksempel: to timer på personalemødet, og vikarer imens
survey-minimum = Mindste antal svar for at vise noget
survey-minimum-help = Mindst 5. En enhed med færre tæller med i en større
survey-distribution = Mindste antal svar for at vise, hvordan de fordeler sig
survey-distribution-help = Mindst 10
survey-comments = Mindste antal svar for at vise kommentarer
survey-comments-help = Mindst 20. De bliver vist i blandet rækkefølge
survey-offensive = Mindste antal svar om mobning, chikane og vold
survey-offensive-help = Mindst 20
survey-retention-months = Måneder, før de enkelte svar bliver slettet
survey-retention-months-help = Højst 24. Resultaterne bliver stående
problem-rule-too-low = Tallet er for lavt. Det kan sættes op, ikke ned.
problem-retention = Skriv et antal måneder fra 1 til { $most }.
survey-state-draft = Kladde
survey-state-planned = Klar
survey-state-open = Åben
survey-state-closed = Lukket
survey-state-published = Resultat
survey-steps = Hvor langt målingen er
survey-result = Resultat
survey-missing =
    { $count ->
        [one] Én ting mangler, før den kan åbne
       *[other] { $count } ting mangler, før den kan åbne
    }
survey-gap-title = Målingen har intet navn.
survey-gap-purpose = Skriv, hvorfor I spørger.
survey-gap-questionnaire = Spørgeskemaet er stadig en kladde. Vælg et, der er udgivet.
survey-gap-units = Vælg, hvilke enheder der bliver spurgt.
survey-gap-too-few = Der er for få at spørge. Vælg flere enheder.
survey-gap-rules = Et af tallene for, hvornår noget bliver vist, er for lavt.
survey-gap-opens-on = Vælg en første dag, som ikke er forbi.
survey-gap-closes-on = Vælg en sidste dag mindst fem dage efter den første.
survey-gap-reminders = En påmindelse ligger uden for de dage, hvor der kan svares.
survey-gap-retention = Svarene bliver gemt for længe. Højst to år.
survey-gap-follow-up-person = Vælg, hvem der følger op.
survey-gap-follow-up-on = Sæt en dag til at tale resultaterne igennem, efter at der er lukket.
survey-gap-follow-up-time = Skriv, hvilken tid der er sat af til det.
survey-gap-mail = Her bliver ikke sendt mails. De, der har en mailadresse, må logge ind for at svare, eller I må bede jeres administrator sætte en mailserver op.
survey-ready = Alt er på plads
survey-ready-help = Gør den klar, så åbner den selv { $date }. Indtil da kan du tage den tilbage.
survey-launch = Gør målingen klar
survey-withdraw = Tag den tilbage, og ret
survey-opens-by-itself = Den åbner selv { $date }
survey-opens-by-itself-help = Så bliver listen over dem, der er spurgt, lavet, reglerne bliver låst, og mails bliver sendt. Er dagen i dag, sker det om et øjeblik.
survey-remove = Slet kladden
survey-remove-title = Slet »{ $title }«?
survey-remove-lead = Det, du har sat op, forsvinder. Ingen er blevet spurgt endnu.
survey-remove-do = Slet kladden
survey-plan-title = Hvem får egne resultater?
survey-plan-lead = Et svar hører til en gruppe, aldrig til en person. Ingen gruppe må være lille, så små enheder tæller med i en større, allerede før der bliver spurgt.
survey-plan-see = Se alle grupper
survey-plan-too-few =
    { $invited ->
        [0] Ingen er valgt endnu. Der skal mindst være { $minimum }.
       *[other] Kun { $invited } er valgt. Der skal mindst være { $minimum }.
    }
survey-plan-groups =
    { $groups ->
        [one] { $invited } bliver spurgt, alle i én gruppe.
       *[other] { $invited } bliver spurgt, i { $groups } grupper.
    }
survey-plan-ways =
    { $cards ->
        [0] Alle { $mail } får et link med mail.
       *[other]
            { $mail ->
                [0] Ingen får et link med mail.
               *[other] { $mail } får et link med mail.
            } { $cards } har ingen mailadresse og skal have et kort.
    }
survey-plan-unreachable =
    { $people ->
        [one] Én har en mailadresse, der ikke kan sendes til, og skal have et kort: { $names }. Ret adressen, hvis der hellere skal sendes en mail.
       *[other] { $people } har en mailadresse, der ikke kan sendes til, og skal have et kort: { $names }. Ret adresserne, hvis der hellere skal sendes mails.
    }
survey-plan-none-merged = Alle enheder er store nok til egne resultater.
survey-plan-merged =
    { $units ->
        [one] 1 enhed har under { $minimum } at spørge og får ikke egne resultater. Svarene tæller med i en større gruppe.
       *[other] { $units } enheder får ikke egne resultater: De har under { $minimum } at spørge eller er lagt sammen med en, der har. Svarene tæller med i en større gruppe.
    }
survey-plan-job-groups = Resultater for hver faggruppe giver { $with } grupper i stedet for { $without }. { $parted } af dem er én faggruppe for sig. Jo flere grupper, jo flere får for få svar til at blive vist.
survey-plan-merged-title = Enheder uden egne resultater
survey-plan-merged-help = De bliver spurgt som alle andre, og deres svar tæller med dér, hvor det står.
survey-plan-unit = Enhed
survey-plan-own-people = Bliver spurgt
survey-plan-counted-with = Tæller med i
survey-plan-groups-title = Alle grupper
survey-plan-group = Gruppe
survey-plan-invited = Bliver spurgt
survey-turnout = Mindst { $answered } af { $invited } har svaret
survey-turnout-bar = Hvor mange der har svaret
survey-turnout-help = Tallet vokser { $step } ad gangen, og der er ingen liste over, hvem der mangler. Det bliver heller ikke vist, når næsten alle har svaret. Kunne man se hvert svar komme, kunne man gætte, hvem det kom fra.
survey-mails-sent = Ingen mails venter.
survey-mails-waiting = Op til { $count } mails venter på at blive sendt.
survey-mails-failed = Op til { $count } mails kunne ikke sendes, selv om vi prøvede fem gange. Sig til dem, der mangler en mail, at de kan logge ind og svare.
survey-ways-in = Sådan kommer folk ind
survey-cards = Kort til dem uden mail
survey-cards-none = Alle har en mailadresse. Der skal ikke bruges kort.
survey-cards-needed =
    { $count ->
        [one] 1 skal have et kort med en kode.
       *[other] { $count } skal have et kort med en kode.
    }
survey-cards-made = Kortene er lavet.
survey-cards-not-made = Kortene er ikke lavet endnu.
survey-cards-go = Se kortene
survey-closed = Der er lukket
survey-closed-help = Svarene bliver talt op, og det bliver undersøgt, at ingen tal røber nogen. Så er resultatet klar.
survey-closed-failed = Resultatet kunne ikke laves
survey-closed-failed-help = Programmet prøver igen af sig selv. Skriv til jeres administrator, hvis det bliver ved. Årsagen står i programmets log.
survey-held = Hvordan skal målingen gå videre?
survey-held-lead = Målingen kom tilbage fra en sikkerhedskopi { $date }. Indtil I har valgt, åbner og lukker den ikke, tager ikke imod svar og bliver ikke offentliggjort.
survey-held-go = Se valgene
survey-held-why = Hvorfor vi spørger
survey-held-why-text = I den database, der gik tabt, kan målingen være nået længere: den kan være lukket, og resultatet kan være vist. Bliver den så gjort op igen med lidt andre svar, kan den, der har set begge resultater, regne ud, hvad de få svarede, der kom til imellem. Programmet kan ikke vide, om resultatet har været vist.
survey-held-ask = Spørg dem, der brugte programmet lige før nedbruddet. Er I i tvivl, så vælg, at der intet resultat kommer. Valget bliver skrevet i loggen.
survey-held-open = Lad den åbne som planlagt
survey-held-open-text = Har målingen ikke været åben endnu, røber det intet. Har den været åben i den tabte database, bliver der spurgt igen, og de tidligere links og kort virker ikke.
survey-held-open-do = Lad den åbne
survey-held-draft = Tag den tilbage, og lav den om
survey-held-draft-text = Målingen bliver en kladde igen, og I kan vælge nye dage.
survey-held-draft-do = Tag den tilbage
survey-held-resume = Lad den fortsætte
survey-held-resume-text = Sidste svardag er ikke gået. Er målingen ikke blevet lukket før tid, har resultatet ikke været vist, og så røber det intet. De svar, der kom efter sikkerhedskopien, er tabt: de, der gav dem, kan svare igen.
survey-held-resume-do = Lad den fortsætte
survey-held-publish = Gør den op, og vis resultatet
survey-held-publish-text = Vælg det kun, hvis I er sikre på, at resultatet ikke har været vist, hverken på skærm, på papir eller i en fil. Har det været vist, kan svarene fra dem, der kom til eller manglede imellem, regnes ud, også om mobning og vold.
survey-held-publish-do = Vis resultatet
survey-held-never = Luk den for altid uden resultat
survey-held-never-text = Svarene bliver slettet nu, og der kommer intet resultat. Det røber ingenting. I kan holde en ny måling senere.
survey-held-never-do = Slet svarene, og luk den
done-survey-going-on = Valget er gemt.
audit-verb-went-on = lod gå videre efter en sikkerhedskopi
audit-verb-held-surveys = holdt målinger tilbage: databasen er ældre end den, der var her før
survey-never-published = Der kommer intet resultat
survey-never-published-help = Det kunne ikke laves i tide. Svarene blev slettet { $date }, som det var lovet dem, der svarede.
survey-published = Resultatet er klar
survey-about = Om målingen
survey-cut-off-fact = Dem, der er ansat { $date }.
survey-rules-fact = Resultater bliver vist for grupper med mindst { $minimum } svar. Hvordan svarene fordeler sig, bliver vist fra { $distribution }, kommentarer fra { $comments }, og svar om mobning, chikane og vold fra { $offensive }.
survey-deletes-fact = De enkelte svar bliver slettet { $date }. Resultaterne bliver stående.
survey-deleted-fact = De enkelte svar blev slettet { $date }. Resultaterne står her stadig.
survey-deleted-unpublished-fact = De enkelte svar blev slettet { $date }.
survey-follow-up-fact = Resultaterne bliver talt igennem { $date }.
survey-promise = Se, hvad der er lovet dem, der svarer
survey-seal = Segl
survey-seal-help = Seglet er regnet ud af reglerne, grupperne og nøglen. Alle, der bliver spurgt, skal se det samme. Hæng det op, så kan enhver sammenligne.
done-survey-begun = Kladden er oprettet. Ingen er spurgt endnu. Se de foreslåede datoer efter.
done-survey-saved = Målingen er gemt.
done-survey-launched = Målingen er klar og åbner selv.
done-survey-withdrawn = Målingen er taget tilbage og kan rettes.
done-survey-removed = Målingen er slettet.
refused-survey-frozen = Målingen kan ikke rettes mere
refused-survey-frozen-help = De, der svarer, er blevet lovet noget bestemt. Er den kun gjort klar, kan du tage den tilbage på dens side.
refused-survey-not-ready = Målingen er ikke klar
refused-survey-not-ready-help = Gå tilbage til dens side. Der står, hvad der mangler.
refused-survey-not-open = Målingen er ikke åben
refused-survey-not-open-help = Det kan gøres, mens der kan svares.
cards-title = Kort til »{ $title }«
cards-subtitle = Til den, der deler kortene ud
cards-file = kort-{ $number }.pdf
cards-how = Sådan gør du
cards-step-cut = Klip kortene ud langs de stiplede linjer, og fold hvert kort på midten, så koden ligger indeni. Luk det med et stykke tape eller en hæfteklamme.
cards-step-bag = Læg hver gruppes kort i sin egen pose, og ryst den. Gruppens navn står øverst på arket.
cards-step-draw = Lad hver enkelt trække ét kort fra posen for sin gruppe. Skriv ikke op, hvem der fik hvilket.
cards-step-left = Del ikke kort ud for andre, og læg dem ikke i dueslag. Er nogen væk, så gem posen, til de er tilbage.
cards-step-keep = Slet filen, når kortene er udskrevet. Bliver en pose væk, kan du hente de samme kort her igen, til målingen lukker.
cards-secret-title = Koderne er hemmelige.
cards-secret = Den, der kender en kode, kan svare i en andens sted. Det kan også du, som har dem alle: Vis ikke filen til nogen, og lad gerne to folde og lukke kortene sammen. Er en kode brugt, får den næste, der bruger den, det at vide.
cards-table =
    { $count ->
        [one] 1 kort
       *[other] { $count } kort
    }
cards-count = Kort
cards-for = Kort til { $group }
cards-foot = Kortene er hemmelige, indtil de er trukket
cards-qr-alt = QR-kode, der åbner siden, hvor du svarer, med koden på kortet
cards-scan = Skan koden med din telefon, eller gå ind på
cards-fold = Fold her, med skriften indad
cards-closes = Svar senest { $date }.
cards-drawn = Kortet er trukket fra en pose: Ingen ved, hvem der fik hvilket.
cards-seal = Segl { $seal }
cards-make = Hent kortene som PDF
cards-again-title = Kortene er hentet før.
cards-again = Du får de samme kort igen. Brug dem kun i stedet for en pose, der er blevet væk: Hver kode virker én gang, så dukker de gamle op, skal de smides ud.
notice-title = Opslag og tekst
notice-lead = Til opslagstavlen og til at sende rundt, så alle ved, at der bliver spurgt, og hvad der er lovet.
notice-go = Se opslag og tekst
notice-hang-up = Hæng det op
notice-until = Du kan svare til og med { $date }.
notice-promise = Dit svar bliver aldrig gemt sammen med dit navn, og din leder kan ikke se, hvad du svarer. Hvad der ikke kan loves, står på siden, hvor du svarer.
notice-send = Send det rundt
notice-text = Tekst
notice-text-promise = Dit svar bliver aldrig gemt sammen med dit navn. Resultater bliver kun vist for grupper med mindst { $minimum } svar. Læs, hvad der er lovet, på { $address }
mail-invitation-subject = { $title }: du kan svare til og med { $date }
mail-reminder-subject = Du kan stadig svare: { $title }
mail-invitation-greeting = { $organisation } spørger, hvordan du har det på arbejdet. »{ $title }« er åben til og med { $date }.
mail-reminder-greeting = »{ $title }« fra { $organisation } er åben til og med { $date }. Du får denne mail, fordi dit link ikke er brugt endnu. Det er frivilligt at svare.
mail-hello = Hej
mail-answer = Svar her
mail-by-hand = Virker linket ikke, så gå ind på { $address } og skriv din kode:
mail-promise = Dit svar bliver aldrig gemt sammen med dit navn, og din leder og { $organisation } kan ikke se, hvad du svarer. Hvad der ikke kan loves, står på siden, hvor du svarer. Resultater bliver kun vist for grupper med mindst { $minimum } svar.
mail-own-link = Link og kode er kun til dig. Send dem ikke videre: Den, der har dem, kan svare i stedet for dig.
mail-regards = Venlig hilsen
mail-seal = Segl: { $seal }. Alle skal se det samme segl på siden, hvor de svarer.
start-survey-until = Du kan svare til og med { $date }. Dit svar bliver aldrig gemt sammen med dit navn.
start-survey-begun = Du er begyndt. Er du ikke færdig, så fortsæt i den browser, du begyndte i. Har du sendt dit svar, skal du ikke gøre mere.
start-survey-go-on = Fortsæt
start-survey-answer = Svar nu
audit-subject-survey = Måling
audit-verb-launched = gjort klar
audit-verb-answers-deleted = enkelte svar slettet
audit-verb-made-cards = kort lavet
history-field-cards = Kort
history-field-closes-on = Sidste dag
history-field-cut-off = Ansat den
history-field-follow-up-on = Resultater tales igennem
history-field-minimum = Mindste antal svar
history-field-opens-on = Første dag
history-field-questionnaire = Spørgeskema
history-field-retention-months = Måneder til sletning
history-field-units = Antal valgte enheder
survey-last-day = Flyt den sidste dag
survey-last-day-help = Den dag kan der svares til midnat
survey-last-day-between = Den kan ligge fra { $soonest } til { $latest }. Det er lovet dem, der svarer, at den ikke bliver flyttet uden for den tid, og at de får mindst { $days } dages varsel, hvis den bliver flyttet til en tidligere dag.
survey-last-day-promise = Dagen, hvor svarene bliver slettet, og reglerne for, hvad der bliver vist, flytter sig ikke. Seglet er det samme.
survey-last-day-told = Alle, der har et link og ikke er begyndt, får en mail om den nye dag. Har nogen kort, så hæng et nyt opslag op. Flytningen bliver skrevet i loggen.
survey-last-day-do = Flyt dagen, og skriv til dem
survey-until = Der kan svares til og med { $date }
survey-until-help = Du kan lukke tidligere eller give mere tid.
survey-moved-fact = Den sidste dag var planlagt til { $date } og er flyttet.
problem-last-day-same = Det er den dag, der gælder nu. Skriv en anden.
problem-last-day-soon = Dagen er for tidlig. Den tidligste er { $day }.
problem-last-day-late = Dagen er for sen. Den seneste er { $day }.
refused-last-day-fixed = Den sidste dag kan ikke flyttes
refused-last-day-fixed-help = De, der er spurgt, har fået lovet netop den dag, eller der er ingen anden dag, der passer.
done-survey-last-day = Den sidste dag er flyttet.
audit-verb-last-day-moved = sidste dag flyttet
history-field-contacts = Nogen at tale med
history-field-copied-from = Kopieret fra
survey-turnout-parts = Se, hvor mange der har svaret hvert sted
survey-turnout-parts-help = Kun steder med mindst { $people } spurgte står her. De øvrige tæller med i alt.
survey-turnout-asked = Spurgt
survey-turnout-answered = Har svaret
survey-turnout-part = Mindst { $answered } (mindst { $percent } %)
survey-turnout-under = Under { $step }
survey-shared = Fælles skærm
survey-shared-help = En tablet eller computer, som flere svarer på efter hinanden. Åbn siden på den skærm, hvor der skal svares, eller tryk på »Dette er en fælles skærm« dér. Hver skriver koden fra sit kort eller sin mail. Intet bliver gemt på skærmen.
survey-shared-go = Åbn fælles skærm
survey-call-off = Aflys målingen
survey-questionnaires-read = Læs spørgeskemaerne
survey-questionnaire-unfinished = { $title } kan ikke vælges endnu: Spørgsmålene må vi ikke give videre.
survey-questionnaire-complete = Sådan får I dem ind i { $title }
survey-copy-last = Eller begynd med den sidste
survey-copy-help = Spørgsmål, enheder, regler og tekster fra »{ $title }« bliver til en ny kladde. Så kan de to sammenlignes. Datoer og medarbejdere bliver nye.
survey-copy-do = Lav en kladde ud fra »{ $title }«
survey-copy = Brug målingen som forlæg for en ny
done-survey-copied = Kladden er oprettet. Ingen er spurgt endnu. Se datoer og navn efter.
survey-contacts = Hvem kan man tale med?
survey-contacts-help = Navne og telefonnumre, én på hver linje: arbejdsmiljørepræsentant, psykologordning. Alle ser dem, når de har svaret. Egen læge og 112 står der i forvejen
notice-hang-up-help = Et A4-ark med QR-kode, dage, segl og hvordan man kommer til at svare.
notice-print = Hent opslaget som PDF
notice-file = opslag-{ $number }.pdf
notice-qr-alt = QR-kode, der åbner siden, hvor du svarer
notice-how = Sådan svarer du
notice-promised = Det er lovet
notice-asks = { $organisation } spørger, hvordan du har det på arbejdet.
notice-follow-up = Vi taler resultaterne igennem { $date }.
notice-seal = Alle skal se det samme segl. Sammenlign det med siden, hvor du svarer.
notice-way-mail = Du får et link og en kode i en mail. De er kun til dig.
notice-way-mail-some = Har du en mailadresse på arbejdet, får du et link og en kode i en mail. De er kun til dig.
notice-way-account = Log ind i Trivsel, og svar fra forsiden.
notice-way-account-some = Har du en mailadresse på arbejdet, så log ind i Trivsel, og svar fra forsiden.
notice-way-card = Du trækker et kort med en kode fra en pose. Ingen ved, hvem der fik hvilket.
notice-way-card-some = Har du ingen mailadresse på arbejdet, trækker du et kort med en kode fra en pose. Ingen ved, hvem der fik hvilket.
notice-way-shared = Er der sat en fælles skærm op, kan du svare dér: Skriv koden fra dit kort eller din mail.
mail-moved-subject = Sidste dag er flyttet til { $date }: { $title }
mail-moved-greeting = Sidste dag for at svare på »{ $title }« er flyttet. Du kan svare til og med { $date }. Du får denne mail, fordi dit link ikke er brugt endnu. Det er frivilligt at svare.
survey-contacts-title = Ret, hvem man kan tale med
survey-contacts-lead = De, der har svaret, ser navnene med det samme. Resten af målingen bliver ikke ændret.
survey-contacts-none = Der er ikke skrevet nogen navne. De, der har svaret, ser kun egen læge og 112.
survey-contacts-told = Rettelsen bliver skrevet i loggen. Hænger der et opslag med navne, så hæng et nyt op.
survey-contacts-do = Gem navnene
survey-contacts-conflict = En anden har ændret målingen, siden du åbnede siden. Det, du skrev, står her endnu. Se det efter, og gem igen.
done-survey-contacts = Navnene er gemt.
