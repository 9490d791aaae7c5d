//! The success criteria of an initiative.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{IndicatorId, InitiativeId, MeasureId, SeriesId, SuccessCriterionId, UnitId};
use trivsel_domain::initiative::{ChosenComparison, CriterionKind, Direction, SuccessCriterion};

use crate::entities::success_criterion::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn criterion_of(row: Model) -> Result<SuccessCriterion, StoreError> {
    let kind = match (row.kind.as_str(), row.indicator_id) {
        ("indicator", Some(indicator)) => Some(CriterionKind::Indicator {
            indicator: IndicatorId(indicator),
            series: row.series_id.map(SeriesId),
        }),
        ("survey_scale", None) => Some(CriterionKind::SurveyScale {
            scale: row.survey_scale,
        }),
        ("observed", None) => Some(CriterionKind::Observed),
        _ => None,
    };
    Ok(SuccessCriterion {
        kind: parsed(kind, "success_criteria", "kind", row.id)?,
        direction: parsed(
            Direction::parse(&row.direction),
            "success_criteria",
            "direction",
            row.id,
        )?,
        id: SuccessCriterionId(row.id),
        initiative: InitiativeId(row.initiative_id),
        measure: row.measure_id.map(MeasureId),
        position: row.position,
        title: row.title,
        baseline: row.baseline,
        target: row.target,
        smallest_worthwhile: row.smallest_worthwhile,
        not_measurable: (!row.measurable).then_some(row.not_measurable_reason),
        frozen_at: row.frozen_at,
        comparison: row.comparison_unit_id.map(|unit| ChosenComparison {
            unit: UnitId(unit),
            reason: row.comparison_reason,
        }),
    })
}

fn criterion_row(tx: &Tx, criterion: &SuccessCriterion) -> Model {
    Model {
        organisation_id: tx.organisation().0,
        id: criterion.id.0,
        initiative_id: criterion.initiative.0,
        measure_id: criterion.measure.map(|measure| measure.0),
        position: criterion.position,
        title: criterion.title.clone(),
        kind: criterion.kind.code().to_owned(),
        indicator_id: criterion.kind.indicator().map(|indicator| indicator.0),
        series_id: criterion.kind.series().map(|series| series.0),
        survey_scale: criterion.kind.scale().to_owned(),
        direction: criterion.direction.code().to_owned(),
        baseline: criterion.baseline,
        target: criterion.target,
        smallest_worthwhile: criterion.smallest_worthwhile,
        measurable: criterion.not_measurable.is_none(),
        not_measurable_reason: criterion.not_measurable.clone().unwrap_or_default(),
        frozen_at: criterion.frozen_at,
        comparison_unit_id: criterion.comparison.as_ref().map(|chosen| chosen.unit.0),
        comparison_reason: criterion
            .comparison
            .as_ref()
            .map(|chosen| chosen.reason.clone())
            .unwrap_or_default(),
    }
}

/// The criteria of an initiative in order.
pub async fn criteria_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<SuccessCriterion>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::InitiativeId.eq(initiative.0))
        .order_by_asc(Column::Position);
    tx.all(query).await?.into_iter().map(criterion_of).collect()
}

/// All criteria of all initiatives.
pub async fn list_criteria(tx: &Tx) -> Result<Vec<SuccessCriterion>, StoreError> {
    let query = tx
        .find::<Entity>()
        .order_by_asc(Column::InitiativeId)
        .order_by_asc(Column::Position);
    tx.all(query).await?.into_iter().map(criterion_of).collect()
}

/// One criterion.
pub async fn find_criterion(tx: &Tx, id: SuccessCriterionId) -> Result<Option<SuccessCriterion>, StoreError> {
    tx.one(tx.find::<Entity>().filter(Column::Id.eq(id.0)))
        .await?
        .map(criterion_of)
        .transpose()
}

/// Adds a criterion.
pub async fn add_criterion(tx: &Tx, criterion: &SuccessCriterion) -> Result<(), StoreError> {
    tx.add(criterion_row(tx, criterion)).await
}

/// Adds many criteria.
pub async fn add_criteria(tx: &Tx, criteria: &[SuccessCriterion]) -> Result<(), StoreError> {
    tx.add_many(criteria.iter().map(|of| criterion_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes a criterion that is already there.
pub async fn change_criterion(tx: &Tx, criterion: &SuccessCriterion) -> Result<u64, StoreError> {
    tx.change(criterion_row(tx, criterion)).await
}

/// Removes a criterion.
pub async fn remove_criterion(tx: &Tx, id: SuccessCriterionId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::SuccessCriterion(id)).await?;
    crate::evaluations::remove_of(tx, id).await?;
    super::remove_one::<Entity>(tx, Column::Id, id.0).await
}
