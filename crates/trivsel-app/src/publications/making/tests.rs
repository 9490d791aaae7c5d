//! What a publication shows of boxes that would give people away.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod attacker;
mod told;

use serde_json::json;
use trivsel_domain::id::{QuestionnaireVersionId, SurveyId, UnitId};
use trivsel_domain::publication::{Publication, Shown, Standing};
use trivsel_domain::questionnaire::{Content, built_in};
use trivsel_domain::survey::{Cell, Survey, SurveyState, Target, TwoLanguages};
use trivsel_store::ballots::Ballot;
use uuid::Uuid;

use super::{Amount, Hand, Material, make};

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
    let sizes: Vec<u32> = sizes.to_vec();
    publication_of(content, snapshot, cells, &sizes, answer)
}

/// The publication of a tree's cells, so many of each of which answer.
fn publication_of(
    content: Content,
    snapshot: Vec<serde_json::Value>,
    cells: Vec<Cell>,
    sizes: &[u32],
    answer: impl Fn(u32, u32, usize, &str) -> usize,
) -> Publication {
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
    make(&material, &Hand::free()).unwrap().0
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

#[test]
fn that_one_of_twenty_four_is_always_bullied_does_not_follow() {
    // Six units of 22 to 36 in which everybody answers everything; most are never bullied, a few sometimes, one or two always.
    for seed in 0..3_u32 {
        let sizes = [24, 22, 36, 30, 27, 33];
        let answer = |cell: u32, person: u32, options: usize, item: &str| {
            let letters = item
                .bytes()
                .fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
            let mut mixed = letters ^ cell.wrapping_mul(0x9e37_79b9) ^ person.wrapping_mul(0x85eb_ca6b);
            mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
            mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297a_2d39);
            let share = (mixed ^ (mixed >> 15)) % 100;
            // Towards the first option: 55, 25, 11, 6 and 3 of a hundred.
            let at = [55, 80, 91, 97].iter().filter(|border| share >= **border).count();
            at.min(options - 1)
        };
        let publication = published("hse", &sizes, answer);
        let content = content("hse");
        let counts = |key: &str| -> Vec<Vec<u32>> {
            let item = content.find_item(key).unwrap();
            let options = content.choices_of(item).unwrap().options.len();
            (1..)
                .zip(sizes)
                .map(|(cell, size)| {
                    let mut row = vec![0; options];
                    (0..size).for_each(|person| row[answer(cell, person, options, key)] += 1);
                    row
                })
                .collect()
        };
        let loot = attacker::attack(&publication, &content, &counts);
        assert!(
            loot.pooled > 20 && loot.shown > 100,
            "there is something to find: {loot:?}"
        );
        assert_eq!((loot.exact, loot.few), (0, 0), "{loot:?}");
        eprintln!("seed {seed}: {loot:?}");
    }
}

/// A few districts with units below them; people work on every floor, some units are too small for cells of their own.
fn organisation(seed: u32) -> (Vec<serde_json::Value>, Vec<Cell>, Vec<u32>) {
    let mut state = seed.wrapping_mul(0x9e37_79b9).wrapping_add(1);
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let named = |id: UnitId, parent: Option<UnitId>| json!({ "id": id.0, "parent": parent.map(|parent| parent.0), "name": format!("Enhed {}", id.0.as_u128()) });
    let top = unit(1000);
    let mut snapshot = vec![named(top, None)];
    let (mut cells, mut sizes): (Vec<Cell>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut add = |at: UnitId, units: Vec<UnitId>, size: u32, spare: u32| {
        cells.push(Cell {
            number: u32::try_from(cells.len()).unwrap() + 1,
            unit: at,
            units,
            job_groups: Vec::new(),
            invited: size + spare,
        });
        sizes.push(size);
    };
    for district in 0..3 {
        let own = unit(100 * (district + 1));
        snapshot.push(named(own, Some(top)));
        let mut left = Vec::new();
        for child in 1..=2 + next(3) {
            let id = unit(100 * (district + 1) + child);
            snapshot.push(named(id, Some(own)));
            match next(3) {
                0 => left.push(id),
                _ => add(id, vec![id], 3 + next(14), next(4)),
            }
        }
        if !left.is_empty() || next(2) == 0 {
            if next(2) == 0 || left.is_empty() {
                left.push(own);
            }
            add(own, left, 5 + next(8), next(4));
        }
    }
    if next(2) == 0 {
        add(top, vec![top], 4 + next(8), 2);
    }
    (snapshot, cells, sizes)
}

#[test]
fn whoever_is_shown_together_is_named_and_nobody_else() {
    let mut found = 0;
    for seed in 0..40 {
        let (snapshot, cells, sizes) = organisation(seed);
        let publication = publication_of(
            content("pulse"),
            snapshot,
            cells.clone(),
            &sizes,
            |_, person, options, item| usual(person, options, item),
        );
        let is_within = |mut at: UnitId, unit: UnitId| loop {
            if at == unit {
                break true;
            }
            match publication.snapshot.get(at).and_then(|one| one.parent) {
                Some(parent) => at = parent,
                None => break false,
            }
        };
        let units: Vec<UnitId> = publication.snapshot.units().iter().map(|one| one.id).collect();
        for above in units {
            for together in publication.together(above) {
                found += 1;
                // Whole units with all below them, the people of others, and the unit's own.
                let is_named = |worker: UnitId| {
                    together.members.iter().any(|member| is_within(worker, *member))
                        || together.others.contains(&worker)
                        || (together.has_own && worker == above)
                };
                let named = cells
                    .iter()
                    .filter(|cell| cell.units.iter().all(|worker| is_named(*worker)));
                let invited: u32 = named.map(|cell| cell.invited).sum();
                assert_eq!(invited, together.shown.invited, "seed {seed}: {together:?}");
                let works_here = cells.iter().any(|cell| cell.units.contains(&above));
                assert!(
                    works_here || !together.has_own,
                    "seed {seed}: nobody works in the unit itself"
                );
            }
        }
    }
    assert!(found >= 8, "{found}");
}
