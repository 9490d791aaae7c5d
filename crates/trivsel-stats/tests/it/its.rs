//! Interrupted series: against other programs, what must always hold, traps, and how often the intervals cover.

mod coverage;
mod oracles;
mod properties;
mod traps;

use std::collections::BTreeSet;

use trivsel_stats::its::{Afterwards, Data, Disruption, Handling, Plan, Ratio, Season};

use crate::oracle::{number, rows};

/// Events over exposure in the columns `events` and `events + 1`.
fn series(csv: &str, events: usize) -> Vec<Option<Ratio>> {
    rows(csv)
        .iter()
        .map(|row| {
            Some(Ratio {
                numerator: number(row[events]),
                denominator: number(row[events + 1]),
            })
        })
        .collect()
}

/// Lower and upper bound of the drawn rate ratio, and lower bound of the drawn difference, for seed 42.
const PINNED_BITS: [u64; 3] = [4604414320787214776, 4605935368248481576, 13876798714447314220];
/// The rate ratio of the invented series and its robust bounds.
const PINNED_RATIO: [u64; 3] = [4605037294310179549, 4604369121368221254, 4605777547032077421];

fn invented() -> (Vec<Option<Ratio>>, Vec<Option<Ratio>>) {
    let csv = include_str!("oracle/its_series.csv");
    (series(csv, 1), series(csv, 3))
}

fn seatbelts() -> Vec<Option<Ratio>> {
    series(include_str!("oracle/seatbelts.csv"), 1)
}

/// The plan for the invented series: a disruption in months 36 to 53, a start at month 66.
fn plan(handling: Handling) -> Plan {
    Plan {
        disruption: Some(Disruption {
            window: 36..54,
            handling,
            afterwards: Afterwards::AsBefore,
        }),
        ..Plan::step_at(66)
    }
}

/// Months at about `rate`, that wobble around it in a pattern of `wobble`, multiplied by `factor` from `start` on.
fn wobbling(months: usize, start: usize, factor: f64, wobble: f64) -> Vec<Option<Ratio>> {
    let pattern = [0.3, -1.1, 0.8, 1.2, -0.4, -0.9, 0.5];
    (0..months)
        .map(|month| {
            let step = if month >= start { factor } else { 1.0 };
            Some(Ratio {
                numerator: 50.0 * step * (1.0 + wobble * pattern[month % pattern.len()]),
                denominator: 1000.0,
            })
        })
        .collect()
}

fn without_season(start: usize) -> Plan {
    Plan {
        season: Season::NONE,
        ..Plan::step_at(start)
    }
}

fn excluding(plan: Plan, months: impl IntoIterator<Item = usize>) -> Plan {
    Plan {
        excluded: BTreeSet::from_iter(months),
        ..plan
    }
}

fn single(series: &[Option<Ratio>]) -> Data<'_> {
    Data::Single(series)
}
