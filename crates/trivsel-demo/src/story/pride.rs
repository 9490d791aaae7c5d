//! The main initiative: "Stolte af faget i hjemmeplejen", begun district by district from 2019.

use std::collections::BTreeMap;

use trivsel_domain::initiative::{Direction, Frequency, IgloLevel, MeasureState, SiteStage, State};
use trivsel_domain::month::Month;

use super::Story;
use super::calendar::{day, moment};
use super::draft::{Criterion, Draft, Due, Recurring, ShownBy, criterion_id, initiative_id};
use super::trail::Line;
use crate::Ground;
use crate::numbers::{Filled, QUALIFIED_PER_VACANCY};
use crate::truth;

/// The initiative's key.
pub(super) const KEY: &str = "pride";

/// The initiative's number.
pub(crate) const NUMBER: i32 = 1;

/// The target of the third criterion as it was frozen; it was lowered in 2022.
pub(super) const FIRST_TARGET: f64 = 2.5;

pub(super) static PRIDE: Draft = Draft {
    key: KEY,
    number: NUMBER,
    title: "Stolte af faget i hjemmeplejen",
    summary: "Faste morgenmøder, ruter med plads til ønsker og ansøgere, der ved, hvad de går ind til.",
    goal: ("health", 3),
    fields: [
        "Det meste af det, vi er gode til, foregår bag en lukket dør hos en borger, og ingen ser det. Derfor vil vi tale faget op, \
         både hos os selv og uden for huset, og gøre hverdagen lettere at være i.\n\n\
         Fem delindsatser: morgenmøder på tværs af faggrupper, ønsker til timetal, weekender og ruter, nyt rekrutteringsmateriale, \
         HR med til fraværssamtaler, og interviews med nuværende og tidligere kolleger.",
        "Bedre trivsel giver mindre fravær. Mindre fravær giver borgerne kendte ansigter og færre udgifter til vikarer. Et bedre ry \
         gør det lettere at få kolleger.",
        "Social- og sundhedshjælpere, social- og sundhedsassistenter og sygeplejersker i hjemmeplejens tolv grupper.",
        "Karen Holst (leder) og Mette Friis (arbejdsmiljørepræsentant) står for indsatsen sammen. Triaderne i grupperne, HR og \
         distriktslederne er med.",
        "Begynder 1. maj 2019 i to grupper i Distrikt Nord og i efteråret i to grupper i Distrikt Øst. Sat på vågeblus under corona. \
         Udbredt fra september 2022 og april 2023. Slutter eller forankres ved udgangen af 2027.",
        "Ca. 180.000 kr. om året i mødetid. Færre vikartimer er mulige, men kan ikke alene tilskrives indsatsen.",
        "Indsatsen er lykkedes, når medarbejderne er stolte af at arbejde i hjemmeplejen og i god tid ved, hvad der skal ske, når \
         sygefraværet falder, når flere kvalificerede søger, og når færre stopper, fordi de ikke trives.",
        "Fire faste opfølgninger: på ledermødet hver måned og hvert kvartal, i triaderne hver anden måned og i Distrikts-MED hvert halve år.",
    ],
    unit: "2100",
    iglo_level: IgloLevel::Group,
    created: (2019, 3, 13),
    decided: Some((
        (2019, 4, 2),
        "Besluttet i Distrikts-MED 2. april 2019 efter workshoppen i Skovbakken: »Ingen ser, hvad vi kan.«",
    )),
    starts: Some((2019, 5, 1)),
    ends: Some((2027, 12, 31)),
    closed: None,
    lead: "karen",
    co_lead: "mette",
    state: State::Running,
    measures: &[
        (
            "Fælles morgenmøder",
            "Assistenter, hjælpere og sygeplejersker mødes et kvarter hver morgen om de borgere, der har det sværest.",
            MeasureState::Running,
        ),
        (
            "Ønsker til timetal, weekender og ruter",
            "Hvert kvartal spørger planlæggeren om ønsker og skriver tilbage, hvad der kunne lade sig gøre, og hvorfor ikke resten.",
            MeasureState::Running,
        ),
        (
            "Nyt rekrutteringsmateriale",
            "Film og opslag, hvor kollegerne selv fortæller. Den svære del af arbejdet er med.",
            MeasureState::Done,
        ),
        (
            "HR med til fraværssamtaler",
            "Ved den anden samtale er en HR-konsulent med og ser på, hvad der kan ændres i arbejdet.",
            MeasureState::Running,
        ),
        (
            "Interviews med nuværende og tidligere kolleger",
            "Hvad giver arbejdsglæde, og hvad fik folk til at gå? Tre fokusgrupper om året, uden navne.",
            MeasureState::Planned,
        ),
    ],
    sites: &[
        ("2111", (2019, 5, 1), None, SiteStage::Anchored),
        ("2112", (2019, 5, 1), None, SiteStage::Anchored),
        ("2131", (2019, 10, 1), None, SiteStage::Anchored),
        ("2132", (2019, 10, 1), None, SiteStage::Pilot),
        ("2113", (2022, 9, 1), None, SiteStage::Spread),
        ("2121", (2022, 9, 1), None, SiteStage::Spread),
        ("2122", (2022, 9, 1), None, SiteStage::Spread),
        ("2123", (2023, 4, 1), None, SiteStage::Spread),
        ("2133", (2023, 4, 1), None, SiteStage::Spread),
    ],
    milestones: &[
        (
            "De to første grupper er begyndt",
            Due::On((2019, 5, 1)),
            Some((2019, 5, 1)),
        ),
        (
            "Film og opslag ligger klar",
            Due::On((2019, 12, 1)),
            Some((2020, 1, 20)),
        ),
        (
            "Fire grupper har holdt morgenmøder i et halvt år",
            Due::On((2020, 4, 1)),
            Some((2020, 9, 14)),
        ),
        (
            "Udbredt til fem grupper mere",
            Due::On((2023, 4, 1)),
            Some((2023, 4, 3)),
        ),
        ("Vi ved, hvem i Distrikt Vest der begynder", Due::In(24), None),
        ("Forankret eller afsluttet", Due::On((2027, 12, 31)), None),
    ],
    criteria: &[
        Criterion {
            title: "Sygefraværet falder",
            shown_by: ShownBy::Indicator("absence_rate"),
            direction: Direction::Decrease,
            target: Some(5.9),
            smallest: Some(0.5),
            not_measurable: None,
        },
        Criterion {
            title: "Flere ved i god tid, hvad der skal ske",
            shown_by: ShownBy::Scale("pulse/predictability"),
            direction: Direction::Increase,
            target: Some(58.0),
            smallest: Some(5.0),
            not_measurable: None,
        },
        Criterion {
            title: "Flere kvalificerede ansøgere pr. stilling",
            shown_by: ShownBy::Indicator(QUALIFIED_PER_VACANCY),
            direction: Direction::Increase,
            target: Some(1.8),
            smallest: Some(0.3),
            not_measurable: None,
        },
        Criterion {
            title: "Færre stopper, fordi de ikke trives",
            shown_by: ShownBy::Slice("exits_by_reason", "Trives ikke i arbejdet"),
            direction: Direction::Decrease,
            target: None,
            smallest: None,
            not_measurable: Some(
                "Årsagen til, at folk stopper, er først skrevet ned siden januar 2023. Der er intet at sammenligne med fra før.",
            ),
        },
    ],
    follow_ups: &[
        Recurring {
            key: "absence",
            title: "Sygefravær",
            source: "Fraværsstatistik, måned for måned og gruppe for gruppe",
            committee: "ledermode",
            forum: "",
            frequency: Frequency::Monthly,
            due: Due::Meeting("ledermode"),
            notes: &[
                (
                    (2019, 6, 4),
                    "karen",
                    "For tidligt at se noget. Begge grupper har holdt morgenmøde hver dag siden 1. maj.",
                ),
                (
                    (2019, 9, 3),
                    "karen",
                    "Mosevang ligger lidt lavere end sidste år, Skovbakken det samme. Vi venter på vinteren.",
                ),
                (
                    (2019, 12, 3),
                    "karen",
                    "Begge grupper lavere end sidste efterår. Distrikt Øst begyndte i oktober.",
                ),
                (
                    (2020, 5, 5),
                    "birgit",
                    "Tallene er fulde af smitte og hjemsendelser. Vi skriver dem op, men konkluderer ikke.",
                ),
                (
                    (2021, 2, 2),
                    "birgit",
                    "Anden bølge. Indsatsens fire grupper ligger ikke værre end de andre.",
                ),
                (
                    (2022, 9, 6),
                    "karen",
                    "Et halvt år uden smitteregler. Sæsonen ligner sig selv igen. Fem nye grupper begynder.",
                ),
                (
                    (2023, 3, 7),
                    "karen",
                    "Januar og februar var lavere i de fire gamle grupper end i resten.",
                ),
                (
                    (2023, 10, 3),
                    "karen",
                    "Første sommer uden udsving. De nye grupper følger med ned.",
                ),
                (
                    (2024, 11, 5),
                    "per",
                    "Strandparken har haft to lange forløb, som fylder i tallet. Resten af distriktet er faldet.",
                ),
                (
                    (2025, 6, 3),
                    "solveig",
                    "Møllehøj er kommet efter det. Havnegruppen ligger stabilt lavt.",
                ),
            ],
        },
        Recurring {
            key: "turnover",
            title: "Personaleomsætning og ansøgere",
            source: "Løn- og rekrutteringssystemet",
            committee: "ledermode",
            forum: "",
            frequency: Frequency::Quarterly,
            due: Due::In(38),
            notes: &[
                (
                    (2019, 9, 3),
                    "jonas",
                    "Fire opslag, fem kvalificerede. Filmen er ikke færdig.",
                ),
                (
                    (2020, 3, 3),
                    "jonas",
                    "Filmen er ude. Flere ringer og spørger, før de søger.",
                ),
                (
                    (2021, 9, 7),
                    "jonas",
                    "Mange skifter job efter corona, også hos os. Færre ansøgere i hele landet.",
                ),
                (
                    (2022, 12, 6),
                    "jonas",
                    "Fra januar skriver lederen ned, hvorfor folk stopper. Først da kan det fjerde kriterium følges.",
                ),
                (
                    (2024, 3, 5),
                    "jonas",
                    "Flere kvalificerede pr. stilling i de grupper, der er med, end i de andre.",
                ),
                (
                    (2025, 9, 2),
                    "jonas",
                    "Samme billede. Det er stadig svært at få assistenter til aftenvagter.",
                ),
            ],
        },
        Recurring {
            key: "groups",
            title: "Sådan går det i gruppen",
            source: "Samtale i triaden",
            committee: "triade-mosevang",
            forum: "Triaderne i de ni grupper",
            frequency: Frequency::EverySecondMonth,
            due: Due::Ago(6),
            notes: &[
                (
                    (2019, 6, 12),
                    "mette",
                    "Morgenmøderne er gode, men de trækker ud. Vi prøver med et stopur.",
                ),
                (
                    (2019, 11, 13),
                    "mette",
                    "Ønskerne til weekender bliver hørt. Det betyder mere, end vi troede.",
                ),
                (
                    (2020, 9, 9),
                    "mette",
                    "Vi mødes udenfor. Det er koldt, men vi ser hinanden.",
                ),
                ((2021, 11, 10), "mette", "Folk er trætte. Vi tager én ting ad gangen."),
                (
                    (2022, 11, 9),
                    "mette",
                    "Nye kolleger siger, at de søgte på grund af filmen.",
                ),
                (
                    (2024, 5, 8),
                    "mette",
                    "To ruter er lagt om efter ønske. Kørslen blev kortere.",
                ),
                (
                    (2025, 9, 10),
                    "mette",
                    "Morgenmødet er blevet en vane. Ingen spørger længere, hvorfor vi har det.",
                ),
            ],
        },
        Recurring {
            key: "report",
            title: "Statusrapport",
            source: "Indsatsens egne tal og noter",
            committee: "distrikt",
            forum: "",
            frequency: Frequency::HalfYearly,
            due: Due::Meeting("distrikt"),
            notes: &[
                (
                    (2021, 11, 23),
                    "birgit",
                    "Rapporten blev taget til efterretning. Udbredelsen venter.",
                ),
                (
                    (2023, 11, 14),
                    "birgit",
                    "Rapporten blev taget til efterretning. Distrikt Vest er de næste.",
                ),
            ],
        },
    ],
};

/// Where the initiative began, and when: what the figures are made with.
pub(crate) fn starts() -> BTreeMap<String, Month> {
    let sites = PRIDE.sites.iter();
    sites
        .map(|(code, (year, month, _), ..)| ((*code).to_owned(), truth::month(*year, *month)))
        .collect()
}

/// The months in which it began somewhere, in order.
pub(super) fn start_months() -> Vec<Month> {
    let mut months: Vec<Month> = starts().into_values().collect();
    months.sort();
    months.dedup();
    months
}

/// The units it runs in, by code.
pub(super) fn units(until: Month) -> Vec<&'static str> {
    let begun = PRIDE
        .sites
        .iter()
        .filter(|(_, (year, month, _), ..)| truth::month(*year, *month) <= until);
    begun.map(|(code, ..)| *code).collect()
}

/// Adds it, with the one criterion that was changed after it was frozen.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>, figures: &[Filled]) {
    PRIDE.write(story, ground, figures);
    let Some(unit) = ground.units.id(PRIDE.unit) else {
        return;
    };
    let id = criterion_id(ground, KEY, 3);
    let changed = Line::new(
        ground,
        "success_criterion",
        id.0,
        "changed",
        moment(day(2022, 6, 14), 13, 40),
    );
    let changed = changed
        .of(initiative_id(ground, KEY).0)
        .unit(unit)
        .by(ground.cast.find("karen"));
    story.trail.push(changed.field("target", FIRST_TARGET, "1.8").done());
}
