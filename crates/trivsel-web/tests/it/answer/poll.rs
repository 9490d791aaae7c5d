//! An open survey of twelve people in Mosevang, half of them without mail.

use trivsel_app::identity;
use trivsel_app::surveys::{self, NewSurvey, SurveyForm};
use trivsel_ballot::{InvitationCode, SecretKey};
use trivsel_domain::id::{EmploymentId, PersonId, QuestionnaireId, QuestionnaireVersionId, SurveyId, UnitId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Employment, Person, Role, WorkingTimeFraction};
use trivsel_domain::questionnaire::{Content, Published, Questionnaire, QuestionnaireVersion};
use trivsel_domain::rights::Actor;
use trivsel_domain::survey::TwoLanguages;
use trivsel_store::{Tx, persons, questionnaires, surveys as store};
use uuid::Uuid;

use crate::site::Site;

pub(super) struct Poll {
    pub(super) site: Site,
    pub(super) survey: SurveyId,
    /// The people with mail, with the codes of their links.
    pub(super) invited: Vec<(PersonId, String)>,
    /// The codes of the cards of those without.
    pub(super) cards: Vec<String>,
}

pub(super) const ADDRESS: &str = "/answer/fjordby/1";

impl Poll {
    pub(super) async fn new() -> Self {
        let site = Site::new().await;
        let since = Period::since("2017-01-01".parse().unwrap());
        let tx = site.app.write(site.organisation).await.unwrap();
        let version = add_questionnaire(&tx, &site).await;
        let mut with_mail = vec![site.people[&Role::Employee]];
        for number in 1..12 {
            let email = (number % 2 == 0).then(|| format!("person{number}@example.dk"));
            let person = add_person(&tx, &site, number, email.clone(), site.group, since).await;
            if email.is_some() {
                with_mail.push(person);
            }
        }
        tx.commit().await.unwrap();
        let coordinator = coordinator(&site).await;
        let survey = open(&site, &coordinator, version).await;
        let cards = surveys::make_cards(&site.app, &coordinator, survey).await.unwrap();
        let tx = site.app.read(site.organisation).await.unwrap();
        let frozen = store::frozen(&tx, survey).await.unwrap().unwrap();
        drop(tx);
        let key = SecretKey::from_bytes(&from_hex(&frozen.secret_key)).unwrap();
        let code =
            |person: PersonId| InvitationCode::derive(&key, survey.0.as_bytes(), person.0.as_bytes()).to_string();
        Self {
            invited: with_mail.into_iter().map(|person| (person, code(person))).collect(),
            cards: cards.sheets.into_iter().flat_map(|sheet| sheet.codes).collect(),
            site,
            survey,
        }
    }
}

pub(super) fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

async fn coordinator(site: &Site) -> Actor {
    let token = identity::step_in(&site.app, site.organisation, site.people[&Role::Coordinator])
        .await
        .unwrap();
    identity::visitor(&site.app, &token).await.unwrap().unwrap().actor
}

async fn add_questionnaire(tx: &Tx, site: &Site) -> QuestionnaireVersionId {
    let questionnaire = Questionnaire {
        id: QuestionnaireId(Uuid::now_v7()),
        code: "short".into(),
        is_built_in: false,
        withdrawn_at: None,
        created_at: site.app.now(),
    };
    questionnaires::add(tx, &questionnaire).await.unwrap();
    let version = QuestionnaireVersion {
        id: QuestionnaireVersionId(Uuid::now_v7()),
        questionnaire: questionnaire.id,
        number: 1,
        based_on: None,
        content: Content::parse(include_str!("questionnaire.json")).unwrap(),
        published: Some(Published {
            at: site.app.now(),
            by: None,
            hash: "ab".repeat(32),
        }),
        created_at: site.app.now(),
        version: 1,
    };
    questionnaires::add_version(tx, &version).await.unwrap();
    version.id
}

async fn add_person(
    tx: &Tx,
    site: &Site,
    number: u32,
    email: Option<String>,
    unit: UnitId,
    period: Period,
) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let person = Person {
        id,
        employee_number: None,
        name: format!("Opdigtet {number}"),
        email,
        title: "SSA".into(),
        is_erased: false,
    };
    persons::add(tx, &person, site.app.now()).await.unwrap();
    let employment = Employment {
        id: EmploymentId(Uuid::now_v7()),
        person: id,
        unit,
        job_group: "SSA".into(),
        working_time: WorkingTimeFraction::FULL,
        period,
    };
    persons::add_employment(tx, &employment).await.unwrap();
    id
}

async fn open(site: &Site, coordinator: &Actor, version: QuestionnaireVersionId) -> SurveyId {
    let new = NewSurvey {
        title: "Trivselsmåling 2026".into(),
        questionnaire: version,
    };
    let survey = surveys::add(&site.app, coordinator, &new, TwoLanguages::default())
        .await
        .unwrap();
    let form = SurveyForm {
        title_da: new.title,
        title_en: "Wellbeing survey 2026".into(),
        purpose_da: "For at blive klogere på hverdagen.".into(),
        questionnaire: version.to_string(),
        units: vec![site.group.to_string()],
        cut_off: "21.11.2026".into(),
        opens_on: "21.11.2026".into(),
        closes_on: "04.12.2026".into(),
        retention_months: "12".into(),
        follow_up_person: site.people[&Role::Manager].to_string(),
        follow_up_on: "10.12.2026".into(),
        follow_up_time: "To timer på personalemødet".into(),
        ..SurveyForm::default()
    };
    surveys::change(&site.app, coordinator, survey, 1, &form.read().unwrap())
        .await
        .unwrap();
    surveys::launch(&site.app, coordinator, survey).await.unwrap();
    surveys::advance(&site.app).await.unwrap();
    survey
}
