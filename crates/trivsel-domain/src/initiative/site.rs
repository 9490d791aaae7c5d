//! Sites: the units where an initiative runs, each from its own day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::SuccessCriterion;
use crate::id::{InitiativeId, MeasureId, SiteId, UnitId};
use crate::month::Month;
use crate::period::Period;
use crate::unit::Tree;

/// A unit where an initiative runs, with a start and an end of its own. An evaluation reads these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The id.
    pub id: SiteId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// Which unit.
    pub unit: UnitId,
    /// Which of its measures begins here; none when all of it does.
    pub measure: Option<MeasureId>,
    /// How far it has come there.
    pub stage: SiteStage,
    /// From the first day to the last, if it has ended.
    pub period: Period,
}

/// How far an initiative has come in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteStage {
    /// pilot: tried out here first
    Pilot,
    /// udbredt: came here after it went well elsewhere
    Spread,
    /// forankret: goes on by itself
    Anchored,
    /// afsluttet: goes on no more
    Ended,
}

impl SiteStage {
    /// All stages.
    pub const ALL: [Self; 4] = [Self::Pilot, Self::Spread, Self::Anchored, Self::Ended];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pilot => "pilot",
            Self::Spread => "spread",
            Self::Anchored => "anchored",
            Self::Ended => "ended",
        }
    }

    /// The stage with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

impl Site {
    /// Has the initiative begun here by that day?
    pub fn has_begun(&self, day: NaiveDate) -> bool {
        self.period.from() <= day
    }

    /// Does the initiative run here on that day?
    pub fn is_running(&self, day: NaiveDate) -> bool {
        self.stage != SiteStage::Ended && self.period.contains(day)
    }
}

/// The sites a criterion is read in: those of its measure, where it is about one; else every site of the initiative.
pub fn sites_of_criterion(sites: &[Site], criterion: &SuccessCriterion) -> Vec<Site> {
    sites
        .iter()
        .filter(|site| criterion.measure.is_none() || site.measure == criterion.measure)
        .cloned()
        .collect()
}

/// A site of the same measure that lies around this unit, or in it, at the same time: its employees would be counted twice.
pub fn nested_in<'a>(
    tree: &Tree,
    others: &'a [Site],
    unit: UnitId,
    measure: Option<MeasureId>,
    period: &Period,
) -> Option<&'a Site> {
    others.iter().find(|other| {
        other.unit != unit
            && other.measure == measure
            && other.period.overlaps(period)
            && tree.is_in_line(other.unit, unit)
    })
}

/// The month each unit of these sites begins; the first, where it began more than once.
pub fn start_months<'a>(sites: impl IntoIterator<Item = &'a Site>) -> BTreeMap<UnitId, Month> {
    let mut starts = BTreeMap::new();
    for site in sites {
        let month = Month::of(site.period.from());
        let earliest = starts.entry(site.unit).or_insert(month);
        *earliest = month.min(*earliest);
    }
    starts
}

/// A unit where an initiative has begun, without the units in it where it began before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered<T> {
    /// The unit.
    pub unit: UnitId,
    /// The units in it that stand by themselves, since they began before the rest.
    pub without: Vec<UnitId>,
    /// When it began.
    pub start: T,
}

/// The units that sites cover, each employee once: sites can lie inside each other. A site in one that began as early or earlier adds
/// nothing. One that began before the site around it stands by itself, and what is around it counts without it.
pub fn covered<T: Copy + Ord>(tree: &Tree, starts: &BTreeMap<UnitId, T>) -> Vec<Covered<T>> {
    let lies_in = |unit: UnitId, other: UnitId| unit != other && tree.is_within(unit, other);
    let had_begun = |unit: UnitId, start: T| {
        starts
            .iter()
            .any(|(around, begun)| *begun <= start && lies_in(unit, *around))
    };
    let own: Vec<(UnitId, T)> = starts
        .iter()
        .filter(|(unit, start)| !had_begun(**unit, **start))
        .map(|(unit, start)| (*unit, *start))
        .collect();
    own.iter()
        .map(|(unit, start)| {
            let inside: Vec<UnitId> = own
                .iter()
                .map(|(other, _)| *other)
                .filter(|other| lies_in(*other, *unit))
                .collect();
            Covered {
                unit: *unit,
                without: tree.outermost(&inside),
                start: *start,
            }
        })
        .collect()
}
