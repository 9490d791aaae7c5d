//! Persons, their employments and roles.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{EmploymentId, PersonId, RoleAssignmentId, UnitId};
use crate::period::Period;

/// A person the organisation knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The workplace's own number for the person. Never a CPR number.
    pub employee_number: Option<String>,
    /// The name; empty once erased.
    pub name: String,
    /// The mail address, also the name to sign in with.
    pub email: Option<String>,
    /// What the person does, in words.
    pub title: String,
    /// Has the person been erased?
    pub is_erased: bool,
}

/// One employment: a person in a unit with a job group and a working time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Employment {
    /// The id.
    pub id: EmploymentId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// The job group, in the workplace's own words.
    pub job_group: String,
    /// The share of full time.
    pub working_time: WorkingTimeFraction,
    /// When.
    pub period: Period,
}

/// The share of full time, above 0 and at most 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingTimeFraction(f64);

/// The number is not above 0 and at most 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a working-time fraction lies above 0 and at most 1")]
pub struct NotAFraction;

impl WorkingTimeFraction {
    /// Full time.
    pub const FULL: Self = Self(1.0);

    /// A fraction above 0 and at most 1.
    pub fn new(fraction: f64) -> Result<Self, NotAFraction> {
        if fraction > 0.0 && fraction <= 1.0 {
            Ok(Self(fraction))
        } else {
            Err(NotAFraction)
        }
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// What a change does to an employment.
#[derive(Clone, Debug, PartialEq)]
pub enum EmploymentChange {
    /// The change is dated the employment's own first day: it is corrected.
    Corrected(Employment),
    /// The employment ends and another one follows it.
    Followed {
        /// The employment that ends.
        ended: Employment,
        /// The employment that begins.
        next: Employment,
    },
}

/// The change lies outside the employment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a change must lie within the employment it changes")]
pub struct OutsideEmployment;

/// An employment after it takes another unit, job group or working time from `wanted`'s first day on. What was, stays as it was;
/// the last day of the old one is the last day of the new one.
pub fn employment_changed(now: &Employment, wanted: Employment) -> Result<EmploymentChange, OutsideEmployment> {
    let from = wanted.period.from();
    if !now.period.contains(from) {
        return Err(OutsideEmployment);
    }
    let period = Period::new(from, now.period.to()).map_err(|_| OutsideEmployment)?;
    if from == now.period.from() {
        return Ok(EmploymentChange::Corrected(Employment {
            id: now.id,
            period,
            ..wanted
        }));
    }
    let last = from.pred_opt().ok_or(OutsideEmployment)?;
    Ok(EmploymentChange::Followed {
        ended: Employment {
            period: now.period.ended(last).map_err(|_| OutsideEmployment)?,
            ..now.clone()
        },
        next: Employment { period, ..wanted },
    })
}

/// A role of a person, for one unit and those below it, or for the whole organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAssignment {
    /// The id.
    pub id: RoleAssignmentId,
    /// Who.
    pub person: PersonId,
    /// Which role.
    pub role: Role,
    /// Where; none means the whole organisation.
    pub unit: Option<UnitId>,
    /// When.
    pub period: Period,
}

/// The roles of the product. `employee` follows from an employment, `committee_member` from a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// medarbejder
    Employee,
    /// leder
    Manager,
    /// arbejdsmiljørepræsentant (AMR)
    SafetyRep,
    /// tillidsrepræsentant (TR)
    UnionRep,
    /// arbejdsmiljø- eller HR-konsulent
    Coordinator,
    /// medlem af MED eller AMO
    CommitteeMember,
    /// facilitator
    Facilitator,
    /// redaktør
    Editor,
    /// partner
    Partner,
    /// administrator
    Administrator,
}

impl Role {
    /// Every role, in the order of DESIGN §2.
    pub const ALL: [Self; 10] = [
        Self::Employee,
        Self::Manager,
        Self::SafetyRep,
        Self::UnionRep,
        Self::Coordinator,
        Self::CommitteeMember,
        Self::Facilitator,
        Self::Editor,
        Self::Partner,
        Self::Administrator,
    ];

    /// The roles an administrator gives by hand, the others follow from employments and seats.
    pub const ASSIGNABLE: [Self; 8] = [
        Self::Manager,
        Self::SafetyRep,
        Self::UnionRep,
        Self::Coordinator,
        Self::Facilitator,
        Self::Editor,
        Self::Partner,
        Self::Administrator,
    ];

    /// The name in code, table and address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Manager => "manager",
            Self::SafetyRep => "safety_rep",
            Self::UnionRep => "union_rep",
            Self::Coordinator => "coordinator",
            Self::CommitteeMember => "committee_member",
            Self::Facilitator => "facilitator",
            Self::Editor => "editor",
            Self::Partner => "partner",
            Self::Administrator => "administrator",
        }
    }

    /// The role with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The letter in tables of rights.
    pub const fn letter(self) -> char {
        match self {
            Self::Employee => 'E',
            Self::Manager => 'M',
            Self::SafetyRep => 'S',
            Self::UnionRep => 'U',
            Self::Coordinator => 'C',
            Self::CommitteeMember => 'K',
            Self::Facilitator => 'F',
            Self::Editor => 'D',
            Self::Partner => 'P',
            Self::Administrator => 'A',
        }
    }

    /// Is the role always for one unit and those below it?
    pub fn needs_unit(self) -> bool {
        matches!(self, Self::Manager | Self::SafetyRep | Self::UnionRep)
    }
}

/// How many of these employments ran on a day.
pub fn count_employed(employments: &[Employment], day: NaiveDate) -> usize {
    employments
        .iter()
        .filter(|employment| employment.period.contains(day))
        .count()
}
