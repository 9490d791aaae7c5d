//! What people write in the demo's surveys. Nobody wrote any of it.

use super::work::Work;

/// Comments to an item, as people in this kind of work could write them.
pub(crate) fn of(item: &str, work: Work) -> &'static [&'static str] {
    match (item, work) {
        ("keep", Work::HomeCare | Work::Nursing) => KEEP_HOME,
        ("change", Work::HomeCare | Work::Nursing) => CHANGE_HOME,
        ("keep", Work::CareHome | Work::Disability) => KEEP_CARE,
        ("change", Work::CareHome | Work::Disability) => CHANGE_CARE,
        ("keep", _) => KEEP,
        _ => CHANGE,
    }
}

const KEEP_HOME: &[&str] = &[
    "At vi ringer til hinanden fra bilen, når noget er svært.",
    "Vores morgenmøde. Ti minutter, og så ved alle, hvad dagen bringer.",
    "Vi griner sammen. Det må vi ikke miste.",
    "At man altid kan få en kollega med ud, hvis man er utryg.",
    "Faste ruter. Borgerne kender mig, og jeg kender dem.",
    "At vi selv bytter vagter indbyrdes.",
    "Tavlen med dagens farve. Så ser man, hvem der har brug for en hånd.",
    "Sparringen hver fjortende dag.",
    "Lederen tager telefonen, også sent.",
    "At nye kører med en erfaren de første uger.",
];

const CHANGE_HOME: &[&str] = &[
    "Køretiden passer ikke. Der er altid ti minutter for lidt.",
    "Vi får ruten for sent. Jeg vil gerne vide det dagen før.",
    "For mange vikarer om sommeren. Vi bruger tiden på at forklare.",
    "Mindre dokumentation. Vi skriver det samme tre steder.",
    "Pauserne ryger først, når der er travlt.",
    "Ændringer midt på dagen uden at nogen ringer.",
    "Telefonerne går i stå. Det er spild af tid hver eneste dag.",
    "Vi mangler et sted at sidde, når vi er mellem besøg.",
    "Aftenvagterne er alene for længe.",
    "Jeg vil høres, før planen bliver lavet om.",
];

const KEEP_CARE: &[&str] = &[
    "Vi hjælper hinanden på tværs af husene.",
    "Overlap ved vagtskifte. Uden det ved vi ingenting.",
    "Fredagskaffen med beboerne.",
    "At vi taler om de svære episoder samme dag.",
    "Fagligheden. Her er dygtige folk.",
    "Vi passer på dem, der er nye.",
];

const CHANGE_CARE: &[&str] = &[
    "Flere hænder om natten.",
    "Vi skal øve, hvad vi gør ved trusler. Ikke bare have en mappe om det.",
    "Vagtplanen kommer for sent.",
    "Der bliver sagt ja til alt oppefra.",
    "Mere ro ved medicinen.",
    "Møderne er for lange, og vi når aldrig det vigtige.",
];

const KEEP: &[&str] = &[
    "Godt samarbejde i teamet.",
    "At man kan arbejde hjemme en dag om ugen.",
    "En leder, der lytter.",
    "Vi har frihed til at løse opgaverne på vores måde.",
    "Stemningen i frokosten.",
    "At fejl er noget, vi taler om.",
    "Faglige møder, hvor vi lærer noget.",
    "Man bliver hilst på om morgenen.",
];

const CHANGE: &[&str] = &[
    "Færre systemer.",
    "Klarere besked om, hvad der er vigtigst.",
    "Støjen i det store kontor.",
    "Ros. Det koster ikke noget.",
    "Vi begynder på for meget nyt på én gang.",
    "Bedre introduktion til nye.",
    "Mødefri formiddage.",
    "Varmen om vinteren. Den virker ikke.",
];
