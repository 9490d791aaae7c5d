//! What holds for every series.

use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use trivsel_stats::its::{
    BlockBootstrap, Errors, Estimate, Handling, Plan, Ratio, fit, fit_autoregressive, fit_controlled,
};

use super::{invented, plan, single};

fn counts() -> impl Strategy<Value = Vec<Option<Ratio>>> {
    let month = (20_u32..90, 900_u32..1100).prop_map(|(numerator, denominator)| {
        Some(Ratio {
            numerator: f64::from(numerator),
            denominator: f64::from(denominator),
        })
    });
    proptest::collection::vec(month, 60)
}

fn scaled(series: &[Option<Ratio>], events: f64, exposure: f64) -> Vec<Option<Ratio>> {
    let scale = |ratio: Ratio| Ratio {
        numerator: ratio.numerator * events,
        denominator: ratio.denominator * exposure,
    };
    series.iter().map(|ratio| ratio.map(scale)).collect()
}

fn assert_same(one: Estimate, other: Estimate) {
    assert!((one.value - other.value).abs() < 1e-8, "{one:?} {other:?}");
    assert!(
        (one.standard_error - other.standard_error).abs() < 1e-8,
        "{one:?} {other:?}"
    );
    assert_eq!(one.degrees, other.degrees);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_unit_of_exposure_and_of_events_does_not_matter(series in counts()) {
        let plan = Plan::step_at(40);
        let plain = fit(single(&series), &plan).unwrap();
        let other = fit(single(&scaled(&series, 4.0, 37.5)), &plan).unwrap();
        for errors in [Errors::Model, Errors::Hac] {
            assert_same(plain.effect(errors).log_rate_ratio, other.effect(errors).log_rate_ratio);
        }
        // Events in quarters: four times the variance of each is in the dispersion.
        prop_assert!((other.dispersion() / plain.dispersion() - 4.0).abs() < 1e-7);
    }

    #[test]
    fn a_step_put_into_the_data_is_added_to_the_estimate(series in counts(), factor in 0.5_f64..2.0) {
        let plan = Plan::step_at(40);
        // Put in through the exposure, where it changes no count and so no weight.
        let moved: Vec<_> = series.iter().enumerate().map(|(month, ratio)| ratio.map(|ratio| Ratio {
            denominator: if month < 40 { ratio.denominator } else { ratio.denominator / factor },
            ..ratio
        })).collect();
        let (plain, moved) = (fit(single(&series), &plan).unwrap(), fit(single(&moved), &plan).unwrap());
        let before = plain.effect(Errors::Model).step;
        let expected = Estimate { value: before.value + factor.ln(), ..before };
        assert_same(expected, moved.effect(Errors::Model).step);
    }

    #[test]
    fn swapping_the_two_series_turns_the_effect_round(series in counts(), comparison in counts()) {
        let plan = Plan::step_at(40);
        let one = fit_controlled(&series, &comparison, &plan).unwrap().effect(Errors::Hac).step;
        let other = fit_controlled(&comparison, &series, &plan).unwrap().effect(Errors::Hac).step;
        assert_same(one, Estimate { value: -other.value, ..other });
    }

    #[test]
    fn months_missing_at_the_front_move_nothing_but_the_season(series in counts()) {
        // Twelve empty months in front: the same series a year later.
        let later: Vec<_> = std::iter::repeat_n(None, 12).chain(series.iter().copied()).collect();
        let one = fit(single(&series), &Plan::step_at(40)).unwrap();
        let other = fit(single(&later), &Plan::step_at(52)).unwrap();
        assert_same(one.effect(Errors::Hac).step, other.effect(Errors::Hac).step);
        let one = fit_autoregressive(single(&series), &Plan::step_at(40)).unwrap();
        let other = fit_autoregressive(single(&later), &Plan::step_at(52)).unwrap();
        assert_same(one.effect.step, other.effect.step);
    }
}

#[test]
fn excluding_a_window_is_one_dummy_for_each_of_its_months() {
    // A window of two months: B, and C whose level and slope fit two months exactly.
    let series = invented().0;
    let window = |handling| {
        let mut plan = plan(handling);
        plan.disruption.as_mut().unwrap().window = 40..42;
        fit(single(&series), &plan).unwrap()
    };
    let (excluded, fitted) = (window(Handling::Exclude), window(Handling::OwnLevelAndSlope));
    assert_same(excluded.effect(Errors::Model).step, fitted.effect(Errors::Model).step);
    assert!((excluded.dispersion() - fitted.dispersion()).abs() < 1e-8);
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    let fit = fit(single(&invented().0), &plan(Handling::Exclude)).unwrap();
    let settings = BlockBootstrap { draws: 50, block: 6 };
    let draw = |seed| {
        fit.bootstrap(settings, 0.95, &mut ChaCha20Rng::seed_from_u64(seed))
            .unwrap()
    };
    let first = draw(42);
    assert_eq!(first, draw(42));
    assert_ne!(first, draw(43));
    // These very bits, on every platform.
    let bits = [first.rate_ratio.lower, first.rate_ratio.upper, first.difference.lower].map(f64::to_bits);
    assert_eq!(bits, super::PINNED_BITS, "{bits:?}");
    let step = fit.effect(Errors::Hac).log_rate_ratio.ratio(0.95).unwrap();
    let bits = [step.estimate, step.lower, step.upper].map(f64::to_bits);
    assert_eq!(bits, super::PINNED_RATIO, "{bits:?}");
}
