//! Tries are counted before they are looked at, in the database, so that neither tries side by side nor several servers get round it.

use chrono::TimeDelta;
use trivsel_domain::id::OrganisationId;
use trivsel_domain::sign_in::{FORGOTTEN_AFTER, LONGEST_WAIT, Pace, Tries};
use trivsel_store::{StoreError, sign_ins as store};

use super::hex;
use crate::{App, AppError};

/// How often a count is tried again when servers write the same one at the same time.
const TRIES_TO_COUNT: usize = 12;

/// Under what the tries of one request are counted.
#[derive(Debug)]
pub(crate) struct Counted {
    keys: Vec<(String, Pace)>,
}

impl Counted {
    /// From somebody who is not known: by account and network, by account, by network.
    pub(super) fn of_stranger(email: &str, network: &str) -> Self {
        let mut keys = vec![
            (pair_key(email, network), Pace::ACCOUNT_FROM_NETWORK),
            (account_key(email), Pace::ACCOUNT),
            (hex(&format!("network:{network}")), Pace::NETWORK),
        ];
        // Always in the same order, so that two requests never wait for each other.
        keys.sort_by(|one, other| one.0.cmp(&other.0));
        Self { keys }
    }

    /// Of somebody who asks for a mail to an address: counted apart from tries to sign in, so that asking slows nobody's sign-in.
    pub(crate) fn of_asking(email: &str, network: &str) -> Self {
        let mut keys = vec![
            (hex(&format!("asking:{}", email.to_lowercase())), Pace::ACCOUNT),
            (hex(&format!("asking-network:{network}")), Pace::NETWORK),
        ];
        keys.sort_by(|one, other| one.0.cmp(&other.0));
        Self { keys }
    }

    /// Of somebody whose code opens no workshop.
    pub(crate) fn at_the_door(network: &str) -> Self {
        Self {
            keys: vec![(hex(&format!("door-network:{network}")), Pace::DOOR)],
        }
    }

    /// From a browser that has signed in to this account before: by itself.
    pub(super) fn of_device(device_hash: &str) -> Self {
        Self {
            keys: vec![(hex(&format!("device:{device_hash}")), Pace::ACCOUNT_FROM_NETWORK)],
        }
    }
}

/// Counts a try, and says how long it waits before it is looked at. One that would wait too long is not counted, and told when to come back.
pub(crate) async fn count(app: &App, organisation: OrganisationId, counted: &Counted) -> Result<TimeDelta, AppError> {
    for _ in 0..TRIES_TO_COUNT {
        match count_once(app, organisation, counted).await {
            // Another server counted the same account just then.
            Err(AppError::Busy(StoreError::Busy(_))) => {}
            done => return done,
        }
    }
    Err(AppError::Full { seconds: 2 })
}

async fn count_once(app: &App, organisation: OrganisationId, counted: &Counted) -> Result<TimeDelta, AppError> {
    let now = app.now();
    let tx = app.store.write_box(organisation).await?;
    store::sweep_tries(&tx, now - FORGOTTEN_AFTER).await?;
    let mut longest = TimeDelta::zero();
    for (key, pace) in &counted.keys {
        store::begin_tries(&tx, key, now).await?;
        let before = store::find_tries(&tx, key).await?.unwrap_or_else(|| Tries::none(now));
        let (after, wait) = before.and_one_more(*pace, now);
        longest = longest.max(wait);
        store::change_tries(&tx, key, after).await?;
    }
    // Where it waits too long the transaction is dropped: whoever hammers on does not push the owner further back.
    let wait = within_the_longest(longest)?;
    tx.commit().await?;
    Ok(wait)
}

/// How long the next one waits, without counting it. One that would wait too long is told when to come back.
pub(crate) async fn look(app: &App, organisation: OrganisationId, counted: &Counted) -> Result<TimeDelta, AppError> {
    let now = app.now();
    let tx = app.read(organisation).await?;
    let mut longest = TimeDelta::zero();
    for (key, pace) in &counted.keys {
        if let Some(before) = store::peek_tries(&tx, key).await? {
            longest = longest.max(before.and_one_more(*pace, now).1);
        }
    }
    within_the_longest(longest)
}

fn within_the_longest(wait: TimeDelta) -> Result<TimeDelta, AppError> {
    if wait <= LONGEST_WAIT {
        return Ok(wait);
    }
    let seconds = (wait - LONGEST_WAIT).num_seconds() + 1;
    Err(AppError::Wait {
        seconds: u64::try_from(seconds).unwrap_or(1),
    })
}

/// It was the right password: the tries of this browser or network at this account are forgotten, and the rest are one fewer. Nobody is
/// turned away because that could not be written.
pub(super) async fn forgive(app: &App, organisation: OrganisationId, counted: &Counted) {
    for _ in 0..TRIES_TO_COUNT {
        match forgive_once(app, organisation, counted).await {
            Err(AppError::Busy(StoreError::Busy(_))) => {}
            Ok(()) => return,
            Err(error) => return tracing::warn!("could not forget tries after a sign-in: {error}"),
        }
    }
}

async fn forgive_once(app: &App, organisation: OrganisationId, counted: &Counted) -> Result<(), AppError> {
    let tx = app.store.write_box(organisation).await?;
    for (key, pace) in &counted.keys {
        if *pace == Pace::ACCOUNT_FROM_NETWORK {
            store::remove_tries(&tx, key).await?;
        } else if let Some(tries) = store::find_tries(&tx, key).await? {
            // Whoever has an account must not be able to clear the network's count by signing in to it now and then.
            store::change_tries(&tx, key, tries.and_one_less()).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Under what tries at an account are counted.
pub(crate) fn account_key(email: &str) -> String {
    hex(&format!("account:{}", email.to_lowercase()))
}

fn pair_key(email: &str, network: &str) -> String {
    hex(&format!("account-from:{}:{network}", email.to_lowercase()))
}
