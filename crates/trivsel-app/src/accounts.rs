//! Organisations and accounts from the command line: what must be there before anybody can sign in.

use trivsel_domain::id::{OrganisationId, RoleAssignmentId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::{StoreError, Tx, persons};
use uuid::Uuid;

use crate::identity::gate::hash_password;
use crate::identity::new_person_id;
use crate::input::Input;
use crate::persons::accounts::{OneTimePassword, close, open};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, figures, mail_address, questionnaires};

/// What is typed to add a person with an account.
#[derive(Clone, Debug)]
pub struct UserForm {
    pub name: String,
    /// The mail address, also the name to sign in with.
    pub email: String,
    /// What the person does.
    pub title: String,
    /// A role for the whole organisation, if any.
    pub role: Option<Role>,
}

/// A person with an account, to be added. The role is one that needs no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    name: String,
    email: String,
    title: String,
    role: Option<Role>,
}

/// An organisation to be added. Its short name can stand in addresses and commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrganisation {
    short_name: String,
    name: String,
}

impl UserForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NewUser, Problems> {
        let mut input = Input::new();
        let (name, title) = (input.required("name", &self.name), input.line("title", &self.title));
        let email = input.required("email", &self.email).to_lowercase();
        if mail_address::read(&email).is_none() {
            input.refuse(Problem::new("email", "problem-email"));
        }
        if self.role.is_some_and(Role::needs_unit) {
            input.refuse(Problem::new("role", "problem-role-needs-unit"));
        }
        input.read(Some(NewUser {
            name,
            email,
            title,
            role: self.role,
        }))
    }
}

impl NewOrganisation {
    /// The names as they were typed.
    pub fn read(short_name: &str, name: &str) -> Result<Self, Problems> {
        let mut input = Input::new();
        let name = input.required("name", name);
        let is_plain = !short_name.is_empty()
            && short_name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !is_plain {
            input.refuse(Problem::new("short_name", "problem-short-name"));
        }
        input.read(Some(Self {
            short_name: short_name.to_owned(),
            name,
        }))
    }
}

/// Adds an organisation.
pub async fn add_organisation(app: &App, new: &NewOrganisation) -> Result<OrganisationId, AppError> {
    let organisation = Organisation {
        id: OrganisationId(Uuid::now_v7()),
        short_name: new.short_name.clone(),
        name: new.name.clone(),
        is_demo: false,
        small_group_minimum: 5,
    };
    let tx = app.write(organisation.id).await?;
    begin_organisation(app, &tx, &organisation).await?;
    tx.commit().await?;
    Ok(organisation.id)
}

/// Writes an organisation with what every organisation begins with.
pub(crate) async fn begin_organisation(app: &App, tx: &Tx, organisation: &Organisation) -> Result<(), AppError> {
    match organisations::add_own(tx, organisation, app.now()).await {
        Err(StoreError::Conflict(_)) => return Err(AppError::invalid("short_name", "problem-taken")),
        added => added?,
    }
    Trail::new("organisation", organisation.id.0, "added")
        .field("name", "", &organisation.name)
        .write(tx, None, app.now())
        .await?;
    figures::seed_indicators(tx).await?;
    questionnaires::seed(tx, app.now()).await?;
    Ok(())
}

/// Adds a person with an account and a one-time password, which is the answer. It must be changed at the first sign-in.
pub async fn add_user(app: &App, organisation: OrganisationId, new: &NewUser) -> Result<String, AppError> {
    let password = OneTimePassword::new();
    let password_hash = hash_password(password.expose())?;
    let person = Person {
        id: new_person_id(),
        employee_number: None,
        name: new.name.clone(),
        email: Some(new.email.clone()),
        title: new.title.clone(),
        is_erased: false,
    };
    let tx = app.write(organisation).await?;
    match persons::add(&tx, &person, app.now()).await {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => return Err(AppError::invalid("email", "problem-taken")),
        Err(error) => return Err(error.into()),
    }
    if let Some(role) = new.role {
        let since = app.today();
        let role = RoleAssignment {
            id: RoleAssignmentId(Uuid::now_v7()),
            person: person.id,
            role,
            unit: None,
            period: Period::since(since),
        };
        persons::add_role(&tx, &role).await?;
    }
    open(app, &tx, person.id, password_hash).await?;
    Trail::new("account", person.id.0, "added")
        .write(&tx, None, app.now())
        .await?;
    tx.commit().await?;
    Ok(password.expose().to_owned())
}

/// Gives an account a new one-time password, which is the answer, and ends its sessions.
pub async fn reset_password(app: &App, organisation: OrganisationId, email: &str) -> Result<String, AppError> {
    let password = OneTimePassword::new();
    let password_hash = hash_password(password.expose())?;
    let tx = app.write(organisation).await?;
    let person = persons::by_email(&tx, email).await?.ok_or(AppError::NotFound)?;
    open(app, &tx, person.id, password_hash).await?;
    Trail::new("account", person.id.0, "password_reset")
        .write(&tx, None, app.now())
        .await?;
    tx.commit().await?;
    Ok(password.expose().to_owned())
}

/// Closes an account and ends its sessions.
pub async fn close_account(app: &App, organisation: OrganisationId, email: &str) -> Result<(), AppError> {
    let tx = app.write(organisation).await?;
    let person = persons::by_email(&tx, email).await?.ok_or(AppError::NotFound)?;
    close(&tx, person.id, app.now()).await?;
    Trail::new("account", person.id.0, "closed")
        .write(&tx, None, app.now())
        .await?;
    Ok(tx.commit().await?)
}
