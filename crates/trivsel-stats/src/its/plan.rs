//! What is analysed, and how.

use std::collections::BTreeSet;
use std::ops::Range;

use super::error::{ItsError, Side};
use crate::summary::Ratio;

/// The fewest usable months on either side with which anything is estimated at all.
///
/// It only keeps the arithmetic meaningful. What an estimate from so few months is worth says [`Reach`].
pub const MINIMUM_SIDE: usize = 3;

/// Usable months between the end of a disruption and the start that are needed to tell a permanent new level from a
/// step.
pub const MINIMUM_GAP: usize = 12;

/// One series, or a series beside one that the change did not touch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Data<'a> {
    /// Month by month, events over exposure.
    Single(&'a [Option<Ratio>]),
    /// Month by month, and the same months of a comparison.
    Controlled {
        /// The series in which something changed.
        series: &'a [Option<Ratio>],
        /// A series with the same shocks and without the change.
        comparison: &'a [Option<Ratio>],
    },
}

impl<'a> Data<'a> {
    /// The series in which something changed.
    #[must_use]
    pub fn series(self) -> &'a [Option<Ratio>] {
        match self {
            Self::Single(series) | Self::Controlled { series, .. } => series,
        }
    }
}

/// How one series is analysed. Months are positions in the series, counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The first month under the change (T0).
    pub start: usize,
    /// Months from the start that are left out, while the change finds its feet. Usually 0 to 3.
    pub transition: usize,
    /// What may have changed at the start.
    pub change: Change,
    /// The season that is fitted beside it. A controlled series takes none: the comparison carries the season.
    pub season: Season,
    /// Months that are left out for other reasons. The time index runs on through them.
    pub excluded: BTreeSet<usize>,
    /// A window in which something else disturbed the series.
    pub disruption: Option<Disruption>,
}

impl Plan {
    /// A step at `start`, two harmonics over twelve months, nothing left out.
    #[must_use]
    pub fn step_at(start: usize) -> Self {
        Self {
            start,
            transition: 0,
            change: Change::Step,
            season: Season::default(),
            excluded: BTreeSet::new(),
            disruption: None,
        }
    }

    /// The same plan with its disruption handled in another way; unchanged where it has none.
    #[must_use]
    pub fn handled(&self, handling: Handling) -> Self {
        let mut plan = self.clone();
        if let Some(disruption) = &mut plan.disruption {
            disruption.handling = handling;
        }
        plan
    }
}

/// What may have changed at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change {
    /// A step: the rate is multiplied by one number from the start on.
    #[default]
    Step,
    /// A step and a new slope. Only where it was decided beforehand, and with at least 12 months after the start: it
    /// doubles the ways to find something.
    StepAndSlope,
}

/// A season of sine and cosine pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    /// Months in one cycle: 12.
    pub period: usize,
    /// Number K of pairs, with 2K < period; 0 for no season.
    pub harmonics: usize,
}

impl Season {
    /// No seasonal term. With fewer than 24 months before the start none can be trusted.
    pub const NONE: Self = Self {
        period: 12,
        harmonics: 0,
    };
}

impl Default for Season {
    /// Months in a year, K = 2.
    fn default() -> Self {
        Self {
            period: 12,
            harmonics: 2,
        }
    }
}

/// A window in which something else disturbed the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disruption {
    /// Its months.
    pub window: Range<usize>,
    /// What is done about it.
    pub handling: Handling,
    /// What is assumed of the time after it.
    pub afterwards: Afterwards,
}

impl Disruption {
    /// Whether the model has a step after the window. Not where the disruption is ignored or a comparison carries it,
    /// and not where only the months after it are used: they are all on the new level.
    #[must_use]
    pub fn has_new_level(&self) -> bool {
        self.afterwards == Afterwards::NewLevel
            && !matches!(
                self.handling,
                Handling::Ignore | Handling::Comparison | Handling::OnlyAfter
            )
    }
}

/// The closed list of ways to handle a disruption, in the order A to F of the table that compares them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// A: its months are taken as any others. Only for contrast: the answer may be far off and look certain.
    Ignore,
    /// B: its months get weight 0 while the time index runs on; the same estimates as one dummy for each of its
    /// months.
    Exclude,
    /// C: a level and a slope of its own inside the window.
    OwnLevelAndSlope,
    /// D: a comparison series with the same disruption carries it. Needs [`Data::Controlled`].
    Comparison,
    /// E: only months after the window are used.
    OnlyAfter,
    /// F: a level of its own inside the window.
    OwnLevel,
}

impl Handling {
    /// All ways, A to F.
    pub const ALL: [Self; 6] = [
        Self::Ignore,
        Self::Exclude,
        Self::OwnLevelAndSlope,
        Self::Comparison,
        Self::OnlyAfter,
        Self::OwnLevel,
    ];

    /// Its letter, `'A'` to `'F'`.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Ignore => 'A',
            Self::Exclude => 'B',
            Self::OwnLevelAndSlope => 'C',
            Self::Comparison => 'D',
            Self::OnlyAfter => 'E',
            Self::OwnLevel => 'F',
        }
    }
}

/// What is assumed of the time after a disruption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Afterwards {
    /// The series came back to where it was heading.
    #[default]
    AsBefore,
    /// It settled on a permanently different level. Refused where fewer than [`MINIMUM_GAP`] usable months lie
    /// between the window and the start, since the two steps are then nearly the same column.
    NewLevel,
}

/// How many months an estimate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsableMonths {
    /// Used months before the start.
    pub before: usize,
    /// Used months from the start on.
    pub after: usize,
}

impl UsableMonths {
    /// What so many months can carry: fewer than 12 on either side describe only; 24 before and 12 after carry the
    /// full model; what lies between carries a step without a season.
    #[must_use]
    pub fn reach(self) -> Reach {
        match (self.before, self.after) {
            (0..12, _) | (_, 0..12) => Reach::DescriptionOnly,
            (12..24, _) => Reach::StepWithoutSeason,
            _ => Reach::Full,
        }
    }

    pub(super) fn check(self) -> Result<(), ItsError> {
        for (side, found) in [(Side::Before, self.before), (Side::After, self.after)] {
            if found < MINIMUM_SIDE {
                return Err(ItsError::TooFewMonths {
                    side,
                    found,
                    needed: MINIMUM_SIDE,
                });
            }
        }
        Ok(())
    }
}

/// What a number of months can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Too few for an estimate that anyone should act on.
    DescriptionOnly,
    /// A step, without a season, flagged as such.
    StepWithoutSeason,
    /// Step, season, and a slope where it was planned.
    Full,
}
