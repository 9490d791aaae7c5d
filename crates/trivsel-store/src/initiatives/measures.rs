//! The measures of an initiative.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, MeasureId};
use trivsel_domain::initiative::{Measure, MeasureState};

use crate::entities::measure::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn measure_of(row: Model) -> Result<Measure, StoreError> {
    Ok(Measure {
        state: parsed(MeasureState::parse(&row.state), "measures", "state", row.id)?,
        id: MeasureId(row.id),
        initiative: InitiativeId(row.initiative_id),
        position: row.position,
        title: row.title,
        description: row.description,
    })
}

fn measure_row(tx: &Tx, measure: &Measure) -> Model {
    Model {
        organisation_id: tx.organisation().0,
        id: measure.id.0,
        initiative_id: measure.initiative.0,
        position: measure.position,
        title: measure.title.clone(),
        description: measure.description.clone(),
        state: measure.state.code().to_owned(),
    }
}

/// The measures of an initiative in order.
pub async fn measures_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<Measure>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::InitiativeId.eq(initiative.0))
        .order_by_asc(Column::Position);
    tx.all(query).await?.into_iter().map(measure_of).collect()
}

/// All measures of all initiatives.
pub async fn list_measures(tx: &Tx) -> Result<Vec<Measure>, StoreError> {
    let query = tx
        .find::<Entity>()
        .order_by_asc(Column::InitiativeId)
        .order_by_asc(Column::Position);
    tx.all(query).await?.into_iter().map(measure_of).collect()
}

/// One measure.
pub async fn find_measure(tx: &Tx, id: MeasureId) -> Result<Option<Measure>, StoreError> {
    tx.one(tx.find::<Entity>().filter(Column::Id.eq(id.0)))
        .await?
        .map(measure_of)
        .transpose()
}

/// Adds a measure.
pub async fn add_measure(tx: &Tx, measure: &Measure) -> Result<(), StoreError> {
    tx.add(measure_row(tx, measure)).await
}

/// Adds many measures.
pub async fn add_measures(tx: &Tx, measures: &[Measure]) -> Result<(), StoreError> {
    tx.add_many(measures.iter().map(|of| measure_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes a measure that is already there.
pub async fn change_measure(tx: &Tx, measure: &Measure) -> Result<u64, StoreError> {
    tx.change(measure_row(tx, measure)).await
}

/// Removes a measure.
pub async fn remove_measure(tx: &Tx, id: MeasureId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::Measure(id)).await?;
    super::remove_one::<Entity>(tx, Column::Id, id.0).await
}
