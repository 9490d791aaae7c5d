//! The fewest people whose figures follow, on overlapping groups, against every combination there is.

use num_rational::Ratio;
use num_traits::{One, Zero};
use trivsel_disclosure::*;

use crate::numbers::Numbers;
use crate::site::{atoms, everything, group, table};

type Line = Vec<Ratio<i64>>;

/// Sets brought to a form in which each line has a place of its own; a combination of them that is a set takes each line once or not
/// at all.
fn lines(sets: &[Vec<usize>], width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = sets
        .iter()
        .map(|set| {
            (0..width)
                .map(|place| Ratio::from(i64::from(set.contains(&place))))
                .collect()
        })
        .collect();
    let mut done = 0;
    for place in 0..width {
        let Some(pivot) = (done..lines.len()).find(|line| !lines[*line][place].is_zero()) else {
            continue;
        };
        lines.swap(done, pivot);
        let share = lines[done][place];
        lines[done].iter_mut().for_each(|value| *value /= share);
        let own = lines[done].clone();
        for (number, line) in lines.iter_mut().enumerate().filter(|(number, _)| *number != done) {
            assert_ne!(number, done);
            let times = line[place];
            line.iter_mut()
                .zip(&own)
                .for_each(|(value, other)| *value -= times * other);
        }
        done += 1;
    }
    lines.truncate(done);
    lines
}

/// The fewest people, one at least, in a set that is a combination of the sets.
fn fewest(sets: &[Vec<usize>], people: &[i64]) -> Option<i64> {
    let lines = lines(sets, people.len());
    (1_u32..1 << lines.len())
        .filter_map(|taken| {
            let taken = || lines.iter().enumerate().filter(move |(line, _)| taken >> line & 1 == 1);
            let shares = (0..people.len()).map(|place| taken().map(|(_, line)| line[place]).sum::<Ratio<i64>>());
            let mut count = 0;
            for (share, people) in shares.zip(people) {
                if share.is_one() {
                    count += people;
                } else if !share.is_zero() {
                    return None;
                }
            }
            (count > 0).then_some(count)
        })
        .min()
}

/// A system of overlapping groups: atoms of up to 24 people, some of nobody, in sets of any kind.
fn system(numbers: &mut Numbers) -> Table {
    let width = 4 + numbers.below(7);
    let largest = 1 + numbers.below(24);
    let sizes: Vec<(u32, u32)> = (0..width)
        .map(|_| {
            let people = if numbers.below(12) == 0 {
                0
            } else {
                1 + numbers.below(largest)
            };
            (people, people + 1 + numbers.below(4))
        })
        .collect();
    let count = 3 + numbers.below(7);
    let share = 2 + numbers.below(3);
    let groups = (0..count)
        .map(|number| {
            let members: Vec<usize> = (0..sizes.len()).filter(|_| numbers.below(share) == 0).collect();
            group(&number.to_string(), "sets", members)
        })
        .collect();
    table(atoms(&sizes), groups, vec![])
}

#[test]
fn a_smallest_group_that_is_called_exact_is_the_smallest_of_every_combination() {
    let mut numbers = Numbers::from(11);
    let (mut exact, mut under) = (0, 0);
    for case in 0..1_000_u32 {
        let table = system(&mut numbers);
        let rules = Rules::at(2 + case % 19).unwrap();
        let found = audit(&table, &everything(&table), &rules).smallest();
        let sets: Vec<Vec<usize>> = table.groups().iter().map(|group| group.atoms.clone()).collect();
        let people: Vec<i64> = table.atoms().iter().map(|atom| i64::from(atom.respondents)).collect();
        let least = fewest(&sets, &people);
        if found.is_exact {
            exact += 1;
            assert_eq!(
                Some(found.respondents),
                least,
                "case {case}, minimum {}: {people:?} {sets:?}",
                rules.minimum
            );
        }
        assert!(
            least.is_none_or(|least| found.respondents <= least),
            "case {case}: {found:?}, and {least:?} follow"
        );
        if least.is_some_and(|least| least < i64::from(rules.minimum)) {
            under += 1;
        }
    }
    // Most that follow are found just so; the others rest on atoms of nobody.
    assert!(
        exact * 10 > under * 9,
        "{exact} exact where {under} lie under the minimum"
    );
}

#[test]
fn of_several_sets_under_the_minimum_the_smallest_is_told_and_shown_how() {
    // Three groups that overlap, all under a minimum of 15: 3 follow from the first less the second.
    let table = table(
        atoms(&[(3, 5), (6, 8), (4, 6), (9, 12)]),
        vec![
            group("a", "one", [0, 1]),
            group("b", "two", [1, 2]),
            group("c", "three", [0, 1, 2]),
            group("d", "four", [1, 2, 3]),
        ],
        vec![],
    );
    let audit = audit(&table, &everything(&table), &Rules::at(15).unwrap());
    assert_eq!(
        audit.smallest(),
        SmallestGroup {
            respondents: 3,
            is_exact: true
        }
    );
    let follows = audit.findings().iter().find_map(|finding| match finding {
        Finding::Derivable { respondents, follows } => Some((*respondents, follows.clone())),
        _ => None,
    });
    let (respondents, follows) = follows.unwrap();
    assert_eq!((respondents, &follows.atoms[..]), (3, &[0][..]));
    assert_eq!(verify_multipliers(&table, &everything(&table), &follows), Ok(()));
}
