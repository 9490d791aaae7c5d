//! Do 95 % intervals hold the truth 95 times in 100? Simulated where theory promises it, and where it does not.
//!
//! The same simulations with 4,000 runs (2,000 for the bands, with 1,000 draws) gave 94.9 % for imputation, 94.6 % for group-time effects,
//! 92.6 % for the bands, 95.3 % for randomisation sets with 9 units, and 84.2 % for cluster intervals with 4 treated units of 12.

use std::num::NonZeroUsize;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use trivsel_stats::randomisation::{Deals, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregation, Base, Estimate, GroupTimeOptions, Multiplier, Panel, Reference, Unit, group_time_effects, impute,
};

use super::{GROUP_TIME, IMPUTATION, MULTIPLIER};

const MONTHS: usize = 10;

/// 1, and a tenth more each month.
fn effect(since: usize) -> f64 {
    1.0 + since as f64 / 10.0
}

/// Nearly normal: twelve uniform numbers, minus their mean.
fn noise(random: &mut ChaCha8Rng) -> f64 {
    (0..12)
        .map(|_| f64::from(random.next_u32()) / 4_294_967_296.0)
        .sum::<f64>()
        - 6.0
}

/// `treated` units start in month 4, as many in month 7. Errors last: each month keeps half of the one before.
fn simulate(units: usize, treated: usize, random: &mut ChaCha8Rng) -> Panel {
    let common: Vec<f64> = (0..MONTHS).map(|_| noise(random)).collect();
    let unit = |index: usize| {
        let start = match index {
            _ if index < treated => Some(4),
            _ if index < 2 * treated => Some(7),
            _ => None,
        };
        let (level, mut error) = (2.0 * noise(random), noise(random));
        let outcomes = common.iter().enumerate().map(|(month, common)| {
            error = 0.5 * error + noise(random);
            let since = start.and_then(|start| month.checked_sub(start));
            Some(level + common + error + since.map_or(0.0, effect))
        });
        Unit::new(outcomes.collect(), start)
    };
    Panel::new((0..units).map(unit).collect()).unwrap()
}

/// The share of `runs` in which `covers` says yes.
fn share(runs: u64, seed: u64, covers: impl Fn(&mut ChaCha8Rng, u64) -> bool) -> f64 {
    let hits = (0..runs).filter(|run| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(*run);
        covers(&mut random, *run)
    });
    hits.count() as f64 / runs as f64
}

fn covers(estimate: &Estimate, truth: f64, clusters: usize) -> bool {
    let degrees = clusters as f64 - 1.0;
    let interval = estimate.interval(0.95, Reference::StudentsT { degrees }).unwrap();
    (interval.lower..=interval.upper).contains(&truth)
}

/// The mean over all treated cells: start 4 has six treated months, start 7 three.
fn overall_truth() -> f64 {
    let sum: f64 = (0..6).chain(0..3).map(effect).sum();
    sum / 9.0
}

#[test]
fn imputation_intervals_cover_with_many_units() {
    let found = share(600, 1, |random, _| {
        let found = impute(&simulate(90, 25, random), &IMPUTATION).unwrap();
        covers(&found.overall.estimate, overall_truth(), 90)
    });
    assert!((0.93..=0.97).contains(&found), "{found}");
}

#[test]
fn group_time_intervals_cover_with_many_units() {
    let found = share(600, 2, |random, _| {
        let found = group_time_effects(&simulate(90, 25, random), &GROUP_TIME).unwrap();
        covers(&found.aggregate(Aggregation::Simple).overall, overall_truth(), 90)
    });
    assert!((0.93..=0.97).contains(&found), "{found}");
}

#[test]
fn simultaneous_bands_cover_the_whole_path() {
    let options = GroupTimeOptions {
        base: Base::Universal,
        ..GROUP_TIME
    };
    let found = share(200, 3, |random, run| {
        let found = group_time_effects(&simulate(100, 30, random), &options).unwrap();
        let bands = found.aggregate(Aggregation::Dynamic).bands(&Multiplier {
            draws: 300,
            seed: run,
            threads: NonZeroUsize::MIN,
            ..MULTIPLIER
        });
        bands.unwrap().bands.iter().all(|(since, band)| {
            let truth = usize::try_from(*since).map_or(0.0, effect);
            (band.simultaneous.lower..=band.simultaneous.upper).contains(&truth)
        })
    });
    // 200 runs have a standard error of 0.015, so 0.93 to 0.97 and that much more on either side.
    assert!((0.915..=0.985).contains(&found), "{found}");
}

/// Not promised, and not held: written down so that the warning stays true.
#[test]
fn with_few_treated_units_cluster_intervals_are_too_short() {
    let found = share(600, 4, |random, _| {
        let found = impute(&simulate(12, 2, random), &IMPUTATION).unwrap();
        covers(&found.overall.estimate, overall_truth(), 12)
    });
    assert!((0.60..0.90).contains(&found), "{found}");
}

#[test]
fn randomisation_sets_cover_with_few_units() {
    // A constant effect, which is what the set is about: the growing part is taken out.
    let deals = Deals {
        enumerate_up_to: 0,
        draws: 199,
        seed: 9,
    };
    let found = share(600, 5, |random, _| {
        let mut units = simulate(9, 2, random).units().to_vec();
        for unit in &mut units {
            let Some(start) = unit.start else { continue };
            for (since, outcome) in unit.outcomes[start..].iter_mut().flatten().enumerate() {
                *outcome += 1.0 - effect(since);
            }
        }
        let set = RandomisedImputation::new(&Panel::new(units).unwrap(), None, 0, &deals)
            .unwrap()
            .confidence_set(0.95)
            .unwrap();
        set.lower.is_none_or(|lower| lower <= 1.0) && set.upper.is_none_or(|upper| upper >= 1.0)
    });
    assert!((0.93..=0.97).contains(&found), "{found}");
}
