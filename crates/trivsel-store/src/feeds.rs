//! Addresses by which calendars fetch what lies ahead of a person. The address's secret is kept as a hash.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::id::PersonId;

use crate::entities::feed;
use crate::{StoreError, Tx};

/// Somebody's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of the secret, in hex.
    pub token_hash: String,
    /// Since when.
    pub made_on: NaiveDate,
}

fn feed_of(row: feed::Model) -> Feed {
    Feed {
        person: PersonId(row.person_id),
        token_hash: row.token_hash,
        made_on: row.made_on,
    }
}

/// The address with this secret.
pub async fn find(tx: &Tx, token_hash: &str) -> Result<Option<Feed>, StoreError> {
    let query = tx.find::<feed::Entity>().filter(feed::Column::TokenHash.eq(token_hash));
    Ok(tx.one(query).await?.map(feed_of))
}

/// A person's address.
pub async fn find_of(tx: &Tx, person: PersonId) -> Result<Option<Feed>, StoreError> {
    let query = tx.find::<feed::Entity>().filter(feed::Column::PersonId.eq(person.0));
    Ok(tx.one(query).await?.map(feed_of))
}

/// Gives a person an address in place of the one they had.
pub async fn replace(tx: &Tx, feed: &Feed) -> Result<(), StoreError> {
    remove_of(tx, feed.person).await?;
    tx.add(feed::Model {
        organisation_id: tx.organisation().0,
        person_id: feed.person.0,
        token_hash: feed.token_hash.clone(),
        made_on: feed.made_on,
    })
    .await
}

/// Takes a person's address back.
pub async fn remove_of(tx: &Tx, person: PersonId) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<feed::Entity>().filter(feed::Column::PersonId.eq(person.0)))
        .await
}
