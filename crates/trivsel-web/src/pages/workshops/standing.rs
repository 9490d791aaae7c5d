//! `/boards/new`: a board that hangs for some days, without a day of its own.

use askama::Template;
use axum::extract::{Form, Query, State};
use serde::Deserialize;
use trivsel_app::workshops::{self, HungBoardForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::rights::Right;

use super::{LEAD, done, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![get(urls::NEW_BOARD, LEAD, new), post(urls::BOARDS, LEAD, hang_up)]
}

#[derive(Template)]
#[template(path = "pages/workshops/standing.html")]
struct HungBoardPage {
    shell: Shell,
    fields: Fields,
    form: HungBoardForm,
    units: Vec<Choice>,
    kinds: Vec<Choice>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct HangQuery {
    kind: String,
    unit: String,
}

async fn standing_page(
    web: &Web,
    session: &Session,
    form: HungBoardForm,
    problems: Vec<Problem>,
) -> Result<HungBoardPage, Failure> {
    let who = session.actor();
    who.must_somewhere(Right::ChangeWorkshops).map_err(AppError::from)?;
    let shell = session.shell(Station::Listen);
    let lang = shell.lang.code();
    let kinds = workshops::kinds(&web.app, who).await?;
    Ok(HungBoardPage {
        units: shell.unit_choices("choose-unit", |unit| who.may(Right::ChangeWorkshops, unit)),
        kinds: std::iter::once(Choice::new("", shell.t("choose-kind")))
            .chain(
                kinds
                    .iter()
                    .map(|kind| Choice::new(&kind.code, kind.title.in_language(lang))),
            )
            .collect(),
        fields: Fields::new(session.words(), "hung", problems),
        form,
        shell,
    })
}

async fn new(State(web): State<Web>, session: Session, Query(asked): Query<HangQuery>) -> Answer {
    let home = session.actor().home_unit().map(|unit| unit.to_string());
    let form = HungBoardForm {
        unit: if asked.unit.is_empty() {
            home.unwrap_or_default()
        } else {
            asked.unit
        },
        kind: asked.kind,
        open_to: session.lang().date_typed(web.app.today() + chrono::TimeDelta::days(7)),
        keep_months: "12".to_owned(),
        ..HungBoardForm::default()
    };
    page(&standing_page(&web, &session, form, Vec::new()).await?)
}

async fn hang_up(State(web): State<Web>, session: Session, Form(form): Form<HungBoardForm>) -> Answer {
    let language = session.lang().code();
    let hung = async {
        let content = form.read(web.app.today())?;
        workshops::hang_up(&web.app, session.actor(), language, &content).await
    };
    match hung.await {
        Ok(id) => done(&urls::workshop(id), "done-board-hung"),
        Err(AppError::Invalid(problems)) => refused(&standing_page(&web, &session, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}
