//! Rows of a unit beside rows of the units below it: often the sum of them, sometimes the unit's own people.
//!
//! A report from a business warehouse has a row for every level. Added to the rows below, a sum doubles everything, and
//! four people look like eight: a small group would pass the minimum.

use std::collections::HashMap;

use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::Observation;
use trivsel_domain::month::Month;

use super::units::UnitBook;

/// Rounding in a source's own sums.
const TOLERANCE: f64 = 1e-6;

/// The positions, in `rows`, of those that may be the sum of rows below them in the same month: at least as large as these
/// together. A smaller row cannot be their sum and is the unit's own people.
pub(super) fn possible_sums(rows: &[Observation], book: &UnitBook) -> Vec<usize> {
    let by_place: HashMap<(UnitId, Month), usize> = rows
        .iter()
        .enumerate()
        .map(|(at, one)| ((one.unit, one.month), at))
        .collect();
    let mut below: HashMap<usize, Below> = HashMap::new();
    for one in rows {
        // Only the nearest: what is below it is in its sum already.
        let nearest = book
            .above(one.unit, one.month)
            .into_iter()
            .find_map(|unit| by_place.get(&(unit, one.month)));
        if let Some(at) = nearest {
            below.entry(*at).or_default().add(one);
        }
    }
    let mut found: Vec<usize> = below
        .into_iter()
        .filter(|(at, below)| rows.get(*at).is_some_and(|own| below.may_be_in(own)))
        .map(|(at, _)| at)
        .collect();
    found.sort_unstable();
    found
}

#[derive(Default)]
struct Below {
    people: f64,
    denominator: f64,
    numerator: f64,
}

impl Below {
    fn add(&mut self, one: &Observation) {
        self.people += f64::from(one.people);
        self.denominator += one.denominator;
        self.numerator += one.numerator;
    }

    /// Judged by the people where they are known, else by what was counted out of, else by what was counted.
    fn may_be_in(&self, own: &Observation) -> bool {
        let reaches = |own: f64, below: f64| own >= below * (1.0 - TOLERANCE);
        if self.people > 0.0 && own.people > 0 {
            reaches(f64::from(own.people), self.people)
        } else if self.denominator > 0.0 {
            reaches(own.denominator, self.denominator)
        } else {
            reaches(own.numerator, self.numerator)
        }
    }
}
