//! What a series could show, by drawing its future from its own history.

use rand::Rng;

use super::futures::{Futures, Tally, check_effects};
use crate::its::{Data, ItsError, Plan, Ratio};

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
/// How futures are drawn stands at [`Futures::draw`]. `plan.start` is not used. Its disruption, exclusions, transition, season and
/// change are, and must lie in the history. Random numbers come from `rng` alone; the same history and seed give the same bits (see
/// [`crate::its`]).
///
/// # Errors
/// [`ItsError::NothingToSimulate`], [`ItsError::Effect`], [`ItsError::Draws`], [`ItsError::Confidence`], and those of
/// [`crate::its::fit`] on the history.
pub fn simulate(
    history: &[Option<Ratio>],
    plan: &Plan,
    simulation: &Simulation,
    rng: &mut dyn Rng,
) -> Result<Power, ItsError> {
    check_effects(&simulation.effects)?;
    let futures = Futures::draw(Data::Single(history), plan, simulation, rng)?;
    let follow_ups = simulation
        .follow_ups
        .iter()
        .map(|months| {
            let none = futures.tally(0.0, *months);
            let tallies: Vec<Tally> = simulation
                .effects
                .iter()
                .map(|effect| futures.tally(*effect, *months))
                .collect();
            FollowUp {
                months: *months,
                false_alarms: none.share(none.right + none.wrong),
                effects: simulation
                    .effects
                    .iter()
                    .zip(&tallies)
                    .map(|(effect, tally)| tally.summary(*effect))
                    .collect(),
                failed: none.failed + tallies.iter().map(|tally| tally.failed).sum::<usize>(),
                refusal: none.refusal.or_else(|| tallies.iter().find_map(|tally| tally.refusal)),
            }
        })
        .collect();
    Ok(Power { follow_ups })
}
