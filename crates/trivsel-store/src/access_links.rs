//! Codes that let somebody choose a password, once. The code itself is kept nowhere: the table opens no door.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::id::PersonId;
use trivsel_domain::sign_in::AccessKind;

use crate::entities::access_link;
use crate::{StoreError, Tx};

/// A code that waits to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLink {
    /// SHA-256 of the code, in hex.
    pub token_hash: String,
    /// Whose account it opens.
    pub person: PersonId,
    /// Why it was made.
    pub kind: AccessKind,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

fn link_of(row: access_link::Model) -> Result<AccessLink, StoreError> {
    Ok(AccessLink {
        kind: AccessKind::parse(&row.kind).ok_or(StoreError::Corrupt {
            table: "access_links",
            column: "kind",
            row: row.person_id,
        })?,
        token_hash: row.token_hash,
        person: PersonId(row.person_id),
        expires_at: row.expires_at,
    })
}

/// Adds codes.
pub async fn add_many(tx: &Tx, links: &[AccessLink]) -> Result<(), StoreError> {
    let rows = links.iter().map(|link| access_link::Model {
        organisation_id: tx.organisation().0,
        token_hash: link.token_hash.clone(),
        person_id: link.person.0,
        kind: link.kind.code().to_owned(),
        expires_at: link.expires_at,
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// The code with this hash, whether its time has run out or not.
pub async fn find(tx: &Tx, token_hash: &str) -> Result<Option<AccessLink>, StoreError> {
    let query = tx
        .find::<access_link::Entity>()
        .filter(access_link::Column::TokenHash.eq(token_hash));
    tx.one(query).await?.map(link_of).transpose()
}

/// Every code of a kind.
pub async fn list(tx: &Tx, kind: AccessKind) -> Result<Vec<AccessLink>, StoreError> {
    let query = tx
        .find::<access_link::Entity>()
        .filter(access_link::Column::Kind.eq(kind.code()));
    tx.all(query).await?.into_iter().map(link_of).collect()
}

/// The codes of a person.
pub async fn list_of(tx: &Tx, person: PersonId) -> Result<Vec<AccessLink>, StoreError> {
    let query = tx
        .find::<access_link::Entity>()
        .filter(access_link::Column::PersonId.eq(person.0));
    tx.all(query).await?.into_iter().map(link_of).collect()
}

/// Takes a code out because it is being used. Says 0 when somebody used it first.
pub async fn use_up(tx: &Tx, token_hash: &str) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<access_link::Entity>()
            .filter(access_link::Column::TokenHash.eq(token_hash)),
    )
    .await
}

/// Takes back the codes of these persons that are of a kind.
pub async fn remove_of(tx: &Tx, persons: &[PersonId], kind: AccessKind) -> Result<(), StoreError> {
    for some in persons.chunks(500) {
        let removal = tx
            .remove::<access_link::Entity>()
            .filter(access_link::Column::Kind.eq(kind.code()))
            .filter(access_link::Column::PersonId.is_in(some.iter().map(|person| person.0)));
        tx.removed(removal).await?;
    }
    Ok(())
}

/// Takes back every code of a person: the password was chosen, or the account is closed.
pub async fn remove_all_of(tx: &Tx, person: PersonId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<access_link::Entity>()
            .filter(access_link::Column::PersonId.eq(person.0)),
    )
    .await
}
