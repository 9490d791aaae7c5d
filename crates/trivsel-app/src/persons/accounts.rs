//! How a person signs in: an account is opened, gets a one-time password, and is closed.

use chrono::{DateTime, TimeDelta, Utc};
use trivsel_domain::id::PersonId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::sign_in::SignInKind;
use trivsel_store::mails::MailKind;
use trivsel_store::sessions::{self, Account};
use trivsel_store::{Tx, access_links, mails, persons as store, sign_ins};

use crate::identity::door;
use crate::identity::gate::Lane;
use crate::trail::Trail;
use crate::{App, AppError};

/// The letters of a one-time password: none that is taken for another when read aloud or from paper.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Four groups of four letters are 80 bits: 16 × 5.
const GROUPS: usize = 4;

/// How long a one-time password opens the account: over a weekend, and no longer.
const ONE_TIME: TimeDelta = TimeDelta::hours(72);

/// A password shown once to the administrator, to be handed over and changed at the first sign-in.
#[derive(Clone)]
pub struct OneTimePassword(String);

impl OneTimePassword {
    pub(crate) fn new() -> Self {
        let mut bytes = [0_u8; GROUPS * 4];
        rand::fill(&mut bytes[..]);
        let letters: Vec<char> = bytes
            .iter()
            .filter_map(|byte| LETTERS.get(usize::from(byte % 32)).map(|letter| char::from(*letter)))
            .collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        Self(groups.join("-"))
    }

    /// The password itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimePassword(…)")
    }
}

/// Opens a person's account, or opens it again, and gives it a one-time password.
pub async fn open_account(app: &App, who: &Actor, person: PersonId) -> Result<OneTimePassword, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    set_password(app, who, person, "opened").await
}

/// Gives an open account a new one-time password, and ends its sessions.
pub async fn give_password(app: &App, who: &Actor, person: PersonId) -> Result<OneTimePassword, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    set_password(app, who, person, "password_given").await
}

async fn set_password(
    app: &App,
    who: &Actor,
    person: PersonId,
    verb: &'static str,
) -> Result<OneTimePassword, AppError> {
    let password = OneTimePassword::new();
    let password_hash = app.gate.hash(Lane::Known, password.expose()).await?;
    let password_hash = &password_hash;
    app.writing(who, |work| async move {
        must_have_account_address(&work, person).await?;
        open(app, &work, person, password_hash.clone()).await?;
        note(app, &work, who, person, verb).await
    })
    .await?;
    Ok(password)
}

/// Fails where somebody has no address to sign in with.
pub(crate) async fn must_have_account_address(tx: &Tx, person: PersonId) -> Result<(), AppError> {
    let found = store::find(tx, person)
        .await?
        .filter(|person| !person.is_erased)
        .ok_or(AppError::NotFound)?;
    if found.email.is_none() {
        return Err(AppError::Refused("refused-account-without-email"));
    }
    Ok(())
}

/// Closes an account and ends its sessions. One's own must be closed by somebody else, so that an administrator is always left.
pub async fn close_account(app: &App, who: &Actor, person: PersonId) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    if person == who.person {
        return Err(AppError::Refused("refused-own-account"));
    }
    app.writing(who, |work| async move {
        close(&work, person, work.now).await?;
        note(app, &work, who, person, "closed").await?;
        Ok(())
    })
    .await
}

/// Opens an account, or opens it again, with a password that must be changed at the first sign-in. Ends its sessions.
pub(crate) async fn open(app: &App, tx: &Tx, person: PersonId, password_hash: String) -> Result<(), AppError> {
    let before = sessions::find_account(tx, person).await?;
    let account = Account {
        person,
        password_hash,
        language: before
            .as_ref()
            .map_or_else(|| "da".to_owned(), |before| before.language.clone()),
        disabled_at: None,
        must_change_password: true,
        password_until: Some(app.now() + ONE_TIME),
    };
    if before.is_some() {
        sessions::change_account(tx, &account).await?;
    } else {
        sessions::add_account(tx, &account).await?;
    }
    sessions::remove_sessions_of(tx, person).await?;
    // Whoever once had the old password may hold a browser that is known.
    sign_ins::remove_devices_of(tx, person).await?;
    no_more_links(tx, person).await?;
    door::note(app, tx, person, SignInKind::PasswordGiven).await?;
    Ok(())
}

/// Closes an account and ends its sessions.
pub(crate) async fn close(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Result<(), AppError> {
    let account = sessions::find_account(tx, person).await?.ok_or(AppError::NotFound)?;
    let closed = Account {
        disabled_at: Some(now),
        ..account
    };
    sessions::change_account(tx, &closed).await?;
    sign_ins::remove_devices_of(tx, person).await?;
    sessions::remove_sessions_of(tx, person).await?;
    no_more_links(tx, person).await
}

/// Takes back every link by which a password could be chosen, and the mails that would bring one.
pub(crate) async fn no_more_links(tx: &Tx, person: PersonId) -> Result<(), AppError> {
    access_links::remove_all_of(tx, person).await?;
    mails::remove_to(tx, person, &[MailKind::Access, MailKind::Forgotten]).await?;
    Ok(())
}

async fn note(app: &App, tx: &Tx, who: &Actor, person: PersonId, verb: &'static str) -> Result<(), AppError> {
    Ok(Trail::new("account", person.0, verb)
        .of(person.0)
        .write(tx, Some(who.person), app.now())
        .await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_one_time_password_is_long_and_easy_to_read_aloud() {
        let password = OneTimePassword::new();
        assert_eq!(password.expose().len(), 19);
        assert!(!password.expose().contains(['l', 'o', '0', '1']));
        assert_ne!(password.expose(), OneTimePassword::new().expose());
        assert_eq!(format!("{password:?}"), "OneTimePassword(…)");
    }
}
