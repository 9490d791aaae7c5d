//! Trees take a path of their own, which hides no more than any other way would have to.

use proptest::prelude::*;
use trivsel_disclosure::*;

use crate::site::{atoms, group, layer, must_show, table};

#[test]
fn a_small_unit_takes_the_lightest_sibling_with_it() {
    let table = table(
        atoms(&[(3, 5), (8, 12), (20, 30)]),
        vec![
            must_show(group("all", "units", 0..3)),
            group("a", "units", [0]),
            group("b", "units", [1]),
            group("c", "units", [2]),
        ],
        vec![],
    );
    let protection = protect(&table, &Rules::at(5).unwrap()).unwrap();
    let hidden: Vec<usize> = protection.release.pattern().hidden().collect();
    assert_eq!(hidden, [1, 2]);
    assert_eq!(protection.method, Method::Tree);
    assert_eq!(protection.least_cost, Some(protection.cost));
    assert_eq!(protection.merges.len(), 1);
    let merge = &protection.merges[0];
    assert_eq!(
        (merge.within, &merge.members[..], merge.respondents),
        (0, &[1, 2][..], 11)
    );
    assert_eq!(
        protection.release.respondents_together(merge),
        Some(Figure::Exact(11.0))
    );
    assert_eq!(protection.release.respondents(3), Some(Figure::Exact(20.0)));
    assert_eq!(protection.release.respondents(1), None);
    assert_eq!(
        protection.audit.smallest(),
        SmallestGroup {
            respondents: 11,
            is_exact: true
        }
    );
}

#[test]
fn own_few_of_a_unit_are_protected_like_a_child() {
    // Two people belong to the parent itself: both children shown would give them away.
    let table = table(
        atoms(&[(2, 4), (9, 14), (30, 40)]),
        vec![
            must_show(group("all", "units", 0..3)),
            group("b", "units", [1]),
            group("c", "units", [2]),
        ],
        vec![],
    );
    let protection = protect(&table, &Rules::at(5).unwrap()).unwrap();
    assert_eq!(protection.release.pattern().hidden().collect::<Vec<_>>(), [1]);
    assert!(protection.merges[0].has_own);
}

#[test]
fn a_unit_with_one_child_of_the_same_people_is_one_cell() {
    let table = table(
        atoms(&[(3, 5), (8, 12)]),
        vec![
            must_show(group("all", "units", 0..2)),
            group("a", "units", [0]),
            group("a below", "units", [0]),
            group("b", "units", [1]),
        ],
        vec![],
    );
    let protection = protect(&table, &Rules::at(5).unwrap()).unwrap();
    assert_eq!(protection.release.pattern().hidden().collect::<Vec<_>>(), [1, 2, 3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Every pattern of a small tree is audited: none that passes hides less.
    #[test]
    fn no_pattern_that_protects_hides_less_than_the_tree_path(
        people in prop::collection::vec((0_u32..9, 0_u32..6, 0_i64..5), 2..7),
        parents in prop::collection::vec(0_usize..8, 8),
    ) {
        let count = people.len();
        let sizes: Vec<(u32, u32)> = people.iter().map(|(own, others, _)| (*own, own + others)).collect();
        let answers: Vec<Vec<i64>> = people.iter().map(|(own, _, answer)| vec![*answer; *own as usize]).collect();
        let is_within = |mut unit: usize, top: usize| loop {
            if unit == top { return true; }
            if unit == 0 { return false; }
            unit = parents[unit] % unit;
        };
        let groups: Vec<Group> = (0..count)
            .map(|top| group(&format!("{top}"), "units", (0..count).filter(|atom| is_within(*atom, top))))
            .collect();
        let table = table(atoms(&sizes), groups, vec![layer("mood", 0, 4, &answers)]);
        let rules = Rules::at(5).unwrap();
        let weight = |group: usize| (1.0 + table.respondents(group) as f64).ln();
        let patterns = (0_u32..1 << count).map(|set| Pattern::new((0..count).map(|group| set >> group & 1 == 1).collect()));
        let least = patterns
            .filter(|pattern| (0..count).all(|group| !pattern.is_shown(group) || table.respondents(group) > 0))
            .filter(|pattern| audit(&table, pattern, &rules).is_protected())
            .map(|pattern| pattern.hidden().map(weight).sum::<f64>())
            .fold(f64::INFINITY, f64::min);
        let protection = protect(&table, &rules).unwrap();
        prop_assert_eq!(protection.method, Method::Tree);
        let cost: f64 = protection.release.pattern().hidden().map(weight).sum();
        prop_assert!((cost - least).abs() < 1e-9, "hides {}, and {} is enough", cost, least);
    }
}
