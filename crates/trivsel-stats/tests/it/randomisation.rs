//! Randomisation inference: against an enumeration in R, by hand, and what must always hold.

use trivsel_stats::randomisation::{
    Deals, ENUMERATION_LIMIT, RandomisationError, RandomisedImputation, count_assignments, test_constant_effects,
    test_statistic,
};
use trivsel_stats::staggered::{Averaging, ImputationOptions, Panel, Unit, impute};

use crate::oracle::{assert_close, number, rows};
use crate::staggered::{panel, weighted_units};

const RELABELLING: &str = include_str!("oracle/relabelling.csv");

const DEALS: Deals = Deals {
    enumerate_up_to: ENUMERATION_LIMIT,
    draws: 999,
    seed: 11,
};

fn overall(panel: &Panel) -> Option<f64> {
    let options = ImputationOptions {
        anticipation: 0,
        leads: 0,
        averaging: Averaging::All,
    };
    Some(impute(panel, &options).ok()?.overall.estimate.effect)
}

#[test]
fn all_assignments_give_the_p_of_an_enumeration_in_r() {
    for row in rows(RELABELLING) {
        let found = RandomisedImputation::new(&panel(row[0]), None, 0, &DEALS).unwrap();
        let test = found.test();
        assert_eq!(test.deals.to_string(), row[1]);
        // R solves by Householder reflections with dummies; twelve digits are what both keep.
        assert_close(test.effect, number(row[2]), 1e-11, row[0]);
        let p = found.p(number(row[3]));
        assert_close(p, number(row[4]), 1e-12, &format!("{} {}", row[0], row[3]));
    }
}

#[test]
fn the_fast_way_and_the_general_way_agree() {
    for name in ["few", "few_uneven"] {
        let panel = panel(name);
        let fast = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap();
        let general = test_statistic(&panel, None, &DEALS, &mut overall).unwrap();
        assert_eq!(general.p, fast.test().p, "{name}");
        assert_eq!(general.undefined, 0);
        let effects = [-3.0, -0.7, 0.4];
        let general = test_constant_effects(&panel, None, &DEALS, &effects, &mut overall).unwrap();
        assert_eq!(general, effects.map(|effect| fast.p(effect)), "{name}");
    }
}

#[test]
fn the_ends_of_the_confidence_set_are_where_p_passes_the_level() {
    for (name, level) in [("few", 0.9), ("few", 0.95), ("few_uneven", 0.9), ("few_uneven", 0.8)] {
        let found = RandomisedImputation::new(&panel(name), None, 0, &DEALS).unwrap();
        let set = found.confidence_set(level).unwrap();
        let (lower, upper) = (set.lower.unwrap(), set.upper.unwrap());
        assert!(lower < found.test().effect && found.test().effect < upper);
        for (end, outwards) in [(lower, -1e-6), (upper, 1e-6)] {
            assert!(found.p(end) > 1.0 - level + 1e-9, "{name} {level} {end}");
            assert!(found.p(end + outwards) <= 1.0 - level + 1e-9, "{name} {level} {end}");
        }
        // Nothing further out is accepted again.
        for step in 1..400 {
            let step = f64::from(step) * 0.05;
            let (below, above) = (found.p(lower - step - 1e-6), found.p(upper + step + 1e-6));
            assert!(below.max(above) <= 1.0 - level + 1e-9, "{name} {level} {step}");
        }
    }
}

#[test]
fn with_six_assignments_nothing_can_be_refused() {
    let unit = |level: f64, start| Unit::new((0..6).map(|month| Some(level + f64::from(month % 4))).collect(), start);
    let panel = Panel::new(vec![
        unit(3.0, Some(3)),
        unit(5.0, Some(3)),
        unit(1.0, None),
        unit(9.5, None),
    ])
    .unwrap();
    let found = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap();
    assert_eq!(found.test().assignments.distinct, Some(6));
    assert_close(found.test().assignments.smallest_p, 1.0 / 6.0, 1e-15, "smallest p");
    let set = found.confidence_set(0.95).unwrap();
    assert_eq!((set.lower, set.upper), (None, None));
}

#[test]
fn assignments_are_counted_before_anything_starts() {
    let eight = [Some(4), Some(4), Some(4), None, None, None, None, None];
    let count = count_assignments(&eight, None, &DEALS).unwrap();
    assert_eq!(count.distinct, Some(56));
    assert_close(count.smallest_p, 1.0 / 56.0, 1e-15, "8 choose 3");
    // In strata of 4: (4 over 2) · (4 over 1).
    let strata = [0, 0, 1, 1, 0, 0, 1, 1];
    assert_eq!(
        count_assignments(&eight, Some(&strata), &DEALS).unwrap().distinct,
        Some(24)
    );
    // 24 starts in a row: 24! is beyond the limit, and p is bounded by the draws.
    let row: Vec<_> = (0..24).map(Some).collect();
    let count = count_assignments(&row, None, &DEALS).unwrap();
    assert_eq!(count.distinct, Some((1..=24).product::<u128>()));
    assert_close(count.smallest_p, 0.001, 1e-15, "1 of 1,000");
    let many: Vec<_> = (0..40).map(Some).collect();
    assert_eq!(count_assignments(&many, None, &DEALS).unwrap().distinct, None);
}

#[test]
fn strata_keep_their_labels() {
    let units = crate::staggered::units("few");
    let strata = [0, 1, 0, 1, 0, 1, 1];
    let panel = Panel::new(units).unwrap();
    let labels = |panel: &Panel| {
        let mut labels: Vec<_> = strata.iter().copied().zip(panel.starts()).collect();
        labels.sort_unstable();
        labels
    };
    let wanted = labels(&panel);
    let mut seen = std::collections::BTreeSet::new();
    let test = test_statistic(&panel, Some(&strata), &DEALS, &mut |dealt| {
        assert_eq!(labels(dealt), wanted);
        seen.insert(dealt.starts().collect::<Vec<_>>());
        overall(dealt)
    })
    .unwrap();
    assert_eq!(u128::try_from(seen.len()).ok(), test.assignments.distinct);
    assert_eq!(test.deals, seen.len());
}

#[test]
fn draws_come_near_the_enumeration_and_repeat_themselves() {
    let panel = panel("few");
    let all = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap().test().p;
    let drawn = Deals {
        enumerate_up_to: 0,
        draws: 4_000,
        seed: 5,
    };
    let one = RandomisedImputation::new(&panel, None, 0, &drawn).unwrap();
    // Four standard errors of a share of about 0.1 in 4,000 draws.
    assert!((one.test().p - all).abs() < 4.0 * (0.09_f64 / 4_000.0).sqrt());
    assert_eq!(one, RandomisedImputation::new(&panel, None, 0, &drawn).unwrap());
    let other = Deals { seed: 6, ..drawn };
    assert_ne!(one, RandomisedImputation::new(&panel, None, 0, &other).unwrap());
}

#[test]
fn headcounts_and_gaps_take_the_general_way() {
    let panel = Panel::new(weighted_units("few_uneven")).unwrap();
    let found = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap();
    let general = test_statistic(&panel, None, &DEALS, &mut overall).unwrap();
    assert_eq!(found.test().p, general.p);
    assert_close(found.test().effect, overall(&panel).unwrap(), 1e-13, "effect");
}

#[test]
fn what_cannot_be_dealt_is_refused() {
    let panel = panel("few");
    let same = panel.with_starts(&[None; 7]).unwrap();
    let error = |panel: &Panel, strata, deals| RandomisedImputation::new(panel, strata, 0, deals).unwrap_err();
    assert_eq!(error(&same, None, &DEALS), RandomisationError::OneAssignment);
    assert!(matches!(
        error(&panel, Some(&[0, 1]), &DEALS),
        RandomisationError::Strata(_)
    ));
    let own = [0, 1, 2, 3, 4, 5, 6];
    assert_eq!(error(&panel, Some(&own), &DEALS), RandomisationError::OneAssignment);
    let none = Deals {
        enumerate_up_to: 0,
        draws: 0,
        seed: 0,
    };
    assert_eq!(error(&panel, None, &none), RandomisationError::NoDraws);
    let mut nothing = |_: &Panel| None;
    let refused = test_statistic(&panel, None, &DEALS, &mut nothing);
    assert_eq!(refused, Err(RandomisationError::NotComputable));
    let too_large = test_constant_effects(&panel, None, &DEALS, &[f64::NAN], &mut overall);
    assert!(matches!(too_large, Err(RandomisationError::Effect { .. })));
    let found = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap();
    assert_eq!(found.confidence_set(1.0), Err(RandomisationError::Level { level: 1.0 }));
}

#[test]
fn a_constant_outcome_is_as_usual_as_can_be() {
    let unit = |start| Unit::new(vec![Some(4.2); 8], start);
    let starts = [Some(4), Some(5), None, None, None, None, None];
    let panel = Panel::new(starts.map(unit).to_vec()).unwrap();
    let found = RandomisedImputation::new(&panel, None, 0, &DEALS).unwrap();
    assert_eq!((found.test().effect, found.test().p), (0.0, 1.0));
    let set = found.confidence_set(0.95).unwrap();
    assert_eq!((set.lower, set.upper), (Some(0.0), Some(0.0)));
}

#[test]
fn a_deal_without_an_effect_counts_as_extreme() {
    let panel = panel("few");
    let mut calls = 0;
    let test = test_statistic(&panel, None, &DEALS, &mut |panel| {
        calls += 1;
        if calls % 5 == 0 { None } else { overall(panel) }
    })
    .unwrap();
    assert_eq!(test.undefined, 106 / 5);
    assert!(test.p >= 21.0 / 105.0);
}
