//! Sums small enough to do by hand.

use std::num::NonZeroUsize;

use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, GroupTimeOptions, ImputationOptions, Interval, IntervalError,
    NotEstimable, Reference, group_time_effects, impute, static_contrast,
};

use super::{GROUP_TIME, IMPUTATION, small};
use crate::oracle::assert_close;

/// Two never treated, two that start in month 2. Before: 1, 3 and 5, 7 (treated) in both months. After: untreated +1 and +3, treated
/// −1 and −5.
fn two_by_two() -> trivsel_stats::staggered::Panel {
    small(&[
        (&[1.0, 1.0, 2.0], None),
        (&[3.0, 3.0, 6.0], None),
        (&[5.0, 5.0, 4.0], Some(2)),
        (&[7.0, 7.0, 2.0], Some(2)),
    ])
}

#[test]
fn two_against_two_is_a_difference_of_differences() {
    // −3 in the mean of the treated, +2 in the mean of the others.
    let found = impute(&two_by_two(), &IMPUTATION).unwrap();
    assert_close(found.overall.estimate.effect, -5.0, 1e-14, "imputation");
    let found = group_time_effects(&two_by_two(), &GROUP_TIME).unwrap();
    let last = found.effects.last().unwrap();
    assert_eq!((last.start, last.month, last.comparison_units), (2, 2, 2));
    assert_close(last.estimate.effect, -5.0, 1e-14, "group-time");
    // Each side: deviations ±1 and ±2 over 2 units: √(2·(1/2)² + 2·(2/2)²) = √2.5.
    assert_close(last.estimate.standard_error.unwrap(), 2.5_f64.sqrt(), 1e-14, "error");
    // One start: the static regression makes no forbidden comparison.
    let contrast = static_contrast(&two_by_two()).unwrap();
    assert_close(contrast.estimate.effect, -5.0, 1e-14, "static");
    assert_eq!((contrast.negative_cells, contrast.negative_weight), (0, 0.0));
}

#[test]
fn the_conservative_error_by_hand() {
    // Untreated: v = (¼, ¼, −½) and ε = ±(⅓, ⅓, −⅔), so Σvε = ±½. Treated: v = ½ and τ lies ±2 off the average, so ±1; their
    // months before have no residual. √(2·¼ + 2·1) = √2.5.
    let error = impute(&two_by_two(), &IMPUTATION)
        .unwrap()
        .overall
        .estimate
        .standard_error;
    assert_close(error.unwrap(), 2.5_f64.sqrt(), 1e-14, "error");
}

#[test]
fn growing_effects_turn_the_static_regression_round() {
    // One starts in month 1, the other in month 4; no noise, and effects of 1, 2, 3, …
    let early: Vec<f64> = (0..7).map(f64::from).collect();
    let late: Vec<f64> = (0..7).map(|month: i32| f64::from((month - 3).max(0))).collect();
    let panel = small(&[(&early, Some(1)), (&late, Some(4))]);
    let contrast = static_contrast(&panel).unwrap();
    // No effect is below 1, and yet:
    assert!(contrast.estimate.effect < 0.5, "{}", contrast.estimate.effect);
    assert!(contrast.negative_weight < 0.0 && contrast.negative_cells > 0);
    assert_eq!(contrast.treated_cells, 6 + 3);
    // Imputation takes what can be compared: "early" in months 1 to 3 has "late" beside it.
    let found = impute(&panel, &IMPUTATION).unwrap();
    assert_close(found.overall.estimate.effect, 2.0, 1e-14, "mean of 1, 2, 3");
    assert_eq!((found.treated_cells, found.left_out.cells), (3, 6));
    assert_eq!(found.left_out.months_without_comparison, [4, 5, 6]);
}

#[test]
fn heavier_units_count_more() {
    let mut units = two_by_two().units().to_vec();
    units[2].weight = 3.0;
    let panel = trivsel_stats::staggered::Panel::new(units).unwrap();
    // Treated: (3·(−1) + 1·(−5))/4 = −2; the others still +2.
    assert_close(
        impute(&panel, &IMPUTATION).unwrap().overall.estimate.effect,
        -4.0,
        1e-14,
        "imputation",
    );
    let simple = group_time_effects(&panel, &GROUP_TIME)
        .unwrap()
        .aggregate(Aggregation::Simple);
    assert_close(simple.overall.effect, -4.0, 1e-14, "group-time");
}

#[test]
fn anticipated_months_are_reported_but_not_counted() {
    let panel = small(&[
        (&[1.0, 1.0, 1.0, 1.0], None),
        (&[2.0, 2.0, 2.0, 2.0], None),
        (&[5.0, 5.0, 6.0, 8.0], Some(3)),
        (&[5.0, 5.0, 6.0, 8.0], Some(3)),
    ]);
    let options = ImputationOptions {
        anticipation: 1,
        leads: 1,
        averaging: Averaging::All,
    };
    let found = impute(&panel, &options).unwrap();
    assert_eq!(found.overall.estimate.effect, 3.0);
    let by_month: Vec<_> = found
        .by_month
        .iter()
        .map(|(since, found)| (*since, found.estimate.effect))
        .collect();
    assert_eq!(by_month, [(-1, 1.0), (0, 3.0)]);
    assert_eq!(found.leads.keys().copied().collect::<Vec<_>>(), [-2]);
    assert_eq!(found.leads[&-2].effect, 0.0);
    let options = GroupTimeOptions {
        anticipation: 1,
        ..GROUP_TIME
    };
    let aggregate = group_time_effects(&panel, &options)
        .unwrap()
        .aggregate(Aggregation::Dynamic);
    let parts: Vec<_> = aggregate
        .parts
        .iter()
        .map(|(since, part)| (*since, part.effect))
        .collect();
    assert_eq!(parts, [(-2, 0.0), (-1, 1.0), (0, 3.0)]);
}

#[test]
fn a_base_of_several_months_is_their_mean() {
    let panel = small(&[
        (&[0.0, 0.0, 0.0, 0.0], None),
        (&[0.0, 0.0, 0.0, 0.0], None),
        (&[1.0, 2.0, 6.0, 9.0], Some(3)),
        (&[1.0, 2.0, 6.0, 9.0], Some(3)),
    ]);
    let options = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        base: Base::Universal,
        base_months: NonZeroUsize::new(3).unwrap(),
        anticipation: 0,
    };
    let found = group_time_effects(&panel, &options).unwrap();
    let effects: Vec<_> = found
        .effects
        .iter()
        .map(|effect| (effect.estimate.effect, effect.is_in_base))
        .collect();
    assert_eq!(effects, [(-2.0, true), (-1.0, true), (3.0, true), (6.0, false)]);
    // One base month is the reference itself.
    let options = GroupTimeOptions {
        base_months: NonZeroUsize::MIN,
        ..options
    };
    let found = group_time_effects(&panel, &options).unwrap();
    assert_eq!(found.effects[2].estimate.standard_error, Err(NotEstimable::Reference));
    assert_eq!(found.effects[2].estimate.effect, 0.0);
}

#[test]
fn aggregations_by_hand() {
    // Cohort 1 (two units): effects 1, 2, 3. Cohort 2 (four units): 10, 20.
    let flat: &[f64] = &[0.0; 4];
    let early: &[f64] = &[0.0, 1.0, 2.0, 3.0];
    let late: &[f64] = &[0.0, 0.0, 10.0, 20.0];
    let mut units = vec![(flat, None), (flat, None), (early, Some(1)), (early, Some(1))];
    units.extend([(late, Some(2)); 4]);
    let found = group_time_effects(&small(&units), &GROUP_TIME).unwrap();
    let overall = |rule| found.aggregate(rule).overall.effect;
    // (2·(1 + 2 + 3) + 4·(10 + 20)) / (2·3 + 4·2)
    assert_close(overall(Aggregation::Simple), 132.0 / 14.0, 1e-14, "simple");
    // (2·2 + 4·15) / 6
    assert_close(overall(Aggregation::Group), 64.0 / 6.0, 1e-14, "group");
    // Months since the start: (2·1 + 4·10)/6 = 7, (2·2 + 4·20)/6 = 14, 3
    assert_close(overall(Aggregation::Dynamic), 24.0 / 3.0, 1e-14, "dynamic");
    // Months 1, 2, 3: 1, (2·2 + 4·10)/6, (2·3 + 4·20)/6
    assert_close(
        overall(Aggregation::Calendar),
        (1.0 + 44.0 / 6.0 + 86.0 / 6.0) / 3.0,
        1e-14,
        "calendar",
    );
    let group = found.aggregate(Aggregation::Group);
    assert_eq!(group.parts.keys().copied().collect::<Vec<_>>(), [1, 2]);
    assert_eq!((group.overall.treated_units, group.parts[&2].treated_units), (6, 4));
}

#[test]
fn an_interval_is_the_effect_and_its_quantiles() {
    let estimate = impute(&two_by_two(), &IMPUTATION).unwrap().overall.estimate;
    let error = 2.5_f64.sqrt();
    let Interval { lower, upper } = estimate.interval(0.95, Reference::Normal).unwrap();
    assert_close(lower, -5.0 - 1.959_963_984_540_054 * error, 1e-12, "lower");
    assert_close(upper, -5.0 + 1.959_963_984_540_054 * error, 1e-12, "upper");
    let student = estimate.interval(0.95, Reference::StudentsT { degrees: 3.0 }).unwrap();
    assert_close(
        student.upper,
        -5.0 + 3.182_446_305_284_263 * error,
        1e-10,
        "t with 3 degrees",
    );
    for level in [-0.1, 1.0, f64::NAN] {
        let refused = estimate.interval(level, Reference::Normal);
        assert!(matches!(refused, Err(IntervalError::Distribution(_))), "{level}");
    }
    let degrees = Reference::StudentsT { degrees: 0.0 };
    assert!(matches!(
        estimate.interval(0.9, degrees),
        Err(IntervalError::Distribution(_))
    ));
}
