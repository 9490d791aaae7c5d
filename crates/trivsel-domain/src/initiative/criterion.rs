//! Success criteria: what is to change, which way, by how much, and how it shows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{IndicatorId, InitiativeId, MeasureId, SeriesId, SuccessCriterionId, UnitId};

/// A measurable success criterion. Frozen when the initiative is decided; later changes are allowed, noted and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuccessCriterion {
    /// The id.
    pub id: SuccessCriterionId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// The measure it is about; none when it is about the whole initiative.
    pub measure: Option<MeasureId>,
    /// Its number, from 1.
    pub position: i32,
    /// What is to be true when it is met.
    pub title: String,
    /// What shows it.
    pub kind: CriterionKind,
    /// Which way is better.
    pub direction: Direction,
    /// The value before, when it was known beforehand. In the indicator's own unit.
    pub baseline: Option<f64>,
    /// The value to reach.
    pub target: Option<f64>,
    /// The smallest change worth having, never negative.
    pub smallest_worthwhile: Option<f64>,
    /// Why it cannot be measured at present; none when it can.
    pub not_measurable: Option<String>,
    /// When it was frozen; none before the decision.
    pub frozen_at: Option<DateTime<Utc>>,
    /// Whom it is held against where the owner has nobody to compare with; none while that is left to the program.
    pub comparison: Option<ChosenComparison>,
}

/// A unit elsewhere whose units a criterion is held against, and why these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenComparison {
    /// The unit.
    pub unit: UnitId,
    /// Why.
    pub reason: String,
}

/// What shows whether a criterion is met.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CriterionKind {
    /// An indicator, and one series of it when it matters which.
    Indicator {
        /// Which indicator.
        indicator: IndicatorId,
        /// Which source and definition; none means all there is.
        series: Option<SeriesId>,
    },
    /// A scale of a survey.
    SurveyScale {
        /// Which: the codes of questionnaire and scale, as in `pulse/predictability`. Other words are somebody's own, and no survey here
        /// measures them.
        scale: String,
    },
    /// What people see and say; no figure.
    Observed,
}

impl CriterionKind {
    /// The codes of all kinds.
    pub const CODES: [&'static str; 3] = ["indicator", "survey_scale", "observed"];

    /// The name in code and table.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Indicator { .. } => "indicator",
            Self::SurveyScale { .. } => "survey_scale",
            Self::Observed => "observed",
        }
    }

    /// The indicator, if that is what shows it.
    pub fn indicator(&self) -> Option<IndicatorId> {
        match self {
            Self::Indicator { indicator, .. } => Some(*indicator),
            Self::SurveyScale { .. } | Self::Observed => None,
        }
    }

    /// The series, if one is named.
    pub fn series(&self) -> Option<SeriesId> {
        match self {
            Self::Indicator { series, .. } => *series,
            Self::SurveyScale { .. } | Self::Observed => None,
        }
    }

    /// The codes of questionnaire and scale, if it is written as such. Whether there is such a scale is another question.
    pub fn survey_scale(&self) -> Option<(&str, &str)> {
        match self {
            Self::SurveyScale { scale } => scale.split_once('/'),
            Self::Indicator { .. } | Self::Observed => None,
        }
    }

    /// The scale as it is written, if that is what shows it.
    pub fn scale(&self) -> &str {
        match self {
            Self::SurveyScale { scale } => scale,
            Self::Indicator { .. } | Self::Observed => "",
        }
    }
}

/// Which way a criterion is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// falde
    Decrease,
    /// stige
    Increase,
    /// holdes lav
    KeepLow,
    /// holdes høj
    KeepHigh,
    /// falde eller holdes lav
    FallOrStayLow,
}

impl Direction {
    /// All directions.
    pub const ALL: [Self; 5] = [
        Self::Decrease,
        Self::Increase,
        Self::KeepLow,
        Self::KeepHigh,
        Self::FallOrStayLow,
    ];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Decrease => "decrease",
            Self::Increase => "increase",
            Self::KeepLow => "keep_low",
            Self::KeepHigh => "keep_high",
            Self::FallOrStayLow => "fall_or_stay_low",
        }
    }

    /// The direction with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.code() == code)
    }

    /// Is a lower value better?
    pub fn is_down(self) -> bool {
        matches!(self, Self::Decrease | Self::KeepLow | Self::FallOrStayLow)
    }

    /// Is it enough that it gets no worse?
    pub fn is_kept(self) -> bool {
        matches!(self, Self::KeepLow | Self::KeepHigh | Self::FallOrStayLow)
    }

    /// Is it as it was to be: the target reached? What is to fall or stay low is so, too, where it fell by the smallest change worth
    /// having from what it was before, however high it still is.
    pub fn is_met(self, before: Option<f64>, now: f64, target: f64, smallest: Option<f64>) -> bool {
        let fell_enough = || {
            let fall = before.map(|before| before - now);
            fall.zip(smallest)
                .is_some_and(|(fall, smallest)| smallest > 0.0 && fall >= smallest)
        };
        self.is_reached(now, target) || (self == Self::FallOrStayLow && fell_enough())
    }

    /// Does this value reach this target?
    pub fn is_reached(self, value: f64, target: f64) -> bool {
        if self.is_down() {
            value <= target
        } else {
            value >= target
        }
    }
}
