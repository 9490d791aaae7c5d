//! Multiples of shown figures that add up to a set of people: a proof that its figures follow, in exact fractions.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::Zero;
use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;
use crate::table::Table;
use crate::witness::Flaw;

/// So much of each shown figure; added up, every atom of the set once and no other atom at all, but for those in `known`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multipliers {
    /// The set whose figures follow.
    pub atoms: Vec<usize>,
    /// Atoms the attacker knows anyway, or that hold nobody.
    pub known: Vec<usize>,
    /// The shown figures and how much of each.
    pub multiples: Vec<Multiple>,
}

/// So much of a shown figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multiple {
    /// Which figure.
    pub of: Figured,
    /// How much of it, such as `1`, `-1` or `1/2`.
    #[serde(with = "as_text")]
    pub times: Ratio<BigInt>,
}

/// A figure somebody can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figured {
    /// Of a shown group, by position.
    Group(usize),
    /// An earlier figure, by position.
    Released(usize),
}

/// Checks in exact fractions that the multiples add up to the set.
pub fn verify_multipliers(table: &Table, pattern: &Pattern, multipliers: &Multipliers) -> Result<(), Flaw> {
    let mut sum: BTreeMap<usize, Ratio<BigInt>> = BTreeMap::new();
    for multiple in &multipliers.multiples {
        let atoms = match multiple.of {
            Figured::Group(group) if pattern.is_shown(group) => table.groups().get(group).map(|group| &group.atoms),
            Figured::Group(_) => None,
            Figured::Released(figure) => table.released().get(figure).map(|figure| &figure.atoms),
        };
        for atom in atoms.ok_or(Flaw::OutOfRange)? {
            *sum.entry(*atom).or_insert_with(Ratio::zero) += &multiple.times;
        }
    }
    let one = Ratio::from_integer(BigInt::from(1));
    let is_right = |atom: usize| {
        let share = sum.get(&atom).cloned().unwrap_or_else(Ratio::zero);
        multipliers.known.contains(&atom)
            || share
                == if multipliers.atoms.contains(&atom) {
                    one.clone()
                } else {
                    Ratio::zero()
                }
    };
    if (0..table.atoms().len()).all(is_right) {
        Ok(())
    } else {
        Err(Flaw::NotTheSum)
    }
}

/// Fractions as text: JSON has none.
mod as_text {
    use num_bigint::BigInt;
    use num_rational::Ratio;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(value: &Ratio<BigInt>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Ratio<BigInt>, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// A sparse line of exact fractions.
type Line = BTreeMap<usize, Ratio<BigInt>>;

/// Finds the multiples of the sets that add up to one on `wanted` and zero elsewhere; `free` places may get anything. None when there
/// are none.
pub(crate) fn solve(sets: &[Vec<usize>], wanted: &[usize], free: &[usize]) -> Option<Vec<(usize, Ratio<BigInt>)>> {
    let unit = || Ratio::from_integer(BigInt::from(1));
    let of = |set: &[usize]| -> Line {
        let places = set.iter().filter(|place| !free.contains(place));
        places.map(|place| (*place, unit())).collect()
    };
    // Each line carries how it was made, so that the way back is known.
    let mut done: Vec<(usize, Line, Line)> = Vec::new();
    let reduce = |done: &[(usize, Line, Line)], line: &mut Line, made: &mut Line| {
        for (pivot, other, others) in done {
            if let Some(have) = line.get(pivot).cloned() {
                add(line, other, &-&have);
                add(made, others, &-have);
            }
        }
    };
    for (number, set) in sets.iter().enumerate() {
        let mut line = of(set);
        let mut made: Line = std::iter::once((number, unit())).collect();
        reduce(&done, &mut line, &mut made);
        let Some((pivot, share)) = line.iter().next().map(|(place, share)| (*place, share.clone())) else {
            continue;
        };
        for value in line.values_mut().chain(made.values_mut()) {
            *value /= &share;
        }
        done.push((pivot, line, made));
    }
    let (mut left, mut made) = (of(wanted), Line::new());
    reduce(&done, &mut left, &mut made);
    left.is_empty()
        .then(|| made.into_iter().map(|(set, times)| (set, -times)).collect())
}

fn add(line: &mut Line, other: &Line, times: &Ratio<BigInt>) {
    for (place, share) in other {
        let entry = line.entry(*place).or_insert_with(Ratio::zero);
        *entry += share * times;
        if entry.is_zero() {
            line.remove(place);
        }
    }
}
