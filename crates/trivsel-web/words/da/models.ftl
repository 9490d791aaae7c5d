models-title = Modeller, tal og samtalekort
models-lead = Det, en workshopdag kan handle om. Læs det selv, vis det frem, eller print kortene.
models-from-workshops = Modeller, tal og samtalekort til dagen
models-pages = Modeller
models-decks = Samtalekort
model-statements = Udsagn, I kan gå igennem ét ad gangen
model-sources = Det bygger på
model-own-words = Teksterne er skrevet med vores egne ord.
facts-title = Tal om mental sundhed og fravær
facts-lead = Hvert tal har år og kilde. Et tal, der er blevet for gammelt, siger det selv.
facts-see = Se alle tal
fact-source = { $source }, { $year }
fact-checked = kontrolleret { $date }
fact-outdated = Tal fra { $year }. Vi har ikke set nyere tal.
fact-outdated-newer = Tal fra { $year }. Der er kommet et nyere: { $value } { $unit } i { $newer }.
deck-count =
    { $count ->
        [one] 1 kort.
       *[other] { $count } kort.
    }
deck-print = Print kortene
deck-file = samtalekort-{ $deck }.pdf
line-page = Side, der vises
line-page-help = Deltagerne ser et afsnit ad gangen, når du går videre.
line-deck = Samtalekort
line-deck-help = Grupperne kan trække et kort ad gangen. Ingen gruppe får det samme kort to gange.
line-shows-none = Ingen
page-section = Afsnit { $number } af { $count }
page-on = Vis næste afsnit
page-back = Vis forrige afsnit
card-draw = Træk et kort
card-next = Træk et nyt kort
card-left =
    { $count ->
        [one] Der er 1 kort tilbage.
       *[other] Der er { $count } kort tilbage.
    }
card-none-left = Alle kort er trukket.
card-note = Skriv en seddel om det
card-about = Til kortet: { $text }
done-cards-drawn = Alle kort er trukket.
failure-no-cards = Der er ingen kort at trække lige nu
failure-no-cards-help = Hent siden igen. Dagen er måske gået videre.
own-text-edit = Skriv jeres egen tekst
own-text-lead-in = Jeres tekst ligger over den, der følger med. Den oprindelige er der altid, og kilderne bliver stående.
own-text-title = Overskrift
own-text-lead = Kort sagt
own-text-body = Teksten
own-text-body-help = En linje, der begynder med ##, er en overskrift. En linje, der begynder med -, er et punkt.
own-text-save = Gem teksten
own-text-remove = Brug den oprindelige tekst igen
own-text-is = Jeres egen tekst.
own-text-original = Vis den oprindelige
own-text-back = Vis jeres egen tekst
own-text-danish-only = Teksten findes kun på dansk.
own-text-renewed = Der er kommet en ny tekst med programmet. Sammenlign den med jeres egen.
done-own-text-saved = Teksten er gemt.
done-own-text-removed = Den oprindelige tekst er tilbage.
audit-subject-own-text = Egen tekst
line-see-page = Siden, der vises
line-see-deck = Samtalekortene
