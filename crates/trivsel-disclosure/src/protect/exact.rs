//! Makes a pattern cheaper: shows again what need not be hidden, and in small tables finds the cheapest pattern of all.

use std::collections::BTreeSet;

use super::Plan;
use super::cover::{cost, cover};
use super::failing::{self, Failing};
use crate::frame::at;
use crate::ground::Ground;

/// Tries to show each hidden cell again, the dearest first. How many are tried is limited, so that time is.
pub(crate) fn clean_up(ground: &Ground<'_>, plan: &Plan, shown: &mut [bool], tries: usize) {
    let mut hidden: Vec<usize> = plan.hidden(shown).into_iter().collect();
    hidden.sort_by(|one, other| {
        at(&plan.weights, *other)
            .total_cmp(&at(&plan.weights, *one))
            .then(one.cmp(other))
    });
    for cell in hidden.into_iter().take(tries) {
        set(shown, cell, true);
        if !failing::is_none(ground, shown, cell) {
            set(shown, cell, false);
        }
    }
}

/// The cheapest pattern: whatever fails names figures that cannot all be shown, the cheapest cells that settle all of these are hidden,
/// and so on until nothing fails, or until nothing cheaper than what is known can be had. None when the steps run out.
pub(crate) fn cheapest(ground: &Ground<'_>, plan: &Plan, known: &[bool]) -> Option<Vec<bool>> {
    let steps = ground.rules.effort.steps;
    let mut tests = steps / 10;
    let known_cost = cost(&plan.hidden(known), &plan.weights);
    let mut cuts: BTreeSet<Vec<usize>> = BTreeSet::new();
    loop {
        let choice = cover(&cuts, &plan.weights, steps);
        if !choice.is_cheapest {
            return None;
        }
        if cost(&choice.cells, &plan.weights) >= known_cost - 1e-9 {
            return Some(known.to_vec());
        }
        let shown: Vec<bool> = (0..plan.shown.len())
            .map(|cell| at(&plan.shown, cell) && !choice.cells.contains(&cell))
            .collect();
        let failing = failing::all(ground, &shown).ok()?;
        if failing.is_empty() {
            return Some(shown);
        }
        let mut settled: BTreeSet<usize> = BTreeSet::new();
        for one in failing {
            let core = core(ground, plan, &shown, &one, &settled, &mut tests)?;
            if let Some(core) = core {
                settled.extend(core.iter().copied());
                cuts.insert(core.into_iter().collect());
            }
        }
    }
}

/// A smallest set of shown cells with which the target fails; none when it does not fail once those already named are hidden.
fn core(
    ground: &Ground<'_>,
    plan: &Plan,
    shown: &[bool],
    failing: &Failing,
    settled: &BTreeSet<usize>,
    tests: &mut usize,
) -> Option<Option<BTreeSet<usize>>> {
    let mut fails = |cells: &BTreeSet<usize>| -> Option<bool> {
        *tests = tests.checked_sub(1)?;
        let shown: Vec<bool> = (0..shown.len())
            .map(|cell| at(shown, cell) && (cells.contains(&cell) || !at(&plan.is_free, cell)))
            .collect();
        Some(failing.fails(ground, &shown))
    };
    let mut cells: BTreeSet<usize> = (0..shown.len())
        .filter(|cell| at(shown, *cell) && at(&plan.is_free, *cell) && !settled.contains(cell))
        .collect();
    if !fails(&cells)? {
        return Some(None);
    }
    // Halves, quarters, … are left out as long as it still fails without them.
    let mut size = cells.len().div_ceil(2);
    loop {
        let all: Vec<usize> = cells.iter().copied().collect();
        for part in all.chunks(size.max(1)) {
            let without: BTreeSet<usize> = cells.iter().copied().filter(|cell| !part.contains(cell)).collect();
            if fails(&without)? {
                cells = without;
            }
        }
        if size <= 1 {
            return Some(Some(cells));
        }
        size /= 2;
    }
}

fn set(shown: &mut [bool], cell: usize, is_shown: bool) {
    if let Some(place) = shown.get_mut(cell) {
        *place = is_shown;
    }
}
