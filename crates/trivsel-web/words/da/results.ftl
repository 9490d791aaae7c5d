# Resultater af målinger: sider, filer og det, der står, mens de bliver lavet.
results-title = Resultat
results-unit = Enhed
results-show-unit = Vis enheden
results-tabs = Resultatets sider
results-tab-result = Resultat
results-tab-since = Siden sidst
results-tab-comments = Kommentarer
results-tab-followed = I sagde – vi gjorde
results-tab-protection = Sådan er tallene beskyttet
results-of = { $answered } af { $invited }
results-turnout = { $answered } svarede ({ $percent } %). Målingen lukkede { $date }.
results-turnout-between = { $answered } svarede. Målingen lukkede { $date }.
results-closed-on = Målingen lukkede { $date }.
results-headline = Højest ligger { $best }, lavest { $worst }
results-headline-too-high = Højest ligger { $best }, lavest { $worst }, og { $scale } ligger over det passende
results-headline-too-low = Højest ligger { $best }, lavest { $worst }, og { $scale } ligger under det passende
results-headline-one = { $scale } ligger på { $mean }
results-headline-none = Der er ingen skalaer at vise
results-lowest = Lavest ligger { $scale } ({ $mean }).
results-lowest-beside = Lavest ligger { $scale } ({ $mean }). I { $whole } er det { $other }.
results-highest = Højest ligger { $scale } ({ $mean }).
results-highest-beside = Højest ligger { $scale } ({ $mean }). I { $whole } er det { $other }.
results-too-high = Over det passende: { $scale }.
results-too-low = Under det passende: { $scale }.
results-above = Højere end i { $whole }: { $scales }.
results-below = Lavere end i { $whole }: { $scales }.
results-level = På linje med { $whole }: { $scales }.
results-unit-line =
    { $count ->
        [one] En skala fra { $from } til { $to }. Bjælken viser usikkerheden.
       *[other] { $count } skalaer fra { $from } til { $to }. Bjælken viser usikkerheden.
    }
results-unit-line-mixed = { $count } skalaer, hver på sin egen linje. Bjælken viser usikkerheden.
results-unit-line-fitting = Nogle skalaer er bedst, når de er passende.
results-picture = Skalaerne med usikkerhed
results-low = lavt
results-high = højt
results-fitting = passende
results-numbers = Vis tallene
results-column-group = Gruppe
results-column-scale = Skala
results-column-invited = Inviteret
results-column-answered = Svarede
results-column-mean = Gennemsnit
results-column-from = Fra
results-column-to = Til
results-column-share = Andel
results-column-question = Spørgsmål
results-column-before = Sidst
results-column-now = Nu
results-column-change = Ændring
results-column-interval = Mellem
results-column-verdict = Det betyder
results-groups = Gruppe for gruppe
results-groups-label = Skalaer gruppe for gruppe
results-answered = Svarede
results-own-answers = enhedens egne svar
results-hidden = skjult
results-hidden-note = En gruppe er skjult, når den er for lille, eller når dens tal kunne bruges til at regne en anden gruppe ud. Vi siger ikke hvilken af delene.
results-hidden-groups =
    { $count ->
        [one] En gruppe er skjult for at beskytte dem, der svarede.
       *[other] { $count } grupper er skjult for at beskytte dem, der svarede.
    }
results-hidden-groups-why = Enten har færre end { $minimum } svaret, eller også kunne man regne en anden gruppes svar ud, hvis tallet stod her. Vi siger ikke hvilken af delene.
results-hidden-groups-counted = Deres svar tæller med i { $unit }.
results-together = Nogle grupper er skjult hver for sig og vist samlet. Tallet for dem samlet er det, der er tilbage, når de viste grupper er trukket fra.
results-merged-below = For små til at svare hver for sig: { $units }. De svarede sammen med andre, og deres svar tæller med her.
results-hidden-title = Tallene er skjult for at beskytte dem, der svarede
results-hidden-text = Enten har færre end { $minimum } svaret, eller også kunne man regne en anden gruppes svar ud, hvis tallene stod her. Vi siger ikke hvilken af delene. Svarene tæller med i { $unit }.
results-merged-title = Enheden svarede sammen med andre
results-merged-text = Færre end { $minimum } var inviteret her. Derfor blev svarene lagt sammen med andres, før målingen åbnede. De tæller med i { $unit }.
results-absent-title = Ingen her blev spurgt
results-absent-text = Enheden var ikke med i målingen. I { $unit } kan du se, hvad de andre svarede.
results-see-unit = Se { $unit }
results-spreads = Sådan fordeler svarene sig
results-spreads-help = Andelen, der valgte hvert svar. Et tal, der ville fortælle om enkelte, står som fra og til.
results-spread-label = Svarenes fordeling: { $scale }
results-offensive = Mobning, chikane og vold
results-offensive-hidden =
    { $minimum ->
       *[other] Skjult betyder ikke, at det er sket, og heller ikke, at det ikke er sket. Tal om mobning, chikane og vold vises kun, hvor mindst { $minimum } har svaret, og hvor de ikke kan bruges til at regne ud, hvad enkelte har svaret.
    }
results-job-groups = Faggruppe for faggruppe
results-other-questions = Andre spørgsmål
results-references = Tal fra andre steder
results-reference = { $scale }: { $name } { $value }. Kilde: { $source }. Vises efter { $licence }.
results-aside = Om tallene
results-how-to-read = Sådan læser du tallene
results-read-dot = Prikken er gennemsnittet i { $unit }.
results-read-bar = Bjælken viser, hvor langt fra det rigtige tal vi kan være.
results-read-mark = Stregen er { $unit }.
results-rules = Reglerne for målingen
results-rule-minimum = Mindst { $count } svar i en gruppe
results-rule-distribution = Mindst { $count }, før svarene vises fordelt
results-rule-comments = Mindst { $count }, før kommentarer vises
results-rule-offensive = Mindst { $count }, før mobning, vold og chikane vises
results-locked = Låst, da målingen åbnede { $date }.
results-locked-why = Siden da kan ingen sænke dem, heller ikke ledelsen eller dem, der driver systemet.
results-fetch = Hent
results-pdf = Hele resultatet som PDF
results-sheet = Ét ark til opslagstavlen (PDF)
results-sheet-file = resultat-{ $number }-et-ark.pdf
results-sheet-next = Hvad sker der nu?
results-sheet-talked = Vi taler om det { $date }.
results-xlsx = Tal som Excel
results-csv = Tal som CSV
results-more = Se også
results-map = Alle enheder side om side
results-map-lead = Hver række er en enhed, hver kolonne en skala. Tallet er enhedens eget gennemsnit i point, det samme som på enhedens side. Farven siger, hvor langt det ligger fra alle, der blev spurgt.
results-map-key = Farverne, i point af 100
results-map-much-worse = over { $from } point dårligere end { $whole }
results-map-worse = { $from }–{ $to } point dårligere
results-map-same = omtrent som { $whole }, højst { $to } point fra
results-map-better = { $from }–{ $to } point bedre
results-map-much-better = over { $from } point bedre
results-map-fitting = På { $scales } er hverken højt eller lavt godt. Farven siger, hvor langt uden for det passende tallet ligger.
results-map-drawn = Farven for de mindste enheder er dæmpet, mest hvor få har svaret. Små grupper svinger tilfældigt, og uden det ville de altid stå stærkest. Tallet er enhedens eget.
results-map-order = Enhederne står, som I er organiseret. Det er ikke en rangliste: forskelle på få point kan være tilfældige.
results-since-higher = { $scale } ligger højere end sidst
results-since-lower = { $scale } ligger lavere end sidst
results-since-nothing = Intet har ændret sig så meget, at det betyder noget
results-since-unclear = Det kan ikke afgøres, om noget har ændret sig
results-since-unit-line = Forskel fra { $title }, der lukkede { $date }. Bjælken viser usikkerheden.
results-since-overlap = De samme kan have svaret begge gange. Vi ved ikke hvem, og derfor er usikkerheden snarere for stor end for lille.
results-since-picture = Ændring siden sidst, skala for skala
results-since-zero = ingen ændring
results-from-to = { $from } til { $to }
results-since-cannot = Det kan ikke sammenlignes med sidst
results-since-hidden-now = Tallene for denne gang er skjult eller lagt sammen med andres.
results-since-hidden-before = Sidst var tallene skjult eller lagt sammen med andres, eller også fandtes enheden ikke.
results-since-no-scale = Ingen skala blev spurgt på samme måde begge gange.
results-since-broken = Ikke sammenlignet
results-since-broken-text = Spørgsmålene er ændret siden sidst eller var ikke med: { $scales }. Et ændret spørgsmål kan give et andet svar, så vi holder dem ikke op mod hinanden.
results-since-rules = Sådan afgør vi det
results-since-rule-1 = Tydelig ændring: hele bjælken ligger ud over den mindste ændring, der er værd at mærke.
results-since-rule-2 = En ændring, måske for lille: bjælken holder sig på én side af nul, men kan være for lille til at mærkes, eller ingen har sagt, hvor stor den skal være.
results-since-rule-3 = Ingen ændring af betydning: hele bjælken ligger under den mindste ændring, der er værd at mærke.
results-since-rule-4 = Kan ikke afgøres: tallene passer både med en ændring og med ingen. Prikken er hul.
results-since-first = Der er ingen måling at sammenligne med
results-since-first-text = Det er den første måling med disse spørgsmål. Næste gang står ændringerne her.
results-verdict-clear = Tydelig ændring
results-verdict-perhaps-small = En ændring, måske for lille
results-verdict-none-of-importance = Ingen ændring af betydning
results-verdict-unclear = Kan ikke afgøres
results-no-comments = Ingen kommentarer at vise
results-comments-rule = Kommentarer vises kun, hvor mindst { $minimum } har svaret sammen. De står i tilfældig rækkefølge, og en kommentar kan ikke spores til færre.
results-comments-care = Læs dem for det, de siger, ikke for at gætte, hvem der skrev dem.
results-protection-ballot = Svar er aldrig gemt sammen med navne
results-protection-ballot-text = Da du svarede, fik din browser et blindt stempel: vi kunne se, at du måtte svare, men ikke hvilket svar der blev dit. Svarene ligger uden navn, uden klokkeslæt og i tilfældig rækkefølge. Forbindelsen fra person til svar er ikke skjult. Den findes ikke.
results-protection-deleted = Svarene bliver slettet { $date }. Tallene her bliver stående.
results-protection-more = Mere om, hvordan vi beskytter svar
results-protection-published = Tallene er prøvet, før nogen så dem
results-protection-published-text = Alle grupper blev regnet sammen som ét regnestykke, også med tidligere målinger. For hver skjult gruppe skulle programmet finde to forskellige sæt svar, der begge passer med alt, hvad der er vist. Ellers var der ikke kommet tal ud.
results-protection-groups = Grupper
results-protection-groups-text =
    { $groups ->
        [one] En gruppe
       *[other] { $groups } grupper
    }, { $hidden ->
        [0] ingen af dem skjult
        [one] en af dem skjult
       *[other] { $hidden } af dem skjult
    }
results-protection-derivable = Det mindste, man kan regne sig til
results-protection-derivable-text = Lægger man alle viste tal sammen og trækker dem fra hinanden, hviler det mindste, man kan nå frem til, på mindst { $count } svar.
results-protection-merged = Lagt sammen, før målingen åbnede
results-protection-merged-line = { $unit } svarede sammen med andre og tæller med i { $into }
results-protection-hidden = Skjult
results-protection-left-out = Slet ikke opgjort, fordi det meste ville være skjult
results-protection-hash = Fingeraftryk af tallene
results-protection-hash-help = Det er det samme, så længe ingen har rørt ved tallene.
results-not-yet = Der er ingen tal endnu
results-not-yet-text = Målingen tager imod svar til og med { $date }. Bagefter bliver tallene prøvet, og så står de her.
results-not-yet-no-day = Når målingen er lukket, bliver tallene prøvet, og så står de her.
results-failed = Tallene kunne ikke laves
results-failed-text = Programmet prøver igen af sig selv, og siden skifter, når det lykkes. Skriv til jeres administrator, hvis det bliver ved. Årsagen står i programmets log.
results-failed-until = Svarene er der stadig. De bliver slettet { $date }, som det er lovet, også hvis der ingen tal er.
results-never = Der kommer ingen tal
results-never-text = Tallene kunne ikke laves i tide. Svarene blev slettet { $date }, som det var lovet dem, der svarede.
results-step = Trin { $done } af { $of }: { $step }.
results-step-leave = Du kan roligt gå til en anden side.
results-progress = Så langt er tallene
results-step-waiting = venter på sin tur
results-step-counting = tæller svarene
results-step-means = beskytter gennemsnit og prøver dem
results-step-distributions = beskytter fordelinger og prøver dem
results-step-offensive = beskytter mobning, vold og chikane og prøver dem
results-step-writing = skriver det ned
results-act = Gør noget ved én ting
results-act-help = Tag det, der ligger lavest, med til dem, det handler om. Spørg, hvad der skal til, før I vælger en indsats.
results-put-on-agenda = Sæt det på dagsordenen
results-begin-initiative = Begynd en indsats
results-agenda-lead = Vælg mødet, og ret teksten, så den siger det, I skal tale om.
results-agenda-point = Resultat af { $survey }: { $unit }
results-origin = Fra { $survey }, { $unit }, lukket { $date }.
results-agenda-meeting = Møde
results-agenda-title = Overskrift
results-agenda-text = Det skal I vide på forhånd
results-no-meetings-help = Læg først et møde ind i det udvalg, der skal tale om resultatet.
