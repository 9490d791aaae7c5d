//! What a decision asks of units: which kind of task it is, which units get it, and how one unit stands with it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{DecisionId, PersonId, UnitId};
use crate::unit::Tree;

/// More questions than these are not answered in an hour.
pub const LONGEST_QUESTIONS: usize = 3;

/// What a decision asks of each unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTask {
    /// What to do.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// How it is done.
    pub kind: TaskKind,
    /// Which units get it.
    pub level: TaskLevel,
    /// The code of the programme it is held by; empty where there is no day to hold.
    pub programme: String,
    /// What is to be learnt.
    pub questions: Vec<String>,
}

/// How a task is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// The unit does it its own way and says so.
    #[default]
    Plain,
    /// The unit looks back and says what it takes along.
    LookBack,
    /// The unit holds a workshop.
    Workshop,
}

impl TaskKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Plain, Self::LookBack, Self::Workshop];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::LookBack => "look_back",
            Self::Workshop => "workshop",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Is there a day to hold, and lessons to come of it?
    pub fn is_held(self) -> bool {
        self != Self::Plain
    }
}

/// Which units get a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskLevel {
    /// Every unit in the scope that employs people itself.
    #[default]
    Employing,
    /// The units right below the committee's own.
    Below,
    /// Those that were ticked.
    Chosen,
}

impl TaskLevel {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Employing, Self::Below, Self::Chosen];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Employing => "employing",
            Self::Below => "below",
            Self::Chosen => "chosen",
        }
    }

    /// The level with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// One unit's share of a decision's task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitTask {
    /// Of which decision.
    pub decision: DecisionId,
    /// Which unit.
    pub unit: UnitId,
    /// The day it was done; none while it waits.
    pub done_on: Option<NaiveDate>,
    /// Who said it was done.
    pub done_by: Option<PersonId>,
    /// What was learnt, in short.
    pub note: String,
    /// Why the unit does not do it; empty where it does.
    pub excused_because: String,
}

impl UnitTask {
    /// A task that waits.
    pub fn open(decision: DecisionId, unit: UnitId) -> Self {
        Self {
            decision,
            unit,
            done_on: None,
            done_by: None,
            note: String::new(),
            excused_because: String::new(),
        }
    }

    /// Has the unit said why it does not do it? Then it is not asked any more, and not counted as done.
    pub fn is_excused(&self) -> bool {
        self.done_on.is_none() && !self.excused_because.is_empty()
    }
}

/// The units that can get a decision's task. Where nobody is employed yet, those with none below them stand for those that employ.
pub fn task_units(tree: &Tree, scope: UnitId, level: TaskLevel, employs: impl Fn(UnitId) -> bool) -> Vec<UnitId> {
    let units = tree.subtree(scope);
    match level {
        TaskLevel::Chosen => units,
        TaskLevel::Below => {
            let is_below = |unit: &UnitId| tree.get(*unit).is_some_and(|node| node.parent == Some(scope));
            units.into_iter().filter(is_below).collect()
        }
        TaskLevel::Employing => {
            let employing: Vec<UnitId> = units.iter().copied().filter(|unit| employs(*unit)).collect();
            if !employing.is_empty() {
                return employing;
            }
            let is_leaf = |unit: &UnitId| tree.get(*unit).is_some_and(|node| node.children.is_empty());
            units.into_iter().filter(is_leaf).collect()
        }
    }
}
