//! The small-group gate: the only way from observations to figures that may be shown.
//!
//! # The rule
//! Each month stands alone, with the tree as it stood at that month's end.
//! 1. The size of a unit's own numbers is the fewest people they rested on in the month or any of the eleven before it. Looking back
//!    keeps a unit that wavers around the minimum from coming and going; not looking ahead means that what was shown once is never
//!    contradicted when later months arrive. The size of a unit is its own plus those of the units below it.
//! 2. A top unit is shown when its size reaches the minimum.
//! 3. Below a shown unit, the parts are its children and, where it has numbers of its own, those. Parts under the minimum are merged
//!    into one group. While the group itself is under the minimum, the unit's own numbers join it, and if that is not enough the child
//!    with the least below it. The group's figure is shown; its members' are not, and nothing below them is.
//! 4. Below the children that are shown, the same again.
//!
//! # Why nothing small can be derived
//! [`trivsel_disclosure::Forest`] decides, and what it decided is counted again before it is used. What is shown forms a tree of sets.
//! Each shown unit is exactly the union of the shown children, the group, and at most one part of its own that reaches the minimum by
//! itself. So every sum and difference of shown figures that is a set of people at all is a union of cells of at least the minimum. A
//! test tries all of them on random trees, and the auditor of that crate passes the same.
//!
//! A row that is exactly the sum of the rows below it is a total that a report printed beside its parts. It is left out: it would count
//! the same people twice.
//!
//! Categories that part events (reasons for leaving) are counted on the same people: they follow one pattern. Categories that part people
//! (staff groups) are groups of people of their own: each needs the minimum wherever it is shown ([`Gate::screen_people`]).

use std::borrow::Cow;
use std::collections::HashMap;

use trivsel_disclosure::Place;

use crate::id::UnitId;
use crate::indicator::Observation;
use crate::month::Month;

mod held;
mod parents;
mod parted;
mod pattern;
#[cfg(test)]
mod tests;
mod totals;

pub use held::given_away;
pub use parents::Parents;
use pattern::Pattern;
use totals::without_totals;

/// How many months back a unit's size looks, its own month included.
const LOOK_BACK: usize = 12;

/// The smallest number of people a shown figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    minimum: u32,
}

/// A figure that passed the gate. Only the gate makes them; sums of them rest on at least as many people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    numerator: f64,
    denominator: f64,
    people: u32,
}

impl Published {
    /// The upper number.
    pub fn numerator(&self) -> f64 {
        self.numerator
    }

    /// The lower number.
    pub fn denominator(&self) -> f64 {
        self.denominator
    }

    /// How many people it rests on.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
            people: self.people + other.people,
        }
    }
}

/// What may be said of a unit in a month.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Figure {
    /// Nothing was reported.
    #[default]
    Missing,
    /// There are numbers, on too few people, or needed to protect a group that is. They are part of the merged group below `under`;
    /// of no group when even the top unit is too small.
    Withheld {
        /// The unit whose merged group holds them.
        under: Option<UnitId>,
    },
    /// It may be shown.
    Shown(Published),
}

impl Figure {
    /// The figure, if it may be shown.
    pub fn shown(self) -> Option<Published> {
        match self {
            Self::Shown(published) => Some(published),
            Self::Missing | Self::Withheld { .. } => None,
        }
    }

    /// Is there something that may not be shown?
    pub fn is_withheld(self) -> bool {
        matches!(self, Self::Withheld { .. })
    }
}

/// Units that are shown together because some of them are small.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedGroup {
    /// The units, children of the same unit, in the order of their ids.
    pub members: Vec<UnitId>,
    /// Are the parent's own numbers part of it?
    pub has_own: bool,
    /// Their figure together.
    pub figure: Published,
}

/// All that may be shown of one series: made by [`Gate::screen`] and by nothing else.
#[derive(Clone, Debug)]
pub struct Shown {
    first: Month,
    months: usize,
    units: HashMap<UnitId, usize>,
    figures: Vec<Figure>,
    groups: HashMap<(UnitId, usize), MergedGroup>,
}

impl Gate {
    /// A gate with this minimum. Less than 2 would be no gate: 2 is then used.
    pub fn new(minimum: u32) -> Self {
        Self {
            minimum: minimum.max(2),
        }
    }

    /// The minimum.
    pub fn minimum(self) -> u32 {
        self.minimum
    }

    /// Lets through what may be shown of each layer (category) of a series, all counted on the same people. All follow one pattern.
    pub fn screen(self, parents: &Parents, layers: &[&[Observation]]) -> Vec<Shown> {
        let Some(ground) = Ground::of(parents, layers) else {
            return layers.iter().map(|_| Shown::nothing()).collect();
        };
        let layers: Vec<Cow<'_, [Observation]>> = layers.iter().map(|layer| without_totals(&ground, layer)).collect();
        let sizes = ground.sizes(ground.people(layers.iter().flat_map(|layer| layer.iter()), u32::max));
        let patterns = ground.patterns(self, &sizes);
        layers.iter().map(|layer| ground.shown(&patterns, layer)).collect()
    }

    /// Lets through what may be shown of categories that part people, and of all of them together (`total`, the last of the answer). What
    /// is in the total and in no category is one more category here: it would follow from the others.
    pub fn screen_people(self, parents: &Parents, layers: &[&[Observation]], total: &[Observation]) -> Vec<Shown> {
        let all: Vec<&[Observation]> = layers.iter().copied().chain([total]).collect();
        let Some(ground) = Ground::of(parents, &all) else {
            return all.iter().map(|_| Shown::nothing()).collect();
        };
        let layers: Vec<Cow<'_, [Observation]>> = layers.iter().map(|layer| without_totals(&ground, layer)).collect();
        let total = without_totals(&ground, total);
        let together = ground.people(total.iter(), u32::saturating_add);
        let patterns = ground.patterns(self, &ground.sizes(together.clone()));
        let mut people: Vec<Vec<Option<u32>>> = layers
            .iter()
            .map(|layer| ground.people(layer.iter(), u32::saturating_add))
            .collect();
        let others = together.iter().enumerate().map(|(at, all)| {
            let known = people.iter().filter_map(|layer| layer.get(at).copied().flatten());
            let left = all.unwrap_or(0).saturating_sub(known.fold(0, u32::saturating_add));
            (left > 0).then_some(left)
        });
        let others: Vec<Option<u32>> = others.collect();
        people.push(others);
        let width = ground.units.len();
        let by_category: Vec<Pattern<'_>> = patterns
            .iter()
            .enumerate()
            .map(|(month, whole)| parted::by_category(self, whole, &parted::sizes_of(&people, month, width)))
            .collect();
        let shown = layers.iter().map(|layer| ground.shown(&by_category, layer));
        shown.chain([ground.shown(&patterns, &total)]).collect()
    }
}

/// The months and units that observations are of.
struct Ground<'a> {
    parents: &'a Parents,
    first: Month,
    months: usize,
    units: HashMap<UnitId, usize>,
}

impl<'a> Ground<'a> {
    fn of(parents: &'a Parents, layers: &[&[Observation]]) -> Option<Self> {
        let all = || layers.iter().flat_map(|layer| layer.iter()).map(|one| one.month);
        let (first, last) = all().min().zip(all().max())?;
        Some(Self {
            parents,
            first,
            months: first.to(last).len(),
            units: parents.ids().enumerate().map(|(index, unit)| (unit, index)).collect(),
        })
    }

    /// The people of each unit's own numbers, month by month: none where there are none.
    fn people<'b>(
        &self,
        observations: impl Iterator<Item = &'b Observation>,
        both: impl Fn(u32, u32) -> u32,
    ) -> Vec<Option<u32>> {
        let mut people: Vec<Option<u32>> = vec![None; self.months * self.units.len()];
        for one in observations.filter(|one| is_something(one)) {
            if let Some(cell) = place(self.first, &self.units, one).and_then(|at| people.get_mut(at)) {
                *cell = Some(cell.map_or(one.people, |before| both(before, one.people)));
            }
        }
        people
    }

    /// The size of each unit's own numbers: the fewest people of the year that ends with the month.
    fn sizes(&self, people: Vec<Option<u32>>) -> Vec<Option<u32>> {
        let width = self.units.len();
        (0..people.len())
            .map(|at| {
                people.get(at).copied().flatten()?;
                (0..LOOK_BACK)
                    .map_while(|back| at.checked_sub(back * width))
                    .filter_map(|earlier| people.get(earlier).copied().flatten())
                    .min()
            })
            .collect()
    }

    fn all_months(&self) -> impl Iterator<Item = Month> {
        (0..self.months).map_while(|month| Some(self.first.plus(i32::try_from(month).ok()?)))
    }

    fn patterns(&self, gate: Gate, sizes: &[Option<u32>]) -> Vec<Pattern<'a>> {
        let width = self.units.len();
        self.all_months()
            .enumerate()
            .map(|(month, at)| {
                let own = sizes.get(month * width..(month + 1) * width).unwrap_or_default();
                Pattern::of(gate, self.parents.at(at), own)
            })
            .collect()
    }

    fn shown(&self, patterns: &[Pattern<'_>], layer: &[Observation]) -> Shown {
        Shown::of(self.first, &self.units, self.parents, patterns, layer)
    }
}

/// An observation of nobody and nothing is no observation.
fn is_something(one: &Observation) -> bool {
    one.people > 0 || one.numerator != 0.0 || one.denominator != 0.0
}

/// Where an observation lies in a table of months by units.
fn place(first: Month, units: &HashMap<UnitId, usize>, one: &Observation) -> Option<usize> {
    let month = usize::try_from(one.month.since(first)).ok()?;
    Some(month * units.len() + units.get(&one.unit)?)
}

impl Shown {
    fn nothing() -> Self {
        Self {
            first: Month::of(chrono::NaiveDate::MIN),
            months: 0,
            units: HashMap::new(),
            figures: Vec::new(),
            groups: HashMap::new(),
        }
    }

    fn of(
        first: Month,
        units: &HashMap<UnitId, usize>,
        parents: &Parents,
        patterns: &[Pattern<'_>],
        layer: &[Observation],
    ) -> Self {
        let width = units.len();
        let mut own: Vec<Option<Published>> = vec![None; patterns.len() * width];
        for one in layer.iter().filter(|one| is_something(one)) {
            if let Some(cell) = place(first, units, one).and_then(|at| own.get_mut(at)) {
                let added = Published {
                    numerator: one.numerator,
                    denominator: one.denominator,
                    people: one.people,
                };
                *cell = Some(cell.map_or(added, |before| before.plus(added)));
            }
        }
        let ids: Vec<UnitId> = parents.ids().collect();
        let mut figures = vec![Figure::Missing; own.len()];
        let mut groups = HashMap::new();
        for (month, pattern) in patterns.iter().enumerate() {
            let start = month * width;
            let own = own.get(start..start + width).unwrap_or_default();
            let totals = pattern.totals(own, |sum: Option<Published>, more: Option<Published>| {
                match (sum, more) {
                    (Some(sum), Some(more)) => Some(sum.plus(more)),
                    (sum, more) => sum.or(more),
                }
            });
            let total = |unit: usize| totals.get(unit).copied().flatten();
            let id = |unit: usize| ids.get(unit).copied();
            for (unit, place) in pattern.merged.places.iter().enumerate() {
                let Some(sum) = total(unit) else { continue };
                if let Some(cell) = figures.get_mut(start + unit) {
                    *cell = match place {
                        Place::Shown => Figure::Shown(sum),
                        Place::Hidden { under } => Figure::Withheld {
                            under: under.and_then(id),
                        },
                        Place::Empty => Figure::Missing,
                    };
                }
            }
            for group in &pattern.merged.groups {
                let parts = group.members.iter().filter_map(|member| total(*member));
                let own = group
                    .has_own
                    .then(|| own.get(group.parent).copied().flatten())
                    .flatten();
                let Some(figure) = parts.chain(own).reduce(Published::plus) else {
                    continue;
                };
                let mut members: Vec<UnitId> = group.members.iter().filter_map(|member| id(*member)).collect();
                members.sort();
                if let Some(parent) = id(group.parent) {
                    groups.insert(
                        (parent, month),
                        MergedGroup {
                            members,
                            has_own: group.has_own,
                            figure,
                        },
                    );
                }
            }
        }
        Self {
            first,
            months: patterns.len(),
            units: units.clone(),
            figures,
            groups,
        }
    }

    /// The first month of which there is anything.
    pub fn first(&self) -> Option<Month> {
        (self.months > 0).then_some(self.first)
    }

    /// The last month of which there is anything.
    pub fn last(&self) -> Option<Month> {
        Some(self.first()?.plus(i32::try_from(self.months).ok()? - 1))
    }

    /// What may be said of a unit, with all units below it, in a month.
    pub fn figure(&self, unit: UnitId, month: Month) -> Figure {
        let found = || {
            let month = self.position(month)?;
            let at = month * self.units.len() + self.units.get(&unit)?;
            self.figures.get(at).copied()
        };
        found().unwrap_or_default()
    }

    /// The merged group below a unit in a month.
    pub fn group(&self, parent: UnitId, month: Month) -> Option<&MergedGroup> {
        self.groups.get(&(parent, self.position(month)?))
    }

    fn position(&self, month: Month) -> Option<usize> {
        usize::try_from(month.since(self.first))
            .ok()
            .filter(|at| *at < self.months)
    }
}
