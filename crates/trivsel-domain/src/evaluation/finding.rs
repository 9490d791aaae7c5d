//! What an evaluation found, in a form that is kept: the judgement, how unusual the effect is, what other ways of reckoning give, and
//! the course over time. All effects are in the indicator's unit.

use serde::{Deserialize, Serialize};

use super::interval::Interval;
use super::judgement::Judgement;
use crate::id::UnitId;
use crate::month::Month;

/// An estimate, and what may be said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The verdict with the interval.
    pub judgement: Judgement,
    /// How unusual the effect is among all the ways the starts could have fallen.
    pub chance: Option<Chance>,
    /// How unusual the effect is among months in which nothing began.
    pub placebo: Option<Placebo>,
    /// What other ways of reckoning give.
    pub others: Vec<OtherWay>,
    /// The course over time.
    pub course: Option<Course>,
    /// What an effect of 1 in the indicator's unit is in what is counted, each month, in all units where it runs.
    pub counted_a_month: Option<f64>,
}

/// The answer of a randomisation test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// The share of ways with at least as large an effect.
    pub p: f64,
    /// The smallest share there could have been.
    pub smallest: f64,
    /// How many ways were looked at.
    pub looked_at: usize,
}

/// The real start among false ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placebo {
    /// How many false starts give at least as large an effect.
    pub as_large: usize,
    /// How many false starts there are.
    pub of: usize,
}

/// Another way of reckoning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherWay {
    /// Which.
    pub way: Reckoned,
    /// What it gives, with an end without bound where nothing is known of it; none where it cannot be done.
    pub effect: Option<Interval>,
}

/// How the effect was reckoned instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reckoned {
    /// Each start compared with the twelve months before it (Callaway and Sant'Anna).
    GroupTime,
    /// Without the months of disruptions.
    WithoutDisruption,
    /// Without one of the units that began.
    WithoutUnit(UnitId),
    /// With all that was left out by hand.
    WithEverything,
    /// An autoregressive model of the same series.
    Autoregressive,
    /// The same model with months that are independent of each other, where the answer is that of the autoregressive one.
    Independent,
    /// The same model, with errors that allow for months that resemble their neighbours (HAC).
    RobustErrors,
    /// A negative binomial model of the same series.
    NegativeBinomial,
    /// The months of the disruption treated as the letter says.
    Handled(char),
    /// The units that began, before and after, with nobody to compare with.
    BeforeAndAfter,
}

impl Reckoned {
    /// Is it shown as a warning only? Then it does not count among the ways that point to the same side.
    pub fn is_contrast(self) -> bool {
        matches!(self, Self::BeforeAndAfter | Self::Handled('a'))
    }
}

/// The course over time, behind the one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// The effect by months since the start of each unit.
    SinceStart(Vec<SinceStart>),
    /// What was seen and what was expected, month by month.
    Expected {
        /// The month of the first entry.
        first: Month,
        /// One entry a month.
        months: Vec<ExpectedMonth>,
    },
}

/// The effect in some neighbouring months, counted from each unit's start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SinceStart {
    /// The first month: 0 is the month of the start, negative ones lie before it.
    pub first: i64,
    /// The last month.
    pub last: i64,
    /// The effect, with ends without bound where no uncertainty can be given.
    pub effect: Interval,
}

/// One month of a series held against what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpectedMonth {
    /// What was seen; none where there is no figure.
    pub observed: Option<f64>,
    /// What would have been expected without the initiative.
    pub expected: Option<Interval>,
    /// Is the model fitted to it?
    pub is_used: bool,
}
