//! What holds for every scale: order, scaling, shifting, turning round, adding what must not matter.

use proptest::collection::vec;
use proptest::prelude::*;
use trivsel_stats::scale::{
    Items, Population, Sample, alpha, lambda_2, mean_interval, omega_total, paired_change, shrink, welch_change, wilson,
};

/// Answers on a scale of 0 to 10, so that shifts and powers of two are exact.
fn answers(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    vec((0_i32..=10).prop_map(f64::from), length)
}

/// Respondents by four items.
fn rows() -> impl Strategy<Value = Vec<Vec<f64>>> {
    vec(answers(4..5), 8..40)
}

fn close(one: f64, other: f64, tolerance: f64) -> bool {
    (one - other).abs() <= tolerance * one.abs().max(other.abs()).max(1.0)
}

proptest! {
    #[test]
    fn an_interval_moves_and_grows_with_its_answers(
        values in answers(2..40), shift in -100_i32..100, power in -3_i32..4,
    ) {
        let Ok(before) = mean_interval(Sample::of_process(&values), 0.95) else { return Ok(()) };
        let (shift, scale) = (f64::from(shift), 2_f64.powi(power));
        let moved: Vec<f64> = values.iter().map(|value| scale * value + shift).collect();
        let after = mean_interval(Sample::of_process(&moved), 0.95).unwrap();
        prop_assert!(close(after.lower, scale * before.lower + shift, 1e-12));
        prop_assert!(close(after.upper, scale * before.upper + shift, 1e-12));
        let reversed: Vec<f64> = values.iter().rev().copied().collect();
        let reversed = mean_interval(Sample::of_process(&reversed), 0.95).unwrap();
        prop_assert!(close(reversed.lower, before.lower, 1e-13));
    }

    #[test]
    fn a_larger_population_and_a_higher_confidence_never_make_an_interval_narrower(
        values in answers(2..30), more in 0_usize..50,
    ) {
        let width = |population, confidence| {
            let sample = Sample { answers: &values, population };
            mean_interval(sample, confidence).map(|interval| interval.upper - interval.lower)
        };
        let Ok(process) = width(Population::Process, 0.95) else { return Ok(()) };
        let size = values.len() + more;
        let finite = width(Population::Finite { size }, 0.95).unwrap();
        let larger = width(Population::Finite { size: size + 1 }, 0.95).unwrap();
        prop_assert!(finite <= larger);
        prop_assert!(finite <= process);
        prop_assert!(process < width(Population::Process, 0.99).unwrap());
    }

    #[test]
    fn turning_time_round_turns_a_change_round(earlier in answers(2..20), later in answers(2..20)) {
        let (one, other) = (Sample::of_process(&earlier), Sample::of_process(&later));
        let Ok(forth) = welch_change(one, other, 0.95) else { return Ok(()) };
        let back = welch_change(other, one, 0.95).unwrap();
        prop_assert_eq!(forth.difference, -back.difference);
        prop_assert!(close(forth.lower, -back.upper, 1e-13));
        prop_assert!(close(forth.p_value, back.p_value, 1e-13));
        prop_assert_eq!(forth.p_value < 0.05, forth.lower > 0.0 || forth.upper < 0.0);
    }

    #[test]
    fn what_everybody_adds_to_both_answers_does_not_change_a_change(
        pairs in vec((0_i32..10, 0_i32..10), 2..30), added in vec(-9_i32..9, 30),
    ) {
        let pair = |(one, other): &(i32, i32)| (f64::from(*one), f64::from(*other));
        let plain: Vec<(f64, f64)> = pairs.iter().map(pair).collect();
        let lifted: Vec<(f64, f64)> = plain
            .iter()
            .zip(&added)
            .map(|((one, other), more)| (one + f64::from(*more), other + f64::from(*more)))
            .collect();
        let change = |pairs: &[(f64, f64)]| paired_change(pairs, Population::Process, 0.95);
        prop_assert_eq!(change(&plain), change(&lifted));
    }

    #[test]
    fn a_share_and_its_rest_have_mirrored_intervals(trials in 1_u64..200, part in 0.0_f64..=1.0) {
        let successes = (part * trials as f64) as u64;
        let share = wilson(successes, trials, 0.95).unwrap();
        let rest = wilson(trials - successes, trials, 0.95).unwrap();
        prop_assert!(0.0 <= share.lower && share.lower <= share.share);
        prop_assert!(share.share <= share.upper && share.upper <= 1.0);
        prop_assert!(close(share.lower, 1.0 - rest.upper, 1e-14));
    }

    #[test]
    fn reliability_does_not_depend_on_order_shift_or_a_common_unit(
        rows in rows(), shift in -50_i32..50, power in -4_i32..5,
    ) {
        let items = Items::new(&rows).unwrap();
        let moved: Vec<Vec<f64>> = rows
            .iter()
            .rev()
            .map(|row| row.iter().rev().map(|x| 2_f64.powi(power) * x + f64::from(shift)).collect())
            .collect();
        let moved = Items::new(&moved).unwrap();
        let Ok(before) = alpha(&items, 0.95) else { return Ok(()) };
        let after = alpha(&moved, 0.95).unwrap();
        prop_assert!(close(before.alpha, after.alpha, 1e-10) && close(before.lower, after.lower, 1e-9));
        let guttman = lambda_2(&items).unwrap();
        prop_assert!(close(guttman, lambda_2(&moved).unwrap(), 1e-10));
        prop_assert!(guttman >= before.alpha - 1e-10, "lambda-2 is never below alpha");
        prop_assert!(before.lower <= before.alpha && before.alpha <= before.upper && before.upper <= 1.0);
    }

    #[test]
    fn omega_is_found_or_refused_and_never_nonsense(rows in rows(), scales in vec(-3_i32..4, 4)) {
        let items = Items::new(&rows).unwrap();
        let Ok(omega) = omega_total(&items) else { return Ok(()) };
        prop_assert!((0.0..=1.0).contains(&omega.omega), "{:?}", omega);
        prop_assert!(omega.discrepancy >= -1e-12);
        // The model reproduces the variances of items that are not held, unless there is no factor.
        for (i, (loading, uniqueness)) in omega.loadings.iter().zip(&omega.uniquenesses).enumerate() {
            if !omega.held.contains(&i) {
                prop_assert!(close(loading * loading + uniqueness, items.covariance()[i][i], 1e-6));
            }
        }
        // Other units for each item change the loadings by that unit, and nothing else.
        let scaled = |row: &Vec<f64>| row.iter().zip(&scales).map(|(x, power)| 2_f64.powi(*power) * x).collect();
        let other = omega_total(&Items::new(&rows.iter().map(scaled).collect::<Vec<_>>()).unwrap()).unwrap();
        prop_assert!(close(other.discrepancy, omega.discrepancy, 1e-8));
    }

    #[test]
    fn drawn_together_means_lie_between_their_own_and_the_overall(
        units in vec(answers(1..12), 3..12), shift in -50_i32..50, power in -3_i32..4,
    ) {
        let Ok(before) = shrink(&units, 0.95) else { return Ok(()) };
        for unit in &before.units {
            let (low, high) = (unit.own.min(before.overall), unit.own.max(before.overall));
            prop_assert!(low - 1e-9 <= unit.shrunk && unit.shrunk <= high + 1e-9);
            prop_assert!((0.0..=1.0).contains(&unit.kept) && unit.standard_error >= 0.0);
        }
        let (shift, scale) = (f64::from(shift), 2_f64.powi(power));
        let moved: Vec<Vec<f64>> = units.iter().map(|unit| unit.iter().map(|x| scale * x + shift).collect()).collect();
        let after = shrink(&moved, 0.95).unwrap();
        prop_assert!(close(after.icc, before.icc, 1e-6));
        for (one, other) in before.units.iter().zip(&after.units) {
            prop_assert!(close(scale * one.shrunk + shift, other.shrunk, 1e-6));
        }
    }
}
