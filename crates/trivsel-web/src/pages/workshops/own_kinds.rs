//! `/board-kinds`: the kinds of boards there are, and the workplace's own.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::workshops::{self, KindsShown, OwnKindForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::BoardKindId;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::Fields;
use crate::pages::newest_beside;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// Those who make kinds of boards: a row of the table of rights, written out.
const MAKE: &str = "C";

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::BOARD_KINDS, MAKE, list),
        get(urls::NEW_BOARD_KIND, MAKE, new),
        post(urls::BOARD_KINDS, MAKE, add),
        get("/board-kinds/{board_kind}/edit", MAKE, edit),
        post("/board-kinds/{board_kind}", MAKE, change),
        post("/board-kinds/{board_kind}/remove", MAKE, remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/workshops/kinds.html")]
struct KindsPage {
    shell: Shell,
    shown: KindsShown,
}

#[derive(Template)]
#[template(path = "pages/workshops/kind.html")]
struct KindPage {
    shell: Shell,
    fields: Fields,
    id: Option<BoardKindId>,
    form: OwnKindForm,
}

impl KindPage {
    fn address(&self) -> String {
        self.id.map_or_else(|| urls::BOARD_KINDS.to_owned(), urls::board_kind)
    }
}

fn form_page(session: &Session, id: Option<BoardKindId>, form: OwnKindForm, problems: Vec<Problem>) -> KindPage {
    KindPage {
        shell: session.shell(Station::Listen),
        fields: Fields::new(session.words(), "kind", problems),
        id,
        form,
    }
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    page(&KindsPage {
        shown: workshops::list_kinds(&web.app, session.actor()).await?,
        shell: session.shell(Station::Listen),
    })
}

async fn new(State(web): State<Web>, session: Session) -> Answer {
    workshops::list_kinds(&web.app, session.actor()).await?;
    page(&form_page(&session, None, OwnKindForm::default(), Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<OwnKindForm>) -> Answer {
    match async { workshops::add_own_kind(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(_) => done(urls::BOARD_KINDS, "done-kind-saved"),
        Err(AppError::Invalid(problems)) => {
            workshops::list_kinds(&web.app, session.actor()).await?;
            refused(&form_page(&session, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<BoardKindId>) -> Answer {
    let own = workshops::find_own_kind(&web.app, session.actor(), id).await?;
    page(&form_page(&session, Some(id), OwnKindForm::of(&own), Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<BoardKindId>,
    Form(form): Form<OwnKindForm>,
) -> Answer {
    let own = workshops::find_own_kind(&web.app, session.actor(), id).await?;
    let changed = async { workshops::change_own_kind(&web.app, session.actor(), id, &form.seen, &form.read()?).await };
    match changed.await {
        Ok(()) => done(urls::BOARD_KINDS, "done-kind-saved"),
        Err(AppError::Invalid(problems)) => refused(&form_page(&session, Some(id), form, problems)),
        Err(AppError::Conflict) => {
            let newest = form_page(&session, Some(id), OwnKindForm::of(&own), Vec::new());
            newest_beside!(newest, form, OwnKindForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<BoardKindId>) -> Answer {
    workshops::remove_own_kind(&web.app, session.actor(), id).await?;
    done(urls::BOARD_KINDS, "done-kind-removed")
}
