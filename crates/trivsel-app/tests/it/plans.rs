//! Plans: agreed by two, followed by those they wait for, and made an initiative with nothing typed again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_app::chain::{self, ChainEnd};
use trivsel_app::committees::{self, AgendaForm};
use trivsel_app::initiatives::{self as use_cases, form};
use trivsel_app::plans::becoming::{self, BecomeContent};
use trivsel_app::plans::lines::{self, LineContent, LineForm, Tick};
use trivsel_app::plans::looks::{self, LookContent};
use trivsel_app::plans::{self, UnitPlanForm, agenda, notes};
use trivsel_app::{AppError, overview};
use trivsel_domain::board::{Note, Step};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{BoardId, NoteId, PersonId, PlanId, PlanLineId, ProgrammeItemId, WorkshopGroupId, WorkshopId};
use trivsel_domain::person::{Person, Role};
use trivsel_domain::plan::{PlanPart, PlanState};
use trivsel_domain::rights::Actor;
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::{health, persons, plans as store, workshops};
use uuid::Uuid;

use crate::followed::{forum, meetings, with_role};
use crate::ground::{Ground, on_each_database};

/// Somebody of their own with a role in a unit.
async fn somebody(ground: &Ground, name: &str, role: Role, unit: &str) -> Actor {
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        employee_number: None,
        name: name.into(),
        email: None,
        title: String::new(),
        is_erased: false,
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    persons::add(&tx, &person, ground.app.now()).await.unwrap();
    let held = trivsel_domain::person::RoleAssignment {
        id: trivsel_domain::id::RoleAssignmentId(Uuid::now_v7()),
        person: person.id,
        role,
        unit: Some(ground.unit(unit)),
        period: trivsel_domain::period::Period::since("2020-01-01".parse().unwrap()),
    };
    if role != Role::Employee {
        persons::add_role(&tx, &held).await.unwrap();
    }
    tx.commit().await.unwrap();
    Actor {
        person: person.id,
        name: person.name,
        ..with_role(ground, role, unit).await
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn begun(ground: &Ground, who: &Actor, unit: &str) -> PlanId {
    let form = UnitPlanForm {
        unit: ground.unit(unit).to_string(),
        title: "Ro om medicinen".into(),
        what: "Telefonen ringer under medicindosering".into(),
        ..UnitPlanForm::default()
    };
    plans::add(&ground.app, who, &form.read().unwrap()).await.unwrap()
}

fn line(part: PlanPart, text: &str) -> LineContent {
    LineContent {
        part,
        text: text.into(),
        person: None,
        role: String::new(),
        due_on: None,
        committee: None,
        was_asked: false,
    }
}

/// A plan with a line under each heading, the action for the manager.
async fn whole(ground: &Ground, manager: &Actor) -> PlanId {
    let plan = begun(ground, manager, "A").await;
    let action = LineContent {
        person: Some(manager.person),
        due_on: Some(day("2026-12-04")),
        ..line(PlanPart::Who, "Aftaler to tidspunkter med planlæggerne")
    };
    let test = LineContent {
        due_on: Some(day("2026-12-17")),
        ..line(PlanPart::Test, "Vi ser på tegnene sammen")
    };
    for content in [
        line(PlanPart::How, "Telefonen ligger hos en makker"),
        line(PlanPart::How, "Ti minutter sammen efter morgenmødet"),
        action,
        line(PlanPart::Sign, "Vi bliver højst afbrudt én gang"),
        test,
    ] {
        lines::add(&ground.app, manager, plan, &content).await.unwrap();
    }
    plan
}

async fn lines_of(ground: &Ground, plan: PlanId) -> Vec<PlanLineId> {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let lines = store::lines_of(&tx, plan).await.unwrap();
    lines.into_iter().map(|line| line.id).collect()
}

#[tokio::test]
async fn a_plan_is_agreed_by_two_from_their_own_accounts() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let mette = somebody(&ground, "Mette Friis", Role::SafetyRep, "A").await;
        let early = begun(&ground, &karen, "A").await;
        let lacking = plans::agree(&ground.app, &karen, early).await;
        assert!(matches!(lacking, Err(AppError::Refused("refused-plan-missing"))));
        let plan = whole(&ground, &karen).await;
        assert_eq!(plans::agree(&ground.app, &karen, plan).await.unwrap(), PlanState::Draft);
        let seen = plans::find(&ground.app, &karen, plan).await.unwrap();
        assert_eq!(
            (seen.manager.as_deref(), seen.representative),
            (Some("Karen Holst"), None)
        );
        assert_eq!(seen.agrees_as, None, "nobody signs for both sides");
        let employee = somebody(&ground, "Ali Demir", Role::Employee, "A").await;
        let refused = plans::agree(&ground.app, &employee, plan).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "there is a representative");
        assert_eq!(
            plans::agree(&ground.app, &mette, plan).await.unwrap(),
            PlanState::Agreed
        );
        let seen = plans::find(&ground.app, &employee, plan).await.unwrap();
        let names = (seen.manager.as_deref(), seen.representative.as_deref());
        assert_eq!(names, (Some("Karen Holst"), Some("Mette Friis")));
        assert_eq!(seen.plan.agreement.on, Some(ground.app.today()));
        let twice = plans::agree(&ground.app, &mette, plan).await;
        assert!(matches!(twice, Err(AppError::Refused("refused-plan-agreed"))));
    })
    .await;
}

#[tokio::test]
async fn a_line_that_changes_takes_back_what_one_side_had_agreed() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let plan = whole(&ground, &karen).await;
        plans::agree(&ground.app, &karen, plan).await.unwrap();
        let more = line(PlanPart::How, "Vi samler ændringer i kørelisten");
        lines::add(&ground.app, &karen, plan, &more).await.unwrap();
        let seen = plans::find(&ground.app, &karen, plan).await.unwrap();
        assert_eq!(seen.manager, None);
    })
    .await;
}

#[tokio::test]
async fn a_plan_becomes_an_initiative_with_nothing_typed_again() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let plan = whole(&ground, &karen).await;
        let content = BecomeContent {
            starts_on: day("2027-01-04"),
            lines: lines_of(&ground, plan).await,
        };
        let id = becoming::become_initiative(&ground.app, &karen, plan, &content)
            .await
            .unwrap();
        let view = use_cases::find(&ground.app, &karen, id).await.unwrap();
        let of = &view.initiative;
        assert_eq!(of.title, "Telefonen ringer under medicindosering");
        assert_eq!(of.summary, "Ro om medicinen");
        for (field, text) in [
            ("description", &of.description),
            ("actors", &of.actors),
            ("success_text", &of.success_text),
            ("follow_up_text", &of.follow_up_text),
        ] {
            assert!(!text.is_empty(), "{field} is empty, and the plan had filled it");
        }
        let counts = (
            view.measures.len(),
            view.criteria.len(),
            view.milestones.len(),
            view.follow_ups.len(),
        );
        assert_eq!(counts, (2, 1, 1, 1));
        assert_eq!((of.lead, of.starts_on), (Some(karen.person), Some(day("2027-01-04"))));
        // From a follow-up back to the line it came of, and from the initiative to the first line under HVAD.
        let follow_up = Node::FollowUp(view.follow_ups[0].follow_up.id);
        let ends = chain::ends(&ground.app, &karen, follow_up).await.unwrap();
        assert!(matches!(&ends.came_of[0].0, ChainEnd::Seen(seen) if seen.title.da == "Vi ser på tegnene sammen"));
        let thread = chain::thread(&ground.app, &karen, Node::Initiative(id)).await.unwrap();
        let lines = thread.stations.iter().filter(
            |one| matches!(&one.moment, chain::Moment::Seen { seen, .. } if matches!(seen.node, Node::PlanLine(_))),
        );
        assert_eq!(lines.count(), 6, "every line of the plan lies on the thread");
        // Nothing is made of the same line twice.
        let again = becoming::become_initiative(&ground.app, &karen, plan, &content).await;
        assert!(matches!(again, Err(AppError::Invalid(problems)) if problems[0].field == "line"));
        let employee = with_role(&ground, Role::Employee, "A").await;
        let refused = becoming::prepare(&ground.app, &employee, plan).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn an_initiative_that_is_there_takes_lines_as_measures() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let plan = whole(&ground, &karen).await;
        let content = meetings(&ground, "NORD").read().unwrap();
        let there = form::add(&ground.app, &karen, &content, None).await.unwrap();
        let all = lines_of(&ground, plan).await;
        let taken = becoming::take(&ground.app, &karen, plan, there, &all).await.unwrap();
        assert_eq!(taken, 2, "those under HVORDAN");
        let view = use_cases::find(&ground.app, &karen, there).await.unwrap();
        assert_eq!(view.measures.len(), 2);
        let left = becoming::prepare(&ground.app, &karen, plan).await.unwrap();
        assert!(left.lines.iter().all(|line| line.part != PlanPart::How));
    })
    .await;
}

#[tokio::test]
async fn a_test_day_waits_for_manager_and_representative_until_it_is_written() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let mette = somebody(&ground, "Mette Friis", Role::SafetyRep, "A").await;
        let plan = whole(&ground, &karen).await;
        let test = *lines_of(&ground, plan).await.last().unwrap();
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let mut late = store::find_line(&tx, test).await.unwrap().unwrap();
        late.due_on = Some(day("2026-11-20"));
        store::change_line(&tx, &late).await.unwrap();
        tx.commit().await.unwrap();
        for who in [&karen, &mette] {
            let waits = overview::overview(&ground.app, who).await.unwrap().plans;
            let test_day = waits.iter().find(|due| due.line.id == test).unwrap();
            assert_eq!((test_day.days_over, test_day.is_own), (1, false));
        }
        let employee = with_role(&ground, Role::Employee, "A").await;
        assert!(
            overview::overview(&ground.app, &employee)
                .await
                .unwrap()
                .plans
                .is_empty()
        );
        let seen = LookContent {
            text: "Vi bliver højst afbrudt én gang: bedre".into(),
            next_on: Some(day("2026-12-01")),
        };
        looks::write(&ground.app, &mette, plan, test, &seen).await.unwrap();
        let waits = overview::overview(&ground.app, &mette).await.unwrap().plans;
        let days: Vec<NaiveDate> = waits
            .iter()
            .filter(|due| due.line.part == PlanPart::Test)
            .map(|due| due.on)
            .collect();
        assert_eq!(days, [day("2026-12-01")], "the next day stands there");
        let view = plans::find(&ground.app, &karen, plan).await.unwrap();
        assert_eq!(view.looks[0].1, "Mette Friis");
        assert_eq!(view.looks[0].0.due_on, Some(day("2026-11-20")));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_named_says_what_came_of_their_own_action_and_of_no_other() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let ali = somebody(&ground, "Ali Demir", Role::Employee, "A").await;
        let plan = whole(&ground, &karen).await;
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let mut own = store::lines_of(&tx, plan).await.unwrap();
        own.retain(|line| line.part == PlanPart::Who);
        own[0].person = Some(ali.person);
        store::change_line(&tx, &own[0]).await.unwrap();
        tx.commit().await.unwrap();
        let waits = overview::overview(&ground.app, &ali).await.unwrap().plans;
        assert_eq!(waits.len(), 1);
        assert!(waits[0].is_own);
        let done = Tick::Done("Prøves til nytår".into());
        lines::tick(&ground.app, &ali, plan, own[0].id, &done).await.unwrap();
        assert!(overview::overview(&ground.app, &ali).await.unwrap().plans.is_empty());
        let first = lines_of(&ground, plan).await[0];
        let other = lines::tick(&ground.app, &ali, plan, first, &done).await;
        assert!(matches!(other, Err(AppError::Forbidden)));
        let why = lines::tick(&ground.app, &karen, plan, first, &Tick::Dropped(String::new())).await;
        assert!(matches!(why, Err(AppError::Invalid(problems)) if problems[0].field == "dropped_because"));
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_read_in_its_unit_and_above_and_nowhere_else() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let plan = whole(&ground, &karen).await;
        for (role, unit, may) in [
            (Role::Employee, "A", true),
            (Role::Employee, "B", false),
            (Role::Manager, "FK", true),
            (Role::Manager, "SYD", false),
            (Role::SafetyRep, "C", false),
        ] {
            let who = with_role(&ground, role, unit).await;
            let found = plans::find(&ground.app, &who, plan).await;
            assert_eq!(found.is_ok(), may, "{role:?} in {unit}");
            if !may {
                assert!(matches!(found, Err(AppError::NotFound)));
            }
        }
        let partner = with_role(&ground, Role::Partner, "FK").await;
        let refused = plans::find(&ground.app, &partner, plan).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[test]
fn a_cpr_number_is_refused_and_a_word_of_health_is_asked_about_once() {
    let typed = |text: &str, asked: &str| LineForm {
        part: "who".into(),
        text: text.into(),
        asked: asked.into(),
        ..LineForm::default()
    };
    let message = |form: LineForm| match form.read().map_err(AppError::from) {
        Err(AppError::Invalid(problems)) => Some(problems[0].message),
        _ => None,
    };
    assert_eq!(message(typed("Ring til 010190-1234", "on")), Some("problem-cpr"));
    assert_eq!(
        message(typed("Taler om hans depression", "")),
        Some("problem-ask-health")
    );
    assert_eq!(message(typed("Taler om hans depression", "on")), None);
}

#[tokio::test]
async fn a_fourth_plan_in_hand_is_asked_about_once() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        for _ in 0..3 {
            begun(&ground, &karen, "A").await;
        }
        let mut form = UnitPlanForm {
            unit: ground.unit("A").to_string(),
            title: "Den fjerde".into(),
            ..UnitPlanForm::default()
        };
        let asked = plans::add(&ground.app, &karen, &form.read().unwrap()).await;
        assert!(matches!(asked, Err(AppError::Invalid(problems)) if problems[0].message == "problem-ask-plans"));
        form.asked = "on".into();
        plans::add(&ground.app, &karen, &form.read().unwrap()).await.unwrap();
        let list = plans::list(&ground.app, &karen, Some(ground.unit("A"))).await.unwrap();
        assert_eq!(list.plans.len(), 4);
        assert_eq!(list.plans[0].plan.number, 4);
    })
    .await;
}

/// A closed board of A with one note, chosen or not.
async fn board_with(ground: &Ground, text: &str, is_chosen: bool) -> (WorkshopId, BoardId, NoteId) {
    let unit = ground.unit("A");
    let workshop = Workshop {
        id: WorkshopId(Uuid::now_v7()),
        unit,
        title: "Landkort over arbejdspres".into(),
        purpose: String::new(),
        held_on: day("2026-11-20"),
        starts_at: "09:00:00".parse().unwrap(),
        hard_end: "10:00:00".parse().unwrap(),
        place: String::new(),
        meeting_link: String::new(),
        keep_months: 12,
        seen_by: SeenBy::Group,
        state: WorkshopState::Closed,
        join_code: String::new(),
        is_door_shut: false,
        message: String::new(),
        leader: None,
        course: DayCourse::default(),
        opened_at: None,
        closed_on: Some(day("2026-11-20")),
        cleared_on: None,
        version: 1,
    };
    let item = ProgrammeItem {
        id: ProgrammeItemId(Uuid::now_v7()),
        position: 1,
        kind: LineKind::GroupWork,
        title: "Landkort".into(),
        minutes: 25,
        presenter: String::new(),
        question: String::new(),
        board_kind: "pressure_map".into(),
        page: String::new(),
        deck: String::new(),
        tells: Tells::Nobody,
        lead_note: String::new(),
    };
    let group = Group {
        id: WorkshopGroupId(Uuid::now_v7()),
        position: 1,
        name: "A".into(),
        unit: Some(unit),
        under: None,
        room: String::new(),
        leader: String::new(),
        expected: 6,
    };
    let board = GroupBoard {
        id: BoardId(Uuid::new_v4()),
        workshop: workshop.id,
        item: item.id,
        group: group.id,
        unit,
        kind: "pressure_map".into(),
        title: "Landkort".into(),
        question: String::new(),
        step: Step::Closed,
        votes_each: 3,
        is_done: true,
    };
    let note = Note {
        id: NoteId(Uuid::new_v4()),
        zone: "pressed".into(),
        text: text.into(),
        former: Vec::new(),
        text_version: 1,
        facts: BTreeMap::new(),
        parent: None,
        is_hidden: false,
        is_chosen,
        is_told: false,
        votes: 3,
        author: None,
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    workshops::add(&tx, &workshop).await.unwrap();
    workshops::add_items(&tx, workshop.id, &[item]).await.unwrap();
    workshops::add_groups(&tx, workshop.id, &[group]).await.unwrap();
    boards::add(&tx, std::slice::from_ref(&board)).await.unwrap();
    boards::add_notes(&tx, board.id, std::slice::from_ref(&note))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (workshop.id, board.id, note.id)
}

#[tokio::test]
async fn a_chosen_note_is_taken_once_with_its_words_and_they_stay_when_it_goes() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let (workshop, board, note) = board_with(&ground, "Telefonen ringer hele tiden", true).await;
        let (_, other_board, unchosen) = board_with(&ground, "Den her blev ikke valgt", false).await;
        let plan = begun(&ground, &karen, "A").await;
        let seen = plans::find(&ground.app, &karen, plan).await.unwrap();
        let offered: Vec<&str> = seen.offered.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(offered, ["Telefonen ringer hele tiden"]);
        let line = notes::take(&ground.app, &karen, plan, board, note).await.unwrap();
        for (board, note) in [(board, note), (other_board, unchosen)] {
            let refused = notes::take(&ground.app, &karen, plan, board, note).await;
            assert!(matches!(refused, Err(AppError::Refused("refused-note-taken"))));
        }
        let node = Node::PlanLine(line);
        let ends = chain::ends(&ground.app, &karen, node).await.unwrap();
        assert!(matches!(&ends.came_of[..], [(ChainEnd::Seen(seen), _)] if seen.node == Node::Note(board, note)));
        let became = chain::ends_of_board(&ground.app, &karen, board).await.unwrap();
        assert!(matches!(&became[&note].became[..], [ChainEnd::Seen(seen)] if seen.node == node));
        // Whoever may not read the plan sees that something came of the note, and no words of it.
        let outsider = with_role(&ground, Role::Employee, "B").await;
        assert!(matches!(
            chain::ends(&ground.app, &outsider, node).await,
            Err(AppError::NotFound)
        ));
        // The note goes on its day; the line keeps its words, and nothing is left without an end.
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let place = boards::find(&tx, board).await.unwrap().unwrap();
        let mut before = boards::load(&tx, &place, vec!["pressed".into()]).await.unwrap();
        let whole = before.clone();
        for note in before.notes.values_mut() {
            note.is_chosen = false;
        }
        boards::save(&tx, &place, &whole, &before).await.unwrap();
        boards::clear(&tx, workshop).await.unwrap();
        tx.commit().await.unwrap();
        let ends = chain::ends(&ground.app, &karen, node).await.unwrap();
        assert!(matches!(&ends.came_of[..], [(ChainEnd::Gone(words), None)] if words == "Telefonen ringer hele tiden"));
        assert_eq!(health::check(&ground.app.store).await.unwrap(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_plan_on_an_agenda_is_remembered_and_its_lines_are_still_free() {
    on_each_database(async |ground| {
        let karen = somebody(&ground, "Karen Holst", Role::Manager, "NORD").await;
        let plan = whole(&ground, &karen).await;
        let meeting = forum(&ground, "committee").await;
        let point = AgendaForm {
            title: "Plan: Ro om medicinen".into(),
            ..AgendaForm::default()
        };
        agenda::put(&ground.app, &karen, plan, meeting, &point.read().unwrap())
            .await
            .unwrap();
        let found = committees::find_meeting(&ground.app, &karen, meeting).await.unwrap();
        let item = Node::AgendaItem(found.agenda[0].item.id);
        let ends = chain::ends(&ground.app, &karen, item).await.unwrap();
        assert!(matches!(&ends.came_of[0].0, ChainEnd::Seen(seen) if matches!(seen.node, Node::PlanLine(_))));
        let of_plan = chain::ends_of_plan(&ground.app, &karen, plan).await.unwrap().unwrap();
        assert!(matches!(&of_plan.became[..], [ChainEnd::Seen(seen)] if seen.node == item));
        let seen = plans::find(&ground.app, &karen, plan).await.unwrap();
        assert!(!seen.has_become);
        let left = becoming::prepare(&ground.app, &karen, plan).await.unwrap();
        assert_eq!(left.lines.len(), 6, "talking a plan over uses nothing up");
    })
    .await;
}
