lessons-title = Det lærte vi: { $title }
lessons-tab = Det lærte vi
lessons-pages = Beslutningens sider
lessons-none = Ingen enheder har set tilbage endnu.
lessons-none-due = Ingen enheder har set tilbage endnu. Frist { $date }.
lessons-covered = { $done } af { $total } har set tilbage.
lessons-gathered =
    { $count ->
        [one] De tager én ting med,
       *[other] De tager { $count } ting med,
    } { $themes ->
        [0] som ikke er samlet i temaer endnu.
        [one] samlet i ét tema.
       *[other] samlet i { $themes } temaer.
    }
lessons-excused =
    { $count ->
        [one] Én er fritaget.
       *[other] { $count } er fritaget.
    }
lessons-unit-done =
    { $count ->
        [0] { $date }
        [one] { $date }, 1 ting
       *[other] { $date }, { $count } ting
    }
lessons-unit-due = frist { $date }
lessons-unit-late = mangler, fristen var { $date }
lessons-unit-excused = Gør det ikke: { $because }
lessons-theme-about =
    { $count ->
        [0] Ingen ting endnu
        [one] 1 ting
       *[other] { $count } ting
    } { $names ->
        [0] { "" }
        [one] fra 1 sted
       *[other] fra { $names } steder
    }
lessons-search = Søg i det, de skrev
lessons-search-do = Søg
lessons-show-all = Vis alle { $count }
lessons-became = Det blev til en indsats
lessons-to-initiative = Gør temaet til en indsats
lessons-theme-edit = Ret temaet
lessons-loose = Ikke lagt i et tema endnu
lessons-no-theme = Intet tema
lessons-theme-of = Tema til: { $text }
lessons-lay = Læg i temaet
lessons-new-theme = Nyt tema
lessons-theme-add = Tilføj temaet
lessons-theme-save = Gem temaet
lessons-theme-remove = Fjern temaet
lessons-theme-remove-help = Det, der ligger i temaet, bliver stående uden tema.
lessons-to-agenda = Sæt på dagsordenen
lessons-pdf = Hent som PDF
lessons-file = det-laerte-vi-{ $date }.pdf
lessons-said = Det sagde de:
lesson-line = { $text } ({ $unit })
lesson-kind = Hvad skal der ske med det?
lesson-kind-keep = Behold
lesson-kind-begin = Begynd
lesson-kind-stop = Stop
lesson-kind-remember = Husk
lesson-kind-short-keep = behold
lesson-kind-short-begin = begynd
lesson-kind-short-stop = stop
lesson-kind-short-remember = husk
lesson-text = Det tager vi med
lesson-is-shared = Del med de andre
lesson-is-shared-help = Ellers ser kun jeres egen enhed det.
lesson-sure = Der står ikke navnet på en person, eller også må det gerne stå her
lesson-shared = delt
lesson-not-shared = kun hos jer
lesson-edit = Ret
lesson-edit-title = Ret det, I tager med
lesson-save = Gem
lesson-remove = Slet
theme-title = Hvad skal temaet hedde?
theme-text = Kort om temaet
theme-text-help = Kan stå tomt.
learnt-meeting = Møde
learnt-title = Hvad skal punktet hedde?
learnt-text = Hvad skal der stå under punktet?
looking-back-own = Det tager vi med
looking-back-own-help = Kig det igennem. I kan rette ordene og lade noget blive hos jer selv.
looking-back-hold = Se tilbage sammen
looking-back-hold-help = Trivsel gør det hele klar: programmet, en tavle til alle og en kode at komme ind med. Du leder det selv.
looking-back-now = Hold det nu
looking-back-later = Planlæg en dag
looking-back-make = Gør dagen klar
looking-back-day = Se dagen, der er gjort klar
looking-back-held-on = Dagen
looking-back-starts-at = Klokken
looking-back-paper = Vi har holdt det på papir
looking-back-paper-on = Hvilken dag?
looking-back-lines = Det tager vi med
looking-back-lines-help = Én ting på hver linje. Skriv om opgaven, ikke om personer.
looking-back-kind = Hvad skal der ske med det?
looking-back-kind-help = Gælder alle linjerne. Hver af dem kan rettes bagefter.
looking-back-sure = Der står ikke navnet på en person, eller også må det gerne stå her
looking-back-write = Gem det, vi tager med
looking-back-not = Vi gør det ikke
looking-back-excused-because = Hvorfor ikke?
looking-back-excused-because-help = For eksempel: Vi er kun to. Udvalget kan se, hvad du skriver.
looking-back-excuse = Gem, at vi ikke gør det
looking-back-undo = Fortryd, og lad opgaven vente igen
task-kind-plain = Enheden gør det på sin egen måde og siger til, når det er gjort
task-kind-look-back = Tilbageblik: enheden ser tilbage og vælger, hvad den tager med
task-kind-workshop = Workshop: enheden holder en dag efter et program
task-level-employing = Alle enheder, der selv har medarbejdere
task-level-below = Enhederne lige under
task-level-chosen = Dem, vi sætter kryds ved
task-level-count = { $name } ({ $count })
task-own = Åbn
task-own-of = Åbn opgaven i { $unit }
decision-task-kind = Hvordan gør enhederne det?
decision-task-level = Hvem får opgaven?
decision-held-open = Program og spørgsmål til et tilbageblik eller en workshop
decision-questions = Hvad vil I gerne vide?
decision-questions-help = Højst tre spørgsmål, ét på hver linje.
decision-programme = Program
decision-programme-own = Det, der passer til opgaven
decision-chosen-open = Sæt kryds ved dem, der får opgaven
decision-chosen = Enheder, der får opgaven
decision-chosen-help = Gælder kun, når I har valgt »{ task-level-chosen }«. Et kryds gælder kun enheden selv.
decision-counted =
    { $count ->
        [0] Ingen enhed får opgaven, før den har et navn.
        [one] Én enhed får opgaven. Det er ikke gemt endnu.
       *[other] { $count } enheder får opgaven. Det er ikke gemt endnu.
    }
decision-look = Vis, hvor mange der får opgaven
decision-asks = Det vil udvalget gerne vide
problem-too-many-questions = Skriv højst { $most } spørgsmål.
problem-none-chosen = Sæt kryds ved mindst én enhed.
problem-hold-passed = Dagen er gået. Vælg i dag eller en senere dag.
refused-task-plain = Opgaven er ikke et tilbageblik
refused-task-plain-help = Marker den som gjort på beslutningens side.
refused-task-done = Opgaven er allerede gjort
refused-task-done-help = Fortryd det først, hvis det ikke passer.
done-theme-saved = Temaet er gemt.
done-theme-removed = Temaet er fjernet.
done-lesson-laid = Det er lagt på plads.
done-lesson-saved = Det er gemt.
done-lesson-removed = Det er slettet.
done-lessons-written = Det er gemt, og opgaven er gjort.
done-task-excused = Det er gemt, at I ikke gør det.
done-held-now = Tavlen er åben. Giv koden til de andre.
done-held-later = Dagen er gjort klar, og der er en kode til den.
done-look-back-closed = Dagen er lukket. Det, I valgte, står her.
prefill-decided = Det er besluttet i { $forum } { $date }, at alle skal gøre det her: { $task }. { $done } af { $total } har gjort det.
prefill-learnt = Det lærte vi blandt andet:
prefill-task-waits = { $task }: vi venter stadig på { $units }.
audit-subject-lesson = Noget, en enhed tager med
audit-subject-lesson-theme = Tema
audit-verb-excused = fritaget
audit-verb-lessons-written = skrevet, hvad enheden tager med
history-field-excused-because = Hvorfor ikke
history-field-lesson-kind = Hvad der skal ske
history-field-is-shared = Delt
history-field-lessons = Antal
history-field-task-kind = Slags opgave
