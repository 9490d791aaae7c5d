//! Uploaded files, in pieces. Each piece is written and read in a transaction of its own, so that a file of any size keeps nobody waiting.

use chrono::{DateTime, Utc};
use sea_orm::{FromQueryResult, Value};
use trivsel_domain::id::{PersonId, UploadId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// How many pieces are removed in one transaction: SQLite overwrites what it removes, and nobody else writes meanwhile.
const REMOVED_AT_ONCE: i64 = 8;

/// A file that is whole or on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptUpload {
    pub id: UploadId,
    /// Who sent it.
    pub person: PersonId,
    /// Bytes that are there.
    pub length: u64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    length: i64,
}

#[derive(FromQueryResult)]
struct ChunkRow {
    bytes: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// A file begins to come in. `purpose` is the code of what it is for.
pub async fn add(tx: &Tx, id: UploadId, person: PersonId, purpose: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "insert into uploads (organisation_id, id, person_id, purpose, state, length, touched_at) \
               values ($1, $2, $3, $4, 'coming', 0, $5)";
    let values: [Value; 4] = [id.0.into(), person.0.into(), purpose.into(), now.into()];
    tx.run(sql, values).await?;
    Ok(())
}

/// The next piece of a file. [`StoreError::Stale`] when the file was taken for forgotten meanwhile.
pub async fn add_chunk(
    tx: &Tx,
    id: UploadId,
    number: i32,
    bytes: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let grown = "update uploads set length = length + $2, touched_at = $3 \
                 where organisation_id = $1 and id = $4 and state = 'coming'";
    if tx.run(grown, [length.into(), now.into(), id.0.into()]).await? == 0 {
        return Err(StoreError::Stale);
    }
    let sql = "insert into upload_chunks (organisation_id, upload_id, number, bytes) values ($1, $2, $3, $4)";
    tx.run(sql, [id.0.into(), number.into(), bytes.into()]).await?;
    Ok(())
}

/// A file is whole. [`StoreError::Stale`] when it was taken for forgotten meanwhile.
pub async fn finish(tx: &Tx, id: UploadId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update uploads set state = 'whole', touched_at = $2 where organisation_id = $1 and id = $3 and state = 'coming'";
    match tx.run(sql, [now.into(), id.0.into()]).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// A file that is whole and still wanted.
pub async fn find(tx: &Tx, id: UploadId) -> Result<Option<KeptUpload>, StoreError> {
    let sql = "select id, person_id, length from uploads where organisation_id = $1 and id = $2 and state = 'whole'";
    let rows: Vec<Row> = tx.rows(sql, [id.0.into()]).await?;
    Ok(rows.first().map(|row| KeptUpload {
        id: UploadId(row.id),
        person: PersonId(row.person_id),
        length: u64::try_from(row.length).unwrap_or(0),
    }))
}

/// A piece of a file; none when there is none, or the file is no longer wanted.
pub async fn chunk(tx: &Tx, id: UploadId, number: i32) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "select c.bytes from upload_chunks c join uploads u on u.organisation_id = c.organisation_id and u.id = c.upload_id \
               where c.organisation_id = $1 and c.upload_id = $2 and c.number = $3 and u.state = 'whole'";
    let rows: Vec<ChunkRow> = tx.rows(sql, [id.0.into(), number.into()]).await?;
    Ok(rows.into_iter().next().map(|piece| piece.bytes))
}

/// Nobody wants a file any more. It can no longer be read; its pieces go with [`clear`].
pub async fn forget(tx: &Tx, id: UploadId) -> Result<(), StoreError> {
    let sql = "update uploads set state = 'gone' where organisation_id = $1 and id = $2";
    tx.run(sql, [id.0.into()]).await?;
    Ok(())
}

/// The files for a purpose, whole or on their way, that nobody has touched since a moment.
pub async fn list_untouched(
    tx: &Tx,
    state: UploadState,
    purpose: &str,
    since: DateTime<Utc>,
) -> Result<Vec<UploadId>, StoreError> {
    let state = match state {
        UploadState::Coming => "coming",
        UploadState::Whole => "whole",
    };
    let sql = "select id from uploads where organisation_id = $1 and state = $2 and purpose = $3 and touched_at < $4";
    let rows: Vec<Id> = tx.rows(sql, [state.into(), purpose.into(), since.into()]).await?;
    Ok(rows.into_iter().map(|row| UploadId(row.id)).collect())
}

/// Is a file whole?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadState {
    /// It is on its way.
    Coming,
    /// All of it is there.
    Whole,
}

/// The files nobody wants any more, whose pieces have not all gone.
pub async fn list_gone(tx: &Tx) -> Result<Vec<UploadId>, StoreError> {
    let sql = "select id from uploads where organisation_id = $1 and state = 'gone'";
    let rows: Vec<Id> = tx.rows(sql, []).await?;
    Ok(rows.into_iter().map(|row| UploadId(row.id)).collect())
}

/// Removes some pieces of a file nobody wants, and at last the file. Says whether it is gone.
pub async fn clear(tx: &Tx, id: UploadId) -> Result<bool, StoreError> {
    let sql = "delete from upload_chunks where organisation_id = $1 and upload_id = $2 and number in \
               (select number from upload_chunks where organisation_id = $1 and upload_id = $2 order by number limit $3)";
    let removed = tx.run(sql, [id.0.into(), REMOVED_AT_ONCE.into()]).await?;
    if i64::try_from(removed).unwrap_or(i64::MAX) >= REMOVED_AT_ONCE {
        return Ok(false);
    }
    let sql = "delete from uploads where organisation_id = $1 and id = $2 and state = 'gone'";
    tx.run(sql, [id.0.into()]).await?;
    Ok(true)
}

#[derive(FromQueryResult)]
struct UploadCount {
    found: i64,
}

/// How many files there are, wanted or not.
pub async fn count(tx: &Tx) -> Result<u64, StoreError> {
    let rows: Vec<UploadCount> = tx
        .rows("select count(*) as found from uploads where organisation_id = $1", [])
        .await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0))
}
