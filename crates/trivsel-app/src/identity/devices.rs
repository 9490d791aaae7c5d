//! Browsers that have signed in before. Somebody else's guessing does not slow them down, and that is all they are good for.

use chrono::{DateTime, TimeDelta, Utc};
use trivsel_domain::id::PersonId;
use trivsel_store::sign_ins::{self as store, KnownDevice};
use trivsel_store::{Tx, persons};

use super::{drawn_secret, hex};
use crate::AppError;

/// How long a browser is known after it last signed in.
const KNOWN_FOR: TimeDelta = TimeDelta::days(180);
/// How many of a person's browsers are known; the one used longest ago goes.
const MOST: usize = 10;

/// What a browser holds so that it is known again. It opens nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceToken(String);

impl DeviceToken {
    fn new() -> Self {
        Self(drawn_secret::<32>())
    }

    /// Reads what the browser sent.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 43).then(|| Self(text.to_owned()))
    }

    /// What the browser keeps.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn hash(&self) -> String {
        hex(&self.0)
    }

    /// How long the browser keeps it, in seconds.
    pub fn max_age() -> i64 {
        KNOWN_FOR.num_seconds()
    }
}

/// Is the browser known, for the account of this mail address?
pub(super) async fn known(
    tx: &Tx,
    device: Option<&DeviceToken>,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Option<KnownDevice>, AppError> {
    let Some(device) = device else { return Ok(None) };
    let Some(known) = store::find_device(tx, &device.hash(), now).await? else {
        return Ok(None);
    };
    let person = persons::by_email(tx, email).await?;
    Ok(person.filter(|person| person.id == known.person).map(|_| known))
}

/// After a sign-in: a browser that is known stays known, any other becomes so.
pub(super) async fn remember(
    tx: &Tx,
    known: Option<KnownDevice>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<DeviceToken>, AppError> {
    let expires_at = now + KNOWN_FOR;
    if let Some(known) = known {
        let known = KnownDevice {
            last_used_at: now,
            expires_at,
            ..known
        };
        store::change_device(tx, &known).await?;
        return Ok(None);
    }
    let token = DeviceToken::new();
    let device = KnownDevice {
        device_hash: token.hash(),
        person,
        last_used_at: now,
        expires_at,
    };
    store::add_device(tx, &device, MOST).await?;
    Ok(Some(token))
}
