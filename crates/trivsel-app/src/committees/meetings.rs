//! Meetings and their agendas.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{AgendaItem, Committee, Decision, Meeting};
use trivsel_domain::id::{AgendaItemId, CommitteeId, FollowUpId, InitiativeId, MeetingId, StatusReportId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::Origin;
use trivsel_store::{Tx, committees as store, followed as followed_store};
use uuid::Uuid;

use super::{allowed, changeable, readable};
use crate::input::Input;
use crate::trail::Trail;
use crate::{App, AppError, Problem, followed, seen};

/// A meeting in a list, with the name of its committee.
#[derive(Clone, Debug)]
pub struct MeetingLine {
    /// The meeting.
    pub meeting: Meeting,
    /// Whose it is.
    pub committee_name: String,
}

/// A meeting with its agenda and decisions.
#[derive(Clone, Debug)]
pub struct MeetingDetails {
    /// The meeting.
    pub meeting: Meeting,
    /// Whose it is.
    pub committee: Committee,
    /// The agenda, in order.
    pub agenda: Vec<AgendaLine>,
    /// The decisions, in the order they were written.
    pub decisions: Vec<DecisionLine>,
    /// May the visitor change its day and place?
    pub may_change: bool,
    /// May the visitor put points on its agenda and change them?
    pub may_change_agenda: bool,
    /// May the visitor write down what it decides?
    pub may_write_minutes: bool,
    /// Is it still to be held? Then its decisions are drafts.
    pub is_to_come: bool,
}

/// A point of the agenda, with what it brings.
#[derive(Clone, Debug)]
pub struct AgendaLine {
    /// The point.
    pub item: AgendaItem,
    /// The initiative whose follow-up it holds.
    pub follow_up_of: Option<InitiativeId>,
    /// Can it move up?
    pub is_first: bool,
    /// Can it move down?
    pub is_last: bool,
    /// Was a decision taken on it? Then it stays.
    pub has_decision: bool,
}

/// A decision, with how far its task has come.
#[derive(Clone, Debug)]
pub struct DecisionLine {
    /// The decision.
    pub decision: Decision,
    /// The title of the point it was taken on; empty when on none.
    pub item_title: String,
    /// How many units have done its task.
    pub done: usize,
    /// How many units have it.
    pub total: usize,
}

/// What is typed to add or change a meeting.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingForm {
    /// The day.
    pub held_on: String,
    /// The time of day.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What is typed to add or change a point.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaForm {
    /// What it is about.
    pub title: String,
    /// What is said beforehand.
    pub text: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// Which way a point moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

impl Direction {
    /// The direction with this code.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            _ => None,
        }
    }
}

/// A point to be put on an agenda by another subject.
#[derive(Clone, Debug, Default)]
pub struct NewAgendaItem {
    /// What it is about.
    pub title: String,
    /// What is said beforehand.
    pub text: String,
    /// The status report it brings, if any.
    pub status_report: Option<StatusReportId>,
    /// The follow-up it holds, if any.
    pub follow_up: Option<FollowUpId>,
    /// The result of a survey it comes of, if any.
    pub origin: Option<Origin>,
}

/// The meetings of the visitor's committees in a stretch of time, the earliest first.
pub async fn upcoming_meetings(
    app: &App,
    who: &Actor,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<MeetingLine>, AppError> {
    let tx = app.read(who.organisation).await?;
    let committees = store::list(&tx).await?;
    Ok(store::list_meetings(&tx, from, to)
        .await?
        .into_iter()
        .filter_map(|meeting| {
            let committee = committees
                .iter()
                .find(|committee| committee.id == meeting.committee && committee.may_be_read_by(who))?;
            Some(MeetingLine {
                meeting,
                committee_name: committee.name.clone(),
            })
        })
        .collect())
}

/// How far ahead meetings are offered whose agenda something can be put on.
const AHEAD: Months = Months::new(18);

/// The coming meetings whose agenda the visitor may change, the earliest first.
pub async fn agenda_choices(app: &App, who: &Actor) -> Result<Vec<MeetingLine>, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let tx = app.read(who.organisation).await?;
    let committees = store::list(&tx).await?;
    let today = app.today();
    let until = today.checked_add_months(AHEAD).unwrap_or(today);
    Ok(store::list_meetings(&tx, today, until)
        .await?
        .into_iter()
        .filter_map(|meeting| {
            let committee = committees
                .iter()
                .find(|committee| committee.id == meeting.committee && committee.allows(Right::ChangeAgenda, who))?;
            Some(MeetingLine {
                meeting,
                committee_name: committee.name.clone(),
            })
        })
        .collect())
}

/// One meeting with its agenda and decisions.
pub async fn find_meeting(app: &App, who: &Actor, id: MeetingId) -> Result<MeetingDetails, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let tx = app.read(who.organisation).await?;
    let meeting = store::find_meeting(&tx, id).await?.ok_or(AppError::NotFound)?;
    let committee = readable(&tx, who, meeting.committee).await?;
    let items = store::agenda_of(&tx, id).await?;
    let decisions = store::decisions_of(&tx, id).await?;
    let tasks = store::tasks_of_some(&tx, &decisions.iter().map(|decision| decision.id).collect::<Vec<_>>()).await?;
    let follow_ups: Vec<FollowUpId> = items.iter().filter_map(|item| item.follow_up).collect();
    let initiatives = store::initiatives_of_follow_ups(&tx, &follow_ups).await?;
    let last = items.len().saturating_sub(1);
    let agenda = items
        .iter()
        .enumerate()
        .map(|(index, item)| AgendaLine {
            follow_up_of: item.follow_up.and_then(|id| initiatives.get(&id).copied()),
            is_first: index == 0,
            is_last: index == last,
            has_decision: decisions.iter().any(|decision| decision.agenda_item == Some(item.id)),
            item: item.clone(),
        })
        .collect();
    let decisions = decisions
        .into_iter()
        .map(|decision| {
            let of_this = || tasks.iter().filter(|task| task.decision == decision.id);
            DecisionLine {
                item_title: items
                    .iter()
                    .find(|item| decision.agenda_item == Some(item.id))
                    .map(|item| item.title.clone())
                    .unwrap_or_default(),
                done: of_this().filter(|task| task.done_on.is_some()).count(),
                total: of_this().count(),
                decision,
            }
        })
        .collect();
    Ok(MeetingDetails {
        may_change: committee.allows(Right::ChangeCommittee, who),
        may_change_agenda: committee.allows(Right::ChangeAgenda, who),
        may_write_minutes: committee.allows(Right::WriteMinutes, who),
        is_to_come: meeting.held_on > app.today(),
        meeting,
        committee,
        agenda,
        decisions,
    })
}

/// Adds a meeting.
pub async fn add_meeting(
    app: &App,
    who: &Actor,
    committee: CommitteeId,
    form: &MeetingForm,
) -> Result<MeetingId, AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let found = changeable(&work, who, committee).await?;
        let meeting = read_meeting(MeetingId(Uuid::now_v7()), &found, form)?;
        store::add_meeting(&work, &meeting).await?;
        work.trail(
            Trail::new("meeting", meeting.id.0, "added")
                .of(committee.0)
                .unit(found.unit)
                .field("held_on", "", meeting.held_on),
        );
        Ok(meeting.id)
    })
    .await
}

/// Changes a meeting's day, time or place.
pub async fn change_meeting(app: &App, who: &Actor, id: MeetingId, form: &MeetingForm) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let (before, committee) = allowed_meeting(&work, who, id, Right::ChangeCommittee).await?;
        seen::check(&form.seen, &before)?;
        let meeting = read_meeting(id, &committee, form)?;
        store::change_meeting(&work, &meeting).await?;
        work.trail(
            Trail::new("meeting", id.0, "changed")
                .of(committee.id.0)
                .unit(committee.unit)
                .field("held_on", before.held_on, meeting.held_on)
                .field("starts_at", &before.starts_at, &meeting.starts_at)
                .field("place", &before.place, &meeting.place),
        );
        Ok(())
    })
    .await
}

/// A meeting in whose committee the visitor has this right.
pub(super) async fn allowed_meeting(
    tx: &Tx,
    who: &Actor,
    id: MeetingId,
    right: Right,
) -> Result<(Meeting, Committee), AppError> {
    let meeting = store::find_meeting(tx, id).await?.ok_or(AppError::NotFound)?;
    let committee = allowed(tx, who, meeting.committee, right).await?;
    Ok((meeting, committee))
}

/// Adds a point at the end of an agenda. It remembers the result of a survey it comes of, if any.
pub async fn add_agenda_item(
    app: &App,
    who: &Actor,
    meeting: MeetingId,
    form: &AgendaForm,
    origin: Option<Origin>,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        allowed_meeting(&work, who, meeting, Right::ChangeAgenda).await?;
        let (title, text) = read_item(form)?;
        let item = NewAgendaItem {
            title,
            text,
            origin,
            ..NewAgendaItem::default()
        };
        put_on_agenda(app, &work, who, meeting, item).await?;
        Ok(())
    })
    .await
}

/// Puts something at the end of a meeting's agenda, in the caller's own transaction. Asks for the right to set its agenda.
pub async fn put_on_agenda(
    app: &App,
    tx: &Tx,
    who: &Actor,
    meeting: MeetingId,
    new: NewAgendaItem,
) -> Result<AgendaItemId, AppError> {
    let (_, committee) = allowed_meeting(tx, who, meeting, Right::ChangeAgenda).await?;
    let last = store::agenda_of(tx, meeting)
        .await?
        .iter()
        .map(|item| item.position)
        .max();
    let item = AgendaItem {
        id: AgendaItemId(Uuid::now_v7()),
        meeting,
        position: last.unwrap_or(0) + 1,
        title: new.title,
        text: new.text,
        status_report: new.status_report,
        follow_up: new.follow_up,
    };
    store::add_agenda_item(tx, &item).await?;
    let survey = match new.origin {
        Some(origin) => Some(followed::link_agenda_item(tx, who, origin, item.id).await?),
        None => None,
    };
    Trail::new("agenda_item", item.id.0, "added")
        .of(meeting.0)
        .unit(committee.unit)
        .field("title", "", &item.title)
        .optional("survey", None::<String>, survey.map(|survey| survey.title.da))
        .write(tx, Some(who.person), app.now())
        .await?;
    Ok(item.id)
}

/// Changes the words of a point.
pub async fn change_agenda_item(
    app: &App,
    who: &Actor,
    meeting: MeetingId,
    id: AgendaItemId,
    form: &AgendaForm,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (before, committee) = changeable_item(&work, who, meeting, id).await?;
        seen::check(&form.seen, &before)?;
        let (title, text) = read_item(form)?;
        let after = AgendaItem {
            title,
            text,
            ..before.clone()
        };
        store::change_agenda_item(&work, &after).await?;
        work.trail(
            Trail::new("agenda_item", id.0, "changed")
                .of(meeting.0)
                .unit(committee.unit)
                .field("title", &before.title, &after.title)
                .field("text", &before.text, &after.text),
        );
        Ok(())
    })
    .await
}

/// Moves a point one place up or down. At the end of the list nothing happens.
pub async fn move_agenda_item(
    app: &App,
    who: &Actor,
    meeting: MeetingId,
    id: AgendaItemId,
    direction: Direction,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        changeable_item(&work, who, meeting, id).await?;
        let mut items = store::agenda_of(&work, meeting).await?;
        let at = items.iter().position(|item| item.id == id).unwrap_or(0);
        let other = match direction {
            Direction::Up => at.checked_sub(1),
            Direction::Down => Some(at + 1).filter(|other| *other < items.len()),
        };
        if let Some(other) = other {
            items.swap(at, other);
            for (position, item) in (1..).zip(items) {
                if item.position != position {
                    store::change_agenda_item(&work, &AgendaItem { position, ..item }).await?;
                }
            }
        }
        Ok(())
    })
    .await
}

/// Takes a point off the agenda. A point on which a decision was taken stays.
pub async fn remove_agenda_item(app: &App, who: &Actor, meeting: MeetingId, id: AgendaItemId) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (item, committee) = changeable_item(&work, who, meeting, id).await?;
        let is_decided = store::decisions_of(&work, meeting)
            .await?
            .iter()
            .any(|decision| decision.agenda_item == Some(id));
        if is_decided {
            return Err(AppError::Refused("refused-item-decided"));
        }
        followed_store::remove_agenda_item(&work, id).await?;
        store::remove_agenda_item(&work, id).await?;
        for (position, item) in (1..).zip(store::agenda_of(&work, meeting).await?) {
            if item.position != position {
                store::change_agenda_item(&work, &AgendaItem { position, ..item }).await?;
            }
        }
        work.trail(
            Trail::new("agenda_item", id.0, "removed")
                .of(meeting.0)
                .unit(committee.unit)
                .field("title", &item.title, ""),
        );
        Ok(())
    })
    .await
}

async fn changeable_item(
    tx: &Tx,
    who: &Actor,
    meeting: MeetingId,
    id: AgendaItemId,
) -> Result<(AgendaItem, Committee), AppError> {
    let (_, committee) = allowed_meeting(tx, who, meeting, Right::ChangeAgenda).await?;
    let item = store::find_agenda_item(tx, id)
        .await?
        .filter(|item| item.meeting == meeting)
        .ok_or(AppError::NotFound)?;
    Ok((item, committee))
}

fn read_meeting(id: MeetingId, committee: &Committee, form: &MeetingForm) -> Result<Meeting, AppError> {
    let mut input = Input::new();
    let held_on = input.date("held_on", &form.held_on);
    let starts_at = input.line("starts_at", &form.starts_at);
    let starts_at = parse_time(&starts_at).unwrap_or_else(|| {
        input.refuse(Problem::new("starts_at", "problem-time"));
        String::new()
    });
    let place = input.line("place", &form.place);
    input.done()?;
    if !committee.period.contains(held_on) {
        return Err(AppError::invalid("held_on", "problem-meeting-outside"));
    }
    Ok(Meeting {
        id,
        committee: committee.id,
        held_on,
        starts_at,
        place,
    })
}

fn read_item(form: &AgendaForm) -> Result<(String, String), AppError> {
    let mut input = Input::new();
    let title = input.required("title", &form.title);
    let text = input.text("text", &form.text);
    input.done()?;
    Ok((title, text))
}

/// A time of day as it is kept, `9.00`; an empty text stays empty.
fn parse_time(typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some(String::new());
    }
    let (hour, minute) = typed.split_once(['.', ':']).unwrap_or((typed, "00"));
    let (hour, minute): (u32, u32) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    (hour < 24 && minute < 60).then(|| format!("{hour}.{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, kept) in [
            ("9.00", Some("9.00")),
            ("09:30", Some("9.30")),
            ("13", Some("13.00")),
            ("", Some("")),
            ("24.00", None),
            ("9.75", None),
            ("middag", None),
        ] {
            assert_eq!(parse_time(typed).as_deref(), kept, "{typed}");
        }
    }
}
