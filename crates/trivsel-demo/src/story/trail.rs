//! Lines of the trail that lie in the past: what people did, when.

use chrono::{DateTime, Utc};
use trivsel_domain::id::{AuditEntryId, PersonId, UnitId};
use trivsel_store::audit::{AuditEntry, Change};
use uuid::Uuid;

use crate::Ground;

/// One line in the making. Unlike [`trivsel_app::trail::Trail`] its id follows from the seed.
pub(super) struct Line(AuditEntry);

impl Line {
    /// Something was done to a thing.
    pub(super) fn new(ground: &Ground<'_>, subject: &str, id: Uuid, verb: &str, at: DateTime<Utc>) -> Self {
        Self(AuditEntry {
            id: AuditEntryId(ground.seed.id(&format!("trail:{subject}:{id}:{verb}:{at}"))),
            happened_at: at,
            person: None,
            subject: subject.to_owned(),
            subject_id: id,
            parent_id: None,
            unit: None,
            verb: verb.to_owned(),
            changes: Vec::new(),
        })
    }

    /// It belongs to this.
    pub(super) fn of(mut self, parent: Uuid) -> Self {
        self.0.parent_id = Some(parent);
        self
    }

    /// In this unit.
    pub(super) fn unit(mut self, unit: UnitId) -> Self {
        self.0.unit = Some(unit);
        self
    }

    /// By this person.
    pub(super) fn by(mut self, person: Option<PersonId>) -> Self {
        self.0.person = person;
        self
    }

    /// A field was one thing and became another.
    pub(super) fn field(mut self, name: &str, before: impl ToString, after: impl ToString) -> Self {
        self.0.changes.push(Change {
            field: name.to_owned(),
            before: before.to_string(),
            after: after.to_string(),
        });
        self
    }

    /// The line.
    pub(super) fn done(self) -> AuditEntry {
        self.0
    }
}
