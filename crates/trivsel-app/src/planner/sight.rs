//! What a plan could see: futures are drawn from the units' own history and analysed as the evaluation will analyse the real ones.

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use sha2::{Digest, Sha256};
use trivsel_domain::evaluation::{Aim, Choice, Design, InSight, Plan, Uncertainty};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::initiative::Direction;
use trivsel_stats::its::Ratio;
use trivsel_stats::power::{
    EffectFound, Futures, Judge, Simulation, StaggeredFutures, StaggeredStudy, Uncertainty as Interval,
};
use trivsel_stats::randomisation::{Deals, count_assignments};

use super::POWER;
use super::ground::Material;
use crate::AppError;
use crate::evaluations::{
    self, CONFIDENCE, METHOD_VERSION, SEED, counted_a_month, data, step, together, usual_exposure,
};

/// Futures of a staggered comparison by randomisation: 8 in 10 is then good to 2.3 points, and the smallest change to about 3 %.
const DRAWS_OF_LOTS: usize = 300;
/// Futures of a staggered comparison by the clustered error, a millisecond each: 8 in 10 is good to 3.3 points, the change to 4 %.
const DRAWS_OF_CLUSTERS: usize = 150;
/// Futures of one series, a millisecond and a half each for every size that is tried: good to 4 points, and 5 %.
const DRAWS_OF_SERIES: usize = 100;
/// Half a year: longer than what one wave of sickness lasts.
const BLOCK: usize = 6;
/// Ways the starts could have fallen that are looked at in each future. The evaluation looks at more ([`evaluations::DEALS`]); the
/// answers differ by less than the futures do among themselves.
const DEALS_OF_FUTURES: Deals = Deals {
    enumerate_up_to: 1_000,
    draws: 999,
    seed: SEED,
};
/// Follow-ups that are tried to find the shortest one. Of one series, none under a year says anything.
const LENGTHS: [u32; 9] = [3, 6, 9, 12, 18, 24, 36, 48, 60];
const LENGTHS_OF_SERIES: [u32; 6] = [12, 18, 24, 36, 48, 60];
/// The largest change of one series that is tried, in percent of its level.
const LARGEST_PERCENT: u32 = 64;

/// What a plan could see. Sizes are in the indicator's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    /// The smallest change that is seen in 8 of 10 cases; none where none is.
    pub smallest: Option<f64>,
    /// The share of cases in which the smallest change worth having is seen.
    pub share: Option<f64>,
    /// The fewest months after the last start with which it is seen in 8 of 10 cases.
    pub shortest: Option<u32>,
    /// How many times too large it looks on average where it is seen; of the smallest change that is seen, where no size was decided.
    pub exaggeration: Option<f64>,
    /// How small the share of ways can get; none where the answer does not rest on them.
    pub chance: Option<Chance>,
}

/// How unusual a result can become at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The smallest share of ways there can be.
    pub smallest: f64,
    /// In how many ways the starts can fall; none where there are more than can be counted.
    pub ways: Option<u128>,
}

impl Sight {
    pub(super) fn in_sight(&self) -> InSight {
        InSight {
            smallest: self.smallest,
            shortest: self.shortest,
        }
    }
}

/// A plan with everything that is needed to reckon.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    material: Material,
    plan: Plan,
    choice: Choice,
    with_lot: bool,
    aim: Aim,
}

impl Prepared {
    pub(super) fn new(material: &Material, plan: &Plan, choice: &Choice, with_lot: bool, aim: Aim) -> Self {
        Self {
            material: material.clone(),
            plan: plan.clone(),
            choice: choice.clone(),
            with_lot,
            aim,
        }
    }

    /// Everything the answer depends on, as one mark.
    pub(super) fn hash(&self) -> Result<String, AppError> {
        let settings = serde_json::to_vec(&(&self.plan, &self.choice, self.aim, self.with_lot, METHOD_VERSION, SEED))
            .map_err(|error| AppError::internal("marking a plan", error))?;
        let mut hasher = Sha256::new();
        hasher.update(&settings);
        hasher.update(self.material.first.to_string());
        hasher.update(self.material.indicator.factor.to_bits().to_be_bytes());
        for (extent, first, last) in &self.material.disruptions {
            hasher.update(format!("{extent:?} {first} {last}"));
        }
        for rows in [&self.material.chosen, &self.material.beside] {
            hasher.update(b"rows");
            for ratio in rows.iter().flatten() {
                let (numerator, denominator) =
                    ratio.map_or((f64::NAN, f64::NAN), |ratio| (ratio.numerator, ratio.denominator));
                hasher.update(numerator.to_bits().to_be_bytes());
                hasher.update(denominator.to_bits().to_be_bytes());
            }
        }
        Ok(hex_digits(&hasher.finalize()))
    }

    /// Is it a fall that is to be seen? What is to be kept low must show when it rises.
    pub(super) fn is_fall(&self) -> bool {
        matches!(
            self.aim.direction,
            Direction::Decrease | Direction::KeepHigh | Direction::FallOrStayLow
        )
    }

    fn signed(&self, size: f64) -> f64 {
        if self.is_fall() { -size } else { size }
    }

    pub(super) fn reckon(&self) -> Sight {
        let found = match self.choice.design {
            Design::StaggeredComparison => self.staggered(),
            Design::ControlledSeries => self.one_series(true),
            Design::InterruptedSeries => self.one_series(false),
            Design::ChartOnly | Design::CannotBeConcluded => None,
        };
        found.unwrap_or(Sight {
            smallest: None,
            share: None,
            shortest: None,
            exaggeration: None,
            chance: None,
        })
    }

    /// Months from the first one without figures to the start of each unit of the plan; none for those that wait or stand beside.
    fn starts(&self) -> Vec<Option<usize>> {
        let start =
            |wave: &trivsel_domain::initiative::Wave| usize::try_from(wave.start.since(self.material.until)).ok();
        let waves = self.plan.waves().iter();
        let mut starts: Vec<Option<usize>> = waves
            .flat_map(|wave| (0..wave.units).map(move |_| start(wave)))
            .collect();
        starts.resize(self.material.chosen.len() + self.material.beside.len(), None);
        starts
    }

    /// A lot falls among those that may begin. Without one, all units stand in for each other.
    fn strata(&self) -> Option<Vec<usize>> {
        let chosen = self.material.chosen.iter().map(|_| 0);
        let beside = self.material.beside.iter().map(|_| 1);
        self.with_lot.then(|| chosen.chain(beside).collect())
    }

    fn staggered(&self) -> Option<Sight> {
        let indicator = &self.material.indicator;
        let value = |ratio: &Option<Ratio>| ratio.and_then(|pair| indicator.value(pair.numerator, pair.denominator));
        let rows = self.material.chosen.iter().chain(&self.material.beside);
        let history: Vec<Vec<Option<f64>>> = rows.map(|row| row.iter().map(value).collect()).collect();
        let mut months: Vec<usize> = history.iter().map(|row| row.iter().flatten().count()).collect();
        months.sort_unstable();
        // Every unit is taken to have as many months as the one in the middle.
        let months_before = months.get(months.len() / 2).copied()?;
        let is_many = self.choice.uncertainty == Some(Uncertainty::ClusterBootstrap);
        let ahead = usize::try_from(self.plan.last().since(self.material.until)).ok()? + 1;
        let asked = usize::try_from(self.plan.follow()).ok()?;
        let draw = |follow: u32| {
            let study = StaggeredStudy {
                starts: self.starts(),
                strata: self.strata(),
                months_before,
                months_ahead: (ahead + usize::try_from(follow).ok()?).checked_sub(asked)?,
                uncertainty: if is_many {
                    Interval::Clusters
                } else {
                    Interval::Randomisation(DEALS_OF_FUTURES)
                },
                draws: if is_many { DRAWS_OF_CLUSTERS } else { DRAWS_OF_LOTS },
                block: BLOCK.min(months_before / 2).max(1),
                confidence: CONFIDENCE,
            };
            StaggeredFutures::draw(&history, &study, &mut ChaCha8Rng::seed_from_u64(SEED)).ok()
        };
        let futures = draw(self.plan.follow())?;
        let smallest = futures.smallest_effect(self.is_fall(), POWER);
        let size = self.aim.worthwhile.map(|size| size.size()).filter(|size| *size > 0.0);
        let is_reached = |follow: u32| {
            let seen = draw(follow).and_then(|futures| futures.smallest_effect(self.is_fall(), POWER));
            seen.zip(size).is_some_and(|(seen, size)| seen <= size)
        };
        let has_company = self.plan.waiting() > 0 || !self.material.beside.is_empty();
        let shortest = size
            .filter(|_| has_company)
            .and_then(|_| self.shortest(&LENGTHS, &is_reached));
        let of_size = size.map(|size| futures.found(self.signed(size)));
        let judged = of_size.or_else(|| smallest.map(|smallest| futures.found(self.signed(smallest))));
        let assignments = count_assignments(&self.starts(), self.strata().as_deref(), &evaluations::DEALS).ok();
        Some(Sight {
            smallest,
            share: of_size.map(|found| found.power),
            shortest,
            exaggeration: judged.and_then(|found| found.exaggeration),
            chance: assignments.map(|count| Chance {
                smallest: count.smallest_p,
                ways: count.distinct,
            }),
        })
    }

    /// The shortest of the lengths, or the one asked for where it is shorter, that reaches; the longer ones are taken to reach too.
    fn shortest(&self, lengths: &[u32], is_reached: &dyn Fn(u32) -> bool) -> Option<u32> {
        let first = lengths.partition_point(|length| !is_reached(*length));
        let found = lengths.get(first).copied();
        let asked = self.plan.follow();
        match found {
            Some(found) if found <= asked => Some(found),
            _ if is_reached(asked) => Some(asked),
            found => found,
        }
    }

    /// The months of the units that begin as one series, with a step after the history. Which units that is decides the lot: the first
    /// so many stand in for them. Months that pass before the start are not counted, which makes the answer a little too careful.
    fn one_series(&self, is_controlled: bool) -> Option<Sight> {
        let begins = self
            .material
            .chosen
            .len()
            .checked_sub(usize::try_from(self.plan.waiting()).ok()?)?;
        let (treated, waiting) = self.material.chosen.split_at_checked(begins)?;
        let beside = waiting.iter().chain(&self.material.beside);
        let series = together(&treated.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let comparison = together(&beside.map(Vec::as_slice).collect::<Vec<_>>());
        let data = data(&series, &comparison, is_controlled);
        let is_reached_by = |month: i32| {
            let month = self.material.first.plus(month);
            let mut disruptions = self.material.disruptions.iter();
            disruptions.any(|(_, first, last)| (*first..=*last).contains(&month))
        };
        let disrupted: BTreeSet<usize> = (0..series.len())
            .filter(|at| i32::try_from(*at).is_ok_and(is_reached_by))
            .collect();
        let starts = series.len()..=series.len() + usize::try_from(self.plan.spread()).ok()?;
        let plan = step(starts, self.choice.model, &disrupted, is_controlled);
        let months = |length: u32| usize::try_from(length).unwrap_or(usize::MAX);
        let asked = months(self.plan.follow());
        let simulation = Simulation {
            follow_ups: LENGTHS_OF_SERIES
                .iter()
                .map(|length| months(*length))
                .chain([asked])
                .collect(),
            draws: DRAWS_OF_SERIES,
            block: BLOCK,
            confidence: CONFIDENCE,
            judge: Judge::ModelAndAutoregressive,
            ..Simulation::default()
        };
        let futures = Futures::draw(data, &plan, &simulation, &mut ChaCha8Rng::seed_from_u64(SEED)).ok()?;
        let level = self.level(&series)?;
        let found = |share_of_level: f64, length: usize| -> Option<EffectFound> {
            futures.found(self.signed(share_of_level), length).ok()
        };
        let is_seen = |share: f64, length: usize| futures.is_found(self.signed(share), length, POWER) == Ok(true);
        let percents: Vec<f64> = (1..=LARGEST_PERCENT)
            .map(|percent| f64::from(percent) / 100.0)
            .collect();
        let first = percents.partition_point(|share| !is_seen(*share, asked));
        let smallest = percents.get(first).copied();
        // A fall by all there is, or more, cannot be drawn.
        let wanted = self
            .aim
            .worthwhile
            .map(|size| size.size() / level)
            .filter(|share| *share > 0.0 && (!self.is_fall() || *share < 1.0));
        let of_size = wanted.and_then(|share| found(share, asked));
        let judged = of_size.or_else(|| smallest.and_then(|share| found(share, asked)));
        Some(Sight {
            smallest: smallest.map(|share| share * level),
            share: of_size.map(|found| found.power),
            shortest: wanted
                .and_then(|share| self.shortest(&LENGTHS_OF_SERIES, &|length| is_seen(share, months(length)))),
            exaggeration: judged.and_then(|found| found.exaggeration),
            chance: None,
        })
    }

    /// The level of a series over its last year with figures, in the indicator's unit; of one unit, where nothing is counted out of
    /// anything.
    fn level(&self, series: &[Option<Ratio>]) -> Option<f64> {
        let recent: Vec<Ratio> = series.iter().rev().flatten().take(12).copied().collect();
        let exposure: f64 = recent.iter().map(|ratio| ratio.denominator).sum();
        let counted: f64 = recent.iter().map(|ratio| ratio.numerator).sum();
        Some(self.material.indicator.factor * counted / exposure).filter(|level| level.is_finite() && *level > 0.0)
    }

    /// What one in the indicator's unit comes to each month, in all units that begin. None where nothing is counted out of anything.
    pub(super) fn counted_a_month(&self) -> Option<f64> {
        let all = usual_exposure(self.material.chosen.iter().map(Vec::as_slice));
        // Who waits is not known yet: a unit of the usual size.
        let begin = f64::from(self.plan.units().saturating_sub(self.plan.waiting())) / f64::from(self.plan.units());
        counted_a_month(&self.material.indicator, all * begin)
    }
}
