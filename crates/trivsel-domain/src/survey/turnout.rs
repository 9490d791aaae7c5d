//! How many have answered, as far as it may be told while answers still come: in steps, for large parts only, and never so that it follows
//! of nearly everybody in a part that they have answered.

use std::collections::BTreeMap;

use super::{Cell, Snapshot};
use crate::id::UnitId;

/// The steps in which it is told how many have answered.
pub const TURNOUT_STEP: u64 = 10;
/// The fewest invited of a part that is told of by itself: three steps, so that a step is not most of it.
pub const PART_INVITED: u64 = 30;

/// A part of a survey: a unit with all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPart {
    pub unit: UnitId,
    /// How many are invited.
    pub invited: u64,
    /// At least so many have answered.
    pub at_least: u64,
}

/// How many have answered, in all and in each large part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnoutTold {
    /// How many are invited.
    pub invited: u64,
    /// At least so many have answered.
    pub at_least: u64,
    /// The steps in which it is told.
    pub step: u64,
    /// Parts that hold nobody in common, from the top of the tree down. Who is in none of them is counted in the whole only.
    pub parts: Vec<AskedPart>,
}

/// One part, counted.
struct Answered {
    unit: UnitId,
    invited: u64,
    answered: u64,
}

impl TurnoutTold {
    /// What is told of these cells, each with how many have answered.
    pub fn of(snapshot: &Snapshot, cells: &[Cell], answered: &BTreeMap<u32, u64>, minimum: u32) -> Self {
        let minimum = u64::from(minimum);
        // A step below the minimum would tell of fewer than may ever be told of.
        let step = TURNOUT_STEP.max(minimum);
        let counts = |cell: &Cell| {
            (
                u64::from(cell.invited),
                answered.get(&cell.number).copied().unwrap_or_default(),
            )
        };
        let counted = parts_of(snapshot, cells, &counts);
        let (invited, given) = cells
            .iter()
            .map(counts)
            .fold((0, 0), |(invited, given), (of, by)| (invited + of, given + by));
        let parts: Vec<AskedPart> = counted
            .into_iter()
            .map(|part| AskedPart {
                unit: part.unit,
                invited: part.invited,
                at_least: told(part.answered, part.invited, minimum, step),
            })
            .collect();
        let mut at_least = told(given, invited, minimum, step);
        let most = most_in_all(invited, &parts, minimum, step);
        while at_least > most {
            at_least -= step.min(at_least);
        }
        Self {
            invited,
            at_least,
            step,
            parts,
        }
    }
}

/// In steps, and never so many that fewer than the minimum could still be missing.
fn told(answered: u64, invited: u64, minimum: u64, step: u64) -> u64 {
    let most = answered.min(invited.saturating_sub(minimum));
    most - most % step
}

/// How many may be told of in all, so that it does not follow for any part, nor for those in none, that fewer than the minimum are missing.
fn most_in_all(invited: u64, parts: &[AskedPart], minimum: u64, step: u64) -> u64 {
    let told_of: u64 = parts.iter().map(|part| part.invited).sum();
    // The most that can have answered for what is told of a part.
    let most_of = |part: &AskedPart| {
        let is_at_the_top = part.at_least + step > part.invited.saturating_sub(minimum);
        if is_at_the_top {
            part.invited
        } else {
            part.at_least + step - 1
        }
    };
    let all: u64 = parts.iter().map(most_of).sum();
    let rest = invited.saturating_sub(told_of);
    let of_rest = (rest > 0).then_some(all + rest);
    let of_parts = parts.iter().map(|part| all - most_of(part) + part.invited + rest);
    of_parts.chain(of_rest).min().unwrap_or(invited).saturating_sub(minimum)
}

/// The largest units of which there are at least two with [`PART_INVITED`] people, each parted in turn where that gives several again.
fn parts_of(snapshot: &Snapshot, cells: &[Cell], counts: &impl Fn(&Cell) -> (u64, u64)) -> Vec<Answered> {
    let reach = snapshot.reach();
    let count = |unit: UnitId| {
        let within = reach.get(&unit).map(Vec::as_slice).unwrap_or_default();
        let (invited, answered) = cells
            .iter()
            .filter(|cell| within.contains(&cell.unit))
            .map(counts)
            .fold((0, 0), |(invited, given), (of, by)| (invited + of, given + by));
        Answered {
            unit,
            invited,
            answered,
        }
    };
    let below = |unit: Option<UnitId>| -> Vec<Answered> {
        let units = snapshot.units().iter().filter(|one| one.parent == unit);
        let large = units
            .map(|one| count(one.id))
            .filter(|part| part.invited >= PART_INVITED);
        large.collect()
    };
    let mut parts = Vec::new();
    let mut waiting = below(None);
    waiting.reverse();
    while let Some(part) = waiting.pop() {
        let mut inner = below(Some(part.unit));
        match inner.len() {
            0 => parts.push(part),
            // One large unit and some small ones: the large one says more than both together.
            _ => {
                inner.reverse();
                waiting.append(&mut inner);
            }
        }
    }
    // One part would be the whole once more.
    if parts.len() < 2 { Vec::new() } else { parts }
}

#[cfg(test)]
mod tests;
