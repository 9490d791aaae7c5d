//! Which cells are untreated, and what they say about the treated ones.

use super::{ImputationError, LeftOut};
use crate::staggered::counts::count_distinct;
use crate::staggered::panel::Panel;
use crate::staggered::two_way::{Fit, TwoWay};

/// A treated or anticipated cell with its imputed effect.
#[derive(Debug, Clone, Copy)]
pub(in crate::staggered) struct TreatedCell {
    pub(in crate::staggered) unit: usize,
    pub(in crate::staggered) month: usize,
    pub(in crate::staggered) start: usize,
    /// Months since the start.
    pub(in crate::staggered) since: i64,
    /// Observed minus imputed.
    pub(in crate::staggered) effect: f64,
}

/// The fit on the untreated cells.
#[derive(Debug)]
pub(in crate::staggered) struct Design<'a> {
    pub(in crate::staggered) panel: &'a Panel,
    pub(in crate::staggered) two_way: TwoWay,
    /// The outcomes of the untreated cells, as `two_way` lists them.
    pub(in crate::staggered) values: Vec<Vec<f64>>,
    pub(in crate::staggered) fit: Fit,
    /// How many clusters have an untreated cell in each month.
    pub(in crate::staggered) comparison_clusters: Vec<usize>,
    anticipation: usize,
}

impl<'a> Design<'a> {
    pub(in crate::staggered) fn new(panel: &'a Panel, anticipation: usize) -> Result<Self, ImputationError> {
        let is_treated = |unit: &crate::staggered::Unit| {
            let start = unit.start.unwrap_or(panel.months());
            unit.outcomes.iter().skip(start).flatten().next().is_some()
        };
        if !panel.units().iter().any(is_treated) {
            return Err(ImputationError::NoTreatedCells);
        }
        let mut cells = Vec::with_capacity(panel.units().len());
        let mut values = Vec::with_capacity(panel.units().len());
        for unit in panel.units() {
            let end = unit
                .start
                .map_or(panel.months(), |start| start.saturating_sub(anticipation));
            let untreated = unit.outcomes.iter().enumerate().take(end);
            let present = untreated.filter_map(|(month, outcome)| Some((month, (*outcome)?)));
            let (months, outcomes): (Vec<usize>, Vec<f64>) = present.unzip();
            cells.push(months);
            values.push(outcomes);
        }
        if cells.iter().all(Vec::is_empty) {
            return Err(ImputationError::NoUntreatedCells);
        }
        let comparison_clusters = comparison_clusters(panel, &cells);
        let two_way =
            TwoWay::new(panel.months(), panel.weights().to_vec(), cells).ok_or(ImputationError::Unsolvable)?;
        let fit = two_way.fit(&values);
        Ok(Self {
            panel,
            two_way,
            values,
            fit,
            comparison_clusters,
            anticipation,
        })
    }

    pub(in crate::staggered) fn untreated_cells(&self) -> usize {
        self.values.iter().map(Vec::len).sum()
    }

    /// The last untreated month, counted from the start: -1 without anticipation.
    pub(in crate::staggered) fn last_untreated(&self) -> i64 {
        -1 - i64::try_from(self.anticipation).unwrap_or(i64::MAX - 1)
    }

    /// All treated and anticipated cells that can be imputed, and the treated ones that cannot.
    pub(in crate::staggered) fn imputed_cells(&self) -> (Vec<TreatedCell>, LeftOut) {
        let mut imputed = Vec::new();
        let mut left_out = LeftOut::default();
        let (chosen, comparison) = (self.two_way.cells(), &self.comparison_clusters);
        for (unit, (given, earlier)) in self.panel.units().iter().zip(chosen).enumerate() {
            let Some(start) = given.start else { continue };
            let from = start.saturating_sub(self.anticipation);
            for (month, outcome) in given.outcomes.iter().enumerate().skip(from) {
                let Some(outcome) = *outcome else { continue };
                let since = months_between(start, month);
                if self.two_way.is_identified(unit, month) {
                    let effect = self.fit.residual(unit, month, outcome);
                    imputed.push(TreatedCell {
                        unit,
                        month,
                        start,
                        since,
                        effect,
                    });
                } else if since >= 0 {
                    left_out.cells += 1;
                    if earlier.is_empty() {
                        left_out.units_without_earlier_months.push(unit);
                    }
                    if comparison.get(month).is_none_or(|clusters| *clusters == 0) {
                        left_out.months_without_comparison.push(month);
                    }
                }
            }
        }
        left_out.units_without_earlier_months.dedup();
        left_out.months_without_comparison.sort_unstable();
        left_out.months_without_comparison.dedup();
        (imputed, left_out)
    }
}

fn comparison_clusters(panel: &Panel, cells: &[Vec<usize>]) -> Vec<usize> {
    let mut clusters: Vec<Vec<usize>> = vec![Vec::new(); panel.months()];
    for (months, cluster) in cells.iter().zip(panel.clusters()) {
        for month in months {
            clusters
                .get_mut(*month)
                .into_iter()
                .for_each(|list| list.push(*cluster));
        }
    }
    clusters.into_iter().map(count_distinct).collect()
}

/// `month` − `start`. A panel has fewer months than i64 has numbers.
pub(in crate::staggered) fn months_between(start: usize, month: usize) -> i64 {
    let number = |month| i64::try_from(month).unwrap_or(i64::MAX);
    number(month) - number(start)
}
