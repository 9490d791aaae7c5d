//! Handing over what somebody answers for before they leave, so that nothing is left without anybody.

use chrono::NaiveDate;
use trivsel_app::persons::handover::{self, AnswersFor, HandTo, field};
use trivsel_app::{App, AppError, Clock};
use trivsel_domain::id::{EmploymentId, FollowUpId, InitiativeId, MilestoneId, PersonId, RoleAssignmentId};
use trivsel_domain::initiative::{
    FollowUp, Frequency, Initiative, Milestone, MonthsOfYear, Responsible, SeenTo, State,
};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, RoleAssignment, WorkingTimeFraction};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_store::{initiatives as rows, persons};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

fn on(ground: &Ground, day: &str) -> App {
    App {
        clock: Clock::Fixed(format!("{day}T09:00:00Z").parse().unwrap()),
        ..ground.app.clone()
    }
}

/// Somebody who works in unit A until a day, with a role there.
async fn somebody(ground: &Ground, name: &str, until: Option<&str>, role: Role) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let since: NaiveDate = "2020-01-01".parse().unwrap();
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let person = Person {
        id,
        employee_number: None,
        name: name.into(),
        email: None,
        title: String::new(),
        is_erased: false,
    };
    persons::add(&tx, &person, ground.app.now()).await.unwrap();
    let job = Employment {
        id: EmploymentId(Uuid::now_v7()),
        person: id,
        unit: ground.unit("A"),
        job_group: "SSA".into(),
        working_time: WorkingTimeFraction::FULL,
        period: Period::new(since, until.map(|day| day.parse().unwrap())).unwrap(),
    };
    persons::add_employment(&tx, &job).await.unwrap();
    let role = RoleAssignment {
        id: RoleAssignmentId(Uuid::now_v7()),
        person: id,
        role,
        unit: Some(ground.unit("A")),
        period: Period::since(since),
    };
    persons::add_role(&tx, &role).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn actor(ground: &Ground, person: PersonId, role: Role) -> Actor {
    Actor {
        person,
        grants: vec![Grant {
            role,
            unit: Some(ground.unit("A")),
        }],
        ..ground.coordinator().await
    }
}

/// What Karen answers for: she leads one initiative, leads another one together with somebody, sees to a follow-up and to a milestone.
async fn charges(ground: &Ground, karen: PersonId, other: PersonId) -> [Uuid; 4] {
    let led = Initiative {
        unit: ground.unit("A"),
        lead: Some(karen),
        state: State::Running,
        ..ground.initiative("Ro ved vagtskiftet")
    };
    let shared = Initiative {
        number: 2,
        lead: Some(other),
        co_lead: Some(karen),
        ..Initiative {
            id: InitiativeId(Uuid::now_v7()),
            ..led.clone()
        }
    };
    let over = Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number: 3,
        state: State::Ended,
        ..led.clone()
    };
    let follow_up = FollowUp {
        id: FollowUpId(Uuid::now_v7()),
        initiative: led.id,
        title: "Sygefravær".into(),
        source: String::new(),
        committees: Vec::new(),
        forum: String::new(),
        months: MonthsOfYear::default(),
        frequency: Frequency::Monthly,
        next_due: Some("2027-03-01".parse().unwrap()),
        ended_on: None,
    };
    let milestone = Milestone {
        id: MilestoneId(Uuid::now_v7()),
        initiative: led.id,
        title: "Alle har prøvet det".into(),
        due_on: "2027-04-01".parse().unwrap(),
        done_on: None,
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    rows::add_many(&tx, &[led.clone(), shared.clone(), over]).await.unwrap();
    rows::add_follow_up(&tx, &follow_up).await.unwrap();
    rows::add_milestone(&tx, &milestone).await.unwrap();
    for subject in [SeenTo::FollowUp(follow_up.id), SeenTo::Milestone(milestone.id)] {
        rows::entrust(&tx, led.id, subject, Responsible::Person(karen))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    [led.id.0, shared.id.0, follow_up.id.0, milestone.id.0]
}

#[tokio::test]
async fn the_new_leader_takes_over_and_nothing_is_left_without_anybody() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen", Some("2027-03-31"), Role::SafetyRep).await;
        let leader = somebody(&ground, "Lone", None, Role::Manager).await;
        let [led, shared, follow_up, milestone] = charges(&ground, karen, leader).await;
        let who = actor(&ground, leader, Role::Manager).await;
        let before = on(&ground, "2027-03-01");
        let said = handover::leavers(&before, &who).await.unwrap();
        assert_eq!(said.len(), 1);
        assert_eq!(
            (said[0].name.as_str(), said[0].counts.values().sum::<usize>()),
            ("Karen", 4)
        );
        assert!(
            handover::leavers(&on(&ground, "2027-01-01"), &who)
                .await
                .unwrap()
                .is_empty()
        );
        let found = handover::find(&before, &who, karen).await.unwrap();
        let kinds: Vec<AnswersFor> = found.lines.iter().map(|line| line.charge.kind).collect();
        use AnswersFor::{CoLead, FollowUp, Lead, Milestone};
        assert_eq!(kinds, [Lead, CoLead, FollowUp, Milestone]);
        let after = on(&ground, "2027-04-01");
        assert_eq!(
            handover::count_left_behind(&after, ground.organisation).await.unwrap(),
            4
        );

        let me = HandTo::Somebody(Responsible::Person(leader));
        let chosen = [
            (Lead, led, me),
            (CoLead, shared, me),
            (FollowUp, follow_up, HandTo::Nobody),
            (Milestone, milestone, HandTo::Somebody(Responsible::Role(Role::Manager))),
        ];
        assert_eq!(handover::hand_over(&before, &who, karen, &chosen).await.unwrap(), 4);
        assert_eq!(
            handover::count_left_behind(&after, ground.organisation).await.unwrap(),
            0
        );
        assert!(handover::find(&before, &who, karen).await.unwrap().lines.is_empty());
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let led = rows::find(&tx, InitiativeId(led)).await.unwrap().unwrap();
        assert_eq!((led.lead, led.co_lead), (Some(leader), None));
        // Who takes over from the one they led it with leads it alone.
        let shared = rows::find(&tx, InitiativeId(shared)).await.unwrap().unwrap();
        assert_eq!((shared.lead, shared.co_lead), (Some(leader), None));
        let stopped = rows::find_follow_up(&tx, FollowUpId(follow_up)).await.unwrap().unwrap();
        assert_eq!(stopped.ended_on, Some("2027-03-01".parse().unwrap()));
        let seen_to = rows::responsible_for(&tx, SeenTo::Milestone(MilestoneId(milestone)))
            .await
            .unwrap();
        assert_eq!(seen_to, Responsible::Role(Role::Manager));
    })
    .await;
}

#[tokio::test]
async fn only_those_it_concerns_see_it_and_nothing_goes_to_a_stranger() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen", Some("2027-03-31"), Role::SafetyRep).await;
        let leader = somebody(&ground, "Lone", None, Role::Manager).await;
        let [led, ..] = charges(&ground, karen, leader).await;
        let app = on(&ground, "2027-03-01");
        let own = actor(&ground, karen, Role::Employee).await;
        assert_eq!(handover::of_visitor(&app, &own).await.unwrap().lines.len(), 4);
        let employee = actor(&ground, leader, Role::Employee).await;
        let refused = handover::find(&app, &employee, karen).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let elsewhere = Actor {
            grants: vec![Grant {
                role: Role::Manager,
                unit: Some(ground.unit("C")),
            }],
            ..employee
        };
        let refused = handover::find(&app, &elsewhere, karen).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let who = actor(&ground, leader, Role::Manager).await;
        for to in [
            HandTo::Somebody(Responsible::Person(PersonId(Uuid::now_v7()))),
            HandTo::Somebody(Responsible::Person(karen)),
            HandTo::Somebody(Responsible::Role(Role::Manager)),
            HandTo::Nobody,
        ] {
            let Err(AppError::Invalid(problems)) =
                handover::hand_over(&app, &who, karen, &[(AnswersFor::Lead, led, to)]).await
            else {
                panic!("{to:?}");
            };
            assert_eq!(problems[0].field, field(AnswersFor::Lead, led));
        }
    })
    .await;
}
