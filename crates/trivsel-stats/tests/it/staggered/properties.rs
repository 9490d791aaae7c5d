//! What holds for every panel.

use std::num::{NonZeroU32, NonZeroUsize};

use proptest::collection::vec;
use proptest::prelude::*;
use trivsel_stats::randomisation::{Deals, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregation, Averaging, Comparison, Estimate, GroupTimeOptions, ImputationOptions, Multiplier, Panel, Unit,
    group_time_effects, impute, static_contrast,
};

use super::{GROUP_TIME, MULTIPLIER, panel};

const MONTHS: usize = 8;

/// Between 8 and 14 units, at least two in each of the cohorts 3 and 5 and three without a start, with gaps, headcounts and clusters of two.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let outcome = prop_oneof![9 => (-500_i32..500).prop_map(|value| Some(f64::from(value) / 8.0)), 1 => Just(None)];
    let unit = (
        vec(outcome, MONTHS),
        prop_oneof![Just(None), Just(Some(3)), Just(Some(5))],
        1_u32..60,
    );
    vec(unit, 8..14).prop_map(|drawn| {
        let fixed = [None, None, None, Some(3), Some(3), Some(5), Some(5)];
        drawn
            .into_iter()
            .enumerate()
            .map(|(index, (outcomes, start, weight))| Unit {
                outcomes,
                start: fixed.get(index).copied().unwrap_or(start),
                weight: f64::from(weight),
                cluster: (index > 6).then_some(index as u64 / 2),
            })
            .collect()
    })
}

fn options() -> impl Strategy<Value = (ImputationOptions, GroupTimeOptions)> {
    let averaging = prop_oneof![
        Just(Averaging::CohortAndMonth),
        Just(Averaging::MonthsSinceStart),
        Just(Averaging::All)
    ];
    let comparison = prop_oneof![Just(Comparison::NeverTreated), Just(Comparison::NotYetTreated)];
    (0..2_usize, averaging, comparison, 1..3_usize).prop_map(|(anticipation, averaging, comparison, base_months)| {
        let imputation = ImputationOptions {
            anticipation,
            leads: 2,
            averaging,
        };
        let group_time = GroupTimeOptions {
            comparison,
            base_months: NonZeroUsize::new(base_months).unwrap(),
            anticipation,
            ..GROUP_TIME
        };
        (imputation, group_time)
    })
}

/// All effects and standard errors of all methods, named.
fn everything(units: &[Unit], options: &(ImputationOptions, GroupTimeOptions)) -> Vec<(String, f64)> {
    let panel = Panel::new(units.to_vec()).unwrap();
    let mut all = Vec::new();
    let mut add = |what: String, estimate: &Estimate| {
        all.push((format!("{what} effect"), estimate.effect));
        all.extend(
            estimate
                .standard_error
                .ok()
                .map(|error| (format!("{what} error"), error)),
        );
    };
    if let Ok(found) = impute(&panel, &options.0) {
        add("overall".into(), &found.overall.estimate);
        let two_stage = Estimate {
            standard_error: found.overall.two_stage_error,
            ..found.overall.estimate
        };
        add("two stages".into(), &two_stage);
        found
            .by_month
            .iter()
            .for_each(|(since, effect)| add(format!("month {since}"), &effect.estimate));
        found
            .leads
            .iter()
            .for_each(|(since, lead)| add(format!("lead {since}"), lead));
    }
    if let Ok(found) = group_time_effects(&panel, &options.1) {
        for effect in &found.effects {
            add(format!("{} {}", effect.start, effect.month), &effect.estimate);
        }
        for rule in [
            Aggregation::Simple,
            Aggregation::Group,
            Aggregation::Dynamic,
            Aggregation::Calendar,
        ] {
            let aggregate = found.aggregate(rule);
            add(format!("{rule:?}"), &aggregate.overall);
            aggregate
                .parts
                .iter()
                .for_each(|(key, part)| add(format!("{rule:?} {key}"), part));
        }
    }
    if let Ok(found) = static_contrast(&panel) {
        add("static".into(), &found.estimate);
    }
    all
}

/// Equal up to rounding, with the second times `scale`.
fn check_same(one: &[(String, f64)], other: &[(String, f64)], scale: f64) -> Result<(), TestCaseError> {
    let names = |all: &[(String, f64)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    prop_assert_eq!(names(one), names(other));
    for ((name, one), (_, other)) in one.iter().zip(other) {
        // Outcomes go up to 60, so 1e-9 is ten digits.
        prop_assert!(
            (one * scale - other).abs() < 1e-9 * scale.max(1.0),
            "{}: {} {}",
            name,
            one * scale,
            other
        );
    }
    Ok(())
}

fn change(units: &[Unit], change: impl Fn(usize, usize, f64) -> f64) -> Vec<Unit> {
    let mut changed = units.to_vec();
    for (index, unit) in changed.iter_mut().enumerate() {
        for (month, outcome) in unit.outcomes.iter_mut().enumerate() {
            *outcome = outcome.map(|value| change(index, month, value));
        }
    }
    changed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_number_is_finite(units in units(), options in options()) {
        for (name, value) in everything(&units, &options) {
            prop_assert!(value.is_finite(), "{}", name);
        }
    }

    #[test]
    fn the_order_of_units_does_not_matter(units in units(), options in options(), turn in 1_usize..8) {
        let mut turned = units.clone();
        turned.rotate_left(turn);
        turned.reverse();
        check_same(&everything(&units, &options), &everything(&turned, &options), 1.0)?;
    }

    #[test]
    fn effects_scale_with_the_outcome(units in units(), options in options(), power in -4_i32..5) {
        let scale = 2_f64.powi(power);
        let scaled = change(&units, |_, _, value| value * scale);
        check_same(&everything(&units, &options), &everything(&scaled, &options), scale)?;
    }

    #[test]
    fn levels_of_units_and_common_shocks_cancel(
        units in units(), options in options(), months in vec(-100_i32..100, MONTHS), levels in vec(-100_i32..100, 14),
    ) {
        let moved = change(&units, |unit, month, value| value + f64::from(months[month]) + f64::from(levels[unit]));
        check_same(&everything(&units, &options), &everything(&moved, &options), 1.0)?;
    }

    #[test]
    fn the_unit_of_the_weights_does_not_matter(units in units(), options in options(), scale in 0.01_f64..100.0) {
        let mut scaled = units.clone();
        scaled.iter_mut().for_each(|unit| unit.weight *= scale);
        check_same(&everything(&units, &options), &everything(&scaled, &options), 1.0)?;
    }

    #[test]
    fn a_constant_effect_taken_out_lowers_the_answer_by_it(units in units(), effect in -20_i32..20) {
        let options = ImputationOptions { anticipation: 0, leads: 0, averaging: Averaging::All };
        let panel = Panel::new(units).unwrap();
        let without = panel.without_effect(f64::from(effect)).unwrap();
        if let (Ok(one), Ok(other)) = (impute(&panel, &options), impute(&without, &options)) {
            let moved = one.overall.estimate.effect - f64::from(effect);
            prop_assert!((moved - other.overall.estimate.effect).abs() < 1e-9);
        }
    }

    #[test]
    fn an_untouched_unit_on_the_fitted_path_changes_no_imputed_effect(units in units(), level in -20_i32..20) {
        // Untreated cells without noise, so that the common path is known and the new unit can follow it at another level.
        let path = |month: usize| f64::from(u8::try_from(month * month % 5).unwrap());
        let flat = change(&units, |unit, month, value| {
            let treated = units[unit].start.is_some_and(|start| month >= start);
            path(month) + if treated { value } else { 0.0 }
        });
        let mut more = flat.clone();
        more.push(Unit::new((0..MONTHS).map(|month| Some(path(month) + f64::from(level))).collect(), None));
        let options = ImputationOptions { anticipation: 0, leads: 0, averaging: Averaging::All };
        let effects = |units: Vec<Unit>| impute(&Panel::new(units).unwrap(), &options);
        if let (Ok(one), Ok(other)) = (effects(flat), effects(more)) {
            // A further unit can only make more cells comparable.
            prop_assert!(other.treated_cells >= one.treated_cells);
            if other.treated_cells == one.treated_cells {
                prop_assert!((one.overall.estimate.effect - other.overall.estimate.effect).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_later_starter_changes_nothing_against_the_never_treated(units in units(), outcomes in vec(-50_i32..50, MONTHS)) {
        // It is a cohort of its own; the other cohorts' effects must not feel it.
        let mut more = units.clone();
        more.push(Unit::new(outcomes.iter().map(|value| Some(f64::from(*value))).collect(), Some(6)));
        let effects = |units: &[Unit]| group_time_effects(&Panel::new(units.to_vec()).unwrap(), &GROUP_TIME).unwrap().effects;
        let mut with = effects(&more);
        with.retain(|effect| effect.start != 6);
        let without = effects(&units);
        prop_assert_eq!(with.len(), without.len());
        for (one, other) in with.iter().zip(&without) {
            prop_assert!((one.estimate.effect - other.estimate.effect).abs() < 1e-12);
            prop_assert_eq!(one.estimate.standard_error.is_ok(), other.estimate.standard_error.is_ok());
        }
    }

    #[test]
    fn randomisation_ignores_the_order_of_units_and_common_shocks(units in units(), month in 0..MONTHS, shock in -50_i32..50) {
        // The first seven: 7!/(3! 2! 2!) = 210 assignments.
        let some = &units[..7];
        let deals = Deals { enumerate_up_to: 1_000, draws: 0, seed: 0 };
        let test = |units: Vec<Unit>| Some(RandomisedImputation::new(&Panel::new(units).unwrap(), None, 0, &deals).ok()?.test());
        let moved = change(some, |_, at, value| if at == month { value + f64::from(shock) } else { value });
        let reversed = some.iter().rev().cloned().collect();
        let one = test(some.to_vec());
        for other in [test(moved), test(reversed)] {
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.p - other.p).abs() < 1e-12, "{} {}", one.p, other.p);
                prop_assert_eq!(one.undefined, other.undefined);
                prop_assert!(one.p >= one.assignments.smallest_p);
            }
        }
    }
}

proptest! {
    #[test]
    fn steps_of_one_month_are_the_months(units in units(), options in options()) {
        let panel = Panel::new(units).unwrap();
        let Ok(found) = impute(&panel, &options.0) else { return Ok(()) };
        let steps = found.steps(NonZeroU32::MIN);
        prop_assert_eq!(steps.len(), found.by_month.len() + found.leads.len());
        for step in steps {
            let month = found.by_month.get(&step.first).map(|month| month.estimate).or(found.leads.get(&step.first).copied());
            let month = month.unwrap();
            prop_assert_eq!(step.first, step.last);
            prop_assert!((step.effect - month.effect).abs() < 1e-9);
            match (step.standard_error, month.standard_error) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9),
                (one, other) => prop_assert_eq!(one.is_err(), other.is_err()),
            }
        }
    }

    #[test]
    fn one_step_over_all_treated_months_is_the_overall_effect(outcomes in vec(vec(-50_i32..50, MONTHS), 8)) {
        let starts = [None, None, None, Some(3), Some(3), Some(3), Some(5), Some(5)];
        let units = outcomes.iter().zip(starts).map(|(outcomes, start)| {
            Unit::new(outcomes.iter().map(|value| Some(f64::from(*value))).collect(), start)
        });
        let panel = Panel::new(units.collect()).unwrap();
        let options = ImputationOptions { anticipation: 0, leads: 2, averaging: Averaging::CohortAndMonth };
        let found = impute(&panel, &options).unwrap();
        let steps = found.steps(NonZeroU32::new(12).unwrap());
        prop_assert_eq!(steps.iter().map(|step| (step.first, step.last)).collect::<Vec<_>>(), [(-2, -1), (0, 4)]);
        let overall = found.overall.estimate;
        prop_assert!((steps[1].effect - overall.effect).abs() < 1e-9);
        prop_assert!((steps[1].standard_error.unwrap() - overall.standard_error.unwrap()).abs() < 1e-9);
    }
}

#[test]
fn the_same_seed_gives_the_same_bits_on_any_number_of_threads() {
    let found = group_time_effects(&panel("even"), &GROUP_TIME).unwrap();
    let one = found.bands(&MULTIPLIER).unwrap();
    for threads in [2, 3, 64, 1000] {
        let threads = NonZeroUsize::new(threads).unwrap();
        assert_eq!(found.bands(&Multiplier { threads, ..MULTIPLIER }).unwrap(), one);
    }
    let other = found.bands(&Multiplier { seed: 8, ..MULTIPLIER }).unwrap();
    assert_ne!(other, one);
    // Fixed for ever: a change of these bits is a change of every number already reported.
    let (key, band) = one.bands[60];
    assert_eq!(
        (key, one.critical_value.to_bits(), band.standard_error.to_bits()),
        ((16, 15), 4_613_833_529_135_434_609, 4_607_688_084_415_570_935)
    );
}

#[test]
fn bands_come_near_the_standard_errors_and_are_wider_together() {
    let found = group_time_effects(&panel("even"), &GROUP_TIME).unwrap();
    let aggregate = found.aggregate(Aggregation::Dynamic);
    let many = Multiplier {
        draws: 20_000,
        ..MULTIPLIER
    };
    let bands = aggregate.bands(&many).unwrap();
    assert_eq!(bands.bands.len(), aggregate.parts.len());
    // 31 effects: above the normal quantile, below Bonferroni's 3.15 with some room for 15 clusters.
    assert!(
        bands.critical_value > 2.3 && bands.critical_value < 4.0,
        "{}",
        bands.critical_value
    );
    for (key, band) in &bands.bands {
        let analytic = aggregate.parts[key].standard_error.unwrap();
        // With 15 clusters the draws are not normal: the quartiles give an error off by up to a fifth.
        assert!(
            (band.standard_error / analytic - 1.0).abs() < 0.2,
            "{key}: {} {analytic}",
            band.standard_error
        );
        assert!(band.simultaneous.lower < band.pointwise.lower && band.pointwise.upper < band.simultaneous.upper);
        assert_eq!(band.effect, aggregate.parts[key].effect);
    }
}
