//! An open survey with cells of given people, for tests that look at what a database gives away of it.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database};
use trivsel_app::ballots::{self, Cast, Casting, Poll, Signed, TokenTexts};
use trivsel_app::{App, Clock, Settings, questionnaires, surveys};
use trivsel_ballot::rand_core::OsRng;
use trivsel_ballot::{Binding, Blinding, EvaluatedElement, Evaluation, InvitationCode, Proof, SecretKey, Token};
use trivsel_domain::id::{EmploymentId, OrganisationId, PersonId, SurveyId, UnitId, UnitPlacementId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, WorkingTimeFraction};
use trivsel_domain::questionnaire::{Answer, Answers, built_in_version_id};
use trivsel_domain::rights::{Actor, Grant};
use trivsel_domain::survey::{Survey, SurveyState, Target, TwoLanguages};
use trivsel_domain::unit::{Tree, Unit, UnitPlacement};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{Store, persons, surveys as store, units};
use uuid::Uuid;

/// How somebody gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Mail,
    Card,
}

pub(crate) struct One {
    pub(crate) id: PersonId,
    pub(crate) way: Way,
}

pub(crate) struct Asked {
    pub(crate) app: App,
    pub(crate) organisation: OrganisationId,
    pub(crate) survey: SurveyId,
    pub(crate) people: Vec<One>,
    pub(crate) key: SecretKey,
    top: UnitId,
    tree: std::sync::Arc<Tree>,
}

impl Asked {
    /// A unit for each list, below one top; everybody is asked, and the survey is open.
    pub(crate) async fn open(address: &str, folder: &Path, cells: &[Vec<Way>]) -> Self {
        let clock = Clock::Fixed("2026-11-30T10:00:00Z".parse().unwrap());
        let app = App::new(
            Store::open(address).await.unwrap(),
            clock,
            Settings::local(folder.to_owned()),
        );
        let organisation = OrganisationId(Uuid::now_v7());
        let since = Period::since("2017-01-01".parse().unwrap());
        organisations::add(
            &app.store,
            &Organisation {
                id: organisation,
                short_name: "malt".into(),
                name: "Malt Kommune".into(),
                is_demo: false,
                small_group_minimum: 5,
            },
            app.now(),
        )
        .await
        .unwrap();
        let tx = app.write(organisation).await.unwrap();
        let add_unit = async |code: String, parent: Option<UnitId>| {
            let id = UnitId(Uuid::now_v7());
            let unit = Unit {
                id,
                code: code.clone(),
                period: since,
            };
            units::add(&tx, &unit).await.unwrap();
            let placement = UnitPlacement {
                id: UnitPlacementId(Uuid::now_v7()),
                unit: id,
                parent,
                name: code,
                period: since,
            };
            units::add_placement(&tx, &placement).await.unwrap();
            id
        };
        let top = add_unit("Top".to_owned(), None).await;
        let mut people = Vec::new();
        for (at, ways) in cells.iter().enumerate() {
            let unit = add_unit(format!("Enhed {at}"), Some(top)).await;
            for way in ways {
                let id = PersonId(Uuid::now_v7());
                let person = Person {
                    id,
                    employee_number: None,
                    name: format!("Person {}", people.len()),
                    email: (*way == Way::Mail).then(|| format!("p{}@malt.example", people.len())),
                    title: String::new(),
                    is_erased: false,
                };
                persons::add(&tx, &person, app.now()).await.unwrap();
                let job = Employment {
                    id: EmploymentId(Uuid::now_v7()),
                    person: id,
                    unit,
                    job_group: "SSA".into(),
                    working_time: WorkingTimeFraction::FULL,
                    period: since,
                };
                persons::add_employment(&tx, &job).await.unwrap();
                people.push(One { id, way: *way });
            }
        }
        questionnaires::seed(&tx, app.now()).await.unwrap();
        let survey = Survey {
            opens_on: Some(app.today()),
            closes_on: chrono::NaiveDate::from_ymd_opt(2199, 1, 1),
            state: SurveyState::Planned,
            ..Survey::draft(
                SurveyId(Uuid::now_v7()),
                1,
                built_in_version_id(organisation, "pulse", 1),
                TwoLanguages {
                    da: "Måling".into(),
                    en: String::new(),
                },
                Target {
                    units: vec![top],
                    cut_off: app.today(),
                    ..Target::default()
                },
            )
        };
        store::add(&tx, &survey).await.unwrap();
        tx.commit().await.unwrap();
        surveys::advance(&app).await.unwrap();
        let tx = app.read(organisation).await.unwrap();
        let frozen = store::frozen(&tx, survey.id).await.unwrap().unwrap();
        let bytes: Vec<u8> = (0..frozen.secret_key.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&frozen.secret_key[at..at + 2], 16).unwrap())
            .collect();
        let tree = units::tree(&tx, app.today()).await.unwrap().into();
        drop(tx);
        Self {
            tree,
            key: SecretKey::from_bytes(&bytes).unwrap(),
            survey: survey.id,
            organisation,
            people,
            top,
            app,
        }
    }

    pub(crate) fn coordinator(&self) -> Actor {
        Actor {
            organisation: self.organisation,
            person: self.people[0].id,
            name: String::new(),
            title: String::new(),
            grants: vec![Grant {
                role: Role::Coordinator,
                unit: None,
            }],
            seats: Vec::new(),
            tree: std::sync::Arc::clone(&self.tree),
        }
    }

    pub(crate) fn employee(&self, person: PersonId) -> Actor {
        Actor {
            person,
            grants: vec![Grant {
                role: Role::Employee,
                unit: Some(self.top),
            }],
            ..self.coordinator()
        }
    }

    /// Fetches a token as a browser with a link does.
    pub(crate) async fn fetch(&self, poll: &Poll, person: PersonId) -> (u32, Token) {
        let code = InvitationCode::derive(&self.key, self.survey.0.as_bytes(), person.0.as_bytes());
        let blinding = Blinding::new(rand::random(), &mut OsRng).unwrap();
        let blinded = blinding.blinded().to_string();
        let signed = ballots::fetch_token(&self.app, poll, &code.to_string(), &blinded)
            .await
            .unwrap();
        self.token(&signed, &blinding)
    }

    /// Fetches one as somebody who is signed in.
    pub(crate) async fn fetch_signed_in(&self, person: PersonId) -> (u32, Token) {
        let blinding = Blinding::new(rand::random(), &mut OsRng).unwrap();
        let blinded = blinding.blinded().to_string();
        let signed = ballots::fetch_token_as(&self.app, &self.employee(person), self.survey, &blinded)
            .await
            .unwrap();
        self.token(&signed, &blinding)
    }

    fn token(&self, signed: &Signed, blinding: &Blinding) -> (u32, Token) {
        let evaluation = Evaluation {
            element: EvaluatedElement::parse(&signed.evaluated).unwrap(),
            proof: Proof::parse(&signed.proof).unwrap(),
        };
        let binding = Binding {
            survey: *self.survey.0.as_bytes(),
            cell: signed.cell,
        };
        let token = blinding
            .finalize(&self.key.public_key(), &binding, &evaluation)
            .unwrap();
        (signed.cell, token)
    }

    pub(crate) async fn send(&self, poll: &Poll, cell: u32, token: &Token, choice: i32) {
        let casting = Casting {
            cell: Some(cell),
            token: Some(TokenTexts {
                input: token.input_text(),
                output: token.output_text(),
            }),
            answers: answers(choice),
            ..Casting::default()
        };
        assert_eq!(ballots::cast(&self.app, poll, casting).await.unwrap(), Cast::In);
    }
}

/// A choice, and a comment from one in two.
pub(crate) fn answers(choice: i32) -> Answers {
    let mut answers = Answers::from([("influence_way".to_owned(), Answer::Choice(choice))]);
    if choice % 2 == 0 {
        answers.insert("keep".to_owned(), Answer::Text(format!("Kommentar {}", Uuid::new_v4())));
    }
    answers
}

/// The address of a new, empty database on the server for tests; none without one.
pub(crate) async fn empty_postgres() -> Option<String> {
    let server = std::env::var("TRIVSEL_TEST_POSTGRES").ok()?;
    let name = format!("trivsel_{}", Uuid::new_v4().simple());
    let connection = Database::connect(&server).await.unwrap();
    connection
        .execute_unprepared(&format!("create database {name}"))
        .await
        .unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    Some(format!("{base}/{name}"))
}
