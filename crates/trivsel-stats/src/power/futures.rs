//! Futures of a series, with and without a comparison beside it.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::simulated::{EffectFound, Judge, Simulation};
use crate::its::{Data, Errors, Estimate, Handling, History, ItsError, Plan, Ratio, fit, fit_autoregressive};
use crate::number::count;

/// Futures of a series, drawn once and asked many times, so that the answers can be compared: more is found of a larger effect.
#[derive(Debug)]
pub struct Futures {
    series: History,
    comparison: Option<History>,
    /// For each future the residuals of the series, and of its comparison where it has one.
    residuals: Vec<(Vec<f64>, Vec<f64>)>,
    plan: Plan,
    judge: Judge,
    confidence: f64,
}

impl Futures {
    /// Draws the futures. Of `simulation` the effects are not used.
    ///
    /// The model of `plan` without its change is fitted to the history. History and future are then drawn anew: the
    /// fitted season, disruption and level at the start, *without* the trend, which nobody can extend and which the
    /// analysis estimates in any case; Pearson residuals of the history in circular blocks; in the future the exposure of
    /// the same month a year before. A series with a comparison and the comparison draw the same months, so that what hit both
    /// in the history hits both in the future.
    ///
    /// # Errors
    /// [`ItsError::NothingToSimulate`], [`ItsError::Draws`], [`ItsError::Confidence`], and those of [`fit`] on the history.
    pub fn draw(history: Data<'_>, plan: &Plan, simulation: &Simulation, rng: &mut dyn Rng) -> Result<Self, ItsError> {
        check(simulation)?;
        let longest = simulation.follow_ups.iter().copied().max().unwrap_or(0);
        let fitted = |series: &[Option<Ratio>], plan: &Plan| History::fit(series, plan, longest, simulation.block);
        let (series, comparison) = match history {
            Data::Single(series) => (fitted(series, plan)?, None),
            Data::Controlled { series, comparison } => {
                // A disruption that a comparison carries stays in both, each drawn with the other.
                let mut alone = plan.clone();
                alone.disruption = alone
                    .disruption
                    .filter(|disruption| disruption.handling != Handling::Comparison);
                (fitted(series, &alone)?, Some(fitted(comparison, &alone)?))
            }
        };
        let residuals = (0..simulation.draws)
            .map(|_| match &comparison {
                None => (series.draw(rng), Vec::new()),
                Some(comparison) => {
                    let seed = rng.next_u64();
                    let same = || ChaCha8Rng::seed_from_u64(seed);
                    (series.draw(&mut same()), comparison.draw(&mut same()))
                }
            })
            .collect();
        let mut plan = plan.clone();
        plan.start = series.length();
        Ok(Self {
            series,
            comparison,
            residuals,
            plan,
            judge: simulation.judge,
            confidence: simulation.confidence,
        })
    }

    /// How a relative change of the rate by `effect` (−0.2 for a fall by 20 %) fares after `months` months, the longest follow-up
    /// asked for at most. The same residuals serve all effects and lengths.
    ///
    /// # Errors
    /// [`ItsError::Effect`].
    pub fn found(&self, effect: f64, months: usize) -> Result<EffectFound, ItsError> {
        check_effects(&[effect])?;
        Ok(self.tally(effect, months).summary(effect))
    }

    /// Is the change found in the right direction with probability `power` or more? As [`Futures::found`] would say, but stops
    /// as soon as the remaining futures cannot change the answer.
    ///
    /// # Errors
    /// [`ItsError::Effect`].
    pub fn is_found(&self, effect: f64, months: usize, power: f64) -> Result<bool, ItsError> {
        check_effects(&[effect])?;
        let all = self.residuals.len();
        let is_enough = |right: usize| count(right) >= power * count(all);
        let (mut right, mut left) = (0, all);
        for residuals in &self.residuals {
            let found = self.analyse(residuals, effect, months);
            left -= 1;
            right += usize::from(matches!(found, Ok(Some(estimate)) if estimate * effect > 0.0));
            if is_enough(right) || !is_enough(right + left) {
                break;
            }
        }
        Ok(is_enough(right))
    }

    pub(super) fn tally(&self, effect: f64, months: usize) -> Tally {
        let mut tally = Tally::default();
        for residuals in &self.residuals {
            tally.add(libm::log(1.0 + effect), &self.analyse(residuals, effect, months));
        }
        tally
    }

    /// One future with the change in it, analysed.
    fn analyse(
        &self,
        (residuals, beside): &(Vec<f64>, Vec<f64>),
        effect: f64,
        months: usize,
    ) -> Result<Option<f64>, ItsError> {
        let length = self.plan.start + self.plan.transition + months;
        let mut series = self.series.future(residuals, 1.0 + effect);
        series.truncate(length);
        let Some(comparison) = &self.comparison else {
            return self.judge(Data::Single(&series));
        };
        let mut comparison = comparison.future(beside, 1.0);
        comparison.truncate(length);
        self.judge(Data::Controlled {
            series: &series,
            comparison: &comparison,
        })
    }

    /// The estimate, where it is found to differ from no change; `None` where it is not.
    fn judge(&self, data: Data<'_>) -> Result<Option<f64>, ItsError> {
        let found = |estimate: Estimate| -> Result<Option<f64>, ItsError> {
            let interval = estimate.interval(self.confidence)?;
            Ok(interval.excludes(0.0).then_some(estimate.value))
        };
        let by_model = |errors: Errors| found(fit(data, &self.plan)?.effect(errors).log_rate_ratio);
        let by_autoregression = || found(fit_autoregressive(data, &self.plan)?.effect.log_rate_ratio);
        match self.judge {
            Judge::Model => by_model(Errors::Model),
            Judge::Hac => by_model(Errors::Hac),
            Judge::Autoregressive => by_autoregression(),
            Judge::ModelAndAutoregressive => {
                // The autoregression takes ten times as long, and is not needed where the model finds nothing.
                let Some(model) = by_model(Errors::Model)? else {
                    return Ok(None);
                };
                Ok(by_autoregression()?
                    .filter(|second| model * second > 0.0)
                    .map(|_| model))
            }
        }
    }
}

fn check(simulation: &Simulation) -> Result<(), ItsError> {
    let Simulation { draws, block, .. } = *simulation;
    if simulation.follow_ups.is_empty() {
        return Err(ItsError::NothingToSimulate);
    }
    if draws < 2 || block == 0 {
        return Err(ItsError::Draws { draws, block });
    }
    if !(simulation.confidence > 0.0 && simulation.confidence < 1.0) {
        return Err(ItsError::Confidence {
            confidence: simulation.confidence,
        });
    }
    Ok(())
}

pub(super) fn check_effects(effects: &[f64]) -> Result<(), ItsError> {
    if effects.is_empty() {
        return Err(ItsError::NothingToSimulate);
    }
    let is_possible = |effect: &&f64| effect.is_finite() && **effect > -1.0 && **effect != 0.0;
    match effects.iter().find(|effect| !is_possible(effect)) {
        Some(effect) => Err(ItsError::Effect { effect: *effect }),
        None => Ok(()),
    }
}

/// What became of the draws of one effect.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    draws: usize,
    pub(super) right: usize,
    pub(super) wrong: usize,
    pub(super) failed: usize,
    pub(super) refusal: Option<ItsError>,
    /// Sum of |log estimate| / |log truth| where a change was found.
    times_too_large: f64,
}

impl Tally {
    fn add(&mut self, truth: f64, outcome: &Result<Option<f64>, ItsError>) {
        self.draws += 1;
        match outcome {
            Err(error) => {
                self.failed += 1;
                self.refusal.get_or_insert(*error);
            }
            Ok(None) => {}
            Ok(Some(estimate)) => {
                if estimate * truth < 0.0 {
                    self.wrong += 1;
                } else {
                    self.right += 1;
                }
                if truth != 0.0 {
                    self.times_too_large += (estimate / truth).abs();
                }
            }
        }
    }

    pub(super) fn share(&self, part: usize) -> f64 {
        count(part) / count(self.draws.max(1))
    }

    pub(super) fn summary(&self, effect: f64) -> EffectFound {
        let found = self.right + self.wrong;
        EffectFound {
            effect,
            power: self.share(self.right),
            wrong_direction: self.share(self.wrong),
            exaggeration: (found > 0).then(|| self.times_too_large / count(found)),
        }
    }
}
