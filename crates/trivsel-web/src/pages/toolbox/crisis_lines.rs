//! `/toolbox/crisis`: whom to ring now, one step away from every page, and the workplace's own lines for those who look after them.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::toolbox::crisis_lines::{self, CrisisLineForm};
use trivsel_app::{AppError, Problem, seen};
use trivsel_domain::id::CrisisLineId;
use trivsel_domain::rights::Right;
use trivsel_domain::toolbox::CrisisLine;

use super::Ring;
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::pages::{done, newest_beside, page, refused};
use crate::routes::{Route, SIGNED_IN, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get(urls::CRISIS, SIGNED_IN, show),
        get(urls::NEW_CRISIS_LINE, "CD", new),
        post(urls::CRISIS, "CD", add),
        get("/toolbox/crisis/{line}/edit", "CD", edit),
        post("/toolbox/crisis/{line}", "CD", change),
        post("/toolbox/crisis/{line}/remove", "CD", remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/toolbox/crisis_page.html")]
struct CrisisPage {
    shell: Shell,
    ring: Ring,
    /// Every line with the name of its unit, for whoever looks after them.
    lines: Vec<(CrisisLine, Option<String>)>,
}

#[derive(Template)]
#[template(path = "pages/toolbox/crisis_line.html")]
struct CrisisLineEdit {
    shell: Shell,
    fields: Fields,
    id: Option<CrisisLineId>,
    units: Vec<Choice>,
    form: CrisisLineForm,
}

async fn show(State(web): State<Web>, session: Session) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let who = session.actor();
    let ring = Ring::of(&web, &session).await?;
    let lines = if who.may_everywhere(Right::ChangeCrisisLines) {
        crisis_lines::list(&web.app, who).await?
    } else {
        Vec::new()
    };
    let named = lines.into_iter().map(|line| {
        let unit = line.unit.map(|unit| who.tree.name(unit).to_owned());
        (line, unit)
    });
    page(&CrisisPage {
        ring,
        lines: named.collect(),
        shell,
    })
}

async fn new(session: Session) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeCrisisLines).map_err(AppError::from)?;
    page(&edited(&session, None, CrisisLineForm::default(), Vec::new()))
}

fn edited(session: &Session, id: Option<CrisisLineId>, form: CrisisLineForm, problems: Vec<Problem>) -> CrisisLineEdit {
    let shell = session.shell(Station::Toolbox);
    CrisisLineEdit {
        fields: Fields::new(session.words(), "crisis-line", problems),
        units: shell.unit_choices("crisis-line-everybody", |_| true),
        shell,
        id,
        form,
    }
}

async fn add(State(web): State<Web>, session: Session, Form(form): Form<CrisisLineForm>) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeCrisisLines).map_err(AppError::from)?;
    let added = match form.read(&web.app, who) {
        Ok(content) => crisis_lines::add(&web.app, who, &content).await,
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(_) => done(urls::CRISIS, "done-crisis-line"),
        Err(AppError::Invalid(problems)) => refused(&edited(&session, None, form, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<CrisisLineId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: CrisisLineId) -> Result<CrisisLineEdit, Failure> {
    let found = crisis_lines::find(&web.app, session.actor(), id).await?;
    let form = CrisisLineForm {
        seen: seen::mark(&found),
        checked_on: session.lang().date(found.checked_on),
        danish: found.danish,
        english: found.english,
        phone: found.phone,
        hours: found.hours,
        unit: found.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        source: found.source,
    };
    Ok(edited(session, Some(id), form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<CrisisLineId>,
    Form(form): Form<CrisisLineForm>,
) -> Answer {
    let who = session.actor();
    who.must_everywhere(Right::ChangeCrisisLines).map_err(AppError::from)?;
    let changed = match form.read(&web.app, who) {
        Ok(content) => {
            let seen = seen::SeenMark::typed(&form.seen);
            crisis_lines::change(&web.app, who, id, &seen, &content).await
        }
        Err(problems) => Err(problems.into()),
    };
    match changed {
        Err(AppError::Invalid(problems)) => refused(&edited(&session, Some(id), form, problems)),
        Ok(()) => done(urls::CRISIS, "done-crisis-line"),
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, CrisisLineForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<CrisisLineId>) -> Answer {
    crisis_lines::remove(&web.app, session.actor(), id).await?;
    done(urls::CRISIS, "done-crisis-line-removed")
}
