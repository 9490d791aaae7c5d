//! Crossings so fine that most of their groups are under the minimum, and coarser ones instead.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Refusal, protect};
use crate::frame::{list, weight};
use crate::ground::Ground;
use crate::target::Who;

/// A coarser crossing: without its finest groups, and what that would show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Design {
    /// The groups left out, by their positions in the table as it is.
    pub dropped: Vec<usize>,
    /// How many groups would be shown,
    pub shown: usize,
    /// and how many hidden beside those left out.
    pub hidden: usize,
    /// The weight of both, left out and hidden.
    pub cost: f64,
}

/// The refusal of the first crossing that is too fine.
pub(super) fn too_fine(ground: &Ground<'_>) -> Option<Refusal> {
    let frame = ground.frame;
    let mut families: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at_cell, cell) in frame.cells.iter().enumerate() {
        for family in &cell.families {
            families.entry(family).or_default().push(at_cell);
        }
    }
    let small: BTreeSet<usize> = ground
        .targets
        .iter()
        .filter_map(|target| match target.who {
            Who::Small(cell) => Some(cell),
            _ => None,
        })
        .collect();
    families.into_iter().find_map(|(family, cells)| {
        let few = cells.iter().filter(|cell| small.contains(cell)).count();
        let limit = usize::try_from(ground.rules.finest).unwrap_or(usize::MAX);
        let is_too_fine = few * 100 > limit.saturating_mul(cells.len()) && is_crossing(ground, family, &cells);
        is_too_fine.then(|| Refusal::TooFine {
            family: family.to_owned(),
            small: few,
            groups: cells.len(),
            designs: designs(ground, family, cells),
        })
    })
}

/// Do most of its cells lie in cells of two other families, neither of which lies in the other?
fn is_crossing(ground: &Ground<'_>, family: &str, cells: &[usize]) -> bool {
    let frame = ground.frame;
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); frame.cells.len()];
    for (outer, inside) in ground.search.inside.iter().enumerate() {
        for inner in inside {
            if let Some(own) = around.get_mut(*inner) {
                own.push(outer);
            }
        }
    }
    let is_apart = |one: usize, other: usize| {
        let of = |cell: usize| frame.cells.get(cell).map(|cell| &cell.families);
        let are_others = of(one) != of(other)
            && [one, other]
                .iter()
                .all(|cell| of(*cell).is_some_and(|own| !own.contains(family)));
        are_others
            && !list(&ground.search.inside, one).contains(&other)
            && !list(&ground.search.inside, other).contains(&one)
    };
    let crosses = |cell: &usize| {
        let outer = list(&around, *cell);
        outer.iter().any(|one| outer.iter().any(|other| is_apart(*one, *other)))
    };
    cells.iter().filter(|cell| crosses(cell)).count() * 2 > cells.len()
}

/// Without the finest groups of the family, without the two finest levels, and so on.
fn designs(ground: &Ground<'_>, family: &str, mut cells: Vec<usize>) -> Vec<Design> {
    let mut dropped: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    while !cells.is_empty() {
        let (finest, coarser): (Vec<usize>, Vec<usize>) = cells.iter().partition(|cell| {
            !list(&ground.search.inside, **cell)
                .iter()
                .any(|inner| cells.contains(inner))
        });
        cells = coarser;
        let groups = finest.iter().filter_map(|cell| ground.frame.cells.get(*cell));
        dropped.extend(groups.flat_map(|cell| &cell.groups).copied().filter(|group| {
            let found = ground.table.groups().get(*group);
            found.is_some_and(|group| group.family == family)
        }));
        found.extend(design(ground, &dropped));
    }
    found
}

fn design(ground: &Ground<'_>, dropped: &BTreeSet<usize>) -> Option<Design> {
    let table = ground.table.clone().without(dropped);
    // A design that is still too fine is one of those that come next.
    let protection = protect(&table, ground.rules).ok()?;
    let pattern = protection.release.pattern();
    let lost: f64 = dropped
        .iter()
        .filter_map(|group| {
            Some(weight(
                ground.table.groups().get(*group)?,
                ground.table.respondents(*group),
            ))
        })
        .sum();
    let hidden = pattern.hidden().count();
    Some(Design {
        dropped: dropped.iter().copied().collect(),
        shown: pattern.len() - hidden,
        hidden,
        cost: protection.cost + lost,
    })
}
