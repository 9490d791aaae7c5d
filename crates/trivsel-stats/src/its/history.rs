//! A series before anything changed, and futures drawn from it.

use rand::Rng;

use super::design::{Design, Term, World};
use super::error::{ItsError, Side};
use super::fit::{Fit, fit_months};
use super::law::Law;
use super::months::Months;
use super::plan::{Data, MINIMUM_SIDE, Plan};
use super::resampling::Resampler;
use crate::number::count;
use crate::summary::Ratio;

/// A year: where the exposure of a month to come is taken from.
const YEAR: usize = 12;

/// A fitted history with room for a future.
#[derive(Debug)]
pub(crate) struct History {
    length: usize,
    resampler: Resampler,
    /// Month by month, history and future: exposure, and events expected without a change. `None` where the history
    /// has no month.
    expected: Vec<Option<Ratio>>,
}

impl History {
    /// Fits `plan` without its change to all of `series` and looks `follow_up` months ahead, after the transition.
    pub(crate) fn fit(series: &[Option<Ratio>], plan: &Plan, follow_up: usize, block: usize) -> Result<Self, ItsError> {
        let length = series.len();
        let ahead = plan.transition + follow_up;
        let mut longer: Vec<Option<Ratio>> = series.to_vec();
        longer.resize(length + ahead.max(1), None);
        let mut plan = plan.clone();
        plan.start = length;
        let data = Data::Single(&longer);
        let design = Design::of(&plan, data).without_change();
        let months = Months::read(data, &plan)?;
        if months.usable.before < MINIMUM_SIDE {
            return Err(ItsError::TooFewMonths {
                side: Side::Before,
                found: months.usable.before,
                needed: MINIMUM_SIDE,
            });
        }
        let fit = fit_months(months, length, design, Law::Poisson)?;
        let mut exposures: Vec<Option<f64>> = longer.iter().map(|ratio| exposure(*ratio)).collect();
        let usual = mean(exposures.iter().flatten());
        for month in length..exposures.len() {
            let a_year_before = month.checked_sub(YEAR).and_then(|before| *exposures.get(before)?);
            if let Some(place) = exposures.get_mut(month) {
                *place = Some(a_year_before.unwrap_or(usual));
            }
        }
        let expected = (0..)
            .zip(exposures)
            .map(|(position, exposure)| {
                exposure.map(|exposure| Ratio {
                    numerator: exposure * rate(&fit, position),
                    denominator: exposure,
                })
            })
            .collect();
        Ok(Self {
            length,
            resampler: Resampler::new(&fit, block),
            expected,
        })
    }

    /// Months of the history: the position of the first month to come.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// One residual for each month of history and future.
    pub(crate) fn draw(&self, rng: &mut dyn Rng) -> Vec<f64> {
        self.resampler.draw(self.expected.len(), rng)
    }

    /// History and future with these residuals, the rate of the future multiplied by `factor`.
    pub(crate) fn future(&self, residuals: &[f64], factor: f64) -> Vec<Option<Ratio>> {
        let months = self.expected.iter().zip(residuals).enumerate();
        months
            .map(|(position, (expected, residual))| {
                expected.map(|expected| {
                    let times = if position < self.length { 1.0 } else { factor };
                    let mean = expected.numerator * times;
                    Ratio {
                        numerator: (mean + mean.sqrt() * residual).max(0.0),
                        denominator: expected.denominator,
                    }
                })
            })
            .collect()
    }
}

/// The fitted rate of a month, without the trend: at the level that the history ends on.
fn rate(fit: &Fit, position: usize) -> f64 {
    let predictor: f64 = fit
        .design
        .terms
        .iter()
        .zip(fit.own_coefficients())
        .filter(|(term, _)| **term != Term::Trend)
        .map(|(term, coefficient)| coefficient * fit.design.value(*term, position, World::Unchanged))
        .sum();
    libm::exp(predictor)
}

fn exposure(ratio: Option<Ratio>) -> Option<f64> {
    ratio.map(|ratio| ratio.denominator).filter(|exposure| *exposure > 0.0)
}

fn mean<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    sum / count(n.max(1))
}
