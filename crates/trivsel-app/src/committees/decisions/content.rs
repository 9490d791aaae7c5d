//! What a decision says and what a unit says of its task, as it is typed and as values.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::committee::DecisionTask;
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
    /// The units that are not to have it, each with all below it.
    pub left_out: Vec<String>,
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
        let ticked = self.left_out.iter().map(|unit| unit.trim());
        let ticked = ticked.filter(|unit| !unit.is_empty()).map(|unit| unit.parse().ok());
        let left_out: Option<Vec<UnitId>> = ticked.collect();
        if left_out.is_none() {
            input.refuse(Problem::new("left_out", "problem-choose"));
        }
        let left_out = left_out.unwrap_or_default();
        if title.is_empty() && (due_on.is_some() || !left_out.is_empty()) {
            input.refuse(Problem::new("task_title", "problem-task-without-title"));
        }
        input.read(Some(DecisionContent {
            agenda_item,
            text,
            task: (!title.is_empty()).then_some(DecisionTask { title, due_on }),
            left_out,
        }))
    }
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
