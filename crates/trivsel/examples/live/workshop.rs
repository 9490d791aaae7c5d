//! The same on a real day: a workshop at its group work, a board for each group, and devices that nobody knows.

use trivsel_app::App;
use trivsel_app::identity::{self, Origin};
use trivsel_app::workshops::{self, SeatForm};
use trivsel_domain::board::Step;
use trivsel_domain::happening::Scope;
use trivsel_domain::id::{BoardId, PersonId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::boards::GroupBoard;
use trivsel_store::{Tx, boards, workshops as store};
use uuid::Uuid;

use super::Asked;
use super::ground::{Board, Write};

const CODE: &str = "MAALER";

/// Writes the day with its groups and boards. The first of the boards is the day itself, which all listen to.
pub(crate) async fn add(app: &App, tx: &Tx, unit: UnitId, asked: &Asked) -> Vec<Board> {
    let item = ProgrammeItem {
        id: ProgrammeItemId(Uuid::now_v7()),
        position: 1,
        kind: LineKind::GroupWork,
        title: "Landkort".to_owned(),
        minutes: 480,
        presenter: String::new(),
        question: String::new(),
        board_kind: "pressure_map".to_owned(),
        tells: Tells::Nobody,
        lead_note: String::new(),
        page: String::new(),
        deck: String::new(),
    };
    let now = app.now();
    let workshop = Workshop {
        id: WorkshopId(Uuid::now_v7()),
        unit,
        title: "Måling".to_owned(),
        purpose: String::new(),
        held_on: app.today(),
        starts_at: "00:00:00".parse().unwrap(),
        hard_end: "23:59:00".parse().unwrap(),
        place: String::new(),
        meeting_link: String::new(),
        keep_months: 12,
        seen_by: SeenBy::Workshop,
        state: WorkshopState::Open,
        join_code: CODE.to_owned(),
        is_door_shut: false,
        message: String::new(),
        leader: None,
        course: DayCourse {
            item: Some(item.id),
            began_at: Some(now),
            ends_at: Some(now + chrono::TimeDelta::hours(8)),
            ..DayCourse::default()
        },
        opened_at: Some(now),
        closed_on: None,
        cleared_on: None,
        version: 1,
    };
    store::add(tx, &workshop).await.unwrap();
    store::add_items(tx, workshop.id, std::slice::from_ref(&item))
        .await
        .unwrap();
    let expected = i32::try_from(asked.streams.div_ceil(asked.scopes)).unwrap().max(1);
    let groups: Vec<Group> = (1..=i32::try_from(asked.scopes).unwrap())
        .map(|position| Group {
            id: WorkshopGroupId(Uuid::now_v7()),
            position,
            name: format!("Gruppe {position}"),
            unit: Some(unit),
            under: None,
            room: String::new(),
            leader: String::new(),
            expected,
        })
        .collect();
    store::add_groups(tx, workshop.id, &groups).await.unwrap();
    let laid_out: Vec<GroupBoard> = groups
        .iter()
        .map(|group| GroupBoard {
            id: BoardId(Uuid::new_v4()),
            workshop: workshop.id,
            item: item.id,
            group: group.id,
            unit,
            kind: item.board_kind.clone(),
            title: item.title.clone(),
            question: String::new(),
            step: Step::Together,
            votes_each: 3,
            is_done: false,
        })
        .collect();
    boards::add(tx, &laid_out).await.unwrap();
    let day = Board {
        scope: Scope::Workshop(workshop.id),
        write: Write::Message(workshop.id),
    };
    let of_groups = laid_out.iter().map(|board| Board {
        scope: Scope::Board(board.id),
        write: Write::OnBoard(board.id),
    });
    std::iter::once(day).chain(of_groups).collect()
}

/// Whoever leads: the one who writes to all.
pub(crate) async fn lead(app: &App, tx: &Tx, person: PersonId) -> String {
    let token = identity::begin_session(app, tx, person).await.unwrap();
    format!("trivsel={}", token.expose())
}

/// Every device comes in at the door, into the groups one after the other, and gets its cookie.
pub(crate) async fn come_in(app: &App, asked: &Asked) -> Vec<String> {
    let door = workshops::door(app, CODE, &Origin::default())
        .await
        .expect("the door is open");
    let mut cookies = Vec::with_capacity(asked.streams);
    for number in 0..asked.streams {
        let group = &door.groups[number % door.groups.len()];
        let form = SeatForm {
            group: group.id.to_string(),
            kind: "own".to_owned(),
            people: String::new(),
        };
        let token = workshops::enter(app, &door, &form.read().unwrap())
            .await
            .expect("there is room");
        cookies.push(format!("trivsel-seat={}", token.expose()));
    }
    cookies
}
