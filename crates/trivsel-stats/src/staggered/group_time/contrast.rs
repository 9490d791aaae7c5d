//! One cohort in one month against its comparison units.

use std::ops::Range;

use super::{Base, Comparison, GroupTimeEffect, GroupTimeOptions};
use crate::staggered::counts::count_distinct;
use crate::staggered::estimate::{Estimate, NotEstimable, standard_error};
use crate::staggered::panel::{Panel, Unit};
use crate::summary::mean;

/// What an effect needs to be averaged with others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contrast {
    /// By cluster, on the scale of the effect.
    pub(super) influence: Vec<f64>,
    pub(super) treated_units: Vec<usize>,
    pub(super) treated_clusters: Vec<usize>,
}

/// A unit's change since the base.
struct Change {
    unit: usize,
    cluster: usize,
    weight: f64,
    change: f64,
}

/// All months of the cohort that have a base and units on both sides; the others are counted in `left_out`.
pub(super) fn of_cohort(
    panel: &Panel,
    options: &GroupTimeOptions,
    start: usize,
    left_out: &mut usize,
) -> Vec<(Contrast, GroupTimeEffect)> {
    let length = options.base_months.get();
    let first_affected = start - options.anticipation;
    let fixed = first_affected - length..first_affected;
    let fixed_means = base_means(panel, &fixed);
    let mut found = Vec::new();
    for month in 0..panel.months() {
        let varies = options.base == Base::Varying && month < first_affected;
        if varies && month < length {
            continue;
        }
        let varying;
        let (base, means) = if varies {
            let base = month - length..month;
            varying = base_means(panel, &base);
            (base, &varying)
        } else {
            (fixed.clone(), &fixed_means)
        };
        match contrast(panel, options, start, month, &base, means) {
            Some(contrast) => found.push(contrast),
            None => *left_out += 1,
        }
    }
    found
}

fn contrast(
    panel: &Panel,
    options: &GroupTimeOptions,
    start: usize,
    month: usize,
    base: &Range<usize>,
    means: &[Option<f64>],
) -> Option<(Contrast, GroupTimeEffect)> {
    // The comparison must be untreated in the later one of the month and the base.
    let untreated_until = month.max(base.end - 1).saturating_add(options.anticipation);
    let is_comparison = |unit: &Unit| match (options.comparison, unit.start) {
        (_, None) => true,
        (Comparison::NeverTreated, Some(_)) => false,
        (Comparison::NotYetTreated, Some(other)) => other > untreated_until && other != start,
    };
    let treated = changes(panel, month, means, |unit| unit.start == Some(start));
    let comparison = changes(panel, month, means, is_comparison);
    let mut influence = vec![0.0; panel.cluster_count()];
    let effect = mean_change(&treated, 1.0, &mut influence)? - mean_change(&comparison, -1.0, &mut influence)?;
    let clusters = |changes: &[Change]| count_distinct(changes.iter().map(|change| change.cluster));
    let standard_error = if *base == (month..month + 1) {
        Err(NotEstimable::Reference)
    } else if clusters(&treated) < 2 {
        Err(NotEstimable::OneTreatedCluster { start })
    } else if clusters(&comparison) < 2 {
        Err(NotEstimable::OneComparisonCluster { month })
    } else {
        Ok(standard_error(&influence))
    };
    let found = GroupTimeEffect {
        start,
        month,
        estimate: Estimate {
            effect,
            standard_error,
            treated_units: treated.len(),
            treated_clusters: clusters(&treated),
        },
        comparison_units: comparison.len(),
        is_in_base: base.contains(&month),
    };
    let contrast = Contrast {
        influence,
        treated_units: treated.iter().map(|change| change.unit).collect(),
        treated_clusters: treated.iter().map(|change| change.cluster).collect(),
    };
    Some((contrast, found))
}

/// Each unit's mean over the base months; `None` where one of them is missing.
fn base_means(panel: &Panel, base: &Range<usize>) -> Vec<Option<f64>> {
    panel
        .units()
        .iter()
        .map(|unit| {
            let outcomes: Option<Vec<f64>> = unit.outcomes.get(base.clone())?.iter().copied().collect();
            mean(&outcomes?).ok()
        })
        .collect()
}

fn changes(panel: &Panel, month: usize, means: &[Option<f64>], is_wanted: impl Fn(&Unit) -> bool) -> Vec<Change> {
    let owners = panel.weights().iter().zip(panel.clusters());
    let units = panel.units().iter().zip(means).zip(owners).enumerate();
    units
        .filter(|(_, ((unit, _), _))| is_wanted(unit))
        .filter_map(|(index, ((unit, base), (weight, cluster)))| {
            Some(Change {
                unit: index,
                cluster: *cluster,
                weight: *weight,
                change: unit.outcomes.get(month).copied().flatten()? - (*base)?,
            })
        })
        .collect()
}

/// The weighted mean change, with each unit's influence on it added to its cluster, times `sign`.
fn mean_change(changes: &[Change], sign: f64, influence: &mut [f64]) -> Option<f64> {
    let total: f64 = changes.iter().map(|change| change.weight).sum();
    let sum: f64 = changes.iter().map(|change| change.weight * change.change).sum();
    let mean = sum / total;
    for change in changes {
        if let Some(place) = influence.get_mut(change.cluster) {
            *place += sign * change.weight * (change.change - mean) / total;
        }
    }
    (!changes.is_empty()).then_some(mean)
}
