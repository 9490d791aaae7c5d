//! Hidden neighbours that may be shown together.

use std::collections::BTreeSet;

use super::tree::outermost;
use crate::frame::at;
use crate::ground::Ground;
use crate::release::Merge;

/// For each shown group, the hidden ones of its family in it that nothing shown lies in, together.
pub(super) fn merges(ground: &Ground<'_>, shown: &[bool]) -> Vec<Merge> {
    let frame = ground.frame;
    let mut found = Vec::new();
    for (number, cell) in frame.cells.iter().enumerate().filter(|(cell, _)| at(shown, *cell)) {
        for family in &cell.families {
            let is_of = |cell: &usize| {
                frame
                    .cells
                    .get(*cell)
                    .is_some_and(|cell| cell.families.contains(family))
            };
            let family_shown: Vec<bool> = (0..shown.len()).map(|cell| at(shown, cell) && is_of(&cell)).collect();
            let less = outermost(ground, &family_shown, number);
            let taken: BTreeSet<usize> = columns(ground, &less);
            let left: BTreeSet<usize> = cell
                .columns
                .iter()
                .copied()
                .filter(|column| !taken.contains(column))
                .collect();
            let is_disjoint = taken.len() == less.iter().map(|cell| size(ground, *cell)).sum::<usize>();
            let whole = |cell: &usize| {
                let found = frame.cells.get(*cell);
                found.is_some_and(|cell| cell.columns.iter().all(|column| left.contains(column)))
            };
            let hidden: Vec<bool> = (0..shown.len())
                .map(|cell| !at(shown, cell) && is_of(&cell) && whole(&cell))
                .collect();
            let members = outermost(ground, &hidden, number);
            let respondents = left.iter().filter_map(|column| frame.columns.get(*column)).flatten();
            let respondents = respondents
                .filter_map(|atom| ground.table.atoms().get(*atom))
                .map(|atom| u64::from(atom.respondents))
                .sum();
            if members.is_empty() || !is_disjoint || respondents < u64::from(ground.rules.minimum) {
                continue;
            }
            let of_family = |cells: &[usize]| -> Vec<usize> {
                let groups = cells
                    .iter()
                    .filter_map(|cell| frame.cells.get(*cell))
                    .map(|cell| &cell.groups);
                let named =
                    groups.filter_map(|groups| groups.iter().copied().find(|group| is_named(ground, *group, family)));
                named.collect()
            };
            found.push(Merge {
                within: of_family(&[number]).first().copied().unwrap_or_default(),
                has_own: columns(ground, &members).len() < left.len(),
                members: of_family(&members),
                less: of_family(&less),
                respondents,
            });
        }
    }
    found
}

fn is_named(ground: &Ground<'_>, group: usize, family: &str) -> bool {
    ground
        .table
        .groups()
        .get(group)
        .is_some_and(|group| group.family == family)
}

fn size(ground: &Ground<'_>, cell: usize) -> usize {
    ground.frame.cells.get(cell).map_or(0, |cell| cell.columns.len())
}

fn columns(ground: &Ground<'_>, cells: &[usize]) -> BTreeSet<usize> {
    let found = cells.iter().filter_map(|cell| ground.frame.cells.get(*cell));
    found.flat_map(|cell| cell.columns.iter().copied()).collect()
}
