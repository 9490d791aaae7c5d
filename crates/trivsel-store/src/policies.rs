//! Policies and goals.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{GoalId, PolicyId};
use trivsel_domain::period::Period;
use trivsel_domain::policy::{Goal, Policy};

use crate::entities::{goal, policy};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn policy_of(row: policy::Model) -> Result<Policy, StoreError> {
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "policies",
        "valid_to",
        row.id,
    )?;
    Ok(Policy {
        id: PolicyId(row.id),
        name: row.name,
        period,
    })
}

fn policy_row(tx: &Tx, policy: &Policy) -> policy::Model {
    policy::Model {
        organisation_id: tx.organisation().0,
        id: policy.id.0,
        name: policy.name.clone(),
        valid_from: policy.period.from(),
        valid_to: policy.period.to(),
    }
}

fn goal_of(row: goal::Model) -> Goal {
    Goal {
        id: GoalId(row.id),
        policy: PolicyId(row.policy_id),
        position: row.position,
        text: row.text,
    }
}

fn goal_row(tx: &Tx, goal: &Goal) -> goal::Model {
    goal::Model {
        organisation_id: tx.organisation().0,
        id: goal.id.0,
        policy_id: goal.policy.0,
        position: goal.position,
        text: goal.text.clone(),
    }
}

/// All policies, the newest first.
pub async fn list(tx: &Tx) -> Result<Vec<Policy>, StoreError> {
    tx.all(
        tx.find::<policy::Entity>()
            .order_by_desc(policy::Column::ValidFrom)
            .order_by_asc(policy::Column::Name),
    )
    .await?
    .into_iter()
    .map(policy_of)
    .collect()
}

/// One policy.
pub async fn find(tx: &Tx, id: PolicyId) -> Result<Option<Policy>, StoreError> {
    tx.one(tx.find::<policy::Entity>().filter(policy::Column::Id.eq(id.0)))
        .await?
        .map(policy_of)
        .transpose()
}

/// All goals of all policies, in their order.
pub async fn list_goals(tx: &Tx) -> Result<Vec<Goal>, StoreError> {
    let rows = tx
        .all(tx.find::<goal::Entity>().order_by_asc(goal::Column::Position))
        .await?;
    Ok(rows.into_iter().map(goal_of).collect())
}

/// One goal.
pub async fn find_goal(tx: &Tx, id: GoalId) -> Result<Option<Goal>, StoreError> {
    Ok(tx
        .one(tx.find::<goal::Entity>().filter(goal::Column::Id.eq(id.0)))
        .await?
        .map(goal_of))
}

/// Adds a policy.
pub async fn add(tx: &Tx, policy: &Policy) -> Result<(), StoreError> {
    tx.add(policy_row(tx, policy)).await
}

/// Writes a policy that is already there.
pub async fn change(tx: &Tx, policy: &Policy) -> Result<u64, StoreError> {
    tx.change(policy_row(tx, policy)).await
}

/// Adds a goal.
pub async fn add_goal(tx: &Tx, goal: &Goal) -> Result<(), StoreError> {
    tx.add(goal_row(tx, goal)).await
}

/// Writes a goal that is already there.
pub async fn change_goal(tx: &Tx, goal: &Goal) -> Result<u64, StoreError> {
    tx.change(goal_row(tx, goal)).await
}

/// Removes a goal; refused by the schema while an initiative serves it.
pub async fn remove_goal(tx: &Tx, id: GoalId) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<goal::Entity>().filter(goal::Column::Id.eq(id.0)))
        .await
}
