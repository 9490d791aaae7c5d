//! The cells of a survey: the finest groups an answer can be told apart by. Made before the survey opens, so that the box never holds
//! a cell of fewer invited than the minimum.
//!
//! From the bottom of the tree upwards: the people of a unit, with those passed up from below, form a cell when they reach the
//! minimum. When they do not, they join the smallest cell below that unit, the nearest first; where there is none, they are passed on
//! to the unit above. By job group, the people of a unit are parted into job groups that reach the minimum; the others form one cell,
//! or join the smallest.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, UnitId};
use crate::unit::Tree;

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub unit: UnitId,
    /// As what.
    pub job_group: String,
}

/// A cell: all that an answer says about who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its number in the survey, from 1.
    pub number: u32,
    /// The unit it stands at: all its people work there or below, unless it took in others from higher up.
    pub unit: UnitId,
    /// The units its people work in.
    pub units: Vec<UnitId>,
    /// The job groups of its people.
    pub job_groups: Vec<String>,
    /// How many are invited.
    pub invited: u32,
}

/// The cells of a survey and who is in which.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CellPlan {
    /// The cells, from the top of the tree down.
    pub cells: Vec<Cell>,
    /// For each of those invited, in the order given, the number of their cell.
    pub places: Vec<u32>,
    /// The units with people of their own that will have no results of their own, in the order of the tree.
    pub merged: Vec<UnitId>,
}

/// Fewer are invited than the minimum: there can be no survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{invited} are invited, at least {minimum} are needed")]
pub struct TooFew {
    /// How many.
    pub invited: usize,
    /// How many there must be.
    pub minimum: u32,
}

/// A cell in the making.
#[derive(Debug)]
struct Draft {
    unit: UnitId,
    people: Vec<usize>,
}

impl CellPlan {
    /// Cells of at least `minimum` invited.
    ///
    /// `tree` is the organisation on the cut-off day. People whose unit it does not know belong nowhere and stand with the top.
    pub fn of(tree: &Tree, invited: &[Invited], by_job_group: bool, minimum: u32) -> Result<Self, TooFew> {
        let least = usize::try_from(minimum).unwrap_or(usize::MAX);
        if invited.len() < least.max(1) {
            return Err(TooFew {
                invited: invited.len(),
                minimum,
            });
        }
        let mut pools: BTreeMap<UnitId, Vec<usize>> = BTreeMap::new();
        let mut left: Vec<usize> = Vec::new();
        for (index, one) in invited.iter().enumerate() {
            if tree.get(one.unit).is_some() {
                pools.entry(one.unit).or_default().push(index);
            } else {
                left.push(index);
            }
        }
        let mut drafts: Vec<Draft> = Vec::new();
        // Which drafts stand at a unit or below it.
        let mut below: BTreeMap<UnitId, Vec<usize>> = BTreeMap::new();
        let order: Vec<UnitId> = tree.iter().map(|node| node.id).collect();
        for unit in order.iter().rev() {
            let Some(node) = tree.get(*unit) else { continue };
            let pool = pools.remove(unit).unwrap_or_default();
            let mut inside = below.remove(unit).unwrap_or_default();
            if pool.len() >= least {
                let parts = if by_job_group {
                    by_group(&pool, invited, least)
                } else {
                    vec![pool]
                };
                for people in parts {
                    inside.push(drafts.len());
                    drafts.push(Draft { unit: *unit, people });
                }
            } else if !pool.is_empty() {
                let depth = |draft: &Draft| tree.get(draft.unit).map_or(0, |node| node.depth);
                let nearest = inside
                    .iter()
                    .filter_map(|at| drafts.get(*at).map(|draft| (depth(draft), draft.people.len(), *at)))
                    .min();
                match nearest.and_then(|(.., at)| drafts.get_mut(at)) {
                    Some(draft) => {
                        draft.unit = *unit;
                        draft.people.extend(pool);
                    }
                    None => match node.parent.filter(|parent| tree.get(*parent).is_some()) {
                        Some(parent) => pools.entry(parent).or_default().extend(pool),
                        None => left.extend(pool),
                    },
                }
            }
            if let Some(parent) = node.parent {
                below.entry(parent).or_default().extend(inside);
            }
        }
        if !left.is_empty() {
            match drafts.iter_mut().min_by_key(|draft| draft.people.len()) {
                Some(draft) => draft.people.extend(left),
                None => {
                    let unit = order.first().copied().or_else(|| Some(invited.first()?.unit));
                    if let Some(unit) = unit {
                        drafts.push(Draft { unit, people: left });
                    }
                }
            }
        }
        Ok(Self::finished(&order, invited, drafts))
    }

    fn finished(order: &[UnitId], invited: &[Invited], mut drafts: Vec<Draft>) -> Self {
        let position: BTreeMap<UnitId, usize> = order.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
        let groups_of = |draft: &Draft| -> BTreeSet<String> {
            let of = |index: &usize| invited.get(*index).map(|one| one.job_group.clone());
            draft.people.iter().filter_map(of).collect()
        };
        drafts.sort_by_cached_key(|draft| {
            let at = position.get(&draft.unit).copied().unwrap_or(usize::MAX);
            (at, groups_of(draft).into_iter().collect::<Vec<_>>())
        });
        let mut places = vec![0; invited.len()];
        let mut cells = Vec::with_capacity(drafts.len());
        for (number, draft) in (1..).zip(&drafts) {
            for index in &draft.people {
                if let Some(place) = places.get_mut(*index) {
                    *place = number;
                }
            }
            let units: BTreeSet<(usize, UnitId)> = draft
                .people
                .iter()
                .filter_map(|index| invited.get(*index))
                .map(|one| (position.get(&one.unit).copied().unwrap_or(usize::MAX), one.unit))
                .collect();
            cells.push(Cell {
                number,
                unit: draft.unit,
                units: units.into_iter().map(|(_, unit)| unit).collect(),
                job_groups: groups_of(draft).into_iter().collect(),
                invited: u32::try_from(draft.people.len()).unwrap_or(u32::MAX),
            });
        }
        let mut merged: Vec<(usize, UnitId)> = cells
            .iter()
            .filter(|cell| cell.units.len() > 1)
            .flat_map(|cell| cell.units.iter().filter(|unit| **unit != cell.unit))
            .map(|unit| (position.get(unit).copied().unwrap_or(usize::MAX), *unit))
            .collect();
        merged.sort();
        merged.dedup();
        Self {
            cells,
            places,
            merged: merged.into_iter().map(|(_, unit)| unit).collect(),
        }
    }
}

/// The people of a unit by job group: groups that reach the minimum, and one of all the others, which joins the smallest when it does
/// not reach it either.
fn by_group(pool: &[usize], invited: &[Invited], least: usize) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in pool {
        let name = invited.get(*index).map_or("", |one| one.job_group.as_str());
        groups.entry(name).or_default().push(*index);
    }
    let (mut parts, small): (Vec<_>, Vec<_>) = groups.into_values().partition(|people| people.len() >= least);
    let others: Vec<usize> = small.into_iter().flatten().collect();
    if others.len() >= least {
        parts.push(others);
    } else if !others.is_empty() {
        match parts.iter_mut().min_by_key(|people| people.len()) {
            Some(smallest) => smallest.extend(others),
            None => parts.push(others),
        }
    }
    parts
}
