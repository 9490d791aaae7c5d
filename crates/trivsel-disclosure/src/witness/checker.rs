//! The check itself, prepared once for many witnesses of one quantity.

use std::collections::BTreeMap;

use super::{Flaw, Step, Witness};
use crate::band::Band;
use crate::multipliers::Figured;
use crate::pattern::Pattern;
use crate::pool::pools;
use crate::rules::Rules;
use crate::table::{Answers, LARGEST, Quantity, Table};

/// What must hold of every table of one quantity that looks as the true one does.
#[derive(Clone, Debug)]
pub(crate) struct Checker {
    categories: usize,
    step: i64,
    /// The categories that are asked about.
    asked: Vec<usize>,
    /// By atom and category.
    truth: Vec<Vec<i64>>,
    /// The least and the most an atom can have.
    bounds: Vec<(i64, Option<i64>)>,
    sums: Vec<Shown>,
    /// The sums an atom is part of.
    sums_of: Vec<Vec<usize>>,
}

/// A figure that was shown, over some categories.
#[derive(Clone, Debug)]
struct Shown {
    what: Figured,
    categories: Vec<usize>,
    value: i64,
    band: Band,
}

type Changed = BTreeMap<(usize, usize), i64>;

impl Checker {
    pub(crate) fn new(table: &Table, pattern: &Pattern, rules: &Rules, quantity: &Quantity) -> Result<Self, Flaw> {
        let missing = || Flaw::NoSuchQuantity(quantity.clone());
        let count = |people: u32| i64::from(people);
        let mut checker = Self {
            categories: 1,
            step: 1,
            asked: vec![0],
            truth: Vec::new(),
            bounds: Vec::new(),
            sums: Vec::new(),
            sums_of: vec![Vec::new(); table.atoms().len()],
        };
        match (quantity, answers(table, quantity)) {
            (Quantity::Respondents, _) => {
                checker.truth = table.atoms().iter().map(|atom| vec![count(atom.respondents)]).collect();
                checker.bounds = table.atoms().iter().map(|atom| (0, atom.invited.map(count))).collect();
            }
            (
                Quantity::Sum(_),
                Some(Answers::Sums {
                    low,
                    high,
                    step,
                    tallies,
                }),
            ) => {
                checker.step = *step;
                checker.truth = tallies.iter().map(|tally| vec![tally.sum]).collect();
                let bounds = tallies
                    .iter()
                    .map(|tally| (low * count(tally.count), Some(high * count(tally.count))));
                checker.bounds = bounds.collect();
            }
            (Quantity::Categories(_, asked), Some(Answers::Categories { counts })) => {
                checker.categories = counts.first().map_or(0, Vec::len);
                checker.asked = asked.clone();
                checker.truth = counts
                    .iter()
                    .map(|own| own.iter().copied().map(count).collect())
                    .collect();
                let bounds = checker.truth.iter().map(|own| (0, Some(own.iter().sum())));
                checker.bounds = bounds.collect();
                if asked.iter().any(|category| *category >= checker.categories) {
                    return Err(missing());
                }
            }
            _ => return Err(missing()),
        }
        checker.add_groups(table, pattern, rules, quantity);
        checker.add_released(table, quantity);
        Ok(checker)
    }

    fn add_groups(&mut self, table: &Table, pattern: &Pattern, rules: &Rules, quantity: &Quantity) {
        for (at, group) in table
            .groups()
            .iter()
            .enumerate()
            .filter(|(at, _)| pattern.is_shown(*at))
        {
            if self.categories > 1 {
                let counts: Vec<i64> = (0..self.categories)
                    .map(|category| self.sum(&group.atoms, &[category]))
                    .collect();
                for pool in pools(&counts, rules.smallest_cell) {
                    let value = self.sum(&group.atoms, &pool);
                    self.add(Figured::Group(at), &group.atoms, pool, value, Band::exact(value));
                }
                continue;
            }
            let bounds = || group.atoms.iter().filter_map(|atom| self.bounds.get(*atom));
            let least = bounds().map(|(least, _)| least).sum();
            let most: Option<i64> = bounds().map(|(_, most)| *most).sum();
            let value = self.sum(&group.atoms, &[0]);
            let band = match (quantity, most) {
                (_, None) => Band::exact(value),
                (Quantity::Respondents, Some(invited)) => {
                    Band::of_participation(value, invited, rules.minimum, rules.reach(1))
                }
                (_, Some(most)) => Band::of(value, least, most, rules.reach(self.step)),
            };
            self.add(Figured::Group(at), &group.atoms, vec![0], value, band);
        }
    }

    fn add_released(&mut self, table: &Table, quantity: &Quantity) {
        for (figure, one) in table.released().iter().enumerate() {
            let categories = match (&one.quantity, quantity) {
                (Quantity::Categories(one, pool), Quantity::Categories(name, _)) if one == name => pool.clone(),
                (one, own) if one == own => vec![0],
                _ => continue,
            };
            let band = Band {
                low: one.low,
                high: one.high,
            };
            let value = self.sum(&one.atoms, &categories);
            self.add(Figured::Released(figure), &one.atoms, categories, value, band);
        }
    }

    fn add(&mut self, what: Figured, atoms: &[usize], categories: Vec<usize>, value: i64, band: Band) {
        for atom in atoms {
            if let Some(own) = self.sums_of.get_mut(*atom) {
                own.push(self.sums.len());
            }
        }
        self.sums.push(Shown {
            what,
            categories,
            value,
            band,
        });
    }

    fn truth(&self, atom: usize, category: usize) -> Option<i64> {
        self.truth.get(atom)?.get(category).copied()
    }

    fn sum(&self, atoms: &[usize], categories: &[usize]) -> i64 {
        let of = |atom: &usize| -> i64 {
            categories
                .iter()
                .filter_map(|category| self.truth(*atom, *category))
                .sum()
        };
        atoms.iter().map(of).sum()
    }

    /// Checks one witness.
    pub(crate) fn check(&self, witness: &Witness) -> Result<(i64, i64), Flaw> {
        let low = self.check_table(&witness.low, &witness.atoms)?;
        let high = self.check_table(&witness.high, &witness.atoms)?;
        if low < high {
            Ok((low, high))
        } else {
            Err(Flaw::NoDifference)
        }
    }

    /// Checks one table; its sum over the atoms.
    fn check_table(&self, steps: &[Step], atoms: &[usize]) -> Result<i64, Flaw> {
        let mut changed = Changed::new();
        for step in steps {
            if self.truth(step.atom, step.category).is_none() || step.by.abs() > LARGEST {
                return Err(Flaw::OutOfRange);
            }
            *changed.entry((step.atom, step.category)).or_default() += step.by;
        }
        let value = |atom: usize, category: usize| {
            let truth = self.truth(atom, category).ok_or(Flaw::OutOfRange)?;
            Ok(truth + changed.get(&(atom, category)).copied().unwrap_or_default())
        };
        let mut moved: BTreeMap<usize, i64> = BTreeMap::new();
        for ((atom, category), by) in &changed {
            let (least, most) = self.bounds.get(*atom).copied().ok_or(Flaw::OutOfRange)?;
            let own = value(*atom, *category)?;
            if own < least || most.is_some_and(|most| own > most) {
                return Err(Flaw::Impossible {
                    atom: *atom,
                    value: own,
                });
            }
            if self.categories > 1 {
                let total: Result<i64, Flaw> = (0..self.categories).map(|category| value(*atom, category)).sum();
                let total = total?;
                if Some(total) != most {
                    return Err(Flaw::Impossible {
                        atom: *atom,
                        value: total,
                    });
                }
            }
            for sum in self.sums_of.get(*atom).into_iter().flatten() {
                if self.sums.get(*sum).is_some_and(|sum| sum.categories.contains(category)) {
                    *moved.entry(*sum).or_default() += by;
                }
            }
        }
        for (sum, by) in moved {
            let Some(shown) = self.sums.get(sum) else { continue };
            let value = shown.value + by;
            if !(shown.band.low..=shown.band.high).contains(&value) {
                return Err(Flaw::Seen {
                    what: shown.what,
                    value,
                    low: shown.band.low,
                    high: shown.band.high,
                });
            }
        }
        let all = atoms
            .iter()
            .flat_map(|atom| self.asked.iter().map(|category| value(*atom, *category)));
        all.sum()
    }

    /// The steps that spread a change of a whole column over its atoms, by category.
    pub(crate) fn spread(&self, atoms: &[usize], by: &[i64]) -> Vec<Step> {
        let mut steps = Vec::new();
        if let [by] = by {
            let mut left = *by;
            for atom in atoms {
                let (least, most) = self.bounds.get(*atom).copied().unwrap_or((0, Some(0)));
                let truth = self.truth(*atom, 0).unwrap_or_default();
                let step = if left > 0 {
                    most.map_or(left, |most| left.min(most - truth))
                } else {
                    left.max(least - truth)
                };
                if step != 0 {
                    steps.push(Step {
                        atom: *atom,
                        category: 0,
                        by: step,
                    });
                }
                left -= step;
            }
            return steps;
        }
        // Respondents leave the categories that fall and go, one after another, to those that rise.
        let mut rising: Vec<(usize, i64)> = by.iter().copied().enumerate().filter(|(_, by)| *by > 0).collect();
        for (from, falls) in by.iter().enumerate().filter(|(_, by)| **by < 0) {
            let mut left = -falls;
            for atom in atoms {
                let mut here = left.min(self.truth(*atom, from).unwrap_or_default());
                left -= here;
                while here > 0
                    && let Some((to, room)) = rising.last_mut()
                {
                    let step = here.min(*room);
                    let both = [(from, -step), (*to, step)];
                    steps.extend(both.map(|(category, by)| Step {
                        atom: *atom,
                        category,
                        by,
                    }));
                    here -= step;
                    *room -= step;
                    if *room == 0 {
                        rising.pop();
                    }
                }
            }
        }
        steps
    }
}

fn answers<'a>(table: &'a Table, quantity: &Quantity) -> Option<&'a Answers> {
    let (Quantity::Sum(name) | Quantity::Categories(name, _)) = quantity else {
        return None;
    };
    let found = table.layers().iter().find(|layer| layer.name == *name);
    found.map(|layer| &layer.answers)
}
