//! What an estimate hangs on: single months, the column of a disruption, a straight trend.

use super::covariance::Errors;
use super::design::{Design, Term, World};
use super::error::{ItsError, Side};
use super::estimate::Estimate;
use super::fit::{Effect, fit, fit_design};
use super::law::Law;
use super::months::{Month, Months};
use super::plan::{Data, Plan};
use crate::qr;
use crate::summary::mean;

/// The estimate without one month.
#[derive(Debug, Clone, PartialEq)]
pub struct WithoutMonth {
    /// The month that was left out.
    pub position: usize,
    /// The log rate ratio without it, or why there is none.
    pub log_rate_ratio: Result<Estimate, ItsError>,
}

/// Leaves out each used month in turn and fits the rest, in the order of the months.
///
/// # Errors
/// As for [`fit`] with all months.
pub fn leave_one_out(data: Data<'_>, plan: &Plan, errors: Errors) -> Result<Vec<WithoutMonth>, ItsError> {
    let used = fit(data, plan)?.used_positions();
    Ok(used
        .into_iter()
        .map(|position| {
            let mut without = plan.clone();
            without.excluded.insert(position);
            WithoutMonth {
                position,
                log_rate_ratio: fit(data, &without).map(|fit| fit.effect(errors).log_rate_ratio),
            }
        })
        .collect())
}

/// How nearly the step is a combination of what else is in the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Collinearity {
    /// Correlation of the step with being inside the disruption, over the used months; `None` without a disruption,
    /// and where none of its months is used.
    pub with_disruption: Option<f64>,
    /// Correlation of the step with being after the disruption, whether the model has such a term or not; `None`
    /// where there is no month before it. Near 1, a permanent change that came with the disruption cannot be told
    /// from the step.
    pub with_new_level: Option<f64>,
    /// The variance inflation factor of the step, 1/(1 − R²) of its column on all others (Belsley, Kuh & Welsch
    /// 1980); `None` where it is a combination of them, and the step cannot be estimated at all. 1 is best; above 10
    /// the data hardly speak.
    pub variance_inflation: Option<f64>,
    /// Used months between the end of the disruption and the start.
    pub months_between: Option<usize>,
}

/// Measures it on the design alone, before anything is fitted and also where [`fit`] refuses.
///
/// # Errors
/// Those of [`ItsError`] about data and plan that leave no design to look at; [`ItsError::TooManyTerms`].
pub fn check_collinearity(data: Data<'_>, plan: &Plan) -> Result<Collinearity, ItsError> {
    let months = Months::read(data, plan)?;
    months.usable.check()?;
    let design = Design::of(plan, data);
    let used: Vec<&Month> = months.used().collect();
    if used.len() <= design.terms.len() {
        return Err(ItsError::TooManyTerms {
            months: used.len(),
            terms: design.terms.len(),
        });
    }
    let column = |term: Term| -> Vec<f64> {
        used.iter()
            .map(|month| design.value(term, month.position, World::Changed))
            .collect()
    };
    let step = column(Term::Step);
    let others: Vec<Vec<f64>> = design
        .terms
        .iter()
        .filter(|term| **term != Term::Step)
        .map(|term| column(*term))
        .collect();
    let with = |term: Term| plan.disruption.as_ref().and_then(|_| correlation(&step, &column(term)));
    Ok(Collinearity {
        with_disruption: with(Term::DisruptionLevel),
        with_new_level: with(Term::NewLevel),
        variance_inflation: variance_inflation(&step, &others),
        months_between: plan
            .disruption
            .as_ref()
            .map(|disruption| months.gap(disruption, plan.start)),
    })
}

/// Pearson's correlation; `None` where either column is constant.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let (one, other) = (centred(one), centred(other));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let scale = (product(&one, &one) * product(&other, &other)).sqrt();
    (scale > 0.0).then(|| (product(&one, &other) / scale).clamp(-1.0, 1.0))
}

fn variance_inflation(step: &[f64], others: &[Vec<f64>]) -> Option<f64> {
    let rest = qr::solve_least_squares(others, step).ok()?.residual_sum_of_squares;
    let total: f64 = centred(step).iter().map(|x| x * x).sum();
    // Rounding leaves about 1e-30 of an exact combination.
    (rest > 1e-20 * total).then(|| (total / rest).max(1.0))
}

fn centred(values: &[f64]) -> Vec<f64> {
    let middle = mean(values).unwrap_or(0.0);
    values.iter().map(|value| value - middle).collect()
}

/// Whether the trend before the start is straight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendCheck {
    /// The month at which the trend may bend: the middle of the used months before the start.
    pub knot: usize,
    /// The change of the slope there, on the logarithmic scale per month. 0 for a straight trend.
    pub bend: Estimate,
    /// The effect with a straight trend.
    pub straight: Effect,
    /// The effect with a trend that may bend.
    pub bent: Effect,
}

/// Adds a linear spline with one knot in the middle of the time before the start, and fits again.
///
/// An effect that moves much says that the counterfactual is a matter of belief about the trend. With few months the
/// bend is poorly known, and a wide interval for it is no proof of a straight trend.
///
/// # Errors
/// As for [`fit`].
pub fn check_trend(data: Data<'_>, plan: &Plan, errors: Errors) -> Result<TrendCheck, ItsError> {
    let straight = fit(data, plan)?;
    let before: Vec<usize> = straight
        .used_positions()
        .into_iter()
        .filter(|position| *position < plan.start)
        .collect();
    let knot = *before.get(before.len() / 2).ok_or(ItsError::TooFewMonths {
        side: Side::Before,
        found: 0,
        needed: super::plan::MINIMUM_SIDE,
    })?;
    let law = match data {
        Data::Single(_) => Law::Poisson,
        Data::Controlled { .. } => Law::Share,
    };
    let bent = fit_design(data, plan, Design::of(plan, data).with(Term::Bend(knot)), law)?;
    let bend = bent
        .coefficients(errors)
        .into_iter()
        .find(|(term, _)| *term == Term::Bend(knot))
        .map(|(_, estimate)| estimate)
        .ok_or(ItsError::Collinear { term: Term::Bend(knot) })?;
    Ok(TrendCheck {
        knot,
        bend,
        straight: straight.effect(errors),
        bent: bent.effect(errors),
    })
}
