//! What a person may: roles are given for a unit and those below it, or for the whole organisation, from a day on.

use serde::Deserialize;
use trivsel_domain::id::{PersonId, RoleAssignmentId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Role, RoleAssignment};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::persons as store;
use uuid::Uuid;

use super::employments::{LastDay, ended_at_once};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem};

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

/// Gives a person a role.
pub async fn add_role(app: &App, who: &Actor, person: PersonId, form: &RoleForm) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    app.writing(who, |work| async move {
        store::find(&work, person)
            .await?
            .filter(|person| !person.is_erased)
            .ok_or(AppError::NotFound)?;
        let mut input = Input::new();
        let role = input.choice("role", &form.role, |code| {
            Role::parse(code).filter(|role| Role::ASSIGNABLE.contains(role))
        });
        let unit = input.optional_id::<UnitId>("unit", &form.unit);
        if role.is_some_and(Role::needs_unit) && unit.is_none() {
            input.refuse(Problem::new("unit", "problem-role-unit"));
        }
        if unit.is_some_and(|unit| who.tree.get(unit).is_none()) {
            input.refuse(Problem::new("unit", "problem-unit-not-open"));
        }
        let from = input.date("valid_from", &form.valid_from);
        input.done()?;
        let Some(role) = role else {
            return Err(AppError::invalid("role", "problem-choose"));
        };
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

/// Ends a role on its last day; on the same day it ends at once, and sessions see it at their next request. Nobody ends the own role as administrator: another one must, so that one is always left.
pub async fn end_role(
    app: &App,
    who: &Actor,
    person: PersonId,
    id: RoleAssignmentId,
    form: &LastDay,
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
        let (period, last) = ended_at_once(before.period, &form.last_day, !form.now.is_empty(), work.today)?;
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
