#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::{QuestionnaireVersionId, SurveyId};
use crate::survey::{Due, FollowUp, Target, TwoLanguages};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Open from 30 November to 18 December 2026, talked over on 14 January, answers deleted a year after the last day.
fn open() -> Survey {
    Survey {
        opens_on: Some(day("2026-11-30")),
        closes_on: Some(day("2026-12-18")),
        follow_up: FollowUp {
            on: Some(day("2027-01-14")),
            ..FollowUp::default()
        },
        state: SurveyState::Open,
        ..Survey::draft(
            SurveyId(Uuid::from_u128(1)),
            1,
            QuestionnaireVersionId(Uuid::from_u128(2)),
            TwoLanguages::default(),
            Target::default(),
        )
    }
}

#[test]
fn the_last_day_lies_between_five_days_of_answering_and_the_day_the_results_are_talked_over() {
    let survey = open();
    let days = survey.last_days().unwrap();
    assert_eq!(
        days,
        LastDays {
            soonest: day("2026-12-04"),
            latest: day("2027-01-13")
        }
    );
    let talked_over_late = Survey {
        follow_up: FollowUp::default(),
        ..survey.clone()
    };
    assert_eq!(
        talked_over_late.last_days().unwrap().latest,
        day("2027-01-15"),
        "four weeks at most"
    );
    let talked_over_at_once = Survey {
        follow_up: FollowUp {
            on: Some(day("2026-12-19")),
            ..FollowUp::default()
        },
        ..survey
    };
    assert_eq!(
        talked_over_at_once.last_days().unwrap().latest,
        day("2026-12-18"),
        "closed early only"
    );
}

#[test]
fn it_is_moved_within_what_was_promised_with_two_days_of_notice() {
    let survey = open();
    let promised = survey.last_days();
    let cases = [
        // today, to, what comes of it
        ("2026-12-01", "2026-12-04", Ok(())),
        ("2026-12-01", "2026-12-03", Err(MoveError::TooSoon(day("2026-12-04")))),
        ("2026-12-10", "2026-12-12", Ok(())),
        ("2026-12-10", "2026-12-11", Err(MoveError::TooSoon(day("2026-12-12")))),
        ("2026-12-10", "2026-12-10", Err(MoveError::TooSoon(day("2026-12-12")))),
        ("2026-12-10", "2026-12-18", Err(MoveError::Same)),
        ("2026-12-18", "2026-12-19", Ok(())),
        ("2026-12-18", "2027-01-13", Ok(())),
        ("2026-12-18", "2027-01-14", Err(MoveError::TooLate(day("2027-01-13")))),
        ("2026-12-19", "2026-12-22", Err(MoveError::State)),
    ];
    for (today, to, expected) in cases {
        let moved = survey.last_day_moved(day(to), day(today), promised);
        assert_eq!(moved.map(|_| ()), expected, "on {today} to {to}");
    }
    let fixed = survey.last_day_moved(day("2026-12-12"), day("2026-12-10"), None);
    assert_eq!(
        fixed,
        Err(MoveError::Fixed),
        "those who were asked before this was sealed were told one day"
    );
    for other in [
        Survey {
            state: SurveyState::Planned,
            ..survey.clone()
        },
        Survey {
            state: SurveyState::Closed,
            ..survey.clone()
        },
        Survey {
            held_since: Some(day("2026-12-01")),
            ..survey.clone()
        },
    ] {
        assert_eq!(
            other.last_day_moved(day("2026-12-12"), day("2026-12-10"), promised),
            Err(MoveError::State)
        );
    }
}

#[test]
fn it_closes_by_its_new_last_day_and_deletes_on_the_day_that_was_promised() {
    let survey = open();
    let sooner = survey
        .last_day_moved(day("2026-12-12"), day("2026-12-10"), survey.last_days())
        .unwrap();
    assert_eq!(sooner.due(day("2026-12-12")), None);
    assert_eq!(sooner.due(day("2026-12-13")), Some(Due::Close));
    let later = survey
        .last_day_moved(day("2026-12-22"), day("2026-12-10"), survey.last_days())
        .unwrap();
    assert_eq!(later.due(day("2026-12-19")), None);
    assert_eq!(later.due(day("2026-12-23")), Some(Due::Close));
    for moved in [sooner, later] {
        assert_eq!(moved.deletes_on(), survey.deletes_on());
        assert_eq!(moved.closes_on, survey.closes_on, "what was planned stays to be read");
    }
}

proptest! {
    /// However often it is moved, and whenever: it never lies outside what was sealed, and never less than the notice away when it comes
    /// sooner.
    #[test]
    fn however_often_it_is_moved_what_was_sealed_holds(moves in proptest::collection::vec((0_u64..60, -10_i64..70), 1..8)) {
        let mut survey = open();
        let promised = survey.last_days().unwrap();
        let mut today = day("2026-11-30");
        for (later, to) in moves {
            today = today.checked_add_days(Days::new(later % 7)).unwrap();
            let to = day("2026-11-30") + chrono::TimeDelta::days(to);
            let before = survey.last_day().unwrap();
            if let Ok(moved) = survey.last_day_moved(to, today, Some(promised)) {
                let last = moved.last_day().unwrap();
                prop_assert!(promised.soonest <= last && last <= promised.latest);
                prop_assert!(last >= before || last >= today.checked_add_days(Days::new(NOTICE_DAYS)).unwrap());
                prop_assert_eq!(moved.deletes_on(), survey.deletes_on());
                survey = moved;
            }
        }
    }
}
