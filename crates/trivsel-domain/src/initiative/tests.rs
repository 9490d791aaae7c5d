#![allow(clippy::unwrap_used)]
use super::*;
use crate::id::{CommitteeId, FollowUpId, OrganisationId, UnitPlacementId};
use crate::period::Period;
use crate::person::Role;
use crate::rights::Grant;
use crate::unit::{Tree, Unit, UnitPlacement};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn initiative(state: State) -> Initiative {
    Initiative {
        id: InitiativeId(Uuid::from_u128(1)),
        number: 1,
        title: "Faste morgenmøder".to_owned(),
        summary: String::new(),
        goal: None,
        goal_text: String::new(),
        description: String::new(),
        purpose: String::new(),
        target_group: String::new(),
        actors: String::new(),
        schedule: String::new(),
        financial_impact: String::new(),
        success_text: String::new(),
        follow_up_text: String::new(),
        unit: UnitId(Uuid::from_u128(2)),
        iglo_level: IgloLevel::Group,
        starts_on: None,
        ends_on: None,
        lead: None,
        co_lead: None,
        state,
        parent: None,
        decided_on: None,
        decided_at: None,
        decision_note: String::new(),
        closed_at: None,
        closing_note: String::new(),
        created_at: moment("2019-03-01T08:00:00Z"),
        version: 1,
    }
}

#[test]
fn an_initiative_moves_only_along_its_thread() {
    use State::{Anchored, Decided, Ended, Idea, Running};
    let allowed = [
        (Idea, Decided),
        (Idea, Ended),
        (Decided, Running),
        (Decided, Ended),
        (Running, Anchored),
        (Running, Ended),
        (Anchored, Running),
        (Anchored, Ended),
    ];
    for from in State::ALL {
        for to in State::ALL {
            let moved = initiative(from).moved(to, "", moment("2019-04-02T12:10:00Z"));
            assert_eq!(moved.is_ok(), allowed.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }
}

#[test]
fn the_decision_is_noted_with_its_moment_and_freezes_from_then_on() {
    let (earlier, now, later) = (
        moment("2019-04-01T08:00:00Z"),
        moment("2019-04-02T12:10:00Z"),
        moment("2019-05-01T08:00:00Z"),
    );
    let idea = initiative(State::Idea);
    assert_eq!(idea.freezes_at(earlier), None);
    let decided = idea.moved(State::Decided, "Distrikts-MED", now).unwrap();
    assert_eq!(decided.decided_at, Some(now));
    assert_eq!(decided.decision_note, "Distrikts-MED");
    assert_eq!(decided.freezes_at(later), Some(later));
    let running = decided.moved(State::Running, "", later).unwrap();
    assert_eq!(
        running.decided_at,
        Some(now),
        "a later move does not touch the decision"
    );
}

#[test]
fn what_is_anchored_can_be_taken_up_again() {
    let now = moment("2026-01-05T08:00:00Z");
    let anchored = initiative(State::Running)
        .moved(State::Anchored, "Står på hver dagsorden", now)
        .unwrap();
    assert_eq!(anchored.closed_at, Some(now));
    let again = anchored.moved(State::Running, "Møderne blev aflyst", now).unwrap();
    assert_eq!((again.closed_at, again.closing_note.as_str()), (None, ""));
}

#[test]
fn the_next_time_is_the_same_day_of_a_later_month() {
    for (frequency, from, next) in [
        (Frequency::Once, "2026-11-11", None),
        (Frequency::Monthly, "2026-11-11", Some("2026-12-11")),
        (Frequency::Monthly, "2027-01-31", Some("2027-02-28")),
        (Frequency::EverySecondMonth, "2026-11-11", Some("2027-01-11")),
        (Frequency::Quarterly, "2026-11-30", Some("2027-02-28")),
        (Frequency::HalfYearly, "2026-09-16", Some("2027-03-16")),
        (Frequency::Yearly, "2024-02-29", Some("2025-02-28")),
    ] {
        assert_eq!(frequency.next_after(day(from)), next.map(day), "{frequency:?} {from}");
    }
}

fn follow_up(frequency: Frequency, next_due: Option<&str>) -> FollowUp {
    FollowUp {
        id: FollowUpId(Uuid::from_u128(1)),
        initiative: InitiativeId(Uuid::from_u128(1)),
        title: "Sygefravær".to_owned(),
        source: "Sygefraværsstatistik".to_owned(),
        committees: vec![CommitteeId(Uuid::from_u128(1))],
        forum: String::new(),
        months: MonthsOfYear::default(),
        frequency,
        next_due: next_due.map(day),
        ended_on: None,
    }
}

#[test]
fn a_follow_up_that_was_held_moves_on_past_that_day() {
    for (frequency, due, held, next) in [
        (Frequency::Monthly, Some("2026-11-11"), "2026-11-11", Some("2026-12-11")),
        (Frequency::Monthly, Some("2026-11-11"), "2026-11-09", Some("2026-12-11")),
        (Frequency::Monthly, Some("2026-08-31"), "2026-11-30", Some("2026-12-31")),
        (Frequency::Quarterly, None, "2026-11-11", Some("2027-02-11")),
        (Frequency::Once, Some("2026-11-11"), "2026-11-12", None),
    ] {
        let after = follow_up(frequency, due).held(day(held));
        assert_eq!(after.next_due, next.map(day), "{frequency:?} due {due:?} held {held}");
        assert_eq!(after.ended_on.is_some(), next.is_none());
    }
}

#[test]
fn only_a_day_that_has_passed_is_overdue() {
    let due = follow_up(Frequency::Monthly, Some("2026-11-11"));
    assert!(due.is_overdue(day("2026-11-12")));
    assert!(!due.is_overdue(day("2026-11-11")));
    let ended = FollowUp {
        ended_on: Some(day("2026-11-01")),
        ..due
    };
    assert!(!ended.is_overdue(day("2026-11-12")));
    assert!(!follow_up(Frequency::Monthly, None).is_overdue(day("2026-11-12")));
}

#[test]
fn named_months_come_again_every_year() {
    let of = |next_due: Option<&str>| FollowUp {
        months: MonthsOfYear::new([12, 9]).unwrap(),
        ..follow_up(Frequency::NamedMonths, next_due)
    };
    for (today, due) in [
        ("2026-08-31", "2026-09-30"),
        ("2026-09-01", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2027-01-01", "2027-09-30"),
    ] {
        assert_eq!(of(None).first_due(day(today)), Some(day(due)), "{today}");
    }
    for (due, held, next) in [
        (Some("2026-09-30"), "2026-09-03", "2026-12-31"),
        (Some("2026-09-30"), "2026-08-20", "2026-12-31"),
        (Some("2026-09-30"), "2026-10-04", "2026-12-31"),
        (Some("2026-09-30"), "2026-12-01", "2027-09-30"),
        (Some("2026-12-11"), "2026-12-11", "2027-09-30"),
        (None, "2026-09-03", "2026-12-31"),
    ] {
        let after = of(due).held(day(held));
        assert_eq!(
            (after.next_due, after.ended_on),
            (Some(day(next)), None),
            "{due:?} {held}"
        );
    }
    assert_eq!(MonthsOfYear::parse("9,12"), MonthsOfYear::new([9, 12]));
    for code in ["13", "0", "9,", "sep"] {
        assert_eq!(MonthsOfYear::parse(code), None, "{code}");
    }
}

#[test]
fn what_is_on_every_agenda_goes_on_without_a_day() {
    let of = follow_up(Frequency::EveryMeeting, None);
    assert_eq!(of.first_due(day("2026-11-12")), None);
    assert_eq!(of.held(day("2026-11-12")), of);
    assert!(!of.is_overdue(day("2026-11-12")));
}

#[test]
fn what_is_to_fall_or_stay_low_is_met_below_the_target_or_by_a_fall_worth_having() {
    use Direction::{Decrease, FallOrStayLow};
    for (direction, before, now, smallest, is_met) in [
        (FallOrStayLow, Some(5.0), 5.4, Some(0.5), true),
        (FallOrStayLow, Some(9.0), 8.5, Some(0.5), true),
        (FallOrStayLow, Some(9.0), 8.6, Some(0.5), false),
        (FallOrStayLow, Some(9.0), 8.5, None, false),
        (FallOrStayLow, Some(9.0), 9.0, Some(0.0), false),
        (FallOrStayLow, None, 8.5, Some(0.5), false),
        (Decrease, Some(9.0), 8.5, Some(0.5), false),
        (Decrease, Some(9.0), 5.5, Some(0.5), true),
    ] {
        assert_eq!(
            direction.is_met(before, now, 5.5, smallest),
            is_met,
            "{direction:?} from {before:?} to {now} by {smallest:?}"
        );
    }
}

#[test]
fn a_target_is_reached_from_the_side_it_is_approached() {
    for (direction, value, target, is_reached) in [
        (Direction::Decrease, 5.6, 5.7, true),
        (Direction::Decrease, 5.8, 5.7, false),
        (Direction::KeepLow, 5.7, 5.7, true),
        (Direction::Increase, 2.1, 2.5, false),
        (Direction::KeepHigh, 75.0, 75.0, true),
    ] {
        assert_eq!(direction.is_reached(value, target), is_reached, "{direction:?} {value}");
    }
}

/// 1 is the top, 2 and 3 stand below it, 4 below 2.
fn tree() -> Tree {
    let since = Period::since(day("2017-01-01"));
    let parents = [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2))];
    let units: Vec<Unit> = parents
        .iter()
        .map(|(n, _)| Unit {
            id: unit(*n),
            code: n.to_string(),
            period: since,
        })
        .collect();
    let placements: Vec<UnitPlacement> = parents
        .iter()
        .map(|(n, parent)| UnitPlacement {
            id: UnitPlacementId(Uuid::from_u128(*n)),
            unit: unit(*n),
            parent: parent.map(unit),
            name: n.to_string(),
            period: since,
        })
        .collect();
    Tree::at(day("2026-11-17"), &units, &placements)
}

fn unit(n: u128) -> UnitId {
    UnitId(Uuid::from_u128(n))
}

/// Person 9, with one role.
fn somebody(role: Role, at: Option<u128>) -> Actor {
    Actor {
        organisation: OrganisationId(Uuid::from_u128(9)),
        person: PersonId(Uuid::from_u128(9)),
        name: String::new(),
        title: String::new(),
        grants: vec![Grant {
            role,
            unit: at.map(unit),
        }],
        seats: Vec::new(),
        tree: tree().into(),
    }
}

#[test]
fn a_status_report_is_written_where_the_initiative_is_owned_and_by_those_who_lead_it() {
    let me = PersonId(Uuid::from_u128(9));
    for (role, at, lead, co_lead, may_write) in [
        (Role::Manager, Some(1), None, None, true),
        (Role::Manager, Some(2), None, None, false),
        (Role::Manager, Some(2), Some(me), None, true),
        (Role::Manager, Some(2), None, Some(me), true),
        (Role::Manager, Some(2), Some(PersonId(Uuid::from_u128(8))), None, false),
        (Role::Employee, Some(2), Some(me), None, true),
        (Role::Employee, Some(2), None, Some(me), false),
        (Role::UnionRep, Some(2), None, Some(me), true),
        (Role::SafetyRep, Some(1), None, None, false),
        (Role::Partner, None, Some(me), None, true),
        (Role::Partner, None, None, Some(me), false),
    ] {
        let of = Initiative {
            unit: unit(1),
            lead,
            co_lead,
            ..initiative(State::Running)
        };
        assert_eq!(
            of.may_be_reported_by(&somebody(role, at)),
            may_write,
            "{role:?} at {at:?}, lead {lead:?}, co-lead {co_lead:?}"
        );
    }
}

#[test]
fn an_initiative_is_read_where_it_is_owned_where_it_runs_and_below_its_owner() {
    let reach = |role: Role, at: Option<u128>| Reach::of(&somebody(role, at));
    for (role, at, owner, site, may_read) in [
        (Role::Employee, Some(4), 4, None, true),
        (Role::Employee, Some(4), 1, None, true),
        (Role::Employee, Some(4), 3, None, false),
        (Role::Employee, Some(4), 3, Some(4), true),
        (Role::Employee, Some(4), 3, Some(2), false),
        (Role::Manager, Some(2), 4, None, true),
        (Role::Manager, Some(2), 3, Some(4), true),
        (Role::Manager, Some(2), 3, Some(3), false),
        (Role::Coordinator, None, 3, None, true),
        (Role::Administrator, None, 3, None, false),
    ] {
        assert_eq!(
            reach(role, at).holds(unit(owner), Leads([None, None]), site.map(unit)),
            may_read,
            "{role:?} at {at:?}, owner {owner}, site {site:?}"
        );
    }
}

#[test]
fn whoever_leads_an_initiative_reads_it_wherever_it_is() {
    let (me, other) = (PersonId(Uuid::from_u128(9)), PersonId(Uuid::from_u128(8)));
    for (leads, may_read) in [
        ([Some(me), None], true),
        ([Some(other), Some(me)], true),
        ([Some(other), None], false),
        ([None, None], false),
    ] {
        let reach = Reach::of(&somebody(Role::Partner, None));
        assert_eq!(reach.holds(unit(3), Leads(leads), [unit(3)]), may_read, "{leads:?}");
    }
}

#[test]
fn a_lead_steers_an_initiative_and_a_co_lead_who_represents_steers_its_measures_and_follow_ups() {
    use Right::{
        ApproveReport, ChangeFollowUps, ChangeInitiative, ChangeMeasures, DecideInitiative, WriteFollowUp, WriteReport,
    };
    let me = PersonId(Uuid::from_u128(9));
    let every = [
        ChangeInitiative,
        ChangeMeasures,
        ChangeFollowUps,
        WriteFollowUp,
        WriteReport,
        DecideInitiative,
        ApproveReport,
    ];
    let of_lead = [
        ChangeInitiative,
        ChangeMeasures,
        ChangeFollowUps,
        WriteFollowUp,
        WriteReport,
    ];
    let of_representative = [ChangeMeasures, ChangeFollowUps, WriteFollowUp, WriteReport];
    for (role, leads, may) in [
        (Role::Employee, [Some(me), None], &of_lead[..]),
        (Role::Partner, [Some(me), None], &of_lead),
        (Role::SafetyRep, [None, Some(me)], &of_representative),
        (Role::UnionRep, [None, Some(me)], &of_representative),
        (Role::Employee, [None, Some(me)], &[]),
        (Role::CommitteeMember, [None, Some(me)], &[]),
    ] {
        // A role in another branch of the tree gives nothing here.
        let who = somebody(role, Some(3));
        for right in every {
            let of = Leads(leads).allow(right, unit(2), &who);
            assert_eq!(of, may.contains(&right), "{role:?} {leads:?} {right:?}");
        }
    }
}
