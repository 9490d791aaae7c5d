//! The agenda of a meeting: its points, put there by hand or by another subject, changed, moved and removed.

use chrono::Months;
use serde::{Deserialize, Serialize};
use trivsel_domain::chain::Node;
use trivsel_domain::committee::{AgendaItem, Committee};
use trivsel_domain::id::{AgendaItemId, FollowUpId, MeetingId, StatusReportId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::Origin;
use trivsel_store::{Tx, committees as store, initiatives};
use uuid::Uuid;

use super::meetings::{MeetingLine, allowed_meeting};
use super::standing::must_be_open;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problems, chain};

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

/// What a point says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaContent {
    /// What it is about.
    pub title: String,
    /// What is said beforehand.
    pub text: String,
}

impl AgendaForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<AgendaContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let text = input.text("text", &self.text);
        input.read(Some(AgendaContent { title, text }))
    }
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

/// Adds a point at the end of an agenda. It remembers the result of a survey it comes of, if any.
pub async fn add_agenda_item(
    app: &App,
    who: &Actor,
    meeting: MeetingId,
    content: &AgendaContent,
    origin: Option<Origin>,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        allowed_meeting(&work, who, meeting, Right::ChangeAgenda).await?;
        let AgendaContent { title, text } = content.clone();
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
    if let Some(follow_up) = item.follow_up {
        initiatives::note_on_agenda(tx, meeting, follow_up).await?;
    }
    let survey = match new.origin {
        Some(of) => Some(chain::came_of(tx, who, Node::Result(of), Node::AgendaItem(item.id), app.today()).await?),
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
    seen: &SeenMark,
    content: &AgendaContent,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (before, committee) = changeable_item(&work, who, meeting, id).await?;
        must_be_open(&work, meeting).await?;
        seen.must_be(&before)?;
        let AgendaContent { title, text } = content.clone();
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
        must_be_open(&work, meeting).await?;
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
        must_be_open(&work, meeting).await?;
        let is_decided = store::decisions_of(&work, meeting)
            .await?
            .iter()
            .any(|decision| decision.agenda_item == Some(id));
        if is_decided {
            return Err(AppError::Refused("refused-item-decided"));
        }
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
