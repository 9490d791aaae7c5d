//! One weighted mean of imputed effects, and the influence of each cluster on it.

use std::collections::BTreeMap;

use super::design::{Design, TreatedCell};
use super::{Averaging, ImputedEffect, with_error};
use crate::number::count;
use crate::staggered::counts::count_distinct;
use crate::staggered::estimate::{NotEstimable, standard_error};
use crate::staggered::two_way::mean_over;

/// The cells of a weighted mean, each with its share.
#[derive(Debug)]
pub(super) struct Target {
    cells: Vec<(TreatedCell, f64)>,
    effect: f64,
}

/// The average effect of a group of treated cells.
struct Average {
    effect: f64,
    clusters: usize,
    start: usize,
}

impl Target {
    /// `None` without cells.
    pub(super) fn new(design: &Design, cells: &[TreatedCell]) -> Option<Self> {
        let weight = |cell: &TreatedCell| design.panel.weights().get(cell.unit).copied().unwrap_or(0.0);
        let total: f64 = cells.iter().map(weight).sum();
        let cells: Vec<_> = cells.iter().map(|cell| (*cell, weight(cell) / total)).collect();
        let effect = cells.iter().map(|(cell, share)| share * cell.effect).sum();
        (!cells.is_empty()).then_some(Self { cells, effect })
    }

    /// The effect with both standard errors, and its influence by cluster where the first of them exists.
    pub(super) fn estimate(&self, design: &Design, averaging: Averaging) -> (ImputedEffect, Option<Vec<f64>>) {
        let units = count_distinct(self.cells.iter().map(|(cell, _)| cell.unit));
        let clusters = count_distinct(self.cells.iter().map(|(cell, _)| cluster_of(design, cell)));
        let comparison = self.check_comparison(design);
        let untreated = self.untreated_influence(design);
        let conservative = comparison
            .and_then(|()| self.systematic_effects(design, averaging))
            .map(|expected| self.influence(design, &untreated, &expected));
        let alone = self.cells.first().filter(|_| clusters < 2);
        let two_stage_error = match (comparison, alone) {
            (Err(reason), _) => Err(reason),
            (Ok(()), Some((cell, _))) => Err(NotEstimable::OneTreatedCluster { start: cell.start }),
            (Ok(()), None) => {
                let expected = vec![self.effect; self.cells.len()];
                Ok(standard_error(&self.influence(design, &untreated, &expected)))
            }
        };
        let influence = conservative.as_ref().map(Vec::as_slice).map_err(|reason| *reason);
        let found = ImputedEffect {
            estimate: with_error(self.effect, influence, units, clusters),
            two_stage_error,
        };
        (found, conservative.ok())
    }

    pub(super) fn effect(&self) -> f64 {
        self.effect
    }

    /// The weight of each cell of the panel in the effect: its share where it is treated, and for untreated cells what
    /// imputation gives them.
    pub(super) fn cell_weights(&self, design: &Design) -> Vec<Vec<f64>> {
        let mut weights = vec![vec![0.0; design.panel.months()]; design.panel.units().len()];
        let by_month = design.two_way.month_weights(&self.places());
        let mut totals = vec![0.0; weights.len()];
        for (cell, share) in &self.cells {
            totals.get_mut(cell.unit).into_iter().for_each(|total| *total += share);
            let place = weights.get_mut(cell.unit).and_then(|unit| unit.get_mut(cell.month));
            place.into_iter().for_each(|place| *place = *share);
        }
        let units = design.two_way.cells().iter().zip(design.two_way.weights()).zip(totals);
        for (place, ((months, weight), total)) in weights.iter_mut().zip(units) {
            let middle = mean_over(months, &by_month);
            for month in months {
                let month_part = by_month.get(*month).copied().unwrap_or(0.0) - middle;
                let value = -weight * month_part - total / count(months.len());
                place.get_mut(*month).into_iter().for_each(|place| *place = value);
            }
        }
        weights
    }

    fn places(&self) -> Vec<(usize, usize, f64)> {
        let place = |(cell, share): &(TreatedCell, f64)| (cell.unit, cell.month, *share);
        self.cells.iter().map(place).collect()
    }

    /// Two clusters at least must be untreated in each month that is used.
    fn check_comparison(&self, design: &Design) -> Result<(), NotEstimable> {
        let clusters = &design.comparison_clusters;
        let is_lone = |month: usize| clusters.get(month).is_none_or(|clusters| *clusters < 2);
        match self
            .cells
            .iter()
            .map(|(cell, _)| cell.month)
            .find(|month| is_lone(*month))
        {
            Some(month) => Err(NotEstimable::OneComparisonCluster { month }),
            None => Ok(()),
        }
    }

    /// Σ vᵢₜε̂ᵢₜ over the untreated cells of each cluster.
    ///
    /// Of v only the month part matters: what is the same in all cells of a unit meets residuals that sum to 0.
    fn untreated_influence(&self, design: &Design) -> Vec<f64> {
        let by_month = design.two_way.month_weights(&self.places());
        let mut influence = vec![0.0; design.panel.cluster_count()];
        let units = design.two_way.cells().iter().zip(&design.values);
        let owners = design.two_way.weights().iter().zip(design.panel.clusters());
        for (unit, ((months, values), (weight, cluster))) in units.zip(owners).enumerate() {
            let middle = mean_over(months, &by_month);
            let sum: f64 = months
                .iter()
                .zip(values)
                .map(|(month, value)| {
                    let month_weight = by_month.get(*month).copied().unwrap_or(0.0) - middle;
                    month_weight * design.fit.residual(unit, *month, *value)
                })
                .sum();
            influence
                .get_mut(*cluster)
                .into_iter()
                .for_each(|place| *place -= weight * sum);
        }
        influence
    }

    /// Adds Σ vᵢₜ(τᵢₜ − expected) over the treated cells of each cluster.
    fn influence(&self, design: &Design, untreated: &[f64], expected: &[f64]) -> Vec<f64> {
        let mut influence = untreated.to_vec();
        for ((cell, share), expected) in self.cells.iter().zip(expected) {
            let place = influence.get_mut(cluster_of(design, cell));
            place
                .into_iter()
                .for_each(|place| *place += share * (cell.effect - expected));
        }
        influence
    }

    /// The average effect of each cell's group: the fine one, or the wider one where the fine one has a single cluster.
    fn systematic_effects(&self, design: &Design, averaging: Averaging) -> Result<Vec<f64>, NotEstimable> {
        let fine = |cell: &TreatedCell| match averaging {
            Averaging::CohortAndMonth => (cell.start, cell.since),
            Averaging::MonthsSinceStart => (0, cell.since),
            Averaging::All => (0, 0),
        };
        let wide = |cell: &TreatedCell| match averaging {
            Averaging::CohortAndMonth => (cell.start, 0),
            Averaging::MonthsSinceStart | Averaging::All => (0, 0),
        };
        let (by_fine, by_wide) = (self.averages(design, fine), self.averages(design, wide));
        self.cells
            .iter()
            .map(|(cell, _)| {
                let enough = |average: &&Average| average.clusters >= 2;
                let found = by_fine.get(&fine(cell)).filter(enough);
                let wider = by_wide.get(&wide(cell));
                match found.or(wider.filter(enough)) {
                    Some(average) => Ok(average.effect),
                    None => Err(NotEstimable::OneTreatedCluster {
                        start: wider.map_or(cell.start, |average| average.start),
                    }),
                }
            })
            .collect()
    }

    /// BJS 2024, §4.3, with clusters in the place of units as in the authors' program: for a group, with A the sum of the shares and B the sum of
    /// shares × effects in each cluster, the average is ΣAB / ΣA².
    fn averages<K: Ord + Copy>(&self, design: &Design, key: impl Fn(&TreatedCell) -> K) -> BTreeMap<K, Average> {
        let mut sums: BTreeMap<(K, usize), (f64, f64, usize)> = BTreeMap::new();
        for (cell, share) in &self.cells {
            let place = sums
                .entry((key(cell), cluster_of(design, cell)))
                .or_insert((0.0, 0.0, cell.start));
            place.0 += share;
            place.1 += share * cell.effect;
        }
        let mut groups: BTreeMap<K, (f64, f64, usize, usize)> = BTreeMap::new();
        for ((group, _), (shares, effects, start)) in sums {
            let place = groups.entry(group).or_insert((0.0, 0.0, 0, start));
            place.0 += shares * effects;
            place.1 += shares * shares;
            place.2 += 1;
        }
        let average = |(products, squares, clusters, start)| Average {
            effect: products / squares,
            clusters,
            start,
        };
        groups.into_iter().map(|(group, sums)| (group, average(sums))).collect()
    }
}

fn cluster_of(design: &Design, cell: &TreatedCell) -> usize {
    design
        .panel
        .clusters()
        .get(cell.unit)
        .copied()
        .unwrap_or(design.panel.cluster_count())
}
