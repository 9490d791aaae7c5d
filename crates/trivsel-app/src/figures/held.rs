//! A move that is registered late, held against what was shown before: months that were shown on one tree are not shown on another as
//! long as a few people's figures would follow from both.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use trivsel_domain::figure::{Gate, Parents, given_away};
use trivsel_domain::id::{IndicatorId, SeriesId, UnitId, UnitPlacementId};
use trivsel_domain::indicator::{CategoryParts, Observation, Series};
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;
use trivsel_domain::unit::UnitPlacement;
use trivsel_store::figures as store;
use trivsel_store::{Tx, organisations, units};
use uuid::Uuid;

use super::screened::added_up;
use crate::{AppError, Problem};

/// A unit's place from a day on, without its name.
#[derive(Debug, Serialize, Deserialize)]
struct Placed {
    unit: UnitId,
    parent: Option<UnitId>,
    from: NaiveDate,
}

/// Refuses a change of the tree that is in this transaction already, if figures of a few follow from it and from what was shown before.
/// `before` are the places before it; `field` is the one to change. Else notes the tree as it was.
pub(crate) async fn hold_against_shown(
    tx: &Tx,
    now: DateTime<Utc>,
    before: &[UnitPlacement],
    field: &'static str,
) -> Result<(), AppError> {
    let after = units::list_placements(tx).await?;
    // Where a place ends is said by the next one's beginning.
    let begun = |places: &[UnitPlacement]| -> BTreeSet<(NaiveDate, UnitId, Option<UnitId>)> {
        places
            .iter()
            .map(|place| (place.period.from(), place.unit, place.parent))
            .collect()
    };
    let (old, new) = (begun(before), begun(&after));
    let Some((from, ..)) = old.symmetric_difference(&new).min() else {
        return Ok(());
    };
    let first = Month::of(*from);
    let last = store::totals_of(tx).await?.into_iter().map(|total| total.last).max();
    let Some(last) = last.filter(|last| *last >= first) else {
        return Ok(());
    };
    let ids: Vec<UnitId> = units::list(tx).await?.into_iter().map(|unit| unit.id).collect();
    let tree = |places: &[UnitPlacement]| Parents::new(ids.iter().copied(), places);
    let mut trees = vec![tree(before), tree(&after)];
    if let [one, other] = trees.as_slice()
        && one.mark() == other.mark()
    {
        return Ok(());
    }
    for known in store::list_shown_trees(tx).await? {
        trees.push(tree(&read(&known)?));
    }
    let organisation = organisations::find(tx).await?.ok_or(AppError::NotFound)?;
    let sources = sources(tx, first).await?;
    let gate = Gate::new(organisation.small_group_minimum);
    let found = tokio::task::spawn_blocking(move || {
        let trees: Vec<&Parents> = trees.iter().collect();
        let given = |observations: &Vec<Observation>| given_away(gate, &trees, observations, first.to(last));
        sources.iter().filter_map(given).min()
    })
    .await
    .map_err(|error| AppError::internal("holding a move against shown figures", error))?;
    if let Some(month) = found {
        return Err(AppError::Invalid(vec![
            Problem::new(field, "problem-move-gives-away")
                .with("month", month.to_string())
                .with("date", last.plus(1).first_day().format("%d.%m.%Y").to_string()),
        ]));
    }
    store::note_shown_tree(tx, &written(before)?, now).await?;
    Ok(())
}

/// The observations of each source that goes on into the months from this one, all categories together.
async fn sources(tx: &Tx, from: Month) -> Result<Vec<Vec<Observation>>, AppError> {
    let reach: BTreeMap<SeriesId, Month> = store::totals_of(tx)
        .await?
        .into_iter()
        .map(|total| (total.series, total.last))
        .collect();
    let mut by_source: BTreeMap<(IndicatorId, String, String), Vec<Series>> = BTreeMap::new();
    for series in store::list_series(tx).await? {
        if reach.get(&series.id).is_some_and(|last| *last >= from) {
            let key = (series.indicator, series.source.clone(), series.definition.clone());
            by_source.entry(key).or_default().push(series);
        }
    }
    let mut found = Vec::new();
    for ((indicator, ..), series) in by_source {
        let parts = store::category_parts_of(tx, indicator).await?;
        let people = series
            .iter()
            .any(|one| parts.get(&one.id) == Some(&CategoryParts::People));
        let mut layers = Vec::new();
        for one in &series {
            layers.push(store::list_observations(tx, one.id).await?);
        }
        found.push(added_up(
            &layers,
            if people {
                CategoryParts::People
            } else {
                CategoryParts::Events
            },
        ));
    }
    Ok(found)
}

fn written(places: &[UnitPlacement]) -> Result<String, AppError> {
    let mut placed: Vec<Placed> = places
        .iter()
        .map(|place| Placed {
            unit: place.unit,
            parent: place.parent,
            from: place.period.from(),
        })
        .collect();
    placed.sort_by_key(|place| (place.unit, place.from));
    serde_json::to_string(&placed).map_err(|error| AppError::internal("writing a tree", error))
}

fn read(text: &str) -> Result<Vec<UnitPlacement>, AppError> {
    let placed: Vec<Placed> =
        serde_json::from_str(text).map_err(|error| AppError::internal("reading a tree", error))?;
    let place = |placed: Placed| UnitPlacement {
        id: UnitPlacementId(Uuid::nil()),
        unit: placed.unit,
        parent: placed.parent,
        name: String::new(),
        period: Period::since(placed.from),
    };
    Ok(placed.into_iter().map(place).collect())
}
