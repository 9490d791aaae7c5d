#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use uuid::Uuid;

use super::*;

fn id(number: u128) -> UnitId {
    UnitId(Uuid::from_u128(number))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn unit(number: u128, from: &str, to: Option<&str>) -> Unit {
    Unit {
        id: id(number),
        code: number.to_string(),
        period: Period::new(day(from), to.map(day)).unwrap(),
    }
}

fn place(number: u128, unit: u128, parent: Option<u128>, from: &str, to: Option<&str>) -> UnitPlacement {
    UnitPlacement {
        id: UnitPlacementId(Uuid::from_u128(number)),
        unit: id(unit),
        parent: parent.map(id),
        name: format!("Enhed {unit}"),
        period: Period::new(day(from), to.map(day)).unwrap(),
    }
}

/// 1 above 2 and 3, 4 below 2.
fn small() -> (Vec<Unit>, Vec<UnitPlacement>) {
    let units = (1..=4).map(|number| unit(number, "2015-01-01", None)).collect();
    let places = [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2))]
        .into_iter()
        .map(|(number, parent)| place(number, number, parent, "2015-01-01", None))
        .collect();
    (units, places)
}

#[test]
fn a_move_is_dated_and_never_rewrites_what_was() {
    #[derive(Debug, PartialEq)]
    enum Outcome {
        Replaced,
        Added { ended: NaiveDate },
        Refused(UnitError),
    }
    let check = |newest: UnitPlacement, from: &str, wanted: Outcome| {
        let next = UnitPlacementId(Uuid::from_u128(99));
        let seen = match moved(&newest, next, Some(id(3)), "Nyt navn".to_owned(), day(from)) {
            Ok(Moved::Replaced(placement)) => {
                assert_eq!((placement.id, placement.parent), (newest.id, Some(id(3))));
                Outcome::Replaced
            }
            Ok(Moved::Added { ended, added }) => {
                assert_eq!((ended.parent, &ended.name), (newest.parent, &newest.name));
                assert_eq!(
                    (added.period, added.name.as_str()),
                    (Period::since(day(from)), "Nyt navn")
                );
                Outcome::Added {
                    ended: ended.period.to().unwrap(),
                }
            }
            Err(error) => Outcome::Refused(error),
        };
        assert_eq!(seen, wanted, "from {from}");
    };
    let open = place(4, 4, Some(2), "2015-01-01", None);
    check(
        open.clone(),
        "2020-05-01",
        Outcome::Added {
            ended: day("2020-04-30"),
        },
    );
    check(
        open.clone(),
        "2015-01-02",
        Outcome::Added {
            ended: day("2015-01-01"),
        },
    );
    check(open.clone(), "2015-01-01", Outcome::Replaced);
    check(
        open,
        "2014-12-31",
        Outcome::Refused(UnitError::BeforeNewest {
            newest: day("2015-01-01"),
        }),
    );
    check(
        place(4, 4, Some(2), "2015-01-01", Some("2019-12-31")),
        "2020-01-01",
        Outcome::Refused(UnitError::Closed { on: day("2019-12-31") }),
    );
}

#[test]
fn a_unit_never_comes_to_stand_below_itself() {
    let (units, places) = small();
    let tree = Tree::at(day("2020-01-01"), &units, &places);
    assert_eq!(tree.check_move(id(2), Some(id(3))), Ok(()));
    assert_eq!(tree.check_move(id(2), None), Ok(()));
    assert_eq!(tree.check_move(id(2), Some(id(4))), Err(UnitError::BelowItself));
    assert_eq!(tree.check_move(id(2), Some(id(2))), Err(UnitError::BelowItself));
    assert_eq!(tree.check_move(id(2), Some(id(9))), Err(UnitError::ParentNotOpen));
}

#[test]
fn a_unit_with_units_below_it_is_not_closed() {
    let (units, places) = small();
    let tree = Tree::at(day("2020-01-01"), &units, &places);
    assert_eq!(tree.check_close(id(2)), Err(UnitError::OpenUnitsBelow));
    assert_eq!(tree.check_close(id(3)), Ok(()));
}

#[test]
fn closing_ends_the_unit_and_its_newest_place_on_the_last_day() {
    let (units, places) = small();
    let (closed_unit, closed_place) = closed(&units[3], &places[3], day("2021-06-30")).unwrap();
    assert_eq!(closed_unit.period.to(), Some(day("2021-06-30")));
    assert_eq!(closed_place.period.to(), Some(day("2021-06-30")));
    assert_eq!(
        closed(&closed_unit, &closed_place, day("2022-01-01")),
        Err(UnitError::Closed { on: day("2021-06-30") })
    );
    assert_eq!(
        closed(&units[3], &places[3], day("2014-01-01")),
        Err(UnitError::BeforeNewest {
            newest: day("2015-01-01")
        })
    );
}

#[test]
fn faults_on_any_later_day_are_found() {
    let (units, places) = small();
    assert!(faults(&units, &places, day("2015-01-01")).is_empty());

    // 2 is to move below 4 in 2030, when 4 still stands below 2.
    let mut later = places.clone();
    later[1] = place(2, 2, Some(1), "2015-01-01", Some("2029-12-31"));
    later.push(place(5, 2, Some(4), "2030-01-01", None));
    let found = faults(&units, &later, day("2020-01-01"));
    assert_eq!(found.get(&id(2)), Some(&UnitError::BelowItself));
    assert_eq!(found.get(&id(4)), Some(&UnitError::BelowItself));
    assert_eq!(found.get(&id(3)), None);

    // 2 closes in 2025 with 4 still below it.
    let mut closing = units.clone();
    closing[1] = unit(2, "2015-01-01", Some("2025-12-31"));
    let found = faults(&closing, &places, day("2020-01-01"));
    assert_eq!(found.get(&id(4)), Some(&UnitError::ParentNotOpen));
}

#[test]
fn the_tree_stands_as_it_did_on_the_day() {
    let (units, mut places) = small();
    places[3] = place(4, 4, Some(2), "2015-01-01", Some("2019-12-31"));
    places.push(place(5, 4, Some(3), "2020-01-01", None));
    let parent = |on: &str| Tree::at(day(on), &units, &places).get(id(4)).unwrap().parent;
    assert_eq!(parent("2019-12-31"), Some(id(2)));
    assert_eq!(parent("2020-01-01"), Some(id(3)));
    assert!(Tree::at(day("2014-12-31"), &units, &places).is_empty());
}
