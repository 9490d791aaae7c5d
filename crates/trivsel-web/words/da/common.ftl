# Det, der står rundt om hver side, og det, flere sider deler.
skip = Gå til indholdet
menu = Menu
menu-close = Luk menuen
other-language = English
sign-out = Log ud
choose = Vælg
cancel = Fortryd
period = Fra { $from } til { $to }
since = Fra { $from }
until = Til { $to }
months-from-to = { $first } til { $last }
nav-label = Hovedmenu
nav-overview = Mit overblik
nav-get-started = Kom i gang
nav-listen = Lyt
nav-decide = Beslut
nav-act = Gør
nav-follow-up = Følg op
nav-anchor = Forankr
nav-account = Din konto
foot-protection = Sådan beskytter vi svar og tal
foot-accessibility = Tilgængelighedserklæring
foot-methods = Kilder og metoder
foot-help = Hjælp
demo-label = Demo
demo-line = Demo: Kommunen er opdigtet, og det er alle navne og tal også.
demo-you-are = Du er
demo-step-in = Se siden som en anden
count-persons =
    { $count ->
        [one] { $count } medarbejder
       *[other] { $count } medarbejdere
    }
form-errors =
    { $count ->
        [one] Ét felt skal rettes: { $fields }
       *[other] { $count } felter skal rettes: { $fields }
    }
form-quicker = En anden har gemt det samme imens
form-quicker-help = Intet af det, du skrev, er tabt: det står herunder. Hvor den anden skrev noget andet, står det ved feltet. Ret til, og gem igen: så er det dine ord, der gælder.
form-now = Nu står der: { $value }
form-now-empty = Nu står feltet tomt.
form-now-on = sat kryds
form-now-off = ikke sat kryds
form-file-again = Filen er ikke gemt: vælg den igen.
problem-required = Skriv noget her.
problem-too-long = Teksten er for lang. Der er plads til { $most } tegn.
problem-date = Det er ikke en dato. Skriv den som 31.12.2027.
problem-date-day = Skriv også dagen, for eksempel { $day }.
problem-date-year = Skriv også årstallet med fire cifre, for eksempel 31.12.2027.
problem-date-no-such-day = Den dag findes ikke i kalenderen. Se efter, om dagen og måneden er rigtige.
problem-date-iso = Skriv datoen som 2027-12-31.
problem-date-required = Skriv en dato, for eksempel 31.12.2027.
problem-month = Det er ikke en måned. Skriv den som 05-2019 eller maj 2019.
problem-number = Det er ikke et tal. Skriv det som 6,4.
problem-choose = Vælg en af mulighederne.
problem-ends-before-start = Datoen ligger før start, { $start }. Skriv en senere dato.
failure-not-found = Siden findes ikke
failure-not-found-help = Måske er den flyttet, eller også hører den til et sted, du ikke har adgang til.
failure-forbidden = Det har du ikke adgang til
failure-forbidden-help = Spørg din leder eller jeres administrator, hvis du mener, du skal kunne se det.
failure-invalid = Det kunne ikke læses
failure-invalid-help = Gå tilbage, ret det, og send igen.
problem-shape = Det kunne vi ikke læse. Skriv det igen.
failure-fields-named = Det kan ikke bruges, som det er skrevet: { $fields }
failure-fields-help = Gå tilbage, ret det, og send igen:
failure-fields = Det kan ikke bruges, som det er skrevet
failure-cross-site = Det kom fra et andet sted
failure-cross-site-help = Formularen blev sendt fra en anden side end denne. Gå tilbage, og prøv igen herfra.
pdf-not-there = Der kan ikke laves PDF her
pdf-not-there-help = Programmet er bygget uden PDF. Siderne kan stadig udskrives fra browseren. Spørg den, der driver programmet.
failure-conflict = En anden har rettet i det samme
failure-conflict-help = Gå tilbage, hent siden igen, og skriv dine rettelser ind. Det, den anden skrev, er gemt.
failure-too-many = For mange forsøg
failure-too-many-help = Vent et øjeblik, og prøv igen.
failure-too-large = Filen er for stor
failure-busy = Der er travlt lige nu
failure-busy-help = Vent et øjeblik, og prøv igen. Intet er gået tabt.
failure-unwritable = Der kan ikke gemmes lige nu
failure-unwritable-help = Det, du lige har sendt, er ikke gemt. Serveren har formentlig ikke mere plads. Sig det til dem, der driver systemet, og prøv igen senere.
failure-internal = Noget gik galt hos os
failure-internal-help = Det, du havde gemt før, er der stadig. Prøv igen om lidt.
failure-number = Skriv til jeres administrator, hvis det bliver ved. Nummeret er { $number }.
failure-to-start = Til dit overblik
failure-sign-in = Log ind først.
failure-change-password = Adgangskoden er givet af en administrator. Skift den på siderne først.
failure-forbidden-administrator-help = Rollen som administrator giver ikke adgang til indhold.
demo-line-short = Opdigtet demo

# Sider, der holder sig nye
live-changed = Nogen har rettet i indsatsen, mens du har siden åben.
live-changed-see = Hent siden igen
form-search-help = Skriv en del af navnet, og vælg
