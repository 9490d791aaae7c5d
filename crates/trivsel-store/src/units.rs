//! Units and their dated places.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::unit::{Tree, Unit, UnitPlacement};

use crate::entities::{unit, unit_placement};
use crate::error::parsed;
use crate::organisations::units_changed;
use crate::{StoreError, Tx};

fn unit_of(row: unit::Model) -> Result<Unit, StoreError> {
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "units",
        "valid_to",
        row.id,
    )?;
    Ok(Unit {
        id: UnitId(row.id),
        code: row.code,
        period,
    })
}

fn unit_row(tx: &Tx, unit: &Unit) -> unit::Model {
    unit::Model {
        organisation_id: tx.organisation().0,
        id: unit.id.0,
        code: unit.code.clone(),
        valid_from: unit.period.from(),
        valid_to: unit.period.to(),
    }
}

fn placement_of(row: unit_placement::Model) -> Result<UnitPlacement, StoreError> {
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "unit_placements",
        "valid_to",
        row.id,
    )?;
    Ok(UnitPlacement {
        id: UnitPlacementId(row.id),
        unit: UnitId(row.unit_id),
        parent: row.parent_id.map(UnitId),
        name: row.name,
        period,
    })
}

fn placement_row(tx: &Tx, placement: &UnitPlacement) -> unit_placement::Model {
    unit_placement::Model {
        organisation_id: tx.organisation().0,
        id: placement.id.0,
        unit_id: placement.unit.0,
        parent_id: placement.parent.map(|parent| parent.0),
        name: placement.name.clone(),
        valid_from: placement.period.from(),
        valid_to: placement.period.to(),
    }
}

/// Every unit there ever was.
pub async fn list(tx: &Tx) -> Result<Vec<Unit>, StoreError> {
    tx.all(tx.find::<unit::Entity>())
        .await?
        .into_iter()
        .map(unit_of)
        .collect()
}

/// Every place of every unit there ever was.
pub async fn list_placements(tx: &Tx) -> Result<Vec<UnitPlacement>, StoreError> {
    let query = tx
        .find::<unit_placement::Entity>()
        .order_by_asc(unit_placement::Column::ValidFrom);
    tx.all(query).await?.into_iter().map(placement_of).collect()
}

/// The tree as it stood on a day.
pub async fn tree(tx: &Tx, day: NaiveDate) -> Result<Tree, StoreError> {
    Ok(Tree::at(day, &list(tx).await?, &list_placements(tx).await?))
}

/// One unit.
pub async fn find(tx: &Tx, id: UnitId) -> Result<Option<Unit>, StoreError> {
    tx.one(tx.find::<unit::Entity>().filter(unit::Column::Id.eq(id.0)))
        .await?
        .map(unit_of)
        .transpose()
}

/// A unit's places, oldest first.
pub async fn placements_of(tx: &Tx, id: UnitId) -> Result<Vec<UnitPlacement>, StoreError> {
    let query = tx
        .find::<unit_placement::Entity>()
        .filter(unit_placement::Column::UnitId.eq(id.0))
        .order_by_asc(unit_placement::Column::ValidFrom);
    tx.all(query).await?.into_iter().map(placement_of).collect()
}

/// Adds a unit.
pub async fn add(tx: &Tx, unit: &Unit) -> Result<(), StoreError> {
    tx.add(unit_row(tx, unit)).await?;
    units_changed(tx).await
}

/// Adds many units.
pub async fn add_many(tx: &Tx, units: &[Unit]) -> Result<(), StoreError> {
    tx.add_many(units.iter().map(|unit| unit_row(tx, unit)).collect::<Vec<_>>())
        .await?;
    units_changed(tx).await
}

/// Writes a unit that is already there.
pub async fn change(tx: &Tx, unit: &Unit) -> Result<u64, StoreError> {
    let touched = tx.change(unit_row(tx, unit)).await?;
    units_changed(tx).await?;
    Ok(touched)
}

/// Adds a place.
pub async fn add_placement(tx: &Tx, placement: &UnitPlacement) -> Result<(), StoreError> {
    tx.add(placement_row(tx, placement)).await?;
    units_changed(tx).await
}

/// Adds many places.
pub async fn add_placements(tx: &Tx, placements: &[UnitPlacement]) -> Result<(), StoreError> {
    let rows: Vec<_> = placements
        .iter()
        .map(|placement| placement_row(tx, placement))
        .collect();
    tx.add_many(rows).await?;
    units_changed(tx).await
}

/// Writes a place that is already there.
pub async fn change_placement(tx: &Tx, placement: &UnitPlacement) -> Result<u64, StoreError> {
    let touched = tx.change(placement_row(tx, placement)).await?;
    units_changed(tx).await?;
    Ok(touched)
}

/// Removes a unit with its places. [`StoreError::Conflict`] when anything refers to it: then the transaction cannot be committed any more.
pub async fn remove(tx: &Tx, id: UnitId) -> Result<(), StoreError> {
    let places = tx.remove::<unit_placement::Entity>();
    tx.removed(places.filter(unit_placement::Column::UnitId.eq(id.0)))
        .await?;
    let unit = tx.remove::<unit::Entity>();
    tx.must_remove(unit.filter(unit::Column::Id.eq(id.0))).await?;
    units_changed(tx).await
}
