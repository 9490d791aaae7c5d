//! `/surveys/{survey}/contacts`: naming anew whom those can talk to who need to, while people answer.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use trivsel_app::surveys::{self, ContactsForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::SurveyId;
use trivsel_domain::survey::Survey;

use super::super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/surveys/{survey}/contacts", "C", show),
        post("/surveys/{survey}/contacts", "C", change),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/contacts.html")]
struct ContactsPage {
    shell: Shell,
    fields: Fields,
    title: String,
    back: String,
    action: String,
    form: ContactsForm,
    /// Did somebody else change the survey meanwhile?
    is_conflict: bool,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let survey = surveys::with_contacts(&web.app, session.actor(), id).await?;
    let form = ContactsForm {
        contacts: survey.contacts.clone(),
        version: survey.version.to_string(),
    };
    page(&shown(&session, &survey, form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<SurveyId>,
    Form(mut form): Form<ContactsForm>,
) -> Answer {
    match async {
        let contacts = form.read()?;
        surveys::change_contacts(&web.app, session.actor(), id, form.version()?, &contacts).await
    }
    .await
    {
        Ok(()) => done(&urls::survey(id), "done-survey-contacts"),
        Err(AppError::Invalid(problems)) => {
            let survey = surveys::with_contacts(&web.app, session.actor(), id).await?;
            refused(&shown(&session, &survey, form, problems))
        }
        Err(AppError::Conflict) => {
            // What was typed comes back with the newest version's number: saving again is then a choice.
            let survey = surveys::with_contacts(&web.app, session.actor(), id).await?;
            form.version = survey.version.to_string();
            let mut again = shown(&session, &survey, form, Vec::new());
            again.is_conflict = true;
            Ok((StatusCode::CONFLICT, Html(again.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(session: &Session, survey: &Survey, form: ContactsForm, problems: Vec<Problem>) -> ContactsPage {
    let shell = session.shell(Station::Listen);
    ContactsPage {
        fields: Fields::new(session.words(), "survey", problems),
        title: survey.title.of(shell.lang.code()).to_owned(),
        back: urls::survey(survey.id),
        action: urls::survey_contacts(survey.id),
        form,
        is_conflict: false,
        shell,
    }
}
