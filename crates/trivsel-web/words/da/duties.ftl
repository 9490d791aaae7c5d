# Årshjulet: det, der skal komme igen, hvornår, og hvad der kom ud af det.
wheel-title = Årshjul
wheel-headline-calm = Intet er forsinket, og intet haster
wheel-headline-near =
    { $near ->
        [one] Én ting skal nås snart
       *[other] { $near } ting skal nås snart
    }
wheel-headline-late =
    { $late ->
        [one] Én ting er forsinket
       *[other] { $late } ting er forsinket
    }
wheel-headline-both =
    { $late ->
        [one] Én ting er forsinket
       *[other] { $late } ting er forsinket
    }, { $near } skal nås snart
wheel-lead = Årshjulet for { $unit }. { $done } af årets { $all } er klaret.
wheel-lead-no-unit = { $done } af årets { $all } er klaret.
wheel-empty = Årshjulet er tomt
wheel-empty-help = Her står det, der skal komme igen: APV, trivselsmåling, den årlige drøftelse, gennemgangen af sygefraværet og drøftelsen af, hvad budgettet betyder for arbejdspresset. En arbejdsmiljø- eller HR-konsulent slår det til.
wheel-set-up = Vælg, hvad der er i årshjulet
wheel-nothing = Intet venter her
wheel-nothing-help = Der er ikke noget i årshjulet for det, du har valgt.
wheel-unit = Enhed
wheel-own-unit = Din egen enhed
wheel-duty = Hvad
wheel-all-duties = Det hele
wheel-forum = Mødeforum
wheel-all-forums = Alle mødefora
wheel-show = Vis
wheel-late = Forsinket
wheel-near = Snart
wheel-later = Senere
wheel-duty-in = { $duty } i { $unit }
wheel-was-due = Skulle være holdt { $date }.
wheel-is-due = Senest { $date }.
wheel-last-held = Sidst holdt { $date }.
wheel-never-held = Ikke holdt før.
wheel-covers = Laves sammen med { $units }.
wheel-time-to-begin = Det er tid til at begynde.
wheel-open = Åbn
wheel-read = Læs
wheel-see-survey = Se målingen
wheel-more =
    { $count ->
        [one] Der er én mere i tabellen
       *[other] Der er { $count } mere i tabellen
    }
wheel-asks = Skal noget laves om?
wheel-ask = { $unit }, { $date }:
wheel-ask-answer = Svar
wheel-not-reckoned = Reglen bag er taget ud af brug eller ikke set efter i over et år, så vi regner ikke datoen ud. Redaktøren skal først se efter i kilden:
wheel-picture = Året på ét billede
wheel-picture-help = Fyldt er klaret, gul er i gang, åben er på vej.
wheel-picture-title = Årshjul { $year }
wheel-described = { $done } er klaret, { $late } er forsinket, og { $near } skal nås snart. Tabellen på siden viser dem alle.
wheel-week = uge { $week }
wheel-table = Det hele som tabel
wheel-totals = Så langt er I
wheel-column-duty = Hvad
wheel-column-unit = Hvor
wheel-column-day = Dato
wheel-column-state = Tilstand
wheel-state-done = Klaret
wheel-state-late = Forsinket
wheel-state-now = I gang
wheel-state-ahead = På vej
wheel-state-not-held = Ikke holdt, før enheden lukkede
wheel-csv = Hent som CSV
wheel-xlsx = Hent til Excel
duty-name-assessment = APV
duty-name-survey = Trivselsmåling
duty-name-yearly-talk = Årlig arbejdsmiljødrøftelse
duty-name-absence-statistic = Gennemgang af sygefraværet
duty-name-budget = Budgettet og arbejdspresset
duty-short-assessment = APV
duty-short-survey = Måling
duty-short-yearly-talk = Drøftelse
duty-short-absence-statistic = Fravær
duty-short-budget = Budget
duty-level-organisation = Én gang for hele arbejdspladsen
duty-level-employing = I hver enhed med medarbejdere
duty-level-chosen = I de enheder, I vælger
duties-title = Det, der er i årshjulet
duties-lead = Slå til, hvad der gælder hos jer, og føj jeres eget til. Ved det, der fulgte med programmet, står kilden, og hvornår den sidst er set efter.
duties-thresholds = Fra 10 ansatte skal der være en arbejdsmiljøorganisation, og fra 35 skal den have to niveauer. Ledere tæller ikke med.
duty-new = Tilføj jeres eget
duty-on = Slået til
duty-off = Slået fra
duty-cannot-be-on = Kan ikke slås til
duty-shipped-lead = Reglen siger, hvor tit det skal ske. I vælger, hvor det skal ske, og hvornår første gang er.
duty-is-on = Er i årshjulet
duty-title = Hvad det hedder
duty-basis = Hvor det står
duty-basis-help = For eksempel jeres lokale MED-aftale, punkt 4
duty-every-months = Hvor mange måneder går der imellem
duty-warn-months = Hvor mange måneder før skal I begynde
duty-level = Hvor det skal ske
duty-units = Enheder
duty-units-help = Kun når I vælger enhederne selv
duty-units-below = { $count } under { $name }
duty-committee = Mødeforum
duty-committee-help = Det forum, der holder øje med det
duty-no-forum = Intet bestemt
duty-applies-from = Gælder hos jer fra
duty-first-due = Første gang senest
duty-first-due-help = Tomt betyder, at tiden regnes fra den dag, det begyndte at gælde
duty-save = Gem
done-duty-saved = Årshjulet er gemt.
duty-interval =
    { $months ->
        [one] Hver måned.
        [12] Hvert år.
        [36] Mindst hvert tredje år.
       *[other] Mindst hver { $months }. måned.
    }
duty-not-reckoned = Reglen bag er taget ud af brug eller ikke set efter i over et år, så vi regner ikke datoen ud.
duty-ended = Det kommer ikke igen her.
duty-not-held = Skulle være holdt { $date }. Enheden lukkede, før det skete.
duty-covers = Laves sammen med
duty-covers-help = De her enheder har for få medarbejdere til at stå alene. De er med her.
duty-history = Sådan er det gået
duty-history-empty = Det er ikke holdt før.
duty-was-held-on = Holdt { $date }
duty-excused-once = Ikke holdt { $date }, kun denne gang
duty-excused-for-good = Holdes ikke her, fra { $date }
duty-rests-on = Det står her
duty-own-basis = Det er jeres eget. I har ikke skrevet, hvor det står.
duty-begin-survey = Begynd en måling
duty-done-title = Er det gjort?
duty-held-on = Hvornår
duty-note = Hvor det blev holdt, eller hvor det ligger
duty-note-help = For eksempel MED-møde 10.06., referat i sagen
duty-also = Tæller også som
duty-also-help = Når det samme klarede to ting på én gang, for eksempel måling og APV
duty-also-none = Kun denne
duty-done = Det er gjort
done-duty-held = Det er skrevet ind. Næste gang bliver regnet fra den dag, det blev holdt.
duty-excuse-title = Skal det ikke holdes her?
duty-because = Hvorfor ikke
duty-because-help = Det kan alle, der ser årshjulet, læse
duty-how-long = Hvor længe
duty-how-long-once = Kun denne gang
duty-how-long-for-good = Ikke mere her
duty-excuse = Gem grunden
done-duty-excused = Grunden er gemt.
duty-agenda-title = Tag det op på et møde
duty-meeting = Mødet
duty-agenda = Sæt på dagsordenen
done-duty-on-agenda = Det står nu på dagsordenen.
duty-quicker = En anden har skrevet noget ind imens. Se, hvad der står nu, før du gemmer.
rule-source-seen = kilde, set { $date }
rule-yellow = ikke set efter i et halvt år
rule-red = ikke set efter i over et år
rule-no-lawyer = Reglerne er læst på kildernes sider. Ingen jurist har set dem efter.
rule-sure-statute = Læst i lovteksten
rule-sure-bill = Læst i lovforslaget
rule-sure-official = Læst hos myndigheden eller aftalens parter
rule-sure-secondary = Læst hos andre
rule-sure-not-confirmed = Ordlyden er ikke bekræftet
change-title = Er der sket en stor ændring?
change-in = Store ændringer i { $unit }
change-lead = Når arbejdet ændrer sig på en måde, der betyder noget for arbejdsmiljøet, skal APV’en laves om før tid.
change-open = Skriv det her
change-tell = Fortæl om en ændring
change-question = { $what } { $date }. Skal APV’en laves om?
unit-change-asks-moved = Enheden flyttede i organisationen
unit-change-asks-merged = Enheden blev lagt sammen med en anden
unit-change-asks-split = Enheden blev skilt ud af en anden
unit-change-asks-task = Opgaver, metoder eller lokaler blev ændret
unit-change-moved = Flyttet i organisationen
unit-change-merged = Lagt sammen med en anden enhed
unit-change-split = Skilt ud af en anden enhed
unit-change-task = Nye opgaver, metoder eller lokaler
change-kind = Hvad skete der
change-changed-on = Fra hvilken dag
change-other = Hvilken anden enhed
change-other-help = Kun når enheder er lagt sammen eller skilt ad
change-no-other = Ingen
change-note = Med jeres egne ord
change-save = Gem ændringen
change-answer = Skal APV’en laves om?
change-answer-again = Ja
change-answer-not-again = Nej
change-again-by = Hvis ja: senest hvornår
change-because = Hvis nej: hvorfor ikke
change-answer-save = Gem svaret
change-answer-first = Svar på den første, så kommer turen til denne.
done-change-told = Ændringen er gemt.
done-change-answered = Svaret er gemt.
problem-held-before = Det blev sidst holdt { $date }. Skriv en senere dag.
problem-change-told = Den ændring er allerede skrevet ind.
problem-within-a-year = Skriv en dag fra i dag og et år frem.
problem-duty-unchecked = Reglen bag er taget ud af brug eller ikke set efter i over et år. Den kan ikke slås til, før redaktøren har set den efter i kilden.
refused-duty-not-reckoned = Reglen bag er taget ud af brug eller ikke set efter i over et år, så datoen kan ikke regnes ud. Redaktøren skal først se efter i kilden.
audit-subject-duty = Årshjulet
audit-subject-unit-change = Stor ændring i en enhed
audit-verb-held = holdt
audit-verb-excused-once = ikke holdt denne gang
audit-verb-excused-for-good = holdes ikke her
audit-verb-answered = svaret
history-field-settled = Svar
history-field-changed-on = Fra
problem-not-yet = Datoen ligger i fremtiden. Skriv den dag, det skete.
history-field-answer = Svar
history-field-applies-from = Gælder fra
history-field-change-kind = Ændring
history-field-first-due = Første gang senest
history-field-other = Anden enhed
history-field-warn-months = Måneder før
