//! Did it work? Which design the figures can carry, and what may be said of the result. Codes and numbers only: the
//! estimates come from `trivsel-stats`, the sentences stand in the word files under the ids `evaluation-…`.
//!
//! The way through: [`Facts`] about units and months → [`choose`] a [`Design`], with a [`Refusal`] for each stronger one →
//! somebody computes the estimate → [`judge`] its [`Interval`] against what was decided to be worth having → a [`Verdict`]
//! out of a closed set → [`list_settling`] what would settle it, where it stays open.
//!
//! The rules follow fixed texts, so that nobody chooses them after having seen the result:
//!
//! | rule | reads |
//! |---|---|
//! | months | fewer than 12 usable months on either side of the start: descriptive only. 12 to 23 before: a step without season, flagged. From 24 before and 12 after: the full model (Wagner et al. 2002; Lopez Bernal et al. 2017) |
//! | disruption | a start inside a disruption, or less than 12 months after one, cannot be told from it without somebody to compare with: the two steps are nearly collinear |
//! | few units | fewer than 6: descriptive only. 6 to 19: randomisation p first, with a cluster t interval that is flagged. From 20, with 5 treated: cluster bootstrap, randomisation beside it. A cohort of one unit has no standard error (the cluster variance of one is taken for 0 by many programs) |
//! | verdict | see [`Verdict`] |
//! | caps | a gate that failed holds the verdict at "cannot be concluded"; the estimate is still shown, with the reason |

mod choice;
mod exclusion;
mod facts;
mod finding;
mod interval;
mod judgement;
mod orders;
mod panel;
mod plan;
mod refusal;
mod settling;
mod verdict;
mod waves;

use serde::{Deserialize, Serialize};

pub use choice::{Choice, SeriesModel, choose};
pub use exclusion::Exclusion;
pub use facts::{Aim, Cohort, Extent, Facts, Months, NearDisruption, StartChoice, StartPlace};
pub use finding::{Chance, Course, ExpectedMonth, Finding, OtherWay, Placebo, Reckoned, SinceStart};
pub use interval::{Interval, NotAnInterval, NotWorthwhile, Worthwhile};
pub use judgement::{Judgement, Robustness, SecondOpinions, SignStability, judge};
pub use panel::{UNITS_FOR_BOOTSTRAP, Uncertainty};
pub use plan::{Advice, InSight, Known, NotAPlan, Plan, is_read_by_lot, split_evenly};
pub use refusal::{Cap, Caution, Refusal};
pub use settling::{Settles, list_settling};
pub use verdict::{Verdict, Way};
pub use waves::{Lack, Place, UNITS_ON_A_SIDE, Wave, WaveFacts, choose_waves};

/// How an evaluation is done, from the strongest to none.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `staggered_comparison` | Forskudt sammenligning. Enhederne begyndte på forskellige tidspunkter. De, der endnu ikke er begyndt, viser, hvordan det ellers ville være gået. | Staggered comparison. The units began at different times. Those that have not begun yet show how it would have gone otherwise. |
/// | `controlled_series` | Før og efter, holdt op mod andre. Vi ser, om forskellen til de enheder, der ikke er med, ændrer sig fra start. | Before and after, held against others. We see whether the difference from the units that take no part changes at the start. |
/// | `interrupted_series` | Før og efter. Der er ingen at sammenligne med. Derfor viser månederne før start, hvad man ellers kunne vente. | Before and after. There is nobody to compare with. So the months before the start show what could be expected otherwise. |
/// | `chart_only` | Kun et diagram. Det viser, om tallene ligger anderledes end før. Det siger ikke hvorfor. | A chart only. It shows whether the figures lie differently from before. It does not say why. |
/// | `cannot_be_concluded` | Kan ikke afgøres. Tallene kan ikke vise, om indsatsen virker. | Cannot be concluded. The figures cannot show whether the initiative works. |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Units that start at different times or never are compared, month by month. What hits all alike cancels.
    StaggeredComparison,
    /// Treated minus untouched, as one series with a step at the start.
    ControlledSeries,
    /// The treated alone, as one series with a step at the start.
    InterruptedSeries,
    /// A run chart or control chart with its signals, and no word about causes.
    ChartOnly,
    /// Nothing that could be drawn would answer the question.
    CannotBeConcluded,
}

impl Design {
    /// All designs, from the strongest to none.
    pub const ALL: [Self; 5] = [
        Self::StaggeredComparison,
        Self::ControlledSeries,
        Self::InterruptedSeries,
        Self::ChartOnly,
        Self::CannotBeConcluded,
    ];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::StaggeredComparison => "staggered_comparison",
            Self::ControlledSeries => "controlled_series",
            Self::InterruptedSeries => "interrupted_series",
            Self::ChartOnly => "chart_only",
            Self::CannotBeConcluded => "cannot_be_concluded",
        }
    }

    /// The design with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|design| design.code() == code)
    }

    /// Does it compare with units that have not begun? Then what hits all alike cancels.
    pub fn is_comparison(self) -> bool {
        matches!(self, Self::StaggeredComparison | Self::ControlledSeries)
    }

    /// Does it give an estimate from which something can be concluded?
    pub fn can_conclude(self) -> bool {
        matches!(
            self,
            Self::StaggeredComparison | Self::ControlledSeries | Self::InterruptedSeries
        )
    }
}

#[cfg(test)]
mod tests;
