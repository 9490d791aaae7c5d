//! What people may do because of their part in one initiative or one committee, whatever their roles.

use trivsel_app::AppError;
use trivsel_app::committees::{self, AgendaForm, CommitteeForm, DecisionForm, MeetingForm};
use trivsel_app::initiatives::content::InitiativeForm;
use trivsel_app::initiatives::follow_ups::{self, FollowUpForm};
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::measures::{self, MeasureForm};
use trivsel_app::initiatives::moves::{self, MoveForm};
use trivsel_app::initiatives::{self, Filter};
use trivsel_app::reports;
use trivsel_domain::committee::{CommitteeMember, Seat};
use trivsel_domain::id::{CommitteeId, CommitteeMemberId, InitiativeId, PersonId, RoleAssignmentId, UnitId};
use trivsel_domain::initiative::{Initiative, State};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_domain::rights::Actor;
use trivsel_store::{committees as forums, initiatives as rows, persons};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

/// Somebody new, with this role in this unit.
async fn somebody(ground: &Ground, role: Role, unit: Option<&str>) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let person = Person {
        id,
        employee_number: None,
        name: "Mette Prøve".into(),
        email: None,
        title: String::new(),
        is_erased: false,
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    persons::add(&tx, &person, ground.app.now()).await.unwrap();
    let role = RoleAssignment {
        id: RoleAssignmentId(Uuid::now_v7()),
        person: id,
        role,
        unit: unit.map(|code| ground.unit(code)),
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    persons::add_role(&tx, &role).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The same person as who they are on a day.
async fn on(ground: &Ground, person: PersonId, day: &str) -> Actor {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let standing = persons::standing_of(&tx, person, day.parse().unwrap()).await.unwrap();
    Actor {
        person,
        grants: standing.grants,
        seats: standing.seats,
        ..ground.coordinator().await
    }
}

async fn today(ground: &Ground, person: PersonId) -> Actor {
    on(ground, person, "2026-11-21").await
}

/// An initiative of unit A that these two lead.
async fn led_by(ground: &Ground, lead: Option<PersonId>, co_lead: Option<PersonId>) -> InitiativeId {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let led = Initiative {
        number: rows::last_number(&tx).await.unwrap() + 1,
        unit: ground.unit("A"),
        lead,
        co_lead,
        state: State::Idea,
        decided_at: None,
        ..ground.initiative("Faste morgenmøder")
    };
    rows::add(&tx, &led).await.unwrap();
    tx.commit().await.unwrap();
    led.id
}

fn typed(ground: &Ground) -> InitiativeForm {
    InitiativeForm {
        title: "Faste morgenmøder hver dag".into(),
        unit: ground.unit("A").to_string(),
        iglo_level: "group".into(),
        version: "1".into(),
        ..InitiativeForm::default()
    }
}

fn measure() -> MeasureForm {
    MeasureForm {
        title: "Ti minutter ved tavlen".into(),
        state: "planned".into(),
        ..MeasureForm::default()
    }
}

fn follow_up() -> FollowUpForm {
    FollowUpForm {
        title: "Holder vi fast?".into(),
        frequency: "monthly".into(),
        ..FollowUpForm::default()
    }
}

fn is_turned_away<T>(answer: Result<T, AppError>) -> bool {
    matches!(answer, Err(AppError::Forbidden | AppError::NotFound))
}

#[tokio::test]
async fn the_named_lead_steers_an_initiative_without_any_role_there_but_does_not_decide_it() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let person = somebody(&ground, Role::Partner, None).await;
        let (own, other) = (
            led_by(&ground, Some(person), None).await,
            led_by(&ground, None, None).await,
        );
        let who = today(&ground, person).await;
        assert!(is_turned_away(initiatives::find(app, &who, other).await));
        let view = initiatives::find(app, &who, own).await.unwrap();
        assert!(view.may_change && view.may_change_measures && view.may_change_follow_ups && view.may_report);
        assert!(!view.may_decide);
        let listed = initiatives::list(app, &who, &Filter::default()).await.unwrap();
        assert_eq!(listed.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [own]);
        measures::add(app, &who, own, &measure().read().unwrap()).await.unwrap();
        follow_ups::add(app, &who, own, &follow_up().read().unwrap())
            .await
            .unwrap();
        reports::find_to_begin(app, &who, own).await.unwrap();
        let decided = moves::change_state(app, &who, own, State::Decided, &MoveForm::default().read().unwrap()).await;
        assert!(matches!(decided, Err(AppError::Forbidden)));
        // Whoever hands it over to nobody leads it no longer.
        form::change(
            app,
            &who,
            own,
            typed(&ground).version().unwrap(),
            &typed(&ground).read().unwrap(),
        )
        .await
        .unwrap();
        assert!(is_turned_away(initiatives::find(app, &who, own).await));
    })
    .await;
}

#[tokio::test]
async fn a_lead_does_not_carry_an_initiative_to_a_unit_where_they_could_decide_it() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let person = somebody(&ground, Role::Manager, Some("B")).await;
        let id = led_by(&ground, Some(person), None).await;
        let who = today(&ground, person).await;
        let offer = form::offer(app, &who, Some(id)).await.unwrap();
        assert_eq!(offer.units, [ground.unit("A")]);
        let lead = person.to_string();
        for unit in [ground.unit("B"), UnitId(Uuid::nil())] {
            let elsewhere = InitiativeForm {
                unit: unit.to_string(),
                lead: lead.clone(),
                ..typed(&ground)
            };
            let moved = form::change(app, &who, id, 1, &elsewhere.read().unwrap()).await;
            assert!(matches!(moved, Err(AppError::Invalid(_))), "{unit}");
        }
        let here = InitiativeForm { lead, ..typed(&ground) };
        form::change(app, &who, id, 1, &here.read().unwrap()).await.unwrap();
        let nowhere = InitiativeForm {
            unit: Uuid::nil().to_string(),
            ..typed(&ground)
        };
        let added = form::add(app, &who, &nowhere.read().unwrap(), None).await;
        assert!(matches!(added, Err(AppError::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn a_co_lead_who_represents_changes_measures_and_follow_ups_and_another_co_lead_reads() {
    on_each_database(async |ground| {
        let app = &ground.app;
        for (role, represents) in [
            (Role::SafetyRep, true),
            (Role::UnionRep, true),
            (Role::CommitteeMember, false),
        ] {
            // The role is held in another branch of the tree.
            let person = somebody(&ground, role, Some("B")).await;
            let id = led_by(&ground, None, Some(person)).await;
            let who = today(&ground, person).await;
            let view = initiatives::find(app, &who, id).await.unwrap();
            assert_eq!(
                (view.may_change_measures, view.may_change_follow_ups, view.may_report),
                (represents, represents, represents),
                "{role:?}"
            );
            assert!(!view.may_change && !view.may_decide, "{role:?}");
            assert_eq!(
                measures::add(app, &who, id, &measure().read().unwrap()).await.is_ok(),
                represents
            );
            assert_eq!(
                follow_ups::add(app, &who, id, &follow_up().read().unwrap())
                    .await
                    .is_ok(),
                represents
            );
            assert_eq!(reports::find_to_begin(app, &who, id).await.is_ok(), represents);
            let changed = form::change(
                app,
                &who,
                id,
                typed(&ground).version().unwrap(),
                &typed(&ground).read().unwrap(),
            )
            .await;
            assert!(matches!(changed, Err(AppError::Forbidden)), "{role:?}");
        }
    })
    .await;
}

/// A committee of NORD with a meeting to come.
async fn committee(ground: &Ground) -> (CommitteeId, trivsel_domain::id::MeetingId) {
    let (app, coordinator) = (&ground.app, ground.coordinator().await);
    let form = CommitteeForm {
        name: "LokalMED".into(),
        kind: "committee".into(),
        unit: ground.unit("NORD").to_string(),
        valid_from: "01.01.2020".into(),
        ..CommitteeForm::default()
    };
    let committee = committees::add(app, &coordinator, &form.read().unwrap()).await.unwrap();
    let form = MeetingForm {
        held_on: "01.12.2026".into(),
        ..MeetingForm::default()
    };
    let meeting = committees::add_meeting(app, &coordinator, committee, &form.read().unwrap())
        .await
        .unwrap();
    (committee, meeting)
}

#[tokio::test]
async fn those_who_run_a_committee_set_its_agendas_and_write_its_minutes_while_they_have_the_seat() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let ((committee, meeting), (_, elsewhere)) = (self::committee(&ground).await, self::committee(&ground).await);
        for seat in Seat::ALL {
            let person = somebody(&ground, Role::Partner, None).await;
            let member = CommitteeMember {
                id: CommitteeMemberId(Uuid::now_v7()),
                committee,
                person,
                seat,
                period: Period::new("2026-01-01".parse().unwrap(), Some("2026-12-31".parse().unwrap())).unwrap(),
            };
            let tx = app.write(ground.organisation).await.unwrap();
            forums::add_member(&tx, &member).await.unwrap();
            tx.commit().await.unwrap();
            let steers = seat != Seat::Member;
            let item = AgendaForm {
                title: "Morgenmøderne".into(),
                ..AgendaForm::default()
            };
            let decision = DecisionForm {
                text: "Vi fortsætter".into(),
                ..DecisionForm::default()
            };
            let who = today(&ground, person).await;
            let found = committees::find_meeting(app, &who, meeting).await.unwrap();
            assert_eq!(
                (found.may_change_agenda, found.may_write_minutes, found.may_change),
                (steers, steers, false),
                "{seat:?}"
            );
            let put = committees::add_agenda_item(app, &who, meeting, &item.read().unwrap(), None).await;
            assert_eq!(put.is_ok(), steers, "{seat:?}");
            let written = committees::add_decision(app, &who, meeting, &decision.read().unwrap()).await;
            assert_eq!(written.is_ok(), steers, "{seat:?}");
            let there = committees::add_agenda_item(app, &who, elsewhere, &item.read().unwrap(), None).await;
            assert!(
                matches!(there, Err(AppError::Forbidden)),
                "{seat:?} of another committee"
            );
            for day in ["2025-12-31", "2027-01-01"] {
                let who = on(&ground, person, day).await;
                let put = committees::add_agenda_item(app, &who, meeting, &item.read().unwrap(), None).await;
                assert!(matches!(put, Err(AppError::Forbidden)), "{seat:?} on {day}");
            }
        }
    })
    .await;
}
