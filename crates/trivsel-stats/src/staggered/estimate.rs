//! An effect with what is known about its uncertainty.

use crate::distribution::{DistributionError, normal_quantile, students_t_quantile};
use crate::number::compensated_sum;

/// Why an effect comes without a standard error. Other programs often answer 0 here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotEstimable {
    /// The units that started in this month form a single cluster: nothing tells their effect from chance events in that
    /// cluster. Only [`crate::randomisation`] can say something.
    #[error("those that started in month {start} form a single cluster")]
    OneTreatedCluster {
        /// The month of the start.
        start: usize,
    },
    /// In this month a single cluster is there to compare with, and its chance events would pass for the common ones.
    #[error("in month {month} there is a single cluster to compare with")]
    OneComparisonCluster {
        /// The month.
        month: usize,
    },
    /// The month that all others are compared with: its effect is 0 by definition.
    #[error("this is the month that the others are compared with")]
    Reference,
}

/// An average effect, in the unit of the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Observed minus expected without the treatment.
    pub effect: f64,
    /// The standard error of the effect, or why there is none. 0 where every unit moved exactly alike.
    pub standard_error: Result<f64, NotEstimable>,
    /// Treated units it rests on.
    pub treated_units: usize,
    /// Clusters of these units.
    pub treated_clusters: usize,
}

/// Which distribution the ratio of an effect to its standard error is taken to follow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reference {
    /// The standard normal distribution: for many clusters.
    Normal,
    /// Student's t with this many degrees of freedom; clusters minus one is customary where clusters are few. Even so the
    /// interval is too short with fewer than about 20 clusters, and more so where few of them are treated.
    StudentsT {
        /// Degrees of freedom, above 0.
        degrees: f64,
    },
}

/// The values that the data do not speak against. Both ends in the unit of the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// Why there is no interval.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum IntervalError {
    /// The effect has no standard error.
    #[error("the effect has no standard error")]
    NoStandardError(#[source] NotEstimable),
    /// The level is not between 0 and 1, or the degrees of freedom are not above 0.
    #[error("the level or the degrees of freedom are out of range")]
    Distribution(#[source] DistributionError),
}

impl Estimate {
    /// effect ± q · standard error, with q the (1 + `level`)/2 quantile of `reference`.
    ///
    /// `level` is the wanted coverage, for example 0.95.
    ///
    /// # Errors
    /// All of [`IntervalError`].
    pub fn interval(&self, level: f64, reference: Reference) -> Result<Interval, IntervalError> {
        let standard_error = self.standard_error.map_err(IntervalError::NoStandardError)?;
        let upper_tail = f64::midpoint(1.0, level);
        if !(0.0..1.0).contains(&level) {
            let error = DistributionError::Probability { probability: level };
            return Err(IntervalError::Distribution(error));
        }
        let quantile = match reference {
            Reference::Normal => normal_quantile(upper_tail),
            Reference::StudentsT { degrees } => students_t_quantile(upper_tail, degrees),
        };
        let half = quantile.map_err(IntervalError::Distribution)? * standard_error;
        Ok(Interval {
            lower: self.effect - half,
            upper: self.effect + half,
        })
    }
}

/// The standard error that goes with one influence a cluster: √Σψ².
///
/// ψ is on the scale of the estimate: how much the estimate owes to the cluster's chance events. There is no factor
/// G/(G − 1) and the like.
pub(super) fn standard_error(influence: &[f64]) -> f64 {
    compensated_sum(influence.iter().map(|value| value * value)).sqrt()
}
