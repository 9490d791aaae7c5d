//! A tree of groups: no linear programs.
//!
//! What shown groups leave of one another are disjoint classes, and all an attacker can work out are unions of them. A class that does
//! not protect stays what it is as long as the groups around it are shown: its parent and the shown groups just inside. One of those
//! must be hidden. These are the cuts; the cheapest cells that settle all of them are hidden, what then fails gives new cuts, and so
//! on. When nothing fails any more, no pattern is cheaper, because each must settle these cuts.

use std::collections::BTreeSet;

use super::cover::cover;
use super::failing::{self, Failing};
use super::{Plan, Refusal};
use crate::frame::{at, list};
use crate::ground::Ground;
use crate::system::System;
use crate::view::View;

/// Rounds after which cells once hidden stay hidden, and the cheapest pattern is no longer looked for.
const ROUNDS: usize = 200;

/// Which cells of a tree to show.
pub(crate) fn protect(ground: &Ground<'_>, plan: &Plan) -> Result<(Vec<bool>, bool), Refusal> {
    let mut cuts: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut is_cheapest = true;
    let banded: Vec<BTreeSet<usize>> = ground.systems.iter().map(|system| banded(ground, system)).collect();
    for round in 0.. {
        let choice = cover(&cuts, &plan.weights, ground.rules.effort.steps);
        is_cheapest &= choice.is_cheapest;
        if round > ROUNDS {
            kept.extend(choice.cells.iter().copied());
            is_cheapest = false;
        }
        let is_hidden = |cell: usize| choice.cells.contains(&cell) || kept.contains(&cell);
        let shown: Vec<bool> = (0..plan.shown.len())
            .map(|cell| at(&plan.shown, cell) && !is_hidden(cell))
            .collect();
        let failing = failing::all(ground, &shown).map_err(|_| Refusal::Undecided)?;
        if failing.is_empty() {
            return Ok((shown, is_cheapest));
        }
        let views = ground.views(&shown);
        for one in failing {
            let around = views.get(one.goal.system).zip(banded.get(one.goal.system));
            let cut = around
                .map(|(view, banded)| cut(ground, &shown, view, banded, &one))
                .unwrap_or_default();
            let free: Vec<usize> = cut.into_iter().filter(|cell| at(&plan.is_free, *cell)).collect();
            if free.is_empty() {
                return Err(plan.unprotectable(ground, &one));
            }
            cuts.insert(free);
        }
    }
    Err(Refusal::Undecided)
}

/// The shown cells around the classes a target lies in. As long as all of them are shown, it fails. A figure that is shown in a band, or pooled, lets
/// the class on its one side trade with the class on its other, so the cells around that one count as well.
fn cut(
    ground: &Ground<'_>,
    shown: &[bool],
    view: &View<'_>,
    banded: &BTreeSet<usize>,
    failing: &Failing,
) -> BTreeSet<usize> {
    let mut cut = BTreeSet::new();
    let mut waiting: Vec<usize> = view
        .classes_of(&failing.target.columns)
        .into_iter()
        .filter_map(|class| nearest(ground, shown, view.class(class)))
        .collect();
    let mut seen: BTreeSet<usize> = waiting.iter().copied().collect();
    while let Some(cell) = waiting.pop() {
        let children = outermost(ground, shown, cell);
        let columns = ground.frame.cells.get(cell).map(|cell| cell.columns.as_slice());
        let parent = nearest_around(ground, shown, cell, columns.unwrap_or_default());
        let beyond = parent.filter(|_| banded.contains(&cell));
        let within = children.iter().copied().filter(|child| banded.contains(child));
        waiting.extend(within.chain(beyond).filter(|next| seen.insert(*next)));
        cut.insert(cell);
        cut.extend(children);
    }
    cut
}

/// The cells that are shown in a band, or pooled, if they are shown.
fn banded(ground: &Ground<'_>, system: &System) -> BTreeSet<usize> {
    let rows = system.rows.iter().filter_map(|row| Some((row, row.cell?)));
    rows.filter(|(row, cell)| !row.is_plain(&ground.frame.cells, *cell))
        .map(|(_, cell)| cell)
        .collect()
}

/// The smallest shown cell that holds some columns.
fn nearest(ground: &Ground<'_>, shown: &[bool], columns: &[usize]) -> Option<usize> {
    nearest_around(ground, shown, usize::MAX, columns)
}

/// The same, other than one cell.
fn nearest_around(ground: &Ground<'_>, shown: &[bool], other_than: usize, columns: &[usize]) -> Option<usize> {
    let first = columns.first()?;
    list(&ground.search.cells_of, *first)
        .iter()
        .copied()
        .filter(|cell| *cell != other_than && at(shown, *cell))
        .filter_map(|cell| Some((ground.frame.cells.get(cell)?.columns.len(), cell)))
        .filter(|(size, _)| *size >= columns.len())
        .min()
        .map(|(_, cell)| cell)
}

/// The shown cells inside a cell that lie inside no other of them.
pub(crate) fn outermost(ground: &Ground<'_>, shown: &[bool], cell: usize) -> Vec<usize> {
    let inside = |cell: usize| {
        list(&ground.search.inside, cell)
            .iter()
            .copied()
            .filter(|other| at(shown, *other))
    };
    let deeper: BTreeSet<usize> = inside(cell).flat_map(inside).collect();
    inside(cell).filter(|other| !deeper.contains(other)).collect()
}
