use super::*;
use Design::{ChartOnly, ControlledSeries, InterruptedSeries, StaggeredComparison};

/// Checks the design, and each refusal with the design it stands beside.
#[track_caller]
fn check(facts: &Facts, design: Design, refused: &[(Design, Refusal)]) {
    let choice = choose(facts);
    assert_eq!(choice.design, design);
    assert_eq!(choice.refused, refused);
}

/// The same facts with no untouched unit and one common start: one series, and nobody to compare with.
fn alone(series: Months) -> Facts {
    Facts {
        cohorts: vec![cohort(2, series.before, 0)],
        never_treated: 0,
        series,
        ..facts()
    }
}

const TOGETHER: [(Design, Refusal); 2] = [
    (StaggeredComparison, Refusal::AllStartTogether),
    (ControlledSeries, Refusal::NoUntouchedUnit),
];

#[test]
fn units_that_start_at_different_times_are_compared() {
    check(&facts(), StaggeredComparison, &[]);
    let all_in_the_end = Facts {
        // The last cohort has nobody left to be compared with, but is compared with itself.
        cohorts: vec![cohort(3, 24, 12), cohort(3, 36, 0)],
        never_treated: 0,
        ..facts()
    };
    check(&all_in_the_end, StaggeredComparison, &[]);
    let one_start = Facts {
        cohorts: vec![cohort(3, 24, 12)],
        never_treated: 5,
        ..facts()
    };
    check(&one_start, StaggeredComparison, &[]);
}

#[test]
fn fewer_than_six_units_are_not_a_staggered_comparison() {
    for (treated, never_treated) in [(1, 1), (2, 2), (2, 3), (4, 1)] {
        let few = Facts {
            cohorts: vec![cohort(treated, 36, 18)],
            never_treated,
            ..facts()
        };
        let have = u32::try_from(treated).unwrap() + never_treated;
        let choice = choose(&few);
        assert_eq!(choice.design, ControlledSeries);
        assert_eq!(
            choice.refused[0],
            (StaggeredComparison, Refusal::TooFewUnits { have, need: 6 })
        );
    }
}

#[test]
fn a_series_needs_an_untouched_unit_to_be_held_against() {
    let no_months_between = Facts {
        cohorts: vec![cohort(3, 24, 0), cohort(3, 25, 0)],
        never_treated: 0,
        ..facts()
    };
    check(
        &no_months_between,
        InterruptedSeries,
        &[
            (StaggeredComparison, Refusal::TooFewMonthsAfter { have: 0, need: 1 }),
            (ControlledSeries, Refusal::NoUntouchedUnit),
        ],
    );
    check(&alone(months(24, 12)), InterruptedSeries, &TOGETHER);
}

#[test]
fn months_decide_what_one_series_can_carry() {
    let before = |have| (InterruptedSeries, Refusal::TooFewMonthsBefore { have, need: 12 });
    let after = |have| (InterruptedSeries, Refusal::TooFewMonthsAfter { have, need: 12 });
    let check = |before, after, design, model, more: &[(Design, Refusal)]| {
        let facts = alone(months(before, after));
        check(&facts, design, &[&TOGETHER, more].concat());
        assert_eq!(choose(&facts).model, model, "{before} and {after}");
    };
    check(24, 12, InterruptedSeries, Some(SeriesModel::Full), &[]);
    check(23, 12, InterruptedSeries, Some(SeriesModel::StepWithoutSeason), &[]);
    check(12, 12, InterruptedSeries, Some(SeriesModel::StepWithoutSeason), &[]);
    check(12, 60, InterruptedSeries, Some(SeriesModel::StepWithoutSeason), &[]);
    check(11, 12, ChartOnly, None, &[before(11)]);
    check(60, 11, ChartOnly, None, &[after(11)]);
    check(5, 1, ChartOnly, None, &[before(5), after(1)]);
    check(4, 11, ChartOnly, None, &[before(4), after(11)]);
    check(60, 0, ChartOnly, None, &[after(0)]);
}

#[test]
fn a_controlled_series_has_the_same_months_rule() {
    let contrast = |contrast| Facts {
        cohorts: vec![cohort(1, 36, 18)],
        never_treated: 1,
        contrast,
        ..facts()
    };
    let few = (StaggeredComparison, Refusal::TooFewUnits { have: 2, need: 6 });
    check(&contrast(months(12, 12)), ControlledSeries, &[few]);
    assert_eq!(
        choose(&contrast(months(12, 12))).model,
        Some(SeriesModel::StepWithoutSeason)
    );
    assert_eq!(choose(&contrast(months(24, 12))).model, Some(SeriesModel::Full));
    check(
        &contrast(months(11, 5)),
        InterruptedSeries,
        &[
            few,
            (ControlledSeries, Refusal::TooFewMonthsBefore { have: 11, need: 12 }),
            (ControlledSeries, Refusal::TooFewMonthsAfter { have: 5, need: 12 }),
        ],
    );
}

#[test]
fn a_start_in_or_soon_after_a_disruption_needs_somebody_to_compare_with() {
    let soon = |have| (InterruptedSeries, Refusal::StartSoonAfterDisruption { have, need: 12 });
    let check = |start, design, more: &[(Design, Refusal)]| {
        let disruption = near(Extent::Everyone, start);
        check(
            &Facts {
                disruption,
                ..alone(months(36, 18))
            },
            design,
            &[&TOGETHER, more].concat(),
        );
        let compared = choose(&Facts { disruption, ..facts() });
        assert_eq!(compared.design, StaggeredComparison, "a comparison removes it");
        assert_eq!(compared.cautions.contains(&Caution::NearDisruption), !more.is_empty());
    };
    check(
        StartPlace::Inside,
        ChartOnly,
        &[(InterruptedSeries, Refusal::StartInsideDisruption)],
    );
    check(StartPlace::After { months: 0 }, ChartOnly, &[soon(0)]);
    check(StartPlace::After { months: 11 }, ChartOnly, &[soon(11)]);
    check(StartPlace::After { months: 12 }, InterruptedSeries, &[]);
}

#[test]
fn what_reached_the_treated_only_is_removed_by_no_comparison() {
    let inside = Facts {
        disruption: near(Extent::TreatedOnly, StartPlace::Inside),
        ..facts()
    };
    let refused = |refusal| [StaggeredComparison, ControlledSeries, InterruptedSeries].map(|d| (d, refusal));
    check(&inside, ChartOnly, &refused(Refusal::StartInsideDisruption));
    let new_system = Facts {
        definition_break: Some(Extent::TreatedOnly),
        ..facts()
    };
    check(&new_system, ChartOnly, &refused(Refusal::DefinitionBreakAtStart));
}

#[test]
fn a_new_definition_for_all_leaves_only_comparisons() {
    let shared = |facts| Facts {
        definition_break: Some(Extent::Everyone),
        ..facts
    };
    let compared = choose(&shared(facts()));
    assert_eq!(compared.design, StaggeredComparison);
    assert_eq!(compared.cautions.last(), Some(&Caution::SharedDefinitionBreak));
    check(
        &shared(alone(months(36, 18))),
        ChartOnly,
        &[&TOGETHER[..], &[(InterruptedSeries, Refusal::DefinitionBreakAtStart)]].concat(),
    );
}

#[test]
fn cohorts_of_one_need_a_lot_or_company() {
    let singles = |is_order_drawn| Facts {
        cohorts: vec![cohort(1, 24, 24), cohort(1, 30, 18), cohort(1, 36, 12)],
        never_treated: 5,
        is_order_drawn,
        ..facts()
    };
    check(&singles(true), StaggeredComparison, &[]);
    assert!(
        choose(&singles(true))
            .cautions
            .contains(&Caution::OneUnitCohorts { cohorts: 3 })
    );
    check(
        &singles(false),
        ControlledSeries,
        &[(StaggeredComparison, Refusal::OneUnitCohortsOnly { cohorts: 3 })],
    );
    let mixed = Facts {
        is_order_drawn: false,
        ..facts()
    };
    check(&mixed, StaggeredComparison, &[]);
    assert!(
        choose(&mixed)
            .cautions
            .contains(&Caution::OneUnitCohorts { cohorts: 1 })
    );
}

#[test]
fn fewer_than_twenty_orders_can_make_nothing_rare() {
    let check = |cohorts: &[usize], never_treated, have: Option<u64>| {
        let facts = Facts {
            cohorts: cohorts.iter().map(|units| cohort(*units, 24, 18)).collect(),
            never_treated,
            ..facts()
        };
        let refusal = choose(&facts).refused.first().map(|(_, refusal)| *refusal);
        assert_eq!(refusal, have.map(|have| Refusal::TooFewOrders { have, need: 20 }));
    };
    check(&[2], 4, Some(15));
    check(&[3], 3, None);
    check(&[2], 5, None);
    check(&[1], 18, Some(19));
    check(&[1, 1], 4, None);
    // From 20 units with 5 treated the bootstrap carries it; one treated out of 20 rests on the 20 orders there are.
    check(&[1], 19, None);
}

#[test]
fn uncertainty_follows_the_number_of_units() {
    use Uncertainty::{ClusterBootstrap, DescriptiveOnly, Randomisation};
    for (units, treated, mode) in [
        (0, 0, DescriptiveOnly),
        (5, 2, DescriptiveOnly),
        (6, 1, Randomisation),
        (19, 12, Randomisation),
        (20, 4, Randomisation),
        (20, 5, ClusterBootstrap),
        (500, 250, ClusterBootstrap),
    ] {
        assert_eq!(Uncertainty::of(units, treated), mode, "{units} with {treated}");
    }
    let choice = choose(&facts());
    assert_eq!(choice.uncertainty, Some(Randomisation));
    assert_eq!(choice.cautions[0], Caution::FewUnits { units: 12 });
    let few_treated = Facts {
        cohorts: vec![cohort(4, 24, 18)],
        never_treated: 30,
        ..facts()
    };
    assert_eq!(choose(&few_treated).cautions, [Caution::FewTreated { treated: 4 }]);
    let many = Facts {
        cohorts: vec![cohort(5, 24, 18)],
        never_treated: 15,
        ..facts()
    };
    assert_eq!(choose(&many).uncertainty, Some(ClusterBootstrap));
    assert_eq!(choose(&many).cautions, []);
}

#[test]
fn a_unit_without_months_before_its_start_is_left_out() {
    let with_newcomers = Facts {
        cohorts: vec![
            Cohort {
                units: vec![months(24, 18), months(24, 18), months(2, 18), months(0, 18)],
            },
            cohort(1, 0, 12),
        ],
        never_treated: 6,
        ..facts()
    };
    let choice = choose(&with_newcomers);
    assert_eq!(choice.design, StaggeredComparison);
    assert!(choice.cautions.contains(&Caution::FewUnits { units: 8 }));
    assert!(choice.cautions.contains(&Caution::UnitsLeftOut { units: 3 }));
    let only_newcomers = Facts {
        cohorts: vec![cohort(3, 2, 18)],
        never_treated: 6,
        ..facts()
    };
    assert_eq!(
        choose(&only_newcomers).refused,
        [(StaggeredComparison, Refusal::TooFewMonthsBefore { have: 2, need: 3 })]
    );
}

#[test]
fn a_reader_is_told_what_to_be_careful_about() {
    let careless = Facts {
        cohorts: vec![cohort(5, 7, 18)],
        never_treated: 15,
        is_order_drawn: false,
        start_choice: StartChoice::Unknown,
        aim: aim(Direction::Decrease, None),
        ..facts()
    };
    assert_eq!(
        choose(&careless).cautions,
        [
            Caution::OrderNotDrawn,
            Caution::ShortHistory { months: 7 },
            Caution::StartChoiceUnknown,
            Caution::NoSmallestWorthwhile,
        ]
    );
    assert_eq!(
        choose(&alone(months(15, 12))).cautions,
        [Caution::WithoutSeason { months: 15 }]
    );
}

#[test]
fn a_failed_gate_caps_the_verdict() {
    let refused = |because| Cap::Refused { because };
    assert_eq!(choose(&facts()).caps, []);
    assert_eq!(
        choose(&alone(months(7, 12))).caps,
        [refused(Refusal::TooFewMonthsBefore { have: 7, need: 12 })]
    );
    let late = Facts {
        start_choice: StartChoice::AfterSeeing,
        disruption: near(Extent::Everyone, StartPlace::Inside),
        ..alone(months(36, 18))
    };
    assert_eq!(
        choose(&late).caps,
        [refused(Refusal::StartInsideDisruption), Cap::StartChosenAfterSeeing]
    );
}

#[test]
fn nothing_is_chosen_before_anything_has_started() {
    let not_yet = Facts {
        cohorts: vec![Cohort { units: Vec::new() }],
        ..facts()
    };
    let refused = [StaggeredComparison, ControlledSeries, InterruptedSeries, ChartOnly];
    check(
        &not_yet,
        Design::CannotBeConcluded,
        &refused.map(|design| (design, Refusal::NotStarted)),
    );
}

#[test]
fn an_initiative_that_has_not_begun_says_so_and_nothing_else() {
    let planned = Facts {
        has_begun: false,
        cohorts: Vec::new(),
        ..facts()
    };
    let choice = choose(&planned);
    assert_eq!(choice.design, Design::CannotBeConcluded);
    assert!(choice.refused.iter().all(|(_, refusal)| *refusal == Refusal::NotBegun));
    assert_eq!(
        choice.caps,
        [Cap::Refused {
            because: Refusal::NotBegun
        }]
    );
}

#[test]
fn whatever_stands_in_the_way_what_there_is_can_be_looked_at() {
    for (before, after) in [(0, 1), (0, 40), (3, 0), (40, 0)] {
        let facts = Facts {
            disruption: near(Extent::Everyone, StartPlace::Inside),
            definition_break: Some(Extent::TreatedOnly),
            to_look_at: before + after,
            ..alone(months(before, after))
        };
        assert_eq!(choose(&facts).design, ChartOnly, "{before} and {after} months");
    }
}

#[test]
fn units_outside_the_owner_are_told_of() {
    let area = Facts {
        is_outside: true,
        ..facts()
    };
    assert!(choose(&area).cautions.contains(&Caution::ComparedOutside));
    assert!(!choose(&facts()).cautions.contains(&Caution::ComparedOutside));
}
