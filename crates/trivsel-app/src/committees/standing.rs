//! Standing points of a forum: setting them up, what they are filled with, and filling an agenda with them.
//!
//! What is written under a point is handed over as text: words belong to whoever shows them. What the text is made of comes from here, and
//! only from what the visitor may see.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::standing::{StandingFilling, StandingItem, StandingPoint, StandingRhythm};
use trivsel_domain::committee::{AgendaItem, Committee, Meeting};
use trivsel_domain::id::{AgendaItemId, CommitteeId, MeetingId, StandingItemId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, committees as store};
use uuid::Uuid;

use super::allowed;
use super::meetings::allowed_meeting;
use crate::figures::UnitPicture;
use crate::initiatives::{Row, register};
use crate::input::Input;
use crate::overview::absence_picture;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem, Problems};

/// So long a forum may go without a meeting before that is said, where standing points wait for one.
const IDLE: Months = Months::new(6);

/// What is typed to set up or change a standing point.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StandingForm {
    /// What it is about.
    pub title: String,
    /// The rhythm's code.
    pub every: String,
    /// From which month on, for what comes once a year; may be empty.
    pub month: String,
    /// The filling's code.
    pub fills: String,
    /// From which day on.
    pub starts_on: String,
    /// Until which day; may be empty.
    pub ends_on: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a standing point is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingContent {
    /// What it is about.
    pub title: String,
    /// At which meetings.
    pub every: StandingRhythm,
    /// From which month on, for what comes once a year.
    pub month: Option<u32>,
    /// What is written under it.
    pub fills: StandingFilling,
    /// From which day on.
    pub starts_on: NaiveDate,
    /// Until which day.
    pub ends_on: Option<NaiveDate>,
}

impl StandingForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<StandingContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let every = input.choice("every", &self.every, StandingRhythm::parse);
        let month = if self.month.is_empty() {
            None
        } else {
            input.choice("month", &self.month, |typed| {
                typed.parse().ok().filter(|month| (1..=12).contains(month))
            })
        };
        let fills = input.choice("fills", &self.fills, StandingFilling::parse);
        let starts_on = input.date("starts_on", &self.starts_on);
        let ends_on = input.optional_date("ends_on", &self.ends_on);
        if ends_on.is_some_and(|last| last < starts_on) {
            let start = starts_on.format("%d.%m.%Y").to_string();
            input.refuse(Problem::new("ends_on", "problem-ends-before-start").with("start", start));
        }
        input.read(every.zip(fills).map(|(every, fills)| StandingContent {
            title,
            every,
            month,
            fills,
            starts_on,
            ends_on,
        }))
    }
}

impl StandingContent {
    fn of(&self, id: StandingItemId, committee: CommitteeId, position: i32) -> StandingItem {
        StandingItem {
            id,
            committee,
            title: self.title.clone(),
            every: self.every,
            month: self.month,
            fills: self.fills,
            position,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }
}

/// A forum whose agendas the visitor sets.
pub async fn find_forum(app: &App, who: &Actor, id: CommitteeId) -> Result<Committee, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, id, Right::ChangeAgenda).await
}

/// One standing point, to be changed.
pub async fn find_standing(
    app: &App,
    who: &Actor,
    committee: CommitteeId,
    id: StandingItemId,
) -> Result<StandingItem, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, committee, Right::ChangeAgenda).await?;
    item_of(&tx, committee, id).await
}

async fn item_of(tx: &Tx, committee: CommitteeId, id: StandingItemId) -> Result<StandingItem, AppError> {
    let all = store::standing_items_of(tx, committee).await?;
    all.into_iter().find(|item| item.id == id).ok_or(AppError::NotFound)
}

/// Sets up a standing point, after those there are.
pub async fn add_standing(
    app: &App,
    who: &Actor,
    committee: CommitteeId,
    content: &StandingContent,
) -> Result<StandingItemId, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let forum = allowed(&work, who, committee, Right::ChangeAgenda).await?;
        let there = store::standing_items_of(&work, committee).await?;
        let last = there.iter().map(|item| item.position).max().unwrap_or(0);
        let item = content.of(StandingItemId(Uuid::now_v7()), committee, last + 1);
        store::add_standing_item(&work, &item).await?;
        work.trail(
            Trail::new("standing_item", item.id.0, "added")
                .of(committee.0)
                .unit(forum.unit)
                .field("title", "", &item.title),
        );
        Ok(item.id)
    })
    .await
}

/// Changes a standing point. A last day stops it; what it became at meetings stays.
pub async fn change_standing(
    app: &App,
    who: &Actor,
    committee: CommitteeId,
    id: StandingItemId,
    seen: &SeenMark,
    content: &StandingContent,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let forum = allowed(&work, who, committee, Right::ChangeAgenda).await?;
        let before = item_of(&work, committee, id).await?;
        seen.must_be(&before)?;
        let after = content.of(id, committee, before.position);
        store::change_standing_item(&work, &after).await?;
        work.trail(
            Trail::new("standing_item", id.0, "changed")
                .of(committee.0)
                .unit(forum.unit)
                .field("title", &before.title, &after.title)
                .field("starts_on", before.starts_on, after.starts_on)
                .optional("ends_on", before.ends_on, after.ends_on),
        );
        Ok(())
    })
    .await
}

/// The standing points of a forum, and whether they wait for a meeting that does not come.
#[derive(Clone, Debug, Default)]
pub struct ForumStanding {
    /// Those that go on, in their order.
    pub items: Vec<StandingItem>,
    /// Since when the forum has not met, where that is long, no meeting is planned, and something waits for one.
    pub idle_since: Option<NaiveDate>,
}

impl ForumStanding {
    /// The standing points of a forum with these meetings.
    pub(super) async fn of(
        tx: &Tx,
        committee: &Committee,
        meetings: &[Meeting],
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let mut items = store::standing_items_of(tx, committee.id).await?;
        items.retain(|item| item.is_open(today));
        let since = items.iter().map(|item| item.starts_on).min();
        let is_planned = meetings.iter().any(|meeting| meeting.held_on >= today);
        let last = meetings.iter().map(|meeting| meeting.held_on).max().or(since);
        let is_idle = |last: &NaiveDate| last.checked_add_months(IDLE).is_some_and(|until| until < today);
        Ok(Self {
            idle_since: last.filter(|last| since.is_some() && !is_planned && is_idle(last)),
            items,
        })
    }
}

/// The standing points that wait to be filled at a meeting: those that come up there, and were neither filled nor taken off.
pub(super) async fn waiting(tx: &Tx, meeting: &Meeting) -> Result<Vec<StandingItem>, AppError> {
    let mut items = store::standing_items_of(tx, meeting.committee).await?;
    if items.is_empty() {
        return Ok(items);
    }
    // What comes at every meeting asks for no other.
    let meetings = if items.iter().all(|item| item.every == StandingRhythm::Meeting) {
        Vec::new()
    } else {
        store::meetings_of(tx, meeting.committee).await?
    };
    let settled = store::standing_points_of(tx, meeting.id).await?;
    items.retain(|item| item.comes_up(meeting, &meetings) && !settled.iter().any(|point| point.item == item.id));
    Ok(items)
}

/// What a standing point is filled with.
#[derive(Clone, Debug)]
pub enum StandingMaterial {
    /// Nothing is written under it.
    Nothing,
    /// The initiatives that go on where the forum belongs.
    Initiatives(Vec<Row>),
    /// The newest published figure; none where there is none, or the visitor may not see it.
    Figures(Option<Box<UnitPicture>>),
    /// What the forum asked of units and they have not done.
    Tasks(Vec<WaitingTask>),
}

/// A task some units have not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingTask {
    /// What to do.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// How many units have done it.
    pub done: usize,
    /// How many units have it.
    pub total: usize,
}

/// What the standing points that wait at a meeting are to be filled with today.
pub async fn material(
    app: &App,
    who: &Actor,
    id: MeetingId,
) -> Result<Vec<(StandingItem, StandingMaterial)>, AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    let (items, committee) = {
        let tx = app.read(who.organisation).await?;
        let (meeting, committee) = allowed_meeting(&tx, who, id, Right::ChangeAgenda).await?;
        if meeting.held_on < app.today() || store::frozen_on(&tx, id).await?.is_some() {
            return Ok(Vec::new());
        }
        (waiting(&tx, &meeting).await?, committee)
    };
    let mut found = Vec::new();
    for item in items {
        let material = match item.fills {
            StandingFilling::Nothing => StandingMaterial::Nothing,
            StandingFilling::Initiatives => {
                StandingMaterial::Initiatives(register::going_on(app, who, committee.unit).await?)
            }
            StandingFilling::Figures if who.may(Right::ReadFigures, committee.unit) => {
                let picture = absence_picture(app, who, committee.unit).await?;
                StandingMaterial::Figures(picture.map(Box::new))
            }
            StandingFilling::Figures => StandingMaterial::Figures(None),
            StandingFilling::Tasks => StandingMaterial::Tasks(waiting_tasks(app, who, &committee).await?),
        };
        found.push((item, material));
    }
    Ok(found)
}

/// What a forum asked of units and they have not done.
async fn waiting_tasks(app: &App, who: &Actor, committee: &Committee) -> Result<Vec<WaitingTask>, AppError> {
    let tx = app.read(who.organisation).await?;
    let today = app.today();
    let held: Vec<MeetingId> = store::meetings_of(&tx, committee.id)
        .await?
        .into_iter()
        .filter(|meeting| meeting.held_on <= today)
        .map(|meeting| meeting.id)
        .collect();
    let decisions = store::decisions_of_some(&tx, &held).await?;
    let ids: Vec<_> = decisions.iter().map(|decision| decision.id).collect();
    let mut counts: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for task in store::tasks_of_some(&tx, &ids).await? {
        let (done, total) = counts.entry(task.decision).or_default();
        *done += usize::from(task.done_on.is_some());
        *total += 1;
    }
    let mut found: Vec<WaitingTask> = decisions
        .into_iter()
        .filter_map(|decision| {
            let (done, total) = counts.get(&decision.id).copied()?;
            let task = decision.task?;
            (done < total).then_some(WaitingTask {
                title: task.title,
                due_on: task.due_on,
                done,
                total,
            })
        })
        .collect();
    found.sort_by_key(|task| (task.due_on.is_none(), task.due_on));
    Ok(found)
}

/// Begins an agenda with its standing points: each becomes a point with this text, before all others. What is filled already, was taken off,
/// or does not come up at this meeting is passed over.
pub async fn fill_standing(
    app: &App,
    who: &Actor,
    id: MeetingId,
    texts: &[(StandingItemId, String)],
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (meeting, committee) = allowed_meeting(&work, who, id, Right::ChangeAgenda).await?;
        must_be_open(&work, id).await?;
        let mut first = Vec::new();
        for item in waiting(&work, &meeting).await? {
            if let Some((_, text)) = texts.iter().find(|(of, _)| *of == item.id) {
                first.push((item, text.clone()));
            }
        }
        if first.is_empty() {
            return Ok(());
        }
        let places = i32::try_from(first.len()).unwrap_or(i32::MAX);
        for item in store::agenda_of(&work, id).await? {
            let position = item.position.saturating_add(places);
            store::change_agenda_item(&work, &AgendaItem { position, ..item }).await?;
        }
        for (position, (item, text)) in (1..).zip(first) {
            put(&work, &committee, &meeting, &item, position, text).await?;
        }
        Ok(())
    })
    .await
}

async fn put(
    work: &Work,
    committee: &Committee,
    meeting: &Meeting,
    item: &StandingItem,
    position: i32,
    text: String,
) -> Result<(), AppError> {
    let point = AgendaItem {
        id: AgendaItemId(Uuid::now_v7()),
        meeting: meeting.id,
        position,
        title: item.title.clone(),
        text: text.clone(),
        status_report: None,
        follow_up: None,
    };
    store::add_agenda_item(work, &point).await?;
    let became = StandingPoint {
        meeting: meeting.id,
        item: item.id,
        agenda_item: Some(point.id),
        filled_with: text,
    };
    store::add_standing_point(work, &became).await?;
    work.trail(
        Trail::new("agenda_item", point.id.0, "added")
            .of(meeting.id.0)
            .unit(committee.unit)
            .field("title", "", &point.title),
    );
    Ok(())
}

/// Takes a standing point off one meeting's agenda before it was filled. It comes again the next time.
pub async fn skip_standing(app: &App, who: &Actor, id: MeetingId, standing: StandingItemId) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (meeting, committee) = allowed_meeting(&work, who, id, Right::ChangeAgenda).await?;
        must_be_open(&work, id).await?;
        let item = item_of(&work, meeting.committee, standing).await?;
        if !waiting(&work, &meeting).await?.iter().any(|one| one.id == standing) {
            return Ok(());
        }
        let point = StandingPoint {
            meeting: id,
            item: standing,
            agenda_item: None,
            filled_with: String::new(),
        };
        store::add_standing_point(&work, &point).await?;
        work.trail(
            Trail::new("standing_item", standing.0, "skipped")
                .of(id.0)
                .unit(committee.unit)
                .field("title", &item.title, ""),
        );
        Ok(())
    })
    .await
}

/// The agenda is sent out: what stands on it stays from now on.
pub async fn freeze_agenda(app: &App, who: &Actor, id: MeetingId) -> Result<(), AppError> {
    who.must_in_some_committee(Right::ChangeAgenda)?;
    app.writing(who, |work| async move {
        let (meeting, committee) = allowed_meeting(&work, who, id, Right::ChangeAgenda).await?;
        freeze(&work, &meeting, &committee).await
    })
    .await
}

/// The same in the transaction of whoever sends it.
pub(crate) async fn freeze(work: &Work, meeting: &Meeting, committee: &Committee) -> Result<(), AppError> {
    if store::frozen_on(work, meeting.id).await?.is_some() {
        return Ok(());
    }
    store::freeze_agenda(work, meeting.id, work.today).await?;
    work.trail(
        Trail::new("meeting", meeting.id.0, "agenda_sent")
            .of(committee.id.0)
            .unit(committee.unit),
    );
    Ok(())
}

/// What was sent out stays as it was.
pub(super) async fn must_be_open(tx: &Tx, id: MeetingId) -> Result<(), AppError> {
    match store::frozen_on(tx, id).await? {
        Some(_) => Err(AppError::Refused("refused-agenda-sent")),
        None => Ok(()),
    }
}
