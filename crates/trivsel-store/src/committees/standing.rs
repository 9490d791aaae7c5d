//! Standing points of forums, what became of each at a meeting, and agendas that were sent out.

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::committee::standing::{StandingFilling, StandingItem, StandingPoint, StandingRhythm};
use trivsel_domain::id::{AgendaItemId, CommitteeId, MeetingId, StandingItemId};
use uuid::Uuid;

use crate::entities::{follow_up_point, frozen_agenda, standing_item, standing_point};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn standing_item_of(row: standing_item::Model) -> Result<StandingItem, StoreError> {
    let every = parsed(StandingRhythm::parse(&row.every), "standing_items", "every", row.id)?;
    let fills = parsed(StandingFilling::parse(&row.fills), "standing_items", "fills", row.id)?;
    Ok(StandingItem {
        id: StandingItemId(row.id),
        committee: CommitteeId(row.committee_id),
        title: row.title,
        every,
        month: row.month.and_then(|month| u32::try_from(month).ok()),
        fills,
        position: row.position,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
    })
}

fn standing_item_row(tx: &Tx, item: &StandingItem) -> standing_item::Model {
    standing_item::Model {
        organisation_id: tx.organisation().0,
        id: item.id.0,
        committee_id: item.committee.0,
        title: item.title.clone(),
        every: item.every.code().to_owned(),
        month: item.month.and_then(|month| i32::try_from(month).ok()),
        fills: item.fills.code().to_owned(),
        position: item.position,
        starts_on: item.starts_on,
        ends_on: item.ends_on,
    }
}

fn standing_point_of(row: standing_point::Model) -> StandingPoint {
    StandingPoint {
        meeting: MeetingId(row.meeting_id),
        item: StandingItemId(row.standing_item_id),
        agenda_item: row.agenda_item_id.map(AgendaItemId),
        filled_with: row.filled_with,
    }
}

/// A forum's standing points, in their order.
pub async fn standing_items_of(tx: &Tx, committee: CommitteeId) -> Result<Vec<StandingItem>, StoreError> {
    let query = tx
        .find::<standing_item::Entity>()
        .filter(standing_item::Column::CommitteeId.eq(committee.0))
        .order_by_asc(standing_item::Column::Position)
        .order_by_asc(standing_item::Column::Id);
    tx.all(query).await?.into_iter().map(standing_item_of).collect()
}

/// The standing points of all forums.
pub async fn list_standing_items(tx: &Tx) -> Result<Vec<StandingItem>, StoreError> {
    let query = tx
        .find::<standing_item::Entity>()
        .order_by_asc(standing_item::Column::Id);
    tx.all(query).await?.into_iter().map(standing_item_of).collect()
}

/// Adds a standing point.
pub async fn add_standing_item(tx: &Tx, item: &StandingItem) -> Result<(), StoreError> {
    tx.add(standing_item_row(tx, item)).await
}

/// Writes a standing point that is already there.
pub async fn change_standing_item(tx: &Tx, item: &StandingItem) -> Result<u64, StoreError> {
    tx.change(standing_item_row(tx, item)).await
}

/// What became of the standing points at a meeting so far.
pub async fn standing_points_of(tx: &Tx, meeting: MeetingId) -> Result<Vec<StandingPoint>, StoreError> {
    let query = tx
        .find::<standing_point::Entity>()
        .filter(standing_point::Column::MeetingId.eq(meeting.0));
    Ok(tx.all(query).await?.into_iter().map(standing_point_of).collect())
}

/// Notes what became of a standing point at a meeting.
pub async fn add_standing_point(tx: &Tx, point: &StandingPoint) -> Result<(), StoreError> {
    tx.add(standing_point::Model {
        organisation_id: tx.organisation().0,
        meeting_id: point.meeting.0,
        standing_item_id: point.item.0,
        agenda_item_id: point.agenda_item.map(|item| item.0),
        filled_with: point.filled_with.clone(),
    })
    .await
}

/// The point a standing one became goes: it was taken off this time.
pub(super) async fn take_off(tx: &Tx, item: AgendaItemId) -> Result<(), StoreError> {
    let update = tx
        .update::<standing_point::Entity>()
        .col_expr(standing_point::Column::AgendaItemId, Expr::value(Option::<Uuid>::None))
        .filter(standing_point::Column::AgendaItemId.eq(item.0));
    tx.updated(update).await?;
    Ok(())
}

/// Since when a meeting's agenda stays as it was sent out; none while it can be changed.
pub async fn frozen_on(tx: &Tx, meeting: MeetingId) -> Result<Option<NaiveDate>, StoreError> {
    let query = tx
        .find::<frozen_agenda::Entity>()
        .filter(frozen_agenda::Column::MeetingId.eq(meeting.0));
    Ok(tx.one(query).await?.map(|row| row.frozen_on))
}

/// A meeting's agenda stays as it is from now on. Once is enough: the first day counts.
pub async fn freeze_agenda(tx: &Tx, meeting: MeetingId, on: NaiveDate) -> Result<(), StoreError> {
    if frozen_on(tx, meeting).await?.is_some() {
        return Ok(());
    }
    tx.add(frozen_agenda::Model {
        organisation_id: tx.organisation().0,
        meeting_id: meeting.0,
        frozen_on: on,
    })
    .await
}

/// A meeting goes, and with it what was noted of its agenda.
pub(super) async fn forget_meeting(tx: &Tx, meeting: MeetingId) -> Result<(), StoreError> {
    let points = tx.remove::<standing_point::Entity>();
    tx.removed(points.filter(standing_point::Column::MeetingId.eq(meeting.0)))
        .await?;
    let follow_ups = tx.remove::<follow_up_point::Entity>();
    tx.removed(follow_ups.filter(follow_up_point::Column::MeetingId.eq(meeting.0)))
        .await?;
    let frozen = tx.remove::<frozen_agenda::Entity>();
    tx.removed(frozen.filter(frozen_agenda::Column::MeetingId.eq(meeting.0)))
        .await?;
    Ok(())
}
