//! Answers to the items of one scale, boiled down to their covariances.

use super::{ScaleError, check_answers};
use crate::number::{compensated_sum, count};

/// With fewer respondents, coefficients of reliability say more about chance than about the scale. They are computed all
/// the same; whether to show them is for the caller.
pub const FEW_RESPONDENTS: usize = 30;

/// The items of a scale as their covariance matrix. All answers must be there, and items must be turned so that high means
/// the same on all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Items {
    respondents: usize,
    covariance: Vec<Vec<f64>>,
}

impl Items {
    /// The items of these respondents: one row a respondent, one number an item.
    ///
    /// # Errors
    /// [`ScaleError::TooFewAnswers`] below 2 respondents, [`ScaleError::TooFewItems`] below 2 items,
    /// [`ScaleError::Length`], [`ScaleError::NotFinite`], [`ScaleError::TooLarge`] with the position in its row.
    pub fn new(rows: &[Vec<f64>]) -> Result<Self, ScaleError> {
        let respondents = rows.len();
        if respondents < 2 {
            return Err(ScaleError::TooFewAnswers {
                found: respondents,
                needed: 2,
            });
        }
        let expected = rows.first().map_or(0, Vec::len);
        if expected < 2 {
            return Err(ScaleError::TooFewItems {
                found: expected,
                needed: 2,
            });
        }
        for (respondent, row) in rows.iter().enumerate() {
            if row.len() != expected {
                return Err(ScaleError::Length {
                    respondent,
                    found: row.len(),
                    expected,
                });
            }
            check_answers(row)?;
        }
        let columns: Vec<Vec<f64>> = (0..expected)
            .map(|item| centred(rows.iter().filter_map(|row| row.get(item).copied()).collect()))
            .collect();
        let covariance = columns
            .iter()
            .map(|one| columns.iter().map(|other| covariance(one, other)).collect())
            .collect();
        Ok(Self {
            respondents,
            covariance,
        })
    }

    /// How many items there are, k.
    #[must_use]
    pub fn count(&self) -> usize {
        self.covariance.len()
    }

    /// How many respondents there are, n.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.respondents
    }

    /// The covariance matrix, with n − 1 in the denominator. In the squared unit of the answers.
    #[must_use]
    pub fn covariance(&self) -> &[Vec<f64>] {
        &self.covariance
    }

    /// The variances of the items.
    pub(super) fn variances(&self) -> impl Iterator<Item = f64> + '_ {
        (0..)
            .zip(&self.covariance)
            .filter_map(|(item, row): (usize, _)| row.get(item).copied())
    }

    /// The variance of the sum over all items.
    pub(super) fn total_variance(&self) -> f64 {
        compensated_sum(self.covariance.iter().flatten().copied()).max(0.0)
    }
}

fn centred(column: Vec<f64>) -> Vec<f64> {
    let mean = compensated_sum(column.iter().copied()) / count(column.len());
    // The mean of equal numbers can miss them by a rounding; an item that does not vary must have no variance at all.
    let is_constant = column
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if one == other));
    column
        .into_iter()
        .map(|answer| if is_constant { 0.0 } else { answer - mean })
        .collect()
}

fn covariance(one: &[f64], other: &[f64]) -> f64 {
    compensated_sum(one.iter().zip(other).map(|(x, y)| x * y)) / count(one.len() - 1)
}
