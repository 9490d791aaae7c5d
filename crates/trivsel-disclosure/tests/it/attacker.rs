//! An attacker who shares no code with the crate: exact elimination over what is shown, and every whole-number table that fits it.

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{One, Zero};
use trivsel_disclosure::*;

/// A figure the attacker has read.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) atoms: Vec<usize>,
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// What an attacker reads of a quantity, straight from what the release gives away.
pub(crate) fn read(release: &Release, quantity: &Quantity) -> Vec<Read> {
    release
        .released()
        .into_iter()
        .filter(|one| one.quantity == *quantity)
        .map(|one| Read {
            atoms: one.atoms,
            low: one.low,
            high: one.high,
        })
        .collect()
}

/// Does the figure of a set follow from exact figures over these sets?
pub(crate) fn follows(sets: &[Vec<usize>], set: &[usize], atoms: usize) -> bool {
    let line = |set: &[usize]| -> Vec<Ratio<BigInt>> {
        let unit = |atom: usize| {
            if set.contains(&atom) {
                Ratio::one()
            } else {
                Ratio::zero()
            }
        };
        (0..atoms).map(unit).collect()
    };
    let mut lines: Vec<Vec<Ratio<BigInt>>> = sets.iter().map(|set| line(set)).collect();
    let before = rank(&mut lines.clone());
    lines.push(line(set));
    rank(&mut lines) == before
}

fn rank(lines: &mut [Vec<Ratio<BigInt>>]) -> usize {
    let width = lines.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(pivot) = (rank..lines.len()).find(|line| !lines[*line][column].is_zero()) else {
            continue;
        };
        lines.swap(rank, pivot);
        let pivot = lines[rank].clone();
        for line in lines.iter_mut().skip(rank + 1) {
            let factor = &line[column] / &pivot[column];
            for (cell, above) in line.iter_mut().zip(&pivot) {
                *cell -= &factor * above;
            }
        }
        rank += 1;
    }
    rank
}

/// Every subset of atoms with one to so many people whose figures follow.
pub(crate) fn small_sets_that_follow(sets: &[Vec<usize>], people: &[i64], fewer_than: i64) -> Vec<Vec<usize>> {
    (1_u32..1 << people.len())
        .map(|set| {
            (0..people.len())
                .filter(|atom| set >> atom & 1 == 1)
                .collect::<Vec<usize>>()
        })
        .filter(|set| (1..fewer_than).contains(&set.iter().map(|atom| people[*atom]).sum::<i64>()))
        .filter(|set| follows(sets, set, people.len()))
        .collect()
}

/// The least and the most a set's sum can be over all whole-number tables within the bounds that agree with what was read.
pub(crate) fn range(read: &[Read], bounds: &[(i64, i64)], set: &[usize]) -> (i64, i64) {
    let mut found = (i64::MAX, i64::MIN);
    let mut values = vec![0; bounds.len()];
    try_all(read, bounds, set, 0, &mut values, &mut found);
    found
}

fn try_all(
    read: &[Read],
    bounds: &[(i64, i64)],
    set: &[usize],
    atom: usize,
    values: &mut Vec<i64>,
    found: &mut (i64, i64),
) {
    // What is still open can be anything within its bounds; a figure that cannot be met any more ends the try.
    for one in read {
        let sum = |end: fn(&(i64, i64)) -> i64| -> i64 {
            let value = |other: &usize| {
                if *other < atom {
                    values[*other]
                } else {
                    end(&bounds[*other])
                }
            };
            one.atoms.iter().map(value).sum()
        };
        if sum(|bounds| bounds.0) > one.high || sum(|bounds| bounds.1) < one.low {
            return;
        }
    }
    if atom == bounds.len() {
        let sum = set.iter().map(|atom| values[*atom]).sum();
        *found = (found.0.min(sum), found.1.max(sum));
        return;
    }
    for value in bounds[atom].0..=bounds[atom].1 {
        values[atom] = value;
        try_all(read, bounds, set, atom + 1, values, found);
    }
    values[atom] = 0;
}
