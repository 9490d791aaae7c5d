//! What must come again: assessments, surveys, talks, statistics. A duty rests on rules that are dated data; when it is due next is reckoned
//! from the day it was held, never from the day it should have been.
//!
//! [`shipped_duties`] says which rules of law a duty rests on; what those say, how often and how sure, stands with [`crate::legal_rule`] and
//! nowhere else.

mod bearers;
mod track;

pub use bearers::{DutyBearer, bearers};
pub use track::{DutyEvent, DutyStanding, DutyTrack, DutyWhen, DutyYear, month_later};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{CommitteeId, DutyId, OccurrenceId, UnitChangeId, UnitId, YearlyTalkId};
use crate::legal_rule::{LegalRule, RuleFault, shipped_rules};

/// Something that must come again in units of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The id.
    pub id: DutyId,
    /// The code of the shipped duty; of one's own, made from its title.
    pub code: String,
    /// What it is called, of one's own; empty where it is shipped and named by the word files.
    pub title: String,
    /// Where it says so, of one's own: the page of a local agreement.
    pub basis: String,
    /// How many months lie between two times.
    pub every_months: u32,
    /// How many months before it is due the wheel says so.
    pub warn_months: u32,
    /// In which units.
    pub level: DutyLevel,
    /// The forum it belongs to, if any.
    pub committee: Option<CommitteeId>,
    /// What is made when it is held.
    pub produces: DutyProduct,
    /// From which day it applies here.
    pub applies_from: NaiveDate,
    /// The first day it is due, where one was chosen.
    pub first_due: Option<NaiveDate>,
    /// Is it the workplace's own, not one of the shipped?
    pub is_own: bool,
    /// Is it switched on?
    pub is_on: bool,
    /// Counts up with each change.
    pub version: i32,
}

/// In which units a duty is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyLevel {
    /// Once, for the whole organisation.
    Organisation,
    /// In every unit that employs people.
    Employing,
    /// In units that were chosen.
    Chosen,
}

/// What is made when a duty is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyProduct {
    /// A workplace assessment.
    Assessment,
    /// The yearly talk.
    Talk,
    /// The absence statistic of the year.
    Statistic,
    /// A survey.
    Survey,
    /// A word in the budget.
    Budget,
    /// Something of the workplace's own.
    Own,
}

macro_rules! codes {
    ($name:ident, $count:literal, $($case:ident $code:literal),+) => {
        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: [Self; $count] = [$(Self::$case),+];

            /// The name in code and table.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$case => $code),+
                }
            }

            /// The one with this code.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes!(DutyLevel, 3, Organisation "organisation", Employing "employing", Chosen "chosen");
codes!(DutyProduct, 6, Assessment "assessment", Talk "talk", Statistic "statistic", Survey "survey", Budget "budget", Own "own");

/// One time a duty was settled in a unit: held, or excused. What is only due has no row; it is reckoned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The id.
    pub id: OccurrenceId,
    /// Of which duty.
    pub duty: DutyId,
    /// In which unit.
    pub unit: UnitId,
    /// The day it was due.
    pub due_on: NaiveDate,
    /// How it was settled.
    pub settled: Settling,
    /// Where it was held, or what was said about it.
    pub note: String,
    /// The yearly talk that held it, where that lies in the program.
    pub talk: Option<YearlyTalkId>,
}

/// A large change of a unit, after which it is asked whether something is to be done again before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChange {
    /// The id.
    pub id: UnitChangeId,
    /// Of which unit.
    pub unit: UnitId,
    /// What happened.
    pub kind: UnitChangeKind,
    /// From which day.
    pub changed_on: NaiveDate,
    /// The unit that came in, or that it came out of.
    pub other: Option<UnitId>,
    /// What was said about it.
    pub note: String,
    /// Is it to be done again? None while nobody has said.
    pub answer: Option<ChangeAnswer>,
}

/// Is it to be done again?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeAnswer {
    /// Yes, by this day.
    Again(NaiveDate),
    /// No, because.
    NotAgain(String),
}

/// What a large change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitChangeKind {
    /// It stands elsewhere in the organisation.
    Moved,
    /// Another unit came in.
    Merged,
    /// It came out of another.
    Split,
    /// It got new tasks, new methods or new rooms.
    Task,
}

codes!(UnitChangeKind, 4, Moved "moved", Merged "merged", Split "split", Task "task");

/// How an occurrence was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settling {
    /// It was held on this day.
    Held(NaiveDate),
    /// It was not held this time, and why.
    ExcusedOnce(String),
    /// It is not held here, and why.
    ExcusedForGood(String),
}

impl Occurrence {
    /// What it says to the reckoning.
    pub fn event(&self) -> DutyEvent {
        match self.settled {
            Settling::Held(on) => DutyEvent::Held { on },
            Settling::ExcusedOnce(_) => DutyEvent::ExcusedOnce { due_on: self.due_on },
            Settling::ExcusedForGood(_) => DutyEvent::ExcusedForGood { due_on: self.due_on },
        }
    }
}

/// A duty as it is shipped: what is known of it before an organisation switches it on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedDuty {
    /// What it is called for good.
    pub code: String,
    /// The rules it rests on, by their codes. The first gives the interval.
    pub rules: Vec<String>,
    /// How many months before it is due the wheel says so.
    pub warn_months: u32,
    /// In which units.
    pub level: DutyLevel,
    /// What is made when it is held.
    pub produces: DutyProduct,
    /// Must it be asked again when the unit changes much?
    pub again_on_change: bool,
}

impl ShippedDuty {
    /// How many months lie between two times, by the rule in force on a day. None where no rule of it can be reckoned with that day: not
    /// confirmed, not in force, or not looked at for so long.
    pub fn every_months(&self, rules: &[LegalRule], day: NaiveDate) -> Option<u32> {
        self.rules_among(rules)
            .filter(|rule| rule.can_be_reckoned(day))
            .find_map(|rule| rule.interval_months)
    }

    /// Its rules, in their order.
    pub fn rules_among<'a>(&'a self, rules: &'a [LegalRule]) -> impl Iterator<Item = &'a LegalRule> {
        self.rules
            .iter()
            .filter_map(|code| rules.iter().find(|rule| rule.code == *code))
    }
}

/// Every duty that is shipped, in the order of the page.
///
/// # Errors
/// A list that is not in the form this module describes, or names a rule that is not there.
pub fn shipped_duties() -> Result<Vec<ShippedDuty>, RuleFault> {
    #[derive(Deserialize)]
    struct DutyFile {
        duties: Vec<ShippedDuty>,
    }
    let rules = shipped_rules()?;
    let list: DutyFile = toml::from_str(include_str!("duty/duties.toml"))
        .map_err(|fault| RuleFault::new("duties.toml", fault.message()))?;
    for duty in &list.duties {
        let unknown = duty
            .rules
            .iter()
            .find(|code| rules.iter().all(|rule| rule.code != **code));
        if let Some(code) = unknown {
            return Err(RuleFault::new("duties.toml", &format!("{} rests on {code}", duty.code)));
        }
    }
    Ok(list.duties)
}

#[cfg(test)]
mod tests;
