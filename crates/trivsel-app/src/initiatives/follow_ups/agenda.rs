//! Follow-ups and agendas: the next meetings of their forums, and what belongs on every agenda.

use std::collections::HashSet;

use chrono::NaiveDate;
use trivsel_domain::committee::{AgendaItem, Committee, Meeting};
use trivsel_domain::id::{CommitteeId, FollowUpId, InitiativeId, MeetingId};
use trivsel_domain::initiative::{FollowUp, Initiative};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, committees as forums, initiatives as store};

use super::of;
use crate::committees::{NewAgendaItem, allowed_meeting, put_on_agenda};
use crate::initiatives::{part, readable};
use crate::{App, AppError};

/// A forum's next meeting, on whose agenda a follow-up can be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// The forum's name.
    pub forum: String,
    /// Is the follow-up on its agenda already?
    pub is_on_agenda: bool,
    /// May the person put it there?
    pub may_put: bool,
}

/// The next meeting of each forum, with what stands on its agenda about follow-ups.
#[derive(Debug)]
pub(in crate::initiatives) struct NextMeetings {
    meetings: Vec<Meeting>,
    items: Vec<AgendaItem>,
    forums: Vec<Committee>,
}

impl NextMeetings {
    pub(in crate::initiatives) async fn from(tx: &Tx, today: NaiveDate) -> Result<Self, AppError> {
        // The earliest comes first: of each forum the first one is kept.
        let mut met = HashSet::new();
        let mut meetings = forums::coming_meetings(tx, today).await?;
        meetings.retain(|meeting| met.insert(meeting.committee));
        let items = forums::follow_ups_on(tx, meetings.iter().map(|meeting| meeting.id)).await?;
        let forums = forums::list(tx).await?;
        Ok(Self {
            meetings,
            items,
            forums,
        })
    }

    /// The next meetings of a follow-up's forums, those that have one.
    pub(in crate::initiatives) fn of(&self, who: &Actor, follow_up: &FollowUp) -> Vec<NextMeeting> {
        let of_forum = |committee: &CommitteeId| {
            let meeting = self.meetings.iter().find(|meeting| meeting.committee == *committee)?;
            let is_it = |item: &AgendaItem| item.meeting == meeting.id && item.follow_up == Some(follow_up.id);
            let forum = self.forums.iter().find(|forum| forum.id == *committee)?;
            Some(NextMeeting {
                meeting: meeting.clone(),
                forum: forum.name.clone(),
                is_on_agenda: self.items.iter().any(is_it),
                may_put: forum.allows(Right::ChangeAgenda, who),
            })
        };
        follow_up.committees.iter().filter_map(of_forum).collect()
    }
}

/// Puts a follow-up on the agenda of its forums' next meetings: of those whose agenda the person sets, who may read the initiative as well.
pub async fn put_on_next_agenda(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: FollowUpId,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (initiative, _) = readable(&work, who, initiative).await?;
        let follow_up = of(&work, initiative.id, id).await?;
        let next = NextMeetings::from(&work, work.today).await?.of(who, &follow_up);
        if next.is_empty() {
            return Err(AppError::Refused("refused-no-meeting"));
        }
        if !next.iter().any(|next| next.may_put) {
            return Err(AppError::Forbidden);
        }
        for next in next.into_iter().filter(|next| next.may_put && !next.is_on_agenda) {
            put_on_agenda(app, &work, who, next.meeting.id, as_point(&initiative, &follow_up)).await?;
            work.trail(part("follow_up", id.0, "put_on_agenda", &initiative).field(
                "held_on",
                "",
                next.meeting.held_on,
            ));
        }
        Ok(())
    })
    .await
}

/// What stands on an agenda of a follow-up.
fn as_point(initiative: &Initiative, follow_up: &FollowUp) -> NewAgendaItem {
    NewAgendaItem {
        title: format!("{}: {}", initiative.title, follow_up.title),
        text: follow_up.source.clone(),
        follow_up: Some(follow_up.id),
        ..NewAgendaItem::default()
    }
}

/// What belongs on every agenda of a meeting's forum and does not stand on this one yet, as far as the person may read it.
pub(crate) async fn awaiting(tx: &Tx, who: &Actor, meeting: &Meeting) -> Result<Vec<(Initiative, FollowUp)>, AppError> {
    let mut found = Vec::new();
    for follow_up in store::follow_ups_awaiting(tx, meeting).await? {
        match readable(tx, who, follow_up.initiative).await {
            Ok((initiative, _)) => found.push((initiative, follow_up)),
            Err(AppError::NotFound | AppError::Forbidden) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Puts on a coming meeting's agenda what belongs on every agenda of its forum, as far as the person may read it. What was taken off this
/// agenda is passed over.
pub async fn put_on_every_agenda(app: &App, who: &Actor, id: MeetingId) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (meeting, _) = allowed_meeting(&work, who, id, Right::ChangeAgenda).await?;
        if meeting.held_on < work.today || forums::frozen_on(&work, id).await?.is_some() {
            return Ok(());
        }
        for (initiative, follow_up) in awaiting(&work, who, &meeting).await? {
            put_on_agenda(app, &work, who, id, as_point(&initiative, &follow_up)).await?;
            let trail = part("follow_up", follow_up.id.0, "put_on_agenda", &initiative);
            work.trail(trail.field("held_on", "", meeting.held_on));
        }
        Ok(())
    })
    .await
}
