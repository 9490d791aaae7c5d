//! How far the items of a scale hang together: Cronbach's alpha, Guttman's lambda-2, the standard error of measurement.

use super::fisher::f_quantile;
use super::items::Items;
use super::{ScaleError, upper_probability};
use crate::number::{compensated_sum, count};

/// Cronbach's alpha with its interval. At most 1; below 0 where items run against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// The coefficient.
    pub alpha: f64,
    /// The lower end of Feldt's interval.
    pub lower: f64,
    /// The upper end of Feldt's interval.
    pub upper: f64,
}

/// Cronbach's alpha, k/(k − 1)·(1 − Σ sᵢ²/s²) with sᵢ² the variance of item i and s² that of the sum (Cronbach 1951,
/// Psychometrika 16:297), with the interval of Feldt (1965, Psychometrika 30:357): the ends are 1 − (1 − α)·F with F the upper
/// and lower quantile of the F distribution with n − 1 and (n − 1)(k − 1) degrees.
///
/// Alpha rises with the number of items, is no sign that they measure one thing, and is too low where they load unevenly:
/// show it beside omega. Feldt's interval supposes normal items of equal covariance; with skewed or uneven items it is too narrow.
/// An item that does not vary counts as an item, with variance 0.
///
/// # Errors
/// [`ScaleError::NoSpread`] where the sum does not vary; [`ScaleError::Confidence`].
pub fn alpha(items: &Items, confidence: f64) -> Result<Alpha, ScaleError> {
    let upper_tail = upper_probability(confidence)?;
    let total = spread_of_sum(items)?;
    let k = count(items.count());
    let alpha = (k / (k - 1.0) * (1.0 - compensated_sum(items.variances()) / total)).min(1.0);
    let above = count(items.respondents() - 1);
    let below = above * (k - 1.0);
    let end = |probability| Ok(1.0 - (1.0 - alpha) * f_quantile(probability, above, below)?);
    Ok(Alpha {
        alpha,
        lower: end(upper_tail)?,
        upper: end(1.0 - upper_tail)?,
    })
}

/// Guttman's lambda-2 (Guttman 1945, Psychometrika 10:255): (Σ cᵢⱼ + √(k/(k − 1)·Σ cᵢⱼ²)) / s², sums over the covariances of
/// different items. Never below alpha, and like it a lower bound of the reliability of the sum.
///
/// # Errors
/// [`ScaleError::NoSpread`] where the sum does not vary.
pub fn lambda_2(items: &Items) -> Result<f64, ScaleError> {
    let total = spread_of_sum(items)?;
    let k = count(items.count());
    let between = || {
        let rows = items.covariance().iter().enumerate();
        rows.flat_map(|(item, row)| row.iter().enumerate().filter(move |(other, _)| *other != item))
            .map(|(_, covariance)| *covariance)
    };
    let squares = compensated_sum(between().map(|covariance| covariance * covariance));
    Ok((compensated_sum(between()) + (k / (k - 1.0) * squares).sqrt()) / total)
}

/// The standard error of measurement, SD·√(1 − reliability): how far one respondent's score lies from what it would be without
/// error, in the unit of the standard deviation of the scores. Larger than SD where the reliability is negative.
///
/// # Errors
/// [`ScaleError::OutOfRange`] where the reliability is above 1, the standard deviation below 0, or either no finite number.
pub fn standard_error_of_measurement(standard_deviation: f64, reliability: f64) -> Result<f64, ScaleError> {
    if !standard_deviation.is_finite() || standard_deviation < 0.0 {
        return Err(ScaleError::OutOfRange {
            value: standard_deviation,
        });
    }
    if !reliability.is_finite() || reliability > 1.0 {
        return Err(ScaleError::OutOfRange { value: reliability });
    }
    Ok(standard_deviation * (1.0 - reliability).sqrt())
}

/// The variance of the sum. Items that cancel leave only rounding, which counts as none.
fn spread_of_sum(items: &Items) -> Result<f64, ScaleError> {
    let total = items.total_variance();
    if total <= 1e-14 * compensated_sum(items.variances()) {
        Err(ScaleError::NoSpread)
    } else {
        Ok(total)
    }
}
