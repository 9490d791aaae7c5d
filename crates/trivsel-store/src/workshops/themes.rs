//! The themes of a day.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{NoteId, WorkshopId};
use trivsel_domain::workshop::Theme;

use crate::entities::workshop_theme;
use crate::error::parsed;
use crate::{StoreError, Tx};

/// The themes, in order.
pub async fn themes_of(tx: &Tx, of: WorkshopId) -> Result<Vec<Theme>, StoreError> {
    let query = tx
        .find::<workshop_theme::Entity>()
        .filter(workshop_theme::Column::WorkshopId.eq(of.0))
        .order_by_asc(workshop_theme::Column::Position);
    let rows = tx.all(query).await?;
    rows.into_iter()
        .map(|row| {
            let notes: Option<Vec<NoteId>> = serde_json::from_str(&row.notes).ok();
            Ok(Theme {
                title: row.title,
                notes: parsed(notes, "workshop_themes", "notes", row.workshop_id)?,
            })
        })
        .collect()
}

/// Writes the themes in place of those before.
pub async fn set_themes(tx: &Tx, of: WorkshopId, themes: &[Theme]) -> Result<(), StoreError> {
    let before = tx
        .remove::<workshop_theme::Entity>()
        .filter(workshop_theme::Column::WorkshopId.eq(of.0));
    tx.removed(before).await?;
    let rows = (1..).zip(themes).map(|(position, theme)| workshop_theme::Model {
        organisation_id: tx.organisation().0,
        workshop_id: of.0,
        position,
        title: theme.title.clone(),
        // A list of ids can always be written.
        notes: serde_json::to_string(&theme.notes).unwrap_or_else(|_| "[]".to_owned()),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}
