//! `/persons/{person}/roles` and `/persons/{person}/account`: what a person may, and how they sign in.

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::access;
use trivsel_app::persons::{self, LastDay, OneTimePassword, PersonDetails, RoleForm, RoleLine};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{PersonId, RoleAssignmentId};
use trivsel_domain::person::Role;
use trivsel_domain::rights::Right;

use super::super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/persons/{person}/roles/new", "A", new_role),
        post("/persons/{person}/roles", "A", add_role),
        get("/persons/{person}/roles/{role}/end", "A", end_role_page),
        post("/persons/{person}/roles/{role}/end", "A", end_role),
        get("/persons/{person}/account", "A", account),
        post("/persons/{person}/account/link", "A", send_link),
        post("/persons/{person}/account/open", "A", open_account),
        post("/persons/{person}/account/password", "A", give_password),
        post("/persons/{person}/account/close", "A", close_account),
    ]
}

#[derive(Template)]
#[template(path = "pages/persons/role.html")]
struct RoleNew {
    shell: Shell,
    fields: Fields,
    person: PersonId,
    name: String,
    roles: Vec<Choice>,
    units: Vec<Choice>,
    form: RoleForm,
}

#[derive(Template)]
#[template(path = "pages/persons/role_end.html")]
struct RoleEnd {
    shell: Shell,
    fields: Fields,
    person: PersonId,
    name: String,
    line: RoleLine,
    form: LastDay,
}

#[derive(Template)]
#[template(path = "pages/persons/account.html")]
struct AccountPage {
    shell: Shell,
    found: PersonDetails,
    password: Option<OneTimePassword>,
    is_open: bool,
    is_own: bool,
    can_mail: bool,
}

impl RoleNew {
    /// What a role gives access to.
    fn gives(&self, role: &Choice) -> String {
        self.shell.code("role", &format!("{}-help", role.value))
    }
}

async fn found(web: &Web, session: &Session, person: PersonId) -> Result<PersonDetails, AppError> {
    session.actor().must_everywhere(Right::ChangeAccounts)?;
    persons::find(&web.app, session.actor(), person).await
}

async fn new_role(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    let name = found(&web, &session, person).await?.person.name;
    let form = RoleForm {
        valid_from: session.lang().date(web.app.today()),
        ..RoleForm::default()
    };
    page(&role_page(&session, person, name, form, Vec::new()))
}

async fn add_role(
    State(web): State<Web>,
    session: Session,
    Path(person): Path<PersonId>,
    Form(mut form): Form<RoleForm>,
) -> Answer {
    form.unit = session.unit_typed(&form.unit);
    match async { persons::add_role(&web.app, session.actor(), person, &form.read()?).await }.await {
        Ok(()) => done(&urls::person(person), "done-role-given"),
        Err(AppError::Invalid(problems)) => {
            let name = found(&web, &session, person).await?.person.name;
            refused(&role_page(&session, person, name, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn role_page(session: &Session, person: PersonId, name: String, form: RoleForm, problems: Vec<Problem>) -> RoleNew {
    let shell = session.shell(Station::GetStarted);
    RoleNew {
        fields: Fields::new(session.words(), "role-given", problems),
        roles: shell.choices("role", Role::ASSIGNABLE.into_iter().map(Role::code)),
        units: shell.unit_choices("role-whole-organisation", |_| true),
        shell,
        person,
        name,
        form,
    }
}

async fn end_role_page(
    State(web): State<Web>,
    session: Session,
    Path((person, role)): Path<(PersonId, RoleAssignmentId)>,
) -> Answer {
    let (name, line) = own_role(&web, &session, person, role).await?;
    page(&role_ending(
        &session,
        person,
        name,
        line,
        LastDay::default(),
        Vec::new(),
    ))
}

async fn end_role(
    State(web): State<Web>,
    session: Session,
    Path((person, role)): Path<(PersonId, RoleAssignmentId)>,
    Form(form): Form<LastDay>,
) -> Answer {
    match async { persons::end_role(&web.app, session.actor(), person, role, form.read()?).await }.await {
        Ok(()) => done(&urls::person(person), "done-role-ended"),
        Err(AppError::Invalid(problems)) => {
            let (name, line) = own_role(&web, &session, person, role).await?;
            refused(&role_ending(&session, person, name, line, form, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn role_ending(
    session: &Session,
    person: PersonId,
    name: String,
    line: RoleLine,
    form: LastDay,
    problems: Vec<Problem>,
) -> RoleEnd {
    RoleEnd {
        shell: session.shell(Station::GetStarted),
        fields: Fields::new(session.words(), "role-end", problems),
        person,
        name,
        line,
        form,
    }
}

async fn own_role(
    web: &Web,
    session: &Session,
    person: PersonId,
    role: RoleAssignmentId,
) -> Result<(String, RoleLine), AppError> {
    let found = found(web, session, person).await?;
    let line = found
        .roles
        .into_iter()
        .find(|line| line.role.id == role)
        .ok_or(AppError::NotFound)?;
    Ok((found.person.name, line))
}

async fn account(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    account_page(&web, &session, person, None).await
}

async fn open_account(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    let password = persons::open_account(&web.app, session.actor(), person).await?;
    account_page(&web, &session, person, Some(password)).await
}

async fn give_password(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    let password = persons::give_password(&web.app, session.actor(), person).await?;
    account_page(&web, &session, person, Some(password)).await
}

async fn send_link(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    access::send_link(&web.app, session.actor(), person).await?;
    done(&urls::person(person), "done-access-sent")
}

async fn close_account(State(web): State<Web>, session: Session, Path(person): Path<PersonId>) -> Answer {
    persons::close_account(&web.app, session.actor(), person).await?;
    done(&urls::person(person), "done-account-closed")
}

/// The account; with a password just given, which is shown this once and kept nowhere but as a hash.
async fn account_page(web: &Web, session: &Session, person: PersonId, password: Option<OneTimePassword>) -> Answer {
    let found = found(web, session, person).await?;
    page(&AccountPage {
        shell: session.shell(Station::GetStarted),
        is_open: found
            .account
            .as_ref()
            .is_some_and(|account| account.disabled_at.is_none()),
        is_own: session.actor().person == person,
        can_mail: web.app.settings.mail.is_some(),
        found,
        password,
    })
}
