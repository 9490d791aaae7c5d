//! The made-up figures: for each unit that employs people, every indicator month by month.

use std::collections::BTreeMap;

use trivsel_domain::id::{IndicatorId, OrganisationId, SeriesId, UnitId};
use trivsel_domain::indicator::{GoodDirection, Indicator, Measure, Observation, Series, built_in, built_in_id};
use trivsel_domain::month::Month;

use super::seed::{Dice, Seed};
use super::staff::{Staff, Strength};
use super::tree::UnitPlan;
use super::truth::{self, TRUE_EFFECT, TRUE_EFFECT_ON_QUALIFIED};
use super::units::Units;
use super::work::Profile;

/// The organisation's own indicator, beside those that are built in.
pub(crate) const QUALIFIED_PER_VACANCY: &str = "qualified_per_vacancy";

/// Why people left, with how often. The first is the one the initiative asks about.
pub(crate) const REASONS: &[(&str, f64)] = &[
    ("Trives ikke i arbejdet", 0.17),
    ("Nyt arbejde", 0.41),
    ("Pension eller efterløn", 0.2),
    ("Uddannelse eller flytning", 0.13),
    ("Andet", 0.09),
];

const PAYROLL: &str = "Lønsystemet";
const RECRUITMENT: &str = "Rekrutteringssystemet";
const LEDGER: &str = "Økonomisystemet";

/// A series with all its observations.
#[derive(Debug)]
pub(crate) struct Filled {
    /// The series.
    pub(crate) series: Series,
    /// Its observations, unit by unit.
    pub(crate) observations: Vec<Observation>,
}

/// Units whose payroll system changed, by code.
pub(crate) const CHANGED_SYSTEM: [&str; 2] = ["4300", "4400"];

/// The built-in indicators and the organisation's own.
pub(crate) fn indicators(organisation: OrganisationId) -> Vec<Indicator> {
    let mut all = built_in(organisation);
    all.push(Indicator {
        id: built_in_id(organisation, QUALIFIED_PER_VACANCY),
        code: QUALIFIED_PER_VACANCY.to_owned(),
        name_da: "Kvalificerede ansøgere pr. stilling".to_owned(),
        name_en: "Qualified applicants per vacancy".to_owned(),
        definition_da: "Ansøgere, der opfyldte kravene i opslaget, for hver stilling, der blev slået op i måneden."
            .to_owned(),
        definition_en: "Applicants who met the requirements, for each post advertised in the month.".to_owned(),
        formula_da: "kvalificerede ansøgere / opslåede stillinger".to_owned(),
        formula_en: "qualified applicants / advertised posts".to_owned(),
        measure: Measure::PerVacancy,
        factor: 1.0,
        good_direction: GoodDirection::Up,
        is_own: true,
    });
    all
}

/// The id of an indicator's series, or of one slice of it.
pub(crate) fn series_id(seed: Seed, indicator: &str, category: &str) -> SeriesId {
    SeriesId(seed.id(&format!("series:{indicator}:{category}")))
}

/// Fills every series for every unit that employs people. `starts` says where the initiative began, and when.
pub(crate) fn fill(
    seed: Seed,
    organisation: OrganisationId,
    plan: &[UnitPlan],
    units: &Units,
    staff: &Staff,
    starts: &BTreeMap<String, Month>,
) -> Vec<Filled> {
    let mut book = Book {
        seed,
        organisation,
        filled: Vec::new(),
        places: BTreeMap::new(),
    };
    for unit in plan {
        let (Some(work), Some(id)) = (unit.work, units.id(&unit.code)) else {
            continue;
        };
        let Some(strength) = staff.strength.get(&unit.code) else {
            continue;
        };
        let mut pen = Pen {
            book: &mut book,
            unit: id,
            code: &unit.code,
            profile: work.profile(),
            start: starts.get(&unit.code).copied(),
            seed,
        };
        pen.absence(strength);
        pen.turnover(strength);
        pen.applicants(strength);
    }
    book.filled
}

/// All series being filled.
struct Book {
    seed: Seed,
    organisation: OrganisationId,
    filled: Vec<Filled>,
    places: BTreeMap<(&'static str, &'static str), usize>,
}

impl Book {
    fn note(&mut self, indicator: &'static str, category: &'static str, observation: Observation) {
        let place = match self.places.get(&(indicator, category)) {
            Some(place) => *place,
            None => {
                self.filled.push(Filled {
                    series: self.series(indicator, category),
                    observations: Vec::new(),
                });
                self.places.insert((indicator, category), self.filled.len() - 1);
                self.filled.len() - 1
            }
        };
        if let Some(filled) = self.filled.get_mut(place) {
            filled.observations.push(observation);
        }
    }

    fn series(&self, indicator: &str, category: &str) -> Series {
        let (source, definition) = match indicator {
            "applicants" | "applicants_qualified" | "applicants_per_vacancy" | QUALIFIED_PER_VACANCY => {
                (RECRUITMENT, "Efter den måned, stillingen blev slået op")
            }
            "substitute_cost" => (LEDGER, "Bogført i måneden, løbende priser"),
            "turnover_exits" | "turnover_moves" => (PAYROLL, "Månedslønnede, opgjort den sidste i måneden"),
            "exits_by_reason" => (PAYROLL, "Årsag skrevet ned af lederen ved fratrædelsen"),
            _ => (PAYROLL, "Egen sygdom, månedslønnede; mandag til fredag"),
        };
        Series {
            id: series_id(self.seed, indicator, category),
            indicator: indicator_id(self.organisation, indicator),
            source: source.to_owned(),
            definition: definition.to_owned(),
            category: category.to_owned(),
        }
    }
}

/// The id of an indicator, built in or own.
pub(crate) fn indicator_id(organisation: OrganisationId, code: &str) -> IndicatorId {
    built_in_id(organisation, code)
}

/// One unit being written into the book.
struct Pen<'a> {
    book: &'a mut Book,
    unit: UnitId,
    code: &'a str,
    profile: Profile,
    start: Option<Month>,
    seed: Seed,
}

impl Pen<'_> {
    fn dice(&self, what: &str) -> Dice {
        self.seed.dice(&format!("{what}:{}", self.code))
    }

    fn note(&mut self, indicator: &'static str, category: &'static str, month: Month, parts: (f64, f64), people: u32) {
        let observation = Observation {
            unit: self.unit,
            month,
            numerator: parts.0,
            denominator: parts.1,
            people,
        };
        self.book.note(indicator, category, observation);
    }

    /// Sickness: a level of the unit's own, season, pandemic, trend, what the initiative does, and clusters of days as spells make them.
    fn absence(&mut self, strength: &BTreeMap<Month, Strength>) {
        let mut dice = self.dice("absence");
        let level = self.profile.absence * (0.09 * dice.normal()).clamp(-0.2, 0.2).exp();
        let mut drift = 0.0;
        for (&month, present) in strength.iter().filter(|(_, present)| present.people > 0) {
            // Good and bad months hang together: 0.5 of a unit's deviation is still there the month after.
            drift = 0.5 * drift + 0.05 * dice.normal();
            let common =
                level * drift.exp() * truth::trend(month) * (1.0 + TRUE_EFFECT * truth::built_up(self.start, month));
            let counted = common * self.counting(month);
            let season = truth::season(month);
            let wave = truth::wave(month, self.profile.exposed);
            let short = present.days * counted * 0.58 * season * wave;
            let long = present.days * counted * 0.42 * season.powf(0.3) * wave.powf(0.6);
            // Variance 3 and 9 times the mean: five to six times for the two together.
            let short_days = f64::from(dice.count(short, 3.0)).min(present.days * 0.5);
            let long_days = f64::from(dice.count(long, 9.0)).min(present.days * 0.5);
            let spells = f64::from(dice.count(short_days / 2.7 + long / 34.0, 1.0));
            let days = rounded(present.days, 10.0);
            self.note(
                "absence_rate",
                "",
                month,
                (rounded(short_days + long_days, 10.0), days),
                present.people,
            );
            self.note(
                "absence_rate_short",
                "",
                month,
                (rounded(short_days, 10.0), days),
                present.people,
            );
            self.note(
                "absence_rate_long",
                "",
                month,
                (rounded(long_days, 10.0), days),
                present.people,
            );
            self.note(
                "absence_spells",
                "",
                month,
                (spells, f64::from(present.people)),
                present.people,
            );
            // 7.4 hours at 262 kroner in 2017, two percent dearer every year.
            let price = 7.4 * 262.0 * 1.02_f64.powf(f64::from(month.since(truth::month(2017, 1))) / 12.0);
            let cost = (short_days + long_days) * self.profile.covered * price * dice.between(0.85, 1.15);
            self.note("substitute_cost", "", month, (rounded(cost, 0.01), 1.0), present.people);
        }
    }

    /// What the unit's payroll system counts of the same sickness.
    fn counting(&self, month: Month) -> f64 {
        if CHANGED_SYSTEM.contains(&self.code) && month >= truth::new_system_month() {
            truth::NEW_SYSTEM
        } else {
            1.0
        }
    }

    fn turnover(&mut self, strength: &BTreeMap<Month, Strength>) {
        let mut dice = self.dice("turnover");
        for (&month, present) in strength.iter().filter(|(_, present)| present.people > 0) {
            let (people, exits) = (f64::from(present.people), f64::from(present.exits));
            let inside = f64::from(present.moves + dice.count(people * 0.003, 1.0));
            self.note("turnover_exits", "", month, (exits, people), present.people);
            let all = exits + f64::from(present.hires) + inside;
            self.note("turnover_moves", "", month, (all, people), present.people);
            if month >= truth::reasons_since() {
                self.reasons(&mut dice, month, present);
            }
        }
    }

    /// A reason rests on those who left, not on those who work there: with few, it would tell who.
    fn reasons(&mut self, dice: &mut Dice, month: Month, present: &Strength) {
        let drawn: Vec<&str> = (0..present.exits)
            .filter_map(|_| dice.weighted(REASONS).copied())
            .collect();
        for (reason, _) in REASONS {
            let count = drawn.iter().filter(|found| *found == reason).count();
            let count = f64::from(u32::try_from(count).unwrap_or(0));
            self.note("exits_by_reason", reason, month, (count, 1.0), present.exits);
        }
    }

    /// Applicants fell until 2022, then came back a little.
    fn applicants(&mut self, strength: &BTreeMap<Month, Strength>) {
        let mut dice = self.dice("applicants");
        for (&month, present) in strength
            .iter()
            .filter(|(_, present)| present.people > 0 && present.posts > 0)
        {
            let years = f64::from(month.since(truth::month(2017, 1))) / 12.0;
            let market = 1.0 - 0.07 * years.min(5.5) + 0.04 * (years - 5.5).max(0.0);
            let posts = f64::from(present.posts);
            let all = dice.count(posts * self.profile.applicants * market, 2.0);
            let lift = 1.0 + TRUE_EFFECT_ON_QUALIFIED * truth::built_up(self.start, month);
            let share = (self.profile.qualified * lift).min(0.95);
            let qualified = (0..all).filter(|_| dice.chance(share)).count();
            let qualified = f64::from(u32::try_from(qualified).unwrap_or(0));
            let people = present.people;
            self.note("applicants", "", month, (f64::from(all), 1.0), people);
            self.note("applicants_qualified", "", month, (qualified, 1.0), people);
            self.note("applicants_per_vacancy", "", month, (f64::from(all), posts), people);
            self.note(QUALIFIED_PER_VACANCY, "", month, (qualified, posts), people);
        }
    }
}

/// Rounded to one part in `parts`: 10 gives one decimal, 0.01 gives hundreds.
fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
