//! `/surveys/{survey}/held`: a survey that came back from a backup, and how it goes on.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::surveys::{self, GoingOn, SurveyLine};
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::Right;
use trivsel_domain::survey::{Survey, SurveyState};

use super::super::{done, page};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/surveys/{survey}/held", "C", show),
        post("/surveys/{survey}/held", "C", go_on),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/held.html")]
struct HeldPage {
    shell: Shell,
    title: String,
    back: String,
    address: String,
    happened: String,
    resume: Offered,
    never: Offered,
}

/// A choice: its sentences.
struct Offered {
    heading: &'static str,
    text: &'static str,
    button: &'static str,
}

/// Without a choice it is refused in the handler, after the right was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct HowForm {
    how: String,
}

/// What going on gives away depends on how far the survey has come.
fn resume(survey: &Survey, today: chrono::NaiveDate) -> Offered {
    match survey.state {
        SurveyState::Planned => Offered {
            heading: "survey-held-open",
            text: "survey-held-open-text",
            button: "survey-held-open-do",
        },
        SurveyState::Open if !survey.is_over(today) => Offered {
            heading: "survey-held-resume",
            text: "survey-held-resume-text",
            button: "survey-held-resume-do",
        },
        _ => Offered {
            heading: "survey-held-publish",
            text: "survey-held-publish-text",
            button: "survey-held-publish-do",
        },
    }
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let SurveyLine { survey, .. } = surveys::find(&web.app, session.actor(), id).await?;
    session
        .actor()
        .must_everywhere(Right::ChangeSurveys)
        .map_err(AppError::from)?;
    let Some(since) = survey.held_since else {
        return Ok(Redirect::to(&urls::survey(id)).into_response());
    };
    let shell = session.shell(Station::Listen);
    let never = if survey.state == SurveyState::Planned {
        Offered {
            heading: "survey-held-draft",
            text: "survey-held-draft-text",
            button: "survey-held-draft-do",
        }
    } else {
        Offered {
            heading: "survey-held-never",
            text: "survey-held-never-text",
            button: "survey-held-never-do",
        }
    };
    page(&HeldPage {
        title: survey.title.of(shell.lang.code()).to_owned(),
        back: urls::survey(id),
        address: urls::survey_held(id),
        happened: shell
            .with("survey-held-lead")
            .text("date", shell.day(since))
            .to_string(),
        resume: resume(&survey, web.app.today()),
        never,
        shell,
    })
}

async fn go_on(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<SurveyId>,
    Form(form): Form<HowForm>,
) -> Answer {
    session
        .actor()
        .must_everywhere(Right::ChangeSurveys)
        .map_err(AppError::from)?;
    let how = GoingOn::parse(&form.how).ok_or_else(|| AppError::invalid("how", "problem-choose"))?;
    surveys::go_on(&web.app, session.actor(), id, how).await?;
    done(&urls::survey(id), "done-survey-going-on")
}
