//! The measures of an initiative.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, MeasureId, PersonId, UnitId};
use trivsel_domain::initiative::{Measure, MeasurePlan, MeasureState};
use uuid::Uuid;

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
        plan: MeasurePlan {
            unit: row.unit_id.map(UnitId),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            audience: row.audience,
            job_groups: row.job_groups,
            owner: row.owner_person_id.map(PersonId),
            owner_role: row.owner_role,
            due_on: row.due_on,
        },
        grown_into: row.grown_into_id.map(InitiativeId),
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
        unit_id: measure.plan.unit.map(|unit| unit.0),
        starts_on: measure.plan.starts_on,
        ends_on: measure.plan.ends_on,
        audience: measure.plan.audience.clone(),
        job_groups: measure.plan.job_groups.clone(),
        owner_person_id: measure.plan.owner.map(|person| person.0),
        owner_role: measure.plan.owner_role.clone(),
        due_on: measure.plan.due_on,
        grown_into_id: measure.grown_into.map(|initiative| initiative.0),
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

/// The measures of several initiatives, each in order.
pub async fn measures_of_many(tx: &Tx, initiatives: &[InitiativeId]) -> Result<Vec<Measure>, StoreError> {
    let mut found = Vec::new();
    for some in super::portions(initiatives) {
        let query = tx
            .find::<Entity>()
            .filter(Column::InitiativeId.is_in(some))
            .order_by_asc(Column::InitiativeId)
            .order_by_asc(Column::Position);
        found.extend(tx.all(query).await?);
    }
    found.into_iter().map(measure_of).collect()
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

/// Takes a person out of the measures they were to see to.
pub(super) async fn erase_owner(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    let update = tx
        .update::<Entity>()
        .col_expr(Column::OwnerPersonId, Expr::value(Option::<Uuid>::None))
        .filter(Column::OwnerPersonId.eq(person.0));
    tx.updated(update).await?;
    Ok(())
}
