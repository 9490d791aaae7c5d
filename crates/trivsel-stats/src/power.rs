//! What could be detected, before anything is begun.
//!
//! The minimum detectable effect is the smallest effect that a study of a given size would find (an interval that
//! excludes "no change") with a given probability, by convention 80 %. It belongs before the start; computed
//! afterwards from the effect found, it says nothing that the interval did not say already.
//!
//! [`two_sample`], [`paired`], [`proportion`] and [`difference_in_differences`] are closed forms. [`simulate`] draws
//! futures from a series' own history and analyses each with the same code that will analyse the real one: slower,
//! and nearer the truth, because season, dispersion and dependence between months are those of the series. [`Futures`] are the same
//! futures to be asked one effect at a time, with a comparison beside them or without; [`StaggeredFutures`] are those of units that
//! are to start at different times.
//!
//! # Example
//!
//! ```
//! use trivsel_stats::power::{Demand, two_sample};
//!
//! // Two groups of 40 with a standard deviation of 20 points: 13 points can be found, and hardly less.
//! let smallest = two_sample(40, 40, 20.0, Demand::default())?;
//! assert!((smallest - 12.68).abs() < 0.01);
//! # Ok::<(), trivsel_stats::power::PowerError>(())
//! ```

mod closed;
mod futures;
mod noncentral;
mod simulated;
mod staggered;

pub use closed::{
    DetectableShares, DifferenceInDifferences, Groups, design_effect, difference_in_differences, paired, proportion,
    two_sample,
};
pub use futures::Futures;
pub use simulated::{EffectFound, FollowUp, Judge, Power, Simulation, simulate};
pub use staggered::{StaggeredFutures, StaggeredPowerError, StaggeredStudy, Uncertainty};

/// What is asked of a study.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// Confidence of the interval that is to exclude "no change", above 0 and below 1.
    pub confidence: f64,
    /// Probability with which it is to do so, at least ½ and below 1.
    pub power: f64,
}

impl Default for Demand {
    /// 95 % and 80 %.
    fn default() -> Self {
        Self {
            confidence: 0.95,
            power: 0.8,
        }
    }
}

/// Why a minimum detectable effect could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PowerError {
    /// Confidence or power out of range.
    #[error("a confidence of {confidence} with a power of {power} cannot be asked for")]
    Demand {
        /// The confidence given.
        confidence: f64,
        /// The power given.
        power: f64,
    },
    /// Too few units, people or months for any estimate of uncertainty.
    #[error("{found} observations, {needed} are needed")]
    TooFew {
        /// Observations given.
        found: usize,
        /// Observations needed.
        needed: usize,
    },
    /// A standard deviation is not above 0, or not finite.
    #[error("a standard deviation of {sd} is not possible")]
    Spread {
        /// The standard deviation given.
        sd: f64,
    },
    /// A correlation out of range: an intracluster correlation lies in 0..=1, one between months above −1 and below
    /// 1.
    #[error("a correlation of {correlation} is not possible")]
    Correlation {
        /// The correlation given.
        correlation: f64,
    },
    /// A share that does not lie between 0 and 1.
    #[error("a share of {share} is not possible")]
    Share {
        /// The share given.
        share: f64,
    },
}
