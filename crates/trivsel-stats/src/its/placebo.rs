//! Starts at which nothing happened.

use super::covariance::Errors;
use super::error::ItsError;
use super::estimate::Estimate;
use super::fit::fit;
use super::plan::{Data, Plan};

/// Usable months on either side that make a month before the start admissible as a false start.
pub const PLACEBO_SIDE: usize = 12;

/// The real estimate among those at false starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Placebo {
    /// The log rate ratio at the real start.
    pub real: Estimate,
    /// Each false start with its log rate ratio. Empty where the time before the start is too short for any.
    pub false_starts: Vec<(usize, Estimate)>,
    /// 1 where no false start gives an estimate as far from 0 as the real one; the number of false starts plus 1
    /// where all do.
    pub rank: usize,
}

/// Fits the plan at every admissible month before its start, on the months before the start only.
///
/// A false start is admissible where [`PLACEBO_SIDE`] usable months lie on either side of it and the model can be
/// fitted. Neighbouring false starts share nearly all their months: rank / (false starts + 1) is not a p value, but a
/// real estimate that many of them match is nothing special. False starts rest on fewer months than the real one and
/// scatter more.
///
/// # Errors
/// As for [`fit`] at the real start.
pub fn placebo_starts(data: Data<'_>, plan: &Plan, errors: Errors) -> Result<Placebo, ItsError> {
    let real = fit(data, plan)?.effect(errors).log_rate_ratio;
    let before = cut(data, plan.start);
    let false_starts: Vec<(usize, Estimate)> = (PLACEBO_SIDE..plan.start)
        .filter_map(|start| {
            let fitted = fit(before, &moved(plan, start)).ok()?;
            let months = fitted.usable_months();
            (months.before >= PLACEBO_SIDE && months.after >= PLACEBO_SIDE)
                .then(|| (start, fitted.effect(errors).log_rate_ratio))
        })
        .collect();
    let as_far = |(_, estimate): &&(usize, Estimate)| estimate.value.abs() >= real.value.abs();
    Ok(Placebo {
        rank: 1 + false_starts.iter().filter(as_far).count(),
        real,
        false_starts,
    })
}

fn cut(data: Data<'_>, length: usize) -> Data<'_> {
    match data {
        Data::Single(series) => Data::Single(series.get(..length).unwrap_or(series)),
        Data::Controlled { series, comparison } => Data::Controlled {
            series: series.get(..length).unwrap_or(series),
            comparison: comparison.get(..length).unwrap_or(comparison),
        },
    }
}

/// The plan with an earlier start, without what lies after the real one.
fn moved(plan: &Plan, start: usize) -> Plan {
    let mut moved = plan.clone();
    moved.start = start;
    moved.excluded.retain(|month| *month < plan.start);
    moved.disruption = moved
        .disruption
        .filter(|disruption| disruption.window.start < plan.start);
    if let Some(disruption) = &mut moved.disruption {
        disruption.window.end = disruption.window.end.min(plan.start);
    }
    moved
}
