//! Group-time effects of Callaway & Sant'Anna (2021, J Econometrics 225:200), without covariates.
//!
//! For the units that start in month g (the cohort) and for each month t, the mean change since a base before g, minus the mean
//! change of units that are untreated in both:
//!
//! ATT(g, t) = E[Y(t) − Y(base) | G = g] − E[Y(t) − Y(base) | comparison]
//!
//! Everything rests on the base months. With a single one, as in other programs, chance in that month goes into every effect of
//! the cohort: on monthly data the standard errors are several times those of [`super::imputation`]. A base of 3, 6 or
//! 12 months is therefore an option of its own.

mod aggregation;
mod contrast;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use super::estimate::Estimate;
use super::multiplier::{self, Bands, Column, Multiplier, MultiplierError};
use super::panel::Panel;
pub use aggregation::{Aggregate, Aggregation};
use contrast::Contrast;

/// Which units a cohort is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Those that do not start within the panel.
    NeverTreated,
    /// These, and those that start after the month in question (and after the base, and after the anticipation of both).
    NotYetTreated,
}

/// What the months *before* the start are compared with. From the start on it is always the last months before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The months right before the month in question: each effect before the start is a change from month to month. Right for
    /// asking whether there was an early reaction.
    Varying,
    /// The same months before the start as for the months after it: right for a picture of the path by month.
    Universal,
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupTimeOptions {
    /// The comparison units.
    pub comparison: Comparison,
    /// The base of the months before the start.
    pub base: Base,
    /// How many months the base is averaged over. With 1 this is the estimator of the paper. A unit enters only where it has an
    /// outcome in all base months.
    pub base_months: NonZeroUsize,
    /// Months before the start in which an effect may already show: the base ends before them. Usually 0.
    pub anticipation: usize,
}

/// Why there are no group-time effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupTimeError {
    /// No unit starts within the panel.
    #[error("no unit starts within the panel")]
    NoTreatedUnits,
    /// All units start, and only units that never start were to be compared with.
    #[error("there is no unit that never starts")]
    NoNeverTreatedUnits,
    /// No cohort has enough months before its start for the base.
    #[error("no start has {needed} months before it")]
    NoBase {
        /// Months needed: the base and the anticipation.
        needed: usize,
    },
    /// No cohort has, in any month from its start on, an outcome and units to compare with. So it is with one unit, and where all start
    /// at once.
    #[error("no treated month has anything to be compared with")]
    NothingIdentified,
}

/// The effect in one cohort and month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupTimeEffect {
    /// The cohort's first treated month.
    pub start: usize,
    /// The month.
    pub month: usize,
    /// The effect. Before the start it is a placebo.
    pub estimate: Estimate,
    /// Units compared with.
    pub comparison_units: usize,
    /// Whether the month is itself part of the base, so that it is partly compared with itself.
    pub is_in_base: bool,
}

/// What [`group_time_effects`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupTime {
    /// In order of start and month.
    pub effects: Vec<GroupTimeEffect>,
    /// The starts of cohorts that form a single cluster.
    pub lone_cohorts: Vec<usize>,
    /// The starts of cohorts without enough months before.
    pub cohorts_without_base: Vec<usize>,
    /// Pairs of cohort and month, the former not counted, without treated or without comparison units.
    pub cells_left_out: usize,
    /// One for each effect.
    contrasts: Vec<Contrast>,
    /// For each cohort, the weight in each cluster of its units that are part of an effect from the start on. A unit that came too late
    /// or closed too early is in no effect, so it weighs nothing in a mean of effects.
    weights_after: BTreeMap<usize, Vec<f64>>,
    /// The same of the effects before the start.
    weights_before: BTreeMap<usize, Vec<f64>>,
}

/// ATT(g, t) for each cohort g and month t, with standard errors from the influence function.
///
/// The influence of unit i is wᵢ(Δᵢ − m)/W for the cohort and −wᵢ(Δᵢ − m)/W for the comparison units, Δᵢ = Yᵢₜ − base, m their weighted
/// mean and W the sum of their weights; it is summed by cluster, and the standard error is √Σψ². This is √(mean ψ²/n) of the
/// paper and of R's `did`, without any n/(n − 1).
///
/// Months before the start are all computed that have a base. A month that *is* the universal base of one month has effect 0
/// and [`super::NotEstimable::Reference`].
///
/// # Errors
/// All of [`GroupTimeError`].
///
/// # Example
///
/// ```
/// use std::num::NonZeroUsize;
/// use trivsel_stats::staggered::{Aggregation, Base, Comparison, GroupTimeOptions, Panel, Unit, group_time_effects};
///
/// let unit = |outcomes: [f64; 4], start| Unit::new(outcomes.map(Some).to_vec(), start);
/// let panel = Panel::new(vec![
///     unit([1.0, 2.0, 3.0, 4.0], None),
///     unit([2.0, 3.0, 4.0, 5.0], None),
///     unit([5.0, 6.0, 6.0, 7.0], Some(2)),
///     unit([7.0, 8.0, 8.0, 9.0], Some(2)),
/// ])?;
/// let options = GroupTimeOptions {
///     comparison: Comparison::NeverTreated,
///     base: Base::Varying,
///     base_months: NonZeroUsize::MIN,
///     anticipation: 0,
/// };
/// let found = group_time_effects(&panel, &options)?;
/// assert_eq!(found.aggregate(Aggregation::Simple).overall.effect, -1.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group_time_effects(panel: &Panel, options: &GroupTimeOptions) -> Result<GroupTime, GroupTimeError> {
    let counts = panel.counts();
    if counts.cohorts.is_empty() {
        return Err(GroupTimeError::NoTreatedUnits);
    }
    if options.comparison == Comparison::NeverTreated && counts.never_treated_units == 0 {
        return Err(GroupTimeError::NoNeverTreatedUnits);
    }
    let needed = options.base_months.get().saturating_add(options.anticipation);
    let (with_base, without): (Vec<usize>, Vec<usize>) = counts
        .cohorts
        .iter()
        .map(|cohort| cohort.start)
        .partition(|start| *start >= needed);
    if with_base.is_empty() {
        return Err(GroupTimeError::NoBase { needed });
    }
    let mut found = GroupTime {
        effects: Vec::new(),
        lone_cohorts: counts.lone_cohorts().collect(),
        cohorts_without_base: without,
        cells_left_out: 0,
        contrasts: Vec::new(),
        weights_after: BTreeMap::new(),
        weights_before: BTreeMap::new(),
    };
    for start in with_base {
        for (contrast, effect) in contrast::of_cohort(panel, options, start, &mut found.cells_left_out) {
            found.effects.push(effect);
            found.contrasts.push(contrast);
        }
    }
    if found.effects.iter().all(|effect| effect.month < effect.start) {
        return Err(GroupTimeError::NothingIdentified);
    }
    found.weights_after = found.weights_by_cohort(panel, |effect| effect.month >= effect.start);
    found.weights_before = found.weights_by_cohort(panel, |effect| effect.month < effect.start);
    Ok(found)
}

impl GroupTime {
    /// Means of the effects, by one of four rules.
    #[must_use]
    pub fn aggregate(&self, aggregation: Aggregation) -> Aggregate {
        aggregation::aggregate(self, aggregation)
    }

    /// The weight of each cohort's units that are part of one of the wanted effects, by cluster.
    fn weights_by_cohort(
        &self,
        panel: &Panel,
        is_wanted: impl Fn(&GroupTimeEffect) -> bool,
    ) -> BTreeMap<usize, Vec<f64>> {
        let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (effect, contrast) in self.effects.iter().zip(&self.contrasts) {
            if is_wanted(effect) {
                members.entry(effect.start).or_default().extend(&contrast.treated_units);
            }
        }
        let weight_of = |units: BTreeSet<usize>| {
            let mut by_cluster = vec![0.0; panel.cluster_count()];
            let owners = panel.weights().iter().zip(panel.clusters()).enumerate();
            for (_, (weight, cluster)) in owners.filter(|(unit, _)| units.contains(unit)) {
                by_cluster
                    .get_mut(*cluster)
                    .into_iter()
                    .for_each(|sum: &mut f64| *sum += weight);
            }
            by_cluster
        };
        members
            .into_iter()
            .map(|(start, units)| (start, weight_of(units)))
            .collect()
    }

    /// Bands over all group-time effects, keyed by start and month, that hold simultaneously ([`super::multiplier`]).
    ///
    /// # Errors
    /// All of [`MultiplierError`].
    pub fn bands(&self, options: &Multiplier) -> Result<Bands<(usize, usize)>, MultiplierError> {
        let known = self.effects.iter().zip(&self.contrasts);
        let columns = known
            .filter(|(effect, _)| effect.estimate.standard_error.is_ok())
            .map(|(effect, contrast)| Column {
                key: (effect.start, effect.month),
                effect: effect.estimate.effect,
                influence: &contrast.influence,
            });
        multiplier::bands(columns.collect(), options)
    }
}
