//! Screens hear what happens: in order, after the commit, once, and only those who may.

use std::time::Duration;

use tokio::task::{JoinHandle, JoinSet};
use trivsel_app::happening::{self, Heard, Listener, Topic, listen};
use trivsel_app::identity::{self, SessionToken};
use trivsel_app::initiatives::follow_ups::{self, NoteContent};
use trivsel_app::{App, AppError};
use trivsel_domain::happening::{Happening, Position, Scope};
use trivsel_domain::id::{FollowUpId, ImportId, InitiativeId, PersonId, RoleAssignmentId};
use trivsel_domain::initiative::{FollowUp, Frequency, MonthsOfYear};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Role, RoleAssignment};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Store, initiatives, persons};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};

/// Long enough for a slow machine; nothing waits for it that comes.
const SOON: Duration = Duration::from_secs(20);

/// A server's reader of news; ends with the test.
struct Tail(JoinHandle<()>);

impl Drop for Tail {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn tail(app: &App) -> Tail {
    Tail(tokio::spawn(happening::tail(app.clone(), std::future::pending())))
}

/// Ida has an account, is signed in, and is coordinator of all of it.
async fn signed_in(ground: &Ground) -> (SessionToken, RoleAssignment) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let person = persons::by_email(&tx, "ida@example.dk").await.unwrap().unwrap().id;
    let account = Account {
        person,
        password_hash: String::new(),
        language: "da".to_owned(),
        disabled_at: None,
        must_change_password: false,
        password_until: None,
    };
    sessions::add_account(&tx, &account).await.unwrap();
    let role = RoleAssignment {
        id: RoleAssignmentId(Uuid::now_v7()),
        person,
        role: Role::Coordinator,
        unit: None,
        period: Period::since("2020-01-01".parse().unwrap()),
    };
    persons::add_role(&tx, &role).await.unwrap();
    let token = identity::begin_session(&ground.app, &tx, person).await.unwrap();
    tx.commit().await.unwrap();
    (token, role)
}

async fn an_initiative(ground: &Ground) -> (InitiativeId, FollowUpId) {
    let initiative = ground.initiative("Rolige morgener");
    let follow_up = FollowUp {
        id: FollowUpId(Uuid::now_v7()),
        initiative: initiative.id,
        title: "Er morgenerne rolige?".to_owned(),
        source: String::new(),
        committees: Vec::new(),
        forum: "Personalemødet".to_owned(),
        months: MonthsOfYear::default(),
        frequency: Frequency::Monthly,
        next_due: None,
        ended_on: None,
    };
    let tx = ground.app.write(ground.organisation).await.unwrap();
    initiatives::add(&tx, &initiative).await.unwrap();
    initiatives::add_follow_up(&tx, &follow_up).await.unwrap();
    tx.commit().await.unwrap();
    (initiative.id, follow_up.id)
}

fn changed() -> Happening {
    Happening::Changed { part: Uuid::now_v7() }
}

async fn tell(app: &App, ground: &Ground, scope: Scope, happening: Happening) {
    let tx = app.write(ground.organisation).await.unwrap();
    tx.tell(scope, happening);
    tx.commit().await.unwrap();
}

fn topic(scope: Scope, at: Position) -> Vec<Topic> {
    vec![Topic { scope, at }]
}

async fn position(app: &App, ground: &Ground, scope: Scope) -> Position {
    let who = ground.coordinator().await;
    happening::position(app, &who, scope).await.unwrap()
}

async fn next(app: &App, listener: &mut Listener) -> Option<Heard> {
    let heard = tokio::time::timeout(SOON, listener.next(app)).await;
    heard.expect("nothing was heard").unwrap()
}

/// The number of what is heard next.
async fn number(app: &App, listener: &mut Listener) -> i64 {
    match next(app, listener).await {
        Some(Heard::Told(told)) => told.at.number,
        other => panic!("{other:?} was heard"),
    }
}

async fn hears_nothing(app: &App, listener: &mut Listener) {
    let heard = tokio::time::timeout(Duration::from_millis(100), listener.next(app)).await;
    assert!(heard.is_err(), "{heard:?}");
}

fn note(text: &str) -> NoteContent {
    NoteContent {
        held_on: "2026-11-01".parse().unwrap(),
        text: text.to_owned(),
    }
}

#[tokio::test]
async fn a_use_case_is_heard_by_those_who_listen_and_replayed_for_those_who_come_back() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let _tail = tail(app);
        let (token, _) = signed_in(&ground).await;
        let who = ground.coordinator().await;
        let (initiative, follow_up) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let mut here = listen(app, &token, topic(scope, Position::default())).await.unwrap();
        follow_ups::write(app, &who, initiative, follow_up, &note("Først"))
            .await
            .unwrap();
        assert_eq!(number(app, &mut here).await, 1);
        // What is refused has not happened.
        let refused = follow_ups::write(app, &who, initiative, follow_up, &note("")).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
        hears_nothing(app, &mut here).await;
        let left_at: Vec<_> = here.positions().collect();
        drop(here);
        assert_eq!(app.news.listeners(), 0);
        for text in ["To", "Tre"] {
            follow_ups::write(app, &who, initiative, follow_up, &note(text))
                .await
                .unwrap();
        }
        let mut back = listen(app, &token, topic(scope, left_at[0])).await.unwrap();
        follow_ups::write(app, &who, initiative, follow_up, &note("Fire"))
            .await
            .unwrap();
        for expected in [2, 3, 4] {
            assert_eq!(number(app, &mut back).await, expected);
        }
        hears_nothing(app, &mut back).await;
        // Whoever asks now and again gets the same.
        let since = happening::since(app, &who, &topic(scope, left_at[0])).await.unwrap();
        assert_eq!(since.told.len(), 3);
        assert!(!since.is_behind);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_heard_before_the_commit() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let _tail = tail(app);
        let (token, _) = signed_in(&ground).await;
        let (initiative, _) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let mut listener = listen(app, &token, topic(scope, Position::default())).await.unwrap();
        let tx = app.write(ground.organisation).await.unwrap();
        tx.tell(scope, changed());
        hears_nothing(app, &mut listener).await;
        drop(tx);
        hears_nothing(app, &mut listener).await;
        tell(app, &ground, scope, changed()).await;
        assert_eq!(number(app, &mut listener).await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_far_behind_or_of_another_history_is_told_to_fetch() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let _tail = tail(app);
        let (token, _) = signed_in(&ground).await;
        let (initiative, _) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let tx = app.write(ground.organisation).await.unwrap();
        for _ in 0..800 {
            tx.tell(scope, changed());
        }
        tx.commit().await.unwrap();
        let newest = position(app, &ground, scope).await;
        let elsewhere = Position {
            epoch: newest.epoch + 1,
            ..newest
        };
        let ahead = Position { number: 900, ..newest };
        for from in [Position::default(), elsewhere, ahead] {
            let mut listener = listen(app, &token, topic(scope, from)).await.unwrap();
            assert!(matches!(next(app, &mut listener).await, Some(Heard::Behind)), "{from}");
            assert_eq!(listener.positions().collect::<Vec<_>>(), [newest], "{from}");
            hears_nothing(app, &mut listener).await;
        }
        let near = Position { number: 700, ..newest };
        let mut listener = listen(app, &token, topic(scope, near)).await.unwrap();
        for expected in 701..=800 {
            assert_eq!(number(app, &mut listener).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_slow_screen_is_bounded() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let _tail = tail(app);
        let (token, _) = signed_in(&ground).await;
        let (initiative, _) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let mut slow = listen(app, &token, topic(scope, Position::default())).await.unwrap();
        let mut quick = listen(app, &token, topic(scope, Position::default())).await.unwrap();
        for expected in 1..=100 {
            tell(app, &ground, scope, changed()).await;
            assert_eq!(number(app, &mut quick).await, expected);
        }
        assert!(matches!(next(app, &mut slow).await, Some(Heard::Behind)));
        assert_eq!(slow.positions().next().unwrap().number, 100);
        tell(app, &ground, scope, changed()).await;
        assert_eq!(number(app, &mut slow).await, 101);
    })
    .await;
}

#[tokio::test]
async fn whoever_may_no_longer_see_it_hears_nothing_more() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let _tail = tail(app);
        let (token, role) = signed_in(&ground).await;
        let (initiative, _) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let begin = async || listen(app, &token, topic(scope, Position::default())).await;
        // A language that is changed is no right that is lost.
        let mut listener = begin().await.unwrap();
        identity::choose_language(app, &ground.coordinator().await, "en")
            .await
            .unwrap();
        hears_nothing(app, &mut listener).await;
        // The role ends.
        let tx = app.write(ground.organisation).await.unwrap();
        persons::remove_role(&tx, &role).await.unwrap();
        tx.commit().await.unwrap();
        assert!(next(app, &mut listener).await.is_none());
        assert!(matches!(begin().await, Err(AppError::Forbidden | AppError::NotFound)));
        assert_eq!(app.news.listeners(), 1, "who was turned away takes no place");
        // The session ends.
        let tx = app.write(ground.organisation).await.unwrap();
        persons::add_role(&tx, &role).await.unwrap();
        tx.commit().await.unwrap();
        let mut listener = begin().await.unwrap();
        identity::sign_out(app, &token).await.unwrap();
        assert!(next(app, &mut listener).await.is_none());
        // Somebody else's scope is nobody's.
        let other = Scope::Person(PersonId(Uuid::now_v7()));
        assert!(listen(app, &token, topic(other, Position::default())).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn scopes_that_are_not_there_or_not_for_this_person_are_refused() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let (token, _) = signed_in(&ground).await;
        for scope in [
            Scope::Initiative(InitiativeId(Uuid::now_v7())),
            Scope::Import(ImportId(Uuid::now_v7())),
            Scope::Person(PersonId(Uuid::now_v7())),
        ] {
            let refused = listen(app, &token, topic(scope, Position::default())).await;
            assert!(refused.is_err(), "{scope}");
        }
        assert_eq!(app.news.listeners(), 0);
    })
    .await;
}

/// What one server wrote is heard on the other: called on PostgreSQL, looked for on SQLite.
#[tokio::test]
async fn two_servers_on_one_database_hear_each_other() {
    on_each_database(async |ground| {
        let here = &ground.app;
        let store = Store::open(&ground.address).await.unwrap();
        let there = &App::new(store, here.clock, here.settings.clone());
        let _tails = (tail(here), tail(there));
        let (token, _) = signed_in(&ground).await;
        let (initiative, _) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let mut listener = listen(there, &token, topic(scope, Position::default())).await.unwrap();
        for expected in [1, 2, 3] {
            tell(here, &ground, scope, changed()).await;
            assert_eq!(number(there, &mut listener).await, expected);
        }
        tell(there, &ground, scope, changed()).await;
        assert_eq!(number(there, &mut listener).await, 4);
        // One that is left is taken up on the other, from the number on.
        let left_at: Vec<_> = listener.positions().collect();
        drop(listener);
        tell(there, &ground, scope, changed()).await;
        let mut listener = listen(here, &token, topic(scope, left_at[0])).await.unwrap();
        assert_eq!(number(here, &mut listener).await, 5);
        // Rights are withdrawn on one and end the stream on the other.
        identity::sign_out(there, &token).await.unwrap();
        assert!(next(here, &mut listener).await.is_none());
    })
    .await;
}

/// A hundred people write in one scope at once: they collide on its row, and none is turned away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_who_write_in_one_scope_at_once_all_get_through() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let _tail = tail(app);
        let (token, _) = signed_in(&ground).await;
        let who = ground.coordinator().await;
        let (initiative, follow_up) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        let mut listener = listen(app, &token, topic(scope, Position::default())).await.unwrap();
        let mut writers = JoinSet::new();
        for writer in 0..100 {
            let (app, who) = (app.clone(), who.clone());
            writers.spawn(async move {
                // Every fourth is refused, after it has read.
                let text = if writer % 4 == 0 {
                    String::new()
                } else {
                    writer.to_string()
                };
                let written = follow_ups::write(&app, &who, initiative, follow_up, &note(&text)).await;
                match (text.is_empty(), written) {
                    (false, Ok(_)) | (true, Err(AppError::Invalid(_))) => {}
                    (_, other) => panic!("{writer}: {other:?}"),
                }
            });
        }
        let mut heard = Vec::new();
        while heard.len() < 75 {
            match next(app, &mut listener).await {
                Some(Heard::Told(told)) => heard.push(told.at.number),
                // Slower than a hundred who write at once: what there is is fetched.
                Some(Heard::Behind) => heard = (1..=listener.positions().next().unwrap().number).collect(),
                None => panic!("it is over"),
            }
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
        assert_eq!(heard, (1..=75).collect::<Vec<_>>());
        assert_eq!(position(app, &ground, scope).await.number, 75);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_stops_ends_every_stream_and_lets_nobody_in() {
    on_each_database(async |ground| {
        let app = &ground.app;
        let (token, _) = signed_in(&ground).await;
        let (initiative, _) = an_initiative(&ground).await;
        let scope = Scope::Initiative(initiative);
        app.news.let_in(1);
        let mut listener = listen(app, &token, topic(scope, Position::default())).await.unwrap();
        let full = listen(app, &token, topic(scope, Position::default())).await;
        assert!(matches!(full, Err(AppError::Full { .. })), "{full:?}");
        app.news.close();
        assert!(next(app, &mut listener).await.is_none());
        drop(listener);
        assert!(listen(app, &token, topic(scope, Position::default())).await.is_err());
    })
    .await;
}
