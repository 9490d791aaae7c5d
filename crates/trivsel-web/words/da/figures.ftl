figures-title = Tal
figures-lead = Måned for måned, med det, der skete undervejs.
figures-unit = Enhed
figures-unit-meant = Flere enheder passer til det, du skrev. Hvilken mener du?
problem-unit-unknown = Vi kender ingen enhed, der hedder sådan, eller du har ikke adgang til den. Skriv lidt af navnet eller koden.
figures-marks-more =
    { $count ->
        [one] Se 1 mere
       *[other] Se { $count } mere
    }
figures-indicator = Hvad
figures-series = Kilde
figures-chart = Diagram
figures-rules = Regler
figures-others = Vis de andre enheder samlet
figures-show = Vis
figures-empty = Ingen tal endnu
figures-empty-help = Når de er indlæst fra jeres løn- eller personalesystem, står de her.
figures-import = Indlæs tal
figures-all-categories = alle
figures-measure-rate-percent = procent
figures-measure-per-person = pr. ansat
figures-measure-count = antal
figures-measure-per-vacancy = pr. stilling
figures-measure-money = kroner
figures-value-rate-percent = { $value } procent
figures-value-per-person = { $value } pr. ansat
figures-value-count = { $value } om måneden
figures-value-per-vacancy = { $value } pr. stilling
figures-value-money = { $value } kr. om måneden
figures-chart-u-prime = Efter antal dage
figures-chart-xmr = Fra måned til måned
figures-chart-xmr-season = Fra måned til måned, uden årstid
figures-chart-u-prime-season = Efter antal dage, uden årstid
figures-chart-help-u-prime-season = Årstidens udsving er trukket fra først, målt på de første fire år. Derefter er grænserne Laneys u′: tre spredninger om gennemsnittet, sat af de første 24 måneder.
figures-chart-run = Kun midterlinjen
figures-chart-help-u-prime = Det er et u′-diagram: Grænserne er Laneys u′: tre spredninger om gennemsnittet, videre i måneder med få mulige dage og smallere i måneder med mange. De er sat af de første 24 måneder, der kan vises, uden måneder i en særlig periode.
figures-chart-help-xmr = Det er et XmR-diagram: Grænserne er gennemsnittet plus og minus 2,66 gange den gennemsnitlige forskel fra måned til måned. De er sat af de første 24 måneder, der kan vises, uden måneder i en særlig periode.
figures-chart-help-xmr-season = Årstidens udsving er trukket fra først, målt på de første fire år. Derefter er grænserne gennemsnittet plus og minus 2,66 gange den gennemsnitlige forskel fra måned til måned, sat af de første 24 måneder.
figures-chart-help-run = Det er et seriediagram: Midterlinjen er medianen. Det læses med Anhøjs to regler: en usædvanligt lang række måneder på samme side, eller usædvanligt få krydsninger.
figures-rules-nhs = Alle mønstre
figures-rules-western-electric = Flere mønstre
figures-rules-three-sigma = Kun uden for grænserne
figures-rules-help-nhs = Reglerne er NHS Making Data Count: uden for grænserne, syv i træk på samme side, syv i træk op eller ned, eller to af tre i den yderste tredjedel.
figures-rules-help-western-electric = Reglerne er Western Electric: uden for grænserne, to af tre ud over 2 spredninger, fire af fem ud over 1, eller otte i træk på samme side.
figures-rules-help-three-sigma = Kun måneder uden for grænserne bliver ringet ind.
figures-finding-lower = { $indicator } i { $unit } ligger under niveauet { $reference }
figures-finding-higher = { $indicator } i { $unit } ligger over niveauet { $reference }
figures-finding-steady = { $indicator } i { $unit } svinger som før
figures-finding-uneven = { $indicator } i { $unit } svinger mere, end tilfældet forklarer
figures-finding-varies = { $indicator } i { $unit } svinger uden en klar retning
figures-finding-not-now = { $indicator } i { $unit }: de nyeste måneder mangler eller er skjult
figures-reference-year = i { $from }
figures-reference-years = i { $from }–{ $to }
figures-reference-months = fra { $from } til { $to }
figures-level-reference = Niveauet { $reference }, som grænserne er sat efter, var { $value }.
figures-finding-too-short = { $indicator } i { $unit }: for få måneder til at se et mønster
figures-finding-hidden = { $indicator } i { $unit } er skjult
figures-finding-empty = Ingen tal endnu for { $indicator } i { $unit }
figures-unit-line = { $indicator } i { $unit }, { $measure }, måned for måned. { $chart }
figures-picture-title = { $indicator } i { $unit }, måned for måned
figures-level-now =
    { $months ->
        [one] I { $month } er niveauet { $now }.
       *[other] I de { $months } måneder til og med { $month } er niveauet { $now }.
    }
figures-level-before-and-now = I de { $months } måneder til og med { $month } er niveauet { $now }. I de { $before_months } måneder før var det { $before }.
figures-rings =
    { $rings ->
        [0] Ingen måneder er ringet ind. Ved ren tilfældighed ville det i gennemsnit være omkring { $chance }.
        [one] Én måned er ringet ind. Ved ren tilfældighed ville det i gennemsnit være omkring { $chance }.
       *[other] { $rings } måneder er ringet ind. Ved ren tilfældighed ville det i gennemsnit være omkring { $chance }.
    }
figures-trial = Grænserne er foreløbige: De bygger på færre end 12 måneder.
figures-too-short = Der er endnu for få måneder til grænser.
figures-runs = Månederne skifter sjældnere side af medianen, end tilfældighed ville give.
figures-season = Årstidens udsving er trukket fra linjen; tallene i tabellen er, som de er målt.
figures-disrupted = Måneder i en særlig periode er tegnet, men ikke regnet med i grænserne.
figures-no-cause = Billedet viser, hvad tallene gør. Det siger ikke hvorfor.
figures-median = median { $value }
figures-mean = gennemsnit { $value }
figures-limits = grænser
figures-break = ny opgørelse
figures-break-title = Ny opgørelse
figures-starts =
    { $count ->
        [one] 1 start
       *[other] { $count } starter
    }
figures-started = Begyndte i { $unit }, { $month }
figures-high = højt
figures-low = lavt
figures-withheld = skjult
figures-withheld-title = Nogle måneder er skjult for at beskytte dem, tallene handler om.
figures-withheld-help = Et tal vises kun, når det bygger på mindst { $minimum } medarbejdere i alle de seneste 12 måneder, og når det ikke kan bruges til at regne et mindre tal ud.
figures-counted-in-see = Se { $unit }
figures-counted-in = Tallet er regnet med i { $unit }.
figures-hidden-title = Alle måneder er skjult, fordi der arbejder for få her til, at tallet kan vises.
figures-offered = Se { $units } samlet
figures-merged-title = Her er flere enheder vist samlet, fordi nogle af dem er små.
figures-merged-back = Vis enheden alene
figures-others-label = De andre
figures-table = Vis tallene
figures-table-behind = Tallene bag: { $finding }
figures-column-month = Måned
figures-column-numerator = Tæller
figures-column-denominator = Nævner
figures-column-people = Medarbejdere
figures-column-centre = Midterlinje
figures-column-lower = Nedre grænse
figures-column-upper = Øvre grænse
figures-source = Kilde: { $source }. Tal til og med { $month }
figures-take-away = Tag det med:
figures-marks = Det skete undervejs
figures-how = Sådan er det regnet
figures-definition = Hvad der tælles
figures-formula = Formel
figures-good = Hvad er godt
figures-good-down = Lavere er bedre
figures-good-up = Højere er bedre
figures-good-none = Hverken højt eller lavt er godt i sig selv
figures-where-from = Hvor tallene kommer fra
problem-month-before-first = Måneden ligger før den første. Skriv en senere måned.
problem-above-zero = Skriv et tal over nul.
figures-choose = Vælg enhed og nøgletal
