//! Everything that was ever released. It is kept longer than the answers: without it no later release can be audited.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::release::Release;
use crate::table::{Quantity, Released, Table};

/// All that was released, in the order it was. It holds what everybody it was shown to knows, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    entries: Vec<Entry>,
}

/// A figure that was released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// In which release.
    pub release: String,
    /// Who could see it: names of the caller's. None: everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub viewers: Vec<String>,
    /// What it counts. Two waves of one survey are different quantities: give their layers different names.
    pub quantity: Quantity,
    /// The names of its atoms.
    pub atoms: Vec<String>,
    /// The least it can be.
    pub low: i64,
    /// The most.
    pub high: i64,
}

/// Why earlier releases cannot be held against a table. Then nothing is proven, and nothing may be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// An earlier figure and the table share some atoms and not others: the table must be cut finer, into those who were part of the
    /// earlier figure and those who were not.
    #[error("release {release} counted atom {atom}, which the table does not have")]
    NoSuchAtom {
        /// The earlier release.
        release: String,
        /// The atom.
        atom: String,
    },
}

impl Ledger {
    /// Writes down a release that everybody may see.
    pub fn add(&mut self, release_name: &str, table: &Table, release: &Release) {
        self.add_for(release_name, &[], table, release);
    }

    /// Writes down a release that some may see.
    pub fn add_for(&mut self, release_name: &str, viewers: &[String], table: &Table, release: &Release) {
        for one in release.released() {
            let names = one.atoms.iter().filter_map(|atom| table.atoms().get(*atom));
            self.entries.push(Entry {
                release: release_name.to_owned(),
                viewers: viewers.to_vec(),
                quantity: one.quantity,
                atoms: names.map(|atom| atom.name.clone()).collect(),
                low: one.low,
                high: one.high,
            });
        }
    }

    /// Everything in it.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The earlier figures that concern a table, whoever saw them: people talk.
    pub fn rows_for(&self, table: &Table) -> Result<Vec<Released>, LedgerError> {
        self.rows(table, |_| true)
    }

    /// The earlier figures that concern a table and that one viewer saw.
    pub fn rows_seen_by(&self, viewer: &str, table: &Table) -> Result<Vec<Released>, LedgerError> {
        self.rows(table, |entry| {
            entry.viewers.is_empty() || entry.viewers.iter().any(|other| other == viewer)
        })
    }

    fn rows(&self, table: &Table, is_seen: impl Fn(&Entry) -> bool) -> Result<Vec<Released>, LedgerError> {
        let positions: BTreeMap<&str, usize> = table
            .atoms()
            .iter()
            .enumerate()
            .map(|(at, atom)| (atom.name.as_str(), at))
            .collect();
        let mut rows: Vec<Released> = Vec::new();
        for entry in self.entries.iter().filter(|entry| is_seen(entry)) {
            let found = |name: &String| positions.get(name.as_str()).copied();
            let concerns = entry.atoms.iter().any(|name| found(name).is_some()) && table.has(&entry.quantity);
            if !concerns {
                continue;
            }
            let atoms: Result<Vec<usize>, LedgerError> = entry
                .atoms
                .iter()
                .map(|name| {
                    found(name).ok_or_else(|| LedgerError::NoSuchAtom {
                        release: entry.release.clone(),
                        atom: name.clone(),
                    })
                })
                .collect();
            let row = Released {
                quantity: entry.quantity.clone(),
                atoms: atoms?,
                low: entry.low,
                high: entry.high,
            };
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        Ok(rows)
    }
}
