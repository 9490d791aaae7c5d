//! How many units, clusters, cohorts and cells a panel has.

use std::collections::BTreeMap;

use super::panel::{Panel, Unit};

/// How many units, clusters and cells a panel has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// All units.
    pub units: usize,
    /// All clusters.
    pub clusters: usize,
    /// Units that start within the panel.
    pub treated_units: usize,
    /// Clusters with such a unit.
    pub treated_clusters: usize,
    /// Units that do not start.
    pub never_treated_units: usize,
    /// Clusters with such a unit.
    pub never_treated_clusters: usize,
    /// Those that start in the same month, in order of the month.
    pub cohorts: Vec<Cohort>,
    /// Units × months.
    pub cells: usize,
    /// Cells without an outcome.
    pub missing_cells: usize,
}

impl Counts {
    /// The starts of the cohorts that form a single cluster.
    pub fn lone_cohorts(&self) -> impl Iterator<Item = usize> + '_ {
        let lone = self.cohorts.iter().filter(|cohort| cohort.clusters < 2);
        lone.map(|cohort| cohort.start)
    }
}

/// The units that start in the same month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cohort {
    /// The first treated month.
    pub start: usize,
    /// Its units.
    pub units: usize,
    /// Its clusters. With one, nothing can be said about chance from this cohort alone.
    pub clusters: usize,
}

impl Panel {
    /// How many there are of everything. What is too few is for the caller to decide.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut cohorts: BTreeMap<Option<usize>, (usize, Vec<usize>)> = BTreeMap::new();
        for (unit, cluster) in self.units().iter().zip(self.clusters()) {
            let (units, clusters) = cohorts.entry(unit.start).or_default();
            *units += 1;
            clusters.push(*cluster);
        }
        let (never_treated_units, never_treated) = cohorts.remove(&None).unwrap_or_default();
        let missing = |unit: &Unit| unit.outcomes.iter().filter(|outcome| outcome.is_none()).count();
        Counts {
            units: self.units().len(),
            clusters: self.cluster_count(),
            treated_units: self.units().len() - never_treated_units,
            treated_clusters: count_distinct(cohorts.values().flat_map(|(_, clusters)| clusters.iter().copied())),
            never_treated_units,
            never_treated_clusters: count_distinct(never_treated),
            cohorts: cohorts
                .into_iter()
                .filter_map(|(start, (units, clusters))| {
                    let clusters = count_distinct(clusters);
                    Some(Cohort {
                        start: start?,
                        units,
                        clusters,
                    })
                })
                .collect(),
            cells: self.units().len() * self.months(),
            missing_cells: self.units().iter().map(missing).sum(),
        }
    }
}

/// How many different numbers there are.
pub(crate) fn count_distinct(numbers: impl IntoIterator<Item = usize>) -> usize {
    let mut numbers: Vec<usize> = numbers.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}
