//! Figures that were shown on one tree, held against the same months on another. A unit that moves later than it was shown, or whose
//! move is corrected, leaves two figures of nearly the same people: one less the other is the people who moved.

use std::collections::{BTreeMap, BTreeSet};

use trivsel_disclosure::{Atom, Group, Participation, Pattern, Rules, Standing, Table, audit};

use super::{Gate, Ground, Parents, Shown, place};
use crate::indicator::Observation;
use crate::month::Month;

/// Positions of units.
type Set = BTreeSet<usize>;

/// The first of these months in which figures of fewer people than the minimum follow, or might, from what is shown on all these trees
/// together; none when nothing does. All trees must know the same units.
pub fn given_away(
    gate: Gate,
    trees: &[&Parents],
    observations: &[Observation],
    months: impl IntoIterator<Item = Month>,
) -> Option<Month> {
    let shown: Vec<Shown> = trees
        .iter()
        .map(|tree| gate.screen(tree, &[observations]).into_iter().next())
        .collect::<Option<_>>()?;
    let ground = Ground::of(trees.first()?, &[observations])?;
    months.into_iter().find(|month| {
        let people = people_in(&ground, observations, *month);
        let sets: Vec<BTreeSet<Set>> = trees
            .iter()
            .zip(&shown)
            .map(|(tree, shown)| sets_of(tree, shown, *month, &people))
            .collect();
        let is_same = sets.iter().all(|one| Some(one) == sets.first());
        !is_same && !is_safe(gate, &sets, &people)
    })
}

/// The people of each unit with numbers of its own in a month.
fn people_in(ground: &Ground<'_>, observations: &[Observation], month: Month) -> BTreeMap<usize, u32> {
    let width = ground.units.len().max(1);
    let mut people: BTreeMap<usize, u32> = BTreeMap::new();
    for one in observations.iter().filter(|one| one.month == month) {
        if let Some(at) = place(ground.first, &ground.units, one) {
            let own = people.entry(at % width).or_default();
            *own = (*own).max(one.people);
        }
    }
    people
}

/// Whose figures are shown in a month: each unit's with all below it, and each merged group's.
fn sets_of(tree: &Parents, shown: &Shown, month: Month, people: &BTreeMap<usize, u32>) -> BTreeSet<Set> {
    let Some(forest) = tree.at(month) else {
        return BTreeSet::new();
    };
    let mut below: Vec<Set> = vec![Set::new(); forest.parents.len()];
    for unit in forest.downwards.iter().rev() {
        let mut own = below.get(*unit).cloned().unwrap_or_default();
        if people.contains_key(unit) {
            own.insert(*unit);
        }
        let parent = forest.parents.get(*unit).copied().flatten();
        if let Some(above) = parent.and_then(|parent| below.get_mut(parent)) {
            above.extend(&own);
        }
        if let Some(place) = below.get_mut(*unit) {
            *place = own;
        }
    }
    let ids: Vec<_> = tree.ids().collect();
    let position: BTreeMap<_, usize> = ids.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
    let mut sets = BTreeSet::new();
    for (at, unit) in ids.iter().enumerate() {
        if shown.figure(*unit, month).shown().is_some() {
            sets.insert(below.get(at).cloned().unwrap_or_default());
        }
        if let Some(group) = shown.group(*unit, month) {
            let members = group.members.iter().filter_map(|member| position.get(member));
            let mut all: Set = members
                .filter_map(|member| below.get(*member))
                .flatten()
                .copied()
                .collect();
            all.extend((group.has_own && people.contains_key(&at)).then_some(at));
            sets.insert(all);
        }
    }
    sets.remove(&Set::new());
    sets
}

/// Does nothing of fewer than the minimum follow from all these sets? Proven by the auditor of surveys; what cannot be proven is not safe.
fn is_safe(gate: Gate, sets: &[BTreeSet<Set>], people: &BTreeMap<usize, u32>) -> bool {
    let all: BTreeSet<&Set> = sets.iter().flatten().collect();
    // Only what differs, and what lies around it, can give anything away.
    let differs = |set: &&Set| sets.iter().any(|tree| !tree.contains(*set));
    let touched: Set = all.iter().copied().filter(differs).flatten().copied().collect();
    let near: Vec<&Set> = all.iter().copied().filter(|set| !set.is_disjoint(&touched)).collect();
    let units: Set = near.iter().copied().flatten().copied().collect();
    let inside: Vec<&Set> = all.iter().copied().filter(|set| set.is_subset(&units)).collect();
    let places: BTreeMap<usize, usize> = units.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
    let atoms = units
        .iter()
        .map(|unit| Atom {
            name: unit.to_string(),
            respondents: people.get(unit).copied().unwrap_or(0),
            invited: None,
        })
        .collect();
    let groups: Vec<Group> = inside
        .iter()
        .enumerate()
        .map(|(number, set)| Group {
            name: number.to_string(),
            family: String::new(),
            atoms: set.iter().filter_map(|unit| places.get(unit)).copied().collect(),
            weight: None,
            standing: Standing::MustShow,
        })
        .collect();
    let pattern = Pattern::new(vec![true; groups.len()]);
    let Ok(table) = Table::new(atoms, groups, Vec::new()) else {
        return false;
    };
    let Ok(rules) = Rules::at(gate.minimum()) else {
        return false;
    };
    let rules = Rules {
        participation: Participation::Known,
        colluders: 0,
        ..rules
    };
    audit(&table, &pattern, &rules).is_protected()
}
