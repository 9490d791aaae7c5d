//! Who came, who went, and who was turned away: in the log and in a trail of 90 days. Nothing is noted but the account.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use trivsel_domain::id::PersonId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::sign_in::SignInKind;
use trivsel_store::sign_ins::{self as store, SignInLine};
use trivsel_store::{Tx, persons};

use crate::{App, AppError};

/// How long it is kept: long enough to find out after a summer what happened before it, and no longer.
const KEPT_FOR: TimeDelta = TimeDelta::days(90);
/// Lines to a page.
const PER_PAGE: u64 = 50;
/// Lines about oneself.
const OWN: u64 = 10;

/// Notes what happened at somebody's account, in the trail and in the log.
pub(crate) async fn note(app: &App, tx: &Tx, person: PersonId, kind: SignInKind) -> Result<(), AppError> {
    let happened_at = app.now();
    store::add(
        tx,
        SignInLine {
            happened_at,
            person,
            kind,
        },
    )
    .await?;
    log(Some(person), kind);
    Ok(())
}

/// Removes what has been kept for long enough.
pub(super) async fn sweep(tx: &Tx, now: DateTime<Utc>) -> Result<(), AppError> {
    store::sweep(tx, now - KEPT_FOR).await?;
    Ok(())
}

/// Only the log: for names nobody has, which must not be written down, since people type passwords where names belong.
pub(crate) fn log(person: Option<PersonId>, kind: SignInKind) {
    let what = kind.code();
    match (person, kind) {
        (Some(person), SignInKind::Failed | SignInKind::Slowed | SignInKind::OneTimeOver) => {
            tracing::warn!(sign_in = what, account = %person, "sign-in {what}: account {person}");
        }
        (Some(person), _) => tracing::info!(sign_in = what, account = %person, "sign-in {what}: account {person}"),
        (None, _) => tracing::warn!(sign_in = what, "sign-in {what}: no such account"),
    }
}

/// A page of what happened, newest first.
#[derive(Clone, Debug)]
pub struct SignInPage {
    /// What happened.
    pub lines: Vec<SignInLine>,
    /// The names of those whose accounts it was.
    pub names: BTreeMap<PersonId, String>,
    /// Which page this is, from 0.
    pub page: u64,
    /// Is there an older one?
    pub has_older: bool,
}

impl SignInPage {
    /// Whose account it was.
    pub fn name_of(&self, line: &SignInLine) -> &str {
        self.names.get(&line.person).map(String::as_str).unwrap_or_default()
    }
}

/// Sign-ins of everybody, for those who look after accounts.
pub async fn list_sign_ins(app: &App, who: &Actor, page: u64) -> Result<SignInPage, AppError> {
    who.must_everywhere(Right::ChangeAccounts)?;
    let tx = app.read(who.organisation).await?;
    let mut lines = store::list(&tx, None, page.saturating_mul(PER_PAGE), PER_PAGE + 1).await?;
    let per_page = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let has_older = lines.len() > per_page;
    lines.truncate(per_page);
    let names = persons::names_of(&tx, lines.iter().map(|line| line.person)).await?;
    Ok(SignInPage {
        lines,
        names,
        page,
        has_older,
    })
}

/// What happened at one's own account lately, newest first.
pub async fn own_sign_ins(app: &App, who: &Actor) -> Result<Vec<SignInLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    Ok(store::list(&tx, Some(who.person), 0, OWN).await?)
}
