//! Categories that part people, such as staff groups: each is a group of people of its own, and needs the minimum by itself.
//!
//! A unit is shown by category only where each category that has people there reaches the minimum; of parts that do not, one group is
//! made, as of small units. What is shown by category is then unions of what is shown of all categories together. Where some of these
//! have people of some categories only, their totals say so: those categories less these totals must be nobody, or enough, too.

use std::collections::BTreeMap;

use trivsel_disclosure::{Forest as Decider, Merged, Place, Together};

use super::pattern::Pattern;
use super::{Gate, LOOK_BACK};

/// The people of each category in one part; none where it has none there.
type Sizes = Vec<Option<u64>>;

/// With so many categories, every choice of them is looked at; with more, each by itself must be large enough wherever it is mixed.
const CATEGORIES: usize = 8;

/// What can be shown or merged below a unit: a child, a group that is merged already, or the unit's own people.
struct Part {
    members: Vec<usize>,
    has_own: bool,
    /// Is it one child that is shown, all categories together?
    is_child: bool,
    /// What is shown of it all categories together, in the smallest pieces that follow.
    cells: Vec<Sizes>,
}

/// What decides on one month's categories.
struct Month<'a, 'b> {
    minimum: u64,
    /// What is shown of all categories together.
    whole: &'a Pattern<'b>,
    children: Vec<Vec<usize>>,
    /// The categories of each unit's own people, and with all below it.
    own: &'a [Sizes],
    totals: Vec<Sizes>,
    /// What is shown of each unit all categories together, in the smallest pieces that follow.
    cells: Vec<Vec<Sizes>>,
}

/// What is shown by category in a month, inside what is shown of all together. `own` holds each unit's own people by category.
pub(super) fn by_category<'b>(gate: Gate, whole: &Pattern<'b>, own: &[Sizes]) -> Pattern<'b> {
    let nothing = Merged {
        places: whole.merged.places.iter().map(|place| hidden(*place, None)).collect(),
        groups: Vec::new(),
    };
    let forest = whole.forest;
    let Some(found) = forest else {
        return Pattern {
            forest,
            merged: nothing,
        };
    };
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); own.len()];
    for unit in &found.downwards {
        if let Some(below) = found
            .parents
            .get(*unit)
            .copied()
            .flatten()
            .and_then(|parent| children.get_mut(parent))
        {
            below.push(*unit);
        }
    }
    let mut month = Month {
        minimum: u64::from(gate.minimum()),
        whole,
        children,
        own,
        totals: whole.totals(own, |one: Sizes, other: Sizes| sum(&one, &other)),
        cells: vec![Vec::new(); own.len()],
    };
    for unit in found.downwards.iter().rev() {
        let cells = month.parts(*unit).into_iter().flat_map(|part| part.cells).collect();
        if let Some(place) = month.cells.get_mut(*unit) {
            *place = cells;
        }
    }
    let mut merged = nothing.clone();
    let tops = found
        .downwards
        .iter()
        .filter(|unit| found.parents.get(**unit) == Some(&None));
    let mut waiting: Vec<usize> = Vec::new();
    for top in tops {
        if whole.place(*top) == Place::Shown && !month.is_bad(month.cells_of(*top).iter()) {
            set(&mut merged, *top, Place::Shown);
            waiting.push(*top);
        }
    }
    while let Some(unit) = waiting.pop() {
        waiting.extend(month.divide(unit, &mut merged));
    }
    // Counted afresh, category by category, from people and decision alone.
    let decider = Decider::new(&found.parents, &found.downwards);
    let categories = own.iter().map(Vec::len).max().unwrap_or(0);
    let is_proven = (0..categories).all(|category| {
        let people = |sizes: &Sizes| {
            sizes
                .get(category)
                .copied()
                .flatten()
                .map(|people| u32::try_from(people).unwrap_or(u32::MAX))
        };
        let of_category: Vec<Option<u32>> = own.iter().map(people).collect();
        decider
            .smallest(&of_category, &merged)
            .is_none_or(|smallest| smallest >= month.minimum)
    });
    Pattern {
        forest,
        merged: if is_proven { merged } else { nothing },
    }
}

impl Month<'_, '_> {
    /// Decides what is shown below a unit that is shown, and gives the children that are.
    fn divide(&self, unit: usize, merged: &mut Merged) -> Vec<usize> {
        let mut parts = self.parts(unit);
        let (mut group, mut others): (Vec<Part>, Vec<Part>) =
            parts.drain(..).partition(|part| self.is_bad(part.cells.iter()));
        let people = |part: &Part| -> u64 { part.cells.iter().flatten().flatten().sum() };
        // The unit's own people cost nothing, then the fewest.
        others.sort_by_key(|part| (part.is_child, people(part)));
        others.reverse();
        while !group.is_empty() && self.is_bad(group.iter().flat_map(|part| &part.cells)) {
            let Some(next) = others.pop() else { break };
            group.push(next);
        }
        // Units that are merged for all categories together stay merged: there is one group below a unit.
        let has_merged = |part: &Part| !part.is_child && !part.members.is_empty();
        let (kept, shown): (Vec<Part>, Vec<Part>) = others.into_iter().partition(has_merged);
        group.extend(kept);
        let mut together = Together {
            parent: unit,
            members: group.iter().flat_map(|part| part.members.iter().copied()).collect(),
            has_own: group.iter().any(|part| part.has_own),
        };
        together.members.sort_unstable();
        for member in &together.members {
            self.hide(*member, unit, merged);
        }
        if !together.members.is_empty() {
            merged.groups.push(together);
        }
        let children: Vec<usize> = shown
            .into_iter()
            .filter(|part| part.is_child)
            .flat_map(|part| part.members)
            .collect();
        for child in &children {
            set(merged, *child, Place::Shown);
        }
        children
    }

    fn parts(&self, unit: usize) -> Vec<Part> {
        let merged = self.whole.merged.groups.iter().find(|group| group.parent == unit);
        let mut parts: Vec<Part> = Vec::new();
        let own = self.own.get(unit).cloned().unwrap_or_default();
        if let Some(group) = merged {
            let members = group.members.iter().map(|member| self.total(*member));
            let all = members
                .chain(group.has_own.then(|| own.clone()))
                .fold(Sizes::new(), |all, more| sum(&all, &more));
            parts.push(Part {
                members: group.members.clone(),
                has_own: group.has_own,
                is_child: false,
                cells: vec![all],
            });
        }
        if merged.is_none_or(|group| !group.has_own) && own.iter().any(Option::is_some) {
            parts.push(Part {
                members: Vec::new(),
                has_own: true,
                is_child: false,
                cells: vec![own],
            });
        }
        let below = self.children.get(unit).map(Vec::as_slice).unwrap_or_default();
        parts.extend(
            below
                .iter()
                .filter(|child| self.whole.place(**child) == Place::Shown)
                .map(|child| Part {
                    members: vec![*child],
                    has_own: false,
                    is_child: true,
                    cells: self.cells_of(*child).to_vec(),
                }),
        );
        parts
    }

    /// Everything of a unit is hidden.
    fn hide(&self, unit: usize, under: usize, merged: &mut Merged) {
        let mut waiting = vec![unit];
        while let Some(unit) = waiting.pop() {
            set(merged, unit, hidden(self.whole.place(unit), Some(under)));
            waiting.extend(self.children.get(unit).into_iter().flatten().copied());
        }
    }

    fn total(&self, unit: usize) -> Sizes {
        self.totals.get(unit).cloned().unwrap_or_default()
    }

    fn cells_of(&self, unit: usize) -> &[Sizes] {
        self.cells.get(unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// Would some categories have too few people, in all of these cells or in those whose totals do not give them away?
    fn is_bad<'c>(&self, cells: impl Iterator<Item = &'c Sizes>) -> bool {
        let is_few = |people: u64| (1..self.minimum).contains(&people);
        let mut by_kind: BTreeMap<Vec<bool>, Sizes> = BTreeMap::new();
        let mut least: Option<u64> = None;
        for cell in cells {
            let kind: Vec<bool> = cell.iter().map(Option::is_some).collect();
            if kind.iter().filter(|is_there| **is_there).count() > 1 {
                least = least.into_iter().chain(cell.iter().flatten().copied()).min();
            }
            let known = by_kind.entry(kind).or_default();
            *known = sum(known, cell);
        }
        let categories = by_kind.keys().map(Vec::len).max().unwrap_or(0);
        let has_none = by_kind.values().flatten().flatten().any(|people| *people == 0);
        let people = |category: usize| -> u64 {
            by_kind
                .values()
                .filter_map(|cell| cell.get(category).copied().flatten())
                .sum()
        };
        if has_none || (0..categories).any(|category| is_few(people(category))) {
            return true;
        }
        if categories > CATEGORIES {
            return least.is_some_and(|least| least < self.minimum);
        }
        (1_u32..1 << categories).any(|chosen| {
            let is_chosen = |category: usize| chosen >> category & 1 == 1;
            let mixed = by_kind.iter().filter(|(kind, _)| {
                let mut there = kind.iter().enumerate().filter(|(_, is_there)| **is_there);
                there.any(|(category, _)| !is_chosen(category))
            });
            let rest = mixed.flat_map(|(_, cell)| cell.iter().enumerate());
            let rest = rest
                .filter(|(category, _)| is_chosen(*category))
                .filter_map(|(_, people)| *people);
            is_few(rest.sum())
        })
    }
}

/// The people of each unit in one month by category, each the fewest of the year that ends with it; of months without any, none.
pub(super) fn sizes_of(layers: &[Vec<Option<u32>>], month: usize, width: usize) -> Vec<Sizes> {
    (0..width)
        .map(|unit| {
            let seen = |layer: &Vec<Option<u32>>, back: usize| {
                let at = month.checked_sub(back)? * width + unit;
                layer.get(at).copied().flatten()
            };
            let is_there = layers.iter().any(|layer| seen(layer, 0).is_some());
            layers
                .iter()
                .map(|layer| {
                    let fewest = (0..LOOK_BACK).filter_map(|back| seen(layer, back)).min();
                    fewest.filter(|_| is_there).map(u64::from)
                })
                .collect()
        })
        .collect()
}

fn sum(one: &Sizes, other: &Sizes) -> Sizes {
    let at = |sizes: &Sizes, category: usize| sizes.get(category).copied().flatten();
    (0..one.len().max(other.len()))
        .map(|category| match (at(one, category), at(other, category)) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        })
        .collect()
}

fn hidden(place: Place, under: Option<usize>) -> Place {
    match place {
        Place::Empty => Place::Empty,
        Place::Shown | Place::Hidden { .. } => Place::Hidden { under },
    }
}

fn set(merged: &mut Merged, unit: usize, place: Place) {
    if let Some(own) = merged.places.get_mut(unit) {
        *own = place;
    }
}
