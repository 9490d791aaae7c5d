//! Comments are shown in parts of the organisation that do not overlap, each of at least so many answers. Whatever pages somebody
//! compares, the difference is whole parts: a comment can never be laid at the door of fewer.
//!
//! Which parts there are follows from what is shown of how many answered, and from nothing else: that a unit has a part of its own, or
//! has none, tells nobody how many answered in a unit whose figures are hidden.

use super::Amount;
use crate::id::UnitId;

/// A unit of which it is shown how many answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    pub unit: UnitId,
    /// Positions of its cells in the list of cells.
    pub cells: Vec<usize>,
    /// How many answered, as it is shown.
    pub respondents: Amount,
}

/// A part of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The unit it stands at.
    pub unit: UnitId,
    /// Positions of its cells in the list of cells.
    pub cells: Vec<usize>,
}

/// A unit all of whose answers are in parts.
struct Parted<'a> {
    cells: &'a [usize],
    most: f64,
}

/// Parts of at least `minimum` answers, as low in the tree as they can be; none when all answers together are fewer. `counted` stands
/// from the top of the tree down.
///
/// From the bottom up: what is not shown to reach the minimum is passed on to the unit above. What is left at the top joins the
/// smallest part.
pub fn blocks(counted: &[Counted], minimum: u32) -> Vec<Block> {
    let mut parted: Vec<Parted<'_>> = Vec::new();
    let mut found: Vec<(Block, f64)> = Vec::new();
    let mut left: Vec<usize> = Vec::new();
    for (at, own) in counted.iter().enumerate().rev() {
        let is_inside = |one: &Parted<'_>| one.cells.iter().all(|cell| own.cells.contains(cell));
        let (least, _) = own.respondents.ends();
        let taken = parted.iter().filter(|one| is_inside(one));
        let least = least - taken.clone().map(|one| one.most).sum::<f64>();
        let inside: Vec<usize> = taken.flat_map(|one| one.cells.iter().copied()).collect();
        let mut cells: Vec<usize> = own
            .cells
            .iter()
            .copied()
            .filter(|cell| !inside.contains(cell))
            .collect();
        if least >= f64::from(minimum) && !cells.is_empty() {
            cells.sort_unstable();
            found.push((Block { unit: own.unit, cells }, least));
            parted.retain(|one| !is_inside(one));
            parted.push(Parted {
                cells: &own.cells,
                most: own.respondents.ends().1,
            });
        } else if at == 0 {
            left = cells;
        }
    }
    if !left.is_empty()
        && let (Some((smallest, _)), Some(top)) = (
            found.iter_mut().min_by(|one, other| one.1.total_cmp(&other.1)),
            counted.first(),
        )
    {
        smallest.cells.extend(left);
        smallest.cells.sort_unstable();
        // Some of its answers were given elsewhere: only a reader of the whole may see them as one.
        smallest.unit = top.unit;
    }
    found.reverse();
    found.into_iter().map(|(block, _)| block).collect()
}
