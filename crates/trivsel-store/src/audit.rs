//! The trail: who changed what, when. It is also the history a reader of an initiative follows.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use trivsel_domain::id::{AuditEntryId, PersonId, UnitId};
use uuid::Uuid;

use crate::entities::audit_entry::{Column, Entity, Model};
use crate::{StoreError, Tx};

/// One line of the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    pub id: AuditEntryId,
    /// When.
    pub happened_at: DateTime<Utc>,
    /// Who; none when the program did it, or the person has been erased.
    pub person: Option<PersonId>,
    /// What kind of thing, e.g. `initiative`.
    pub subject: String,
    /// Which one.
    pub subject_id: Uuid,
    /// What it belongs to: the initiative of a criterion, say.
    pub parent_id: Option<Uuid>,
    /// In which unit, when it belongs to one.
    pub unit: Option<UnitId>,
    /// What was done, e.g. `changed`.
    pub verb: String,
    /// Field by field, what it was and what it became.
    pub changes: Vec<Change>,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field's name in code.
    pub field: String,
    /// What it held; empty when it was new.
    pub before: String,
    /// What it holds; empty when it is gone.
    pub after: String,
}

fn entry_of(row: Model) -> AuditEntry {
    AuditEntry {
        id: AuditEntryId(row.id),
        happened_at: row.happened_at,
        person: row.person_id.map(PersonId),
        subject: row.subject,
        subject_id: row.subject_id,
        parent_id: row.parent_id,
        unit: row.unit_id.map(UnitId),
        verb: row.verb,
        changes: serde_json::from_str(&row.changes).unwrap_or_default(),
    }
}

/// Adds a line.
pub async fn add(tx: &Tx, entry: &AuditEntry) -> Result<(), StoreError> {
    tx.add(row_of(tx, entry)).await
}

/// Adds many lines.
pub async fn add_many(tx: &Tx, entries: &[AuditEntry]) -> Result<(), StoreError> {
    tx.add_many(entries.iter().map(|entry| row_of(tx, entry)).collect::<Vec<_>>())
        .await
}

fn row_of(tx: &Tx, entry: &AuditEntry) -> Model {
    Model {
        organisation_id: tx.organisation().0,
        id: entry.id.0,
        happened_at: entry.happened_at,
        person_id: entry.person.map(|person| person.0),
        subject: entry.subject.clone(),
        subject_id: entry.subject_id,
        parent_id: entry.parent_id,
        unit_id: entry.unit.map(|unit| unit.0),
        verb: entry.verb.clone(),
        changes: serde_json::to_string(&entry.changes).unwrap_or_default(),
    }
}

/// The lines about one thing and what belongs to it, newest first.
pub async fn list_of(tx: &Tx, subject: Uuid) -> Result<Vec<AuditEntry>, StoreError> {
    let about = Condition::any()
        .add(Column::SubjectId.eq(subject))
        .add(Column::ParentId.eq(subject));
    let query = tx
        .find::<Entity>()
        .filter(about)
        .order_by_desc(Column::HappenedAt)
        .order_by_desc(Column::Id);
    Ok(tx.all(query).await?.into_iter().map(entry_of).collect())
}

/// The lines of the whole organisation, newest first: `take` of them after the first `skip`.
pub async fn list(tx: &Tx, skip: u64, take: u64) -> Result<Vec<AuditEntry>, StoreError> {
    let query = tx
        .find::<Entity>()
        .order_by_desc(Column::HappenedAt)
        .order_by_desc(Column::Id)
        .offset(skip)
        .limit(take);
    Ok(tx.all(query).await?.into_iter().map(entry_of).collect())
}
