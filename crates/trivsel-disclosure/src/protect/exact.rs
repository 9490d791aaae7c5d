//! Makes a pattern cheaper: shows again what need not be hidden, and in small tables finds the cheapest pattern of all.

use std::collections::BTreeSet;

use super::Plan;
use super::cover::{cost, cover};
use super::failing::{self, Failing};
use super::kept::Kept;
use super::linear;
use crate::frame::at;
use crate::ground::Ground;
use crate::view::View;

mod proof;

/// Tries to show each hidden cell again, the dearest first. How many are tried is limited, so that time is.
pub(crate) fn clean_up(ground: &Ground<'_>, plan: &Plan, shown: &mut [bool], tries: usize, kept: &mut Kept) {
    let mut hidden: Vec<usize> = plan.hidden(shown).into_iter().collect();
    hidden.sort_by(|one, other| {
        at(&plan.weights, *other)
            .total_cmp(&at(&plan.weights, *one))
            .then(one.cmp(other))
    });
    let mut views = ground.views(shown);
    for cell in hidden.into_iter().take(tries) {
        turn(shown, &mut views, cell, true);
        match failing::found_again(ground, &views, shown, cell, kept) {
            Some(found) => found.into_iter().for_each(|(key, change)| kept.add(key, change)),
            None => turn(shown, &mut views, cell, false),
        }
    }
}

fn turn(shown: &mut [bool], views: &mut [View<'_>], cell: usize, is_shown: bool) {
    set(shown, cell, is_shown);
    let cells = BTreeSet::from([cell]);
    views.iter_mut().for_each(|view| view.turn(&cells, is_shown));
}

/// What the search for the cheapest pattern came to.
#[derive(Debug)]
pub(crate) struct Cheapest {
    /// A pattern cheaper than the one that was known; none where none was found.
    pub(crate) shown: Option<Vec<bool>>,
    /// Is it certain that no pattern is cheaper than that one, or than the known one?
    pub(crate) is_proven: bool,
}

/// Looks for the cheapest pattern: whatever fails names figures that cannot all be shown, the cheapest cells that settle all of these are
/// hidden, and so on until nothing fails, or until nothing cheaper than what is known can be had.
///
/// That a target fails means that the search found no table, and the search may miss one. So what it names is a guess unless `proof`
/// bears it out, and only what is borne out counts when the least cost is told. The steps run out sooner or later; more of them go on
/// from where fewer stop, so they never make it worse.
pub(crate) fn cheapest(ground: &Ground<'_>, plan: &Plan, known: &[bool], nothing_found: &Kept) -> Cheapest {
    let steps = ground.rules.effort.steps;
    let mut search = CutSearch {
        ground,
        plan,
        tests: steps / 10,
        proven: BTreeSet::new(),
        guessed: BTreeSet::new(),
    };
    let mut least = cost(&plan.hidden(known), &plan.weights);
    let mut found = None;
    for round in 1_usize.. {
        let cuts = search.proven.union(&search.guessed).cloned().collect();
        let choice = cover(&cuts, &plan.weights, steps);
        let price = cost(&choice.cells, &plan.weights);
        if !choice.is_cheapest || price >= least - 1e-9 {
            break;
        }
        let shown: Vec<bool> = (0..plan.shown.len())
            .map(|cell| at(&plan.shown, cell) && !choice.cells.contains(&cell))
            .collect();
        let Ok(failing) = failing::all(ground, &shown) else {
            break;
        };
        if failing.is_empty() {
            least = price;
            found = Some(shown);
            break;
        }
        // What settles all cuts so far is a good beginning for the linear programs, better than none. At the same rounds however many
        // steps there are.
        if round > 1 && round.is_power_of_two() {
            let mut kept = nothing_found.clone();
            if let Ok(mut whole) = linear::protect_from(ground, plan, shown.clone(), &mut kept) {
                clean_up(ground, plan, &mut whole, usize::MAX, &mut kept);
                let price = cost(&plan.hidden(&whole), &plan.weights);
                if price < least - 1e-9 {
                    least = price;
                    found = Some(whole);
                }
            }
        }
        if search.add_cuts(&shown, &failing).is_none() {
            break;
        }
    }
    let bound = cover(&search.proven, &plan.weights, steps);
    Cheapest {
        shown: found,
        is_proven: bound.is_cheapest && cost(&bound.cells, &plan.weights) >= least - 1e-9,
    }
}

/// Cuts on the way to the cheapest pattern.
struct CutSearch<'a, 't> {
    ground: &'a Ground<'t>,
    plan: &'a Plan,
    /// How many more tests may be made.
    tests: usize,
    /// Cells that cannot all be shown, whatever else is.
    proven: BTreeSet<Vec<usize>>,
    /// Cells with which no other table was found.
    guessed: BTreeSet<Vec<usize>>,
}

impl CutSearch<'_, '_> {
    /// A cut for each target that fails and is not settled by those before it; guesses only where nothing else is left. None when no
    /// cut is found, or the tests run out.
    fn add_cuts(&mut self, shown: &[bool], failing: &[Failing]) -> Option<()> {
        let mut shown_still = shown.to_vec();
        let mut is_new = false;
        for one in failing {
            let Some(cut) = proof::cut(self.ground, self.plan, &shown_still, one, &mut self.tests)? else {
                continue;
            };
            cut.iter().for_each(|cell| set(&mut shown_still, *cell, false));
            is_new |= self.proven.insert(cut.into_iter().collect());
        }
        if is_new {
            return Some(());
        }
        let mut settled: BTreeSet<usize> = BTreeSet::new();
        for one in failing {
            if let Some(core) = core(self.ground, self.plan, shown, one, &settled, &mut self.tests)? {
                settled.extend(core.iter().copied());
                is_new |= self.guessed.insert(core.into_iter().collect());
            }
        }
        is_new.then_some(())
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
