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

toolbox-ask = Skriv, hvad det handler om
toolbox-ask-help = For eksempel: kollega græder, for meget at lave. Vi gemmer ikke, hvad du søger på.
toolbox-ask-button = Find svar
toolbox-found = { $answers ->
    [0] Ingen svar
    [one] 1 svar
   *[other] { $answers } svar
} og { $tools ->
    [0] ingen værktøjer
    [one] 1 værktøj
   *[other] { $tools } værktøjer
}
toolbox-found-none = Det kunne vi ikke finde
toolbox-found-nothing = Prøv med andre ord
toolbox-found-nothing-help = Skriv det, som du ville sige det til en kollega, eller vælg en af de tolv døre.
toolbox-found-answers = Svar
toolbox-found-tools = Værktøjer
toolbox-read-as = Du skrev »{ $typed }«. Vi søgte på »{ $searched }«, fordi det ord findes her.
toolbox-found-by-title = Ordet står i overskriften.
toolbox-found-by-text = Ordet står i teksten, eller spørgsmålet bliver også stillet sådan.
toolbox-found-by-synonym = Her står et ord, der betyder næsten det samme.
toolbox-found-by-typing = Her står et ord, du nok mente.
toolbox-other-language = Findes ikke på dansk.
toolbox-not-kept = Vi gemmer ikke, hvem der søger på hvad, og dine ord står ikke i adressen. Gå derfor tilbage med linket øverst.
toolbox-crisis-checked = Numrene er set efter { $date } eller senere.
crisis-page-title = Ring nu
crisis-page-lead = Er nogens liv i fare, så ring 112. Du behøver ikke være sikker, før du ringer.
crisis-lines-title = Jeres egne numre
crisis-lines-help = De bliver vist alle steder, der handler om at have det svært. Skriv kun et nummer, som du selv har ringet til eller set på ejerens egen side.
crisis-line-new = Skriv et nummer
crisis-line-edit = Ret
crisis-line-lead = Alle, der kan logge ind, ser nummeret. Skriv, hvornår du selv har set det efter.
crisis-line-danish = Hvem man får fat i
crisis-line-danish-help = For eksempel: Kommunens krisehjælp
crisis-line-english = Det samme på engelsk
crisis-line-english-help = Kan stå tomt. Så står der det samme på engelsk som på dansk.
crisis-line-phone = Telefonnummer
crisis-line-hours = Hvornår nogen svarer
crisis-line-hours-help = Kan stå tomt. For eksempel: hele døgnet
crisis-line-unit = Hvem det er for
crisis-line-everybody = Hele arbejdspladsen
crisis-line-source = Siden, hvor nummeret står
crisis-line-source-help = Kan stå tomt. Begynder med https://
crisis-line-checked-on = Set efter den
crisis-line-checked-on-help = Den dag, du ringede eller så det på ejerens side.
crisis-line-checked = Set efter { $date }.
crisis-line-save = Gem nummeret
crisis-line-remove = Fjern nummeret
done-crisis-line = Nummeret er gemt.
done-crisis-line-removed = Nummeret er fjernet.
problem-phone = Skriv et nummer, der kan ringes til: tal og mellemrum, og et plus foran, hvis det er fra udlandet.
problem-source-address = Skriv en adresse, der begynder med https://
problem-checked-later = Dagen ligger i fremtiden. Skriv den dag, nummeret blev set efter.
audit-subject-crisis-line = Krisenummer
history-field-phone = telefonnummer
history-field-hours = telefontid
history-field-checked-on = set efter
toolbox-take-along = Tag det med videre
toolbox-agenda-lead = Svaret bliver et punkt på dagsordenen. Ret teksten, så den passer til jer.
toolbox-agenda-point = Gør først: { $first } Resten af svaret: { $address }
toolbox-no-meetings-help = Aftal et møde i et udvalg. Så kan svaret komme på dagsordenen.
