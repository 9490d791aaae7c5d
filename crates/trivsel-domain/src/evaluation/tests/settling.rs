use super::*;

fn judged(facts: &Facts, lower: f64, upper: f64) -> Judgement {
    let choice = choose(facts);
    judge(
        interval(upper, lower, upper),
        facts.aim,
        SecondOpinions::default(),
        &choice.caps,
    )
}

fn settling(facts: &Facts, lower: f64, upper: f64) -> Vec<Settles> {
    list_settling(facts, &choose(facts), Some(&judged(facts, lower, upper)))
}

/// One series of these months, nobody to compare with.
fn alone(before: u32, after: u32) -> Facts {
    Facts {
        cohorts: vec![cohort(1, before, 0)],
        never_treated: 0,
        series: months(before, after),
        ..facts()
    }
}

#[test]
fn nothing_is_proposed_for_what_is_settled() {
    assert_eq!(settling(&facts(), -58.0, -34.0), []);
    assert_eq!(settling(&facts(), -14.0, 9.0), []);
}

#[test]
fn months_are_proposed_by_the_formula() {
    // 36 before, 12 after, 45 wide, 30 worth having: 1/36 + 1/(12 + k) < (30/45)²·(1/36 + 1/12) = 0.049383,
    // so 1/(12 + k) < 0.021605 and k > 34.3.
    assert_eq!(
        settling(&alone(36, 12), -30.0, 15.0),
        [Settles::MoreMonths { months: 35 }]
    );
    // (30/33)²·(1/60 + 1/24) = 0.048209; 1/(24 + k) < 0.031543, so k > 7.7.
    assert_eq!(
        settling(&alone(60, 24), -31.0, 2.0),
        [Settles::MoreMonths { months: 8 }]
    );
}

#[test]
fn months_that_alone_would_never_do_are_not_proposed() {
    // (30/72)²·(1/36 + 1/18) = 0.014468 is below 1/36 already: no number of months after would do.
    assert_eq!(settling(&alone(36, 18), -58.0, 14.0), []);
    // Possible, but only after 85 months.
    assert_eq!(settling(&alone(120, 12), -60.0, 20.0), []);
}

#[test]
fn units_are_proposed_by_the_same_formula() {
    let facts = Facts {
        cohorts: vec![cohort(3, 60, 24)],
        never_treated: 7,
        is_order_drawn: true,
        ..facts()
    };
    // (30/33)² = 0.82645 of what it is.
    // Months: 1/60 + 1/(24 + k) < 0.048209: k = 8. Treated: 1/7 + 1/(3 + k) < 0.393546: k = 1, since 1/4 + 1/7 = 0.392857.
    // Comparison: 1/3 + 1/(7 + k) < 0.393546: 1/(7 + k) < 0.060213, so k > 9.6.
    assert_eq!(
        settling(&facts, -31.0, 2.0),
        [
            Settles::MoreMonths { months: 8 },
            Settles::MoreTreatedUnits { units: 1 },
            Settles::MoreComparisonUnits { units: 10 },
        ]
    );
}

#[test]
fn what_is_proposed_does_settle_it_and_one_less_does_not() {
    for (before, after, width) in [(36, 12, 45.0), (60, 24, 33.0), (24, 12, 31.0)] {
        let proposals = settling(&alone(before, after), -width, 0.0);
        let [Settles::MoreMonths { months: more }] = proposals[..] else {
            assert_eq!(proposals, []);
            continue;
        };
        let sum = |after: u32| 1.0 / f64::from(before) + 1.0 / f64::from(after);
        let later = |more: u32| width * (sum(after + more) / sum(after)).sqrt();
        assert!(later(more) < 30.0 && later(more - 1) >= 30.0, "{before} {after}");
    }
}

#[test]
fn without_a_width_there_is_nothing_to_extrapolate_from() {
    let endless = |aim| Facts { aim, ..alone(36, 18) };
    let unbounded = f64::NEG_INFINITY;
    assert_eq!(settling(&endless(facts().aim), unbounded, 3.0), []);
    assert_eq!(settling(&endless(aim(Direction::Decrease, None)), -5.0, 3.0), []);
    assert_eq!(settling(&endless(aim(Direction::Decrease, Some(0.0))), -5.0, 3.0), []);
}

#[test]
fn what_stood_in_the_way_is_what_would_settle_it() {
    let check = |facts: Facts, wanted: &[Settles]| {
        assert_eq!(list_settling(&facts, &choose(&facts), None), wanted);
    };
    let somebody = Settles::MoreComparisonUnits { units: 1 };
    check(alone(36, 7), &[Settles::MoreMonths { months: 5 }, somebody]);
    check(alone(9, 12), &[Settles::OlderMonths { months: 3 }, somebody]);
    check(
        Facts {
            disruption: near(Extent::Everyone, StartPlace::Inside),
            ..alone(36, 18)
        },
        &[Settles::LaterStart { months: 12 }, somebody],
    );
    check(
        Facts {
            definition_break: Some(Extent::TreatedOnly),
            is_order_drawn: false,
            ..facts()
        },
        &[Settles::SameDefinition, Settles::ALot],
    );
    check(
        Facts {
            start_choice: StartChoice::AfterSeeing,
            ..alone(36, 18)
        },
        &[Settles::StartSetBeforehand],
    );
    check(
        Facts {
            cohorts: vec![cohort(1, 36, 8), cohort(1, 40, 4)],
            series: months(36, 4),
            contrast: months(36, 8),
            is_order_drawn: false,
            ..facts()
        },
        &[
            Settles::MoreMonths { months: 8 },
            Settles::StartsTogether,
            Settles::ALot,
        ],
    );
    check(
        Facts {
            cohorts: vec![cohort(3, 36, 0)],
            never_treated: 0,
            series: months(4, 1),
            ..facts()
        },
        &[
            Settles::OlderMonths { months: 8 },
            Settles::MoreMonths { months: 11 },
            somebody,
        ],
    );
}
