//! An attacker who tries every table.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;

/// A whole of some parts, one atom each; all shown where possible.
fn shares(parts: &[Vec<u32>], shown: &[usize], means: bool) -> Shares {
    let mut groups: Vec<Vec<usize>> = vec![(0..parts.len()).collect()];
    groups.extend((0..parts.len()).map(|part| vec![part]));
    let points = (0..).take(parts[0].len()).collect();
    Shares {
        questions: vec![Question {
            counts: parts.to_vec(),
            points: if means { vec![(0, points)] } else { Vec::new() },
            groups: std::iter::once(0).chain(shown.iter().map(|part| part + 1)).collect(),
        }],
        means: vec![if means { (0..groups.len()).collect() } else { Vec::new() }],
        groups,
        cell: 3,
    }
}

/// Every table of so many people in each part that looks like the true one.
fn alike(shares: &Shares, pooled: &Pooled) -> Vec<Vec<Vec<u32>>> {
    let truth = &shares.questions[0].counts;
    let rows: Vec<Vec<Vec<u32>>> = truth.iter().map(|row| every_row(row.iter().sum(), row.len())).collect();
    let mut tables: Vec<Vec<Vec<u32>>> = vec![Vec::new()];
    for row in rows {
        tables = tables
            .into_iter()
            .flat_map(|table| row.iter().map(move |own| [table.clone(), vec![own.clone()]].concat()))
            .collect();
    }
    tables.retain(|table| {
        let changed = Question {
            counts: table.clone(),
            ..shares.questions[0].clone()
        };
        let looks_alike = pooled[0].iter().all(|(group, pools)| {
            let sums = |question: &Question| question.sums(&shares.groups[*group]);
            pools
                .iter()
                .all(|pool| total(&sums(&changed), pool) == total(&sums(&shares.questions[0]), pool))
        });
        let mean = |question: &Question, group: usize| -> u64 {
            (0..)
                .zip(question.sums(&shares.groups[group]))
                .map(|(value, count)| value * count)
                .sum()
        };
        let means_agree = shares.means[0]
            .iter()
            .all(|group| mean(&changed, *group) == mean(&shares.questions[0], *group));
        looks_alike && means_agree
    });
    tables
}

fn every_row(people: u32, options: usize) -> Vec<Vec<u32>> {
    if options == 1 {
        return vec![vec![people]];
    }
    let rest = |first: u32| every_row(people - first, options - 1).into_iter();
    (0..=people)
        .flat_map(|first| rest(first).map(move |rest| [vec![first], rest].concat()))
        .collect()
}

/// Options of parts that few chose, and of which it follows that somebody did.
fn told(shares: &Shares, pooled: &Pooled) -> Vec<(usize, usize)> {
    let tables = alike(shares, pooled);
    let truth = &shares.questions[0].counts;
    let mut found = Vec::new();
    for (part, row) in truth.iter().enumerate() {
        for (option, count) in row.iter().enumerate() {
            if (1..3).contains(count) && tables.iter().all(|table| table[part][option] > 0) {
                found.push((part, option));
            }
        }
    }
    found
}

#[test]
fn what_few_chose_does_not_follow_from_the_neighbours() {
    // One of the first is always bullied. Pooled by itself, the second and the whole would say so.
    let parts = [vec![4, 3, 4, 1], vec![3, 3, 4, 4]];
    let shares = shares(&parts, &[0, 1], false);
    let alone: Pooled = vec![
        [
            (0, vec![vec![0], vec![1], vec![2], vec![3]]),
            (1, vec![vec![0], vec![1], vec![2, 3]]),
            (2, vec![vec![0], vec![1], vec![2], vec![3]]),
        ]
        .into(),
    ];
    assert_eq!(told(&shares, &alone), [(0, 3)]);
    assert_eq!(told_shares(&shares, &alone).len(), 1);
    let pooled = pool_shares(&shares);
    assert_eq!(pooled[0][&0], [[0], [1], [2], [3]]);
    assert_eq!(pooled[0][&1], [vec![0], vec![1], vec![2, 3]]);
    assert_eq!(pooled[0][&2], pooled[0][&1]);
    assert!(told(&shares, &pooled).is_empty() && told_shares(&shares, &pooled).is_empty());
}

#[test]
fn a_mean_beside_a_pool_says_what_is_in_it() {
    // Two options pooled and the mean of the same question: two equations for two numbers.
    let parts = [vec![4, 3, 4, 1], vec![3, 3, 4, 4]];
    let shares = shares(&parts, &[0, 1], true);
    let pools = vec![vec![0], vec![1], vec![2, 3]];
    let pooled: Pooled = vec![[(0, pools.clone()), (1, pools.clone()), (2, pools)].into()];
    assert_eq!(told(&shares, &pooled), [(0, 3)]);
    assert!(!told_shares(&shares, &pooled).is_empty());
    let pooled = pool_shares(&shares);
    assert!(pooled[0].contains_key(&1), "in coarser pools it can be shown");
    assert_eq!(told(&shares, &pooled), []);
}

#[test]
fn of_yes_and_no_some_groups_are_left_out() {
    let parts = [vec![20, 1], vec![20, 2], vec![18, 4], vec![19, 5]];
    let shares = shares(&parts, &[0, 1, 2, 3], false);
    let pooled = pool_shares(&shares);
    assert_eq!(pooled[0].keys().copied().collect::<Vec<usize>>(), [0, 3, 4]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn nothing_follows_that_few_chose(
        parts in prop::collection::vec(prop::collection::vec(0_u32..4, 3), 2..4),
        hidden in 0_usize..5,
        means: bool,
    ) {
        let shown: Vec<usize> = (0..parts.len()).filter(|part| *part != hidden).collect();
        let shares = shares(&parts, &shown, means);
        let pooled = pool_shares(&shares);
        // Means of so few are not shown elsewhere: what they say alone is no news of shares.
        let nothing: Pooled = vec![BTreeMap::new()];
        let said = told(&shares, &nothing);
        let told: Vec<(usize, usize)> = told(&shares, &pooled).into_iter().filter(|one| !said.contains(one)).collect();
        prop_assert_eq!(told, []);
    }
}
