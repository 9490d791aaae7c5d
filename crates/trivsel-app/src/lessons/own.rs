//! A unit's own task and its own lessons: how they stand, what is to be done with each, and which of them the others see.

use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{DecisionTask, UnitTask};
use trivsel_domain::id::{DecisionId, LessonId, UnitId, WorkshopId};
use trivsel_domain::lesson::{Lesson, LessonKind};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::WorkshopState;
use trivsel_store::{Tx, committees, lessons as store, workshops};

use super::holding::wrong;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problems};

/// A unit's task, for those who report for the unit.
#[derive(Clone, Debug)]
pub struct UnitTaskView {
    /// What is asked.
    pub asked: DecisionTask,
    /// How the unit stands with it.
    pub task: UnitTask,
    /// What the unit is called.
    pub unit_name: String,
    /// What was decided.
    pub text: String,
    /// What the unit takes along.
    pub lessons: Vec<Lesson>,
    /// Days made for it that are not over.
    pub days: Vec<WorkshopId>,
}

/// A unit's task. Only those see it who may report for the unit, and only once it is decided.
pub async fn unit_task(app: &App, who: &Actor, id: DecisionId, unit: UnitId) -> Result<UnitTaskView, AppError> {
    who.must_somewhere(Right::ReportUnitTask)?;
    let tx = app.read(who.organisation).await?;
    let decision = committees::find_decision(&tx, id).await?.ok_or(AppError::NotFound)?;
    let tasks = committees::tasks_of(&tx, id).await?;
    let task = tasks
        .into_iter()
        .find(|task| task.unit == unit)
        .ok_or(AppError::NotFound)?;
    who.must(Right::ReportUnitTask, unit)?;
    let held_on = committees::find_meeting(&tx, decision.meeting)
        .await?
        .map(|meeting| meeting.held_on);
    if held_on.is_none_or(|day| day > app.today()) {
        return Err(AppError::Forbidden);
    }
    let asked = decision.task.ok_or(AppError::NotFound)?;
    let is_held = asked.kind.is_held();
    Ok(UnitTaskView {
        lessons: if is_held {
            own_lessons(&tx, id, unit).await?
        } else {
            Vec::new()
        },
        days: if is_held {
            days(&tx, id, unit).await?
        } else {
            Vec::new()
        },
        asked,
        task,
        unit_name: who.tree.name(unit).to_owned(),
        text: decision.text,
    })
}

async fn own_lessons(tx: &Tx, id: DecisionId, unit: UnitId) -> Result<Vec<Lesson>, AppError> {
    let mut lessons = store::list_of(tx, &[id]).await?;
    lessons.retain(|lesson| lesson.unit == unit);
    lessons.sort_by_key(|lesson| (lesson.kind, lesson.id));
    Ok(lessons)
}

async fn days(tx: &Tx, id: DecisionId, unit: UnitId) -> Result<Vec<WorkshopId>, AppError> {
    let held = store::workshops_of(tx, id).await?;
    let own: Vec<WorkshopId> = held
        .into_iter()
        .filter(|(of, _)| *of == unit)
        .map(|(_, day)| day)
        .collect();
    if own.is_empty() {
        return Ok(own);
    }
    let all = workshops::list(tx).await?.into_iter();
    Ok(all
        .filter(|day| own.contains(&day.id) && day.state != WorkshopState::Closed)
        .map(|day| day.id)
        .collect())
}

/// What is typed about one lesson.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LessonForm {
    /// What it says.
    pub text: String,
    /// The code of what is to be done with it.
    pub kind: String,
    /// `on` where others than the unit see it.
    pub is_shared: String,
    /// The writer was asked about a name, and means it.
    pub sure: String,
    /// The mark of the row that was on the screen.
    pub seen: String,
}

/// What a lesson is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonChange {
    /// What it says.
    pub text: String,
    /// What is to be done with it.
    pub kind: LessonKind,
    /// Do others than the unit see it?
    pub is_shared: bool,
}

impl LessonForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<LessonChange, Problems> {
        let mut input = Input::new();
        let text = input.required("text", &self.text);
        if let Some(problem) = wrong(&text, self.sure == "on") {
            input.refuse(problem.about("text"));
        }
        let kind = input.choice("kind", &self.kind, LessonKind::parse);
        input.read(kind.map(|kind| LessonChange {
            text,
            kind,
            is_shared: self.is_shared == "on",
        }))
    }
}

/// A lesson of a unit the visitor may report for.
async fn own(tx: &Tx, who: &Actor, of: (DecisionId, UnitId), id: LessonId) -> Result<Lesson, AppError> {
    let lesson = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    if (lesson.decision, lesson.unit) != of {
        return Err(AppError::NotFound);
    }
    who.must(Right::ReportUnitTask, lesson.unit)?;
    Ok(lesson)
}

/// Changes a lesson: its words, what is to be done with it, and whether others see it.
pub async fn change_lesson(
    app: &App,
    who: &Actor,
    of: (DecisionId, UnitId),
    id: LessonId,
    seen: &SeenMark,
    content: &LessonChange,
) -> Result<(), AppError> {
    who.must(Right::ReportUnitTask, of.1)?;
    app.writing(who, |work| async move {
        let before = own(&work, who, of, id).await?;
        seen.must_be(&before)?;
        let after = Lesson {
            text: content.text.clone(),
            kind: content.kind,
            is_shared: content.is_shared,
            // What is not shared lies in no theme of the committee's.
            theme: before.theme.filter(|_| content.is_shared),
            ..before.clone()
        };
        store::change(&work, &after).await?;
        // Its words stay out of the trail: they are the unit's, and what it took back is nobody's.
        work.trail(
            Trail::new("lesson", id.0, "changed")
                .of(after.decision.0)
                .unit(after.unit)
                .field("lesson_kind", before.kind.code(), after.kind.code())
                .field("is_shared", before.is_shared, after.is_shared),
        );
        Ok(())
    })
    .await
}

/// Takes a lesson away. The trail says that one went, not what it said.
pub async fn remove_lesson(app: &App, who: &Actor, of: (DecisionId, UnitId), id: LessonId) -> Result<(), AppError> {
    who.must(Right::ReportUnitTask, of.1)?;
    app.writing(who, |work| async move {
        let lesson = own(&work, who, of, id).await?;
        store::remove(&work, id).await?;
        work.trail(
            Trail::new("lesson", id.0, "removed")
                .of(lesson.decision.0)
                .unit(lesson.unit),
        );
        Ok(())
    })
    .await
}
