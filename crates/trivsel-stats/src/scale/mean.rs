//! The mean with its t interval.

use super::answers::{Moments, Sample};
use super::{ScaleError, t_quantile};
use crate::number::count;

/// A mean with its interval, all in the unit of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanInterval {
    /// The mean.
    pub mean: f64,
    /// The standard deviation of the answers, with n − 1 in the denominator.
    pub standard_deviation: f64,
    /// The standard error of the mean, finite population correction included.
    pub standard_error: f64,
    /// Degrees of freedom, n − 1.
    pub degrees: f64,
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// The mean and its interval x̄ ± t₍n₋₁₎·(s/√n)·√((N − n)/(N − 1)), the last factor only for a finite population
/// (Cochran, *Sampling Techniques*, 3rd ed., §2.6–2.8, who divides by N where s² is estimated, as here: with N − 1 the interval is wider,
/// by one part in 2N).
///
/// When everybody answered, the interval is the mean alone. The interval may reach beyond the ends of the scale: the mean
/// of a skewed scale with few answers is not normal, and cutting the interval would hide that.
///
/// # Errors
/// [`ScaleError::TooFewAnswers`] below 2; [`ScaleError::NoSpread`] where all answers are equal and somebody did not
/// answer: an interval of no width would be false certainty. [`ScaleError::NotFinite`], [`ScaleError::TooLarge`], [`ScaleError::Population`],
/// [`ScaleError::Confidence`].
pub fn mean_interval(sample: Sample<'_>, confidence: f64) -> Result<MeanInterval, ScaleError> {
    let moments = Moments::of(sample)?;
    let degrees = count(moments.n - 1);
    let t = t_quantile(confidence, degrees)?;
    if moments.variance == 0.0 && !moments.is_census() {
        return Err(ScaleError::NoSpread);
    }
    let standard_error = moments.squared_error().sqrt();
    Ok(MeanInterval {
        mean: moments.mean,
        standard_deviation: moments.variance.sqrt(),
        standard_error,
        degrees,
        lower: moments.mean - t * standard_error,
        upper: moments.mean + t * standard_error,
    })
}
