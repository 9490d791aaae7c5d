//! Reading the numbers that other programs computed, and comparing with them.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use trivsel_stats::spc::{Baseline, Layout, Ratio};

pub(crate) fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

pub(crate) fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or_else(|_| panic!("not a number: {cell:?}"))
}

/// Equal up to `tolerance`, relative to the larger of the two and to 1.
#[track_caller]
pub(crate) fn assert_close(ours: f64, theirs: f64, tolerance: f64, what: &str) {
    let scale = ours.abs().max(theirs.abs()).max(1.0);
    assert!(
        (ours - theirs).abs() <= tolerance * scale,
        "{what}: {ours} is not {theirs}"
    );
}

/// The three series of `series.csv` and `walk.csv` with the points `missing` taken out.
pub(crate) struct Series {
    pub(crate) rates: Vec<Option<f64>>,
    pub(crate) days: Vec<Option<Ratio>>,
    pub(crate) cases: Vec<Option<Ratio>>,
    pub(crate) walk: Vec<Option<f64>>,
}

pub(crate) const SERIES: &str = include_str!("oracle/series.csv");
pub(crate) const WALK: &str = include_str!("oracle/walk.csv");

impl Series {
    pub(crate) fn without(missing: &[usize], missing_in_walk: &[usize]) -> Self {
        let ratio = |row: &[&str], numerator: usize, denominator: usize| {
            let position: usize = row[0].parse().unwrap();
            (!missing.contains(&position)).then(|| Ratio {
                numerator: number(row[numerator]),
                denominator: number(row[denominator]),
            })
        };
        let series = rows(SERIES);
        let days: Vec<_> = series.iter().map(|row| ratio(row, 1, 2)).collect();
        Self {
            rates: days.iter().map(|ratio| (*ratio)?.value()).collect(),
            cases: series.iter().map(|row| ratio(row, 3, 4)).collect(),
            walk: rows(WALK)
                .iter()
                .enumerate()
                .map(|(i, row)| (!missing_in_walk.contains(&i)).then(|| number(row[1])))
                .collect(),
            days,
        }
    }
}

/// The layouts named in `charts.R`: of the monthly series and of the long one.
pub(crate) fn layouts(name: &str) -> (Series, Layout, Layout) {
    match name {
        "whole" => (Series::without(&[], &[]), Layout::default(), Layout::default()),
        "parted" => (
            Series::without(&[5, 33], &[74, 120]),
            Layout {
                phase_starts: BTreeSet::from([0, 26]),
                ghosts: BTreeSet::from([10, 11, 12, 13, 40]),
                baseline: Baseline::First(NonZeroUsize::new(16).unwrap()),
            },
            Layout {
                phase_starts: BTreeSet::from([100, 190]),
                ghosts: BTreeSet::from([30, 31, 32, 33, 34, 35, 175]),
                baseline: Baseline::First(NonZeroUsize::new(30).unwrap()),
            },
        ),
        other => panic!("no layout {other}"),
    }
}

/// Rows grouped by their first two cells.
pub(crate) fn by_two(csv: &str) -> BTreeMap<(&str, &str), Vec<Vec<&str>>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows(csv) {
        groups.entry((row[0], row[1])).or_default().push(row);
    }
    groups
}
