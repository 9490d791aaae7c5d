//! A tree of units by their sizes alone: which are shown, and which are merged into one group below their parent.
//!
//! For figures that come month after month, where hiding anything under a shown unit's hidden child is wanted and nothing but sizes
//! matters. What is shown then is a forest of sets, each shown unit the exact union of its shown children and what they leave. All that
//! follows from such figures is unions of these leavings, so it is enough that each of them is empty or large enough: no search and no
//! solver. The same people as a [`Table`](crate::Table) pass the auditor; a test sees to that.
//!
//! No choice of the kind shows more: children under the minimum must be hidden, all of them fall into what is left of their parent, and
//! if that is too small still, one large part more is enough. The parent's own people cost nothing; of the children it is the one whose hiding
//! loses least.

use std::collections::BTreeMap;

use crate::frame::{at, list};

/// Units with their parents, each parent before its children in `downwards`.
#[derive(Clone, Copy, Debug)]
pub struct Forest<'a> {
    parents: &'a [Option<usize>],
    downwards: &'a [usize],
}

/// How a unit stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// There is nobody in it or below it.
    #[default]
    Empty,
    /// It is shown.
    Shown,
    /// It is hidden, in the merged group below this unit; in none when even its topmost unit is too small.
    Hidden {
        /// That unit.
        under: Option<usize>,
    },
}

/// The parts of a unit that are shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// The unit.
    pub parent: usize,
    /// Children of it.
    pub members: Vec<usize>,
    /// Are the unit's own people part of it?
    pub has_own: bool,
}

/// What is shown of a forest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// How each unit stands.
    pub places: Vec<Place>,
    /// The merged groups.
    pub groups: Vec<Together>,
}

/// A unit with everything below it.
#[derive(Clone, Copy, Debug, Default)]
struct Whole {
    people: Option<u64>,
    /// What hiding all of it would cost,
    weight: f64,
    /// and what is hidden of it even if it is shown itself.
    lost: f64,
}

impl<'a> Forest<'a> {
    /// A forest; `downwards` names each unit once, parents before children.
    pub fn new(parents: &'a [Option<usize>], downwards: &'a [usize]) -> Self {
        Self { parents, downwards }
    }

    /// Decides. `own` is how many people each unit has outside its children; none where there is nothing.
    pub fn merge(&self, own: &[Option<u32>], minimum: u32) -> Merged {
        let minimum = u64::from(minimum);
        let mut wholes = self.wholes(own);
        let children = self.children(&wholes);
        // From below: what is merged in each unit if it is shown, and what that costs.
        let mut divided: Vec<Option<Together>> = vec![None; own.len()];
        for unit in self.downwards.iter().rev() {
            let below = list(&children, *unit);
            let together = divide(*unit, at(own, *unit).map(u64::from), below, &wholes, minimum);
            let is_merged = |child: &usize| together.as_ref().is_some_and(|one| one.members.contains(child));
            let lost = |child: &usize| {
                let whole = at(&wholes, *child);
                if is_merged(child) { whole.weight } else { whole.lost }
            };
            let lost = below.iter().map(lost).sum();
            if let (Some(whole), Some(place)) = (wholes.get_mut(*unit), divided.get_mut(*unit)) {
                whole.lost = lost;
                *place = together;
            }
        }
        self.decide(divided, &children, &wholes, minimum)
    }

    /// From above: which units are shown, and so which groups there are.
    fn decide(
        &self,
        mut divided: Vec<Option<Together>>,
        children: &[Vec<usize>],
        wholes: &[Whole],
        minimum: u64,
    ) -> Merged {
        let mut merged = Merged {
            places: vec![Place::Empty; divided.len()],
            groups: Vec::new(),
        };
        for unit in self.downwards {
            let Some(people) = at(wholes, *unit).people else {
                continue;
            };
            if self.parent(*unit).is_none() {
                let is_large = people >= minimum;
                merged.set(
                    *unit,
                    if is_large {
                        Place::Shown
                    } else {
                        Place::Hidden { under: None }
                    },
                );
            }
            let below = list(children, *unit);
            match merged.place(*unit) {
                Place::Hidden { under } => below
                    .iter()
                    .for_each(|child| merged.set(*child, Place::Hidden { under })),
                Place::Shown => {
                    below.iter().for_each(|child| merged.set(*child, Place::Shown));
                    if let Some(together) = divided.get_mut(*unit).and_then(Option::take) {
                        let under = Some(*unit);
                        together
                            .members
                            .iter()
                            .for_each(|child| merged.set(*child, Place::Hidden { under }));
                        merged.groups.push(together);
                    }
                }
                Place::Empty => {}
            }
        }
        merged
    }

    /// The fewest people in anything that follows from what is shown: the merged groups, and what else shown units leave of one another.
    /// Counted afresh from the people and the decision alone. None where nothing is shown.
    pub fn smallest(&self, own: &[Option<u32>], merged: &Merged) -> Option<u64> {
        // Everybody is counted in the merged group or with the nearest shown unit around them: which of the two, and of which unit.
        let mut nearest: Vec<Option<(bool, usize)>> = vec![None; own.len()];
        let mut counts: BTreeMap<(bool, usize), u64> = BTreeMap::new();
        let mut group_of: Vec<Option<usize>> = vec![None; own.len()];
        let mut has_own_in: Vec<bool> = vec![false; own.len()];
        for group in &merged.groups {
            for member in &group.members {
                if let Some(place) = group_of.get_mut(*member) {
                    *place = Some(group.parent);
                }
            }
            if let Some(place) = has_own_in.get_mut(group.parent) {
                *place = group.has_own;
            }
        }
        for unit in self.downwards {
            let around = match (merged.place(*unit), at(&group_of, *unit)) {
                (Place::Shown, _) => Some((false, *unit)),
                (_, Some(parent)) => Some((true, parent)),
                (_, None) => self.parent(*unit).and_then(|parent| at(&nearest, parent)),
            };
            if let Some(place) = nearest.get_mut(*unit) {
                *place = around;
            }
            let Some((_, top)) = around else { continue };
            let is_merged = around == Some((true, top)) || (top == *unit && at(&has_own_in, *unit));
            if let Some(people) = at(own, *unit) {
                *counts.entry((is_merged, top)).or_default() += u64::from(people);
            }
        }
        counts.into_values().min()
    }

    fn parent(&self, unit: usize) -> Option<usize> {
        at(self.parents, unit)
    }

    fn wholes(&self, own: &[Option<u32>]) -> Vec<Whole> {
        let mut wholes: Vec<Whole> = own
            .iter()
            .map(|own| Whole {
                people: own.map(u64::from),
                weight: 0.0,
                lost: 0.0,
            })
            .collect();
        for unit in self.downwards.iter().rev() {
            let Some(place) = wholes.get_mut(*unit) else { continue };
            if let Some(people) = place.people {
                place.weight += (1.0 + f64::from(u32::try_from(people).unwrap_or(u32::MAX))).ln();
            }
            let below = *place;
            if let Some(above) = self.parent(*unit).and_then(|parent| wholes.get_mut(parent)) {
                above.weight += below.weight;
                above.people = match (above.people, below.people) {
                    (Some(people), Some(more)) => Some(people + more),
                    (people, more) => people.or(more),
                };
            }
        }
        wholes
    }

    /// Each unit's children that are not empty.
    fn children(&self, wholes: &[Whole]) -> Vec<Vec<usize>> {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); wholes.len()];
        for unit in self.downwards.iter().filter(|unit| at(wholes, **unit).people.is_some()) {
            if let Some(below) = self.parent(*unit).and_then(|parent| children.get_mut(parent)) {
                below.push(*unit);
            }
        }
        children
    }
}

impl Merged {
    fn place(&self, unit: usize) -> Place {
        at(&self.places, unit)
    }

    fn set(&mut self, unit: usize, place: Place) {
        if let Some(own) = self.places.get_mut(unit) {
            *own = place;
        }
    }
}

/// The parts of a shown unit that are merged; none where nothing has to be, or only its own people would be.
fn divide(parent: usize, own: Option<u64>, children: &[usize], wholes: &[Whole], minimum: u64) -> Option<Together> {
    let people = |child: &usize| at(wholes, *child).people.unwrap_or(0);
    let (mut members, others): (Vec<usize>, Vec<usize>) = children.iter().partition(|child| people(child) < minimum);
    let small: u64 = members.iter().map(people).sum();
    // The parent's own people stand by themselves where both they and the merged group can.
    let has_own = own.is_some_and(|own| own < minimum || (!members.is_empty() && small < minimum));
    let together = small + own.filter(|_| has_own).unwrap_or(0);
    if (has_own || !members.is_empty()) && together < minimum {
        // What would be hidden below a child anyway is not lost by hiding it.
        let price = |child: &usize| {
            let whole = at(wholes, *child);
            whole.weight - whole.lost
        };
        let cheapest = others
            .iter()
            .min_by(|one, other| price(one).total_cmp(&price(other)).then(one.cmp(other)));
        members.extend(cheapest);
        members.sort_unstable();
    }
    (!members.is_empty()).then_some(Together {
        parent,
        members,
        has_own,
    })
}
