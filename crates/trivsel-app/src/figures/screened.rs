//! A series behind the gate: loaded once for each state of the data, kept in memory while it stays the same.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use trivsel_domain::figure::{Gate, Shown};
use trivsel_domain::id::{IndicatorId, SeriesId, UnitId};
use trivsel_domain::indicator::{CategoryParts, Observation, Series};
use trivsel_domain::month::Month;
use trivsel_store::figures as store;
use trivsel_store::{Tx, organisations};
use uuid::Uuid;

use crate::AppError;
use crate::kept::kept;
use crate::structure;

/// How many series are kept. One of 600 units and ten years is about 2 MB.
const KEPT: usize = 24;

/// All that may be shown of one source's numbers for an indicator.
#[derive(Debug)]
pub(crate) struct Screened {
    /// The source's series: one, or one for each category.
    pub(crate) series: Vec<Series>,
    /// Each of them, in the same order.
    pub(super) layers: Vec<Shown>,
    /// All categories together.
    pub(super) total: Shown,
    /// The smallest number of people a figure rests on.
    pub(super) minimum: u32,
}

/// What the numbers were made from. Marks of data are never used twice, so a key can never mean something else.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    versions: Vec<(SeriesId, Uuid)>,
    parents: u64,
    minimum: u32,
}

kept!(KeptLeads: Vec<(SeriesId, Uuid)> => Option<SeriesId>, 4 * KEPT);
kept!(KeptSeries: Key => Screened, KEPT);

/// Which series of an indicator is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The source that covers the most units, of these the one that goes on longest; all categories. A file with a few units from
    /// elsewhere does not take the place of the whole organisation's figures.
    Leading,
    /// All categories of this series' source.
    AllOf(SeriesId),
    /// This series alone.
    One(SeriesId),
}

/// The source asked for, with all its categories; none when the indicator has no numbers.
pub(crate) async fn screened(
    tx: &Tx,
    indicator: IndicatorId,
    wanted: Wanted,
) -> Result<Option<Arc<Screened>>, AppError> {
    let all = store::versions_of(tx, indicator).await?;
    let lead = match wanted {
        Wanted::Leading => {
            let id = leading(tx, indicator, &all).await?;
            all.iter().find(|(series, _)| Some(series.id) == id)
        }
        Wanted::AllOf(id) | Wanted::One(id) => all.iter().find(|(series, _)| series.id == id),
    };
    let Some((lead, _)) = lead else { return Ok(None) };
    let same: Vec<&(Series, Uuid)> = all
        .iter()
        .filter(|(series, _)| series.source == lead.source && series.definition == lead.definition)
        .collect();
    let (organisation, versions) = organisations::find_with_versions(tx).await?.ok_or(AppError::NotFound)?;
    let history = structure::history_at(tx, versions).await?;
    let key = Key {
        versions: same.iter().map(|(series, version)| (series.id, *version)).collect(),
        parents: history.parents.mark(),
        minimum: organisation.small_group_minimum,
    };
    if let Some(kept) = tx.memory::<KeptSeries>().find(&key) {
        return Ok(Some(kept));
    }
    let mut observations: Vec<Vec<Observation>> = Vec::with_capacity(same.len());
    for (series, _) in &same {
        observations.push(store::list_observations(tx, series.id).await?);
    }
    let series: Vec<Series> = same.iter().map(|(series, _)| series.clone()).collect();
    let known = store::category_parts_of(tx, indicator).await?;
    let said = series.iter().filter(|series| !series.category.is_empty());
    let said: Vec<CategoryParts> = said.filter_map(|series| known.get(&series.id).copied()).collect();
    let whole = whole_of(&series);
    let made = tokio::task::spawn_blocking(move || {
        let gate = Gate::new(key.minimum);
        let split: Vec<&[Observation]> = observations
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != whole)
            .map(|(_, layer)| layer.as_slice())
            .collect();
        let parts = parted(&said, &split);
        let together = match whole.and_then(|at| observations.get(at)) {
            Some(total) => total.clone(),
            None => added_up(&observations, parts),
        };
        let mut shown = if parts == CategoryParts::People {
            // The layer of all, if there is one, is all of them together.
            let mut of_categories = gate.screen_people(&history.parents, &split, &together);
            let total = of_categories.pop()?;
            let mut layers = of_categories.into_iter();
            let each = (0..observations.len()).map(|at| {
                if Some(at) == whole {
                    Some(total.clone())
                } else {
                    layers.next()
                }
            });
            let mut shown: Vec<Shown> = each.collect::<Option<_>>()?;
            shown.push(total);
            shown
        } else {
            let mut layers: Vec<&[Observation]> = observations.iter().map(Vec::as_slice).collect();
            layers.push(&together);
            gate.screen(&history.parents, &layers)
        };
        let total = shown.pop()?;
        let minimum = key.minimum;
        Some((
            key,
            Screened {
                series,
                layers: shown,
                total,
                minimum,
            },
        ))
    })
    .await
    .map_err(|error| AppError::internal("screening figures", error))?;
    let Some((key, screened)) = made else { return Ok(None) };
    let lead = key.versions.first().map(|(id, _)| *id);
    Ok(Some(tx.memory::<KeptSeries>().keep(key, screened, |known| {
        known.versions.first().map(|(id, _)| *id) == lead
    })))
}

/// The series whose source an indicator is shown by when none is asked for.
async fn leading(tx: &Tx, indicator: IndicatorId, all: &[(Series, Uuid)]) -> Result<Option<SeriesId>, AppError> {
    let key: Vec<(SeriesId, Uuid)> = all.iter().map(|(series, version)| (series.id, *version)).collect();
    if key.len() < 2 {
        return Ok(key.first().map(|(id, _)| *id));
    }
    if let Some(kept) = tx.memory::<KeptLeads>().find(&key) {
        return Ok(*kept);
    }
    let totals = store::totals_of_indicator(tx, indicator).await?;
    let lead = totals
        .iter()
        .max_by_key(|total| (total.units, total.last, total.rows, std::cmp::Reverse(total.series)))
        .map(|total| total.series);
    let first = key.first().copied();
    tx.memory::<KeptLeads>().keep(key, lead, |known| {
        known.first().map(|(id, _)| *id) == first.map(|(id, _)| id)
    });
    Ok(lead)
}

/// The series that holds all categories together: the one without a category, or the only one.
fn whole_of(series: &[Series]) -> Option<usize> {
    let is_only = series.len() == 1;
    series.iter().position(|series| is_only || series.category.is_empty())
}

impl Screened {
    /// The series that holds all categories together, if there is one.
    pub(crate) fn whole(&self) -> Option<&Series> {
        whole_of(&self.series).and_then(|at| self.series.get(at))
    }

    /// The figures of what was asked for.
    pub(crate) fn shown(&self, wanted: Wanted) -> &Shown {
        let of = |id: SeriesId| self.series.iter().position(|series| series.id == id);
        match wanted {
            Wanted::One(id) => of(id).and_then(|at| self.layers.get(at)).unwrap_or(&self.total),
            Wanted::Leading | Wanted::AllOf(_) => &self.total,
        }
    }
}

/// What categories part, as the import said. Where nobody said, they part events only if everywhere each of them is counted on the same
/// people and out of the same: taken for people, small groups are hidden that need not be; taken for events, they would be shown.
fn parted(said: &[CategoryParts], layers: &[&[Observation]]) -> CategoryParts {
    if said.contains(&CategoryParts::People) {
        return CategoryParts::People;
    }
    if !said.is_empty() && said.iter().all(|parts| *parts == CategoryParts::Events) {
        return CategoryParts::Events;
    }
    let mut ground: HashMap<(UnitId, Month), (u32, f64)> = HashMap::new();
    let is_same = layers.iter().flat_map(|layer| layer.iter()).all(|one| {
        let own = (one.people, one.denominator);
        *ground.entry((one.unit, one.month)).or_insert(own) == own
    });
    if is_same {
        CategoryParts::Events
    } else {
        CategoryParts::People
    }
}

/// All categories together. What is counted is added. What it is counted out of, and whom, is added where they part people; where they
/// part events, it is the same in each.
pub(super) fn added_up(layers: &[Vec<Observation>], parts: CategoryParts) -> Vec<Observation> {
    if let [only] = layers {
        return only.clone();
    }
    let mut sums: BTreeMap<(UnitId, Month), Observation> = BTreeMap::new();
    for one in layers.iter().flatten() {
        sums.entry((one.unit, one.month))
            .and_modify(|sum| {
                sum.numerator += one.numerator;
                if parts == CategoryParts::People {
                    sum.denominator += one.denominator;
                    sum.people = sum.people.saturating_add(one.people);
                } else {
                    sum.denominator = sum.denominator.max(one.denominator);
                    sum.people = sum.people.max(one.people);
                }
            })
            .or_insert(*one);
    }
    sums.into_values().collect()
}
