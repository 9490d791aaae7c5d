//! Which comparisons the static regression is made of (Goodman-Bacon 2021, theorem 1).

use std::collections::BTreeMap;
use std::ops::Range;

use super::StaticError;
use crate::number::count;
use crate::staggered::panel::Panel;

/// What a pair of cohorts is compared over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PairKind {
    /// With units that never start. Sound.
    WithNeverTreated,
    /// With units that start later, over the months before they do. Sound.
    WithLater,
    /// With units that had **already** started, as if these were untreated: changes of their effect are subtracted. Unsound.
    WithEarlier,
}

/// One of the differences of differences that the static regression averages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairContrast {
    /// The start whose effect is asked for.
    pub start: usize,
    /// The start of those compared with; `None` for those that never start.
    pub comparison: Option<usize>,
    /// What they are compared over.
    pub kind: PairKind,
    /// The difference of differences of mean outcomes.
    pub effect: f64,
    /// Its share in δ. All shares together are 1.
    pub share: f64,
}

/// A cohort's share of the units, share of months treated, and mean outcome by month.
struct CohortPath {
    start: Option<usize>,
    units: f64,
    treated: f64,
    means: Vec<f64>,
}

/// δ of [`super::static_contrast()`] taken apart: Σ share · effect = δ.
///
/// Holds for panels without gaps and with equal weights only. What is to be shown is the sum of the shares of
/// [`PairKind::WithEarlier`], and how far these effects lie from the others.
///
/// # Errors
/// [`StaticError::NoTreatedCells`], [`StaticError::Uneven`], and [`StaticError::NotIdentified`] where there is no pair to compare.
pub fn list_pair_contrasts(panel: &Panel) -> Result<Vec<PairContrast>, StaticError> {
    if !panel.is_even() {
        return Err(StaticError::Uneven);
    }
    let months = panel.months();
    let cohorts = list_paths(panel);
    if cohorts.iter().all(|cohort| cohort.start.is_none()) {
        return Err(StaticError::NoTreatedCells);
    }
    let mut pairs = Vec::new();
    for early in &cohorts {
        let Some(from) = early.start else { continue };
        for late in &cohorts {
            let between = early.units * late.units;
            let (d_early, d_late) = (early.treated, late.treated);
            match late.start {
                None => pairs.push(PairContrast {
                    start: from,
                    comparison: None,
                    kind: PairKind::WithNeverTreated,
                    effect: difference(early, late, 0..from, from..months),
                    share: between * d_early * (1.0 - d_early),
                }),
                Some(to) if to > from => {
                    pairs.push(PairContrast {
                        start: from,
                        comparison: Some(to),
                        kind: PairKind::WithLater,
                        effect: difference(early, late, 0..from, from..to),
                        share: between * (d_early - d_late) * (1.0 - d_early),
                    });
                    pairs.push(PairContrast {
                        start: to,
                        comparison: Some(from),
                        kind: PairKind::WithEarlier,
                        effect: difference(late, early, from..to, to..months),
                        share: between * d_late * (d_early - d_late),
                    });
                }
                Some(_) => {}
            }
        }
    }
    // A cohort that is treated throughout has no months before.
    pairs.retain(|pair| pair.share > 0.0);
    let total: f64 = pairs.iter().map(|pair| pair.share).sum();
    if pairs.is_empty() {
        return Err(StaticError::NotIdentified);
    }
    pairs.iter_mut().for_each(|pair| pair.share /= total);
    pairs.sort_by_key(|pair| (pair.kind, pair.start, pair.comparison));
    Ok(pairs)
}

fn list_paths(panel: &Panel) -> Vec<CohortPath> {
    let mut sums: BTreeMap<Option<usize>, (usize, Vec<f64>)> = BTreeMap::new();
    for unit in panel.units() {
        let (units, sum) = sums.entry(unit.start).or_insert_with(|| (0, vec![0.0; panel.months()]));
        *units += 1;
        for (sum, outcome) in sum.iter_mut().zip(unit.outcomes.iter().flatten()) {
            *sum += outcome;
        }
    }
    sums.into_iter()
        .map(|(start, (units, sum))| CohortPath {
            start,
            units: count(units),
            treated: start.map_or(0.0, |start| count(panel.months() - start) / count(panel.months())),
            means: sum.into_iter().map(|sum| sum / count(units)).collect(),
        })
        .collect()
}

/// The change of `one` from `before` to `after` minus that of `other`. 0 where one of the stretches is empty; the share then is too.
fn difference(one: &CohortPath, other: &CohortPath, before: Range<usize>, after: Range<usize>) -> f64 {
    let mean = |path: &CohortPath, months: &Range<usize>| {
        let values = path.means.get(months.clone()).unwrap_or_default();
        values.iter().sum::<f64>() / count(values.len().max(1))
    };
    (mean(one, &after) - mean(one, &before)) - (mean(other, &after) - mean(other, &before))
}
