//! Meetings that were moved or called off, as calendars have to be told.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use trivsel_domain::committee::Meeting;
use trivsel_domain::id::{CommitteeId, MeetingId};

use crate::entities::meeting_call;
use crate::{StoreError, Tx};

/// The last word on a meeting that was moved or called off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingCall {
    /// The meeting as it was called last.
    pub meeting: Meeting,
    /// The how-manieth word it is, from 1.
    pub sequence: i32,
    /// When it was said.
    pub changed_at: DateTime<Utc>,
    /// Will it not be held?
    pub is_called_off: bool,
}

fn call_of(row: meeting_call::Model) -> MeetingCall {
    MeetingCall {
        meeting: Meeting {
            id: MeetingId(row.meeting_id),
            committee: CommitteeId(row.committee_id),
            held_on: row.held_on,
            starts_at: row.starts_at,
            place: row.place,
        },
        sequence: row.sequence,
        changed_at: row.changed_at,
        is_called_off: row.is_called_off,
    }
}

/// The words on a meeting.
pub async fn find(tx: &Tx, meeting: MeetingId) -> Result<Option<MeetingCall>, StoreError> {
    let query = tx
        .find::<meeting_call::Entity>()
        .filter(meeting_call::Column::MeetingId.eq(meeting.0));
    Ok(tx.one(query).await?.map(call_of))
}

/// The words on the meetings of these committees.
pub async fn list_of(tx: &Tx, committees: &[CommitteeId]) -> Result<Vec<MeetingCall>, StoreError> {
    let query = tx
        .find::<meeting_call::Entity>()
        .filter(meeting_call::Column::CommitteeId.is_in(committees.iter().map(|committee| committee.0)));
    Ok(tx.all(query).await?.into_iter().map(call_of).collect())
}

/// Notes that a meeting was moved.
pub async fn note_moved(tx: &Tx, meeting: &Meeting, now: DateTime<Utc>) -> Result<(), StoreError> {
    note(tx, meeting, now, false).await
}

/// Notes that a meeting was called off.
pub async fn note_called_off(tx: &Tx, meeting: &Meeting, now: DateTime<Utc>) -> Result<(), StoreError> {
    note(tx, meeting, now, true).await
}

async fn note(tx: &Tx, meeting: &Meeting, now: DateTime<Utc>, is_called_off: bool) -> Result<(), StoreError> {
    let before = find(tx, meeting.id).await?;
    let row = meeting_call::Model {
        organisation_id: tx.organisation().0,
        meeting_id: meeting.id.0,
        committee_id: meeting.committee.0,
        sequence: before.as_ref().map_or(0, |before| before.sequence).saturating_add(1),
        changed_at: now,
        held_on: meeting.held_on,
        starts_at: meeting.starts_at.clone(),
        place: meeting.place.clone(),
        is_called_off,
    };
    match before {
        Some(_) => tx.change(row).await.map(|_| ()),
        None => tx.add(row).await,
    }
}

/// Forgets the words on meetings before a day.
pub async fn sweep(tx: &Tx, before: NaiveDate) -> Result<u64, StoreError> {
    let removal = tx
        .remove::<meeting_call::Entity>()
        .filter(meeting_call::Column::HeldOn.lt(before));
    tx.removed(removal).await
}
