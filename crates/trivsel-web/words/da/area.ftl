# Områdets arbejde: delindsatser med sted og tid, indsatser under indsatser, rapporten for et område.
site-begins-whole = Hele indsatsen
ini-site-measure = Hvad begynder her?
ini-site-measure-help = Begynder kun en af delindsatserne her, så vælg den. Så kan I senere se, hvad den gjorde.
sites-spread = Det gik godt: udbred
spread-caption = Hvad kører hvor, og siden hvornår
spread-since = siden { $month }
ini-criterion-measure = Hvad handler kriteriet om?
ini-criterion-measure-help = Handler det om en delindsats, regnes der kun på de steder, hvor den er begyndt.
measure-across = På tværs
measure-in = I { $unit }
measure-for = For { $whom }
measure-job-groups = Faggrupper: { $groups }
measure-owner = Ansvarlig: { $who }
measure-due = Senest { $day }
measure-grow = Gør den til sin egen indsats
measure-grown = Er blevet sin egen indsats
ini-measure-unit = Hvor?
ini-measure-unit-help = Vælg afdelingen, hvis den kun er for én. Ellers gælder den på tværs.
ini-measure-starts-on = Første dag
ini-measure-starts-on-help = Må gerne være tom
ini-measure-ends-on = Sidste dag
ini-measure-ends-on-help = Må gerne være tom
ini-measure-audience = Hvem er den for?
ini-measure-audience-help = For eksempel: Afdelingslederne
ini-measure-job-groups = Hvilke faggrupper?
ini-measure-job-groups-help = For eksempel: SSA og SPL. Tallene gælder alle i enheden, også andre faggrupper.
ini-measure-owner = Hvem er ansvarlig?
ini-measure-owner-role = Eller hvilken rolle?
ini-measure-owner-role-help = For eksempel: Afdelingslederen. En rolle bliver, når folk skifter.
ini-measure-due-on = Hvornår skal den være gjort?
ini-measure-due-on-help = Må gerne være tom
refused-measure-used = Delindsatsen er i brug og kan ikke fjernes
refused-measure-used-help = Den står ved et sted eller et kriterie, eller den er blevet sin egen indsats. Er den opgivet, så ret den, og vælg »Droppet«.
refused-measure-grown = Delindsatsen kan ikke blive sin egen indsats nu
refused-measure-grown-help = Måske er den det allerede, eller indsatsen er afsluttet. Gå tilbage til indsatsen, og se, hvor den står.
grow-heading = Gør delindsatsen til sin egen indsats
grow-lead = Den beholder sine ord, sine steder og sine kriterier, og begge sider viser, hvor den anden er. Det, der er besluttet og låst, bliver ved med at være det.
grow-title = Hvad skal den hedde?
grow-sites =
    { $count ->
        [one] Det ene sted, hvor den kører, følger med.
       *[other] De { $count } steder, hvor den kører, følger med.
    }
grow-criteria =
    { $count ->
        [one] Det ene succeskriterie, der handler om den, følger med.
       *[other] De { $count } succeskriterier, der handler om den, følger med.
    }
grow-unit = Hvilken enhed hører den til?
grow-follow-ups = Hvilke opfølgninger følger med?
grow-follow-ups-help = Resten bliver hos den indsats, den kommer fra
grow-button = Gør den til sin egen
done-measure-grown = Delindsatsen er nu sin egen indsats. Giv den de ord, der mangler.
initiative-no-parent = Den står for sig selv
initiative-parent = Ligger den under en anden indsats?
initiative-parent-help = Vælg den indsats i jeres egen enhed eller i en enhed over jer, som den er en del af
initiative-lies-under = Ligger under
initiative-decided-back = Besluttet { $day }, skrevet ind { $written }.
criteria-frozen-late = Da var indsatsen allerede begyndt ({ $day }).
way-decided-written = { $day }, skrevet ind { $written }
ini-move-decided-on = Hvornår blev det besluttet?
ini-move-decided-on-help = Er det besluttet før i dag, så skriv den dag. Siden viser begge datoer.
problem-decided-in-future = Dagen ligger i fremtiden. Skriv den dag, det blev besluttet.
problem-parent-elsewhere = Vælg en indsats i samme enhed eller i en enhed over den.
problem-parent-ring = Den ligger allerede under den her indsats. Vælg en anden.
problem-parent-too-deep = Så ligger der mere end tre indsatser under hinanden. Vælg en, der ligger højere.
children-title = Indsatser under den her
children-empty = Ingen indsatser ligger under den her.
children-add = Skriv en indsats under den her
children-runs-in = Kører i
children-not-begun = Ikke begyndt
children-units = { $count } enheder
children-verdict = Sidste svar på, om det virkede
print-from = fra { $day }
print-site-begins = Hvad begynder
history-measure-grown = { $who } gjorde delindsatsen til sin egen indsats: { $name }
history-part-moved-over = { $who } flyttede { $kind } med over i en anden indsats: { $name }
history-field-audience = For hvem
history-field-job-groups = Faggrupper
history-field-owner = Ansvarlig
history-field-owner-role = Ansvarlig rolle
history-field-begins = Delindsats
history-field-lies-under = Ligger under
history-field-grown-into = Indsats
history-field-decided-on = Besluttet

# Statusrapport for et område
area-report-begin = Skriv statusrapport for området
area-report-help =
    { $count ->
        [one] Rapporten begynder med den ene indsats i området, områdets egne tal, beslutningerne og det, der venter. I kan rette det hele.
       *[other] Rapporten begynder med de { $count } indsatser i området, områdets egne tal, beslutningerne og det, der venter. I kan rette det hele.
    }
area-report-initiative = Hvilken indsats hører rapporten til?
area-report-initiative-help = Den står under den indsats bagefter. Den, der kan læse indsatsen, kan læse rapporten.
area-report-none = Der er ingen indsats at skrive om endnu
area-report-none-help = Rapporten hører til en af områdets indsatser. Skriv den første, så kan rapporten begynde.
area-report-title = Status for { $area }
area-report-across = På tværs:
area-report-departments = I de enkelte afdelinger:
area-report-over = afsluttet
area-report-circumstances = Det har været anderledes i perioden:
area-report-ideas = Venter på at blive besluttet:
area-report-begins = { $title } begynder i { $unit } i { $month }
area-report-task-waits = { $task }: venter i { $units }
area-report-forums = Følges i:
area-report-figures = Tallene er hele områdets: { $area }.
area-report-decisions = Beslutninger
area-report-decision = Beslutning:
area-report-coverage = { $task }: { $done } af { $of } enheder har gjort det.
history-field-belongs-to = Hører til
direction-fall-or-stay-low = skal falde eller holdes lavt
report-criterion-target-fell = Målet er { $target }. Det er ikke nået, men det er faldet så meget, som I besluttede var værd at få.
ini-criterion-direction-help = »Skal falde eller holdes lavt« er opfyldt, når niveauet til sidst er på målet eller under, eller når det er faldet mindst så meget, som er værd at få.

# Hvem et kriterie holdes op mod
comparison-title = Hvem skal vi sammenligne med?
comparison-lead = Alle enheder i området er med. Vælg nogen et andet sted, der ligner jer, og skriv hvorfor. Valget og begrundelsen står i historikken.
comparison-by-program = De nærmeste, som programmet finder
comparison-offer =
    { $count ->
        [one] { $unit }, { $count } enhed
       *[other] { $unit }, { $count } enheder
    }
comparison-unit = Sammenlign med
comparison-reason = Hvorfor dem?
comparison-reason-help = For eksempel: Samme slags vagter, og de blev ramt af corona på samme tid
comparison-save = Gem valget
comparison-choose = Vælg, hvem vi sammenligner med
comparison-chosen = Holdt op mod { $unit }: { $reason }
comparison-none = Der er ikke noget at vælge
comparison-none-help = Enten er der enheder i området, der ikke er begyndt, og så bruges de. Eller også er indsatsen ikke begyndt nogen steder.
done-comparison-saved = Valget er gemt.
history-success-criterion-compared = { $who } valgte, hvem kriteriet holdes op mod: { $name }
history-field-compared-with = Sammenlignes med
belonging-title = Hvilke indsatser hører beslutningen til?
belonging-open = Hører til en indsats
belonging-initiatives = Hører til
belonging-initiatives-help = Så kommer beslutningen med i rapporten om området
belonging-none = Der er ingen indsats at vælge
belonging-none-help = Her står de indsatser, der er i gang i udvalgets område.
