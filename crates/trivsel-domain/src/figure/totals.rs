//! Rows that are the sum of the rows below them: a unit's total that a report prints beside its parts. They are no people of their own,
//! and to count them again would let four people pass as eight.

use std::borrow::Cow;

use super::{Ground, place};
use crate::indicator::Observation;

/// How far two sums of the same numbers can lie apart by adding them in another order.
const CLOSE: f64 = 1e-6;

/// People, numerator and denominator together.
#[derive(Clone, Copy, Default)]
struct Sum {
    people: u64,
    numerator: f64,
    denominator: f64,
}

impl Sum {
    fn of(one: &Observation) -> Self {
        Self {
            people: u64::from(one.people),
            numerator: one.numerator,
            denominator: one.denominator,
        }
    }

    fn add(&mut self, more: Self) {
        self.people += more.people;
        self.numerator += more.numerator;
        self.denominator += more.denominator;
    }

    fn is_same(self, other: Self) -> bool {
        let is_close = |one: f64, other: f64| (one - other).abs() <= CLOSE * one.abs().max(other.abs()).max(1.0);
        self.people == other.people
            && is_close(self.numerator, other.numerator)
            && is_close(self.denominator, other.denominator)
    }

    fn is_something(self) -> bool {
        self.people > 0 && (self.numerator != 0.0 || self.denominator != 0.0)
    }
}

/// The observations without the rows that are the sum of all below them in the same month.
pub(super) fn without_totals<'a>(ground: &Ground<'_>, layer: &'a [Observation]) -> Cow<'a, [Observation]> {
    let width = ground.units.len();
    let mut own: Vec<Sum> = vec![Sum::default(); ground.months * width];
    for one in layer {
        if let Some(cell) = place(ground.first, &ground.units, one).and_then(|at| own.get_mut(at)) {
            cell.add(Sum::of(one));
        }
    }
    let mut is_total = vec![false; own.len()];
    for (month, at) in ground.all_months().enumerate() {
        let Some(forest) = ground.parents.at(at) else { continue };
        let mut below: Vec<Sum> = vec![Sum::default(); width];
        for unit in forest.downwards.iter().rev() {
            let (Some(row), Some(under)) = (own.get(month * width + unit), below.get(*unit).copied()) else {
                continue;
            };
            let mut whole = under;
            if under.is_something() && row.is_same(under) {
                if let Some(place) = is_total.get_mut(month * width + unit) {
                    *place = true;
                }
            } else {
                whole.add(*row);
            }
            let parent = forest.parents.get(*unit).copied().flatten();
            if let Some(above) = parent.and_then(|parent| below.get_mut(parent)) {
                above.add(whole);
            }
        }
    }
    if !is_total.contains(&true) {
        return Cow::Borrowed(layer);
    }
    let is_kept = |one: &&Observation| {
        let at = place(ground.first, &ground.units, one);
        at.and_then(|at| is_total.get(at)) != Some(&true)
    };
    Cow::Owned(layer.iter().filter(is_kept).copied().collect())
}
