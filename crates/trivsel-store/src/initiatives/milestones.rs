//! The milestones of an initiative.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, MilestoneId};
use trivsel_domain::initiative::{Milestone, SeenTo};

use crate::entities::milestone::{Column, Entity, Model};
use crate::{StoreError, Tx};

fn milestone_of(row: Model) -> Milestone {
    Milestone {
        id: MilestoneId(row.id),
        initiative: InitiativeId(row.initiative_id),
        title: row.title,
        due_on: row.due_on,
        done_on: row.done_on,
    }
}

fn milestone_row(tx: &Tx, milestone: &Milestone) -> Model {
    Model {
        organisation_id: tx.organisation().0,
        id: milestone.id.0,
        initiative_id: milestone.initiative.0,
        title: milestone.title.clone(),
        due_on: milestone.due_on,
        done_on: milestone.done_on,
    }
}

/// The milestones of an initiative by date.
pub async fn milestones_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<Milestone>, StoreError> {
    milestones_of_many(tx, &[initiative]).await
}

/// The milestones of these initiatives by date.
pub async fn milestones_of_many(tx: &Tx, initiatives: &[InitiativeId]) -> Result<Vec<Milestone>, StoreError> {
    let mut found = Vec::new();
    for some in super::portions(initiatives) {
        let query = tx
            .find::<Entity>()
            .filter(Column::InitiativeId.is_in(some))
            .order_by_asc(Column::DueOn)
            .order_by_asc(Column::Id);
        found.extend(tx.all(query).await?.into_iter().map(milestone_of));
    }
    Ok(found)
}

/// All milestones of all initiatives by date.
pub async fn list_milestones(tx: &Tx) -> Result<Vec<Milestone>, StoreError> {
    let query = tx.find::<Entity>().order_by_asc(Column::DueOn).order_by_asc(Column::Id);
    Ok(tx.all(query).await?.into_iter().map(milestone_of).collect())
}

/// One milestone.
pub async fn find_milestone(tx: &Tx, id: MilestoneId) -> Result<Option<Milestone>, StoreError> {
    Ok(tx
        .one(tx.find::<Entity>().filter(Column::Id.eq(id.0)))
        .await?
        .map(milestone_of))
}

/// Adds a milestone.
pub async fn add_milestone(tx: &Tx, milestone: &Milestone) -> Result<(), StoreError> {
    tx.add(milestone_row(tx, milestone)).await
}

/// Adds many milestones.
pub async fn add_milestones(tx: &Tx, milestones: &[Milestone]) -> Result<(), StoreError> {
    tx.add_many(milestones.iter().map(|of| milestone_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes a milestone that is already there.
pub async fn change_milestone(tx: &Tx, milestone: &Milestone) -> Result<u64, StoreError> {
    tx.change(milestone_row(tx, milestone)).await
}

/// Removes a milestone.
pub async fn remove_milestone(tx: &Tx, id: MilestoneId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::Milestone(id)).await?;
    super::responsibles::release(tx, SeenTo::Milestone(id)).await?;
    super::remove_one::<Entity>(tx, Column::Id, id.0).await
}
