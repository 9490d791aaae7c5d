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
use crate::view::View;

/// Rounds after which cells once hidden stay hidden, and the cheapest pattern is no longer looked for.
const ROUNDS: usize = 200;

/// Which cells of a tree to show.
pub(crate) fn protect(ground: &Ground<'_>, plan: &Plan) -> Result<(Vec<bool>, bool), Refusal> {
    let mut cuts: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut is_cheapest = true;
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
        for one in failing {
            let cut = cut(ground, &shown, &one);
            let free: Vec<usize> = cut.into_iter().filter(|cell| at(&plan.is_free, *cell)).collect();
            if free.is_empty() {
                return Err(plan.unprotectable(ground, &one));
            }
            cuts.insert(free);
        }
    }
    Err(Refusal::Undecided)
}

/// The shown cells around the classes a target lies in. As long as all of them are shown, it fails.
fn cut(ground: &Ground<'_>, shown: &[bool], failing: &Failing) -> BTreeSet<usize> {
    let mut cut = BTreeSet::new();
    let Some(system) = ground.systems.get(failing.goal.system) else {
        return cut;
    };
    let view = View::new(system, shown);
    for class in view.classes_of(&failing.target.columns) {
        let Some(column) = view.class(class).first() else {
            continue;
        };
        let variable = system.variable(*column, failing.goal.category);
        let mut around: Vec<(usize, usize, bool)> = view
            .rows_at(variable)
            .filter_map(|(_, row)| Some((row.variables.len(), row.cell?, row.down > 0 || row.up > 0)))
            .collect();
        around.sort_unstable();
        let Some((_, nearest, _)) = around.first() else {
            continue;
        };
        // Rounded figures leave room that figures farther out may take away again.
        if around.iter().any(|(_, _, is_rounded)| *is_rounded) {
            cut.extend(around.iter().map(|(_, cell, _)| *cell));
        }
        cut.insert(*nearest);
        cut.extend(outermost(ground, shown, *nearest));
    }
    cut
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
