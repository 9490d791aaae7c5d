//! Who sees to the follow-ups and milestones of initiatives.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{FollowUpId, InitiativeId, MilestoneId, PersonId};
use trivsel_domain::initiative::{Responsible, SeenTo};
use trivsel_domain::person::Role;
use uuid::Uuid;

use crate::entities::responsible::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// What somebody sees to, with who that is. What is not in here is nobody's in particular.
pub type Responsibles = BTreeMap<SeenTo, Responsible>;

fn responsible_of(row: &Model) -> Result<Responsible, StoreError> {
    Ok(match (row.person_id, row.role.as_str()) {
        (Some(person), _) => Responsible::Person(PersonId(person)),
        // Whoever it was has been erased since.
        (None, "") => Responsible::Leads,
        (None, role) => Responsible::Role(parsed(Role::parse(role), "responsibles", "role", row.id)?),
    })
}

fn subject_of(row: &Model) -> Option<SeenTo> {
    let follow_up = row.follow_up_id.map(|id| SeenTo::FollowUp(FollowUpId(id)));
    follow_up.or_else(|| row.milestone_id.map(|id| SeenTo::Milestone(MilestoneId(id))))
}

fn all_of(rows: &[Model]) -> Result<Responsibles, StoreError> {
    let mut found = BTreeMap::new();
    for row in rows {
        if let Some(subject) = subject_of(row) {
            found.insert(subject, responsible_of(row)?);
        }
    }
    Ok(found)
}

/// Who sees to what of these initiatives.
pub async fn responsibles_of_many(tx: &Tx, initiatives: &[InitiativeId]) -> Result<Responsibles, StoreError> {
    let mut found = BTreeMap::new();
    for some in super::portions(initiatives) {
        let query = tx.find::<Entity>().filter(Column::InitiativeId.is_in(some));
        found.extend(all_of(&tx.all(query.order_by_asc(Column::Id)).await?)?);
    }
    Ok(found)
}

/// Who sees to what of all initiatives.
pub async fn list_responsibles(tx: &Tx) -> Result<Responsibles, StoreError> {
    all_of(&tx.all(tx.find::<Entity>().order_by_asc(Column::Id)).await?)
}

/// Who sees to one thing.
pub async fn responsible_for(tx: &Tx, subject: SeenTo) -> Result<Responsible, StoreError> {
    let query = match subject {
        SeenTo::FollowUp(id) => tx.find::<Entity>().filter(Column::FollowUpId.eq(id.0)),
        SeenTo::Milestone(id) => tx.find::<Entity>().filter(Column::MilestoneId.eq(id.0)),
    };
    tx.one(query)
        .await?
        .as_ref()
        .map_or(Ok(Responsible::Leads), responsible_of)
}

/// Says who sees to something from now on.
pub async fn entrust(tx: &Tx, initiative: InitiativeId, subject: SeenTo, to: Responsible) -> Result<(), StoreError> {
    release(tx, subject).await?;
    let (person_id, role) = match to {
        Responsible::Leads => return Ok(()),
        Responsible::Person(person) => (Some(person.0), ""),
        Responsible::Role(role) => (None, role.code()),
    };
    let (follow_up_id, milestone_id) = match subject {
        SeenTo::FollowUp(id) => (Some(id.0), None),
        SeenTo::Milestone(id) => (None, Some(id.0)),
    };
    tx.add(Model {
        organisation_id: tx.organisation().0,
        id: Uuid::now_v7(),
        initiative_id: initiative.0,
        follow_up_id,
        milestone_id,
        person_id,
        role: role.to_owned(),
    })
    .await
}

/// Nobody in particular sees to it any more.
pub(super) async fn release(tx: &Tx, subject: SeenTo) -> Result<(), StoreError> {
    let remove = tx.remove::<Entity>();
    let remove = match subject {
        SeenTo::FollowUp(id) => remove.filter(Column::FollowUpId.eq(id.0)),
        SeenTo::Milestone(id) => remove.filter(Column::MilestoneId.eq(id.0)),
    };
    tx.removed(remove).await?;
    Ok(())
}
