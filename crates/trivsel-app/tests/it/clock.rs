//! A clock that jumps, and a database that is older than it should be: nothing that cannot be undone happens by itself.

use chrono::{DateTime, TimeDelta, Utc};
use trivsel_app::surveys::{self, GoingOn};
use trivsel_app::{App, AppError, Clock, backup};
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::Actor;
use trivsel_domain::survey::{Survey, SurveyState};
use trivsel_store::{Store, ballots as boxes, looks, rolls, surveys as store};

use crate::ground::{Ground, on_each_database};
use crate::surveys::{drafted, employ, on};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The program on a machine whose clock says this.
fn claiming(app: &App, moment: DateTime<Utc>) -> App {
    App::new(app.store.clone(), Clock::Claimed(moment), app.settings.clone())
}

/// The machine runs on, and looks every nine minutes.
async fn running(app: &App, from: DateTime<Utc>, hours: i64) -> DateTime<Utc> {
    let until = from + TimeDelta::hours(hours);
    let mut now = from;
    loop {
        surveys::advance(&claiming(app, now)).await.unwrap();
        if now >= until {
            return now;
        }
        now = (now + TimeDelta::minutes(9)).min(until);
    }
}

async fn survey(ground: &Ground, id: SurveyId) -> Survey {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    store::find(&tx, id).await.unwrap().unwrap()
}

/// An open survey of twelve with an answer of each in its box.
async fn answered(ground: &Ground, who: &Actor) -> SurveyId {
    employ(ground, "A", 6, 6).await;
    employ(ground, "B", 6, 6).await;
    let (id, _) = drafted(ground, who).await;
    surveys::launch(&ground.app, who, id).await.unwrap();
    surveys::advance(&on(ground, "2026-11-30")).await.unwrap();
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let cells = store::list_cells(&tx, id).await.unwrap();
    let ballots: Vec<boxes::Ballot> = (0..12)
        .map(|number| boxes::Ballot {
            key: format!("{number:064}"),
            cell: cells[number % cells.len()].number,
            answers: "{}".into(),
        })
        .collect();
    boxes::add(&tx, id, &ballots, &[]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn in_the_box(ground: &Ground, id: SurveyId) -> u64 {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    boxes::count(&tx, id).await.unwrap()
}

#[tokio::test]
async fn six_seconds_in_another_year_close_publish_and_delete_nothing() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = answered(&ground, &who).await;
        let now = running(&ground.app, at("2026-12-01T08:00:00Z"), 30).await;
        for seconds in 0..7 {
            let ahead = at("2029-12-01T08:00:00Z") + TimeDelta::seconds(seconds);
            surveys::advance(&claiming(&ground.app, ahead)).await.unwrap();
        }
        let told = {
            let tx = ground.app.read(ground.organisation).await.unwrap();
            looks::find(&tx).await.unwrap().unwrap()
        };
        assert!(!told.look.is_steady(), "who asks is told that it waits: {told:?}");
        assert_eq!(survey(&ground, id).await.state, SurveyState::Open);
        assert_eq!(in_the_box(&ground, id).await, 12);
        // The clock is right again: all goes on at once, closes on its day, and deletes on its day.
        let now = running(&ground.app, now + TimeDelta::seconds(20), 24).await;
        assert_eq!(survey(&ground, id).await.state, SurveyState::Open);
        let tx = ground.app.read(ground.organisation).await.unwrap();
        assert!(looks::find(&tx).await.unwrap().unwrap().look.may_delete());
        drop(tx);
        let evening = at("2026-12-11T22:30:00Z");
        assert!(now < evening);
        surveys::advance(&claiming(&ground.app, evening)).await.unwrap();
        running(&ground.app, evening, 24).await;
        let closed = survey(&ground, id).await;
        assert_eq!(closed.state, SurveyState::Published, "after honest days it goes on");
        assert_eq!(in_the_box(&ground, id).await, 12);
    })
    .await;
}

#[tokio::test]
async fn answers_are_deleted_only_after_a_day_of_looks_at_the_new_time() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = answered(&ground, &who).await;
        running(&ground.app, at("2026-12-01T08:00:00Z"), 1).await;
        let later = at("2028-01-03T08:00:00Z");
        running(&ground.app, later, 23).await;
        assert_eq!(survey(&ground, id).await.state, SurveyState::Open);
        assert_eq!(in_the_box(&ground, id).await, 12);
        running(&ground.app, later + TimeDelta::hours(23), 2).await;
        assert_eq!(
            in_the_box(&ground, id).await,
            0,
            "the day has come, and the clock stood by it"
        );
        assert!(survey(&ground, id).await.answers_deleted_on.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_restored_survey_waits_until_somebody_says_how_it_goes_on() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = answered(&ground, &who).await;
        for (number, how) in [GoingOn::Resume, GoingOn::Never].into_iter().enumerate() {
            let file = ground.folder.join(format!("{number}.zip"));
            backup::write(&ground.app.store, &file).await.unwrap();
            let address = format!("sqlite:{}", ground.folder.join(format!("{number}.db")).display());
            let there = App::new(
                Store::open(&address).await.unwrap(),
                Clock::Fixed(at("2026-12-03T09:00:00Z")),
                ground.app.settings.clone(),
            );
            backup::restore(&there.store, &file, there.today()).await.unwrap();
            let found = async |app: &App| {
                let tx = app.read(ground.organisation).await.unwrap();
                (
                    store::find(&tx, id).await.unwrap().unwrap(),
                    boxes::count(&tx, id).await.unwrap(),
                    rolls::count(&tx, id).await.unwrap(),
                )
            };
            let (held, ..) = found(&there).await;
            assert_eq!(held.held_since, Some("2026-12-03".parse().unwrap()));
            // Long over: it would have closed and been published.
            let later = App {
                clock: Clock::Fixed(at("2027-02-01T09:00:00Z")),
                ..there.clone()
            };
            surveys::advance(&later).await.unwrap();
            let (held, ballots, _) = found(&there).await;
            assert_eq!((held.state, ballots), (SurveyState::Open, 12), "nothing by itself");
            surveys::go_on(&later, &who, id, how).await.unwrap();
            surveys::advance(&later).await.unwrap();
            let (after, ballots, invited) = found(&there).await;
            match how {
                GoingOn::Resume => assert_eq!((after.state, ballots), (SurveyState::Published, 12)),
                GoingOn::Never => {
                    assert!(after.is_never_published());
                    assert_eq!((ballots, invited), (0, 0));
                }
            }
            let again = surveys::go_on(&later, &who, id, how).await;
            assert!(matches!(again, Err(AppError::Conflict)), "{again:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_held_survey_still_keeps_the_day_its_answers_go() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = answered(&ground, &who).await;
        let tx = ground.app.write(ground.organisation).await.unwrap();
        assert_eq!(store::hold(&tx, ground.app.today()).await.unwrap(), 1);
        tx.commit().await.unwrap();
        surveys::advance(&on(&ground, "2027-12-12")).await.unwrap();
        assert!(survey(&ground, id).await.is_never_published());
        assert_eq!(in_the_box(&ground, id).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_older_file_in_the_place_of_the_database_is_noticed_and_its_surveys_are_held() {
    on_each_database(async |ground| {
        if ground.address.starts_with("postgres") {
            return;
        }
        let who = ground.coordinator().await;
        let id = answered(&ground, &who).await;
        let morning = running(&ground.app, at("2026-12-01T08:00:00Z"), 1).await;
        let copy = ground.folder.join("copy.db");
        ground.app.store.copy_into(&copy.display().to_string()).await.unwrap();
        running(&ground.app, morning, 1).await;
        let old = App::new(
            Store::open(&format!("sqlite:{}", copy.display())).await.unwrap(),
            ground.app.clock,
            ground.app.settings.clone(),
        );
        surveys::advance(&claiming(&old, morning + TimeDelta::hours(2)))
            .await
            .unwrap();
        let tx = old.read(ground.organisation).await.unwrap();
        assert!(store::find(&tx, id).await.unwrap().unwrap().held_since.is_some());
        drop(tx);
        assert_eq!(
            survey(&ground, id).await.held_since,
            None,
            "the right one is left alone"
        );
    })
    .await;
}

#[tokio::test]
async fn a_survey_that_cannot_be_read_costs_itself_only() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let id = answered(&ground, &who).await;
        let (other, _) = drafted(&ground, &who).await;
        ground.run_sql(&format!(
            "update surveys set state = 'odd' where id = {}",
            ground.sql_id(other.0)
        ));
        assert_eq!(surveys::list(&ground.app, &who).await.unwrap().len(), 1);
        surveys::advance(&on(&ground, "2026-12-12")).await.unwrap();
        assert_eq!(survey(&ground, id).await.state, SurveyState::Published);
        let tx = ground.app.read(ground.organisation).await.unwrap();
        let told: Vec<String> = store::list_broken(&tx)
            .await
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(told, [format!("the row {other} of surveys holds a wrong state")]);
    })
    .await;
}
