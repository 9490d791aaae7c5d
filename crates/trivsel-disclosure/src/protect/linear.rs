//! Groups that cross: for each target that fails, a linear program says which cells are cheapest to hide.
//!
//! The program asks for a change of the table that moves the target far enough, and pays for each shown figure it would be seen in, by
//! the figure's weight and by how far it moves. The figures it is seen in are hidden; the change itself is then a witness. Looked for
//! near the target first, and farther out only where that costs less.

use std::collections::{BTreeMap, BTreeSet};

use super::failing::{self, Failing};
use super::kept::Kept;
use super::{Plan, Refusal};
use crate::frame::at;
use crate::ground::{Ground, Way};
use crate::linear::{Program, real};
use crate::view::{Aim, View};

/// How many growing surroundings are compared.
const SURROUNDINGS: usize = 3;

/// Which cells to show so that nothing fails.
pub(crate) fn protect(ground: &Ground<'_>, plan: &Plan, kept: &mut Kept) -> Result<Vec<bool>, Refusal> {
    protect_from(ground, plan, plan.shown.clone(), kept)
}

/// The same where some cells are hidden already.
pub(crate) fn protect_from(
    ground: &Ground<'_>,
    plan: &Plan,
    mut shown: Vec<bool>,
    kept: &mut Kept,
) -> Result<Vec<bool>, Refusal> {
    loop {
        let before = shown.clone();
        for system in 0..ground.systems.len() {
            settle_system(ground, plan, &mut shown, system, kept)?;
        }
        let anything = ground.systems.last().ok_or(Refusal::Undecided)?;
        let mut view = View::new(anything, &shown);
        for one in failing::derived(ground, &shown, ground.steps()).map_err(|_| Refusal::Undecided)? {
            settle(ground, plan, &mut shown, &mut view, &one)?;
        }
        if shown == before {
            return Ok(shown);
        }
    }
}

/// Settles every target of the table in one system.
fn settle_system(
    ground: &Ground<'_>,
    plan: &Plan,
    shown: &mut [bool],
    number: usize,
    kept: &mut Kept,
) -> Result<(), Refusal> {
    let Some(system) = ground.systems.get(number) else {
        return Ok(());
    };
    let mut view = View::new(system, shown);
    let remainders = ground.uniform_remainders(shown);
    for target in ground.targets.iter().chain(&remainders) {
        for goal in target.goals.iter().filter(|goal| goal.system == number) {
            for way in Way::BOTH {
                let aim = Aim {
                    columns: &target.columns,
                    category: goal.category,
                    by: way.of(*goal),
                };
                // What is hidden besides gives nothing away, so what was found once need not be looked for again.
                let key = Kept::key(target, *goal, way);
                if aim.by == 0 || kept.get(&key).is_some() {
                    continue;
                }
                if let Some(change) = ground.search.find(&view, aim, &target.known) {
                    kept.add(key, change);
                    continue;
                }
                let failing = Failing {
                    target: target.clone(),
                    goal: *goal,
                    way,
                };
                settle(ground, plan, shown, &mut view, &failing)?;
            }
        }
    }
    Ok(())
}

/// Hides the cheapest cells that settle one target, in the view of its system as well.
fn settle(
    ground: &Ground<'_>,
    plan: &Plan,
    shown: &mut [bool],
    view: &mut View<'_>,
    failing: &Failing,
) -> Result<(), Refusal> {
    let refusal = || plan.unprotectable(ground, failing);
    let everything: Vec<usize> = (0..ground.frame.columns.len()).collect();
    let near = ground.search.surroundings(&failing.target.columns);
    let mut cheapest: Option<(f64, BTreeSet<usize>)> = None;
    for columns in near.into_iter().take(SURROUNDINGS) {
        let found = cheapest_cells(plan, view, failing, &columns);
        if let Some(found) = found
            && cheapest.as_ref().is_none_or(|(cost, _)| found.0 < *cost)
        {
            cheapest = Some(found);
        }
    }
    let (_, mut cells) = match cheapest {
        Some(found) => found,
        None => cheapest_cells(plan, view, failing, &everything).ok_or_else(refusal)?,
    };
    if cells.is_empty() {
        // The program moves the target unseen, and no whole-number table that does was found: hide what is nearest.
        cells.insert(nearest(ground, plan, shown, failing).ok_or_else(refusal)?);
    }
    for cell in &cells {
        if let Some(place) = shown.get_mut(*cell) {
            *place = false;
        }
    }
    view.turn(&cells, false);
    Ok(())
}

/// The lightest shown cell that touches the target.
fn nearest(ground: &Ground<'_>, plan: &Plan, shown: &[bool], failing: &Failing) -> Option<usize> {
    let touches = |cell: &usize| {
        let found = ground.frame.cells.get(*cell);
        found.is_some_and(|cell| {
            failing
                .target
                .columns
                .iter()
                .any(|column| cell.columns.binary_search(column).is_ok())
        })
    };
    (0..shown.len())
        .filter(|cell| at(shown, *cell) && at(&plan.is_free, *cell) && touches(cell))
        .min_by(|one, other| at(&plan.weights, *one).total_cmp(&at(&plan.weights, *other)))
}

/// Shown figures that are the same sum as far as these columns go: they are seen or not seen together.
#[derive(Default)]
struct Bundle {
    cells: BTreeSet<usize>,
    /// The terms of each category's sum, with how far it may move unseen.
    sums: BTreeMap<Vec<usize>, (i64, i64)>,
    /// Does it hold a figure that cannot be hidden?
    is_fixed: bool,
}

/// The cells to hide so that the target can move, by changes of these columns only, and what they cost.
fn cheapest_cells(
    plan: &Plan,
    view: &View<'_>,
    failing: &Failing,
    columns: &[usize],
) -> Option<(f64, BTreeSet<usize>)> {
    let system = view.system;
    let mut program = Program::default();
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for column in columns.iter().filter(|column| !failing.target.known.contains(column)) {
        for category in 0..system.categories {
            let variable = system.variable(*column, category);
            let (down, up) = (real(system.room(variable, -1)), real(system.room(variable, 1)));
            numbers.insert(variable, program.variable(-down, up, 0.0));
        }
    }
    let aimed: Option<Vec<(usize, f64)>> = system
        .variables(&failing.target.columns, failing.goal.category)
        .iter()
        .map(|variable| Some((*numbers.get(variable)?, 1.0)))
        .collect();
    let by = real(failing.way.of(failing.goal));
    program.row(aimed?, by, by);
    let mut prices: Vec<(usize, BTreeSet<usize>)> = Vec::new();
    for bundle in bundles(plan, view, &numbers) {
        let price: f64 = bundle.cells.iter().map(|cell| at(&plan.weights, *cell)).sum();
        let moved = (!bundle.is_fixed).then(|| program.variable(0.0, f64::INFINITY, price.max(1e-6)));
        for (terms, (down, up)) in &bundle.sums {
            let terms: Vec<(usize, f64)> = terms.iter().map(|number| (*number, 1.0)).collect();
            match moved {
                None => program.row(terms, -real(*down), real(*up)),
                Some(moved) => {
                    let with = |factor: f64| terms.iter().copied().chain(std::iter::once((moved, factor))).collect();
                    program.row(with(-1.0), f64::NEG_INFINITY, real(*up));
                    program.row(with(1.0), -real(*down), f64::INFINITY);
                }
            }
        }
        if let Some(moved) = moved {
            prices.push((moved, bundle.cells));
        }
    }
    let values = program.solve()?;
    let cells: BTreeSet<usize> = prices
        .into_iter()
        .filter(|(moved, _)| values.get(*moved).is_some_and(|value| *value > 1e-6))
        .flat_map(|(_, cells)| cells)
        .collect();
    Some((super::cover::cost(&cells, &plan.weights), cells))
}

fn bundles(plan: &Plan, view: &View<'_>, numbers: &BTreeMap<usize, usize>) -> Vec<Bundle> {
    let categories = view.system.categories;
    let mut terms: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut rows = BTreeMap::new();
    for (variable, number) in numbers {
        for (at, row) in view.rows_at(*variable) {
            terms.entry(at).or_default().push(*number);
            rows.insert(at, row);
        }
    }
    let mut found: BTreeMap<(bool, Vec<usize>), Bundle> = BTreeMap::new();
    for (at_row, terms) in terms {
        let Some(row) = rows.get(&at_row) else { continue };
        // Categories of one cell are columns of one set: the set of the first says which.
        let set: BTreeSet<usize> = terms.iter().map(|number| number / categories).collect();
        let bundle = found.entry((row.is_whole, set.into_iter().collect())).or_default();
        let narrowest = bundle.sums.entry(terms).or_insert((i64::MAX, i64::MAX));
        *narrowest = (narrowest.0.min(row.down), narrowest.1.min(row.up));
        match row.cell {
            Some(cell) if at(&plan.is_free, cell) => {
                bundle.cells.insert(cell);
            }
            _ => bundle.is_fixed = true,
        }
    }
    found.into_values().collect()
}
