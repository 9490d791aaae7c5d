//! Units that start at different times: against other programs, by hand, and what must always hold.

mod by_hand;
mod coverage;
mod other_programs;
mod properties;
mod traps;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use trivsel_stats::staggered::{
    Averaging, Base, Comparison, GroupTimeOptions, ImputationOptions, Multiplier, Panel, Unit,
};

use crate::oracle::{number, rows};

const PANELS: &str = include_str!("oracle/panels.csv");

/// The units of a panel of `panels.csv`, with weight 1.
pub(crate) fn units(name: &str) -> Vec<Unit> {
    let cells: Vec<_> = rows(PANELS).into_iter().filter(|row| row[0] == name).collect();
    let months = 1 + cells.iter().map(|row| row[2].parse::<usize>().unwrap()).max().unwrap();
    let mut units: BTreeMap<usize, Unit> = BTreeMap::new();
    for row in cells {
        let unit = units
            .entry(row[1].parse().unwrap())
            .or_insert_with(|| Unit::new(vec![None; months], row[4].parse().ok()));
        unit.cluster = Some(row[6].parse().unwrap());
        unit.outcomes[row[2].parse::<usize>().unwrap()] = Some(number(row[3]));
    }
    units.into_values().collect()
}

/// The same units with their headcounts as weights.
pub(crate) fn weighted_units(name: &str) -> Vec<Unit> {
    let mut weighted = units(name);
    for row in rows(PANELS).iter().filter(|row| row[0] == name) {
        weighted[row[1].parse::<usize>().unwrap()].weight = number(row[5]);
    }
    weighted
}

pub(crate) fn panel(name: &str) -> Panel {
    Panel::new(units(name)).unwrap()
}

/// A panel from one line of outcomes a unit.
fn small(units: &[(&[f64], Option<usize>)]) -> Panel {
    let unit =
        |(outcomes, start): &(&[f64], Option<usize>)| Unit::new(outcomes.iter().copied().map(Some).collect(), *start);
    Panel::new(units.iter().map(unit).collect()).unwrap()
}

const IMPUTATION: ImputationOptions = ImputationOptions {
    anticipation: 0,
    leads: 0,
    averaging: Averaging::CohortAndMonth,
};

const GROUP_TIME: GroupTimeOptions = GroupTimeOptions {
    comparison: Comparison::NeverTreated,
    base: Base::Varying,
    base_months: NonZeroUsize::MIN,
    anticipation: 0,
};

const MULTIPLIER: Multiplier = Multiplier {
    draws: 1000,
    level: 0.95,
    seed: 7,
    threads: NonZeroUsize::MIN,
};
