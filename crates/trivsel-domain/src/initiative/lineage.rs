//! Initiatives under initiatives: which may lie under which.

use std::collections::BTreeMap;

use crate::id::{InitiativeId, UnitId};
use crate::unit::Tree;

/// So many initiatives may lie under each other, the topmost counted.
pub const MOST_LEVELS: usize = 3;

/// An initiative may not lie there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParentError {
    /// The one it is to lie under is not there.
    #[error("the initiative to lie under is not there")]
    Missing,
    /// That one belongs neither to its own unit nor to one above.
    #[error("the initiative to lie under belongs to another part of the workplace")]
    Elsewhere,
    /// That one lies under it already, or is it.
    #[error("an initiative cannot lie under itself")]
    Ring,
    /// Then more than three would lie under each other.
    #[error("no more than {MOST_LEVELS} initiatives lie under each other")]
    TooDeep,
}

/// Which initiative lies under which, with the unit that owns each.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    of: BTreeMap<InitiativeId, (Option<InitiativeId>, UnitId)>,
}

impl Lineage {
    /// From every initiative with its parent and its owner.
    pub fn new(all: impl IntoIterator<Item = (InitiativeId, Option<InitiativeId>, UnitId)>) -> Self {
        Self {
            of: all.into_iter().map(|(id, parent, unit)| (id, (parent, unit))).collect(),
        }
    }

    /// Those above, the nearest first.
    pub fn above(&self, id: InitiativeId) -> Vec<InitiativeId> {
        let mut found: Vec<InitiativeId> = Vec::new();
        let mut at = id;
        // A ring that stands in the database all the same ends where it closes.
        while let Some((Some(parent), _)) = self.of.get(&at) {
            if *parent == id || found.contains(parent) {
                break;
            }
            found.push(*parent);
            at = *parent;
        }
        found
    }

    /// Those below, near and far, in the order of their ids.
    pub fn below(&self, id: InitiativeId) -> Vec<InitiativeId> {
        self.of
            .keys()
            .copied()
            .filter(|one| self.above(*one).contains(&id))
            .collect()
    }

    /// How many levels there are from this one down, itself counted.
    fn height(&self, id: InitiativeId) -> usize {
        let deepest = self.below(id).into_iter().map(|one| {
            let above = self.above(one);
            above.iter().position(|at| *at == id).map_or(0, |steps| steps + 1)
        });
        1 + deepest.max().unwrap_or(0)
    }

    /// May this initiative, owned by this unit, lie under that one? One that is new is not among those that are known.
    pub fn check_parent(
        &self,
        tree: &Tree,
        id: Option<InitiativeId>,
        unit: UnitId,
        parent: InitiativeId,
    ) -> Result<(), ParentError> {
        let (_, owner) = self.of.get(&parent).ok_or(ParentError::Missing)?;
        let above = self.above(parent);
        if id.is_some_and(|id| id == parent || above.contains(&id)) {
            return Err(ParentError::Ring);
        }
        if !tree.is_within(unit, *owner) {
            return Err(ParentError::Elsewhere);
        }
        let height = id.map_or(1, |id| self.height(id));
        if above.len() + 1 + height > MOST_LEVELS {
            return Err(ParentError::TooDeep);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::id::UnitPlacementId;
    use crate::period::Period;
    use crate::unit::{Unit, UnitPlacement};

    fn initiative(number: u128) -> InitiativeId {
        InitiativeId(Uuid::from_u128(number))
    }

    fn unit(number: u128) -> UnitId {
        UnitId(Uuid::from_u128(number))
    }

    /// An area (1) with a department (2) in it, and another area (3).
    fn tree() -> Tree {
        let day = NaiveDate::from_ymd_opt(2019, 1, 1).unwrap();
        let of = |number: u128, parent: Option<u128>| {
            let unit_of = Unit {
                id: unit(number),
                code: number.to_string(),
                period: Period::since(day),
            };
            let placement = UnitPlacement {
                id: UnitPlacementId(Uuid::from_u128(number)),
                unit: unit(number),
                parent: parent.map(unit),
                name: number.to_string(),
                period: Period::since(day),
            };
            (unit_of, placement)
        };
        let (units, placements): (Vec<_>, Vec<_>) = [of(1, None), of(2, Some(1)), of(3, None)].into_iter().unzip();
        Tree::at(day, &units, &placements)
    }

    /// 12 under 11 under 10, all of the area; 20 of the department, 30 of the other area, 40 of the area with 41 under it.
    fn lineage() -> Lineage {
        let of = |id: u128, parent: Option<u128>, owner: u128| (initiative(id), parent.map(initiative), unit(owner));
        Lineage::new([
            of(10, None, 1),
            of(11, Some(10), 1),
            of(12, Some(11), 1),
            of(20, None, 2),
            of(30, None, 3),
            of(40, None, 1),
            of(41, Some(40), 1),
        ])
    }

    #[test]
    fn an_initiative_lies_under_one_of_its_own_unit_or_of_one_above_and_no_deeper_than_three() {
        for (id, owner, parent, wanted) in [
            (Some(20), 2, 10, Ok(())),
            (Some(20), 2, 11, Ok(())),
            (None, 2, 11, Ok(())),
            (Some(20), 2, 12, Err(ParentError::TooDeep)),
            (None, 2, 12, Err(ParentError::TooDeep)),
            (Some(40), 1, 10, Ok(())),
            (Some(40), 1, 11, Err(ParentError::TooDeep)),
            (Some(20), 2, 30, Err(ParentError::Elsewhere)),
            (Some(10), 1, 20, Err(ParentError::Elsewhere)),
            (Some(10), 1, 12, Err(ParentError::Ring)),
            (Some(10), 1, 10, Err(ParentError::Ring)),
            (Some(20), 2, 99, Err(ParentError::Missing)),
        ] {
            let id = id.map(initiative);
            assert_eq!(
                lineage().check_parent(&tree(), id, unit(owner), initiative(parent)),
                wanted,
                "{id:?} under {parent}"
            );
        }
    }

    #[test]
    fn what_lies_above_and_below_is_found_and_a_ring_ends() {
        assert_eq!(lineage().above(initiative(12)), [initiative(11), initiative(10)]);
        assert_eq!(lineage().below(initiative(10)), [initiative(11), initiative(12)]);
        let ring = Lineage::new([
            (initiative(1), Some(initiative(2)), unit(1)),
            (initiative(2), Some(initiative(1)), unit(1)),
        ]);
        assert_eq!(ring.above(initiative(1)), [initiative(2)]);
    }
}
