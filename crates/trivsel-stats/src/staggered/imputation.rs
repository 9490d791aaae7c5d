//! The imputation estimator of Borusyak, Jaravel & Spiess (2024, Review of Economic Studies 91:3253).
//!
//! Unit and month effects are estimated from the untreated cells alone; they say what the treated cells would have been. An
//! effect is a weighted mean of observed minus imputed outcomes.
//!
//! It leans on *all* untreated months being parallel, and is the more precise for it; [`super::group_time`] leans on the months
//! right before each start only.

mod design;
mod leads;
mod target;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use super::estimate::{Estimate, NotEstimable, standard_error};
use super::multiplier::{self, Bands, Column, Multiplier, MultiplierError};
use super::panel::Panel;
use crate::number::count;
use design::Design;
pub(super) use design::months_between;
use target::Target;

/// What is to be estimated, and how chance is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImputationOptions {
    /// Months before the start in which an effect may already show. They are neither used as untreated nor counted in the
    /// overall effect, but reported by month. Usually 0.
    pub anticipation: usize,
    /// How many months before the start are tested as placebo, counted backwards from the last untreated one. The months
    /// before them are what they are compared with.
    pub leads: usize,
    /// Which treated cells are averaged to find the chance part of an effect.
    pub averaging: Averaging,
}

/// The groups of treated cells whose mean effect is taken to be the systematic part when chance is measured.
///
/// Fine groups take away more that is not chance; all of them make the standard error too large where effects differ within a
/// group. Small groups make it too small: of n alike clusters, 1/n of the variance goes into their average, and with two that is
/// half (BJS 2024, §4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Averaging {
    /// By start and month, as the authors' program does unless told otherwise. Each cohort needs two clusters.
    CohortAndMonth,
    /// By months since the start, cohorts together. Bridges cohorts of one at the price of a longer interval.
    MonthsSinceStart,
    /// All treated cells together.
    All,
}

/// Why nothing could be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImputationError {
    /// No unit has an outcome after its start.
    #[error("there is no treated month with an outcome")]
    NoTreatedCells,
    /// No unit has an outcome before its start.
    #[error("there is no untreated month with an outcome")]
    NoUntreatedCells,
    /// No treated cell has both an own earlier month and an untreated unit in its month (or a chain of these): there is
    /// nothing to compare with. So it is with one unit, and where all start at once.
    #[error("no treated month has anything to be compared with")]
    NothingIdentified,
    /// The equations cannot be solved to working accuracy, because weights lie too far apart.
    #[error("the weights lie too far apart to solve the equations")]
    Unsolvable,
}

/// An effect with two standard errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImputedEffect {
    /// The effect with the conservative standard error of BJS 2024, §4.3: clustered, treated residuals measured from
    /// their group's average (see [`Averaging`]).
    pub estimate: Estimate,
    /// The clustered standard error of Gardner's two-stage estimator (Gardner 2022, arXiv:2207.05943; the same effect): treated
    /// residuals are measured from the effect itself, so that real differences between units count as chance.
    pub two_stage_error: Result<f64, NotEstimable>,
}

/// What could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Treated cells with an outcome, but without anything to be compared with.
    pub cells: usize,
    /// Units among them that have no untreated month.
    pub units_without_earlier_months: Vec<usize>,
    /// Months among them in which no unit is untreated.
    pub months_without_comparison: Vec<usize>,
}

/// What [`impute`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputation {
    /// The weighted mean over all treated cells that could be imputed.
    pub overall: ImputedEffect,
    /// The weighted mean by months since the start: 0 is the first treated month; negative ones are the anticipated months.
    pub by_month: BTreeMap<i64, ImputedEffect>,
    /// Placebo: how much the untreated cells this many months from the start lie off the others (BJS 2024, §4.4), with the
    /// plain clustered standard error. Far from 0 speaks against parallel months; near 0 proves nothing, least of all
    /// with few units.
    pub leads: BTreeMap<i64, Estimate>,
    /// Leads without cells, or that cannot be told apart from the months and the other leads.
    pub leads_left_out: Vec<i64>,
    /// The starts of cohorts that form a single cluster.
    pub lone_cohorts: Vec<usize>,
    /// Treated cells that had to be left out.
    pub left_out: LeftOut,
    /// Untreated cells the imputation rests on.
    pub untreated_cells: usize,
    /// Treated cells in the overall effect.
    pub treated_cells: usize,
    /// The influence of each cluster on each effect by month and on each lead.
    influence: BTreeMap<i64, Vec<f64>>,
}

/// Effects by imputation: overall, by months since the start, and placebo leads.
///
/// 1. αᵢ and βₜ minimise Σ wᵢ(Yᵢₜ − αᵢ − βₜ)² over the untreated cells, exactly.
/// 2. τᵢₜ = Yᵢₜ − αᵢ − βₜ for each treated cell whose αᵢ + βₜ is determined; the others are left out and counted.
/// 3. The effect is Σ aᵢₜτᵢₜ with aᵢₜ ∝ wᵢ, Σ aᵢₜ = 1.
/// 4. Written as a sum over all cells, Σ vᵢₜYᵢₜ, its variance is Σ over clusters of (Σ vᵢₜε̃ᵢₜ)², with ε̃ the residual of untreated
///    cells, and τᵢₜ minus its group's average for treated ones (BJS 2024, §4.3). No small-sample factor.
///
/// An effect whose groups or months hold a single cluster has no standard error but a reason. In a group that has a single
/// cluster only because others miss the month, the average of the wider group (the cohort) stands in.
///
/// # Errors
/// All of [`ImputationError`].
///
/// # Example
///
/// ```
/// use trivsel_stats::staggered::{Averaging, ImputationOptions, Panel, Unit, impute};
///
/// let unit = |level: f64, start: Option<usize>| {
///     let outcome = |month: usize| Some(level + [0.0, 1.0, 3.0, 2.0][month] - if start.is_some_and(|s| month >= s) { 5.0 } else { 0.0 });
///     Unit::new((0..4).map(outcome).collect(), start)
/// };
/// let panel = Panel::new(vec![unit(20.0, None), unit(30.0, None), unit(25.0, Some(2)), unit(22.0, Some(2))])?;
/// let options = ImputationOptions { anticipation: 0, leads: 1, averaging: Averaging::CohortAndMonth };
/// let found = impute(&panel, &options)?;
/// assert!((found.overall.estimate.effect + 5.0).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn impute(panel: &Panel, options: &ImputationOptions) -> Result<Imputation, ImputationError> {
    let design = Design::new(panel, options.anticipation)?;
    let (treated, left_out) = design.imputed_cells();
    let after: Vec<_> = treated.iter().copied().filter(|cell| cell.since >= 0).collect();
    let overall = Target::new(&design, &after).ok_or(ImputationError::NothingIdentified)?;
    let mut by_since: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for cell in treated {
        by_since.entry(cell.since).or_default().push(cell);
    }
    let mut influence = BTreeMap::new();
    let mut by_month = BTreeMap::new();
    for (since, cells) in by_since {
        let Some(target) = Target::new(&design, &cells) else {
            continue;
        };
        let (effect, column) = target.estimate(&design, options.averaging);
        by_month.insert(since, effect);
        influence.extend(column.map(|column| (since, column)));
    }
    let placebo = leads::estimate(&design, options);
    influence.extend(placebo.influence);
    Ok(Imputation {
        overall: overall.estimate(&design, options.averaging).0,
        by_month,
        leads: placebo.leads,
        leads_left_out: placebo.left_out,
        lone_cohorts: panel.counts().lone_cohorts().collect(),
        left_out,
        untreated_cells: design.untreated_cells(),
        treated_cells: after.len(),
        influence,
    })
}

/// Effects over some neighbouring months since the start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventStep {
    /// The first month since the start: 0 is the first treated month, negative ones lie before.
    pub first: i64,
    /// The last month since the start.
    pub last: i64,
    /// The mean of the months' effects (leads before the start), each weighing as many units as it has.
    pub effect: f64,
    /// Its standard error, or why there is none.
    pub standard_error: Result<f64, NotEstimable>,
}

/// The weight v with which each cell enters the overall effect Σ vᵢₜYᵢₜ; 0 for cells that are not used.
pub(crate) fn cell_weights(panel: &Panel, anticipation: usize) -> Result<Vec<Vec<f64>>, ImputationError> {
    let design = Design::new(panel, anticipation)?;
    Ok(target_after_start(&design)?.cell_weights(&design))
}

/// The overall effect alone.
pub(crate) fn overall_effect(panel: &Panel, anticipation: usize) -> Result<f64, ImputationError> {
    let design = Design::new(panel, anticipation)?;
    Ok(target_after_start(&design)?.effect())
}

fn target_after_start(design: &Design) -> Result<Target, ImputationError> {
    let mut treated = design.imputed_cells().0;
    treated.retain(|cell| cell.since >= 0);
    Target::new(design, &treated).ok_or(ImputationError::NothingIdentified)
}

impl Imputation {
    /// The effects by month and the leads, put together in steps of `width` months counted from the start in both directions: months
    /// 0 to `width` − 1, and −1 to −`width`. The last step on either side may hold fewer months.
    ///
    /// A step's influence is the mean of its months' influence, so that what neighbouring months have in common stays in its
    /// standard error. A step with a month that has no standard error has none either.
    pub fn steps(&self, width: NonZeroU32) -> Vec<EventStep> {
        let width = i64::from(width.get());
        let estimates = self
            .leads
            .iter()
            .chain(self.by_month.iter().map(|(since, effect)| (since, &effect.estimate)));
        let mut steps: BTreeMap<i64, Vec<(i64, &Estimate)>> = BTreeMap::new();
        for (since, estimate) in estimates {
            steps
                .entry(since.div_euclid(width))
                .or_default()
                .push((*since, estimate));
        }
        steps.into_values().filter_map(|months| self.step(&months)).collect()
    }

    fn step(&self, months: &[(i64, &Estimate)]) -> Option<EventStep> {
        let total = count(months.iter().map(|(_, estimate)| estimate.treated_units).sum());
        let share = |estimate: &Estimate| count(estimate.treated_units) / total;
        let mut influence: Vec<f64> = Vec::new();
        let mut missing = None;
        for (since, estimate) in months {
            missing = missing.or(estimate.standard_error.err());
            let Some(column) = self.influence.get(since) else {
                continue;
            };
            influence.resize(column.len(), 0.0);
            for (sum, value) in influence.iter_mut().zip(column) {
                *sum += share(estimate) * value;
            }
        }
        Some(EventStep {
            first: months.first()?.0,
            last: months.last()?.0,
            effect: months
                .iter()
                .map(|(_, estimate)| share(estimate) * estimate.effect)
                .sum(),
            standard_error: missing.map_or_else(|| Ok(standard_error(&influence)), Err),
        })
    }

    /// Bands over the effects by month and the leads that hold simultaneously, by the multiplier bootstrap of
    /// [`super::multiplier`] on the influence of each cluster.
    ///
    /// # Errors
    /// All of [`MultiplierError`].
    pub fn bands(&self, options: &Multiplier) -> Result<Bands<i64>, MultiplierError> {
        let effect = |since: &i64| match self.by_month.get(since) {
            Some(found) => Some(found.estimate.effect),
            None => self.leads.get(since).map(|lead| lead.effect),
        };
        let columns = self.influence.iter().filter_map(|(since, influence)| {
            Some(Column {
                key: *since,
                effect: effect(since)?,
                influence,
            })
        });
        multiplier::bands(columns.collect(), options)
    }
}

/// An estimate out of its influence.
fn with_error(
    effect: f64,
    influence: Result<&[f64], NotEstimable>,
    treated_units: usize,
    treated_clusters: usize,
) -> Estimate {
    Estimate {
        effect,
        standard_error: influence.map(standard_error),
        treated_units,
        treated_clusters,
    }
}
