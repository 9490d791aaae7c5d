//! What a person may: roles are given for a unit and those below it, or for the whole organisation, from a day on.

use chrono::NaiveDate;
use serde::Deserialize;
use trivsel_domain::id::{PersonId, RoleAssignmentId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Role, RoleAssignment};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::persons as store;
use uuid::Uuid;

use super::employments::ended_at_once;
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

/// What is typed to give a role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// The role's code.
    pub role: String,
    /// Where; empty for the whole organisation.
    pub unit: String,
    /// First day.
    pub valid_from: String,
}

/// A role that is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRole {
    role: Role,
    unit: Option<UnitId>,
    from: NaiveDate,
}

/// Why a role cannot be given like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGiven {
    /// It follows from an employment or a seat.
    #[error("this role is not given by hand")]
    ByHand,
    /// It is always for a unit.
    #[error("this role is for a unit")]
    WithoutUnit,
}

impl NewRole {
    /// A role from a day on: one of those that are given by hand, for a unit where it needs one.
    pub fn new(role: Role, unit: Option<UnitId>, from: NaiveDate) -> Result<Self, NotGiven> {
        if !Role::ASSIGNABLE.contains(&role) {
            Err(NotGiven::ByHand)
        } else if role.needs_unit() && unit.is_none() {
            Err(NotGiven::WithoutUnit)
        } else {
            Ok(Self { role, unit, from })
        }
    }
}

impl RoleForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NewRole, Problems> {
        let mut input = Input::new();
        let role = input.choice("role", &self.role, Role::parse);
        let unit = input.optional_id("unit", &self.unit);
        let from = input.date("valid_from", &self.valid_from);
        let new = role.and_then(|role| match NewRole::new(role, unit, from) {
            Ok(new) => Some(new),
            Err(NotGiven::ByHand) => {
                input.refuse(Problem::new("role", "problem-choose"));
                None
            }
            Err(NotGiven::WithoutUnit) => {
                input.refuse(Problem::new("unit", "problem-role-unit"));
                None
            }
        });
        input.read(new)
    }
}

/// Gives a person a role.
pub async fn add_role(app: &App, who: &Actor, person: PersonId, new: &NewRole) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    app.writing(who, |work| async move {
        store::find(&work, person)
            .await?
            .filter(|person| !person.is_erased)
            .ok_or(AppError::NotFound)?;
        let NewRole { role, unit, from } = *new;
        if unit.is_some_and(|unit| who.tree.get(unit).is_none()) {
            return Err(AppError::invalid("unit", "problem-unit-not-open"));
        }
        let period = Period::since(from);
        let has_it = store::roles_of(&work, person)
            .await?
            .iter()
            .any(|held| held.role == role && held.unit == unit && held.period.overlaps(&period));
        if has_it {
            return Err(AppError::invalid("role", "problem-role-held"));
        }
        let assignment = RoleAssignment {
            id: RoleAssignmentId(Uuid::now_v7()),
            person,
            role,
            unit,
            period,
        };
        store::add_role(&work, &assignment).await?;
        let mut trail = Trail::new("role", assignment.id.0, "added")
            .of(person.0)
            .field("role", "", role.code())
            .field("valid_from", "", from);
        if let Some(unit) = unit {
            trail = trail.unit(unit);
        }
        work.trail(trail);
        Ok(())
    })
    .await
}

/// Ends a role on its last day, which is today where none is given; on the same day it ends at once, and sessions see it at their next request. Nobody ends the own role as administrator: another one must, so that one is always left.
pub async fn end_role(
    app: &App,
    who: &Actor,
    person: PersonId,
    id: RoleAssignmentId,
    last_day: Option<NaiveDate>,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    app.writing(who, |work| async move {
        let before = store::roles_of(&work, person)
            .await?
            .into_iter()
            .find(|role| role.id == id)
            .ok_or(AppError::NotFound)?;
        if person == who.person && before.role == Role::Administrator {
            return Err(AppError::Refused("refused-own-administrator"));
        }
        let last = last_day.unwrap_or(work.today);
        let period = ended_at_once(before.period, last, work.today)?;
        match period {
            Some(period) => {
                let after = RoleAssignment {
                    period,
                    ..before.clone()
                };
                store::change_role(&work, &after).await?;
            }
            None => store::remove_role(&work, &before).await?,
        }
        work.trail(
            Trail::new("role", id.0, "ended")
                .of(person.0)
                .field("role", before.role.code(), before.role.code())
                .optional("valid_to", before.period.to(), Some(last)),
        );
        Ok(())
    })
    .await
}
