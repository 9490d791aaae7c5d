//! What a staggered comparison could show: against the closed form, against analysing injected effects, and what must hold.

use rand::rngs::ChaCha20Rng;
use rand::{RngExt, SeedableRng};
use trivsel_stats::power::{
    Demand, DifferenceInDifferences, StaggeredFutures, StaggeredPowerError, StaggeredStudy, Uncertainty,
    difference_in_differences,
};
use trivsel_stats::randomisation::{Deals, RandomisationError, RandomisedImputation};
use trivsel_stats::staggered::{Panel, Unit};

const DEALS: Deals = Deals {
    enumerate_up_to: 1_000,
    draws: 999,
    seed: 1,
};

/// The sum of twelve even draws: nearly normal, with a standard deviation of 1.
fn noise(dice: &mut ChaCha20Rng) -> f64 {
    (0..12).map(|_| dice.random::<f64>()).sum::<f64>() - 6.0
}

/// Units with levels of their own, a season they share, and a noise of 1.
fn history(units: usize, months: usize, seed: u64) -> Vec<Vec<Option<f64>>> {
    let mut dice = ChaCha20Rng::seed_from_u64(seed);
    (0..units)
        .map(|unit| {
            let season = |month: usize| 3.0 * ((month % 12) as f64 / 12.0 * std::f64::consts::TAU).cos();
            (0..months)
                .map(|month| Some(40.0 + unit as f64 + season(month) + noise(&mut dice)))
                .collect()
        })
        .collect()
}

fn study(starts: Vec<Option<usize>>, uncertainty: Uncertainty) -> StaggeredStudy {
    StaggeredStudy {
        starts,
        strata: None,
        months_before: 48,
        months_ahead: 12,
        uncertainty,
        draws: 400,
        block: 6,
        confidence: 0.95,
    }
}

fn half_of(units: usize) -> Vec<Option<usize>> {
    (0..units).map(|unit| (unit < units / 2).then_some(0)).collect()
}

fn draw(history: &[Vec<Option<f64>>], study: &StaggeredStudy) -> StaggeredFutures {
    StaggeredFutures::draw(history, study, &mut ChaCha20Rng::seed_from_u64(3)).unwrap()
}

#[test]
fn many_units_with_plain_noise_find_what_the_closed_form_says() {
    let units = 40;
    let closed = difference_in_differences(
        DifferenceInDifferences {
            treated: 20,
            untreated: 20,
            months_before: 48,
            months_after: 12,
            sd: 1.0,
            correlation: 0.0,
        },
        Demand::default(),
    )
    .unwrap();
    for uncertainty in [Uncertainty::Clusters, Uncertainty::Randomisation(DEALS)] {
        let futures = draw(&history(units, 48, 5), &study(half_of(units), uncertainty));
        for is_fall in [true, false] {
            let found = futures.smallest_effect(is_fall, 0.8).unwrap();
            // A tenth: the quantile of 400 futures is good to 4 %, and the noise of 48 months to 2 %.
            assert!(
                (found / closed - 1.0).abs() < 0.1,
                "{uncertainty:?}: {found} is not {closed}"
            );
        }
        let alarms = futures.false_alarms();
        assert!((0.015..0.1).contains(&alarms), "{uncertainty:?}: {alarms}");
    }
}

#[test]
fn the_smallest_effect_is_found_in_eight_of_ten_panels_into_which_it_is_put() {
    let units = 12;
    let starts: Vec<Option<usize>> = (0..units)
        .map(|unit| Some(0).filter(|_| unit < 3).or((unit < 6).then_some(6)))
        .collect();
    let plan = study(starts.clone(), Uncertainty::Randomisation(DEALS));
    let smallest = draw(&history(units, 48, 7), &plan).smallest_effect(true, 0.8).unwrap();
    let mut found = 0;
    let panels = 200;
    for seed in 0..panels {
        let rows = history(units, 60, 1_000 + seed);
        let treated = rows.into_iter().zip(&starts).map(|(mut outcomes, start)| {
            let start = start.map(|start| 48 + start);
            for outcome in outcomes.iter_mut().skip(start.unwrap_or(60)).flatten() {
                *outcome -= smallest;
            }
            Unit::new(outcomes, start)
        });
        let panel = Panel::new(treated.collect()).unwrap();
        let dealt = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap();
        let upper = dealt.confidence_set(0.95).unwrap().upper;
        found += usize::from(upper.is_some_and(|upper| upper < 0.0));
    }
    let share = found as f64 / panels as f64;
    // Three standard errors of a share of 200, and what the history's own noise is off by.
    assert!((0.70..0.90).contains(&share), "{share}");
}

#[test]
fn levels_of_units_and_what_hits_all_alike_change_nothing() {
    let plan = study(half_of(10), Uncertainty::Randomisation(DEALS));
    let plain = history(10, 48, 9);
    let moved: Vec<Vec<Option<f64>>> = plain
        .iter()
        .enumerate()
        .map(|(unit, months)| {
            let shift = |month: usize| 5.0 * unit as f64 + if (20..30).contains(&month) { 8.0 } else { 0.0 };
            months
                .iter()
                .enumerate()
                .map(|(month, outcome)| outcome.map(|outcome| outcome + shift(month)))
                .collect()
        })
        .collect();
    let size = |history: &[Vec<Option<f64>>]| draw(history, &plan).smallest_effect(true, 0.8).unwrap();
    assert!((size(&plain) - size(&moved)).abs() < 1e-9);
}

#[test]
fn a_scale_ten_times_as_fine_gives_ten_times_the_number_and_the_same_shares() {
    let plan = study(half_of(10), Uncertainty::Randomisation(DEALS));
    let plain = history(10, 48, 9);
    let finer: Vec<Vec<Option<f64>>> = plain
        .iter()
        .map(|unit| {
            unit.iter()
                .map(|outcome| outcome.map(|outcome| 10.0 * outcome))
                .collect()
        })
        .collect();
    let (one, ten) = (draw(&plain, &plan), draw(&finer, &plan));
    let size = one.smallest_effect(true, 0.8).unwrap();
    assert!((ten.smallest_effect(true, 0.8).unwrap() / size - 10.0).abs() < 1e-9);
    let (one, ten) = (one.found(-0.5), ten.found(-5.0));
    assert_eq!((one.power, one.wrong_direction), (ten.power, ten.wrong_direction));
    assert!((one.exaggeration.unwrap() - ten.exaggeration.unwrap()).abs() < 1e-9);
}

#[test]
fn more_units_longer_follow_up_and_larger_effects_show_more() {
    let size = |units: usize, months_ahead: usize| {
        let plan = StaggeredStudy {
            months_ahead,
            ..study(half_of(units), Uncertainty::Randomisation(DEALS))
        };
        draw(&history(units, 48, 13), &plan).smallest_effect(true, 0.8).unwrap()
    };
    assert!(size(8, 12) > size(16, 12));
    assert!(size(16, 6) > size(16, 24));
    let futures = draw(
        &history(16, 48, 13),
        &study(half_of(16), Uncertainty::Randomisation(DEALS)),
    );
    let shares: Vec<f64> = [-0.1, -0.3, -0.5, -0.8]
        .map(|effect| futures.found(effect).power)
        .to_vec();
    assert!(shares.is_sorted(), "{shares:?}");
    let small = futures.found(-0.1).exaggeration.unwrap();
    assert!(small > 1.5, "what is barely seen looks too large when it is: {small}");
    assert!((futures.found(-5.0).exaggeration.unwrap() - 1.0).abs() < 0.05);
}

#[test]
fn with_too_few_orders_nothing_is_ever_found() {
    // 6 over 1: the smallest p is a sixth.
    let starts = (0..6).map(|unit| (unit == 0).then_some(0)).collect();
    let futures = draw(&history(6, 48, 15), &study(starts, Uncertainty::Randomisation(DEALS)));
    assert_eq!(futures.smallest_effect(true, 0.8), None);
    assert_eq!(futures.found(-50.0).power, 0.0);
    assert_eq!(futures.false_alarms(), 0.0);
}

#[test]
fn units_are_dealt_only_among_those_of_their_stratum() {
    // The lot is between two of six; there are two orders, so nothing can be unusual.
    let starts: Vec<Option<usize>> = (0..6).map(|unit| (unit == 0).then_some(0)).collect();
    let plan = StaggeredStudy {
        strata: Some(vec![1, 1, 0, 0, 0, 0]),
        ..study(starts, Uncertainty::Randomisation(DEALS))
    };
    assert_eq!(draw(&history(6, 48, 15), &plan).smallest_effect(true, 0.8), None);
}

#[test]
fn gaps_in_the_history_are_bridged_and_a_unit_without_any_month_is_refused() {
    let mut rows = history(10, 48, 17);
    rows[0][3..30].fill(None);
    rows[1][0] = None;
    let plan = study(half_of(10), Uncertainty::Randomisation(DEALS));
    let size = draw(&rows, &plan).smallest_effect(true, 0.8).unwrap();
    assert!((0.3..1.5).contains(&size), "{size}");
    rows[0].fill(None);
    let refused = |history: &[Vec<Option<f64>>], plan: &StaggeredStudy| {
        StaggeredFutures::draw(history, plan, &mut ChaCha20Rng::seed_from_u64(1)).unwrap_err()
    };
    assert_eq!(refused(&rows, &plan), StaggeredPowerError::NothingToDraw);
    let alone = study(vec![Some(0)], Uncertainty::Clusters);
    assert_eq!(refused(&history(1, 48, 1), &alone), StaggeredPowerError::NothingToDraw);
    assert_eq!(refused(&history(9, 48, 1), &plan), StaggeredPowerError::Study);
    let together = study(vec![Some(0); 10], Uncertainty::Randomisation(DEALS));
    assert_eq!(
        refused(&history(10, 48, 1), &together),
        StaggeredPowerError::Deals(RandomisationError::OneAssignment)
    );
    let sure = StaggeredStudy {
        confidence: 1.0,
        ..plan
    };
    assert_eq!(
        refused(&history(10, 48, 1), &sure),
        StaggeredPowerError::Confidence { confidence: 1.0 }
    );
}

#[test]
fn the_same_seed_draws_the_same_futures_and_another_does_not() {
    let plan = study(half_of(10), Uncertainty::Randomisation(DEALS));
    let rows = history(10, 48, 19);
    let with = |seed| StaggeredFutures::draw(&rows, &plan, &mut ChaCha20Rng::seed_from_u64(seed)).unwrap();
    assert_eq!(with(1), with(1));
    assert_ne!(with(1), with(2));
}
