//! `/surveys/{survey}/last-day`: closing an open survey sooner, or giving people more time.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::surveys::{self, LastDayForm, Movable};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::SurveyId;
use trivsel_domain::survey::NOTICE_DAYS;

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
        get("/surveys/{survey}/last-day", "C", show),
        post("/surveys/{survey}/last-day", "C", change),
    ]
}

#[derive(Template)]
#[template(path = "pages/surveys/last_day.html")]
struct LastDayPage {
    shell: Shell,
    fields: Fields,
    title: String,
    back: String,
    action: String,
    /// Between which days it can be moved, and with what notice.
    between: String,
    form: LastDayForm,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let movable = surveys::movable(&web.app, session.actor(), id).await?;
    let form = LastDayForm {
        last_day: movable
            .survey
            .last_day()
            .map(|day| session.lang().date_typed(day))
            .unwrap_or_default(),
        version: movable.survey.version.to_string(),
    };
    page(&shown(&session, &movable, form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<SurveyId>,
    Form(form): Form<LastDayForm>,
) -> Answer {
    match async {
        let to = form.read()?;
        surveys::move_last_day(&web.app, session.actor(), id, form.version()?, to).await
    }
    .await
    {
        Ok(()) => done(&urls::survey(id), "done-survey-last-day"),
        Err(AppError::Invalid(problems)) => {
            let movable = surveys::movable(&web.app, session.actor(), id).await?;
            refused(&shown(&session, &movable, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(session: &Session, movable: &Movable, form: LastDayForm, problems: Vec<Problem>) -> LastDayPage {
    let shell = session.shell(Station::Listen);
    let id = movable.survey.id;
    LastDayPage {
        fields: Fields::new(session.words(), "survey", problems),
        title: movable.survey.title.of(shell.lang.code()).to_owned(),
        back: urls::survey(id),
        action: urls::survey_last_day(id),
        between: shell
            .with("survey-last-day-between")
            .text("soonest", shell.day(movable.days.soonest))
            .text("latest", shell.day(movable.days.latest))
            .count("days", NOTICE_DAYS)
            .to_string(),
        form,
        shell,
    }
}
