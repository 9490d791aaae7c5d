//! Where units say they stand on the stairs.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{StairPlacementId, UnitId};
use trivsel_domain::stairs::{StairPlacement, StairStep};

use crate::entities::stair_placement::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn placement_of(row: Model) -> Result<StairPlacement, StoreError> {
    Ok(StairPlacement {
        id: StairPlacementId(row.id),
        unit: UnitId(row.unit_id),
        placed_on: row.placed_on,
        step: parsed(StairStep::of_number(row.step), "stair_placements", "step", row.id)?,
        signs: row.signs.split_whitespace().map(str::to_owned).collect(),
        text: row.text,
        next_step: row.next_step,
    })
}

/// Every time a unit was placed, the newest first.
pub async fn of_unit(tx: &Tx, unit: UnitId) -> Result<Vec<StairPlacement>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::UnitId.eq(unit.0))
        .order_by_desc(Column::PlacedOn)
        .order_by_desc(Column::Id);
    tx.all(query).await?.into_iter().map(placement_of).collect()
}

/// Adds a placement.
pub async fn add(tx: &Tx, placement: &StairPlacement) -> Result<(), StoreError> {
    let signs: Vec<&str> = placement.signs.iter().map(String::as_str).collect();
    tx.add(Model {
        organisation_id: tx.organisation().0,
        id: placement.id.0,
        unit_id: placement.unit.0,
        placed_on: placement.placed_on,
        step: placement.step.number(),
        signs: signs.join(" "),
        text: placement.text.clone(),
        next_step: placement.next_step.clone(),
    })
    .await
}
