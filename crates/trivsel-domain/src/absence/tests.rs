#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn employed(unit: UnitIndex, from: &str, to: Option<&str>, fraction: f64) -> EmploymentLine {
    EmploymentLine {
        unit,
        from: day(from),
        to: to.map(day),
        fraction,
    }
}

fn away(from: &str, to: Option<&str>, degree: f64) -> SpellLine {
    SpellLine {
        from: day(from),
        to: to.map(day),
        degree,
    }
}

fn spread(
    first: &str,
    last: &str,
    employments: &[(&str, EmploymentLine)],
    spells: &[(&str, SpellLine)],
) -> Vec<(UnitIndex, Month, UnitMonth)> {
    let mut spreading = Spreading::new(month(first), month(last), 3, None);
    for (who, line) in employments {
        spreading.add_employment(who, *line).unwrap();
    }
    spreading.end_employments();
    for (who, line) in spells {
        spreading.add_spell(who, *line).unwrap();
    }
    spreading.finish()
}

fn at(sums: &[(UnitIndex, Month, UnitMonth)], unit: UnitIndex, when: &str) -> UnitMonth {
    sums.iter()
        .find(|(u, m, _)| *u == unit && *m == month(when))
        .map(|(_, _, cell)| *cell)
        .unwrap_or_default()
}

#[track_caller]
fn same(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// Reckoned by hand. January 2024 has 23 weekdays (it begins on a Monday), February 21, March 21.
/// Anna works 30 of 37 hours in unit 0 and moves to unit 1 on Monday 12 February, full time.
/// She is ill from Monday 29 January to Friday 16 February: three weeks, 19 calendar days, a short spell.
///   January, unit 0: 29, 30, 31 = 3 weekdays x 30/37.
///   February, unit 0: 1, 2 and 5-9 = 7 weekdays x 30/37; unit 1: 12-16 = 5 weekdays x 1.
/// Possible days. January, unit 0: 23 x 30/37. February, unit 0: 1, 2, 5-9 = 7 x 30/37; unit 1: 12-29 = 14.
/// Bo works full time in unit 0. He is half ill (50 %) from 8 January to 29 February: 53 calendar days, a long spell.
///   January: 8-31 = 18 weekdays x 0.5 = 9. February: 21 x 0.5 = 10.5.
#[test]
fn a_worked_example_with_a_move_part_time_and_part_time_illness() {
    let share = 30.0 / 37.0;
    let sums = spread(
        "2024-01",
        "2024-03",
        &[
            ("anna", employed(0, "2020-05-01", Some("2024-02-11"), share)),
            ("anna", employed(1, "2024-02-12", None, 1.0)),
            ("bo", employed(0, "2023-11-01", None, 1.0)),
        ],
        &[
            ("anna", away("2024-01-29", Some("2024-02-16"), 1.0)),
            ("bo", away("2024-01-08", Some("2024-02-29"), 0.5)),
        ],
    );
    let january = at(&sums, 0, "2024-01");
    same(january.possible_days, 23.0 * share + 23.0);
    same(january.short_days, 3.0 * share);
    same(january.long_days, 9.0);
    same(january.absence_days, 3.0 * share + 9.0);
    assert_eq!((january.spells, january.people), (2, 2));
    let february = at(&sums, 0, "2024-02");
    same(february.possible_days, 7.0 * share + 21.0);
    same(february.short_days, 7.0 * share);
    same(february.long_days, 10.5);
    assert_eq!((february.spells, february.employed, february.people), (0, 2, 1));
    let moved = at(&sums, 1, "2024-02");
    same(moved.possible_days, 14.0);
    same(moved.short_days, 5.0);
    assert_eq!((moved.spells, moved.people), (0, 1));
    let march = at(&sums, 0, "2024-03");
    same(march.possible_days, 21.0);
    assert_eq!((march.absence_days, march.people), (0.0, 1));
}

#[test]
fn overlapping_spells_never_take_more_than_the_whole_day() {
    // 8-12 January fully, 10-19 January at 60 %: the 10th to 12th count once; 15-19 count 5 x 0.6.
    let sums = spread(
        "2024-01",
        "2024-01",
        &[("a", employed(0, "2024-01-01", None, 1.0))],
        &[
            ("a", away("2024-01-08", Some("2024-01-12"), 1.0)),
            ("a", away("2024-01-10", Some("2024-01-19"), 0.6)),
        ],
    );
    same(at(&sums, 0, "2024-01").absence_days, 5.0 + 3.0);
    assert_eq!(at(&sums, 0, "2024-01").spells, 2);
}

#[test]
fn an_open_spell_goes_on_to_the_end_of_what_is_read_and_becomes_long() {
    let sums = spread(
        "2024-01",
        "2024-02",
        &[("a", employed(0, "2024-01-01", None, 1.0))],
        &[("a", away("2024-01-22", None, 1.0))],
    );
    same(at(&sums, 0, "2024-01").long_days, 8.0);
    same(at(&sums, 0, "2024-02").long_days, 21.0);
}

#[test]
fn thirty_days_are_short_and_thirty_one_are_long() {
    for (to, long) in [("2024-01-30", 0.0), ("2024-01-31", 23.0)] {
        let sums = spread(
            "2024-01",
            "2024-01",
            &[("a", employed(0, "2023-01-01", None, 1.0))],
            &[("a", away("2024-01-01", Some(to), 1.0))],
        );
        same(at(&sums, 0, "2024-01").long_days, long);
    }
}

#[test]
fn a_spell_from_before_the_first_month_counts_its_days_but_does_not_begin() {
    let sums = spread(
        "2024-01",
        "2024-01",
        &[("a", employed(0, "2023-01-01", None, 1.0))],
        &[("a", away("2023-12-27", Some("2024-01-03"), 1.0))],
    );
    same(at(&sums, 0, "2024-01").short_days, 3.0);
    assert_eq!(at(&sums, 0, "2024-01").spells, 0);
}

#[test]
fn two_employments_are_one_person_in_the_same_unit_and_both_are_away() {
    let sums = spread(
        "2024-01",
        "2024-01",
        &[
            ("a", employed(0, "2024-01-01", None, 0.5)),
            ("a", employed(0, "2024-01-01", None, 0.25)),
            ("a", employed(1, "2024-01-01", None, 0.25)),
        ],
        &[("a", away("2024-01-01", Some("2024-01-05"), 1.0))],
    );
    let first = at(&sums, 0, "2024-01");
    same(first.possible_days, 23.0 * 0.75);
    same(first.absence_days, 5.0 * 0.75);
    assert_eq!((first.people, first.spells), (1, 1));
    let second = at(&sums, 1, "2024-01");
    assert_eq!((second.employed, second.people, second.spells), (1, 0, 0));
}

#[test]
fn who_has_two_posts_or_moves_counts_once_in_the_sum_of_units() {
    // Three people, each half in one kitchen and half in the other; one moves to a third on the 22nd of February.
    let mut posts = Vec::new();
    for person in ["a", "b", "c"] {
        posts.push((person, employed(0, "2024-01-01", None, 0.5)));
        let to = (person == "c").then_some("2024-02-21");
        posts.push((person, employed(1, "2024-01-01", to, 0.5)));
    }
    posts.push(("c", employed(2, "2024-02-22", None, 0.4)));
    let sums = spread("2024-01", "2024-03", &posts, &[]);
    for month in ["2024-01", "2024-02", "2024-03"] {
        let of = |unit| {
            sums.iter()
                .find(|(at, of, _)| *at == unit && of.to_string() == month)
                .map_or(0, |one| one.2.people)
        };
        assert_eq!(of(0) + of(1) + of(2), 3, "{month}");
    }
    assert_eq!(at(&sums, 1, "2024-01").employed, 3);
}

#[test]
fn lines_that_cannot_be_used_say_why() {
    let mut spreading = Spreading::new(month("2024-01"), month("2024-12"), 1, None);
    assert_eq!(
        spreading.add_employment("a", employed(0, "2024-02-01", Some("2024-01-01"), 1.0)),
        Err(LineError::EndsBeforeStart)
    );
    assert_eq!(
        spreading.add_employment("a", employed(0, "2024-02-01", None, 1.2)),
        Err(LineError::Share)
    );
    assert_eq!(
        spreading.add_employment("a", employed(0, "2024-02-01", None, f64::NAN)),
        Err(LineError::Share)
    );
    spreading
        .add_employment("a", employed(0, "2024-02-01", Some("2024-03-31"), 1.0))
        .unwrap();
    spreading.end_employments();
    assert_eq!(
        spreading.add_spell("b", away("2024-02-05", None, 1.0)),
        Err(LineError::UnknownPerson)
    );
    assert_eq!(
        spreading.add_spell("a", away("2024-05-05", Some("2024-05-09"), 1.0)),
        Err(LineError::OutsideEmployment)
    );
    assert_eq!(
        spreading.add_spell("a", away("2024-02-05", Some("2024-02-01"), 1.0)),
        Err(LineError::EndsBeforeStart)
    );
    assert_eq!(
        spreading.add_spell("a", away("2024-02-05", None, 0.0)),
        Err(LineError::Share)
    );
}
