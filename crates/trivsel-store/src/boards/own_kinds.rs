//! Kinds of boards an organisation has made itself.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::board::kind::Kind;
use trivsel_domain::id::BoardKindId;

use crate::entities::{board, board_kind, programme_item};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

/// A kind an organisation has made, and how often it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKind {
    /// The id.
    pub id: BoardKindId,
    /// The kind.
    pub kind: Kind,
    /// How often it was written.
    pub version: i32,
}

fn own_kind_of(row: board_kind::Model) -> Result<OwnKind, StoreError> {
    Ok(OwnKind {
        id: BoardKindId(row.id),
        kind: parsed(serde_json::from_str(&row.kind).ok(), "board_kinds", "kind", row.id)?,
        version: row.version,
    })
}

fn own_kind_row(tx: &Tx, own: &OwnKind) -> board_kind::Model {
    board_kind::Model {
        organisation_id: tx.organisation().0,
        id: own.id.0,
        // Texts can always be written.
        kind: serde_json::to_string(&own.kind).unwrap_or_default(),
        version: own.version,
    }
}

/// All of them, in the order they were made.
pub async fn list_own_kinds(tx: &Tx) -> Result<Vec<OwnKind>, StoreError> {
    let query = tx.find::<board_kind::Entity>().order_by_asc(board_kind::Column::Id);
    tx.all(query).await?.into_iter().map(own_kind_of).collect()
}

/// One of them.
pub async fn find_own_kind(tx: &Tx, id: BoardKindId) -> Result<Option<OwnKind>, StoreError> {
    let query = tx.find::<board_kind::Entity>().filter(board_kind::Column::Id.eq(id.0));
    tx.one(query).await?.map(own_kind_of).transpose()
}

/// Adds one.
pub async fn add_own_kind(tx: &Tx, own: &OwnKind) -> Result<(), StoreError> {
    tx.add(own_kind_row(tx, own)).await
}

/// Writes one that was read in this version.
pub async fn change_own_kind(tx: &Tx, own: &OwnKind) -> Result<(), StoreError> {
    let guard = tx
        .update::<board_kind::Entity>()
        .filter(board_kind::Column::Id.eq(own.id.0))
        .filter(board_kind::Column::Version.eq(own.version))
        .col_expr(board_kind::Column::Version, one_more(board_kind::Column::Version));
    tx.must_update(guard).await?;
    let next = OwnKind {
        version: own.version + 1,
        ..own.clone()
    };
    tx.change(own_kind_row(tx, &next)).await.map(|_| ())
}

/// Takes one away.
pub async fn remove_own_kind(tx: &Tx, id: BoardKindId) -> Result<(), StoreError> {
    let removal = tx.remove::<board_kind::Entity>();
    tx.must_remove(removal.filter(board_kind::Column::Id.eq(id.0))).await
}

/// Is there a board of this kind, or a line of a programme that asks for one?
pub async fn is_kind_in_use(tx: &Tx, code: &str) -> Result<bool, StoreError> {
    let on_boards = tx.find::<board::Entity>().filter(board::Column::Kind.eq(code));
    if tx.count(on_boards).await? > 0 {
        return Ok(true);
    }
    let in_programmes = tx
        .find::<programme_item::Entity>()
        .filter(programme_item::Column::BoardKind.eq(code));
    Ok(tx.count(in_programmes).await? > 0)
}
