//! Erasing a person: one list of every place that holds something about a person, and what is done there.
//!
//! A test reads the schemas of both databases and fails when a place is missing from the list.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::id::PersonId;
use trivsel_domain::person::Person;
use uuid::Uuid;

use crate::audit::Change;
use crate::entities::audit_entry;
use crate::organisations::employments_changed;
use crate::{StoreError, Tx};

/// A column that holds something about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// What is done with it.
    pub how: How,
}

/// What is done with a column when the person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The reference is emptied; the row stays, nobody stands on it.
    Null,
    /// The row goes.
    DeleteRow,
    /// The person's own words are replaced by nothing; the row stays as a number without a name.
    Anonymise,
}

const fn place(table: &'static str, column: &'static str, how: How) -> Place {
    Place { table, column, how }
}

/// Every place.
pub const PLACES: &[Place] = &[
    place("sessions", "person_id", How::DeleteRow),
    place("known_devices", "person_id", How::DeleteRow),
    place("sign_ins", "person_id", How::DeleteRow),
    place("access_links", "person_id", How::DeleteRow),
    place("accounts", "person_id", How::DeleteRow),
    place("role_assignments", "person_id", How::DeleteRow),
    place("committee_members", "person_id", How::DeleteRow),
    place("employments", "person_id", How::DeleteRow),
    place("roll_entries", "person_id", How::DeleteRow),
    place("mails", "person_id", How::DeleteRow),
    place("notice_choices", "person_id", How::DeleteRow),
    place("notices", "person_id", How::DeleteRow),
    place("notice_links", "person_id", How::DeleteRow),
    place("feeds", "person_id", How::DeleteRow),
    place("saved_filters", "person_id", How::DeleteRow),
    place("uploads", "person_id", How::DeleteRow),
    place("workshop_facilitators", "person_id", How::DeleteRow),
    place("workshops", "leader_id", How::Null),
    place("surveys", "follow_up_person_id", How::Null),
    place("initiatives", "lead_person_id", How::Null),
    place("initiatives", "co_lead_person_id", How::Null),
    place("responsibles", "person_id", How::Null),
    place("anchor_checks", "held_by", How::Null),
    place("measures", "owner_person_id", How::Null),
    place("lots", "drawn_by", How::Null),
    place("imports", "created_by", How::Null),
    place("exclusions", "created_by", How::Null),
    place("follow_up_notes", "written_by", How::Null),
    place("status_reports", "approved_by", How::Null),
    place("questionnaire_versions", "published_by", How::Null),
    place("unit_tasks", "done_by", How::Null),
    place("plans", "agreed_by_person_id", How::Null),
    place("plans", "agreed_with_person_id", How::Null),
    place("plan_lines", "person_id", How::Null),
    place("plan_looks", "written_by", How::Null),
    place("assessments", "with_person_id", How::Null),
    place("assessments", "manager_agreed_by", How::Null),
    place("assessments", "staff_agreed_by", How::Null),
    place("audit_entries", "person_id", How::Null),
    place("setup_notes", "noted_by", How::Null),
    place("legal_rules", "checked_by", How::Null),
    place("tool_reviews", "checked_by", How::Null),
    place("answer_approvals", "approved_by", How::Null),
    place("tool_notes", "written_by", How::Null),
    place("own_tools", "sent_by", How::Null),
    place("starts", "lead_person_id", How::Null),
    place("starts", "rep_person_id", How::Null),
    place("persons", "employee_number", How::Null),
    place("persons", "email", How::Null),
    place("persons", "name", How::Anonymise),
    place("persons", "title", How::Anonymise),
    place("persons", "search_text", How::Anonymise),
    place("persons", "sort_key", How::Anonymise),
];

#[derive(Debug, sea_orm::FromQueryResult)]
struct Count {
    found: i64,
}

/// The column of a place that says which person a row is about: the person's own id, or the reference itself.
fn key(place: &Place) -> &'static str {
    if place.table == "persons" { "id" } else { place.column }
}

/// How many rows of a place are about the person.
pub async fn count(tx: &Tx, place: &Place, id: PersonId) -> Result<u64, StoreError> {
    let sql = format!(
        "select count(*) as found from {} where organisation_id = $1 and {} = $2",
        place.table,
        key(place)
    );
    let rows: Vec<Count> = tx.rows(&sql, [id.0.into()]).await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.found).ok()).unwrap_or(0))
}

/// Does with a place what the list says. Says how many rows were touched.
pub async fn apply(tx: &Tx, place: &Place, id: PersonId) -> Result<u64, StoreError> {
    let (table, column, key) = (place.table, place.column, key(place));
    let sql = match place.how {
        How::Null => format!("update {table} set {column} = null where organisation_id = $1 and {key} = $2"),
        How::Anonymise => format!("update {table} set {column} = '' where organisation_id = $1 and {key} = $2"),
        How::DeleteRow => format!("delete from {table} where organisation_id = $1 and {key} = $2"),
    };
    let touched = tx.run(&sql, [id.0.into()]).await?;
    if table == "employments" {
        employments_changed(tx).await?;
    }
    Ok(touched)
}

/// Notes when the person was erased.
pub async fn mark(tx: &Tx, id: PersonId, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let sql = "update persons set erased_at = $2 where organisation_id = $1 and id = $3";
    tx.run(sql, [now.into(), id.0.into()]).await
}

/// How many lines of the trail say something about the person.
pub async fn count_trail(tx: &Tx, person: &Person) -> Result<u64, StoreError> {
    Ok(u64::try_from(cleared(tx, person).await?.len()).unwrap_or(u64::MAX))
}

/// Clears what the trail says about the person: everything in the lines about the person, and the name, number and mail address
/// wherever else they stand.
pub async fn clear_trail(tx: &Tx, person: &Person) -> Result<u64, StoreError> {
    let lines = cleared(tx, person).await?;
    for (line, changes) in &lines {
        let sql = "update audit_entries set changes = $2 where organisation_id = $1 and id = $3";
        tx.run(sql, [changes.clone().into(), (*line).into()]).await?;
    }
    Ok(u64::try_from(lines.len()).unwrap_or(u64::MAX))
}

/// The lines of the trail that hold something about the person, with what is left of them.
async fn cleared(tx: &Tx, person: &Person) -> Result<Vec<(Uuid, String)>, StoreError> {
    let own = tx.find::<audit_entry::Entity>().filter(
        sea_orm::Condition::any()
            .add(audit_entry::Column::SubjectId.eq(person.id.0))
            .add(audit_entry::Column::ParentId.eq(person.id.0)),
    );
    let mut lines: Vec<(Uuid, String)> = tx
        .all(own)
        .await?
        .into_iter()
        .filter(|row| row.changes != "[]")
        .map(|row| (row.id, "[]".to_owned()))
        .collect();
    let marks: Vec<&str> = [
        Some(&person.name),
        person.email.as_ref(),
        person.employee_number.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(String::as_str)
    // A number of one or two digits stands in half of all lines and tells nothing.
    .filter(|mark| mark.chars().count() > 2)
    .collect();
    for mark in &marks {
        // In the trail a text stands as JSON writes it.
        let written = serde_json::to_string(mark).unwrap_or_default();
        let mentions = tx
            .find::<audit_entry::Entity>()
            .filter(audit_entry::Column::Changes.contains(written.trim_matches('"')));
        for row in tx.all(mentions).await? {
            if lines.iter().any(|(line, _)| *line == row.id) {
                continue;
            }
            let mut changes: Vec<Change> = serde_json::from_str(&row.changes).unwrap_or_default();
            for change in &mut changes {
                for mark in &marks {
                    change.before = change.before.replace(mark, "…");
                    change.after = change.after.replace(mark, "…");
                }
            }
            lines.push((row.id, serde_json::to_string(&changes).unwrap_or_default()));
        }
    }
    Ok(lines)
}
