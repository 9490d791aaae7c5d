//! Initiatives: what is tried, where, by whom, how it will show, and when it is looked at.
//!
//! The parts of an initiative have modules of their own: [`criterion`], [`follow_up`], [`lot`] and [`site`].

pub mod criterion;
pub mod follow_up;
pub mod lot;
pub mod site;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use criterion::{CriterionKind, Direction, SuccessCriterion};
pub use follow_up::{FollowUp, FollowUpNote, Frequency};
pub use lot::{Lot, Wave};
pub use site::{Site, SiteStage};

use crate::id::{GoalId, InitiativeId, MeasureId, MilestoneId, PersonId, UnitId};
use crate::rights::{Actor, Right};

/// An initiative with its nine described fields in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiative {
    /// The id.
    pub id: InitiativeId,
    /// A running number in the organisation, from 1.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// One or two sentences about it.
    pub summary: String,
    /// Field 1: the goal it serves, quoted from a policy.
    pub goal: Option<GoalId>,
    /// Field 1: the goal in own words, or what is to be said beside the quote.
    pub goal_text: String,
    /// Field 2: what is done.
    pub description: String,
    /// Field 3: why.
    pub purpose: String,
    /// Field 4: for whom.
    pub target_group: String,
    /// Field 5: who takes part.
    pub actors: String,
    /// Field 6: when it begins and ends, in words.
    pub schedule: String,
    /// Field 7: what it costs and saves.
    pub financial_impact: String,
    /// Field 8: when it is a success, in words; the criteria themselves are [`SuccessCriterion`].
    pub success_text: String,
    /// Field 9: how it is followed, in words; the follow-ups themselves are [`FollowUp`].
    pub follow_up_text: String,
    /// The unit that owns it.
    pub unit: UnitId,
    /// The level it mainly works on.
    pub iglo_level: IgloLevel,
    /// The first day, as planned or as it went.
    pub starts_on: Option<NaiveDate>,
    /// The last day, as planned or as it went.
    pub ends_on: Option<NaiveDate>,
    /// Who answers for it.
    pub lead: Option<PersonId>,
    /// Who answers for it together with the lead, often an employee representative.
    pub co_lead: Option<PersonId>,
    /// How far it has come.
    pub state: State,
    /// When it was decided, which is when its criteria were frozen.
    pub decided_at: Option<DateTime<Utc>>,
    /// Where and why it was decided.
    pub decision_note: String,
    /// When it was anchored or ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was anchored or ended.
    pub closing_note: String,
    /// When it was first written.
    pub created_at: DateTime<Utc>,
    /// Rises with every change, so that two people do not overwrite each other.
    pub version: i32,
}

/// How far an initiative has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// idé
    Idea,
    /// besluttet
    Decided,
    /// i gang
    Running,
    /// forankret: it goes on by itself
    Anchored,
    /// afsluttet: it goes on no more
    Ended,
}

impl State {
    /// All states, in their order.
    pub const ALL: [Self; 5] = [Self::Idea, Self::Decided, Self::Running, Self::Anchored, Self::Ended];

    /// The name in code, table and address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Decided => "decided",
            Self::Running => "running",
            Self::Anchored => "anchored",
            Self::Ended => "ended",
        }
    }

    /// The state with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Where it can go from here. What is anchored can be taken up again when it slips; what is ended stays ended.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Idea => &[Self::Decided, Self::Ended],
            Self::Decided => &[Self::Running, Self::Ended],
            Self::Running => &[Self::Anchored, Self::Ended],
            Self::Anchored => &[Self::Running, Self::Ended],
            Self::Ended => &[],
        }
    }

    /// Is somebody still working on it, or about to?
    pub fn is_open(self) -> bool {
        matches!(self, Self::Idea | Self::Decided | Self::Running)
    }

    /// How many of the four stations of its thread are filled.
    pub fn stations(self) -> u8 {
        match self {
            Self::Idea => 1,
            Self::Decided => 2,
            Self::Running | Self::Ended => 3,
            Self::Anchored => 4,
        }
    }
}

/// The move is not one of those that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an initiative that is {} cannot become {}", from.code(), to.code())]
pub struct CannotMove {
    /// Where it stands.
    pub from: State,
    /// Where it was to go.
    pub to: State,
}

impl Initiative {
    /// The initiative after it has gone to another state. Being decided is noted with its moment: the criteria freeze then.
    pub fn moved(&self, to: State, note: &str, now: DateTime<Utc>) -> Result<Self, CannotMove> {
        if !self.state.next().contains(&to) {
            return Err(CannotMove { from: self.state, to });
        }
        let mut moved = Self {
            state: to,
            ..self.clone()
        };
        match to {
            State::Idea => {}
            State::Decided => {
                moved.decided_at = Some(now);
                note.clone_into(&mut moved.decision_note);
            }
            State::Running => {
                moved.closed_at = None;
                moved.closing_note.clear();
            }
            State::Anchored | State::Ended => {
                moved.closed_at = Some(now);
                note.clone_into(&mut moved.closing_note);
            }
        }
        Ok(moved)
    }

    /// The moment a criterion written now is frozen: none before the decision, at once after it.
    pub fn freezes_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.decided_at.map(|_| now)
    }

    /// May the person write its status reports? Whoever has that right in the unit that owns it; and its lead and co-lead, who know
    /// how it goes, as long as they have the right somewhere. Approving stays with the owner.
    pub fn may_be_reported_by(&self, who: &Actor) -> bool {
        may_report(who, self.unit, [self.lead, self.co_lead])
    }
}

/// As [`Initiative::may_be_reported_by`], of an initiative that is not loaded: its unit, its lead and co-lead.
pub fn may_report(who: &Actor, unit: UnitId, leads: [Option<PersonId>; 2]) -> bool {
    let is_lead = leads.contains(&Some(who.person));
    who.may(Right::WriteReport, unit) || (is_lead && who.may_somewhere(Right::WriteReport))
}

/// The level of the workplace an initiative mainly works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IgloLevel {
    /// individ
    Individual,
    /// gruppe
    Group,
    /// ledelse
    Management,
    /// organisation
    Organisation,
}

impl IgloLevel {
    /// All levels, from the person outwards.
    pub const ALL: [Self; 4] = [Self::Individual, Self::Group, Self::Management, Self::Organisation];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::Group => "group",
            Self::Management => "management",
            Self::Organisation => "organisation",
        }
    }

    /// The level with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

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

/// A dated step on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// The id.
    pub id: MilestoneId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// What is to have happened.
    pub title: String,
    /// By when.
    pub due_on: NaiveDate,
    /// The day it happened.
    pub done_on: Option<NaiveDate>,
}

impl Milestone {
    /// Should it have happened before today?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.done_on.is_none() && self.due_on < today
    }
}

/// Which initiatives a person may read: those owned by, or running in, a unit within reach, and those owned by a unit above the
/// person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every initiative of the organisation.
    All,
    /// Those whose owner is in the first set, or one of whose sites is in the second.
    Units {
        /// Units whose initiatives may be read.
        owners: BTreeSet<UnitId>,
        /// Units in which an initiative runs for it to be readable.
        sites: BTreeSet<UnitId>,
    },
}

impl Reach {
    /// What this person may read.
    pub fn of(who: &Actor) -> Self {
        if who.may_everywhere(Right::ReadInitiative) {
            return Self::All;
        }
        let sites: BTreeSet<UnitId> = who.units_with(Right::ReadInitiative).into_iter().collect();
        let above = who
            .grants
            .iter()
            .filter(|grant| grant.role.carries(Right::ReadInitiative))
            .filter_map(|grant| grant.unit)
            .flat_map(|unit| who.tree.ancestors(unit));
        let owners = sites.iter().copied().chain(above).collect();
        Self::Units { owners, sites }
    }

    /// Is an initiative of this owner, running in these units, within reach?
    pub fn holds(&self, owner: UnitId, sites: impl IntoIterator<Item = UnitId>) -> bool {
        match self {
            Self::All => true,
            Self::Units { owners, sites: own } => {
                owners.contains(&owner) || sites.into_iter().any(|unit| own.contains(&unit))
            }
        }
    }
}
