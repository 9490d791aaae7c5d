# Kæden: hvor noget kom fra, og hvad det blev til.
chain-title = Hvor kom det fra?
chain-heading = Fra { $first } i { $from } til { $last } i { $to }
chain-lead = Tråden for »{ $title }«, det ældste øverst.
chain-file = traad
chain-pdf = Hent tråden på én side (PDF)
chain-thread = Tråden
chain-table = Det samme som tabel
chain-column-what = Hvad
chain-column-kind = Slags
chain-column-when = Dato
chain-came-of = Kom af:
chain-became = Blev til:
chain-more-links =
    { $count ->
        [one] og 1 mere
       *[other] og { $count } mere
    }
chain-see = Se hele tråden
chain-add = Skriv, hvad den kom af
chain-add-lead = Find den måling, den beslutning eller den delindsats, det begyndte med.
chain-q = Søg
chain-q-help = Et ord fra titlen, enheden eller mødet. Du finder kun det, du må læse.
chain-search = Søg
chain-from = Den kom af
chain-from-help = Vælg én. Er der flere, kan du tilføje den næste bagefter.
chain-save = Gem, hvad den kom af
chain-none = Intet passer
chain-none-help = Prøv med et andet eller et kortere ord. Målinger kan vælges, når de er lukket, og beslutninger, når de er skrevet ned.
chain-candidate = { $title } ({ $kind }, { $whose }, { $date })
chain-said = Skrevet ned her
chain-said-help = Er noget kommet med ved en fejl, kan du tage det væk fra tråden. Indsatsen og det, den kom af, ændrer sig ikke.
chain-remove = Tag væk
chain-hidden = Noget i en enhed, du ikke har adgang til
chain-hidden-help = En firkant på tråden er noget, du ikke må læse. Du kan se, at det er der, men ikke, hvad der står.
chain-empty = Der står endnu ikke noget før eller efter
chain-empty-help = Tråden vokser af sig selv, når noget bliver sat på en dagsorden, besluttet eller begyndt.
chain-measure = Delindsats: { $title }
chain-began =
    { $count ->
        [one] { $units } begynder
       *[other] { $units } begynder
    }
chain-tasks = { $done } af { $total } enheder har gjort det.
chain-more = { $whose }. { $sentence }
chain-kind-result = Måling
chain-kind-initiative = Indsats
chain-kind-measure = Delindsats
chain-kind-success-criterion = Succeskriterie
chain-kind-milestone = Milepæl
chain-kind-follow-up = Opfølgning
chain-kind-status-report = Statusrapport
chain-kind-agenda-item = Punkt på en dagsorden
chain-kind-decision = Beslutning
chain-kind-tool = Værktøj
chain-kind-site = Sted
chain-kind-disruption = Særlig periode
chain-kind-hidden = Skjult
chain-kind-gone = Slettet
chain-a-result = en måling
chain-a-initiative = en indsats
chain-a-measure = en delindsats
chain-a-success-criterion = et succeskriterie
chain-a-milestone = en milepæl
chain-a-follow-up = en opfølgning
chain-a-status-report = en statusrapport
chain-a-agenda-item = et punkt på en dagsorden
chain-a-decision = en beslutning
chain-a-tool = et værktøj
done-origin-added = Det er skrevet ned, hvad den kom af.
done-origin-removed = Det er taget væk fra tråden. Alt andet er, som det var.
problem-origin-known = Det er allerede skrevet ned.
problem-origin-ring = Det går i ring: det, du valgte, er selv kommet af den her. Vælg noget, der kom før.
decision-begin-initiative = Begynd en indsats ud fra beslutningen
chain-link-report = Statusrapport { $date }: { $title }
chain-link-point = { $title }, { $date }
