//! The program is killed with -9 in the middle of group work, again and again: every note that was acknowledged is there, once, and the day
//! is where it was.

use chrono::TimeDelta;
use trivsel_app::identity::Origin;
use trivsel_app::workshops::{self, SeatForm};
use trivsel_app::{App, Clock, Settings};
use trivsel_domain::board::Step;
use trivsel_domain::id::{
    BoardId, OrganisationId, ProgrammeItemId, UnitId, UnitPlacementId, WorkshopGroupId, WorkshopId,
};
use trivsel_domain::period::Period;
use trivsel_domain::unit::{Unit, UnitPlacement};
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Store, units, workshops as store};
use uuid::Uuid;

use crate::storage::Server;

struct Day {
    app: App,
    organisation: OrganisationId,
    workshop: Workshop,
    board: BoardId,
    cookie: String,
}

/// A day at its group work, with a board that all see and a device that came in.
async fn day(address: &str, folder: &std::path::Path) -> Day {
    let app = App::new(
        Store::open(address).await.unwrap(),
        Clock::System,
        Settings::local(folder.to_owned()),
    );
    let organisation = OrganisationId(Uuid::now_v7());
    let row = Organisation {
        id: organisation,
        short_name: "klit".into(),
        name: "Klitby Kommune".into(),
        is_demo: false,
        small_group_minimum: 5,
    };
    organisations::add(&app.store, &row, app.now()).await.unwrap();
    let tx = app.write(organisation).await.unwrap();
    let unit = Unit {
        id: UnitId(Uuid::now_v7()),
        code: "K".to_owned(),
        period: Period::since("2017-01-01".parse().unwrap()),
    };
    let placement = UnitPlacement {
        id: UnitPlacementId(Uuid::now_v7()),
        unit: unit.id,
        parent: None,
        name: "Klitby".to_owned(),
        period: unit.period,
    };
    units::add(&tx, &unit).await.unwrap();
    units::add_placement(&tx, &placement).await.unwrap();
    let item = ProgrammeItem {
        id: ProgrammeItemId(Uuid::now_v7()),
        position: 1,
        kind: LineKind::GroupWork,
        title: "Landkort".to_owned(),
        minutes: 60,
        presenter: String::new(),
        question: String::new(),
        board_kind: "pressure_map".to_owned(),
        tells: Tells::Nobody,
        lead_note: String::new(),
        page: String::new(),
        deck: String::new(),
    };
    let group = Group {
        id: WorkshopGroupId(Uuid::now_v7()),
        position: 1,
        name: "Gruppe 1".to_owned(),
        unit: Some(unit.id),
        under: None,
        room: String::new(),
        leader: String::new(),
        expected: 6,
    };
    let workshop = Workshop {
        id: WorkshopId(Uuid::now_v7()),
        unit: unit.id,
        title: "Temadag".to_owned(),
        purpose: String::new(),
        held_on: app.today(),
        starts_at: "00:00:00".parse().unwrap(),
        hard_end: "23:59:00".parse().unwrap(),
        place: String::new(),
        meeting_link: String::new(),
        keep_months: 12,
        seen_by: SeenBy::Group,
        state: WorkshopState::Open,
        join_code: "ABCDEF".to_owned(),
        is_door_shut: false,
        message: "Husk pauserne".to_owned(),
        leader: None,
        course: DayCourse {
            item: Some(item.id),
            began_at: Some(app.now()),
            ends_at: Some(app.now() + TimeDelta::hours(1)),
            ..DayCourse::default()
        },
        opened_at: Some(app.now()),
        closed_on: None,
        cleared_on: None,
        version: 1,
    };
    let board = GroupBoard {
        id: BoardId(Uuid::new_v4()),
        workshop: workshop.id,
        item: item.id,
        group: group.id,
        unit: unit.id,
        kind: item.board_kind.clone(),
        title: item.title.clone(),
        question: String::new(),
        step: Step::Together,
        votes_each: 3,
        is_done: false,
    };
    store::add(&tx, &workshop).await.unwrap();
    store::add_items(&tx, workshop.id, std::slice::from_ref(&item))
        .await
        .unwrap();
    store::add_groups(&tx, workshop.id, std::slice::from_ref(&group))
        .await
        .unwrap();
    boards::add(&tx, std::slice::from_ref(&board)).await.unwrap();
    tx.commit().await.unwrap();
    let door = workshops::door(&app, "ABCDEF", &Origin::default()).await.unwrap();
    let form = SeatForm {
        group: group.id.to_string(),
        kind: "own".to_owned(),
        people: String::new(),
    };
    let token = workshops::enter(&app, &door, &form.read().unwrap()).await.unwrap();
    Day {
        cookie: format!("trivsel-seat={}", token.expose()),
        board: board.id,
        workshop,
        organisation,
        app,
    }
}

/// Sends a note as a browser does, and says whether it was acknowledged. A line that breaks is no answer.
fn write(server: &Server, day: &Day, number: usize) -> bool {
    let body = format!("do=add&request={number}&zone=pressed&text=Seddel+{number}");
    server.may_form(&format!("/w/boards/{}", day.board), &day.cookie, &body) == Some(303)
}

#[tokio::test]
async fn a_killed_program_loses_no_acknowledged_note_doubles_none_and_the_day_is_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("day.db").display());
    let day = day(&address, folder.path()).await;
    let mut acknowledged = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    for round in 0..4_usize {
        let server = Server::start(&address, folder.path());
        // What was not answered is sent again, as a device does that waits for the line.
        for number in std::mem::take(&mut waiting) {
            assert!(write(&server, &day, number), "{number} after the restart");
            acknowledged.push(number);
        }
        let process = server.id();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(300));
            std::process::Command::new("kill")
                .args(["-9", &process.to_string()])
                .status()
                .unwrap();
        });
        for number in round * 1_000.. {
            if write(&server, &day, number) {
                acknowledged.push(number);
            } else {
                waiting.push(number);
                break;
            }
        }
        killer.join().unwrap();
        drop(server);
    }
    let server = Server::start(&address, folder.path());
    for number in waiting {
        assert!(write(&server, &day, number));
        acknowledged.push(number);
    }
    server.stop();
    assert!(acknowledged.len() > 8, "{acknowledged:?}");
    let tx = day.app.read(day.organisation).await.unwrap();
    let mut there: Vec<String> = boards::notes_of(&tx, &[day.board])
        .await
        .unwrap()
        .into_iter()
        .map(|(_, note)| note.text)
        .collect();
    let mut sent: Vec<String> = acknowledged.iter().map(|number| format!("Seddel {number}")).collect();
    there.sort();
    sent.sort();
    assert_eq!(there, sent);
    let now = store::find(&tx, day.workshop.id).await.unwrap().unwrap();
    assert_eq!((now.course, now.message), (day.workshop.course, day.workshop.message));
}
