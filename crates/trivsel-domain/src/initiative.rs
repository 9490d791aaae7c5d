//! Initiatives: what is tried, where, by whom, how it will show, and when it is looked at.
//!
//! The parts of an initiative have modules of their own: [`anchoring`], [`criterion`], [`follow_up`], [`lineage`], [`lot`], [`measure`],
//! [`responsible`], [`site`] and [`vitality`].

pub mod anchoring;
pub mod criterion;
pub mod follow_up;
pub mod lineage;
pub mod lot;
pub mod measure;
pub mod responsible;
pub mod site;
#[cfg(test)]
mod tests;
pub mod vitality;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use criterion::{ChosenComparison, CriterionKind, Direction, SuccessCriterion};
pub use follow_up::{FollowUp, FollowUpNote, Frequency, MonthsOfYear};
pub use lineage::{Lineage, ParentError};
pub use lot::{Lot, Wave};
pub use measure::{Measure, MeasurePlan, MeasureState};
pub use responsible::{Responsible, RoleHolders, SeenTo};
pub use site::{Site, SiteStage};
pub use vitality::{Pulse, Vitality, VitalityColour, VitalityReason};

use crate::id::{GoalId, InitiativeId, MilestoneId, PersonId, UnitId};
use crate::rights::{Actor, Participation, Right};

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
    /// The initiative it is a part of, if it is one.
    pub parent: Option<InitiativeId>,
    /// When its decision was written, which is when its criteria were frozen.
    pub decided_at: Option<DateTime<Utc>>,
    /// The day it was decided, which may lie before the day it was written; none where only the moment was kept.
    pub decided_on: Option<NaiveDate>,
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
                moved.decided_on = None;
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

    /// Its lead and its co-lead.
    pub fn leads(&self) -> Leads {
        Leads([self.lead, self.co_lead])
    }

    /// May the person do this with it, by a role in the unit that owns it, or because they lead it?
    pub fn allows(&self, right: Right, who: &Actor) -> bool {
        self.leads().allow(right, self.unit, who)
    }

    /// May the person write its status reports?
    pub fn may_be_reported_by(&self, who: &Actor) -> bool {
        self.leads().may_report(self.unit, who)
    }
}

/// Who leads an initiative: its lead and its co-lead, where they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leads(pub [Option<PersonId>; 2]);

impl Leads {
    /// The part a person has in the initiative. Whoever leads it steers it; a co-lead steers a part of it where they also represent
    /// their colleagues.
    pub fn part_of(self, who: &Actor) -> Option<Participation> {
        let Self([lead, co_lead]) = self;
        match Some(who.person) {
            me if me == lead => Some(Participation::Lead),
            me if me == co_lead && who.is_representative() => Some(Participation::RepresentingCoLead),
            me if me == co_lead => Some(Participation::CoLead),
            _ => None,
        }
    }

    /// As [`Initiative::allows`], of an initiative of this unit that is not loaded.
    pub fn allow(self, right: Right, unit: UnitId, who: &Actor) -> bool {
        who.may_as(self.part_of(who), right, unit)
    }

    /// As [`Initiative::may_be_reported_by`], of an initiative of this unit that is not loaded. A co-lead who has the right for another
    /// unit knows how it goes, too. Approving stays with the owner.
    pub fn may_report(self, unit: UnitId, who: &Actor) -> bool {
        let is_co_lead = self.part_of(who) == Some(Participation::CoLead);
        self.allow(Right::WriteReport, unit, who) || (is_co_lead && who.may_somewhere(Right::WriteReport))
    }
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

/// Which initiatives a person may read: those owned by, or running in, a unit within reach, those owned by a unit above the person's own,
/// and those the person leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    person: PersonId,
    units: Units,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Units {
    /// Every unit of the organisation.
    All,
    /// An initiative is within reach when its owner is in the first set, or one of its sites in the second.
    Some {
        owners: BTreeSet<UnitId>,
        sites: BTreeSet<UnitId>,
    },
}

impl Reach {
    /// What this person may read.
    pub fn of(who: &Actor) -> Self {
        let units = if who.may_everywhere(Right::ReadInitiative) {
            Units::All
        } else {
            let sites: BTreeSet<UnitId> = who.units_with(Right::ReadInitiative).into_iter().collect();
            let above = who
                .grants
                .iter()
                .filter(|grant| grant.role.carries(Right::ReadInitiative))
                .filter_map(|grant| grant.unit)
                .flat_map(|unit| who.tree.ancestors(unit));
            let owners = sites.iter().copied().chain(above).collect();
            Units::Some { owners, sites }
        };
        Self {
            person: who.person,
            units,
        }
    }

    /// Is an initiative of this owner, led by these, running in these units, within reach?
    pub fn holds(&self, owner: UnitId, leads: Leads, sites: impl IntoIterator<Item = UnitId>) -> bool {
        let leads_it = leads.0.contains(&Some(self.person));
        leads_it
            || match &self.units {
                Units::All => true,
                Units::Some { owners, sites: own } => {
                    owners.contains(&owner) || sites.into_iter().any(|unit| own.contains(&unit))
                }
            }
    }
}
