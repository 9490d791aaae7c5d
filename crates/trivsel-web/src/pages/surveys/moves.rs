//! Launching a survey, taking it back, removing it.

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
        get("/surveys/{survey}/remove", "C", remove_page),
        post("/surveys/{survey}/remove", "C", remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/remove.html")]
struct RemovePage {
    shell: Shell,
    id: SurveyId,
    title: String,
}

async fn launch(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    surveys::launch(&web.app, session.actor(), id).await?;
    done(&urls::survey(id), "done-survey-launched")
}

async fn withdraw(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    surveys::withdraw(&web.app, session.actor(), id).await?;
    done(&urls::survey(id), "done-survey-withdrawn")
}

async fn remove_page(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let setup = surveys::set_up(&web.app, session.actor(), id).await?;
    if !setup.survey.is_changeable() {
        return Err(AppError::Refused("refused-survey-frozen").into());
    }
    let shell = session.shell(Station::Listen);
    page(&RemovePage {
        id,
        title: setup.survey.title.of(shell.lang.code()).to_owned(),
        shell,
    })
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    surveys::remove(&web.app, session.actor(), id).await?;
    done(urls::SURVEYS, "done-survey-removed")
}
