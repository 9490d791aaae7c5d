//! The negative binomial model, as a check on how the variance was taken to grow.

use super::design::Design;
use super::error::ItsError;
use super::fit::{Fit, fit_design};
use super::gamma::{digamma, trigamma};
use super::law::Law;
use super::plan::{Data, Plan};
use super::reweighting::{self, Rows};

const ROUNDS: usize = 200;
/// θ has settled when it moves by less than this share of itself.
const SETTLED: f64 = 1e-10;
/// Beyond this θ the counts are Poisson to six digits.
const POISSON: f64 = 1e7;

/// A segmented regression with variance μ + μ²/θ.
#[derive(Debug, Clone, PartialEq)]
pub struct NegativeBinomialFit {
    /// The regression at that θ. Its errors take θ as known.
    pub fit: Fit,
    /// θ, above 0: the smaller, the more the counts vary.
    pub theta: f64,
    /// Its standard error, from the expected information.
    pub theta_standard_error: f64,
}

/// The same regression as [`super::fit()`] with NB2 counts: Var(Yₜ) = μₜ + μₜ²/θ, and θ by maximum likelihood.
///
/// Iteratively reweighted least squares at fixed θ and Newton steps for θ at fixed means take turns until neither
/// moves (Lawless 1987, Can J Stat 15:209; Venables & Ripley 2002, §7.4: `glm.nb` of R's MASS). Standard errors are
/// conditional on θ; intervals use t with n − p degrees of freedom, where R uses the normal distribution. In a
/// quasi-Poisson model large months weigh more; here weights level off at θ.
///
/// # Errors
/// As for [`super::fit()`]; [`ItsError::NotOverdispersed`] where no finite θ is best;
/// [`ItsError::ComparisonNotTaken`] for a controlled series.
pub fn fit_negative_binomial(data: Data<'_>, plan: &Plan) -> Result<NegativeBinomialFit, ItsError> {
    if matches!(data, Data::Controlled { .. }) {
        return Err(ItsError::ComparisonNotTaken);
    }
    let with = |law: Law| fit_design(data, plan, Design::of(plan, data), law);
    let poisson = with(Law::Poisson)?;
    let rows = &poisson.rows;
    let mut theta = first_theta(rows, &poisson.means)?;
    let mut predictors = reweighting::predict(&rows.columns, poisson.own_coefficients());
    for _ in 0..ROUNDS {
        let settled = reweighting::fit(rows, Law::NegativeBinomial { theta }, Some(&predictors))?;
        let (next, theta_standard_error) = best_theta(rows, &settled.means, theta)?;
        if (next - theta).abs() <= SETTLED * theta {
            return Ok(NegativeBinomialFit {
                fit: with(Law::NegativeBinomial { theta })?,
                theta,
                theta_standard_error,
            });
        }
        theta = next;
        predictors = reweighting::predict(&rows.columns, &settled.coefficients);
    }
    Err(ItsError::NotSettled { iterations: ROUNDS })
}

/// A first θ by moments, after the score at θ = ∞ has shown that a finite one is better: Σ((y − μ)² − y) > 0.
fn first_theta(rows: &Rows, means: &[f64]) -> Result<f64, ItsError> {
    let pairs = || rows.observed.iter().zip(means);
    if pairs().map(|(y, mu)| (y - mu) * (y - mu) - y).sum::<f64>() <= 0.0 {
        return Err(ItsError::NotOverdispersed);
    }
    let squares: f64 = pairs().map(|(y, mu)| (y / mu - 1.0) * (y / mu - 1.0)).sum();
    let n: f64 = pairs().map(|_| 1.0).sum();
    Ok(n / squares)
}

/// The θ of greatest likelihood at the fitted means, and its standard error.
fn best_theta(rows: &Rows, means: &[f64], first: f64) -> Result<(f64, f64), ItsError> {
    let mut theta = first;
    for _ in 0..ROUNDS {
        let (mut score, mut information) = (0.0, 0.0);
        for (y, mu) in rows.observed.iter().zip(means) {
            let sum = mu + theta;
            score += digamma(theta + y) - digamma(theta) + libm::log(theta) + 1.0 - libm::log(sum) - (y + theta) / sum;
            information += trigamma(theta) - trigamma(theta + y) - 1.0 / theta + 2.0 / sum - (y + theta) / (sum * sum);
        }
        // Where the likelihood bends the wrong way Newton would walk downhill: follow the score instead.
        let step = if information > 0.0 {
            score / information
        } else {
            theta * score.signum()
        };
        let next = (theta + step).clamp(theta / 3.0, theta * 3.0);
        if next > POISSON {
            return Err(ItsError::NotOverdispersed);
        }
        if (next - theta).abs() <= SETTLED * theta {
            return Ok((next, 1.0 / information.sqrt()));
        }
        theta = next;
    }
    Err(ItsError::NotSettled { iterations: ROUNDS })
}
