//! Change of a mean from one wave to the next.

use super::answers::{Moments, Population, Sample};
use super::{ScaleError, t_quantile};
use crate::distribution;
use crate::number::count;

/// The correlation between two waves of the same people that is taken as the other end of what is plausible where answers cannot be
/// linked.
pub const PLAUSIBLE_CORRELATION: f64 = 0.6;

/// A change of means, later minus earlier, in the unit of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The difference of the means.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Degrees of freedom of the t distribution.
    pub degrees: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
    /// The two-sided p value of no change.
    pub p_value: f64,
}

/// The change between waves of different people (Welch 1947, Biometrika 34:28): standard error √(v₁ + v₂) with vᵢ = sᵢ²/nᵢ, and
/// (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1)) degrees of freedom. For finite populations each v carries its correction.
///
/// Where the same people answer in both waves, their answers go together and this interval is too wide: see
/// [`paired_change`] where answers can be linked, and [`overlap_bound`] where they cannot.
///
/// # Errors
/// [`ScaleError::TooFewAnswers`] below 2 in a wave; [`ScaleError::NoSpread`] where neither wave varies and not everybody answered;
/// [`ScaleError::NotFinite`], [`ScaleError::TooLarge`], [`ScaleError::Population`], [`ScaleError::Confidence`].
pub fn welch_change(earlier: Sample<'_>, later: Sample<'_>, confidence: f64) -> Result<Change, ScaleError> {
    let (one, two) = (Moments::of(earlier)?, Moments::of(later)?);
    check_spread(&one, &two)?;
    let (v1, v2) = (one.squared_error(), two.squared_error());
    let welch = (v1 + v2).powi(2) / (v1 * v1 / count(one.n - 1) + v2 * v2 / count(two.n - 1));
    // When everybody answered in both waves, or the variances are too small to square, any number of degrees will do.
    let degrees = if welch.is_finite() {
        welch
    } else {
        count(one.n + two.n - 2)
    };
    Change::of(two.mean - one.mean, v1 + v2, degrees, confidence)
}

/// The change of linked answers: the mean of the differences with its t interval on n − 1 degrees. `pairs` are (earlier, later) of the
/// same respondent.
///
/// # Errors
/// [`ScaleError::TooFewAnswers`] below 2 pairs; [`ScaleError::NoSpread`] where all differences are equal and not everybody answered;
/// [`ScaleError::NotFinite`], [`ScaleError::TooLarge`], [`ScaleError::Population`], [`ScaleError::Confidence`].
pub fn paired_change(pairs: &[(f64, f64)], population: Population, confidence: f64) -> Result<Change, ScaleError> {
    let differences: Vec<f64> = pairs.iter().map(|(earlier, later)| later - earlier).collect();
    let answers = &differences;
    let moments = Moments::of(Sample { answers, population })?;
    if moments.variance == 0.0 && !moments.is_census() {
        return Err(ScaleError::NoSpread);
    }
    Change::of(moments.mean, moments.squared_error(), count(moments.n - 1), confidence)
}

/// The same change under the two ends of what unlinked waves can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverlapBound {
    /// Different people in the two waves: the interval of [`welch_change`], the wider one.
    pub independent: Change,
    /// As many of the same people as there can be, whose answers correlate.
    pub overlapping: Change,
}

/// The change between unlinked waves, bounded: once as if nobody answered twice, once as if as many as possible did, with
/// `correlation` between their answers ([`PLAUSIBLE_CORRELATION`] where nothing better is known).
///
/// The second standard error is √(v₁ + v₂ − 2·r·√(v₁v₂)·√(m/M)), with m and M the smaller and the larger number of answers: the
/// covariance of the means is r·s₁s₂·m/(n₁n₂) when all m of the smaller wave are in the larger. With waves of equal size the last root
/// is 1. Its degrees of freedom are m − 1, those of a paired comparison. The truth lies between the two unless the correlation is higher.
///
/// # Errors
/// Those of [`welch_change`]; [`ScaleError::OutOfRange`] unless 0 ≤ `correlation` < 1.
pub fn overlap_bound(
    earlier: Sample<'_>,
    later: Sample<'_>,
    correlation: f64,
    confidence: f64,
) -> Result<OverlapBound, ScaleError> {
    if !(0.0..1.0).contains(&correlation) {
        return Err(ScaleError::OutOfRange { value: correlation });
    }
    let independent = welch_change(earlier, later, confidence)?;
    let (one, two) = (Moments::of(earlier)?, Moments::of(later)?);
    let (v1, v2) = (one.squared_error(), two.squared_error());
    let (fewer, more) = (one.n.min(two.n), one.n.max(two.n));
    let together = (v1.sqrt() * v2.sqrt()) * (count(fewer) / count(more)).sqrt();
    let squared_error = v1 + v2 - 2.0 * correlation * together;
    Ok(OverlapBound {
        independent,
        overlapping: Change::of(independent.difference, squared_error, count(fewer - 1), confidence)?,
    })
}

impl Change {
    fn of(difference: f64, squared_error: f64, degrees: f64, confidence: f64) -> Result<Self, ScaleError> {
        let t = t_quantile(confidence, degrees)?;
        let standard_error = squared_error.sqrt();
        let p_value = if difference == 0.0 {
            1.0
        } else if standard_error == 0.0 {
            0.0
        } else {
            let tail = distribution::students_t_cdf(-(difference / standard_error).abs(), degrees);
            (2.0 * tail.map_err(ScaleError::Distribution)?).min(1.0)
        };
        Ok(Self {
            difference,
            standard_error,
            degrees,
            lower: difference - t * standard_error,
            upper: difference + t * standard_error,
            p_value,
        })
    }
}

fn check_spread(one: &Moments, two: &Moments) -> Result<(), ScaleError> {
    let is_known = one.is_census() && two.is_census();
    if one.squared_error() + two.squared_error() == 0.0 && !is_known {
        Err(ScaleError::NoSpread)
    } else {
        Ok(())
    }
}
