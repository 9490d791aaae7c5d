//! `/units`: the dated tree of units, and opening, moving, renaming and closing one.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::units::{self, BeginForm, CloseForm, MoveForm, TreeDay, UnitDetails, UnitForm, UnitLine, UnitTree};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{INSIDE, Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/units", INSIDE, list),
        get("/units/new", "CA", new),
        post("/units", "CA", add),
        get("/units/{unit}", INSIDE, show),
        get("/units/{unit}/move", "CA", move_page),
        post("/units/{unit}/move", "CA", move_to),
        get("/units/{unit}/begin", "CA", begin_page),
        post("/units/{unit}/begin", "CA", begin),
        get("/units/{unit}/remove", "CA", remove_page),
        post("/units/{unit}/remove", "CA", remove),
        get("/units/{unit}/close", "CA", close_page),
        post("/units/{unit}/close", "CA", close),
    ]
}

#[derive(Template)]
#[template(path = "pages/units/list.html")]
struct UnitList {
    shell: Shell,
    fields: Fields,
    tree: UnitTree,
    day: String,
    q: String,
}

/// With so few units the whole tree stands open.
const ALL_OPEN: usize = 40;

impl UnitList {
    /// Does the list below a unit stand open? Of a large workplace the first level does.
    fn is_open(&self, line: &UnitLine) -> bool {
        line.depth == 0 || self.tree.lines.len() <= ALL_OPEN
    }
}

#[derive(Template)]
#[template(path = "pages/units/show.html")]
struct UnitPage {
    shell: Shell,
    found: UnitDetails,
}

#[derive(Template)]
#[template(path = "pages/units/new.html")]
struct UnitNew {
    shell: Shell,
    fields: Fields,
    parents: Vec<Choice>,
    form: UnitForm,
}

#[derive(Template)]
#[template(path = "pages/units/move.html")]
struct UnitMove {
    shell: Shell,
    fields: Fields,
    found: UnitDetails,
    parents: Vec<Choice>,
    form: MoveForm,
}

#[derive(Template)]
#[template(path = "pages/units/close.html")]
struct UnitClose {
    shell: Shell,
    fields: Fields,
    found: UnitDetails,
    form: CloseForm,
}

async fn list(State(web): State<Web>, session: Session, Query(asked): Query<TreeDay>) -> Answer {
    let tree = units::tree(&web.app, session.actor(), &asked).await?;
    let problems = if tree.is_misread {
        vec![Problem::new("day", "problem-date")]
    } else {
        Vec::new()
    };
    page(&UnitList {
        q: asked.q,
        day: if tree.is_misread {
            asked.day
        } else {
            session.lang().date(tree.day)
        },
        shell: session.shell(Station::Organisation),
        fields: Fields::new(session.words(), "units", problems),
        tree,
    })
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<UnitId>) -> Answer {
    let found = units::find(&web.app, session.actor(), id).await?;
    page(&UnitPage {
        shell: session.shell(Station::Organisation),
        found,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Below {
    parent: String,
}

/// The form is shown to those only who may send it.
fn must_change(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_somewhere(Right::ChangeOrganisation)?)
}

async fn new(State(web): State<Web>, session: Session, Query(below): Query<Below>) -> Answer {
    must_change(&session)?;
    let form = UnitForm {
        parent: below.parent,
        valid_from: session.lang().date(units::proposed_first_day(web.app.today())),
        ..UnitForm::default()
    };
    page(&new_page(&session, form, Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(mut form): Form<UnitForm>) -> Answer {
    form.parent = session.unit_typed(&form.parent);
    match async { units::open(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(id) => done(&urls::unit(id), "done-unit-opened"),
        Err(AppError::Invalid(problems)) => {
            must_change(&session)?;
            refused(&new_page(&session, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn new_page(session: &Session, form: UnitForm, problems: Vec<Problem>) -> UnitNew {
    let shell = session.shell(Station::Organisation);
    UnitNew {
        fields: Fields::new(session.words(), "unit", problems),
        parents: parents(session, &shell, None),
        shell,
        form,
    }
}

/// The units another one may stand below: those within reach, without itself and those below it.
fn parents(session: &Session, shell: &Shell, moved: Option<UnitId>) -> Vec<Choice> {
    let actor = session.actor();
    let first = if actor.may_everywhere(Right::ChangeOrganisation) {
        "unit-at-the-top"
    } else {
        "choose"
    };
    shell.unit_choices(first, |unit| {
        actor.may(Right::ChangeOrganisation, unit) && moved.is_none_or(|moved| !actor.tree.is_within(unit, moved))
    })
}

async fn move_page(State(web): State<Web>, session: Session, Path(id): Path<UnitId>) -> Answer {
    page(&move_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn move_now(web: &Web, session: &Session, id: UnitId) -> Result<UnitMove, AppError> {
    let found = changeable(web, session, id).await?;
    let newest = found.placements.iter().max_by_key(|line| line.period.from());
    let place = newest.map(|line| (line.name.as_str(), line.parent.as_ref().map(|(id, _)| *id)));
    let form = MoveForm {
        seen: place.map(|place| seen::mark(&place)).unwrap_or_default(),
        name: found.name.clone(),
        parent: found.above.last().map(|(id, _)| id.to_string()).unwrap_or_default(),
        from: session.lang().date(web.app.today()),
    };
    Ok(moving(session, found, form, Vec::new()))
}

async fn move_to(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<UnitId>,
    Form(mut form): Form<MoveForm>,
) -> Answer {
    form.parent = session.unit_typed(&form.parent);
    match async {
        units::move_to(
            &web.app,
            session.actor(),
            id,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::unit(id), "done-unit-moved"),
        Err(AppError::Invalid(problems)) => {
            let found = changeable(&web, &session, id).await?;
            refused(&moving(&session, found, form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = move_now(&web, &session, id).await?;
            newest_beside!(newest, form, MoveForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn moving(session: &Session, found: UnitDetails, form: MoveForm, problems: Vec<Problem>) -> UnitMove {
    let shell = session.shell(Station::Organisation);
    UnitMove {
        fields: Fields::new(session.words(), "unit-move", problems),
        parents: parents(session, &shell, Some(found.unit.id)),
        shell,
        found,
        form,
    }
}

#[derive(Template)]
#[template(path = "pages/units/begin.html")]
struct UnitBegin {
    shell: Shell,
    fields: Fields,
    name: String,
    back: String,
    form: BeginForm,
}

#[derive(Template)]
#[template(path = "pages/units/remove.html")]
struct UnitRemove {
    shell: Shell,
    name: String,
    back: String,
}

fn beginning(session: &Session, found: &UnitDetails, form: BeginForm, problems: Vec<Problem>) -> UnitBegin {
    UnitBegin {
        shell: session.shell(Station::Organisation),
        fields: Fields::new(session.words(), "unit-begin", problems),
        name: found.name.clone(),
        back: urls::unit(found.unit.id),
        form,
    }
}

async fn begin_page(State(web): State<Web>, session: Session, Path(id): Path<UnitId>) -> Answer {
    let found = changeable(&web, &session, id).await?;
    let form = BeginForm {
        valid_from: session.lang().date(units::proposed_first_day(web.app.today())),
    };
    page(&beginning(&session, &found, form, Vec::new()))
}

async fn begin(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<UnitId>,
    Form(form): Form<BeginForm>,
) -> Answer {
    match async { units::begin_earlier(&web.app, session.actor(), id, form.read()?).await }.await {
        Ok(()) => done(&urls::unit(id), "done-unit-begun"),
        Err(AppError::Invalid(problems)) => {
            let found = changeable(&web, &session, id).await?;
            refused(&beginning(&session, &found, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_page(State(web): State<Web>, session: Session, Path(id): Path<UnitId>) -> Answer {
    let found = changeable(&web, &session, id).await?;
    page(&UnitRemove {
        shell: session.shell(Station::Organisation),
        name: found.name,
        back: urls::unit(id),
    })
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<UnitId>) -> Answer {
    units::remove(&web.app, session.actor(), id).await?;
    done("/units", "done-unit-removed")
}

async fn close_page(State(web): State<Web>, session: Session, Path(id): Path<UnitId>) -> Answer {
    let found = changeable(&web, &session, id).await?;
    page(&closing(&session, found, CloseForm::default(), Vec::new()))
}

async fn close(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<UnitId>,
    Form(form): Form<CloseForm>,
) -> Answer {
    match async { units::close(&web.app, session.actor(), id, form.read()?).await }.await {
        Ok(()) => done(&urls::unit(id), "done-unit-closed"),
        Err(AppError::Invalid(problems)) => {
            let found = changeable(&web, &session, id).await?;
            refused(&closing(&session, found, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn closing(session: &Session, found: UnitDetails, form: CloseForm, problems: Vec<Problem>) -> UnitClose {
    UnitClose {
        shell: session.shell(Station::Organisation),
        fields: Fields::new(session.words(), "unit-close", problems),
        found,
        form,
    }
}

async fn changeable(web: &Web, session: &Session, id: UnitId) -> Result<UnitDetails, AppError> {
    session.actor().must(Right::ChangeOrganisation, id)?;
    units::find(&web.app, session.actor(), id).await
}
