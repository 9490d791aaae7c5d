//! Tables to test on.

use trivsel_disclosure::*;

/// Respondents and invited of each atom.
pub(crate) fn atoms(people: &[(u32, u32)]) -> Vec<Atom> {
    people
        .iter()
        .enumerate()
        .map(|(number, (respondents, invited))| Atom {
            name: format!("atom {number}"),
            respondents: *respondents,
            invited: Some(*invited),
        })
        .collect()
}

pub(crate) fn group(name: &str, family: &str, atoms: impl IntoIterator<Item = usize>) -> Group {
    Group {
        name: name.to_owned(),
        family: family.to_owned(),
        atoms: atoms.into_iter().collect(),
        weight: None,
        standing: Standing::Free,
    }
}

pub(crate) fn must_show(group: Group) -> Group {
    Group {
        standing: Standing::MustShow,
        ..group
    }
}

/// A layer of answers from `low` to `high`, one list of answers for each atom.
pub(crate) fn layer(name: &str, low: i64, high: i64, answers: &[Vec<i64>]) -> Layer {
    Layer {
        name: name.to_owned(),
        answers: Answers::Sums {
            low,
            high,
            step: 1,
            tallies: answers
                .iter()
                .map(|own| Tally {
                    count: u32::try_from(own.len()).unwrap(),
                    sum: own.iter().sum(),
                })
                .collect(),
        },
    }
}

pub(crate) fn categories(name: &str, counts: &[&[u32]]) -> Layer {
    Layer {
        name: name.to_owned(),
        answers: Answers::Categories {
            counts: counts.iter().map(|own| own.to_vec()).collect(),
        },
    }
}

pub(crate) fn table(atoms: Vec<Atom>, groups: Vec<Group>, layers: Vec<Layer>) -> Table {
    Table::new(atoms, groups, layers).unwrap()
}

/// The usual rules, but without the secret of who took part, where a test is about answers only.
pub(crate) fn known(minimum: u32) -> Rules {
    Rules {
        participation: Participation::Known,
        ..Rules::at(minimum).unwrap()
    }
}

/// All groups shown.
pub(crate) fn everything(table: &Table) -> Pattern {
    Pattern::new(vec![true; table.groups().len()])
}

/// The pattern that a plain minimum would give, and nothing more.
pub(crate) fn by_size_alone(table: &Table, minimum: u64) -> Pattern {
    let is_large = |group: usize| table.respondents(group) >= minimum;
    Pattern::new((0..table.groups().len()).map(is_large).collect())
}

pub(crate) fn is_shown(protection: &Protection, table: &Table, name: &str) -> bool {
    let group = table.groups().iter().position(|group| group.name == name).unwrap();
    protection.release.pattern().is_shown(group)
}
