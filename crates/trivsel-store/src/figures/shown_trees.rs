//! The trees that figures were shown on before moves were registered late.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::shown_tree;
use crate::{StoreError, Tx};

/// Every tree, the oldest first, as it was written.
pub async fn list_shown_trees(tx: &Tx) -> Result<Vec<String>, StoreError> {
    let rows = tx
        .all(
            tx.find::<shown_tree::Entity>()
                .order_by_asc(shown_tree::Column::NotedAt),
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.tree).collect())
}

/// Notes a tree, unless it is there already.
pub async fn note_shown_tree(tx: &Tx, tree: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let known = tx
        .find::<shown_tree::Entity>()
        .filter(shown_tree::Column::Tree.eq(tree));
    if tx.count(known).await? > 0 {
        return Ok(());
    }
    tx.add(shown_tree::Model {
        organisation_id: tx.organisation().0,
        id: Uuid::now_v7(),
        noted_at: now,
        tree: tree.to_owned(),
    })
    .await
}
