//! Looks for another table that would look the same and differ enough at one place.

use std::collections::{BTreeMap, BTreeSet};

use num_traits::ToPrimitive;

use crate::frame::{Frame, at, list};
use crate::linear::{Program, made_whole, real};
use crate::system::{Change, Row};
use crate::view::{Aim, View};

/// Around each place, how many columns a first look takes in.
const NEAR: usize = 250;

/// Looks, first by trading within classes, then by linear programs over growing surroundings.
#[derive(Clone, Debug)]
pub(crate) struct Search<'f> {
    frame: &'f Frame,
    pub(crate) cells_of: Vec<Vec<usize>>,
    pub(crate) inside: Vec<Vec<usize>>,
}

impl<'f> Search<'f> {
    pub(crate) fn new(frame: &'f Frame) -> Self {
        Self {
            frame,
            cells_of: frame.cells_of_columns(),
            inside: frame.inside(),
        }
    }

    /// A change that is aimed at and would not be seen; columns in `frozen` stay as they are. Checked in whole numbers.
    pub(crate) fn find(&self, view: &View<'_>, aim: Aim<'_>, frozen: &[usize]) -> Option<Change> {
        let is_right = |change: &Change| view.admits(change) && view.reaches(change, aim);
        if frozen.is_empty() {
            let (change, left) = view.trade(aim);
            if left == 0 && is_right(&change) {
                return Some(change);
            }
        }
        let within = |near: Vec<usize>| {
            let near: Vec<usize> = near.into_iter().filter(|column| !frozen.contains(column)).collect();
            by_program(view, aim, &near).filter(is_right)
        };
        // What hangs together is looked up only where the nearest surroundings are not enough: that takes the whole table.
        let mut near = self.surroundings(aim.columns).into_iter();
        if let Some(found) = near.next().and_then(within) {
            return Some(found);
        }
        let whole = self.component(view, aim.columns);
        let size = whole.len();
        near.filter(|near| near.len() < size)
            .chain(std::iter::once(whole))
            .find_map(within)
    }

    /// The farthest a sum can go in one direction, as far as a linear program can tell; rounded outwards.
    pub(crate) fn farthest(&self, view: &View<'_>, aim: Aim<'_>) -> Option<i64> {
        let near = self.component(view, aim.columns);
        let (values, variables) = solve(view, aim, &near, Wish::AsFarAsCanBe)?;
        let sum: f64 = aim
            .columns
            .iter()
            .filter_map(|column| variables.get(&view.system.variable(*column, aim.category)))
            .filter_map(|number| values.get(*number))
            .sum();
        (sum * real(aim.by.signum()) + 1e-6).floor().to_i64()
    }

    /// All columns that anything aimed at the given ones can concern.
    pub(crate) fn component(&self, view: &View<'_>, columns: &[usize]) -> Vec<usize> {
        let pieces = view.pieces(self.frame, &self.inside);
        let mut reached: BTreeSet<usize> = columns.iter().copied().collect();
        for column in columns {
            reached.extend(pieces.around(*column));
        }
        reached.into_iter().collect()
    }

    /// Growing sets of columns around some: the cells that contain them all and more, from the smallest.
    pub(crate) fn surroundings(&self, columns: &[usize]) -> Vec<Vec<usize>> {
        let around: Option<BTreeSet<usize>> = columns
            .iter()
            .map(|column| list(&self.cells_of, *column).iter().copied().collect())
            .reduce(|one: BTreeSet<usize>, other| one.intersection(&other).copied().collect());
        let mut cells: Vec<&[usize]> = around
            .into_iter()
            .flatten()
            .filter_map(|cell| self.frame.cells.get(cell))
            .map(|cell| cell.columns.as_slice())
            .filter(|around| around.len() > columns.len() && around.len() <= NEAR)
            .collect();
        cells.sort_by_key(|around| around.len());
        let mut found: Vec<Vec<usize>> = Vec::new();
        for around in cells {
            if found.last().is_none_or(|last| around.len() >= last.len() * 3 / 2) {
                found.push(around.to_vec());
            }
        }
        found
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    AsAimed,
    AsFarAsCanBe,
}

fn by_program(view: &View<'_>, aim: Aim<'_>, near: &[usize]) -> Option<Change> {
    let (values, variables) = solve(view, aim, near, Wish::AsAimed)?;
    let (whole, _) = made_whole(&values)?;
    let change = variables
        .into_iter()
        .map(|(variable, number)| (variable, at(&whole, number)))
        .filter(|(_, by)| *by != 0)
        .collect();
    Some(change)
}

/// The program over the columns near: values by number, and each variable's number.
fn solve(view: &View<'_>, aim: Aim<'_>, near: &[usize], wish: Wish) -> Option<(Vec<f64>, BTreeMap<usize, usize>)> {
    let system = view.system;
    let mut program = Program::default();
    let aimed: BTreeSet<usize> = system.variables(aim.columns, aim.category).into_iter().collect();
    let sign = real(aim.by.signum());
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for column in near {
        for category in 0..system.categories {
            let variable = system.variable(*column, category);
            let cost = match wish {
                Wish::AsFarAsCanBe if aimed.contains(&variable) => -sign,
                _ => 0.0,
            };
            let (down, up) = (real(system.room(variable, -1)), real(system.room(variable, 1)));
            numbers.insert(variable, program.variable(-down, up, cost));
        }
    }
    for (terms, row) in restricted(view, &numbers) {
        let terms = terms.into_iter().map(|number| (number, 1.0)).collect();
        program.row(terms, -real(row.down), real(row.up));
    }
    if wish == Wish::AsAimed {
        let terms: Vec<(usize, f64)> = aimed
            .iter()
            .filter_map(|variable| numbers.get(variable))
            .map(|number| (*number, 1.0))
            .collect();
        program.row(terms, real(aim.by), real(aim.by));
    }
    Some((program.solve()?, numbers))
}

/// The shown sums that touch these variables, each as far as it does; of those that then look alike, the narrowest.
fn restricted<'a>(view: &View<'a>, numbers: &BTreeMap<usize, usize>) -> Vec<(Vec<usize>, &'a Row)> {
    let mut touched: BTreeMap<usize, (Vec<usize>, &'a Row)> = BTreeMap::new();
    for (variable, number) in numbers {
        for (at, row) in view.rows_at(*variable) {
            touched.entry(at).or_insert_with(|| (Vec::new(), row)).0.push(*number);
        }
    }
    let mut narrowest: BTreeMap<Vec<usize>, &'a Row> = BTreeMap::new();
    let mut others = Vec::new();
    for (terms, row) in touched.into_values() {
        if row.down == 0 && row.up == 0 {
            narrowest.insert(terms, row);
        } else {
            others.push((terms, row));
        }
    }
    others.retain(|(terms, _)| !narrowest.contains_key(terms));
    narrowest.into_iter().chain(others).collect()
}
