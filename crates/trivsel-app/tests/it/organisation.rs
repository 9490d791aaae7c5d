//! Units that move and close, committees that decide, and units that say what they have done.

use chrono::NaiveDate;
use trivsel_app::accounts::{self, NewOrganisation};
use trivsel_app::committees::{
    self, AgendaForm, CommitteeForm, DecisionForm, Direction, MeetingForm, MemberForm, TaskForm,
};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::units::{self, NewPlace, NewUnit, TreeDay};
use trivsel_app::{AppError, Problem};
use trivsel_domain::committee::Seat;
use trivsel_domain::id::PersonId;
use trivsel_domain::person::Role;
use trivsel_domain::rights::{Actor, Grant, HeldSeat, Right};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

fn told<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, &'static str) {
    match result {
        Err(AppError::Invalid(problems)) => {
            let Problem { field, message, .. } = problems[0].clone();
            (field, message)
        }
        other => panic!("{other:?}"),
    }
}

async fn as_manager(ground: &Ground, unit: &str) -> Actor {
    let everywhere = ground.coordinator().await;
    Actor {
        grants: vec![Grant {
            role: Role::Manager,
            unit: Some(ground.unit(unit)),
        }],
        ..everywhere
    }
}

#[tokio::test]
async fn units_open_move_and_close_on_a_day() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let meadow = NewUnit {
            code: "E".into(),
            name: "Engen".into(),
            parent: Some(ground.unit("NORD")),
            from: day("2020-01-01"),
        };
        let id = units::open(app, &who, &meadow).await.unwrap();
        assert_eq!(
            told(units::open(app, &who, &meadow).await),
            ("code".into(), "problem-code-taken")
        );
        let who = ground.coordinator().await;
        let place = |name: &str, parent: &str| SeenMark::of(&(name, Some(ground.unit(parent))));
        let to_south = NewPlace {
            name: "Engen".into(),
            parent: Some(ground.unit("SYD")),
            from: day("2025-01-01"),
        };
        let before = place("Engen", "NORD");
        units::move_to(app, &who, id, &before, &to_south).await.unwrap();
        let late = units::move_to(app, &who, id, &before, &to_south).await;
        assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
        let who = ground.coordinator().await;
        assert_eq!(
            told(units::move_to(app, &who, id, &place("Engen", "SYD"), &to_south).await),
            ("name".into(), "problem-nothing-changed")
        );
        let below_itself = NewPlace {
            name: "Gruppe SYD".into(),
            parent: Some(id),
            from: day("2026-01-01"),
        };
        let south = place("Gruppe SYD", "FK");
        assert_eq!(
            told(units::move_to(app, &who, ground.unit("SYD"), &south, &below_itself).await),
            ("parent".into(), "problem-below-itself")
        );
        let parent_on = async |day: &str| {
            let tree = units::tree(
                app,
                &who,
                &TreeDay {
                    day: day.into(),
                    ..TreeDay::default()
                },
            )
            .await
            .unwrap();
            tree.lines.iter().filter(|line| line.code == "E").count()
        };
        assert_eq!((parent_on("31.12.2019").await, parent_on("01.01.2020").await), (0, 1));
        let found = units::find(app, &who, id).await.unwrap();
        assert_eq!(found.placements.len(), 2);
        assert_eq!(found.placements[1].parent.as_ref().unwrap().0, ground.unit("NORD"));

        assert_eq!(
            told(units::close(app, &who, ground.unit("SYD"), day("2026-12-31")).await),
            ("last_day".into(), "problem-open-units-below")
        );
        assert_eq!(
            told(units::close(app, &who, id, day("2024-12-31")).await),
            ("last_day".into(), "problem-before-newest")
        );
        units::close(app, &who, id, day("2026-12-31")).await.unwrap();
        assert_eq!(
            told(units::close(app, &who, id, day("2027-12-31")).await),
            ("last_day".into(), "problem-unit-closed")
        );
        assert_eq!((parent_on("31.12.2026").await, parent_on("01.01.2027").await), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_decision_sets_a_task_for_each_unit_and_shows_who_has_done_it() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let form = CommitteeForm {
            name: "Distrikts-MED".into(),
            kind: "committee".into(),
            unit: ground.unit("NORD").to_string(),
            valid_from: "01.01.2020".into(),
            valid_to: String::new(),
            seen: String::new(),
        };
        let committee = committees::add(app, &who, &form.read().unwrap()).await.unwrap();
        let meeting = MeetingForm {
            held_on: "20.11.2026".into(),
            starts_at: "9".into(),
            place: "Rådhuset".into(),
            seen: String::new(),
        };
        let meeting = committees::add_meeting(app, &who, committee, &meeting.read().unwrap())
            .await
            .unwrap();
        for title in ["Et", "To", "Tre"] {
            let item = AgendaForm {
                title: title.into(),
                text: String::new(),
                seen: String::new(),
            };
            committees::add_agenda_item(app, &who, meeting, &item.read().unwrap(), None)
                .await
                .unwrap();
        }
        let titles = async || -> Vec<String> {
            let found = committees::find_meeting(app, &who, meeting).await.unwrap();
            found.agenda.into_iter().map(|line| line.item.title).collect()
        };
        let items = committees::find_meeting(app, &who, meeting).await.unwrap().agenda;
        committees::move_agenda_item(app, &who, meeting, items[2].item.id, Direction::Up)
            .await
            .unwrap();
        assert_eq!(titles().await, ["Et", "Tre", "To"]);
        committees::remove_agenda_item(app, &who, meeting, items[0].item.id)
            .await
            .unwrap();
        assert_eq!(titles().await, ["Tre", "To"]);

        let decision = DecisionForm {
            agenda_item: items[2].item.id.to_string(),
            text: "Alle grupper ser tilbage".into(),
            task_title: "Hold et tilbageblik".into(),
            task_due_on: "31.12.2026".into(),
            ..DecisionForm::default()
        };
        let decision = committees::add_decision(app, &who, meeting, &decision.read().unwrap())
            .await
            .unwrap();
        let refused = committees::remove_agenda_item(app, &who, meeting, items[2].item.id).await;
        assert!(matches!(refused, Err(AppError::Refused("refused-item-decided"))));

        // Nobody is employed anywhere, so every unit with none below it has the task: A and B.
        let manager = as_manager(&ground, "A").await;
        let open = committees::open_tasks(app, &manager).await.unwrap();
        assert_eq!(
            (open.len(), open[0].waiting.len(), open[0].done, open[0].total),
            (1, 1, 0, 2)
        );
        let done = TaskForm {
            action: String::new(),
            done_on: "20.11.2026".into(),
            note: "Det gik godt".into(),
            seen: String::new(),
        };
        let unit = ground.unit("A");
        let shown = committees::find_decision(app, &manager, decision).await.unwrap();
        let done = TaskForm {
            seen: seen::mark(&shown.tasks[0].task),
            ..done
        };
        let early = TaskForm {
            done_on: "19.11.2026".into(),
            ..done.clone()
        };
        assert_eq!(
            told(
                committees::report_task(
                    app,
                    &manager,
                    decision,
                    unit,
                    &SeenMark::typed(&early.seen),
                    &early.read().unwrap()
                )
                .await
            ),
            ("done_on".into(), "problem-task-before-meeting")
        );
        let future = TaskForm {
            done_on: "01.12.2026".into(),
            ..done.clone()
        };
        assert_eq!(
            told(
                committees::report_task(
                    app,
                    &manager,
                    decision,
                    unit,
                    &SeenMark::typed(&future.seen),
                    &future.read().unwrap()
                )
                .await
            ),
            ("done_on".into(), "problem-task-in-future")
        );
        let other = committees::report_task(
            app,
            &manager,
            decision,
            ground.unit("B"),
            &SeenMark::typed(&done.seen),
            &done.read().unwrap(),
        )
        .await;
        assert!(matches!(other, Err(AppError::Forbidden)));
        committees::report_task(
            app,
            &manager,
            decision,
            unit,
            &SeenMark::typed(&done.seen),
            &done.read().unwrap(),
        )
        .await
        .unwrap();
        assert!(committees::open_tasks(app, &manager).await.unwrap().is_empty());

        // The manager of A sees A's own line and how many have done it; the committee's readers see all lines.
        let seen = committees::find_decision(app, &manager, decision).await.unwrap();
        assert_eq!(
            (seen.tasks.len(), seen.done, seen.total, seen.may_read_committee),
            (1, 1, 2, false)
        );
        let seen = committees::find_decision(app, &who, decision).await.unwrap();
        assert_eq!((seen.tasks.len(), seen.tasks[1].done_by.as_str()), (2, "Ida"));
        let elsewhere = as_manager(&ground, "C").await;
        let hidden = committees::find_decision(app, &elsewhere, decision).await;
        assert!(matches!(hidden, Err(AppError::Forbidden)));
        let undo = TaskForm {
            action: "undo".into(),
            ..TaskForm::default()
        };
        committees::report_task(
            app,
            &manager,
            decision,
            unit,
            &SeenMark::typed(&undo.seen),
            &undo.read().unwrap(),
        )
        .await
        .unwrap();
        assert_eq!(committees::open_tasks(app, &manager).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_organisation_has_the_built_in_indicators() {
    on_each_database(async |ground| {
        let new = NewOrganisation::read("ny-by", "Ny By").unwrap();
        let id = accounts::add_organisation(&ground.app, &new).await.unwrap();
        let tx = ground.app.read(id).await.unwrap();
        let indicators = trivsel_store::figures::list_indicators(&tx).await.unwrap();
        assert_eq!(indicators.len(), trivsel_domain::indicator::built_in(id).len());
        assert!(indicators.iter().any(|indicator| indicator.code == "absence_rate"));
    })
    .await;
}

#[tokio::test]
async fn a_leader_meeting_is_seen_by_its_members_and_those_who_change_it_only() {
    on_each_database(async |ground| {
        let (app, coordinator) = (&ground.app, ground.coordinator().await);
        let mut meetings = Vec::new();
        for kind in ["leader_meeting", "committee"] {
            let form = CommitteeForm {
                name: kind.into(),
                kind: kind.into(),
                unit: ground.unit("NORD").to_string(),
                valid_from: "01.01.2020".into(),
                valid_to: String::new(),
                seen: String::new(),
            };
            let committee = committees::add(app, &coordinator, &form.read().unwrap()).await.unwrap();
            let meeting = MeetingForm {
                held_on: "01.12.2026".into(),
                ..MeetingForm::default()
            };
            let meeting = committees::add_meeting(app, &coordinator, committee, &meeting.read().unwrap())
                .await
                .unwrap();
            let decision = DecisionForm {
                text: "Vi går i gang".into(),
                ..DecisionForm::default()
            };
            let decision = committees::add_decision(app, &coordinator, meeting, &decision.read().unwrap())
                .await
                .unwrap();
            meetings.push((committee, meeting, decision));
        }
        let (leaders, others) = (meetings[0], meetings[1]);
        let (from, to) = ("2026-12-01".parse().unwrap(), "2026-12-31".parse().unwrap());
        for role in Role::ALL {
            let who = Actor {
                person: PersonId(Uuid::now_v7()),
                grants: vec![Grant {
                    role,
                    unit: Some(ground.unit("NORD")),
                }],
                ..ground.coordinator().await
            };
            for ((committee, meeting, decision), may) in [
                (leaders, matches!(role, Role::Manager | Role::Coordinator)),
                (others, role.carries(Right::ReadCommittee)),
            ] {
                // A partner has nothing of the organisation, not even a list that is empty.
                let listed = match committees::list(app, &who).await {
                    Err(AppError::Forbidden) if role == Role::Partner => Vec::new(),
                    listed => listed.unwrap(),
                };
                assert_eq!(
                    listed.iter().any(|line| line.committee.id == committee),
                    may,
                    "{role:?}"
                );
                let coming = match committees::upcoming_meetings(app, &who, from, to).await {
                    Err(AppError::Forbidden) if role == Role::Partner => Vec::new(),
                    coming => coming.unwrap(),
                };
                assert_eq!(coming.iter().any(|line| line.meeting.id == meeting), may, "{role:?}");
                assert_eq!(committees::find(app, &who, committee).await.is_ok(), may, "{role:?}");
                assert_eq!(
                    committees::find_meeting(app, &who, meeting).await.is_ok(),
                    may,
                    "{role:?}"
                );
                assert_eq!(
                    committees::find_decision(app, &who, decision).await.is_ok(),
                    may,
                    "{role:?}"
                );
            }
        }
        let member = Actor {
            grants: vec![Grant {
                role: Role::SafetyRep,
                unit: Some(ground.unit("NORD")),
            }],
            ..coordinator.clone()
        };
        assert!(committees::find_meeting(app, &member, leaders.1).await.is_err());
        let seat = MemberForm {
            person: member.person.to_string(),
            seat: "member".into(),
            valid_from: "01.01.2026".into(),
            ..MemberForm::default()
        };
        committees::add_member(app, &coordinator, leaders.0, &seat.read().unwrap())
            .await
            .unwrap();
        let seated = Actor {
            seats: vec![HeldSeat {
                committee: leaders.0,
                part: Seat::Member.part(),
            }],
            ..member
        };
        assert!(committees::find_meeting(app, &seated, leaders.1).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn units_can_be_left_out_of_a_task_and_one_that_is_late_is_marked() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let form = CommitteeForm {
            name: "Distrikts-MED".into(),
            kind: "committee".into(),
            unit: ground.unit("NORD").to_string(),
            valid_from: "01.01.2020".into(),
            ..CommitteeForm::default()
        };
        let committee = committees::add(app, &who, &form.read().unwrap()).await.unwrap();
        let meeting = MeetingForm {
            held_on: "2. november 2026".into(),
            ..MeetingForm::default()
        };
        let meeting = committees::add_meeting(app, &who, committee, &meeting.read().unwrap())
            .await
            .unwrap();
        let (a, b, north) = (ground.unit("A"), ground.unit("B"), ground.unit("NORD"));
        assert_eq!(
            committees::units_for_task(app, &who, meeting).await.unwrap().employing,
            [a, b]
        );
        let without = |units: &[trivsel_domain::id::UnitId]| DecisionForm {
            text: "Alle ser tilbage".into(),
            task_title: "Hold et tilbageblik".into(),
            task_due_on: "20/11 2026".into(),
            left_out: units.iter().map(ToString::to_string).collect(),
            ..DecisionForm::default()
        };
        // A tick goes for all below: then nobody is left.
        assert_eq!(
            told(committees::add_decision(app, &who, meeting, &without(&[north]).read().unwrap()).await),
            ("left_out".into(), "problem-all-left-out")
        );
        let no_task = DecisionForm {
            task_title: String::new(),
            task_due_on: String::new(),
            ..without(&[b])
        };
        assert_eq!(
            told(no_task.read().map_err(AppError::from)),
            ("task_title".into(), "problem-task-without-title")
        );
        let id = committees::add_decision(app, &who, meeting, &without(&[b]).read().unwrap())
            .await
            .unwrap();
        let state = async || {
            let found = committees::find_decision(app, &who, id).await.unwrap();
            let have: Vec<_> = found
                .tasks
                .iter()
                .map(|line| (line.task.unit, line.is_overdue))
                .collect();
            let left_out: Vec<_> = found.left_out.iter().map(|(unit, _)| *unit).collect();
            (have, left_out, seen::mark(&found.decision))
        };
        let (have, left_out, mark) = state().await;
        assert_eq!((have, left_out), (vec![(a, true)], vec![b]));
        let open = committees::open_tasks(app, &as_manager(&ground, "A").await)
            .await
            .unwrap();
        assert_eq!((open.len(), open[0].days_over, open[0].total), (1, 1, 1));
        assert!(
            committees::open_tasks(app, &as_manager(&ground, "B").await)
                .await
                .unwrap()
                .is_empty()
        );

        // B instead of A; what A has done is not taken from it.
        let change = async |left_out: Vec<trivsel_domain::id::UnitId>, mark: String| {
            let form = DecisionForm {
                seen: mark,
                ..without(&left_out)
            };
            committees::change_decision(app, &who, id, &SeenMark::typed(&form.seen), &form.read().unwrap()).await
        };
        change(vec![a], mark).await.unwrap();
        let (have, left_out, mark) = state().await;
        assert_eq!((have, left_out), (vec![(b, true)], vec![a]));
        let shown = committees::find_decision(app, &who, id).await.unwrap();
        let done = TaskForm {
            done_on: "20.11.2026".into(),
            seen: seen::mark(&shown.tasks[0].task),
            ..TaskForm::default()
        };
        committees::report_task(
            app,
            &as_manager(&ground, "B").await,
            id,
            b,
            &SeenMark::typed(&done.seen),
            &done.read().unwrap(),
        )
        .await
        .unwrap();
        assert_eq!(
            told(change(vec![b], mark.clone()).await),
            ("left_out".into(), "problem-left-out-done")
        );
        change(Vec::new(), mark).await.unwrap();
        let (have, left_out, _) = state().await;
        assert_eq!((have, left_out), (vec![(a, true), (b, false)], vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_meeting_is_called_off_unless_something_was_decided_at_it() {
    on_each_database(async |ground| {
        let (app, who) = (&ground.app, ground.coordinator().await);
        let form = CommitteeForm {
            name: "Distrikts-MED".into(),
            kind: "committee".into(),
            unit: ground.unit("NORD").to_string(),
            valid_from: "01.01.2020".into(),
            ..CommitteeForm::default()
        };
        let committee = committees::add(app, &who, &form.read().unwrap()).await.unwrap();
        let planned = async |day: &str| {
            let form = MeetingForm {
                held_on: day.into(),
                ..MeetingForm::default()
            };
            let meeting = committees::add_meeting(app, &who, committee, &form.read().unwrap())
                .await
                .unwrap();
            let item = AgendaForm {
                title: "Sygefravær".into(),
                ..AgendaForm::default()
            };
            committees::add_agenda_item(app, &who, meeting, &item.read().unwrap(), None)
                .await
                .unwrap();
            meeting
        };
        let (first, second) = (planned("1/12 2026").await, planned("8. december 2026").await);
        let decision = DecisionForm {
            text: "Vi ser på det igen".into(),
            ..DecisionForm::default()
        };
        committees::add_decision(app, &who, second, &decision.read().unwrap())
            .await
            .unwrap();
        let elsewhere = as_manager(&ground, "C").await;
        assert!(matches!(
            committees::remove_meeting(app, &elsewhere, first).await,
            Err(AppError::Forbidden)
        ));
        committees::remove_meeting(app, &who, first).await.unwrap();
        assert!(matches!(
            committees::find_meeting(app, &who, first).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            committees::remove_meeting(app, &who, second).await,
            Err(AppError::Refused("refused-meeting-decided"))
        ));
        assert_eq!(
            committees::find_meeting(app, &who, second).await.unwrap().agenda.len(),
            1
        );
    })
    .await;
}
