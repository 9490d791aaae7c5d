//! What may be shown. Nothing but a passed audit makes one.

use serde::Serialize;

use crate::band::Band;
use crate::figure::{Display, Figure, rounded_mean, step_of_mean, whole_percent};
use crate::pattern::Pattern;
use crate::pool::pools;
use crate::rules::{Participation, Rules};
use crate::table::{Answers, Quantity, Released, Table};

/// A table with a pattern that was proven to protect. It answers for shown groups, and for what follows from shown groups, only.
#[derive(Clone, Debug, Serialize)]
pub struct Release {
    table: Table,
    pattern: Pattern,
    rules: Rules,
}

/// Hidden neighbours that may be shown together: their figure is that of a shown group less that of others, and so nothing new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merge {
    /// The shown group they are in.
    pub within: usize,
    /// The hidden groups, each whole and with everything in it.
    pub members: Vec<usize>,
    /// The shown groups of the same family that are not part of it.
    pub less: Vec<usize>,
    /// Does something belong to it that is in none of the members?
    pub has_own: bool,
    /// How many respondents it has.
    pub respondents: u64,
}

/// How many percent chose one of some categories.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The categories, in order.
    pub categories: Vec<usize>,
    /// Whole percent.
    pub percent: f64,
}

/// A shown figure before it is printed: how many it rests on, and the band its sum lies in.
#[derive(Clone, Copy, Debug)]
struct Sum {
    people: u64,
    band: Band,
}

impl Release {
    pub(crate) fn new(table: Table, pattern: Pattern, rules: Rules) -> Self {
        Self { table, pattern, rules }
    }

    /// Which groups are shown.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// The rules it was made under.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// How many respondents a group has, as it may be printed.
    pub fn respondents(&self, group: usize) -> Option<Figure> {
        Some(count(self.sum(group, &Quantity::Respondents)?.band))
    }

    /// A group's mean in a layer of sums.
    pub fn mean(&self, group: usize, layer: usize, display: Display) -> Option<Figure> {
        let (name, low, high) = self.sums_layer(layer)?;
        let sum = self.sum(group, &Quantity::Sum(name.clone()))?;
        Some(mean(sum, low, high, display))
    }

    /// A group's shares in a layer of categories. Categories that few chose are pooled; where all chose the same there is one pool of all
    /// categories, which says nothing.
    pub fn distribution(&self, group: usize, layer: usize) -> Option<Vec<Share>> {
        let (name, categories) = self.categories_layer(layer)?;
        let pools = self.pools(group, name, categories)?;
        let shares = pools.into_iter().map(|pool| {
            let sum = self.sum(group, &Quantity::Categories(name.clone(), pool.clone()))?;
            Some(share(pool, sum))
        });
        shares.collect()
    }

    /// How many respondents merged groups have.
    pub fn respondents_together(&self, merge: &Merge) -> Option<Figure> {
        Some(count(self.together(merge, &Quantity::Respondents)?.band))
    }

    /// The mean of merged groups.
    pub fn mean_together(&self, merge: &Merge, layer: usize, display: Display) -> Option<Figure> {
        let (name, low, high) = self.sums_layer(layer)?;
        let sum = self.together(merge, &Quantity::Sum(name.clone()))?;
        Some(mean(sum, low, high, display))
    }

    /// The shares of merged groups, in the finest pools that anybody could work out.
    pub fn distribution_together(&self, merge: &Merge, layer: usize) -> Option<Vec<Share>> {
        let (name, categories) = self.categories_layer(layer)?;
        let mut joined: Vec<Vec<usize>> = (0..categories).map(|category| vec![category]).collect();
        for group in std::iter::once(&merge.within).chain(&merge.less) {
            for pool in self.pools(*group, name, categories)? {
                let (touching, apart): (Vec<Vec<usize>>, Vec<Vec<usize>>) = joined
                    .into_iter()
                    .partition(|other| other.iter().any(|category| pool.contains(category)));
                joined = apart;
                let mut together = touching.concat();
                together.sort_unstable();
                joined.push(together);
            }
        }
        joined.sort();
        let shares = joined.into_iter().map(|pool| {
            let sum = self.together(merge, &Quantity::Categories(name.clone(), pool.clone()))?;
            Some(share(pool, sum))
        });
        shares.collect()
    }

    /// Everything it gives away, before any rounding: what the ledger keeps. A figure that is printed more roughly than this gives away
    /// less.
    pub fn released(&self) -> Vec<Released> {
        let shown = (0..self.table.groups().len()).filter(|group| self.pattern.is_shown(*group));
        let figures = shown.flat_map(|group| {
            self.quantities(group)
                .into_iter()
                .map(move |quantity| (group, quantity))
        });
        figures
            .filter_map(|(group, quantity)| {
                let band = self.sum(group, &quantity)?.band;
                Some(Released {
                    quantity,
                    atoms: self.table.groups().get(group)?.atoms.clone(),
                    low: band.low,
                    high: band.high,
                })
            })
            .collect()
    }

    /// What is shown of a group.
    fn quantities(&self, group: usize) -> Vec<Quantity> {
        let of_layers = self.table.layers().iter().flat_map(|layer| match &layer.answers {
            Answers::Sums { .. } => vec![Quantity::Sum(layer.name.clone())],
            Answers::Categories { counts } => {
                let pools = self.pools(group, &layer.name, counts.first().map_or(0, Vec::len));
                let named = |pool| Quantity::Categories(layer.name.clone(), pool);
                pools.into_iter().flatten().map(named).collect()
            }
        });
        std::iter::once(Quantity::Respondents).chain(of_layers).collect()
    }

    fn pools(&self, group: usize, layer: &str, categories: usize) -> Option<Vec<Vec<usize>>> {
        let count = |category: usize| {
            let quantity = Quantity::Categories(layer.to_owned(), vec![category]);
            Some(self.sum(group, &quantity)?.band.low)
        };
        let counts: Option<Vec<i64>> = (0..categories).map(count).collect();
        Some(pools(&counts?, self.rules.smallest_cell))
    }

    fn sums_layer(&self, layer: usize) -> Option<(&String, i64, i64)> {
        let layer = self.table.layers().get(layer)?;
        match layer.answers {
            Answers::Sums { low, high, .. } => Some((&layer.name, low, high)),
            Answers::Categories { .. } => None,
        }
    }

    fn categories_layer(&self, layer: usize) -> Option<(&String, usize)> {
        let layer = self.table.layers().get(layer)?;
        match &layer.answers {
            Answers::Categories { counts } => Some((&layer.name, counts.first().map_or(0, Vec::len))),
            Answers::Sums { .. } => None,
        }
    }

    /// How far one answer moves a respondent's number.
    fn step(&self, layer: usize) -> i64 {
        match self.table.layers().get(layer).map(|layer| &layer.answers) {
            Some(Answers::Sums { step, .. }) => *step,
            Some(Answers::Categories { .. }) | None => 1,
        }
    }

    /// The sum of a shown group; none of a hidden one.
    fn sum(&self, group: usize, quantity: &Quantity) -> Option<Sum> {
        if !self.pattern.is_shown(group) {
            return None;
        }
        let atoms = &self.table.groups().get(group)?.atoms;
        let total: Option<i64> = atoms.iter().map(|atom| self.table.value(quantity, *atom)).sum();
        let total = total?;
        let people: u64 = atoms.iter().map(|atom| self.people(quantity, *atom)).sum();
        let count = i64::try_from(people).ok()?;
        let band = match quantity {
            Quantity::Respondents => {
                let invited = atoms
                    .iter()
                    .map(|atom| self.table.atoms().get(*atom)?.invited.map(i64::from));
                match (self.rules.participation, invited.sum::<Option<i64>>()) {
                    (Participation::Secret, Some(invited)) => {
                        Band::of_participation(total, invited, self.rules.minimum, self.rules.reach(1))
                    }
                    _ => Band::exact(total),
                }
            }
            Quantity::Sum(name) => {
                let layer = self.table.layers().iter().position(|layer| layer.name == *name)?;
                let (_, low, high) = self.sums_layer(layer)?;
                let reach = self.rules.reach(self.step(layer));
                Band::of(total, low * count, high * count, reach)
            }
            Quantity::Categories(..) => Band::exact(total),
        };
        Some(Sum { people, band })
    }

    /// A shown group's sum less those of others, as anybody could work it out.
    fn together(&self, merge: &Merge, quantity: &Quantity) -> Option<Sum> {
        let mut sum = self.sum(merge.within, quantity)?;
        for group in &merge.less {
            let less = self.sum(*group, quantity)?;
            sum.people = sum.people.checked_sub(less.people)?;
            sum.band.low -= less.band.high;
            sum.band.high -= less.band.low;
        }
        Some(sum)
    }

    fn people(&self, quantity: &Quantity, atom: usize) -> u64 {
        let (Quantity::Sum(name) | Quantity::Categories(name, _)) = quantity else {
            return self
                .table
                .atoms()
                .get(atom)
                .map_or(0, |atom| u64::from(atom.respondents));
        };
        let layer = self.table.layers().iter().find(|layer| layer.name == *name);
        layer.map_or(0, |layer| match &layer.answers {
            Answers::Sums { tallies, .. } => tallies.get(atom).map_or(0, |tally| u64::from(tally.count)),
            Answers::Categories { counts } => counts
                .get(atom)
                .map_or(0, |own| own.iter().map(|count| u64::from(*count)).sum()),
        })
    }
}

fn count(band: Band) -> Figure {
    use crate::linear::real;
    if band.is_exact() {
        Figure::Exact(real(band.low))
    } else {
        Figure::Between(real(band.low), real(band.high))
    }
}

/// A mean in its step; a band opened to whole steps.
fn mean(sum: Sum, low: i64, high: i64, display: Display) -> Figure {
    let of = |total: i64| display.mean(total, sum.people, low, high);
    if sum.band.is_exact() {
        return Figure::Exact(rounded_mean(of(sum.band.low), sum.people));
    }
    let step = step_of_mean(sum.people);
    let (one, other) = (
        of(sum.band.low.max(all_at(sum, low))),
        of(sum.band.high.min(all_at(sum, high))),
    );
    let (least, most) = (one.min(other), one.max(other));
    Figure::Between((least / step).floor() * step, (most / step).ceil() * step)
}

/// What all respondents at one value add up to.
fn all_at(sum: Sum, end: i64) -> i64 {
    i64::try_from(sum.people).map_or(0, |people| people * end)
}

fn share(categories: Vec<usize>, sum: Sum) -> Share {
    Share {
        categories,
        percent: whole_percent(sum.band.low, sum.people),
    }
}
