//! What happens at the door: tries that are counted, browsers that are known, and who came and went.
//!
//! Counts and browsers stand under hashes: the tables open no door and name nobody.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use trivsel_domain::id::PersonId;
use trivsel_domain::sign_in::{SignInKind, Tries};
use uuid::Uuid;

use crate::entities::{known_device, sign_in, sign_in_try};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// What is remembered under a key, kept from others until the transaction ends.
pub async fn find_tries(tx: &Tx, key_hash: &str) -> Result<Option<Tries>, StoreError> {
    let query = tx
        .find::<sign_in_try::Entity>()
        .filter(sign_in_try::Column::KeyHash.eq(key_hash))
        .lock_exclusive();
    Ok(tx.one(query).await?.map(tries_of))
}

/// What is remembered under a key, for a look that counts nothing.
pub async fn peek_tries(tx: &Tx, key_hash: &str) -> Result<Option<Tries>, StoreError> {
    let query = tx
        .find::<sign_in_try::Entity>()
        .filter(sign_in_try::Column::KeyHash.eq(key_hash));
    Ok(tx.one(query).await?.map(tries_of))
}

fn tries_of(row: sign_in_try::Model) -> Tries {
    Tries {
        count: u32::try_from(row.tries).unwrap_or(0),
        next_at: row.next_at,
        last_at: row.last_at,
    }
}

/// Makes sure that a key has a row, so that there is something to lock before it is counted up.
pub async fn begin_tries(tx: &Tx, key_hash: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = tries_row(tx, key_hash, Tries::none(now));
    let conflict = OnConflict::columns([sign_in_try::Column::OrganisationId, sign_in_try::Column::KeyHash])
        .do_nothing()
        .to_owned();
    tx.add_missing([row], conflict).await
}

/// Writes what is remembered under a key that has a row.
pub async fn change_tries(tx: &Tx, key_hash: &str, tries: Tries) -> Result<u64, StoreError> {
    tx.change(tries_row(tx, key_hash, tries)).await
}

fn tries_row(tx: &Tx, key_hash: &str, tries: Tries) -> sign_in_try::Model {
    sign_in_try::Model {
        organisation_id: tx.organisation().0,
        key_hash: key_hash.to_owned(),
        tries: i32::try_from(tries.count).unwrap_or(i32::MAX),
        next_at: tries.next_at,
        last_at: tries.last_at,
    }
}

/// Forgets what stands under a key.
pub async fn remove_tries(tx: &Tx, key_hash: &str) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<sign_in_try::Entity>()
            .filter(sign_in_try::Column::KeyHash.eq(key_hash)),
    )
    .await
}

/// Forgets every key whose last try was before a time.
pub async fn sweep_tries(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<sign_in_try::Entity>()
            .filter(sign_in_try::Column::LastAt.lt(before)),
    )
    .await
}

/// A browser that has signed in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    /// SHA-256 of what the browser holds, in hex.
    pub device_hash: String,
    /// Whose account.
    pub person: PersonId,
    /// When it last signed in.
    pub last_used_at: DateTime<Utc>,
    /// Until when it is known.
    pub expires_at: DateTime<Utc>,
}

fn device_of(row: known_device::Model) -> KnownDevice {
    KnownDevice {
        device_hash: row.device_hash,
        person: PersonId(row.person_id),
        last_used_at: row.last_used_at,
        expires_at: row.expires_at,
    }
}

fn device_row(tx: &Tx, device: &KnownDevice) -> known_device::Model {
    known_device::Model {
        organisation_id: tx.organisation().0,
        device_hash: device.device_hash.clone(),
        person_id: device.person.0,
        last_used_at: device.last_used_at,
        expires_at: device.expires_at,
    }
}

/// The browser with this hash, while it is known.
pub async fn find_device(tx: &Tx, device_hash: &str, now: DateTime<Utc>) -> Result<Option<KnownDevice>, StoreError> {
    let query = tx
        .find::<known_device::Entity>()
        .filter(known_device::Column::DeviceHash.eq(device_hash))
        .filter(known_device::Column::ExpiresAt.gt(now));
    Ok(tx.one(query).await?.map(device_of))
}

/// Remembers a browser, and of the person's others the `most` - 1 that were used last.
pub async fn add_device(tx: &Tx, device: &KnownDevice, most: usize) -> Result<(), StoreError> {
    let query = tx
        .find::<known_device::Entity>()
        .filter(known_device::Column::PersonId.eq(device.person.0))
        .order_by_desc(known_device::Column::LastUsedAt);
    for old in tx.all(query).await?.into_iter().skip(most.saturating_sub(1)) {
        tx.removed(
            tx.remove::<known_device::Entity>()
                .filter(known_device::Column::DeviceHash.eq(old.device_hash)),
        )
        .await?;
    }
    tx.add(device_row(tx, device)).await
}

/// Writes a browser that is already known.
pub async fn change_device(tx: &Tx, device: &KnownDevice) -> Result<u64, StoreError> {
    tx.change(device_row(tx, device)).await
}

/// Forgets all of a person's browsers.
pub async fn remove_devices_of(tx: &Tx, person: PersonId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<known_device::Entity>()
            .filter(known_device::Column::PersonId.eq(person.0)),
    )
    .await
}

/// Something that happened at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInLine {
    /// When.
    pub happened_at: DateTime<Utc>,
    /// At whose account.
    pub person: PersonId,
    /// What.
    pub kind: SignInKind,
}

/// Notes what happened.
pub async fn add(tx: &Tx, line: SignInLine) -> Result<(), StoreError> {
    tx.add(sign_in::Model {
        organisation_id: tx.organisation().0,
        id: Uuid::now_v7(),
        happened_at: line.happened_at,
        person_id: line.person.0,
        kind: line.kind.code().to_owned(),
    })
    .await
}

/// Lines, newest first: `take` of them after the first `skip`; of one person, or of everybody.
pub async fn list(tx: &Tx, person: Option<PersonId>, skip: u64, take: u64) -> Result<Vec<SignInLine>, StoreError> {
    let mut query = tx
        .find::<sign_in::Entity>()
        .order_by_desc(sign_in::Column::HappenedAt)
        .order_by_desc(sign_in::Column::Id)
        .offset(skip)
        .limit(take);
    if let Some(person) = person {
        query = query.filter(sign_in::Column::PersonId.eq(person.0));
    }
    let rows = tx.all(query).await?;
    rows.into_iter()
        .map(|row| {
            let kind = parsed(SignInKind::parse(&row.kind), "sign_ins", "kind", row.id)?;
            Ok(SignInLine {
                happened_at: row.happened_at,
                person: PersonId(row.person_id),
                kind,
            })
        })
        .collect()
}

/// Removes lines from before a time.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<sign_in::Entity>()
            .filter(sign_in::Column::HappenedAt.lt(before)),
    )
    .await
}
