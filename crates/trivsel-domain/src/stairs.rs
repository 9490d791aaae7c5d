//! The stairs: how far a unit has come in working with how people are, from single offers to a part of how the place is run. It is where one
//! stands, not a way to go about it. The five steps are those of Sundhedsstyrelsen's model (Sundhed og trivsel på arbejdspladsen, 2009); the
//! signs are our own words for them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::id::{StairPlacementId, UnitId};

/// A step, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StairStep {
    /// Single offers now and then.
    Single,
    /// People take part, loosely organised.
    Involved,
    /// Key persons, means and a fixed place.
    Organised,
    /// Goals, a coordinator, policies.
    Governed,
    /// Part of how the place is run.
    Strategic,
}

impl StairStep {
    /// All five, from the lowest.
    pub const ALL: [Self; 5] = [
        Self::Single,
        Self::Involved,
        Self::Organised,
        Self::Governed,
        Self::Strategic,
    ];

    /// The code it has in forms and word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Involved => "involved",
            Self::Organised => "organised",
            Self::Governed => "governed",
            Self::Strategic => "strategic",
        }
    }

    /// The step with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Its number, 1 to 5, as it is kept.
    pub fn number(self) -> i32 {
        match self {
            Self::Single => 1,
            Self::Involved => 2,
            Self::Organised => 3,
            Self::Governed => 4,
            Self::Strategic => 5,
        }
    }

    /// The step of this number.
    pub fn of_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.number() == number)
    }

    /// What one sees where it is reached, by the codes of the signs.
    pub fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Single => &["offers", "somebody", "trouble"],
            Self::Involved => &["ideas", "asked", "gathered"],
            Self::Organised => &["keypersons", "means", "standing"],
            Self::Governed => &["goals", "coordinator", "policy", "works"],
            Self::Strategic => &["plan", "newcomers", "skills", "follows"],
        }
    }

    /// How many of its signs show that it is reached: most of them.
    fn needed(self) -> usize {
        self.signs().len() / 2 + 1
    }

    fn is_shown_by(self, ticked: &BTreeSet<String>) -> bool {
        self.signs().iter().filter(|sign| ticked.contains(**sign)).count() >= self.needed()
    }
}

/// The step a unit seems to stand on: the highest up to which each shows most of its signs. A step that is skipped does not carry the next.
/// Nobody stands below the first.
pub fn proposed(ticked: &BTreeSet<String>) -> StairStep {
    StairStep::ALL
        .into_iter()
        .take_while(|step| *step == StairStep::Single || step.is_shown_by(ticked))
        .last()
        .unwrap_or(StairStep::Single)
}

/// What would lead on to the next step: its signs that are not there yet. Nothing on the highest.
pub fn lacking(from: StairStep, ticked: &BTreeSet<String>) -> Vec<&'static str> {
    let next = StairStep::of_number(from.number() + 1);
    let signs = next.map(StairStep::signs).unwrap_or_default();
    signs.iter().copied().filter(|sign| !ticked.contains(*sign)).collect()
}

/// Where a unit said it stands, one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StairPlacement {
    /// Its id.
    pub id: StairPlacementId,
    /// Which unit.
    pub unit: UnitId,
    /// When.
    pub placed_on: NaiveDate,
    /// Where.
    pub step: StairStep,
    /// What they saw of it.
    pub signs: BTreeSet<String>,
    /// In their own words; may be empty.
    pub text: String,
    /// What they do next; may be empty.
    pub next_step: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticked(signs: &[&str]) -> BTreeSet<String> {
        signs.iter().map(|sign| (*sign).to_owned()).collect()
    }

    #[test]
    fn a_step_is_reached_by_most_of_its_signs_and_none_is_skipped() {
        for (signs, step) in [
            (vec![], StairStep::Single),
            (vec!["ideas"], StairStep::Single),
            (vec!["ideas", "asked"], StairStep::Involved),
            (vec!["ideas", "asked", "keypersons", "means"], StairStep::Organised),
            // Goals and a policy without anybody who takes part.
            (vec!["goals", "coordinator", "policy", "works"], StairStep::Single),
            (
                vec!["ideas", "asked", "keypersons", "means", "goals", "policy"],
                StairStep::Organised,
            ),
            (
                vec!["ideas", "asked", "keypersons", "means", "goals", "policy", "works"],
                StairStep::Governed,
            ),
        ] {
            assert_eq!(proposed(&ticked(&signs)), step, "{signs:?}");
        }
        let all: Vec<&str> = StairStep::ALL.into_iter().flat_map(StairStep::signs).copied().collect();
        assert_eq!(proposed(&ticked(&all)), StairStep::Strategic);
        assert_eq!(lacking(StairStep::Strategic, &ticked(&all)), Vec::<&str>::new());
    }

    #[test]
    fn what_is_missing_is_of_the_next_step_only() {
        assert_eq!(
            lacking(StairStep::Involved, &ticked(&["means"])),
            ["keypersons", "standing"]
        );
    }

    #[test]
    fn a_sign_belongs_to_one_step_and_each_has_three_or_four() {
        let all: Vec<&str> = StairStep::ALL.into_iter().flat_map(StairStep::signs).copied().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for step in StairStep::ALL {
            assert!((3..=4).contains(&step.signs().len()), "{step:?}");
            assert_eq!(StairStep::of_number(step.number()), Some(step));
            assert_eq!(StairStep::parse(step.code()), Some(step));
        }
    }
}
