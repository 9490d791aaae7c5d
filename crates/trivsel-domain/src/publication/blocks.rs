//! Comments are shown in parts of the organisation that do not overlap, each of at least so many answers. Whatever pages somebody
//! compares, the difference is whole parts: a comment can never be laid at the door of fewer.

use std::collections::BTreeMap;

use crate::id::UnitId;
use crate::survey::{Cell, Snapshot};

/// A part of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The unit it stands at.
    pub unit: UnitId,
    /// Positions of its cells in the list of cells.
    pub cells: Vec<usize>,
}

/// Parts of at least `minimum` answers, as low in the tree as they can be; none when all answers together are fewer.
///
/// From the bottom up: what does not reach the minimum is passed on to the unit above. What is left at the top joins the smallest
/// part. `answers` holds the number of answers in each cell.
pub fn blocks(snapshot: &Snapshot, cells: &[Cell], answers: &[u32], minimum: u32) -> Vec<Block> {
    let size = |members: &[usize]| -> u64 {
        members
            .iter()
            .filter_map(|at| answers.get(*at))
            .map(|count| u64::from(*count))
            .sum()
    };
    let mut pools: BTreeMap<UnitId, Vec<usize>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        pools.entry(cell.unit).or_default().push(at);
    }
    let mut found: Vec<Block> = Vec::new();
    let mut left: Vec<usize> = Vec::new();
    for unit in snapshot.units().iter().rev() {
        let Some(pool) = pools.remove(&unit.id) else { continue };
        if size(&pool) >= u64::from(minimum) {
            found.push(Block {
                unit: unit.id,
                cells: pool,
            });
        } else if let Some(parent) = unit.parent {
            pools.entry(parent).or_default().extend(pool);
        } else {
            left.extend(pool);
        }
    }
    if !left.is_empty() {
        let top = snapshot.units().first().map(|unit| unit.id);
        if let Some(smallest) = found.iter_mut().min_by_key(|block| size(&block.cells)) {
            smallest.cells.extend(left);
            // Some of its answers were given elsewhere: only a reader of the whole may see them as one.
            smallest.unit = top.unwrap_or(smallest.unit);
        }
    }
    for block in &mut found {
        block.cells.sort_unstable();
    }
    found.reverse();
    found
}
