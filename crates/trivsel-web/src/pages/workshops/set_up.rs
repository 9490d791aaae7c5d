//! Setting a workshop up and changing what it is.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::workshops::{self, WorkshopForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::WorkshopId;
use trivsel_domain::rights::Right;
use trivsel_domain::workshop::SeenBy;

use super::{LEAD, clock, done, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::pages::newest_beside;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/workshops/new", LEAD, new),
        post("/workshops", LEAD, add),
        get("/workshops/{workshop}/edit", LEAD, edit),
        post("/workshops/{workshop}", LEAD, change),
        post("/workshops/{workshop}/ready", LEAD, make_ready),
        post("/workshops/{workshop}/remove", LEAD, remove),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NewQuery {
    programme: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "pages/workshops/form.html")]
struct WorkshopPage {
    shell: Shell,
    fields: Fields,
    id: Option<WorkshopId>,
    form: WorkshopForm,
    programmes: Vec<Choice>,
    units: Vec<Choice>,
}

impl WorkshopPage {
    fn seen_by(&self) -> Vec<Choice> {
        self.shell.choices("workshop-seen-by", SeenBy::ALL.map(SeenBy::code))
    }

    fn address(&self) -> String {
        self.id.map_or_else(|| urls::WORKSHOPS.to_owned(), urls::workshop)
    }
}

fn form_page(
    web: &Web,
    session: &Session,
    id: Option<WorkshopId>,
    form: WorkshopForm,
    problems: Vec<Problem>,
) -> Result<WorkshopPage, AppError> {
    session.actor().must_somewhere(Right::ChangeWorkshops)?;
    let shell = session.shell(Station::Listen);
    let programmes = workshops::offered(&web.app, session.actor())?;
    let who = session.actor();
    Ok(WorkshopPage {
        units: shell.unit_choices("choose-unit", |unit| who.may(Right::ChangeWorkshops, unit)),
        programmes: programmes
            .iter()
            .map(|one| {
                let title = one.title.in_language(shell.lang.code());
                let label = shell
                    .with("programme-with-length")
                    .text("title", title)
                    .text("length", length(&shell, one.minutes()));
                Choice::new(&one.code, label.to_string())
            })
            .collect(),
        fields: Fields::new(session.words(), "workshop", problems),
        id,
        form,
        shell,
    })
}

/// `5 t. 15 min.`
pub(super) fn length(shell: &Shell, minutes: i32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => shell
            .with("length-minutes")
            .text("minutes", minutes.to_string())
            .to_string(),
        (hours, 0) => shell.with("length-hours").text("hours", hours.to_string()).to_string(),
        (hours, minutes) => shell
            .with("length-both")
            .text("hours", hours.to_string())
            .text("minutes", minutes.to_string())
            .to_string(),
    }
}

async fn new(State(web): State<Web>, session: Session, Query(asked): Query<NewQuery>) -> Answer {
    let programmes = workshops::offered(&web.app, session.actor())?;
    let chosen = programmes.iter().find(|one| one.code == asked.programme);
    let lang = session.lang().code();
    let home = session
        .actor()
        .home_unit()
        .map(|unit| unit.to_string())
        .unwrap_or_default();
    let form = WorkshopForm {
        programme: asked.programme,
        title: chosen
            .map(|one| one.title.in_language(lang).to_owned())
            .unwrap_or_default(),
        purpose: chosen
            .map(|one| one.purpose.in_language(lang).to_owned())
            .unwrap_or_default(),
        unit: if asked.unit.is_empty() { home } else { asked.unit },
        keep_months: "12".to_owned(),
        seen_by: SeenBy::Group.code().to_owned(),
        ..WorkshopForm::default()
    };
    page(&form_page(&web, &session, None, form, Vec::new())?)
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<WorkshopForm>) -> Answer {
    let language = session.lang().code();
    let added = async { workshops::add(&web.app, session.actor(), &form.programme, language, &form.read()?).await };
    match added.await {
        Ok(id) => done(&urls::workshop(id), "done-workshop-added"),
        Err(AppError::Invalid(problems)) => refused(&form_page(&web, &session, None, form, problems)?),
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

async fn edit_now(web: &Web, session: &Session, id: WorkshopId) -> Result<WorkshopPage, Failure> {
    let details = workshops::find(&web.app, session.actor(), id).await?;
    if !details.may_lead {
        return Err(AppError::Forbidden.into());
    }
    let of = details.workshop;
    let lang = session.lang();
    let form = WorkshopForm {
        programme: String::new(),
        title: of.title,
        purpose: of.purpose,
        unit: of.unit.to_string(),
        held_on: lang.date_typed(of.held_on),
        starts_at: clock::time(lang, of.starts_at),
        hard_end: clock::time(lang, of.hard_end),
        place: of.place,
        meeting_link: of.meeting_link,
        keep_months: of.keep_months.to_string(),
        seen_by: of.seen_by.code().to_owned(),
        leaders: workshops::leader_addresses(&web.app, session.actor(), id)
            .await?
            .join(", "),
        seen: of.version.to_string(),
    };
    Ok(form_page(web, session, Some(id), form, Vec::new())?)
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    Form(form): Form<WorkshopForm>,
) -> Answer {
    let changed = async { workshops::change(&web.app, session.actor(), id, &form.seen, &form.read()?).await };
    match changed.await {
        Ok(()) => done(&urls::workshop(id), "done-workshop-saved"),
        Err(AppError::Invalid(problems)) => {
            edit_now(&web, &session, id).await?;
            refused(&form_page(&web, &session, Some(id), form, problems)?)
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, WorkshopForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn make_ready(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    workshops::make_ready(&web.app, session.actor(), id).await?;
    done(&urls::workshop(id), "done-workshop-ready")
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    workshops::remove(&web.app, session.actor(), id).await?;
    done(urls::WORKSHOPS, "done-workshop-removed")
}
