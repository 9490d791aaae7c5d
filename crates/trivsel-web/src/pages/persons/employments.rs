//! `/persons/{person}/employments`: beginning, changing and ending an employment.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::persons::{self, EmploymentForm, EmploymentLine, LastDay};
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{EmploymentId, PersonId};
use trivsel_domain::rights::Right;

use super::super::{done, newest_beside, page, refused};
use super::{changeable, changeable_units};
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/employments/new", "CA", new),
        post("/persons/{person}/employments", "CA", add),
        get("/persons/{person}/employments/{employment}/edit", "CA", edit),
        post("/persons/{person}/employments/{employment}", "CA", change),
        get("/persons/{person}/employments/{employment}/end", "CA", end_page),
        post("/persons/{person}/employments/{employment}/end", "CA", end),
    ]
}

#[derive(Template)]
#[template(path = "pages/persons/employment.html")]
struct EmploymentEdit {
    shell: Shell,
    fields: Fields,
    units: Vec<Choice>,
    person: PersonId,
    name: String,
    employment: Option<EmploymentId>,
    form: EmploymentForm,
}

#[derive(Template)]
#[template(path = "pages/persons/employment_end.html")]
struct EmploymentEnd {
    shell: Shell,
    fields: Fields,
    person: PersonId,
    name: String,
    employment: EmploymentId,
    unit_name: String,
    form: LastDay,
}

async fn new(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    let found = changeable(&web, &session, person).await?;
    let form = EmploymentForm {
        working_time: "100".to_owned(),
        ..EmploymentForm::default()
    };
    page(&form_page(&session, person, found.person.name, None, form, Vec::new()))
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path(person): Path<PersonId>,
    Form(mut form): Form<EmploymentForm>,
) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    match async { persons::add_employment(&web.app, session.actor(), person, &form.read()?).await }.await {
        Ok(()) => done(&urls::person(person), "done-employment-saved"),
        Err(AppError::Invalid(problems)) => {
            let name = changeable(&web, &session, person).await?.person.name;
            refused(&form_page(&session, person, name, None, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit(State(web): State<Web>, session: Session, Path((person, id)): Path<(PersonId, EmploymentId)>) -> Answer {
    page(&edit_now(&web, &session, person, id).await?)
}

/// The form as it is now.
async fn edit_now(web: &Web, session: &Session, person: PersonId, id: EmploymentId) -> Result<EmploymentEdit, Failure> {
    let (name, line) = own(web, session, person, id).await?;
    let employment = line.employment;
    let form = EmploymentForm {
        seen: seen::mark(&employment),
        unit: employment.unit.to_string(),
        job_group: employment.job_group,
        working_time: percent(session, employment.working_time.get()),
        valid_from: String::new(),
    };
    Ok(form_page(session, person, name, Some(id), form, Vec::new()))
}

/// A share of full time as it is typed: whole per cent when it is whole.
fn percent(session: &Session, share: f64) -> String {
    let value = share * 100.0;
    let decimals = if (value - value.round()).abs() < 1e-6 { 0 } else { 2 };
    session.lang().number(value, decimals)
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path((person, id)): Path<(PersonId, EmploymentId)>,
    Form(mut form): Form<EmploymentForm>,
) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    match async {
        persons::change_employment(
            &web.app,
            session.actor(),
            person,
            id,
            &SeenMark::typed(&form.seen),
            &form.read()?,
        )
        .await
    }
    .await
    {
        Ok(()) => done(&urls::person(person), "done-employment-saved"),
        Err(AppError::Invalid(problems)) => {
            let (name, _) = own(&web, &session, person, id).await?;
            refused(&form_page(&session, person, name, Some(id), form, problems))
        }
        Err(AppError::Conflict) => {
            let newest = edit_now(&web, &session, person, id).await?;
            newest_beside!(newest, form, EmploymentForm)
        }
        Err(error) => Err(error.into()),
    }
}

fn form_page(
    session: &Session,
    person: PersonId,
    name: String,
    employment: Option<EmploymentId>,
    form: EmploymentForm,
    problems: Vec<Problem>,
) -> EmploymentEdit {
    let shell = session.shell(Station::GetStarted);
    let prefix = if employment.is_some() {
        "employment-change"
    } else {
        "person"
    };
    EmploymentEdit {
        fields: Fields::new(session.words(), prefix, problems),
        units: changeable_units(session, &shell),
        shell,
        person,
        name,
        employment,
        form,
    }
}

async fn end_page(
    State(web): State<Web>,
    session: Session,
    Path((person, id)): Path<(PersonId, EmploymentId)>,
) -> Answer {
    let (name, line) = own(&web, &session, person, id).await?;
    page(&ending(&session, person, name, line, LastDay::default(), Vec::new()))
}

async fn end(
    State(web): State<Web>,
    session: Session,
    Path((person, id)): Path<(PersonId, EmploymentId)>,
    Form(form): Form<LastDay>,
) -> Answer {
    match async { persons::end_employment(&web.app, session.actor(), person, id, form.day()?).await }.await {
        Ok(()) => done(&urls::person(person), "done-employment-ended"),
        Err(AppError::Invalid(problems)) => {
            let (name, line) = own(&web, &session, person, id).await?;
            refused(&ending(&session, person, name, line, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn ending(
    session: &Session,
    person: PersonId,
    name: String,
    line: EmploymentLine,
    form: LastDay,
    problems: Vec<Problem>,
) -> EmploymentEnd {
    EmploymentEnd {
        shell: session.shell(Station::GetStarted),
        fields: Fields::new(session.words(), "employment-end", problems),
        person,
        name,
        employment: line.employment.id,
        unit_name: line.unit_name,
        form,
    }
}

async fn own(
    web: &Web,
    session: &Session,
    person: PersonId,
    id: EmploymentId,
) -> Result<(String, EmploymentLine), AppError> {
    let found = changeable(web, session, person).await?;
    let line = found
        .employments
        .into_iter()
        .find(|line| line.employment.id == id)
        .ok_or(AppError::NotFound)?;
    session.actor().must(Right::ChangeOrganisation, line.employment.unit)?;
    Ok((found.person.name, line))
}
