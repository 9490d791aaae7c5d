//! Whether what was anchored still holds: when somebody looks, and what they found.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{AnchorCheckId, InitiativeId, PersonId};
use trivsel_domain::initiative::anchoring::{AnchorCheck, AnchorQuestion, CheckOutcome, Evaluated, HeldCheck};

use crate::entities::anchor_check::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn check_of(row: Model) -> Result<AnchorCheck, StoreError> {
    let held = match row.held_on {
        None => None,
        Some(held_on) => Some(HeldCheck {
            held_on,
            still_done: row.still_done,
            still_owned: row.still_owned,
            still_on_agenda: row.still_on_agenda,
            evaluated: parsed(Evaluated::parse(&row.evaluated), "anchor_checks", "evaluated", row.id)?,
            text: row.note,
            outcome: parsed(CheckOutcome::parse(&row.outcome), "anchor_checks", "outcome", row.id)?,
            held_by: row.held_by.map(PersonId),
        }),
    };
    Ok(AnchorCheck {
        id: AnchorCheckId(row.id),
        initiative: InitiativeId(row.initiative_id),
        due_on: row.due_on,
        missing: row.missing.split(' ').filter_map(AnchorQuestion::parse).collect(),
        held,
    })
}

fn check_row(tx: &Tx, check: &AnchorCheck) -> Model {
    let missing: Vec<&str> = check.missing.iter().map(|question| question.code()).collect();
    let held = check.held.as_ref();
    Model {
        organisation_id: tx.organisation().0,
        id: check.id.0,
        initiative_id: check.initiative.0,
        due_on: check.due_on,
        missing: missing.join(" "),
        held_on: held.map(|held| held.held_on),
        still_done: held.is_some_and(|held| held.still_done),
        still_owned: held.is_some_and(|held| held.still_owned),
        still_on_agenda: held.is_some_and(|held| held.still_on_agenda),
        evaluated: held.map(|held| held.evaluated.code()).unwrap_or_default().to_owned(),
        note: held.map(|held| held.text.clone()).unwrap_or_default(),
        outcome: held.map(|held| held.outcome.code()).unwrap_or_default().to_owned(),
        is_no: held.is_some_and(HeldCheck::says_no),
        held_by: held.and_then(|held| held.held_by).map(|person| person.0),
    }
}

/// The checks of an initiative, the earliest first.
pub async fn anchor_checks_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<AnchorCheck>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::InitiativeId.eq(initiative.0))
        .order_by_asc(Column::DueOn);
    tx.all(query).await?.into_iter().map(check_of).collect()
}

/// The checks of all initiatives that nobody has held, the earliest first.
pub async fn list_open_anchor_checks(tx: &Tx) -> Result<Vec<AnchorCheck>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::HeldOn.is_null())
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id);
    tx.all(query).await?.into_iter().map(check_of).collect()
}

/// Adds checks.
pub async fn add_anchor_checks(tx: &Tx, checks: &[AnchorCheck]) -> Result<(), StoreError> {
    tx.add_many(checks.iter().map(|check| check_row(tx, check)).collect::<Vec<_>>())
        .await
}

/// Writes a check that is already there.
pub async fn change_anchor_check(tx: &Tx, check: &AnchorCheck) -> Result<u64, StoreError> {
    tx.change(check_row(tx, check)).await
}

/// Removes the checks of an initiative that nobody has held.
pub async fn remove_open_anchor_checks(tx: &Tx, initiative: InitiativeId) -> Result<u64, StoreError> {
    let remove = tx.remove::<Entity>();
    tx.removed(
        remove
            .filter(Column::InitiativeId.eq(initiative.0))
            .filter(Column::HeldOn.is_null()),
    )
    .await
}
