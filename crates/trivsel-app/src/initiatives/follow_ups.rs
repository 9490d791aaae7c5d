//! The follow-ups of an initiative: setting them up, writing what came of one, and putting one on a meeting's agenda.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{AgendaItem, Committee, Meeting};
use trivsel_domain::id::{CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId};
use trivsel_domain::initiative::{FollowUp, FollowUpNote, Frequency, Initiative, Responsible, SeenTo, State};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{StoreError, Tx, committees as forums, initiatives as store};
use uuid::Uuid;

use super::{allowed, may_write_follow_up, part, readable, responsibles};
use crate::committees::{NewAgendaItem, put_on_agenda};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::{App, AppError, Problem, Problems};

/// What is typed to set up or change a follow-up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUpForm {
    /// What is looked at.
    pub title: String,
    /// Where the knowledge comes from.
    pub source: String,
    /// The forum, by id; may be empty.
    pub committee: String,
    /// The forum in own words.
    pub forum: String,
    /// The frequency's code.
    pub frequency: String,
    /// When it happens next; may be empty.
    pub next_due: String,
    /// Who sees to it: a role's code or a person's id; empty for those who lead the initiative.
    pub responsible: String,
    /// The day it stopped; may be empty.
    pub ended_on: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What is typed when a follow-up was held.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// The day it was held.
    pub held_on: String,
    /// What came of it.
    pub text: String,
}

/// What a follow-up says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpContent {
    /// What is looked at.
    pub title: String,
    /// Where the knowledge comes from.
    pub source: String,
    /// The forum, if it is one that is known here.
    pub committee: Option<CommitteeId>,
    /// The forum in own words.
    pub forum: String,
    /// How often.
    pub frequency: Frequency,
    /// When it happens next.
    pub next_due: Option<NaiveDate>,
    /// Who sees to it.
    pub responsible: Responsible,
    /// The day it stopped.
    pub ended_on: Option<NaiveDate>,
}

/// What came of a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteContent {
    /// The day it was held.
    pub held_on: NaiveDate,
    /// What came of it.
    pub text: String,
}

impl FollowUpForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<FollowUpContent, Problems> {
        let mut input = Input::new();
        let committee = input.optional_id("committee", &self.committee);
        let title = input.required("title", &self.title);
        let source = input.line("source", &self.source);
        let forum = input.line("forum", &self.forum);
        let frequency = input.choice("frequency", &self.frequency, Frequency::parse);
        let next_due = input.optional_date("next_due", &self.next_due);
        let responsible = input.choice("responsible", &self.responsible, Responsible::parse);
        let ended_on = input.optional_date("ended_on", &self.ended_on);
        input.read(
            frequency
                .zip(responsible)
                .map(|(frequency, responsible)| FollowUpContent {
                    title,
                    source,
                    committee,
                    forum,
                    frequency,
                    next_due,
                    responsible,
                    ended_on,
                }),
        )
    }
}

impl NoteForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<NoteContent, Problems> {
        let mut input = Input::new();
        let held_on = input.date("held_on", &self.held_on);
        let text = input.text("text", &self.text);
        let content = NoteContent { held_on, text };
        content.check(&mut input);
        input.read(Some(content))
    }
}

impl NoteContent {
    /// What the values must be, whoever hands them over.
    fn check(&self, input: &mut Input) {
        if self.text.is_empty() {
            input.refuse(Problem::new("text", "problem-required"));
        }
    }
}

impl FollowUpContent {
    /// The follow-up that says this, in a forum that is there.
    async fn of(self, tx: &Tx, id: FollowUpId, initiative: InitiativeId) -> Result<FollowUp, AppError> {
        if let Some(forum) = self.committee
            && forums::find(tx, forum).await?.is_none()
        {
            return Err(AppError::invalid("committee", "problem-choose"));
        }
        Ok(FollowUp {
            id,
            initiative,
            title: self.title,
            source: self.source,
            committee: self.committee,
            forum: self.forum,
            frequency: self.frequency,
            next_due: self.next_due,
            ended_on: self.ended_on,
        })
    }
}

/// A follow-up to write about: the initiative's title and the follow-up itself.
#[derive(Clone, Debug)]
pub struct ToWrite {
    /// Of which initiative.
    pub initiative: Initiative,
    /// Which follow-up.
    pub follow_up: FollowUp,
}

/// An initiative whose follow-ups the person may change.
pub async fn find_initiative(app: &App, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, id, Right::ChangeFollowUps).await
}

/// The forums a follow-up can be held in.
pub async fn offer(app: &App, who: &Actor, initiative: InitiativeId) -> Result<Vec<Committee>, AppError> {
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, initiative, Right::ChangeFollowUps).await?;
    let today = app.today();
    let mut open = forums::list(&tx).await?;
    open.retain(|forum| forum.period.to().is_none_or(|last| today <= last));
    Ok(open)
}

/// One follow-up, to be changed, with who sees to it.
pub async fn find(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: FollowUpId,
) -> Result<(FollowUp, Responsible), AppError> {
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, initiative, Right::ChangeFollowUps).await?;
    seen_to(&tx, initiative, id).await
}

async fn seen_to(tx: &Tx, initiative: InitiativeId, id: FollowUpId) -> Result<(FollowUp, Responsible), AppError> {
    let found = of(tx, initiative, id).await?;
    let responsible = store::responsible_for(tx, SeenTo::FollowUp(id)).await?;
    Ok((found, responsible))
}

async fn of(tx: &Tx, initiative: InitiativeId, id: FollowUpId) -> Result<FollowUp, AppError> {
    store::find_follow_up(tx, id)
        .await?
        .filter(|follow_up| follow_up.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// Sets up a follow-up.
pub async fn add(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    content: &FollowUpContent,
) -> Result<FollowUpId, AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeFollowUps).await?;
        let id = FollowUpId(Uuid::now_v7());
        responsibles::check(&work, who, &initiative, Right::WriteFollowUp, content.responsible, None).await?;
        let follow_up = content.clone().of(&work, id, initiative.id).await?;
        store::add_follow_up(&work, &follow_up).await?;
        store::entrust(&work, initiative.id, SeenTo::FollowUp(id), content.responsible).await?;
        work.trail(
            part("follow_up", follow_up.id.0, "added", &initiative)
                .field("title", "", &follow_up.title)
                .field("source", "", &follow_up.source)
                .optional("committee", None::<&str>, follow_up.committee)
                .field("forum", "", &follow_up.forum)
                .field("frequency", "", follow_up.frequency.code())
                .optional("next_due", None::<&str>, follow_up.next_due)
                .field("responsible", "", content.responsible.code()),
        );
        Ok(follow_up.id)
    })
    .await
}

/// Changes a follow-up. A day in `ended_on` stops it; what was written stays.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: FollowUpId,
    seen: &SeenMark,
    content: &FollowUpContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeFollowUps).await?;
        let (before, was) = seen_to(&work, initiative.id, id).await?;
        seen.must_be(&(&before, was))?;
        responsibles::check(
            &work,
            who,
            &initiative,
            Right::WriteFollowUp,
            content.responsible,
            Some(was),
        )
        .await?;
        let after = content.clone().of(&work, id, initiative.id).await?;
        store::change_follow_up(&work, &after).await?;
        store::entrust(&work, initiative.id, SeenTo::FollowUp(id), content.responsible).await?;
        let trail = part("follow_up", id.0, "changed", &initiative)
            .field("title", &before.title, &after.title)
            .field("source", &before.source, &after.source)
            .optional("committee", before.committee, after.committee)
            .field("forum", &before.forum, &after.forum)
            .field("frequency", before.frequency.code(), after.frequency.code())
            .optional("next_due", before.next_due, after.next_due)
            .field("responsible", was.code(), content.responsible.code())
            .optional("ended_on", before.ended_on, after.ended_on);
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

/// Removes a follow-up nobody has used yet. Refused once something was written about it: then it is stopped instead.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: FollowUpId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeFollowUps).await?;
        let before = of(&work, initiative.id, id).await?;
        store::remove_follow_up(&work, id).await.map_err(|error| match error {
            StoreError::Conflict(_) => AppError::Refused("refused-follow-up-used"),
            other => other.into(),
        })?;
        work.trail(part("follow_up", id.0, "removed", &initiative).field("title", &before.title, ""));
        Ok(())
    })
    .await
}

/// A follow-up the person may write about.
pub async fn to_write(app: &App, who: &Actor, initiative: InitiativeId, id: FollowUpId) -> Result<ToWrite, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = writable(&tx, who, initiative).await?;
    let follow_up = of(&tx, initiative.id, id).await?;
    Ok(ToWrite { initiative, follow_up })
}

async fn writable(tx: &Tx, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    let (initiative, sites) = readable(tx, who, id).await?;
    if may_write_follow_up(who, &initiative, &sites) {
        Ok(initiative)
    } else {
        Err(AppError::Forbidden)
    }
}

/// Writes what came of a follow-up, which moves it on to its next day.
pub async fn write(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: FollowUpId,
    content: &NoteContent,
) -> Result<FollowUpNoteId, AppError> {
    app.writing(who, |work| async move {
        let initiative = writable(&work, who, initiative).await?;
        let before = of(&work, initiative.id, id).await?;
        let mut input = Input::new();
        content.check(&mut input);
        input.done()?;
        let NoteContent { held_on, text } = content.clone();
        if held_on > work.today {
            return Err(AppError::invalid("held_on", "problem-in-future"));
        }
        let note = FollowUpNote {
            id: FollowUpNoteId(Uuid::now_v7()),
            follow_up: id,
            due_on: before.next_due,
            held_on,
            text,
            written_by: Some(who.person),
            written_at: work.now,
        };
        store::add_note(&work, &note).await?;
        // A note about a stopped follow-up, or one from long ago, does not set it going again or move it back.
        let moves_on = before.ended_on.is_none() && initiative.state != State::Ended;
        let after = if moves_on { before.held(held_on) } else { before.clone() };
        store::change_follow_up(&work, &after).await?;
        work.trail(
            part("follow_up", id.0, "followed_up", &initiative)
                .field("held_on", "", note.held_on)
                .field("note", "", &note.text)
                .optional("next_due", before.next_due, after.next_due),
        );
        Ok(note.id)
    })
    .await
}

/// The forum's next meeting, on whose agenda a follow-up can be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// Is the follow-up on its agenda already?
    pub is_on_agenda: bool,
    /// May the person put it there?
    pub may_put: bool,
}

/// The next meeting of each forum, with what stands on its agenda about follow-ups.
#[derive(Debug)]
pub(super) struct NextMeetings {
    meetings: Vec<Meeting>,
    items: Vec<AgendaItem>,
    forums: Vec<Committee>,
}

impl NextMeetings {
    pub(super) async fn from(tx: &Tx, today: NaiveDate) -> Result<Self, AppError> {
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

    /// The next meeting of a follow-up's forum.
    pub(super) fn of(&self, who: &Actor, follow_up: &FollowUp) -> Option<NextMeeting> {
        let committee = follow_up.committee?;
        let meeting = self.meetings.iter().find(|meeting| meeting.committee == committee)?;
        let is_it = |item: &AgendaItem| item.meeting == meeting.id && item.follow_up == Some(follow_up.id);
        let forum = self.forums.iter().find(|forum| forum.id == committee);
        Some(NextMeeting {
            meeting: meeting.clone(),
            is_on_agenda: self.items.iter().any(is_it),
            may_put: forum.is_some_and(|forum| forum.allows(Right::ChangeAgenda, who)),
        })
    }
}

/// Puts a follow-up on the agenda of its forum's next meeting. That is for those who set this agenda and may read the initiative.
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
        let next = NextMeetings::from(&work, work.today)
            .await?
            .of(who, &follow_up)
            .ok_or(AppError::Refused("refused-no-meeting"))?;
        if next.is_on_agenda {
            return Ok(());
        }
        let item = NewAgendaItem {
            title: format!("{}: {}", initiative.title, follow_up.title),
            text: follow_up.source.clone(),
            follow_up: Some(id),
            ..NewAgendaItem::default()
        };
        put_on_agenda(app, &work, who, next.meeting.id, item).await?;
        work.trail(part("follow_up", id.0, "put_on_agenda", &initiative).field("held_on", "", next.meeting.held_on));
        Ok(())
    })
    .await
}
