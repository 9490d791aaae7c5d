//! What must be known about units, months and circumstances before a design is chosen.

use serde::{Deserialize, Serialize};

use super::interval::Worthwhile;
use crate::id::UnitId;
use crate::initiative::{Direction, SuccessCriterion};
use crate::unit::Tree;

/// What the choice of a design rests on. Nothing is computed here: the one who asks has counted units and months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Has it begun anywhere, whether there are figures or not?
    pub has_begun: bool,
    /// The units where the initiative has started and that have figures, one cohort for each month of start.
    pub cohorts: Vec<Cohort>,
    /// Units with figures where it has not started and is not about to: they stay untouched in all months used.
    pub never_treated: u32,
    /// Do those lie outside the unit that owns the initiative? They are asked for where nobody in it stays untouched.
    pub is_outside: bool,
    /// Months in which all treated units together have a figure: what there is to look at.
    pub to_look_at: u32,
    /// Months of the treated units taken together as one series: before the first start and after the last, without
    /// disruption, transition, and months counted another way.
    pub series: Months,
    /// The same for treated against untouched units. Months of a disruption that hit all alike may be counted.
    pub contrast: Months,
    /// The disruption nearest before or around a start, if there is one. With several starts, the one worst placed.
    pub disruption: Option<NearDisruption>,
    /// Whom it reached, when the way of counting changed in the month of a start (or with it: a new system that came with
    /// the initiative).
    pub definition_break: Option<Extent>,
    /// Was the order of the starts drawn by lot? Then chance is known and not assumed.
    pub is_order_drawn: bool,
    /// Was the month of the start chosen with the figures in view?
    pub start_choice: StartChoice,
    /// Which way is good, and how much is worth having.
    pub aim: Aim,
}

/// Units that start in the same month, each with its usable months in the comparison.
///
/// `before` counts the months before its start; `after` those from its start in which at least one other unit has not begun:
/// without such a unit the month says nothing. Transition months and months counted another way are left out. Months of a
/// disruption that hit all alike may be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// One entry a unit.
    pub units: Vec<Months>,
}

/// Usable months on either side of a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Months {
    pub before: u32,
    /// From the start on.
    pub after: u32,
}

/// Whom a disruption or a change of definition reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// Treated and untreated alike, so that a comparison removes it.
    Everyone,
    /// The treated units only, or them more than the others. No comparison removes it.
    TreatedOnly,
}

/// A disruption near a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearDisruption {
    /// Whom it reached.
    pub extent: Extent,
    /// Where the start lies.
    pub start: StartPlace,
}

/// Where a start lies, seen from a disruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartPlace {
    /// In one of its months.
    Inside,
    /// After its last month.
    After {
        /// Months between its last month and the month of the start: 0 when the start is the very next month.
        months: u32,
    },
}

/// Was the month of the start chosen with the figures in view?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartChoice {
    /// No: it was written down in the plan before.
    BeforeSeeing,
    /// Yes.
    AfterSeeing,
    /// Nobody has said.
    Unknown,
}

/// What was decided beforehand: which way is good, and how much is worth having.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aim {
    /// Which way the criterion is to go.
    pub direction: Direction,
    /// The smallest change worth having; none when nobody decided it.
    pub worthwhile: Option<Worthwhile>,
}

impl Extent {
    /// Of what holds in a place and below (everywhere, when none is named), among these units.
    pub fn of(tree: &Tree, place: Option<UnitId>, units: impl IntoIterator<Item = UnitId>) -> Self {
        if place.is_none_or(|place| units.into_iter().all(|unit| tree.is_within(unit, place))) {
            Self::Everyone
        } else {
            Self::TreatedOnly
        }
    }
}

impl Aim {
    /// What a criterion says.
    pub fn of(criterion: &SuccessCriterion) -> Self {
        Self {
            direction: criterion.direction,
            worthwhile: criterion
                .smallest_worthwhile
                .and_then(|size| Worthwhile::new(size).ok()),
        }
    }
}

impl Facts {
    /// Has it started anywhere?
    pub(super) fn has_started(&self) -> bool {
        self.cohorts.iter().any(|cohort| !cohort.units.is_empty())
    }
}
