//! `/surveys/{survey}/edit`: setting a survey up, all on one page.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::surveys::{self, Offer, SurveyForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{PersonId, SurveyId};
use trivsel_domain::survey::Survey;

use super::super::{done, page, quicker, refused};
use super::{plan, questionnaire_choices, readable};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Branch, Choice, Fields, branches, picked, told_apart};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/surveys/{survey}/edit", "C", edit),
        post("/surveys/{survey}", "C", change),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/edit.html")]
struct EditPage {
    shell: Shell,
    fields: Fields,
    id: SurveyId,
    title: String,
    questionnaires: Vec<Choice>,
    readable: Vec<(String, String)>,
    people: Vec<Choice>,
    tree: Vec<Branch>,
    job_groups: Vec<Choice>,
    job_group_cost: Option<String>,
    form: SurveyForm,
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    page(&edited(&web, &session, id, None, Vec::new()).await?)
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<SurveyId>,
    Form(mut form): Form<SurveyForm>,
) -> Answer {
    let person = &form.follow_up_person;
    if !person.is_empty() && person.parse::<PersonId>().is_err() {
        let offer = surveys::offer(&web.app, session.actor(), Some(id)).await?;
        form.follow_up_person = picked(&people(&session.shell(Station::Listen), &offer), person);
    }
    match async { surveys::change(&web.app, session.actor(), id, form.version()?, &form.read()?).await }.await {
        Ok(()) => done(&urls::survey(id), "done-survey-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&web, &session, id, Some(form), problems).await?),
        Err(AppError::Conflict) => {
            let mut newest = edited(&web, &session, id, None, Vec::new()).await?;
            newest.fields = newest.fields.quicker(&newest.form);
            // With the newest version's number: saving again is then a choice, not an accident.
            newest.form = SurveyForm {
                version: newest.form.version,
                ..form
            };
            quicker(&newest)
        }
        Err(error) => Err(error.into()),
    }
}

async fn edited(
    web: &Web,
    session: &Session,
    id: SurveyId,
    typed: Option<SurveyForm>,
    problems: Vec<Problem>,
) -> Result<EditPage, AppError> {
    let setup = surveys::set_up(&web.app, session.actor(), id).await?;
    if !setup.survey.is_changeable() {
        return Err(AppError::Refused("refused-survey-frozen"));
    }
    let offer = surveys::offer(&web.app, session.actor(), Some(id)).await?;
    let shell = session.shell(Station::Listen);
    Ok(EditPage {
        fields: Fields::new(session.words(), "survey", problems),
        id,
        title: setup.survey.title.of(shell.lang.code()).to_owned(),
        questionnaires: questionnaire_choices(&shell, &offer),
        readable: readable(&shell, &offer),
        people: people(&shell, &offer),
        tree: branches(&setup.tree, |_| true),
        job_groups: setup.job_groups.iter().map(|name| Choice::new(name, name)).collect(),
        job_group_cost: plan::job_group_cost(&shell, &setup),
        form: typed.unwrap_or_else(|| filled_in(shell.lang, &setup.survey)),
        shell,
    })
}

fn people(shell: &Shell, offer: &Offer) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", shell.t("choose"))];
    choices.extend(offer.people.iter().map(|person| {
        let label = match person.title.as_str() {
            "" => person.name.clone(),
            title => format!("{}, {title}", person.name),
        };
        Choice::new(person.id, label)
    }));
    told_apart(choices)
}

/// The form as the survey has it.
fn filled_in(lang: Lang, survey: &Survey) -> SurveyForm {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| lang.date_typed(day)).unwrap_or_default();
    let reminders: Vec<String> = survey.reminders.iter().map(|day| lang.date_typed(*day)).collect();
    SurveyForm {
        title_da: survey.title.da.clone(),
        title_en: survey.title.en.clone(),
        purpose_da: survey.purpose.da.clone(),
        purpose_en: survey.purpose.en.clone(),
        questionnaire: survey.questionnaire.to_string(),
        units: survey.target.units.iter().map(ToString::to_string).collect(),
        job_groups: survey.target.job_groups.clone(),
        by_job_group: if survey.target.by_job_group {
            "on".to_owned()
        } else {
            String::new()
        },
        cut_off: lang.date_typed(survey.target.cut_off),
        minimum: survey.rules.minimum.to_string(),
        distribution: survey.rules.distribution.to_string(),
        comments: survey.rules.comments.to_string(),
        offensive: survey.rules.offensive.to_string(),
        opens_on: day(survey.opens_on),
        closes_on: day(survey.closes_on),
        reminders: reminders.join(", "),
        retention_months: survey.retention_months.to_string(),
        follow_up_person: survey.follow_up.person.map(|id| id.to_string()).unwrap_or_default(),
        follow_up_on: day(survey.follow_up.on),
        follow_up_time: survey.follow_up.time.clone(),
        contacts: survey.contacts.clone(),
        version: survey.version.to_string(),
    }
}
