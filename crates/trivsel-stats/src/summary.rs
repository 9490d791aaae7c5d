//! Sum, mean, median, quantile, and the pooled rate of numerators over denominators.
//!
//! All functions take finite values and refuse NaN and infinities with the position of the first one.

use crate::number::{compensated_sum, count};

/// Why a summary could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SummaryError {
    /// There was nothing to summarise.
    #[error("there are no values")]
    Empty,
    /// A value is NaN or infinite.
    #[error("the value at position {index} is not a finite number")]
    NotFinite {
        /// Position of the first such value, counted from 0.
        index: usize,
    },
    /// A probability lies outside 0..=1.
    #[error("the probability {probability} is not between 0 and 1")]
    Probability {
        /// The probability asked for.
        probability: f64,
    },
    /// A numerator or a denominator is below zero.
    #[error("the ratio at position {index} has a negative part")]
    Negative {
        /// Position of the first such ratio, counted from 0.
        index: usize,
    },
    /// All denominators are zero, so there is nothing to divide by.
    #[error("the denominators sum to zero")]
    ZeroExposure,
}

/// A numerator over its denominator: events over exposure, or cases over trials.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// What is counted. At least 0; may be fractional (for example full-time days).
    pub numerator: f64,
    /// What it is counted out of, in any unit as long as it is the same throughout. At least 0.
    pub denominator: f64,
}

impl Ratio {
    /// Numerator divided by denominator, or `None` where the denominator is zero.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.denominator > 0.0).then(|| self.numerator / self.denominator)
    }

    /// The ratio where it says something; none for nothing out of nothing, which is taken as missing.
    pub(crate) fn usable(self) -> Result<Option<Self>, Unusable> {
        let Self { numerator, denominator } = self;
        if !numerator.is_finite() || !denominator.is_finite() {
            return Err(Unusable::NotFinite);
        }
        if numerator < 0.0 || denominator < 0.0 {
            return Err(Unusable::Negative);
        }
        match (denominator > 0.0, numerator > 0.0) {
            (true, _) => Ok(Some(self)),
            (false, false) => Ok(None),
            (false, true) => Err(Unusable::ZeroExposure),
        }
    }
}

/// Why a ratio cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// A part of it is NaN or infinite.
    NotFinite,
    /// A part of it is below zero.
    Negative,
    /// Something is counted out of nothing.
    ZeroExposure,
}

/// The sum of the values, compensated for rounding (Neumaier 1974). The sum of nothing is 0.
///
/// # Errors
/// [`SummaryError::NotFinite`].
pub fn sum(values: &[f64]) -> Result<f64, SummaryError> {
    check_finite(values)?;
    Ok(compensated_sum(values.iter().copied()))
}

/// The arithmetic mean, in the unit of the values.
///
/// The result never lies outside the smallest and largest value, so the mean of a constant series is that
/// constant to the last bit.
///
/// # Errors
/// [`SummaryError::Empty`], [`SummaryError::NotFinite`].
pub fn mean(values: &[f64]) -> Result<f64, SummaryError> {
    check_not_empty(values)?;
    check_finite(values)?;
    let smallest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = compensated_sum(values.iter().copied()) / count(values.len());
    Ok(mean.clamp(smallest, largest))
}

/// The middle value, or the mean of the two middle values where their number is even.
///
/// # Errors
/// [`SummaryError::Empty`], [`SummaryError::NotFinite`].
pub fn median(values: &[f64]) -> Result<f64, SummaryError> {
    quantile(values, 0.5)
}

/// The quantile at `probability`, by linear interpolation between order statistics.
///
/// Type 7 of Hyndman & Fan (1996, The American Statistician 50:361): with the values sorted as x₁ ≤ … ≤ xₙ
/// and h = (n − 1)·probability + 1, the result is x⌊h⌋ + (h − ⌊h⌋)(x⌊h⌋₊₁ − x⌊h⌋). This is the default of R's
/// `quantile` and of NumPy's.
///
/// # Errors
/// [`SummaryError::Empty`], [`SummaryError::NotFinite`], [`SummaryError::Probability`].
pub fn quantile(values: &[f64], probability: f64) -> Result<f64, SummaryError> {
    check_not_empty(values)?;
    check_finite(values)?;
    if !(0.0..=1.0).contains(&probability) {
        return Err(SummaryError::Probability { probability });
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = count(sorted.len() - 1) * probability;
    let below = whole_part(place);
    let lower = *sorted.get(below).ok_or(SummaryError::Empty)?;
    // At the largest value there is no next one, and nothing is added.
    let upper = sorted.get(below + 1).copied().unwrap_or(lower);
    let share = place - count(below);
    // Half-way is written as a mean of halves: it cannot overflow, and is exact for equal values.
    Ok(if share == 0.5 {
        lower / 2.0 + upper / 2.0
    } else {
        lower + share * (upper - lower)
    })
}

/// The pooled rate: the sum of the numerators over the sum of the denominators.
///
/// It is the mean of the single rates, each weighted with its denominator. Ratios with denominator 0 add
/// their numerator; whether such a ratio makes sense is for the caller to judge.
///
/// # Errors
/// [`SummaryError::Empty`], [`SummaryError::NotFinite`], [`SummaryError::Negative`],
/// [`SummaryError::ZeroExposure`].
pub fn pooled_rate(ratios: &[Ratio]) -> Result<f64, SummaryError> {
    if ratios.is_empty() {
        return Err(SummaryError::Empty);
    }
    for (index, ratio) in ratios.iter().enumerate() {
        if !ratio.numerator.is_finite() || !ratio.denominator.is_finite() {
            return Err(SummaryError::NotFinite { index });
        }
        if ratio.numerator < 0.0 || ratio.denominator < 0.0 {
            return Err(SummaryError::Negative { index });
        }
    }
    let exposure = compensated_sum(ratios.iter().map(|ratio| ratio.denominator));
    if exposure <= 0.0 {
        return Err(SummaryError::ZeroExposure);
    }
    Ok(compensated_sum(ratios.iter().map(|ratio| ratio.numerator)) / exposure)
}

fn check_not_empty(values: &[f64]) -> Result<(), SummaryError> {
    if values.is_empty() {
        Err(SummaryError::Empty)
    } else {
        Ok(())
    }
}

fn check_finite(values: &[f64]) -> Result<(), SummaryError> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(SummaryError::NotFinite { index }),
        None => Ok(()),
    }
}

/// The whole part of a non-negative position in a slice.
#[expect(
    clippy::as_conversions,
    reason = "the position lies between 0 and the length of a slice; `as` cuts off the fraction, which is what is wanted"
)]
fn whole_part(place: f64) -> usize {
    place as usize
}
