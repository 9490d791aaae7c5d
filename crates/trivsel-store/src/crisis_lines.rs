//! Whom people can ring now.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{CrisisLineId, UnitId};
use trivsel_domain::toolbox::CrisisLine;

use crate::entities::crisis_line;
use crate::{StoreError, Tx};

fn line_of(row: crisis_line::Model) -> CrisisLine {
    CrisisLine {
        id: CrisisLineId(row.id),
        unit: row.unit_id.map(UnitId),
        position: row.position,
        danish: row.text_da,
        english: row.text_en,
        phone: row.phone,
        hours: row.hours,
        source: row.source_url,
        checked_on: row.checked_on,
    }
}

fn row_of(tx: &Tx, line: &CrisisLine) -> crisis_line::Model {
    crisis_line::Model {
        organisation_id: tx.organisation().0,
        id: line.id.0,
        unit_id: line.unit.map(|unit| unit.0),
        position: line.position,
        text_da: line.danish.clone(),
        text_en: line.english.clone(),
        phone: line.phone.clone(),
        hours: line.hours.clone(),
        source_url: line.source.clone(),
        checked_on: line.checked_on,
    }
}

/// Every line, in their order.
pub async fn list(tx: &Tx) -> Result<Vec<CrisisLine>, StoreError> {
    let query = tx
        .find::<crisis_line::Entity>()
        .order_by_asc(crisis_line::Column::Position)
        .order_by_asc(crisis_line::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(line_of).collect())
}

/// One line.
pub async fn find(tx: &Tx, id: CrisisLineId) -> Result<Option<CrisisLine>, StoreError> {
    let query = tx
        .find::<crisis_line::Entity>()
        .filter(crisis_line::Column::Id.eq(id.0));
    Ok(tx.one(query).await?.map(line_of))
}

/// Adds a line.
pub async fn add(tx: &Tx, line: &CrisisLine) -> Result<(), StoreError> {
    tx.add(row_of(tx, line)).await
}

/// Writes a line that is already there.
pub async fn change(tx: &Tx, line: &CrisisLine) -> Result<u64, StoreError> {
    tx.change(row_of(tx, line)).await
}

/// Removes a line. [`StoreError::Stale`] when it is gone already.
pub async fn remove(tx: &Tx, id: CrisisLineId) -> Result<(), StoreError> {
    let removal = tx.remove::<crisis_line::Entity>();
    tx.must_remove(removal.filter(crisis_line::Column::Id.eq(id.0))).await
}
