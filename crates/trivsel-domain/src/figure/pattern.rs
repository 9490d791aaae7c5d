//! Which units of one month are shown, hidden, or merged. Knows sizes only, no figures.

use super::Gate;
use super::parents::Forest;

/// How a unit stands in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// There is nothing in it or below it.
    Empty,
    /// It may be shown.
    Shown,
    /// It may not. The position of the unit whose merged group holds it, if there is one.
    Hidden { under: Option<usize> },
}

/// The parts of a unit that are shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) parent: usize,
    pub(super) members: Vec<usize>,
    pub(super) has_own: bool,
}

/// One month's decision.
#[derive(Clone, Debug)]
pub(super) struct Pattern<'a> {
    forest: Option<&'a Forest>,
    standings: Vec<Standing>,
    groups: Vec<Group>,
}

/// A child, or a unit's own numbers, with its size.
#[derive(Clone, Copy, Debug)]
struct Part {
    size: u32,
    child: Option<usize>,
}

impl<'a> Pattern<'a> {
    /// `own` is the size of each unit's own numbers, none where it has none.
    pub(super) fn of(gate: Gate, forest: Option<&'a Forest>, own: &[Option<u32>]) -> Self {
        let mut pattern = Self {
            forest,
            standings: vec![Standing::Empty; own.len()],
            groups: Vec::new(),
        };
        let Some(forest) = forest else { return pattern };
        let sizes = pattern.totals(own, |sum: Option<u32>, more: Option<u32>| match (sum, more) {
            (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
            (sum, more) => sum.or(more),
        });
        let size = |unit: usize| sizes.get(unit).copied().flatten();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); own.len()];
        for unit in &forest.downwards {
            if let (Some(parent), Some(_)) = (forest.parents.get(*unit).copied().flatten(), size(*unit))
                && let Some(below) = children.get_mut(parent)
            {
                below.push(*unit);
            }
        }
        for unit in &forest.downwards {
            let Some(total) = size(*unit) else { continue };
            if forest.parents.get(*unit).copied().flatten().is_none() {
                pattern.set(
                    *unit,
                    if total >= gate.minimum() {
                        Standing::Shown
                    } else {
                        Standing::Hidden { under: None }
                    },
                );
            }
            let below = children.get(*unit).map(Vec::as_slice).unwrap_or_default();
            match pattern.standing(*unit) {
                Standing::Hidden { under } => below
                    .iter()
                    .for_each(|child| pattern.set(*child, Standing::Hidden { under })),
                Standing::Shown => {
                    let parts = below
                        .iter()
                        .filter_map(|child| {
                            Some(Part {
                                size: size(*child)?,
                                child: Some(*child),
                            })
                        })
                        .chain(own.get(*unit).copied().flatten().map(|size| Part { size, child: None }))
                        .collect();
                    pattern.divide(gate, *unit, parts);
                }
                Standing::Empty => {}
            }
        }
        pattern
    }

    /// Shows the parts of a shown unit, or merges the small ones with as few others as it takes.
    fn divide(&mut self, gate: Gate, parent: usize, mut parts: Vec<Part>) {
        parts.sort_by_key(|part| (part.size, part.child));
        let small = parts.partition_point(|part| part.size < gate.minimum());
        let mut merged = small;
        let together = |count: usize| {
            parts
                .iter()
                .take(count)
                .fold(0_u32, |sum, part| sum.saturating_add(part.size))
        };
        // All small parts come first, so adding from the left takes the smallest of those that are left.
        while merged > 0 && merged < parts.len() && together(merged) < gate.minimum() {
            merged += 1;
        }
        let (inside, outside) = parts.split_at(merged.min(parts.len()));
        for child in outside.iter().filter_map(|part| part.child) {
            self.set(child, Standing::Shown);
        }
        if inside.is_empty() {
            return;
        }
        let members: Vec<usize> = inside.iter().filter_map(|part| part.child).collect();
        for child in &members {
            self.set(*child, Standing::Hidden { under: Some(parent) });
        }
        self.groups.push(Group {
            parent,
            has_own: members.len() < inside.len(),
            members,
        });
    }

    /// Adds up the tree from below: each unit's own with all below it.
    pub(super) fn totals<T: Copy + Default>(&self, own: &[T], add: impl Fn(T, T) -> T) -> Vec<T> {
        let mut totals = own.to_vec();
        let Some(forest) = self.forest else { return totals };
        for unit in forest.downwards.iter().rev() {
            let more = totals.get(*unit).copied().unwrap_or_default();
            if let Some(sum) = forest
                .parents
                .get(*unit)
                .copied()
                .flatten()
                .and_then(|parent| totals.get_mut(parent))
            {
                *sum = add(*sum, more);
            }
        }
        totals
    }

    pub(super) fn standings(&self) -> impl Iterator<Item = Standing> + '_ {
        self.standings.iter().copied()
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    fn standing(&self, unit: usize) -> Standing {
        self.standings.get(unit).copied().unwrap_or(Standing::Empty)
    }

    fn set(&mut self, unit: usize, standing: Standing) {
        if let Some(cell) = self.standings.get_mut(unit) {
            *cell = standing;
        }
    }
}
