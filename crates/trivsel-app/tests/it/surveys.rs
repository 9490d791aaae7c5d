//! A survey from its first word to the day its answers are deleted, with what others can and cannot see of it.

use std::io::Read;

use trivsel_app::ballots::{self, Cast, Casting, TokenTexts};
use trivsel_app::jobs::{self, Post};
use trivsel_app::mails::{Letter, MailServer, Says, Written};
use trivsel_app::publications::{self, Outcome};
use trivsel_app::surveys::{self, NewSurvey, SurveyForm};
use trivsel_app::{App, AppError, Clock, MailSettings, audit, backup, questionnaires};
use trivsel_ballot::rand_core::OsRng;
use trivsel_ballot::{Binding, Blinding, EvaluatedElement, Evaluation, Proof, PublicKey, Slip};
use trivsel_domain::id::{EmploymentId, PersonId, SurveyId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, WorkingTimeFraction};
use trivsel_domain::questionnaire::{Answer, built_in_version_id};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::survey::{Gap, SurveyState, TwoLanguages};
use trivsel_store::{ballots as boxes, mails as queue, persons, rolls, surveys as store};
use uuid::Uuid;

use crate::ground::{Ground, on_each_database};
use crate::smtp::Mailbox;

/// Adds people to a unit, those of the first with a mail address.
pub(crate) async fn employ(ground: &Ground, code: &str, people: usize, with_mail: usize) -> Vec<PersonId> {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    let mut ids = Vec::new();
    for number in 0..people {
        let id = PersonId(Uuid::now_v7());
        let person = Person {
            id,
            employee_number: None,
            name: format!("Person {code}{number}"),
            email: (number < with_mail).then(|| format!("{}{number}@fjordby.example", code.to_lowercase())),
            title: String::new(),
            is_erased: false,
        };
        persons::add(&tx, &person, ground.app.now()).await.unwrap();
        let job = Employment {
            id: EmploymentId(Uuid::now_v7()),
            person: id,
            unit: ground.unit(code),
            job_group: if number % 2 == 0 { "SSA" } else { "Sygeplejerske" }.into(),
            working_time: WorkingTimeFraction::FULL,
            period: Period::since("2020-01-01".parse().unwrap()),
        };
        persons::add_employment(&tx, &job).await.unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();
    ids
}

/// The same program on another day, as another server with the same database.
pub(crate) fn on(ground: &Ground, day: &str) -> App {
    let mut app = App::new(
        ground.app.store.clone(),
        Clock::Fixed(format!("{day}T11:00:00Z").parse().unwrap()),
        ground.app.settings.clone(),
    );
    app.settings.public_url = "https://trivsel.example".to_owned();
    app
}

/// Saves a survey as its page does.
pub(crate) async fn saved(app: &App, who: &Actor, id: SurveyId, form: &SurveyForm) -> Result<(), AppError> {
    surveys::change(app, who, id, form.version()?, &form.read()?).await
}

/// A draft of the pulse for everybody, from 30 November to 11 December 2026, with a reminder on 4 December.
pub(crate) async fn drafted(ground: &Ground, who: &Actor) -> (SurveyId, SurveyForm) {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    questionnaires::seed(&tx, ground.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let questionnaire = built_in_version_id(ground.organisation, "pulse", 1);
    let begun = NewSurvey {
        title: "Trivselsmåling".into(),
        questionnaire,
    };
    let id = surveys::add(&ground.app, who, &begun, TwoLanguages::default())
        .await
        .unwrap();
    let form = SurveyForm {
        title_da: "Trivselsmåling".into(),
        purpose_da: "Vi vil vide, hvordan I har det.".into(),
        questionnaire: questionnaire.to_string(),
        units: vec![ground.unit("FK").to_string()],
        cut_off: "21.11.2026".into(),
        opens_on: "30.11.2026".into(),
        closes_on: "11.12.2026".into(),
        reminders: "04.12.2026".into(),
        retention_months: "12".into(),
        follow_up_person: who.person.to_string(),
        follow_up_on: "17.12.2026".into(),
        follow_up_time: "To timer på personalemødet".into(),
        version: "1".into(),
        ..SurveyForm::default()
    };
    saved(&ground.app, who, id, &form).await.unwrap();
    let version = "2".into();
    (id, SurveyForm { version, ..form })
}

/// The survey of everybody, open since this morning, 30 November.
pub(crate) async fn opened(ground: &Ground, who: &Actor) -> (SurveyId, App) {
    let (id, _) = drafted(ground, who).await;
    surveys::launch(&ground.app, who, id).await.unwrap();
    let app = on(ground, "2026-11-30");
    surveys::advance(&app).await.unwrap();
    (id, app)
}

pub(crate) fn employee(ground: &Ground, person: PersonId, who: &Actor) -> Actor {
    Actor {
        person,
        grants: vec![Grant {
            role: Role::Employee,
            unit: Some(ground.unit("A")),
        }],
        ..who.clone()
    }
}

/// Fetches a token the way a browser does, and puts an answer with a comment into the box.
pub(crate) async fn answer(
    app: &App,
    id: SurveyId,
    fetched: impl AsyncFn(&str) -> ballots::Signed,
    comment: &str,
) -> Cast {
    let blinding = Blinding::new(rand::random(), &mut OsRng).unwrap();
    let signed = fetched(&blinding.blinded().to_string()).await;
    let poll = ballots::find(app, "fjordby", 1).await.unwrap();
    let key: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&poll.promise.public_key[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let evaluation = Evaluation {
        element: EvaluatedElement::parse(&signed.evaluated).unwrap(),
        proof: Proof::parse(&signed.proof).unwrap(),
    };
    let binding = Binding {
        survey: *id.0.as_bytes(),
        cell: signed.cell,
    };
    let key = PublicKey::from_bytes(key.as_slice()).unwrap();
    let token = blinding.finalize(&key, &binding, &evaluation).unwrap();
    let casting = Casting {
        cell: Some(signed.cell),
        token: Some(TokenTexts {
            input: token.input_text(),
            output: token.output_text(),
        }),
        answers: [("keep".to_owned(), Answer::Text(comment.to_owned()))].into(),
        ..Casting::default()
    };
    ballots::cast(app, &poll, casting).await.unwrap()
}

pub(crate) async fn state(app: &App, ground: &Ground, id: SurveyId) -> SurveyState {
    let tx = app.read(ground.organisation).await.unwrap();
    store::find(&tx, id).await.unwrap().unwrap().state
}

pub(crate) async fn verbs(app: &App, who: &Actor) -> Vec<String> {
    let lines = audit::list(app, who, 0).await.unwrap().entries.into_iter();
    let mut verbs: Vec<String> = lines
        .filter(|line| line.subject == "survey")
        .map(|line| line.verb)
        .collect();
    verbs.reverse();
    verbs
}

#[tokio::test]
async fn nothing_is_launched_while_something_is_missing() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 4, 4).await;
        let (id, form) = drafted(&ground, &who).await;
        let gaps = surveys::set_up(&ground.app, &who, id).await.unwrap().gaps;
        assert_eq!(gaps, [Gap::TooFew, Gap::Mail]);
        let refused = surveys::launch(&ground.app, &who, id).await;
        assert!(
            matches!(refused, Err(AppError::Refused("refused-survey-not-ready"))),
            "{refused:?}"
        );
        employ(&ground, "B", 1, 0).await;
        let unkept = SurveyForm {
            follow_up_person: String::new(),
            follow_up_time: String::new(),
            ..form.clone()
        };
        saved(&ground.app, &who, id, &unkept).await.unwrap();
        let late = saved(&ground.app, &who, id, &form).await;
        assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
        let form = SurveyForm {
            version: "3".into(),
            ..form
        };
        let gaps = surveys::set_up(&ground.app, &who, id).await.unwrap().gaps;
        assert_eq!(gaps, [Gap::FollowUpPerson, Gap::FollowUpTime, Gap::Mail]);
        saved(&ground.app, &who, id, &form).await.unwrap();
        surveys::launch(&ground.app, &who, id).await.unwrap();
        let frozen = saved(&ground.app, &who, id, &form).await;
        assert!(
            matches!(frozen, Err(AppError::Refused("refused-survey-frozen"))),
            "{frozen:?}"
        );
        surveys::withdraw(&ground.app, &who, id).await.unwrap();
        surveys::remove(&ground.app, &who, id).await.unwrap();
        assert_eq!(surveys::list(&ground.app, &who).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_used_is_named_by_its_field() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let (id, form) = drafted(&ground, &who).await;
        let wrong = SurveyForm {
            title_da: String::new(),
            minimum: "4".into(),
            comments: "ti".into(),
            opens_on: "30.11.2026".into(),
            closes_on: "29.11.2026".into(),
            reminders: "04.12.2026, snart".into(),
            retention_months: "25".into(),
            units: vec!["Gruppe A".into()],
            ..form.clone()
        };
        let told = async |form: &SurveyForm| {
            let Err(AppError::Invalid(problems)) = saved(&ground.app, &who, id, form).await else {
                panic!("the form should be refused")
            };
            let mut fields: Vec<String> = problems.into_iter().map(|problem| problem.field).collect();
            fields.sort_unstable();
            fields
        };
        let all = [
            "closes_on",
            "comments",
            "minimum",
            "reminders",
            "retention_months",
            "title_da",
            "units",
        ];
        assert_eq!(told(&wrong).await, all);
        let not_there = SurveyForm {
            questionnaire: Uuid::now_v7().to_string(),
            units: vec![Uuid::now_v7().to_string()],
            follow_up_person: Uuid::now_v7().to_string(),
            ..form
        };
        assert_eq!(told(&not_there).await, ["follow_up_person", "questionnaire", "units"]);
    })
    .await;
}

#[tokio::test]
async fn only_a_coordinator_sees_a_survey_before_it_opens_and_nobody_else_how_it_goes() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 6, 6).await;
        let (id, _) = drafted(&ground, &who).await;
        let other = employee(&ground, people[0], &who);
        assert_eq!(surveys::list(&ground.app, &other).await.unwrap(), []);
        let hidden = surveys::find(&ground.app, &other, id).await;
        assert!(matches!(hidden, Err(AppError::NotFound)), "{hidden:?}");
        surveys::launch(&ground.app, &who, id).await.unwrap();
        let app = on(&ground, "2026-11-30");
        surveys::advance(&app).await.unwrap();
        assert_eq!(surveys::list(&app, &other).await.unwrap().len(), 1);
        for refused in [
            surveys::turnout(&app, &other, id).await.map(|_| ()),
            surveys::make_cards(&app, &other, id).await.map(|_| ()),
            surveys::entrance(&app, &other, id).await.map(|_| ()),
            surveys::set_up(&app, &other, id).await.map(|_| ()),
            surveys::withdraw(&app, &other, id).await,
        ] {
            assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_survey_opens_reminds_closes_and_deletes_its_answers_on_its_days() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 8, 6).await;
        employ(&ground, "B", 3, 3).await;
        employ(&ground, "C", 7, 7).await;
        let (id, _) = drafted(&ground, &who).await;
        surveys::launch(&ground.app, &who, id).await.unwrap();
        surveys::advance(&on(&ground, "2026-11-29")).await.unwrap();
        assert_eq!(state(&ground.app, &ground, id).await, SurveyState::Planned);

        let (app, other) = (on(&ground, "2026-11-30"), on(&ground, "2026-11-30"));
        let (one, two) = tokio::join!(surveys::advance(&app), surveys::advance(&other));
        one.unwrap();
        two.unwrap();
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(rolls::count(&tx, id).await.unwrap(), 18);
        assert_eq!(queue::count(&tx, id, 5).await.unwrap(), (16, 0), "one invitation each");
        let cells = store::list_cells(&tx, id).await.unwrap();
        let sizes: Vec<u32> = cells.iter().map(|cell| cell.invited).collect();
        assert_eq!(sizes.iter().sum::<u32>(), 18);
        assert!(sizes.iter().all(|size| *size >= 5), "{sizes:?}");
        drop(tx);

        let signed_in = employee(&ground, people[0], &who);
        assert_eq!(surveys::waiting_for(&app, &signed_in).await.unwrap().len(), 1);
        let fetched = async |blinded: &str| ballots::fetch_token_as(&app, &signed_in, id, blinded).await.unwrap();
        assert_eq!(answer(&app, id, fetched, "Morgenmødet").await, Cast::In);
        let begun = surveys::waiting_for(&app, &signed_in).await.unwrap();
        assert!(
            begun[0].has_begun,
            "it stays until it closes: nobody can tell whether an answer came"
        );
        let turnout = surveys::turnout(&app, &who, id).await.unwrap();
        assert_eq!((turnout.invited, turnout.at_least, turnout.mails_waiting), (18, 0, 20));

        let (app, other) = (on(&ground, "2026-12-04"), on(&ground, "2026-12-04"));
        let (one, two) = tokio::join!(surveys::advance(&app), surveys::advance(&other));
        one.unwrap();
        two.unwrap();
        surveys::advance(&on(&ground, "2026-12-05")).await.unwrap();
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(
            queue::count(&tx, id, 5).await.unwrap(),
            (16 + 15, 0),
            "a reminder for each who has not begun"
        );
        let key = boxes::list(&tx, id).await.unwrap()[0].key.clone();
        drop(tx);

        surveys::advance(&on(&ground, "2026-12-11")).await.unwrap();
        assert_eq!(
            state(&app, &ground, id).await,
            SurveyState::Open,
            "the last day is a day to answer on"
        );
        let app = on(&ground, "2026-12-12");
        surveys::advance(&app).await.unwrap();
        assert!(state(&app, &ground, id).await >= SurveyState::Closed);
        let tx = app.read(ground.organisation).await.unwrap();
        let kept = boxes::list(&tx, id).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_ne!(kept[0].key, key, "its key was drawn anew");
        assert_ne!(boxes::list_comments(&tx, id).await.unwrap()[0].key, key);
        assert_eq!(store::frozen(&tx, id).await.unwrap().unwrap().secret_key, "");
        assert_eq!(queue::count(&tx, id, 5).await.unwrap(), (0, 0));
        for person in &people {
            let entry = rolls::of_person(&tx, id, *person).await.unwrap().unwrap();
            assert_eq!((entry.code_hash.as_str(), entry.blinded.as_str()), ("", ""));
        }
        drop(tx);
        assert_eq!(state(&app, &ground, id).await, SurveyState::Published);

        surveys::advance(&on(&ground, "2027-12-10")).await.unwrap();
        let (app, other) = (on(&ground, "2027-12-11"), on(&ground, "2027-12-11"));
        let (one, two) = tokio::join!(surveys::advance(&app), surveys::advance(&other));
        one.unwrap();
        two.unwrap();
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(boxes::list(&tx, id).await.unwrap(), []);
        assert_eq!(boxes::list_comments(&tx, id).await.unwrap(), []);
        assert_eq!(rolls::count(&tx, id).await.unwrap(), 0);
        drop(tx);
        let told = verbs(&app, &who).await;
        let after: Vec<&str> = told
            .iter()
            .map(String::as_str)
            .skip_while(|verb| *verb != "launched")
            .collect();
        assert_eq!(after, ["launched", "opened", "closed", "published", "answers_deleted"]);
    })
    .await;
}

/// Nothing is left of the answers, and nothing more is due.
async fn all_is_gone(ground: &Ground, id: SurveyId) {
    let tx = ground.app.read(ground.organisation).await.unwrap();
    assert_eq!(boxes::list(&tx, id).await.unwrap(), []);
    assert_eq!(boxes::list_comments(&tx, id).await.unwrap(), []);
    assert_eq!(rolls::count(&tx, id).await.unwrap(), 0);
    let survey = store::find(&tx, id).await.unwrap().unwrap();
    assert!(survey.is_never_published(), "{survey:?}");
    assert_eq!(survey.due("2029-01-01".parse().unwrap()), None);
}

#[tokio::test]
async fn answers_that_could_not_be_published_are_deleted_on_their_day() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 8, 8).await;
        let (id, app) = opened(&ground, &who).await;
        let signed_in = employee(&ground, people[0], &who);
        let fetched = async |blinded: &str| ballots::fetch_token_as(&app, &signed_in, id, blinded).await.unwrap();
        assert_eq!(answer(&app, id, fetched, "Morgenmødet").await, Cast::In);

        // A tree that cannot be read: nothing can be published.
        let tx = app.write(ground.organisation).await.unwrap();
        let frozen = store::frozen(&tx, id).await.unwrap().unwrap();
        let broken = store::Frozen {
            snapshot: "broken".to_owned(),
            ..frozen
        };
        store::freeze(&tx, id, &broken, &[]).await.unwrap();
        tx.commit().await.unwrap();
        for day in ["2026-12-12", "2026-12-13"] {
            let app = on(&ground, day);
            surveys::advance(&app).await.unwrap();
            assert_eq!(state(&app, &ground, id).await, SurveyState::Closed);
            let outcome = publications::results(&app, &who, id).await.unwrap();
            assert!(
                matches!(&outcome, Outcome::UnderWay(survey, progress) if progress.has_failed() && !survey.is_never_published()),
                "{outcome:?}"
            );
        }
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(boxes::list(&tx, id).await.unwrap().len(), 1, "kept for the next try");
        drop(tx);

        surveys::advance(&on(&ground, "2027-12-12")).await.unwrap();
        all_is_gone(&ground, id).await;
        let told = verbs(&app, &who).await;
        assert_eq!(told.last().map(String::as_str), Some("answers_deleted"));
    })
    .await;
}

#[tokio::test]
async fn answers_are_deleted_before_a_late_publication() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 8, 8).await;
        let (id, _) = opened(&ground, &who).await;
        // The server was down for more than a year.
        let app = on(&ground, "2028-01-10");
        surveys::advance(&app).await.unwrap();
        all_is_gone(&ground, id).await;
        surveys::advance(&app).await.unwrap();
        let told = verbs(&app, &who).await;
        let after: Vec<&str> = told
            .iter()
            .map(String::as_str)
            .skip_while(|verb| *verb != "opened")
            .collect();
        assert_eq!(after, ["opened", "closed", "answers_deleted"]);
    })
    .await;
}

#[tokio::test]
async fn a_survey_whose_days_passed_while_the_server_was_down_becomes_a_draft() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 8, 8).await;
        let (id, _) = drafted(&ground, &who).await;
        surveys::launch(&ground.app, &who, id).await.unwrap();
        let app = on(&ground, "2026-12-12");
        surveys::advance(&app).await.unwrap();
        assert_eq!(state(&app, &ground, id).await, SurveyState::Draft);
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(rolls::count(&tx, id).await.unwrap(), 0, "nobody was invited");
        assert_eq!(queue::count(&tx, id, 5).await.unwrap(), (0, 0));
        drop(tx);
        let told = verbs(&app, &who).await;
        assert_eq!(told.last().map(String::as_str), Some("withdrawn"));
        let gaps = surveys::set_up(&app, &who, id).await.unwrap().gaps;
        assert!(gaps.contains(&Gap::OpensOn), "{gaps:?}");
    })
    .await;
}

/// What the button does tells nobody whether the only card of a group has been used.
#[tokio::test]
async fn the_same_cards_are_made_again_whether_or_not_one_was_used() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 9, 2).await;
        employ(&ground, "C", 6, 5).await;
        let (id, app) = opened(&ground, &who).await;
        let first = surveys::make_cards(&app, &who, id).await.unwrap();
        let counts: Vec<usize> = first.sheets.iter().map(|sheet| sheet.codes.len()).collect();
        assert_eq!(counts, [7, 1]);
        assert_eq!(first.entrance.address, "https://trivsel.example/answer/fjordby/1");
        let before = surveys::turnout(&app, &who, id).await.unwrap();
        let poll = ballots::find(&app, "fjordby", 1).await.unwrap();
        let code = &first.sheets[1].codes[0];
        assert_eq!(
            ballots::cast(&app, &poll, by_card(code, "Kaffen", None)).await.unwrap(),
            Cast::In
        );
        let again = surveys::make_cards(&app, &who, id).await.unwrap();
        assert_eq!(again.sheets, first.sheets);
        assert_eq!(surveys::turnout(&app, &who, id).await.unwrap(), before);
        // A card that was used is not told from one that was not, before somebody answers with it.
        for code in first.sheets.iter().flat_map(|sheet| &sheet.codes) {
            ballots::check_card(&app, &poll, code).await.unwrap();
        }
    })
    .await;
}

fn by_card(code: &str, comment: &str, slip: Option<&Slip>) -> Casting {
    Casting {
        card: Some(code.to_owned()),
        slip: slip.map(Slip::text),
        answers: [("keep".to_owned(), Answer::Text(comment.to_owned()))].into(),
        ..Casting::default()
    }
}

#[tokio::test]
async fn a_card_that_was_used_says_so_and_only_who_used_it_finds_their_answer_again() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 9, 2).await;
        let (id, app) = opened(&ground, &who).await;
        let cards = surveys::make_cards(&app, &who, id).await.unwrap();
        let poll = ballots::find(&app, "fjordby", 1).await.unwrap();
        let [one, two, three, ..] = cards.sheets[0].codes.as_slice() else {
            panic!("there are seven cards")
        };
        let cast = async |app: &App, casting| ballots::cast(app, &poll, casting).await;
        let is_used = |said: Result<Cast, AppError>| matches!(said, Err(AppError::Refused("refused-card-used")));
        let elsewhere = on(&ground, "2026-11-30");

        // With a slip: the same sending finds itself, on every server; nothing else does.
        let (own, other) = (Slip::of([1; 32]), Slip::of([2; 32]));
        assert_eq!(cast(&app, by_card(one, "Kaffen", Some(&own))).await.unwrap(), Cast::In);
        for app in [&app, &elsewhere] {
            let again = cast(app, by_card(one, "Kaffen", Some(&own))).await.unwrap();
            assert_eq!(again, Cast::AlreadyIn);
            assert!(is_used(cast(app, by_card(one, "Andet", Some(&own))).await));
            assert!(is_used(cast(app, by_card(one, "Kaffen", Some(&other))).await));
            assert!(is_used(cast(app, by_card(one, "Kaffen", None)).await));
        }
        // Without: pressing twice is told apart from somebody else's answer, and one wrong guess ends it.
        assert_eq!(cast(&app, by_card(two, "Kaffen", None)).await.unwrap(), Cast::In);
        assert_eq!(cast(&app, by_card(two, "Kaffen", None)).await.unwrap(), Cast::AlreadyIn);
        assert!(is_used(cast(&app, by_card(two, "Andet", None)).await));
        assert!(is_used(cast(&app, by_card(two, "Kaffen", None)).await));
        // Both at the same moment.
        let both = tokio::join!(
            cast(&app, by_card(three, "Kaffen", None)),
            cast(&app, by_card(three, "Andet", None))
        );
        let taken = [&both.0, &both.1]
            .into_iter()
            .filter(|one| matches!(one, Ok(Cast::In)))
            .count();
        assert_eq!(taken, 1, "{both:?}");
        assert!(is_used(both.0) || is_used(both.1));
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(boxes::count(&tx, id).await.unwrap(), 3);
        assert_eq!(boxes::list_comments(&tx, id).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn no_export_holds_a_raw_answer_or_who_was_invited() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 6, 6).await;
        let (id, app) = opened(&ground, &who).await;
        surveys::make_cards(&app, &who, id).await.unwrap();
        let signed_in = employee(&ground, people[0], &who);
        let fetched = async |blinded: &str| ballots::fetch_token_as(&app, &signed_in, id, blinded).await.unwrap();
        answer(&app, id, fetched, "Hemmeligt om kaffen").await;
        let tx = app.read(ground.organisation).await.unwrap();
        let key = boxes::list(&tx, id).await.unwrap()[0].key.clone();
        let secret = store::frozen(&tx, id).await.unwrap().unwrap().secret_key;
        drop(tx);
        let path = ground.folder.join("export.zip");
        backup::export(&app, ground.organisation, None, &path).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
        let mut names = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            names.push(file.name().to_owned());
            for hidden in ["Hemmeligt", &key, &secret] {
                assert!(!text.contains(hidden), "{} holds {hidden}", file.name());
            }
        }
        assert!(names.contains(&"csv/surveys.csv".to_owned()), "{names:?}");
        for table in ["roll_entries", "cards", "ballots", "comments", "mails", "sessions"] {
            assert!(
                !names.iter().any(|name| name.contains(&format!("/{table}."))),
                "{table}"
            );
        }
    })
    .await;
}

fn write(letter: &Letter) -> Result<Written, AppError> {
    let Says::Survey(letter) = &letter.says else {
        panic!("only surveys write here");
    };
    Ok(Written {
        subject: letter.entrance.survey.title.da.clone(),
        text: letter.link.clone(),
        html: String::new(),
    })
}

/// What came of one round: mails that were sent, and mails that were refused.
async fn round(app: &App, server: MailServer) -> (usize, usize) {
    let post = Post::new(server, write);
    jobs::do_waiting(app, Some(&post)).await.unwrap();
    (post.tally().sent(), post.tally().refused())
}

fn server(address: &str) -> MailServer {
    let settings = MailSettings {
        server: address.to_owned(),
        from: "Trivsel <trivsel@fjordby.example>".to_owned(),
    };
    MailServer::new(&settings).unwrap()
}

#[tokio::test]
async fn the_link_in_a_mail_lets_in_and_two_servers_send_it_once() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 6, 6).await;
        let (id, app) = opened(&ground, &who).await;
        let (mailbox, address) = Mailbox::open().await;
        let (one, two) = (server(&address), server(&address));
        let other = on(&ground, "2026-11-30");
        let (sent, also) = tokio::join!(round(&app, one), round(&other, two));
        assert_eq!(sent.0 + also.0, 6);
        let all: Vec<String> = (0..6).map(|number| format!("a{number}@fjordby.example")).collect();
        assert_eq!(mailbox.recipients(), all);
        let tx = app.read(ground.organisation).await.unwrap();
        assert_eq!(
            queue::count(&tx, id, 5).await.unwrap(),
            (0, 0),
            "nothing is left of a mail that was sent"
        );
        drop(tx);

        let mail = mailbox.mails_to("a3@fjordby.example").remove(0);
        assert!(mail.contains("From: Trivsel <trivsel@fjordby.example>"), "{mail}");
        let text = mail.replace("=\n", "");
        let link = text
            .lines()
            .find(|line| line.contains("https://trivsel.example/answer/fjordby/1#"))
            .unwrap();
        // The code, and after a point the seal.
        let code = link.split('#').nth(1).unwrap().trim().split('.').next().unwrap();
        let poll = ballots::find(&app, "fjordby", 1).await.unwrap();
        let fetched = async |blinded: &str| ballots::fetch_token(&app, &poll, code, blinded).await.unwrap();
        assert_eq!(answer(&app, id, fetched, "Tak").await, Cast::In);
    })
    .await;
}

#[tokio::test]
async fn one_bad_address_holds_nobody_up_and_is_left_alone_after_five_tries() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        employ(&ground, "A", 5, 5).await;
        let (id, app) = opened(&ground, &who).await;
        let (mailbox, address) = Mailbox::open().await;
        mailbox.refuse("a0@fjordby.example", usize::MAX, "550 no such person");
        mailbox.refuse("a1@fjordby.example", 1, "451 come back later");
        let at = |minutes: i64| App {
            clock: Clock::Fixed(app.now() + chrono::TimeDelta::minutes(minutes)),
            ..app.clone()
        };
        for (minutes, expected) in [
            // 6.59 in Denmark.
            (-301, (0, 0)),
            (0, (3, 2)),
            (4, (0, 0)),
            (5, (1, 1)),
            (35, (0, 1)),
            (155, (0, 1)),
            (635, (0, 1)),
            // Before the day of the reminder.
            (3_000, (0, 0)),
        ] {
            let came = round(&at(minutes), server(&address)).await;
            assert_eq!(came, expected, "after {minutes} minutes");
        }
        assert_eq!(mailbox.mails_to("a1@fjordby.example").len(), 1);
        let turnout = surveys::turnout(&app, &who, id).await.unwrap();
        assert_eq!(
            (turnout.mails_waiting, turnout.mails_failed),
            (0, 10),
            "told in steps of ten"
        );
    })
    .await;
}

/// A survey of A that is open, in which the first of the people have these addresses.
async fn opened_with(ground: &Ground, who: &Actor, addresses: &[&str]) -> (SurveyId, App) {
    let people = employ(ground, "A", 20, 20).await;
    let tx = ground.app.write(ground.organisation).await.unwrap();
    for (person, address) in people.iter().zip(addresses) {
        let person = persons::find(&tx, *person).await.unwrap().unwrap();
        let moved = Person {
            email: Some((*address).to_owned()),
            ..person
        };
        persons::change(&tx, &moved).await.unwrap();
    }
    tx.commit().await.unwrap();
    opened(ground, who).await
}

const WITH_LETTERS: [&str; 12] = [
    "æ1@fjordby.example",
    "æ2@fjordby.example",
    "æ3@fjordby.example",
    "æ4@fjordby.example",
    "æ5@fjordby.example",
    "æ6@fjordby.example",
    "æ7@fjordby.example",
    "æ8@fjordby.example",
    "æ9@fjordby.example",
    "æ10@fjordby.example",
    "æ11@fjordby.example",
    "erik@blåbær.example",
];

#[tokio::test]
async fn addresses_the_server_cannot_take_cost_their_own_mails_only() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let (id, app) = opened_with(&ground, &who, &WITH_LETTERS).await;
        let (mailbox, address) = Mailbox::open().await;
        mailbox.refuse("a12@fjordby.example", 1, "451 come back later");
        let came = round(&app, server(&address)).await;
        // Eleven that no server without SMTPUTF8 takes, and the one that was asked to come back.
        assert_eq!(came, (8, 12));
        assert_eq!(
            mailbox.mails_to("erik@xn--blbr-roah.example").len(),
            1,
            "{:?}",
            mailbox.recipients()
        );
        let later = App {
            clock: Clock::Fixed(app.now() + chrono::TimeDelta::minutes(5)),
            ..app.clone()
        };
        let again = round(&later, server(&address)).await;
        assert_eq!(again, (1, 0), "what cannot be sent is not tried again");
        assert_eq!(mailbox.mails_to("a12@fjordby.example").len(), 1);
        let turnout = surveys::turnout(&app, &who, id).await.unwrap();
        assert_eq!(
            (turnout.mails_waiting, turnout.mails_failed),
            (0, 20),
            "in steps of ten"
        );
    })
    .await;
}

#[tokio::test]
async fn a_server_that_takes_all_letters_gets_those_mails_too() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let (_, app) = opened_with(&ground, &who, &WITH_LETTERS).await;
        let (mailbox, address) = Mailbox::open_for_all_letters().await;
        assert_eq!(round(&app, server(&address)).await, (20, 0));
        assert_eq!(
            mailbox.mails_to("æ1@fjordby.example").len(),
            1,
            "{:?}",
            mailbox.recipients()
        );
    })
    .await;
}

#[tokio::test]
async fn whose_address_cannot_be_written_to_is_named_and_gets_a_card() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let (id, app) = opened_with(&ground, &who, &["gorm.@fjordby.example", "mailto:lis@fjordby.example"]).await;
        let setup = surveys::set_up(&app, &who, id).await.unwrap();
        assert_eq!(setup.roll.unreachable().len(), 2);
        assert_eq!((setup.roll.with_mail(), setup.roll.len()), (18, 20));
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_is_away_costs_no_try_and_who_has_begun_is_not_written_to() {
    on_each_database(async |ground| {
        let who = ground.coordinator().await;
        let people = employ(&ground, "A", 5, 5).await;
        let (id, app) = opened(&ground, &who).await;
        // A port nobody listens on.
        let gone = {
            std::net::TcpListener::bind("127.0.0.1:0")
                .unwrap()
                .local_addr()
                .unwrap()
        };
        let away = server(&format!("smtp://{gone}"));
        assert_eq!(round(&app, away).await, (0, 0));
        let tx = app.read(ground.organisation).await.unwrap();
        let later = app.now() + chrono::TimeDelta::minutes(1);
        let waiting = queue::list_waiting(&tx, &queue::MailKind::ALL, 5, later, 10)
            .await
            .unwrap();
        assert_eq!(waiting.len(), 5);
        assert!(waiting.iter().all(|mail| mail.attempts == 0));
        drop(tx);

        let signed_in = employee(&ground, people[2], &who);
        let fetched = async |blinded: &str| ballots::fetch_token_as(&app, &signed_in, id, blinded).await.unwrap();
        answer(&app, id, fetched, "Jeg var der").await;
        let (mailbox, address) = Mailbox::open().await;
        let app = App {
            clock: Clock::Fixed(later),
            ..app.clone()
        };
        assert_eq!(round(&app, server(&address)).await.0, 4);
        assert!(mailbox.mails_to("a2@fjordby.example").is_empty());
    })
    .await;
}
