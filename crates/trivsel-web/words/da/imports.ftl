indicators-title = Nøgletal
indicators-lead = Hvad der tælles, hvordan, og hvilken vej der er god.
indicator-new = Tilføj et nøgletal
indicator-edit = Ret
indicator-save = Gem
indicator-see = Se tallene
indicator-own = Jeres eget
indicator-built-in = Følger med
indicator-series = Kilder
indicator-series-help = Hver kilde og hver opgørelse er sin egen række. De blandes aldrig.
indicator-series-empty = Ingen tal endnu
indicator-series-count =
    { $count ->
        [0] Ingen tal endnu
        [one] 1 række
       *[other] { $count } rækker
    }
indicator-name-da = Navn
indicator-name-da-help = For eksempel Utilsigtede hændelser
indicator-name-en = Navn på engelsk
indicator-name-en-help = Lad feltet stå tomt, hvis I kun bruger dansk
indicator-definition-da = Hvad der tælles
indicator-definition-en = Hvad der tælles, på engelsk
indicator-formula-da = Formel
indicator-formula-da-help = For eksempel hændelser / årsværk
indicator-formula-en = Formel på engelsk
indicator-measure = Slags tal
indicator-measure-rate-percent = Andel i procent
indicator-measure-per-person = Pr. ansat
indicator-measure-count = Antal
indicator-measure-per-vacancy = Pr. opslået stilling
indicator-measure-money = Kroner
indicator-factor = Ganges med
indicator-factor-help = 100 giver procent, 1.200 giver procent om året. Lad feltet stå tomt for det sædvanlige.
indicator-good-direction = Hvad er godt
series-definition = Opgørelse
series-category = Årsag
series-months = Måneder
series-units = Enheder
breaks-title = Nye opgørelser
breaks-help = Når løn- eller personalesystemet skifter, eller noget tælles på en ny måde, begynder tallene forfra herfra.
break-new = Tilføj en ny opgørelse
break-series = Kilde
break-month = Fra og med
break-month-help = For eksempel maj 2019
break-unit = Hvor
break-text = Hvad der blev ændret
break-text-help = For eksempel Nyt lønsystem
break-save = Gem den nye opgørelse
break-remove = Fjern
figures-everywhere = Overalt
failure-indicator-built-in = De nøgletal, der følger med, kan ikke ændres
failure-indicator-built-in-help = De betyder det samme alle steder. Tilføj et nøgletal i stedet.
done-indicator-saved = Nøgletallet er gemt.
done-break-saved = Den nye opgørelse er gemt.
done-break-removed = Den nye opgørelse er fjernet.
disruptions-title = Særlige perioder
disruptions-lead = Måneder, der ikke kan sammenlignes med andre, uanset hvad I har gjort. De tegnes på billederne, men tæller ikke med i grænserne.
disruptions-empty = Ingen endnu
disruptions-empty-help = Corona er den, de fleste begynder med.
disruption-new = Tilføj en særlig periode
disruption-edit = Ret den særlige periode
disruption-edit-one = Ret { $name }
disruption-save = Gem
disruption-remove = Fjern den
disruption-corona = Tilføj corona (marts 2020 til marts 2022)
disruption-corona-name = Corona
disruption-name = Navn
disruption-first = Første måned
disruption-first-help = For eksempel marts 2020
disruption-last = Sidste måned
disruption-unit = Hvor
disruption-unit-help = Gælder også alle enheder under den, du vælger
disruption-note = Hvad der var anderledes
done-disruption-saved = Den særlige periode er gemt.
done-disruption-removed = Den særlige periode er fjernet.
imports-title = Indlæste tal
imports-lead = Fra jeres løn- og personalesystemer. Intet gemmes, før du har set summerne.
imports-empty = Ingen tal er indlæst endnu
imports-empty-help = Hent et udtræk fra jeres lønsystem som CSV eller Excel, og begynd her.
import-new = Indlæs tal
import-new-lead = Filen bliver først set igennem. Du ser summerne, før noget gemmes.
import-kind = Hvad er det for en fil?
import-kind-unit-months = Tal for hver enhed og måned
import-kind-absence-spells = Sygeperioder og ansættelser, to filer
import-file = Fil
import-file-help = CSV eller Excel. Med sygeperioder: filen med ansættelser
import-second-file = Filen med sygeperioder
import-second-file-help = Kun når du indlæser sygeperioder. Perioderne fordeles på enheder og måneder, mens de læses, og gemmes ikke.
import-upload = Se filen igennem
import-file-name = Fil
import-when = Hvornår
import-state = Hvor langt
import-rows = Linjer
import-rows-wrong = Kunne ikke bruges
import-state-uploaded = Venter på kolonnerne
import-state-checking = Læses igennem
import-state-previewed = Venter på dig
import-state-running = Indlæses
import-state-done = Indlæst
import-state-failed = Ikke indlæst
import-step-columns = Kolonner
import-step-totals = Summer
import-step-done = Indlæst
import-source = Kilde
import-source-help = For eksempel SD Løn, fraværsudtræk. Næste gang huskes kolonnerne.
import-definition = Opgørelse
import-definition-help = Kun hvis kilden tæller på sin egen måde
import-category-parts = Hvad årsagerne deler op
import-category-parts-help = Kun hvis filen har en kolonne med årsag, type eller gruppe. Svaret afgør, hvornår små grupper skal skjules.
import-category-parts-unknown = Vælg, hvis filen er delt op
import-category-parts-events = Det, der er sket (sygdom, barn syg): de samme medarbejdere står bag hver årsag
import-category-parts-people = Medarbejderne (ledere, faggrupper): hver medarbejder hører til én gruppe
import-indicator = Hvad er tallene
import-first = Første måned
import-first-help = Lad feltet stå tomt for at begynde med den første sygeperiode
import-last = Sidste måned
import-last-help = Lad feltet stå tomt for sidste hele måned
import-long-after = Længste korte periode, i dage
import-long-after-help = 30, hvis feltet er tomt
import-no-column = Er der ikke
import-column-number = Kolonne { $number }
import-preview = De første linjer
import-preview-of = De første linjer af { $file }
import-layout = Sådan læses filen
import-layout-encoding = Tegnsæt
import-layout-separator = Skilletegn
import-layout-decimal = Decimaltegn
import-layout-dates = Datoer
import-layout-sheet = Ark
import-encoding-utf8 = Unicode (UTF-8)
import-encoding-windows1252 = Windows (1252)
import-encoding-utf16-le = Unicode (16 bit)
import-encoding-utf16-be = Unicode (16 bit, omvendt)
import-separator-semicolon = Semikolon
import-separator-comma = Komma
import-separator-tab = Tabulator
import-separator-bar = Lodret streg
import-decimal-comma = Komma: 6,4
import-decimal-point = Punktum: 6.4
import-dates-day-month-year = Dag, måned, år
import-dates-month-day-year = Måned, dag, år
import-dates-year-month-day = År, måned, dag
import-again = Se filen igennem igen
import-check = Se summerne
import-discard = Slet filen
import-wide = Månederne står ved siden af hinanden. Hver af dem bliver læst.
import-cpr-title = En kolonne ligner CPR-numre.
import-cpr-help = Den bliver ikke læst, og den kan ikke vælges.
import-replaces =
    { $months ->
        [one] Erstatter 1 måned, der allerede er indlæst fra { $source }
       *[other] Erstatter { $months } måneder, der allerede er indlæst fra { $source }
    }
import-replaces-help = De gamle tal fra samme kilde i de samme måneder forsvinder. Andre kilder og måneder bliver stående.
import-changes =
    { $figures ->
        [one] Filen ændrer 1 tal, der allerede er vist
       *[other] Filen ændrer { $figures } tal, der allerede er vist, i { $units ->
            [one] 1 enhed
           *[other] { $units } enheder
        }
    }
import-changes-help = Den, der husker det gamle tal, kan trække det fra det nye. Er det kun én medarbejders linjer, der er rettet, kan man på den måde se, hvad der er rettet for netop den medarbejder.
import-rows-read = { $rows } linjer er læst.
import-rows-all-used = Alle kunne bruges.
import-rows-not-used =
    { $rows ->
        [one] 1 linje kan ikke bruges og er ikke med i summerne.
       *[other] { $rows } linjer kan ikke bruges og er ikke med i summerne.
    }
import-totals = Summer
import-by-month = Måned for måned
import-by-month-help = Hold summerne op mod kildens egne
import-missing-months =
    { $count ->
        [one] 1 måned mangler: { $months }
       *[other] { $count } måneder mangler: { $months }
    }
import-errors = Linjer, der ikke kan bruges
import-errors-title =
    { $rows ->
        [one] 1 linje kan ikke bruges
       *[other] { $rows } linjer kan ikke bruges
    }
import-errors-help = De er ikke indlæst. Her er de første. Ret dem i kilden, og indlæs filen igen, hvis de skal med.
import-errors-take = Hent alle linjerne som CSV
import-error-row = Linje
import-error-column = Kolonne
import-error-reason = Hvorfor
import-run = Indlæs
import-reopen = Ret kolonnerne
import-done = Tallene er indlæst.
import-see-figures = Se tallene
import-nothing-kept = Intet er indlæst. De tal, der var der før, er der stadig.
import-progress = Læser linje { $rows }.
import-progress-begin = Åbner filen.
import-progress-end = Skriver tallene ned.
import-progress-leave = Du kan roligt gå til en anden side.
import-progress-label = Hvor langt læsningen er kommet
import-reason-unit-missing = Der står ingen enhed
import-reason-unit-unknown = Enheden findes ikke
import-reason-month-missing = Der står ingen måned
import-reason-month = Det er ikke en måned
import-reason-number = Det er ikke et tal
import-reason-negative = Tallet er under nul
import-reason-duplicate = Enheden og måneden står der flere gange
import-reason-denominator-missing = Mulige dage (nævneren) mangler
import-reason-people-missing = Antallet af medarbejdere mangler
import-reason-people-not-whole = Antallet af medarbejdere er ikke et helt tal
import-reason-employee-missing = Der står intet medarbejdernummer
import-reason-employee-unknown = Medarbejdernummeret er ikke i filen med ansættelser
import-reason-outside-employment = Perioden ligger uden for ansættelsen
import-reason-ends-before-start = Slutter, før den begynder
import-reason-share = Andelen er ikke over 0 og højst 1 (100 procent)
import-reason-date = Det er ikke en dato
import-reason-date-missing = Der står ingen dato
import-failure-empty = { $file } er tom.
import-failure-header-only = { $file } har kolonnenavne, men ingen linjer med tal under dem.
import-failure-title-only = { $file } har kun én linje og ingen tal under den.
import-failure-one-column = { $file } har kun én kolonne. Der skal være en for enheden, en for måneden og en for tallet.
import-failure-all-wrong = Ingen af linjerne kunne bruges. Se kolonnerne efter.
import-failure-changes = Filen ændrer tal, der allerede er indlæst ({ $detail }).
import-failure-category-parts-missing = { $file } er delt op. Sig, om det er det, der er sket, eller medarbejderne, der er delt.
import-failure-category-people-missing = { $file } deler medarbejderne i grupper og mangler en kolonne med antal medarbejdere i hver af dem.
import-failure-no-header = { $file } har ingen linje { $detail } med kolonnenavne.
import-failure-pdf = { $file } er en PDF. Hent tallene som CSV eller Excel i stedet.
import-failure-not-a-table = { $file } er ikke en tabel. Hent tallene som CSV eller Excel.
import-failure-unclosed-quote = Et anførselstegn i linje { $detail } i { $file } bliver aldrig lukket. Filen kan være klippet over.
import-failure-swallowed-rows = Et anførselstegn i linje { $detail } i { $file } slutter først længere nede, så linjerne imellem bliver væk. Ret det, og vælg filen igen.
import-failure-cut-short = { $file } slutter midt i linje { $detail }. Hent filen igen.
import-failure-encoding = Efter linje { $detail } i { $file } passer bogstaverne ikke med tegnsættet. Vælg et andet.
import-failure-locked = { $file } er låst med en adgangskode. Gem regnearket uden.
import-failure-no-sheet = { $file } har intet ark, der hedder { $detail }.
import-failure-damaged = { $file } er ødelagt eller klippet over. Hent filen igen.
import-failure-unreadable = { $file } kunne ikke læses. Hent filen igen.
import-failure-cpr = En kolonne i { $file } ligner CPR-numre. Fjern den, eller vælg medarbejdernumre i stedet.
import-failure-column-missing = En kolonne i { $file } mangler. Vælg den igen.
import-failure-indicator-missing = Vælg, hvad tallene er.
import-failure-file-missing = En fil mangler.
import-failure-interrupted = Afbrudt, fordi programmet blev stoppet undervejs. Indlæs filen igen.
import-failure-internal = Noget gik galt hos os. Prøv igen om lidt.
import-failure-discarded = Slettet, før den blev indlæst.
problem-file = Vælg en fil.
problem-file-unreadable = Filen kan ikke læses.
problem-column-cpr = Kolonnen ligner CPR-numre. Vælg en anden.
problem-choose-number = Vælg kolonnen med tallet: fraværsdage (tæller), eller procent eller beløb.
problem-category-parts = Sig, om kolonnen deler det, der er sket, eller medarbejderne.
problem-category-people = Vælg kolonnen med antal medarbejdere i hver gruppe. Uden den ved vi ikke, hvilke grupper der er små.
done-import-uploaded = Filen er her. Sig, hvad kolonnerne betyder.
done-import-discarded = Filen er slettet.
import-f0-unit = Enhed
import-f0-month = Måned
import-f0-numerator = Fraværsdage (tæller)
import-f0-denominator = Mulige dage (nævner)
import-f0-value = Procent eller beløb
import-f0-people = Medarbejdere
import-f0-category = Årsag
import-f0-employee = Medarbejdernummer
import-f0-from = Første dag
import-f0-to = Sidste dag
import-f0-fraction = Beskæftigelsesgrad
import-f0-degree = Grad af fravær
import-f0-encoding = Tegnsæt
import-f0-separator = Skilletegn
import-f0-decimal = Decimaltegn
import-f0-dates = Datoer
import-f0-sheet = Ark
import-f0-file = Filen
import-f1-unit = Enhed
import-f1-month = Måned
import-f1-numerator = Fraværsdage (tæller)
import-f1-denominator = Mulige dage (nævner)
import-f1-value = Procent eller beløb
import-f1-people = Medarbejdere
import-f1-category = Årsag
import-f1-employee = Medarbejdernummer
import-f1-from = Første dag
import-f1-to = Sidste dag
import-f1-fraction = Beskæftigelsesgrad
import-f1-degree = Grad af fravær
import-f1-encoding = Tegnsæt
import-f1-separator = Skilletegn
import-f1-decimal = Decimaltegn
import-f1-dates = Datoer
import-f1-sheet = Ark
import-f1-file = Filen
import-f0-fraction-help = Som 81 %, 0,81, 30/37 eller timer om ugen
import-f0-value-help = Når filen har procenten i stedet for tæller og nævner
import-f0-people-help = Tæl hver medarbejder med ét sted: står en medarbejder i to enheder, tælles der to. Uden denne kolonne tælles de ansatte, Trivsel kender
import-rows-blank =
    { $rows ->
        [one] 1 linje har intet tal. Den måned mangler derfor.
       *[other] { $rows } linjer har intet tal. De måneder mangler derfor.
    }
import-rows-total =
    { $rows ->
        [one] 1 linje er summen af enhederne under den, og den er udeladt.
       *[other] { $rows } linjer er summer af enhederne under dem, og de er udeladt.
    }
import-rows-hidden =
    { $rows ->
        [one] 1 linje er skjult i arket. Den er læst med.
       *[other] { $rows } linjer er skjult i arket. De er læst med.
    }
import-changes-gone =
    { $figures ->
        [one] 1 af dem forsvinder. Filen har ikke et nyt tal for den enhed og måned.
       *[other] { $figures } af dem forsvinder. Filen har ikke nye tal for de enheder og måneder.
    }
import-mostly-wrong = De fleste linjer kan ikke bruges.
import-mostly-wrong-help = Se efter, om det er den rigtige fil, og om kolonnerne er de rigtige.
import-columns-taken = Hvad kolonnerne er taget for
import-column-taken = { $role }: { $column }
import-column-unused = Ikke brugt: { $column }
import-parents = Hvad er linjerne for enheder, der har andre under sig?
import-parents-total = Summer af enhederne under dem. De bliver ikke indlæst.
import-parents-own = Enhedens egne folk, som ikke er med i enhederne under den.
import-accept-encoding = Det er rigtigt. Indlæs filen alligevel.
import-accept-separator = Det er rigtigt. Indlæs filen alligevel.
import-accept-header = Det er rigtigt. Indlæs filen alligevel.
import-accept-decimal = Det er rigtigt. Indlæs tallene alligevel.
import-accept-dates = Det er rigtigt. Indlæs datoerne alligevel.
import-accept-formulas = Indlæs resten uden de celler.
import-accept-hidden-rows = De skjulte linjer skal med.
import-accept-times = De kolonner skal ikke med.
import-accept-twice = Den kolonne, der er valgt, er den rigtige.
import-accept-end = Der er ingen kolonne med sidste dag.
import-accept-above = Tallene er rigtige.
import-accept-labels = Ja, det tomme felt betyder det samme som i linjen over.
import-doubt-encoding = { $file }: Bogstaverne kan læses på mere end én måde. Se, om æ, ø og å står rigtigt, og vælg ellers et andet tegnsæt.
import-doubt-separator = { $file }: Filen kan deles i kolonner på to måder. Vælg skilletegnet.
import-doubt-header = { $file }: Vi kan ikke se, hvilken linje der har kolonnenavnene.
import-doubt-decimal = { $file }: Er 1.234 tusind eller lidt over én? Det kan ikke ses i { $detail }. Vælg decimaltegnet.
import-doubt-dates = { $file }: Står dagen, måneden eller året først? Det kan ikke ses i { $detail }. Vælg rækkefølgen.
import-doubt-formulas = { $file }: Nogle celler har formler, der aldrig er regnet ud. Åbn filen i Excel, gem den, og vælg den igen.
import-doubt-hidden-rows = { $file }: Nogle linjer er skjult i arket. De bliver læst ligesom de andre.
import-doubt-times = { $file }: De her kolonner ligner måneder, men kan ikke læses som måneder: { $detail }. De kommer ikke med.
import-doubt-twice = { $file }: Mere end én kolonne hedder { $detail }. Vælg den rigtige.
import-doubt-end = { $file }: Der er ikke valgt en kolonne med sidste dag. De her har datoer og er ikke brugt: { $detail }.
import-doubt-above = { $file }: Der er talt flere, end der var at tælle, i { $count } linjer. Den første er linje { $detail }.
import-doubt-labels = { $file }: I { $count } linjer mangler enheden, måneden eller kategorien. De er læst som den, der står i linjen over, som i en pivottabel. Den første er linje { $detail }.
import-doubt-parents = { $file }: { $count } linjer kan være summer af enhederne under dem ({ $detail }). Bliver de læst ind, tæller de samme folk to gange.
import-accept-spells = Det er rigtigt. Fraværet for dem skal ikke med.
import-accept-merged = Tallet gælder for hver linje for sig.
import-doubt-spells = { $file }: { $count } fravær er for medarbejdernumre, der ikke er i filen med ansættelser. Det første er i linje { $detail }. Uden dem kan det se ud, som om ingen var syge.
import-doubt-merged = { $file }: I { $count } linjer står et tal i flettede celler. Det bliver talt med i hver linje. Den første er linje { $detail }.
import-accept-fraction = Tallene er procenter. 0,5 er en halv procent.
import-accept-share = Tallene er læst rigtigt.
import-accept-evening = Det er måneden før, der er ment.
import-accept-no-end = Alle er syge endnu.
import-doubt-fraction = { $file }: Alle tal er under 1. Er 0,05 fem procent, så gang tallene med 100 i filen først. De er i { $count } linjer, og den første er linje { $detail }.
import-doubt-share = { $file }: Er tallene i { $detail } procent eller timer om ugen? Det kan ikke ses. De er læst som timer ud af 37.
import-doubt-evening = { $file }: Alle datoer i { $detail } er den sidste aften i en måned. Så er det nok den første i næste måned, skrevet i en anden tidszone. De er læst som måneden før.
import-doubt-no-end = { $file }: { $detail } er tom i alle linjer, så alle er syge endnu. Mangler datoerne, så hent filen igen.
import-accept-full-time = Det er rigtigt. De har mere end fuld tid.
import-doubt-full-time = { $file }: { $count } medarbejdere har mere end fuld tid på samme tid. Står en linje to gange, tæller én person som to.
import-reason-percent = Det er en procent, og her skal stå et antal. Vælg kolonnen som værdi i stedet.
problem-import-doubt = Sæt kryds, hvis det er rigtigt. Ellers ret filen eller kolonnerne.
problem-import-doubts = Noget ved filen er i tvivl. Se den igennem igen.
import-reason-total-row = Det er en sum af andre linjer, ikke en enhed
import-reason-unit-zeros = Enheden findes ikke, men der er en, hvis kode har nuller foran. Hent kolonnen som tekst.
import-reason-too-wide = Linjen har flere celler, end der er kolonner. Et komma kan have flyttet dem.
import-reason-too-narrow = Linjen har for få celler. De kan stå under de forkerte kolonner.
import-reason-formula = Cellen har en formel, der aldrig er regnet ud. Åbn filen i Excel, og gem den.
import-failure-too-large = { $file } fylder mere, end en tabel kan. Hent ét år ad gangen, som CSV.
import-failure-too-many-columns = { $file } har { $detail } kolonner. Hent kun dem, der skal læses.
import-failure-mostly-wrong = De fleste linjer i { $file } kan ikke bruges. Der er ikke læst noget ind.
import-failure-doubts = Vi er i tvivl om noget i { $file }. Indlæs filen igen, og svar på spørgsmålene.
import-failure-column-unknown = { $file } har ingen kolonne, der hedder { $detail }.
import-encoding-cp850 = DOS (850)
organisation-encoding-cp850 = DOS (850)
import-encoding-mac-roman = Mac (ældre)
organisation-encoding-mac-roman = Mac (ældre)
import-value = Værdi
import-error-seen = Det står der
import-cells-blank =
    { $cells ->
        [one] 1 celle har ikke noget tal, så den måned mangler.
       *[other] { $cells } celler har ikke noget tal, så de måneder mangler.
    }
import-rows-people-known =
    { $rows ->
        [one] 1 linje mangler antallet af medarbejdere. Vi tæller dem, Trivsel kender.
       *[other] { $rows } linjer mangler antallet af medarbejdere. Vi tæller dem, Trivsel kender.
    }
import-sheet-taken = Fra { $file } er arket { $sheet } læst. Ikke læst: { $others }.
import-accept-october = Ja, 2024,1 er oktober.
import-doubt-october = { $file }: I { $count } linjer er måneden skrevet som 2024,1. Vi har læst det som oktober, hvor nullet er faldet væk. Er det januar, så ret filen først. Den første er linje { $detail }.
import-accept-nobody = Ja, der var intet fravær i de måneder.
import-doubt-nobody = { $file }: Filen har kolonnenavne, men ingen linjer. Det er rigtigt, hvis ingen var syge.
import-accept-mostly-wrong = Det er den rigtige fil. Indlæs de linjer, der kan bruges.
import-doubt-mostly-wrong = { $file }: { $count } linjer kan ikke bruges. Det er de fleste i filen.
import-reason-duplicate-other = Enheden og måneden står også et andet sted med et andet tal. Ingen af dem er læst
import-reason-employee-cpr = Det ligner et CPR-nummer, ikke et medarbejdernummer
import-failure-no-numbers = Linjerne i { $file } har ingen tal: de celler, hvor der skulle stå et, er tomme.
import-failure-same-file = { $file } er filen med ansættelser en gang til. Vælg filen med fravær.
