//! A board that hangs for some days without a day of its own: in the staff room, with a code beside it.
//!
//! It is a workshop of one line and one group that has begun when it is hung up, so that people come in, write, weigh and choose as they do
//! on any other day, and what is kept of them goes when it is taken down.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use trivsel_domain::board::Step;
use trivsel_domain::id::{BoardId, OrganisationId, ProgrammeItemId, UnitId, WorkshopGroupId, WorkshopId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::{DayCourse, Group, LineKind, ProgrammeItem, SeenBy, Tells, Workshop, WorkshopState};
use trivsel_store::boards::{self, GroupBoard};
use trivsel_store::workshops as store;
use uuid::Uuid;

use super::closing::shut;
use super::leading::VOTES_EACH;
use super::setup::new_code;
use super::{all_kinds, kind_of};
use crate::input::Input;
use crate::trail::Trail;
use crate::work::Writer;
use crate::{App, AppError, Problem, Problems};

/// No board hangs longer than this.
const LONGEST_DAYS: i64 = 60;

/// What is typed to hang a board up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HungBoardForm {
    /// The unit.
    pub unit: String,
    /// The code of its kind.
    pub kind: String,
    /// What is asked; empty for the kind's own question.
    pub question: String,
    /// Until which day it hangs.
    pub open_to: String,
    /// How many may write on it.
    pub expected: String,
    /// For how many months notes that were not chosen are kept.
    pub keep_months: String,
}

/// What a board that hangs is to be.
#[derive(Clone, Debug)]
pub struct HungBoardContent {
    unit: UnitId,
    kind: String,
    question: String,
    open_to: NaiveDate,
    expected: i32,
    keep_months: i32,
}

impl HungBoardForm {
    /// What was typed, as values.
    pub fn read(&self, today: NaiveDate) -> Result<HungBoardContent, Problems> {
        let mut input = Input::new();
        let unit = input.choice("unit", &self.unit, |text| text.parse().ok());
        let kind = input.choice("kind", &self.kind, |text| (!text.is_empty()).then(|| text.to_owned()));
        let question = input.line("question", &self.question);
        let open_to = input.date("open_to", &self.open_to);
        if open_to != NaiveDate::default() && !(today..=today + TimeDelta::days(LONGEST_DAYS)).contains(&open_to) {
            input.refuse(Problem::new("open_to", "problem-board-days").with("most", LONGEST_DAYS.to_string()));
        }
        let within = |typed: &str, most: i32| typed.trim().parse::<i32>().ok().filter(|n| (1..=most).contains(n));
        let expected = within(&self.expected, 60);
        if expected.is_none() {
            input.refuse(Problem::new("expected", "problem-expected"));
        }
        let keep_months = input.choice("keep_months", &self.keep_months, |text| within(text, 24));
        let whole = unit.zip(kind).zip(expected.zip(keep_months));
        input.read(whole.map(|((unit, kind), (expected, keep_months))| HungBoardContent {
            unit,
            kind,
            question,
            open_to,
            expected,
            keep_months,
        }))
    }
}

/// Hangs a board up: it is open at once.
pub async fn hang_up(
    app: &App,
    who: &Actor,
    language: &str,
    content: &HungBoardContent,
) -> Result<WorkshopId, AppError> {
    if !who.may(Right::ChangeWorkshops, content.unit) {
        return Err(AppError::invalid("unit", "problem-unit-out-of-reach"));
    }
    app.writing(who, |work| async move {
        let kinds = all_kinds(&work).await?;
        if !kinds.iter().any(|kind| kind.code == content.kind) {
            return Err(AppError::invalid("kind", "problem-choose"));
        }
        let kind = kind_of(&work, &content.kind).await?;
        let title = kind.title.in_language(language).to_owned();
        let (item, group) = (only_line(content, &title), only_group(who, content));
        let workshop = Workshop {
            id: WorkshopId(Uuid::now_v7()),
            unit: content.unit,
            title,
            purpose: String::new(),
            held_on: work.today,
            starts_at: NaiveTime::MIN,
            hard_end: NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default(),
            place: String::new(),
            meeting_link: String::new(),
            keep_months: content.keep_months,
            seen_by: SeenBy::Group,
            state: WorkshopState::Open,
            join_code: new_code(),
            is_door_shut: false,
            message: String::new(),
            leader: None,
            course: DayCourse {
                item: Some(item.id),
                ..DayCourse::default()
            },
            opened_at: Some(work.now),
            closed_on: None,
            cleared_on: None,
            version: 1,
        };
        let board = GroupBoard {
            id: BoardId(Uuid::new_v4()),
            workshop: workshop.id,
            item: item.id,
            group: group.id,
            unit: content.unit,
            kind: content.kind.clone(),
            title: workshop.title.clone(),
            question: content.question.clone(),
            // Whoever comes by reads what hangs there: it begins where notes lie together.
            step: Step::Together,
            votes_each: VOTES_EACH,
            is_done: false,
        };
        store::add(&work, &workshop).await?;
        store::add_items(&work, workshop.id, std::slice::from_ref(&item)).await?;
        store::add_groups(&work, workshop.id, std::slice::from_ref(&group)).await?;
        boards::add(&work, std::slice::from_ref(&board)).await?;
        store::hang(&work, workshop.id, content.open_to).await?;
        work.trail(
            Trail::new("workshop", workshop.id.0, "hung_up")
                .unit(workshop.unit)
                .field("title", "", &workshop.title),
        );
        Ok(workshop.id)
    })
    .await
}

/// The one line of its programme.
fn only_line(content: &HungBoardContent, title: &str) -> ProgrammeItem {
    ProgrammeItem {
        id: ProgrammeItemId(Uuid::now_v7()),
        position: 1,
        kind: LineKind::GroupWork,
        title: title.to_owned(),
        minutes: 1,
        presenter: String::new(),
        question: content.question.clone(),
        board_kind: content.kind.clone(),
        tells: Tells::Nobody,
        lead_note: String::new(),
        page: String::new(),
        deck: String::new(),
    }
}

/// Everybody in the unit.
fn only_group(who: &Actor, content: &HungBoardContent) -> Group {
    Group {
        id: WorkshopGroupId(Uuid::now_v7()),
        position: 1,
        name: who.tree.name(content.unit).to_owned(),
        unit: Some(content.unit),
        under: None,
        room: String::new(),
        leader: String::new(),
        expected: content.expected,
    }
}

/// Takes down the boards whose last day is over.
pub(crate) async fn take_down_due(app: &App, organisation: OrganisationId) -> Result<(), AppError> {
    let today = app.today();
    let tx = app.read(organisation).await?;
    let hanging = store::list_standing(&tx).await?;
    drop(tx);
    let due = hanging.into_iter().filter(|(_, open_to)| *open_to < today);
    let mut has_shut = false;
    for (id, _) in due {
        has_shut |= app
            .writing(Writer::nobody(organisation), |work| async move {
                let Some(workshop) = store::find(&work, id).await? else {
                    return Ok(false);
                };
                if workshop.state != WorkshopState::Open {
                    return Ok(false);
                }
                shut(&work, &workshop).await?;
                Ok(true)
            })
            .await?;
    }
    if has_shut && let Err(error) = app.store.wipe_leftovers().await {
        tracing::warn!("what boards that were taken down left in the files is cleared away later: {error}");
    }
    Ok(())
}
