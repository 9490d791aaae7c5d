//! Meetings and their agendas.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::standing::StandingItem;
use trivsel_domain::committee::{AgendaItem, Committee, Decision, Meeting};
use trivsel_domain::id::{CommitteeId, FollowUpId, InitiativeId, MeetingId};
use trivsel_domain::initiative::{FollowUp, Initiative};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, committees as store, meeting_calls};
use uuid::Uuid;

use super::standing::waiting;
use super::{allowed, changeable, readable};
use crate::initiatives::follow_ups::awaiting;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems};

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
    /// The standing points that come up and were not filled yet.
    pub standing: Vec<StandingItem>,
    /// The initiatives and follow-ups that belong on every agenda and do not stand on this one yet, as far as the visitor may read them.
    pub awaiting: Vec<(Initiative, FollowUp)>,
    /// Since when the agenda stays as it was sent out.
    pub frozen_on: Option<NaiveDate>,
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

/// When and where a meeting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingContent {
    /// The day.
    pub held_on: NaiveDate,
    /// The time of day, as `9.00`; empty when not set.
    pub starts_at: String,
    /// Where; empty when not set.
    pub place: String,
}

impl MeetingForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<MeetingContent, Problems> {
        let mut input = Input::new();
        let held_on = input.date("held_on", &self.held_on);
        let starts_at = input.line("starts_at", &self.starts_at);
        let starts_at = parse_time(&starts_at).unwrap_or_else(|| {
            input.refuse(Problem::new("starts_at", "problem-time"));
            String::new()
        });
        let place = input.line("place", &self.place);
        input.read(Some(MeetingContent {
            held_on,
            starts_at,
            place,
        }))
    }
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

/// One meeting with its agenda and decisions.
pub async fn find_meeting(app: &App, who: &Actor, id: MeetingId) -> Result<MeetingDetails, AppError> {
    who.must_in_some_committee(Right::ReadCommittee)?;
    let tx = app.read(who.organisation).await?;
    let meeting = store::find_meeting(&tx, id).await?.ok_or(AppError::NotFound)?;
    let committee = readable(&tx, who, meeting.committee).await?;
    let frozen_on = store::frozen_on(&tx, id).await?;
    let is_over = meeting.held_on < app.today() || frozen_on.is_some();
    let (standing, awaiting) = if is_over {
        (Vec::new(), Vec::new())
    } else {
        (waiting(&tx, &meeting).await?, awaiting(&tx, who, &meeting).await?)
    };
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
        standing,
        awaiting,
        frozen_on,
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
    content: &MeetingContent,
) -> Result<MeetingId, AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let found = changeable(&work, who, committee).await?;
        let meeting = placed(MeetingId(Uuid::now_v7()), &found, content)?;
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
pub async fn change_meeting(
    app: &App,
    who: &Actor,
    id: MeetingId,
    seen: &SeenMark,
    content: &MeetingContent,
) -> Result<(), AppError> {
    who.must_somewhere(Right::ChangeCommittee)?;
    app.writing(who, |work| async move {
        let (before, committee) = allowed_meeting(&work, who, id, Right::ChangeCommittee).await?;
        seen.must_be(&before)?;
        let meeting = placed(id, &committee, content)?;
        store::change_meeting(&work, &meeting).await?;
        if meeting != before {
            meeting_calls::note_moved(&work, &meeting, work.now).await?;
        }
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
pub(crate) async fn allowed_meeting(
    tx: &Tx,
    who: &Actor,
    id: MeetingId,
    right: Right,
) -> Result<(Meeting, Committee), AppError> {
    let meeting = store::find_meeting(tx, id).await?.ok_or(AppError::NotFound)?;
    let committee = allowed(tx, who, meeting.committee, right).await?;
    Ok((meeting, committee))
}

/// The meeting that says this, on a day when its committee exists.
fn placed(id: MeetingId, committee: &Committee, content: &MeetingContent) -> Result<Meeting, AppError> {
    let MeetingContent {
        held_on,
        starts_at,
        place,
    } = content.clone();
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
