start-attention-label = Det venter på dig, og det sker i ugen
start-waiting = Det venter på dig
start-nothing-waits = Intet venter lige nu
start-nothing-waits-help = Opfølgninger, milepæle og opgaver fra udvalgene dukker op her, når de nærmer sig.
start-days-over =
    { $days ->
        [one] Skulle være sket for 1 dag siden.
       *[other] Skulle være sket for { $days } dage siden.
    }
start-due-follow-up = Opfølgning { $date } på »{ $initiative }« i { $unit }.
start-due-follow-up-in = Opfølgning { $date } i { $forum } på »{ $initiative }« i { $unit }.
start-due-milestone = Milepæl { $date } i »{ $initiative }« i { $unit }.
start-due-report = Udkast fra { $date } om »{ $initiative }« i { $unit }. Det er ikke godkendt endnu.
start-due-check = Tjek { $date } i { $unit }. Det tager to minutter.
start-fading = Indsatsen taber pusten
start-fading-all = Se alle, der taber pusten
start-leavers = Nogen stopper
start-leaver =
    { $count ->
        [one] { $name } stopper { $day } og har ansvar for 1 ting
       *[other] { $name } stopper { $day } og har ansvar for { $count } ting
    }
start-leaver-gone =
    { $count ->
        [one] { $name } stoppede { $day }, og 1 ting mangler en ny ansvarlig
       *[other] { $name } stoppede { $day }, og { $count } ting mangler en ny ansvarlig
    }
start-seen-to-by = Ansvar: { $who }.
start-of-others =
    { $count ->
        [one] 1 ting venter på andre i dit område
       *[other] { $count } ting venter på andre i dit område
    }
do-follow-up = Følg op: { $title }
do-milestone = Nå milepælen: { $title }
do-report = Skriv rapporten færdig: { $title }
do-check = Se efter, om det holder: { $title }
start-write-follow-up = Skriv opfølgning
start-open-task = Se opgaven
start-task =
    { $committee } har bedt { $total ->
        [one] én enhed
       *[other] { $total } enheder
    } om det. { $done ->
        [0] Ingen har gjort det endnu.
       *[other] { $done } har gjort det.
    }
start-task-due = Frist { $date }.
start-task-waiting = Mangler:
start-more =
    { $count ->
        [one] Se 1 mere
       *[other] Se { $count } mere
    }
start-week = Denne uge og den næste
start-today = i dag
start-day-at = { $day } kl. { $time }
start-date = I dag er det { $date }, uge { $week }.
start-lead =
    { $units ->
        [one] { $unit }: 1 enhed, { $people }.
       *[other] { $unit }: { $units } enheder, { $people }.
    }
start-lead-one = { $unit }: { $people }.
start-more-figures = Se flere tal
start-value = Værdi
start-running = I gang lige nu
start-none-running = Ingen indsatser i gang
start-none-running-help = Her står det, I har besluttet at gøre i jeres enhed.
start-all-initiatives = Se alle indsatser
start-initiative = Indsats
start-state = Tilstand
start-where = Hvor
start-next = Næste skridt
start-overdue = overskredet
start-unit-line = { $indicator }, { $measure }, måned for måned
start-unit-line-year = { $indicator }, { $measure }, gennemsnit af de seneste 12 måneder
