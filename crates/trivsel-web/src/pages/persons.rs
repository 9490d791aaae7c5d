//! `/persons`: the people within reach, where they work and what they may.

mod access;
mod accounts;
mod employments;
mod erase;
mod handover;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::persons::{self, EmploymentForm, PersonDetails, PersonForm, PersonPage, PersonSearch};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem, Problems};
use trivsel_domain::id::PersonId;
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
    let mut routes = vec![
        get("/persons", "MCA", list),
        get("/persons/new", "CA", new),
        post("/persons", "CA", add),
        get("/persons/{person}", "MCA", show),
        get("/persons/{person}/edit", "CA", edit),
        post("/persons/{person}", "CA", change),
    ];
    routes.extend(employments::routes());
    routes.extend(access::routes());
    routes.extend(accounts::routes());
    routes.extend(erase::routes());
    routes.extend(handover::routes());
    routes
}

#[derive(Template)]
#[template(path = "pages/persons/list.html")]
struct PersonList {
    shell: Shell,
    fields: Fields,
    units: Vec<Choice>,
    wanted: PersonSearch,
    /// Where those who have left are found, too.
    with_leavers: Option<String>,
    found: PersonPage,
    earlier: Option<String>,
    later: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/persons/show.html")]
struct PersonShow {
    shell: Shell,
    found: PersonDetails,
}

#[derive(Template)]
#[template(path = "pages/persons/new.html")]
struct PersonNew {
    shell: Shell,
    fields: Fields,
    units: Vec<Choice>,
    form: NewPerson,
}

#[derive(Template)]
#[template(path = "pages/persons/edit.html")]
struct PersonEdit {
    shell: Shell,
    fields: Fields,
    id: PersonId,
    name: String,
    form: PersonForm,
}

async fn list(State(web): State<Web>, session: Session, Query(mut wanted): Query<PersonSearch>) -> Answer {
    wanted.unit = session.unit_typed(&wanted.unit);
    let found = persons::list(&web.app, session.actor(), &wanted).await?;
    let shell = session.shell(Station::Organisation);
    let actor = session.actor();
    let at = |leavers: &str, page: u64| {
        format!(
            "/persons?q={}&unit={}&leavers={leavers}&page={page}",
            urls::encode(&wanted.q),
            urls::encode(&wanted.unit)
        )
    };
    page(&PersonList {
        fields: Fields::new(session.words(), "persons", Vec::new()),
        units: shell.unit_choices("persons-all-units", |unit| actor.may(Right::ReadPersons, unit)),
        with_leavers: (found.left_out > 0).then(|| at("with", 1)),
        earlier: (found.page > 1).then(|| at(&wanted.leavers, found.page - 1)),
        later: (found.page < found.pages).then(|| at(&wanted.leavers, found.page + 1)),
        shell,
        wanted,
        found,
    })
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<PersonId>) -> Answer {
    let found = persons::find(&web.app, session.actor(), id).await?;
    page(&PersonShow {
        shell: session.shell(Station::Organisation),
        found,
    })
}

/// A new person and the first employment, typed on one page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct NewPerson {
    name: String,
    employee_number: String,
    email: String,
    title: String,
    unit: String,
    job_group: String,
    working_time: String,
    valid_from: String,
}

/// The form is shown to those only who may send it.
fn must_add(session: &Session) -> Result<(), AppError> {
    Ok(session.actor().must_somewhere(Right::ChangeOrganisation)?)
}

async fn new(State(web): State<Web>, session: Session) -> Answer {
    must_add(&session)?;
    let form = NewPerson {
        working_time: "100".to_owned(),
        valid_from: session.lang().date(web.app.today()),
        ..NewPerson::default()
    };
    page(&new_page(&session, form, Vec::new()))
}

async fn add(State(web): State<Web>, session: Session, Form(mut form): Form<NewPerson>) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    let person = PersonForm {
        name: form.name.clone(),
        employee_number: form.employee_number.clone(),
        email: form.email.clone(),
        title: form.title.clone(),
        seen: String::new(),
    };
    let first = EmploymentForm {
        unit: form.unit.clone(),
        job_group: form.job_group.clone(),
        working_time: form.working_time.clone(),
        valid_from: form.valid_from.clone(),
        seen: String::new(),
    };
    match async {
        let (person, first) = Problems::of_both(person.read(), first.read())?;
        persons::add(&web.app, session.actor(), &person, &first).await
    }
    .await
    {
        Ok(id) => done(&urls::person(id), "done-person-added"),
        Err(AppError::Invalid(problems)) => {
            must_add(&session)?;
            refused(&new_page(&session, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn new_page(session: &Session, form: NewPerson, problems: Vec<Problem>) -> PersonNew {
    let shell = session.shell(Station::Organisation);
    PersonNew {
        fields: Fields::new(session.words(), "person", problems),
        units: changeable_units(session, &shell),
        shell,
        form,
    }
}

/// The units whose people the visitor may change.
fn changeable_units(session: &Session, shell: &Shell) -> Vec<Choice> {
    let actor = session.actor();
    shell.unit_choices("choose", |unit| actor.may(Right::ChangeOrganisation, unit))
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<PersonId>) -> Answer {
    page(&edit_now(&web, &session, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, id: PersonId) -> Result<PersonEdit, Failure> {
    let found = changeable(web, session, id).await?;
    let form = PersonForm {
        seen: seen::mark(&found.person),
        name: found.person.name.clone(),
        employee_number: found.person.employee_number.clone().unwrap_or_default(),
        email: found.person.email.clone().unwrap_or_default(),
        title: found.person.title.clone(),
    };
    Ok(edit_page(session, id, found.person.name, form, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<PersonId>,
    Form(form): Form<PersonForm>,
) -> Answer {
    match async {
        persons::change(
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
        Ok(()) => done(&urls::person(id), "done-person-saved"),
        Err(AppError::Invalid(problems)) => {
            let found = changeable(&web, &session, id).await?;
            refused(&edit_page(&session, id, found.person.name, form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, id).await?;
            newest_beside!(newest, form, PersonForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn edit_page(session: &Session, id: PersonId, name: String, form: PersonForm, problems: Vec<Problem>) -> PersonEdit {
    PersonEdit {
        shell: session.shell(Station::Organisation),
        fields: Fields::new(session.words(), "person", problems),
        id,
        name,
        form,
    }
}

/// A person whose details and employments the visitor may change.
async fn changeable(web: &Web, session: &Session, id: PersonId) -> Result<PersonDetails, AppError> {
    session.actor().must_somewhere(Right::ChangeOrganisation)?;
    let found = persons::find(&web.app, session.actor(), id).await?;
    if found.may_change {
        Ok(found)
    } else {
        Err(AppError::Forbidden)
    }
}
