//! The follow-ups of an initiative: setting them up, and writing what came of one; `agenda` puts them on agendas.

mod agenda;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::Committee;
use trivsel_domain::id::{CommitteeId, FollowUpId, FollowUpNoteId, InitiativeId};
use trivsel_domain::initiative::{
    FollowUp, FollowUpNote, Frequency, Initiative, MonthsOfYear, Responsible, SeenTo, State,
};
use trivsel_domain::month::Month;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{StoreError, Tx, committees as forums, initiatives as store};
use uuid::Uuid;

pub(super) use agenda::NextMeetings;
pub(crate) use agenda::awaiting;
pub use agenda::{NextMeeting, put_on_every_agenda, put_on_next_agenda};

use super::{allowed, may_write_follow_up, part, readable, responsibles};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::work::Work;
use crate::{App, AppError, Problem, Problems};

/// What is typed to set up or change a follow-up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUpForm {
    /// What is looked at.
    pub title: String,
    /// Where the knowledge comes from.
    pub source: String,
    /// The forums, by id; may be none.
    pub committees: Vec<String>,
    /// The forum in own words.
    pub forum: String,
    /// The frequency's code.
    pub frequency: String,
    /// The numbers of the months, where it is those.
    pub months: Vec<String>,
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
    /// The forums that are known here.
    pub committees: Vec<CommitteeId>,
    /// The forum in own words.
    pub forum: String,
    /// How often.
    pub frequency: Frequency,
    /// In which months, where it is in those.
    pub months: MonthsOfYear,
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
        let committees: Option<Vec<CommitteeId>> = self.committees.iter().map(|id| id.parse().ok()).collect();
        let committees = input.given("committees", committees);
        let title = input.required("title", &self.title);
        let source = input.line("source", &self.source);
        let forum = input.line("forum", &self.forum);
        let frequency = input.choice("frequency", &self.frequency, Frequency::parse);
        let months: Option<Vec<u32>> = self.months.iter().map(|number| number.parse().ok()).collect();
        let months = input.given("months", months.and_then(MonthsOfYear::new));
        let next_due = input.optional_date("next_due", &self.next_due);
        let responsible = input.choice("responsible", &self.responsible, Responsible::parse);
        let ended_on = input.optional_date("ended_on", &self.ended_on);
        let content = committees.zip(months).zip(frequency).zip(responsible).map(
            |(((committees, months), frequency), responsible)| FollowUpContent {
                title,
                source,
                committees,
                forum,
                frequency,
                months,
                next_due,
                responsible,
                ended_on,
            },
        );
        if let Some(content) = &content {
            content.check(&mut input);
        }
        input.read(content)
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
    /// What the values must be to each other, whoever hands them over.
    fn check(&self, input: &mut Input) {
        let is_named = self.frequency == Frequency::NamedMonths;
        if is_named && self.months.is_empty() {
            input.refuse(Problem::new("months", "problem-follow-up-months"));
        }
        if !is_named && !self.months.is_empty() {
            input.refuse(Problem::new("frequency", "problem-follow-up-months-unused"));
        }
        let is_outside = |due: NaiveDate| !self.months.is_empty() && !self.months.holds(Month::of(due));
        if is_named && self.next_due.is_some_and(is_outside) {
            input.refuse(Problem::new("next_due", "problem-follow-up-not-in-months"));
        }
        if self.frequency == Frequency::EveryMeeting {
            if self.committees.is_empty() {
                input.refuse(Problem::new("committees", "problem-follow-up-no-agenda"));
            }
            if self.next_due.is_some() {
                input.refuse(Problem::new("next_due", "problem-follow-up-no-day"));
            }
        }
    }

    /// The follow-up that says this, in forums that are there.
    async fn of(self, work: &Work, id: FollowUpId, initiative: InitiativeId) -> Result<FollowUp, AppError> {
        let mut input = Input::new();
        self.check(&mut input);
        input.done()?;
        let mut committees: Vec<CommitteeId> = Vec::new();
        for forum in self.committees {
            if !committees.contains(&forum) {
                committees.push(forum);
            }
        }
        if !committees.is_empty() {
            let known = forums::list(work).await?;
            if !committees.iter().all(|id| known.iter().any(|forum| forum.id == *id)) {
                return Err(AppError::invalid("committees", "problem-choose"));
            }
        }
        let mut follow_up = FollowUp {
            id,
            initiative,
            title: self.title,
            source: self.source,
            committees,
            forum: self.forum,
            frequency: self.frequency,
            months: self.months,
            next_due: self.next_due,
            ended_on: self.ended_on,
        };
        follow_up.next_due = follow_up.first_due(work.today);
        Ok(follow_up)
    }
}

/// Forums in the trail, by their names.
async fn in_trail(tx: &Tx, committees: &[CommitteeId]) -> Result<String, AppError> {
    if committees.is_empty() {
        return Ok(String::new());
    }
    let known = forums::list(tx).await?;
    let named = committees
        .iter()
        .filter_map(|id| known.iter().find(|forum| forum.id == *id));
    Ok(named.map(|forum| forum.name.as_str()).collect::<Vec<_>>().join(", "))
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
                .field("forums", "", in_trail(&work, &follow_up.committees).await?)
                .field("forum", "", &follow_up.forum)
                .field("frequency", "", follow_up.frequency.code())
                .field("months", "", follow_up.months.code())
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
            .field(
                "forums",
                in_trail(&work, &before.committees).await?,
                in_trail(&work, &after.committees).await?,
            )
            .field("forum", &before.forum, &after.forum)
            .field("frequency", before.frequency.code(), after.frequency.code())
            .field("months", before.months.code(), after.months.code())
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
