//! Placebo effects in the months before the start.

use std::collections::BTreeMap;

use super::design::{Design, months_between};
use super::{ImputationOptions, with_error};
use crate::staggered::cholesky::Cholesky;
use crate::staggered::counts::count_distinct;
use crate::staggered::estimate::{Estimate, NotEstimable};

/// A lead of which less than this share is left after the effects and the other leads counts as a combination of them.
const COLLINEAR: f64 = 1e-10;

#[derive(Debug, Default)]
pub(super) struct Placebo {
    pub(super) leads: BTreeMap<i64, Estimate>,
    pub(super) left_out: Vec<i64>,
    pub(super) influence: Vec<(i64, Vec<f64>)>,
}

/// A lead's 0/1 column after taking out unit and month effects.
struct LeadColumn {
    since: i64,
    residuals: Vec<Vec<f64>>,
    /// What the effects leave of it: Σ w·residual².
    square: f64,
}

/// On the untreated cells: Y = αᵢ + βₜ + Σₕ γₕ·1(t − startᵢ = h) + error, for the last few untreated h.
///
/// By Frisch and Waugh, γ comes from the columns and the outcome after taking out unit and month effects.
pub(super) fn estimate(design: &Design, options: &ImputationOptions) -> Placebo {
    let last = design.last_untreated();
    let first = last.saturating_sub(i64::try_from(options.leads).unwrap_or(i64::MAX)) + 1;
    // A lead further back than the panel is long has no cell.
    let reach = -months_between(0, design.panel.months());
    let mut placebo = Placebo::default();
    let mut columns: Vec<LeadColumn> = Vec::new();
    for since in (first.max(reach)..=last).rev() {
        match independent_column(design, since, &columns) {
            Some(column) => columns.push(column),
            None => placebo.left_out.push(since),
        }
    }
    let size = columns.len();
    let gram = columns
        .iter()
        .flat_map(|row| {
            columns
                .iter()
                .map(|column| dot(design, &row.residuals, &column.residuals))
        })
        .collect();
    let Some(factor) = Cholesky::new(size, gram, 0.0) else {
        placebo.left_out.extend(columns.iter().map(|column| column.since));
        return placebo;
    };
    let outcome = design.two_way.residuals(&design.fit, &design.values);
    let mut effects: Vec<f64> = columns
        .iter()
        .map(|column| dot(design, &column.residuals, &outcome))
        .collect();
    factor.solve(&mut effects);
    let errors = remove(outcome, &columns, &effects);
    let influence = influence(design, &columns, &factor, &errors);
    for ((column, effect), influence) in columns.iter().zip(effects).zip(influence) {
        let (units, clusters, support) = support(design, column.since);
        let known = support.map(|()| influence.as_slice());
        placebo
            .leads
            .insert(column.since, with_error(effect, known, units, clusters));
        if support.is_ok() {
            placebo.influence.push((column.since, influence));
        }
    }
    placebo
}

/// The column of a lead, unless it has no cell or is a combination of the effects and the columns before it.
fn independent_column(design: &Design, since: i64, before: &[LeadColumn]) -> Option<LeadColumn> {
    let values: Vec<Vec<f64>> = design
        .panel
        .units()
        .iter()
        .zip(design.two_way.cells())
        .map(|(unit, months)| {
            let is_lead = |month: &usize| unit.start.is_some_and(|start| months_between(start, *month) == since);
            months
                .iter()
                .map(|month| if is_lead(month) { 1.0 } else { 0.0 })
                .collect()
        })
        .collect();
    let whole = dot(design, &values, &values);
    let fit = design.two_way.fit(&values);
    let residuals = design.two_way.residuals(&fit, &values);
    let square = dot(design, &residuals, &residuals);
    if whole <= 0.0 || square <= COLLINEAR * whole {
        return None;
    }
    // The part that the columns before it explain, by the same triangle that will solve for the effects.
    let candidate = LeadColumn {
        since,
        residuals,
        square,
    };
    let all: Vec<&LeadColumn> = before.iter().chain([&candidate]).collect();
    let scale = |column: &LeadColumn| column.square.sqrt();
    let correlations = all
        .iter()
        .flat_map(|row| {
            all.iter()
                .map(|column| dot(design, &row.residuals, &column.residuals) / scale(row) / scale(column))
        })
        .collect();
    Cholesky::new(all.len(), correlations, COLLINEAR)?;
    Some(candidate)
}

/// G⁻¹ Σ w·column·error over the cells of each cluster, lead by lead.
fn influence(design: &Design, columns: &[LeadColumn], factor: &Cholesky, errors: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let clusters = design.panel.cluster_count();
    let mut scores = vec![vec![0.0; columns.len()]; clusters];
    let owners = design.two_way.weights().iter().zip(design.panel.clusters());
    for ((unit, (weight, cluster)), errors) in owners.enumerate().zip(errors) {
        let Some(score) = scores.get_mut(*cluster) else {
            continue;
        };
        for (place, column) in score.iter_mut().zip(columns) {
            let residuals = column.residuals.get(unit).into_iter().flatten();
            *place += weight * residuals.zip(errors).map(|(x, error)| x * error).sum::<f64>();
        }
    }
    scores.iter_mut().for_each(|score| factor.solve(score));
    (0..columns.len())
        .map(|lead| scores.iter().filter_map(|score| score.get(lead).copied()).collect())
        .collect()
}

/// The outcome minus effect × column.
fn remove(mut outcome: Vec<Vec<f64>>, columns: &[LeadColumn], effects: &[f64]) -> Vec<Vec<f64>> {
    for (column, effect) in columns.iter().zip(effects) {
        for (unit, residuals) in outcome.iter_mut().zip(&column.residuals) {
            for (value, residual) in unit.iter_mut().zip(residuals) {
                *value -= effect * residual;
            }
        }
    }
    outcome
}

/// Units and clusters with a cell at this lead, and whether there are enough on both sides.
fn support(design: &Design, since: i64) -> (usize, usize, Result<(), NotEstimable>) {
    let comparison = &design.comparison_clusters;
    let (mut clusters, mut found) = (Vec::new(), Vec::new());
    let units = design.panel.units().iter().zip(design.two_way.cells());
    for ((unit, months), cluster) in units.zip(design.panel.clusters()) {
        let Some(start) = unit.start else { continue };
        if let Some(month) = months.iter().find(|month| months_between(start, **month) == since) {
            clusters.push(*cluster);
            found.push((start, *month));
        }
    }
    let (units, clusters) = (found.len(), count_distinct(clusters));
    let lone = found
        .iter()
        .find(|(_, month)| comparison.get(*month).is_none_or(|clusters| *clusters < 2));
    let standing = match (lone, found.first()) {
        (Some((_, month)), _) => Err(NotEstimable::OneComparisonCluster { month: *month }),
        (None, Some((start, _))) if clusters < 2 => Err(NotEstimable::OneTreatedCluster { start: *start }),
        _ => Ok(()),
    };
    (units, clusters, standing)
}

/// Σ w·x·y over the untreated cells.
fn dot(design: &Design, x: &[Vec<f64>], y: &[Vec<f64>]) -> f64 {
    design
        .two_way
        .weights()
        .iter()
        .zip(x.iter().zip(y))
        .map(|(weight, (x, y))| weight * x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>())
        .sum()
}
