# Virker det? Dommen, hvorfor den ikke er skarpere, og hvad der ville afgøre det.
# from, to: den ene og den anden ende af spændet, skrevet for læseren: »58 færre«, »14 flere«. unit: »sygedage om måneden«.
# worthwhile: det mindste, der er værd at få: »30 færre«. worst: den dårlige ende af spændet: »9 flere«.

# Måder at regne på
evaluation-design-staggered-comparison = Forskudt sammenligning
evaluation-design-staggered-comparison-why = Enhederne begyndte på forskellige tidspunkter. De, der endnu ikke er begyndt, viser, hvordan det ellers ville være gået.
evaluation-design-controlled-series = Før og efter, holdt op mod andre
evaluation-design-controlled-series-why = Vi ser, om forskellen til de enheder, der ikke er med, ændrer sig fra start.
evaluation-design-interrupted-series = Før og efter
evaluation-design-interrupted-series-why = Der er ingen at sammenligne med. Derfor viser månederne før start, hvad man ellers kunne vente.
evaluation-design-chart-only = Kun et diagram
evaluation-design-chart-only-why = Det viser, om tallene ligger anderledes end før. Det siger ikke hvorfor.
evaluation-design-cannot-be-concluded = Kan ikke afgøres
evaluation-design-cannot-be-concluded-why = Tallene kan ikke vise, om indsatsen virker.

# Sådan finder vi usikkerheden
evaluation-uncertainty-descriptive-only = Der er for få enheder til at sætte tal på usikkerheden.
evaluation-uncertainty-randomisation = Vi har byttet rundt på, hvem der begyndte hvornår, og set, hvor tit forskellen blev lige så stor.
evaluation-uncertainty-cluster-bootstrap = Vi har trukket enhederne om igen mange gange og set, hvor meget svaret flytter sig.
evaluation-model-full = Der er regnet med årstiden.
evaluation-model-step-without-season = Der er ikke regnet med årstiden.

# Dommen: mærket og sætningen
evaluation-badge-clear-change = Tydelig ændring
evaluation-badge-change-maybe-smaller = En ændring, måske for lille
evaluation-badge-no-important-change = Ingen ændring af betydning
evaluation-badge-cannot-be-concluded = Kan ikke afgøres
evaluation-badge-not-begun = Ikke begyndt
evaluation-verdict-clear-change-better = Tydelig ændring til det bedre: { $range }.
evaluation-verdict-clear-change-worse = Tydelig ændring til det værre: { $range }.
evaluation-verdict-change-maybe-smaller-better = Det er blevet bedre, men måske ikke så meget, som I besluttede var værd at få ({ $worthwhile }): { $range }.
evaluation-verdict-change-maybe-smaller-worse = Det er blevet værre, men måske kun lidt: { $range }.
evaluation-verdict-change-no-worthwhile-better = Det er blevet bedre: { $range }. I har ikke besluttet, hvor meget der er værd at få.
evaluation-verdict-change-no-worthwhile-worse = Det er blevet værre: { $range }. I har ikke besluttet, hvor meget der betyder noget.
evaluation-verdict-no-important-change = Ingen ændring af betydning: { $range }.
evaluation-verdict-no-important-change-kept = Niveauet er holdt: i værste fald { $worst }.
evaluation-verdict-cannot-be-concluded = Kan ikke afgøres. Tallene passer både med { $down } og med { $up }.
evaluation-verdict-cannot-be-concluded-range = Kan ikke afgøres. Tallene passer med alt { $range }.
evaluation-verdict-cannot-be-concluded-no-bounds = Kan ikke afgøres. Der er for lidt at regne på til at sætte grænser for forskellen.
evaluation-verdict-cannot-be-concluded-one-way = Kan ikke afgøres. Tallet har flyttet sig, men vi kan ikke sige, at det skyldes indsatsen: { $range }.
evaluation-verdict-cannot-be-concluded-no-estimate = Kan ikke afgøres. Der er ikke et tal at gå ud fra.
evaluation-verdict-not-begun = Indsatsen er ikke begyndt. Når den er det i en enhed med tal, kan vi se efter, om den virker.
evaluation-verdict-chart-only = Kan ikke afgøres. Nedenfor ses, hvordan det er gået, men tallene kan ikke sige hvorfor.
evaluation-not-robust = To lige gode måder at regne på giver hvert sit svar. Derfor siger vi kun det, de er enige om.
evaluation-sign-stability =
    { $of ->
        [one] Den anden måde at regne på peger { $same ->
            [0] den anden vej.
           *[other] samme vej.
        }
       *[other] { $same } af { $of } måder at regne på peger samme vej.
    }

# Derfor kunne vi ikke regne stærkere
evaluation-refusal-not-started = Indsatsen er ikke begyndt i en enhed, der har tal.
evaluation-refusal-not-begun = Indsatsen er ikke begyndt.
evaluation-refusal-all-start-together = Alle enheder begyndte i samme måned, så der er ingen at sammenligne med.
evaluation-refusal-too-few-units =
    { $have ->
        [one] Der er tal fra 1 enhed. Der skal mindst { $need } til, før forskellen kan skilles fra tilfældige udsving.
       *[other] Der er tal fra { $have } enheder. Der skal mindst { $need } til, før forskellen kan skilles fra tilfældige udsving.
    }
evaluation-refusal-one-unit-cohorts-only =
    { $cohorts ->
        [one] Kun én enhed er begyndt, og den er ikke valgt ved lod. Så er der intet at måle usikkerheden på.
       *[other] Ikke to enheder begyndte samtidig, og rækkefølgen er ikke trukket ved lod. Så er der intet at måle usikkerheden på.
    }
evaluation-refusal-too-few-orders = Der er kun { $have } måder, enhederne kunne være begyndt på. Der skal mindst { $need } til, før noget er usædvanligt.
evaluation-refusal-no-untouched-unit = Der er ingen enhed uden for indsatsen med tal, vi kan sammenligne med.
evaluation-refusal-too-few-months-before =
    { $have ->
        [one] Der er 1 brugbar måned før start. Der skal mindst { $need } til.
       *[other] Der er { $have } brugbare måneder før start. Der skal mindst { $need } til.
    }
evaluation-refusal-too-few-months-after =
    { $have ->
        [one] Der er 1 brugbar måned efter start. Der skal mindst { $need } til.
       *[other] Der er { $have } brugbare måneder efter start. Der skal mindst { $need } til.
    }
evaluation-refusal-start-inside-disruption = Indsatsen begyndte midt i en særlig periode, så de to kan ikke skilles ad.
evaluation-refusal-start-soon-after-disruption =
    { $have ->
        [0] Indsatsen begyndte lige efter en særlig periode. Der skal gå mindst { $need } måneder, før de to kan skilles ad.
        [one] Indsatsen begyndte 1 måned efter en særlig periode. Der skal gå mindst { $need }, før de to kan skilles ad.
       *[other] Indsatsen begyndte { $have } måneder efter en særlig periode. Der skal gå mindst { $need }, før de to kan skilles ad.
    }
evaluation-refusal-definition-break-at-start = Tallene blev gjort op på en ny måde, netop da indsatsen begyndte.

# Det skal I vide om beregningen
evaluation-caution-order-not-drawn = Rækkefølgen er ikke trukket ved lod. Når vi bytter rundt, ser vi, hvor usædvanlig forskellen er. Om den skyldes indsatsen, er mindre sikkert.
evaluation-caution-few-units = Der er { $units } enheder at regne på, både dem, der er begyndt, og dem, vi sammenligner med. Med under { $enough } kan spændet blive for snævert. Derfor har vi også byttet rundt på, hvem der begyndte hvornår.
evaluation-caution-few-treated =
    { $treated ->
        [one] Kun én enhed er begyndt. Derfor har vi også byttet rundt på, hvem der begyndte.
       *[other] Kun { $treated } enheder er begyndt. Derfor har vi også byttet rundt på, hvem der begyndte hvornår.
    }
evaluation-caution-one-unit-cohorts =
    { $cohorts ->
        [one] I én af startmånederne begyndte kun én enhed. For den alene kan usikkerheden ikke regnes ud.
       *[other] I { $cohorts } af startmånederne begyndte kun én enhed. For dem hver for sig kan usikkerheden ikke regnes ud.
    }
evaluation-caution-units-left-out =
    { $units ->
        [one] Én enhed er taget ud, fordi den næsten ingen måneder har før start.
       *[other] { $units } enheder er taget ud, fordi de næsten ingen måneder har før start.
    }
evaluation-caution-short-history =
    { $months ->
        [one] Der er kun 1 måned før start. Det er svært at se, om enhederne fulgtes ad før.
       *[other] Der er kun { $months } måneder før start. Det er svært at se, om enhederne fulgtes ad før.
    }
evaluation-caution-without-season = Der er { $months } måneder før start. Der skal 24 til, før årstiden kan regnes med.
evaluation-caution-near-disruption = Indsatsen begyndte tæt på en særlig periode. Den går ud i sammenligningen, hvis den ramte alle lige meget.
evaluation-caution-shared-definition-break = Tallene blev gjort op på en ny måde, da indsatsen begyndte. Det gjaldt alle enheder og går derfor ud i sammenligningen.
evaluation-caution-start-choice-unknown = Ingen har skrevet ned, om startmåneden blev valgt, før I så tallene.
evaluation-caution-no-smallest-worthwhile = I har ikke besluttet, hvor meget der er værd at få. Derfor kan vi ikke sige, om en ændring er stor nok.
evaluation-caution-same-people = De samme mennesker kan have svaret begge gange. Derfor er spændet snarere for bredt end for smalt.
evaluation-caution-compared-outside = Alle enheder i området er med. Derfor sammenligner vi med enheder uden for det, og de kan have været anderledes på forhånd.
evaluation-caution-not-drawn = Det er ikke trukket ved lod, hvem der begyndte. De andre kan have været anderledes på forhånd.
evaluation-caution-units-not-shown =
    { $units ->
        [one] Én enhed er ikke med, fordi dens tal ikke er vist i begge målinger.
       *[other] { $units } enheder er ikke med, fordi deres tal ikke er vist i begge målinger.
    }

# Derfor siger vi ikke mere
evaluation-cap-title = Derfor siger vi ikke mere
evaluation-cap-start-chosen-after-seeing = Startmåneden blev valgt, efter at I havde set tallene. Så kan et tilfældigt udsving ligne en ændring.
evaluation-lack-not-begun = Indsatsen er ikke begyndt i nogen enhed endnu.
evaluation-lack-no-survey = Der er ingen afsluttet måling med skalaen endnu.
evaluation-lack-no-survey-before = Der blev ikke målt, før indsatsen begyndte. Så er der intet at sammenligne med.
evaluation-lack-no-survey-since = Der er ikke målt, siden indsatsen begyndte.
evaluation-lack-wording-changed = Spørgsmålene er ændret siden målingen før start. Så kan de to ikke sammenlignes.
evaluation-lack-not-shown = Ingen enhed, hvor indsatsen er begyndt, er vist i begge målinger.
evaluation-lack-few-units =
    { $begun ->
        [one] Der er tal fra 1 enhed, hvor indsatsen er begyndt, og { $beside }, hvor den ikke er. Der skal mindst { $need } til på hver side.
       *[other] Der er tal fra { $begun } enheder, hvor indsatsen er begyndt, og { $beside }, hvor den ikke er. Der skal mindst { $need } til på hver side.
    }
evaluation-lack-two-sided = Både for lidt og for meget er skidt på den skala. Om en ændring er god, kommer an på, hvor enheden lå.
evaluation-wide = Tallene kan altså hverken udelukke, at der ingen forskel er, eller at der er den, I besluttede var værd at få: { $worthwhile }.

# Det ville afgøre det
evaluation-settles-title = Det ville afgøre det
evaluation-settles-none = Vi kan ikke pege på noget, der ville afgøre det inden for få år.
evaluation-settles-more-months =
    { $months ->
        [one] Omkring 1 måned mere med tal efter start.
       *[other] Omkring { $months } måneder mere med tal efter start.
    }
evaluation-settles-older-months =
    { $months ->
        [one] Tal fra 1 måned længere tilbage, gjort op på samme måde.
       *[other] Tal fra { $months } måneder længere tilbage, gjort op på samme måde.
    }
evaluation-settles-more-comparison-units =
    { $units ->
        [one] Én enhed mere at sammenligne med.
       *[other] Omkring { $units } enheder mere at sammenligne med.
    }
evaluation-settles-more-treated-units =
    { $units ->
        [one] Én enhed mere, der begynder.
       *[other] Omkring { $units } enheder mere, der begynder.
    }
evaluation-settles-later-start = En ny start i flere enheder, mindst { $months } måneder efter den særlige periode.
evaluation-settles-start-set-beforehand = En start i flere enheder, hvor I skriver måneden ned, før I ser tallene.
evaluation-settles-starts-together = At mindst to enheder begynder i samme måned.
evaluation-settles-same-definition = Tal gjort op på samme måde før og efter start.
evaluation-settles-a-lot = At I trækker lod om, hvem der begynder hvornår. Så er forskellen ikke et spørgsmål om, hvem der var mest klar.
evaluation-settles-next-survey = Den næste måling.
evaluation-settles-start-after-survey = En start i flere enheder, efter at I har målt.
evaluation-settles-same-words = En måling med de samme spørgsmål som før start.

# Siden
evaluation-title = Virkede det?
evaluation-title-running = Virker det?
evaluation-about = { $indicator }, { $from } til { $to }
evaluation-verdict-title = Svaret
evaluation-picture = Forskellen mod det ventede uden indsatsen
evaluation-zero = ingen forskel
evaluation-worth = værd at få
evaluation-worth-any = enhver forskel
evaluation-fewer = { $number } færre
evaluation-more = { $number } flere
evaluation-lower = { $number } lavere
evaluation-higher = { $number } højere
evaluation-no-bound = uden grænse
evaluation-change-down = et fald på { $amount }
evaluation-change-up = en stigning på { $amount }
evaluation-change-days-down =
    { $one ->
        [yes] 1 sygedag færre
       *[no] { $number } færre sygedage
    }
evaluation-change-days-up =
    { $one ->
        [yes] 1 sygedag mere
       *[no] { $number } flere sygedage
    }
evaluation-at-least-down = et fald på mindst { $amount }
evaluation-at-least-up = en stigning på mindst { $amount }
evaluation-at-least-days-down =
    { $one ->
        [yes] mindst 1 sygedag færre
       *[no] mindst { $number } færre sygedage
    }
evaluation-at-least-days-up =
    { $one ->
        [yes] mindst 1 sygedag mere
       *[no] mindst { $number } flere sygedage
    }
evaluation-short-down = et fald på { $number }
evaluation-span-down = et fald på mellem { $least } og { $amount }
evaluation-span-up = en stigning på mellem { $least } og { $amount }
evaluation-span-days-down = mellem { $least } og { $number } færre sygedage
evaluation-span-days-up = mellem { $least } og { $number } flere sygedage
evaluation-change-points-down = { $amount } lavere
evaluation-change-points-up = { $amount } højere
evaluation-at-least-points-down = mindst { $amount } lavere
evaluation-at-least-points-up = mindst { $amount } højere
evaluation-span-points-down = mellem { $least } og { $amount } lavere
evaluation-span-points-up = mellem { $least } og { $amount } højere
evaluation-span-both = fra { $down } til { $up }
evaluation-span-from-nothing = fra ingen forskel til { $change }
evaluation-span-down-open = fra { $change } og nedad uden grænse
evaluation-span-up-open = fra { $change } og opad uden grænse
evaluation-amount-days =
    { $one ->
        [yes] 1 sygedag
       *[no] { $number } sygedage
    }
evaluation-amount-rate-percent =
    { $one ->
        [yes] 1 procentpoint
       *[no] { $number } procentpoint
    }
evaluation-amount-per-person = { $number } pr. ansat
evaluation-amount-count = { $number }
evaluation-amount-per-vacancy = { $number } pr. opslået stilling
evaluation-amount-money = { $number } kr.
evaluation-amount-points =
    { $one ->
        [yes] 1 point
       *[no] { $number } point
    }
evaluation-per-days = om måneden
evaluation-per-count = om måneden i hver enhed
evaluation-per-money = om måneden i hver enhed
evaluation-per-points = på skalaen
evaluation-worth-days = { $points } procentpoint, her { $amount }
evaluation-unit-days = sygedage om måneden
evaluation-unit-rate-percent = procentpoint
evaluation-unit-per-person = antal pr. ansat
evaluation-unit-count = antal om måneden i hver enhed
evaluation-unit-per-vacancy = antal pr. opslået stilling
evaluation-unit-money = kroner om måneden i hver enhed
evaluation-chance = Havde indsatsen ingen betydning, ville så stor en forskel komme { $times }. Vi har talt op over { $ways } måder, starten kunne være faldet på.
evaluation-chance-rare = færre end 1 ud af 1.000 gange
evaluation-chance-thousand = { $count } ud af 1.000 gange
evaluation-chance-hundred = { $count } ud af 100 gange
evaluation-design-title = Sådan er der regnet
evaluation-refused = Derfor ikke »{ $design }«
evaluation-others-title = Det giver andre måder at regne på
evaluation-others-way = Måde
evaluation-others-effect = Forskel
evaluation-way-group-time = Hver start holdt op mod de tolv måneder før
evaluation-way-without-disruption = Uden månederne i særlige perioder
evaluation-way-without-unit = Uden { $unit }
evaluation-way-autoregressive = Med en model, hvor hver måned ligner den før
evaluation-way-independent = Med måneder, der er uafhængige af hinanden
evaluation-way-handled-a = De særlige måneder tæller som alle andre
evaluation-way-handled-b = De særlige måneder er taget ud
evaluation-way-handled-c = De særlige måneder har deres eget niveau og forløb
evaluation-way-handled-d = Holdt op mod enheder uden for indsatsen
evaluation-way-handled-e = Kun månederne efter de særlige
evaluation-way-handled-f = De særlige måneder har deres eget niveau
evaluation-way-not-possible = Kan ikke regnes ud
evaluation-units-title = Enheder og måneder
evaluation-units-help = Dem, der ikke er begyndt, sammenligner vi med. Tal, der hviler på for få medarbejdere, er ikke med.
evaluation-unit = Enhed
evaluation-unit-without = { $unit } uden { $others }
evaluation-began = Start
evaluation-not-begun = Ikke begyndt
evaluation-months = Måneder med tal
evaluation-withheld = Måneder uden, for få medarbejdere
evaluation-months-short = Måneder
evaluation-withheld-short = Skjult
evaluation-settings-title = Sådan kan det regnes efter
evaluation-settings-help = Samme tal, metode og startværdi giver samme svar hver gang.
evaluation-setting-source = Kilde
evaluation-setting-confidence = Spændet er regnet til at rumme det rigtige svar i
evaluation-setting-ways = Måder, starten er byttet rundt på
evaluation-setting-seed = Startværdi for lodtrækningen
evaluation-setting-method = Metodens version
evaluation-setting-hash = Fingeraftryk af tallene
evaluation-empty = Her er ingen tal at regne på endnu
evaluation-empty-help = Kriteriet skal kunne ses i et tal, og tallet skal være indlæst for de enheder, hvor indsatsen er begyndt.
evaluation-under = under { $number }
evaluation-best = Bedste bud er { $best }.
evaluation-best-word = bedste bud
evaluation-decided = Det mindste, der er værd at få, har I sat til { $worthwhile }.
evaluation-range = { $best } ({ $from } til { $to })
evaluation-range-at-most = { $best } (højst { $to })
evaluation-range-at-least = { $best } (mindst { $from })
evaluation-axis-more-days = flere sygedage
evaluation-axis-fewer-days = færre sygedage
evaluation-axis-higher = højere
evaluation-axis-lower = lavere
evaluation-placebo =
    { $of ->
        [one] Vi har også regnet, som om det var begyndt i en anden måned før start. Den forskel er { $as_large ->
            [0] mindre.
           *[other] lige så stor.
        }
       *[other] Vi har også regnet, som om det var begyndt i { $of } andre måneder før start. { $as_large ->
            [0] Ingen af dem giver så stor en forskel.
           *[other] { $as_large } af dem giver en lige så stor forskel.
        }
    }

# Forløbet
evaluation-course-lower = Tallet ligger lavere efter start end ventet
evaluation-course-lower-open = Tallet ligger lavere efter start, men usikkerheden rummer stadig nul
evaluation-course-higher = Tallet ligger højere efter start end ventet
evaluation-course-higher-open = Tallet ligger højere efter start, men usikkerheden rummer stadig nul
evaluation-course-none = Tallet ligger efter start, som det var ventet
evaluation-course-unit = Forskel i { $unit }, hvert kvartal før og efter start, målt mod det ventede uden indsatsen
evaluation-course-series = { $indicator } i enhederne tilsammen, og det ventede uden indsatsen
evaluation-course-when = Måneder før og efter start
evaluation-course-effect = Forskel
evaluation-course-month = Måned
evaluation-course-observed = målt
evaluation-course-expected = ventet uden indsatsen
evaluation-chart = Sådan har tallene været, måned for måned
evaluation-chart-series = { $indicator } i de enheder tilsammen, hvor indsatsen er begyndt
evaluation-step-before =
    { $from ->
        [one] Måneden før
       *[other] { $from } til { $to } måneder før
    }
evaluation-step-after = Måned { $from } til { $to } efter start
evaluation-before-start = Før start
evaluation-after-start = Efter start
evaluation-as-expected = Som ventet uden indsatsen
evaluation-worth-line = { $worthwhile }: værd at få
evaluation-band = Båndet er regnet til at rumme det rigtige tal i 95 af 100 tilfælde
evaluation-tick-start = start
evaluation-tick-before = { $months } mdr. før
evaluation-tick-after = { $months } mdr. efter

# Andre måder at regne på
evaluation-others-unit = Forskel i { $unit }. Stregen er regnet til at rumme det rigtige tal i { $percent } af 100 tilfælde
evaluation-way-ours = Vores beregning
evaluation-way-with-everything = Med alt det, I har udeladt
evaluation-way-robust-errors = Når nabomåneder ligner hinanden
evaluation-neighbours = Månederne ligner dem, de ligger ved siden af. Derfor bruger vi det bredeste af to spænd: det fra en model, der regner med det.
evaluation-coverage-series = Spændet skal holde i 95 af 100 tilfælde. Prøvet på opdigtede tal holder det i 95, når månederne er uafhængige, i 93, når de ligner hinanden lidt, og i 91, når de ligner hinanden meget.
evaluation-coverage-cluster-bootstrap = Spændet skal holde i 95 af 100 tilfælde. Prøvet på opdigtede tal holder det i knap 93.
evaluation-coverage-randomisation = Spændet skal holde i 95 af 100 tilfælde. Prøvet på opdigtede tal holder det i knap 94.
evaluation-way-negative-binomial = Med en anden model for udsving
evaluation-way-before-and-after = Kun før og efter
evaluation-way-warning = Uden nogen at sammenligne med. Vi bruger den ikke.

# Siden om det hele
evaluation-aside = Om svaret
evaluation-caution-title = Det skal I vide
evaluation-considered-title = Det har vi taget højde for
evaluation-considered-shared = { $name }, { $from } til { $to }. Det, der ramte alle, går ud i sammenligningen.
evaluation-considered-left-out = { $name }, { $from } til { $to }. Månederne er taget ud.
evaluation-considered-season = Årstiden
evaluation-use-title = Brug svaret
evaluation-to-report = Sæt det i en statusrapport
evaluation-pdf = Hent som PDF
evaluation-csv = Hent tallene som CSV
evaluation-json = Hent det hele som JSON
evaluation-units-count =
    { $units ->
        [one] Se enheden
       *[other] Se de { $units } enheder
    }
evaluation-under-way = Vi regner: { $done } af { $of } måder er færdige.
evaluation-under-way-leave = Du kan roligt gå herfra imens.
evaluation-under-way-label = Hvor langt beregningen er
evaluation-under-way-see = Se, om svaret er der
evaluation-again = Regn efter
evaluation-earlier = Tidligere svar
evaluation-setting-computed = Regnet ud
done-evaluation-same = Vi har regnet efter. Tallene er de samme.
done-evaluation-different = Vi har regnet efter og fik andre tal. Det er en fejl i programmet. Fortæl den, der driver det.

# Når en skala i en måling viser det
evaluation-unit-points = point på skalaen
evaluation-waves-about = { $scale }: { $earlier } og { $later }
evaluation-waves-begun = Hvor indsatsen er begyndt, gik skalaen fra { $earlier } til { $later }.
evaluation-waves-beside = De andre steder gik den fra { $earlier } til { $later }.
evaluation-waves-levels-out-of-reach = Hvor højt skalaen ligger, vises her kun for dem, der må se tallene for alle enhederne.
evaluation-waves-compared-why = Vi ser, hvor meget skalaen har flyttet sig fra den ene måling til den næste, hvor indsatsen er begyndt, og trækker fra, hvor meget den har flyttet sig de andre steder. Det, der ramte alle, går ud.
evaluation-waves-alone-why = Der er ingen at sammenligne med. Derfor rummer forskellen alt, hvad der er sket mellem de to målinger.
evaluation-waves-errors = Usikkerheden regner vi ud på to måder: af hvem der tilfældigvis svarede, og af hvor forskelligt enhederne har flyttet sig. Vi bruger den største.
evaluation-waves-drawn = Det er trukket ved lod { $day }, hvem der begyndte.
evaluation-waves-units-title = Enhederne i de to målinger
evaluation-waves-units-help = Dem, der ikke er begyndt, sammenligner vi med. Her står kun tal, der er offentliggjort fra målingerne.
evaluation-waves-change = Ændring
evaluation-waves-seen = { $mean } ({ $answered } svar)
evaluation-waves-hidden = vises ikke
evaluation-waves-not-asked = ikke spurgt
evaluation-waves-out-of-reach = kun for enheden
evaluation-waves-settings-help = Offentliggjorte målinger ændrer sig ikke. Derfor er svaret det samme hver gang.
evaluation-waves-closed = lukket { $day }
evaluation-waves-sampling = Usikkerhed af, hvem der svarede
evaluation-waves-between = Usikkerhed af, hvor forskelligt enhederne flyttede sig
evaluation-waves-degrees = Frihedsgrader
evaluation-waves-results = Se resultatet af { $survey }

# Det, I har udeladt
exclusions-title = Udeladt af beregningen
exclusions-help = Er der en enhed eller nogle måneder, der ikke kan bruges, så skriv hvorfor. Grunden står her og i historikken, og vi viser også svaret uden udeladelsen.
exclusion-new = Udelad en enhed eller nogle måneder
exclusion-unit = Enhed
exclusion-all-units = Alle enheder
exclusion-first = Fra måned
exclusion-first-help = Tomt betyder alle måneder
exclusion-last = Til og med måned
exclusion-reason = Hvorfor?
exclusion-reason-help = For eksempel: Gruppen fik nyt vagtsystem i marts
exclusion-save = Udelad det
exclusion-remove = Tag med igen
exclusion-by = { $name }, { $date }
exclusion-on = { $date }
done-exclusion-saved = Det er udeladt, og svaret er regnet om.
done-exclusion-removed = Det er med igen, og svaret er regnet om.
problem-unit-or-months = Vælg en enhed, eller skriv de måneder, der skal udelades.
history-kind-exclusion = udeladelse
audit-subject-exclusion = Udeladelse
