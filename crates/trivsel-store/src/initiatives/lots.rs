//! The lots drawn about who begins when. They are only ever added: one that no longer counts stays on record.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select};
use trivsel_domain::id::{InitiativeId, LotId, PersonId};
use trivsel_domain::initiative::Lot;

use crate::entities::lot::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn lot_of(row: Model) -> Result<Lot, StoreError> {
    Ok(Lot {
        units: parsed(serde_json::from_str(&row.units).ok(), "lots", "units", row.id)?,
        waves: parsed(serde_json::from_str(&row.waves).ok(), "lots", "waves", row.id)?,
        id: LotId(row.id),
        initiative: InitiativeId(row.initiative_id),
        drawn_at: row.drawn_at,
        drawn_by: row.drawn_by.map(PersonId),
        method: row.method,
        seed: row.seed,
        reason: row.reason,
        hash: row.hash,
    })
}

fn newest_first(tx: &Tx, initiative: InitiativeId) -> Select<Entity> {
    tx.find::<Entity>()
        .filter(Column::InitiativeId.eq(initiative.0))
        .order_by_desc(Column::DrawnAt)
        .order_by_desc(Column::Id)
}

/// The lots of an initiative, the newest first.
pub async fn lots_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<Lot>, StoreError> {
    let found = tx.all(newest_first(tx, initiative)).await?;
    found.into_iter().map(lot_of).collect()
}

/// The lot that counts: the newest.
pub async fn newest_lot(tx: &Tx, initiative: InitiativeId) -> Result<Option<Lot>, StoreError> {
    let found = tx.one(newest_first(tx, initiative)).await?;
    found.map(lot_of).transpose()
}

/// Adds a lot.
pub async fn add_lot(tx: &Tx, lot: &Lot) -> Result<(), StoreError> {
    let written = |what: serde_json::Result<String>| what.unwrap_or_default();
    tx.add(Model {
        organisation_id: tx.organisation().0,
        id: lot.id.0,
        initiative_id: lot.initiative.0,
        drawn_at: lot.drawn_at,
        drawn_by: lot.drawn_by.map(|person| person.0),
        method: lot.method,
        seed: lot.seed.clone(),
        units: written(serde_json::to_string(&lot.units)),
        waves: written(serde_json::to_string(&lot.waves)),
        reason: lot.reason.clone(),
        hash: lot.hash.clone(),
    })
    .await
}
