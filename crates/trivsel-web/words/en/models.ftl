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
fact-outdated = Figure from { $year }. We have not seen a newer one.
fact-outdated-newer = Figure from { $year }. There is a newer one: { $value } { $unit } in { $newer }.
deck-count =
    { $count ->
        [one] 1 card.
       *[other] { $count } cards.
    }
deck-print = Print the cards
deck-file = talk-cards-{ $deck }.pdf
line-page = Page that is shown
line-page-help = Those who take part see a section at a time as you move on.
line-deck = Talk cards
line-deck-help = The groups draw a card at a time. No group gets the same card twice.
line-shows-none = None
page-section = Section { $number } of { $count }
page-on = Show the next section
page-back = Show the previous section
card-draw = Draw a card
card-next = Draw another card
card-left =
    { $count ->
        [one] 1 card is left.
       *[other] { $count } cards are left.
    }
card-none-left = All cards are drawn.
card-note = Write a note about it
card-about = About the card: { $text }
done-cards-drawn = All cards are drawn.
failure-no-cards = There are no cards to draw just now
failure-no-cards-help = Fetch the page again. The day may have moved on.
own-text-edit = Write your own text
own-text-lead-in = Your text lies over the one that is shipped. The original is always there, and the sources stay.
own-text-title = Heading
own-text-lead = In short
own-text-body = Text
own-text-body-help = A line that begins with ## is a heading. A line that begins with - is a point.
own-text-save = Save the text
own-text-remove = Use the original text again
own-text-is = Your own text.
own-text-original = Show the original
own-text-back = Show your own text
own-text-danish-only = The text is in Danish only.
own-text-renewed = A new text came with the program. Compare it with your own.
done-own-text-saved = The text is saved.
done-own-text-removed = The original text is back.
audit-subject-own-text = Own text
line-see-page = The page that is shown
line-see-deck = The talk cards
