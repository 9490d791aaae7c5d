//! A survey: who is asked what, when, and under which rules. The rules are frozen when it opens.
//!
//! A survey has a roll (who is invited, and in which cell) and a box (answers with a cell, nothing else). The two never meet: between
//! them stands a blind token (`trivsel-ballot`). Cells are made before the survey opens, so that the box never holds a cell of fewer
//! invited than the minimum ([`cells`]).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::id::{PersonId, QuestionnaireVersionId, SurveyId, UnitId};

pub mod cells;
mod days;
mod moving;
mod readiness;
mod snapshot;
mod turnout;

pub use cells::{Cell, CellPlan, Invited, TooFew};
pub use days::UsualDays;
pub use moving::{LONGEST_DELAY, LastDays, MoveError, NOTICE_DAYS};
pub use readiness::{Gap, LONGEST_RETENTION, Outlook, SHORTEST_DAYS};
pub use snapshot::{Snapshot, SnapshotUnit};
pub use turnout::{AskedPart, PART_INVITED, TURNOUT_STEP, TurnoutTold};

/// The fewest answers a group needs, by what is shown of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// For anything at all: means of scales, counts.
    pub minimum: u32,
    /// For how answers are spread over the choices.
    pub distribution: u32,
    /// For comments, shuffled.
    pub comments: u32,
    /// For bullying, violence and harassment.
    pub offensive: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            minimum: 5,
            distribution: 10,
            comments: 20,
            offensive: 20,
        }
    }
}

impl Rules {
    /// The lowest that can be set.
    pub const FLOOR: Self = Self {
        minimum: 5,
        distribution: 10,
        comments: 20,
        offensive: 20,
    };

    /// Which of the numbers lie below what can be set, or below the minimum; by the field's name.
    pub fn too_low(self) -> Vec<&'static str> {
        [
            ("minimum", self.minimum, Self::FLOOR.minimum),
            (
                "distribution",
                self.distribution,
                Self::FLOOR.distribution.max(self.minimum),
            ),
            ("comments", self.comments, Self::FLOOR.comments.max(self.minimum)),
            ("offensive", self.offensive, Self::FLOOR.offensive.max(self.minimum)),
        ]
        .into_iter()
        .filter(|(_, set, floor)| set < floor)
        .map(|(field, ..)| field)
        .collect()
    }
}

/// How far a survey has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyState {
    /// It is being set up.
    Draft,
    /// It is ready and opens by itself on its day.
    Planned,
    /// It takes answers.
    Open,
    /// It takes no more answers; the publication is being made. It stays here without any if the answers had to be deleted first.
    Closed,
    /// Its publication is there.
    Published,
}

impl SurveyState {
    /// Every state, in order.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Planned, Self::Open, Self::Closed, Self::Published];

    /// The code in tables and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Published => "published",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Units, each with all below it.
    pub units: Vec<UnitId>,
    /// Only these job groups; empty means all.
    pub job_groups: Vec<String>,
    /// Are results also wanted by job group? Then cells are units crossed with job groups.
    pub by_job_group: bool,
    /// Those employed on this day are asked.
    pub cut_off: NaiveDate,
}

/// Who follows up, when, and with what time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Who.
    pub person: Option<PersonId>,
    /// The day the results are talked over.
    pub on: Option<NaiveDate>,
    /// What time is set aside, in words.
    pub time: String,
}

/// The result of a survey in a unit: what something began with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    pub survey: SurveyId,
    pub unit: UnitId,
}

/// A text in Danish and English; English may be empty, Danish then stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoLanguages {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl TwoLanguages {
    /// The text in a language: `en`, or Danish for any other.
    pub fn of(&self, language: &str) -> &str {
        if language == "en" && !self.en.is_empty() {
            &self.en
        } else {
            &self.da
        }
    }
}

/// How many months answers are kept unless something else is chosen.
pub const USUAL_RETENTION_MONTHS: u32 = 12;

/// A survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    pub id: SurveyId,
    /// Its number in the organisation: what stands in its address.
    pub number: i32,
    /// What is asked.
    pub questionnaire: QuestionnaireVersionId,
    /// What it is called.
    pub title: TwoLanguages,
    /// Why it is held and what happens with the results, for those who are asked.
    pub purpose: TwoLanguages,
    /// Who is asked.
    pub target: Target,
    /// The rules of publication.
    pub rules: Rules,
    /// The first day answers are taken.
    pub opens_on: Option<NaiveDate>,
    /// The last day answers are taken, as it was planned: [`Survey::last_day`] is the one that counts.
    pub closes_on: Option<NaiveDate>,
    /// The last day answers are taken, where it was moved while the survey was open.
    #[serde(default)]
    pub moved_to: Option<NaiveDate>,
    /// Days on which those who have not fetched a token are reminded.
    pub reminders: Vec<NaiveDate>,
    /// How many months after the last day answers are taken they are deleted.
    pub retention_months: u32,
    /// Who follows up.
    pub follow_up: FollowUp,
    /// Whom those can talk to who need to after answering: names and telephone numbers, in words.
    #[serde(default)]
    pub contacts: String,
    /// How far it has come.
    pub state: SurveyState,
    /// The day it closed.
    pub closed_on: Option<NaiveDate>,
    /// The day its answers were deleted.
    pub answers_deleted_on: Option<NaiveDate>,
    /// The day it came back from a backup, while nobody has said how it goes on: it may have been published in the database that was
    /// lost, and publishing it again would tell what came between.
    pub held_since: Option<NaiveDate>,
    /// Rises with every change: who writes says which one was read.
    pub version: i32,
}

/// Why a survey cannot do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SurveyError {
    /// It is past the state that allows it.
    #[error("the survey is past that state")]
    State,
}

impl Survey {
    /// One that has been begun: nothing is settled but its name, what it asks, and whom.
    pub fn draft(
        id: SurveyId,
        number: i32,
        questionnaire: QuestionnaireVersionId,
        title: TwoLanguages,
        target: Target,
    ) -> Self {
        Self {
            id,
            number,
            questionnaire,
            title,
            purpose: TwoLanguages::default(),
            target,
            rules: Rules::default(),
            opens_on: None,
            closes_on: None,
            moved_to: None,
            reminders: Vec::new(),
            retention_months: USUAL_RETENTION_MONTHS,
            follow_up: FollowUp::default(),
            contacts: String::new(),
            state: SurveyState::Draft,
            closed_on: None,
            answers_deleted_on: None,
            held_since: None,
            version: 1,
        }
    }

    /// The day the answers are deleted, counted from the last day that was planned: what those who answer are promised, wherever the last
    /// day is moved to.
    pub fn deletes_on(&self) -> Option<NaiveDate> {
        self.closes_on?.checked_add_months(Months::new(self.retention_months))
    }

    /// May it still be changed? Once it opens, nothing that those who answer were told can change.
    pub fn is_changeable(&self) -> bool {
        matches!(self.state, SurveyState::Draft)
    }

    /// May those to talk to still be named anew without being set up again? They are shown to whoever has answered, until it closes; a
    /// person who is ill or leaves must not be the only one named.
    pub fn has_open_contacts(&self) -> bool {
        matches!(self.state, SurveyState::Planned | SurveyState::Open)
    }

    /// May it still go? Nobody was asked before it opens. One that came back from a backup may have been open in the lost database.
    pub fn is_removable(&self) -> bool {
        self.state < SurveyState::Open && self.held_since.is_none()
    }

    /// Is the last day to answer over?
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.last_day().is_some_and(|last| last < today)
    }

    /// It closed, and its answers were deleted before there was a publication: there will be none.
    pub fn is_never_published(&self) -> bool {
        self.state == SurveyState::Closed && self.answers_deleted_on.is_some()
    }

    /// It stands ready and will open by itself.
    pub fn planned(&self) -> Result<Self, SurveyError> {
        self.moved(SurveyState::Draft, SurveyState::Planned)
    }

    /// Back to being set up.
    pub fn withdrawn(&self) -> Result<Self, SurveyError> {
        Ok(Self {
            held_since: None,
            ..self.moved(SurveyState::Planned, SurveyState::Draft)?
        })
    }

    /// It came back from a backup and goes on by itself from now.
    pub fn resumed(&self) -> Result<Self, SurveyError> {
        if self.held_since.is_none() {
            return Err(SurveyError::State);
        }
        Ok(Self {
            held_since: None,
            ..self.clone()
        })
    }

    /// It takes answers from now on.
    pub fn opened(&self, today: NaiveDate) -> Result<Self, SurveyError> {
        Ok(Self {
            opens_on: Some(today),
            ..self.moved(SurveyState::Planned, SurveyState::Open)?
        })
    }

    /// It takes no more answers.
    pub fn closed(&self, today: NaiveDate) -> Result<Self, SurveyError> {
        Ok(Self {
            closed_on: Some(today),
            ..self.moved(SurveyState::Open, SurveyState::Closed)?
        })
    }

    /// Its publication is there. Without answers there can be none.
    pub fn published(&self) -> Result<Self, SurveyError> {
        if self.answers_deleted_on.is_some() {
            return Err(SurveyError::State);
        }
        self.moved(SurveyState::Closed, SurveyState::Published)
    }

    /// Its answers are gone. The publication stays; if there is none yet, there will be none. One that came back open from a backup is
    /// closed by it.
    pub fn answers_deleted(&self, today: NaiveDate) -> Result<Self, SurveyError> {
        let is_past_answers = match self.state {
            SurveyState::Closed | SurveyState::Published => true,
            SurveyState::Open => self.held_since.is_some(),
            SurveyState::Draft | SurveyState::Planned => false,
        };
        if !is_past_answers || self.answers_deleted_on.is_some() {
            return Err(SurveyError::State);
        }
        Ok(Self {
            state: self.state.max(SurveyState::Closed),
            closed_on: self.closed_on.or(Some(today)),
            answers_deleted_on: Some(today),
            held_since: None,
            ..self.clone()
        })
    }

    fn moved(&self, from: SurveyState, to: SurveyState) -> Result<Self, SurveyError> {
        if self.state != from {
            return Err(SurveyError::State);
        }
        Ok(Self {
            state: to,
            ..self.clone()
        })
    }

    /// What is to be done on a day without anybody asking for it, the most urgent first.
    pub fn due(&self, today: NaiveDate) -> Option<Due> {
        let reached = |day: Option<NaiveDate>| day.is_some_and(|day| day <= today);
        let is_held = self.held_since.is_some();
        match self.state {
            // Somebody must say how it goes on. Only what was promised to those who answered waits for nobody.
            SurveyState::Planned | SurveyState::Open | SurveyState::Closed
                if is_held && !reached(self.deletes_on()) =>
            {
                None
            }
            SurveyState::Open if is_held => Some(Due::DeleteAnswers),
            SurveyState::Planned if is_held => None,
            SurveyState::Planned if reached(self.opens_on) => Some(Due::Open),
            SurveyState::Open if self.is_over(today) => Some(Due::Close),
            // Nothing is left to do with answers that are gone.
            SurveyState::Closed | SurveyState::Published if self.answers_deleted_on.is_some() => None,
            // What was promised to those who answered comes first, whether or not there is a publication.
            SurveyState::Closed | SurveyState::Published if reached(self.deletes_on()) => Some(Due::DeleteAnswers),
            SurveyState::Closed => Some(Due::Publish),
            _ => None,
        }
    }
}

/// What a survey waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Opening.
    Open,
    /// Closing.
    Close,
    /// Publishing.
    Publish,
    /// Deleting the answers.
    DeleteAnswers,
}

#[cfg(test)]
mod tests;
