## Værktøjer: svar og værktøjer

nav-toolbox = Værktøjer
toolbox-title = Hvad står du med?
toolbox-lead = { $answers } svar, vi har skrevet ud fra kilder, og { $tools } værktøjer, som andre har lavet. Vælg, hvem du er, og hvad det handler om.
toolbox-doors = Tolv døre
toolbox-doors-help = Fire, der spørger, og tre ting, de står i: at trives, at blive i arbejdet og at komme tilbage.
toolbox-questions = Spørgsmålene
toolbox-count =
    { $count ->
        [one] 1 svar
       *[other] { $count } svar
    }

toolbox-asker-employee = Medarbejder
toolbox-asker-colleague = Kollega
toolbox-asker-manager = Leder
toolbox-asker-key-person = Nøgleperson
toolbox-asker-help-employee = Det handler om dig selv.
toolbox-asker-help-colleague = Det handler om en ved siden af dig.
toolbox-asker-help-manager = Det handler om en, du er leder for, eller om hele holdet.
toolbox-asker-help-key-person = Du er AMR, TR eller fra HR.

toolbox-purpose-prevention = At trives og forebygge
toolbox-purpose-retention = At blive i arbejdet, når det er svært
toolbox-purpose-return = At komme tilbage efter sygdom

toolbox-part-helps = Det hjælper
toolbox-part-first = Gør først
toolbox-part-avoid = Undgå
toolbox-part-more = Hvornår skal der mere til
toolbox-part-duty = Hvis ansvar er det

toolbox-evidence-none-seen = Vi har ikke set undersøgelser af det, eller det handler om regler.
toolbox-evidence-very-low = Bygger mest på erfaring. Svaret kan være rigtigt, men er ikke sikkert.
toolbox-evidence-low = Bygger på få eller svage undersøgelser. Svaret kan være rigtigt, men er ikke sikkert.
toolbox-evidence-moderate = Bygger på gode undersøgelser, der mest peger samme vej.
toolbox-evidence-high = Bygger på mange gode undersøgelser, der peger samme vej.

toolbox-source = kilde { $number }
toolbox-sources = Kilder
toolbox-about = Om svaret
toolbox-made = Sådan er svaret lavet
toolbox-made-text = Skrevet og efterset mod kilderne { $date }, endnu ikke godkendt af en fagperson.
toolbox-unchecked = Det kunne vi ikke efterprøve
toolbox-beside = Andre spørgsmål bag samme dør

toolbox-tools = Værktøjer, der hører til
toolbox-tools-help = Værktøjerne er andres. De behøver ikke være enige med svaret, og vi har ikke afprøvet dem. Et tryk på knappen fører væk fra denne side.
toolbox-not-tried = Ikke videnskabeligt afprøvet, så vidt vi har set.
toolbox-claim = Sådan omtales grundlaget:
toolbox-no-address = Adressen er ikke set
toolbox-open = Åbn hos udgiveren

toolbox-crisis = Ring nu
toolbox-crisis-life = Fare for liv:
toolbox-crisis-doctor = Ellers din egen læge
toolbox-crisis-source = 112 er efterset 30.11.2026. Andre numre viser vi først, når nogen har efterset dem.
