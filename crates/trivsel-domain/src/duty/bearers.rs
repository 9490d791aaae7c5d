//! Which units bear a duty of every unit that employs people. A unit under the minimum is done with the one above it: alone, its findings
//! and its absence would say something about single persons.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::UnitId;
use crate::unit::Tree;

/// A unit that bears a duty, for itself and for small ones below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyBearer {
    /// Which.
    pub unit: UnitId,
    /// The units under the minimum that are done with it, in the order of the tree.
    pub covers: Vec<UnitId>,
}

/// The units that bear a duty, from the top down. `employed` says how many work in a unit itself.
pub fn bearers(tree: &Tree, minimum: usize, employed: impl Fn(UnitId) -> usize) -> Vec<DutyBearer> {
    let mut bearing: BTreeSet<UnitId> = BTreeSet::new();
    let mut covered: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
    for node in tree.iter() {
        match employed(node.id) {
            0 => {}
            enough if enough >= minimum => {
                bearing.insert(node.id);
            }
            _ => {
                // The top of the tree has nothing above it, so it is done by itself.
                let with = node.parent.unwrap_or(node.id);
                bearing.insert(with);
                if with != node.id {
                    covered.entry(with).or_default().push(node.id);
                }
            }
        }
    }
    tree.iter()
        .filter(|node| bearing.contains(&node.id))
        .map(|node| DutyBearer {
            unit: node.id,
            covers: covered.remove(&node.id).unwrap_or_default(),
        })
        .collect()
}
