//! Writing the trail: what was done to what, with the fields that changed.

use chrono::{DateTime, Utc};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{AuditEntryId, InitiativeId, PersonId, UnitId};
use trivsel_store::audit::{AuditEntry, Change};
use trivsel_store::{StoreError, Tx, audit};
use uuid::Uuid;

/// One line of the trail in the making.
#[derive(Clone, Debug)]
pub struct Trail {
    entry: AuditEntry,
    /// The initiative whose history this is a line of: who has it open is told.
    initiative: Option<InitiativeId>,
}

impl Trail {
    /// Something was done by a person: `Trail::new("initiative", id, "changed")`.
    pub fn new(subject: &'static str, id: Uuid, verb: &'static str) -> Self {
        Self {
            entry: AuditEntry {
                id: AuditEntryId(Uuid::now_v7()),
                happened_at: DateTime::UNIX_EPOCH,
                person: None,
                subject: subject.to_owned(),
                subject_id: id,
                parent_id: None,
                unit: None,
                verb: verb.to_owned(),
                changes: Vec::new(),
            },
            initiative: (subject == "initiative").then_some(InitiativeId(id)),
        }
    }

    /// It belongs to this initiative, whose history shows it.
    #[must_use]
    pub fn of_initiative(self, initiative: InitiativeId) -> Self {
        Self {
            initiative: Some(initiative),
            ..self.of(initiative.0)
        }
    }

    /// It belongs to this (the initiative of a criterion, say), whose history shows it.
    #[must_use]
    pub fn of(mut self, parent: Uuid) -> Self {
        self.entry.parent_id = Some(parent);
        self
    }

    /// It happened in this unit.
    #[must_use]
    pub fn unit(mut self, unit: UnitId) -> Self {
        self.entry.unit = Some(unit);
        self
    }

    /// A field was one thing and became another. Nothing is noted when both are the same.
    #[must_use]
    pub fn field(mut self, name: &str, before: impl ToString, after: impl ToString) -> Self {
        let (before, after) = (before.to_string(), after.to_string());
        if before != after {
            self.entry.changes.push(Change {
                field: name.to_owned(),
                before,
                after,
            });
        }
        self
    }

    /// A field that may be empty was one thing and became another.
    #[must_use]
    pub fn optional(self, name: &str, before: Option<impl ToString>, after: Option<impl ToString>) -> Self {
        let text = |value: Option<String>| value.unwrap_or_default();
        self.field(
            name,
            text(before.map(|value| value.to_string())),
            text(after.map(|value| value.to_string())),
        )
    }

    /// Did any field change?
    pub fn has_changes(&self) -> bool {
        !self.entry.changes.is_empty()
    }

    /// Writes the line, in the same transaction as the change itself.
    pub async fn write(mut self, tx: &Tx, person: Option<PersonId>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.entry.person = person;
        self.entry.happened_at = now;
        if let Some(initiative) = self.initiative {
            let part = self.entry.subject_id;
            tx.tell(Scope::Initiative(initiative), Happening::Changed { part });
        }
        audit::add(tx, &self.entry).await
    }
}
