//! Proof that shown cells give something away, whatever else is shown.
//!
//! A target moves by changes of the table that no shown figure gives away. Take any multiples of shown figures away from the target's
//! sum: what is left of each value times the room it has, with the room that the shown figures leave, is a bound on how far the target
//! moves, whatever the multiples are. So a solver proposes multiples, and the bound is reckoned afresh from them. If it lies under what
//! must stay open, the figures with a share in it cannot all be shown, in any pattern and to any search.

use std::collections::{BTreeMap, BTreeSet};

use crate::frame::{Frame, at};
use crate::ground::Ground;
use crate::linear::{Program, real};
use crate::multipliers;
use crate::protect::Plan;
use crate::protect::failing::Failing;
use crate::system::Row;
use crate::target::Who;
use crate::view::View;

/// How far under what is needed a bound must lie: sums are whole numbers, and multiples are not.
const SURELY: f64 = 1e-4;
/// What a share in a figure costs beside the bound, so that few figures have one.
const SPARSE: f64 = 1e-4;
/// No useful multiple is larger; without a limit those of exact figures, which cost nothing, could run away.
const LARGEST: f64 = 60.0;
/// Multiples are fractions of small numbers: so near to one in sixtieths, a share is taken to be that.
const NEAR: f64 = 1e-6;

/// Free cells that cannot all be shown beside what must be, because of this target: a smallest such set. None inside when that is not
/// proven of what is shown; none at all when the tests run out.
pub(super) fn cut(
    ground: &Ground<'_>,
    plan: &Plan,
    shown: &[bool],
    failing: &Failing,
    tests: &mut usize,
) -> Option<Option<BTreeSet<usize>>> {
    let mut given_away = |cells: &[bool]| -> Option<Option<BTreeSet<usize>>> {
        *tests = tests.checked_sub(1)?;
        Some(match failing.target.who {
            // Which remainders count depends on what else is shown.
            Who::UniformRemainder => None,
            Who::Derived => that_follow(ground, plan, cells, failing),
            _ => that_hold(ground, plan, cells, failing),
        })
    };
    let Some(mut cut) = given_away(shown)? else {
        return Some(None);
    };
    // The lightest first: what remains is dear to hide.
    let mut lightest: Vec<usize> = cut.iter().copied().collect();
    lightest.sort_by(|one, other| {
        at(&plan.weights, *one)
            .total_cmp(&at(&plan.weights, *other))
            .then(one.cmp(other))
    });
    for cell in lightest {
        if !cut.contains(&cell) {
            continue;
        }
        let is_kept = |other: usize| (cut.contains(&other) && other != cell) || !at(&plan.is_free, other);
        let fewer: Vec<bool> = (0..shown.len())
            .map(|other| at(shown, other) && is_kept(other))
            .collect();
        if let Some(smaller) = given_away(&fewer)? {
            cut = smaller;
        }
    }
    Some(Some(cut))
}

/// The free cells with a share in multiples that add up to a derived set: exact fractions.
fn that_follow(ground: &Ground<'_>, plan: &Plan, shown: &[bool], failing: &Failing) -> Option<BTreeSet<usize>> {
    let frame = ground.frame;
    let mut cells: Vec<usize> = (0..frame.cells.len()).filter(|cell| at(shown, *cell)).collect();
    // Small sets first: what surrounds them is then short.
    cells.sort_by_key(|cell| columns(frame, *cell).len());
    let sets: Vec<Vec<usize>> = cells
        .iter()
        .map(|cell| columns(frame, *cell).to_vec())
        .chain(frame.released.iter().cloned())
        .collect();
    let multiples = multipliers::solve(&sets, &failing.target.columns, &failing.target.known)?;
    let with_share = multiples.into_iter().filter_map(|(set, _)| cells.get(set).copied());
    Some(with_share.filter(|cell| at(&plan.is_free, *cell)).collect())
}

fn columns(frame: &Frame, cell: usize) -> &[usize] {
    frame
        .cells
        .get(cell)
        .map(|cell| cell.columns.as_slice())
        .unwrap_or_default()
}

/// The free cells with a share in multiples that bound a target under what it must be able to move by.
fn that_hold(ground: &Ground<'_>, plan: &Plan, shown: &[bool], failing: &Failing) -> Option<BTreeSet<usize>> {
    let system = ground.systems.get(failing.goal.system)?;
    let view = View::new(system, shown);
    let needed = real(failing.way.of(failing.goal).abs());
    let held = Held::new(&view, failing);
    let shares = held.shares(plan)?;
    if held.bound(&shares) > needed - SURELY {
        return None;
    }
    let with_share = held.rows.iter().zip(&shares).filter(|(_, share)| **share != 0.0);
    let cells = with_share.filter_map(|((row, _), _)| row.cell);
    Some(cells.filter(|cell| at(&plan.is_free, *cell)).collect())
}

/// A target and everything that may hold it.
struct Held<'a> {
    /// Each shown figure that can have a share, with its variables.
    rows: Vec<(&'a Row, Vec<usize>)>,
    /// How far each variable can go, downwards and upwards, and how much of it is in the target: so much, less, or none.
    rooms: Vec<(f64, f64)>,
    aims: Vec<f64>,
}

impl<'a> Held<'a> {
    fn new(view: &View<'a>, failing: &Failing) -> Self {
        let system = view.system;
        let is_known = |variable: usize| failing.target.known.contains(&(variable / system.categories));
        let aimed: BTreeSet<usize> = system
            .variables(&failing.target.columns, failing.goal.category)
            .into_iter()
            .collect();
        let sign = real(failing.way.of(failing.goal).signum());
        let room = |variable: usize| {
            if is_known(variable) {
                return (0.0, 0.0);
            }
            (real(system.room(variable, -1)), real(system.room(variable, 1)))
        };
        let aim = |variable: usize| if aimed.contains(&variable) { sign } else { 0.0 };
        let mut rows: BTreeMap<usize, (&'a Row, Vec<usize>)> = BTreeMap::new();
        for variable in 0..system.truth.len() {
            for (number, row) in view.rows_at(variable) {
                rows.entry(number).or_insert_with(|| (row, row.variables.clone()));
            }
        }
        Self {
            rows: rows.into_values().collect(),
            rooms: (0..system.truth.len()).map(room).collect(),
            aims: (0..system.truth.len()).map(aim).collect(),
        }
    }

    /// The multiples a solver proposes.
    fn shares(&self, plan: &Plan) -> Option<Vec<f64>> {
        let mut program = Program::default();
        let mut terms: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.rooms.len()];
        let mut pairs = Vec::new();
        for (row, variables) in &self.rows {
            // A light cell is cheap to hide, and says little of what must be.
            let weight = row.cell.filter(|cell| at(&plan.is_free, *cell)).map_or(0.0, |cell| {
                let weight = at(&plan.weights, cell);
                SPARSE / (0.1 + weight)
            });
            let up = program.variable(0.0, LARGEST, real(row.up) + weight);
            let down = program.variable(0.0, LARGEST, real(row.down) + weight);
            for variable in variables {
                if let Some(own) = terms.get_mut(*variable) {
                    own.extend([(up, 1.0), (down, -1.0)]);
                }
            }
            pairs.push((up, down));
        }
        for ((mut terms, (down, up)), aim) in terms.into_iter().zip(&self.rooms).zip(&self.aims) {
            let over = program.variable(0.0, f64::INFINITY, *up);
            let under = program.variable(0.0, f64::INFINITY, *down);
            terms.extend([(over, 1.0), (under, -1.0)]);
            program.row(terms, *aim, *aim);
        }
        let values = program.solve()?;
        let share = |(up, down): &(usize, usize)| {
            let share = (at(&values, *up) - at(&values, *down)) * 60.0;
            let near = share.round();
            (if (share - near).abs() < NEAR { near } else { share }) / 60.0
        };
        Some(pairs.iter().map(share).collect())
    }

    /// How far the target can move at most, by these multiples.
    fn bound(&self, shares: &[f64]) -> f64 {
        let mut left = self.aims.clone();
        let mut bound = 0.0;
        for ((row, variables), share) in self.rows.iter().zip(shares) {
            bound += share * if *share > 0.0 { real(row.up) } else { -real(row.down) };
            for variable in variables {
                if let Some(own) = left.get_mut(*variable) {
                    *own -= share;
                }
            }
        }
        let moved = left.iter().zip(&self.rooms);
        bound
            + moved
                .map(|(left, (down, up))| if *left > 0.0 { left * up } else { -left * down })
                .sum::<f64>()
    }
}
