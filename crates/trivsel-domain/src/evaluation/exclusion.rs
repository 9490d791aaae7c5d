//! What is left out of an evaluation by hand, with the reason.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{ExclusionId, PersonId, SuccessCriterionId, UnitId};
use crate::month::Month;

/// A unit, some months, or a unit's months that are left out when a criterion is evaluated. Somebody decided it after having seen the
/// figures, so the reason is kept and what the answer would be without it is always shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    pub id: ExclusionId,
    pub criterion: SuccessCriterionId,
    /// Which unit; none means all.
    pub unit: Option<UnitId>,
    /// The first and last month; none means all.
    pub months: Option<(Month, Month)>,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
    /// By whom; none when that person has been erased.
    pub created_by: Option<PersonId>,
}

impl Exclusion {
    /// Is this month of this unit left out?
    pub fn covers(&self, unit: UnitId, month: Month) -> bool {
        self.unit.is_none_or(|left_out| left_out == unit)
            && self.months.is_none_or(|(first, last)| (first..=last).contains(&month))
    }
}
