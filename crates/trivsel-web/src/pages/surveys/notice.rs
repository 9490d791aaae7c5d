//! `/surveys/{survey}/notice`: what to hang up and what to write to people while a survey is open.

use askama::Template;
use axum::extract::{Path, State};
use trivsel_app::surveys::{self, Entrance};
use trivsel_domain::id::SurveyId;

use super::super::page;
use super::cards::typed;
use crate::Web;
use crate::failure::Answer;
use crate::format::in_groups;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};

pub(super) fn routes() -> Vec<Route> {
    vec![get("/surveys/{survey}/notice", "C", show)]
}

#[derive(Template)]
#[template(path = "pages/surveys/notice.html")]
struct NoticePage {
    shell: Shell,
    id: SurveyId,
    title: String,
    closes: String,
    address: String,
    seal: String,
    /// A text to send on, ready to be copied.
    text: String,
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let entrance = surveys::entrance(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    page(&NoticePage {
        id,
        title: entrance.survey.title.of(shell.lang.code()).to_owned(),
        closes: shell.maybe_day(entrance.survey.closes_on),
        address: typed(&entrance.address).to_owned(),
        seal: in_groups(&entrance.seal),
        text: text(&shell, &entrance),
        shell,
    })
}

fn text(shell: &Shell, entrance: &Entrance) -> String {
    let rules = entrance.survey.rules;
    [
        entrance.survey.purpose.of(shell.lang.code()).to_owned(),
        shell
            .with("notice-text-ways")
            .text("date", shell.maybe_day(entrance.survey.closes_on))
            .to_string(),
        shell
            .with("notice-text-promise")
            .count("minimum", rules.minimum)
            .text("address", &entrance.address)
            .to_string(),
    ]
    .join("\n\n")
}
