//! Organisations and accounts from the command line: what must be there before anybody can sign in.

use trivsel_domain::id::{OrganisationId, RoleAssignmentId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_store::organisations::{self, Organisation};
use trivsel_store::sessions::{self, Account};
use trivsel_store::{StoreError, persons};
use uuid::Uuid;

use crate::identity::{hash_password, new_person_id};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, figures, questionnaires};

/// What is given to add a person with an account.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// The mail address, also the name to sign in with.
    pub email: String,
    /// What the person does.
    pub title: String,
    /// A role for the whole organisation, if any.
    pub role: Option<Role>,
}

/// Adds an organisation.
pub async fn add_organisation(app: &App, short_name: &str, name: &str) -> Result<OrganisationId, AppError> {
    let mut input = Input::new();
    let name = input.required("name", name);
    let is_plain = !short_name.is_empty()
        && short_name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_plain {
        input.refuse(Problem::new("short_name", "problem-short-name"));
    }
    input.done()?;
    let organisation = Organisation {
        id: OrganisationId(Uuid::now_v7()),
        short_name: short_name.to_owned(),
        name,
        is_demo: false,
        small_group_minimum: 5,
    };
    match organisations::add(&app.store, &organisation, app.now()).await {
        Ok(()) => {
            let tx = app.write(organisation.id).await?;
            Trail::new("organisation", organisation.id.0, "added")
                .field("name", "", &organisation.name)
                .write(&tx, None, app.now())
                .await?;
            figures::seed_indicators(&tx).await?;
            questionnaires::seed(&tx, app.now()).await?;
            tx.commit().await?;
            Ok(organisation.id)
        }
        Err(StoreError::Conflict(_)) => Err(AppError::invalid("short_name", "problem-taken")),
        Err(error) => Err(error.into()),
    }
}

/// Adds a person with an account and a one-time password, which is the answer. It must be changed at the first sign-in.
pub async fn add_user(app: &App, organisation: OrganisationId, new: &NewUser) -> Result<String, AppError> {
    let mut input = Input::new();
    let (name, title) = (input.required("name", &new.name), input.line("title", &new.title));
    let email = input.required("email", &new.email).to_lowercase();
    if !email.contains('@') {
        input.refuse(Problem::new("email", "problem-email"));
    }
    if new.role.is_some_and(Role::needs_unit) {
        input.refuse(Problem::new("role", "problem-role-needs-unit"));
    }
    input.done()?;
    let password = one_time_password();
    let password_hash = hash_password(&password)?;
    let person = Person {
        id: new_person_id(),
        employee_number: None,
        name,
        email: Some(email),
        title,
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
    let account = Account {
        person: person.id,
        password_hash,
        language: "da".to_owned(),
        disabled_at: None,
        must_change_password: true,
    };
    sessions::add_account(&tx, &account).await?;
    Trail::new("account", person.id.0, "added")
        .write(&tx, None, app.now())
        .await?;
    tx.commit().await?;
    Ok(password)
}

/// Gives an account a new one-time password, which is the answer, and ends its sessions.
pub async fn reset_password(app: &App, organisation: OrganisationId, email: &str) -> Result<String, AppError> {
    let password = one_time_password();
    let password_hash = hash_password(&password)?;
    let tx = app.write(organisation).await?;
    let person = persons::by_email(&tx, email).await?.ok_or(AppError::NotFound)?;
    let fresh = Account {
        person: person.id,
        password_hash,
        language: "da".to_owned(),
        disabled_at: None,
        must_change_password: true,
    };
    match sessions::find_account(&tx, person.id).await? {
        Some(account) => {
            sessions::change_account(
                &tx,
                &Account {
                    language: account.language,
                    ..fresh
                },
            )
            .await?;
        }
        None => sessions::add_account(&tx, &fresh).await?,
    }
    sessions::remove_sessions_of(&tx, person.id).await?;
    Trail::new("account", person.id.0, "password_reset")
        .write(&tx, None, app.now())
        .await?;
    tx.commit().await?;
    Ok(password)
}

/// Closes an account and ends its sessions.
pub async fn close_account(app: &App, organisation: OrganisationId, email: &str) -> Result<(), AppError> {
    let tx = app.write(organisation).await?;
    let person = persons::by_email(&tx, email).await?.ok_or(AppError::NotFound)?;
    let account = sessions::find_account(&tx, person.id)
        .await?
        .ok_or(AppError::NotFound)?;
    sessions::change_account(
        &tx,
        &Account {
            disabled_at: Some(app.now()),
            ..account
        },
    )
    .await?;
    sessions::remove_sessions_of(&tx, person.id).await?;
    Trail::new("account", person.id.0, "closed")
        .write(&tx, None, app.now())
        .await?;
    Ok(tx.commit().await?)
}

/// Twenty letters and digits without those that look alike, in groups of five: about 98 bits.
pub fn one_time_password() -> String {
    const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut password = String::new();
    for index in 0..20 {
        if index > 0 && index % 5 == 0 {
            password.push('-');
        }
        let sign = SIGNS.get(rand::random_range(0..SIGNS.len())).copied().unwrap_or(b'a');
        password.push(char::from(sign));
    }
    password
}
