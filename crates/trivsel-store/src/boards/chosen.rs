//! What groups of a unit chose before, and what became of it.

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter};
use trivsel_domain::id::{BoardId, NoteId, UnitId, WorkshopId};
use uuid::Uuid;

use crate::entities::note;
use crate::{StoreError, Tx};

/// A note that was chosen at a workshop that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenBefore {
    /// The note.
    pub id: NoteId,
    /// The board it lay on.
    pub board: BoardId,
    /// What it says.
    pub text: String,
    /// The day of the workshop.
    pub held_on: NaiveDate,
    /// When it was settled, if it is.
    pub settled_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct ChosenBeforeRow {
    id: Uuid,
    board_id: Uuid,
    text: String,
    held_on: NaiveDate,
    settled_on: Option<NaiveDate>,
}

/// What was chosen on boards of this kind in a unit at workshops that are over and were held no later than this one, the latest first.
pub async fn list_before(
    tx: &Tx,
    unit: UnitId,
    kind: &str,
    before: (WorkshopId, NaiveDate),
) -> Result<Vec<ChosenBefore>, StoreError> {
    let sql = "select n.id, n.board_id, n.text, w.held_on, n.settled_on from boards b \
               join workshops w on w.organisation_id = b.organisation_id and w.id = b.workshop_id \
               join notes n on n.organisation_id = b.organisation_id and n.board_id = b.id \
               where b.organisation_id = $1 and b.unit_id = $2 and b.kind = $3 and b.step = 'closed' \
               and b.workshop_id <> $4 and w.held_on <= $5 and n.is_chosen = $6 order by w.held_on desc, n.id";
    let (workshop, held_on) = before;
    let values = [
        unit.0.into(),
        kind.into(),
        workshop.0.into(),
        held_on.into(),
        true.into(),
    ];
    let rows: Vec<ChosenBeforeRow> = tx.rows(sql, values).await?;
    let chosen = rows.into_iter().map(|row| ChosenBefore {
        id: NoteId(row.id),
        board: BoardId(row.board_id),
        text: row.text,
        held_on: row.held_on,
        settled_on: row.settled_on,
    });
    Ok(chosen.collect())
}

/// The notes of a board that are settled, each with its day.
pub async fn settled_on(tx: &Tx, of: BoardId) -> Result<Vec<(NoteId, NaiveDate)>, StoreError> {
    let query = tx
        .find::<note::Entity>()
        .filter(note::Column::BoardId.eq(of.0))
        .filter(note::Column::SettledOn.is_not_null());
    let rows = tx.all(query).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((NoteId(row.id), row.settled_on?)))
        .collect())
}

/// Says that a chosen note is settled, or that it is not after all.
pub async fn settle(tx: &Tx, of: BoardId, id: NoteId, on: Option<NaiveDate>) -> Result<(), StoreError> {
    let note = tx
        .update::<note::Entity>()
        .filter(note::Column::BoardId.eq(of.0))
        .filter(note::Column::Id.eq(id.0))
        .filter(note::Column::IsChosen.eq(true))
        .col_expr(note::Column::SettledOn, Expr::value(on));
    tx.must_update(note).await
}
