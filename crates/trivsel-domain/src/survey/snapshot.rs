//! The tree of units as a survey froze it: results are shown on it whatever moves later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::unit::Tree;

/// A unit of the frozen tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotUnit {
    /// The unit.
    pub id: UnitId,
    /// The unit above; none at the top.
    pub parent: Option<UnitId>,
    /// Its name that day.
    pub name: String,
}

/// The frozen tree, from the top down, each unit followed by those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Snapshot {
    units: Vec<SnapshotUnit>,
}

impl Snapshot {
    /// The part of a tree that is needed to place these units: they, and all above them.
    pub fn of(tree: &Tree, units: &[UnitId]) -> Self {
        let mut needed: std::collections::BTreeSet<UnitId> = units.iter().copied().collect();
        for unit in units {
            needed.extend(tree.ancestors(*unit));
        }
        Self {
            units: tree
                .iter()
                .filter(|node| needed.contains(&node.id))
                .map(|node| SnapshotUnit {
                    id: node.id,
                    parent: node.parent.filter(|parent| tree.get(*parent).is_some()),
                    name: node.name.clone(),
                })
                .collect(),
        }
    }

    /// The units, from the top down.
    pub fn units(&self) -> &[SnapshotUnit] {
        &self.units
    }

    /// A unit's name that day; empty when it is not part of the survey.
    pub fn name(&self, unit: UnitId) -> &str {
        self.get(unit).map_or("", |found| found.name.as_str())
    }

    /// One unit.
    pub fn get(&self, unit: UnitId) -> Option<&SnapshotUnit> {
        self.units.iter().find(|one| one.id == unit)
    }

    /// Each unit with itself and all below it.
    pub fn reach(&self) -> BTreeMap<UnitId, Vec<UnitId>> {
        let mut reach: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
        // From the bottom up: every unit stands after the one above it.
        for unit in self.units.iter().rev() {
            let mut own = reach.remove(&unit.id).unwrap_or_default();
            own.push(unit.id);
            if let Some(parent) = unit.parent {
                reach.entry(parent).or_default().extend(own.iter().copied());
            }
            reach.insert(unit.id, own);
        }
        reach
    }
}
