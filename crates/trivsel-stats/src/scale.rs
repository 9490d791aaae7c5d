//! Scales of a questionnaire: the mean with its interval, proportions, reliability, change between waves, and
//! means of many units drawn together.
//!
//! What all functions share:
//! - Answers are finite numbers up to 1e140 in size; a missing answer is left out, or a respondent with one, by the caller, who knows
//!   which rule the instrument has.
//! - [`Population`] decides what an interval speaks of, and must be shown with it: the process that produced the answers
//!   (no correction), or exactly these people at this time (finite population correction).
//! - Nothing is NaN. Where a formula has no value, an error says why.

mod answers;
mod change;
mod factor;
mod fisher;
mod items;
mod mean;
mod omega;
mod pooled;
mod proportion;
mod reliability;
mod shrinkage;
mod symmetric;

pub use answers::{Population, Sample};
pub use change::{Change, OverlapBound, PLAUSIBLE_CORRELATION, overlap_bound, paired_change, welch_change};
pub use items::{FEW_RESPONDENTS, Items};
pub use mean::{MeanInterval, mean_interval};
pub use omega::{Omega, SMALLEST_UNIQUENESS, omega_total};
pub use pooled::{Pooled, UnitMean, pool};
pub use proportion::{ProportionInterval, wilson};
pub use reliability::{Alpha, alpha, lambda_2, standard_error_of_measurement};
pub use shrinkage::{Shrinkage, ShrunkUnit, shrink};

use crate::distribution::{self, DistributionError};

/// Why a number about a scale could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ScaleError {
    /// A value is NaN or infinite.
    #[error("the value at position {index} is not a finite number")]
    NotFinite {
        /// Position of the first such value (of its row, where there are rows), counted from 0.
        index: usize,
    },
    /// A value is so large that squares of it overflow.
    #[error("the value at position {index} is too large")]
    TooLarge {
        /// Position of the first such value (of its row, where there are rows), counted from 0.
        index: usize,
    },
    /// The confidence is not strictly between 0 and 1.
    #[error("the confidence {confidence} is not between 0 and 1")]
    Confidence {
        /// The confidence asked for.
        confidence: f64,
    },
    /// Fewer answers than the formula needs.
    #[error("{found} answers, {needed} are needed")]
    TooFewAnswers {
        /// Answers there are.
        found: usize,
        /// Answers needed.
        needed: usize,
    },
    /// More answers than the finite population has people.
    #[error("{answers} answers from a population of {size}")]
    Population {
        /// Answers there are.
        answers: usize,
        /// People in the population.
        size: usize,
    },
    /// All answers are equal, so that they say nothing of how uncertain they are.
    #[error("the answers do not vary")]
    NoSpread,
    /// More successes than trials.
    #[error("{successes} successes in {trials} trials")]
    Successes {
        /// Successes given.
        successes: u64,
        /// Trials given.
        trials: u64,
    },
    /// Fewer items than the coefficient needs.
    #[error("{found} items, {needed} are needed")]
    TooFewItems {
        /// Items there are.
        found: usize,
        /// Items needed.
        needed: usize,
    },
    /// A respondent has another number of items than the first one.
    #[error("respondent {respondent} has {found} items instead of {expected}")]
    Length {
        /// The respondent, counted from 0.
        respondent: usize,
        /// Items found.
        found: usize,
        /// Items of the first respondent.
        expected: usize,
    },
    /// Everyone gave the same answer to an item, so that it has no correlation with the others.
    #[error("item {item} does not vary")]
    ConstantItem {
        /// The item, counted from 0.
        item: usize,
    },
    /// Some items are a combination of others, so that the covariance matrix has no inverse.
    #[error("some items are combinations of others")]
    DependentItems,
    /// The fit did not meet its convergence rule.
    #[error("no convergence in {steps} steps")]
    NotConverged {
        /// Steps done.
        steps: usize,
    },
    /// A reliability above 1, a standard deviation below 0, or a correlation outside -1..1.
    #[error("{value} is out of range")]
    OutOfRange {
        /// The number given.
        value: f64,
    },
    /// Fewer units than can be compared.
    #[error("{found} units, {needed} are needed")]
    TooFewUnits {
        /// Units there are.
        found: usize,
        /// Units needed.
        needed: usize,
    },
    /// A unit has no answers.
    #[error("unit {unit} has no answers")]
    EmptyUnit {
        /// The unit, counted from 0.
        unit: usize,
    },
    /// A distribution refused its parameters.
    #[error("a quantile could not be computed")]
    Distribution(#[source] DistributionError),
}

/// The quantile that leaves half of what the confidence leaves out above it: 0.975 for 0.95.
fn upper_probability(confidence: f64) -> Result<f64, ScaleError> {
    if confidence > 0.0 && confidence < 1.0 {
        Ok(1.0 - (1.0 - confidence) / 2.0)
    } else {
        Err(ScaleError::Confidence { confidence })
    }
}

/// Student's t for a two-sided interval of this confidence.
fn t_quantile(confidence: f64, degrees: f64) -> Result<f64, ScaleError> {
    distribution::students_t_quantile(upper_probability(confidence)?, degrees).map_err(ScaleError::Distribution)
}

/// The standard normal quantile for a two-sided interval of this confidence.
fn z_quantile(confidence: f64) -> Result<f64, ScaleError> {
    distribution::normal_quantile(upper_probability(confidence)?).map_err(ScaleError::Distribution)
}

/// Sums of squares of such numbers stay finite.
const LARGEST: f64 = 1e140;

fn check_answers(answers: &[f64]) -> Result<(), ScaleError> {
    if let Some(index) = answers.iter().position(|answer| !answer.is_finite()) {
        return Err(ScaleError::NotFinite { index });
    }
    match answers.iter().position(|answer| answer.abs() > LARGEST) {
        Some(index) => Err(ScaleError::TooLarge { index }),
        None => Ok(()),
    }
}
