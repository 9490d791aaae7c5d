//! The first person of an installation, who becomes administrator and coordinator: by a link that only the server's terminal shows, or from
//! the command line. Once somebody can sign in, neither works any more.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use trivsel_domain::id::{OrganisationId, RoleAssignmentId};
use trivsel_domain::period::Period;
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_domain::setup::short_name;
use trivsel_domain::sign_in::SignInKind;
use trivsel_store::organisations::Organisation;
use trivsel_store::sessions::{self, Account};
use trivsel_store::{StoreError, Tx, organisations, persons};
use uuid::Uuid;

use crate::accounts::begin_organisation;
use crate::identity::gate::{Lane, hash_password};
use crate::identity::{Lack, NewPassword, SessionToken, begin_session, door, drawn_secret, lack, new_person_id};
use crate::input::Input;
use crate::persons::accounts::{OneTimePassword, open};
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, mail_address};

/// What the first person shows to be let in. It lives in the server's memory only: a server that starts anew prints another one.
#[derive(Clone, Default)]
pub struct SetupKey(Arc<Mutex<Option<[u8; 32]>>>);

impl std::fmt::Debug for SetupKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetupKey(…)")
    }
}

impl SetupKey {
    /// A new key, in place of any before it. Only its hash is kept.
    pub fn offer(&self) -> String {
        let key = drawn_secret::<24>();
        self.put(Some(hash_of(&key)));
        key
    }

    fn put(&self, hash: Option<[u8; 32]>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = hash;
    }

    fn fits(&self, key: &str) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) == Some(hash_of(key))
    }

    /// Takes the key away, so that of two who come at the same time only one gets in.
    fn take(&self, key: &str) -> Option<[u8; 32]> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.take_if(|held| *held == hash_of(key))
    }
}

fn hash_of(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

/// What is typed behind the setup link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetupForm {
    /// What the workplace is called; not asked where it is there already.
    pub workplace: String,
    /// The person's name.
    pub name: String,
    /// The mail address, also the name to sign in with.
    pub email: String,
    /// The password.
    pub new: String,
    /// The password once more.
    pub repeated: String,
}

/// The first person, with the workplace they let everybody else into.
#[derive(Clone, Debug)]
pub struct FirstPerson {
    organisation: Organisation,
    person: Person,
}

/// The first person with the password they chose, which is hard to come to for whoever knows them.
#[derive(Clone, Debug)]
pub struct FirstAccount {
    first: FirstPerson,
    password: NewPassword,
}

impl SetupForm {
    /// What was typed, as values, for the workplace that waits; where none does, a new one.
    pub fn read(&self, waiting: Option<&Organisation>) -> Result<FirstAccount, Problems> {
        let mut input = Input::new();
        let first = self.first(&mut input, waiting);
        let password = NewPassword::read(&mut input, &self.new, &self.repeated);
        password.must_be_hard(&mut input, &first.person, &first.organisation);
        input.read(Some(FirstAccount { first, password }))
    }

    /// The same where no password is chosen yet.
    pub fn person(&self, waiting: Option<&Organisation>) -> Result<FirstPerson, Problems> {
        let mut input = Input::new();
        let first = self.first(&mut input, waiting);
        input.read(Some(first))
    }

    fn first(&self, input: &mut Input, waiting: Option<&Organisation>) -> FirstPerson {
        let organisation = waiting.cloned().unwrap_or_else(|| {
            let name = input.required("workplace", &self.workplace);
            Organisation {
                id: OrganisationId(Uuid::now_v7()),
                short_name: short_name(&name),
                name,
                is_demo: false,
                small_group_minimum: 5,
            }
        });
        let name = input.required("name", &self.name);
        let typed = input.required("email", &self.email);
        let email = mail_address::read(&typed);
        if email.is_none() && !typed.is_empty() {
            input.refuse(Problem::new("email", "problem-email"));
        }
        let person = Person {
            id: new_person_id(),
            employee_number: None,
            name,
            email,
            title: String::new(),
            is_erased: false,
        };
        FirstPerson { organisation, person }
    }
}

/// The workplace that waits for its first person behind this key: none when there is no workplace yet either.
///
/// A key that is wrong, used or no longer needed finds nothing.
pub async fn waits_for(app: &App, key: &str) -> Result<Option<Organisation>, AppError> {
    if !app.setup.fits(key) {
        return Err(AppError::NotFound);
    }
    match waiting(app).await {
        Err(AppError::Conflict) => Err(AppError::NotFound),
        found => found,
    }
}

/// The workplace that waits for its first person: none when there is no workplace yet either. [`AppError::Conflict`] when somebody can
/// sign in.
pub async fn waiting(app: &App) -> Result<Option<Organisation>, AppError> {
    match lack(app).await? {
        Some(Lack::Organisation) => Ok(None),
        Some(Lack::Account) => Ok(organisations::list(&app.store).await?.pop()),
        None => Err(AppError::Conflict),
    }
}

/// Lets the first person in: workplace, person, both roles, account and session in one transaction. The key is used up by it.
pub async fn begin(app: &App, key: &str, account: &FirstAccount, language: &str) -> Result<SessionToken, AppError> {
    let waiting = waits_for(app, key).await?;
    let person = &account.first.person;
    let organisation = waiting.as_ref().unwrap_or(&account.first.organisation);
    let password_hash = app.gate.hash(Lane::Known, account.password.expose()).await?;
    let Some(held) = app.setup.take(key) else {
        return Err(AppError::NotFound);
    };
    let begun = async {
        let tx = app.write(organisation.id).await?;
        add_first(app, &tx, organisation, waiting.is_none(), person).await?;
        let account = Account {
            person: person.id,
            password_hash,
            language: language.to_owned(),
            disabled_at: None,
            must_change_password: false,
            password_until: None,
        };
        sessions::add_account(&tx, &account).await?;
        door::note(app, &tx, person.id, SignInKind::In).await?;
        let token = begin_session(app, &tx, person.id).await?;
        tx.commit().await?;
        Ok(token)
    };
    let begun: Result<SessionToken, AppError> = begun.await;
    if begun.is_err() {
        app.setup.put(Some(held));
    }
    begun
}

/// The same from the command line, with a one-time password, which is the answer.
pub async fn establish(app: &App, first: &FirstPerson) -> Result<String, AppError> {
    let waiting = waiting(app).await?;
    let person = &first.person;
    let organisation = waiting.as_ref().unwrap_or(&first.organisation);
    let password = OneTimePassword::new();
    let password_hash = hash_password(password.expose())?;
    let tx = app.write(organisation.id).await?;
    add_first(app, &tx, organisation, waiting.is_none(), person).await?;
    open(app, &tx, person.id, password_hash).await?;
    tx.commit().await?;
    Ok(password.expose().to_owned())
}

/// Adds the first person, with the workplace where it is new. As administrator alone they could open accounts and see nothing of the work.
async fn add_first(
    app: &App,
    tx: &Tx,
    organisation: &Organisation,
    is_new: bool,
    person: &Person,
) -> Result<(), AppError> {
    if is_new {
        begin_organisation(app, tx, organisation).await?;
    }
    match persons::add(tx, person, app.now()).await {
        Err(StoreError::Conflict(_)) => return Err(AppError::invalid("email", "problem-taken")),
        added => added?,
    }
    for role in [Role::Administrator, Role::Coordinator] {
        let role = RoleAssignment {
            id: RoleAssignmentId(Uuid::now_v7()),
            person: person.id,
            role,
            unit: None,
            period: Period::since(app.today()),
        };
        persons::add_role(tx, &role).await?;
    }
    Trail::new("account", person.id.0, "added")
        .write(tx, Some(person.id), app.now())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_fits_once_and_a_new_one_takes_its_place() {
        let held = SetupKey::default();
        assert!(!held.fits(""));
        let first = held.offer();
        assert!(held.fits(&first) && !held.fits("x") && !held.fits(""));
        let second = held.offer();
        assert!(!held.fits(&first) && held.fits(&second));
        assert!(held.take(&first).is_none());
        assert!(held.take(&second).is_some());
        assert!(held.take(&second).is_none() && !held.fits(&second));
        assert!(!format!("{held:?}").contains(&second));
    }
}
