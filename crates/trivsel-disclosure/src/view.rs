//! A system as it looks when some cells are shown, and other tables that would look the same.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::frame::{Frame, at, list};
use crate::remainder::remainders;
use crate::system::{Change, Row, System};

mod trade;

use trade::Trade;

/// A system with the cells that are shown.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    pub(crate) system: &'a System,
    is_active: Vec<bool>,
    /// Columns that the same shown sums contain.
    class_of: Vec<usize>,
    classes: Vec<Vec<usize>>,
    /// The class of the columns that just these shown sums contain.
    class_by_sums: BTreeMap<Vec<usize>, usize>,
    pieces: OnceCell<Pieces>,
}

/// Columns that hang together through shown sums, once everything that is known exactly is taken out of what surrounds it.
#[derive(Clone, Debug)]
pub(crate) struct Pieces {
    piece_of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Pieces {
    fn of(width: usize, sets: &[Vec<usize>]) -> Self {
        let mut parent: Vec<usize> = (0..width).collect();
        let root = |parent: &[usize], mut column: usize| {
            while at(parent, column) != column {
                column = at(parent, column);
            }
            column
        };
        for set in sets {
            for (one, next) in set.iter().zip(set.iter().skip(1)) {
                let (one, next) = (root(&parent, *one), root(&parent, *next));
                if let Some(place) = parent.get_mut(one.max(next)) {
                    *place = one.min(next);
                }
            }
        }
        let piece_of: Vec<usize> = (0..width).map(|column| root(&parent, column)).collect();
        let mut members = vec![Vec::new(); width];
        for (column, piece) in piece_of.iter().enumerate() {
            if let Some(own) = members.get_mut(*piece) {
                own.push(column);
            }
        }
        Self { piece_of, members }
    }

    /// The columns of the same piece.
    pub(crate) fn around(&self, column: usize) -> &[usize] {
        list(&self.members, at(&self.piece_of, column))
    }
}

/// A sum that could be larger or smaller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aim<'a> {
    /// The columns of the sum, in order.
    pub(crate) columns: &'a [usize],
    pub(crate) category: usize,
    /// By how much: more than zero, or less.
    pub(crate) by: i64,
}

impl<'a> View<'a> {
    pub(crate) fn new(system: &'a System, shown: &[bool]) -> Self {
        let is_active: Vec<bool> = system
            .rows
            .iter()
            .map(|row| row.cell.is_none_or(|cell| at(shown, cell)))
            .collect();
        let mut view = Self {
            system,
            is_active,
            class_of: Vec::with_capacity(system.people.len()),
            classes: Vec::new(),
            class_by_sums: BTreeMap::new(),
            pieces: OnceCell::new(),
        };
        for column in 0..system.people.len() {
            let class = view.join(column);
            view.class_of.push(class);
        }
        view
    }

    /// The same with some cells hidden, or shown, that were not. Only what these contain is looked at again: an organisation has as many
    /// cells to decide about as it is large.
    pub(crate) fn turn(&mut self, cells: &BTreeSet<usize>, is_shown: bool) {
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        for (row, is_active) in self.system.rows.iter().zip(&mut self.is_active) {
            if *is_active != is_shown && row.cell.is_some_and(|cell| cells.contains(&cell)) {
                *is_active = is_shown;
                touched.extend(row.variables.iter().map(|variable| variable / self.system.categories));
            }
        }
        for column in touched {
            if let Some(old) = self.classes.get_mut(at(&self.class_of, column)) {
                old.retain(|other| *other != column);
            }
            let class = self.join(column);
            if let Some(place) = self.class_of.get_mut(column) {
                *place = class;
            }
        }
        self.pieces = OnceCell::new();
    }

    /// Puts a column into the class of those in the same shown sums; which that is.
    fn join(&mut self, column: usize) -> usize {
        let system = self.system;
        let sums: Vec<usize> = (0..system.categories)
            .flat_map(|category| list(&system.rows_of, system.variable(column, category)))
            .copied()
            .filter(|row| at(&self.is_active, *row) && system.rows.get(*row).is_some_and(|row| !row.is_whole))
            .collect();
        let classes = &mut self.classes;
        let class = *self.class_by_sums.entry(sums).or_insert_with(|| {
            classes.push(Vec::new());
            classes.len() - 1
        });
        if let Some(members) = classes.get_mut(class)
            && let Err(place) = members.binary_search(&column)
        {
            members.insert(place, column);
        }
        class
    }

    /// The pieces the columns fall into.
    pub(crate) fn pieces(&self, frame: &Frame, inside: &[Vec<usize>]) -> &Pieces {
        self.pieces.get_or_init(|| {
            let cells = frame.cells.len();
            let (mut is_shown, mut is_exact) = (vec![false; cells], vec![true; cells]);
            let mut sets = Vec::new();
            for (number, row) in self.system.rows.iter().enumerate() {
                if !at(&self.is_active, number) || row.is_whole {
                    continue;
                }
                let Some(cell) = row.cell else {
                    sets.push(
                        row.variables
                            .iter()
                            .map(|variable| variable / self.system.categories)
                            .collect(),
                    );
                    continue;
                };
                if let (Some(shown), Some(exact)) = (is_shown.get_mut(cell), is_exact.get_mut(cell)) {
                    *shown = true;
                    *exact &= row.is_plain(&frame.cells, cell);
                }
            }
            sets.extend(remainders(frame, inside, &is_shown, &is_exact));
            Pieces::of(self.system.people.len(), &sets)
        })
    }

    /// The shown sums a variable is part of.
    pub(crate) fn rows_at(&self, variable: usize) -> impl Iterator<Item = (usize, &'a Row)> + '_ {
        list(&self.system.rows_of, variable)
            .iter()
            .filter(|row| at(&self.is_active, **row))
            .filter_map(|row| Some((*row, self.system.rows.get(*row)?)))
    }

    /// The classes that hold any of these columns.
    pub(crate) fn classes_of(&self, columns: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = columns.iter().map(|column| at(&self.class_of, *column)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The columns of a class.
    pub(crate) fn class(&self, class: usize) -> &[usize] {
        list(&self.classes, class)
    }

    /// Would the changed table look the same, and could it be?
    pub(crate) fn admits(&self, change: &Change) -> bool {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for (variable, by) in change {
            if *by > self.system.room(*variable, 1) || -*by > self.system.room(*variable, -1) {
                return false;
            }
            for (row, _) in self.rows_at(*variable) {
                *sums.entry(row).or_default() += by;
            }
        }
        sums.iter().all(|(row, sum)| {
            let found = self.system.rows.get(*row);
            found.is_some_and(|row| (-row.down..=row.up).contains(sum))
        })
    }

    /// Would a change that is not seen so far be unseen still if a cell were shown as well?
    pub(crate) fn stays_unseen(&self, change: &Change, cell: usize) -> bool {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        for (variable, by) in change {
            for row in list(&self.system.rows_of, *variable) {
                if self.system.rows.get(*row).is_some_and(|row| row.cell == Some(cell)) {
                    *sums.entry(*row).or_default() += by;
                }
            }
        }
        sums.iter().all(|(row, sum)| {
            let found = self.system.rows.get(*row);
            found.is_some_and(|row| (-row.down..=row.up).contains(sum))
        })
    }

    /// Does the change bring about what is aimed at?
    pub(crate) fn reaches(&self, change: &Change, aim: Aim<'_>) -> bool {
        let sum: i64 = aim
            .columns
            .iter()
            .filter_map(|column| change.get(&self.system.variable(*column, aim.category)))
            .sum();
        sum.abs() >= aim.by.abs() && sum.signum() == aim.by.signum()
    }

    /// A change that comes as near the aim as moving between columns of one class can, and how much is left. Where the shown sums
    /// are a tree of exact figures, nothing can come nearer.
    pub(crate) fn trade(&self, aim: Aim<'_>) -> (Change, i64) {
        let mut trade = Trade {
            view: self,
            change: Change::new(),
        };
        let mut left = aim.by.abs();
        if self.system.categories > 1 {
            left -= trade.within_pools(aim, left);
        }
        for class in self.classes_of(aim.columns) {
            if left == 0 {
                break;
            }
            let (inside, outside): (Vec<usize>, Vec<usize>) = self
                .class(class)
                .iter()
                .partition(|column| aim.columns.binary_search(column).is_ok());
            left -= if self.system.categories == 1 {
                trade.within(&inside, &outside, aim, left)
            } else {
                trade.between(&inside, &outside, aim, left)
            };
        }
        if left > 0 && self.system.categories == 1 {
            left -= trade.within_rounding(aim, left);
        }
        (trade.change, left)
    }
}
