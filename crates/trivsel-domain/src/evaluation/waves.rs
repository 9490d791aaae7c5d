//! The same question asked of a scale of a survey: which two surveys are held against each other, which units count, and what holds the
//! verdict back. The numbers come from `trivsel-stats`, out of publications only.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::{Aim, StartChoice};
use super::judgement::Judgement;
use super::refusal::{Cap, Caution, Refusal};
use super::settling::{Settles, Shrinking};
use super::verdict::Verdict;
use crate::questionnaire::Reading;

/// Fewer units than this on either side, and nothing can be said of how differently units change.
pub const UNITS_ON_A_SIDE: u32 = 3;

/// A survey that asked for the scale, closed and published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wave {
    /// The day it closed.
    pub closed_on: NaiveDate,
    /// Did it ask in the same words as the newest one?
    pub is_comparable: bool,
}

/// What surveys cannot carry. Each holds the numbers its sentence needs.
///
/// | code | Danish | English |
/// |---|---|---|
/// | `not_begun` | Indsatsen er ikke begyndt i nogen enhed endnu. | The initiative has not begun in any unit yet. |
/// | `no_survey` | Der er ingen afsluttet måling med skalaen. | There is no closed survey with the scale. |
/// | `no_survey_before` | Der blev ikke målt, før indsatsen begyndte. | Nobody was asked before the initiative began. |
/// | `no_survey_since` | Der er ikke målt, siden indsatsen begyndte. | Nobody has been asked since the initiative began. |
/// | `wording_changed` | Spørgsmålene er ændret siden målingen før start. | The questions have changed since the survey before the start. |
/// | `not_shown` | Ingen enhed, hvor indsatsen er begyndt, er vist i begge målinger. | No unit where it has begun is shown in both surveys. |
/// | `few_units` | 2 enheder er begyndt, og 5 er ikke. Der skal mindst 3 til på hver side. | 2 units have begun and 5 have not. It takes at least 3 on each side. |
/// | `two_sided` | Skalaen er bedst i midten, … | The scale is best in the middle, … |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "lack", rename_all = "snake_case")]
pub enum Lack {
    /// It has begun nowhere.
    NotBegun,
    /// No survey with the scale is published.
    NoSurvey,
    /// No survey closed before it began anywhere.
    NoSurveyBefore,
    /// None closed after.
    NoSurveySince,
    /// The surveys before the start asked in other words.
    WordingChanged,
    /// No unit where it began has figures in both surveys.
    NotShown,
    /// Too few units with figures on a side.
    FewUnits {
        /// Units where it began in between.
        begun: u32,
        /// Units to compare with.
        beside: u32,
        /// Units needed on either side.
        need: u32,
    },
    /// Too little and too much are both bad, so that neither direction is good everywhere.
    TwoSided,
}

impl Lack {
    /// The name in code and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotBegun => "not_begun",
            Self::NoSurvey => "no_survey",
            Self::NoSurveyBefore => "no_survey_before",
            Self::NoSurveySince => "no_survey_since",
            Self::WordingChanged => "wording_changed",
            Self::NotShown => "not_shown",
            Self::FewUnits { .. } => "few_units",
            Self::TwoSided => "two_sided",
        }
    }
}

/// What a unit is between two surveys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// It had begun when the earlier one closed: it has no level before.
    BegunBefore,
    /// It began in between.
    Begun,
    /// It had not begun when the later one closed: it shows how it would have gone otherwise.
    Beside,
}

impl Place {
    /// What a unit is that began on this day, or has not begun.
    pub fn of(began: Option<NaiveDate>, earlier: NaiveDate, later: NaiveDate) -> Self {
        match began {
            Some(day) if day <= earlier => Self::BegunBefore,
            Some(day) if day <= later => Self::Begun,
            _ => Self::Beside,
        }
    }
}

/// The two surveys to hold against each other, as positions: the newest, and the last one in the same words that closed before it began
/// anywhere. Where there is none of those, the first that closed before it began in some unit.
pub fn choose_waves(waves: &[Wave], starts: &[NaiveDate]) -> Result<(usize, usize), Lack> {
    let Some(first_start) = starts.iter().min() else {
        return Err(Lack::NotBegun);
    };
    let Some((newest, before)) = waves.split_last() else {
        return Err(Lack::NoSurvey);
    };
    if newest.closed_on < *first_start {
        return Err(Lack::NoSurveySince);
    }
    let is_followed = |wave: &Wave| {
        starts
            .iter()
            .any(|start| wave.closed_on < *start && *start <= newest.closed_on)
    };
    let usable = |wave: &Wave| wave.is_comparable && is_followed(wave);
    before
        .iter()
        .rposition(|wave| usable(wave) && wave.closed_on < *first_start)
        .or_else(|| before.iter().position(usable))
        .map(|earlier| (earlier, before.len()))
        .ok_or(if before.iter().any(is_followed) {
            Lack::WordingChanged
        } else {
            Lack::NoSurveyBefore
        })
}

/// What must be known before anything is said of two surveys.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaveFacts {
    /// Units with figures in both where it began in between.
    pub begun: u32,
    /// Units with figures in both where it has not.
    pub beside: u32,
    /// Do those lie outside the unit that owns the initiative?
    pub is_outside: bool,
    /// Units that would count if their figures were shown in both.
    pub hidden: u32,
    /// Which scores are good.
    pub reading: Reading,
    /// Was it drawn by lot who began?
    pub is_drawn: bool,
    /// Was the start chosen with the figures in view?
    pub start_choice: StartChoice,
    /// Which way is good, and how much is worth having.
    pub aim: Aim,
}

impl WaveFacts {
    /// What holds the verdict at "cannot be concluded", where there is an estimate.
    pub fn caps(&self) -> Vec<Cap> {
        let mut caps = Vec::new();
        if self.beside == 0 {
            caps.push(Cap::Refused {
                because: Refusal::NoUntouchedUnit,
            });
        } else if self.begun.min(self.beside) < UNITS_ON_A_SIDE {
            caps.push(Cap::Surveys {
                because: Lack::FewUnits {
                    begun: self.begun,
                    beside: self.beside,
                    need: UNITS_ON_A_SIDE,
                },
            });
        }
        if matches!(self.reading, Reading::Fitting(_)) {
            caps.push(Cap::Surveys {
                because: Lack::TwoSided,
            });
        }
        if self.start_choice == StartChoice::AfterSeeing {
            caps.push(Cap::StartChosenAfterSeeing);
        }
        caps
    }

    /// What a reader must know.
    pub fn cautions(&self) -> Vec<Caution> {
        let hidden = (self.hidden > 0).then_some(Caution::UnitsNotShown { units: self.hidden });
        let not_drawn = (!self.is_drawn && self.beside > 0).then_some(Caution::NotDrawn);
        let outside = self.is_outside.then_some(Caution::ComparedOutside);
        let start = (self.start_choice == StartChoice::Unknown).then_some(Caution::StartChoiceUnknown);
        let worthwhile = self.aim.worthwhile.is_none().then_some(Caution::NoSmallestWorthwhile);
        [Some(Caution::SamePeople), outside, not_drawn, hidden, start, worthwhile]
            .into_iter()
            .flatten()
            .collect()
    }

    /// What would settle a verdict that is open. Units are reckoned as in [`list_settling`](super::list_settling): by how much the
    /// interval is wider than what is worth having.
    pub fn settling(&self, judgement: &Judgement) -> Vec<Settles> {
        if judgement.verdict != Verdict::CannotBeConcluded {
            return Vec::new();
        }
        let missing = |have: u32| UNITS_ON_A_SIDE.saturating_sub(have);
        let mut settles = Vec::new();
        if missing(self.begun) > 0 {
            settles.push(Settles::MoreTreatedUnits {
                units: missing(self.begun),
            });
        }
        if missing(self.beside) > 0 {
            settles.push(Settles::MoreComparisonUnits {
                units: missing(self.beside),
            });
        }
        if judgement.caps.is_empty()
            && let Some(shrinking) = Shrinking::of_units(judgement, self.begun, self.beside)
        {
            settles.extend(shrinking.units());
        }
        if self.start_choice == StartChoice::AfterSeeing {
            settles.push(Settles::StartSetBeforehand);
        }
        if !self.is_drawn && self.beside >= 2 {
            settles.push(Settles::ALot);
        }
        settles
    }
}

impl Lack {
    /// What would give an estimate where this stands in the way of one.
    pub fn settling(self) -> Option<Settles> {
        match self {
            Self::NoSurvey | Self::NoSurveySince => Some(Settles::NextSurvey),
            Self::NoSurveyBefore => Some(Settles::StartAfterSurvey),
            Self::WordingChanged => Some(Settles::SameWords),
            Self::NotBegun | Self::NotShown | Self::FewUnits { .. } | Self::TwoSided => None,
        }
    }
}
