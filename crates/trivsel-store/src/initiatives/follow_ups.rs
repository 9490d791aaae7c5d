//! The follow-ups of an initiative, and what came of them.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId, PersonId};
use trivsel_domain::initiative::{FollowUp, FollowUpNote, Frequency, SeenTo};
use uuid::Uuid;

use crate::entities::{follow_up, follow_up_note};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn follow_up_of(row: follow_up::Model) -> Result<FollowUp, StoreError> {
    Ok(FollowUp {
        frequency: parsed(Frequency::parse(&row.frequency), "follow_ups", "frequency", row.id)?,
        id: FollowUpId(row.id),
        initiative: InitiativeId(row.initiative_id),
        title: row.title,
        source: row.source,
        committee: row.committee_id.map(CommitteeId),
        forum: row.forum,
        next_due: row.next_due,
        ended_on: row.ended_on,
    })
}

fn follow_up_row(tx: &Tx, of: &FollowUp) -> follow_up::Model {
    follow_up::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        initiative_id: of.initiative.0,
        title: of.title.clone(),
        source: of.source.clone(),
        committee_id: of.committee.map(|committee| committee.0),
        forum: of.forum.clone(),
        frequency: of.frequency.code().to_owned(),
        next_due: of.next_due,
        ended_on: of.ended_on,
    }
}

fn note_of(row: follow_up_note::Model) -> FollowUpNote {
    FollowUpNote {
        id: FollowUpNoteId(row.id),
        follow_up: FollowUpId(row.follow_up_id),
        due_on: row.due_on,
        held_on: row.held_on,
        text: row.text,
        written_by: row.written_by.map(PersonId),
        written_at: row.written_at,
    }
}

fn note_row(tx: &Tx, note: &FollowUpNote) -> follow_up_note::Model {
    follow_up_note::Model {
        organisation_id: tx.organisation().0,
        id: note.id.0,
        follow_up_id: note.follow_up.0,
        due_on: note.due_on,
        held_on: note.held_on,
        text: note.text.clone(),
        written_by: note.written_by.map(|person| person.0),
        written_at: note.written_at,
    }
}

/// The follow-ups of an initiative, in the order they were set up.
pub async fn follow_ups_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<FollowUp>, StoreError> {
    follow_ups_of_many(tx, &[initiative]).await
}

/// The follow-ups of these initiatives, in the order they were set up.
pub async fn follow_ups_of_many(tx: &Tx, initiatives: &[InitiativeId]) -> Result<Vec<FollowUp>, StoreError> {
    let mut found = Vec::new();
    for some in super::portions(initiatives) {
        let query = tx
            .find::<follow_up::Entity>()
            .filter(follow_up::Column::InitiativeId.is_in(some))
            .order_by_asc(follow_up::Column::Id);
        for row in tx.all(query).await? {
            found.push(follow_up_of(row)?);
        }
    }
    Ok(found)
}

/// All follow-ups of all initiatives, what is due soonest first, what is not due last.
pub async fn list_follow_ups(tx: &Tx) -> Result<Vec<FollowUp>, StoreError> {
    let query = tx.find::<follow_up::Entity>().order_by_asc(follow_up::Column::Id);
    let mut found: Vec<FollowUp> = tx
        .all(query)
        .await?
        .into_iter()
        .map(follow_up_of)
        .collect::<Result<_, _>>()?;
    // The two databases place what is empty at different ends.
    found.sort_by_key(|of| (of.next_due.is_none(), of.next_due));
    Ok(found)
}

/// One follow-up.
pub async fn find_follow_up(tx: &Tx, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
    tx.one(tx.find::<follow_up::Entity>().filter(follow_up::Column::Id.eq(id.0)))
        .await?
        .map(follow_up_of)
        .transpose()
}

/// Adds a follow-up.
pub async fn add_follow_up(tx: &Tx, of: &FollowUp) -> Result<(), StoreError> {
    tx.add(follow_up_row(tx, of)).await
}

/// Adds many follow-ups.
pub async fn add_follow_ups(tx: &Tx, many: &[FollowUp]) -> Result<(), StoreError> {
    tx.add_many(many.iter().map(|of| follow_up_row(tx, of)).collect::<Vec<_>>())
        .await
}

/// Writes a follow-up that is already there.
pub async fn change_follow_up(tx: &Tx, of: &FollowUp) -> Result<u64, StoreError> {
    tx.change(follow_up_row(tx, of)).await
}

/// Removes a follow-up. [`StoreError::Conflict`] once something was written about it, or a meeting has it on its agenda.
pub async fn remove_follow_up(tx: &Tx, id: FollowUpId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::FollowUp(id)).await?;
    super::responsibles::release(tx, SeenTo::FollowUp(id)).await?;
    super::remove_one::<follow_up::Entity>(tx, follow_up::Column::Id, id.0).await
}

/// What came of the follow-ups of an initiative, newest first.
pub async fn notes_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<FollowUpNote>, StoreError> {
    let follow_ups: Vec<Uuid> = follow_ups_of(tx, initiative).await?.iter().map(|of| of.id.0).collect();
    if follow_ups.is_empty() {
        return Ok(Vec::new());
    }
    let query = tx
        .find::<follow_up_note::Entity>()
        .filter(follow_up_note::Column::FollowUpId.is_in(follow_ups))
        .order_by_desc(follow_up_note::Column::HeldOn)
        .order_by_desc(follow_up_note::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(note_of).collect())
}

/// What came of these follow-ups, newest first.
pub async fn notes_of_many(tx: &Tx, follow_ups: &[FollowUp]) -> Result<Vec<FollowUpNote>, StoreError> {
    let ids: Vec<Uuid> = follow_ups.iter().map(|of| of.id.0).collect();
    let mut found = Vec::new();
    for some in ids.chunks(500) {
        let query = tx
            .find::<follow_up_note::Entity>()
            .filter(follow_up_note::Column::FollowUpId.is_in(some.iter().copied()))
            .order_by_desc(follow_up_note::Column::HeldOn)
            .order_by_desc(follow_up_note::Column::Id);
        found.extend(tx.all(query).await?.into_iter().map(note_of));
    }
    Ok(found)
}

/// What came of all follow-ups of all initiatives, oldest first.
pub async fn list_notes(tx: &Tx) -> Result<Vec<FollowUpNote>, StoreError> {
    let query = tx
        .find::<follow_up_note::Entity>()
        .order_by_asc(follow_up_note::Column::HeldOn)
        .order_by_asc(follow_up_note::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(note_of).collect())
}

/// Adds what came of a follow-up.
pub async fn add_note(tx: &Tx, note: &FollowUpNote) -> Result<(), StoreError> {
    tx.add(note_row(tx, note)).await
}

/// Adds what came of many follow-ups.
pub async fn add_notes(tx: &Tx, notes: &[FollowUpNote]) -> Result<(), StoreError> {
    tx.add_many(notes.iter().map(|note| note_row(tx, note)).collect::<Vec<_>>())
        .await
}

/// Takes a person out as the writer of notes. What was written stays.
pub(super) async fn erase_writer(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    let update = tx
        .update::<follow_up_note::Entity>()
        .col_expr(follow_up_note::Column::WrittenBy, Expr::value(Option::<Uuid>::None))
        .filter(follow_up_note::Column::WrittenBy.eq(person.0));
    tx.updated(update).await?;
    Ok(())
}
