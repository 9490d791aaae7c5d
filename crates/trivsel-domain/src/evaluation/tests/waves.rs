use super::*;
use crate::questionnaire::{Range, Reading};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn waves(closed: &[(&str, bool)]) -> Vec<Wave> {
    let wave = |(closed_on, is_comparable): &(&str, bool)| Wave {
        closed_on: day(closed_on),
        is_comparable: *is_comparable,
    };
    closed.iter().map(wave).collect()
}

#[track_caller]
fn check(closed: &[(&str, bool)], starts: &[&str], wanted: Result<(usize, usize), Lack>) {
    let starts: Vec<_> = starts.iter().map(|start| day(start)).collect();
    assert_eq!(choose_waves(&waves(closed), &starts), wanted, "{closed:?} {starts:?}");
}

#[test]
fn the_newest_survey_is_held_against_the_last_before_the_start() {
    let all = [
        ("2018-04-01", true),
        ("2019-04-01", true),
        ("2020-04-01", true),
        ("2021-04-01", true),
    ];
    check(&all, &["2019-05-01"], Ok((1, 3)));
    check(&all, &["2019-05-01", "2020-09-01"], Ok((1, 3)));
    // The day it closed it had been answered already.
    check(&all, &["2021-04-01"], Ok((2, 3)));
    // Some began before anybody was asked: the first survey is before the others.
    check(&all, &["2017-05-01", "2018-06-01", "2020-05-01"], Ok((0, 3)));
    // A start that comes after the newest survey says nothing yet.
    check(&all, &["2019-05-01", "2022-01-01"], Ok((1, 3)));
}

#[test]
fn what_no_two_surveys_can_carry_is_named() {
    let two = [("2019-04-01", true), ("2021-04-01", true)];
    check(&two, &[], Err(Lack::NotBegun));
    check(&[], &["2019-05-01"], Err(Lack::NoSurvey));
    check(&two, &["2021-05-01"], Err(Lack::NoSurveySince));
    check(&two[..1], &["2019-05-01"], Err(Lack::NoSurveySince));
    check(&two, &["2019-01-01"], Err(Lack::NoSurveyBefore));
    check(&two[1..], &["2019-05-01"], Err(Lack::NoSurveyBefore));
    check(
        &[("2019-04-01", false), ("2021-04-01", true)],
        &["2019-05-01"],
        Err(Lack::WordingChanged),
    );
    // An older survey in the same words does, where the one right before the start has others.
    check(
        &[("2018-04-01", true), ("2019-04-01", false), ("2021-04-01", true)],
        &["2019-05-01"],
        Ok((0, 2)),
    );
    for lack in [
        Lack::NoSurvey,
        Lack::NoSurveySince,
        Lack::NoSurveyBefore,
        Lack::WordingChanged,
    ] {
        assert!(lack.settling().is_some(), "{lack:?}");
    }
}

#[test]
fn a_unit_stands_before_between_or_beside() {
    let place = |began: Option<&str>| Place::of(began.map(day), day("2019-04-01"), day("2021-04-01"));
    assert_eq!(place(None), Place::Beside);
    assert_eq!(place(Some("2019-04-01")), Place::BegunBefore);
    assert_eq!(place(Some("2019-04-02")), Place::Begun);
    assert_eq!(place(Some("2021-04-01")), Place::Begun);
    assert_eq!(place(Some("2021-04-02")), Place::Beside);
}

fn facts(begun: u32, beside: u32) -> WaveFacts {
    WaveFacts {
        begun,
        beside,
        is_outside: false,
        hidden: 0,
        reading: Reading::HigherIsBetter,
        is_drawn: true,
        start_choice: StartChoice::BeforeSeeing,
        aim: aim(Direction::Increase, Some(5.0)),
    }
}

#[test]
fn too_little_to_compare_holds_the_verdict_and_says_so() {
    assert_eq!(facts(3, 3).caps(), []);
    assert_eq!(
        facts(9, 0).caps(),
        [Cap::Refused {
            because: Refusal::NoUntouchedUnit
        }]
    );
    for (begun, beside) in [(2, 9), (9, 2), (1, 1)] {
        let because = Lack::FewUnits { begun, beside, need: 3 };
        assert_eq!(facts(begun, beside).caps(), [Cap::Surveys { because }]);
    }
    let two_sided = WaveFacts {
        reading: Reading::Fitting(Range { from: 37.5, to: 62.5 }),
        ..facts(9, 3)
    };
    assert_eq!(
        two_sided.caps(),
        [Cap::Surveys {
            because: Lack::TwoSided
        }]
    );
    let none = SecondOpinions::default();
    let held = judge(interval(10.0, 6.0, 14.0), facts(9, 2).aim, none, &facts(9, 2).caps());
    assert_eq!(
        (held.verdict, held.reading),
        (Verdict::CannotBeConcluded, Verdict::ClearChange(Way::Better))
    );
    assert_eq!(facts(9, 2).settling(&held), [Settles::MoreComparisonUnits { units: 1 }]);
}

#[test]
fn what_a_reader_must_know_is_said() {
    assert_eq!(facts(9, 3).cautions(), [Caution::SamePeople]);
    let doubtful = WaveFacts {
        hidden: 2,
        is_drawn: false,
        start_choice: StartChoice::Unknown,
        aim: aim(Direction::Increase, None),
        ..facts(9, 3)
    };
    assert_eq!(
        doubtful.cautions(),
        [
            Caution::SamePeople,
            Caution::NotDrawn,
            Caution::UnitsNotShown { units: 2 },
            Caution::StartChoiceUnknown,
            Caution::NoSmallestWorthwhile,
        ]
    );
}

/// d = 5 and an interval 8 wide: the variance must become less than (5/8)² = 0.39 of 1/9 + 1/3 = 0.444, so below 0.1736: with 9 begun
/// 1/x < 0.0625, 17 to compare with, 14 more. With 3 beside, 1/3 alone is more than that: no number of begun units does it.
#[test]
fn an_open_question_says_how_many_more_units_would_settle_it() {
    let open = judge(
        interval(2.0, -2.0, 6.0),
        facts(9, 3).aim,
        SecondOpinions::default(),
        &[],
    );
    assert_eq!(open.verdict, Verdict::CannotBeConcluded);
    assert_eq!(
        facts(9, 3).settling(&open),
        [Settles::MoreComparisonUnits { units: 14 }]
    );
    let undrawn = WaveFacts {
        is_drawn: false,
        ..facts(9, 3)
    };
    assert!(undrawn.settling(&open).contains(&Settles::ALot));
    let clear = judge(
        interval(9.0, 6.0, 12.0),
        facts(9, 3).aim,
        SecondOpinions::default(),
        &[],
    );
    assert_eq!(facts(9, 3).settling(&clear), []);
}
