//! The follow-ups of an initiative, and what came of them.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, DbErr, FromQueryResult, QueryFilter, QueryOrder, QueryResult};
use trivsel_domain::chain::Node;
use trivsel_domain::committee::Meeting;
use trivsel_domain::id::{CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId, MeetingId, PersonId};
use trivsel_domain::initiative::{FollowUp, FollowUpNote, Frequency, MonthsOfYear, SeenTo};
use uuid::Uuid;

use crate::entities::{follow_up, follow_up_committee, follow_up_note, follow_up_point};
use crate::error::parsed;
use crate::{StoreError, Tx};

/// A row with one of its further forums, and as many such rows as there are of those; one row where there are none.
#[derive(Debug)]
struct Joined {
    row: follow_up::Model,
    further: Option<Uuid>,
}

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            further: row.try_get(prefix, "further")?,
            row: follow_up::Model::from_query_result(row, prefix)?,
        })
    }
}

fn follow_up_of(row: follow_up::Model) -> Result<FollowUp, StoreError> {
    Ok(FollowUp {
        frequency: parsed(Frequency::parse(&row.frequency), "follow_ups", "frequency", row.id)?,
        months: parsed(MonthsOfYear::parse(&row.months), "follow_ups", "months", row.id)?,
        id: FollowUpId(row.id),
        initiative: InitiativeId(row.initiative_id),
        title: row.title,
        source: row.source,
        committees: row.committee_id.map(CommitteeId).into_iter().collect(),
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
        committee_id: of.committees.first().map(|committee| committee.0),
        forum: of.forum.clone(),
        frequency: of.frequency.code().to_owned(),
        months: of.months.code(),
        next_due: of.next_due,
        ended_on: of.ended_on,
    }
}

fn further_rows(tx: &Tx, of: &FollowUp) -> Vec<follow_up_committee::Model> {
    let further = of.committees.iter().skip(1);
    (1..)
        .zip(further)
        .map(|(position, committee)| follow_up_committee::Model {
            organisation_id: tx.organisation().0,
            follow_up_id: of.id.0,
            committee_id: committee.0,
            position,
        })
        .collect()
}

/// Follow-ups with all their forums in one question, in the order they were set up; `narrowed` begins with `and`, its values at `$2`.
async fn read(tx: &Tx, narrowed: &str, values: Vec<Uuid>) -> Result<Vec<FollowUp>, StoreError> {
    let sql = format!(
        "select f.*, c.committee_id as further from follow_ups f left join follow_up_committees c \
         on c.organisation_id = f.organisation_id and c.follow_up_id = f.id \
         where f.organisation_id = $1 {narrowed} order by f.id, c.position"
    );
    let rows: Vec<Joined> = tx.rows(&sql, values.into_iter().map(Into::into)).await?;
    let mut found: Vec<FollowUp> = Vec::new();
    for Joined { row, further } in rows {
        let further = further.map(CommitteeId);
        match found.last_mut().filter(|last| last.id.0 == row.id) {
            Some(last) => last.committees.extend(further),
            None => {
                let mut of = follow_up_of(row)?;
                of.committees.extend(further);
                found.push(of);
            }
        }
    }
    Ok(found)
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
        let places: Vec<String> = (2..).take(some.len()).map(|place| format!("${place}")).collect();
        found.extend(read(tx, &format!("and f.initiative_id in ({})", places.join(", ")), some).await?);
    }
    Ok(found)
}

/// All follow-ups of all initiatives, what is due soonest first, what is not due last.
pub async fn list_follow_ups(tx: &Tx) -> Result<Vec<FollowUp>, StoreError> {
    let mut found = read(tx, "", Vec::new()).await?;
    // The two databases place what is empty at different ends.
    found.sort_by_key(|of| (of.next_due.is_none(), of.next_due));
    Ok(found)
}

/// One follow-up.
pub async fn find_follow_up(tx: &Tx, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
    Ok(read(tx, "and f.id = $2", vec![id.0]).await?.pop())
}

/// What belongs on every agenda of this meeting's forum, and neither stands on this one's nor was taken off it. Of an idea, and of an
/// initiative that has ended, nothing is taken up.
pub async fn follow_ups_awaiting(tx: &Tx, meeting: &Meeting) -> Result<Vec<FollowUp>, StoreError> {
    let narrowed = "and f.frequency = 'every_meeting' and f.ended_on is null \
         and (f.committee_id = $2 or exists (select 1 from follow_up_committees o \
         where o.organisation_id = $1 and o.follow_up_id = f.id and o.committee_id = $2)) \
         and exists (select 1 from initiatives i where i.organisation_id = $1 and i.id = f.initiative_id \
         and i.state in ('decided', 'running', 'anchored')) \
         and not exists (select 1 from follow_up_points p \
         where p.organisation_id = $1 and p.meeting_id = $3 and p.follow_up_id = f.id) \
         and not exists (select 1 from agenda_items a \
         where a.organisation_id = $1 and a.meeting_id = $3 and a.follow_up_id = f.id)";
    read(tx, narrowed, vec![meeting.committee.0, meeting.id.0]).await
}

/// Notes that a follow-up was put on the agenda of a meeting.
pub async fn note_on_agenda(tx: &Tx, meeting: MeetingId, id: FollowUpId) -> Result<(), StoreError> {
    let row = follow_up_point::Model {
        organisation_id: tx.organisation().0,
        meeting_id: meeting.0,
        follow_up_id: id.0,
    };
    let key = [
        follow_up_point::Column::OrganisationId,
        follow_up_point::Column::MeetingId,
        follow_up_point::Column::FollowUpId,
    ];
    tx.add_missing([row], OnConflict::columns(key).do_nothing().to_owned())
        .await
}

/// Adds a follow-up.
pub async fn add_follow_up(tx: &Tx, of: &FollowUp) -> Result<(), StoreError> {
    add_follow_ups(tx, std::slice::from_ref(of)).await
}

/// Adds many follow-ups.
pub async fn add_follow_ups(tx: &Tx, many: &[FollowUp]) -> Result<(), StoreError> {
    tx.add_many(many.iter().map(|of| follow_up_row(tx, of)).collect::<Vec<_>>())
        .await?;
    let further: Vec<_> = many.iter().flat_map(|of| further_rows(tx, of)).collect();
    if further.is_empty() {
        return Ok(());
    }
    tx.add_many(further).await
}

/// Writes a follow-up that is already there.
pub async fn change_follow_up(tx: &Tx, of: &FollowUp) -> Result<u64, StoreError> {
    let changed = tx.change(follow_up_row(tx, of)).await?;
    forget_further(tx, of.id).await?;
    let further = further_rows(tx, of);
    if !further.is_empty() {
        tx.add_many(further).await?;
    }
    Ok(changed)
}

async fn forget_further(tx: &Tx, id: FollowUpId) -> Result<(), StoreError> {
    let further = tx.remove::<follow_up_committee::Entity>();
    tx.removed(further.filter(follow_up_committee::Column::FollowUpId.eq(id.0)))
        .await?;
    Ok(())
}

/// Removes a follow-up. [`StoreError::Conflict`] once something was written about it, or a meeting has it on its agenda.
pub async fn remove_follow_up(tx: &Tx, id: FollowUpId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::FollowUp(id)).await?;
    super::responsibles::release(tx, SeenTo::FollowUp(id)).await?;
    forget_further(tx, id).await?;
    let points = tx.remove::<follow_up_point::Entity>();
    tx.removed(points.filter(follow_up_point::Column::FollowUpId.eq(id.0)))
        .await?;
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
