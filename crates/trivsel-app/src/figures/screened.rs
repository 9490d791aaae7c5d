//! A series behind the gate: loaded once for each state of the data, kept in memory while it stays the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use trivsel_domain::figure::{Gate, Shown};
use trivsel_domain::id::{IndicatorId, SeriesId, UnitId};
use trivsel_domain::indicator::{Observation, Series};
use trivsel_domain::month::Month;
use trivsel_store::figures as store;
use trivsel_store::{Tx, organisations};
use uuid::Uuid;

use crate::AppError;
use crate::kept::Kept;
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

static KEPT_LEADS: Kept<Vec<(SeriesId, Uuid)>, Option<SeriesId>> = Kept::new(4 * KEPT);
static KEPT_SERIES: Kept<Key, Screened> = Kept::new(KEPT);

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
    if let Some(kept) = KEPT_SERIES.find(&key) {
        return Ok(Some(kept));
    }
    let mut observations: Vec<Vec<Observation>> = Vec::with_capacity(same.len());
    for (series, _) in &same {
        observations.push(store::list_observations(tx, series.id).await?);
    }
    let series: Vec<Series> = same.iter().map(|(series, _)| series.clone()).collect();
    let whole = whole_of(&series);
    let made = tokio::task::spawn_blocking(move || {
        let gate = Gate::new(key.minimum);
        let together = match whole.and_then(|at| observations.get(at)) {
            Some(total) => total.clone(),
            None => added_up(&observations),
        };
        let mut layers: Vec<&[Observation]> = observations.iter().map(Vec::as_slice).collect();
        layers.push(&together);
        let mut shown = gate.screen(&history.parents, &layers);
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
    Ok(Some(KEPT_SERIES.keep(key, screened, |known| {
        known.versions.first().map(|(id, _)| *id) == lead
    })))
}

/// The series whose source an indicator is shown by when none is asked for.
async fn leading(tx: &Tx, indicator: IndicatorId, all: &[(Series, Uuid)]) -> Result<Option<SeriesId>, AppError> {
    let key: Vec<(SeriesId, Uuid)> = all.iter().map(|(series, version)| (series.id, *version)).collect();
    if key.len() < 2 {
        return Ok(key.first().map(|(id, _)| *id));
    }
    if let Some(kept) = KEPT_LEADS.find(&key) {
        return Ok(*kept);
    }
    let totals = store::totals_of_indicator(tx, indicator).await?;
    let lead = totals
        .iter()
        .max_by_key(|total| (total.units, total.last, total.rows, std::cmp::Reverse(total.series)))
        .map(|total| total.series);
    let first = key.first().copied();
    KEPT_LEADS.keep(key, lead, |known| {
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

/// All categories together: what is counted is added; what it is counted out of, and whom, is the same people in each.
fn added_up(layers: &[Vec<Observation>]) -> Vec<Observation> {
    if let [only] = layers {
        return only.clone();
    }
    let mut sums: BTreeMap<(UnitId, Month), Observation> = BTreeMap::new();
    for one in layers.iter().flatten() {
        sums.entry((one.unit, one.month))
            .and_modify(|sum| {
                sum.numerator += one.numerator;
                sum.denominator = sum.denominator.max(one.denominator);
                sum.people = sum.people.max(one.people);
            })
            .or_insert(*one);
    }
    sums.into_values().collect()
}
