//! The quantile of Fisher's F distribution.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::ScaleError;
use crate::distribution::DistributionError;

/// The f with P(F ≤ f) = `probability`, for F with these degrees of freedom above and below the line.
pub(super) fn f_quantile(probability: f64, above: f64, below: f64) -> Result<f64, ScaleError> {
    let refused = |error| ScaleError::Distribution(error);
    let distribution = FisherSnedecor::new(above, below).map_err(|_| {
        refused(DistributionError::Degrees {
            degrees: above.min(below),
        })
    })?;
    if !(probability > 0.0 && probability < 1.0) {
        return Err(refused(DistributionError::Probability { probability }));
    }
    // By bisection on the logarithm, as the t quantile is: F lies within these ends for one degree and any usual
    // probability, and 200 halvings of 2·700 end below the last digit.
    let (mut low, mut high) = (-700.0_f64, 700.0_f64);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if distribution.cdf(middle.exp()) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(high.exp())
}
