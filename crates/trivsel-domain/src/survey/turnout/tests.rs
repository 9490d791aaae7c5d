#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::survey::SnapshotUnit;

fn unit(number: u128) -> UnitId {
    UnitId(Uuid::from_u128(number))
}

/// A top with units below it; each group is of one unit.
fn ground(sizes: &[u64]) -> (Snapshot, Vec<Cell>) {
    let top = unit(1000);
    let below = |at: usize| unit(at as u128 + 1);
    let mut units = vec![SnapshotUnit {
        id: top,
        parent: None,
        name: "Top".into(),
    }];
    units.extend((0..sizes.len()).map(|at| SnapshotUnit {
        id: below(at),
        parent: Some(top),
        name: format!("Enhed {at}"),
    }));
    let cells = sizes.iter().enumerate().map(|(at, invited)| Cell {
        number: u32::try_from(at).unwrap(),
        unit: below(at),
        units: vec![below(at)],
        job_groups: Vec::new(),
        invited: u32::try_from(*invited).unwrap(),
    });
    let snapshot: Snapshot = serde_json::from_value(serde_json::to_value(&units).unwrap()).unwrap();
    (snapshot, cells.collect())
}

fn told_of(sizes: &[u64], answered: &[u64], minimum: u32) -> TurnoutTold {
    let (snapshot, cells) = ground(sizes);
    let answered = answered
        .iter()
        .enumerate()
        .map(|(at, given)| (u32::try_from(at).unwrap(), *given));
    TurnoutTold::of(&snapshot, &cells, &answered.collect(), minimum)
}

#[test]
fn large_parts_are_told_in_steps_and_small_ones_only_with_the_rest() {
    let told = told_of(&[40, 34, 12], &[27, 9, 11], 5);
    assert_eq!((told.invited, told.at_least), (86, 40));
    let parts: Vec<(u64, u64)> = told.parts.iter().map(|part| (part.invited, part.at_least)).collect();
    assert_eq!(parts, [(40, 20), (34, 0)]);
    assert_eq!(
        told_of(&[40, 12], &[27, 9], 5).parts,
        [],
        "one part would tell the other"
    );
}

#[test]
fn nobody_learns_that_everybody_has_answered() {
    for sizes in [vec![10], vec![30, 30], vec![40, 30, 6]] {
        let told = told_of(&sizes, &sizes, 5);
        assert!(told.at_least + 5 <= told.invited, "{told:?}");
        for part in &told.parts {
            assert!(part.at_least + 5 <= part.invited, "{told:?}");
        }
    }
    let strict = told_of(&[60, 60], &[19, 21], 20);
    assert_eq!(
        strict.parts.iter().map(|part| part.at_least).collect::<Vec<_>>(),
        [0, 20],
        "never fewer than the minimum"
    );
}

/// All numbers of answers that look like this, by part and for those in none.
fn possible(sizes: &[u64], told: &TurnoutTold, minimum: u32) -> Vec<Vec<u64>> {
    let mut found: Vec<Vec<u64>> = vec![Vec::new()];
    for size in sizes {
        found = found
            .iter()
            .flat_map(|row| (0..=*size).map(|given| [row.as_slice(), &[given]].concat()))
            .collect();
    }
    found.retain(|given| told_of(sizes, given, minimum) == *told);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// For every part, and for those in none: among all numbers of answers that look the same there is one where the minimum is missing.
    #[test]
    fn whatever_is_told_in_every_part_the_minimum_may_still_be_missing(
        sizes in (30_u64..36, 30_u64..36, 5_u64..14),
        shares in (0.6_f64..=1.0, 0.6_f64..=1.0, 0.6_f64..=1.0),
    ) {
        let sizes = [sizes.0, sizes.1, sizes.2];
        let given: Vec<u64> = sizes.iter().zip([shares.0, shares.1, shares.2])
            .map(|(size, share)| (*size as f64 * share).round() as u64).collect();
        let told = told_of(&sizes, &given, 5);
        let possible = possible(&sizes, &told, 5);
        prop_assert!(possible.contains(&given));
        for (at, size) in sizes.iter().enumerate() {
            let fewest = possible.iter().map(|row| row[at]).min().unwrap();
            prop_assert!(fewest + 5 <= *size, "{told:?}: at least {fewest} of {size}");
        }
    }
}
