//! Who stood below whom, month by month: the dated trees in the form the gate needs.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::id::UnitId;
use crate::month::Month;
use crate::unit::UnitPlacement;

/// For every month, each unit's parent. A unit that is closed, or not yet open, keeps its nearest place, so that no number falls out.
#[derive(Clone, Debug)]
pub struct Parents {
    units: Vec<UnitId>,
    /// From each day on, in order of days: the parents of all units.
    stretches: Vec<(NaiveDate, Arc<Forest>)>,
    mark: u64,
}

/// The tree of one stretch of time, by positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forest {
    /// Each unit's parent.
    pub(super) parents: Vec<Option<usize>>,
    /// Every unit once, parents before children.
    pub(super) downwards: Vec<usize>,
}

impl Parents {
    /// From every unit there ever was and every place it ever had.
    pub fn new(units: impl IntoIterator<Item = UnitId>, placements: &[UnitPlacement]) -> Self {
        let units: BTreeSet<UnitId> = units
            .into_iter()
            .chain(placements.iter().map(|placement| placement.unit))
            .collect();
        let units: Vec<UnitId> = units.into_iter().collect();
        let position: HashMap<UnitId, usize> = units.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
        let mut places: Vec<Vec<&UnitPlacement>> = vec![Vec::new(); units.len()];
        for placement in placements {
            if let Some(own) = position.get(&placement.unit).and_then(|at| places.get_mut(*at)) {
                own.push(placement);
            }
        }
        for own in &mut places {
            own.sort_by_key(|placement| placement.period.from());
        }
        let days: BTreeSet<NaiveDate> = std::iter::once(NaiveDate::MIN)
            .chain(placements.iter().map(|placement| placement.period.from()))
            .collect();
        let mut stretches: Vec<(NaiveDate, Arc<Forest>)> = Vec::new();
        for day in days {
            let parents = places
                .iter()
                .map(|own| {
                    let begun = own.iter().rev().find(|placement| placement.period.from() <= day);
                    position.get(&begun.or(own.first())?.parent?).copied()
                })
                .collect();
            let forest = Forest::new(parents);
            if stretches.last().is_none_or(|(_, before)| **before != forest) {
                stretches.push((day, Arc::new(forest)));
            }
        }
        let mut hasher = DefaultHasher::new();
        units.hash(&mut hasher);
        for (day, forest) in &stretches {
            (day, &forest.parents).hash(&mut hasher);
        }
        Self {
            units,
            stretches,
            mark: hasher.finish(),
        }
    }

    /// Every unit, in the order of positions.
    pub(super) fn ids(&self) -> impl ExactSizeIterator<Item = UnitId> + '_ {
        self.units.iter().copied()
    }

    /// The tree at the end of a month.
    pub(super) fn at(&self, month: Month) -> Option<&Arc<Forest>> {
        let day = month.last_day();
        let after = self.stretches.partition_point(|(from, _)| *from <= day);
        self.stretches.get(after.checked_sub(1)?).map(|(_, forest)| forest)
    }

    /// The same for the same units in the same places, in this run of the program.
    pub fn mark(&self) -> u64 {
        self.mark
    }
}

impl Forest {
    /// Does a unit lie below another one, or is it that one?
    pub(super) fn lies_in(&self, unit: usize, above: usize) -> bool {
        let parent = |unit: &usize| self.parents.get(*unit).copied().flatten();
        std::iter::successors(Some(unit), parent).any(|place| place == above)
    }

    /// A unit that would stand below itself is put at the top.
    fn new(mut parents: Vec<Option<usize>>) -> Self {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
        for (unit, parent) in parents.iter().enumerate() {
            if let Some(below) = parent.and_then(|parent| children.get_mut(parent)) {
                below.push(unit);
            }
        }
        let mut downwards = Vec::with_capacity(parents.len());
        let mut is_placed = vec![false; parents.len()];
        let roots: Vec<usize> = (0..parents.len())
            .filter(|unit| parents.get(*unit).is_some_and(Option::is_none))
            .collect();
        for start in roots.into_iter().chain(0..parents.len()) {
            if is_placed.get(start).copied().unwrap_or(true) {
                continue;
            }
            if let Some(parent) = parents.get_mut(start) {
                *parent = None;
            }
            let mut waiting = vec![start];
            while let Some(unit) = waiting.pop() {
                match is_placed.get_mut(unit) {
                    Some(placed) if !*placed => *placed = true,
                    _ => continue,
                }
                downwards.push(unit);
                waiting.extend(children.get(unit).into_iter().flatten().copied());
            }
        }
        Self { parents, downwards }
    }
}
