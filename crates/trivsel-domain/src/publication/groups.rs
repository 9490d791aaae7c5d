//! Which groups a survey's cells can be read as: units of the tree, job groups, and job groups of units. Only groups that are exactly
//! the union of some cells: a unit some of whose people answered together with others has no figure of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::GroupKey;
use crate::id::UnitId;
use crate::survey::{Cell, Snapshot};

/// A group and the cells it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedGroup {
    /// Which.
    pub key: GroupKey,
    /// Positions of its cells in the list of cells.
    pub cells: Vec<usize>,
}

/// All groups of a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupPlan {
    /// The groups: units from the top down, then job groups, then job groups of units.
    pub groups: Vec<PlannedGroup>,
}

impl GroupPlan {
    /// The groups that can be read from these cells. Of groups with the same cells the highest stays.
    pub fn of(snapshot: &Snapshot, cells: &[Cell], by_job_group: bool) -> Self {
        let reach = snapshot.reach();
        let mut groups = Vec::new();
        let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
        let mut add = |key: GroupKey, members: Vec<usize>, seen: &mut BTreeSet<Vec<usize>>| {
            if !members.is_empty() && seen.insert(members.clone()) {
                groups.push(PlannedGroup { key, cells: members });
            }
        };
        let mut units = Vec::new();
        for unit in snapshot.units() {
            let inside: BTreeSet<UnitId> = reach.get(&unit.id).into_iter().flatten().copied().collect();
            if let Some(members) = union(cells, |cell| {
                let within = cell.units.iter().filter(|unit| inside.contains(unit)).count();
                Part::of(within, cell.units.len())
            }) {
                add(GroupKey::Unit { unit: unit.id }, members.clone(), &mut seen);
                units.push((unit.id, members));
            }
        }
        if by_job_group {
            let names: BTreeSet<&String> = cells.iter().flat_map(|cell| &cell.job_groups).collect();
            let is_of = |cell: &Cell, name: &String| {
                Part::of(usize::from(cell.job_groups.contains(name)), cell.job_groups.len())
            };
            for name in &names {
                if let Some(members) = union(cells, |cell| is_of(cell, name)) {
                    let key = GroupKey::JobGroup {
                        job_group: (*name).clone(),
                    };
                    add(key, members, &mut seen);
                }
            }
            for (unit, members) in &units {
                for (name, own) in by_name(cells, members) {
                    let is_whole = members
                        .iter()
                        .filter_map(|at| cells.get(*at))
                        .all(|cell| matches!(is_of(cell, name), Part::All | Part::None));
                    if is_whole {
                        let key = GroupKey::UnitJobGroup {
                            unit: *unit,
                            job_group: name.clone(),
                        };
                        add(key, own, &mut seen);
                    }
                }
            }
        }
        Self { groups }
    }
}

/// How much of a cell lies in a group.
enum Part {
    All,
    None,
    Some,
}

impl Part {
    fn of(inside: usize, all: usize) -> Self {
        match inside {
            0 => Self::None,
            _ if inside == all => Self::All,
            _ => Self::Some,
        }
    }
}

/// The cells of a group; none when one of them lies in it only partly.
fn union(cells: &[Cell], part: impl Fn(&Cell) -> Part) -> Option<Vec<usize>> {
    let mut members = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        match part(cell) {
            Part::All => members.push(at),
            Part::None => {}
            Part::Some => return None,
        }
    }
    Some(members)
}

/// The cells of a unit by job group.
fn by_name<'a>(cells: &'a [Cell], members: &[usize]) -> BTreeMap<&'a String, Vec<usize>> {
    let mut found: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for at in members {
        if let Some([name]) = cells.get(*at).map(|cell| cell.job_groups.as_slice()) {
            found.entry(name).or_default().push(*at);
        }
    }
    found
}
