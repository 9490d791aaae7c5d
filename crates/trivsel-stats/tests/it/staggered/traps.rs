//! Panels that make other programs answer 0, NaN, or nothing at all.

use std::num::NonZeroUsize;

use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, GroupTimeError, GroupTimeOptions, ImputationError, ImputationOptions,
    IntervalError, Multiplier, MultiplierError, NotEstimable, Panel, PanelError, Reference, StaticError, Unit,
    group_time_effects, impute, list_pair_contrasts, static_contrast,
};

use super::{GROUP_TIME, IMPUTATION, MULTIPLIER, panel, small, units};

#[test]
fn a_cohort_of_one_has_an_effect_but_no_standard_error() {
    let panel = panel("lone");
    assert_eq!(panel.counts().lone_cohorts().collect::<Vec<_>>(), [11]);
    let lone = NotEstimable::OneTreatedCluster { start: 11 };

    let found = impute(&panel, &IMPUTATION).unwrap();
    assert_eq!(found.lone_cohorts, [11]);
    assert!(found.overall.estimate.effect.is_finite());
    assert_eq!(found.overall.estimate.standard_error, Err(lone));
    // Across cohorts there are four clusters, if effects are taken to be alike.
    assert!(found.overall.two_stage_error.is_ok());
    let refused = found.overall.estimate.interval(0.95, Reference::Normal);
    assert_eq!(refused, Err(IntervalError::NoStandardError(lone)));
    // Months 7 to 9 since the start are those of the other cohort alone.
    assert_eq!(found.by_month[&6].estimate.standard_error, Err(lone));
    assert!(found.by_month[&7].estimate.standard_error.is_ok());

    let found = group_time_effects(&panel, &GROUP_TIME).unwrap();
    assert_eq!(found.lone_cohorts, [11]);
    for effect in &found.effects {
        assert_eq!(effect.estimate.standard_error.is_ok(), effect.start == 8);
    }
    assert_eq!(found.aggregate(Aggregation::Simple).overall.standard_error, Err(lone));
    let group = found.aggregate(Aggregation::Group);
    assert!(group.parts[&8].standard_error.is_ok());
    assert_eq!(group.parts[&11].standard_error, Err(lone));
    // Bands are made of what has a standard error.
    let bands = group.bands(&MULTIPLIER).unwrap();
    assert_eq!(bands.bands.iter().map(|(start, _)| *start).collect::<Vec<_>>(), [8]);
}

#[test]
fn pooling_over_cohorts_bridges_a_cohort_of_one() {
    let options = ImputationOptions {
        averaging: Averaging::MonthsSinceStart,
        ..IMPUTATION
    };
    let found = impute(&panel("lone"), &options).unwrap();
    assert!(found.overall.estimate.standard_error.unwrap() > 0.0);
    assert_eq!(found.lone_cohorts, [11]);
}

#[test]
fn a_cohort_in_one_cluster_is_a_cohort_of_one() {
    let mut units = units("lone");
    units
        .iter_mut()
        .filter(|unit| unit.start == Some(8))
        .for_each(|unit| unit.cluster = Some(99));
    let found = impute(&Panel::new(units).unwrap(), &IMPUTATION).unwrap();
    assert_eq!(found.lone_cohorts, [8, 11]);
    assert!(found.overall.estimate.standard_error.is_err());
    assert_eq!(found.overall.estimate.treated_units, 4);
    assert_eq!(found.overall.estimate.treated_clusters, 2);
}

#[test]
fn a_single_unit_to_compare_with_gives_no_standard_error() {
    let panel = small(&[
        (&[1.0, 2.0, 3.0], None),
        (&[4.0, 5.0, 1.0], Some(2)),
        (&[4.0, 6.0, 2.0], Some(2)),
        (&[3.0, 6.0, 5.0], Some(2)),
    ]);
    let lone = Err(NotEstimable::OneComparisonCluster { month: 2 });
    let found = impute(&panel, &IMPUTATION).unwrap();
    assert_eq!(found.overall.estimate.standard_error, lone);
    assert_eq!(found.overall.two_stage_error.map(|_| 0.0), lone);
    let found = group_time_effects(&panel, &GROUP_TIME).unwrap();
    assert_eq!(found.effects.last().unwrap().estimate.standard_error, lone);
}

#[test]
fn a_unit_without_months_before_is_left_out_and_named() {
    let with = small(&[
        (&[1.0, 2.0, 3.0], None),
        (&[2.0, 1.0, 3.0], None),
        (&[9.0, 9.0, 9.0], Some(0)),
        (&[4.0, 5.0, 1.0], Some(2)),
        (&[4.0, 6.0, 2.0], Some(2)),
    ]);
    let without = Panel::new(
        with.units()
            .iter()
            .filter(|unit| unit.start != Some(0))
            .cloned()
            .collect(),
    )
    .unwrap();
    let (found, plain) = (
        impute(&with, &IMPUTATION).unwrap(),
        impute(&without, &IMPUTATION).unwrap(),
    );
    assert_eq!(found.left_out.units_without_earlier_months, [2]);
    assert_eq!(found.left_out.cells, 3);
    assert!((found.overall.estimate.effect - plain.overall.estimate.effect).abs() < 1e-14);
    let found = group_time_effects(&with, &GROUP_TIME).unwrap();
    assert_eq!(found.cohorts_without_base, [0]);
    assert_eq!(
        found.effects,
        group_time_effects(&without, &GROUP_TIME).unwrap().effects
    );
    // With nobody else there is nothing.
    let alone = small(&[(&[1.0, 2.0], None), (&[1.0, 2.0], Some(0))]);
    assert_eq!(impute(&alone, &IMPUTATION), Err(ImputationError::NothingIdentified));
    assert_eq!(
        group_time_effects(&alone, &GROUP_TIME),
        Err(GroupTimeError::NoBase { needed: 1 })
    );
    assert_eq!(static_contrast(&alone), Err(StaticError::NotIdentified));
}

#[test]
fn all_units_starting_at_once_is_refused() {
    let panel = small(&[(&[1.0, 2.0, 4.0], Some(1)), (&[2.0, 5.0, 1.0], Some(1))]);
    assert_eq!(impute(&panel, &IMPUTATION), Err(ImputationError::NothingIdentified));
    assert_eq!(static_contrast(&panel), Err(StaticError::NotIdentified));
    assert_eq!(
        group_time_effects(&panel, &GROUP_TIME),
        Err(GroupTimeError::NoNeverTreatedUnits)
    );
    let options = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        ..GROUP_TIME
    };
    assert_eq!(
        group_time_effects(&panel, &options),
        Err(GroupTimeError::NothingIdentified)
    );
}

#[test]
fn one_unit_is_refused() {
    let panel = small(&[(&[1.0, 2.0, 4.0], Some(1))]);
    assert_eq!(impute(&panel, &IMPUTATION), Err(ImputationError::NothingIdentified));
    assert_eq!(static_contrast(&panel), Err(StaticError::NotIdentified));
    assert!(group_time_effects(&panel, &GROUP_TIME).is_err());
}

#[test]
fn nobody_starting_or_everybody_from_the_first_month_is_refused() {
    let panel = small(&[(&[1.0, 2.0], None), (&[1.0, 2.0], None)]);
    assert_eq!(impute(&panel, &IMPUTATION), Err(ImputationError::NoTreatedCells));
    assert_eq!(static_contrast(&panel), Err(StaticError::NoTreatedCells));
    assert_eq!(list_pair_contrasts(&panel), Err(StaticError::NoTreatedCells));
    assert_eq!(
        group_time_effects(&panel, &GROUP_TIME),
        Err(GroupTimeError::NoTreatedUnits)
    );
    let panel = panel.with_starts(&[Some(0), Some(0)]).unwrap();
    assert_eq!(impute(&panel, &IMPUTATION), Err(ImputationError::NoUntreatedCells));
    // A start after which nothing was measured is no treated month.
    let mut units = small(&[(&[1.0, 2.0], None), (&[1.0, 2.0], Some(1))]).units().to_vec();
    units[1].outcomes[1] = None;
    let panel = Panel::new(units).unwrap();
    assert_eq!(impute(&panel, &IMPUTATION), Err(ImputationError::NoTreatedCells));
    assert_eq!(
        group_time_effects(&panel, &GROUP_TIME),
        Err(GroupTimeError::NothingIdentified)
    );
}

#[test]
fn a_month_without_untreated_cells_is_left_out_and_named() {
    let panel = small(&[
        (&[1.0, 2.0, 1.0, 3.0], Some(3)),
        (&[2.0, 1.0, 2.0, 2.0], Some(3)),
        (&[4.0, 5.0, 1.0, 2.0], Some(2)),
        (&[4.0, 6.0, 2.0, 2.0], Some(2)),
    ]);
    let found = impute(&panel, &IMPUTATION).unwrap();
    assert_eq!(found.left_out.months_without_comparison, [3]);
    assert_eq!((found.left_out.cells, found.treated_cells), (4, 2));
    assert_eq!(found.by_month.keys().copied().collect::<Vec<_>>(), [0]);
    let options = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        base: Base::Universal,
        ..GROUP_TIME
    };
    let found = group_time_effects(&panel, &options).unwrap();
    assert!(found.effects.iter().all(|effect| effect.month < 3));
    assert!(found.cells_left_out >= 2);
}

#[test]
fn parts_that_no_unit_connects_are_not_compared() {
    // The untreated unit was followed in months 0 and 1 only, the treated ones before their start in month 2 only.
    let mut units = small(&[(&[1.0; 5], None), (&[2.0; 5], Some(3)), (&[2.0; 5], Some(4))])
        .units()
        .to_vec();
    units[0].outcomes = vec![Some(1.0), Some(2.0), None, None, None];
    units[1].outcomes = vec![None, None, Some(5.0), Some(4.0), Some(4.0)];
    units[2].outcomes = vec![None, None, Some(5.0), Some(5.0), Some(4.0)];
    let found = impute(&Panel::new(units).unwrap(), &IMPUTATION).unwrap();
    // Month 3 has unit 2 to compare with; month 4 has nobody.
    assert_eq!(found.overall.estimate.effect, -1.0);
    assert_eq!((found.treated_cells, found.left_out.cells), (1, 2));
    // A treated unit connected with nothing but itself.
    let mut units = small(&[(&[1.0; 4], None), (&[2.0; 4], Some(3))]).units().to_vec();
    units[0].outcomes = vec![Some(1.0), None, None, Some(1.0)];
    units[1].outcomes = vec![None, Some(1.0), Some(1.0), Some(1.0)];
    let apart = Panel::new(units).unwrap();
    assert_eq!(impute(&apart, &IMPUTATION), Err(ImputationError::NothingIdentified));
    assert_eq!(
        group_time_effects(&apart, &GROUP_TIME),
        Err(GroupTimeError::NothingIdentified)
    );
}

#[test]
fn a_constant_outcome_has_no_effect_and_no_uncertainty() {
    let unit = |level: f64, start| Unit::new(vec![Some(level); 6], start);
    let units = [
        unit(0.1, None),
        unit(3.3, None),
        unit(7.7, Some(2)),
        unit(0.3, Some(2)),
        unit(1.1, Some(4)),
        unit(1.7, Some(4)),
    ];
    let panel = Panel::new(units.to_vec()).unwrap();
    let options = ImputationOptions { leads: 2, ..IMPUTATION };
    let found = impute(&panel, &options).unwrap();
    assert_eq!(found.overall.estimate.effect, 0.0);
    assert_eq!(found.overall.estimate.standard_error, Ok(0.0));
    assert_eq!(found.overall.two_stage_error, Ok(0.0));
    assert!(
        found
            .leads
            .values()
            .all(|lead| lead.effect == 0.0 && lead.standard_error == Ok(0.0))
    );
    let bands = found.bands(&MULTIPLIER).unwrap();
    assert!(bands.critical_value.is_finite());
    assert!(
        bands
            .bands
            .iter()
            .all(|(_, band)| band.simultaneous.lower == 0.0 && band.simultaneous.upper == 0.0)
    );
    let found = group_time_effects(&panel, &GROUP_TIME).unwrap();
    let simple = found.aggregate(Aggregation::Simple).overall;
    assert_eq!((simple.effect, simple.standard_error), (0.0, Ok(0.0)));
    assert_eq!(static_contrast(&panel).unwrap().estimate.effect, 0.0);
}

#[test]
fn duplicate_starts_are_one_cohort_however_many() {
    let panel = small(&[
        (&[1.0, 2.0, 1.0, 3.0], None),
        (&[2.0, 1.0, 2.0, 2.0], None),
        (&[4.0, 5.0, 1.0, 2.0], Some(2)),
        (&[4.0, 5.0, 1.0, 2.0], Some(2)),
        (&[4.0, 5.0, 1.0, 2.0], Some(2)),
    ]);
    let counts = panel.counts();
    assert_eq!(counts.cohorts.len(), 1);
    assert_eq!(
        (
            counts.cohorts[0].start,
            counts.cohorts[0].units,
            counts.treated_clusters
        ),
        (2, 3, 3)
    );
    assert_eq!(
        (
            counts.never_treated_units,
            counts.never_treated_clusters,
            counts.clusters
        ),
        (2, 2, 5)
    );
    // Identical units have no spread of their own; that of the untreated remains.
    let found = impute(&panel, &IMPUTATION).unwrap();
    assert!(found.overall.estimate.standard_error.unwrap() > 0.0);
}

#[test]
fn leads_that_cannot_be_told_apart_are_left_out_and_named() {
    // One cohort: with as many leads as months before, the first one is what the others are compared with.
    let panel = small(&[
        (&[1.0, 2.0, 1.0, 3.0], None),
        (&[2.0, 1.0, 2.0, 2.0], None),
        (&[4.0, 5.0, 1.0, 2.0], Some(3)),
        (&[4.0, 6.0, 1.0, 2.0], Some(3)),
    ]);
    let options = ImputationOptions {
        leads: 10,
        ..IMPUTATION
    };
    let found = impute(&panel, &options).unwrap();
    assert_eq!(found.leads.keys().copied().collect::<Vec<_>>(), [-2, -1]);
    assert_eq!(found.leads_left_out, [-3, -4]);
}

#[test]
fn what_is_no_panel_is_refused() {
    assert_eq!(Panel::new(Vec::new()), Err(PanelError::NoUnits));
    assert_eq!(Panel::new(vec![Unit::new(Vec::new(), None)]), Err(PanelError::NoMonths));
    let good = Unit::new(vec![Some(1.0), None], Some(1));
    let with = |other: Unit| Panel::new(vec![good.clone(), other]).unwrap_err();
    let short = Unit::new(vec![Some(1.0)], None);
    let (unit, found, expected) = (1, 1, 2);
    assert_eq!(with(short), PanelError::Months { unit, found, expected });
    for bad in [f64::NAN, f64::INFINITY, -1e100] {
        let outcome = Unit::new(vec![Some(1.0), Some(bad)], None);
        assert_eq!(with(outcome), PanelError::Outcome { unit, month: 1 });
    }
    let late = Unit::new(vec![None, None], Some(2));
    assert_eq!(with(late), PanelError::Start { unit, start: 2 });
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-10] {
        let weighted = Unit { weight, ..good.clone() };
        assert_eq!(with(weighted), PanelError::Weight { unit }, "{weight}");
    }
    let panel = Panel::new(vec![good.clone()]).unwrap();
    let (found, expected) = (0, 1);
    assert_eq!(panel.with_starts(&[]), Err(PanelError::Entries { found, expected }));
    assert_eq!(
        panel.with_starts(&[Some(9)]),
        Err(PanelError::Start { unit: 0, start: 9 })
    );
    let refused = panel.with_starts(&[Some(0)]).unwrap().without_effect(1e120);
    assert_eq!(refused, Err(PanelError::Outcome { unit: 0, month: 0 }));
}

#[test]
fn bands_without_draws_or_without_errors_are_refused() {
    let found = impute(&panel("even"), &IMPUTATION).unwrap();
    let few = Multiplier {
        draws: 99,
        ..MULTIPLIER
    };
    assert_eq!(found.bands(&few), Err(MultiplierError::TooFewDraws { draws: 99 }));
    let enough = Multiplier {
        draws: 100,
        ..MULTIPLIER
    };
    assert!(found.bands(&enough).is_ok());
    for level in [0.0, 1.0, -3.0] {
        let wrong = Multiplier { level, ..MULTIPLIER };
        assert_eq!(found.bands(&wrong), Err(MultiplierError::Level { level }));
    }
    let alone = small(&[
        (&[1.0, 2.0, 1.0, 3.0], None),
        (&[2.0, 1.0, 2.0, 2.0], None),
        (&[4.0, 5.0, 1.0, 2.0], Some(2)),
    ]);
    let found = impute(&alone, &IMPUTATION).unwrap();
    assert_eq!(found.bands(&MULTIPLIER), Err(MultiplierError::NothingEstimable));
}

#[test]
fn outcomes_near_the_limit_stay_finite() {
    let scale = 9e99;
    let units = panel("even").units().to_vec().into_iter().map(|mut unit| {
        unit.outcomes
            .iter_mut()
            .flatten()
            .for_each(|outcome| *outcome *= scale / 40.0);
        unit.weight *= 1e-200;
        unit
    });
    let found = impute(&Panel::new(units.collect()).unwrap(), &IMPUTATION).unwrap();
    assert!(found.overall.estimate.effect.is_finite() && found.overall.estimate.standard_error.unwrap().is_finite());
}

/// A unit that is seen only from after its start on, or that closed before it, is part of no effect: it weighs nothing in their means.
#[test]
fn a_unit_that_is_in_no_effect_weighs_nothing_in_a_mean_of_effects() {
    let series = |effect: f64, start: Option<usize>| {
        let outcome = |month: usize| {
            let is_treated = start.is_some_and(|start| month >= start);
            10.0 + f64::from(u32::try_from(month).unwrap()) * 0.1 + if is_treated { effect } else { 0.0 }
        };
        Unit::new((0..24).map(|month| Some(outcome(month))).collect(), start)
    };
    let mut units = vec![
        series(0.0, None),
        series(0.0, None),
        series(-1.0, Some(8)),
        series(-1.0, Some(8)),
        series(-3.0, Some(14)),
        series(-3.0, Some(14)),
    ];
    let options = GroupTimeOptions {
        comparison: Comparison::NotYetTreated,
        base: Base::Universal,
        base_months: NonZeroUsize::MIN.saturating_add(2),
        anticipation: 0,
    };
    let rules = [
        Aggregation::Simple,
        Aggregation::Group,
        Aggregation::Dynamic,
        Aggregation::Calendar,
    ];
    let means = |units: &[Unit]| {
        let found = group_time_effects(&Panel::new(units.to_vec()).unwrap(), &options).unwrap();
        rules.map(|rule| found.aggregate(rule).overall)
    };
    let without = means(&units);
    let hidden = |shown: std::ops::Range<usize>, start: usize| {
        let whole = series(-3.0, Some(start));
        let outcomes = whole.outcomes.iter().enumerate();
        let kept = outcomes.map(|(month, outcome)| outcome.filter(|_| shown.contains(&month)));
        Unit::new(kept.collect(), Some(start))
    };
    // One comes late, one closes before it begins, one has no month of the base.
    units.extend([hidden(16..24, 14), hidden(0..10, 14), hidden(9..24, 8)]);
    let with = means(&units);
    for (rule, (one, other)) in rules.iter().zip(without.iter().zip(&with)) {
        assert!(
            (one.effect - other.effect).abs() < 1e-12,
            "{rule:?}: {one:?}, {other:?}"
        );
        let errors = [one, other].map(|estimate| estimate.standard_error.unwrap());
        assert!((errors[0] - errors[1]).abs() < 1e-12, "{rule:?}: {errors:?}");
    }
    // Two cohorts of two: −1 for sixteen months and −3 for ten.
    assert!((without[1].effect + 2.0).abs() < 1e-12);
}
