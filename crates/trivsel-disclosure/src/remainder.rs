//! What is left of a shown sum after the shown sums inside it: the same knowledge in smaller pieces.

use std::collections::BTreeSet;

use crate::frame::{Cell, Frame, at, list};

/// The part of each shown cell that no cell of one family inside it covers; of all families, the one that leaves least. Only cells in
/// `is_exact` are taken away: what is known roughly takes nothing from its surroundings.
pub(crate) fn remainders(
    frame: &Frame,
    inside: &[Vec<usize>],
    is_shown: &[bool],
    is_exact: &[bool],
) -> Vec<Vec<usize>> {
    let shown = frame.cells.iter().enumerate().filter(|(cell, _)| at(is_shown, *cell));
    shown
        .map(|(own, cell)| {
            if !at(is_exact, own) {
                return cell.columns.clone();
            }
            let within: Vec<&Cell> = list(inside, own)
                .iter()
                .filter(|other| at(is_shown, **other) && at(is_exact, **other))
                .filter_map(|other| frame.cells.get(*other))
                .collect();
            least_left(cell, &within)
        })
        .collect()
}

/// What is left of a cell after the largest disjoint cells of one family within it.
fn least_left(cell: &Cell, within: &[&Cell]) -> Vec<usize> {
    let families: BTreeSet<&String> = within.iter().flat_map(|other| &other.families).collect();
    families
        .into_iter()
        .map(|family| {
            left_by(
                cell,
                within.iter().copied().filter(|other| other.families.contains(family)),
            )
        })
        .min_by_key(Vec::len)
        .unwrap_or_else(|| cell.columns.clone())
}

/// What is left of a cell after the largest disjoint cells of these.
pub(crate) fn left_by<'a>(cell: &Cell, within: impl Iterator<Item = &'a Cell>) -> Vec<usize> {
    let mut within: Vec<&Cell> = within.collect();
    within.sort_by_key(|other| std::cmp::Reverse(other.columns.len()));
    let mut left: BTreeSet<usize> = cell.columns.iter().copied().collect();
    for other in within {
        if other.columns.iter().all(|column| left.contains(column)) {
            for column in &other.columns {
                left.remove(column);
            }
        }
    }
    left.into_iter().collect()
}
