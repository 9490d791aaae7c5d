//! What can still be done about a survey: moving its last day while it is open, calling it off before, making a new one of it; and what is
//! told of how it goes.

use trivsel_app::ballots::{self, Cast};
use trivsel_app::surveys::{self, LastDayForm, SurveyForm};
use trivsel_app::{App, AppError};
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::Actor;
use trivsel_domain::survey::SurveyState;
use trivsel_store::ballots::Ballot;
use trivsel_store::surveys::Frozen;
use trivsel_store::{ballots as boxes, mails as queue, surveys as store};
use uuid::Uuid;

use crate::ground::on_each_database;
use crate::surveys::{answer, drafted, employ, employee, on, opened, saved, state, verbs};

async fn moved(app: &App, who: &Actor, id: SurveyId, to: &str) -> Result<(), AppError> {
    let seen = surveys::find(app, who, id).await?.survey.version;
    let form = LastDayForm {
        last_day: to.into(),
        version: seen.to_string(),
    };
    surveys::move_last_day(app, who, id, form.version()?, form.read()?).await
}

/// The sentence a field is refused with.
fn refused(result: Result<(), AppError>) -> String {
    match result.unwrap_err() {
        AppError::Invalid(problems) => problems[0].message.to_owned(),
        AppError::Refused(sentence) => sentence.to_owned(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_open_survey_closes_sooner_or_later_within_what_was_sealed() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 8, 6).await;
        let (id, app) = opened(&ground, &who).await;
        let seal = |frozen: Option<Frozen>| frozen.unwrap().seal;
        let tx = app.read(ground.organisation).await.unwrap();
        let sealed = seal(store::frozen(&tx, id).await.unwrap());
        let invited = queue::count(&tx, id, 5).await.unwrap().0;
        drop(tx);
        let poll = ballots::find(&app, "fjordby", 1).await.unwrap();
        let days = poll.promise.last_day.unwrap();
        assert_eq!(
            (days.soonest.to_string(), days.latest.to_string()),
            ("2026-12-04".into(), "2026-12-16".into())
        );
        // Somebody begins: they need no mail about it.
        let signed_in = employee(&ground, people[0], &who);
        let fetched = async |blinded: &str| ballots::fetch_token_as(&app, &signed_in, id, blinded).await.unwrap();
        assert_eq!(answer(&app, id, fetched, "Tak").await, Cast::In);

        let app = on(&ground, "2026-12-03");
        assert_eq!(
            refused(moved(&app, &who, id, "04.12.2026").await),
            "problem-last-day-soon"
        );
        assert_eq!(
            refused(moved(&app, &who, id, "17.12.2026").await),
            "problem-last-day-late"
        );
        assert_eq!(
            refused(moved(&app, &who, id, "11.12.2026").await),
            "problem-last-day-same"
        );
        assert_eq!(refused(moved(&app, &who, id, "").await), "problem-date-required");
        moved(&app, &who, id, "16.12.2026").await.unwrap();
        moved(&app, &who, id, "05.12.2026").await.unwrap();
        let stale = surveys::move_last_day(&app, &who, id, 1, "2026-12-06".parse().unwrap()).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");

        let tx = app.read(ground.organisation).await.unwrap();
        let survey = store::find(&tx, id).await.unwrap().unwrap();
        assert_eq!(survey.last_day().unwrap().to_string(), "2026-12-05");
        assert_eq!(
            survey.deletes_on().unwrap().to_string(),
            "2027-12-11",
            "as it was promised"
        );
        assert_eq!(seal(store::frozen(&tx, id).await.unwrap()), sealed);
        assert_eq!(
            queue::count(&tx, id, 5).await.unwrap().0,
            invited + 2 * (invited - 1),
            "who has begun is left alone"
        );
        drop(tx);

        surveys::advance(&on(&ground, "2026-12-05")).await.unwrap();
        assert_eq!(state(&app, &ground, id).await, SurveyState::Open);
        let after = on(&ground, "2026-12-06");
        surveys::advance(&after).await.unwrap();
        assert!(state(&after, &ground, id).await >= SurveyState::Closed);
        assert_eq!(
            refused(moved(&after, &who, id, "16.12.2026").await),
            "refused-survey-not-open"
        );
        let told = verbs(&after, &who).await;
        assert_eq!(told.iter().filter(|verb| *verb == "last_day_moved").count(), 2);
    })
    .await;
}

/// Another server, which looked the survey up before, takes answers until the new day, and none after it.
#[tokio::test]
async fn every_server_goes_by_the_new_last_day() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 8, 6).await;
        let (id, app) = opened(&ground, &who).await;
        let other = on(&ground, "2026-12-03");
        assert!(
            ballots::find(&other, "fjordby", 1)
                .await
                .unwrap()
                .survey
                .moved_to
                .is_none()
        );
        moved(&on(&ground, "2026-12-03"), &who, id, "16.12.2026").await.unwrap();
        surveys::advance(&other).await.unwrap();
        assert!(
            ballots::find(&other, "fjordby", 1)
                .await
                .unwrap()
                .survey
                .moved_to
                .is_some()
        );
        let late = on(&ground, "2026-12-14");
        surveys::advance(&late).await.unwrap();
        assert!(ballots::find(&late, "fjordby", 1).await.unwrap().is_open(&late));
        drop(app);
    })
    .await;
}

/// Who was asked before the days were sealed was promised one day.
#[tokio::test]
async fn a_survey_in_whose_seal_no_other_day_stands_keeps_its_day() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 8, 6).await;
        let (id, app) = opened(&ground, &who).await;
        let tx = app.write(ground.organisation).await.unwrap();
        let mut frozen = store::frozen(&tx, id).await.unwrap().unwrap();
        let mut sealed: serde_json::Value = serde_json::from_str(&frozen.promise).unwrap();
        sealed.as_object_mut().unwrap().remove("last_day").unwrap();
        frozen.promise = sealed.to_string();
        store::freeze(&tx, id, &frozen, &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            refused(moved(&app, &who, id, "09.12.2026").await),
            "refused-last-day-fixed"
        );
        assert!(surveys::movable(&app, &who, id).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_survey_that_stands_ready_is_called_off_and_one_that_asked_is_not() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 8, 6).await;
        let (id, _) = drafted(&ground, &who).await;
        surveys::launch(&ground.app, &who, id).await.unwrap();
        surveys::remove(&ground.app, &who, id).await.unwrap();
        assert!(matches!(
            surveys::find(&ground.app, &who, id).await,
            Err(AppError::NotFound)
        ));
        surveys::advance(&on(&ground, "2026-11-30")).await.unwrap();

        let (id, app) = opened(&ground, &who).await;
        assert_eq!(refused(surveys::remove(&app, &who, id).await), "refused-survey-frozen");
    })
    .await;
}

#[tokio::test]
async fn a_new_draft_takes_questions_units_rules_and_words_of_an_earlier_survey() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 8, 6).await;
        let (id, form) = drafted(&ground, &who).await;
        let form = SurveyForm {
            minimum: "7".into(),
            contacts: "Arbejdsmiljørepræsentanten\nPsykologordning: 00 00 00 00".into(),
            follow_up_on: "15.01.2027".into(),
            ..form
        };
        saved(&ground.app, &who, id, &form).await.unwrap();
        surveys::launch(&ground.app, &who, id).await.unwrap();
        let app = on(&ground, "2027-02-01");
        let copied = surveys::copy(&app, &who, id).await.unwrap();
        let (old, new) = (
            surveys::find(&app, &who, id).await.unwrap().survey,
            surveys::find(&app, &who, copied).await.unwrap().survey,
        );
        assert_eq!((new.state, new.number), (SurveyState::Draft, 2));
        assert_eq!(
            (&new.title, &new.purpose, new.questionnaire),
            (&old.title, &old.purpose, old.questionnaire)
        );
        assert_eq!(
            (new.rules, &new.target.units, &new.contacts),
            (old.rules, &old.target.units, &old.contacts)
        );
        assert_eq!(
            (new.follow_up.person, &new.follow_up.time),
            (old.follow_up.person, &old.follow_up.time)
        );
        assert_eq!((new.follow_up.on, new.moved_to, new.closed_on), (None, None, None));
        assert_eq!(new.target.cut_off, app.today());
        assert!(new.opens_on.unwrap() > app.today());
        assert!(
            surveys::copy(&app, &employee(&ground, people[0], &who), id)
                .await
                .is_err()
        );
    })
    .await;
}

/// In steps, of large parts only; and nobody learns that nearly everybody has answered.
#[tokio::test]
async fn how_many_have_answered_is_told_in_steps_in_all_and_in_large_parts() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        for (code, people) in [("A", 34), ("B", 8), ("C", 41)] {
            employ(&ground, code, people, 0).await;
        }
        let (id, app) = opened(&ground, &who).await;
        let tx = app.write(ground.organisation).await.unwrap();
        let cells = store::list_cells(&tx, id).await.unwrap();
        let put = async |unit: &str, count: u32| {
            let cell = cells
                .iter()
                .find(|cell| cell.units.contains(&ground.unit(unit)))
                .unwrap();
            let rows: Vec<Ballot> = (0..count)
                .map(|_| Ballot {
                    key: Uuid::new_v4().simple().to_string(),
                    cell: cell.number,
                    answers: "{}".into(),
                })
                .collect();
            boxes::add(&tx, id, &rows, &[]).await.unwrap();
        };
        put("A", 19).await;
        put("C", 41).await;
        tx.commit().await.unwrap();
        let told = surveys::turnout(&app, &who, id).await.unwrap();
        assert_eq!((told.invited, told.at_least, told.step), (83, 60, 10));
        let parts: Vec<(u64, u64, u64)> = told
            .parts
            .iter()
            .map(|part| (part.invited, part.at_least, part.percent()))
            .collect();
        assert_eq!(parts.len(), 2, "{:?}", told.parts);
        assert!(parts.contains(&(34, 10, 29)), "{parts:?}");
        assert!(
            parts.contains(&(41, 30, 73)),
            "all 41 answered, and it is told of no more than 36: {parts:?}"
        );
        let everybody = employee(&ground, who.person, &who);
        assert!(surveys::turnout(&app, &everybody, id).await.is_err());
    })
    .await;
}
