//! The months as they are fitted, and as they would have been without the change.

use super::covariance::dot;
use super::design::World;
use super::fit::Fit;
use super::months::Month;

impl Fit {
    pub(super) fn is_after(&self, month: &Month) -> bool {
        month.is_used && month.position >= self.start
    }

    /// The fitted and the unchanged mean of a month.
    pub(super) fn means_of(&self, month: &Month, coefficients: &[f64]) -> (f64, f64) {
        let predictor = self.design.predict(month.position, coefficients, World::Changed);
        let unchanged = self.design.predict(month.position, coefficients, World::Unchanged);
        let with = self.law.mean(predictor + month.offset, month.total);
        (with, with * libm::exp(unchanged - predictor))
    }

    /// The fitted and the unchanged mean of a month, and the gradients of their logarithms.
    pub(super) fn worlds(&self, month: &Month, coefficients: &[f64]) -> Worlds {
        let changed = self.design.row(month.position, World::Changed);
        let unchanged = self.design.row(month.position, World::Unchanged);
        let predictor = dot(&changed, coefficients);
        let with = self.law.mean(predictor + month.offset, month.total);
        let elasticity = self.law.elasticity(with, month.total);
        let with_gradient: Vec<f64> = changed.iter().map(|x| elasticity * x).collect();
        // What did not happen takes the change's terms off the logarithm of what did.
        let without_gradient = with_gradient
            .iter()
            .zip(changed.iter().zip(&unchanged))
            .map(|(g, (x, x0))| g + x0 - x)
            .collect();
        Worlds {
            with,
            without: with * libm::exp(dot(&unchanged, coefficients) - predictor),
            with_gradient,
            without_gradient,
        }
    }
}

/// A month as it is fitted, and as it would have been.
#[derive(Debug)]
pub(super) struct Worlds {
    pub(super) with: f64,
    pub(super) without: f64,
    pub(super) with_gradient: Vec<f64>,
    pub(super) without_gradient: Vec<f64>,
}

/// Sums over the used months from the start on, with their gradients.
#[derive(Debug)]
pub(super) struct Totals {
    pub(super) with: f64,
    pub(super) without: f64,
    pub(super) with_gradient: Vec<f64>,
    pub(super) without_gradient: Vec<f64>,
}

impl Totals {
    pub(super) fn of(fit: &Fit, coefficients: &[f64]) -> Self {
        let mut totals = Self {
            with: 0.0,
            without: 0.0,
            with_gradient: vec![0.0; coefficients.len()],
            without_gradient: vec![0.0; coefficients.len()],
        };
        for month in fit.months_after() {
            let worlds = fit.worlds(month, coefficients);
            totals.with += worlds.with;
            totals.without += worlds.without;
            for (sum, g) in totals.with_gradient.iter_mut().zip(&worlds.with_gradient) {
                *sum += worlds.with * g;
            }
            for (sum, g) in totals.without_gradient.iter_mut().zip(&worlds.without_gradient) {
                *sum += worlds.without * g;
            }
        }
        totals
    }
}
