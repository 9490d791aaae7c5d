//! Who may do what: one table of rights, the reach of each role in the tree, and the parts people have in single things.

mod table;

use std::sync::Arc;

use crate::id::{CommitteeId, OrganisationId, PersonId, UnitId};
use crate::person::Role;
use crate::unit::Tree;

pub use table::{Participation, Right};

/// A role and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where; none means the whole organisation.
    pub unit: Option<UnitId>,
}

impl Grant {
    /// Does the grant reach `unit`? An employee's reaches the own unit only, the others the unit and all below it.
    fn reaches(&self, unit: UnitId, tree: &Tree) -> bool {
        match self.unit {
            None => true,
            Some(own) if self.role == Role::Employee => own == unit,
            Some(own) => tree.is_within(unit, own),
        }
    }
}

/// A seat somebody has in a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldSeat {
    /// In which.
    pub committee: CommitteeId,
    /// What it makes of them there.
    pub part: Participation,
}

/// The signed-in person, with the roles held today and the tree as it stands today.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The person.
    pub person: PersonId,
    /// The name, for the page's head.
    pub name: String,
    /// The title, for the page's head.
    pub title: String,
    /// Today's grants.
    pub grants: Vec<Grant>,
    /// Today's seats.
    pub seats: Vec<HeldSeat>,
    /// Today's tree.
    pub tree: Arc<Tree>,
}

/// The right is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the right {right:?} is missing")]
pub struct Denied {
    /// Which right.
    pub right: Right,
}

impl Actor {
    /// May the person do this in this unit?
    pub fn may(&self, right: Right, unit: UnitId) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role.carries(right) && grant.reaches(unit, &self.tree))
    }

    /// May the person do this somewhere? For menus and lists, and for rights that belong to no unit.
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.grants.iter().any(|grant| grant.role.carries(right))
    }

    /// May the person do this in the whole organisation?
    pub fn may_everywhere(&self, right: Right) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.unit.is_none() && grant.role.carries(right))
    }

    /// May the person do this in something of this unit in which they have this part?
    pub fn may_as(&self, part: Option<Participation>, right: Right, unit: UnitId) -> bool {
        self.may(right, unit) || part.is_some_and(|part| part.carries(right))
    }

    /// May the person do this in some committee, by a role or by a seat?
    pub fn may_in_some_committee(&self, right: Right) -> bool {
        self.may_somewhere(right) || self.seats.iter().any(|seat| seat.part.carries(right))
    }

    /// Like [`Actor::may_in_some_committee`], as an error.
    pub fn must_in_some_committee(&self, right: Right) -> Result<(), Denied> {
        if self.may_in_some_committee(right) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// Is the person safety or union representative anywhere?
    pub fn is_representative(&self) -> bool {
        let represents = |grant: &Grant| matches!(grant.role, Role::SafetyRep | Role::UnionRep);
        self.grants.iter().any(represents)
    }

    /// Like [`Actor::may`], as an error.
    pub fn must(&self, right: Right, unit: UnitId) -> Result<(), Denied> {
        if self.may(right, unit) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// Like [`Actor::may_somewhere`], as an error.
    pub fn must_somewhere(&self, right: Right) -> Result<(), Denied> {
        if self.may_somewhere(right) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// Like [`Actor::may_everywhere`], as an error.
    pub fn must_everywhere(&self, right: Right) -> Result<(), Denied> {
        if self.may_everywhere(right) {
            Ok(())
        } else {
            Err(Denied { right })
        }
    }

    /// The open units in which the person holds the right, from the top down.
    pub fn units_with(&self, right: Right) -> Vec<UnitId> {
        self.tree
            .iter()
            .map(|node| node.id)
            .filter(|unit| self.may(right, *unit))
            .collect()
    }

    /// The roles held, without doubles.
    pub fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.grants.iter().map(|grant| grant.role).collect();
        roles.sort();
        roles.dedup();
        roles
    }

    /// The unit the person's overview starts at: the highest unit managed or represented, else the own unit, else the top.
    pub fn home_unit(&self) -> Option<UnitId> {
        let depth = |unit: UnitId| self.tree.get(unit).map_or(usize::MAX, |node| node.depth);
        let of = |wanted: &dyn Fn(Role) -> bool| {
            self.grants
                .iter()
                .filter(|grant| wanted(grant.role))
                .filter_map(|grant| grant.unit)
                .filter(|unit| self.tree.get(*unit).is_some())
                .min_by_key(|unit| depth(*unit))
        };
        of(&|role| role.needs_unit())
            .or_else(|| {
                if self.grants.iter().any(|grant| grant.unit.is_none()) {
                    self.tree.roots().next().map(|node| node.id)
                } else {
                    None
                }
            })
            .or_else(|| of(&|role| role == Role::CommitteeMember))
            .or_else(|| of(&|role| role == Role::Employee))
    }
}
