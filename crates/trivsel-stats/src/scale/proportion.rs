//! A proportion with Wilson's interval.

use super::{ScaleError, z_quantile};

/// A proportion with its interval, all between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProportionInterval {
    /// Successes over trials.
    pub share: f64,
    /// The lower end; exactly 0 without successes.
    pub lower: f64,
    /// The upper end; exactly 1 without failures.
    pub upper: f64,
}

/// Wilson's score interval, without continuity correction (Wilson 1927, JASA 22:209; recommended for small numbers by
/// Agresti & Coull 1998, The American Statistician 52:119).
///
/// With z the normal quantile, the ends are (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). It is never empty and never
/// leaves 0..1, with no success and with a single trial too.
///
/// # Errors
/// [`ScaleError::TooFewAnswers`] without trials, [`ScaleError::Successes`], [`ScaleError::Confidence`].
pub fn wilson(successes: u64, trials: u64, confidence: f64) -> Result<ProportionInterval, ScaleError> {
    let z = z_quantile(confidence)?;
    if trials == 0 {
        return Err(ScaleError::TooFewAnswers { found: 0, needed: 1 });
    }
    if successes > trials {
        return Err(ScaleError::Successes { successes, trials });
    }
    let n = whole(trials);
    let share = whole(successes) / n;
    let extra = z * z / n;
    let middle = share + extra / 2.0;
    let half = (share * (1.0 - share) * extra + extra * extra / 4.0).sqrt();
    // At the ends theory gives 0 and 1 exactly; rounding does not.
    Ok(ProportionInterval {
        share,
        lower: if successes == 0 {
            0.0
        } else {
            (middle - half) / (1.0 + extra)
        },
        upper: if successes == trials {
            1.0
        } else {
            (middle + half) / (1.0 + extra)
        },
    })
}

/// Exact up to 2^53.
#[expect(
    clippy::as_conversions,
    reason = "u64 has no lossless conversion to f64; numbers of answers are far below 2^53"
)]
fn whole(number: u64) -> f64 {
    number as f64
}
