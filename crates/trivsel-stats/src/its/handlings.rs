//! The table of what each way of handling a disruption would give.

use super::error::ItsError;
use super::fit::{Fit, fit, fit_controlled};
use super::plan::{Data, Handling, Plan};
use crate::summary::Ratio;

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct HandlingRow {
    /// The way of handling.
    pub handling: Handling,
    /// What it gives, or why it gives nothing.
    pub fit: Result<Fit, ItsError>,
}

/// All six ways of handling the disruption of `plan`, A to F, whatever the plan itself chooses.
///
/// D needs a comparison; without one its row says [`ItsError::NoComparison`]. The rows share their months, so that
/// they are not six independent answers: they show how much hangs on the choice.
///
/// # Errors
/// [`ItsError::NoDisruption`]; what is wrong for one way only stands in its row.
pub fn compare_handlings(
    series: &[Option<Ratio>],
    comparison: Option<&[Option<Ratio>]>,
    plan: &Plan,
) -> Result<[HandlingRow; 6], ItsError> {
    if plan.disruption.is_none() {
        return Err(ItsError::NoDisruption);
    }
    Ok(Handling::ALL.map(|handling| HandlingRow {
        handling,
        fit: match (handling, comparison) {
            (Handling::Comparison, Some(comparison)) => fit_controlled(series, comparison, plan),
            _ => fit(Data::Single(series), &plan.handled(handling)),
        },
    }))
}
