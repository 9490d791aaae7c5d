//! What hiding costs against the least possible: crossings of three units and three job groups, small enough to audit every pattern.
//! Prints, for so many tables, how far the linear programs and the search for the cheapest pattern lie above the least: `cost TABLES`.
#![allow(clippy::print_stdout)]

use std::error::Error;

use trivsel_disclosure::{Atom, Effort, Group, Method, Pattern, Rules, Standing, Table, audit, protect};

/// A linear congruential generator: the tables need variety, not chance.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % limit).unwrap_or_default()
    }
}

fn crossing(numbers: &mut Numbers) -> Result<Table, Box<dyn Error>> {
    let atoms = (0..9)
        .map(|cell| {
            let respondents = if numbers.below(4) == 0 {
                1 + numbers.below(4)
            } else {
                5 + numbers.below(12)
            };
            Atom {
                name: format!("{}-{}", cell / 3, cell % 3),
                respondents,
                invited: Some(respondents + 2 + numbers.below(6)),
            }
        })
        .collect();
    let group = |name: String, family: &str, standing: Standing, atoms: Vec<usize>| Group {
        name,
        family: family.to_owned(),
        atoms,
        weight: None,
        standing,
    };
    let mut groups = vec![group("all".to_owned(), "all", Standing::MustShow, (0..9).collect())];
    for line in 0..3 {
        let unit = (0..3).map(|job| line * 3 + job).collect();
        let job = (0..3).map(|unit| unit * 3 + line).collect();
        groups.push(group(format!("unit {line}"), "units", Standing::Free, unit));
        groups.push(group(format!("job {line}"), "jobs", Standing::Free, job));
    }
    groups.extend((0..9).map(|cell| group(format!("cell {cell}"), "cells", Standing::Free, vec![cell])));
    Ok(Table::new(atoms, groups, vec![])?)
}

/// The least any pattern that passes the audit hides beside what is too small to show.
fn least(table: &Table, rules: &Rules) -> f64 {
    let minimum = u64::from(rules.minimum);
    let free: Vec<usize> = (1..table.groups().len())
        .filter(|group| table.respondents(*group) >= minimum)
        .collect();
    (0_u32..1 << free.len())
        .map(|set| {
            let is_hidden = |group: usize| {
                free.iter()
                    .position(|other| *other == group)
                    .is_none_or(|at| set >> at & 1 == 1)
            };
            Pattern::new(
                (0..table.groups().len())
                    .map(|group| group == 0 || !is_hidden(group))
                    .collect(),
            )
        })
        .map(|pattern| (cost(table, rules, &pattern), pattern))
        .filter(|(_, pattern)| audit(table, pattern, rules).is_protected())
        .map(|(cost, _)| cost)
        .fold(f64::INFINITY, f64::min)
}

fn cost(table: &Table, rules: &Rules, pattern: &Pattern) -> f64 {
    let hidden = pattern
        .hidden()
        .filter(|group| table.respondents(*group) >= u64::from(rules.minimum));
    let people = |group: usize| f64::from(u32::try_from(table.respondents(group)).unwrap_or(u32::MAX));
    hidden.map(|group| (1.0 + people(group)).ln()).sum()
}

fn main() -> Result<(), Box<dyn Error>> {
    let tables: usize = std::env::args().nth(1).map_or(Ok(40), |text| text.parse())?;
    let mut numbers = Numbers(3);
    let rules = Rules {
        finest: 100,
        ..Rules::at(5)?
    };
    let quick = Rules {
        effort: Effort {
            primaries: 0,
            ..rules.effort
        },
        ..rules.clone()
    };
    let (mut sums, mut compared, mut refused, mut proven) = ([0.0_f64; 3], 0, 0, 0);
    for _ in 0..tables {
        let table = crossing(&mut numbers)?;
        let (Ok(by_programs), Ok(by_cuts)) = (protect(&table, &quick), protect(&table, &rules)) else {
            refused += 1;
            continue;
        };
        compared += 1;
        proven += usize::from(by_cuts.method == Method::Cheapest);
        let of = |pattern: &Pattern| cost(&table, &rules, pattern);
        let found = [
            of(by_programs.release.pattern()),
            of(by_cuts.release.pattern()),
            least(&table, &rules),
        ];
        for (sum, cost) in sums.iter_mut().zip(found) {
            *sum += cost;
        }
    }
    let [programs, cuts, least] = sums;
    println!(
        "{compared} tables, {refused} refused: least {least:.1}; linear programs and clean-up {programs:.1} ({:+.1} %); cheapest by cuts {cuts:.1} ({:+.1} %, {proven} proven)",
        100.0 * (programs / least - 1.0),
        100.0 * (cuts / least - 1.0),
    );
    Ok(())
}
