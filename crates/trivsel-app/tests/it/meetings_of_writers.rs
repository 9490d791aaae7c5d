//! Two who write at the same moment. On PostgreSQL they really meet: a third connection holds rows until both stand at them. SQLite has
//! one writer at a time; there the same is run without the holding.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use trivsel_app::committees::{self, AgendaForm, CommitteeForm, DecisionForm, Direction, MeetingForm, TaskForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::surveys::{self, SurveyForm};
use trivsel_app::units::{self, NewPlace};
use trivsel_app::{App, AppError, imports};
use trivsel_domain::id::{ImportId, MeetingId};
use trivsel_domain::rights::Actor;
use trivsel_domain::survey::SurveyState;
use trivsel_store::{
    committees as committees_store, imports as imports_store, rolls, surveys as store, units as units_store,
};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};
use crate::surveys::{drafted, employ, on};

/// A connection of its own that holds rows.
struct Holding {
    psql: Option<Child>,
    address: String,
}

impl Holding {
    /// Takes locks by a statement, and has them when this returns. Nothing on SQLite.
    async fn begin(ground: &Ground, statement: &str) -> Self {
        let address = ground.address.clone();
        if !address.starts_with("postgres") {
            return Self { psql: None, address };
        }
        let mut psql = Command::new("psql")
            .args([address.as_str(), "-q", "-v", "ON_ERROR_STOP=1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let input = psql.stdin.as_mut().unwrap();
        writeln!(input, "set application_name = 'holding'; begin; {statement};").unwrap();
        input.flush().unwrap();
        let held = Self {
            psql: Some(psql),
            address,
        };
        held.wait("application_name = 'holding' and state = 'idle in transaction'", 1)
            .await;
        held
    }

    /// Waits until so many others stand before what is held.
    async fn until_waiting(&self, count: usize) {
        self.wait("wait_event_type = 'Lock'", count).await;
    }

    async fn wait(&self, of: &str, count: usize) {
        if !self.address.starts_with("postgres") {
            return;
        }
        let sql = format!("select count(*) from pg_stat_activity where datname = current_database() and {of}");
        let since = Instant::now();
        loop {
            let seen = Command::new("psql")
                .args([self.address.as_str(), "-At", "-c", sql.as_str()])
                .output()
                .unwrap();
            let seen: usize = String::from_utf8_lossy(&seen.stdout).trim().parse().unwrap();
            if seen >= count {
                return;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "{seen} of {count}: {of}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Lets go.
    async fn end(mut self) {
        if let Some(mut psql) = self.psql.take() {
            drop(psql.stdin.take());
            psql.wait().unwrap();
        }
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        if let Some(mut psql) = self.psql.take() {
            let _gone = psql.kill();
            let _gone = psql.wait();
        }
    }
}

fn is_postgres(ground: &Ground) -> bool {
    ground.address.starts_with("postgres")
}

/// What was written of a survey hangs together, whoever came first.
async fn whole(ground: &Ground, id: trivsel_domain::id::SurveyId, app: &App) {
    let tx = app.read(ground.organisation).await.unwrap();
    let survey = store::find(&tx, id).await.unwrap().unwrap();
    let frozen = store::frozen(&tx, id).await.unwrap();
    let cells = store::list_cells(&tx, id).await.unwrap().len();
    let invited = rolls::count(&tx, id).await.unwrap();
    match survey.state {
        SurveyState::Draft | SurveyState::Planned => {
            assert!(
                frozen.is_none() && cells == 0 && invited == 0,
                "a draft has no roll and no key"
            );
        }
        _ => {
            let frozen = frozen.expect("an open survey has its key");
            assert!(!frozen.secret_key.is_empty() && !frozen.promise.is_empty());
            assert!(cells > 0 && invited == 12, "{cells} cells, {invited} invited");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_launching_and_the_schedule_meet_and_the_survey_stays_whole() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 6, 6).await;
        employ(&ground, "B", 6, 6).await;
        let (id, form) = drafted(&ground, &who).await;
        let app = on(&ground, "2026-11-30");
        let held = Holding::begin(&ground, "select * from survey_units for update").await;
        let saving = {
            let (app, who) = (app.clone(), who.clone());
            let form = SurveyForm {
                title_da: "Gemt imens".into(),
                ..form.clone()
            };
            tokio::spawn(async move {
                surveys::change(&app, &who, id, form.version().unwrap(), &form.read().unwrap()).await
            })
        };
        held.until_waiting(1).await;
        let launching = {
            let (app, who) = (app.clone(), who.clone());
            tokio::spawn(async move {
                let launched = surveys::launch(&app, &who, id).await;
                surveys::advance(&app).await.unwrap();
                launched
            })
        };
        if is_postgres(&ground) {
            // Long enough for a launch that nobody keeps to come through.
            tokio::time::sleep(Duration::from_millis(700)).await;
        }
        held.end().await;
        let (saved, launched) = (saving.await.unwrap(), launching.await.unwrap());
        whole(&ground, id, &app).await;
        assert!(saved.is_ok() || launched.is_ok(), "{saved:?} {launched:?}");
        let tx = app.read(ground.organisation).await.unwrap();
        let survey = store::find(&tx, id).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(
            survey.title.da == "Gemt imens",
            saved.is_ok(),
            "what was said to be saved is there, what was refused is not: {saved:?}"
        );
        // Whatever happened, it can be launched and opened from here.
        if survey.state == SurveyState::Draft {
            surveys::launch(&app, &who, id).await.unwrap();
        }
        surveys::advance(&app).await.unwrap();
        whole(&ground, id, &app).await;
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(store::find(&tx, id).await.unwrap().unwrap().state, SurveyState::Open);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_save_the_same_draft_the_second_is_told() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let (id, form) = drafted(&ground, &who).await;
        let held = Holding::begin(&ground, "select * from surveys for update").await;
        let saving = |title: &str| {
            let (app, who) = (ground.app.clone(), who.clone());
            let form = SurveyForm {
                title_da: title.into(),
                ..form.clone()
            };
            tokio::spawn(async move {
                surveys::change(&app, &who, id, form.version().unwrap(), &form.read().unwrap()).await
            })
        };
        let (one, other) = (saving("Den ene"), saving("Den anden"));
        held.until_waiting(2).await;
        held.end().await;
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        let told = [&one, &other]
            .iter()
            .filter(|saved| matches!(saved, Err(AppError::Conflict)))
            .count();
        assert_eq!(told, 1, "{one:?} {other:?}");
        let line = surveys::find(&ground.app, &who, id).await.unwrap();
        let kept = if one.is_ok() { "Den ene" } else { "Den anden" };
        assert_eq!(line.survey.title.da, kept);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_open_and_close_one_survey_once() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 6, 6).await;
        employ(&ground, "B", 6, 6).await;
        let (id, _) = drafted(&ground, &who).await;
        surveys::launch(&ground.app, &who, id).await.unwrap();
        for (day, state) in [
            ("2026-11-30", SurveyState::Open),
            ("2026-12-12", SurveyState::Published),
        ] {
            let held = Holding::begin(&ground, "select * from surveys for update").await;
            let (one, other) = (on(&ground, day), on(&ground, day));
            let one = tokio::spawn(async move { surveys::advance(&one).await });
            let other = tokio::spawn(async move { surveys::advance(&other).await });
            held.until_waiting(2).await;
            held.end().await;
            one.await.unwrap().unwrap();
            other.await.unwrap().unwrap();
            let app = on(&ground, day);
            surveys::advance(&app).await.unwrap();
            let tx = app.read(ground.organisation).await.unwrap();
            assert_eq!(store::find(&tx, id).await.unwrap().unwrap().state, state);
            assert_eq!(rolls::count(&tx, id).await.unwrap(), 12);
        }
    })
    .await;
}

/// A meeting of a committee of the whole workplace, held today.
async fn meeting(ground: &Ground, who: &Actor) -> MeetingId {
    let committee = CommitteeForm {
        name: "Hoved-MED".into(),
        kind: "committee".into(),
        unit: ground.unit("FK").to_string(),
        valid_from: "01.01.2020".into(),
        ..CommitteeForm::default()
    };
    let committee = committees::add(&ground.app, who, &committee.read().unwrap())
        .await
        .unwrap();
    let form = MeetingForm {
        held_on: "21.11.2026".into(),
        ..MeetingForm::default()
    };
    committees::add_meeting(&ground.app, who, committee, &form.read().unwrap())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn points_that_two_move_at_once_keep_their_places_apart() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let meeting = meeting(&ground, &who).await;
        for title in ["Et", "To", "Tre", "Fire"] {
            let form = AgendaForm {
                title: title.into(),
                ..AgendaForm::default()
            };
            committees::add_agenda_item(&ground.app, &who, meeting, &form.read().unwrap(), None)
                .await
                .unwrap();
        }
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let agenda = committees_store::agenda_of(&tx, meeting).await.unwrap();
        let ids: Vec<_> = agenda.iter().map(|item| item.id).collect();
        drop(tx);
        let held = Holding::begin(&ground, "select * from agenda_items for update").await;
        let moving = |item, direction| {
            let (app, who) = (ground.app.clone(), who.clone());
            tokio::spawn(async move { committees::move_agenda_item(&app, &who, meeting, item, direction).await })
        };
        let (one, other) = (moving(ids[0], Direction::Down), moving(ids[2], Direction::Up));
        held.until_waiting(2).await;
        held.end().await;
        one.await.unwrap().unwrap();
        other.await.unwrap().unwrap();
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let positions: Vec<i32> = committees_store::agenda_of(&tx, meeting)
            .await
            .unwrap()
            .iter()
            .map(|item| item.position)
            .collect();
        assert_eq!(positions, [1, 2, 3, 4]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_report_one_task_the_second_is_told() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 1, 1).await;
        let meeting = meeting(&ground, &who).await;
        let form = DecisionForm {
            text: "Tavler i alle grupper".into(),
            task_title: "Sæt en tavle op".into(),
            ..DecisionForm::default()
        };
        let decision = committees::add_decision(&ground.app, &who, meeting, &form.read().unwrap())
            .await
            .unwrap();
        let unit = ground.unit("A");
        let shown = committees::find_decision(&ground.app, &who, decision).await.unwrap();
        let seen = seen::mark(&shown.tasks.iter().find(|state| state.task.unit == unit).unwrap().task);
        let held = Holding::begin(&ground, "select * from unit_tasks for update").await;
        let reporting = |note: &str| {
            let (app, who) = (ground.app.clone(), who.clone());
            let form = TaskForm {
                note: note.into(),
                seen: seen.clone(),
                ..TaskForm::default()
            };
            tokio::spawn(async move {
                committees::report_task(
                    &app,
                    &who,
                    decision,
                    unit,
                    &SeenMark::typed(&form.seen),
                    &form.read().unwrap(),
                )
                .await
            })
        };
        let (one, other) = (reporting("Den ene"), reporting("Den anden"));
        held.until_waiting(2).await;
        held.end().await;
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        let told = [&one, &other]
            .iter()
            .filter(|done| matches!(done, Err(AppError::Conflict)))
            .count();
        assert_eq!(told, 1, "{one:?} {other:?}");
        let shown = committees::find_decision(&ground.app, &who, decision).await.unwrap();
        let note = &shown
            .tasks
            .iter()
            .find(|state| state.task.unit == unit)
            .unwrap()
            .task
            .note;
        assert_eq!(note, if one.is_ok() { "Den ene" } else { "Den anden" });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_units_cannot_be_put_below_each_other_at_once() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        // Both stand at the row that says that the tree has changed: neither has seen the other's change.
        let held = Holding::begin(&ground, "select * from organisations for update").await;
        let moving = |unit: &'static str, below: &'static str| {
            let (app, who) = (ground.app.clone(), who.clone());
            let (id, parent, old) = (ground.unit(unit), ground.unit(below), ground.unit("FK"));
            let name = format!("Gruppe {unit}");
            let seen = SeenMark::of(&(name.as_str(), Some(old)));
            let place = NewPlace {
                name,
                parent: Some(parent),
                from: "2026-12-01".parse().unwrap(),
            };
            tokio::spawn(async move { units::move_to(&app, &who, id, &seen, &place).await })
        };
        let (one, other) = (moving("NORD", "SYD"), moving("SYD", "NORD"));
        held.until_waiting(2).await;
        held.end().await;
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let tree = units_store::tree(&tx, "2026-12-02".parse().unwrap()).await.unwrap();
        assert_eq!(tree.subtree(ground.unit("FK")).len(), 7, "nobody fell out of the tree");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_two_begin_is_begun_once() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = ImportId(Uuid::now_v7());
        let import = imports_store::Import {
            id,
            source: None,
            kind: "unit_months".into(),
            state: "previewed".into(),
            file_name: "tal.csv".into(),
            file_key: String::new(),
            created_at: ground.app.now(),
            created_by: Some(who.person),
            finished_at: None,
            progress_done: 0,
            progress_total: 0,
            rows_read: 0,
            rows_wrong: 0,
            plan: String::new(),
            summary: String::new(),
        };
        let tx = ground.app.write(ground.organisation).await.unwrap();
        imports_store::add(&tx, &import).await.unwrap();
        tx.commit().await.unwrap();
        let held = Holding::begin(&ground, "select * from imports for update").await;
        let beginning = || {
            let (app, who) = (ground.app.clone(), who.clone());
            tokio::spawn(async move { imports::start_import(&app, &who, id).await })
        };
        let (one, other) = (beginning(), beginning());
        held.until_waiting(2).await;
        held.end().await;
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        let told = [&one, &other]
            .iter()
            .filter(|begun| matches!(begun, Err(AppError::Conflict)))
            .count();
        assert_eq!(told, 1, "{one:?} {other:?}");
    })
    .await;
}
