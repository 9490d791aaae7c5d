//! Who sees to a follow-up or a milestone, and what is said where nobody is named.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Leads;
use crate::id::{FollowUpId, MilestoneId, PersonId, UnitId};
use crate::person::{Role, RoleAssignment};
use crate::unit::Tree;

/// Who sees to something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// Those who lead the initiative: nobody else is named.
    #[default]
    Leads,
    /// A person.
    Person(PersonId),
    /// Whoever holds a role where the initiative belongs, also when that is somebody else tomorrow.
    Role(Role),
}

impl Responsible {
    /// The roles something can be entrusted to.
    pub const ROLES: [Role; 4] = [Role::Manager, Role::SafetyRep, Role::UnionRep, Role::Coordinator];

    /// As it is written in a form: nothing, a role's code, or a person's id.
    pub fn code(self) -> String {
        match self {
            Self::Leads => String::new(),
            Self::Person(person) => person.to_string(),
            Self::Role(role) => role.code().to_owned(),
        }
    }

    /// What a form says.
    pub fn parse(code: &str) -> Option<Self> {
        if code.is_empty() {
            return Some(Self::Leads);
        }
        let role = Self::ROLES.into_iter().find(|role| role.code() == code);
        role.map(Self::Role).or_else(|| code.parse().ok().map(Self::Person))
    }

    /// The person, where one is named.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Leads | Self::Role(_) => None,
        }
    }
}

/// What somebody sees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeenTo {
    /// A follow-up.
    FollowUp(FollowUpId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// Who holds which role where, on one day.
#[derive(Clone, Debug, Default)]
pub struct RoleHolders {
    held: BTreeMap<(Role, Option<UnitId>), Vec<PersonId>>,
}

impl RoleHolders {
    /// Those who hold these roles.
    pub fn new(held: impl IntoIterator<Item = RoleAssignment>) -> Self {
        let mut holders = Self::default();
        for one in held {
            holders.held.entry((one.role, one.unit)).or_default().push(one.person);
        }
        holders
    }

    /// Those who hold a role for a unit: for itself, else for the nearest unit above it that has somebody, else for all.
    pub fn of(&self, tree: &Tree, role: Role, unit: UnitId) -> &[PersonId] {
        let mut at = Some(unit);
        while let Some(here) = at {
            if let Some(found) = self.held.get(&(role, Some(here))) {
                return found;
            }
            at = tree.get(here).and_then(|node| node.parent);
        }
        self.held.get(&(role, None)).map_or(&[], Vec::as_slice)
    }

    /// Whose turn it is to see to something of an initiative. It is always somebody's, as long as anybody manages the unit or one above it:
    /// a role nobody holds falls to the leads, and what nobody leads to the manager.
    pub fn whose_turn(&self, tree: &Tree, unit: UnitId, leads: Leads, named: Responsible) -> Vec<PersonId> {
        match named {
            Responsible::Person(person) => return vec![person],
            Responsible::Role(role) => {
                let found = self.of(tree, role, unit);
                if !found.is_empty() {
                    return found.to_vec();
                }
            }
            Responsible::Leads => {}
        }
        let leading: Vec<PersonId> = leads.0.into_iter().flatten().collect();
        if leading.is_empty() {
            self.of(tree, Role::Manager, unit).to_vec()
        } else {
            leading
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::id::RoleAssignmentId;
    use crate::period::Period;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn unit(number: u128) -> UnitId {
        UnitId(Uuid::from_u128(number))
    }

    fn holds(who: u128, role: Role, at: Option<u128>) -> RoleAssignment {
        RoleAssignment {
            id: RoleAssignmentId(Uuid::nil()),
            person: person(who),
            role,
            unit: at.map(unit),
            period: Period::since(NaiveDate::default()),
        }
    }

    #[test]
    fn what_a_form_says_is_read_as_it_was_written() {
        let all = [
            Responsible::Leads,
            Responsible::Person(person(7)),
            Responsible::Role(Role::SafetyRep),
        ];
        for one in all {
            assert_eq!(Responsible::parse(&one.code()), Some(one));
        }
        // Nobody is responsible because they are employed.
        for wrong in ["employee", "administrator", "somebody"] {
            assert_eq!(Responsible::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn it_is_always_somebodys_turn() {
        let tree = Tree::default();
        let holders = RoleHolders::new([
            holds(1, Role::Manager, Some(10)),
            holds(2, Role::SafetyRep, Some(10)),
            holds(3, Role::Coordinator, None),
        ]);
        let turn = |leads: [Option<PersonId>; 2], named| holders.whose_turn(&tree, unit(10), Leads(leads), named);
        let led = [Some(person(5)), Some(person(6))];
        assert_eq!(turn(led, Responsible::Leads), [person(5), person(6)]);
        assert_eq!(turn(led, Responsible::Person(person(9))), [person(9)]);
        assert_eq!(turn(led, Responsible::Role(Role::SafetyRep)), [person(2)]);
        assert_eq!(turn(led, Responsible::Role(Role::Coordinator)), [person(3)]);
        assert_eq!(turn(led, Responsible::Role(Role::UnionRep)), [person(5), person(6)]);
        assert_eq!(turn([None, None], Responsible::Role(Role::UnionRep)), [person(1)]);
        assert_eq!(turn([None, None], Responsible::Leads), [person(1)]);
    }
}
