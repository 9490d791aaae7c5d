//! Moving people and answers about where nothing that is shown tells: the quick way to another table.

use std::collections::BTreeMap;

use super::{Aim, View};
use crate::system::Change;

/// A change in the making.
pub(super) struct Trade<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) change: Change,
}

impl Trade<'_, '_> {
    fn room(&self, variable: usize, sign: i64) -> i64 {
        let used = self.change.get(&variable).copied().unwrap_or_default();
        self.view.system.room(variable, sign) - used * sign
    }

    fn add(&mut self, variable: usize, by: i64) {
        *self.change.entry(variable).or_default() += by;
    }

    /// The columns inside rise (or fall), those outside fall (or rise), by as much as both allow. Answers how much.
    pub(super) fn within(&mut self, inside: &[usize], outside: &[usize], aim: Aim<'_>, wanted: i64) -> i64 {
        let sign = aim.by.signum();
        let room =
            |columns: &[usize], sign: i64| -> i64 { columns.iter().map(|column| self.room(*column, sign)).sum() };
        let amount = wanted.min(room(inside, sign)).min(room(outside, -sign));
        self.spread(inside, amount, sign);
        self.spread(outside, amount, -sign);
        amount
    }

    fn spread(&mut self, variables: &[usize], mut amount: i64, sign: i64) {
        for variable in variables {
            let step = amount.min(self.room(*variable, sign));
            if step > 0 {
                self.add(*variable, step * sign);
                amount -= step;
            }
        }
    }

    /// Respondents inside change from another category to the one aimed at (or away from it), and as many outside the other way.
    pub(super) fn between(&mut self, inside: &[usize], outside: &[usize], aim: Aim<'_>, wanted: i64) -> i64 {
        let system = self.view.system;
        let mut done = 0;
        for other in (0..system.categories).filter(|other| *other != aim.category) {
            let (from, to) = if aim.by > 0 {
                (other, aim.category)
            } else {
                (aim.category, other)
            };
            let have = |columns: &[usize], category: usize| -> i64 {
                let room = |column: &usize| self.room(system.variable(*column, category), -1);
                columns.iter().map(room).sum()
            };
            let amount = (wanted - done).min(have(inside, from)).min(have(outside, to));
            self.switch(inside, from, to, amount);
            self.switch(outside, to, from, amount);
            done += amount;
        }
        done
    }

    fn switch(&mut self, columns: &[usize], from: usize, to: usize, mut amount: i64) {
        for column in columns {
            let (from, to) = (
                self.view.system.variable(*column, from),
                self.view.system.variable(*column, to),
            );
            let step = amount.min(self.room(from, -1));
            if step > 0 {
                self.add(from, -step);
                self.add(to, step);
                amount -= step;
            }
        }
    }

    /// Respondents change between categories that no shown sum around them tells apart.
    pub(super) fn within_pools(&mut self, aim: Aim<'_>, wanted: i64) -> i64 {
        let system = self.view.system;
        let around = |variable: usize| -> Vec<usize> {
            let rows = self.view.rows_at(variable).filter(|(_, row)| !row.is_whole);
            rows.map(|(number, _)| number).collect()
        };
        let mut moves = Vec::new();
        for column in aim.columns {
            let own = around(system.variable(*column, aim.category));
            let others = (0..system.categories).filter(|other| *other != aim.category);
            moves.extend(
                others
                    .filter(|other| around(system.variable(*column, *other)) == own)
                    .map(|other| (*column, other)),
            );
        }
        let mut done = 0;
        for (column, other) in moves {
            let (from, to) = if aim.by > 0 {
                (other, aim.category)
            } else {
                (aim.category, other)
            };
            let amount = (wanted - done).min(self.room(system.variable(column, from), -1));
            self.switch(&[column], from, to, amount);
            done += amount;
        }
        done
    }

    /// The columns aimed at change alone, by as much as the shown sums around them leave open.
    pub(super) fn within_rounding(&mut self, aim: Aim<'_>, wanted: i64) -> i64 {
        let view = self.view;
        let sign = aim.by.signum();
        let mut used: BTreeMap<usize, i64> = BTreeMap::new();
        let mut done = 0;
        for column in aim.columns {
            let open = view
                .rows_at(*column)
                .map(|(at, row)| {
                    (if sign > 0 { row.up } else { row.down }) - used.get(&at).copied().unwrap_or_default()
                })
                .min()
                .unwrap_or(wanted);
            let step = (wanted - done).min(self.room(*column, sign)).min(open);
            if step > 0 {
                self.add(*column, step * sign);
                done += step;
                for (at, _) in view.rows_at(*column) {
                    *used.entry(at).or_default() += step;
                }
            }
        }
        done
    }
}
