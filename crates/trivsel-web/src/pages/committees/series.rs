//! `/committees/{committee}/meetings/series`: meetings that are held again and again, planned at once.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::committees::{self, SeriesForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::committee::recurrence::Every;
use trivsel_domain::id::CommitteeId;

use super::super::{done, page, refused};
use super::changeable;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/committees/{committee}/meetings/series", "MC", new),
        post("/committees/{committee}/meetings/series", "MC", add),
    ]
}

#[derive(Template)]
#[template(path = "pages/committees/series.html")]
struct SeriesPage {
    shell: Shell,
    fields: Fields,
    back: String,
    address: String,
    name: String,
    rhythms: Vec<Choice>,
    form: SeriesForm,
}

async fn new(State(web): State<Web>, session: Session, Path(committee): Path<CommitteeId>) -> Answer {
    let name = changeable(&web, &session, committee).await?.committee.name;
    let form = SeriesForm {
        every: Every::Quarter.code().to_owned(),
        times: "4".to_owned(),
        ..SeriesForm::default()
    };
    page(&series_page(&session, committee, name, form, Vec::new()))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(committee): Path<CommitteeId>,
    Form(form): Form<SeriesForm>,
) -> Answer {
    match async { committees::add_series(&web.app, session.actor(), committee, &form.read()?).await }.await {
        Ok(_) => done(&urls::committee(committee), "done-meetings-planned"),
        Err(AppError::Invalid(problems)) => {
            let name = changeable(&web, &session, committee).await?.committee.name;
            refused(&series_page(&session, committee, name, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn series_page(
    session: &Session,
    committee: CommitteeId,
    name: String,
    form: SeriesForm,
    problems: Vec<Problem>,
) -> SeriesPage {
    let shell = session.shell(Station::Decide);
    SeriesPage {
        fields: Fields::new(session.words(), "series", problems),
        back: urls::committee(committee),
        address: urls::meeting_series(committee),
        rhythms: shell.choices("series-every", Every::ALL.into_iter().map(Every::code)),
        shell,
        name,
        form,
    }
}
