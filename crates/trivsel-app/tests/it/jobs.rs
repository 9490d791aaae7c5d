//! Servers that share the work: nothing is done twice, nothing is left when one of them is gone, and nobody takes what another has in hand.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use trivsel_app::imports::{self, ImportKind, ImportState, Looked, MappingForm};
use trivsel_app::jobs::{self, Pace};
use trivsel_app::{App, Clock, uploads};
use trivsel_domain::id::ImportId;
use trivsel_domain::job::{Job, JobFailure, JobKind, JobState};
use trivsel_domain::rights::Actor;
use trivsel_store::jobs::{self as store, KeptJob, PutDown};
use trivsel_store::{Store, figures};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

/// Rows of a file that takes a while to read.
const MANY: usize = 600_000;

/// Another server on the same database, that is quick to miss the others.
async fn server(ground: &Ground) -> App {
    let store = Store::open(&ground.address).await.unwrap();
    let mut app = App::new(store, ground.app.clock, ground.app.settings.clone());
    app.settings.pace = Pace {
        look: Duration::from_millis(50),
        tell: Duration::from_millis(30),
        beat: Duration::from_millis(100),
        lease: Duration::from_millis(1500),
    };
    app
}

/// A server's places, until it is asked to stop or dropped.
struct Serving {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Serving {
    fn begin(app: &App) -> Self {
        let (stop, stopping) = watch::channel(false);
        Self {
            stop,
            task: tokio::spawn(jobs::serve(app.clone(), None, stopping)),
        }
    }

    /// It is asked to stop, and stops.
    async fn end(self) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap();
    }

    /// It is gone from one moment to the next.
    async fn vanish(self) {
        self.task.abort();
        let _aborted = self.task.await;
    }
}

/// An import whose columns are named and whose files are to be checked by whoever comes.
async fn begun(ground: &Ground, who: &Actor, text: &str) -> ImportId {
    let upload = ground.upload(who, text).await;
    let files = vec![("tal.csv".to_owned(), upload)];
    let id = imports::upload(&ground.app, who, ImportKind::UnitMonths, files)
        .await
        .unwrap();
    let tx = ground.app.read(ground.organisation).await.unwrap();
    let indicator = figures::indicator_by_code(&tx, "absence_rate").await.unwrap().unwrap();
    drop(tx);
    let indicator = indicator.id.to_string();
    let fields = [
        ("source", "Løn"),
        ("indicator", indicator.as_str()),
        ("f0_unit", "unit"),
        ("f0_month", "month"),
        ("f0_numerator", "numerator"),
        ("f0_denominator", "denominator"),
    ];
    let form = MappingForm {
        fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
    };
    imports::map(&ground.app, who, id, &form.read().unwrap()).await.unwrap();
    id
}

fn short() -> String {
    "unit;month;numerator;denominator\nA;2024-01;1;100\n".to_owned()
}

/// One row that can be used, and very many that cannot.
fn long() -> String {
    format!("{}{}", short(), "X;2024-01;1;100\n".repeat(MANY))
}

async fn looked(ground: &Ground, who: &Actor, id: ImportId) -> Looked {
    imports::look(&ground.app, who, id).await.unwrap()
}

/// Waits until it is so.
async fn until<F: Future<Output = bool>>(what: &str, is_so: impl Fn() -> F) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} took too long");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn until_settled(ground: &Ground, who: &Actor, id: ImportId) -> Looked {
    until("the import", async || {
        !looked(ground, who, id).await.state.is_under_way()
    })
    .await;
    looked(ground, who, id).await
}

/// Waits until somebody is in the middle of a file.
async fn until_in_the_middle(ground: &Ground, who: &Actor, id: ImportId) {
    until("the beginning", async || {
        let import = imports::find(&ground.app, who, id).await.unwrap();
        assert_eq!(import.state, ImportState::Checking.code(), "the file is too short");
        import.rows_read > 0 && import.progress_done < import.progress_total
    })
    .await;
}

async fn job(ground: &Ground, id: ImportId) -> Option<KeptJob> {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    store::find(&tx, JobKind::ReadFigures, &id.to_string()).await.unwrap()
}

async fn take(ground: &Ground, seen: &KeptJob, mark: Uuid) -> bool {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let is_taken = store::take(&tx, seen, mark).await.unwrap();
    tx.commit().await.unwrap();
    is_taken
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_work() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let mut ids = Vec::new();
        for _ in 0..8 {
            ids.push(begun(&ground, &who, &short()).await);
        }
        let (one, other) = (server(&ground).await, server(&ground).await);
        let serving = [Serving::begin(&one), Serving::begin(&other)];
        for id in &ids {
            let looked = until_settled(&ground, &who, *id).await;
            assert_eq!(looked.state, ImportState::Previewed);
            assert_eq!(looked.report.rows_read, 1);
        }
        ground.until_nothing_is_left().await;
        for serving in serving {
            serving.end().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_job_is_in_one_hand_at_a_time() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &short()).await;
        let seen = job(&ground, id).await.unwrap();
        let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
        assert!(take(&ground, &seen, one).await);
        assert!(!take(&ground, &seen, other).await, "it is taken already");
        // Whoever lost it writes nothing, and whoever has it does.
        let held = job(&ground, id).await.unwrap();
        assert!(take(&ground, &held, other).await, "its beats stood still");
        let tx = ground.app.write(ground.organisation).await.unwrap();
        assert!(!store::beat(&tx, held.id, one, &held.progress).await.unwrap());
        assert!(store::must_hold(&tx, held.id, one).await.is_err());
        store::put_down(&tx, &held, one, PutDown::Done, ground.app.now())
            .await
            .unwrap();
        assert!(store::beat(&tx, held.id, other, &held.progress).await.unwrap());
        tx.commit().await.unwrap();
        let held = job(&ground, id).await.unwrap();
        assert_eq!((held.hand, held.tries, held.state), (Some(other), 2, JobState::InHand));
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_for_while_it_is_being_done_is_done_once_more() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &short()).await;
        let seen = job(&ground, id).await.unwrap();
        let mark = Uuid::new_v4();
        assert!(take(&ground, &seen, mark).await);
        let now = ground.app.now();
        let tx = ground.app.write(ground.organisation).await.unwrap();
        let (kind, subject) = (JobKind::ReadFigures, id.to_string());
        store::ask(&tx, kind, &subject, &seen.payload, now).await.unwrap();
        store::put_down(&tx, &seen, mark, PutDown::Done, now).await.unwrap();
        tx.commit().await.unwrap();
        let again = job(&ground, id).await.unwrap();
        assert_eq!((again.state, again.hand, again.tries), (JobState::Waiting, None, 0));
        // What ended is asked for anew, from its first try.
        let tx = ground.app.write(ground.organisation).await.unwrap();
        assert!(store::take(&tx, &again, mark).await.unwrap());
        store::put_down(&tx, &again, mark, PutDown::GiveUp(JobFailure::Internal), now)
            .await
            .unwrap();
        store::ask(&tx, kind, &subject, &seen.payload, now).await.unwrap();
        tx.commit().await.unwrap();
        let anew = job(&ground, id).await.unwrap();
        assert_eq!((anew.state, anew.failure, anew.tries), (JobState::Waiting, None, 0));
    })
    .await;
}

#[tokio::test]
async fn a_wait_ends_at_its_moment_or_when_the_clock_was_set_back() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &short()).await;
        let (seen, mark, now) = (job(&ground, id).await.unwrap(), Uuid::new_v4(), ground.app.now());
        let tx = ground.app.write(ground.organisation).await.unwrap();
        assert!(store::take(&tx, &seen, mark).await.unwrap());
        let later = now + TimeDelta::minutes(5);
        store::put_down(&tx, &seen, mark, PutDown::Retry(JobFailure::Busy, later), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let tx = ground.app.read(ground.organisation).await.unwrap();
        for (at, is_ready) in [(0, false), (299, false), (300, true), (-1, true)] {
            let at = now + TimeDelta::seconds(at);
            let ready = store::list_ready(&tx, &[JobKind::ReadFigures], at, 9).await.unwrap();
            assert_eq!(!ready.is_empty(), is_ready, "{at}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_had_in_hand_that_vanished_is_done_by_another() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &long()).await;
        let (one, other) = (server(&ground).await, server(&ground).await);
        let serving = Serving::begin(&one);
        // Its progress is seen from anywhere.
        until_in_the_middle(&ground, &who, id).await;
        serving.vanish().await;
        let serving = Serving::begin(&other);
        let looked = until_settled(&ground, &who, id).await;
        assert_eq!(looked.state, ImportState::Previewed);
        assert_eq!(looked.report.rows_wrong, u64::try_from(MANY).unwrap());
        ground.until_nothing_is_left().await;
        serving.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_asked_to_stop_gives_its_work_back() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &long()).await;
        let serving = Serving::begin(&server(&ground).await);
        until_in_the_middle(&ground, &who, id).await;
        serving.end().await;
        let back = job(&ground, id).await.unwrap();
        assert_eq!((back.state, back.hand, back.tries), (JobState::Waiting, None, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_starts_leaves_anothers_work_alone() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &short()).await;
        let (seen, mark) = (job(&ground, id).await.unwrap(), Uuid::new_v4());
        assert!(take(&ground, &seen, mark).await);
        let serving = Serving::begin(&server(&ground).await);
        // Twice its lease, and the other one says that it is still there.
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            ground
                .app
                .write(ground.organisation)
                .await
                .map(async |tx| {
                    let is_held = store::beat(&tx, seen.id, mark, &seen.progress).await.unwrap();
                    assert!(is_held, "it was taken away");
                    tx.commit().await.unwrap();
                })
                .unwrap()
                .await;
        }
        assert_eq!(looked(&ground, &who, id).await.state, ImportState::Checking);
        // Now it says nothing any more.
        let looked = until_settled(&ground, &who, id).await;
        assert_eq!(looked.state, ImportState::Previewed);
        ground.until_nothing_is_left().await;
        serving.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_slow_finds_its_work_in_other_hands_and_writes_nothing() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &long()).await;
        let serving = Serving::begin(&server(&ground).await);
        until_in_the_middle(&ground, &who, id).await;
        serving.vanish().await;
        let held = job(&ground, id).await.unwrap();
        let mark = Uuid::new_v4();
        assert!(take(&ground, &held, mark).await);
        // A server whose lease ran out while it was not looking.
        let mut slow = server(&ground).await;
        slow.settings.pace.lease = Duration::ZERO;
        let serving = Serving::begin(&slow);
        until("the taking", async || {
            job(&ground, id).await.is_some_and(|job| job.hand != Some(mark))
        })
        .await;
        until_in_the_middle(&ground, &who, id).await;
        let theirs = job(&ground, id).await.unwrap();
        ground.run_sql(&format!(
            "update jobs set hand = {} where kind = 'read_figures'",
            ground.sql_id(mark)
        ));
        assert_ne!(theirs.hand, Some(mark));
        slow.settings.pace.lease = Duration::from_secs(60);
        serving.vanish().await;
        assert_eq!(looked(&ground, &who, id).await.state, ImportState::Checking);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_kills_every_server_ends_with_a_reason() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = begun(&ground, &who, &short()).await;
        for _ in 0..3 {
            let seen = job(&ground, id).await.unwrap();
            assert!(take(&ground, &seen, Uuid::new_v4()).await);
        }
        let serving = Serving::begin(&server(&ground).await);
        let looked = until_settled(&ground, &who, id).await;
        assert_eq!(
            (looked.state, looked.report.failure.as_deref()),
            (ImportState::Failed, Some("interrupted"))
        );
        until("the file", async || {
            uploads::count(&ground.app, ground.organisation).await.unwrap() == 0
        })
        .await;
        serving.end().await;
        let given_up = job(&ground, id).await.unwrap();
        assert_eq!(
            (given_up.state, given_up.failure),
            (JobState::Failed, Some(JobFailure::Interrupted))
        );
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_is_cut_leaves_nothing() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let there = async || uploads::count(&ground.app, ground.organisation).await.unwrap();
        // Its sender goes away.
        let mut incoming = imports::new_upload(&ground.app, &who).await.unwrap();
        incoming.write(b"010190-1234").await.unwrap();
        assert_eq!(there().await, 1);
        drop(incoming);
        until("the removal", async || {
            jobs::do_waiting(&ground.app, None).await.unwrap();
            there().await == 0
        })
        .await;
        // The server is killed, and the file is cut where it stood.
        let mut incoming = imports::new_upload(&ground.app, &who).await.unwrap();
        incoming.write(&vec![b'x'; 3 << 20]).await.unwrap();
        std::mem::forget(incoming);
        // What an import waits for stays; what is whole and belongs to none goes when it is old.
        let waiting = begun(&ground, &who, &short()).await;
        ground.upload(&who, "left").await;
        let after = |minutes| App {
            clock: Clock::Fixed(ground.app.now() + TimeDelta::minutes(minutes)),
            ..ground.app.clone()
        };
        for (minutes, left) in [(14, 3), (16, 1), (60 * 24 * 30, 1)] {
            let app = after(minutes);
            let tx = app.write(ground.organisation).await.unwrap();
            let (kind, payload) = (
                JobKind::ClearUploads,
                serde_json::to_string(&Job::ClearUploads).unwrap(),
            );
            store::ask(&tx, kind, "", &payload, app.now()).await.unwrap();
            tx.commit().await.unwrap();
            jobs::do_waiting(&app, None).await.unwrap();
            assert_eq!(
                there().await,
                if minutes == 14 { left } else { 1 },
                "after {minutes} minutes"
            );
            if minutes == 14 {
                assert_eq!(looked(&ground, &who, waiting).await.state, ImportState::Previewed);
            }
        }
        imports::discard(&ground.app, &who, waiting).await.unwrap();
        jobs::do_waiting(&ground.app, None).await.unwrap();
        assert_eq!(there().await, 0);
        ground.nothing_is_left().await;
    })
    .await;
}
