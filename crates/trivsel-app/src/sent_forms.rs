//! A form that comes twice is done once: whoever presses the button twice, or sends it again because the answer was slow, is sent to where
//! the first went. Each form of a page carries a mark of its own, so two forms that say the same are two.
//!
//! What is kept is a hash and an address, in the database: the second may come to another server.

use std::time::Duration;

use chrono::{NaiveTime, TimeDelta};
use sha2::{Digest, Sha256};
use trivsel_domain::hex::hex_digits;
use trivsel_domain::rights::Actor;
use trivsel_store::sent_forms::{self as store, SentForm};
use uuid::Uuid;

use crate::work::Writer;
use crate::{App, AppError};

/// How long a form is remembered, from the day it was sent: a page may lie open, and be sent again from the browser's history.
const REMEMBERED: TimeDelta = TimeDelta::hours(48);
/// After this a claim nobody answered was left by a server that died: the next who sends it does it.
const LEFT_AFTER: TimeDelta = TimeDelta::seconds(60);
/// How often the second looks whether the first is done.
const LOOKED_EVERY: Duration = Duration::from_millis(50);
/// How often at most, before its sender is told to come back: half a minute.
const LOOKS: u32 = 600;

/// What a form that was sent turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It comes for the first time: it is to be done, and the claim answered or let go.
    First(Claim),
    /// It was done; where its sender was sent on to.
    Again(String),
}

/// The right to do a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    form_hash: String,
    id: Uuid,
}

/// Claims a form, or waits for whoever is at it. `parts` are what tells it from every other: where it was sent to and what it held.
pub async fn claim(app: &App, who: &Actor, parts: &[&[u8]]) -> Result<Sent, AppError> {
    let mine = Claim {
        form_hash: hash_of(who, parts),
        // Drawn, and not made from the clock: it outlives the moment.
        id: Uuid::new_v4(),
    };
    for _ in 0..LOOKS {
        let found = {
            let tx = app.read(who.organisation).await?;
            store::find(&tx, &mine.form_hash).await?
        };
        match found {
            Some(form) if !form.location.is_empty() => return Ok(Sent::Again(form.location)),
            Some(form) if app.now() - form.claimed_at < LEFT_AFTER => {}
            _ if take(app, who, &mine).await? => return Ok(Sent::First(mine)),
            _ => {}
        }
        tokio::time::sleep(LOOKED_EVERY).await;
    }
    Err(AppError::Full { seconds: 5 })
}

/// Takes a form nobody is at. Says whether it is ours.
async fn take(app: &App, who: &Actor, mine: &Claim) -> Result<bool, AppError> {
    app.writing(Writer::nobody(who.organisation), |work| async move {
        store::sweep(&work, work.now - REMEMBERED).await?;
        let form = SentForm {
            form_hash: mine.form_hash.clone(),
            claim: mine.id,
            claimed_at: work.now,
            location: String::new(),
        };
        store::add_missing(&work, &form).await?;
        let there = store::find(&work, &mine.form_hash).await?;
        let is_left = |other: &SentForm| other.location.is_empty() && work.now - other.claimed_at >= LEFT_AFTER;
        match there {
            Some(there) if there.claim == mine.id => Ok(true),
            Some(there) if is_left(&there) => Ok(store::change(&work, &form).await? == 1),
            _ => Ok(false),
        }
    })
    .await
}

/// Notes where the sender of a form was sent on to; whoever sends it again goes there, too. From then on the row knows the day only: its
/// moment, beside that of a session, would say who reported something without a name.
pub async fn answered(app: &App, who: &Actor, claim: &Claim, location: &str) -> Result<(), AppError> {
    app.writing(Writer::nobody(who.organisation), |work| async move {
        let form = store::find(&work, &claim.form_hash).await?;
        if let Some(form) = form.filter(|form| form.claim == claim.id) {
            let answered = SentForm {
                location: location.to_owned(),
                claimed_at: form.claimed_at.date_naive().and_time(NaiveTime::MIN).and_utc(),
                ..form
            };
            store::change(&work, &answered).await?;
        }
        Ok(())
    })
    .await
}

/// Lets a form go that was refused or failed: nothing was done, and it may be sent again.
pub async fn let_go(app: &App, who: &Actor, claim: &Claim) -> Result<(), AppError> {
    app.writing(Writer::nobody(who.organisation), |work| async move {
        store::remove(&work, &claim.form_hash, claim.id).await?;
        Ok(())
    })
    .await
}

/// The lengths stand before the parts, so that no two forms come out alike by where they are parted.
fn hash_of(who: &Actor, parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new().chain_update(who.person.0.as_bytes());
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hex_digits(&hash.finalize())
}
