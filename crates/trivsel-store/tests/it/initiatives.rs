//! Initiatives and their parts, on both databases.

use trivsel_domain::committee::{Committee, CommitteeKind, Meeting};
use trivsel_domain::id::{
    CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId, LotId, MeasureId, MeetingId, MilestoneId, OrganisationId,
    PersonId, SiteId, SuccessCriterionId, UnitId, UnitPlacementId,
};
use trivsel_domain::initiative::{
    CriterionKind, Direction, FollowUp, FollowUpNote, Frequency, IgloLevel, Initiative, Lot, Measure, MeasurePlan,
    MeasureState, Milestone, MonthsOfYear, Site, SiteStage, State, SuccessCriterion, Wave, lot,
};
use trivsel_domain::period::Period;
use trivsel_domain::person::Person;
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_store::{Store, StoreError, committees, initiatives, persons, units};
use uuid::Uuid;

use crate::databases::{for_each_database, moment, name};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A unit and a person to hang things on.
async fn ground(store: &Store, organisation: OrganisationId) -> (UnitId, PersonId) {
    let tx = store.write(organisation).await.unwrap();
    let (unit, person) = (UnitId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let period = Period::since(day("2017-01-01"));
    let code = "MV".to_owned();
    units::add(&tx, &Unit { id: unit, code, period }).await.unwrap();
    let placement = UnitPlacement {
        id: UnitPlacementId(Uuid::now_v7()),
        unit,
        parent: None,
        name: "Mosevang".into(),
        period,
    };
    units::add_placement(&tx, &placement).await.unwrap();
    let row = Person {
        id: person,
        employee_number: None,
        name: "Karen Holst".into(),
        email: None,
        title: String::new(),
        is_erased: false,
    };
    persons::add(&tx, &row, moment()).await.unwrap();
    tx.commit().await.unwrap();
    (unit, person)
}

fn initiative(number: i32, unit: UnitId, lead: PersonId) -> Initiative {
    Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number,
        title: format!("Indsats {number}"),
        summary: "Kort".into(),
        goal: None,
        goal_text: "Tale om travlhed".into(),
        description: "Afsnit\n\n- punkt".into(),
        purpose: "Formål".into(),
        target_group: "Alle".into(),
        actors: "Triaderne".into(),
        schedule: "Fra maj".into(),
        financial_impact: "Ingen".into(),
        success_text: "Stolte".into(),
        follow_up_text: "Ledermøder".into(),
        unit,
        iglo_level: IgloLevel::Group,
        starts_on: Some(day("2019-05-01")),
        ends_on: None,
        lead: Some(lead),
        co_lead: None,
        state: State::Idea,
        parent: None,
        decided_on: None,
        decided_at: None,
        decision_note: String::new(),
        closed_at: None,
        closing_note: String::new(),
        created_at: moment(),
        version: 1,
    }
}

#[tokio::test]
async fn an_initiative_comes_back_as_it_was_written() {
    for_each_database(async |store, organisation| {
        let (unit, lead) = ground(&store, organisation).await;
        let written = initiative(1, unit, lead);
        let tx = store.write(organisation).await.unwrap();
        initiatives::add(&tx, &written).await.unwrap();
        initiatives::add_many(&tx, &[initiative(2, unit, lead), initiative(3, unit, lead)])
            .await
            .unwrap();
        assert_eq!(initiatives::last_number(&tx).await.unwrap(), 3);
        tx.commit().await.unwrap();
        let tx = store.read(organisation).await.unwrap();
        assert_eq!(
            initiatives::find(&tx, written.id).await.unwrap(),
            Some(written),
            "{}",
            name(&store)
        );
        let twice = store.write(organisation).await.unwrap();
        let clash = initiatives::add(&twice, &initiative(1, unit, lead)).await;
        assert!(
            matches!(clash, Err(StoreError::Conflict(_))),
            "{clash:?} on {}",
            name(&store)
        );
    })
    .await;
}

#[tokio::test]
async fn an_initiative_somebody_else_changed_is_not_overwritten() {
    for_each_database(async |store, organisation| {
        let (unit, lead) = ground(&store, organisation).await;
        let written = initiative(1, unit, lead);
        let tx = store.write(organisation).await.unwrap();
        initiatives::add(&tx, &written).await.unwrap();
        let mut first = written.clone();
        first.title = "Den første".into();
        initiatives::change(&tx, &first).await.unwrap();
        let mut second = written.clone();
        second.title = "Den anden".into();
        let stale = initiatives::change(&tx, &second).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?} on {}", name(&store));
        let kept = initiatives::find(&tx, written.id).await.unwrap().unwrap();
        assert_eq!((kept.title.as_str(), kept.version), ("Den første", 2));
    })
    .await;
}

#[tokio::test]
async fn the_parts_of_an_initiative_come_back_as_they_were_written() {
    for_each_database(async |store, organisation| {
        let (unit, lead) = ground(&store, organisation).await;
        let of = initiative(1, unit, lead);
        let tx = store.write(organisation).await.unwrap();
        initiatives::add(&tx, &of).await.unwrap();
        let measure = Measure {
            id: MeasureId(Uuid::now_v7()),
            initiative: of.id,
            position: 1,
            title: "Morgenmøder".into(),
            description: "Hver dag".into(),
            plan: MeasurePlan::default(),
            grown_into: None,
            state: MeasureState::Running,
        };
        let site = Site {
            id: SiteId(Uuid::now_v7()),
            initiative: of.id,
            unit,
            measure: None,
            stage: SiteStage::Pilot,
            period: Period::since(day("2019-05-01")),
        };
        let criterion = SuccessCriterion {
            id: SuccessCriterionId(Uuid::now_v7()),
            initiative: of.id,
            measure: None,
            position: 1,
            title: "Stolte".into(),
            kind: CriterionKind::SurveyScale {
                scale: "Jeg er stolt".into(),
            },
            direction: Direction::Increase,
            baseline: Some(68.0),
            target: Some(75.5),
            smallest_worthwhile: Some(5.0),
            not_measurable: Some("Ikke spurgt endnu".into()),
            comparison: None,
            frozen_at: None,
        };
        let milestone = Milestone {
            id: MilestoneId(Uuid::now_v7()),
            initiative: of.id,
            title: "Masterclass".into(),
            due_on: day("2019-09-12"),
            done_on: None,
        };
        let follow_up = FollowUp {
            id: FollowUpId(Uuid::now_v7()),
            initiative: of.id,
            title: "Sygefravær".into(),
            source: "Statistik".into(),
            committees: Vec::new(),
            forum: "triader".into(),
            months: MonthsOfYear::default(),
            frequency: Frequency::EverySecondMonth,
            next_due: Some(day("2019-09-01")),
            ended_on: None,
        };
        let note = FollowUpNote {
            id: FollowUpNoteId(Uuid::now_v7()),
            follow_up: follow_up.id,
            due_on: follow_up.next_due,
            held_on: day("2019-09-03"),
            text: "Det går".into(),
            written_by: Some(lead),
            written_at: moment(),
        };
        initiatives::add_measure(&tx, &measure).await.unwrap();
        initiatives::add_site(&tx, &site).await.unwrap();
        initiatives::add_criterion(&tx, &criterion).await.unwrap();
        let first = Lot {
            id: LotId(Uuid::now_v7()),
            initiative: of.id,
            drawn_at: moment(),
            drawn_by: Some(lead),
            method: lot::METHOD,
            seed: "07".repeat(32),
            units: vec![unit],
            waves: vec![Wave {
                start: "2027-01".parse().unwrap(),
                units: 1,
            }],
            reason: String::new(),
            hash: "ab".repeat(32),
        };
        let second = Lot {
            id: LotId(Uuid::now_v7()),
            drawn_at: moment() + chrono::Duration::hours(1),
            drawn_by: None,
            reason: "En enhed er lukket".into(),
            ..first.clone()
        };
        initiatives::add_lot(&tx, &first).await.unwrap();
        initiatives::add_lot(&tx, &second).await.unwrap();
        assert_eq!(initiatives::newest_lot(&tx, of.id).await.unwrap(), Some(second.clone()));
        assert_eq!(initiatives::lots_of(&tx, of.id).await.unwrap(), [second, first]);
        initiatives::add_milestone(&tx, &milestone).await.unwrap();
        initiatives::add_follow_up(&tx, &follow_up).await.unwrap();

        let line = initiatives::register(&tx).await.unwrap().remove(0);
        assert_eq!(
            (line.id, line.next_follow_up, line.next_milestone),
            (of.id, follow_up.next_due, Some(milestone.due_on)),
            "{}",
            name(&store)
        );
        initiatives::add_note(&tx, &note).await.unwrap();
        assert_eq!(initiatives::measures_of(&tx, of.id).await.unwrap(), [measure]);
        assert_eq!(initiatives::sites_of(&tx, of.id).await.unwrap(), [site]);
        assert_eq!(
            initiatives::criteria_of(&tx, of.id).await.unwrap(),
            std::slice::from_ref(&criterion)
        );
        assert_eq!(initiatives::milestones_of(&tx, of.id).await.unwrap(), [milestone]);
        assert_eq!(
            initiatives::follow_ups_of(&tx, of.id).await.unwrap(),
            std::slice::from_ref(&follow_up)
        );
        assert_eq!(initiatives::notes_of(&tx, of.id).await.unwrap(), [note]);

        let frozen = SuccessCriterion {
            baseline: Some(6.4),
            frozen_at: Some(moment()),
            ..criterion
        };
        assert_eq!(initiatives::change_criterion(&tx, &frozen).await.unwrap(), 1);
        assert_eq!(initiatives::find_criterion(&tx, frozen.id).await.unwrap(), Some(frozen));

        initiatives::erase_person(&tx, lead).await.unwrap();
        assert_eq!(initiatives::find(&tx, of.id).await.unwrap().unwrap().lead, None);
        assert_eq!(initiatives::notes_of(&tx, of.id).await.unwrap()[0].written_by, None);
    })
    .await;
}

fn forum(name: &str, unit: UnitId) -> Committee {
    Committee {
        id: CommitteeId(Uuid::now_v7()),
        name: name.into(),
        kind: CommitteeKind::Committee,
        unit,
        period: Period::since(day("2019-01-01")),
    }
}

fn on_every_agenda(of: InitiativeId, forums: &[Committee]) -> FollowUp {
    FollowUp {
        id: FollowUpId(Uuid::now_v7()),
        initiative: of,
        title: "Sygefravær".into(),
        source: String::new(),
        committees: forums.iter().map(|forum| forum.id).collect(),
        forum: "triader".into(),
        frequency: Frequency::EveryMeeting,
        months: MonthsOfYear::default(),
        next_due: None,
        ended_on: None,
    }
}

#[tokio::test]
async fn a_follow_up_keeps_its_forums_in_their_order_and_its_months() {
    for_each_database(async |store, organisation| {
        let (unit, lead) = ground(&store, organisation).await;
        let of = initiative(1, unit, lead);
        let forums = ["MED", "Ledermøde", "Triader"].map(|name| forum(name, unit));
        let two = on_every_agenda(of.id, &[forums[2].clone(), forums[0].clone()]);
        let none = FollowUp {
            months: MonthsOfYear::new([9, 12]).unwrap(),
            frequency: Frequency::NamedMonths,
            next_due: Some(day("2026-12-31")),
            ..on_every_agenda(of.id, &[])
        };
        let tx = store.write(organisation).await.unwrap();
        for forum in &forums {
            committees::add(&tx, forum).await.unwrap();
        }
        initiatives::add(&tx, &of).await.unwrap();
        initiatives::add_follow_ups(&tx, &[two.clone(), none.clone()])
            .await
            .unwrap();
        let listed = initiatives::follow_ups_of(&tx, of.id).await.unwrap();
        assert_eq!(listed, [two.clone(), none.clone()], "{}", name(&store));
        assert_eq!(
            initiatives::list_follow_ups(&tx).await.unwrap(),
            [none.clone(), two.clone()]
        );
        let all = FollowUp {
            committees: forums.iter().map(|forum| forum.id).collect(),
            ..two.clone()
        };
        assert_eq!(initiatives::change_follow_up(&tx, &all).await.unwrap(), 1);
        assert_eq!(
            initiatives::find_follow_up(&tx, two.id).await.unwrap(),
            Some(all),
            "{}",
            name(&store)
        );
        assert_eq!(initiatives::remove_follow_up(&tx, two.id).await.unwrap(), 1);
        assert_eq!(initiatives::follow_ups_of(&tx, of.id).await.unwrap(), [none]);
    })
    .await;
}

#[tokio::test]
async fn what_belongs_on_every_agenda_waits_until_it_stands_there_and_never_comes_back_by_itself() {
    for_each_database(async |store, organisation| {
        let (unit, lead) = ground(&store, organisation).await;
        let mut of = initiative(1, unit, lead);
        of.state = State::Running;
        let forums = ["MED", "Ledermøde", "Triader"].map(|name| forum(name, unit));
        let follow_up = on_every_agenda(of.id, &forums[..2]);
        let tx = store.write(organisation).await.unwrap();
        for forum in &forums {
            committees::add(&tx, forum).await.unwrap();
        }
        let meetings = [0, 1, 2, 1].map(|at: usize| Meeting {
            id: MeetingId(Uuid::now_v7()),
            committee: forums[at].id,
            held_on: day("2026-12-17"),
            starts_at: String::new(),
            place: String::new(),
        });
        for meeting in &meetings {
            committees::add_meeting(&tx, meeting).await.unwrap();
        }
        initiatives::add(&tx, &of).await.unwrap();
        initiatives::add_follow_up(&tx, &follow_up).await.unwrap();
        let waits = async |at: usize| {
            let found = initiatives::follow_ups_awaiting(&tx, &meetings[at]).await.unwrap();
            assert!(found.iter().all(|found| *found == follow_up), "{}", name(&store));
            found.len()
        };
        assert_eq!([waits(0).await, waits(1).await, waits(2).await], [1, 1, 0]);
        initiatives::note_on_agenda(&tx, meetings[0].id, follow_up.id)
            .await
            .unwrap();
        // It was taken off and put there again.
        initiatives::note_on_agenda(&tx, meetings[0].id, follow_up.id)
            .await
            .unwrap();
        assert_eq!([waits(0).await, waits(1).await, waits(3).await], [0, 1, 1]);
        of.state = State::Ended;
        initiatives::change(&tx, &of).await.unwrap();
        assert_eq!(waits(1).await, 0, "its initiative has ended");
        committees::remove_meeting(&tx, meetings[0].id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_follow_up_somebody_wrote_about_is_not_removed() {
    for_each_database(async |store, organisation| {
        let (unit, lead) = ground(&store, organisation).await;
        let of = initiative(1, unit, lead);
        let follow_up = FollowUp {
            id: FollowUpId(Uuid::now_v7()),
            initiative: of.id,
            title: "Sygefravær".into(),
            source: String::new(),
            committees: Vec::new(),
            forum: String::new(),
            months: MonthsOfYear::default(),
            frequency: Frequency::Monthly,
            next_due: None,
            ended_on: None,
        };
        let note = FollowUpNote {
            id: FollowUpNoteId(Uuid::now_v7()),
            follow_up: follow_up.id,
            due_on: None,
            held_on: day("2019-09-03"),
            text: "Det går".into(),
            written_by: None,
            written_at: moment(),
        };
        let tx = store.write(organisation).await.unwrap();
        initiatives::add(&tx, &of).await.unwrap();
        initiatives::add_follow_ups(&tx, std::slice::from_ref(&follow_up))
            .await
            .unwrap();
        initiatives::add_notes(&tx, &[note]).await.unwrap();
        tx.commit().await.unwrap();
        let tx = store.write(organisation).await.unwrap();
        let removed = initiatives::remove_follow_up(&tx, follow_up.id).await;
        assert!(
            matches!(removed, Err(StoreError::Conflict(_))),
            "{removed:?} on {}",
            name(&store)
        );
    })
    .await;
}
