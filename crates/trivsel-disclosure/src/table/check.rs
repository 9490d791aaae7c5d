//! Whether atoms, groups and layers fit together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answers, Atom, Group, LARGEST, Layer, Standing, TableError, Tally};

pub(super) fn unique<'a>(kind: &'static str, names: impl Iterator<Item = &'a String>) -> Result<(), TableError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            let name = name.clone();
            return Err(TableError::SameName { kind, name });
        }
    }
    Ok(())
}

/// Positions in order, each once.
pub(super) fn ordered(positions: &[usize], atoms: usize, what: &str) -> Result<Vec<usize>, TableError> {
    let set: BTreeSet<usize> = positions.iter().copied().collect();
    match set.last() {
        Some(atom) if *atom >= atoms => Err(TableError::NoSuchAtom {
            what: what.to_owned(),
            atom: *atom,
            atoms,
        }),
        _ => Ok(set.into_iter().collect()),
    }
}

pub(super) fn check_standings(groups: &[Group]) -> Result<(), TableError> {
    let mut settled: BTreeMap<&[usize], &Group> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.standing != Standing::Free) {
        let before = settled.entry(&group.atoms).or_insert(group);
        if before.standing != group.standing {
            let (shown, hidden) = match group.standing {
                Standing::MustShow => (group, *before),
                Standing::MustHide | Standing::Free => (*before, group),
            };
            return Err(TableError::Contradiction {
                shown: shown.name.clone(),
                hidden: hidden.name.clone(),
            });
        }
    }
    Ok(())
}

pub(super) fn check_layer(layer: &Layer, atoms: &[Atom]) -> Result<(), TableError> {
    let impossible = |atom: &Atom| TableError::Impossible {
        layer: layer.name.clone(),
        atom: atom.name.clone(),
    };
    let found = match &layer.answers {
        Answers::Sums { tallies, .. } => tallies.len(),
        Answers::Categories { counts } => counts.len(),
    };
    if found != atoms.len() {
        return Err(TableError::Length {
            layer: layer.name.clone(),
            found,
            atoms: atoms.len(),
        });
    }
    match &layer.answers {
        Answers::Sums {
            low,
            high,
            step,
            tallies,
        } => {
            let people: i64 = tallies.iter().map(|tally| i64::from(tally.count)).sum();
            let reach = low.unsigned_abs().max(high.unsigned_abs());
            let largest = i64::try_from(reach)
                .ok()
                .and_then(|reach| reach.checked_mul(people.max(1)));
            if largest.is_none_or(|largest| largest > LARGEST) {
                return Err(TableError::TooLarge(layer.name.clone()));
            }
            let fits = |atom: &Atom, tally: &Tally| {
                let count = i64::from(tally.count);
                low <= high
                    && *step >= 1
                    && tally.count <= atom.respondents
                    && (low * count..=high * count).contains(&tally.sum)
            };
            match atoms.iter().zip(tallies).find(|(atom, tally)| !fits(atom, tally)) {
                Some((atom, _)) => Err(impossible(atom)),
                None => Ok(()),
            }
        }
        Answers::Categories { counts } => {
            let width = counts.first().map_or(2, Vec::len);
            if width < 2 {
                return Err(TableError::TooFewCategories(layer.name.clone()));
            }
            let fits = |atom: &Atom, own: &[u32]| {
                let answered: u64 = own.iter().map(|count| u64::from(*count)).sum();
                own.len() == width && answered <= u64::from(atom.respondents)
            };
            match atoms.iter().zip(counts).find(|(atom, own)| !fits(atom, own)) {
                Some((atom, _)) => Err(impossible(atom)),
                None => Ok(()),
            }
        }
    }
}
