//! An estimate with its standard error, and the interval made of them.

use super::error::ItsError;
use crate::distribution;
use crate::number::count;

/// An estimate on the scale of the model, with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Degrees of freedom of the t distribution it is judged by: months less coefficients.
    pub degrees: usize,
}

/// An estimate between its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub estimate: f64,
    /// The lower bound.
    pub lower: f64,
    /// The upper bound.
    pub upper: f64,
}

impl Interval {
    /// Whether both bounds lie on the same side of `value`.
    #[must_use]
    pub fn excludes(&self, value: f64) -> bool {
        self.lower > value || self.upper < value
    }
}

impl Estimate {
    /// value ± t · standard error, with t the two-sided quantile for `confidence` (0.95 for 95 %).
    ///
    /// # Errors
    /// [`ItsError::Confidence`].
    pub fn interval(&self, confidence: f64) -> Result<Interval, ItsError> {
        let reach = t_quantile(confidence, self.degrees)? * self.standard_error;
        Ok(Interval {
            estimate: self.value,
            lower: self.value - reach,
            upper: self.value + reach,
        })
    }

    /// The interval of a logarithm, given as a ratio: exp of each bound.
    ///
    /// # Errors
    /// [`ItsError::Confidence`].
    pub fn ratio(&self, confidence: f64) -> Result<Interval, ItsError> {
        let Interval { estimate, lower, upper } = self.interval(confidence)?;
        Ok(Interval {
            estimate: libm::exp(estimate),
            lower: libm::exp(lower),
            upper: libm::exp(upper),
        })
    }
}

/// The two-sided quantile of Student's t, kept to twelve digits: the last ones hang on the logarithm of the platform,
/// and nothing here may.
pub(crate) fn t_quantile(confidence: f64, degrees: usize) -> Result<f64, ItsError> {
    let refused = ItsError::Confidence { confidence };
    if !(confidence > 0.0 && confidence < 1.0) {
        return Err(refused);
    }
    let quantile = distribution::students_t_quantile(0.5 + confidence / 2.0, count(degrees)).map_err(|_| refused)?;
    if !quantile.is_finite() {
        return Err(refused);
    }
    let mut scale = 1e11;
    while quantile * scale > 1e12 {
        scale /= 10.0;
    }
    Ok((quantile * scale).round() / scale)
}
