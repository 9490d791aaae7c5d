//! `/disruptions`: months that can be compared with no others.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::figures::{self, DisruptionForm};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::DisruptionId;
use trivsel_domain::indicator::Disruption;
use trivsel_domain::rights::Right;

use super::{done, newest_beside, page, refused};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/disruptions", "EMSUCK", list),
        get("/disruptions/new", "MC", new),
        post("/disruptions", "MC", add),
        post("/disruptions/corona", "C", corona),
        get("/disruptions/{disruption}/edit", "MC", edit),
        post("/disruptions/{disruption}", "MC", change),
        post("/disruptions/{disruption}/remove", "MC", remove),
    ]
}

#[derive(Template)]
#[template(path = "pages/disruptions/list.html")]
struct DisruptionList {
    shell: Shell,
    disruptions: Vec<DisruptionLine>,
    may_add: bool,
    offers_corona: bool,
}

struct DisruptionLine {
    of: Disruption,
    /// The name of its unit, or none for everywhere.
    unit: Option<String>,
    may_change: bool,
}

#[derive(Template)]
#[template(path = "pages/disruptions/form.html")]
struct DisruptionEdit {
    shell: Shell,
    fields: Fields,
    id: Option<DisruptionId>,
    units: Vec<Choice>,
    form: DisruptionForm,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let who = session.actor();
    let found = figures::list_disruptions(&web.app, who).await?;
    page(&DisruptionList {
        shell: session.shell(Station::Listen),
        may_add: who.may_somewhere(Right::ChangeDisruptions),
        offers_corona: who.may_everywhere(Right::ChangeDisruptions) && figures::may_offer_corona(&found),
        disruptions: found
            .into_iter()
            .map(|of| DisruptionLine {
                unit: of.unit.map(|unit| who.tree.name(unit).to_owned()),
                may_change: figures::may_change_disruption(who, of.unit),
                of,
            })
            .collect(),
    })
}

/// The forms are shown to those only who may send them.
fn must_change(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_somewhere(Right::ChangeDisruptions)?)
}

async fn new(session: Session) -> Answer {
    must_change(&session)?;
    page(&edited(&session, None, DisruptionForm::default(), Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(mut form): Form<DisruptionForm>) -> Answer {
    must_change(&session)?;
    form.unit = session.unit_typed(&form.unit);
    match async { figures::add_disruption(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(_) => done(urls::DISRUPTIONS, "done-disruption-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&session, None, form, problems)),
        Err(error) => Err(error.into()),
    }
}

async fn corona(State(web): State<Web>, session: Session) -> Answer {
    let name = session.words().t("disruption-corona-name").into_owned();
    figures::offer_corona(&web.app, session.actor(), &name).await?;
    done(urls::DISRUPTIONS, "done-disruption-saved")
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<DisruptionId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: DisruptionId) -> Result<DisruptionEdit, Failure> {
    let found = figures::find_changeable_disruption(&web.app, session.actor(), id).await?;
    let form = DisruptionForm {
        seen: seen::mark(&found),
        name: found.name,
        first: session.lang().month(found.first),
        last: session.lang().month(found.last),
        unit: found.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        note: found.note,
    };
    Ok(edited(session, Some(id), form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<DisruptionId>,
    Form(mut form): Form<DisruptionForm>,
) -> Answer {
    figures::find_changeable_disruption(&web.app, session.actor(), id).await?;
    form.unit = session.unit_typed(&form.unit);
    match async {
        figures::change_disruption(
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
        Ok(()) => done(urls::DISRUPTIONS, "done-disruption-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&session, Some(id), form, problems)),
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, DisruptionForm)
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<DisruptionId>) -> Answer {
    figures::remove_disruption(&web.app, session.actor(), id).await?;
    done(urls::DISRUPTIONS, "done-disruption-removed")
}

/// The units whose months the visitor may tell of, and "everywhere" for those who may do so everywhere.
fn unit_choices(session: &Session, shell: &Shell) -> Vec<Choice> {
    let who = session.actor();
    let first = match who.may_everywhere(Right::ChangeDisruptions) {
        true => "figures-everywhere",
        false => "choose",
    };
    shell.unit_choices(first, |unit| who.may(Right::ChangeDisruptions, unit))
}

fn edited(session: &Session, id: Option<DisruptionId>, form: DisruptionForm, problems: Vec<Problem>) -> DisruptionEdit {
    let shell = session.shell(Station::Listen);
    DisruptionEdit {
        fields: Fields::new(session.words(), "disruption", problems),
        units: unit_choices(session, &shell),
        shell,
        id,
        form,
    }
}
