//! Forms that were sent, under a hash that names nobody: what tells a form that comes twice from two forms.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use crate::entities::sent_form;
use crate::{StoreError, Tx};

/// A form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentForm {
    /// SHA-256 of who sent what to where, in hex.
    pub form_hash: String,
    /// Which request does it.
    pub claim: Uuid,
    /// Since when.
    pub claimed_at: DateTime<Utc>,
    /// The address its sender was sent on to; empty until it is done.
    pub location: String,
}

/// What is known of a form.
pub async fn find(tx: &Tx, form_hash: &str) -> Result<Option<SentForm>, StoreError> {
    let query = tx
        .find::<sent_form::Entity>()
        .filter(sent_form::Column::FormHash.eq(form_hash));
    Ok(tx.one(query).await?.map(|row| SentForm {
        form_hash: row.form_hash,
        claim: row.claim,
        claimed_at: row.claimed_at,
        location: row.location,
    }))
}

/// Adds a form, unless it is there.
pub async fn add_missing(tx: &Tx, form: &SentForm) -> Result<(), StoreError> {
    let conflict = OnConflict::columns([sent_form::Column::OrganisationId, sent_form::Column::FormHash])
        .do_nothing()
        .to_owned();
    tx.add_missing([row(tx, form)], conflict).await
}

/// Writes a form that is there. Says how many rows were touched.
pub async fn change(tx: &Tx, form: &SentForm) -> Result<u64, StoreError> {
    tx.change(row(tx, form)).await
}

/// Forgets a form that this request claimed.
pub async fn remove(tx: &Tx, form_hash: &str, claim: Uuid) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<sent_form::Entity>()
            .filter(sent_form::Column::FormHash.eq(form_hash))
            .filter(sent_form::Column::Claim.eq(claim)),
    )
    .await
}

/// Forgets every form sent before a time.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<sent_form::Entity>()
            .filter(sent_form::Column::ClaimedAt.lt(before)),
    )
    .await
}

fn row(tx: &Tx, form: &SentForm) -> sent_form::Model {
    sent_form::Model {
        organisation_id: tx.organisation().0,
        form_hash: form.form_hash.clone(),
        claim: form.claim,
        claimed_at: form.claimed_at,
        location: form.location.clone(),
    }
}
