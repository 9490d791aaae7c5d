//! What is to be published: atoms, the groups made of them, and numbers over both.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;

mod check;
#[cfg(test)]
mod tests;

use check::{check_layer, check_standings, ordered, unique};

/// The finest cell of every grouping that is ever published. Respondents in one atom are never told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Atom {
    /// A name of the caller's; no two atoms share one.
    pub name: String,
    /// How many answered.
    pub respondents: u32,
    /// How many could have, where somebody may know that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited: Option<u32>,
}

/// A set of atoms whose figures somebody would like to see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// A name of the caller's; no two groups share one.
    pub name: String,
    /// Groups of one kind, such as the units of a tree, or a crossing. Within a family a finer group lies inside a coarser.
    #[serde(default)]
    pub family: String,
    /// Positions of its atoms, in any order.
    pub atoms: Vec<usize>,
    /// What is lost when it is hidden; `ln(1 + respondents)` when nothing is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// What is already settled about it.
    #[serde(default)]
    pub standing: Standing,
}

/// What is settled about a group before anything is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing.
    #[default]
    Free,
    /// It must be shown: the total, or what has been shown of the same answers before.
    MustShow,
    /// It must be hidden, as it was before.
    MustHide,
}

/// One set of numbers over the atoms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// A name of the caller's; no two layers share one.
    pub name: String,
    /// The numbers.
    pub answers: Answers,
}

/// The numbers of a layer, one entry for each atom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answers {
    /// Each respondent has a whole number from `low` to `high`; sums of them are published, as means.
    Sums {
        /// The least a respondent can have.
        low: i64,
        /// The most a respondent can have.
        high: i64,
        /// How far one answer moves a respondent's number: sums within a few such steps of an end look alike. One unless the numbers
        /// are finer than what was answered, as scores are that were brought to a common range.
        #[serde(default = "one")]
        step: i64,
        /// Respondents and their sum, in each atom.
        tallies: Vec<Tally>,
    },
    /// Each respondent chose one category; how many chose which is published.
    Categories {
        /// How many chose each category, in each atom.
        counts: Vec<Vec<u32>>,
    },
}

fn one() -> i64 {
    1
}

/// The respondents of an atom in one layer, and the sum of what they answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Who answered this layer: at most the atom's respondents.
    pub count: u32,
    /// The sum of their answers.
    pub sum: i64,
}

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Who took part.
    Respondents,
    /// The sum of a layer's answers.
    Sum(String),
    /// How many chose one of some categories of a layer.
    Categories(String, Vec<usize>),
}

/// A figure somebody already has: the sum of a quantity over some atoms lies from `low` to `high`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Released {
    /// What it counts.
    pub quantity: Quantity,
    /// Over which atoms.
    pub atoms: Vec<usize>,
    /// The least it can be, given how it was rounded.
    pub low: i64,
    /// The most it can be.
    pub high: i64,
}

/// Atoms, groups and layers that fit together, with what has been released of them before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    atoms: Vec<Atom>,
    groups: Vec<Group>,
    layers: Vec<Layer>,
    released: Vec<Released>,
}

/// What does not fit together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Two things of one kind share a name.
    #[error("two {kind} are named {name}")]
    SameName {
        /// Atoms, groups or layers.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A group or an earlier figure names an atom that is not there.
    #[error("{what} names atom {atom}, and there are {atoms}")]
    NoSuchAtom {
        /// The group or figure.
        what: String,
        /// The position it names.
        atom: usize,
        /// How many atoms there are.
        atoms: usize,
    },
    /// More took part than could have.
    #[error("atom {0} has more respondents than invited")]
    MoreThanInvited(String),
    /// A layer does not have one entry for each atom.
    #[error("layer {layer} has {found} entries for {atoms} atoms")]
    Length {
        /// The layer.
        layer: String,
        /// Its entries.
        found: usize,
        /// The atoms.
        atoms: usize,
    },
    /// A layer's entry cannot be: more answers than respondents, or a sum its scale does not allow.
    #[error("layer {layer} cannot have what it has at atom {atom}")]
    Impossible {
        /// The layer.
        layer: String,
        /// The atom's name.
        atom: String,
    },
    /// A layer has fewer than two categories, so there is nothing to choose.
    #[error("layer {0} has fewer than two categories")]
    TooFewCategories(String),
    /// A weight is not a number of zero or more.
    #[error("the weight of group {0} is not a number of zero or more")]
    Weight(String),
    /// The same atoms must be shown and must be hidden.
    #[error("group {shown} must be shown and group {hidden} must be hidden, and they are the same people")]
    Contradiction {
        /// The one.
        shown: String,
        /// The other.
        hidden: String,
    },
    /// An earlier figure counts something the table has no numbers of.
    #[error("an earlier figure counts {0:?}, of which the table has no numbers")]
    NoSuchQuantity(Quantity),
    /// An earlier figure is not true of these numbers, so nothing can be concluded from both.
    #[error("an earlier figure of {quantity:?} says {low} to {high}, and the table has {found}")]
    Disagrees {
        /// What it counts.
        quantity: Quantity,
        /// The least it said.
        low: i64,
        /// The most it said.
        high: i64,
        /// What the table has.
        found: i64,
    },
    /// Numbers too large to add up safely.
    #[error("the numbers of {0} are too large")]
    TooLarge(String),
}

/// No sum over a whole table may pass this: far above any country, far below where whole numbers end.
pub(crate) const LARGEST: i64 = 1 << 40;

impl Table {
    /// A table, if everything fits together.
    pub fn new(atoms: Vec<Atom>, mut groups: Vec<Group>, layers: Vec<Layer>) -> Result<Self, TableError> {
        unique("atoms", atoms.iter().map(|atom| &atom.name))?;
        unique("groups", groups.iter().map(|group| &group.name))?;
        unique("layers", layers.iter().map(|layer| &layer.name))?;
        if let Some(atom) = atoms
            .iter()
            .find(|atom| atom.invited.is_some_and(|invited| invited < atom.respondents))
        {
            return Err(TableError::MoreThanInvited(atom.name.clone()));
        }
        for group in &mut groups {
            group.atoms = ordered(&group.atoms, atoms.len(), &group.name)?;
            if group
                .weight
                .is_some_and(|weight| !(weight.is_finite() && weight >= 0.0))
            {
                return Err(TableError::Weight(group.name.clone()));
            }
        }
        check_standings(&groups)?;
        for layer in &layers {
            check_layer(layer, &atoms)?;
        }
        Ok(Self {
            atoms,
            groups,
            layers,
            released: Vec::new(),
        })
    }

    /// The same with figures that were released before. Each must be true of the table.
    pub fn with_released(mut self, released: Vec<Released>) -> Result<Self, TableError> {
        for mut one in released {
            one.atoms = ordered(&one.atoms, self.atoms.len(), "an earlier figure")?;
            let mut found = 0_i64;
            for atom in &one.atoms {
                found += self
                    .value(&one.quantity, *atom)
                    .ok_or_else(|| TableError::NoSuchQuantity(one.quantity.clone()))?;
            }
            if !(one.low..=one.high).contains(&found) {
                return Err(TableError::Disagrees {
                    quantity: one.quantity,
                    low: one.low,
                    high: one.high,
                    found,
                });
            }
            self.released.push(one);
        }
        Ok(self)
    }

    /// The same where every group that the pattern hides must be hidden: what needs a higher minimum is shown in fewer places.
    #[must_use]
    pub fn hiding(mut self, pattern: &Pattern) -> Self {
        for (at, group) in self.groups.iter_mut().enumerate() {
            if !pattern.is_shown(at) {
                group.standing = Standing::MustHide;
            }
        }
        self
    }

    /// The same without some groups.
    #[must_use]
    pub fn without(mut self, dropped: &BTreeSet<usize>) -> Self {
        let mut at = 0;
        self.groups.retain(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        });
        self
    }

    /// The atoms.
    pub fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    /// The groups, each with its atoms in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The layers.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// What has been released before.
    pub fn released(&self) -> &[Released] {
        &self.released
    }

    /// How many respondents a group has.
    pub fn respondents(&self, group: usize) -> u64 {
        self.groups
            .get(group)
            .into_iter()
            .flat_map(|group| &group.atoms)
            .filter_map(|atom| self.atoms.get(*atom))
            .map(|atom| u64::from(atom.respondents))
            .sum()
    }

    /// Does the table have numbers of this quantity?
    pub(crate) fn has(&self, quantity: &Quantity) -> bool {
        self.value(quantity, 0).is_some()
    }

    /// A quantity of an atom; none when the table does not have it.
    pub(crate) fn value(&self, quantity: &Quantity, atom: usize) -> Option<i64> {
        let layer = |name: &str| self.layers.iter().find(|layer| layer.name == name);
        match quantity {
            Quantity::Respondents => Some(i64::from(self.atoms.get(atom)?.respondents)),
            Quantity::Sum(name) => match &layer(name)?.answers {
                Answers::Sums { tallies, .. } => Some(tallies.get(atom)?.sum),
                Answers::Categories { .. } => None,
            },
            Quantity::Categories(name, categories) => match &layer(name)?.answers {
                Answers::Sums { .. } => None,
                Answers::Categories { counts } => {
                    let own = counts.get(atom)?;
                    let count = |category: &usize| own.get(*category).map(|count| i64::from(*count));
                    categories.iter().map(count).sum()
                }
            },
        }
    }
}

impl Answers {
    /// How many answered in each atom.
    pub fn counts(&self) -> Vec<u32> {
        match self {
            Self::Sums { tallies, .. } => tallies.iter().map(|tally| tally.count).collect(),
            Self::Categories { counts } => counts.iter().map(|own| own.iter().sum()).collect(),
        }
    }
}
