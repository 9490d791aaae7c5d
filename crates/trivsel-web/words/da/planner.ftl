# Kan planen vise en forskel? Planlæggeren før start, og lodtrækningen.
# size: en ændring, skrevet for læseren: »27 færre sygedage om måneden«.
planner-see = Kan planen vise en forskel?
planner-title = Kan planen vise en forskel?
planner-about = { $indicator }, { $from } til { $to }
planner-empty = Her er ingen tal at planlægge med endnu
planner-empty-help = Kriteriet skal kunne ses i et tal, og tallet skal være indlæst for de enheder, hvor indsatsen kan begynde.

# Svaret
planner-answer = Det kan planen vise
planner-warning-design = Sådan, som planen er, kan den ikke skille indsatsen fra tilfældige udsving.
planner-warning-nothing = Sådan, som planen er, kan ingen forskel skilles fra et tilfælde.
planner-warning-small = Den mindste ændring, planen kan vise, er større end den, der er værd at få.
planner-warning-lot = Planen kan kun svare, hvis I trækker lod.
planner-advice-title = Det kan I gøre:
planner-advice-none = Vi kan ikke pege på noget, der ville hjælpe inden for få år. Vælg en større mindste ændring, der tæller, eller nøjes med at følge tallene.
planner-advice-more-units =
    { $units ->
        [one] Tag én enhed mere med, som begynder eller venter.
       *[other] Tag omkring { $units } enheder mere med, som begynder eller venter.
    }
planner-advice-more-units-elsewhere =
    { $free ->
        [0] Alle enheder her, der har tal, er allerede med, og der skal omkring { $units } til. Lav planen sammen med et andet område, eller vælg en større mindste ændring, der tæller.
        [one] Tag også den sidste enhed her med, og find omkring { $lacking } i et andet område. Kan I ikke det, så vælg en større mindste ændring, der tæller.
       *[other] Tag også de { $free } andre enheder her med, og find omkring { $lacking } i et andet område. Kan I ikke det, så vælg en større mindste ændring, der tæller.
    }
planner-advice-more-months =
    { $months ->
        [one] Følg dem omkring 1 måned længere.
       *[other] Følg dem omkring { $months } måneder længere.
    }
planner-advice-older-months =
    { $months ->
        [one] Indlæs tal fra 1 måned længere tilbage, eller begynd 1 måned senere.
       *[other] Indlæs tal fra { $months } måneder længere tilbage, eller begynd { $months } måneder senere.
    }
planner-advice-start-together = Lad mindst to enheder begynde i samme måned.
planner-advice-start-apart = Lad ikke enhederne begynde samtidig, eller lad nogle vente. Så er der nogen at sammenligne med.
planner-advice-some-wait = Lad mindst én enhed vente, så der er nogen at sammenligne med.
planner-advice-a-lot = Træk lod om, hvem der begynder hvornår.
planner-advice-wait-until = Vent til { $month }, når der er gået et år efter den særlige periode.
planner-smallest = Den mindste ændring, I ville se i 8 af 10 tilfælde: { $size }.
planner-smallest-none = Ingen ændring ville være til at se.
planner-worthwhile = Det mindste, der er værd at få
planner-worthwhile-none = Ikke besluttet. Skriv det på kriteriet, før I begynder.
planner-share = Er ændringen netop så stor
planner-share-is = ser I den i { $percent } % af tilfældene.
planner-shortest = Så længe skal I følge dem
planner-shortest-is =
    { $months ->
        [one] 1 måned efter den sidste start, så ses den i 8 af 10 tilfælde.
       *[other] Omkring { $months } måneder efter den sidste start, så ses den i 8 af 10 tilfælde.
    }
planner-shortest-none = Flere måneder efter den sidste start er ikke nok.
planner-exaggeration = Hvis I ser den
planner-exaggeration-is = vil den i gennemsnit se { $times } gange så stor ud, som den er.
planner-chance = Kan en forskel skilles fra et tilfælde?
planner-chance-can = Ja. Starterne kan falde på { $ways } måder, så en tilfældig forskel kan blive så sjælden som { $percent } %.
planner-chance-never = Nej. Starterne kan kun falde på { $ways } måder, så en tilfældig forskel kan aldrig blive sjældnere end { $percent } %. Der skal 5 % eller mindre til.
planner-ways-many = utallige
planner-design = Sådan vil der blive regnet
planner-how = Vi har trukket mange mulige forløb ud af enhedernes egne tal og regnet på dem, som vi vil regne på de rigtige bagefter. Samme tal og samme plan giver samme svar.
planner-waves-caption = Hvem der begynder hvornår
planner-wave-begins = Begynder
planner-wave-who = Enheder
planner-wave-wait = Venter
planner-wave-units =
    { $units ->
        [one] 1 enhed
       *[other] { $units } enheder
    }

# Planen
planner-plan = Planen
planner-reckon = Regn på planen
planner-unit = Hvilke enheder må begynde?
planner-unit-help = De andre enheder med tal er nogle at sammenligne med.
planner-unit-months =
    { $months ->
        [one] 1 måned med tal
       *[other] { $months } måneder med tal
    }
planner-unit-begun = begyndt { $month }
planner-unit-too-few = tallene er skjult, så få medarbejdere ikke kan kendes
planner-unit-no-figures = ingen tal
planner-first = Hvornår begynder de første?
planner-first-help = En måned, for eksempel 01-2027
planner-waves = Hvor mange bølger?
planner-waves-help = En bølge er de enheder, der begynder i samme måned
planner-gap = Måneder mellem bølgerne
planner-sizes = Enheder i hver bølge
planner-sizes-help = For eksempel 3, 3, 2. Tomt felt deler dem så lige som muligt. De, der er til overs, venter.
planner-months = Måneder, I følger dem efter den sidste start
problem-plan-units = Vælg mindst én enhed.
problem-plan-first = Vælg en måned efter den sidste med tal, og højst ti år frem.
problem-plan-number = Skriv et helt tal fra { $least } til { $most }.
problem-plan-waves = Der er flere bølger end enheder. Vælg færre bølger eller flere enheder.
problem-plan-sizes = Skriv hele tal med komma imellem, for eksempel 3, 3, 2.
problem-plan-sizes-many = Bølgerne har { $asked } enheder tilsammen, men der er kun valgt { $units }.
problem-plan-gap = Skriv mindst 1 måned, når der er flere bølger.

# Lodtrækningen
planner-lot = Træk lod
planner-lot-help = Trækker I lod om, hvem der begynder hvornår, er forskellen bagefter ikke et spørgsmål om, hvem der var mest klar. Starterne bliver skrevet ind som indsatsens steder.
planner-lot-draw = Træk lod
planner-lot-draw-again = Træk lod igen
planner-lot-drawn = Der er trukket lod om denne plan { $day }.
planner-lot-drawn-other = Der er trukket lod om en anden plan { $day }.
planner-lot-drawn-before = Der er allerede trukket lod { $day }. Den lodtrækning bliver stående.
lot-ask-title = Træk lod om denne plan?
lot-ask-lead = Sådan skrev I planen. Loddet afgør, hvilke enheder der begynder i hvilken måned.
lot-ask-units = Enhederne i loddet
lot-ask-forever = En lodtrækning kan ikke slettes eller rettes. Den bliver underskrevet og kan ses af alle, der kan se indsatsen.
lot-ask-sites = Starterne bliver skrevet ind som indsatsens steder. De erstatter starter, der allerede er planlagt for de samme enheder.
lot-ask-button = Ja, træk lod
lot-ask-back = Nej, tilbage til planen
planner-lot-begun = Indsatsen er begyndt. Der kan kun trækkes lod, før den begynder.
planner-lot-one-order = Der er intet at trække lod om, når alle begynder samtidig.
planner-lot-few-orders = Loddet kan falde på færre end 20 måder. Det er retfærdigt at trække lod, men det beviser ikke noget i sig selv.
planner-lot-beside = Loddet siger kun noget, indtil de sidste er begyndt, for de enheder, der ikke er valgt, er ikke med i det. Vælg også dem, og lad så mange vente, som der er til overs.
planner-reason = Hvorfor trækker I igen?
planner-reason-help = Den første lodtrækning bliver stående, og alle kan se den.
problem-lot-first = Vælg en måned, der ikke er begyndt endnu.
problem-lot-one-order = Der er kun én måde, loddet kan falde på. Del enhederne i flere bølger, eller lad nogle vente.
lot-begun = Indsatsen er begyndt, så der kan ikke trækkes lod mere.
lot-no-figures = Der er ingen tal at planlægge med endnu.
done-lot-drawn = Der er trukket lod. Starterne står under »Steder«.
sites-drawn = Rækkefølgen er trukket ved lod { $day }.
evaluation-order-drawn = Rækkefølgen er trukket ved lod { $day }, og indsatsen er begyndt, som loddet faldt.
print-lot = Rækkefølgen er trukket ved lod { $day }. Startværdi: { $seed }. Fingeraftryk: { $hash }.
lot-check = Se, hvordan den kan trækkes efter
lots-title = Lodtrækning
lots-lead = Hvem der begynder hvornår, og hvordan alle kan se, at det er trukket ved lod.
lots-empty = Der er ikke trukket lod
lots-empty-help = Lod trækkes i planlæggeren, »Kan planen vise en forskel?«, før indsatsen begynder.
lot-drawn-at = Trukket { $day }
lot-drawn-by = Trukket af { $who }.
lot-replaced = Erstattet af en senere
lot-reason = Derfor blev der trukket igen: { $reason }
lot-begins = Begynder
lot-waits = Venter
lot-signed = Det, der er underskrevet
lot-signed-help = SHA-256 af denne tekst er fingeraftrykket. Den, der trak, står ikke i teksten, så en person kan slettes, uden at fingeraftrykket brydes.
lot-hash = Fingeraftryk:
lot-intact = Regnet efter nu: fingeraftrykket passer.
lot-damaged = Fingeraftrykket passer ikke. Nogen har ændret i teksten efter lodtrækningen.
lot-rule = Reglen
lot-rule-1 = Enhederne stilles i rækkefølge efter deres id. Startværdien kommer fra maskinens styresystem i det øjeblik, der trækkes.
lot-rule-2 = ChaCha20 med startværdien som nøgle og nul som tæller giver tal u på 64 bit, mindste byte først. For n = antallet af enheder og ned til 2 bytter den n-te enhed plads med den på plads ⌊n · u/2⁶⁴⌋, talt fra 0.
lot-rule-3 = De første enheder i den nye rækkefølge begynder i første bølge, de næste i anden, og de sidste venter.
history-lot-drawn = { $who } trak lod om, hvem der begynder hvornår
history-kind-lot = lodtrækning
history-field-seed = Startværdi for lodtrækningen
history-field-hash = Fingeraftryk
audit-subject-lot = Lodtrækning
