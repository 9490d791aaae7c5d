//! A group's board under many hands at once, on both databases.

use tokio::task::JoinSet;
use trivsel_app::identity::Origin;
use trivsel_app::workshops::{self, BoardForm, HungBoardForm, LeadForm, SeatForm, SeatToken, WorkshopForm};
use trivsel_app::{App, AppError};
use trivsel_domain::board::Step;
use trivsel_domain::id::{BoardId, WorkshopId};
use trivsel_domain::rights::Actor;

use crate::ground::{Ground, on_each_database};

async fn act(app: &App, who: &Actor, id: WorkshopId, wish: &str) {
    let view = workshops::lead(app, who, id).await.unwrap();
    let form = LeadForm {
        wish: wish.to_owned(),
        seen: view.details.workshop.course.version.to_string(),
        ..LeadForm::default()
    };
    workshops::act(app, who, id, &form).await.unwrap();
}

/// A workshop of unit NORD, under way at its group work, with its code.
async fn under_way(ground: &Ground, who: &Actor) -> (WorkshopId, String) {
    let app = &ground.app;
    let form = WorkshopForm {
        title: "Landkort".to_owned(),
        unit: ground.unit("NORD").to_string(),
        held_on: app.today().format("%d.%m.%Y").to_string(),
        starts_at: "0.30".to_owned(),
        hard_end: "23.30".to_owned(),
        keep_months: "12".to_owned(),
        seen_by: "group".to_owned(),
        ..WorkshopForm::default()
    };
    let id = workshops::add(app, who, "pressure", "da", &form.read().unwrap())
        .await
        .unwrap();
    workshops::make_ready(app, who, id).await.unwrap();
    for wish in ["begin", "next", "next"] {
        act(app, who, id, wish).await;
    }
    let code = workshops::find(app, who, id).await.unwrap().workshop.join_code;
    (id, code)
}

async fn enter(app: &App, code: &str) -> SeatToken {
    let door = workshops::door(app, code, &Origin::default()).await.unwrap();
    let form = SeatForm {
        group: door.groups[0].id.to_string(),
        kind: "own".to_owned(),
        people: String::new(),
    };
    workshops::enter(app, &door, &form.read().unwrap()).await.unwrap()
}

fn form(wish: &str, request: &str) -> BoardForm {
    BoardForm {
        wish: wish.to_owned(),
        request: request.to_owned(),
        ..BoardForm::default()
    }
}

async fn board(app: &App, seat: &SeatToken) -> (BoardId, trivsel_domain::board::Picture) {
    let seen = workshops::here(app, seat, None).await.unwrap().board.unwrap();
    (seen.place.id, seen.picture)
}

async fn go(app: &App, seat: &SeatToken, board: BoardId, from: Step, to: Step) {
    let go = BoardForm {
        from: from.code().to_owned(),
        to: to.code().to_owned(),
        ..form("go", to.code())
    };
    workshops::perform(app, seat, board, &go).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_write_at_once_each_get_their_note_once_and_nobody_votes_beyond_the_ceiling() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let who = ground.coordinator().await;
        let (id, code) = under_way(&ground, &who).await;
        let mut seats = Vec::new();
        for _ in 0..6 {
            seats.push(enter(app, &code).await);
        }
        let (on, _) = board(app, &seats[0]).await;
        // Six devices, four notes each, each sent twice, all at once.
        let mut writing = JoinSet::new();
        for (device, seat) in seats.iter().enumerate() {
            for note in (0..4).flat_map(|note| [note, note]) {
                let (app, seat) = (app.clone(), seat.clone());
                let form = BoardForm {
                    zone: "pressed".to_owned(),
                    text: format!("seddel {device} {note}"),
                    ..form("add", &format!("{note}"))
                };
                writing.spawn(async move { workshops::perform(&app, &seat, on, &form).await.map(|_| ()) });
            }
        }
        while let Some(came) = writing.join_next().await {
            came.unwrap().unwrap();
        }
        assert_eq!(board(app, &seats[0]).await.1.notes.len(), 4);
        go(app, &seats[0], on, Step::Alone, Step::Together).await;
        let (_, picture) = board(app, &seats[0]).await;
        assert_eq!(picture.notes.len(), 24);
        go(app, &seats[0], on, Step::Together, Step::Vote).await;
        // One device gives two points to each of six notes at once: three points are all it has.
        let mut voting = JoinSet::new();
        for (at, seen) in picture.notes.iter().take(6).enumerate() {
            let (app, seat) = (app.clone(), seats[1].clone());
            let form = BoardForm {
                note: seen.note.id.to_string(),
                points: "2".to_owned(),
                ..form("vote", &format!("{at}"))
            };
            voting.spawn(async move { workshops::perform(&app, &seat, on, &form).await });
        }
        let mut given = 0;
        while let Some(came) = voting.join_next().await {
            match came.unwrap() {
                Ok(_) => given += 1,
                Err(AppError::Refused(sentence)) => assert_eq!(sentence, "failure-board-points"),
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(given, 1);
        go(app, &seats[0], on, Step::Vote, Step::Choose).await;
        let sums: u32 = board(app, &seats[2])
            .await
            .1
            .notes
            .iter()
            .filter_map(|seen| seen.sum)
            .sum();
        assert_eq!(sums, 2);
        workshops::close(app, &who, id).await.unwrap();
        assert!(matches!(
            workshops::here(app, &seats[0], None).await,
            Err(AppError::Forbidden)
        ));
        let shown = workshops::find_board(app, &who, on).await.unwrap();
        assert_eq!(shown.notes.len(), 24);
        // Ids say nothing of the order of writing: they are drawn, all of them.
        assert!(
            shown
                .notes
                .iter()
                .all(|note| note.id.0.get_version_num() == 4 && note.author.is_none())
        );
    })
    .await;
}

#[tokio::test]
async fn notes_that_were_not_chosen_go_when_their_months_are_over_and_chosen_ones_stay() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let (id, code) = under_way(&ground, &who).await;
        let seat = enter(&ground.app, &code).await;
        let (on, _) = board(&ground.app, &seat).await;
        for text in ["den ene", "den anden"] {
            let add = BoardForm {
                zone: "pressed".to_owned(),
                text: text.to_owned(),
                ..form("add", text)
            };
            workshops::perform(&ground.app, &seat, on, &add).await.unwrap();
        }
        for (from, to) in [
            (Step::Alone, Step::Together),
            (Step::Together, Step::Vote),
            (Step::Vote, Step::Choose),
        ] {
            go(&ground.app, &seat, on, from, to).await;
        }
        let chosen = board(&ground.app, &seat).await.1.notes[0].note.clone();
        let choose = BoardForm {
            note: chosen.id.to_string(),
            ..form("choose", "1")
        };
        workshops::perform(&ground.app, &seat, on, &choose).await.unwrap();
        workshops::close(&ground.app, &who, id).await.unwrap();
        let left = async |app: &App| -> Vec<String> {
            let shown = workshops::find_board(app, &who, on).await.unwrap();
            shown.notes.into_iter().map(|note| note.text).collect()
        };
        for (months, count) in [(11, 2), (12, 1)] {
            let later = ground
                .app
                .now()
                .checked_add_months(chrono::Months::new(months))
                .unwrap();
            let mut app = ground.app.clone();
            app.clock = trivsel_app::Clock::Fixed(later);
            trivsel_app::surveys::advance(&app).await.unwrap();
            assert_eq!(left(&app).await.len(), count, "{months}");
        }
        assert_eq!(left(&ground.app).await, [chosen.text]);
    })
    .await;
}

/// Whether a text stands in one of the files of a backup.
fn files_with(path: &std::path::Path, words: &str) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut found = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        if bytes.windows(words.len()).any(|window| window == words.as_bytes()) {
            found.push(file.name().to_owned());
        }
    }
    found
}

#[tokio::test]
async fn two_hundred_notes_of_a_closed_day_lie_in_chances_order_and_no_backup_knows_the_device() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let who = ground.coordinator().await;
        let (id, code) = under_way(&ground, &who).await;
        let seat = enter(app, &code).await;
        let (on, _) = board(app, &seat).await;
        go(app, &seat, on, Step::Alone, Step::Together).await;
        for number in 0..200 {
            let add = BoardForm {
                zone: "pressed".to_owned(),
                text: format!("seddel {number:03}"),
                ..form("add", &number.to_string())
            };
            workshops::perform(app, &seat, on, &add).await.unwrap();
        }
        let running = ground.folder.join("running.zip");
        trivsel_app::backup::write(&app.store, &running).await.unwrap();
        workshops::close(app, &who, id).await.unwrap();

        // Read in the order of their ids: as often up as down, as chance has it. 200 drawn at random go up 99.5 times, give or take 4.1;
        // 70 to 130 is missed once in 10^12 runs.
        let shown = workshops::find_board(app, &who, on).await.unwrap();
        let written: Vec<&str> = shown.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(written.len(), 200);
        let up = written.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!((70..=130).contains(&up), "{up} of 199 go up");

        let closed = ground.folder.join("closed.zip");
        trivsel_app::backup::write(&app.store, &closed).await.unwrap();
        assert!(!files_with(&closed, "seddel 007").is_empty(), "the notes are kept");
        for kept in seat.kept_as() {
            assert!(files_with(&closed, &kept).is_empty() && files_with(&running, &kept).is_empty());
        }
        for table in ["seats", "note_points", "board_answers", "board_drafts"] {
            assert!(files_with(&closed, &format!("\"{table}\"")).is_empty(), "{table}");
        }
        assert!(files_with(&closed, &code).is_empty(), "the code");
    })
    .await;
}

#[tokio::test]
async fn a_board_that_hangs_is_open_until_its_last_day_and_then_locked_by_itself() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let who = ground.coordinator().await;
        let form = HungBoardForm {
            unit: ground.unit("NORD").to_string(),
            kind: "rings".to_owned(),
            question: "Hvad fylder i uge 48?".to_owned(),
            open_to: (app.today() + chrono::TimeDelta::days(7))
                .format("%d.%m.%Y")
                .to_string(),
            expected: "3".to_owned(),
            keep_months: "2".to_owned(),
        };
        assert!(form.read(app.today() + chrono::TimeDelta::days(8)).is_err());
        let id = workshops::hang_up(app, &who, "da", &form.read(app.today()).unwrap())
            .await
            .unwrap();
        let code = workshops::find(app, &who, id).await.unwrap().workshop.join_code;
        let later = |days: i64| {
            let mut later = app.clone();
            later.clock = trivsel_app::Clock::Fixed(app.now() + chrono::TimeDelta::days(days));
            later
        };
        // It is come back to, day after day.
        for day in 0..=7 {
            enter(&later(day), &code).await;
        }
        let shut = workshops::door(&later(8), &code, &Origin::default()).await;
        assert!(matches!(shut, Err(AppError::Invalid(_))));
        trivsel_app::surveys::advance(&later(7)).await.unwrap();
        let open = workshops::find(app, &who, id).await.unwrap();
        assert_eq!(open.workshop.join_code, code);
        trivsel_app::surveys::advance(&later(8)).await.unwrap();
        let over = workshops::find(app, &who, id).await.unwrap();
        assert_eq!(over.workshop.state, trivsel_domain::workshop::WorkshopState::Closed);
        assert_eq!(
            (over.workshop.join_code.as_str(), over.boards[0].step),
            ("", Step::Closed)
        );
    })
    .await;
}
