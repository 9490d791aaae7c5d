//! Launching a survey, taking it back, calling it off, making it the pattern of a new one.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::AppError;
use trivsel_app::surveys;
use trivsel_domain::id::SurveyId;

use super::super::{done, page};
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/surveys/{survey}/launch", "C", launch),
        post("/surveys/{survey}/withdraw", "C", withdraw),
        post("/surveys/{survey}/copy", "C", copy),
        get("/surveys/{survey}/remove", "C", remove_page),
        post("/surveys/{survey}/remove", "C", remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/remove.html")]
struct RemovePage {
    shell: Shell,
    back: String,
    action: String,
    title: String,
    /// Does it stand ready, or is it a draft?
    is_ready: bool,
}

async fn launch(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    surveys::launch(&web.app, session.actor(), id).await?;
    done(&urls::survey(id), "done-survey-launched")
}

async fn withdraw(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    surveys::withdraw(&web.app, session.actor(), id).await?;
    done(&urls::survey(id), "done-survey-withdrawn")
}

async fn copy(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let copied = surveys::copy(&web.app, session.actor(), id).await?;
    done(&urls::survey_edit(copied), "done-survey-copied")
}

async fn remove_page(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let setup = surveys::set_up(&web.app, session.actor(), id).await?;
    if !setup.survey.is_removable() {
        return Err(AppError::Refused("refused-survey-frozen").into());
    }
    let shell = session.shell(Station::Listen);
    page(&RemovePage {
        back: urls::survey(id),
        action: urls::survey_remove(id),
        is_ready: !setup.survey.is_changeable(),
        title: setup.survey.title.of(shell.lang.code()).to_owned(),
        shell,
    })
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    surveys::remove(&web.app, session.actor(), id).await?;
    done(urls::SURVEYS, "done-survey-removed")
}
