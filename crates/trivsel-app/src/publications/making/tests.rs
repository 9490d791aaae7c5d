//! What a publication shows of boxes that would give people away.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::json;
use trivsel_domain::id::{QuestionnaireVersionId, SurveyId, UnitId};
use trivsel_domain::publication::{Publication, Shown, Standing};
use trivsel_domain::questionnaire::{Content, built_in};
use trivsel_domain::survey::{Cell, Survey, SurveyState, Target, TwoLanguages};
use trivsel_store::ballots::Ballot;
use uuid::Uuid;

use super::{Amount, Material, make};

fn content(code: &str) -> Content {
    built_in()
        .unwrap()
        .into_iter()
        .find(|one| one.code == code)
        .unwrap()
        .content
}

fn unit(number: u32) -> UnitId {
    UnitId(Uuid::from_u128(u128::from(number)))
}

/// Groups of so many people, all of whom answer; `answer` says what one of a group chooses of so many options.
fn published(code: &str, sizes: &[u32], answer: impl Fn(u32, u32, usize, &str) -> usize) -> Publication {
    let content = content(code);
    let top = unit(100);
    let cells: Vec<Cell> = (1..)
        .zip(sizes)
        .map(|(number, size)| Cell {
            number,
            unit: unit(number),
            units: vec![unit(number)],
            job_groups: Vec::new(),
            // Not everybody answers: otherwise how many did is a range.
            invited: size + 5,
        })
        .collect();
    let mut snapshot = vec![json!({ "id": top.0, "parent": null, "name": "Alle" })];
    snapshot.extend(
        cells
            .iter()
            .map(|cell| json!({ "id": cell.unit.0, "parent": top.0, "name": format!("Gruppe {}", cell.number) })),
    );
    let mut ballots = Vec::new();
    for (cell, size) in cells.iter().zip(sizes) {
        for person in 0..*size {
            let chosen = content.items.iter().filter_map(|item| {
                let options = &content.choices_of(item)?.options;
                let at = answer(cell.number, person, options.len(), &item.key);
                Some((item.key.clone(), options[at].value))
            });
            let answers: std::collections::BTreeMap<String, i32> = chosen.collect();
            ballots.push(Ballot {
                key: format!("{}-{person}", cell.number),
                cell: cell.number,
                answers: serde_json::to_string(&answers).unwrap(),
            });
        }
    }
    let material = Material {
        survey: Survey {
            state: SurveyState::Closed,
            ..Survey::draft(
                SurveyId(Uuid::from_u128(7)),
                1,
                QuestionnaireVersionId(Uuid::from_u128(8)),
                TwoLanguages::default(),
                Target::default(),
            )
        },
        content,
        snapshot: serde_json::from_value(snapshot.into()).unwrap(),
        cells,
        ballots,
        comments: Vec::new(),
    };
    make(&material).unwrap().0
}

fn of_group(publication: &Publication, number: u32) -> &Shown {
    match publication.standing(unit(number)) {
        Standing::Shown(shown) => shown,
        other => panic!("{other:?}"),
    }
}

/// Somebody in the middle who differs from others and from one question to the next.
fn usual(person: u32, options: usize, item: &str) -> usize {
    let letters = u32::try_from(item.len()).unwrap();
    usize::try_from((person * 7 + letters * 3) % 5).unwrap() % options
}

#[test]
fn that_all_of_a_group_chose_the_end_looks_like_nearly_all() {
    let mean = |strays: u32| {
        let publication = published("pulse", &[10, 30, 30], |cell, person, options, item| match cell {
            1 if person >= strays || item != "meaning_time" => options - 1,
            1 => options - 2,
            _ => usual(person, options, item),
        });
        of_group(&publication, 1).scale("meaning").unwrap().mean
    };
    let Amount::Between { from, to } = mean(0) else {
        panic!("{:?}", mean(0));
    };
    // The last option is the lowest: at the least the score of one who moved by two options, of ten.
    assert!(from <= 0.0 && to >= 2.5, "{from} to {to}");
    // One of ten was one option off in one of two questions: an eighth of the range, for one.
    assert_eq!(mean(1), mean(0));
    assert_eq!(mean(2), mean(0));
    assert!(matches!(mean(3), Amount::Exact(_)), "{:?}", mean(3));
}

#[test]
fn how_unsure_a_mean_is_says_nothing_of_how_a_group_differs_within() {
    let error = |is_alike: bool| {
        let publication = published("pulse", &[25, 40, 40], |cell, person, options, item| match cell {
            1 if is_alike => 2.min(options - 1),
            // Two who differ from each other in the next group make up for it: everybody's spread is about the same.
            _ => usual(person, options, item),
        });
        let result = of_group(&publication, 1).scale("meaning").unwrap();
        (result.standard_error, result.interval)
    };
    let (alike, interval) = error(true);
    assert!(
        alike > 0.0 && interval.1 > interval.0,
        "all alike, and the scale is there"
    );
    let (different, _) = error(false);
    assert!(
        (alike - different).abs() < 0.3 * different,
        "{alike} beside {different}"
    );
}

#[test]
fn a_scale_that_asks_of_bullying_is_shown_from_twenty() {
    let publication = published("hse", &[12, 30, 30], |_, person, options, item| {
        usual(person, options, item)
    });
    assert!(of_group(&publication, 1).scale("demands").is_some());
    assert!(of_group(&publication, 1).scale("relationships").is_none());
    let is_shown = |number| of_group(&publication, number).scale("relationships").is_some();
    assert!(
        is_shown(2) || is_shown(3),
        "one of them may have to protect the small one"
    );
    let Standing::Shown(all) = publication.standing(unit(100)) else {
        panic!("the whole is shown");
    };
    assert!(all.scale("relationships").is_some());
}
