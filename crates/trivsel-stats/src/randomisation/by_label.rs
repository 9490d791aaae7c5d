//! Panels without gaps and with equal weights: the cell weights of a start label are the same whichever unit has it, so a deal
//! costs one addition a unit.

use super::assignments::Assignments;
use super::inversion::Deal;
use super::{Deals, RandomisationError, RandomisedImputation};
use crate::staggered::imputation::cell_weights;
use crate::staggered::{Panel, Unit};
use crate::summary::mean;

/// The cell weights of each label.
#[derive(Debug)]
pub(super) struct ByLabel {
    labels: Vec<(Option<usize>, Vec<f64>)>,
    months: usize,
}

impl ByLabel {
    pub(super) fn new(panel: &Panel, anticipation: usize) -> Result<Self, RandomisationError> {
        let weights = cell_weights(panel, anticipation).map_err(RandomisationError::Imputation)?;
        let mut labels: Vec<(Option<usize>, Vec<f64>)> = panel.starts().zip(weights).collect();
        labels.sort_by_key(|(label, _)| *label);
        labels.dedup_by_key(|(label, _)| *label);
        Ok(Self {
            labels,
            months: panel.months(),
        })
    }

    /// Each deal as it comes out of the assignments.
    pub(super) fn deal(&self, panel: &Panel, assignments: &Assignments) -> Vec<Option<Deal>> {
        let table: Vec<Vec<Deal>> = panel
            .units()
            .iter()
            .map(|unit| {
                let outcomes: Vec<f64> = unit.outcomes.iter().flatten().copied().collect();
                self.contributions(&outcomes, unit.start)
            })
            .collect();
        let mut deals = Vec::new();
        assignments.visit(&mut |starts| deals.push(Some(sum(&table, &self.places(starts)))));
        deals
    }

    /// What a unit with these outcomes that really began at `start` adds to the effect under each label.
    fn contributions(&self, outcomes: &[f64], start: Option<usize>) -> Vec<Deal> {
        // The weights of a unit sum to 0; without its mean, rounding has less to work on.
        let middle = mean(outcomes).unwrap_or(0.0);
        let start = start.unwrap_or(self.months);
        let add = |weights: &Vec<f64>| Deal {
            outcome: weights.iter().zip(outcomes).map(|(v, y)| v * (y - middle)).sum(),
            treatment: weights.iter().skip(start).sum(),
        };
        self.labels.iter().map(|(_, weights)| add(weights)).collect()
    }

    /// Where in the list of labels each unit's label stands.
    fn places(&self, starts: &[Option<usize>]) -> Vec<usize> {
        let place = |label: &Option<usize>| self.labels.binary_search_by_key(label, |(label, _)| *label).ok();
        starts.iter().filter_map(place).collect()
    }
}

fn sum(table: &[Vec<Deal>], places: &[usize]) -> Deal {
    let parts = table.iter().zip(places).filter_map(|(row, place)| row.get(*place));
    parts.fold(Deal::default(), |sum, part| Deal {
        outcome: sum.outcome + part.outcome,
        treatment: sum.treatment + part.treatment,
    })
}

/// The randomisation of starts that are planned: everything that does not depend on the outcomes, for many outcomes to come.
#[derive(Debug)]
pub(crate) struct PlannedRandomisation {
    by_label: ByLabel,
    assignments: Assignments,
    starts: Vec<Option<usize>>,
    /// The places of the labels in each deal.
    deals: Vec<Vec<usize>>,
}

impl PlannedRandomisation {
    /// For units followed over `months` months without gaps, with equal weights.
    pub(crate) fn new(
        starts: &[Option<usize>],
        months: usize,
        strata: Option<&[usize]>,
        deals: &Deals,
    ) -> Result<Self, RandomisationError> {
        let units = starts.iter().map(|start| Unit::new(vec![Some(0.0); months], *start));
        let panel = Panel::new(units.collect()).map_err(RandomisationError::Strata)?;
        let assignments = Assignments::new(&panel, strata, deals)?;
        let by_label = ByLabel::new(&panel, 0)?;
        let mut dealt = Vec::new();
        assignments.visit(&mut |starts| dealt.push(by_label.places(starts)));
        Ok(Self {
            by_label,
            assignments,
            starts: starts.to_vec(),
            deals: dealt,
        })
    }

    /// The randomisation distribution on these outcomes, unit by unit in the order of the starts.
    pub(crate) fn on(&self, outcomes: &[Vec<f64>]) -> RandomisedImputation {
        let table: Vec<Vec<Deal>> = outcomes
            .iter()
            .zip(&self.starts)
            .map(|(outcomes, start)| self.by_label.contributions(outcomes, *start))
            .collect();
        let sizes = outcomes.iter().flatten().map(|outcome| outcome.abs());
        RandomisedImputation {
            effect: sum(&table, &self.by_label.places(&self.starts)).outcome,
            assignments: self.assignments.clone(),
            deals: self.deals.iter().map(|places| Some(sum(&table, places))).collect(),
            largest_outcome: sizes.fold(0.0, f64::max),
        }
    }
}
