//! Whether what was anchored still holds: four questions when it is anchored, and three checks in the year after.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::id::{AnchorCheckId, InitiativeId, PersonId};

/// So many months after it was anchored somebody looks again.
const AFTER: [u32; 3] = [3, 6, 12];

/// What is asked when an initiative is anchored. What is missing does not stop it: the first check begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorQuestion {
    /// Was it chosen together?
    Together,
    /// Did both managers and staff take part?
    BothSides,
    /// Does it stand on the agenda of a forum again and again?
    OnAgenda,
    /// Is it agreed how it is evaluated?
    Evaluation,
}

impl AnchorQuestion {
    /// All four, in the order they are asked.
    pub const ALL: [Self; 4] = [Self::Together, Self::BothSides, Self::OnAgenda, Self::Evaluation];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::BothSides => "both_sides",
            Self::OnAgenda => "on_agenda",
            Self::Evaluation => "evaluation",
        }
    }

    /// The question with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.code() == code)
    }
}

/// One look at whether it still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorCheck {
    /// The id.
    pub id: AnchorCheckId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// When it is due.
    pub due_on: NaiveDate,
    /// What was missing when it was anchored; only the first check has it.
    pub missing: Vec<AnchorQuestion>,
    /// What was found; none while it waits.
    pub held: Option<HeldCheck>,
}

/// What was found when somebody looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldCheck {
    /// On which day.
    pub held_on: NaiveDate,
    /// Is it still done?
    pub still_done: bool,
    /// Does somebody still answer for it?
    pub still_owned: bool,
    /// Is it still on an agenda?
    pub still_on_agenda: bool,
    /// Was it evaluated?
    pub evaluated: Evaluated,
    /// One line about it; may be empty.
    pub text: String,
    /// What follows.
    pub outcome: CheckOutcome,
    /// Who looked; none once the person is erased.
    pub held_by: Option<PersonId>,
}

/// Was it evaluated?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evaluated {
    /// ja
    Yes,
    /// delvist
    Partly,
    /// nej
    No,
}

impl Evaluated {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    /// The answer with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// What follows from a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It goes on as it is.
    GoesOn,
    /// Something about it is changed.
    Adjust,
    /// It is taken up in a forum.
    TakeUp,
    /// It is ended.
    End,
}

impl CheckOutcome {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::GoesOn, Self::Adjust, Self::TakeUp, Self::End];

    /// The name in code and table.
    pub fn code(self) -> &'static str {
        match self {
            Self::GoesOn => "goes_on",
            Self::Adjust => "adjust",
            Self::TakeUp => "take_up",
            Self::End => "end",
        }
    }

    /// The outcome with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

impl HeldCheck {
    /// Does it say no? One no of the four is enough; evaluated in part is not a no.
    pub fn says_no(&self) -> bool {
        !(self.still_done && self.still_owned && self.still_on_agenda) || self.evaluated == Evaluated::No
    }
}

/// The days on which somebody looks again at what was anchored on a day.
pub fn check_days(anchored_on: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    AFTER
        .into_iter()
        .filter_map(move |months| anchored_on.checked_add_months(Months::new(months)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn held() -> HeldCheck {
        HeldCheck {
            held_on: NaiveDate::default(),
            still_done: true,
            still_owned: true,
            still_on_agenda: true,
            evaluated: Evaluated::Partly,
            text: String::new(),
            outcome: CheckOutcome::GoesOn,
            held_by: None,
        }
    }

    #[test]
    fn one_no_of_the_four_is_a_no() {
        assert!(!held().says_no());
        let noes = [
            HeldCheck {
                still_done: false,
                ..held()
            },
            HeldCheck {
                still_owned: false,
                ..held()
            },
            HeldCheck {
                still_on_agenda: false,
                ..held()
            },
            HeldCheck {
                evaluated: Evaluated::No,
                ..held()
            },
        ];
        for no in noes {
            assert!(no.says_no(), "{no:?}");
        }
    }

    #[test]
    fn somebody_looks_after_three_six_and_twelve_months() {
        let days: Vec<String> = check_days("2026-11-30".parse().unwrap())
            .map(|day| day.to_string())
            .collect();
        assert_eq!(days, ["2027-02-28", "2027-05-30", "2027-11-30"]);
    }
}
