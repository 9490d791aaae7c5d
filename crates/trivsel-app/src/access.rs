//! Letting people in: a code by which somebody chooses a password, once. It comes in a mail or on paper, for one or for many
//! (`access/many.rs`), or because somebody forgot the password they had.
//!
//! A code is kept nowhere but as a hash. Looking at the page it leads to uses nothing up: mail servers do that, too, before anybody reads.

mod many;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use trivsel_domain::id::PersonId;
use trivsel_domain::job::Job;
use trivsel_domain::person::Person;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::sign_in::{AccessKind, SignInKind};
use trivsel_store::access_links::{self as store, AccessLink};
use trivsel_store::mails::{self as queue, Mail, MailKind};
use trivsel_store::organisations::Organisation;
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Tx, organisations, persons, sign_ins};

pub use many::{ManyForm, Ready, Sheet, Slip, ToLetIn, Whom, invite, ready, sheets};

use crate::identity::gate::Lane;
use crate::identity::throttle::{self, Counted};
use crate::identity::{NewPassword, Origin, SessionToken, begin_session, choose_organisation, door, hex};
use crate::input::Input;
use crate::persons::OneTimePassword;
use crate::persons::accounts::{must_have_account_address, no_more_links};
use crate::trail::Trail;
use crate::work::Writer;
use crate::{App, AppError, Problems, mails};

/// A code that was just made.
pub(crate) struct Made {
    /// The address of the page where the password is chosen, with the code in it.
    pub(crate) link: String,
    /// Until when it can be used.
    pub(crate) until: DateTime<Utc>,
}

/// What is shown to the holder of a code that can be used.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Whose people they belong to.
    pub organisation: String,
    /// What they sign in with from then on.
    pub email: String,
}

/// What is typed to choose a password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChooseForm {
    /// The password.
    pub new: String,
    /// Once more.
    pub repeated: String,
}

/// What is typed by somebody who forgot their password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// The organisation's short name; may be empty when there is only one.
    pub organisation: String,
    /// The mail address.
    pub email: String,
}

/// Who forgot a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgetful {
    /// The organisation's short name; empty where there is only one.
    organisation: String,
    /// The mail address, in small letters.
    email: String,
}

impl ChooseForm {
    /// The password as it was typed, twice.
    pub fn read(&self) -> Result<NewPassword, Problems> {
        let mut input = Input::new();
        let new = NewPassword::read(&mut input, &self.new, &self.repeated);
        input.read(Some(new))
    }
}

impl AskForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<Forgetful, Problems> {
        let mut input = Input::new();
        let email = input.required("email", &self.email).to_lowercase();
        input.read(Some(Forgetful {
            organisation: self.organisation.trim().to_owned(),
            email,
        }))
    }
}

/// Makes a code for an open account; those of the same kind that were made before open nothing from then on. None where there is no such
/// account.
pub(crate) async fn make(app: &App, tx: &Tx, person: PersonId, kind: AccessKind) -> Result<Option<Made>, AppError> {
    let organisation = organisations::find(tx).await?.ok_or(AppError::NotFound)?;
    let account = sessions::find_account(tx, person).await?;
    if account.is_none_or(|account| account.disabled_at.is_some()) {
        return Ok(None);
    }
    let code = OneTimePassword::new();
    let until = app.now() + kind.valid_for();
    store::remove_of(tx, &[person], kind).await?;
    let link = AccessLink {
        token_hash: hash_of(code.expose()),
        person,
        kind,
        expires_at: until,
    };
    store::add_many(tx, &[link]).await?;
    door::note(app, tx, person, SignInKind::LinkGiven).await?;
    Ok(Some(Made {
        link: address(app, &organisation, &code),
        until,
    }))
}

fn address(app: &App, organisation: &Organisation, code: &OneTimePassword) -> String {
    let (public, short) = (&app.settings.public_url, &organisation.short_name);
    format!("{public}/access/{short}/{}", code.expose())
}

/// A code as it is compared: whatever somebody put between its letters when they typed it.
fn hash_of(code: &str) -> String {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    hex(&format!("access:{}", letters.to_ascii_lowercase()))
}

/// The account behind a code, while it can be used.
async fn behind(app: &App, tx: &Tx, code: &str) -> Result<Option<(AccessLink, Account, Person)>, AppError> {
    let Some(link) = store::find(tx, &hash_of(code))
        .await?
        .filter(|link| link.expires_at > app.now())
    else {
        return Ok(None);
    };
    let account = sessions::find_account(tx, link.person).await?;
    let person = persons::find(tx, link.person).await?;
    let both = account.filter(|account| account.disabled_at.is_none()).zip(person);
    Ok(both.map(|(account, person)| (link, account, person)))
}

/// What a code opens; nothing when it was used, its time has run out, or nobody made it.
pub async fn find(app: &App, short_name: &str, code: &str) -> Result<Option<Opening>, AppError> {
    let Some(organisation) = organisations::by_short_name(&app.store, short_name).await? else {
        return Ok(None);
    };
    let tx = app.read(organisation.id).await?;
    let found = behind(app, &tx, code).await?;
    Ok(found.map(|(_, _, person)| Opening {
        organisation: organisation.name,
        email: person.email.unwrap_or_default(),
    }))
}

/// Chooses a password by a code and begins a session; none when the code opens nothing. It is used up by that, with every other code of the
/// person, and other sessions end.
pub async fn choose(
    app: &App,
    short_name: &str,
    code: &str,
    new: &NewPassword,
) -> Result<Option<SessionToken>, AppError> {
    let Some(organisation) = organisations::by_short_name(&app.store, short_name).await? else {
        return Ok(None);
    };
    let found = {
        let tx = app.read(organisation.id).await?;
        behind(app, &tx, code).await?
    };
    let Some((_, _, person)) = found else { return Ok(None) };
    let mut input = Input::new();
    new.must_be_hard(&mut input, &person, &organisation);
    input.done()?;
    let password_hash = &app.gate.hash(Lane::Strangers, new.expose()).await?;
    app.writing(Writer::nobody(organisation.id), |work| async move {
        // Looked at once more: somebody may have used it meanwhile.
        let Some((link, account, _)) = behind(app, &work, code).await? else {
            return Ok(None);
        };
        if store::use_up(&work, &link.token_hash).await? == 0 {
            return Ok(None);
        }
        no_more_links(&work, link.person).await?;
        let chosen = Account {
            password_hash: password_hash.clone(),
            must_change_password: false,
            password_until: None,
            ..account
        };
        sessions::change_account(&work, &chosen).await?;
        sessions::remove_sessions_of(&work, link.person).await?;
        sign_ins::remove_devices_of(&work, link.person).await?;
        door::note(app, &work, link.person, SignInKind::LinkUsed).await?;
        work.trail(Trail::new("account", link.person.0, "password_chosen").of(link.person.0));
        Ok(Some(begin_session(app, &work, link.person).await?))
    })
    .await
}

/// Sends a link to somebody who forgot their password, if there is such an account. What comes back is the same when there is none, and
/// takes as long: nobody learns here who has an account.
pub async fn ask(app: &App, asking: &Forgetful, origin: &Origin) -> Result<(), AppError> {
    app.must_mail()?;
    let email = &asking.email;
    let organisation = choose_organisation(app, &asking.organisation).await?.id;
    let wait = throttle::count(app, organisation, &Counted::of_asking(email, &origin.network)).await?;
    app.pause(wait).await;
    app.writing(Writer::nobody(organisation), |work| async move {
        if let Some(person) = open_account_of(&work, email).await?
            && !is_answered(app, &work, person).await?
        {
            mails::queue(&work, &[Mail::to(person, MailKind::Forgotten)]).await?;
        }
        // Asked for either way, so that something is written either way.
        work.later(Job::SendMails);
        Ok(())
    })
    .await
}

async fn open_account_of(tx: &Tx, email: &str) -> Result<Option<PersonId>, AppError> {
    let Some(person) = persons::by_email(tx, email).await?.filter(|person| !person.is_erased) else {
        return Ok(None);
    };
    let account = sessions::find_account(tx, person.id).await?;
    Ok(account
        .filter(|account| account.disabled_at.is_none())
        .map(|account| account.person))
}

/// Does a mail wait already, or did one go some minutes ago? Whoever presses again and again fills nobody's mailbox.
async fn is_answered(app: &App, tx: &Tx, person: PersonId) -> Result<bool, AppError> {
    /// How long after a link a new one can be asked for.
    const QUIET: chrono::TimeDelta = chrono::TimeDelta::minutes(5);
    let waiting = queue::list_of_kind(tx, MailKind::Forgotten).await?;
    if waiting
        .iter()
        .any(|mail| mail.person == person && mail.attempts < mails::TRIES)
    {
        return Ok(true);
    }
    let fresh_until = app.now() + AccessKind::Forgotten.valid_for() - QUIET;
    let links = store::list_of(tx, person).await?;
    Ok(links
        .iter()
        .any(|link| link.kind == AccessKind::Forgotten && link.expires_at > fresh_until))
}

/// Opens a person's account, or opens it again, and sends a link by which the password is chosen. The one they had opens nothing more.
pub async fn send_link(app: &App, who: &Actor, person: PersonId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    app.must_mail()?;
    app.writing(who, |work| async move {
        must_have_account_address(&work, person).await?;
        let before = sessions::find_account(&work, person).await?;
        let account = Account {
            person,
            password_hash: String::new(),
            language: before
                .as_ref()
                .map_or_else(|| "da".to_owned(), |before| before.language.clone()),
            disabled_at: None,
            must_change_password: false,
            password_until: None,
        };
        if before.is_some() {
            sessions::change_account(&work, &account).await?;
            sessions::remove_sessions_of(&work, person).await?;
            sign_ins::remove_devices_of(&work, person).await?;
            no_more_links(&work, person).await?;
        } else {
            sessions::add_account(&work, &account).await?;
        }
        mails::queue(&work, &[Mail::to(person, MailKind::Access)]).await?;
        work.trail(Trail::new("account", person.0, "invited").of(person.0));
        Ok(())
    })
    .await
}
