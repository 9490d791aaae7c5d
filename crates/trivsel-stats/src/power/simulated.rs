//! What a series could show, by drawing its future from its own history.

use rand::Rng;

use crate::its::{Data, Errors, Estimate, History, ItsError, Plan, Ratio, fit, fit_autoregressive};
use crate::number::count;

/// By which interval a drawn change counts as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Judge {
    /// That of the segmented quasi-Poisson regression.
    #[default]
    Model,
    /// The same with errors robust to autocorrelation.
    Hac,
    /// That of the autoregression on the log rate.
    Autoregressive,
    /// Both that of the model and that of the autoregression: nothing is found on which they disagree.
    ModelAndAutoregressive,
}

/// What is simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// Relative changes of the rate to be put in: −0.2 for a fall by 20 %. Above −1, not 0.
    pub effects: Vec<f64>,
    /// Lengths of follow-up in months, counted after the transition.
    pub follow_ups: Vec<usize>,
    /// Futures drawn; 200 to 500. The standard error of a power of 80 % is then 2.8 to 1.8 points.
    pub draws: usize,
    /// Consecutive months whose residuals are drawn together.
    pub block: usize,
    /// Confidence of the interval that is to exclude "no change".
    pub confidence: f64,
    /// Which interval it is.
    pub judge: Judge,
}

impl Default for Simulation {
    /// Falls by 5 to 40 % in steps of 5, followed up for 6, 12, 18 and 24 months; 300 draws in blocks of 6; 95 %; the
    /// model's interval.
    fn default() -> Self {
        Self {
            effects: [-0.05, -0.10, -0.15, -0.20, -0.25, -0.30, -0.35, -0.40].to_vec(),
            follow_ups: [6, 12, 18, 24].to_vec(),
            draws: 300,
            block: 6,
            confidence: 0.95,
            judge: Judge::Model,
        }
    }
}

/// What the simulation found, for each length of follow-up in the order asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Power {
    /// One entry a length.
    pub follow_ups: Vec<FollowUp>,
}

/// What is found after so many months.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// Months after the transition.
    pub months: usize,
    /// The share of futures *without* any change in which one is found all the same. It should be 1 − confidence;
    /// where it is more, the powers beside it flatter.
    pub false_alarms: f64,
    /// One entry an effect, in the order asked for.
    pub effects: Vec<EffectFound>,
    /// Drawn series that could not be analysed; they count as not found.
    pub failed: usize,
    /// Why the first of them could not.
    pub refusal: Option<ItsError>,
}

/// How one effect fares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectFound {
    /// The relative change that was put in.
    pub effect: f64,
    /// The share of futures in which a change in the right direction is found.
    pub power: f64,
    /// The share in which a change in the wrong direction is found (type S error).
    pub wrong_direction: f64,
    /// Where a change is found, in either direction, how many times too large it looks on average: the mean of |log
    /// estimate| over |log truth| (type M error; Gelman & Carlin 2014, Perspect Psychol Sci 9:641). `None` where none
    /// was found.
    pub exaggeration: Option<f64>,
}

impl Power {
    /// The smallest of the effects asked for that is found with probability `power` or more after `months`, larger
    /// ones of the same sign too.
    #[must_use]
    pub fn smallest_effect(&self, months: usize, power: f64) -> Option<f64> {
        let follow_up = self.follow_ups.iter().find(|follow_up| follow_up.months == months)?;
        let is_reached = |found: &&EffectFound| {
            let larger = follow_up
                .effects
                .iter()
                .filter(|other| other.effect * found.effect > 0.0 && other.effect.abs() >= found.effect.abs());
            larger.into_iter().all(|other| other.power >= power)
        };
        follow_up
            .effects
            .iter()
            .filter(is_reached)
            .map(|found| found.effect)
            .min_by(|one, other| one.abs().total_cmp(&other.abs()))
    }

    /// The shortest of the lengths asked for after which `effect` is found with probability `power` or more.
    #[must_use]
    pub fn shortest_follow_up(&self, effect: f64, power: f64) -> Option<usize> {
        self.follow_ups
            .iter()
            .filter(|follow_up| {
                let mut found = follow_up.effects.iter().filter(|found| found.effect == effect);
                found.any(|found| found.power >= power)
            })
            .map(|follow_up| follow_up.months)
            .min()
    }
}

/// Draws futures of `history` with and without a change, and counts how often the analysis finds it.
///
/// The model of `plan` without its change is fitted to the history. History and future are then drawn anew: the
/// fitted season, disruption and level at the start, *without* the trend, which nobody can extend and which the
/// analysis estimates in any case; Pearson residuals of the history in circular blocks; in the future the exposure of
/// the same month a year before. The rate after the start is multiplied by 1 + effect, and each series is analysed
/// with `plan`, its start moved to the first month after the history. The same residuals serve all effects and
/// lengths of a draw, so that they can be compared.
///
/// `plan.start` is not used. Its disruption, exclusions, transition, season and change are, and must lie in the
/// history. Random numbers come from `rng` alone; the same history and seed give the same bits (see [`crate::its`]).
///
/// # Errors
/// [`ItsError::NothingToSimulate`], [`ItsError::Effect`], [`ItsError::Draws`], [`ItsError::Confidence`], and those of
/// [`fit`] on the history.
pub fn simulate(
    history: &[Option<Ratio>],
    plan: &Plan,
    simulation: &Simulation,
    rng: &mut dyn Rng,
) -> Result<Power, ItsError> {
    check(simulation)?;
    let longest = simulation.follow_ups.iter().copied().max().unwrap_or(0);
    let history = History::fit(history, plan, longest, simulation.block)?;
    let mut plan = plan.clone();
    plan.start = history.length();
    let mut tallies: Vec<Vec<Tally>> = simulation
        .follow_ups
        .iter()
        .map(|_| vec![Tally::default(); simulation.effects.len() + 1])
        .collect();
    for _ in 0..simulation.draws {
        let residuals = history.draw(rng);
        let nothing_and_effects = std::iter::once(&0.0).chain(&simulation.effects);
        for (place, effect) in nothing_and_effects.enumerate() {
            let series = history.future(&residuals, 1.0 + effect);
            for (months, tallies) in simulation.follow_ups.iter().zip(&mut tallies) {
                let length = plan.start + plan.transition + months;
                let (Some(followed), Some(tally)) = (series.get(..length), tallies.get_mut(place)) else {
                    continue;
                };
                tally.add(libm::log(1.0 + effect), &judge(followed, &plan, simulation));
            }
        }
    }
    let follow_ups = simulation
        .follow_ups
        .iter()
        .zip(&tallies)
        .map(|(months, tallies)| FollowUp {
            months: *months,
            false_alarms: tallies.first().map_or(0.0, |none| none.share(none.right + none.wrong)),
            effects: simulation
                .effects
                .iter()
                .zip(tallies.iter().skip(1))
                .map(|(effect, tally)| tally.summary(*effect))
                .collect(),
            failed: tallies.iter().map(|tally| tally.failed).sum(),
            refusal: tallies.iter().find_map(|tally| tally.refusal),
        })
        .collect();
    Ok(Power { follow_ups })
}

fn check(simulation: &Simulation) -> Result<(), ItsError> {
    let Simulation { draws, block, .. } = *simulation;
    if simulation.effects.is_empty() || simulation.follow_ups.is_empty() {
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
    let is_possible = |effect: &&f64| effect.is_finite() && **effect > -1.0 && **effect != 0.0;
    match simulation.effects.iter().find(|effect| !is_possible(effect)) {
        Some(effect) => Err(ItsError::Effect { effect: *effect }),
        None => Ok(()),
    }
}

/// The estimate, where it is found to differ from no change; `None` where it is not.
fn judge(series: &[Option<Ratio>], plan: &Plan, simulation: &Simulation) -> Result<Option<f64>, ItsError> {
    let data = Data::Single(series);
    let found = |estimate: Estimate| -> Result<Option<f64>, ItsError> {
        let interval = estimate.interval(simulation.confidence)?;
        Ok(interval.excludes(0.0).then_some(estimate.value))
    };
    let by_model = |errors: Errors| found(fit(data, plan)?.effect(errors).log_rate_ratio);
    let by_autoregression = || found(fit_autoregressive(data, plan)?.effect.log_rate_ratio);
    match simulation.judge {
        Judge::Model => by_model(Errors::Model),
        Judge::Hac => by_model(Errors::Hac),
        Judge::Autoregressive => by_autoregression(),
        Judge::ModelAndAutoregressive => Ok(match (by_model(Errors::Model)?, by_autoregression()?) {
            (Some(model), Some(second)) if model * second > 0.0 => Some(model),
            _ => None,
        }),
    }
}

/// What became of the draws of one effect.
#[derive(Debug, Clone, Default)]
struct Tally {
    draws: usize,
    right: usize,
    wrong: usize,
    failed: usize,
    refusal: Option<ItsError>,
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

    fn share(&self, part: usize) -> f64 {
        count(part) / count(self.draws.max(1))
    }

    fn summary(&self, effect: f64) -> EffectFound {
        let found = self.right + self.wrong;
        EffectFound {
            effect,
            power: self.share(self.right),
            wrong_direction: self.share(self.wrong),
            exaggeration: (found > 0).then(|| self.times_too_large / count(found)),
        }
    }
}
