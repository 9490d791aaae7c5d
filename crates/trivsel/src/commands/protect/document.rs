//! A table as a JSON document: everything by name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use trivsel_disclosure::{Answers, Atom, Group, Layer, Quantity, Released, Rules, Standing, Table, Tally};

use super::{Read, bytes, unfit};
use crate::failure::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    atoms: Vec<Atom>,
    groups: Vec<NamedGroup>,
    #[serde(default)]
    layers: Vec<NamedLayer>,
    #[serde(default)]
    released: Vec<NamedReleased>,
    rules: Option<Rules>,
    #[serde(default)]
    hidden: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedGroup {
    name: String,
    #[serde(default)]
    family: String,
    atoms: Vec<String>,
    weight: Option<f64>,
    #[serde(default)]
    standing: Standing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedLayer {
    name: String,
    answers: NamedAnswers,
}

/// The numbers of a layer by atom; an atom that is left out has no answers.
fn one() -> i64 {
    1
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum NamedAnswers {
    Sums {
        low: i64,
        high: i64,
        #[serde(default = "one")]
        step: i64,
        tallies: BTreeMap<String, Tally>,
    },
    Categories {
        counts: BTreeMap<String, Vec<u32>>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedReleased {
    quantity: Quantity,
    atoms: Vec<String>,
    low: i64,
    high: i64,
}

/// Positions of atoms by name.
struct Positions<'a>(BTreeMap<&'a str, usize>);

pub(super) fn read(file: &Path) -> Result<Read, Failure> {
    let (bytes, hash) = bytes(file)?;
    let document: Document = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::new(format!("could not read {}", file.display()), error))?;
    let names: Vec<String> = document.atoms.iter().map(|atom| atom.name.clone()).collect();
    let positions = Positions(names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect());
    let groups: Result<Vec<Group>, Failure> = document
        .groups
        .into_iter()
        .map(|group| {
            Ok(Group {
                atoms: positions.of(&group.atoms, &group.name)?,
                name: group.name,
                family: group.family,
                weight: group.weight,
                standing: group.standing,
            })
        })
        .collect();
    let layers: Result<Vec<Layer>, Failure> = document
        .layers
        .into_iter()
        .map(|layer| {
            Ok(Layer {
                answers: positions.answers(layer.answers, &layer.name)?,
                name: layer.name,
            })
        })
        .collect();
    let released: Result<Vec<Released>, Failure> = document
        .released
        .into_iter()
        .map(|one| {
            Ok(Released {
                atoms: positions.of(&one.atoms, "released")?,
                quantity: one.quantity,
                low: one.low,
                high: one.high,
            })
        })
        .collect();
    let released = released?;
    let table = Table::new(document.atoms, groups?, layers?)
        .and_then(|table| table.with_released(released))
        .map_err(|error| unfit(file, error))?;
    Ok(Read {
        told: json!({ "in_no_group": in_no_group(&table) }),
        table,
        rules: document.rules.map_or_else(usual_rules, Ok)?,
        hidden: document.hidden,
        hash,
    })
}

/// The names of the atoms that no group holds.
fn in_no_group(table: &Table) -> Vec<&str> {
    let grouped: BTreeSet<usize> = table
        .groups()
        .iter()
        .flat_map(|group| group.atoms.iter().copied())
        .collect();
    let atoms = table.atoms().iter().enumerate();
    atoms
        .filter(|(at, _)| !grouped.contains(at))
        .map(|(_, atom)| atom.name.as_str())
        .collect()
}

/// The rules where none are given.
pub(super) fn usual_rules() -> Result<Rules, Failure> {
    Rules::at(5).map_err(|error| Failure::new("these rules cannot be used", error))
}

/// What a file decides: the names under `hidden` of a document, or of an answer's result; each as a text, or as an object with a
/// `group`. An answer says what it shows as well, and so which groups it is about.
pub(super) struct Decision {
    pub(super) hidden: Vec<String>,
    pub(super) shown: Option<Vec<String>>,
}

impl Decision {
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let (bytes, _) = bytes(file)?;
        let unreadable = || format!("could not read {}", file.display());
        let document: Value = serde_json::from_slice(&bytes).map_err(|error| Failure::new(unreadable(), error))?;
        let decision = document.get("result").unwrap_or(&document);
        let name = |one: &Value| one.as_str().or_else(|| one.get("group")?.as_str()).map(str::to_owned);
        let names = |list: &Vec<Value>| -> Result<Vec<String>, Failure> {
            let named = list.iter().map(name).collect::<Option<Vec<String>>>();
            named.ok_or_else(|| Failure::new(unreadable(), "a group has no name"))
        };
        let hidden = decision.get("hidden").and_then(Value::as_array);
        let hidden = hidden.ok_or_else(|| Failure::new(unreadable(), "it has no list `hidden`"))?;
        Ok(Self {
            hidden: names(hidden)?,
            shown: decision.get("shown").and_then(Value::as_array).map(names).transpose()?,
        })
    }

    /// Does it decide about the groups of this table, all of them and no other? What a decision does not name would count as shown.
    pub(super) fn check(&self, table: &Table) -> Result<(), Failure> {
        let Some(shown) = &self.shown else { return Ok(()) };
        let decided: BTreeSet<&str> = self.hidden.iter().chain(shown).map(String::as_str).collect();
        let there: BTreeSet<&str> = table.groups().iter().map(|group| group.name.as_str()).collect();
        match decided.symmetric_difference(&there).next() {
            None => Ok(()),
            Some(other) => Err(Failure::new(
                "the pattern is of another table",
                format!("`{other}` is a group of only one of the two"),
            )
            .hint("give `audit` the file and the --groups that `protect` was given")),
        }
    }
}

impl Positions<'_> {
    fn at(&self, name: &str, what: &str) -> Result<usize, Failure> {
        let found = self.0.get(name).copied();
        found.ok_or_else(|| Failure::new(format!("{what} names the atom `{name}`"), "there is no such atom"))
    }

    fn of(&self, names: &[String], what: &str) -> Result<Vec<usize>, Failure> {
        names.iter().map(|name| self.at(name, what)).collect()
    }

    fn answers(&self, answers: NamedAnswers, layer: &str) -> Result<Answers, Failure> {
        Ok(match answers {
            NamedAnswers::Sums {
                low,
                high,
                step,
                tallies,
            } => Answers::Sums {
                low,
                high,
                step,
                tallies: self.placed(tallies, Tally::default(), layer)?,
            },
            NamedAnswers::Categories { counts } => {
                let width = counts.values().map(Vec::len).max().unwrap_or_default();
                Answers::Categories {
                    counts: self.placed(counts, vec![0; width], layer)?,
                }
            }
        })
    }

    fn placed<T: Clone>(&self, by_name: BTreeMap<String, T>, none: T, layer: &str) -> Result<Vec<T>, Failure> {
        let mut placed = vec![none; self.0.len()];
        for (name, value) in by_name {
            let at = self.at(&name, layer)?;
            if let Some(place) = placed.get_mut(at) {
                *place = value;
            }
        }
        Ok(placed)
    }
}
