//! What a decision says and what a unit says of its task, as it is typed and as values.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::{DecisionTask, LONGEST_QUESTIONS, TaskKind, TaskLevel};
use trivsel_domain::id::{AgendaItemId, UnitId};

use crate::input::Input;
use crate::{Problem, Problems};

/// What is typed to add or change a decision.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// The point it was taken on, may be empty.
    pub agenda_item: String,
    /// What was decided.
    pub text: String,
    /// What each unit is to do; empty when nothing.
    pub task_title: String,
    /// By when, may be empty.
    pub task_due_on: String,
    /// The code of how it is done; empty for a plain one.
    pub task_kind: String,
    /// The code of which units get it; empty for those that employ people.
    pub task_level: String,
    /// The code of the programme it is held by.
    pub programme: String,
    /// What is to be learnt, a question a line.
    pub questions: String,
    /// The units that are not to have it, each with all below it.
    pub left_out: Vec<String>,
    /// The units that are to have it, where they are chosen one by one.
    pub chosen: Vec<String>,
    /// Not empty when it is only to be seen how many units get the task.
    pub look: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What is typed when a unit's task is done, or not done after all.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskForm {
    /// `undo` when it is not done after all.
    pub action: String,
    /// The day it was done.
    pub done_on: String,
    /// What was learnt.
    pub note: String,
    /// The mark of the row that was on the screen.
    pub seen: String,
}

/// What a decision says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionContent {
    /// The point it was taken on.
    pub agenda_item: Option<AgendaItemId>,
    /// What was decided.
    pub text: String,
    /// What each unit is to do.
    pub task: Option<DecisionTask>,
    /// The units that are not to have the task, each with all below it.
    pub left_out: Vec<UnitId>,
    /// The units that are to have it, where they are chosen one by one.
    pub chosen: Vec<UnitId>,
}

/// What a unit says of its task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskReport {
    /// It is not done after all.
    Undone,
    /// It is done.
    Done {
        /// The day; none means today.
        on: Option<NaiveDate>,
        /// What was learnt.
        note: String,
    },
}

impl DecisionForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<DecisionContent, Problems> {
        let mut input = Input::new();
        let agenda_item = input.optional_id("agenda_item", &self.agenda_item);
        let text = input.text("text", &self.text);
        if text.is_empty() {
            input.refuse(Problem::new("text", "problem-required"));
        }
        let title = input.line("task_title", &self.task_title);
        let due_on = input.optional_date("task_due_on", &self.task_due_on);
        let left_out = ticked(&mut input, "left_out", &self.left_out);
        let chosen = ticked(&mut input, "chosen", &self.chosen);
        let kind = coded(&mut input, "task_kind", &self.task_kind, TaskKind::parse);
        let level = coded(&mut input, "task_level", &self.task_level, TaskLevel::parse);
        let questions = self.questions(&mut input, kind);
        if title.is_empty() && (kind.is_held() || due_on.is_some() || !left_out.is_empty()) {
            input.refuse(Problem::new("task_title", "problem-task-without-title"));
        }
        input.read(Some(DecisionContent {
            agenda_item,
            text,
            task: (!title.is_empty()).then(|| DecisionTask {
                title,
                due_on,
                kind,
                level,
                programme: self.programme_for(kind),
                questions,
            }),
            left_out,
            chosen,
        }))
    }

    /// The programme a day is held by: looking back has one of its own.
    fn programme_for(&self, kind: TaskKind) -> String {
        match kind {
            TaskKind::Plain => String::new(),
            TaskKind::LookBack if self.programme.trim().is_empty() => LOOK_BACK.to_owned(),
            TaskKind::LookBack | TaskKind::Workshop => self.programme.trim().to_owned(),
        }
    }

    fn questions(&self, input: &mut Input, kind: TaskKind) -> Vec<String> {
        let typed: Vec<String> = self
            .questions
            .lines()
            .map(|line| input.line("questions", line))
            .collect();
        let questions: Vec<String> = typed.into_iter().filter(|line| !line.is_empty()).collect();
        if questions.len() > LONGEST_QUESTIONS {
            let most = LONGEST_QUESTIONS.to_string();
            input.refuse(Problem::new("questions", "problem-too-many-questions").with("most", most));
        }
        if kind.is_held() { questions } else { Vec::new() }
    }
}

/// The code of the programme for looking back.
const LOOK_BACK: &str = "look_back";

/// The units that were ticked.
fn ticked(input: &mut Input, field: &str, units: &[String]) -> Vec<UnitId> {
    let units = units.iter().map(|unit| unit.trim()).filter(|unit| !unit.is_empty());
    let read: Option<Vec<UnitId>> = units.map(|unit| unit.parse().ok()).collect();
    if read.is_none() {
        input.refuse(Problem::new(field, "problem-choose"));
    }
    read.unwrap_or_default()
}

/// What a code stands for; nothing typed stands for what was always so.
fn coded<T: Default>(input: &mut Input, field: &str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> T {
    if typed.trim().is_empty() {
        return T::default();
    }
    input.choice(field, typed, parse).unwrap_or_default()
}

impl TaskForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<TaskReport, Problems> {
        if self.action == "undo" {
            return Ok(TaskReport::Undone);
        }
        let mut input = Input::new();
        let on = input.optional_date("done_on", &self.done_on);
        let note = input.text("note", &self.note);
        input.read(Some(TaskReport::Done { on, note }))
    }
}
