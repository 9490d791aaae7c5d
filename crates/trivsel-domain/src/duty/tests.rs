#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::id::UnitPlacementId;
use crate::legal_rule::Freshness;
use crate::period::Period;
use crate::unit::{Tree, Unit, UnitPlacement};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `held 2024-02-29`, `once 2026-01-01`, `never 2026-01-01`, `merged 2026-05-01 2026-09-01`, `split …`, `again …`.
fn event(text: &str) -> DutyEvent {
    let mut words = text.split(' ');
    let (kind, on) = (words.next().unwrap(), day(words.next().unwrap()));
    let other = words.next().map(day);
    match kind {
        "held" => DutyEvent::Held { on },
        "once" => DutyEvent::ExcusedOnce { due_on: on },
        "never" => DutyEvent::ExcusedForGood { due_on: on },
        "merged" => DutyEvent::Merged { on, other },
        "split" => DutyEvent::Split { on, whole: other },
        "again" => DutyEvent::Again { on, by: other.unwrap() },
        other => panic!("{other}"),
    }
}

fn track(every_months: u32, from: &str, first: Option<&str>, events: &[&str], closed: Option<&str>) -> DutyTrack {
    DutyTrack {
        every_months,
        applies_from: day(from),
        first_due: first.map(day),
        events: events.iter().copied().map(event).collect(),
        closed_on: closed.map(day),
    }
}

/// Months between, from when it applies, the first day chosen, what happened, the next day.
type Case = (
    &'static str,
    u32,
    &'static str,
    Option<&'static str>,
    Happened,
    Option<&'static str>,
);
type Happened = &'static [&'static str];

#[rustfmt::skip] // It is a table only while its columns stand below each other.
const NEXT: [Case; 52] = [
    // Never held.
    ("one interval after it began to apply", 36, "2024-01-01", None, &[], Some("2027-01-01")),
    ("a year after it began to apply", 12, "2026-06-15", None, &[], Some("2027-06-15")),
    ("on the day that was chosen", 36, "2024-01-01", Some("2026-10-15"), &[], Some("2026-10-15")),
    ("the chosen day may lie before it applied", 12, "2026-01-01", Some("2025-11-30"), &[], Some("2025-11-30")),
    ("it began to apply on a leap day", 12, "2024-02-29", None, &[], Some("2025-02-28")),
    ("it began to apply on the last of a long month", 1, "2026-01-31", None, &[], Some("2026-02-28")),
    ("it began on the last of December", 2, "2026-12-31", None, &[], Some("2027-02-28")),
    // Held on its day, early, late.
    ("held on its day", 12, "2025-03-01", Some("2026-03-01"), &["held 2026-03-01"], Some("2027-03-01")),
    ("held a week early counts from then", 12, "2025-03-01", Some("2026-03-01"), &["held 2026-02-22"], Some("2027-02-22")),
    ("held half a year early", 36, "2023-01-01", Some("2026-10-15"), &["held 2026-04-15"], Some("2029-04-15")),
    ("held a month late counts from then", 12, "2025-03-01", Some("2026-03-01"), &["held 2026-04-01"], Some("2027-04-01")),
    ("held two years late", 36, "2020-01-01", Some("2023-01-01"), &["held 2025-02-10"], Some("2028-02-10")),
    ("held twice, the later counts", 12, "2025-01-01", None, &["held 2026-01-05", "held 2026-05-01"], Some("2027-05-01")),
    ("told in another order, the later counts", 12, "2025-01-01", None, &["held 2026-05-01", "held 2026-01-05"], Some("2027-05-01")),
    ("held on one day twice", 12, "2025-01-01", None, &["held 2026-05-01", "held 2026-05-01"], Some("2027-05-01")),
    ("held before it applied", 12, "2026-01-01", None, &["held 2025-12-01"], Some("2026-12-01")),
    ("three times late do not add up", 12, "2022-01-01", None, &["held 2023-02-01", "held 2024-03-01", "held 2025-04-01"], Some("2026-04-01")),
    // Leap days and ends of months.
    ("held on a leap day, three years on", 36, "2020-01-01", None, &["held 2024-02-29"], Some("2027-02-28")),
    ("held on a leap day, four years on", 48, "2020-01-01", None, &["held 2024-02-29"], Some("2028-02-29")),
    ("held the day before a leap day", 12, "2020-01-01", None, &["held 2023-02-28"], Some("2024-02-28")),
    ("held on 31 August, half a year on", 6, "2025-01-01", None, &["held 2026-08-31"], Some("2027-02-28")),
    ("held on 31 August before a leap year", 6, "2025-01-01", None, &["held 2027-08-31"], Some("2028-02-29")),
    ("held on 31 October, a month on", 1, "2026-01-01", None, &["held 2026-10-31"], Some("2026-11-30")),
    ("held on 30 November, a quarter on", 3, "2026-01-01", None, &["held 2026-11-30"], Some("2027-02-28")),
    ("a century that is no leap year", 12, "2090-01-01", None, &["held 2099-02-28"], Some("2100-02-28")),
    ("from a leap day into that century", 48, "2090-01-01", None, &["held 2096-02-29"], Some("2100-02-28")),
    ("the end of a month is not kept: the day held is", 1, "2026-01-01", None, &["held 2026-01-31", "held 2026-02-28"], Some("2026-03-28")),
    // Weekends and summer time: a due day is a day of the calendar and stays where it falls.
    ("it falls on a Saturday and stays there", 36, "2020-01-01", None, &["held 2023-10-10"], Some("2026-10-10")),
    ("it falls on a Sunday and stays there", 12, "2020-01-01", None, &["held 2026-01-10"], Some("2027-01-10")),
    ("it falls on Christmas Day and stays there", 12, "2020-01-01", None, &["held 2026-12-25"], Some("2027-12-25")),
    ("from winter into the night summer time begins", 12, "2020-01-01", None, &["held 2026-03-28"], Some("2027-03-28")),
    ("held on the day summer time began", 12, "2020-01-01", None, &["held 2026-03-29"], Some("2027-03-29")),
    ("from summer into the night it ends", 6, "2020-01-01", None, &["held 2026-04-25"], Some("2026-10-25")),
    // Excused.
    ("excused once, from the day it was due", 12, "2025-01-01", Some("2026-03-01"), &["once 2026-03-01"], Some("2027-03-01")),
    ("excused twice in a row", 12, "2025-01-01", Some("2026-03-01"), &["once 2026-03-01", "once 2027-03-01"], Some("2028-03-01")),
    ("excused on a leap day", 12, "2023-01-01", Some("2024-02-29"), &["once 2024-02-29"], Some("2025-02-28")),
    ("excused, then held after all", 12, "2025-01-01", Some("2026-03-01"), &["once 2026-03-01", "held 2026-05-01"], Some("2027-05-01")),
    ("held early, the excuse for that day says nothing more", 12, "2025-01-01", Some("2026-10-15"), &["held 2026-09-01", "once 2026-10-15"], Some("2027-09-01")),
    ("excused for good", 12, "2025-01-01", Some("2026-03-01"), &["never 2026-03-01"], None),
    ("held once, then excused for good", 12, "2024-01-01", None, &["held 2025-03-01", "never 2026-03-01"], None),
    ("excused for good, held all the same", 12, "2025-01-01", Some("2026-03-01"), &["never 2026-03-01", "held 2026-06-01"], Some("2027-06-01")),
    // Moved by change.
    ("to be done again before its time", 36, "2023-01-01", None, &["held 2025-01-10", "again 2026-05-01 2026-08-01"], Some("2026-08-01")),
    ("again, but its own time comes first", 36, "2023-01-01", None, &["held 2025-01-10", "again 2027-12-01 2028-06-01"], Some("2028-01-10")),
    ("done again since, counted from then", 36, "2023-01-01", None, &["held 2025-01-10", "again 2026-05-01 2026-08-01", "held 2026-07-20"], Some("2029-07-20")),
    ("held on the day of the change counts", 36, "2023-01-01", None, &["again 2026-05-01 2026-08-01", "held 2026-05-01"], Some("2029-05-01")),
    ("never held, and changed", 36, "2026-01-01", None, &["again 2026-05-01 2026-08-01"], Some("2026-08-01")),
    // Units merged and split.
    ("merged with one that is due earlier", 36, "2023-01-01", None, &["held 2025-06-01", "merged 2026-05-01 2027-02-01"], Some("2027-02-01")),
    ("merged with one that is due later", 36, "2023-01-01", None, &["held 2025-06-01", "merged 2026-05-01 2029-02-01"], Some("2028-06-01")),
    ("merged with one that has it no more", 36, "2023-01-01", None, &["held 2025-06-01", "merged 2026-05-01"], Some("2028-06-01")),
    ("held since the merger, counted from then", 36, "2023-01-01", None, &["held 2025-06-01", "merged 2026-05-01 2027-02-01", "held 2026-11-01"], Some("2029-11-01")),
    ("split off: the day of the whole", 36, "2026-05-01", None, &["split 2026-05-01 2027-02-01"], Some("2027-02-01")),
    ("split off and held the same day", 36, "2026-05-01", None, &["held 2026-05-01", "split 2026-05-01 2027-02-01"], Some("2029-05-01")),
];

#[test]
fn the_next_day_is_counted_from_the_day_it_was_held() {
    for (name, every, from, first, events, next) in NEXT {
        assert_eq!(
            track(every, from, first, events, None).next_due(),
            next.map(day),
            "{name}"
        );
    }
}

#[test]
fn a_unit_split_in_two_gives_both_parts_its_day() {
    let whole = track(36, "2020-01-01", None, &["held 2024-03-31"], None);
    let part = DutyTrack {
        events: vec![DutyEvent::Split {
            on: day("2026-05-01"),
            whole: whole.next_due(),
        }],
        ..track(36, "2026-05-01", None, &[], None)
    };
    assert_eq!(part.next_due(), whole.next_due());
    assert_eq!(part.next_due(), Some(day("2027-03-31")));
}

#[test]
fn two_duties_held_by_the_same_thing_go_on_each_by_its_own_interval() {
    let survey = track(36, "2020-01-01", None, &["held 2023-11-13", "held 2026-11-13"], None);
    let assessment = track(24, "2020-01-01", None, &["held 2024-02-01", "held 2026-11-13"], None);
    assert_eq!(survey.next_due(), Some(day("2029-11-13")));
    assert_eq!(assessment.next_due(), Some(day("2028-11-13")));
}

fn standing(today: &str, events: &[&str], closed: Option<&str>) -> DutyStanding {
    track(36, "2020-01-01", Some("2026-10-15"), events, closed).standing(day(today), 6)
}

fn due(on: &str, when: DutyWhen, is_warned: bool) -> DutyStanding {
    DutyStanding::Due {
        on: day(on),
        when,
        is_warned,
    }
}

#[test]
fn a_duty_stands_late_near_or_later_and_warns_half_a_year_before() {
    use DutyWhen::{Late, Later, Near};
    let table = [
        ("2026-04-14", due("2026-10-15", Later, false)),
        ("2026-04-15", due("2026-10-15", Later, true)),
        ("2026-09-14", due("2026-10-15", Later, true)),
        // Thirty days ahead is near, whatever the quarter.
        ("2026-09-15", due("2026-10-15", Near, true)),
        ("2026-10-01", due("2026-10-15", Near, true)),
        ("2026-10-15", due("2026-10-15", Near, true)),
        ("2026-10-16", due("2026-10-15", Late, true)),
        ("2029-10-16", due("2026-10-15", Late, true)),
    ];
    for (today, expected) in table {
        assert_eq!(standing(today, &[], None), expected, "{today}");
    }
    // The last day of the quarter is near from its first day on.
    let year_end = track(12, "2020-01-01", Some("2026-12-31"), &[], None);
    assert_eq!(year_end.standing(day("2026-10-01"), 0), due("2026-12-31", Near, false));
    assert_eq!(year_end.standing(day("2026-09-30"), 0), due("2026-12-31", Later, false));
}

#[test]
fn a_closed_unit_keeps_what_was_not_held_and_gets_nothing_new() {
    let not_held = DutyStanding::NotHeld {
        due_on: day("2026-10-15"),
    };
    assert_eq!(standing("2027-01-01", &[], Some("2026-11-30")), not_held);
    assert_eq!(standing("2027-01-01", &[], Some("2026-10-15")), not_held);
    // Closed before it was due: nothing was missed.
    assert_eq!(standing("2027-01-01", &[], Some("2026-10-14")), DutyStanding::Ended);
    assert_eq!(
        standing("2027-01-01", &["held 2026-06-01"], Some("2026-11-30")),
        DutyStanding::Ended
    );
    // On its last day it still waits.
    let last = standing("2026-11-30", &[], Some("2026-11-30"));
    assert_eq!(last, due("2026-10-15", DutyWhen::Late, true));
    assert_eq!(standing("2027-01-01", &["never 2026-10-15"], None), DutyStanding::Ended);
}

#[test]
fn every_shipped_duty_rests_on_a_rule_that_says_how_often() {
    let (duties, rules) = (shipped_duties().unwrap(), shipped_rules().unwrap());
    let codes: Vec<&str> = duties.iter().map(|duty| duty.code.as_str()).collect();
    assert_eq!(
        codes,
        ["assessment", "survey", "yearly_talk", "absence_statistic", "budget"]
    );
    let months: Vec<u32> = duties
        .iter()
        .map(|duty| duty.every_months(&rules, day("2026-11-30")).unwrap())
        .collect();
    assert_eq!(months, [36, 36, 12, 12, 12]);
    for rule in &rules {
        assert!(rule.source_url().starts_with("https://"), "{}", rule.code);
        for text in [&rule.basis, &rule.danish, &rule.english] {
            assert!(!text.is_empty(), "{}", rule.code);
        }
        // What nobody confirmed may have been read nowhere; it cannot be switched on.
        assert!(!rule.source_dated.is_empty() || !rule.can_be_on(), "{}", rule.code);
    }
}

#[test]
fn a_rule_nobody_has_looked_at_for_a_year_is_not_reckoned_with() {
    let (duties, rules) = (shipped_duties().unwrap(), shipped_rules().unwrap());
    let table = [
        ("2026-11-30", Freshness::Fresh),
        ("2027-05-29", Freshness::Fresh),
        ("2027-05-30", Freshness::Yellow),
        ("2027-11-30", Freshness::Yellow),
        ("2027-12-01", Freshness::Red),
    ];
    for (today, age) in table {
        let today = day(today);
        let assessment = rules.iter().find(|rule| rule.code == "APV-2").unwrap();
        assert_eq!(assessment.freshness(today), age, "{today}");
        for duty in &duties {
            assert_eq!(
                duty.every_months(&rules, today).is_some(),
                age != Freshness::Red,
                "{} {today}",
                duty.code
            );
        }
    }
}

#[test]
fn what_nobody_has_confirmed_or_is_over_is_never_asked_for() {
    let rules = shipped_rules().unwrap();
    let rule = |code: &str| rules.iter().find(|rule| rule.code == code).unwrap();
    let today = day("2026-11-30");
    assert!(!rule("APV-5").can_be_reckoned(today));
    // The order that the five phases went out with began on 1 February 2024; they are nobody’s rule any more.
    assert!(rules.iter().all(|rule| rule.code != "APV-4"));
    for (code, before, after) in [("APV-2", true, true), ("APV-3", false, true)] {
        assert_eq!(rule(code).can_be_reckoned(day("2024-01-31")), before, "{code}");
        assert_eq!(rule(code).can_be_reckoned(day("2024-02-01")), after, "{code}");
    }
}

fn unit(number: u128) -> UnitId {
    UnitId(Uuid::from_u128(number))
}

#[test]
fn a_unit_under_the_minimum_is_done_with_the_one_above_it() {
    let since = Period::since(day("2020-01-01"));
    let units: Vec<Unit> = (1..=5)
        .map(|number| Unit {
            id: unit(number),
            code: number.to_string(),
            period: since,
        })
        .collect();
    let placements: Vec<UnitPlacement> = [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(2)), (5, Some(1))]
        .into_iter()
        .map(|(number, parent)| UnitPlacement {
            id: UnitPlacementId(Uuid::from_u128(number)),
            unit: unit(number),
            parent: parent.map(unit),
            name: number.to_string(),
            period: since,
        })
        .collect();
    let tree = Tree::at(day("2026-01-01"), &units, &placements);
    let employed = |id: UnitId| match id.0.as_u128() {
        3 => 12,
        4 => 3,
        5 => 5,
        _ => 0,
    };
    let found = bearers(&tree, 5, employed);
    let told: Vec<(u128, usize)> = found
        .iter()
        .map(|one| (one.unit.0.as_u128(), one.covers.len()))
        .collect();
    // The district bears it for the three; the two that are large enough bear their own.
    assert_eq!(told, [(2, 1), (3, 0), (5, 0)]);
    // Alone at the top a small workplace does its own.
    assert_eq!(
        bearers(&tree, 5, |id| usize::from(id == unit(1)) * 3),
        [DutyBearer {
            unit: unit(1),
            covers: vec![]
        }]
    );
}

/// What became of it in a year: held, excused, late, ahead, seen on a day.
#[test]
fn a_year_says_what_was_held_excused_late_and_ahead_and_one_that_is_over_leaves_nothing_ahead() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let track = |events: &[DutyEvent]| DutyTrack {
        every_months: 12,
        applies_from: day("2024-01-01"),
        first_due: Some(day("2025-03-01")),
        events: events.to_vec(),
        closed_on: None,
    };
    let held = |on: &str| DutyEvent::Held { on: day(on) };
    let excused = |on: &str| DutyEvent::ExcusedOnce { due_on: day(on) };
    type Seen = (usize, usize, Option<&'static str>, Option<&'static str>);
    let cases: [(&[DutyEvent], i32, &str, Seen); 9] = [
        // Nothing ever happened: late from the day it was due, and on.
        (&[], 2025, "2025-02-01", (0, 0, None, Some("2025-03-01"))),
        (&[], 2025, "2025-03-01", (0, 0, None, Some("2025-03-01"))),
        (&[], 2025, "2025-03-02", (0, 0, Some("2025-03-01"), None)),
        (&[], 2025, "2026-11-21", (0, 0, Some("2025-03-01"), None)),
        // Held: the next one falls into the year after.
        (&[held("2025-02-20")], 2025, "2026-11-21", (1, 0, None, None)),
        (
            &[held("2025-02-20")],
            2026,
            "2026-11-21",
            (0, 0, Some("2026-02-20"), None),
        ),
        // Held late in the year after: the year before stays late.
        (
            &[held("2026-01-10")],
            2025,
            "2026-11-21",
            (0, 0, Some("2025-03-01"), None),
        ),
        (&[held("2026-01-10")], 2026, "2026-11-21", (1, 0, None, None)),
        (&[excused("2025-03-01")], 2025, "2025-06-01", (0, 1, None, None)),
    ];
    for (number, (events, year, on, (held, excused, late, ahead))) in cases.into_iter().enumerate() {
        let seen = track(events).in_year(year, day(on)).unwrap();
        let wanted = DutyYear {
            held,
            excused,
            late: late.map(day),
            ahead: ahead.map(day),
        };
        assert_eq!(seen, wanted, "case {number}");
    }
    let closed = DutyTrack {
        closed_on: Some(day("2025-02-01")),
        ..track(&[])
    };
    let seen = closed.in_year(2025, day("2025-06-01")).unwrap();
    assert_eq!(
        (seen.late, seen.ahead),
        (None, None),
        "nothing new comes after a unit closed"
    );
}
