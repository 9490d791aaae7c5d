//! Units and their dated tree. A move or a closing is dated: what was, stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::danish;
use crate::id::{UnitId, UnitPlacementId};
use crate::period::{EndsBeforeStart, Period};

/// A unit: its code never changes, its name and place are dated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    /// The workplace's own code for it, unique in the organisation.
    pub code: String,
    /// From the day it opened to the day it closed.
    pub period: Period,
}

/// Where a unit stood in the tree, and what it was called, in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPlacement {
    pub id: UnitPlacementId,
    pub unit: UnitId,
    /// The unit above; none for the top of the organisation.
    pub parent: Option<UnitId>,
    /// The name in that period.
    pub name: String,
    /// When.
    pub period: Period,
}

/// A unit as it stood on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    /// The unit.
    pub id: UnitId,
    pub code: String,
    /// Its name that day.
    pub name: String,
    /// The unit above that day.
    pub parent: Option<UnitId>,
    /// The units right below that day, in Danish order of names.
    pub children: Vec<UnitId>,
    /// How many units stand above it.
    pub depth: usize,
}

/// The whole tree as it stood on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: BTreeMap<UnitId, TreeNode>,
    order: Vec<UnitId>,
}

/// Why a unit cannot be changed as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// It would come to stand below itself.
    #[error("the unit would come to stand below itself")]
    BelowItself,
    /// It is already closed.
    #[error("the unit was closed on {on}")]
    Closed {
        /// Its last day.
        on: NaiveDate,
    },
    /// A unit below it is still open on that day.
    #[error("a unit below it is still open")]
    OpenUnitsBelow,
    /// The change is dated before the newest change.
    #[error("the newest change is dated {newest}; a change may not lie before it")]
    BeforeNewest {
        /// First day of the newest placement.
        newest: NaiveDate,
    },
    /// The unit above is not open on that day.
    #[error("the unit above is not open on that day")]
    ParentNotOpen,
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Period(#[from] EndsBeforeStart),
}

impl Tree {
    /// The tree on `day`, from all units and placements. A unit whose parent is not open that day stands at the top.
    pub fn at(day: NaiveDate, units: &[Unit], placements: &[UnitPlacement]) -> Self {
        let open: BTreeMap<UnitId, &Unit> = units
            .iter()
            .filter(|unit| unit.period.contains(day))
            .map(|unit| (unit.id, unit))
            .collect();
        let mut nodes: BTreeMap<UnitId, TreeNode> = placements
            .iter()
            .filter(|placement| placement.period.contains(day))
            .filter_map(|placement| {
                let unit = open.get(&placement.unit)?;
                let parent = placement.parent.filter(|parent| open.contains_key(parent));
                Some((
                    unit.id,
                    TreeNode {
                        id: unit.id,
                        code: unit.code.clone(),
                        name: placement.name.clone(),
                        parent,
                        children: Vec::new(),
                        depth: 0,
                    },
                ))
            })
            .collect();
        let mut below: BTreeMap<Option<UnitId>, Vec<(Vec<u32>, UnitId)>> = BTreeMap::new();
        for node in nodes.values() {
            let parent = node.parent.filter(|parent| nodes.contains_key(parent));
            below
                .entry(parent)
                .or_default()
                .push((danish::list_key(&node.name), node.id));
        }
        for children in below.values_mut() {
            children.sort();
        }
        let mut order = Vec::with_capacity(nodes.len());
        let mut stack: Vec<(UnitId, usize)> = ids(below.get(&None)).rev().map(|id| (id, 0)).collect();
        while let Some((id, depth)) = stack.pop() {
            order.push(id);
            let children: Vec<UnitId> = ids(below.get(&Some(id))).collect();
            stack.extend(children.iter().rev().map(|child| (*child, depth + 1)));
            if let Some(node) = nodes.get_mut(&id) {
                node.depth = depth;
                node.children = children;
            }
        }
        Self { nodes, order }
    }

    /// One unit, if it was open that day.
    pub fn get(&self, unit: UnitId) -> Option<&TreeNode> {
        self.nodes.get(&unit)
    }

    /// The unit's name that day, or an empty text when it was not open.
    pub fn name(&self, unit: UnitId) -> &str {
        self.nodes.get(&unit).map_or("", |node| node.name.as_str())
    }

    /// The unit with this code.
    pub fn by_code(&self, code: &str) -> Option<&TreeNode> {
        self.nodes.values().find(|node| node.code == code)
    }

    /// Every unit from the top down, each followed by those below it, in Danish order.
    pub fn iter(&self) -> impl Iterator<Item = &TreeNode> + Clone {
        self.order.iter().filter_map(|id| self.nodes.get(id))
    }

    /// How many units were open.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Was no unit open?
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The units at the top.
    pub fn roots(&self) -> impl Iterator<Item = &TreeNode> {
        self.iter().filter(|node| node.depth == 0)
    }

    /// The units above `unit`, nearest first, itself not included.
    pub fn ancestors(&self, unit: UnitId) -> Vec<UnitId> {
        let mut above = Vec::new();
        let mut at = self.nodes.get(&unit).and_then(|node| node.parent);
        while let Some(id) = at {
            if above.contains(&id) {
                break;
            }
            above.push(id);
            at = self.nodes.get(&id).and_then(|node| node.parent);
        }
        above
    }

    /// Is `unit` the unit `above`, or somewhere below it?
    pub fn is_within(&self, unit: UnitId, above: UnitId) -> bool {
        unit == above || self.ancestors(unit).contains(&above)
    }

    /// Is one of the two the other, or somewhere below it?
    pub fn is_in_line(&self, one: UnitId, other: UnitId) -> bool {
        self.is_within(one, other) || self.is_within(other, one)
    }

    /// Does what holds in a place and below (everywhere, when none is named) touch any of these units, or a part of one?
    pub fn touches(&self, place: Option<UnitId>, units: impl IntoIterator<Item = UnitId>) -> bool {
        place.is_none_or(|place| units.into_iter().any(|unit| self.is_in_line(unit, place)))
    }

    /// These units once each, without those that lie in another of them.
    pub fn outermost(&self, units: &[UnitId]) -> Vec<UnitId> {
        let lies_in = |unit: UnitId, other: UnitId| unit != other && self.is_within(unit, other);
        let mut outer: Vec<UnitId> = Vec::new();
        for unit in units {
            if !outer.contains(unit) && !units.iter().any(|other| lies_in(*unit, *other)) {
                outer.push(*unit);
            }
        }
        outer
    }

    /// The unit and every unit below it, from the top down.
    pub fn subtree(&self, unit: UnitId) -> Vec<UnitId> {
        let mut found = Vec::new();
        let mut stack = vec![unit];
        while let Some(id) = stack.pop() {
            if let Some(node) = self.nodes.get(&id) {
                found.push(id);
                stack.extend(node.children.iter().rev());
            }
        }
        found
    }

    /// The names from the top down to the unit, as a reader knows them.
    pub fn path(&self, unit: UnitId) -> Vec<&str> {
        let mut names: Vec<&str> = self.ancestors(unit).into_iter().rev().map(|id| self.name(id)).collect();
        names.push(self.name(unit));
        names
    }

    /// May `unit` be moved below `parent` on this day?
    pub fn check_move(&self, unit: UnitId, parent: Option<UnitId>) -> Result<(), UnitError> {
        let Some(parent) = parent else { return Ok(()) };
        if !self.nodes.contains_key(&parent) {
            return Err(UnitError::ParentNotOpen);
        }
        if self.is_within(parent, unit) {
            Err(UnitError::BelowItself)
        } else {
            Ok(())
        }
    }

    /// May `unit` be closed with this as its last day?
    pub fn check_close(&self, unit: UnitId) -> Result<(), UnitError> {
        let open_below = self.nodes.get(&unit).is_some_and(|node| !node.children.is_empty());
        if open_below {
            Err(UnitError::OpenUnitsBelow)
        } else {
            Ok(())
        }
    }

    /// Keeps only the given units (their subtrees are not added).
    pub fn ids(&self) -> BTreeSet<UnitId> {
        self.nodes.keys().copied().collect()
    }
}

/// What is wrong with a history of places from a day on: units that stand below themselves, or below one that is not open. Each unit
/// is named once. An empty answer means that the tree is whole on every day from then on.
pub fn faults(units: &[Unit], placements: &[UnitPlacement], from: NaiveDate) -> BTreeMap<UnitId, UnitError> {
    let mut days: BTreeSet<NaiveDate> = BTreeSet::from([from]);
    days.extend(placements.iter().map(|placement| placement.period.from()));
    days.extend(units.iter().map(|unit| unit.period.from()));
    days.extend(
        units
            .iter()
            .filter_map(|unit| unit.period.to().and_then(|last| last.succ_opt())),
    );
    let mut found = BTreeMap::new();
    for day in days.into_iter().filter(|day| *day >= from) {
        let tree = Tree::at(day, units, placements);
        let reached: BTreeSet<UnitId> = tree.order.iter().copied().collect();
        for unit in tree.nodes.keys().filter(|unit| !reached.contains(unit)) {
            found.entry(*unit).or_insert(UnitError::BelowItself);
        }
        for placement in placements.iter().filter(|placement| placement.period.contains(day)) {
            let is_open = tree.nodes.contains_key(&placement.unit);
            if let Some(parent) = placement.parent.filter(|_| is_open)
                && !tree.nodes.contains_key(&parent)
            {
                found.entry(placement.unit).or_insert(UnitError::ParentNotOpen);
            }
        }
    }
    found
}

/// The newest placement and the unit, closed with this as their last day.
pub fn closed(unit: &Unit, newest: &UnitPlacement, last: NaiveDate) -> Result<(Unit, UnitPlacement), UnitError> {
    if let Some(on) = unit.period.to() {
        return Err(UnitError::Closed { on });
    }
    if last < newest.period.from() {
        return Err(UnitError::BeforeNewest {
            newest: newest.period.from(),
        });
    }
    let unit = Unit {
        period: unit.period.ended(last)?,
        ..unit.clone()
    };
    let newest = UnitPlacement {
        period: newest.period.ended(last)?,
        ..newest.clone()
    };
    Ok((unit, newest))
}

fn ids(children: Option<&Vec<(Vec<u32>, UnitId)>>) -> impl DoubleEndedIterator<Item = UnitId> + '_ {
    children
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|(_, id)| *id)
}

/// The placements of one unit after it takes a new place or name from `from` on. The newest placement is ended the day before.
///
/// `newest` is the unit's newest placement. A change on the newest placement's own first day replaces it.
pub fn moved(
    newest: &UnitPlacement,
    next: UnitPlacementId,
    parent: Option<UnitId>,
    name: String,
    from: NaiveDate,
) -> Result<Moved, UnitError> {
    if let Some(on) = newest.period.to() {
        return Err(UnitError::Closed { on });
    }
    if from < newest.period.from() {
        return Err(UnitError::BeforeNewest {
            newest: newest.period.from(),
        });
    }
    if from == newest.period.from() {
        return Ok(Moved::Replaced(UnitPlacement {
            parent,
            name,
            ..newest.clone()
        }));
    }
    let last = from.pred_opt().unwrap_or(from);
    let ended = UnitPlacement {
        period: newest.period.ended(last)?,
        ..newest.clone()
    };
    Ok(Moved::Added {
        ended,
        added: UnitPlacement {
            id: next,
            unit: newest.unit,
            parent,
            name,
            period: Period::since(from),
        },
    })
}

/// What a move does to the placements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The newest placement began the same day and takes the new place.
    Replaced(UnitPlacement),
    /// The newest placement ends and a new one begins.
    Added {
        /// The placement that ends.
        ended: UnitPlacement,
        /// The placement that begins.
        added: UnitPlacement,
    },
}

#[cfg(test)]
mod tests;
