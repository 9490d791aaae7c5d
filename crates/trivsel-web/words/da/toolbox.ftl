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
tool-form-guide = vejledning
tool-form-site = hjemmeside
tool-form-dialogue = dialogværktøj
tool-form-questionnaire = spørgeskema
tool-form-checklist = tjekliste
tool-form-template = skabelon
tool-form-film = film
tool-form-podcast = podcast
tool-form-course = kursus
tool-form-app = app
tool-form-advice = rådgivning
tool-form-standard = standard
tool-purpose-prevention = at trives og forebygge
tool-purpose-retention = at blive i arbejdet, når det er svært
tool-purpose-return = at komme tilbage efter sygdom
tool-lead = Et værktøj fra { $publisher }. Det er ikke vores, og vi har ikke afprøvet det.
tool-about = Om værktøjet
tool-fact-form = Hvad det er
tool-fact-asker = Hvem det er til
tool-fact-purpose = Hvad det er til
tool-fact-evidence = Er det afprøvet?
tool-fact-checked = Set efter
tool-checked = Set efter { $date }.
tool-not-checked = Ingen her har set det efter endnu.
tool-is-hidden = Værktøjet er skjult. Kun redaktører kan se siden.
tool-leaves = Knappen fører væk fra denne side og hen til udgiveren.
tool-notes = Det bruger vi
tool-notes-none = Ingen har skrevet, at de bruger det. Bruger I det, så skriv, hvordan det går.
tool-note-new = Skriv, at I bruger det
tool-note-lead = Alle på arbejdspladsen kan læse det. Skriv om værktøjet, ikke om enkelte personer.
tool-note-unit = Enhed
tool-note-choose-unit = Vælg en enhed
tool-note-used-from = Brugt siden
tool-note-worked = Hvordan går det?
tool-note-text = Sådan bruger vi det
tool-note-save = Gem
tool-note-remove = Fjern
tool-worked-well = Det hjælper
tool-worked-partly = Det hjælper delvist
tool-worked-not = Det hjælper ikke
tool-used-from = Brugt siden { $date }.
tool-uses = Brugt i
tool-uses-none = Ingen indsats og intet møde, du kan se, har taget det med.
tool-uses-help = At det er brugt her, siger ikke, om værktøjet virker. Indsatserne gør mere end det ene.
tool-questions = Spørgsmål, det hører til
tool-to-measure = Tag det med i en indsats
tool-measure-lead = Værktøjet bliver en delindsats. Den husker, hvor den kom fra.
tool-measure-initiative = Indsats
tool-measure-title = Delindsatsens titel
tool-measure-description = Hvad vi gør
tool-measure-choice = { $title } ({ $unit })
tool-measure-save = Gem delindsatsen
tool-no-initiatives = Der er ingen indsats at tage det med i
tool-no-initiatives-help = Begynd en indsats, så kan værktøjet blive en del af den.
tool-new-initiative = Begynd en indsats
tool-taken = Fra værktøjet »{ $title }« ({ $publisher }).
tool-taken-address = Fra værktøjet »{ $title }« ({ $publisher }). { $address }
tool-agenda-lead = Værktøjet bliver et punkt på dagsordenen. Ret teksten, så den passer til jer.
tool-no-meetings-help = Aftal et møde i et udvalg. Så kan værktøjet komme på dagsordenen.
tool-review = Se værktøjet efter
tool-review-title = Titel
tool-review-state = Hvad gør I med det?
tool-review-url = Adresse hos udgiveren
tool-review-url-help = Kan stå tomt. Så står der »Adressen er ikke set«.
tool-review-open = Se siden hos udgiveren (åbner i et nyt vindue)
tool-review-approve = Godkend
tool-review-hide = Skjul
tool-review-next = Spring over
tool-review-keys = Tryk Enter for at godkende og gå videre. Med Tab kommer du til »Skjul« og »Spring over«. Ret felterne først, hvis noget er forkert.
done-tool-note = Det er gemt, at I bruger værktøjet.
done-tool-note-removed = Det er fjernet.
done-tool-reviewed = Gemt. Her er det næste.
problem-used-later = Dagen ligger i fremtiden. Skriv den dag, I begyndte.
problem-tool-address = Skriv en adresse, der begynder med https:// eller http://, eller lad feltet stå tomt.
toolbox-editing = Redaktørens bord
toolbox-editing-lead = { $unchecked } værktøjer er ikke set efter. { $checked } er set efter og vises.
toolbox-editing-tools = Værktøjer, ingen har set efter
toolbox-editing-tools-help = Begynd med dem, flest spørgsmål peger på. Du bliver ført fra det ene til det næste.
toolbox-editing-tools-none = Alle værktøjer er set efter.
toolbox-editing-begin = Begynd
toolbox-editing-questions =
    { $count ->
        [0] Intet spørgsmål peger på det.
        [one] 1 spørgsmål peger på det.
       *[other] { $count } spørgsmål peger på det.
    }
toolbox-editing-due = Skal ses efter igen
toolbox-editing-hidden = Skjulte værktøjer
toolbox-editing-missed = Det kunne folk ikke finde
toolbox-editing-missed-help = Ord, der er sendt mindst tre gange. Vi gemmer ikke hvem eller hvornår.
toolbox-editing-missed-none = Ingen ord er sendt tre gange.
toolbox-editing-times =
    { $count ->
        [one] 1 gang
       *[other] { $count } gange
    }
toolbox-editing-forget = Fjern
toolbox-editing-answers = Svar
toolbox-editing-answers-help = Et svar er godkendt, når en redaktør står inde for det med sit navn.
toolbox-editing-overdue = Godkendelsen er gammel
toolbox-editing-unapproved =
    { $count ->
        [one] 1 svar er ikke godkendt her
       *[other] { $count } svar er ikke godkendt her
    }
toolbox-editing-answers-none = Alle svar er godkendt her.
toolbox-unchecked-tools =
    { $count ->
        [one] 1 værktøj er ikke set efter. Begynd med dem, flest spørgsmål peger på.
       *[other] { $count } værktøjer er ikke set efter. Begynd med dem, flest spørgsmål peger på.
    }
answer-approved-by = Godkendt af { $name } { $date }.
answer-approved = Godkendt her { $date }.
answer-due = Det er længe siden. Svaret skal ses efter igen.
answer-approve = Godkend svaret med mit navn
answer-withdraw = Træk godkendelsen tilbage
answer-approve-help = Dit navn står på siden, og alle, der kan logge ind, kan se det.
toolbox-read-text = Skrevet og efterset mod kilderne { $date }.
done-answer-approved = Svaret er godkendt med dit navn.
done-answer-withdrawn = Svaret er ikke længere godkendt her.
missed-button = Det kunne jeg ikke finde
missed-help = Så sender du ordene, og ikke andet, til redaktøren. De bliver vist, når de samme ord er sendt tre gange.
done-missed-counted = Tak. Ordene er talt med. Redaktøren ser dem, når de er sendt tre gange.
done-missed-not-taken = Ordene er ikke gemt. Send kun få ord uden navne og tal.
done-missed-removed = Ordene er fjernet.
audit-subject-tool = Værktøj
audit-subject-tool-note = Brug af et værktøj
audit-subject-answer = Svar
audit-verb-hidden = skjult
history-field-address = adresse
tool-scale-title = Værktøjer til det her
tool-scale-lead = Højst tre, der handler om { $about }. De er valgt efter emne og ikke efter jeres tal.
tool-scale-none = Vi har ikke et værktøj til det.
tool-scale-why = Det handler om { $theme }.
results-tools = Værktøjer til { $scale }
criteria-tools = Værktøjer til det
own-tools-title = Jeres egne værktøjer
own-tools-lead = Retningslinjer, værktøjer og kontakter, som arbejdspladsen selv har lagt ind, og det, partnere har bidraget med.
own-tools-lead-partner = Det, I har foreslået, og hvor det står. Redaktøren på arbejdspladsen svarer.
own-tools-none = Her er ikke noget endnu. Læg jeres egen retningslinje ind, så den kan findes sammen med svarene.
own-tools-none-partner = Her er ingen værktøjer fra jer endnu. Begynd med det, jeres medlemmer bruger mest.
own-tool-new = Læg et værktøj ind
own-tool-propose = Foreslå et værktøj
own-tool-lead = Begynd med, hvem der kan bruge det her og nu, og til hvad.
own-tool-of = Fra { $publisher }.
own-tool-roles = Hvem kan bruge det her og nu?
own-tool-purposes = Til hvad?
own-tool-title = Titel
own-tool-publisher = Hvem det er fra
own-tool-form = Hvad det er
own-tool-url = Adresse
own-tool-url-help = Kan stå tomt, hvis du skriver teksten nedenfor.
own-tool-text = Tekst
own-tool-text-help = Kan stå tomt, hvis der er en adresse. Skriv ikke om enkelte personer.
own-tool-unit = Hvem det er for
own-tool-everybody = Hele arbejdspladsen
own-tool-save = Gem
own-tool-send = Send til redaktøren
own-tool-state-sent = Venter på svar
own-tool-state-shown = Vises
own-tool-state-returned = Sendt tilbage
own-tool-state-withdrawn = Trukket tilbage
own-tool-sent = Lagt ind { $date }.
own-tool-answered = Besvaret { $date }.
own-tool-answer = Svar: { $answer }
own-tool-withdraw = Træk tilbage
problem-own-roles = Vælg mindst én, der kan bruge det.
problem-own-purposes = Vælg mindst én ting, det kan bruges til.
problem-own-neither = Skriv en adresse, eller skriv teksten nedenfor.
problem-own-reason = Skriv, hvorfor det bliver sendt tilbage. Partneren kan se det.
refused-own-tools-full = Der er ikke plads til flere egne værktøjer.
done-own-tool-sent = Forslaget er sendt til redaktøren.
done-own-tool-added = Værktøjet er lagt ind og kan findes.
done-own-tool-withdrawn = Værktøjet er trukket tilbage.
partner-proposals-title = Forslag fra partnere
proposal-answer = Svar til partneren
partner-proposal-take = Tag ind
proposal-return = Send tilbage
done-partner-proposal-taken = Værktøjet er taget ind og kan findes.
done-proposal-returned = Forslaget er sendt tilbage med dit svar.
audit-subject-own-tool = Eget værktøj
audit-verb-taken-in = taget ind
audit-verb-sent-back = sendt tilbage
tool-to-plan = Skriv det i en plan
tool-plan-lead = Værktøjet bliver en linje under HVORDAN. Den husker, hvor den kom fra.
tool-plan-plan = Plan
tool-plan-text = Linjen
tool-plan-save = Gem linjen
tool-no-plans = Der er ingen plan at skrive det i
tool-no-plans-help = Begynd en plan for enheden, så kan værktøjet blive en linje i den.
tool-new-plan = Begynd en plan
done-tool-in-plan = Værktøjet står i planen.
