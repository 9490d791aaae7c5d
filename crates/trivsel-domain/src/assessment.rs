//! The workplace assessment: what was found, what is done about it, and whether it holds every part the rules in force ask for.

mod checking;
mod part;
mod round;

pub use checking::{CheckedPart, check_parts};
pub use part::{AssessmentPart, PartLack, PartState};
pub use round::{ROUND, RoundAnswer, RoundQuestion};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::duty::codes;
use crate::id::{AssessmentFindingId, AssessmentId, InitiativeId, PersonId, UnitId, UnitReportId};

/// An assessment of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The id.
    pub id: AssessmentId,
    /// Its number in the organisation.
    pub number: i32,
    /// Of which unit.
    pub unit: UnitId,
    /// The day it was begun.
    pub begun_on: NaiveDate,
    /// What it rests on: a survey, a round, what was reported.
    pub mapping: String,
    /// Kinds of working environment that were looked at, whether or not anything was found.
    pub looked_at: Vec<FindingArea>,
    /// Can something at work matter for the absence?
    pub absence: Option<AbsenceLink>,
    /// What was said about that. Never about persons.
    pub absence_text: String,
    /// Who takes part for the staff: the safety representative, or any employee where there is none.
    pub with: Option<PersonId>,
    /// Where everybody can see it.
    pub open_at: String,
    /// When the manager agreed, and who that was.
    pub manager_agreed: Option<Agreement>,
    /// When the staff’s side agreed, and who that was.
    pub staff_agreed: Option<Agreement>,
    /// Proposals that were said not to belong here, by their keys.
    pub declined: Vec<String>,
    /// Counts up with each change.
    pub version: i32,
}

/// An assessment as both sides agreed to it. No name stands in it: who agreed is looked up beside it, and can be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenAssessment {
    /// What the unit was called.
    pub unit_name: String,
    /// The small units that were done with it.
    pub covers: Vec<String>,
    /// What it rests on.
    pub mapping: String,
    /// Kinds of working environment that were looked at.
    pub looked_at: Vec<FindingArea>,
    /// Can something at work matter for the absence?
    pub absence: Option<AbsenceLink>,
    /// What was said about that.
    pub absence_text: String,
    /// The unit's published absence as it was told, in Danish and English; empty where too few stand behind it.
    pub absence_figure: (String, String),
    /// Where everybody can see it.
    pub open_at: String,
    /// What was found, in order.
    pub findings: Vec<AssessmentFinding>,
}

/// Somebody agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Who; nobody once they are erased.
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Assessment {
    /// When both had agreed: from then on it stands.
    pub fn agreed_at(&self) -> Option<DateTime<Utc>> {
        let (manager, staff) = (self.manager_agreed.as_ref()?, self.staff_agreed.as_ref()?);
        Some(manager.at.max(staff.at))
    }

    /// Can it still be changed?
    pub fn is_open(&self) -> bool {
        self.agreed_at().is_none()
    }

    /// Somebody agrees for a side. Two sides are two persons.
    pub fn agreed_by(&self, side: AgreeingSide, by: PersonId, at: DateTime<Utc>) -> Result<Self, AgreeError> {
        if !self.is_open() {
            return Err(AgreeError::Agreed);
        }
        let other = match side {
            AgreeingSide::Manager => &self.staff_agreed,
            AgreeingSide::Staff => &self.manager_agreed,
        };
        if other.as_ref().is_some_and(|other| other.by == Some(by)) {
            return Err(AgreeError::SamePerson);
        }
        let agreement = Some(Agreement { by: Some(by), at });
        let agreed = match side {
            AgreeingSide::Manager => Self {
                manager_agreed: agreement,
                ..self.clone()
            },
            AgreeingSide::Staff => Self {
                staff_agreed: agreement,
                ..self.clone()
            },
        };
        Ok(agreed)
    }

    /// The same, changed after one side had agreed: what they agreed to is no longer what stands there.
    pub fn unagreed(&self) -> Self {
        Self {
            manager_agreed: None,
            staff_agreed: None,
            ..self.clone()
        }
    }
}

/// Why somebody cannot agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgreeError {
    /// Both have agreed already.
    #[error("it is agreed already")]
    Agreed,
    /// The other side's name is the same.
    #[error("manager and staff have to be two persons")]
    SamePerson,
}

/// For whom somebody agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreeingSide {
    /// The manager.
    Manager,
    /// The representative, or the employee who was named.
    Staff,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentFinding {
    /// The id.
    pub id: AssessmentFindingId,
    /// Of which assessment.
    pub assessment: AssessmentId,
    /// Its place in the order the unit agreed on, from 1.
    pub position: i32,
    /// What kind of working environment.
    pub area: FindingArea,
    /// What it is.
    pub title: String,
    /// What it is like.
    pub description: String,
    /// Where it was seen, in words: survey, round, reported.
    pub seen_in: String,
    /// How severe it is.
    pub severity: Option<Severity>,
    /// How widespread it is.
    pub extent: String,
    /// Why it is so.
    pub causes: String,
    /// Can it matter for the absence?
    pub absence: Option<AbsenceLink>,
    /// What is done about it.
    pub measure: String,
    /// The initiative that does it, if any.
    pub initiative: Option<InitiativeId>,
    /// Who does it, as a role: a name need not stand in what an inspector takes along.
    pub responsible_role: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// When somebody looks whether it helped.
    pub check_on: Option<NaiveDate>,
    /// How they see that.
    pub check_how: String,
    /// The day it was solved.
    pub done_on: Option<NaiveDate>,
    /// The key of the proposal it was taken from; empty where somebody wrote it.
    pub taken_from: String,
}

/// Something that was reported in a unit. Nothing says by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitReport {
    /// The id.
    pub id: UnitReportId,
    /// In which unit.
    pub unit: UnitId,
    /// What kind of working environment.
    pub area: FindingArea,
    /// What was said.
    pub text: String,
    /// When.
    pub reported_on: NaiveDate,
}

/// A kind of working environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingArea {
    /// psykisk
    Psychosocial,
    /// fysisk: noise, light, climate
    Physical,
    /// ergonomisk
    Ergonomic,
    /// kemisk
    Chemical,
    /// biologisk
    Biological,
    /// ulykker
    Accident,
}

codes!(FindingArea, 6, Psychosocial "psychosocial", Physical "physical", Ergonomic "ergonomic", Chemical "chemical",
    Biological "biological", Accident "accident");

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// let
    Light,
    /// mellem
    Middle,
    /// alvorlig
    Grave,
}

codes!(Severity, 3, Light "light", Middle "middle", Grave "grave");

impl Severity {
    /// How many of three dots are filled.
    pub fn dots(self) -> usize {
        match self {
            Self::Light => 1,
            Self::Middle => 2,
            Self::Grave => 3,
        }
    }
}

/// Can something at work matter for the absence?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceLink {
    /// No link is seen.
    NoLink,
    /// There may be one.
    PossibleLink,
}

codes!(AbsenceLink, 2, NoLink "no_link", PossibleLink "possible_link");

#[cfg(test)]
mod tests;
