//! Figures as they are printed: rounded so that they say no more than they should.

use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

/// A figure as it may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// The figure, already rounded.
    Exact(f64),
    /// It lies in this range; where in it is not said.
    Between(f64, f64),
}

/// The scale a mean is printed on: the least and the most a respondent can have become its ends.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Display {
    /// What the least becomes.
    pub low: f64,
    /// What the most becomes.
    pub high: f64,
}

/// One decimal is printed of means that rest on more than this many.
const DECIMAL_ABOVE: u64 = 20;

/// How finely a mean of so many is printed.
pub fn step_of_mean(respondents: u64) -> f64 {
    if respondents > DECIMAL_ABOVE { 0.1 } else { 1.0 }
}

/// A mean rounded as one of so many is; at most half a step from the truth.
pub fn rounded_mean(mean: f64, respondents: u64) -> f64 {
    if respondents > DECIMAL_ABOVE {
        (mean * 10.0).round() / 10.0
    } else {
        mean.round()
    }
}

/// A share in whole percent.
pub fn whole_percent(part: i64, of: u64) -> f64 {
    match (part.to_f64(), of.to_f64()) {
        (Some(part), Some(of)) if of > 0.0 => (100.0 * part / of).round(),
        _ => 0.0,
    }
}

/// The whole-number sums a printed mean allows when it is known how many it rests on: from the least to the most.
pub fn sums_of_mean(printed: f64, half_step: f64, respondents: u64) -> Option<(i64, i64)> {
    let people = respondents.to_f64()?;
    let low = ((printed - half_step) * people - 1e-9).ceil().to_i64()?;
    let high = ((printed + half_step) * people + 1e-9).floor().to_i64()?;
    Some((low, high))
}

/// How many respondents a printed mean of whole numbers allows, up to a largest: a rounded mean says more of them than it seems to.
pub fn respondents_of_mean(printed: f64, half_step: f64, largest: u64) -> Vec<u64> {
    (1..=largest)
        .filter(|people| sums_of_mean(printed, half_step, *people).is_some_and(|(low, high)| low <= high))
        .collect()
}

impl Display {
    /// From none to a hundred.
    pub const HUNDRED: Self = Self { low: 0.0, high: 100.0 };

    /// A sum of so many respondents, each from `low` to `high`, as a mean on this scale.
    pub(crate) fn mean(self, sum: i64, respondents: u64, low: i64, high: i64) -> f64 {
        let real = |value: i64| value.to_f64().unwrap_or(f64::NAN);
        let people = respondents.to_f64().unwrap_or(f64::NAN);
        let length = real(high - low);
        if length == 0.0 || people == 0.0 {
            return self.low;
        }
        self.low + (real(sum) / people - real(low)) / length * (self.high - self.low)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_mean_has_a_decimal_only_above_twenty() {
        assert_eq!(rounded_mean(3.46, 20), 3.0);
        assert_eq!(rounded_mean(3.46, 21), 3.5);
        assert_eq!(whole_percent(1, 7), 14.0);
    }

    #[test]
    fn a_mean_of_two_decimals_says_how_many_it_rests_on_and_a_whole_one_does_not() {
        assert_eq!(respondents_of_mean(3.43, 0.005, 20), [7, 14]);
        assert_eq!(respondents_of_mean(3.0, 0.5, 20).len(), 20);
    }

    #[test]
    fn the_sums_behind_a_printed_mean_hold_the_true_one() {
        for sum in 0..=80_i64 {
            let mean = f64::from(i32::try_from(sum).unwrap()) / 20.0;
            let (low, high) = sums_of_mean(rounded_mean(mean, 20), 0.5, 20).unwrap();
            assert!((low..=high).contains(&sum));
        }
    }
}
