//! The two numbers a verdict is made of: the interval of the effect, and the smallest change worth having.

use serde::{Deserialize, Serialize};

/// An estimated effect with its 95 % interval, in the natural unit of the criterion: what came minus what was to be expected
/// without the initiative. Positive is more, whether more is good or not.
///
/// A side that nothing bounds is infinite; it is written as null.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenInterval", into = "WrittenInterval")]
pub struct Interval {
    estimate: f64,
    lower: f64,
    upper: f64,
}

/// The numbers make no interval: one is not a number, the estimate is infinite, or the lower end lies above the upper.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{lower} to {upper} around {estimate} is not an interval")]
pub struct NotAnInterval {
    /// The estimate given.
    pub estimate: f64,
    /// The lower end given.
    pub lower: f64,
    /// The upper end given.
    pub upper: f64,
}

impl Interval {
    /// An interval with its estimate. The estimate need not lie in it: intervals by percentile or inversion do not promise that.
    pub fn new(estimate: f64, lower: f64, upper: f64) -> Result<Self, NotAnInterval> {
        // NaN compares false with everything, so it is refused too.
        if estimate.is_finite() && lower <= upper && lower < f64::INFINITY && upper > f64::NEG_INFINITY {
            Ok(Self { estimate, lower, upper })
        } else {
            Err(NotAnInterval { estimate, lower, upper })
        }
    }

    /// The best guess.
    pub fn estimate(self) -> f64 {
        self.estimate
    }

    /// The lower end; minus infinity when nothing bounds it.
    pub fn lower(self) -> f64 {
        self.lower
    }

    /// The upper end; infinity when nothing bounds it.
    pub fn upper(self) -> f64 {
        self.upper
    }

    /// From end to end.
    pub fn width(self) -> f64 {
        self.upper - self.lower
    }

    /// The same turned round, so that what was less is more.
    #[must_use]
    pub(super) fn turned(self) -> Self {
        Self {
            estimate: -self.estimate,
            lower: -self.upper,
            upper: -self.lower,
        }
    }
}

/// An interval as it is written: JSON has no infinity.
#[derive(Serialize, Deserialize)]
struct WrittenInterval {
    estimate: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl From<Interval> for WrittenInterval {
    fn from(interval: Interval) -> Self {
        Self {
            estimate: interval.estimate,
            lower: interval.lower.is_finite().then_some(interval.lower),
            upper: interval.upper.is_finite().then_some(interval.upper),
        }
    }
}

impl TryFrom<WrittenInterval> for Interval {
    type Error = NotAnInterval;

    fn try_from(written: WrittenInterval) -> Result<Self, NotAnInterval> {
        Self::new(
            written.estimate,
            written.lower.unwrap_or(f64::NEG_INFINITY),
            written.upper.unwrap_or(f64::INFINITY),
        )
    }
}

/// The smallest change worth having, in the criterion's unit. Zero means that any change is.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Worthwhile(f64);

/// The number is negative or no number.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{0} cannot be the smallest change worth having")]
pub struct NotWorthwhile(pub f64);

impl Worthwhile {
    /// The change as a size, never negative: the direction says which way is good.
    pub fn new(size: f64) -> Result<Self, NotWorthwhile> {
        if size.is_finite() && size >= 0.0 {
            Ok(Self(size))
        } else {
            Err(NotWorthwhile(size))
        }
    }

    /// The size.
    pub fn size(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Worthwhile {
    type Error = NotWorthwhile;

    fn try_from(size: f64) -> Result<Self, NotWorthwhile> {
        Self::new(size)
    }
}

impl From<Worthwhile> for f64 {
    fn from(worthwhile: Worthwhile) -> Self {
        worthwhile.0
    }
}
