//! What changed since an earlier publication: the difference of two published means, and how sure it is when nobody knows who answered
//! both times.

use serde::{Deserialize, Serialize};

use super::ScaleResult;

/// The change of a scale's mean from one publication to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScaleChange {
    /// Later less earlier.
    pub difference: f64,
    /// The 95 % interval as if two different sets of people had answered. Where many answered both times it is too wide, never too
    /// narrow: answers of the same person go together.
    pub interval: (f64, f64),
}

/// 97.5 % of a normal distribution lie below.
const Z: f64 = 1.959_963_984_540_054;

/// The change between two means whose standard errors are known: difference ± 1.96 √(se₁² + se₂²).
pub fn change(earlier: &ScaleResult, later: &ScaleResult) -> ScaleChange {
    let difference = later.mean.middle() - earlier.mean.middle();
    let reach = Z * earlier.standard_error.hypot(later.standard_error);
    ScaleChange {
        difference,
        interval: (difference - reach, difference + reach),
    }
}
