# Indsatser: oversigten, siden om én, og alt, der kan rettes.
change = Ret
and = og
overdue = { $day }, overskredet
pager-earlier = Forrige side
pager-later = Næste side
pager-at = Side { $page } af { $pages }

# Tilstande og andre faste ord
initiative-state-idea = Idé
initiative-state-decided = Besluttet
initiative-state-running = I gang
initiative-state-anchored = Forankret
initiative-state-ended = Afsluttet
iglo-individual = Den enkelte
iglo-group = Gruppen
iglo-management = Ledelsen
iglo-organisation = Organisationen
measure-state-planned = Planlagt
measure-state-running = I gang
measure-state-done = Gennemført
measure-state-dropped = Droppet
site-stage-pilot = Pilot
site-stage-spread = Udbredt
site-stage-anchored = Forankret
site-stage-ended = Afsluttet
direction-decrease = skal falde
direction-increase = skal stige
direction-keep-low = skal holdes lavt
direction-keep-high = skal holdes højt
frequency-once = én gang
frequency-monthly = hver måned
frequency-every-second-month = hver anden måned
frequency-quarterly = hvert kvartal
frequency-half-yearly = hvert halve år
frequency-yearly = hvert år
frequency-every-meeting = løbende, på hver dagsorden
frequency-named-months = i bestemte måneder
follow-up-in-months = i { $months }
criterion-kind-indicator = Et tal, vi følger
criterion-kind-survey-scale = En skala i trivselsmålingen
criterion-kind-observed = Det, vi ser og hører, uden tal

# Oversigten
initiatives-title = Indsatser
initiatives-lead = Alt, I prøver for at få det bedre på arbejdet. Det, der skal følges op nu, står øverst.
initiatives-back = Alle indsatser
initiatives-empty = Ingen indsatser endnu
initiatives-empty-help = En indsats er noget, I gør anderledes, for at arbejdet bliver bedre at være i. Begynd med en idé: den kan altid besluttes senere.
initiatives-none = Ingen indsatser passer
initiatives-none-help = Vælg færre betingelser, eller søg på et andet ord.
initiatives-count =
    { $count ->
        [one] { $count } indsats.
       *[other] { $count } indsatser.
    }
initiatives-due =
    { $count ->
        [one] Én af dem har noget, der skal ske senest i denne måned.
       *[other] { $count } af dem har noget, der skal ske senest i denne måned.
    }
initiatives-what = Indsats
initiatives-unit = Enhed
initiatives-state = Tilstand
initiatives-next = Næste skridt
initiatives-sites = Steder
initiatives-begins = Begynder
initiatives-all = Alle
initiatives-filter = Vælg, hvilke indsatser du vil se
initiatives-filter-q = Søg i titlen
initiatives-filter-state = Tilstand
initiatives-filter-unit = Enhed
initiatives-filter-goal = Mål
initiatives-filter-level = Niveau
initiatives-filter-works = Virker det?
initiatives-unasked = Ingen har set efter endnu
initiatives-filter-overdue = Kun det, der er overskredet
initiatives-filter-show = Vis
initiatives-filter-clear = Vis alle
saved-filters = Dine gemte visninger
saved-filter-keep = Gem denne visning
saved-filter-remove = Glem den
initiatives-filter-name = Kald visningen
initiatives-filter-name-help = Kun du ser den.
initiatives-file = indsatser
initiatives-number = Nummer
initiatives-next-day = Dag
problem-filter-empty = Vælg først, hvad du vil se.
problem-filters-many = Du har 20 gemte visninger. Glem en af dem først.
done-filter-kept = Visningen er gemt.
done-filter-removed = Visningen er glemt.

# De ni felter
initiative-new = Skriv en ny indsats
initiative-like = Lav en ny efter denne
initiative-like-help = Ordene er hentet fra en anden indsats. Delindsatser og succeskriterier følger med, når du gemmer, men uden dage, steder, navne og tal.
initiative-edit = Ret indsatsen
initiative-back = Tilbage til indsatsen
initiative-save = Gem indsatsen
initiative-save-anyway = Gem mine ord
initiative-form-lead = Skriv det, I ved nu. Kun titel og enhed skal være der fra begyndelsen, resten kan komme, mens I taler om det.
initiative-form-nine = Beskrivelsen
initiative-conflict = En anden har rettet indsatsen imens
initiative-conflict-help = Intet af det, du skrev, er tabt: det står herunder. Se først, hvad den anden ændrede. Gemmer du, er det dine ord, der gælder, og begge dele kan læses under »Ændringer«.
initiative-conflict-see = Se, hvad der er ændret (åbner i et nyt vindue)
initiative-no-goal = Intet mål valgt
initiative-nobody = Ingen valgt
initiative-title = Titel
initiative-title-help = Kort, og så alle forstår den. For eksempel: Faste morgenmøder
initiative-summary = Kort om indsatsen
initiative-summary-help = En eller to sætninger, som står under titlen
initiative-unit = Enhed
initiative-unit-help = Hvem hører indsatsen til? Hvor den foregår, skriver I under »Steder« bagefter.
initiative-iglo-level = Hvor sætter indsatsen mest ind?
initiative-goal = 1. Målsætning, som indsatsen vedrører
initiative-goal-help = Hvilket mål i jeres politik hjælper indsatsen med? Målene står under »Politikker og mål«.
initiative-goal-text = Målsætningen med jeres egne ord
initiative-goal-text-help = Derfor vil vi … Lad feltet stå tomt, hvis målet ovenfor siger det hele.
initiative-description = 2. Beskrivelse af indsats
initiative-description-help = Hvad går indsatsen ud på i hovedtræk? En blank linje giver et nyt afsnit, og en linje, der begynder med en bindestreg, bliver et punkt. De enkelte delindsatser kan få hver sin linje bagefter.
initiative-purpose = 3. Formål
initiative-purpose-help = Hvorfor vil I det her? Hvad fører det ene til, og hvad fører det så videre til?
initiative-target-group = 4. Målgruppe
initiative-target-group-help = Hvem er indsatsen for?
initiative-actors = 5. Aktører
initiative-actors-help = Hvem er med til at gøre det, og hvem skal spørges undervejs?
initiative-lead = Hvem står for indsatsen?
initiative-co-lead = Hvem står for den sammen med lederen?
initiative-co-lead-help = Gerne en repræsentant for medarbejderne: så hænger det ikke på én person. En arbejdsmiljø- eller tillidsrepræsentant kan selv ændre delindsatser og opfølgning og skrive rapporten.
initiative-schedule = 6. Tidsplan
initiative-schedule-help = Hvornår går I i gang, hvad sker hvornår, og hvornår slutter det?
initiative-starts-on = Første dag
initiative-starts-on-help = For eksempel 01.05.2019
initiative-ends-on = Sidste dag
initiative-ends-on-help = Må gerne være tom
initiative-financial-impact = 7. Økonomiske konsekvenser
initiative-financial-impact-help = Hvad koster det i tid og penge, og hvad kan det måske spare?
initiative-success-text = 8. Målbare succeskriterier
initiative-success-text-help = Hvordan kan I se, at det er lykkedes? Skriv det med ord her. Bagefter får hvert kriterium sin egen linje med tal og mål.
initiative-follow-up-text = 9. Opfølgning
initiative-follow-up-text-help = Hvordan og hvor ser I på, hvordan det går? De faste opfølgninger får hver sin linje bagefter.

# Siden om én indsats
initiative-goal-name = Målsætning, som indsatsen vedrører
initiative-description-name = Beskrivelse af indsats
initiative-purpose-name = Formål
initiative-target-group-name = Målgruppe
initiative-actors-name = Aktører
initiative-schedule-name = Tidsplan
initiative-financial-impact-name = Økonomiske konsekvenser
initiative-success-text-name = Målbare succeskriterier
initiative-follow-up-text-name = Opfølgning
initiative-goal-quote = »{ $text }«
initiative-goal-of = { $policy }, mål { $number }
initiative-lead-is = Står for indsatsen: { $name }
initiative-co-lead-is = Sammen med: { $name }
initiative-level-is = Sætter mest ind hos { $level }
initiative-not-written = Ikke skrevet endnu
initiative-description-title = Beskrivelse
initiative-description-see = Se hele beskrivelsen
initiative-print = Hent beskrivelsen som PDF
initiative-sheet = Ét ark til opslagstavlen (PDF)
initiative-sheet-file = indsats-{ $number }-et-ark.pdf
initiative-sheet-of = { $unit }. Spørg { $people }.
initiative-sheet-why = Derfor gør vi det
initiative-sheet-what = Det gør vi
initiative-sheet-where = Her gør vi det
initiative-sheet-progress = Sådan går det
initiative-sheet-now = Nu
initiative-sheet-next = Næste gang vi taler om, hvordan det går
initiative-sheet-more = { $count ->
    [one] og én til
   *[other] og { $count } til
}
initiative-docx = Hent beskrivelsen til Word
initiative-criteria-above =
    { $count ->
        [one] Kriteriet står øverst på siden.
       *[other] De { $count } kriterier står øverst på siden.
    }
initiative-follow-ups-below =
    { $count ->
        [one] Én fast opfølgning, se nedenfor.
       *[other] { $count } faste opfølgninger, se nedenfor.
    }
initiative-measures-below =
    { $count ->
        [one] Én delindsats, se nedenfor.
       *[other] { $count } delindsatser, se nedenfor.
    }
initiative-tabs = Indsatsens sider
initiative-tab-itself = Indsatsen
initiative-tab-follow-ups = Opfølgning ({ $count })
initiative-tab-figures = Tal
initiative-tab-reports = Statusrapporter ({ $count })
initiative-tab-history = Ændringer ({ $count })
initiative-report-new = Skriv statusrapport
initiative-moves = Videre herfra
initiative-moves-help = Når indsatsen går videre, bliver det skrevet ned, hvor og hvorfor det blev besluttet.
initiative-move-decided = Beslut indsatsen
initiative-move-running = Sæt den i gang
initiative-move-anchored = Den er forankret
initiative-move-ended = Afslut indsatsen
initiative-move-drop = Drop idéen
initiative-move-again = Tag den op igen

# Succeskriterier
criteria-title = Succeskriterier
criteria-empty = Ingen succeskriterier endnu
criteria-empty-help = Hvad er anderledes, når det er lykkedes? Skriv det, før I beslutter indsatsen: så kan ingen flytte målet bagefter uden at det ses.
criteria-frozen = Låst ved beslutningen { $moment }. Ikke ændret siden.
criteria-frozen-changed =
    { $count ->
        [one] Låst ved beslutningen { $moment }. Ændret én gang siden:
       *[other] Låst ved beslutningen { $moment }. Ændret { $count } gange siden:
    }
criteria-see-changes = se ændringen
criteria-what = Kriterium
criteria-line = Udvikling, mål stiplet
criteria-before = Før
criteria-before-frozen = Låst ved beslutningen
criteria-before-reckoned = Regnet ud af { $months }
criteria-now = Nu
criteria-last-seen = Senest vist: { $value } ({ $months })
criteria-target = Mål
criteria-smallest = Mindste ændring, der tæller
criteria-why = Hvorfor ikke
criteria-not-measurable = Kan ikke måles pt.
criterion-by-scale = »{ $scale }« i trivselsmålingen
criterion-by-survey = { $scale } i »{ $questionnaire }«
criterion-scale-offered = { $questionnaire }: { $scale }
criterion-own-words = Det er skrevet med egne ord, og ingen måling her viser det. Vælg en skala, når I retter kriteriet.
criterion-reworded = Spørgsmålene er ændret mellem de to målinger.
criterion-by-eye = det, vi ser og hører
criteria-observed = Det ses i hverdagen og måles ikke med et tal. Skriv, hvad I ser, ved opfølgningerne.
criterion-no-numbers = Der er ikke tal for det endnu.
criteria-withheld = for få
criterion-disrupted = { $name } ligger i de måneder, der sammenlignes.
criterion-broken = Opgørelsen er lavet om undervejs.
ini-value-rate-percent = { $number } %
ini-value-per-person = { $number } pr. ansat
ini-value-count = { $number }
ini-value-per-vacancy = { $number } pr. stilling
ini-value-money = { $number } kr.
ini-value-points = { $number } procentpoint
ini-value-scale-points = { $number } point
ini-criterion-add = Tilføj et succeskriterie
ini-criterion-change = Ret succeskriteriet
ini-criterion-save = Gem kriteriet
ini-criterion-frozen = Indsatsen er besluttet, så kriteriet er låst. I kan godt rette det, men rettelsen bliver skrevet ned, og det står på siden, at der er rettet.
ini-criterion-title = Hvad er anderledes, når det er lykkedes?
ini-criterion-title-help = For eksempel: Sygefraværet falder
ini-criterion-direction = Hvilken vej skal det?
ini-criterion-measured-by = Hvad viser det?
ini-criterion-measured-by-help = Vælg det tal eller den skala fra et spørgeskema, der viser det. Er der ingen af delene, så vælg det, I ser og hører.
ini-criterion-baseline = Hvor var det før?
ini-criterion-baseline-help = Lad feltet stå tomt, så regner vi det ud af de 12 måneder før start eller af den seneste måling før start. Det låses ved beslutningen.
ini-criterion-target = Hvor skal det hen?
ini-criterion-target-help = For eksempel 5,7. Må gerne være tomt.
ini-criterion-smallest-worthwhile = Hvad er den mindste ændring, der er værd at få?
ini-criterion-smallest-worthwhile-help = For eksempel 0,7. Så kan ingen bagefter kalde en lillebitte ændring en succes.
ini-criterion-not-measurable = Det kan ikke måles for tiden
ini-criterion-reason = Hvorfor ikke?
ini-criterion-reason-help = For eksempel: Tallene fra coronatiden kan ikke sammenlignes med dem før
ini-criterion-remove = Fjern kriteriet
ini-criterion-remove-help = Indsatsen er ikke besluttet endnu, så kriteriet kan fjernes helt.
done-criterion-saved = Kriteriet er gemt.
done-criterion-removed = Kriteriet er fjernet.
refused-criterion-frozen = Kriteriet er låst og kan ikke fjernes
refused-criterion-frozen-help = Sæt i stedet kryds ved, at det ikke kan måles, og skriv hvorfor. Så kan alle se det.

# Delindsatser
measures-title = Delindsatser
measures-empty = Ingen delindsatser. Er der flere ting i indsatsen, så giv hver sin linje.
ini-measure-add = Tilføj en delindsats
ini-measure-change = Ret delindsatsen
ini-measure-save = Gem delindsatsen
ini-measure-another = Gem, og tilføj en til
ini-measure-title = Hvad hedder den?
ini-measure-title-help = For eksempel: Fælles morgenmøder
ini-measure-description = Hvad går den ud på?
ini-measure-state = Hvor langt er den?
ini-measure-remove = Fjern delindsatsen
ini-measure-remove-help = Er den opgivet, så vælg hellere »Droppet«: så kan I huske, at I prøvede. Fjern den kun, hvis den er skrevet ved en fejl.
done-measure-saved = Delindsatsen er gemt.
done-measure-removed = Delindsatsen er fjernet.

# Steder
sites-title = Steder
sites-empty = Ikke begyndt nogen steder endnu.
sites-unit = Enhed
sites-began = Start
sites-stage = Trin
sites-people = Medarbejdere
sites-lies-in = Ligger i { $other }. Medarbejderne tælles kun med én gang.
sites-until = til { $day }
sites-not-begun =
    { $count ->
        [one] Én enhed venter.
       *[other] { $count } enheder venter.
    }
ini-site-add = Tilføj steder
ini-site-change = Ret stedet
ini-site-save = Gem
ini-site-lead = Skriv, hvornår indsatsen rigtig begynder hvert sted. Det er de datoer, der senere viser, om den virker.
ini-site-units = Hvilke enheder?
ini-site-units-help = Sæt kryds ved alle, der begynder samme dag
ini-site-unit = Hvilken enhed?
ini-site-closed-unit = Enheden er nedlagt siden
problem-site-inside = { $inner } er en del af { $outer }, som står her allerede. Flyt eller afslut det ene.
problem-site-around = { $inner } er en del af { $outer } og står her allerede. Flyt eller afslut det ene.
ini-site-stage = Hvor langt er de?
ini-site-starts-on = Første dag
ini-site-starts-on-help = For eksempel 01.05.2019
ini-site-ends-on = Sidste dag
ini-site-ends-on-help = Lad feltet stå tomt, så længe den kører
ini-site-remove = Fjern stedet
ini-site-remove-help = Er indsatsen stoppet her, så skriv hellere en sidste dag. Fjern kun stedet, hvis det er skrevet ved en fejl.
done-site-saved = Stedet er gemt.
done-site-removed = Stedet er fjernet.

# Milepæle
milestones-title = Milepæle
milestones-empty = Ingen milepæle.
milestones-what = Milepæl
milestones-due = Senest
milestones-done = Nået
ini-milestone-add = Tilføj en milepæl
ini-milestone-change = Ret milepælen
ini-milestone-save = Gem milepælen
ini-milestone-another = Gem, og tilføj en til
ini-milestone-title = Hvad skal være sket?
ini-milestone-due-on = Hvornår senest?
ini-milestone-due-on-help = For eksempel 01.09.2019
ini-milestone-responsible = Hvem sørger for det?
ini-milestone-done-on = Hvornår skete det?
ini-milestone-done-on-help = Lad feltet stå tomt, til det er sket
ini-milestone-remove = Fjern milepælen
ini-milestone-remove-help = Milepælen forsvinder fra siden, men kan stadig ses under »Ændringer«.
done-milestone-saved = Milepælen er gemt.
done-milestone-removed = Milepælen er fjernet.

# Opfølgning
follow-ups-title = Opfølgning
follow-ups-empty = Ingen faste opfølgninger endnu
follow-ups-empty-help = Aftal, hvad I ser på, hvor og hvor tit. Det er det, der holder indsatsen i live, når det nye har fortaget sig.
follow-ups-what = Hvad
follow-ups-where = Hvor
follow-ups-often = Hvor tit
follow-ups-next = Næste gang
follow-ups-source = Hvor vi ved det fra
seen-to-by = Ansvar
seen-to-by-leads = Den eller de, der står for indsatsen
follow-up-ended = stoppet { $day }
follow-up-next-meeting = Næste møde: { $day }
follow-up-on-agenda = På dagsordenen { $day }
follow-up-put-on-agenda = Sæt på næste dagsorden
ini-follow-up-add = Aftal en opfølgning
ini-follow-up-change = Ret aftalen
ini-follow-up-save = Gem aftalen
ini-follow-up-title = Hvad ser I på?
ini-follow-up-title-help = For eksempel: Sygefravær
ini-follow-up-source = Hvor ved I det fra?
ini-follow-up-source-help = For eksempel: Sygefraværsstatistik, eller en runde på mødet
ini-follow-up-committees = Hvilke udvalg eller møder?
ini-follow-up-committees-help = Vælg et, flere eller ingen.
ini-follow-up-forum = Eller med egne ord
ini-follow-up-forum-help = For eksempel: triader eller afdelings-MED
ini-follow-up-frequency = Hvor tit?
ini-follow-up-frequency-help = Løbende vil sige, at det kommer på hver dagsorden i de udvalg og møder, du har valgt.
ini-follow-up-months = Hvilke måneder?
ini-follow-up-months-help = Kun når det er i bestemte måneder. De gælder hvert år.
ini-follow-up-next-due = Næste gang
ini-follow-up-next-due-help = For eksempel 01.12.2026. Datoen flytter sig selv, når I skriver, hvad der kom ud af det.
ini-follow-up-responsible = Hvem sørger for det?
ini-follow-up-responsible-help = Den, du vælger, får opfølgningen på sin forside, når tiden nærmer sig. Vælger du en rolle, følger opfølgningen med, når en anden får rollen.
ini-follow-up-ended-on = Stoppet
ini-follow-up-ended-on-help = Lad feltet stå tomt, så længe I følger op
ini-follow-up-remove = Fjern aftalen
ini-follow-up-remove-help = Er der skrevet noget om den, kan den ikke fjernes: skriv i stedet en dato under »Stoppet«.
done-follow-up-saved = Aftalen er gemt.
done-follow-up-removed = Aftalen er fjernet.
done-follow-up-on-agenda = Opfølgningen er sat på mødets dagsorden.
refused-follow-up-used = Opfølgningen er i brug og kan ikke fjernes
refused-follow-up-used-help = Der er skrevet noget om den, eller den står på en dagsorden. Ret aftalen, og skriv en dato under »Stoppet«.
refused-no-meeting = Der er ikke noget kommende møde
refused-no-meeting-help = Planlæg først et møde i mødeforummet, og prøv så igen.
note-write = Skriv, hvad der kom ud af det
note-lead = Et par linjer er nok: hvad så I, hvad aftalte I, og hvem gør noget?
note-save = Gem
note-by = { $day }, skrevet af { $name }
notes-title = Det kom der ud af det
notes-empty = Der er ikke skrevet noget endnu.
ini-note-held-on = Hvornår talte I om det?
ini-note-text = Hvad kom der ud af det?
ini-note-text-help = Skriv gerne, hvem der gør hvad. Skriv intet om en kollegas helbred.
done-note-saved = Det er skrevet ned, og næste gang er sat.

# Fra idé til forankret
initiative-to-decided-title = Beslut indsatsen
initiative-to-decided-help = Fra nu af er det en aftale. Succeskriterierne bliver låst, så alle senere kan se, hvad I ville opnå.
initiative-to-decided-button = Beslut
initiative-to-running-title = Sæt indsatsen i gang
initiative-to-running-help = Skriv bagefter under »Steder«, hvor og hvornår den begynder.
initiative-to-running-button = Sæt i gang
initiative-to-anchored-title = Indsatsen er forankret
initiative-to-anchored-help = Den er blevet en del af hverdagen og fortsætter uden ildsjæle. Opfølgningerne bliver ved, så I opdager det, hvis den glider.
initiative-to-anchored-button = Den er forankret
initiative-to-ended-title = Afslut indsatsen
initiative-to-ended-help = Alt, der er skrevet, bliver stående og kan læses. En afsluttet indsats kan ikke sættes i gang igen.
initiative-to-ended-button = Afslut
initiative-drop-title = Drop idéen
initiative-drop-help = Alt, der er skrevet, bliver stående og kan læses. En idé, der er droppet, kan ikke tages op igen. Skriv den så som en ny.
initiative-drop-button = Drop idéen
initiative-again-title = Tag indsatsen op igen
initiative-again-help = Den var forankret, men er gledet. Det er helt almindeligt, og godt, at I så det.
initiative-again-button = Tag den op igen
ini-move-reason = Hvor og hvorfor?
ini-move-reason-help = For eksempel: Besluttet i Distrikts-MED, fordi piloten gik godt
move-no-criteria = Der er ingen succeskriterier endnu. I kan godt beslutte indsatsen uden, men så er der intet at måle den på bagefter.
move-freezes =
    { $count ->
        [one] Det ene succeskriterie bliver låst.
       *[other] De { $count } succeskriterier bliver låst.
    }
move-ends-sites =
    { $count ->
        [one] Den slutter i dag det ene sted, hvor den stadig kører.
       *[other] Den slutter i dag de { $count } steder, hvor den stadig kører.
    }
move-ends-follow-ups =
    { $count ->
        [one] Den ene opfølgning, der er tilbage, stopper.
       *[other] De { $count } opfølgninger, der er tilbage, stopper.
    }
done-initiative-added = Indsatsen er skrevet ind som en idé. Giv den nu succeskriterier og opfølgning.
done-initiative-saved = Indsatsen er gemt.
done-initiative-decided = Indsatsen er besluttet, og succeskriterierne er låst.
done-initiative-running = Indsatsen er i gang.
done-initiative-anchored = Indsatsen er forankret.
done-initiative-ended = Indsatsen er afsluttet.
refused-move = Indsatsen kan ikke gå derhen nu
refused-move-help = Måske har en anden lige flyttet den. Gå tilbage til indsatsen, og se, hvor den står.

# Indsatsens vej
way-title = Indsatsens vej
way-written = Skrevet ned
way-decided = Besluttet
way-begun = Begyndt { $count } steder
way-begun-in = Begyndt i { $units }
way-begun-more = Begyndt { $count } steder mere
way-begun-more-in = Også begyndt i { $units }
way-will-begin = { $count } steder begynder
way-will-begin-in = Begynder i { $units }
way-disruption = særlig periode
way-followed-up = Fulgt op: { $title }
way-earlier-notes =
    { $count ->
        [one] Én opfølgning før det
       *[other] { $count } opfølgninger før det
    }
way-until = til { $day }
way-report = statusrapport
way-today = I dag
way-today-sites = Begyndt { $begun } af { $of } steder
way-planned-end = Slut eller forankret

# Ændringer
history-title = Ændringer
history-lead = Her står, hvem der ændrede hvad. Intet bliver slettet herfra.
history-empty = Ingen ændringer endnu.
history-somebody = Nogen
history-before = Før:
history-after = Efter:
history-taken-out = er taget ud
history-after-freeze = Efter låsningen
history-initiative-added = { $who } skrev indsatsen ind
history-initiative-proposed = { $who } kom med idéen
history-initiative-changed = { $who } rettede beskrivelsen
history-initiative-moved = { $who } flyttede indsatsen
history-initiative-linked = { $who } skrev, hvad indsatsen kom af
history-initiative-unlinked = { $who } fjernede, hvad indsatsen kom af
history-part-added = { $who } tilføjede { $kind }: { $name }
history-part-changed = { $who } rettede { $kind }: { $name }
history-part-removed = { $who } fjernede { $kind }: { $name }
history-part-approved = { $who } godkendte { $kind }: { $name }
history-success-criterion-frozen = { $who } låste succeskriteriet ved beslutningen: { $name }
history-follow-up-followed-up = { $who } skrev, hvad der kom ud af opfølgningen: { $name }
history-follow-up-put-on-agenda = { $who } satte opfølgningen på en dagsorden: { $name }
history-kind-initiative = indsatsen
history-kind-measure = delindsats
history-kind-site = sted
history-kind-success-criterion = succeskriterie
history-kind-milestone = milepæl
history-kind-follow-up = opfølgning
history-kind-status-report = statusrapport
history-field-came-of = Kom af
history-field-title = Titel
history-field-summary = Kort om indsatsen
history-field-unit = Enhed
history-field-iglo-level = Niveau
history-field-lead = Står for indsatsen
history-field-co-lead = Sammen med
history-field-goal = Mål
history-field-goal-text = Målsætningen med egne ord
history-field-description = Beskrivelse
history-field-purpose = Formål
history-field-target-group = Målgruppe
history-field-actors = Aktører
history-field-schedule = Tidsplan
history-field-starts-on = Første dag
history-field-ends-on = Sidste dag
history-field-financial-impact = Økonomiske konsekvenser
history-field-success-text = Målbare succeskriterier
history-field-follow-up-text = Opfølgning
history-field-state = Tilstand
history-field-reason = Hvor og hvorfor
history-field-measure-state = Tilstand
history-field-stage = Trin
history-field-direction = Retning
history-field-kind = Vist ved
history-field-indicator = Tal
history-field-series = Opgørelse
history-field-survey-scale = Skala
history-field-survey = Måling
history-field-baseline = Før
history-field-target = Mål
history-field-smallest-worthwhile = Mindste ændring, der tæller
history-field-not-measurable = Kan ikke måles, fordi
history-field-due-on = Senest
history-field-done-on = Nået
history-field-source = Hvor vi ved det fra
history-field-committee = Udvalg eller møde
history-field-forums = Udvalg eller møder
history-field-forum = Sted for opfølgningen
history-field-frequency = Hvor tit
history-field-months = Måneder
history-field-next-due = Næste gang
history-field-ended-on = Stoppet
history-field-held-on = Holdt
history-field-note = Det kom der ud af det

# Det, der ikke kan bruges, som det er skrevet
problem-same-person = Vælg en anden end den, der står for indsatsen.
problem-site-taken-there = { $unit }: Indsatsen kører der allerede på det tidspunkt.
problem-site-taken = Indsatsen kører allerede i den enhed på det tidspunkt.
problem-site-end = Skriv den sidste dag, når indsatsen er afsluttet her.
problem-not-negative = Skriv et tal, der ikke er under nul.
problem-observed-number = Det, I ser og hører, har ikke et tal. Lad feltet stå tomt, eller vælg noget andet, der viser det.
problem-reason = Skriv, hvorfor det ikke kan måles.
problem-in-future = Datoen ligger i fremtiden. Skriv den dag, I talte om det.
problem-follow-up-months = Vælg mindst én måned.
problem-follow-up-months-unused = Vælg »i bestemte måneder«, eller fjern krydserne ved månederne.
problem-follow-up-not-in-months = Datoen ligger ikke i en af de måneder, du har valgt.
problem-follow-up-no-agenda = Vælg mindst ét udvalg eller møde, hvis dagsorden det skal på.
problem-follow-up-no-day = Det kommer på hver dagsorden. Lad feltet stå tomt.
initiative-lead-help = Her kan du vælge dem, der har en rolle i enheden. Når indsatsen er gemt, kan du også vælge de ansatte i den. Den, der står for indsatsen, kan ændre den og skrive rapporten, men ikke beslutte eller godkende.
initiatives-filter-fading = Kun dem, der taber pusten
vitality-title = Lever den?
vitality-green = Den lever.
vitality-yellow = Den trænger til opmærksomhed.
vitality-red = Taber pusten
vitality-quiet = Der er ikke skrevet noget siden { $date }.
vitality-late =
    { $count ->
        [one] Én opfølgning er forsinket.
       *[other] { $count } opfølgninger er forsinket.
    }
vitality-two-no = Ved de to seneste tjek var svaret nej.
vitality-no-lead = Ingen står for den.
vitality-off-agenda = Den har ikke været på en dagsorden siden { $date }.
vitality-rule = Sådan afgøres det
vitality-rule-text = Fire ting kan tale imod: intet skrevet om en opfølgning i 90 dage, en forsinket opfølgning, ingen, der står for indsatsen, og intet punkt på en dagsorden i et halvt år. Ingen af dem: den lever. En eller to: den trænger til opmærksomhed. Tre eller fire, eller et nej ved de to seneste tjek efter forankringen: den taber pusten. Der gives ingen point, og det siger ikke, om indsatsen virker.
answer-yes = Ja
answer-no = Nej
move-anchor-questions = Erfaringen siger, at fire ting holder en indsats i live. Mangler en af dem, kan I forankre alligevel. I bliver mindet om det ved det første tjek om tre måneder.
ini-move-together = Har I valgt den sammen?
ini-move-both-sides = Har både ledelse og medarbejdere været med?
ini-move-on-agenda = Er den et fast punkt på en dagsorden?
ini-move-evaluation = Har I aftalt, hvordan I evaluerer?
checks-title = Holder den?
checks-help = Efter 3, 6 og 12 måneder ser I efter, om indsatsen stadig lever. Bliver svaret nej to gange i træk, står den som en, der taber pusten.
check-hold = Svar nu
check-change = Ret svaret
check-due = Tjek { $date }
check-held = Tjek { $date }: { $outcome }
check-title = Holder »{ $title }« stadig?
check-lead = Fire spørgsmål og én linje. Det tager to minutter.
check-missing = Da indsatsen blev forankret, manglede der noget:
check-missing-together = I havde ikke valgt den sammen
check-missing-both-sides = Ledelse og medarbejdere havde ikke begge været med
check-missing-on-agenda = Den var ikke et fast punkt på en dagsorden
check-missing-evaluation = Det var ikke aftalt, hvordan I evaluerer
check-still-done = Gør I det stadig?
check-still-owned = Er der stadig nogen, der har ansvaret?
check-still-on-agenda = Er det stadig på en dagsorden?
check-evaluated = Har I evalueret det?
check-evaluated-help = En snak om, hvordan det går, tæller lige så meget som tal.
check-evaluated-yes = Ja
check-evaluated-partly = Delvist
check-evaluated-no = Nej
check-text = Én linje om, hvordan det går
check-outcome = Hvad gør I nu?
check-outcome-goes-on = Det fortsætter, som det er
check-outcome-adjust = Vi justerer det
check-outcome-take-up = Vi tager det op på et møde
check-outcome-end = Vi stopper det
check-save = Gem tjekket
done-check-saved = Tjekket er gemt.
history-anchor-check-done = { $who } så efter, om indsatsen holder

# En idé
idea-new = Kom med en idé
idea-back = Til det, I gør
idea-lead = Skriv det, som du ville sige det til en kollega. Det er nok med én linje.
idea-title = Hvad går idéen ud på?
idea-title-help = For eksempel: Fem minutter sammen, før vi kører ud
idea-purpose = Hvad ville blive bedre?
idea-purpose-help = Hvad er svært i dag, og for hvem? Skriv ikke om en bestemt kollega eller borger.
idea-description = Hvordan kunne vi prøve det?
idea-description-help = Må gerne stå tomt.
idea-unit = Hvor?
idea-unit-help = Den enhed, idéen er for.
idea-who-sees = Dine kolleger i enheden kan læse idéen. Din leder beslutter den, og det står i historikken, at den kom fra dig.
idea-send = Send idéen
done-idea-proposed = Tak. Idéen er skrevet ned, og din leder kan nu beslutte den.
