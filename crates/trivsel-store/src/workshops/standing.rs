//! Boards that hang for some days, without a day of their own round them.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::id::WorkshopId;

use crate::entities::standing_board;
use crate::{StoreError, Tx};

/// Until which day a board hangs; none where it belongs to a day.
pub async fn open_to(tx: &Tx, of: WorkshopId) -> Result<Option<NaiveDate>, StoreError> {
    let query = tx
        .find::<standing_board::Entity>()
        .filter(standing_board::Column::WorkshopId.eq(of.0));
    Ok(tx.one(query).await?.map(|row| row.open_to))
}

/// All boards that hang or hung, each with its last day.
pub async fn list_standing(tx: &Tx) -> Result<Vec<(WorkshopId, NaiveDate)>, StoreError> {
    let rows = tx.all(tx.find::<standing_board::Entity>()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (WorkshopId(row.workshop_id), row.open_to))
        .collect())
}

/// Hangs a board up until a day.
pub async fn hang(tx: &Tx, of: WorkshopId, open_to: NaiveDate) -> Result<(), StoreError> {
    tx.add(standing_board::Model {
        organisation_id: tx.organisation().0,
        workshop_id: of.0,
        open_to,
    })
    .await
}

/// Takes it down with its workshop.
pub(super) async fn take_down(tx: &Tx, of: WorkshopId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<standing_board::Entity>()
            .filter(standing_board::Column::WorkshopId.eq(of.0)),
    )
    .await
}
