#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::{PersonId, UnitPlacementId};
use crate::period::Period;
use crate::unit::{Tree, Unit, UnitPlacement};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn unit(number: usize) -> UnitId {
    UnitId(Uuid::from_u128(number as u128 + 1))
}

/// A tree from the parent of each unit; the first has none.
fn tree(parents: &[Option<usize>]) -> Tree {
    let period = Period::since(day(2020, 1, 1));
    let units: Vec<Unit> = (0..parents.len())
        .map(|at| Unit {
            id: unit(at),
            code: format!("{at:03}"),
            period,
        })
        .collect();
    let placements: Vec<UnitPlacement> = parents
        .iter()
        .enumerate()
        .map(|(at, parent)| UnitPlacement {
            id: UnitPlacementId(Uuid::from_u128(at as u128)),
            unit: unit(at),
            parent: parent.map(unit),
            name: format!("Enhed {at:03}"),
            period,
        })
        .collect();
    Tree::at(day(2026, 1, 1), &units, &placements)
}

/// So many people in each unit, of these job groups in turn.
fn people(counts: &[usize], groups: &[&str]) -> Vec<Invited> {
    let mut invited = Vec::new();
    for (at, count) in counts.iter().enumerate() {
        for one in 0..*count {
            invited.push(Invited {
                person: PersonId(Uuid::from_u128(invited.len() as u128)),
                unit: unit(at),
                job_group: groups[one % groups.len()].to_owned(),
            });
        }
    }
    invited
}

/// Unit and size of each cell.
fn check(parents: &[Option<usize>], counts: &[usize], expected: &[(usize, u32)], merged: &[usize]) {
    let plan = CellPlan::of(&tree(parents), &people(counts, &["sosu"]), false, 5).unwrap();
    let found: Vec<(UnitId, u32)> = plan.cells.iter().map(|cell| (cell.unit, cell.invited)).collect();
    let expected: Vec<(UnitId, u32)> = expected.iter().map(|(at, size)| (unit(*at), *size)).collect();
    assert_eq!(found, expected);
    assert_eq!(plan.merged, merged.iter().map(|at| unit(*at)).collect::<Vec<_>>());
}

#[test]
fn units_that_reach_the_minimum_are_cells_of_their_own() {
    check(&[None, Some(0), Some(0)], &[6, 7, 8], &[(0, 6), (1, 7), (2, 8)], &[]);
}

#[test]
fn a_small_unit_is_passed_up_and_joins_the_people_there() {
    check(&[None, Some(0), Some(0)], &[4, 7, 3], &[(0, 7), (1, 7)], &[2]);
}

#[test]
fn too_few_at_the_top_join_the_smallest_unit_below() {
    check(&[None, Some(0), Some(0)], &[2, 7, 9], &[(0, 9), (2, 9)], &[1]);
}

#[test]
fn small_units_together_form_a_cell_at_the_unit_above() {
    check(
        &[None, Some(0), Some(0), Some(1), Some(1)],
        &[0, 0, 20, 3, 4],
        &[(1, 7), (2, 20)],
        &[3, 4],
    );
}

#[test]
fn fewer_than_the_minimum_can_hold_no_survey() {
    let found = CellPlan::of(&tree(&[None]), &people(&[4], &["sosu"]), false, 5);
    assert_eq!(found, Err(TooFew { invited: 4, minimum: 5 }));
}

#[test]
fn small_job_groups_share_a_cell() {
    let mut invited = people(&[12], &["sosu"]);
    for (at, group) in [(0, "leder"), (1, "leder"), (2, "kok"), (3, "kok"), (4, "kok")] {
        invited[at].job_group = group.to_owned();
    }
    let plan = CellPlan::of(&tree(&[None]), &invited, true, 5).unwrap();
    let cells: Vec<(Vec<&str>, u32)> = plan
        .cells
        .iter()
        .map(|cell| (cell.job_groups.iter().map(String::as_str).collect(), cell.invited))
        .collect();
    assert_eq!(cells, [(vec!["kok", "leder"], 5), (vec!["sosu"], 7)]);
}

#[test]
fn a_job_group_too_small_for_a_cell_joins_another() {
    let mut invited = people(&[12], &["sosu"]);
    invited[0].job_group = "leder".to_owned();
    let plan = CellPlan::of(&tree(&[None]), &invited, true, 5).unwrap();
    assert_eq!(plan.cells.len(), 1);
    assert_eq!(plan.cells[0].job_groups, ["leder", "sosu"]);
}

prop_compose! {
    fn organisations()(size in 1_usize..14)(
        parents in prop::collection::vec(0_usize..100, size),
        counts in prop::collection::vec(0_usize..12, size),
        by_job_group in any::<bool>(),
    ) -> (Vec<Option<usize>>, Vec<usize>, bool) {
        let parents = parents.iter().enumerate().map(|(at, draw)| (at > 0).then(|| draw % at.max(1))).collect();
        (parents, counts, by_job_group)
    }
}

proptest! {
    #[test]
    fn no_cell_is_smaller_than_the_minimum((parents, counts, by_job_group) in organisations()) {
        let tree = tree(&parents);
        let invited = people(&counts, &["sosu", "sosu", "sosu", "terapeut", "leder"]);
        let Ok(plan) = CellPlan::of(&tree, &invited, by_job_group, 5) else {
            prop_assert!(invited.len() < 5);
            return Ok(());
        };
        let mut sizes: BTreeMap<u32, u32> = BTreeMap::new();
        for place in &plan.places {
            *sizes.entry(*place).or_default() += 1;
        }
        let said: BTreeMap<u32, u32> = plan.cells.iter().map(|cell| (cell.number, cell.invited)).collect();
        prop_assert_eq!(&sizes, &said);
        prop_assert!(plan.cells.iter().all(|cell| cell.invited >= 5));
        for (place, one) in plan.places.iter().zip(&invited) {
            let cell = plan.cells.iter().find(|cell| cell.number == *place).unwrap();
            prop_assert!(cell.units.contains(&one.unit));
            prop_assert!(cell.job_groups.contains(&one.job_group));
            prop_assert!(tree.is_within(one.unit, cell.unit));
        }
        let numbers: BTreeSet<u32> = plan.cells.iter().map(|cell| cell.number).collect();
        prop_assert_eq!(numbers.len(), plan.cells.len());
    }
}

fn survey() -> Survey {
    Survey {
        id: SurveyId(Uuid::nil()),
        number: 1,
        questionnaire: QuestionnaireVersionId(Uuid::nil()),
        title: TwoLanguages {
            da: "Trivselsmåling".into(),
            en: String::new(),
        },
        purpose: TwoLanguages {
            da: "For at blive klogere på hverdagen".into(),
            en: String::new(),
        },
        target: Target {
            units: vec![unit(0)],
            ..Target::default()
        },
        rules: Rules::default(),
        opens_on: Some(day(2026, 10, 26)),
        closes_on: Some(day(2026, 11, 13)),
        moved_to: None,
        contacts: String::new(),
        reminders: vec![day(2026, 11, 5)],
        retention_months: 12,
        follow_up: FollowUp {
            person: Some(PersonId(Uuid::nil())),
            on: Some(day(2026, 11, 24)),
            time: "To timer på personalemødet".into(),
        },
        state: SurveyState::Draft,
        closed_on: None,
        answers_deleted_on: None,
        held_since: None,
        version: 1,
    }
}

fn ready() -> Outlook<'static> {
    Outlook {
        is_questionnaire_published: true,
        cells: Ok(3),
        with_mail: 0,
        sends_mail: false,
    }
}

#[test]
fn a_survey_with_everything_in_place_is_ready() {
    assert_eq!(survey().gaps(day(2026, 10, 1), &ready()), []);
}

#[test]
fn everything_that_is_missing_is_named() {
    let too_few = TooFew { invited: 3, minimum: 5 };
    let empty = Survey {
        title: TwoLanguages::default(),
        purpose: TwoLanguages::default(),
        rules: Rules {
            distribution: 4,
            ..Rules::default()
        },
        opens_on: Some(day(2026, 9, 1)),
        closes_on: Some(day(2026, 9, 3)),
        reminders: vec![day(2026, 9, 9)],
        retention_months: 25,
        follow_up: FollowUp::default(),
        ..survey()
    };
    let outlook = Outlook {
        is_questionnaire_published: false,
        cells: Err(&too_few),
        with_mail: 2,
        sends_mail: false,
    };
    assert_eq!(
        empty.gaps(day(2026, 10, 1), &outlook),
        [
            Gap::Title,
            Gap::Purpose,
            Gap::Questionnaire,
            Gap::TooFew,
            Gap::Rules,
            Gap::OpensOn,
            Gap::ClosesOn,
            Gap::Reminders,
            Gap::Retention,
            Gap::FollowUpPerson,
            Gap::FollowUpOn,
            Gap::FollowUpTime,
            Gap::Mail
        ]
    );
}

#[test]
fn no_rule_can_be_set_below_its_floor() {
    let low = Rules {
        minimum: 4,
        distribution: 9,
        comments: 19,
        offensive: 19,
    };
    assert_eq!(low.too_low(), ["minimum", "distribution", "comments", "offensive"]);
    let high = Rules {
        minimum: 25,
        ..Rules::default()
    };
    assert_eq!(high.too_low(), ["distribution", "comments", "offensive"]);
}

#[test]
fn a_survey_moves_forward_on_its_days_and_never_back() {
    let planned = survey().planned().unwrap();
    assert_eq!(planned.due(day(2026, 10, 25)), None);
    assert_eq!(planned.due(day(2026, 10, 26)), Some(Due::Open));
    let open = planned.opened(day(2026, 10, 26)).unwrap();
    assert_eq!(open.due(day(2026, 11, 13)), None);
    assert_eq!(open.due(day(2026, 11, 14)), Some(Due::Close));
    let closed = open.closed(day(2026, 11, 14)).unwrap();
    assert_eq!(closed.due(day(2026, 11, 14)), Some(Due::Publish));
    let published = closed.published().unwrap();
    assert_eq!(published.due(day(2027, 11, 12)), None);
    assert_eq!(published.due(day(2027, 11, 13)), Some(Due::DeleteAnswers));
    let deleted = published.answers_deleted(day(2027, 11, 13)).unwrap();
    assert_eq!(deleted.due(day(2028, 1, 1)), None);
    assert_eq!(open.planned(), Err(SurveyError::State));
    assert_eq!(published.opened(day(2027, 1, 1)), Err(SurveyError::State));
    assert_eq!(survey().opened(day(2026, 10, 26)), Err(SurveyError::State));
}

#[test]
fn answers_go_on_their_day_whether_or_not_they_were_published() {
    let open = survey().planned().unwrap().opened(day(2026, 10, 26)).unwrap();
    let closed = open.closed(day(2026, 11, 14)).unwrap();
    assert_eq!(closed.due(day(2027, 11, 1)), Some(Due::Publish));
    assert_eq!(closed.due(day(2027, 11, 14)), Some(Due::DeleteAnswers));
    assert!(!closed.is_never_published());
    let deleted = closed.answers_deleted(day(2027, 11, 14)).unwrap();
    assert!(deleted.is_never_published());
    assert_eq!(deleted.state, SurveyState::Closed);
    assert_eq!(deleted.due(day(2027, 11, 14)), None);
    assert_eq!(deleted.published(), Err(SurveyError::State));
    assert_eq!(deleted.answers_deleted(day(2027, 11, 15)), Err(SurveyError::State));
    assert_eq!(open.answers_deleted(day(2027, 11, 14)), Err(SurveyError::State));
}

#[test]
fn the_last_day_is_a_day_to_answer_on() {
    assert!(!survey().is_over(day(2026, 11, 13)));
    assert!(survey().is_over(day(2026, 11, 14)));
}
