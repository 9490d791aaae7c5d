units-title = Enheder
units-lead = Arbejdspladsen, som den ser ud. Flytninger og lukninger har en dato, så I altid kan se, hvordan den så ud før.
units-day = Se enhederne, som de så ud den
units-show = Vis
units-all-today = Vis alle, som det er i dag
units-q = Find en enhed
units-q-help = Skriv lidt af navnet eller koden.
units-found =
    { $count ->
        [0] Ingen enhed passer til »{ $q }«
        [one] 1 enhed passer til »{ $q }«
       *[other] { $count } enheder passer til »{ $q }«
    }
units-found-none = Skriv færre bogstaver, eller se hele træet. Er enheden lukket, så vælg en dag, den var der.
units-below =
    { $count ->
        [one] 1 enhed under { $name }
       *[other] { $count } enheder under { $name }
    }
units-as-of = Sådan så det ud den { $date }.
units-empty = Ingen enheder den dag
units-empty-help = Opret den øverste enhed først, eller læs alle enheder ind fra et regneark.
units-import = Indlæs enheder fra en fil
unit-new = Opret en enhed
unit-new-below = Opret en enhed herunder
unit-open = Opret enheden
unit-name = Enhedens navn
unit-code = Enhedskode
unit-code-help = Jeres egen kode, fra løn- eller økonomisystemet. Den kan ikke ændres siden.
unit-parent = Overordnet enhed
unit-valid-from = Findes fra
unit-valid-from-help = Skriv en dato før jeres første tal, hvis enheden har været der længe.
unit-at-the-top = Øverst på arbejdspladsen
unit-path = Hvor enheden ligger
unit-headcount =
    { $all ->
        [0] Ingen er ansat her.
        [one] { $all } medarbejder i alt, { $own } i enheden selv.
       *[other] { $all } medarbejdere i alt, { $own } i enheden selv.
    }
unit-was-closed = Enheden lukkede { $date }.
unit-figures = Se tal for enheden
unit-initiatives = Indsatser
unit-persons = Medarbejdere
unit-below = Enheder herunder
unit-below-none = Der er ingen enheder under den her.
unit-history = Navn og placering gennem tiden
unit-people = Roller
unit-people-none = Ingen har en rolle i enheden endnu.
unit-column-unit = Enhed
unit-column-headcount = Medarbejdere
unit-column-name = Navn
unit-column-parent = Lå under
unit-column-from = Fra
unit-column-to = Til
unit-move = Flyt eller omdøb
unit-move-lead = Det, der var før, bliver stående. Tal og rapporter fra dengang ændrer sig ikke.
unit-move-save = Gem flytningen
unit-move-name = Navn fra den dag
unit-move-parent = Ligger under fra den dag
unit-move-from = Fra og med
unit-move-from-help = Samme dag som den nyeste placering retter den.
unit-close = Luk enheden
unit-close-title = Luk { $name }
unit-close-lead = Enheden skal stå tom: ingen enheder under den, ingen ansatte og intet udvalg efter dagen. Roller givet for enheden slutter samme dag. Tallene bliver stående.
unit-close-last-day = Sidste dag
unit-close-save = Luk enheden
role-safety-rep-short = AMR
problem-code-taken = Koden er brugt til en anden enhed.
problem-unit-out-of-reach = Den enhed må du ikke ændre.
problem-unit-not-open = Enheden findes ikke den dag.
problem-below-itself = Så ville enheden komme til at ligge under sig selv. Vælg en anden.
problem-parent-not-open = Den overordnede enhed findes ikke hele tiden fra den dag. Vælg en anden enhed eller en anden dato.
problem-open-units-below = Der ligger stadig enheder under den. Flyt eller luk dem først.
problem-unit-closed = Enheden er lukket { $date }.
problem-before-newest = Den nyeste ændring er dateret { $date }. Skriv den dato eller en senere.
problem-nothing-changed = Intet er ændret. Skriv et nyt navn, eller vælg en ny overordnet enhed.
problem-move-gives-away = Tallene for { $month } er allerede vist, som enhederne stod før. Vistes de igen på den nye plads, kunne man regne ud, hvad ganske få medarbejderes tal er. Lad flytningen gælde fra { $date } eller senere.
problem-unit-has-people =
    { $count ->
        [1] En medarbejder er stadig ansat her efter den dag. Flyt eller afslut ansættelsen først.
       *[other] { $count } medarbejdere er stadig ansat her efter den dag. Flyt eller afslut ansættelserne først.
    }
problem-unit-has-committee = Et udvalg hører stadig til enheden efter den dag. Flyt eller afslut det først.
done-unit-opened = Enheden er oprettet.
done-unit-moved = Ændringen er gemt.
done-unit-closed = Enheden er lukket.
unit-begin = Lad den begynde tidligere
unit-begin-lead = Enheden, og de enheder over den, der begynder senere, får en tidligere første dag. På alle dage, hvor den var der i forvejen, står den, hvor den stod.
unit-begin-valid-from = Første dag
unit-begin-save = Gem den første dag
unit-remove = Slet enheden
unit-remove-title = Slet { $name }?
unit-remove-lead = Det kan kun lade sig gøre, hvis ingen har været ansat i den, og intet andet hører til den. En enhed, der har været i brug, bliver lukket i stedet.
unit-remove-do = Slet enheden
done-unit-begun = Enheden begynder tidligere nu.
done-unit-removed = Enheden er slettet.
problem-not-earlier = Enheden begynder allerede { $date }. Skriv en tidligere dag.
refused-unit-used = Enheden har været i brug
refused-unit-used-help = Der er enheder under den, nogen har været ansat i den, eller tal, indsatser eller roller hører til den. Luk den i stedet.
audit-verb-begun-earlier = lod begynde tidligere
