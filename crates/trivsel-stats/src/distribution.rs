//! Probabilities and quantiles of the binomial, the standard normal and Student's t distribution.
//!
//! A thin layer over `statrs` that takes only legal parameters or says what is wrong, and that never panics.
//! The tests compare with R to 1e-10.

use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, Normal, StudentsT};

/// Ties are decided with this much slack: the binomial distribution function is good to about 5e-13.
const SLACK: f64 = 1e-11;

/// Why a probability or a quantile could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum DistributionError {
    /// A probability lies outside the range the function takes, or is NaN.
    #[error("the probability {probability} is out of range")]
    Probability {
        /// The probability given.
        probability: f64,
    },
    /// The degrees of freedom are not above zero, or not finite.
    #[error("{degrees} degrees of freedom are not possible")]
    Degrees {
        /// The degrees of freedom given.
        degrees: f64,
    },
    /// The point at which a distribution function was asked for is NaN.
    #[error("the point is not a number")]
    NotANumber,
}

/// P(X ≤ `successes`) for X binomial with `trials` trials and success probability `share` in 0..=1.
///
/// # Errors
/// [`DistributionError::Probability`] where `share` is not in 0..=1.
pub fn binomial_cdf(successes: u64, trials: u64, share: f64) -> Result<f64, DistributionError> {
    let binomial = binomial(trials, share)?;
    Ok(if successes >= trials {
        1.0
    } else {
        binomial.cdf(successes)
    })
}

/// The smallest k with P(X ≤ k) ≥ `probability`, for X binomial with `trials` trials and success
/// probability `share`.
///
/// A relative slack of 10⁻¹¹ is given to `probability`, so that a distribution function
/// that hits it exactly in theory, but misses it by rounding, still counts: the median of an odd
/// number n of fair trials is (n − 1)/2. (R's `qbinom` answers one more in some of these ties.)
///
/// # Errors
/// [`DistributionError::Probability`] where `probability` or `share` is not in 0..=1.
pub fn binomial_quantile(probability: f64, trials: u64, share: f64) -> Result<u64, DistributionError> {
    if !(0.0..=1.0).contains(&probability) {
        return Err(DistributionError::Probability { probability });
    }
    let binomial = binomial(trials, share)?;
    if probability == 1.0 {
        return Ok(if share == 0.0 { 0 } else { trials });
    }
    let wanted = probability * (1.0 - SLACK);
    // Bisection on low..=high: everything below `low` has too little probability, `high` has enough.
    let (mut low, mut high) = (0, trials);
    while low < high {
        let middle = low + (high - low) / 2;
        if binomial.cdf(middle) >= wanted {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

/// P(Z ≤ `z`) for the standard normal distribution.
///
/// # Errors
/// [`DistributionError::NotANumber`].
pub fn normal_cdf(z: f64) -> Result<f64, DistributionError> {
    if z.is_nan() {
        Err(DistributionError::NotANumber)
    } else {
        Ok(Normal::standard().cdf(z))
    }
}

/// The z with P(Z ≤ z) = `probability` for the standard normal distribution.
///
/// # Errors
/// [`DistributionError::Probability`] unless 0 < `probability` < 1.
pub fn normal_quantile(probability: f64) -> Result<f64, DistributionError> {
    check_open(probability)?;
    Ok(Normal::standard().inverse_cdf(probability))
}

/// P(T ≤ `t`) for Student's t with `degrees` > 0 degrees of freedom, which need not be whole.
///
/// # Errors
/// [`DistributionError::NotANumber`], [`DistributionError::Degrees`].
pub fn students_t_cdf(t: f64, degrees: f64) -> Result<f64, DistributionError> {
    if t.is_nan() {
        Err(DistributionError::NotANumber)
    } else {
        Ok(students_t(degrees)?.cdf(t))
    }
}

/// The t with P(T ≤ t) = `probability` for Student's t with `degrees` > 0 degrees of freedom.
/// Infinite where it is too large for a floating-point number.
///
/// # Errors
/// [`DistributionError::Probability`] unless 0 < `probability` < 1, [`DistributionError::Degrees`].
pub fn students_t_quantile(probability: f64, degrees: f64) -> Result<f64, DistributionError> {
    check_open(probability)?;
    let distribution = students_t(degrees)?;
    // Found in the lower tail, where small probabilities keep their digits, and mirrored. By bisection on
    // the distribution function: the inverse in statrs stops at eight digits for thousands of degrees,
    // and panics far out.
    let tail = probability.min(1.0 - probability);
    let has_more = |t: f64| distribution.cdf(-t) > tail;
    let mut far = 1.0;
    while has_more(far) && far.is_finite() {
        far *= 2.0;
    }
    let mut near = if far > 1.0 { far / 2.0 } else { 0.0 };
    // 2^-60 of the bracket is below the last digit.
    for _ in 0..60 {
        let middle = f64::midpoint(near, far);
        if has_more(middle) { near = middle } else { far = middle }
    }
    let t = if tail == 0.5 { 0.0 } else { -far };
    Ok(if probability > 0.5 { -t } else { t })
}

fn binomial(trials: u64, share: f64) -> Result<Binomial, DistributionError> {
    Binomial::new(share, trials).map_err(|_| DistributionError::Probability { probability: share })
}

fn students_t(degrees: f64) -> Result<StudentsT, DistributionError> {
    if !degrees.is_finite() {
        return Err(DistributionError::Degrees { degrees });
    }
    StudentsT::new(0.0, 1.0, degrees).map_err(|_| DistributionError::Degrees { degrees })
}

fn check_open(probability: f64) -> Result<(), DistributionError> {
    if probability > 0.0 && probability < 1.0 {
        Ok(())
    } else {
        Err(DistributionError::Probability { probability })
    }
}
