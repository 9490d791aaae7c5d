//! Random organisations, and an attacker who finds nothing.

use proptest::prelude::*;
use trivsel_disclosure::*;

use crate::attacker::{Read, range, read, small_sets_that_follow};
use crate::site::{atoms, categories, group, known, layer, must_show, table};

const MINIMUM: u32 = 3;

/// Respondents, those who did not answer, and two answers to repeat, for each atom.
type People = Vec<(u32, u32, i64, i64)>;

fn people(atoms: std::ops::Range<usize>) -> impl Strategy<Value = People> {
    prop::collection::vec((0_u32..5, 0_u32..3, 0_i64..3, 0_i64..3), atoms)
}

fn made(people: &People, groups: Vec<Group>) -> Table {
    let sizes: Vec<(u32, u32)> = people.iter().map(|(own, others, ..)| (*own, own + others)).collect();
    let answers: Vec<Vec<i64>> = people
        .iter()
        .map(|(own, _, one, other)| {
            (0..*own)
                .map(|turn| if turn % 2 == 0 { *one } else { *other })
                .collect()
        })
        .collect();
    table(atoms(&sizes), groups, vec![layer("mood", 0, 2, &answers)])
}

/// What the attacker must not be able to do, checked by brute force.
fn attack(table: &Table, rules: &Rules, release: &Release, released: &[Released]) -> Result<(), TestCaseError> {
    let minimum = i64::from(rules.minimum);
    let counts: Vec<i64> = table.atoms().iter().map(|atom| i64::from(atom.respondents)).collect();
    let earlier = |quantity: &Quantity| {
        released
            .iter()
            .filter(|one| one.quantity == *quantity)
            .map(|one| Read {
                atoms: one.atoms.clone(),
                low: one.low,
                high: one.high,
            })
            .collect::<Vec<Read>>()
    };
    let mut seen = read(release, &Quantity::Respondents);
    seen.extend(earlier(&Quantity::Respondents));
    let mood = Quantity::Sum("mood".to_owned());
    let mut sums = read(release, &mood);
    sums.extend(earlier(&mood));
    let sets: Vec<Vec<usize>> = seen.iter().chain(&sums).map(|one| one.atoms.clone()).collect();
    let known = |atom: usize| vec![atom];
    for colluders in 0..=rules.colluders {
        // Every respondent of an atom of one or two who put their heads together is as good as a figure of that atom.
        let few: Vec<usize> = (0..counts.len())
            .filter(|atom| (1..=i64::from(colluders)).contains(&counts[*atom]))
            .collect();
        for one in &few {
            for other in &few {
                let told: i64 = if one == other {
                    counts[*one]
                } else {
                    counts[*one] + counts[*other]
                };
                if told > i64::from(colluders) {
                    continue;
                }
                let mut with = sets.clone();
                with.extend([known(*one), known(*other)]);
                let own: Vec<i64> = (0..counts.len())
                    .map(|atom| {
                        if atom == *one || atom == *other {
                            0
                        } else {
                            counts[atom]
                        }
                    })
                    .collect();
                let found = small_sets_that_follow(&with, &own, minimum - told);
                prop_assert!(found.is_empty(), "with {one} and {other} known: {found:?}");
            }
        }
    }
    let found = small_sets_that_follow(&sets, &counts, minimum);
    prop_assert!(found.is_empty(), "{found:?}");
    let invited: Vec<(i64, i64)> = table
        .atoms()
        .iter()
        .map(|atom| (0, i64::from(atom.invited.unwrap())))
        .collect();
    let bounds: Vec<(i64, i64)> = counts.iter().map(|count| (0, 2 * count)).collect();
    for (at, group) in table.groups().iter().enumerate() {
        let total = |values: &dyn Fn(usize) -> i64| -> i64 { group.atoms.iter().map(|atom| values(*atom)).sum() };
        let (count, most) = (total(&|atom| counts[atom]), total(&|atom| invited[atom].1));
        if release.pattern().is_shown(at) {
            prop_assert!(count >= minimum);
            continue;
        }
        if count >= minimum || most == 0 {
            continue;
        }
        let (low, high) = range(&seen, &invited, &group.atoms);
        prop_assert!(
            low <= (count - 1).max(0) && high >= (count + 1).max(minimum).min(most),
            "{} in {low}..={high}",
            group.name
        );
        if count > 0 {
            let Answers::Sums { tallies, .. } = &table.layers()[0].answers else {
                unreachable!()
            };
            let sum = total(&|atom| tallies[atom].sum);
            let open = (count * 2 * i64::from(rules.share) + 99) / 100;
            let (low, high) = range(&sums, &bounds, &group.atoms);
            prop_assert!(
                low <= (sum - open).max(0) && high >= (sum + open).min(2 * count),
                "{} has {sum} in {low}..={high}",
                group.name
            );
        }
    }
    Ok(())
}

fn check(table: &Table, released: &[Released]) -> Result<(), TestCaseError> {
    let rules = Rules {
        finest: 100,
        ..Rules::at(MINIMUM).unwrap()
    };
    match protect(table, &rules) {
        Ok(protection) => {
            for open in protection.audit.open() {
                let pattern = protection.release.pattern();
                prop_assert_eq!(
                    verify_witness(table, pattern, &rules, &open.witness),
                    Ok((open.low, open.high))
                );
            }
            attack(table, &rules, &protection.release, released)?;
            let again = protect(table, &rules).unwrap();
            prop_assert_eq!(again.release.pattern(), protection.release.pattern());
            Ok(())
        }
        Err(Refusal::NotProven(findings)) => Err(TestCaseError::fail(format!("{findings:?}"))),
        Err(_) => Ok(()),
    }
}

fn tree_groups(parents: &[usize], of_atom: impl Fn(usize) -> usize, atoms: usize) -> Vec<Group> {
    let is_within = |mut unit: usize, top: usize| loop {
        if unit == top {
            return true;
        }
        if unit == 0 {
            return false;
        }
        unit = parents[unit] % unit;
    };
    (0..parents.len())
        .map(|top| {
            group(
                &format!("unit {top}"),
                "units",
                (0..atoms).filter(|atom| is_within(of_atom(*atom), top)),
            )
        })
        .collect()
}

/// The properties would hold of a protector that refuses everything: of ordinary organisations it refuses none.
#[test]
fn ordinary_organisations_are_published_and_most_of_their_groups_shown() {
    let rules = Rules::at(5).unwrap();
    for turn in 0..40_u32 {
        let sizes: Vec<(u32, u32)> = (0..24)
            .map(|atom| {
                let own = 1 + (atom * 7 + turn * 5 + atom * atom * 3) % 11;
                (own, own + 1 + (atom + turn) % 4)
            })
            .collect();
        let answers: Vec<Vec<i64>> = sizes
            .iter()
            .enumerate()
            .map(|(atom, (own, _))| {
                (0..*own)
                    .map(|person| i64::from((person * 5 + turn) % 9) + atom as i64 % 5)
                    .collect()
            })
            .collect();
        let mut groups = vec![must_show(group("all", "units", 0..24))];
        groups.extend((0..3).map(|area| group(&format!("area {area}"), "units", area * 8..area * 8 + 8)));
        groups.extend((0..12).map(|team| group(&format!("team {team}"), "units", team * 2..team * 2 + 2)));
        groups.extend((0..2).map(|job| group(&format!("job {job}"), "jobs", (0..24).filter(|atom| atom % 2 == job))));
        let table = table(atoms(&sizes), groups, vec![layer("mood", 0, 16, &answers)]);
        let protection = protect(&table, &rules).unwrap();
        let shown = 18 - protection.release.pattern().hidden().count();
        assert!(shown >= 12, "{shown} of 18 in turn {turn}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_found_in_a_tree(people in people(1..8), parents in prop::collection::vec(0_usize..8, 8)) {
        let parents = &parents[..people.len()];
        check(&made(&people, tree_groups(parents, |atom| atom, people.len())), &[])?;
    }

    #[test]
    fn nothing_is_found_in_a_tree_crossed_with_jobs(people in people(8..9), parents in prop::collection::vec(0_usize..4, 4)) {
        let mut groups = tree_groups(&parents, |atom| atom / 2, 8);
        for job in 0..2 {
            groups.push(group(&format!("job {job}"), "jobs", (0..8).filter(|atom| atom % 2 == job)));
        }
        for unit in 0..4 {
            for job in 0..2 {
                groups.push(group(&format!("unit {unit} job {job}"), "units x jobs", [unit * 2 + job]));
            }
        }
        check(&made(&people, groups), &[])?;
    }

    #[test]
    fn nothing_is_found_in_groups_that_overlap_as_they_like(
        people in people(7..8),
        sets in prop::collection::vec(1_u32..128, 1..7),
    ) {
        let groups = sets.iter().enumerate().map(|(number, set)| {
            group(&format!("project {number}"), &format!("family {}", number % 3), (0..7).filter(|atom| set >> atom & 1 == 1))
        });
        check(&made(&people, groups.collect()), &[])?;
    }

    /// Every table of shares that looks the same is tried.
    #[test]
    fn shares_of_a_small_group_stay_open(
        shares in prop::collection::vec((0_u32..4, 0_u32..4, 0_u32..4), 4),
        crosses in any::<bool>(),
    ) {
        let sizes: Vec<(u32, u32)> = shares.iter().map(|(one, other, third)| (one + other + third, one + other + third + 2)).collect();
        let counts: Vec<Vec<u32>> = shares.iter().map(|(one, other, third)| vec![*one, *other, *third]).collect();
        let counts: Vec<&[u32]> = counts.iter().map(Vec::as_slice).collect();
        let mut groups = vec![group("all", "units", 0..4), group("a", "units", [0, 1]), group("b", "units", [2])];
        if crosses {
            groups.push(group("job", "jobs", [0, 2]));
        }
        let table = table(atoms(&sizes), groups, vec![categories("how often", &counts)]);
        let rules = known(4);
        let Ok(protection) = protect(&table, &rules) else { return Ok(()) };
        let release = &protection.release;
        // By atom and category: what was read, and that the respondents of each atom are known.
        let variables = |atoms: &[usize], categories: &[usize]| -> Vec<usize> {
            atoms.iter().flat_map(|atom| categories.iter().map(move |category| atom * 3 + category)).collect()
        };
        let mut seen: Vec<Read> = release.released().into_iter().filter_map(|one| match one.quantity {
            Quantity::Categories(_, categories) => Some(Read { atoms: variables(&one.atoms, &categories), low: one.low, high: one.high }),
            _ => None,
        }).collect();
        let people = |atom: usize| i64::from(sizes[atom].0);
        seen.extend((0..4).map(|atom| Read { atoms: variables(&[atom], &[0, 1, 2]), low: people(atom), high: people(atom) }));
        let bounds: Vec<(i64, i64)> = (0..12).map(|variable| (0, people(variable / 3))).collect();
        for (at, group) in table.groups().iter().enumerate() {
            let count: i64 = group.atoms.iter().map(|atom| people(*atom)).sum();
            if count == 0 {
                continue;
            }
            let chose = |category: usize| -> i64 { group.atoms.iter().map(|atom| i64::from(counts[*atom][category])).sum() };
            for category in 0..3 {
                let value = chose(category);
                let (low, high) = range(&seen, &bounds, &variables(&group.atoms, &[category]));
                if count < 4 {
                    let open = (count + 3) / 4;
                    prop_assert!(low <= (value - open).max(0) && high >= (value + open).min(count), "{value} in {low}..={high}");
                } else if (1..3).contains(&value) || value == count {
                    prop_assert!(low < high, "{} of {count} in {low}..={high}, {}", value, release.pattern().is_shown(at));
                }
            }
        }
    }

    #[test]
    fn nothing_is_found_after_two_releases_of_the_same_answers(
        people in people(6..7),
        first in prop::collection::vec(1_u32..64, 1..4),
        second in prop::collection::vec(1_u32..64, 1..4),
    ) {
        let groups = |name: &str, sets: &[u32]| sets.iter().enumerate().map(|(number, set)| {
            group(&format!("{name} {number}"), "", (0..6).filter(|atom| set >> atom & 1 == 1))
        }).collect::<Vec<Group>>();
        let rules = Rules { finest: 100, ..Rules::at(MINIMUM).unwrap() };
        let one = made(&people, groups("first", &first));
        let Ok(protection) = protect(&one, &rules) else { return Ok(()) };
        let mut ledger = Ledger::default();
        ledger.add("first", &one, &protection.release);
        let two = made(&people, groups("second", &second));
        let released = ledger.rows_for(&two).unwrap();
        check(&two.with_released(released.clone()).unwrap(), &released)?;
    }
}
