//! Imports of figures: how each source's files are laid out, and what became of each file.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, FromQueryResult, QueryFilter, QueryOrder, QueryResult, QuerySelect};
use serde::{Deserialize, Serialize};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{ImportId, ImportSourceId, PersonId, UnitId};

use crate::entities::{import, import_error, import_source};
use crate::{StoreError, Tx};

/// How a source's files are laid out, kept for the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSource {
    pub id: ImportSourceId,
    /// What the source is called.
    pub name: String,
    /// What kind of files it gives.
    pub kind: String,
    /// How they are read, as JSON.
    pub layout: String,
    /// What their columns mean, as JSON.
    pub mapping: String,
    /// When it was last used.
    pub updated_at: DateTime<Utc>,
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub id: ImportId,
    /// The source, once it is known.
    pub source: Option<ImportSourceId>,
    /// What kind of file it is.
    pub kind: String,
    /// How far it has come.
    pub state: String,
    /// What the file was called.
    pub file_name: String,
    /// Where the files wait, as the plan knows them; empty once they are gone.
    pub file_key: String,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// By whom; none when that person has been erased, or it came from the command line.
    pub created_by: Option<PersonId>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Bytes or rows behind.
    pub progress_done: i64,
    /// Bytes or rows in all.
    pub progress_total: i64,
    pub rows_read: i64,
    /// Rows that could not be used.
    pub rows_wrong: i64,
    /// What was decided about it, as JSON.
    pub plan: String,
    /// What came of it, as JSON.
    pub summary: String,
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportError {
    /// The row's number in its file, from 1.
    pub row: u64,
    /// The column's name in the file.
    pub column: String,
    /// The code of the reason.
    pub reason: String,
    /// What stood there; empty where that could be about a person.
    #[serde(default)]
    pub seen: String,
}

fn source_of(row: import_source::Model) -> ImportSource {
    ImportSource {
        id: ImportSourceId(row.id),
        name: row.name,
        kind: row.kind,
        layout: row.layout,
        mapping: row.mapping,
        updated_at: row.updated_at,
    }
}

fn source_row(tx: &Tx, source: &ImportSource) -> import_source::Model {
    import_source::Model {
        organisation_id: tx.organisation().0,
        id: source.id.0,
        name: source.name.clone(),
        kind: source.kind.clone(),
        layout: source.layout.clone(),
        mapping: source.mapping.clone(),
        updated_at: source.updated_at,
    }
}

fn import_of(row: import::Model) -> Import {
    Import {
        id: ImportId(row.id),
        source: row.source_id.map(ImportSourceId),
        kind: row.kind,
        state: row.state,
        file_name: row.file_name,
        file_key: row.file_key,
        created_at: row.created_at,
        created_by: row.created_by.map(PersonId),
        finished_at: row.finished_at,
        progress_done: row.progress_done,
        progress_total: row.progress_total,
        rows_read: row.rows_read,
        rows_wrong: row.rows_wrong,
        plan: row.plan,
        summary: row.summary,
    }
}

fn import_row(tx: &Tx, import: &Import) -> import::Model {
    import::Model {
        organisation_id: tx.organisation().0,
        id: import.id.0,
        source_id: import.source.map(|source| source.0),
        kind: import.kind.clone(),
        state: import.state.clone(),
        file_name: import.file_name.clone(),
        file_key: import.file_key.clone(),
        created_at: import.created_at,
        created_by: import.created_by.map(|person| person.0),
        finished_at: import.finished_at,
        progress_done: import.progress_done,
        progress_total: import.progress_total,
        rows_read: import.rows_read,
        rows_wrong: import.rows_wrong,
        plan: import.plan.clone(),
        summary: import.summary.clone(),
    }
}

/// The sources of a kind, the one used last first.
pub async fn list_sources(tx: &Tx, kind: &str) -> Result<Vec<ImportSource>, StoreError> {
    let query = tx
        .find::<import_source::Entity>()
        .filter(import_source::Column::Kind.eq(kind))
        .order_by_desc(import_source::Column::UpdatedAt);
    Ok(tx.all(query).await?.into_iter().map(source_of).collect())
}

/// Keeps a source's layout and mapping, in place of what was kept under the same name. Gives its id.
pub async fn keep_source(tx: &Tx, source: &ImportSource) -> Result<ImportSourceId, StoreError> {
    let query = tx
        .find::<import_source::Entity>()
        .filter(import_source::Column::Kind.eq(&source.kind))
        .filter(import_source::Column::Name.eq(&source.name));
    match tx.one(query).await? {
        Some(known) => {
            let id = ImportSourceId(known.id);
            tx.change(source_row(tx, &ImportSource { id, ..source.clone() }))
                .await?;
            Ok(id)
        }
        None => {
            tx.add(source_row(tx, source)).await?;
            Ok(source.id)
        }
    }
}

/// The newest imports, newest first.
pub async fn list(tx: &Tx, most: u64) -> Result<Vec<Import>, StoreError> {
    let query = tx
        .find::<import::Entity>()
        .order_by_desc(import::Column::CreatedAt)
        .limit(most);
    Ok(tx.all(query).await?.into_iter().map(import_of).collect())
}

/// One import.
pub async fn find(tx: &Tx, id: ImportId) -> Result<Option<Import>, StoreError> {
    Ok(tx
        .one(tx.find::<import::Entity>().filter(import::Column::Id.eq(id.0)))
        .await?
        .map(import_of))
}

/// Adds an import.
pub async fn add(tx: &Tx, import: &Import) -> Result<(), StoreError> {
    tx.add(import_row(tx, import)).await
}

/// Writes an import that is already there.
pub async fn change(tx: &Tx, import: &Import) -> Result<u64, StoreError> {
    tx.tell(Scope::Import(import.id), Happening::Progressed);
    tx.change(import_row(tx, import)).await
}

/// The imports whose files wait or are being read.
pub async fn list_waiting(tx: &Tx) -> Result<Vec<Import>, StoreError> {
    let query = tx.find::<import::Entity>().filter(import::Column::State.is_in([
        "uploaded",
        "checking",
        "previewed",
        "running",
    ]));
    Ok(tx.all(query).await?.into_iter().map(import_of).collect())
}

/// Writes the rows that could not be used, in place of those of an earlier reading.
pub async fn replace_errors(tx: &Tx, id: ImportId, errors: &[ImportError]) -> Result<(), StoreError> {
    tx.removed(
        tx.remove::<import_error::Entity>()
            .filter(import_error::Column::ImportId.eq(id.0)),
    )
    .await?;
    let organisation_id = tx.organisation().0;
    let rows = errors.iter().enumerate().map(|(position, error)| import_error::Model {
        organisation_id,
        import_id: id.0,
        position: i32::try_from(position).unwrap_or(i32::MAX),
        row_number: i64::try_from(error.row).unwrap_or(i64::MAX),
        column_name: error.column.clone(),
        reason: error.reason.clone(),
        seen: error.seen.clone(),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// The rows that could not be used, in their order.
pub async fn errors_of(tx: &Tx, id: ImportId, most: u64) -> Result<Vec<ImportError>, StoreError> {
    let query = tx
        .find::<import_error::Entity>()
        .filter(import_error::Column::ImportId.eq(id.0))
        .order_by_asc(import_error::Column::Position)
        .limit(most);
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| ImportError {
            row: u64::try_from(row.row_number).unwrap_or(0),
            column: row.column_name,
            reason: row.reason,
            seen: row.seen,
        })
        .collect())
}

/// One employment, for counting who was where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmployedStretch {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// From when.
    pub from: chrono::NaiveDate,
    /// Until when; none means it goes on.
    pub to: Option<chrono::NaiveDate>,
}

impl FromQueryResult for EmployedStretch {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self {
            person: PersonId(row.try_get_by_index(0)?),
            unit: UnitId(row.try_get_by_index(1)?),
            from: row.try_get_by_index(2)?,
            to: row.try_get_by_index(3)?,
        })
    }
}

/// Every employment there ever was.
pub async fn list_employed(tx: &Tx) -> Result<Vec<EmployedStretch>, StoreError> {
    let sql = "select person_id, unit_id, valid_from, valid_to from employments where organisation_id = $1";
    tx.rows(sql, []).await
}
