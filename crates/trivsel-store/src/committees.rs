//! Committees, their seats, meetings, agendas, decisions and the tasks a decision sets.

mod belonging;
mod standing;
mod tasks;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::chain::Node;
use trivsel_domain::committee::{
    AgendaItem, Committee, CommitteeKind, CommitteeMember, Decision, DecisionTask, Meeting, Seat, TaskKind, TaskLevel,
};
use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::{
    AgendaItemId, CommitteeId, CommitteeMemberId, DecisionId, FollowUpId, InitiativeId, MeetingId, PersonId,
    StatusReportId, UnitId,
};
use trivsel_domain::period::Period;

use crate::entities::{agenda_item, committee, committee_member, decision, follow_up, meeting};
use crate::error::parsed;
use crate::{StoreError, Tx};

pub use belonging::{belong_to, initiatives_of_decisions};
pub use standing::{
    add_standing_item, add_standing_point, change_standing_item, freeze_agenda, frozen_on, list_standing_items,
    standing_items_of, standing_points_of,
};
pub use tasks::{
    TaskCount, add_tasks, change_task, count_tasks, open_tasks_in, remove_open_task, remove_open_tasks, tasks_of,
    tasks_of_some,
};

fn committee_of(row: committee::Model) -> Result<Committee, StoreError> {
    let kind = parsed(CommitteeKind::parse(&row.kind), "committees", "kind", row.id)?;
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "committees",
        "valid_to",
        row.id,
    )?;
    Ok(Committee {
        id: CommitteeId(row.id),
        name: row.name,
        kind,
        unit: UnitId(row.unit_id),
        period,
    })
}

fn committee_row(tx: &Tx, committee: &Committee) -> committee::Model {
    committee::Model {
        organisation_id: tx.organisation().0,
        id: committee.id.0,
        name: committee.name.clone(),
        kind: committee.kind.code().to_owned(),
        unit_id: committee.unit.0,
        valid_from: committee.period.from(),
        valid_to: committee.period.to(),
    }
}

fn member_of(row: committee_member::Model) -> Result<CommitteeMember, StoreError> {
    let seat = parsed(Seat::parse(&row.seat), "committee_members", "seat", row.id)?;
    let period = parsed(
        Period::new(row.valid_from, row.valid_to).ok(),
        "committee_members",
        "valid_to",
        row.id,
    )?;
    Ok(CommitteeMember {
        id: CommitteeMemberId(row.id),
        committee: CommitteeId(row.committee_id),
        person: PersonId(row.person_id),
        seat,
        period,
    })
}

fn member_row(tx: &Tx, member: &CommitteeMember) -> committee_member::Model {
    committee_member::Model {
        organisation_id: tx.organisation().0,
        id: member.id.0,
        committee_id: member.committee.0,
        person_id: member.person.0,
        seat: member.seat.code().to_owned(),
        valid_from: member.period.from(),
        valid_to: member.period.to(),
    }
}

fn meeting_of(row: meeting::Model) -> Meeting {
    Meeting {
        id: MeetingId(row.id),
        committee: CommitteeId(row.committee_id),
        held_on: row.held_on,
        starts_at: row.starts_at,
        place: row.place,
    }
}

fn meeting_row(tx: &Tx, meeting: &Meeting) -> meeting::Model {
    meeting::Model {
        organisation_id: tx.organisation().0,
        id: meeting.id.0,
        committee_id: meeting.committee.0,
        held_on: meeting.held_on,
        starts_at: meeting.starts_at.clone(),
        place: meeting.place.clone(),
    }
}

fn item_of(row: agenda_item::Model) -> AgendaItem {
    AgendaItem {
        id: AgendaItemId(row.id),
        meeting: MeetingId(row.meeting_id),
        position: row.position,
        title: row.title,
        text: row.text,
        status_report: row.status_report_id.map(StatusReportId),
        follow_up: row.follow_up_id.map(FollowUpId),
    }
}

fn item_row(tx: &Tx, item: &AgendaItem) -> agenda_item::Model {
    agenda_item::Model {
        organisation_id: tx.organisation().0,
        id: item.id.0,
        meeting_id: item.meeting.0,
        position: item.position,
        title: item.title.clone(),
        text: item.text.clone(),
        status_report_id: item.status_report.map(|report| report.0),
        follow_up_id: item.follow_up.map(|follow_up| follow_up.0),
    }
}

fn decision_of(row: decision::Model) -> Result<Decision, StoreError> {
    let kind = parsed(TaskKind::parse(&row.task_kind), "decisions", "task_kind", row.id)?;
    let level = parsed(TaskLevel::parse(&row.task_level), "decisions", "task_level", row.id)?;
    Ok(Decision {
        id: DecisionId(row.id),
        meeting: MeetingId(row.meeting_id),
        agenda_item: row.agenda_item_id.map(AgendaItemId),
        text: row.text,
        task: (!row.task_title.is_empty()).then_some(DecisionTask {
            title: row.task_title,
            due_on: row.task_due_on,
            kind,
            level,
            programme: row.task_programme,
            questions: row.task_questions.lines().map(str::to_owned).collect(),
        }),
    })
}

fn decision_row(tx: &Tx, decision: &Decision) -> decision::Model {
    let task = decision.task.clone().unwrap_or_default();
    decision::Model {
        organisation_id: tx.organisation().0,
        id: decision.id.0,
        meeting_id: decision.meeting.0,
        agenda_item_id: decision.agenda_item.map(|item| item.0),
        text: decision.text.clone(),
        task_title: task.title,
        task_due_on: task.due_on,
        task_kind: task.kind.code().to_owned(),
        task_level: task.level.code().to_owned(),
        task_programme: task.programme,
        task_questions: task.questions.join("\n"),
    }
}

/// Every committee there ever was, by name.
pub async fn list(tx: &Tx) -> Result<Vec<Committee>, StoreError> {
    let query = tx
        .find::<committee::Entity>()
        .order_by_asc(committee::Column::Name)
        .order_by_asc(committee::Column::Id);
    tx.all(query).await?.into_iter().map(committee_of).collect()
}

/// One committee.
pub async fn find(tx: &Tx, id: CommitteeId) -> Result<Option<Committee>, StoreError> {
    // There are few, and a page that asks for one asks for more of them.
    let all = list(tx).await?;
    Ok(all.into_iter().find(|committee| committee.id == id))
}

/// Adds a committee.
pub async fn add(tx: &Tx, committee: &Committee) -> Result<(), StoreError> {
    tx.add(committee_row(tx, committee)).await
}

/// Writes a committee that is already there.
pub async fn change(tx: &Tx, committee: &Committee) -> Result<u64, StoreError> {
    tx.change(committee_row(tx, committee)).await
}

/// Every seat a committee ever had, the oldest first.
pub async fn members_of(tx: &Tx, committee: CommitteeId) -> Result<Vec<CommitteeMember>, StoreError> {
    let query = tx
        .find::<committee_member::Entity>()
        .filter(committee_member::Column::CommitteeId.eq(committee.0))
        .order_by_asc(committee_member::Column::ValidFrom)
        .order_by_asc(committee_member::Column::Id);
    tx.all(query).await?.into_iter().map(member_of).collect()
}

/// Every seat of every committee.
pub async fn list_members(tx: &Tx) -> Result<Vec<CommitteeMember>, StoreError> {
    tx.all(tx.find::<committee_member::Entity>())
        .await?
        .into_iter()
        .map(member_of)
        .collect()
}

/// A person's seats, the newest first.
pub async fn seats_of(tx: &Tx, person: PersonId) -> Result<Vec<CommitteeMember>, StoreError> {
    let query = tx
        .find::<committee_member::Entity>()
        .filter(committee_member::Column::PersonId.eq(person.0))
        .order_by_desc(committee_member::Column::ValidFrom);
    tx.all(query).await?.into_iter().map(member_of).collect()
}

/// One seat.
pub async fn find_member(tx: &Tx, id: CommitteeMemberId) -> Result<Option<CommitteeMember>, StoreError> {
    let query = tx
        .find::<committee_member::Entity>()
        .filter(committee_member::Column::Id.eq(id.0));
    tx.one(query).await?.map(member_of).transpose()
}

/// Adds a seat.
pub async fn add_member(tx: &Tx, member: &CommitteeMember) -> Result<(), StoreError> {
    tx.add(member_row(tx, member)).await
}

/// Writes a seat that is already there. [`StoreError::Stale`] when it is gone.
pub async fn change_member(tx: &Tx, member: &CommitteeMember) -> Result<(), StoreError> {
    tx.tell(Scope::Person(member.person), Happening::RightsChanged);
    match tx.change(member_row(tx, member)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Takes a seat away that was never held for a day. [`StoreError::Stale`] when it is gone already.
pub async fn remove_member(tx: &Tx, member: &CommitteeMember) -> Result<(), StoreError> {
    tx.tell(Scope::Person(member.person), Happening::RightsChanged);
    let seat = tx.remove::<committee_member::Entity>();
    tx.must_remove(seat.filter(committee_member::Column::Id.eq(member.id.0)))
        .await
}

/// A committee's meetings, the newest first.
pub async fn meetings_of(tx: &Tx, committee: CommitteeId) -> Result<Vec<Meeting>, StoreError> {
    let query = tx
        .find::<meeting::Entity>()
        .filter(meeting::Column::CommitteeId.eq(committee.0))
        .order_by_desc(meeting::Column::HeldOn)
        .order_by_desc(meeting::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(meeting_of).collect())
}

/// The meetings of several committees, in no order.
pub async fn meetings_of_some(tx: &Tx, committees: &[CommitteeId]) -> Result<Vec<Meeting>, StoreError> {
    let query = tx
        .find::<meeting::Entity>()
        .filter(meeting::Column::CommitteeId.is_in(committees.iter().map(|id| id.0)));
    Ok(tx.all(query).await?.into_iter().map(meeting_of).collect())
}

/// The meetings of every committee in a stretch of time, both days included, the earliest first.
pub async fn list_meetings(tx: &Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Meeting>, StoreError> {
    let query = tx
        .find::<meeting::Entity>()
        .filter(meeting::Column::HeldOn.gte(from))
        .filter(meeting::Column::HeldOn.lte(to))
        .order_by_asc(meeting::Column::HeldOn)
        .order_by_asc(meeting::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(meeting_of).collect())
}

/// The meetings of every committee from a day on, the earliest first.
pub async fn coming_meetings(tx: &Tx, from: NaiveDate) -> Result<Vec<Meeting>, StoreError> {
    let query = tx
        .find::<meeting::Entity>()
        .filter(meeting::Column::HeldOn.gte(from))
        .order_by_asc(meeting::Column::HeldOn)
        .order_by_asc(meeting::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(meeting_of).collect())
}

/// The points of several agendas that are about follow-ups, in no order.
pub async fn follow_ups_on(
    tx: &Tx,
    meetings: impl IntoIterator<Item = MeetingId>,
) -> Result<Vec<AgendaItem>, StoreError> {
    let query = tx
        .find::<agenda_item::Entity>()
        .filter(agenda_item::Column::MeetingId.is_in(meetings.into_iter().map(|id| id.0)))
        .filter(agenda_item::Column::FollowUpId.is_not_null());
    Ok(tx.all(query).await?.into_iter().map(item_of).collect())
}

/// One meeting.
pub async fn find_meeting(tx: &Tx, id: MeetingId) -> Result<Option<Meeting>, StoreError> {
    Ok(tx
        .one(tx.find::<meeting::Entity>().filter(meeting::Column::Id.eq(id.0)))
        .await?
        .map(meeting_of))
}

/// Some meetings, in no order.
pub async fn find_meetings(tx: &Tx, ids: &[MeetingId]) -> Result<Vec<Meeting>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = tx
            .find::<meeting::Entity>()
            .filter(meeting::Column::Id.is_in(some.iter().map(|id| id.0)));
        found.extend(tx.all(query).await?.into_iter().map(meeting_of));
    }
    Ok(found)
}

/// Adds a meeting.
pub async fn add_meeting(tx: &Tx, meeting: &Meeting) -> Result<(), StoreError> {
    tx.add(meeting_row(tx, meeting)).await
}

/// Writes a meeting that is already there.
pub async fn change_meeting(tx: &Tx, meeting: &Meeting) -> Result<u64, StoreError> {
    tx.change(meeting_row(tx, meeting)).await
}

/// Takes a meeting away; refused by the schema while an agenda or a decision belongs to it. [`StoreError::Stale`] when it is gone already.
pub async fn remove_meeting(tx: &Tx, id: MeetingId) -> Result<(), StoreError> {
    standing::forget_meeting(tx, id).await?;
    let meeting = tx.remove::<meeting::Entity>();
    tx.must_remove(meeting.filter(meeting::Column::Id.eq(id.0))).await
}

/// A meeting's agenda, in order.
pub async fn agenda_of(tx: &Tx, meeting: MeetingId) -> Result<Vec<AgendaItem>, StoreError> {
    let query = tx
        .find::<agenda_item::Entity>()
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(item_of).collect())
}

/// The points of all agendas.
pub async fn list_agenda_items(tx: &Tx) -> Result<Vec<AgendaItem>, StoreError> {
    let query = tx.find::<agenda_item::Entity>().order_by_asc(agenda_item::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(item_of).collect())
}

/// One point of an agenda.
pub async fn find_agenda_item(tx: &Tx, id: AgendaItemId) -> Result<Option<AgendaItem>, StoreError> {
    let query = tx
        .find::<agenda_item::Entity>()
        .filter(agenda_item::Column::Id.eq(id.0));
    Ok(tx.one(query).await?.map(item_of))
}

/// The initiatives these follow-ups belong to.
pub async fn initiatives_of_follow_ups(
    tx: &Tx,
    follow_ups: &[FollowUpId],
) -> Result<BTreeMap<FollowUpId, InitiativeId>, StoreError> {
    let mut found = BTreeMap::new();
    for some in follow_ups.chunks(500) {
        let query = tx
            .find::<follow_up::Entity>()
            .filter(follow_up::Column::Id.is_in(some.iter().map(|id| id.0)));
        for row in tx.all(query).await? {
            found.insert(FollowUpId(row.id), InitiativeId(row.initiative_id));
        }
    }
    Ok(found)
}

/// The points on which a status report was put, on any agenda.
pub async fn items_with_report(tx: &Tx, report: StatusReportId) -> Result<Vec<AgendaItem>, StoreError> {
    let query = tx
        .find::<agenda_item::Entity>()
        .filter(agenda_item::Column::StatusReportId.eq(report.0));
    Ok(tx.all(query).await?.into_iter().map(item_of).collect())
}

/// The points on which one of these follow-ups was put, on any agenda.
pub async fn items_with_follow_ups(tx: &Tx, follow_ups: &[FollowUpId]) -> Result<Vec<AgendaItem>, StoreError> {
    let mut found = Vec::new();
    for some in follow_ups.chunks(500) {
        let query = tx
            .find::<agenda_item::Entity>()
            .filter(agenda_item::Column::FollowUpId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(agenda_item::Column::Id);
        found.extend(tx.all(query).await?.into_iter().map(item_of));
    }
    Ok(found)
}

/// Adds a point.
pub async fn add_agenda_item(tx: &Tx, item: &AgendaItem) -> Result<(), StoreError> {
    tx.add(item_row(tx, item)).await
}

/// Writes a point that is already there.
pub async fn change_agenda_item(tx: &Tx, item: &AgendaItem) -> Result<u64, StoreError> {
    tx.change(item_row(tx, item)).await
}

/// Removes a point; refused by the schema while a decision was taken on it.
pub async fn remove_agenda_item(tx: &Tx, id: AgendaItemId) -> Result<u64, StoreError> {
    crate::chain::forget(tx, Node::AgendaItem(id)).await?;
    standing::take_off(tx, id).await?;
    tx.removed(
        tx.remove::<agenda_item::Entity>()
            .filter(agenda_item::Column::Id.eq(id.0)),
    )
    .await
}

/// A meeting's decisions, in the order they were written.
pub async fn decisions_of(tx: &Tx, meeting: MeetingId) -> Result<Vec<Decision>, StoreError> {
    let query = tx
        .find::<decision::Entity>()
        .filter(decision::Column::MeetingId.eq(meeting.0))
        .order_by_asc(decision::Column::Id);
    tx.all(query).await?.into_iter().map(decision_of).collect()
}

/// The decisions of all meetings, as they were written.
pub async fn list_all_decisions(tx: &Tx) -> Result<Vec<Decision>, StoreError> {
    let query = tx.find::<decision::Entity>().order_by_asc(decision::Column::Id);
    tx.all(query).await?.into_iter().map(decision_of).collect()
}

/// The decisions of several meetings, as they were written.
pub async fn decisions_of_some(tx: &Tx, meetings: &[MeetingId]) -> Result<Vec<Decision>, StoreError> {
    let query = tx
        .find::<decision::Entity>()
        .filter(decision::Column::MeetingId.is_in(meetings.iter().map(|id| id.0)))
        .order_by_asc(decision::Column::Id);
    tx.all(query).await?.into_iter().map(decision_of).collect()
}

/// These decisions.
pub async fn list_decisions(tx: &Tx, ids: &[DecisionId]) -> Result<Vec<Decision>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = tx
            .find::<decision::Entity>()
            .filter(decision::Column::Id.is_in(some.iter().map(|id| id.0)));
        for row in tx.all(query).await? {
            found.push(decision_of(row)?);
        }
    }
    Ok(found)
}

/// One decision.
pub async fn find_decision(tx: &Tx, id: DecisionId) -> Result<Option<Decision>, StoreError> {
    let query = tx.find::<decision::Entity>().filter(decision::Column::Id.eq(id.0));
    tx.one(query).await?.map(decision_of).transpose()
}

/// Adds a decision.
pub async fn add_decision(tx: &Tx, decision: &Decision) -> Result<(), StoreError> {
    tx.add(decision_row(tx, decision)).await
}

/// Writes a decision that is already there.
pub async fn change_decision(tx: &Tx, decision: &Decision) -> Result<u64, StoreError> {
    tx.change(decision_row(tx, decision)).await
}
