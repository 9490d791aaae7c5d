//! Signing in and out, and who the visitor is.
//!
//! Password is one way in; OpenID Connect and passkeys will be others. All of them end in [`begin_session`], which is the seam.

mod demo;
mod devices;
pub(crate) mod door;
pub(crate) mod gate;
pub(crate) mod passwords;
pub(crate) mod throttle;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::id::{OrganisationId, PersonId};
use trivsel_domain::person::Person;
use trivsel_domain::rights::Actor;
use trivsel_domain::sign_in::SignInKind;
use trivsel_store::organisations::Organisation;
use trivsel_store::sessions::{self, Account, Session};
use trivsel_store::{Tx, organisations, persons, sign_ins};
use uuid::Uuid;

pub use demo::{DemoPerson, demo_people, people_of, step_in};
pub use devices::DeviceToken;
pub use door::{SignInPage, list_sign_ins, own_sign_ins};
pub use gate::PasswordGate;
pub use passwords::{NewPassword, PasswordForm, change_password};
pub(crate) use throttle::account_key;
pub use trivsel_store::sign_ins::SignInLine;

use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, structure};
use gate::Lane;
use throttle::Counted;

/// How long a session runs without being used.
const SESSION: TimeDelta = TimeDelta::hours(10);
/// A session in use is let run longer once this much of it is left.
const EXTEND_BELOW: TimeDelta = TimeDelta::hours(9);
/// How long a session runs however much it is used (ASVS 3.3.2): the longest of working days.
const LONGEST_SESSION: TimeDelta = TimeDelta::hours(12);

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

    /// Whose visitors' it is.
    pub(crate) fn organisation(&self) -> OrganisationId {
        self.organisation
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

/// What somebody signs in with.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The organisation's short name; empty where there is only one.
    organisation: String,
    /// The mail address, in small letters.
    email: String,
    password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

impl SignIn {
    /// What was typed, as values.
    pub fn read(&self) -> Result<Credentials, Problems> {
        let mut input = Input::new();
        let email = input.required("email", &self.email).to_lowercase();
        if self.password.is_empty() {
            input.refuse(Problem::new("password", "problem-required"));
        }
        input.read(Some(Credentials {
            organisation: self.organisation.trim().to_owned(),
            email,
            password: self.password.clone(),
        }))
    }
}

/// What an installation lacks before anybody can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There is no workplace.
    Organisation,
    /// There is a workplace, and nobody has an account.
    Account,
}

/// What has to be done before anybody can sign in; nothing once somebody can.
pub async fn lack(app: &App) -> Result<Option<Lack>, AppError> {
    let all = organisations::list(&app.store).await?;
    let [only] = all.as_slice() else {
        return Ok(all.is_empty().then_some(Lack::Organisation));
    };
    let tx = app.read(only.id).await?;
    Ok((!sessions::has_accounts(&tx).await?).then_some(Lack::Account))
}

/// The organisations a visitor may sign in to.
pub async fn list_organisations(app: &App) -> Result<Vec<Organisation>, AppError> {
    Ok(organisations::list(&app.store).await?)
}

/// Where a request came from: what tries are counted by.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The network the visitor sits on. Only its hash is kept, for an hour.
    pub network: String,
    /// What the browser holds from an earlier sign-in.
    pub device: Option<DeviceToken>,
}

/// What a sign-in gives.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: SessionToken,
    /// What makes a browser known that was not.
    pub device: Option<DeviceToken>,
}

/// Checks a password and begins a session.
///
/// The try is counted before it is looked at, and waits the longer the more went before it. It is never refused because others guess:
/// a browser that has signed in before is counted by itself, and so is every network.
pub async fn sign_in(app: &App, with: &Credentials, origin: &Origin) -> Result<SignedIn, AppError> {
    let Credentials {
        organisation,
        email,
        password,
    } = with;
    let organisation = choose_organisation(app, organisation).await?;
    let known = {
        let tx = app.read(organisation.id).await?;
        devices::known(&tx, origin.device.as_ref(), email, app.now()).await?
    };
    let (counted, lane) = match &known {
        Some(device) => (Counted::of_device(&device.device_hash), Lane::Known),
        None => (Counted::of_stranger(email, &origin.network), Lane::Strangers),
    };
    let wait = throttle::count(app, organisation.id, &counted).await?;
    app.pause(wait).await;
    let account = {
        let tx = app.read(organisation.id).await?;
        match persons::by_email(&tx, email).await? {
            Some(person) => sessions::find_account(&tx, person.id)
                .await?
                .filter(|account| account.disabled_at.is_none()),
            None => None,
        }
    };
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone())
        .filter(|hash| !hash.is_empty());
    let is_right = app.gate.verify(lane, password, hash.as_deref()).await?;
    let now = app.now();
    // Written for an invented name too, so that the clock does not tell them apart. Not a snapshot: at eight in the morning many clear
    // the same old rows away, and none of them may be turned away for it.
    let tx = app.store.write_box(organisation.id).await?;
    sessions::sweep(&tx, now).await?;
    door::sweep(&tx, now).await?;
    // Looked at once more: the account may have been closed, or its password changed, while this one was looked at.
    let account = match account {
        Some(before) => sessions::find_account(&tx, before.person)
            .await?
            .filter(|account| account.disabled_at.is_none() && account.password_hash == before.password_hash),
        None => None,
    };
    let Some(account) = account.as_ref().filter(|_| is_right) else {
        let kind = if wait.is_zero() {
            SignInKind::Failed
        } else {
            SignInKind::Slowed
        };
        match account {
            Some(account) => door::note(app, &tx, account.person, kind).await?,
            None => door::log(None, kind),
        }
        tx.commit().await?;
        return Err(AppError::invalid("password", "problem-sign-in"));
    };
    // A one-time password opens the account once, whatever comes side by side.
    if account.password_until.is_some() && !sessions::use_up_password(&tx, account.person, now).await? {
        door::note(app, &tx, account.person, SignInKind::OneTimeOver).await?;
        tx.commit().await?;
        return Err(AppError::invalid("password", "problem-one-time-over"));
    }
    let session = begin_session(app, &tx, account.person).await?;
    let device = devices::remember(&tx, known, account.person, now).await?;
    door::note(app, &tx, account.person, SignInKind::In).await?;
    tx.commit().await?;
    throttle::forgive(app, organisation.id, &counted).await;
    Ok(SignedIn { session, device })
}

pub(crate) async fn choose_organisation(app: &App, short_name: &str) -> Result<Organisation, AppError> {
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
    let token = SessionToken {
        organisation: tx.organisation(),
        secret: drawn_secret::<32>(),
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

/// Whose session it is, if it still runs.
pub(crate) async fn holder(app: &App, token: &SessionToken) -> Result<Option<PersonId>, AppError> {
    let tx = app.read(token.organisation).await?;
    let session = sessions::find_session(&tx, &token.hash(), app.now()).await?;
    Ok(session.map(|session| session.person))
}

/// Who holds this token now, with today's rights; none when it has run out. A session in use runs longer.
pub async fn visitor(app: &App, token: &SessionToken) -> Result<Option<Visitor>, AppError> {
    let Some((visitor, session)) = onlooker(app, token).await? else {
        return Ok(None);
    };
    let now = app.now();
    let until = (now + SESSION).min(session.created_at + LONGEST_SESSION);
    if session.expires_at - now < EXTEND_BELOW && until > session.expires_at {
        let tx = app.write(token.organisation).await?;
        sessions::extend_session(&tx, &session.token_hash, until).await?;
        tx.commit().await?;
    }
    Ok(Some(visitor))
}

/// The same, and the session runs no longer for it: a page that is left open is not somebody at work.
pub(crate) async fn onlooker(app: &App, token: &SessionToken) -> Result<Option<(Visitor, Session)>, AppError> {
    let tx = app.read(token.organisation).await?;
    let Some(open) = sessions::find_open(&tx, &token.hash(), app.now()).await? else {
        return Ok(None);
    };
    let visitor = with_rights(app, &tx, open.person, open.language, open.must_change_password).await?;
    Ok(visitor.map(|visitor| (visitor, open.session)))
}

/// Somebody with an open account, with the rights of today, whether they are signed in or not: what is sent to them holds what they may see.
pub(crate) async fn visitor_of(app: &App, tx: &Tx, person: PersonId) -> Result<Option<Visitor>, AppError> {
    let account = sessions::find_account(tx, person).await?;
    let account = account.filter(|account| account.disabled_at.is_none());
    let Some((account, person)) = account.zip(persons::find(tx, person).await?) else {
        return Ok(None);
    };
    with_rights(app, tx, person, account.language, account.must_change_password).await
}

async fn with_rights(
    app: &App,
    tx: &Tx,
    person: Person,
    language: String,
    must_change_password: bool,
) -> Result<Option<Visitor>, AppError> {
    let Some((organisation, versions)) = organisations::find_with_versions(tx).await? else {
        return Ok(None);
    };
    let today = app.today();
    let persons::Standing { grants, seats } = persons::standing_of(tx, person.id, today).await?;
    let actor = Actor {
        organisation: tx.organisation(),
        person: person.id,
        name: person.name,
        title: person.title,
        grants,
        seats,
        tree: structure::tree_at(tx, versions, today).await?,
    };
    Ok(Some(Visitor {
        actor,
        organisation,
        language,
        must_change_password,
    }))
}

/// Ends one session.
pub async fn sign_out(app: &App, token: &SessionToken) -> Result<(), AppError> {
    let tx = app.write(token.organisation).await?;
    if let Some(session) = sessions::find_session(&tx, &token.hash(), app.now()).await? {
        sessions::remove_session(&tx, &session).await?;
        door::note(app, &tx, session.person, SignInKind::Out).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends every session of the person, on every device.
pub async fn sign_out_everywhere(app: &App, who: &Actor) -> Result<u64, AppError> {
    let tx = app.write(who.organisation).await?;
    let ended = sessions::remove_sessions_of(&tx, who.person).await?;
    sign_ins::remove_devices_of(&tx, who.person).await?;
    door::note(app, &tx, who.person, SignInKind::OutEverywhere).await?;
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

/// So many drawn bytes, as letters and digits that can stand in an address.
pub(crate) fn drawn_secret<const BYTES: usize>() -> String {
    let mut secret = [0_u8; BYTES];
    rand::fill(&mut secret[..]);
    BASE64_URL_SAFE_NO_PAD.encode(secret)
}

pub(crate) fn hex(text: &str) -> String {
    hex_digits(&Sha256::digest(text.as_bytes()))
}

/// A fresh id for a person.
pub fn new_person_id() -> PersonId {
    PersonId(Uuid::now_v7())
}
