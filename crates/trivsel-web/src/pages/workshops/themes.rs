//! `/workshops/{workshop}/themes`: what the groups chose to tell, gathered into some themes.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::workshops::{self, MOST_THEMES, ThemesForm, ThemesView};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{NoteId, WorkshopId};

use super::{LEAD, done, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/workshops/{workshop}/themes", LEAD, show),
        post("/workshops/{workshop}/themes", LEAD, gather),
    ]
}

#[derive(Template)]
#[template(path = "pages/workshops/themes.html")]
struct ThemesPage {
    shell: Shell,
    fields: Fields,
    view: ThemesView,
    form: ThemesForm,
    places: Vec<Choice>,
}

impl ThemesPage {
    fn is_of(&self, note: &NoteId, place: &str) -> bool {
        self.form.said(&format!("note-{note}")) == place
    }
}

async fn themes_page(
    web: &Web,
    session: &Session,
    id: WorkshopId,
    typed: Option<ThemesForm>,
    problems: Vec<Problem>,
) -> Result<ThemesPage, Failure> {
    let view = workshops::themes(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Listen);
    let form = typed.unwrap_or_else(|| ThemesForm::of(&view.themes));
    let named = |place: usize| {
        let number = place.to_string();
        let title = form.said(&format!("theme_{place}")).trim();
        let label = match title {
            "" => shell.with("theme-place").text("place", number.as_str()).to_string(),
            title => title.to_owned(),
        };
        Choice::new(&number, label)
    };
    let places = std::iter::once(Choice::new("", shell.t("theme-none")))
        .chain((1..=MOST_THEMES).map(named))
        .collect();
    Ok(ThemesPage {
        fields: Fields::new(session.words(), "themes", problems),
        places,
        form,
        view,
        shell,
    })
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<WorkshopId>) -> Answer {
    page(&themes_page(&web, &session, id, None, Vec::new()).await?)
}

async fn gather(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<WorkshopId>,
    Form(form): Form<ThemesForm>,
) -> Answer {
    match async { workshops::set_themes(&web.app, session.actor(), id, &form.read()?).await }.await {
        Ok(()) => done(&urls::workshop_lead(id), "done-themes"),
        Err(AppError::Invalid(problems)) => refused(&themes_page(&web, &session, id, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}
