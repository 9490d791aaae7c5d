//! Signing in and out, and who the visitor is.
//!
//! Password is one way in; OpenID Connect and passkeys will be others. All of them end in [`begin_session`], which is the seam.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::rights::Actor;
use trivsel_store::organisations::Organisation;
use trivsel_store::sessions::{self, Account, Session};
use trivsel_store::{Tx, organisations, persons};
use uuid::Uuid;

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, structure};

/// How long a session runs without being used.
const SESSION: TimeDelta = TimeDelta::hours(10);
/// A session in use is let run longer once this much of it is left.
const EXTEND_BELOW: TimeDelta = TimeDelta::hours(9);
/// The window in which failed tries are counted.
const ATTEMPT_WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Failed tries for one account in the window, before it must wait.
const ATTEMPTS_PER_ACCOUNT: u64 = 8;
/// Failed tries from one address in the window: more, since a whole town hall may share one.
const ATTEMPTS_PER_ADDRESS: u64 = 60;

/// A session's secret, as the cookie or the API client holds it: `organisation.secret`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToken {
    organisation: OrganisationId,
    secret: String,
}

impl SessionToken {
    /// Reads what the browser sent.
    pub fn parse(text: &str) -> Option<Self> {
        let (organisation, secret) = text.split_once('.')?;
        Some(Self {
            organisation: organisation.parse().ok()?,
            secret: secret.to_owned(),
        })
    }

    /// What the browser keeps.
    pub fn expose(&self) -> String {
        format!("{}.{}", self.organisation, self.secret)
    }

    fn hash(&self) -> String {
        hex(&self.secret)
    }
}

/// The signed-in visitor.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Who, with today's rights.
    pub actor: Actor,
    /// The organisation.
    pub organisation: Organisation,
    /// The language the person chose.
    pub language: String,
    /// Must a password given by an administrator be changed first?
    pub must_change_password: bool,
}

/// What is typed to sign in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    /// The organisation's short name; may be empty when there is only one.
    pub organisation: String,
    /// The mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// The organisations a visitor may sign in to.
pub async fn list_organisations(app: &App) -> Result<Vec<Organisation>, AppError> {
    Ok(organisations::list(&app.store).await?)
}

/// Checks a password and begins a session. `address` is where the request came from; only its hash is kept, for 15 minutes.
pub async fn sign_in(app: &App, form: &SignIn, address: &str) -> Result<SessionToken, AppError> {
    let mut input = Input::new();
    let email = input.required("email", &form.email).to_lowercase();
    if form.password.is_empty() {
        input.refuse(Problem::new("password", "problem-required"));
    }
    input.done()?;
    let organisation = choose_organisation(app, &form.organisation).await?;
    let now = app.now();
    let (account_key, address_key) = (account_key(&email), hex(&format!("address:{address}")));
    let account = {
        let tx = app.read(organisation.id).await?;
        let since = now - ATTEMPT_WINDOW;
        if sessions::count_attempts(&tx, &account_key, since).await? >= ATTEMPTS_PER_ACCOUNT
            || sessions::count_attempts(&tx, &address_key, since).await? >= ATTEMPTS_PER_ADDRESS
        {
            return Err(AppError::TooMany);
        }
        match persons::by_email(&tx, &email).await? {
            Some(person) => sessions::find_account(&tx, person.id)
                .await?
                .filter(|account| account.disabled_at.is_none()),
            None => None,
        }
    };
    // A wrong name costs as much time as a wrong password, so that names cannot be guessed by the clock.
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone())
        .filter(|hash| !hash.is_empty());
    let password = form.password.clone();
    let is_right = off_thread(move || verify_password(&password, hash.as_deref())).await?;
    let tx = app.write(organisation.id).await?;
    let Some(account) = account.filter(|_| is_right) else {
        sessions::add_attempt(&tx, &account_key, now).await?;
        sessions::add_attempt(&tx, &address_key, now).await?;
        tx.commit().await?;
        return Err(AppError::invalid("password", "problem-sign-in"));
    };
    sessions::remove_attempts(&tx, &account_key).await?;
    sessions::sweep(&tx, now, now - ATTEMPT_WINDOW).await?;
    let token = begin_session(app, &tx, account.person).await?;
    tx.commit().await?;
    Ok(token)
}

async fn choose_organisation(app: &App, short_name: &str) -> Result<Organisation, AppError> {
    if short_name.trim().is_empty() {
        let mut all = organisations::list(&app.store).await?;
        return match (all.pop(), all.is_empty()) {
            (Some(only), true) => Ok(only),
            (Some(_), false) => Err(AppError::invalid("organisation", "problem-required")),
            (None, _) => Err(AppError::invalid("organisation", "problem-no-organisation")),
        };
    }
    organisations::by_short_name(&app.store, short_name.trim())
        .await?
        .ok_or_else(|| AppError::invalid("organisation", "problem-no-such-organisation"))
}

/// Begins a session for a person who has proved who they are. Every way of signing in ends here.
pub async fn begin_session(app: &App, tx: &Tx, person: PersonId) -> Result<SessionToken, AppError> {
    let mut secret = [0_u8; 32];
    rand::fill(&mut secret[..]);
    let token = SessionToken {
        organisation: tx.organisation(),
        secret: BASE64_URL_SAFE_NO_PAD.encode(secret),
    };
    let now = app.now();
    sessions::add_session(
        tx,
        &Session {
            token_hash: token.hash(),
            person,
            created_at: now,
            expires_at: now + SESSION,
        },
    )
    .await?;
    Ok(token)
}

/// Who holds this token now, with today's rights; none when it has run out.
pub async fn visitor(app: &App, token: &SessionToken) -> Result<Option<Visitor>, AppError> {
    let now = app.now();
    let tx = app.read(token.organisation).await?;
    let Some(session) = sessions::find_session(&tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    let Some(account) = sessions::find_account(&tx, session.person)
        .await?
        .filter(|account| account.disabled_at.is_none())
    else {
        return Ok(None);
    };
    let (Some(person), Some((organisation, versions))) = (
        persons::find(&tx, session.person).await?,
        organisations::find_with_versions(&tx).await?,
    ) else {
        return Ok(None);
    };
    let today = app.today();
    let actor = Actor {
        organisation: token.organisation,
        person: person.id,
        name: person.name,
        title: person.title,
        grants: persons::grants_of(&tx, person.id, today).await?,
        tree: structure::tree_at(&tx, versions, today).await?,
    };
    drop(tx);
    if session.expires_at - now < EXTEND_BELOW {
        let tx = app.write(token.organisation).await?;
        sessions::extend_session(&tx, &session.token_hash, now + SESSION).await?;
        tx.commit().await?;
    }
    Ok(Some(Visitor {
        actor,
        organisation,
        language: account.language,
        must_change_password: account.must_change_password,
    }))
}

/// Ends one session.
pub async fn sign_out(app: &App, token: &SessionToken) -> Result<(), AppError> {
    let tx = app.write(token.organisation).await?;
    sessions::remove_session(&tx, &token.hash()).await?;
    Ok(tx.commit().await?)
}

/// Ends every session of the person, on every device.
pub async fn sign_out_everywhere(app: &App, who: &Actor) -> Result<u64, AppError> {
    let tx = app.write(who.organisation).await?;
    let ended = sessions::remove_sessions_of(&tx, who.person).await?;
    Trail::new("account", who.person.0, "signed_out_everywhere")
        .write(&tx, Some(who.person), app.now())
        .await?;
    tx.commit().await?;
    Ok(ended)
}

/// How many sessions the person has open.
pub async fn count_sessions(app: &App, who: &Actor) -> Result<u64, AppError> {
    let tx = app.read(who.organisation).await?;
    Ok(sessions::count_sessions_of(&tx, who.person, app.now()).await?)
}

/// Keeps the language the person chose.
pub async fn choose_language(app: &App, who: &Actor, language: &str) -> Result<(), AppError> {
    let tx = app.write(who.organisation).await?;
    if let Some(account) = sessions::find_account(&tx, who.person).await? {
        sessions::change_account(
            &tx,
            &Account {
                language: language.to_owned(),
                ..account
            },
        )
        .await?;
    }
    Ok(tx.commit().await?)
}

/// What is typed to change one's password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The present one.
    pub current: String,
    /// The new one.
    pub new: String,
    /// The new one once more.
    pub repeated: String,
}

/// Changes one's own password and ends every other session; the answer is the new one.
pub async fn change_password(app: &App, who: &Actor, form: &PasswordForm) -> Result<SessionToken, AppError> {
    let account = {
        let tx = app.read(who.organisation).await?;
        sessions::find_account(&tx, who.person)
            .await?
            .ok_or(AppError::NotFound)?
    };
    let mut input = Input::new();
    check_password(&mut input, "new", &form.new);
    if form.new != form.repeated {
        input.refuse(Problem::new("repeated", "problem-not-the-same"));
    }
    let (current, hash) = (form.current.clone(), account.password_hash.clone());
    if !off_thread(move || verify_password(&current, Some(&hash))).await? {
        input.refuse(Problem::new("current", "problem-password-wrong"));
    }
    input.done()?;
    let new = form.new.clone();
    let password_hash = off_thread(move || hash_password(&new)).await??;
    let tx = app.write(who.organisation).await?;
    sessions::change_account(
        &tx,
        &Account {
            password_hash,
            must_change_password: false,
            ..account
        },
    )
    .await?;
    sessions::remove_sessions_of(&tx, who.person).await?;
    Trail::new("account", who.person.0, "password_changed")
        .write(&tx, Some(who.person), app.now())
        .await?;
    let token = begin_session(app, &tx, who.person).await?;
    tx.commit().await?;
    Ok(token)
}

/// In the demo organisation only: steps in as any of its invented people.
pub async fn step_in(app: &App, organisation: OrganisationId, person: PersonId) -> Result<SessionToken, AppError> {
    let tx = app.write(organisation).await?;
    let is_demo = organisations::find(&tx)
        .await?
        .is_some_and(|organisation| organisation.is_demo);
    let has_account = sessions::find_account(&tx, person)
        .await?
        .is_some_and(|account| account.disabled_at.is_none());
    if !is_demo || !has_account {
        return Err(AppError::NotFound);
    }
    let token = begin_session(app, &tx, person).await?;
    tx.commit().await?;
    Ok(token)
}

/// Somebody to step in as, in the demo.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The work.
    pub title: String,
}

/// The demo organisation and its people with accounts, if this installation has one.
pub async fn demo_people(app: &App) -> Result<Option<(Organisation, Vec<DemoPerson>)>, AppError> {
    let Some(demo) = organisations::list(&app.store)
        .await?
        .into_iter()
        .find(|organisation| organisation.is_demo)
    else {
        return Ok(None);
    };
    let people = people_of(app, demo.id).await?;
    Ok(Some((demo, people)))
}

/// The people with accounts of an organisation that is the demo.
pub async fn people_of(app: &App, demo: OrganisationId) -> Result<Vec<DemoPerson>, AppError> {
    let tx = app.read(demo).await?;
    let ids: Vec<PersonId> = sessions::list_accounts(&tx)
        .await?
        .into_iter()
        .map(|account| account.person)
        .collect();
    let mut people = persons::list_some(&tx, &ids).await?;
    people.sort_by(|one, other| one.name.cmp(&other.name));
    let people = people.into_iter().map(|person| DemoPerson {
        id: person.id,
        name: person.name,
        title: person.title,
    });
    Ok(people.collect())
}

/// A password is at least 12 characters; nothing else is asked of it (NIST SP 800-63B §5.1.1.2).
pub fn check_password(input: &mut Input, field: &str, password: &str) {
    if password.chars().count() < 12 {
        input.refuse(Problem::new(field, "problem-password-short"));
    }
    if password.chars().count() > 200 {
        input.refuse(Problem::new(field, "problem-too-long").with("most", "200"));
    }
}

/// Argon2id with the crate's defaults (19 MiB, 2 passes), as a PHC string.
pub fn hash_password(password: &str) -> Result<String, AppError> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| AppError::internal("hashing a password", error.to_string()))?
        .to_string())
}

fn verify_password(password: &str, hash: Option<&str>) -> bool {
    let stored = hash.and_then(|hash| PasswordHash::new(hash).ok());
    match stored {
        Some(stored) => Argon2::default().verify_password(password.as_bytes(), &stored).is_ok(),
        None => {
            let _same_work = hash_password(password);
            false
        }
    }
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::internal("work on another thread", error))
}

fn hex(text: &str) -> String {
    hex_digits(&Sha256::digest(text.as_bytes()))
}

/// Bytes as two small digits each.
pub(crate) fn hex_digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that were written so; none of anything else.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// Under what failed sign-ins to an account are counted.
pub(crate) fn account_key(email: &str) -> String {
    hex(&format!("account:{}", email.to_lowercase()))
}

/// A fresh id for a person.
pub fn new_person_id() -> PersonId {
    PersonId(Uuid::now_v7())
}
