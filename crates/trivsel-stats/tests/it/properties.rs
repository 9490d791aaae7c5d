//! What holds for every series: shifting, scaling, mirroring, turning time round, adding what must not matter.

use proptest::collection::vec;
use proptest::prelude::*;
use trivsel_stats::spc::{self, Bounds, Chart, Layout, Ratio, RuleSet, Side, Signal, Spread, list_signals, run_chart};
use trivsel_stats::summary::{mean, median, pooled_rate, quantile, sum};

/// Whole numbers, so that shifting and scaling by whole numbers and powers of two is exact and no signal hangs on
/// rounding in the data; the limits may still round differently, so points within 1e-9 of a line are let off.
fn whole(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    vec((-50_i32..50).prop_map(f64::from), length)
}

fn counts() -> impl Strategy<Value = Vec<Option<Ratio>>> {
    let ratio = (0_u32..40, 40_u32..90).prop_map(|(numerator, denominator)| {
        Some(Ratio {
            numerator: f64::from(numerator),
            denominator: f64::from(denominator),
        })
    });
    vec(ratio, 6..50)
}

fn spread() -> impl Strategy<Value = Spread> {
    prop_oneof![
        Just(Spread::MeanRange),
        Just(Spread::ScreenedMeanRange),
        Just(Spread::MedianRange)
    ]
}

fn rules() -> impl Strategy<Value = RuleSet> {
    prop_oneof![
        Just(RuleSet::Nhs),
        Just(RuleSet::WesternElectric),
        Just(RuleSet::ThreeSigma)
    ]
}

fn present(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn xmr(values: &[f64], spread: Spread) -> Chart {
    spc::xmr(&present(values), &Layout::default(), spread, Bounds::default()).unwrap()
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}

/// Whether some point is so near a line that rounding decides.
fn is_borderline(chart: &Chart) -> bool {
    chart.points.iter().any(|point| {
        let (Some(value), Some(centre)) = (point.value, point.centre) else {
            return false;
        };
        let sigma = point.limits.map_or(0.0, |limits| limits.sigma);
        (-3..=3).any(|k| close(value, centre + f64::from(k) * sigma) && value != centre)
    })
}

fn mirrored(signals: Vec<Vec<Signal>>) -> Vec<Vec<Signal>> {
    let turn = |side| if side == Side::Above { Side::Below } else { Side::Above };
    let mirror = |signal: Signal| match signal {
        Signal::OutsideLimits(side) => Signal::OutsideLimits(turn(side)),
        Signal::Shift(side) => Signal::Shift(turn(side)),
        Signal::Trend(side) => Signal::Trend(turn(side)),
        Signal::NearLimit(side) => Signal::NearLimit(turn(side)),
        Signal::BeyondOneSigma(side) => Signal::BeyondOneSigma(turn(side)),
    };
    signals
        .into_iter()
        .map(|here| sorted(here.into_iter().map(mirror).collect()))
        .collect()
}

fn sorted(mut signals: Vec<Signal>) -> Vec<Signal> {
    signals.sort_by_key(|signal| format!("{signal:?}"));
    signals
}

fn all_sorted(signals: Vec<Vec<Signal>>) -> Vec<Vec<Signal>> {
    signals.into_iter().map(sorted).collect()
}

proptest! {
    #[test]
    fn an_xmr_chart_moves_and_grows_with_its_values(
        values in whole(6..60), shift in -1000_i32..1000, power in -3_i32..4, spread in spread(), rules in rules(),
    ) {
        let (shift, scale) = (f64::from(shift), 2_f64.powi(power));
        let moved: Vec<f64> = values.iter().map(|value| value * scale + shift).collect();
        let (one, other) = (xmr(&values, spread), xmr(&moved, spread));
        for (a, b) in one.points.iter().zip(&other.points) {
            prop_assert!(close(a.centre.unwrap() * scale + shift, b.centre.unwrap()));
            prop_assert_eq!(a.limits.is_some(), b.limits.is_some());
            if let (Some(a), Some(b)) = (a.limits, b.limits) {
                prop_assert!(close(a.upper * scale + shift, b.upper));
                prop_assert!(close(a.lower * scale + shift, b.lower));
            }
        }
        prop_assume!(!is_borderline(&one) && !is_borderline(&other));
        prop_assert_eq!(list_signals(&one, rules), list_signals(&other, rules));
    }

    #[test]
    fn turning_values_upside_down_turns_the_signals(values in whole(6..60), spread in spread(), rules in rules()) {
        let turned: Vec<f64> = values.iter().map(|value| -value).collect();
        let (one, other) = (xmr(&values, spread), xmr(&turned, spread));
        prop_assume!(!is_borderline(&one));
        prop_assert_eq!(mirrored(list_signals(&one, rules)), all_sorted(list_signals(&other, rules)));
    }

    #[test]
    fn time_backwards_has_the_same_limits(values in whole(6..60), spread in spread()) {
        let backwards: Vec<f64> = values.iter().rev().copied().collect();
        let (one, other) = (xmr(&values, spread), xmr(&backwards, spread));
        prop_assert!(close(one.phases[0].centre.unwrap(), other.phases[0].centre.unwrap()));
        prop_assert!(close(one.phases[0].dispersion.unwrap(), other.phases[0].dispersion.unwrap()));
    }

    #[test]
    fn ghosts_and_missing_points_at_the_end_change_nothing_before(
        values in whole(6..40), ghosts in whole(1..6), gaps in 0_usize..4, rules in rules(),
    ) {
        let plain = xmr(&values, Spread::MeanRange);
        let mut longer = present(&values);
        longer.extend(ghosts.iter().copied().map(Some));
        longer.extend(vec![None; gaps]);
        let layout = Layout::with_ghosts(values.len()..values.len() + ghosts.len());
        let chart = spc::xmr(&longer, &layout, Spread::MeanRange, Bounds::default()).unwrap();
        prop_assert_eq!(&chart.points[..values.len()], &plain.points[..]);
        let signals = list_signals(&chart, rules);
        prop_assert_eq!(&signals[..values.len()], &list_signals(&plain, rules)[..]);
        prop_assert!(signals[values.len()..].iter().all(Vec::is_empty));
    }

    #[test]
    fn two_phases_are_two_charts(first in whole(6..30), second in whole(6..30), rules in rules()) {
        let both: Vec<f64> = [first.clone(), second.clone()].concat();
        let layout = Layout { phase_starts: [first.len()].into(), ..Layout::default() };
        let chart = spc::xmr(&present(&both), &layout, Spread::MeanRange, Bounds::default()).unwrap();
        let (one, two) = (xmr(&first, Spread::MeanRange), xmr(&second, Spread::MeanRange));
        for (point, alone) in chart.points.iter().zip(one.points.iter().chain(&two.points)) {
            prop_assert_eq!((point.centre, point.limits), (alone.centre, alone.limits));
        }
        let apart = [list_signals(&one, rules), list_signals(&two, rules)].concat();
        prop_assert_eq!(list_signals(&chart, rules), apart);
    }

    #[test]
    fn the_unit_of_exposure_does_not_matter(counts in counts(), power in -4_i32..5, spread in spread(), rules in rules()) {
        let scale = 2_f64.powi(2 * power);
        let other_unit: Vec<_> = counts
            .iter()
            .map(|ratio| ratio.map(|r| Ratio { denominator: r.denominator * scale, ..r }))
            .collect();
        let layout = Layout::default();
        let charts = [
            (spc::u(&counts, &layout), spc::u(&other_unit, &layout)),
            (spc::u_prime(&counts, &layout, spread), spc::u_prime(&other_unit, &layout, spread)),
        ];
        for (one, other) in charts {
            let (one, other) = (one.unwrap(), other.unwrap());
            for (a, b) in one.points.iter().zip(&other.points) {
                prop_assert!(close(a.centre.unwrap(), b.centre.unwrap() * scale));
                if let (Some(a), Some(b)) = (a.limits, b.limits) {
                    prop_assert!(close(a.upper, b.upper * scale) && close(a.lower, b.lower * scale));
                }
            }
            if !is_borderline(&one) {
                prop_assert_eq!(list_signals(&one, rules), list_signals(&other, rules));
            }
        }
    }

    #[test]
    fn counting_the_others_mirrors_a_p_chart(counts in counts(), spread in spread(), rules in rules()) {
        let others: Vec<_> = counts
            .iter()
            .map(|ratio| ratio.map(|r| Ratio { numerator: r.denominator - r.numerator, ..r }))
            .collect();
        let layout = Layout::default();
        let charts = [
            (spc::p(&counts, &layout), spc::p(&others, &layout)),
            (spc::p_prime(&counts, &layout, spread), spc::p_prime(&others, &layout, spread)),
        ];
        for (one, other) in charts {
            let (one, other) = (one.unwrap(), other.unwrap());
            for (a, b) in one.points.iter().zip(&other.points) {
                prop_assert!(close(a.centre.unwrap(), 1.0 - b.centre.unwrap()));
                if let (Some(a), Some(b)) = (a.limits, b.limits) {
                    prop_assert!(close(a.upper, 1.0 - b.lower) && close(a.lower, 1.0 - b.upper));
                }
            }
            // Patterns of neighbours compare shares that may be equal on paper and differ in the last digit.
            if !is_borderline(&one) && rules == RuleSet::ThreeSigma {
                prop_assert_eq!(mirrored(list_signals(&one, rules)), all_sorted(list_signals(&other, rules)));
            }
        }
    }

    #[test]
    fn a_run_chart_knows_only_order(values in whole(1..60), ghosts in proptest::collection::btree_set(0_usize..60, 0..4)) {
        let layout = Layout { ghosts: ghosts.into_iter().filter(|g| *g < values.len()).collect(), ..Layout::default() };
        prop_assume!(layout.ghosts.len() < values.len());
        let stretched: Vec<f64> = values.iter().map(|value| 4.0 * value - 300.0).collect();
        let turned: Vec<f64> = values.iter().map(|value| -value).collect();
        let runs = |values: &[f64]| run_chart(&present(values), &layout).unwrap().phases[0].runs;
        prop_assert_eq!(runs(&values), runs(&stretched));
        prop_assert_eq!(runs(&values), runs(&turned));
        if let Some(runs) = runs(&values) {
            prop_assert!(runs.longest_run <= runs.useful && runs.crossings < runs.useful);
            prop_assert!(runs.useful <= runs.longest_run * (runs.crossings + 1));
        }
    }

    #[test]
    fn summaries_do_not_depend_on_order(values in vec(-1e6_f64..1e6, 1..80), probability in 0.0_f64..=1.0, seed in any::<u64>()) {
        let mut shuffled = values.clone();
        let mut state = seed;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        prop_assert_eq!(median(&values), median(&shuffled));
        prop_assert_eq!(quantile(&values, probability), quantile(&shuffled, probability));
        prop_assert!(close(sum(&values).unwrap(), sum(&shuffled).unwrap()));
        prop_assert!(close(mean(&values).unwrap(), mean(&shuffled).unwrap()));
    }

    #[test]
    fn a_quantile_lies_among_the_values_and_grows(values in vec(-1e6_f64..1e6, 1..80), p in 0.0_f64..=1.0, q in 0.0_f64..=1.0) {
        let (low, high) = (quantile(&values, p.min(q)).unwrap(), quantile(&values, p.max(q)).unwrap());
        // Interpolating twice may round the last digit either way.
        prop_assert!(low <= high || close(low, high));
        prop_assert!(quantile(&values, 0.0).unwrap() <= low && high <= quantile(&values, 1.0).unwrap());
    }

    #[test]
    fn a_pooled_rate_lies_among_the_rates(counts in counts()) {
        let ratios: Vec<Ratio> = counts.into_iter().flatten().collect();
        let rates: Vec<f64> = ratios.iter().filter_map(|ratio| ratio.value()).collect();
        let rate = pooled_rate(&ratios).unwrap();
        prop_assert!(rates.iter().any(|r| *r <= rate * (1.0 + 1e-12)) && rates.iter().any(|r| *r >= rate * (1.0 - 1e-12)));
    }
}
