//! The path by sizes alone, held against the auditor and against every other choice.

use proptest::prelude::*;
use trivsel_disclosure::*;

use crate::site::{group, known, table};

/// A forest from what each unit names as its parent; a unit that names itself stands at the top.
fn parents(names: &[usize]) -> Vec<Option<usize>> {
    let parent = |(unit, name): (usize, &usize)| (name % (unit + 1) != unit).then_some(name % (unit + 1));
    names.iter().enumerate().map(parent).collect()
}

fn is_within(parents: &[Option<usize>], unit: usize, top: usize) -> bool {
    let mut at = Some(unit);
    while let Some(unit) = at {
        if unit == top {
            return true;
        }
        at = parents[unit];
    }
    false
}

fn audited(parents: &[Option<usize>], own: &[Option<u32>], shown: &[bool], merged: &[Together], minimum: u32) -> bool {
    let atoms = own.iter().enumerate().map(|(unit, people)| Atom {
        name: unit.to_string(),
        respondents: people.unwrap_or(0),
        invited: Some(people.unwrap_or(0)),
    });
    let groups = (0..own.len()).map(|top| {
        let atoms = (0..own.len()).filter(|unit| is_within(parents, *unit, top));
        group(&top.to_string(), "units", atoms)
    });
    let merged_groups = merged.iter().map(|one| {
        let is_in = |unit: &usize| {
            (one.has_own && *unit == one.parent) || one.members.iter().any(|member| is_within(parents, *unit, *member))
        };
        group(&format!("below {}", one.parent), "merged", (0..own.len()).filter(is_in))
    });
    let table = table(atoms.collect(), groups.chain(merged_groups).collect(), vec![]);
    let shown = shown.iter().copied().chain(merged.iter().map(|_| true));
    audit(&table, &Pattern::new(shown.collect()), &known(minimum)).is_protected()
}

#[test]
fn own_people_join_a_small_child_before_a_sibling_has_to() {
    // Six of its own, a child of three and one of eight: the old gate hid the eight where the six are enough.
    let parents = [None, Some(0), Some(0)];
    let downwards = [0, 1, 2];
    let forest = Forest::new(&parents, &downwards);
    let own = [Some(6), Some(3), Some(8)];
    let merged = forest.merge(&own, 5);
    assert_eq!(
        merged.places,
        [Place::Shown, Place::Hidden { under: Some(0) }, Place::Shown]
    );
    assert_eq!(merged.groups[0].members, [1]);
    assert!(merged.groups[0].has_own);
    assert_eq!(forest.smallest(&own, &merged), Some(8));
}

#[test]
fn the_sibling_with_the_least_below_it_is_hidden() {
    // Unit 2 has nine people in one place, unit 3 has eight in two.
    let parents = [None, Some(0), Some(0), Some(0), Some(3), Some(3)];
    let downwards = [0, 1, 2, 3, 4, 5];
    let own = [None, Some(3), Some(9), None, Some(6), Some(6)];
    let merged = Forest::new(&parents, &downwards).merge(&own, 5);
    assert_eq!(merged.groups[0].members, [1, 2]);
    assert_eq!(merged.places[4], Place::Shown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_shown_by_size_passes_the_auditor_and_nothing_of_the_kind_shows_more(
        names in prop::collection::vec(0_usize..8, 1..8),
        own in prop::collection::vec(prop::option::of(1_u32..9), 8),
    ) {
        const MINIMUM: u32 = 5;
        let parents = parents(&names);
        let own = &own[..names.len()];
        let downwards: Vec<usize> = (0..names.len()).collect();
        let forest = Forest::new(&parents, &downwards);
        let merged = forest.merge(own, MINIMUM);
        let shown: Vec<bool> = merged.places.iter().map(|place| *place == Place::Shown).collect();
        prop_assert!(audited(&parents, own, &shown, &merged.groups, MINIMUM));
        if let Some(smallest) = forest.smallest(own, &merged) {
            prop_assert!(smallest >= u64::from(MINIMUM));
        }
        let people = |top: usize| -> u32 {
            (0..own.len()).filter(|unit| is_within(&parents, *unit, top)).filter_map(|unit| own[unit]).sum()
        };
        let weight = |shown: &[bool]| -> f64 {
            (0..own.len()).filter(|unit| shown[*unit]).map(|unit| (1.0 + f64::from(people(unit))).ln()).sum()
        };
        // Of the same kind: nothing below a hidden unit is shown, and nobody is not shown.
        let others = (0_u32..1 << own.len())
            .map(|set| (0..own.len()).map(|unit| set >> unit & 1 == 1).collect::<Vec<bool>>())
            .filter(|other| (0..own.len()).all(|unit| !other[unit] || people(unit) > 0 && parents[unit].is_none_or(|parent| other[parent])))
            .filter(|other| audited(&parents, own, other, &[], MINIMUM));
        let most = others.map(|other| weight(&other)).fold(0.0, f64::max);
        prop_assert!(weight(&shown) >= most - 1e-9, "shows {}, and {} could be", weight(&shown), most);
    }
}
