//! Unit and month effects by weighted least squares on a chosen set of cells, solved exactly.
//!
//! The model is Y = α(unit) + β(month) + error on the chosen cells. The unit effects are eliminated by hand, which leaves one
//! equation a month (the Schur complement)
//!
//! S = Σᵢ wᵢ (diag(oᵢ) − oᵢoᵢ′/nᵢ),
//!
//! with oᵢ the 0/1 pattern of the months in which unit i has a chosen cell, nᵢ their number and wᵢ its weight. S is the
//! Laplacian of a graph between months: one month of each connected part is set to 0, and the rest is positive definite.
//! There is no iteration, and so no tolerance at which it might stop too early.

use std::collections::BTreeMap;

use super::cholesky::Cholesky;
use crate::number::count;
use crate::summary::mean;

/// A pivot below this share of its diagonal would mean that a connected part is not connected; only weights a billion times
/// apart come near.
const SINGULAR: f64 = 1e-13;

/// The chosen cells with everything that does not depend on the outcome.
#[derive(Debug, Clone)]
pub(super) struct TwoWay {
    weights: Vec<f64>,
    /// The months of each unit's chosen cells, in order.
    cells: Vec<Vec<usize>>,
    /// The connected part that a month belongs to, named by its first month; `None` for a month without cells.
    parts: Vec<Option<usize>>,
    factor: Cholesky,
}

/// What [`TwoWay::fit`] found.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// One effect a month. Only differences within a connected part have a meaning.
    months: Vec<f64>,
    /// The mean outcome of each unit's chosen cells, and the mean of the month effects there.
    units: Vec<(f64, f64)>,
}

impl TwoWay {
    /// `None` where the equations cannot be solved to working accuracy.
    pub(super) fn new(months: usize, weights: Vec<f64>, cells: Vec<Vec<usize>>) -> Option<Self> {
        let parts = connect(months, &cells);
        // Units with the same months enter together.
        let mut patterns: BTreeMap<&[usize], f64> = BTreeMap::new();
        for (pattern, weight) in cells.iter().zip(&weights) {
            *patterns.entry(pattern).or_default() += weight;
        }
        let is_grounded = |month: usize| parts[month].is_none_or(|part| part == month);
        let mut schur = vec![0.0; months * months];
        for (pattern, weight) in patterns {
            let share = weight / count(pattern.len());
            for (place, row) in pattern.iter().enumerate().filter(|(_, row)| !is_grounded(**row)) {
                let line = &mut schur[row * months..(row + 1) * months];
                line[*row] += weight;
                for column in pattern[..=place].iter().filter(|column| !is_grounded(**column)) {
                    line[*column] -= share;
                }
            }
        }
        for month in (0..months).filter(|month| is_grounded(*month)) {
            schur[month * months + month] = 1.0;
        }
        let factor = Cholesky::new(months, schur, SINGULAR)?;
        Some(Self {
            weights,
            cells,
            parts,
            factor,
        })
    }

    /// How many month effects are determined beside one effect a unit: one fewer than months in each connected part.
    pub(super) fn month_effects(&self) -> usize {
        let is_later = |(month, part): &(usize, &Option<usize>)| part.is_some_and(|part| part != *month);
        self.parts.iter().enumerate().filter(is_later).count()
    }

    /// The months of each unit's chosen cells.
    pub(super) fn cells(&self) -> &[Vec<usize>] {
        &self.cells
    }

    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Whether the sum of the effects of this unit and this month is determined.
    pub(super) fn is_identified(&self, unit: usize, month: usize) -> bool {
        let Some(first) = self.cells[unit].first() else {
            return false;
        };
        self.parts[month].is_some() && self.parts[month] == self.parts[*first]
    }

    /// The least-squares effects for `values`, given cell by cell in the order of [`Self::cells`].
    pub(super) fn fit(&self, values: &[Vec<f64>]) -> Fit {
        let means: Vec<f64> = values.iter().map(|values| mean(values).unwrap_or(0.0)).collect();
        let mut months = vec![0.0; self.parts.len()];
        for (((cells, values), weight), mean) in self.cells.iter().zip(values).zip(&self.weights).zip(&means) {
            for (month, value) in cells.iter().zip(values) {
                months[*month] += weight * (value - mean);
            }
        }
        self.solve(&mut months);
        let units = means
            .into_iter()
            .zip(&self.cells)
            .map(|(mean, cells)| (mean, mean_over(cells, &months)))
            .collect();
        Fit { months, units }
    }

    /// What is left of `values` after the effects, cell by cell.
    pub(super) fn residuals(&self, fit: &Fit, values: &[Vec<f64>]) -> Vec<Vec<f64>> {
        self.cells
            .iter()
            .zip(values)
            .enumerate()
            .map(|(unit, (cells, values))| {
                cells
                    .iter()
                    .zip(values)
                    .map(|(month, value)| fit.residual(unit, *month, *value))
                    .collect()
            })
            .collect()
    }

    /// The month part μ of the weights with which the fitted value of a target depends on the chosen cells.
    ///
    /// The target is Σ a(i, t)·(αᵢ + βₜ); `targets` lists the a as (unit, month, a). The chosen cell (i, t) then enters the
    /// fitted target with weight wᵢ(μₜ − μ̄ᵢ) + cᵢ/nᵢ, cᵢ = Σₜ a(i, t) and μ̄ᵢ the mean of μ over the unit's chosen cells.
    pub(super) fn month_weights(&self, targets: &[(usize, usize, f64)]) -> Vec<f64> {
        let mut months = vec![0.0; self.parts.len()];
        let mut units = vec![0.0; self.cells.len()];
        for (unit, month, a) in targets {
            months[*month] += a;
            units[*unit] += a;
        }
        for (cells, total) in self.cells.iter().zip(units).filter(|(_, total)| *total != 0.0) {
            for month in cells {
                months[*month] -= total / count(cells.len());
            }
        }
        self.solve(&mut months);
        months
    }

    fn solve(&self, months: &mut [f64]) {
        for (month, part) in self.parts.iter().enumerate() {
            if part.is_none_or(|part| part == month) {
                months[month] = 0.0;
            }
        }
        self.factor.solve(months);
    }
}

impl Fit {
    /// `value` minus the effects of `unit` and `month`. Without meaning where they are not identified.
    pub(super) fn residual(&self, unit: usize, month: usize, value: f64) -> f64 {
        let (mean, mean_of_months) = self.units[unit];
        (value - mean) - (self.months[month] - mean_of_months)
    }
}

/// The mean of the `months` at `cells`; 0 without cells.
pub(super) fn mean_over(cells: &[usize], months: &[f64]) -> f64 {
    if cells.is_empty() {
        return 0.0;
    }
    cells.iter().map(|month| months[*month]).sum::<f64>() / count(cells.len())
}

/// The first month of the connected part of each month. Two months are connected where a unit has cells in both.
fn connect(months: usize, cells: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut parts: Vec<Option<usize>> = vec![None; months];
    for unit in cells {
        let touched: Vec<usize> = unit.iter().map(|month| parts[*month].unwrap_or(*month)).collect();
        let Some(first) = touched.iter().min().copied() else {
            continue;
        };
        for (month, part) in parts.iter_mut().enumerate() {
            if part.is_some_and(|part| touched.contains(&part)) || unit.contains(&month) {
                *part = Some(first);
            }
        }
    }
    parts
}
