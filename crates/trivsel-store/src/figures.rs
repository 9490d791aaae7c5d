//! Indicators, their series, definition breaks and disruptions. The observations themselves are in `figures/observations.rs`.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{DisruptionId, IndicatorId, SeriesEventId, SeriesId, UnitId};
use trivsel_domain::indicator::{CategoryParts, Disruption, GoodDirection, Indicator, Measure, Series, SeriesEvent};
use trivsel_domain::month::Month;
use uuid::Uuid;

use crate::entities::{disruption, indicator, series, series_event};
use crate::error::parsed;
use crate::{StoreError, Tx};

mod observations;
mod shown_trees;
mod starts;

pub use observations::{
    Replacing, SeriesTotal, add_observations, count_replaced, list_observations, remove_months, total_of, totals_of,
    totals_of_indicator,
};
pub use shown_trees::{list_shown_trees, note_shown_tree};
pub use starts::{SiteStart, list_starts, starts_of};

fn indicator_of(row: indicator::Model) -> Result<Indicator, StoreError> {
    let measure = parsed(Measure::parse(&row.measure), "indicators", "measure", row.id)?;
    let good_direction = parsed(
        GoodDirection::parse(&row.good_direction),
        "indicators",
        "good_direction",
        row.id,
    )?;
    Ok(Indicator {
        id: IndicatorId(row.id),
        code: row.code,
        name_da: row.name_da,
        name_en: row.name_en,
        definition_da: row.definition_da,
        definition_en: row.definition_en,
        formula_da: row.formula_da,
        formula_en: row.formula_en,
        measure,
        factor: row.factor,
        good_direction,
        is_own: row.is_own,
    })
}

fn indicator_row(tx: &Tx, indicator: &Indicator) -> indicator::Model {
    indicator::Model {
        organisation_id: tx.organisation().0,
        id: indicator.id.0,
        code: indicator.code.clone(),
        name_da: indicator.name_da.clone(),
        name_en: indicator.name_en.clone(),
        definition_da: indicator.definition_da.clone(),
        definition_en: indicator.definition_en.clone(),
        formula_da: indicator.formula_da.clone(),
        formula_en: indicator.formula_en.clone(),
        measure: indicator.measure.code().to_owned(),
        factor: indicator.factor,
        good_direction: indicator.good_direction.code().to_owned(),
        is_own: indicator.is_own,
    }
}

fn series_of(row: series::Model) -> Series {
    Series {
        id: SeriesId(row.id),
        indicator: IndicatorId(row.indicator_id),
        source: row.source,
        definition: row.definition,
        category: row.category,
    }
}

fn event_of(row: series_event::Model) -> SeriesEvent {
    SeriesEvent {
        id: SeriesEventId(row.id),
        series: SeriesId(row.series_id),
        unit: row.unit_id.map(UnitId),
        month: Month::of(row.month),
        text: row.text,
    }
}

fn disruption_of(row: disruption::Model) -> Disruption {
    Disruption {
        id: DisruptionId(row.id),
        name: row.name,
        first: Month::of(row.first_month),
        last: Month::of(row.last_month),
        unit: row.unit_id.map(UnitId),
        note: row.note,
    }
}

fn disruption_row(tx: &Tx, disruption: &Disruption) -> disruption::Model {
    disruption::Model {
        organisation_id: tx.organisation().0,
        id: disruption.id.0,
        name: disruption.name.clone(),
        first_month: disruption.first.first_day(),
        last_month: disruption.last.first_day(),
        unit_id: disruption.unit.map(|unit| unit.0),
        note: disruption.note.clone(),
    }
}

/// All indicators: the built-in first, then the organisation's own, by code.
pub async fn list_indicators(tx: &Tx) -> Result<Vec<Indicator>, StoreError> {
    tx.all(
        tx.find::<indicator::Entity>()
            .order_by_asc(indicator::Column::IsOwn)
            .order_by_asc(indicator::Column::Code),
    )
    .await?
    .into_iter()
    .map(indicator_of)
    .collect()
}

/// One indicator.
pub async fn find_indicator(tx: &Tx, id: IndicatorId) -> Result<Option<Indicator>, StoreError> {
    // There are few, and a page that asks for one asks for more of them.
    let all = list_indicators(tx).await?;
    Ok(all.into_iter().find(|indicator| indicator.id == id))
}

/// The indicator with this code.
pub async fn indicator_by_code(tx: &Tx, code: &str) -> Result<Option<Indicator>, StoreError> {
    let all = list_indicators(tx).await?;
    Ok(all.into_iter().find(|indicator| indicator.code == code))
}

/// Adds an indicator.
pub async fn add_indicator(tx: &Tx, indicator: &Indicator) -> Result<(), StoreError> {
    tx.add(indicator_row(tx, indicator)).await
}

/// Writes an indicator that is already there.
pub async fn change_indicator(tx: &Tx, indicator: &Indicator) -> Result<u64, StoreError> {
    tx.change(indicator_row(tx, indicator)).await
}

/// All series of all indicators, by source and category.
pub async fn list_series(tx: &Tx) -> Result<Vec<Series>, StoreError> {
    let rows = tx
        .all(
            tx.find::<series::Entity>()
                .order_by_asc(series::Column::Source)
                .order_by_asc(series::Column::Definition)
                .order_by_asc(series::Column::Category),
        )
        .await?;
    Ok(rows.into_iter().map(series_of).collect())
}

/// The series of one indicator, by source and category.
pub async fn series_of_indicator(tx: &Tx, indicator: IndicatorId) -> Result<Vec<Series>, StoreError> {
    let mut all = list_series(tx).await?;
    all.retain(|series| series.indicator == indicator);
    Ok(all)
}

/// One series.
pub async fn find_series(tx: &Tx, id: SeriesId) -> Result<Option<Series>, StoreError> {
    Ok(tx
        .one(tx.find::<series::Entity>().filter(series::Column::Id.eq(id.0)))
        .await?
        .map(series_of))
}

/// The series of an indicator with exactly this source, definition and category.
pub async fn series_by_key(
    tx: &Tx,
    indicator: IndicatorId,
    source: &str,
    definition: &str,
    category: &str,
) -> Result<Option<Series>, StoreError> {
    let query = tx
        .find::<series::Entity>()
        .filter(series::Column::IndicatorId.eq(indicator.0))
        .filter(series::Column::Source.eq(source))
        .filter(series::Column::Definition.eq(definition))
        .filter(series::Column::Category.eq(category));
    Ok(tx.one(query).await?.map(series_of))
}

/// The series of an indicator, each with a mark that changes whenever its observations do. What was reckoned from the same mark is
/// still right; a later mark sorts after an earlier one.
pub async fn versions_of(tx: &Tx, indicator: IndicatorId) -> Result<Vec<(Series, Uuid)>, StoreError> {
    let rows = tx
        .all(
            tx.find::<series::Entity>()
                .filter(series::Column::IndicatorId.eq(indicator.0))
                .order_by_asc(series::Column::Source)
                .order_by_asc(series::Column::Definition)
                .order_by_asc(series::Column::Category),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let version = row.data_version;
            (series_of(row), version)
        })
        .collect())
}

/// Adds a series.
pub async fn add_series(tx: &Tx, series: &Series) -> Result<(), StoreError> {
    tx.add(series::Model {
        organisation_id: tx.organisation().0,
        id: series.id.0,
        indicator_id: series.indicator.0,
        source: series.source.clone(),
        definition: series.definition.clone(),
        category: series.category.clone(),
        data_version: Uuid::now_v7(),
        category_parts: CategoryParts::Unknown.code().to_owned(),
    })
    .await
}

/// Notes what the categories of a source part.
pub async fn change_category_parts(tx: &Tx, series: SeriesId, parts: CategoryParts) -> Result<u64, StoreError> {
    // What was reckoned before anybody said it is not right any more.
    let update = tx
        .update::<series::Entity>()
        .col_expr(series::Column::CategoryParts, parts.code().into())
        .col_expr(series::Column::DataVersion, Uuid::now_v7().into())
        .filter(series::Column::Id.eq(series.0))
        .filter(series::Column::CategoryParts.ne(parts.code()));
    tx.updated(update).await
}

/// What the categories of an indicator's series part, series by series.
pub async fn category_parts_of(
    tx: &Tx,
    indicator: IndicatorId,
) -> Result<BTreeMap<SeriesId, CategoryParts>, StoreError> {
    let query = tx
        .find::<series::Entity>()
        .filter(series::Column::IndicatorId.eq(indicator.0));
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| (SeriesId(row.id), CategoryParts::parse(&row.category_parts)))
        .collect())
}

/// Every definition break, oldest first.
pub async fn list_events(tx: &Tx) -> Result<Vec<SeriesEvent>, StoreError> {
    let rows = tx
        .all(
            tx.find::<series_event::Entity>()
                .order_by_asc(series_event::Column::Month),
        )
        .await?;
    Ok(rows.into_iter().map(event_of).collect())
}

/// The definition breaks of a series, oldest first.
pub async fn events_of(tx: &Tx, series: SeriesId) -> Result<Vec<SeriesEvent>, StoreError> {
    let query = tx
        .find::<series_event::Entity>()
        .filter(series_event::Column::SeriesId.eq(series.0))
        .order_by_asc(series_event::Column::Month);
    Ok(tx.all(query).await?.into_iter().map(event_of).collect())
}

/// One definition break.
pub async fn find_event(tx: &Tx, id: SeriesEventId) -> Result<Option<SeriesEvent>, StoreError> {
    let query = tx
        .find::<series_event::Entity>()
        .filter(series_event::Column::Id.eq(id.0));
    Ok(tx.one(query).await?.map(event_of))
}

/// Adds a definition break.
pub async fn add_event(tx: &Tx, event: &SeriesEvent) -> Result<(), StoreError> {
    tx.add(series_event::Model {
        organisation_id: tx.organisation().0,
        id: event.id.0,
        series_id: event.series.0,
        unit_id: event.unit.map(|unit| unit.0),
        month: event.month.first_day(),
        text: event.text.clone(),
    })
    .await
}

/// Removes a definition break.
pub async fn remove_event(tx: &Tx, id: SeriesEventId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<series_event::Entity>()
            .filter(series_event::Column::Id.eq(id.0)),
    )
    .await
}

/// Every disruption, oldest first.
pub async fn list_disruptions(tx: &Tx) -> Result<Vec<Disruption>, StoreError> {
    let rows = tx
        .all(
            tx.find::<disruption::Entity>()
                .order_by_asc(disruption::Column::FirstMonth)
                .order_by_asc(disruption::Column::Name),
        )
        .await?;
    Ok(rows.into_iter().map(disruption_of).collect())
}

/// One disruption.
pub async fn find_disruption(tx: &Tx, id: DisruptionId) -> Result<Option<Disruption>, StoreError> {
    Ok(tx
        .one(tx.find::<disruption::Entity>().filter(disruption::Column::Id.eq(id.0)))
        .await?
        .map(disruption_of))
}

/// Adds a disruption.
pub async fn add_disruption(tx: &Tx, disruption: &Disruption) -> Result<(), StoreError> {
    tx.add(disruption_row(tx, disruption)).await
}

/// Writes a disruption that is already there.
pub async fn change_disruption(tx: &Tx, disruption: &Disruption) -> Result<u64, StoreError> {
    tx.change(disruption_row(tx, disruption)).await
}

/// Removes a disruption.
pub async fn remove_disruption(tx: &Tx, id: DisruptionId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<disruption::Entity>()
            .filter(disruption::Column::Id.eq(id.0)),
    )
    .await
}
