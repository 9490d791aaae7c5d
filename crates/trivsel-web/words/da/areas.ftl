area-title =
    { $count ->
        [0] { $area }: intet er overskredet
        [one] { $area }: 1 indsats har noget, der er overskredet
       *[other] { $area }: { $count } indsatser har noget, der er overskredet
    }
area-lead =
    Fraværet ligger lavere end året før i { $lower } og højere i { $higher } af enhederne herunder. { $hidden ->
        [0] Ingen er skjult.
        [one] 1 er skjult.
       *[other] { $hidden } er skjult.
    }
area-heading = Enhederne i { $area }
area-no-units = Der er ingen enheder under denne. Tallene herunder er enhedens egne.
area-by-tree = I samme orden som i organisationen. Vælg en overskrift for en anden orden.
area-to-tree = Tilbage til organisationens orden
area-unit = Enhed
area-before = Fravær året før, %
area-now = Fravær nu, %
area-change = Forskel
area-running = Indsatser i gang
area-overdue = Med noget overskredet
area-answers = Har svaret, %
area-tasks = Opgaver gjort
area-tasks-all = Opgaver i alt
area-whole = Hele området
area-hidden = skjult
area-not-now = ingen nyere tal
area-missing = ingen tal
area-done-of = { $done } af { $total }
area-hidden-title = Nogle tal er skjult for at beskytte dem, de handler om.
area-hidden-counted = { $unit }: fraværet er skjult, men tæller med i { $above }.
area-hidden-absence = { $unit }: fraværet er skjult.
area-hidden-answers = { $unit }: svarene er skjult, eller enheden blev spurgt sammen med andre. De tæller med i hele målingen.
area-months = »Nu« er de seneste 12 måneder, og »året før« er de 12 måneder inden.
area-answers-of = Svarene er fra
area-file = enheder
area-see = Se enhederne i { $area } side om side
