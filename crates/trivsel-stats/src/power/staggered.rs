//! What a staggered comparison could show, by dealing planned starts over months drawn from the units' own history.

use rand::Rng;

use super::simulated::EffectFound;
use crate::number::count;
use crate::randomisation::{Deals, PlannedRandomisation, RandomisationError, shuffle};
use crate::staggered::{
    Averaging, ImputationError, ImputationOptions, Panel, PanelError, Reference, Residuals, Unit, impute, residuals,
};

/// What is planned, and how it will be analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct StaggeredStudy {
    /// For each unit the month it starts, counted from the first month to come; `None` for one that waits. Which of the units of a
    /// stratum has which start is dealt anew in each future.
    pub starts: Vec<Option<usize>>,
    /// Units with the same number are dealt among each other; `None` deals over all.
    pub strata: Option<Vec<usize>>,
    /// Months of history that each unit is taken to have, at least 1.
    pub months_before: usize,
    /// Months to come, from the first one on.
    pub months_ahead: usize,
    /// How uncertainty will be found.
    pub uncertainty: Uncertainty,
    /// Futures drawn, at least 2. The standard error of a power of 80 % is 2.8 points with 200, 1.8 with 500.
    pub draws: usize,
    /// Consecutive months whose residuals are drawn together, at least 1.
    pub block: usize,
    /// Confidence of the interval that is to exclude "no change".
    pub confidence: f64,
}

/// How the interval of a staggered comparison is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Uncertainty {
    /// By turning the randomisation test round.
    Randomisation(Deals),
    /// From the clustered standard error, with normal quantiles.
    Clusters,
}

/// Why nothing could be drawn.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum StaggeredPowerError {
    /// The history makes no panel.
    #[error("the history of the units makes no panel")]
    History(#[source] PanelError),
    /// Nothing is left over when unit and month effects are taken out: with one unit, one month, or a unit without any month.
    #[error("the history leaves nothing to draw from")]
    NothingToDraw,
    /// Starts or strata are not one for each unit, there are no months, or too few draws.
    #[error("the study does not fit the units")]
    Study,
    /// The confidence is not between 0 and 1.
    #[error("a confidence of {confidence} cannot be asked for")]
    Confidence {
        /// The confidence given.
        confidence: f64,
    },
    /// The starts cannot be dealt.
    #[error("the starts cannot be dealt")]
    Deals(#[source] RandomisationError),
    /// Nothing can be estimated with these starts.
    #[error("nothing can be estimated with these starts")]
    Imputation(#[source] ImputationError),
}

/// The estimate of one future in which nothing changed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Future {
    estimate: f64,
    /// The ends of its interval; infinite where there is none.
    lower: f64,
    upper: f64,
}

/// Futures of units in which nothing changed, each analysed.
///
/// A constant effect moves the estimate and both ends of its interval by itself: the estimator is linear, the randomisation test of
/// "changed by τ" is the test of "no change" on what is left when τ is taken out, and the clustered standard error is made of
/// deviations from averages of treated cells. So one analysis of each future answers for every effect, exactly.
#[derive(Debug, Clone, PartialEq)]
pub struct StaggeredFutures {
    futures: Vec<Future>,
}

impl StaggeredFutures {
    /// Draws them from `history`: units × months in which nothing had started, in the unit of measurement of the outcome.
    ///
    /// Unit and month effects are fitted to the history and left out: the estimator takes both out again, whatever they will be.
    /// What is left, scaled up for what the fit took from its scatter, is drawn in circular blocks of months, the same months in all
    /// units, so that units that moved together do so in the future. Where a unit has no outcome in a drawn month, its next one
    /// stands in: futures have no gaps.
    ///
    /// Random numbers come from `rng` alone; the same history and seed give the same bits.
    ///
    /// # Errors
    /// All of [`StaggeredPowerError`].
    pub fn draw(
        history: &[Vec<Option<f64>>],
        study: &StaggeredStudy,
        rng: &mut dyn Rng,
    ) -> Result<Self, StaggeredPowerError> {
        check(history.len(), study)?;
        let units = history.iter().map(|outcomes| Unit::new(outcomes.clone(), None));
        let panel = Panel::new(units.collect()).map_err(StaggeredPowerError::History)?;
        let source = Source::of(residuals(&panel), study.block).ok_or(StaggeredPowerError::NothingToDraw)?;
        let length = study.months_before + study.months_ahead;
        let starts: Vec<Option<usize>> = study
            .starts
            .iter()
            .map(|start| {
                start
                    .map(|start| study.months_before + start)
                    .filter(|start| *start < length)
            })
            .collect();
        let analyse = Analysis::new(&starts, length, study)?;
        let mut futures = Vec::with_capacity(study.draws);
        for _ in 0..study.draws {
            let mut outcomes = source.draw(length, rng);
            shuffle_within(&mut outcomes, study.strata.as_deref(), rng);
            futures.push(analyse.on(outcomes)?);
        }
        Ok(Self { futures })
    }

    /// How a constant effect fares, in the unit of the outcome.
    #[must_use]
    pub fn found(&self, effect: f64) -> EffectFound {
        let is_above = |future: &&Future| future.lower + effect > 0.0;
        let is_below = |future: &&Future| future.upper + effect < 0.0;
        let above = self.futures.iter().filter(is_above).count();
        let below = self.futures.iter().filter(is_below).count();
        let (right, wrong) = if effect < 0.0 { (below, above) } else { (above, below) };
        let found = self
            .futures
            .iter()
            .filter(|future| is_above(future) || is_below(future));
        let too_large: f64 = found.map(|future| ((future.estimate + effect) / effect).abs()).sum();
        let share = |part: usize| count(part) / count(self.futures.len());
        EffectFound {
            effect,
            power: share(right),
            wrong_direction: share(wrong),
            exaggeration: (right + wrong > 0 && effect != 0.0).then(|| too_large / count(right + wrong)),
        }
    }

    /// The share of futures *without* any change in which one is found all the same.
    #[must_use]
    pub fn false_alarms(&self) -> f64 {
        let none = self.found(0.0);
        none.power + none.wrong_direction
    }

    /// The size of the smallest effect that is found with probability `power`, for a fall and for a rise; `None` where none is.
    #[must_use]
    pub fn smallest_effect(&self, is_fall: bool, power: f64) -> Option<f64> {
        let size = |future: &Future| if is_fall { future.upper } else { -future.lower };
        let mut sizes: Vec<f64> = self.futures.iter().map(|future| size(future).max(0.0)).collect();
        sizes.sort_by(f64::total_cmp);
        // The first size at which so many futures show it.
        let reached = (1..=sizes.len()).find(|number| count(*number) >= power * count(sizes.len()))?;
        sizes.get(reached - 1).copied().filter(|size| size.is_finite())
    }
}

fn check(units: usize, study: &StaggeredStudy) -> Result<(), StaggeredPowerError> {
    let fits = study.starts.len() == units
        && study.strata.as_ref().is_none_or(|strata| strata.len() == units)
        && study.months_before > 0
        && study.months_ahead > 0
        && study.block > 0
        && study.draws >= 2;
    if !fits {
        return Err(StaggeredPowerError::Study);
    }
    let confidence = study.confidence;
    if confidence > 0.0 && confidence < 1.0 {
        Ok(())
    } else {
        Err(StaggeredPowerError::Confidence { confidence })
    }
}

/// What is drawn from: for each unit one residual for each month of the history, without gaps.
struct Source {
    units: Vec<Vec<f64>>,
    months: usize,
    block: usize,
}

impl Source {
    fn of(left: Residuals, block: usize) -> Option<Self> {
        let months = left.units.first().filter(|_| left.units.len() > 1)?.len();
        // Blocks of b out of T months around their own mean scatter less than blocks around the truth: by 1 − b/T. Residuals around
        // month effects scatter less by the share of months among the cells.
        let fewer = |lost: usize| left.cells.checked_sub(lost).filter(|rest| *rest > 0);
        let (by_blocks, by_months) = (fewer(left.units.len() * block)?, fewer(left.month_effects)?);
        let scale = count(left.cells) / (count(by_blocks) * count(by_months)).sqrt();
        let without_gaps = |residuals: &Vec<Option<f64>>| -> Option<Vec<f64>> {
            let next = |month: usize| residuals.iter().cycle().skip(month).take(months).flatten().next();
            (0..months).map(|month| Some(next(month)? * scale)).collect()
        };
        Some(Self {
            units: left.units.iter().map(without_gaps).collect::<Option<_>>()?,
            months,
            block,
        })
    }

    fn draw(&self, length: usize, rng: &mut dyn Rng) -> Vec<Vec<f64>> {
        let mut drawn: Vec<usize> = Vec::with_capacity(length + self.block);
        while drawn.len() < length {
            let product = u128::from(rng.next_u64()) * u128::try_from(self.months).unwrap_or(1);
            let from = usize::try_from(product >> 64).unwrap_or(0);
            drawn.extend((from..from + self.block).map(|month| month % self.months));
        }
        drawn.truncate(length);
        let of = |unit: &Vec<f64>| drawn.iter().filter_map(|month| unit.get(*month)).copied().collect();
        self.units.iter().map(of).collect()
    }
}

/// Deals the units of each stratum anew over its places.
fn shuffle_within(outcomes: &mut [Vec<f64>], strata: Option<&[usize]>, rng: &mut dyn Rng) {
    let Some(strata) = strata else {
        return shuffle(outcomes, rng);
    };
    let mut names = strata.to_vec();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let places: Vec<usize> = (0..outcomes.len())
            .filter(|place| strata.get(*place) == Some(&name))
            .collect();
        let mut members: Vec<Vec<f64>> = places
            .iter()
            .filter_map(|place| outcomes.get_mut(*place).map(std::mem::take))
            .collect();
        shuffle(&mut members, rng);
        for (place, member) in places.into_iter().zip(members) {
            if let Some(unit) = outcomes.get_mut(place) {
                *unit = member;
            }
        }
    }
}

/// The analysis of the real months to come, ready for many futures.
enum Analysis {
    Randomisation {
        planned: PlannedRandomisation,
        confidence: f64,
    },
    Clusters {
        starts: Vec<Option<usize>>,
        confidence: f64,
    },
}

impl Analysis {
    fn new(starts: &[Option<usize>], length: usize, study: &StaggeredStudy) -> Result<Self, StaggeredPowerError> {
        let confidence = study.confidence;
        match study.uncertainty {
            Uncertainty::Randomisation(deals) => Ok(Self::Randomisation {
                planned: PlannedRandomisation::new(starts, length, study.strata.as_deref(), &deals)
                    .map_err(StaggeredPowerError::Deals)?,
                confidence,
            }),
            Uncertainty::Clusters => Ok(Self::Clusters {
                starts: starts.to_vec(),
                confidence,
            }),
        }
    }

    fn on(&self, outcomes: Vec<Vec<f64>>) -> Result<Future, StaggeredPowerError> {
        match self {
            Self::Randomisation { planned, confidence } => {
                let dealt = planned.on(&outcomes);
                let set = dealt.confidence_set(*confidence).map_err(StaggeredPowerError::Deals)?;
                Ok(Future {
                    estimate: dealt.test().effect,
                    lower: set.lower.unwrap_or(f64::NEG_INFINITY),
                    upper: set.upper.unwrap_or(f64::INFINITY),
                })
            }
            Self::Clusters { starts, confidence } => {
                let units = outcomes.into_iter().zip(starts);
                let units = units.map(|(outcomes, start)| Unit::new(outcomes.into_iter().map(Some).collect(), *start));
                let panel = Panel::new(units.collect()).map_err(StaggeredPowerError::History)?;
                let options = ImputationOptions {
                    anticipation: 0,
                    leads: 0,
                    averaging: Averaging::CohortAndMonth,
                };
                let found = impute(&panel, &options).map_err(StaggeredPowerError::Imputation)?;
                let estimate = found.overall.estimate;
                let ends = estimate.interval(*confidence, Reference::Normal);
                Ok(Future {
                    estimate: estimate.effect,
                    lower: ends.map_or(f64::NEG_INFINITY, |ends| ends.lower),
                    upper: ends.map_or(f64::INFINITY, |ends| ends.upper),
                })
            }
        }
    }
}
