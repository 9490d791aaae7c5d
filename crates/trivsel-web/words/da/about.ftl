# Siderne i foden: beskyttelse, tilgængelighed, kilder og metoder, hjælp.
about-protection-title = Sådan beskytter vi svar og tal
about-protection-lead = Hvem kan se hvad, hvad der aldrig bliver gemt, og hvorfor nogle tal er skjult.
about-protection-1 = Små grupper bliver ikke vist
about-protection-1-text =
    Et tal vises kun, når det bygger på mindst 5 medarbejdere. Arbejdspladsen kan sætte grænsen op, aldrig ned.

    En enhed med færre medarbejdere bliver lagt sammen med de enheder, den hører til. Det gælder også enheder, som ellers kunne regnes ud ved at trække tal fra hinanden. Vi kigger et år tilbage, så en enhed, der svinger omkring grænsen, ikke kommer og går.

    Er tallene delt op efter faggruppe eller lignende, skal hver gruppe være stor nok for sig. Og flytter en enhed, eller bliver et tal rettet, holder vi det nye op mod det, der allerede har været vist: kan man regne nogle få medarbejderes tal ud af forskellen, bliver flytningen afvist, og en rettelse bliver meldt, før den læses ind.

    Et skjult tal bliver aldrig til nul, og det står der altid, når noget er skjult.
about-protection-2 = Det gemmer vi
about-protection-2-text =
    Om den enkelte medarbejder gemmer vi navn, titel, arbejdsmail, enhed, faggruppe, beskæftigelsesgrad og roller.

    Fravær gemmer vi kun som summer for en enhed og en måned. Når fravær læses ind for den enkelte, bliver det lagt sammen undervejs, og linjerne bliver ikke gemt.

    Vi gemmer ikke:
    - cpr-numre: en fil med en kolonne, der ligner cpr-numre, bliver afvist
    - diagnoser eller årsager til den enkeltes sygdom
    - sygefraværssamtaler, sager og mulighedserklæringer: de hører hjemme i personalesystemet
about-protection-3 = Hvem kan se hvad
about-protection-3-text =
    - Medarbejdere ser indsatser, planer, godkendte rapporter og tal for deres egen enhed.
    - Ledere, arbejdsmiljø- og tillidsrepræsentanter ser det samme for deres enhed og alt under den.
    - Udvalgets medlemmer ser dagsordener, beslutninger og rapporter i deres område.
    - Arbejdsmiljø- og HR-konsulenter sætter målinger, kilder og indlæsning op for hele arbejdspladsen.
    - Administratorer styrer konti og roller. Rollen giver ikke i sig selv adgang til indhold.

    Alle ændringer skrives ned med navn og tidspunkt, så man kan se, hvem der har ændret hvad.
about-protection-4 = Trivselsmålinger
about-protection-4-text =
    Når I bliver spurgt om trivsel, siger intet, der er gemt, hvilket svar der er dit: Listen over, hvem der er spurgt, og kassen med svar holdes adskilt af et stempel, som din browser skjuler, og begge bliver blandet, hver gang nogen svarer. Mens en måling er åben, kan den, der driver serveren og holder øje hele tiden, gætte ud fra tiden. På siden, hvor I svarer, står der, hvor ofte det lykkes, og hvad vi ellers ikke kan love.

    Resultaterne forlader kassen én gang, og reglerne er låst, før det første svar kommer ind:
    - Gennemsnit vises fra mindst 5 svar, fordelinger fra mindst 10. Kommentarer, og tal om mobning, chikane og vold, vises fra mindst 20. Arbejdspladsen kan sætte grænserne op, aldrig ned.
    - En gruppe er skjult, når den er for lille, eller når dens tal kunne bruges til at regne en anden gruppe ud. Vi siger ikke hvilken af delene.
    - Svar, som kun en eller to har valgt, bliver vist sammen med nabosvaret. Naboerne bliver vist på samme måde, så det ikke kan regnes ud af deres tal.
    - Hvor alle har svaret næsten ens, står der fra og til.
    - Programmet beviser, før noget vises, at tallene tilsammen ikke giver en lille gruppe væk. Kan det ikke bevises, bliver det ikke vist.

    Det, vi ikke kan love: Den, der i forvejen ved, hvad de fleste i en gruppe har svaret, kan slutte sig til resten. Og kommentarer kan kendes på det, der står i dem.
about-protection-5 = Cookies
about-protection-5-text = Siderne bruger én cookie: den, der husker, at du er logget ind. Skrifter, billeder og programmer kommer fra samme sted som siden selv. Ingen andre får at vide, at du er her.
about-accessibility-title = Tilgængelighedserklæring
about-accessibility-lead = Alle skal kunne bruge siderne: med tastatur, skærmlæser, forstørrelse eller telefon.
about-accessibility-1 = Det lever siderne op til
about-accessibility-1-text =
    Siderne er bygget efter EN 301 549 og WCAG 2.1 på niveau AA.

    - Alt kan betjenes med tastatur, og det er altid til at se, hvor du er.
    - Siderne virker på en telefon, ved 200 procent forstørrelse og uden JavaScript.
    - Farver står aldrig alene: der er altid også et ord eller en form.
    - Ethvert billede af tal har en sætning, der siger, hvad det viser, og en tabel med tallene.
    - Rapporter og beskrivelser kan hentes som tilgængelige PDF-filer (PDF/UA-1).
about-accessibility-2 = Det ved vi ikke endnu
about-accessibility-2-text =
    Siderne bliver prøvet automatisk, hver gang programmet ændres. De er endnu ikke gennemgået af uvildige eksperter eller af mennesker, der bruger skærmlæser til daglig.

    Filer, som I selv lægger ind eller henter ud som regneark, kan have mangler.
about-accessibility-3 = Fandt du en fejl?
about-accessibility-3-text =
    Skriv eller ring til den, der har ansvaret for programmet hos jer, typisk jeres arbejdsmiljø- eller HR-afdeling. Fortæl, hvilken side det var, og hvad du ville gøre. Du kan altid få indholdet på en anden måde.

    Er du ikke tilfreds med svaret, og er arbejdspladsen offentlig, kan du klage til Digitaliseringsstyrelsen, som fører tilsyn med loven om webtilgængelighed.
about-accessibility-4 = Om erklæringen
about-accessibility-4-text = Erklæringen er skrevet 21.11.2026. Den bliver gennemgået mindst en gang om året, og når siderne ændres meget. En offentlig arbejdsplads skal desuden lave sin egen erklæring i Digitaliseringsstyrelsens WAS-Tool.
about-methods-title = Kilder og metoder
about-methods-lead = Hvor tallene kommer fra, hvordan de bliver regnet ud, og hvornår vi siger, at noget har ændret sig.
about-methods-1 = Kilder
about-methods-1-text =
    Tallene kommer fra arbejdspladsens egne systemer: løn og fravær, rekruttering og økonomi. Hver serie har sin kilde og sin definition, og de står under billedet. Serier med forskellige definitioner bliver aldrig lagt sammen.

    - Sygefravær: fraværsdage i forhold til mulige arbejdsdage, regnet i fuld tid.
    - Personaleomsætning: fratrådte i forhold til ansatte, opgjort på to måder, som begge er navngivet.
    - Ansøgere: antal i alt, kvalificerede, og pr. opslået stilling. En måned uden opslag mangler; den er ikke nul.
    - Vikarudgifter: kroner, som de er bogført.
about-methods-2 = Når fravær går hen over flere måneder
about-methods-2-text = Et fravær bliver delt på de måneder og enheder, det ligger i, og vejet med beskæftigelsesgraden. Kun summerne bliver gemt.
about-methods-3 = Billederne af en serie
about-methods-3-text =
    - Den stiplede eller rolige linje i midten er medianen (seriediagram, run chart) eller gennemsnittet (XmR-kort).
    - Grænserne i et XmR-kort er gennemsnittet plus og minus 2,66 gange den gennemsnitlige forskel fra måned til måned. Er der få dage at regne på, bruger vi u′-kort, som tager højde for, hvor mange dage hvert tal bygger på.
    - Et seriediagram læses efter Anhøjs regler: en usædvanlig lang række på samme side af medianen, eller usædvanlig få krydsninger af den.
    - XmR- og u′-kort læses efter reglerne fra NHS Making Data Count: et punkt uden for grænserne, syv i træk på samme side, syv i træk op eller ned, eller to af tre tæt på en grænse.

    Reglerne giver af og til udslag ved et tilfælde. Derfor er et udslag en grund til at kigge efter, ikke et bevis.
about-methods-4 = Corona og andre særlige perioder
about-methods-4-text = Måneder, hvor noget ramte alle på én gang, er markeret i billedet. De indgår ikke i midterlinje og grænser, og en rapport siger til, når de ligger i de måneder, der sammenlignes. Bliver opgørelsen lavet om, brydes linjen.
about-methods-5 = Før og nu
about-methods-5-text =
    For et succeskriterie er »før« de 12 måneder, før indsatsen begyndte det første sted, og »nu« de seneste 12 måneder med tal. Sammenligningen siger, om tallet ligger højere eller lavere. Den siger ikke, om det er indsatsen, der har gjort det.
about-methods-6 = Den mindste gruppe
about-methods-6-text = Alle tal går gennem den samme port, før de bliver vist, skrevet ud eller hentet. Den er beskrevet under »Sådan beskytter vi svar og tal«.
about-help-title = Hjælp
about-help-lead = Det, de fleste kommer for. Navnene i »citationstegn« står på knapper og links.
about-help-1 = Skriv en indsats
about-help-1-text =
    - Gå til »{ nav-act }«, og vælg »{ initiative-new }«.
    - Skriv titlen, og vælg enheden. De ni felter kan fyldes ud lidt ad gangen.
    - På indsatsens side lægger I »{ measures-title }«, »{ sites-title }«, »{ criteria-title }« og »{ follow-ups-title }« ind.
    - Når indsatsen bliver besluttet, låses succeskriterierne. De kan stadig rettes, men det kan ses.
about-help-2 = Se et tal for din enhed
about-help-2-text =
    - Gå til »{ nav-listen }«, og vælg enhed og nøgletal.
    - Sætningen over billedet siger, hvad der er at se. »{ figures-table }« viser tabellen.
    - Tallene kan hentes som billede, regneark eller tekstfil.
about-help-3 = Indlæs tal
about-help-3-text =
    - Arbejdsmiljø- eller HR-konsulenten går til »{ nav-listen }«, vælger »{ imports-title }« nederst på siden og derefter »{ import-new }«.
    - Vælg filen, se efter, at kolonnerne er genkendt rigtigt, og se summerne, før du siger ja.
    - Linjer, der ikke kan læses, bliver vist med nummer og grund. Resten kan indlæses alligevel.
about-help-4 = Spørg med en trivselsmåling
about-help-4-text =
    - Konsulenten går til »{ nav-listen }«, vælger »{ surveys-title }« og »{ survey-new }«. Ingen bliver spurgt, før målingen åbner.
    - Planen viser, hvem der kan få et resultat for sig selv, og hvad der sker hvilke dage. Den kan rettes, indtil målingen åbner.
    - De, der bliver spurgt, får et link i en mail, et kort på papir, eller de logger ind. Hvem der har svaret hvad, bliver ikke gemt.
    - Når målingen er lukket, står resultaterne på målingens side, for de enheder, hvor mange nok har svaret.
about-help-5 = Find ud af, om det virkede
about-help-5-text =
    - Før I begynder: åbn et succeskriterie på indsatsens side, og vælg »{ planner-see }«. Den regner på, hvor stor en ændring planen kan vise.
    - Bagefter: vælg »{ evaluation-title }« samme sted. Svaret er en sætning, og det, der taler imod, står ved siden af.
about-help-6 = Skriv en statusrapport
about-help-6-text =
    - Åbn indsatsen, og vælg »{ reports-title }« og »{ report-begin }«: det meste er fyldt ud.
    - Ret teksten, og skriv, hvad I selv har set.
    - Lederen godkender rapporten. Så er ord og tal låst, og den kan komme på en dagsorden eller hentes som PDF.
about-help-7 = Hold et møde
about-help-7-text =
    - Gå til »{ nav-decide }«, vælg mødeforummet, og vælg »{ meeting-new }«.
    - »{ item-new }« sætter noget på dagsordenen. Bagefter skriver I det ned under »{ decision-new }«.
    - En beslutning kan give alle enheder en opgave. På beslutningens side kan I se, hvem der er færdige.
