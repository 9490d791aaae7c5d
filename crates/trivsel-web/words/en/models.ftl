models-title = Models, figures and talk cards
models-lead = What a workshop day can be about. Read it, show it, or print the cards.
models-from-workshops = Models, figures and talk cards for the day
models-pages = Models
models-decks = Talk cards
model-statements = Statements to go through one at a time
model-sources = What it rests on
model-own-words = The texts are written in our own words.
facts-title = Figures on mental health and absence
facts-lead = Each figure has a year and a source. One that has grown too old says so.
facts-see = See all figures
fact-source = { $source }, { $year }
fact-checked = checked { $date }
fact-outdated = Figure from { $year }. No newer one was seen.
fact-outdated-newer = Figure from { $year }, there is a newer one: { $value } { $unit } in { $newer }.
deck-count =
    { $count ->
        [one] 1 card.
       *[other] { $count } cards.
    }
deck-print = Print the cards
deck-file = talk-cards-{ $deck }.pdf
