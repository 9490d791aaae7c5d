//! Unit-months as they are taken from a file, each once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::{Indicator, Measure, Observation};
use trivsel_domain::month::Month;

/// What a row gave: the column to name if it is wrong, the category, and the numbers.
pub(super) type Found = (Option<usize>, String, Observation);

/// What has been taken so far.
#[derive(Default)]
pub(super) struct Taking {
    pub(super) series: BTreeMap<String, Vec<Observation>>,
    seen: HashMap<(UnitId, Month, String), FirstPlace>,
    /// The places in their series of what stands there once more with another number.
    contradicted: BTreeMap<String, BTreeSet<usize>>,
    /// Rows in which more was counted than there was to count.
    pub(super) above: Vec<u64>,
}

/// Where a unit and month was first seen.
struct FirstPlace {
    row: u64,
    place: usize,
}

/// A unit and month that stands in the file once more.
pub(super) enum Twice {
    /// With the same number: it is one figure.
    Same(Option<usize>),
    /// With another: which of them is right nobody knows. Says the row of the first, when it is the first to be contradicted.
    Other { column: Option<usize>, first: Option<u64> },
}

impl Taking {
    pub(super) fn take(&mut self, row: u64, found: Found, indicator: &Indicator) -> Result<(), Twice> {
        let (column, category, observation) = found;
        let rows = self.series.entry(category.clone()).or_default();
        let key = (observation.unit, observation.month, category);
        if let Some(seen) = self.seen.get(&key) {
            if rows.get(seen.place) == Some(&observation) {
                return Err(Twice::Same(column));
            }
            let is_new = self.contradicted.entry(key.2).or_default().insert(seen.place);
            return Err(Twice::Other {
                column,
                first: is_new.then_some(seen.row),
            });
        }
        let place = rows.len();
        self.seen.insert(key, FirstPlace { row, place });
        let is_share = indicator.measure == Measure::RatePercent;
        // Rounded percentages may come to a hair above the whole.
        let is_above = observation.numerator > observation.denominator * (1.0 + 1e-9);
        if is_share && is_above && self.above.last() != Some(&row) {
            self.above.push(row);
        }
        rows.push(observation);
        Ok(())
    }

    /// Of two numbers for the same unit and month neither is kept.
    pub(super) fn leave_contradicted_out(&mut self) {
        for (category, places) in std::mem::take(&mut self.contradicted) {
            if let Some(rows) = self.series.get_mut(&category) {
                let mut at = 0..;
                rows.retain(|_| at.next().is_none_or(|at| !places.contains(&at)));
            }
        }
    }
}
