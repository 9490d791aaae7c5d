search-title = Søg
search-all = Søg i alt, du må se
search-button = Søg
search-found =
    { $count ->
        [one] Fundet ét sted
       *[other] Fundet { $count } steder
    }
search-none = Ingenting fundet
search-own-work = Jeres arbejde
search-toolbox = Svar og værktøjer
search-nothing = Prøv med et andet ord
search-nothing-help = Vi leder i indsatser, planer, møder, beslutninger, rapporter, målinger, enheder, personer og værktøjer, men kun i det, du må se.
search-not-kept = Det, du søger efter, bliver ikke gemt.
search-kind-initiative = Indsats
search-kind-plan = Plan
search-kind-report = Statusrapport
search-kind-survey = Måling
search-kind-committee = Mødeforum
search-kind-point = Punkt på en dagsorden
search-kind-decision = Beslutning
search-kind-unit = Enhed
