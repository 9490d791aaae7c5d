//! Linear programs. What comes back is a proposal in floating point: whoever uses it checks it in whole numbers.

use good_lp::solvers::microlp::microlp;
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, constraint, variable};
use num_traits::ToPrimitive;

/// A program: make the cost as small as can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    bounds: Vec<(f64, f64)>,
    costs: Vec<f64>,
    rows: Vec<Row>,
}

/// A sum of terms, each a variable with its factor, that must lie within bounds.
#[derive(Clone, Debug)]
struct Row {
    terms: Vec<(usize, f64)>,
    low: f64,
    high: f64,
}

/// A whole number as the solver wants it.
pub(crate) fn real(value: i64) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

impl Program {
    /// A variable with its bounds and cost; its number.
    pub(crate) fn variable(&mut self, low: f64, high: f64, cost: f64) -> usize {
        self.bounds.push((low, high));
        self.costs.push(cost);
        self.bounds.len() - 1
    }

    /// The sum of the terms must lie from `low` to `high`.
    pub(crate) fn row(&mut self, terms: Vec<(usize, f64)>, low: f64, high: f64) {
        self.rows.push(Row { terms, low, high });
    }

    /// The values of the variables; none when there are no such values, or the solver fails.
    pub(crate) fn solve(&self) -> Option<Vec<f64>> {
        let mut problem = ProblemVariables::new();
        let variables: Vec<_> = self
            .bounds
            .iter()
            .map(|(low, high)| problem.add(variable().min(*low).max(*high)))
            .collect();
        let mut cost = Expression::with_capacity(self.costs.len());
        for (variable, factor) in variables.iter().zip(&self.costs).filter(|(_, factor)| **factor != 0.0) {
            cost.add_mul(*factor, *variable);
        }
        let mut model = problem.minimise(cost).using(microlp);
        for Row { terms, low, high } in &self.rows {
            let sum = || -> Expression {
                let mut sum = Expression::with_capacity(terms.len());
                for (variable, factor) in terms {
                    if let Some(variable) = variables.get(*variable) {
                        sum.add_mul(*factor, *variable);
                    }
                }
                sum
            };
            if low == high {
                model.add_constraint(constraint!(sum() == *low));
                continue;
            }
            if low.is_finite() {
                model.add_constraint(constraint!(sum() >= *low));
            }
            if high.is_finite() {
                model.add_constraint(constraint!(sum() <= *high));
            }
        }
        let solution = model.solve().ok()?;
        let values: Vec<f64> = variables.iter().map(|variable| solution.value(*variable)).collect();
        values.iter().all(|value| value.is_finite()).then_some(values)
    }
}

/// How far a value may be from a whole number to be taken for it.
const NEAR: f64 = 1e-6;

/// The values times the smallest number up to six that makes all of them whole, with that number.
pub(crate) fn made_whole(values: &[f64]) -> Option<(Vec<i64>, i64)> {
    (1..=6_i64).find_map(|times| {
        let whole: Option<Vec<i64>> = values
            .iter()
            .map(|value| {
                let value = value * real(times);
                let near = value.round();
                ((value - near).abs() <= NEAR).then(|| near.to_i64()).flatten()
            })
            .collect();
        Some((whole?, times))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_small_program_is_solved_and_an_impossible_one_is_not() {
        let mut program = Program::default();
        let (x, y) = (program.variable(0.0, 4.0, -1.0), program.variable(0.0, 4.0, -2.0));
        program.row(vec![(x, 1.0), (y, 1.0)], f64::NEG_INFINITY, 5.0);
        assert_eq!(program.solve().unwrap(), [1.0, 4.0]);
        program.row(vec![(x, 1.0)], 9.0, 9.0);
        assert_eq!(program.solve(), None);
    }

    #[test]
    fn halves_and_thirds_are_made_whole_and_others_are_not() {
        assert_eq!(made_whole(&[0.5, 1.0 / 3.0]), Some((vec![3, 2], 6)));
        assert_eq!(made_whole(&[1.0, -2.0]), Some((vec![1, -2], 1)));
        assert_eq!(made_whole(&[0.37]), None);
    }
}
