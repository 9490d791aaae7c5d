//! Published means of many units, drawn towards each other as far as their differences are noise: for those who have the means and
//! their standard errors, and not the answers.

use super::ScaleError;
use crate::number::{compensated_sum, count};

/// A mean and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitMean {
    /// The mean.
    pub mean: f64,
    /// Its standard error, above 0.
    pub standard_error: f64,
}

/// The means drawn together, and what that rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// The mean all units are drawn to: that of the unit means, weighted with their precision.
    pub overall: f64,
    /// The standard error of `overall`.
    pub standard_error: f64,
    /// The variance between units, τ², at least 0.
    pub between: f64,
    /// The means drawn to `overall`, in the order given.
    pub means: Vec<f64>,
}

/// Empirical Bayes estimates of unit means of which only means and standard errors are known.
///
/// Model: mean = μ + unit + noise, with variances τ² between units and sⱼ² of the noise. τ² is the moment estimate of DerSimonian &
/// Laird (1986, Controlled Clinical Trials 7:177): with weights wⱼ = 1/sⱼ², Q = Σ wⱼ(mⱼ − m̄)² and τ² = max(0, (Q − (k − 1))/(Σw − Σw²/Σw)).
/// Then μ is the mean weighted with 1/(sⱼ² + τ²), and each unit is drawn to it by λⱼ = τ²/(τ² + sⱼ²).
///
/// Where the answers themselves are at hand, [`shrink`](super::shrink) says more.
///
/// # Errors
/// [`ScaleError::TooFewUnits`] below 3; [`ScaleError::NotFinite`] with the position of the unit; [`ScaleError::OutOfRange`] for a standard
/// error that is not above 0 or too small to be weighed.
pub fn pool(units: &[UnitMean]) -> Result<Pooled, ScaleError> {
    if units.len() < 3 {
        return Err(ScaleError::TooFewUnits {
            found: units.len(),
            needed: 3,
        });
    }
    for (index, unit) in units.iter().enumerate() {
        if !unit.mean.is_finite() || !unit.standard_error.is_finite() {
            return Err(ScaleError::NotFinite { index });
        }
        if unit.standard_error <= 0.0 || !unit.standard_error.powi(-4).is_finite() {
            return Err(ScaleError::OutOfRange {
                value: unit.standard_error,
            });
        }
    }
    let fixed = weighted(units, 0.0);
    let weights = || units.iter().map(|unit| unit.standard_error.powi(-2));
    let q = compensated_sum(
        units
            .iter()
            .zip(weights())
            .map(|(unit, w)| w * (unit.mean - fixed.0).powi(2)),
    );
    let squares = compensated_sum(weights().map(|w| w * w));
    let between = ((q - count(units.len() - 1)) / (fixed.1 - squares / fixed.1)).max(0.0);
    let (overall, weight) = weighted(units, between);
    let means = units
        .iter()
        .map(|unit| {
            let kept = between / (between + unit.standard_error.powi(2));
            overall + kept * (unit.mean - overall)
        })
        .collect();
    Ok(Pooled {
        overall,
        standard_error: weight.sqrt().recip(),
        between,
        means,
    })
}

/// The mean weighted with 1/(s² + `between`), and the sum of the weights.
fn weighted(units: &[UnitMean], between: f64) -> (f64, f64) {
    let weights = || units.iter().map(|unit| (unit.standard_error.powi(2) + between).recip());
    let weight = compensated_sum(weights());
    let sum = compensated_sum(units.iter().zip(weights()).map(|(unit, w)| w * unit.mean));
    (sum / weight, weight)
}
