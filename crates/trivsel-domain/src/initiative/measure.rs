//! Measures: the things an initiative does, each with its place, its time and somebody who sees to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::State;
use crate::id::{InitiativeId, MeasureId, PersonId, UnitId};

/// One of the things an initiative does (delindsats), with a state of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The id.
    pub id: MeasureId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// Its number, from 1.
    pub position: i32,
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// How far it has come.
    pub state: MeasureState,
    /// Where, when, for whom and by whom.
    pub plan: MeasurePlan,
    /// The initiative it has become, if it grew into one of its own.
    pub grown_into: Option<InitiativeId>,
}

/// Where, when, for whom and by whom a measure is done. All of it may be left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurePlan {
    /// The unit it is for; none when it goes across.
    pub unit: Option<UnitId>,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// For whom, in words.
    pub audience: String,
    /// For which job groups, in words.
    pub job_groups: String,
    /// Who sees to it; none when nobody is named.
    pub owner: Option<PersonId>,
    /// Who sees to it, as a role: "afdelingslederen".
    pub owner_role: String,
    /// The day it is to be done by.
    pub due_on: Option<NaiveDate>,
}

impl Measure {
    /// Should it have been done before today?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        matches!(self.state, MeasureState::Planned | MeasureState::Running)
            && self.plan.due_on.is_some_and(|due| due < today)
    }

    /// Where an initiative stands that this measure becomes, given where the one it leaves stands. What was not decided is an idea; what
    /// was and is under way goes on.
    pub fn grown_state(&self, of: State) -> State {
        match (of, self.state) {
            (State::Idea, _) => State::Idea,
            (_, MeasureState::Planned | MeasureState::Dropped) => State::Decided,
            (_, MeasureState::Running | MeasureState::Done) => State::Running,
        }
    }
}

/// How far a measure has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureState {
    /// planlagt
    Planned,
    /// i gang
    Running,
    /// gennemført
    Done,
    /// droppet
    Dropped,
}

impl MeasureState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Running, Self::Done, Self::Dropped];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
