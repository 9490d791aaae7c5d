//! The verdict on an estimate, with what caps it, what a second opinion says, and how many ways of reckoning point the same way.

use serde::{Deserialize, Serialize};

use super::facts::Aim;
use super::interval::Interval;
use super::refusal::Cap;
use super::verdict::Verdict;

/// What other ways of reckoning say about the same effect.
#[derive(Clone, Copy, Debug, Default)]
pub struct SecondOpinions<'a> {
    /// Ways that are as good as the first: the AR(1) model beside the HAC interval, the second estimator beside the first, the
    /// same with one unit left out. They must give the same verdict.
    pub must_agree: &'a [Interval],
    /// Best guesses of all rows in the table of other choices, those known to be worse too (the disruption ignored, before and
    /// after only). They count towards the sign only.
    pub rows: &'a [f64],
}

/// Do the ways of reckoning that are as good give the same verdict?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "robustness", rename_all = "snake_case")]
pub enum Robustness {
    /// They do, or there are none.
    Robust,
    /// They do not.
    ///
    /// Danish: "To lige gode måder at regne på giver hvert sit svar. Derfor er svaret ikke sikkert." English: "Two equally good
    /// ways of reckoning give different answers. So the answer is not certain."
    NotRobust {
        /// The first other verdict.
        other: Verdict,
    },
}

/// How many of the rows point the same way as the estimate: "x of y".
///
/// Danish: "5 af 6 måder at regne på peger samme vej." English: "5 of 6 ways of reckoning point the same way."
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignStability {
    /// Rows on the same side of zero.
    pub same: usize,
    /// All rows.
    pub of: usize,
}

/// The verdict, and all that led to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// What may be said.
    pub verdict: Verdict,
    /// What the interval alone says. Another than the verdict where a cap or a second opinion holds it back.
    pub reading: Verdict,
    /// The estimate with its interval. Shown whatever the verdict is.
    pub interval: Interval,
    /// What it was judged against.
    pub aim: Aim,
    /// The gates that failed.
    pub caps: Vec<Cap>,
    /// Whether a second opinion agrees.
    pub robustness: Robustness,
    /// How many rows point the same way.
    pub sign_stability: SignStability,
}

/// The verdict on an interval, by the rules of [`Verdict`].
///
/// - Any cap: cannot be concluded.
/// - A second opinion with another verdict: not robust, and the verdict is only what both support. Clear change beside a change
///   that is maybe smaller, the same way, leaves the latter; everything else leaves "cannot be concluded".
pub fn judge(interval: Interval, aim: Aim, opinions: SecondOpinions<'_>, caps: &[Cap]) -> Judgement {
    let reading = Verdict::of(interval, aim);
    let others = opinions.must_agree.iter().map(|other| Verdict::of(*other, aim));
    let robustness = match others.clone().find(|other| *other != reading) {
        Some(other) => Robustness::NotRobust { other },
        None => Robustness::Robust,
    };
    let verdict = if caps.is_empty() {
        others.fold(reading, Verdict::in_common)
    } else {
        Verdict::CannotBeConcluded
    };
    let points_the_same_way = |row: &&f64| row.partial_cmp(&&0.0) == interval.estimate().partial_cmp(&0.0);
    Judgement {
        verdict,
        reading,
        interval,
        aim,
        caps: caps.to_vec(),
        robustness,
        sign_stability: SignStability {
            same: opinions.rows.iter().filter(points_the_same_way).count(),
            of: opinions.rows.len(),
        },
    }
}
