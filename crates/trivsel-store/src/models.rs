//! A workplace's own texts over the pages that are shipped.

use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::model::OwnText;

use crate::entities::own_text;
use crate::{StoreError, Tx};

fn text_row(tx: &Tx, of: &OwnText) -> own_text::Model {
    own_text::Model {
        organisation_id: tx.organisation().0,
        slug: of.slug.clone(),
        title: of.title.clone(),
        lead: of.lead.clone(),
        body: of.body.clone(),
        written_over: of.written_over.clone(),
    }
}

/// The own text of a page.
pub async fn find(tx: &Tx, slug: &str) -> Result<Option<OwnText>, StoreError> {
    let query = tx.find::<own_text::Entity>().filter(own_text::Column::Slug.eq(slug));
    let row = tx.one(query).await?;
    Ok(row.map(|row| OwnText {
        slug: row.slug,
        title: row.title,
        lead: row.lead,
        body: row.body,
        written_over: row.written_over,
    }))
}

/// Writes a text, whether there was one or not.
pub async fn save(tx: &Tx, of: &OwnText) -> Result<(), StoreError> {
    match tx.change(text_row(tx, of)).await? {
        0 => tx.add(text_row(tx, of)).await,
        _ => Ok(()),
    }
}

/// Takes a text away: the shipped one stands again. Says how many rows were touched.
pub async fn remove(tx: &Tx, slug: &str) -> Result<u64, StoreError> {
    let row = tx.remove::<own_text::Entity>();
    tx.removed(row.filter(own_text::Column::Slug.eq(slug))).await
}
