//! The work of a whole area, Velfærd og Sundhed: an initiative across it, what is tried in single departments, and what lies under what.

use trivsel_domain::id::{InitiativeId, MeasureId, SiteId};
use trivsel_domain::initiative::{Direction, Frequency, IgloLevel, MeasurePlan, MeasureState, Site, SiteStage, State};
use trivsel_domain::period::Period;

use super::Story;
use super::calendar::day;
use super::draft::{Criterion, Date, Draft, Due, Recurring, ShownBy, initiative_id};
use crate::Ground;
use crate::numbers::Filled;

const KEY: &str = "area";

/// Adds it, and says where its measures are done and which initiatives lie under which.
pub(super) fn add(story: &mut Story, ground: &Ground<'_>, figures: &[Filled]) {
    AREA.write(story, ground, figures);
    for (position, plan) in (1..).zip(&PLANS) {
        plan.write(story, ground, position);
    }
    // Across the area, in home care, in one district: three levels.
    for (child, parent) in [("pride", KEY), ("buddies", KEY), ("routes", "pride")] {
        let (child, parent) = (initiative_id(ground, child), initiative_id(ground, parent));
        if let Some(of) = story.initiatives.iter_mut().find(|of| of.id == child) {
            of.parent = Some(parent);
        }
    }
}

/// The initiative a decision about the whole area belongs to.
pub(super) fn belongs_to(ground: &Ground<'_>) -> InitiativeId {
    initiative_id(ground, KEY)
}

const AREA: Draft = Draft {
    key: KEY,
    number: 10,
    title: "Trivsel på tværs i Velfærd og Sundhed",
    summary: "Noget gør vi sammen, noget prøver en afdeling af for os andre.",
    goal: ("health", 3),
    fields: [
        "Vi arbejder med trivsel på to måder: indsatser på tværs af hele området, og indsatser i de enkelte afdelinger, som de andre \
         kan lære af.",
        "Flere skal have en hverdag, de kan holde til. Sygefraværet skal holdes lavt, og det, der virker ét sted, skal kunne findes af \
         de andre.",
        "Alle medarbejdere i Velfærd og Sundhed.",
        "Direktøren, afdelingscheferne og Distrikts-MED.",
        "Fra foråret 2019 og videre. Vi ser på det hele to gange om året.",
        "En dag om året for lederne. Resten er tid på møder, der holdes i forvejen.",
        "Sygefraværet i området holdes lavt, og hver afdeling har prøvet noget af.",
        "To gange om året i Distrikts-MED.",
    ],
    unit: "2000",
    iglo_level: IgloLevel::Organisation,
    created: (2019, 2, 11),
    decided: Some(((2019, 2, 26), "Besluttet i direktionen 26. februar 2019.")),
    starts: Some((2019, 4, 1)),
    ends: None,
    closed: None,
    lead: "line",
    co_lead: "",
    state: State::Running,
    measures: &[
        (
            "Fælles arrangement om stress",
            "En eftermiddag for alle, der ville: hvordan ser vi det hos hinanden, og hvad kan vi gøre ved arbejdet?",
            MeasureState::Done,
        ),
        (
            "Røde, gule og grønne dage",
            "Ved vagtens slutning sætter hver sin farve. Torsdag taler gruppen om ugen og det, den selv kan ændre.",
            MeasureState::Running,
        ),
        (
            "Fokus på kerneopgaven",
            "Hvad er vi her for, og hvad stjæler tiden? Et kvarter på hvert personalemøde.",
            MeasureState::Running,
        ),
        (
            "Temadag for ledere",
            "Om at tale om trivsel, før nogen bliver syg.",
            MeasureState::Done,
        ),
        (
            "Ro ved telefonen",
            "To holder telefonen ad gangen. Resten kan gøre noget færdigt.",
            MeasureState::Running,
        ),
    ],
    sites: &[],
    milestones: &[("Alle afdelinger har prøvet noget af", Due::In(75), None)],
    criteria: &[Criterion {
        title: "Sygefraværet i området holdes lavt",
        shown_by: ShownBy::Indicator("absence_rate"),
        direction: Direction::FallOrStayLow,
        target: Some(6.5),
        smallest: Some(0.5),
        not_measurable: None,
    }],
    follow_ups: &[Recurring {
        key: "focus",
        title: "Trivsel på tværs",
        source: "Rapporten for området",
        committee: "distrikt",
        forum: "",
        frequency: Frequency::HalfYearly,
        due: Due::Meeting("distrikt"),
        notes: &[],
    }],
};

/// Where and when a measure is done, for whom, and where it begins by itself.
struct Placed {
    unit: &'static str,
    starts: Date,
    ends: Option<Date>,
    audience: &'static str,
    owner_role: &'static str,
    sites: &'static [(&'static str, Date)],
}

const PLANS: [Placed; 5] = [
    Placed {
        unit: "",
        starts: (2019, 10, 8),
        ends: Some((2019, 10, 8)),
        audience: "Alle, der ville",
        owner_role: "Direktøren",
        sites: &[],
    },
    Placed {
        unit: "2410",
        starts: (2023, 1, 9),
        ends: None,
        audience: "",
        owner_role: "Lederen af Solsikken",
        sites: &[("2410", (2023, 1, 9)), ("2420", (2024, 2, 5))],
    },
    Placed {
        unit: "",
        starts: (2022, 9, 1),
        ends: None,
        audience: "",
        owner_role: "Afdelingscheferne",
        sites: &[],
    },
    Placed {
        unit: "",
        starts: (2024, 4, 18),
        ends: Some((2024, 4, 18)),
        audience: "Ledere",
        owner_role: "Direktøren",
        sites: &[],
    },
    Placed {
        unit: "2310",
        starts: (2024, 9, 2),
        ends: None,
        audience: "Terapeuter",
        owner_role: "Lederen af Genoptræning",
        sites: &[("2310", (2024, 9, 2))],
    },
];

impl Placed {
    /// Writes it on the measure of this number, with the sites where it begins.
    fn write(&self, story: &mut Story, ground: &Ground<'_>, position: i32) {
        let date = |(year, month, number): Date| day(year, month, number);
        let measure = MeasureId(ground.seed.id(&format!("measure:{KEY}:{position}")));
        if let Some(of) = story.measures.iter_mut().find(|of| of.id == measure) {
            of.plan = MeasurePlan {
                unit: ground.units.id(self.unit),
                starts_on: Some(date(self.starts)),
                ends_on: self.ends.map(date),
                audience: self.audience.to_owned(),
                owner_role: self.owner_role.to_owned(),
                ..MeasurePlan::default()
            };
        }
        let sites = self.sites.iter().filter_map(|(code, from)| {
            Some(Site {
                id: SiteId(ground.seed.id(&format!("site:{KEY}:{position}:{code}"))),
                initiative: initiative_id(ground, KEY),
                unit: ground.units.id(code)?,
                measure: Some(measure),
                stage: SiteStage::Pilot,
                period: Period::since(date(*from)),
            })
        });
        story.sites.extend(sites);
    }
}
