#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
use uuid::Uuid;

use super::*;

fn unit(number: u128) -> UnitId {
    UnitId(Uuid::from_u128(number))
}

/// 1 is the top; 2 and 3 below it; 4 and 5 below 3.
fn snapshot() -> Snapshot {
    let unit = |id: u128, parent: Option<u128>| serde_json::json!({ "id": Uuid::from_u128(id), "parent": parent.map(Uuid::from_u128), "name": format!("Enhed {id}") });
    let units = [
        unit(1, None),
        unit(2, Some(1)),
        unit(3, Some(1)),
        unit(4, Some(3)),
        unit(5, Some(3)),
    ];
    serde_json::from_value(serde_json::Value::from(units.to_vec())).unwrap()
}

fn cell(number: u32, at: u128, units: &[u128], job_groups: &[&str]) -> Cell {
    Cell {
        number,
        unit: unit(at),
        units: units.iter().map(|id| unit(*id)).collect(),
        job_groups: job_groups.iter().map(|name| (*name).to_owned()).collect(),
        invited: 10,
    }
}

fn keys(plan: &GroupPlan) -> Vec<(String, Vec<usize>)> {
    let name = |key: &GroupKey| match key {
        GroupKey::Unit { unit } => format!("{}", unit.0.as_u128()),
        GroupKey::JobGroup { job_group } => job_group.clone(),
        GroupKey::UnitJobGroup { unit, job_group } => format!("{} {job_group}", unit.0.as_u128()),
        GroupKey::Together { .. } => unreachable!("no group of cells"),
    };
    plan.groups
        .iter()
        .map(|group| (name(&group.key), group.cells.clone()))
        .collect()
}

#[test]
fn a_unit_is_a_group_when_its_people_answered_by_themselves() {
    // Unit 5 was too small and answered together with unit 4, at unit 3.
    let cells = [
        cell(1, 2, &[2], &["sosu"]),
        cell(2, 3, &[4, 5], &["sosu"]),
        cell(3, 1, &[1], &["sosu"]),
    ];
    let plan = GroupPlan::of(&snapshot(), &cells, false);
    assert_eq!(
        keys(&plan),
        [
            ("1".into(), vec![0, 1, 2]),
            ("2".into(), vec![0]),
            ("3".into(), vec![1])
        ]
    );
}

#[test]
fn job_groups_are_groups_across_units_and_within_them() {
    let cells = [
        cell(1, 2, &[2], &["sosu"]),
        cell(2, 2, &[2], &["terapeut"]),
        cell(3, 4, &[4], &["sosu"]),
        cell(4, 4, &[4], &["leder", "terapeut"]),
    ];
    let plan = GroupPlan::of(&snapshot(), &cells, true);
    assert_eq!(
        keys(&plan),
        [
            ("1".into(), vec![0, 1, 2, 3]),
            ("2".into(), vec![0, 1]),
            ("3".into(), vec![2, 3]),
            // Some therapists answered together with leaders: they are no group, and neither are the leaders.
            ("sosu".into(), vec![0, 2]),
            ("2 sosu".into(), vec![0]),
            ("2 terapeut".into(), vec![1]),
            ("3 sosu".into(), vec![2]),
        ]
    );
}

fn counted(number: u128, cells: &[usize], respondents: Amount) -> Counted {
    Counted {
        unit: unit(number),
        cells: cells.to_vec(),
        respondents,
    }
}

#[test]
fn comments_are_parted_into_blocks_that_do_not_overlap() {
    let exact = |count: u32| Amount::Exact(f64::from(count));
    let all = |sizes: [u32; 5]| {
        [
            counted(1, &[0, 1, 2, 3], exact(sizes[0])),
            counted(2, &[0], exact(sizes[1])),
            counted(3, &[1, 2], exact(sizes[2])),
            counted(4, &[1], exact(sizes[3])),
            counted(5, &[2], exact(sizes[4])),
        ]
    };
    // 4 and 5 together reach twenty at unit 3; the six at the top join the smallest part, which then is for readers of the whole.
    assert_eq!(
        blocks(&all([57, 30, 21, 12, 9]), 20),
        [
            Block {
                unit: unit(2),
                cells: vec![0]
            },
            Block {
                unit: unit(1),
                cells: vec![1, 2, 3]
            },
        ]
    );
    assert_eq!(blocks(&all([14, 5, 7, 4, 3]), 20), []);
}

#[test]
fn which_parts_there_are_follows_from_what_is_shown() {
    // Unit 3 has 24, unit 4 in it 20 and is hidden, beside 5 with four: a part of its own would say that of both.
    let shown = [
        counted(1, &[0, 1, 2], Amount::Exact(60.0)),
        counted(2, &[0], Amount::Exact(36.0)),
        counted(3, &[1, 2], Amount::Exact(24.0)),
    ];
    let units = |counted: &[Counted]| -> Vec<UnitId> { blocks(counted, 20).iter().map(|block| block.unit).collect() };
    assert_eq!(units(&shown), [unit(2), unit(3)]);
    // Told to be 18 to 20: a part would say that it is 20.
    let mut banded = shown.clone();
    banded[2].respondents = Amount::Between { from: 18.0, to: 20.0 };
    assert_eq!(units(&banded), [unit(1), unit(2)]);
}

#[test]
fn every_unit_can_be_told_what_became_of_it() {
    let shown = Shown {
        invited: 30,
        respondents: Amount::Exact(24.0),
        scales: Vec::new(),
        distributions: Vec::new(),
    };
    let publication = Publication {
        survey: SurveyId(Uuid::nil()),
        number: 1,
        title: TwoLanguages::default(),
        questionnaire: QuestionnaireVersionId(Uuid::nil()),
        closed_on: NaiveDate::MIN,
        rules: Rules::default(),
        invited: 30,
        snapshot: snapshot(),
        cells: Vec::new(),
        groups: vec![
            PublishedGroup {
                key: GroupKey::Unit { unit: unit(1) },
                shown: Some(shown.clone()),
            },
            PublishedGroup {
                key: GroupKey::Unit { unit: unit(3) },
                shown: None,
            },
        ],
        comments: vec![
            CommentBlock {
                unit: unit(1),
                item: "keep".into(),
                texts: vec!["a".into()],
            },
            CommentBlock {
                unit: unit(4),
                item: "keep".into(),
                texts: vec!["b".into()],
            },
        ],
        protection: Protection::default(),
    };
    assert_eq!(publication.standing(unit(1)), Standing::Shown(&shown));
    assert_eq!(publication.standing(unit(3)), Standing::Hidden);
    assert_eq!(publication.standing(unit(4)), Standing::Merged { into: unit(3) });
    assert_eq!(publication.standing(unit(2)), Standing::Merged { into: unit(1) });
    assert_eq!(publication.standing(unit(9)), Standing::Absent);
    assert_eq!(publication.whole().map(|(unit, _)| unit), Some(unit(1)));
    assert_eq!(publication.comments_at(unit(3)).len(), 1);
    assert_eq!(publication.comments_at(unit(1)).len(), 2);
}

#[test]
fn a_change_is_as_unsure_as_both_means_together() {
    let result = |mean: f64, standard_error: f64| ScaleResult {
        scale: "influence".into(),
        mean: Amount::Exact(mean),
        standard_error,
        interval: (0.0, 0.0),
    };
    let found = change(&result(50.0, 3.0), &result(58.0, 4.0));
    assert_eq!(found.difference, 8.0);
    // 1.96 · √(3² + 4²) = 9.8
    assert!((found.interval.0 - (8.0 - 9.799_82)).abs() < 1e-4);
    assert!((found.interval.1 - (8.0 + 9.799_82)).abs() < 1e-4);
}

/// (60·10 + 45·30)/40 = 48.75. Unit 3 is hidden, unit 9 was not asked.
#[test]
fn a_level_of_several_units_is_weighted_by_who_answered_and_leaves_hidden_ones_out() {
    let shown = |mean: Amount, respondents: f64| Shown {
        invited: 40,
        respondents: Amount::Exact(respondents),
        scales: vec![ScaleResult {
            scale: "influence".into(),
            mean,
            standard_error: 4.0,
            interval: (40.0, 60.0),
        }],
        distributions: Vec::new(),
    };
    let group = |id: u128, shown: Option<Shown>| PublishedGroup {
        key: GroupKey::Unit { unit: unit(id) },
        shown,
    };
    let publication = Publication {
        survey: SurveyId(Uuid::nil()),
        number: 1,
        title: TwoLanguages::default(),
        questionnaire: QuestionnaireVersionId(Uuid::nil()),
        closed_on: NaiveDate::MIN,
        rules: Rules::default(),
        invited: 120,
        snapshot: snapshot(),
        cells: Vec::new(),
        groups: vec![
            group(1, Some(shown(Amount::Exact(50.0), 90.0))),
            group(2, Some(shown(Amount::Exact(60.0), 10.0))),
            group(3, None),
            group(4, Some(shown(Amount::Between { from: 44.0, to: 46.0 }, 30.0))),
        ],
        comments: Vec::new(),
        protection: Protection::default(),
    };
    let level = |units: &[u128], scale: &str| {
        let units: Vec<UnitId> = units.iter().map(|id| unit(*id)).collect();
        publication.level(&units, scale)
    };
    assert_eq!(
        level(&[2, 3, 4, 9], "influence"),
        Some(Level {
            value: 48.75,
            shown: 2,
            hidden: 1
        })
    );
    assert_eq!(level(&[3, 9], "influence"), None);
    assert_eq!(level(&[2], "meaning"), None);
}
