//! A sample of answers, and what it is a sample of.

use super::{ScaleError, check_answers};
use crate::number::{compensated_sum, count};
use crate::summary::mean;

/// What an interval speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// The process that produced the answers: these people might have answered otherwise, and others may come. No
    /// correction.
    Process,
    /// Exactly these people at this time, of whom some answered. The variance is multiplied with (N − n)/(N − 1),
    /// which is 0 when all of them did.
    Finite {
        /// Their number N, at least the number of answers.
        size: usize,
    },
}

/// Answers, and what they are a sample of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample<'a> {
    /// The answers, one a respondent, in any unit.
    pub answers: &'a [f64],
    /// What the interval is to speak of.
    pub population: Population,
}

impl<'a> Sample<'a> {
    /// A sample of a process, the case without correction.
    #[must_use]
    pub fn of_process(answers: &'a [f64]) -> Self {
        Self {
            answers,
            population: Population::Process,
        }
    }
}

/// A sample boiled down to what a t interval needs.
pub(super) struct Moments {
    pub(super) n: usize,
    pub(super) mean: f64,
    /// With n − 1 in the denominator.
    pub(super) variance: f64,
    /// (N − n)/(N − 1), or 1.
    pub(super) correction: f64,
}

impl Moments {
    pub(super) fn of(sample: Sample<'_>) -> Result<Self, ScaleError> {
        let n = sample.answers.len();
        if n < 2 {
            return Err(ScaleError::TooFewAnswers { found: n, needed: 2 });
        }
        check_answers(sample.answers)?;
        let correction = match sample.population {
            Population::Process => 1.0,
            Population::Finite { size } if size < n => return Err(ScaleError::Population { answers: n, size }),
            Population::Finite { size } => count(size - n) / count(size - 1),
        };
        // Nothing is left for `mean` to refuse.
        let mean = mean(sample.answers).map_err(|_| ScaleError::NoSpread)?;
        let squares = compensated_sum(sample.answers.iter().map(|answer| (answer - mean).powi(2)));
        Ok(Self {
            n,
            mean,
            variance: squares / count(n - 1),
            correction,
        })
    }

    /// The squared standard error of the mean.
    pub(super) fn squared_error(&self) -> f64 {
        self.variance / count(self.n) * self.correction
    }

    /// Did all of the population answer, so that nothing is uncertain?
    pub(super) fn is_census(&self) -> bool {
        self.correction == 0.0
    }
}
