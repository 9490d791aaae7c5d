//! Workshops: the day, its programme, its groups, and the devices that are there.

mod standing;
mod themes;

use chrono::{NaiveDate, NaiveTime};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{OrganisationId, PersonId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use trivsel_domain::workshop::{
    DayCourse, Group, LineKind, ProgrammeItem, SeatKind, SeenBy, Tells, Workshop, WorkshopState,
};

use crate::entities::{
    drawn_card, programme_item, seat, workshop, workshop_facilitator, workshop_group, workshop_plan,
};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{Store, StoreError, Tx};

pub use standing::{hang, list_standing, open_to};
pub use themes::{set_themes, themes_of};

const CLOCK: &str = "%H:%M";

/// A device that is at a workshop. It has no name, and nothing says when it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The hash of what the device alone keeps.
    pub token_hash: String,
    /// Where it is.
    pub workshop: WorkshopId,
    /// In which group.
    pub group: WorkshopGroupId,
    /// A screen for all, or somebody's own telephone.
    pub kind: SeatKind,
    /// How many people stand round it.
    pub people: i32,
}

fn workshop_of(row: workshop::Model) -> Result<Workshop, StoreError> {
    let clock = |text: &str, column| parsed(NaiveTime::parse_from_str(text, CLOCK).ok(), "workshops", column, row.id);
    Ok(Workshop {
        id: WorkshopId(row.id),
        unit: UnitId(row.unit_id),
        starts_at: clock(&row.starts_at, "starts_at")?,
        hard_end: clock(&row.hard_end, "hard_end")?,
        seen_by: parsed(SeenBy::parse(&row.seen_by), "workshops", "seen_by", row.id)?,
        state: parsed(WorkshopState::parse(&row.state), "workshops", "state", row.id)?,
        title: row.title,
        purpose: row.purpose,
        held_on: row.held_on,
        place: row.place,
        meeting_link: row.meeting_link,
        keep_months: row.keep_months,
        join_code: row.join_code,
        is_door_shut: row.is_door_shut,
        message: row.message,
        leader: row.leader_id.map(PersonId),
        course: DayCourse {
            item: row.item_id.map(ProgrammeItemId),
            began_at: row.item_began_at,
            ends_at: row.item_ends_at,
            pause: row.pause_since.zip(row.pause_until),
            put_off: row.put_off,
            version: row.course_version,
            section: row.page_section,
        },
        opened_at: row.opened_at,
        closed_on: row.closed_on,
        cleared_on: row.cleared_on,
        version: row.version,
    })
}

fn workshop_row(tx: &Tx, of: &Workshop) -> workshop::Model {
    workshop::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        unit_id: of.unit.0,
        title: of.title.clone(),
        purpose: of.purpose.clone(),
        held_on: of.held_on,
        starts_at: of.starts_at.format(CLOCK).to_string(),
        hard_end: of.hard_end.format(CLOCK).to_string(),
        place: of.place.clone(),
        meeting_link: of.meeting_link.clone(),
        keep_months: of.keep_months,
        seen_by: of.seen_by.code().to_owned(),
        state: of.state.code().to_owned(),
        join_code: of.join_code.clone(),
        is_door_shut: of.is_door_shut,
        message: of.message.clone(),
        leader_id: of.leader.map(|person| person.0),
        item_id: of.course.item.map(|item| item.0),
        item_began_at: of.course.began_at,
        item_ends_at: of.course.ends_at,
        pause_since: of.course.pause.map(|(since, _)| since),
        pause_until: of.course.pause.map(|(_, until)| until),
        put_off: of.course.put_off,
        course_version: of.course.version,
        opened_at: of.opened_at,
        closed_on: of.closed_on,
        cleared_on: of.cleared_on,
        version: of.version,
        page_section: of.course.section,
    }
}

fn item_of(row: programme_item::Model) -> Result<ProgrammeItem, StoreError> {
    let tells = match (row.tells.as_str(), row.tells_id) {
        ("nobody", _) => Some(Tells::Nobody),
        ("all", _) => Some(Tells::All),
        ("group", Some(id)) => Some(Tells::Group(WorkshopGroupId(id))),
        ("unit", Some(id)) => Some(Tells::Unit(UnitId(id))),
        _ => None,
    };
    Ok(ProgrammeItem {
        id: ProgrammeItemId(row.id),
        position: row.position,
        kind: parsed(LineKind::parse(&row.kind), "programme_items", "kind", row.id)?,
        tells: parsed(tells, "programme_items", "tells", row.id)?,
        title: row.title,
        minutes: row.minutes,
        presenter: row.presenter,
        question: row.question,
        board_kind: row.board_kind,
        lead_note: row.lead_note,
        page: row.page,
        deck: row.deck,
    })
}

fn item_row(tx: &Tx, of: WorkshopId, item: &ProgrammeItem) -> programme_item::Model {
    let (tells, tells_id) = match item.tells {
        Tells::Nobody => ("nobody", None),
        Tells::All => ("all", None),
        Tells::Group(id) => ("group", Some(id.0)),
        Tells::Unit(id) => ("unit", Some(id.0)),
    };
    programme_item::Model {
        organisation_id: tx.organisation().0,
        id: item.id.0,
        workshop_id: of.0,
        position: item.position,
        kind: item.kind.code().to_owned(),
        title: item.title.clone(),
        minutes: item.minutes,
        presenter: item.presenter.clone(),
        question: item.question.clone(),
        board_kind: item.board_kind.clone(),
        tells: tells.to_owned(),
        tells_id,
        lead_note: item.lead_note.clone(),
        page: item.page.clone(),
        deck: item.deck.clone(),
    }
}

fn group_of(row: workshop_group::Model) -> Group {
    Group {
        id: WorkshopGroupId(row.id),
        position: row.position,
        name: row.name,
        unit: row.unit_id.map(UnitId),
        under: row.under_unit_id.map(UnitId),
        room: row.room,
        leader: row.leader,
        expected: row.expected,
    }
}

fn group_row(tx: &Tx, of: WorkshopId, group: &Group) -> workshop_group::Model {
    workshop_group::Model {
        organisation_id: tx.organisation().0,
        id: group.id.0,
        workshop_id: of.0,
        position: group.position,
        name: group.name.clone(),
        unit_id: group.unit.map(|unit| unit.0),
        under_unit_id: group.under.map(|unit| unit.0),
        room: group.room.clone(),
        leader: group.leader.clone(),
        expected: group.expected,
    }
}

fn seat_of(row: seat::Model) -> Result<Seat, StoreError> {
    Ok(Seat {
        kind: parsed(SeatKind::parse(&row.kind), "seats", "kind", row.group_id)?,
        token_hash: row.token_hash,
        workshop: WorkshopId(row.workshop_id),
        group: WorkshopGroupId(row.group_id),
        people: row.people,
    })
}

/// All workshops, the latest day first.
pub async fn list(tx: &Tx) -> Result<Vec<Workshop>, StoreError> {
    let query = tx
        .find::<workshop::Entity>()
        .order_by_desc(workshop::Column::HeldOn)
        .order_by_asc(workshop::Column::Id);
    tx.all(query).await?.into_iter().map(workshop_of).collect()
}

/// One workshop.
pub async fn find(tx: &Tx, id: WorkshopId) -> Result<Option<Workshop>, StoreError> {
    let query = tx.find::<workshop::Entity>().filter(workshop::Column::Id.eq(id.0));
    tx.one(query).await?.map(workshop_of).transpose()
}

/// The workshop this code opens, in one organisation.
pub async fn find_by_code(
    store: &Store,
    organisation: OrganisationId,
    code: &str,
) -> Result<Option<Workshop>, StoreError> {
    let tx = store.read(organisation).await?;
    let query = tx
        .find::<workshop::Entity>()
        .filter(workshop::Column::JoinCode.eq(code));
    tx.one(query).await?.map(workshop_of).transpose()
}

/// Workshops that are over and whose notes that were not chosen are still there.
pub async fn list_uncleared(tx: &Tx, closed_before: NaiveDate) -> Result<Vec<Workshop>, StoreError> {
    let query = tx
        .find::<workshop::Entity>()
        .filter(workshop::Column::ClosedOn.lt(closed_before))
        .filter(workshop::Column::ClearedOn.is_null());
    tx.all(query).await?.into_iter().map(workshop_of).collect()
}

/// Adds a workshop.
pub async fn add(tx: &Tx, of: &Workshop) -> Result<(), StoreError> {
    tx.add(workshop_row(tx, of)).await
}

/// Writes a workshop that is already there, one version on.
pub async fn change(tx: &Tx, of: &Workshop) -> Result<(), StoreError> {
    let guard = tx
        .update::<workshop::Entity>()
        .filter(workshop::Column::Id.eq(of.id.0))
        .filter(workshop::Column::Version.eq(of.version))
        .col_expr(workshop::Column::Version, one_more(workshop::Column::Version));
    tx.must_update(guard).await?;
    let next = Workshop {
        version: of.version + 1,
        ..of.clone()
    };
    tx.change(workshop_row(tx, &next)).await.map(|_| ())
}

/// Takes away a workshop that was never begun, with all that belongs to it.
pub async fn remove(tx: &Tx, id: WorkshopId) -> Result<(), StoreError> {
    crate::lessons::forget_workshop(tx, id).await?;
    remove_drawn(tx, id).await?;
    tx.removed(tx.remove::<seat::Entity>().filter(seat::Column::WorkshopId.eq(id.0)))
        .await?;
    // A plan that was begun all the same stays with its unit.
    tx.removed(
        tx.remove::<workshop_plan::Entity>()
            .filter(workshop_plan::Column::WorkshopId.eq(id.0)),
    )
    .await?;
    standing::take_down(tx, id).await?;
    tx.removed(
        tx.remove::<workshop_group::Entity>()
            .filter(workshop_group::Column::WorkshopId.eq(id.0)),
    )
    .await?;
    tx.removed(
        tx.remove::<programme_item::Entity>()
            .filter(programme_item::Column::WorkshopId.eq(id.0)),
    )
    .await?;
    tx.removed(
        tx.remove::<workshop_facilitator::Entity>()
            .filter(workshop_facilitator::Column::WorkshopId.eq(id.0)),
    )
    .await?;
    tx.must_remove(tx.remove::<workshop::Entity>().filter(workshop::Column::Id.eq(id.0)))
        .await
}

/// Those who are named to lead it.
pub async fn facilitators_of(tx: &Tx, of: WorkshopId) -> Result<Vec<PersonId>, StoreError> {
    let query = tx
        .find::<workshop_facilitator::Entity>()
        .filter(workshop_facilitator::Column::WorkshopId.eq(of.0));
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| PersonId(row.person_id))
        .collect())
}

/// The workshops a person is named to lead.
pub async fn led_by(tx: &Tx, person: PersonId) -> Result<Vec<WorkshopId>, StoreError> {
    let query = tx
        .find::<workshop_facilitator::Entity>()
        .filter(workshop_facilitator::Column::PersonId.eq(person.0));
    Ok(tx
        .all(query)
        .await?
        .into_iter()
        .map(|row| WorkshopId(row.workshop_id))
        .collect())
}

/// Names those who lead it, in place of those named before.
pub async fn name_facilitators(tx: &Tx, of: WorkshopId, persons: &[PersonId]) -> Result<(), StoreError> {
    let before = tx
        .remove::<workshop_facilitator::Entity>()
        .filter(workshop_facilitator::Column::WorkshopId.eq(of.0));
    tx.removed(before).await?;
    let rows = persons.iter().map(|person| workshop_facilitator::Model {
        organisation_id: tx.organisation().0,
        workshop_id: of.0,
        person_id: person.0,
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// The programme, in order.
pub async fn items_of(tx: &Tx, of: WorkshopId) -> Result<Vec<ProgrammeItem>, StoreError> {
    let query = tx
        .find::<programme_item::Entity>()
        .filter(programme_item::Column::WorkshopId.eq(of.0))
        .order_by_asc(programme_item::Column::Position)
        .order_by_asc(programme_item::Column::Id);
    tx.all(query).await?.into_iter().map(item_of).collect()
}

/// Adds lines.
pub async fn add_items(tx: &Tx, of: WorkshopId, items: &[ProgrammeItem]) -> Result<(), StoreError> {
    tx.add_many(items.iter().map(|item| item_row(tx, of, item)).collect::<Vec<_>>())
        .await
}

/// Writes a line that is already there.
pub async fn change_item(tx: &Tx, of: WorkshopId, item: &ProgrammeItem) -> Result<(), StoreError> {
    match tx.change(item_row(tx, of, item)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Takes a line out.
pub async fn remove_item(tx: &Tx, id: ProgrammeItemId) -> Result<(), StoreError> {
    let item = tx.remove::<programme_item::Entity>();
    tx.must_remove(item.filter(programme_item::Column::Id.eq(id.0))).await
}

/// The groups, in order.
pub async fn groups_of(tx: &Tx, of: WorkshopId) -> Result<Vec<Group>, StoreError> {
    let query = tx
        .find::<workshop_group::Entity>()
        .filter(workshop_group::Column::WorkshopId.eq(of.0))
        .order_by_asc(workshop_group::Column::Position)
        .order_by_asc(workshop_group::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(group_of).collect())
}

/// The groups of all workshops, each with whose it is.
pub async fn list_groups(tx: &Tx) -> Result<Vec<(WorkshopId, Group)>, StoreError> {
    let rows = tx.all(tx.find::<workshop_group::Entity>()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (WorkshopId(row.workshop_id), group_of(row)))
        .collect())
}

/// Adds groups.
pub async fn add_groups(tx: &Tx, of: WorkshopId, groups: &[Group]) -> Result<(), StoreError> {
    tx.add_many(groups.iter().map(|group| group_row(tx, of, group)).collect::<Vec<_>>())
        .await
}

/// Writes a group that is already there.
pub async fn change_group(tx: &Tx, of: WorkshopId, group: &Group) -> Result<(), StoreError> {
    match tx.change(group_row(tx, of, group)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Takes a group away.
pub async fn remove_group(tx: &Tx, id: WorkshopGroupId) -> Result<(), StoreError> {
    let drawn = tx.remove::<drawn_card::Entity>();
    tx.removed(drawn.filter(drawn_card::Column::GroupId.eq(id.0))).await?;
    let group = tx.remove::<workshop_group::Entity>();
    tx.must_remove(group.filter(workshop_group::Column::Id.eq(id.0))).await
}

/// The device with this hash.
pub async fn find_seat(tx: &Tx, token_hash: &str) -> Result<Option<Seat>, StoreError> {
    let query = tx.find::<seat::Entity>().filter(seat::Column::TokenHash.eq(token_hash));
    tx.one(query).await?.map(seat_of).transpose()
}

/// All devices of a workshop.
pub async fn seats_of(tx: &Tx, of: WorkshopId) -> Result<Vec<Seat>, StoreError> {
    let query = tx.find::<seat::Entity>().filter(seat::Column::WorkshopId.eq(of.0));
    tx.all(query).await?.into_iter().map(seat_of).collect()
}

/// How many devices are at a workshop.
pub async fn count_seats(tx: &Tx, of: WorkshopId) -> Result<u64, StoreError> {
    let query = tx.find::<seat::Entity>().filter(seat::Column::WorkshopId.eq(of.0));
    tx.count(query).await
}

/// Is there a screen for the whole of this group?
pub async fn has_screen(tx: &Tx, of: WorkshopId, group: WorkshopGroupId) -> Result<bool, StoreError> {
    let query = tx
        .find::<seat::Entity>()
        .filter(seat::Column::WorkshopId.eq(of.0))
        .filter(seat::Column::GroupId.eq(group.0))
        .filter(seat::Column::Kind.eq(SeatKind::Room.code()));
    Ok(tx.count(query).await? > 0)
}

/// Lets a device in.
pub async fn add_seat(tx: &Tx, of: &Seat) -> Result<(), StoreError> {
    tx.add(seat::Model {
        organisation_id: tx.organisation().0,
        token_hash: of.token_hash.clone(),
        workshop_id: of.workshop.0,
        group_id: of.group.0,
        kind: of.kind.code().to_owned(),
        people: of.people,
    })
    .await
}

/// Says how many people stand round a device.
pub async fn count_people(tx: &Tx, token_hash: &str, people: i32) -> Result<(), StoreError> {
    let seat = tx
        .update::<seat::Entity>()
        .filter(seat::Column::TokenHash.eq(token_hash))
        .col_expr(seat::Column::People, Expr::value(people));
    tx.must_update(seat).await
}

/// A device leaves.
pub async fn remove_seat(tx: &Tx, token_hash: &str) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<seat::Entity>()
            .filter(seat::Column::TokenHash.eq(token_hash)),
    )
    .await
}

/// All devices leave.
pub async fn remove_seats(tx: &Tx, of: WorkshopId) -> Result<u64, StoreError> {
    tx.removed(tx.remove::<seat::Entity>().filter(seat::Column::WorkshopId.eq(of.0)))
        .await
}

/// The cards a group has drawn of a deck, in the order it drew them.
pub async fn drawn_of(tx: &Tx, of: WorkshopId, group: WorkshopGroupId, deck: &str) -> Result<Vec<usize>, StoreError> {
    let query = tx
        .find::<drawn_card::Entity>()
        .filter(drawn_card::Column::WorkshopId.eq(of.0))
        .filter(drawn_card::Column::GroupId.eq(group.0))
        .filter(drawn_card::Column::Deck.eq(deck))
        .order_by_asc(drawn_card::Column::Position);
    let rows = tx.all(query).await?.into_iter();
    Ok(rows.filter_map(|row| usize::try_from(row.card).ok()).collect())
}

/// Notes that a group drew a card, the how-manieth it is.
pub async fn add_drawn(
    tx: &Tx,
    of: WorkshopId,
    group: WorkshopGroupId,
    deck: &str,
    (card, position): (usize, usize),
) -> Result<(), StoreError> {
    tx.add(drawn_card::Model {
        organisation_id: tx.organisation().0,
        workshop_id: of.0,
        group_id: group.0,
        deck: deck.to_owned(),
        card: i32::try_from(card).unwrap_or(i32::MAX),
        position: i32::try_from(position).unwrap_or(i32::MAX),
    })
    .await
}

/// The day is over: which cards were drawn is of no use any more.
pub async fn remove_drawn(tx: &Tx, of: WorkshopId) -> Result<u64, StoreError> {
    let drawn = tx.remove::<drawn_card::Entity>();
    tx.removed(drawn.filter(drawn_card::Column::WorkshopId.eq(of.0))).await
}
