//! Errors that remember the month before: a second opinion on the logarithm of the rate.

use super::covariance::{dot, variance_along};
use super::design::{Design, Term, World};
use super::error::ItsError;
use super::estimate::Estimate;
use super::fit::{Effect, rows};
use super::months::{Month, Months};
use super::plan::{Data, Plan, UsableMonths};
use super::reweighting::{Rows, named, predict};
use crate::number::count;
use crate::qr::{self, Factored};

/// ρ is sought from 0 to this. Not below: ρ^|t − s| of a continuous first-order process has no negative ρ (`corCAR1` of R's nlme), and
/// one would make the interval narrower than that of independent months.
const LARGEST_RHO: f64 = 0.99;
/// Steps of the first look over that range: 0.03 each.
const STEPS: usize = 33;

/// A regression of the log rate with first-order autoregressive errors.
#[derive(Debug, Clone, PartialEq)]
pub struct AutoregressiveFit {
    /// The correlation of neighbouring months, from 0 to 0.99. On short series it is underestimated.
    pub rho: f64,
    /// The standard deviation of a month around the model, on the logarithmic scale.
    pub residual_sd: f64,
    /// What changed at the start. With a slope, the average is that of the log ratios of the used months.
    pub effect: Effect,
    /// The terms of the model with their coefficients.
    pub coefficients: Vec<(Term, Estimate)>,
    /// How many months before and after the start it rests on.
    pub usable_months: UsableMonths,
}

/// Regression of log(yₜ/Nₜ) on the columns of [`super::fit()`], with errors of correlation ρ^|t − s| between months t
/// and s, by restricted maximum likelihood.
///
/// REML: ρ maximises −½\[(n − p) log RSS + log|V| + log|X′V⁻¹X|\], the rest follows by generalised least squares with
/// σ² = RSS/(n − p) (Harville 1977, JASA 72:320; `gls` of R's nlme with `corCAR1`, whose ρ is never negative). Of the methods for short series it is the one that does least badly (Turner et al. 2021, BMC Med Res
/// Methodol 21:181), but its intervals are still too narrow. All months weigh the same. For a controlled series the
/// outcome is the log of the ratio of the two rates.
///
/// # Errors
/// As for [`super::fit()`]; [`ItsError::ZeroCount`] where a used month has no events, in either series.
pub fn fit_autoregressive(data: Data<'_>, plan: &Plan) -> Result<AutoregressiveFit, ItsError> {
    let months = Months::read(data, plan)?;
    months.check(plan)?;
    let design = Design::of(plan, data);
    let rows = rows(&design, &months)?;
    let used: Vec<&Month> = months.used().collect();
    let outcome = used
        .iter()
        .map(|month| log_rate(month, data))
        .collect::<Result<Vec<f64>, ItsError>>()?;
    let model = Model {
        gaps: used.windows(2).map(gap).collect(),
        rows: &rows,
        outcome: &outcome,
    };
    // An ordinary fit first: it tells whether anything varies.
    let plain = model.at(0.0)?;
    let spread: f64 = outcome.iter().map(|value| value * value).sum();
    if plain.residual_sum <= 1e-24 * spread.max(1.0) {
        return Err(ItsError::NoVariation);
    }
    let best = model.at(model.best_rho()?)?;

    let degrees = outcome.len() - rows.terms.len();
    let variance = best.residual_sum / count(degrees);
    let covariance: Vec<Vec<f64>> = best
        .factored
        .unscaled_covariance()
        .into_iter()
        .map(|line| line.into_iter().map(|cell| cell * variance).collect())
        .collect();
    let along = |gradient: &[f64]| Estimate {
        value: dot(gradient, &best.coefficients),
        standard_error: variance_along(gradient, &covariance).sqrt(),
        degrees,
    };
    let unit = |place: usize| -> Vec<f64> {
        (0..rows.terms.len())
            .map(|other| if other == place { 1.0 } else { 0.0 })
            .collect()
    };
    let single = |term: Term| design.place_of(term).map(|place| along(&unit(place)));
    let average = along(&mean_change(&design, &used, plan.start));
    Ok(AutoregressiveFit {
        rho: best.rho,
        residual_sd: variance.sqrt(),
        effect: Effect {
            log_rate_ratio: average,
            step: single(Term::Step).unwrap_or(average),
            slope: single(Term::Slope),
        },
        coefficients: (0..)
            .zip(&rows.terms)
            .map(|(place, term)| (*term, along(&unit(place))))
            .collect(),
        usable_months: months.usable,
    })
}

fn log_rate(month: &Month, data: Data<'_>) -> Result<f64, ItsError> {
    let base = match data {
        Data::Single(_) => 1.0,
        Data::Controlled { .. } => month.total - month.observed,
    };
    if month.observed > 0.0 && base > 0.0 {
        Ok(libm::log(month.observed) - libm::log(base) - month.offset)
    } else {
        Err(ItsError::ZeroCount { index: month.position })
    }
}

fn gap(pair: &[&Month]) -> usize {
    match pair {
        [earlier, later] => later.position - earlier.position,
        _ => 0,
    }
}

/// What the change's terms are, on average over the used months from the start on.
fn mean_change(design: &Design, used: &[&Month], start: usize) -> Vec<f64> {
    let after: Vec<&&Month> = used.iter().filter(|month| month.position >= start).collect();
    let mut mean = vec![0.0; design.terms.len()];
    for month in &after {
        let with = design.row(month.position, World::Changed);
        let without = design.row(month.position, World::Unchanged);
        for (sum, (x, x0)) in mean.iter_mut().zip(with.iter().zip(&without)) {
            *sum += (x - x0) / count(after.len());
        }
    }
    mean
}

/// The log rates and their design, with the distance of each month from the one before.
#[derive(Debug)]
struct Model<'a> {
    gaps: Vec<usize>,
    rows: &'a Rows,
    outcome: &'a [f64],
}

/// The generalised least-squares fit at one ρ.
#[derive(Debug)]
struct AtRho {
    rho: f64,
    coefficients: Vec<f64>,
    factored: Factored,
    residual_sum: f64,
    log_likelihood: f64,
}

impl Model<'_> {
    fn at(&self, rho: f64) -> Result<AtRho, ItsError> {
        let columns: Vec<Vec<f64>> = self
            .rows
            .columns
            .iter()
            .map(|column| self.whiten(column, rho))
            .collect();
        let outcome = self.whiten(self.outcome, rho);
        let factored = qr::factor(&columns).map_err(|error| named(error, &self.rows.terms))?;
        let coefficients = factored
            .coefficients(&outcome)
            .map_err(|error| named(error, &self.rows.terms))?;
        let residual_sum: f64 = predict(&columns, &coefficients)
            .iter()
            .zip(&outcome)
            .map(|(fitted, y)| (y - fitted) * (y - fitted))
            .sum();
        let degrees = count(outcome.len() - coefficients.len());
        let log_determinant: f64 = self
            .gaps
            .iter()
            .map(|gap| {
                let correlation = power(rho, *gap);
                libm::log(1.0 - correlation * correlation)
            })
            .sum();
        Ok(AtRho {
            rho,
            log_likelihood: -0.5 * (degrees * libm::log(residual_sum) + log_determinant + factored.log_determinant()),
            coefficients,
            factored,
            residual_sum,
        })
    }

    /// Each value less its expectation given the one before, over its standard deviation given the one before.
    fn whiten(&self, values: &[f64], rho: f64) -> Vec<f64> {
        let steps = values.iter().zip(values.iter().skip(1)).zip(&self.gaps);
        let later = steps.map(|((before, now), gap)| {
            let correlation = power(rho, *gap);
            (now - correlation * before) / (1.0 - correlation * correlation).sqrt()
        });
        values.first().copied().into_iter().chain(later).collect()
    }

    /// The ρ of greatest restricted likelihood: a look over the whole range, then golden sections around the best of
    /// it.
    fn best_rho(&self) -> Result<f64, ItsError> {
        const GOLDEN: f64 = 0.618_033_988_749_894_9;
        let value = |rho: f64| self.at(rho).map(|fit| fit.log_likelihood);
        let width = LARGEST_RHO / count(STEPS);
        let (mut centre, mut highest) = (0.0, f64::NEG_INFINITY);
        for step in 0..STEPS {
            let rho = count(step) * width;
            let likelihood = value(rho)?;
            if likelihood > highest {
                (centre, highest) = (rho, likelihood);
            }
        }
        let (mut low, mut high) = ((centre - width).max(0.0), centre + width);
        let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        let (mut at_left, mut at_right) = (value(left)?, value(right)?);
        // 0.618^40 · 0.06 is 3e-10; a maximum cannot be told more finely from its values.
        for _ in 0..40 {
            if at_left > at_right {
                (high, right, at_right) = (right, left, at_left);
                left = high - GOLDEN * (high - low);
                at_left = value(left)?;
            } else {
                (low, left, at_left) = (left, right, at_right);
                right = low + GOLDEN * (high - low);
                at_right = value(right)?;
            }
        }
        let found = f64::midpoint(low, high);
        // Where it falls from 0 on, the months are independent, and that is said exactly.
        Ok(if value(0.0)? >= value(found)? { 0.0 } else { found })
    }
}

/// Repeated multiplication: the platform's power may round in its own way.
fn power(base: f64, exponent: usize) -> f64 {
    std::iter::repeat_n(base, exponent).product()
}
