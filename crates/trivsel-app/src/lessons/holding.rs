//! What a unit does about a task to look back: holds the day, writes down what it held on paper, or says why it does not.

use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};
use trivsel_domain::board::wording::{self, Personal};
use trivsel_domain::committee::{DecisionTask, UnitTask};
use trivsel_domain::id::{BoardId, DecisionId, LessonId, UnitId, WorkshopId};
use trivsel_domain::lesson::{LONGEST_LESSON, Lesson, LessonKind, lines};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::workshop::Workshop;
use trivsel_store::{Tx, boards, committees, figures, lessons as store};
use uuid::Uuid;

use super::taken;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::work::Work;
use crate::workshops::{DayFor, begin_at_board, parse_clock, set_up_day};
use crate::{App, AppError, Problem, Problems, shipped};

/// What is sent to hold a day: at once, or on another one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HoldForm {
    /// `now` or `later`.
    pub when: String,
    /// The day.
    pub held_on: String,
    /// When it begins.
    pub starts_at: String,
}

/// When a day is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldWish {
    /// It begins at once, at its board.
    Now,
    /// It is made ready.
    Later {
        /// The day.
        on: NaiveDate,
        /// When it begins.
        at: NaiveTime,
    },
}

impl HoldForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<HoldWish, Problems> {
        let mut input = Input::new();
        if self.when.trim() == "now" {
            return input.read(Some(HoldWish::Now));
        }
        let on = input.date("held_on", &self.held_on);
        let at = input.choice("starts_at", &self.starts_at, parse_clock);
        input.read(at.map(|at| HoldWish::Later { on, at }))
    }
}

/// What is typed when a unit held it on paper.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperForm {
    /// The day it was held.
    pub paper_on: String,
    /// What the unit takes along, one a line.
    pub lines: String,
    /// The code of what is to be done with it.
    pub kind: String,
    /// The writer was asked about a name, and means it.
    pub sure: String,
}

/// What a unit took along on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperLessons {
    /// The day it was held.
    pub on: NaiveDate,
    /// What it takes along.
    pub texts: Vec<String>,
    /// What is to be done with it.
    pub kind: LessonKind,
}

impl PaperForm {
    /// What was typed, as values. What belongs on no list is refused; a name is asked about once.
    pub fn read(&self) -> Result<PaperLessons, Problems> {
        let mut input = Input::new();
        let on = input.date("paper_on", &self.paper_on);
        let kind = input.choice("kind", &self.kind, LessonKind::parse);
        let texts = lines(&self.lines);
        if texts.is_empty() {
            input.refuse(Problem::new("lines", "problem-required"));
        }
        if let Some(problem) = texts.iter().find_map(|text| wrong(text, self.sure == "on")) {
            input.refuse(problem.about("lines"));
        }
        input.read(kind.map(|kind| PaperLessons { on, texts, kind }))
    }
}

/// What a lesson may not say.
pub(super) enum WrongLesson {
    Long(usize),
    Says(&'static str),
}

impl WrongLesson {
    pub(super) fn about(self, field: &str) -> Problem {
        match self {
            Self::Long(many) => Problem::new(field, "problem-note-long").with("many", many.to_string()),
            Self::Says(message) => Problem::new(field, message),
        }
    }
}

/// The first thing that is wrong with a lesson.
pub(super) fn wrong(text: &str, is_sure: bool) -> Option<WrongLesson> {
    let signs = text.chars().count();
    if signs > LONGEST_LESSON {
        return Some(WrongLesson::Long(signs - LONGEST_LESSON));
    }
    match wording::personal(text) {
        Some(Personal::Number) => Some(WrongLesson::Says("problem-note-number")),
        Some(Personal::Telephone) => Some(WrongLesson::Says("problem-note-telephone")),
        Some(Personal::Mail) => Some(WrongLesson::Says("problem-note-mail")),
        None if !is_sure && wording::has_a_name(text) => Some(WrongLesson::Says("problem-note-name")),
        None => None,
    }
}

/// What is typed when a unit does not do it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskExcuseForm {
    /// Why.
    pub excused_because: String,
    /// The mark of the row that was on the screen.
    pub seen: String,
}

impl TaskExcuseForm {
    /// What was typed, as a value.
    pub fn read(&self) -> Result<String, Problems> {
        let mut input = Input::new();
        let because = input.required("excused_because", &self.excused_because);
        input.read(Some(because))
    }
}

/// A unit's task of a decision that was taken, for somebody who may report for the unit.
async fn reportable(
    work: &Work,
    who: &Actor,
    id: DecisionId,
    unit: UnitId,
) -> Result<(DecisionTask, UnitTask, NaiveDate), AppError> {
    who.must(Right::ReportUnitTask, unit)?;
    let (decision, meeting, _) = taken(work, id).await?;
    let of_unit = committees::tasks_of(work, id).await?.into_iter();
    let task = of_unit
        .into_iter()
        .find(|task| task.unit == unit)
        .ok_or(AppError::NotFound)?;
    if meeting.held_on > work.today {
        return Err(AppError::Refused("refused-meeting-not-held"));
    }
    let asked = decision.task.ok_or(AppError::NotFound)?;
    Ok((asked, task, meeting.held_on))
}

/// Makes the day a unit looks back on, with everything filled in. Whoever does it leads it.
pub async fn hold(
    app: &App,
    who: &Actor,
    id: DecisionId,
    unit: UnitId,
    language: &str,
    when: HoldWish,
) -> Result<WorkshopId, AppError> {
    who.must(Right::ReportUnitTask, unit)?;
    let programmes = &shipped::programmes(&app.store)?;
    app.writing(who, |work| async move {
        let (asked, _, _) = reportable(&work, who, id, unit).await?;
        if !asked.kind.is_held() {
            return Err(AppError::Refused("refused-task-plain"));
        }
        let programme = programmes.iter().find(|one| one.code == asked.programme);
        let programme = programme
            .ok_or_else(|| AppError::internal("reading the programmes", "a task is held by one that is not there"))?;
        let (held_on, starts_at) = match when {
            HoldWish::Now => {
                let now = crate::app::local(work.now).time();
                let minute = NaiveTime::from_hms_opt(now.hour(), now.minute(), 0);
                (work.today, minute.unwrap_or(now))
            }
            HoldWish::Later { on, at } if on >= work.today => (on, at),
            HoldWish::Later { .. } => return Err(AppError::invalid("held_on", "problem-hold-passed")),
        };
        let day = DayFor {
            unit,
            title: &asked.title,
            purpose: &asked.questions.join("\n"),
            question: &asked.questions.join(" "),
            time_line: &time_line(&work, who, unit).await?,
            held_on,
            starts_at,
            language,
        };
        let workshop = set_up_day(&work, who, programme, &day).await?;
        store::add_workshop(&work, workshop, id, unit).await?;
        if when == HoldWish::Now {
            begin_at_board(&work, who, workshop).await?;
        }
        Ok(workshop)
    })
    .await
}

/// What disturbed the unit, month by month, for whoever draws the line of time.
async fn time_line(tx: &Tx, who: &Actor, unit: UnitId) -> Result<String, AppError> {
    let found = figures::list_disruptions(tx).await?.into_iter();
    let of_unit = found.filter(|one| who.tree.touches(one.unit, [unit]));
    let lines = of_unit.map(|one| {
        let month = |month: trivsel_domain::month::Month| format!("{:02}.{}", month.number(), month.year());
        if one.first == one.last {
            format!("{}: {}", month(one.first), one.name)
        } else {
            format!("{}–{}: {}", month(one.first), month(one.last), one.name)
        }
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// Writes down what a unit took along when it held it on paper: a line is a lesson. Says how many.
pub async fn write_on_paper(
    app: &App,
    who: &Actor,
    id: DecisionId,
    unit: UnitId,
    paper: &PaperLessons,
) -> Result<usize, AppError> {
    who.must(Right::ReportUnitTask, unit)?;
    app.writing(who, |work| async move {
        let (asked, task, decided_on) = reportable(&work, who, id, unit).await?;
        if !asked.kind.is_held() {
            return Err(AppError::Refused("refused-task-plain"));
        }
        if paper.on > work.today {
            return Err(AppError::invalid("paper_on", "problem-task-in-future"));
        }
        if paper.on < decided_on {
            let day = decided_on.format("%d.%m.%Y").to_string();
            let early = Problem::new("paper_on", "problem-task-before-meeting").with("day", day);
            return Err(AppError::Invalid(vec![early]));
        }
        let lessons: Vec<Lesson> = paper
            .texts
            .iter()
            .map(|text| Lesson {
                id: LessonId(Uuid::new_v4()),
                unit,
                decision: id,
                workshop: None,
                theme: None,
                text: text.clone(),
                kind: paper.kind,
                is_shared: true,
                written_on: paper.on,
            })
            .collect();
        store::add(&work, &lessons).await?;
        done_by(&work, who, &task, paper.on).await?;
        work.trail(
            Trail::new("unit_task", unit.0, "lessons_written")
                .of(id.0)
                .unit(unit)
                .field("lessons", "", lessons.len()),
        );
        Ok(lessons.len())
    })
    .await
}

/// A task is done with the first day that is held for it; later ones add to what came of it.
async fn done_by(work: &Work, who: &Actor, task: &UnitTask, on: NaiveDate) -> Result<(), AppError> {
    if task.done_on.is_some() {
        return Ok(());
    }
    let after = UnitTask {
        done_on: Some(on),
        done_by: Some(who.person),
        excused_because: String::new(),
        ..task.clone()
    };
    committees::change_task(work, &after).await?;
    work.trail(
        Trail::new("unit_task", task.unit.0, "done")
            .of(task.decision.0)
            .unit(task.unit)
            .optional("done_on", task.done_on, after.done_on),
    );
    Ok(())
}

/// Says why a unit does not do it. It is not asked any more, and not counted as done.
pub async fn excuse(
    app: &App,
    who: &Actor,
    id: DecisionId,
    unit: UnitId,
    seen: &SeenMark,
    because: &str,
) -> Result<(), AppError> {
    who.must(Right::ReportUnitTask, unit)?;
    app.writing(who, |work| async move {
        let (_, before, _) = reportable(&work, who, id, unit).await?;
        seen.must_be(&before)?;
        if before.done_on.is_some() {
            return Err(AppError::Refused("refused-task-done"));
        }
        let after = UnitTask {
            excused_because: because.to_owned(),
            ..before.clone()
        };
        committees::change_task(&work, &after).await?;
        work.trail(Trail::new("unit_task", unit.0, "excused").of(id.0).unit(unit).field(
            "excused_because",
            &before.excused_because,
            &after.excused_because,
        ));
        Ok(())
    })
    .await
}

/// When a day is closed that was held for a task: the notes that were chosen become lessons, and the task is done. Says which task it was.
pub(crate) async fn gather_notes(
    work: &Work,
    who: &Actor,
    workshop: &Workshop,
) -> Result<Option<(DecisionId, UnitId)>, AppError> {
    let Some((decision, unit)) = store::task_of(work, workshop.id).await? else {
        return Ok(None);
    };
    let boards: Vec<BoardId> = boards::list_of(work, workshop.id)
        .await?
        .into_iter()
        .map(|board| board.id)
        .collect();
    let chosen = boards::notes_of(work, &boards).await?.into_iter();
    let lessons: Vec<Lesson> = chosen
        .map(|(_, note)| note)
        .filter(|note| note.is_chosen && !note.is_hidden)
        .map(|note| Lesson {
            id: LessonId(Uuid::new_v4()),
            unit,
            decision,
            workshop: Some(workshop.id),
            theme: None,
            kind: LessonKind::of_zone(&note.zone),
            text: note.text,
            is_shared: true,
            written_on: work.today,
        })
        .collect();
    store::add(work, &lessons).await?;
    let tasks = committees::tasks_of(work, decision).await?;
    if let Some(task) = tasks.iter().find(|task| task.unit == unit) {
        done_by(work, who, task, work.today).await?;
    }
    Ok(Some((decision, unit)))
}
