//! How sure the coefficients are: from the model, or from what the residuals do over time.

use super::months::Month;
use crate::number::count;

/// Where standard errors come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Errors {
    /// From the model: φ(X′WX)⁻¹. Months are taken as independent given the model.
    #[default]
    Model,
    /// Robust to heteroscedasticity and autocorrelation ("HAC"; Newey & West 1987, Econometrica 55:703), on the
    /// scores of the quasi-likelihood, Bartlett weights 1 − l/(L + 1), L = max(3, ⌊0.75·n^⅓⌋), times n/(n − k).
    ///
    /// Lags are true distances in months: months left out break the chain, as rows of weight 0 do. On short series
    /// these errors are too small (Turner et al. 2021, BMC Med Res Methodol 21:181); never show them alone.
    Hac,
    /// The same with a lag of one's own.
    HacOf {
        /// L, the largest lag in months that counts.
        lag: usize,
    },
}

/// L = max(3, ⌊0.75·n^⅓⌋), the largest lag of [`Errors::Hac`] for `n` used months.
#[must_use]
pub fn hac_lag(n: usize) -> usize {
    // ⌊0.75·n^⅓⌋ is the largest L with (4L)³ ≤ 27n. In whole numbers, so that no platform rounds it differently.
    let is_within = |lag: usize| (4 * lag).pow(3) <= 27 * n;
    (3..).take_while(|lag| *lag == 3 || is_within(*lag)).last().unwrap_or(3)
}

/// The sandwich B·M·B with B = (X′WX)⁻¹ and M = Σₗ wₗ Σₜ (sₜsₜ₋ₗ′ + sₜ₋ₗsₜ′), where sₜ = xₜ·`factors`ₜ are the
/// scores.
pub(super) fn hac(
    bread: &[Vec<f64>],
    rows: &[Vec<f64>],
    factors: &[f64],
    months: &[&Month],
    lag: Option<usize>,
) -> Vec<Vec<f64>> {
    let (n, k) = (rows.len(), bread.len());
    let longest = lag.unwrap_or_else(|| hac_lag(n));
    // Scores premultiplied by the bread: the meat of these is the whole sandwich.
    let influences: Vec<Vec<f64>> = rows
        .iter()
        .zip(factors)
        .map(|(row, factor)| bread.iter().map(|line| factor * dot(line, row)).collect())
        .collect();
    let mut sandwich = vec![vec![0.0; k]; k];
    for (now, month) in influences.iter().zip(months) {
        for (then, earlier) in influences.iter().zip(months) {
            let lag = month.position.abs_diff(earlier.position);
            if lag > longest {
                continue;
            }
            let weight = 1.0 - count(lag) / count(longest + 1);
            for (line, left) in sandwich.iter_mut().zip(now) {
                for (cell, right) in line.iter_mut().zip(then) {
                    *cell += weight * left * right;
                }
            }
        }
    }
    let correction = count(n) / count(n - k);
    sandwich
        .into_iter()
        .map(|line| line.into_iter().map(|cell| cell * correction).collect())
        .collect()
}

pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// g′Vg, kept from falling below 0 by rounding.
pub(super) fn variance_along(gradient: &[f64], covariance: &[Vec<f64>]) -> f64 {
    covariance
        .iter()
        .zip(gradient)
        .map(|(line, g)| g * dot(line, gradient))
        .sum::<f64>()
        .max(0.0)
}
