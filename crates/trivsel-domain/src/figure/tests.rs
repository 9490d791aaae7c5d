#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::UnitPlacementId;
use crate::period::Period;
use crate::unit::UnitPlacement;

const MINIMUM: u32 = 5;

fn unit(number: usize) -> UnitId {
    UnitId(Uuid::from_u128(number as u128 + 1))
}

fn month(step: i32) -> Month {
    Month::new(2024, 1).unwrap().plus(step)
}

/// A tree from each unit's parent; the parent always has a lower number.
fn parents(of: &[Option<usize>]) -> Parents {
    let placements: Vec<UnitPlacement> = of
        .iter()
        .enumerate()
        .map(|(number, parent)| UnitPlacement {
            id: UnitPlacementId(Uuid::from_u128(number as u128)),
            unit: unit(number),
            parent: parent.map(unit),
            name: number.to_string(),
            period: Period::since(month(-60).first_day()),
        })
        .collect();
    Parents::new((0..of.len()).map(unit), &placements)
}

fn observed(number: usize, step: i32, people: u32) -> Observation {
    Observation {
        unit: unit(number),
        month: month(step),
        numerator: f64::from(people) / 10.0,
        denominator: f64::from(people),
        people,
    }
}

fn screened(parents: &Parents, observations: &[Observation]) -> Shown {
    Gate::new(MINIMUM).screen(parents, &[observations]).remove(0)
}

#[test]
fn a_small_unit_is_merged_with_the_smallest_of_its_siblings() {
    // 0 above 1, 2 and 3 with 3, 8 and 20 people.
    let tree = parents(&[None, Some(0), Some(0), Some(0)]);
    let shown = screened(&tree, &[observed(1, 0, 3), observed(2, 0, 8), observed(3, 0, 20)]);
    assert_eq!(shown.figure(unit(0), month(0)).shown().unwrap().people(), 31);
    assert_eq!(shown.figure(unit(3), month(0)).shown().unwrap().people(), 20);
    let hidden = Figure::Withheld { under: Some(unit(0)) };
    assert_eq!(shown.figure(unit(1), month(0)), hidden);
    assert_eq!(shown.figure(unit(2), month(0)), hidden);
    let group = shown.group(unit(0), month(0)).unwrap();
    assert_eq!(group.members, [unit(1), unit(2)]);
    assert_eq!(group.figure.people(), 11);
}

#[test]
fn small_units_that_are_enough_together_take_no_sibling_with_them() {
    let tree = parents(&[None, Some(0), Some(0), Some(0)]);
    let shown = screened(&tree, &[observed(1, 0, 3), observed(2, 0, 4), observed(3, 0, 20)]);
    assert!(shown.figure(unit(3), month(0)).shown().is_some());
    assert_eq!(shown.group(unit(0), month(0)).unwrap().figure.people(), 7);
}

#[test]
fn a_unit_s_own_few_are_protected_like_a_child() {
    // The parent has 2 people of its own; shown children would give them away.
    let tree = parents(&[None, Some(0), Some(0)]);
    let shown = screened(&tree, &[observed(0, 0, 2), observed(1, 0, 9), observed(2, 0, 30)]);
    assert!(shown.figure(unit(1), month(0)).is_withheld());
    assert!(shown.figure(unit(2), month(0)).shown().is_some());
    let group = shown.group(unit(0), month(0)).unwrap();
    assert!(group.has_own);
    assert_eq!(group.figure.people(), 11);
}

#[test]
fn what_is_below_a_merged_unit_is_not_shown() {
    let tree = parents(&[None, Some(0), Some(0), Some(2), Some(2)]);
    let shown = screened(&tree, &[observed(1, 0, 3), observed(3, 0, 10), observed(4, 0, 10)]);
    for number in [1, 2, 3, 4] {
        assert_eq!(
            shown.figure(unit(number), month(0)),
            Figure::Withheld { under: Some(unit(0)) },
            "{number}"
        );
    }
}

#[test]
fn a_unit_stays_hidden_for_a_year_after_a_small_month_and_is_untouched_before() {
    let tree = parents(&[None, Some(0), Some(0)]);
    let mut observations: Vec<Observation> = (0..30)
        .map(|step| observed(1, step, if step == 5 { 4 } else { 9 }))
        .collect();
    observations.extend((0..30).map(|step| observed(2, step, 50)));
    let shown = screened(&tree, &observations);
    for step in 0..30 {
        let is_hidden = (5..17).contains(&step);
        assert_eq!(shown.figure(unit(1), month(step)).is_withheld(), is_hidden, "{step}");
    }
}

#[test]
fn later_months_never_change_what_was_shown_of_earlier_ones() {
    let tree = parents(&[None, Some(0), Some(0), Some(0), Some(0)]);
    let people = |number: usize, step: i32| [0, 4, 9, 12, 30][number] - u32::from(number == 2 && step > 6) * 6;
    let observations = |until: i32| -> Vec<Observation> {
        (0..until)
            .flat_map(|step| (1..5).map(move |number| observed(number, step, people(number, step))))
            .collect()
    };
    let (early, late) = (screened(&tree, &observations(6)), screened(&tree, &observations(20)));
    for step in 0..6 {
        for number in 0..5 {
            assert_eq!(
                early.figure(unit(number), month(step)),
                late.figure(unit(number), month(step))
            );
        }
        assert_eq!(early.group(unit(0), month(step)), late.group(unit(0), month(step)));
    }
}

#[test]
fn months_without_anything_are_missing_and_an_empty_series_shows_nothing() {
    let tree = parents(&[None, Some(0)]);
    let shown = screened(&tree, &[observed(1, 0, 9), observed(1, 2, 9), observed(1, 1, 0)]);
    assert_eq!(shown.figure(unit(1), month(1)), Figure::Missing);
    assert_eq!(shown.figure(unit(1), month(7)), Figure::Missing);
    assert_eq!(screened(&tree, &[]).first(), None);
}

#[test]
fn figures_follow_a_unit_that_moves() {
    let place = |number: u128, parent: usize, from: i32| UnitPlacement {
        id: UnitPlacementId(Uuid::from_u128(number)),
        unit: unit(2),
        parent: Some(unit(parent)),
        name: String::new(),
        period: Period::since(month(from).first_day()),
    };
    let tree = Parents::new([unit(0), unit(1), unit(2)], &[place(1, 0, -9), place(2, 1, 3)]);
    let shown = screened(&tree, &[observed(2, 2, 9), observed(2, 3, 9)]);
    assert!(shown.figure(unit(0), month(2)).shown().is_some());
    assert_eq!(shown.figure(unit(0), month(3)), Figure::Missing);
    assert!(shown.figure(unit(1), month(3)).shown().is_some());
}

#[test]
fn units_that_stand_below_each_other_do_not_hang_the_gate() {
    let tree = parents(&[Some(1), Some(0), None]);
    let shown = screened(&tree, &[observed(0, 0, 9), observed(2, 0, 9)]);
    assert!(shown.figure(unit(2), month(0)).shown().is_some());
}

#[test]
fn categories_follow_one_pattern() {
    let tree = parents(&[None, Some(0), Some(0)]);
    let few = [observed(1, 0, 2), observed(2, 0, 40)];
    let many = [observed(1, 0, 9), observed(2, 0, 40)];
    for layer in Gate::new(MINIMUM).screen(&tree, &[&few, &many]) {
        assert!(layer.figure(unit(1), month(0)).shown().is_some());
    }
}

/// Is the set of atoms a sum of multiples of the rows? Exact, in whole numbers modulo a prime far above any minor of such rows.
fn is_derivable(rows: &[Vec<i64>], set: &[i64]) -> bool {
    const PRIME: i64 = 2_147_483_629;
    let rank = |mut rows: Vec<Vec<i64>>| {
        let width = rows.first().map_or(0, Vec::len);
        let mut rank = 0;
        for column in 0..width {
            let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else {
                continue;
            };
            rows.swap(rank, pivot);
            let inverse = power(rows[rank][column], PRIME - 2, PRIME);
            for row in rank + 1..rows.len() {
                let factor = rows[row][column] * inverse % PRIME;
                let pivot_row = rows[rank].clone();
                for (cell, above) in rows[row].iter_mut().zip(&pivot_row).skip(column) {
                    *cell = (*cell - factor * above % PRIME + PRIME) % PRIME;
                }
            }
            rank += 1;
        }
        rank
    };
    let mut with = rows.to_vec();
    with.push(set.to_vec());
    rank(rows.to_vec()) == rank(with)
}

fn power(mut base: i64, mut exponent: i64, modulus: i64) -> i64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % modulus;
        }
        base = base * base % modulus;
        exponent /= 2;
    }
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// An attacker who knows the tree, every shown figure and every group tries every set of units.
    #[test]
    fn no_sum_or_difference_of_what_is_shown_isolates_a_small_group(
        shape in prop::collection::vec((0_usize..8, 0_u32..11), 1..9),
    ) {
        let of: Vec<Option<usize>> = shape
            .iter()
            .enumerate()
            .map(|(number, (parent, _))| (number > 0).then(|| parent % number.max(1)))
            .collect();
        let people: Vec<u32> = shape.iter().map(|(_, people)| *people).collect();
        let count = of.len();
        let tree = parents(&of);
        // No row is by chance the sum of those below it.
        let own = |number: usize| Observation {
            denominator: f64::from(people[number]) + 0.001 * 3_f64.powi(i32::try_from(number).unwrap()),
            ..observed(number, 0, people[number])
        };
        let observations: Vec<Observation> = (0..count).filter(|number| people[*number] > 0).map(own).collect();
        prop_assume!(!observations.is_empty());
        let shown = screened(&tree, &observations);
        let within = |atom: usize, top: usize| {
            let mut at = Some(atom);
            while let Some(number) = at {
                if number == top {
                    return true;
                }
                at = of[number];
            }
            false
        };
        let mut rows: Vec<Vec<i64>> = Vec::new();
        for number in 0..count {
            if let Some(figure) = shown.figure(unit(number), month(0)).shown() {
                let row: Vec<i64> = (0..count).map(|atom| i64::from(within(atom, number))).collect();
                let sum: u32 = (0..count).filter(|atom| row[*atom] == 1).map(|atom| people[atom]).sum();
                prop_assert_eq!(figure.people(), sum);
                prop_assert!(sum >= MINIMUM);
                rows.push(row);
            }
            if let Some(group) = shown.group(unit(number), month(0)) {
                let is_in = |atom: usize| {
                    (group.has_own && atom == number)
                        || (0..count).any(|member| group.members.contains(&unit(member)) && within(atom, member))
                };
                let row: Vec<i64> = (0..count).map(|atom| i64::from(is_in(atom))).collect();
                let sum: u32 = (0..count).filter(|atom| row[*atom] == 1).map(|atom| people[atom]).sum();
                prop_assert_eq!(group.figure.people(), sum);
                prop_assert!(sum >= MINIMUM);
                rows.push(row);
            }
        }
        // Units without people are not in anybody's figures: an attacker may add or leave them as he likes.
        let atoms: Vec<usize> = (0..count).filter(|atom| people[*atom] > 0).collect();
        let rows: Vec<Vec<i64>> = rows.iter().map(|row| atoms.iter().map(|atom| row[*atom]).collect()).collect();
        for set in 1_u32..(1 << atoms.len()) {
            let members: Vec<i64> = (0..atoms.len()).map(|at| i64::from(set >> at & 1)).collect();
            let size: u32 = (0..atoms.len()).filter(|at| members[*at] == 1).map(|at| people[atoms[at.to_owned()]]).sum();
            if size < MINIMUM && !rows.is_empty() {
                prop_assert!(!is_derivable(&rows, &members), "{:?} of {:?} with {:?}", members, of, people);
            }
        }
    }
}

#[test]
fn a_total_beside_its_parts_counts_nobody_twice() {
    // Two teams of two, and the row of the unit above them as reports print it.
    let tree = parents(&[None, Some(0), Some(0)]);
    let rows = [observed(0, 0, 4), observed(1, 0, 2), observed(2, 0, 2)];
    let shown = screened(&tree, &rows);
    assert!(shown.figure(unit(0), month(0)).is_withheld(), "four people are too few");
    // Larger: nothing doubles, through two floors of totals.
    let tree = parents(&[None, Some(0), Some(1), Some(1)]);
    let rows = [
        observed(0, 0, 40),
        observed(1, 0, 40),
        observed(2, 0, 22),
        observed(3, 0, 18),
    ];
    for rows in [&rows[..], &rows[1..]] {
        let top = screened(&tree, rows).figure(unit(0), month(0)).shown().unwrap();
        assert_eq!((top.people(), top.denominator()), (40, 40.0));
    }
    // People of its own stay.
    let rows = [observed(1, 0, 12), observed(2, 0, 22), observed(3, 0, 18)];
    assert_eq!(
        screened(&tree, &rows)
            .figure(unit(0), month(0))
            .shown()
            .unwrap()
            .people(),
        52
    );
}

/// What each category shows, and all together.
fn parted(parents: &Parents, layers: &[Vec<Observation>]) -> (Vec<Shown>, Shown) {
    let mut total: Vec<Observation> = Vec::new();
    for one in layers.iter().flatten() {
        match total
            .iter_mut()
            .find(|known| (known.unit, known.month) == (one.unit, one.month))
        {
            Some(known) => {
                known.numerator += one.numerator;
                known.denominator += one.denominator;
                known.people += one.people;
            }
            None => total.push(*one),
        }
    }
    let layers: Vec<&[Observation]> = layers.iter().map(Vec::as_slice).collect();
    let mut shown = Gate::new(MINIMUM).screen_people(parents, &layers, &total);
    let total = shown.pop().unwrap();
    (shown, total)
}

#[test]
fn a_category_of_one_person_is_hidden_and_does_not_follow() {
    // Twelve and their leader; beside them thirty with three leaders, and forty with six.
    let tree = parents(&[None, Some(0), Some(0), Some(0)]);
    let staff = vec![observed(1, 0, 12), observed(2, 0, 30), observed(3, 0, 40)];
    let leaders = vec![observed(1, 0, 1), observed(2, 0, 3), observed(3, 0, 6)];
    let (shown, total) = parted(&tree, &[staff, leaders]);
    assert_eq!(total.figure(unit(1), month(0)).shown().unwrap().people(), 13);
    for layer in &shown {
        assert!(
            layer.figure(unit(1), month(0)).is_withheld(),
            "the other category is the rest"
        );
        assert!(layer.figure(unit(2), month(0)).is_withheld());
        assert!(layer.figure(unit(0), month(0)).shown().is_some());
    }
    // Four leaders in both together are too few, too: the third joins them.
    assert!(shown[1].figure(unit(3), month(0)).is_withheld());
    assert_eq!(shown[1].group(unit(0), month(0)).unwrap().figure.people(), 10);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// An attacker who adds and subtracts everything that is shown of all and of each category, unit by unit.
    #[test]
    fn no_few_people_of_a_category_follow(
        of in prop::collection::vec(0_usize..8, 3..7),
        people in prop::collection::vec(prop::collection::vec(0_u32..9, 3), 7),
    ) {
        let places: Vec<Option<usize>> =
            (0..of.len()).map(|at| (at > 0).then(|| of[at] % at.max(1))).collect();
        let tree = parents(&places);
        let categories = 2;
        let layers: Vec<Vec<Observation>> = (0..categories)
            .map(|category| {
                (0..places.len())
                    .filter(|unit| people[*unit][category] > 0)
                    .map(|unit| Observation {
                        denominator: f64::from(people[unit][category]) + 0.001 * 3_f64.powi(i32::try_from(unit).unwrap()),
                        ..observed(unit, 0, people[unit][category])
                    })
                    .collect()
            })
            .collect();
        prop_assume!(layers.iter().flatten().next().is_some());
        let (shown, total) = parted(&tree, &layers);
        // Everything shown, as a vector over unit and category.
        let inside = |unit: usize, top: usize| {
            let mut at = Some(unit);
            while let Some(here) = at {
                if here == top {
                    return true;
                }
                at = places[here];
            }
            false
        };
        let mut rows: Vec<Vec<i64>> = Vec::new();
        let atoms = places.len() * categories;
        let mut told = |layer: &Shown, which: &dyn Fn(usize) -> bool| {
            for top in 0..places.len() {
                let mut sets: Vec<Vec<usize>> = Vec::new();
                if layer.figure(unit(top), month(0)).shown().is_some() {
                    sets.push((0..places.len()).filter(|one| inside(*one, top)).collect());
                }
                if let Some(group) = layer.group(unit(top), month(0)) {
                    let members = |one: &usize| {
                        group.members.iter().any(|member| (0..places.len()).any(|at| unit(at) == *member && inside(*one, at)))
                            || (group.has_own && *one == top)
                    };
                    sets.push((0..places.len()).filter(|one| members(one)).collect());
                }
                for set in sets {
                    let row = (0..atoms)
                        .map(|atom| {
                            let (unit, category) = (atom / categories, atom % categories);
                            i64::from(set.contains(&unit) && which(category) && people[unit][category] > 0)
                        })
                        .collect();
                    rows.push(row);
                }
            }
        };
        told(&total, &|_| true);
        for (category, layer) in shown.iter().enumerate() {
            told(layer, &|one| one == category);
        }
        // Sums of up to three of them, added or taken away.
        rows.retain(|row| row.iter().any(|one| *one != 0));
        rows.sort();
        rows.dedup();
        let mut sums = vec![vec![0_i64; atoms]];
        for _ in 0..3 {
            let longer: Vec<Vec<i64>> = sums
                .iter()
                .flat_map(|sum| {
                    rows.iter().flat_map(move |row| {
                        [1, -1].map(|sign| sum.iter().zip(row).map(|(one, other)| one + sign * other).collect())
                    })
                })
                .collect();
            sums.extend(longer);
            sums.sort();
            sums.dedup();
        }
        for sum in sums.iter().filter(|sum| sum.iter().all(|one| (0..=1).contains(one))) {
            let size: i64 = (0..atoms).map(|atom| sum[atom] * i64::from(people[atom / categories][atom % categories])).sum();
            prop_assert!(size == 0 || size >= i64::from(MINIMUM), "{size}: {sum:?}");
        }
    }
}

/// Units 0 (the top), 1 (S, three people), 2 (T, ten) and 3 (Z, twenty); S below the unit it is given for.
fn with_s_below(parent: usize) -> Parents {
    parents(&[None, Some(parent), Some(0), Some(0)])
}

#[test]
fn a_move_registered_late_gives_away_the_few_who_moved() {
    let rows = [observed(1, 0, 3), observed(2, 0, 10), observed(3, 0, 20)];
    // Below T, the two are shown as T with S in it; below Z, T stands alone: S is the difference.
    let before = with_s_below(2);
    let after = with_s_below(3);
    let gate = Gate::new(MINIMUM);
    let months = || [month(-1), month(0), month(1)];
    assert_eq!(given_away(gate, &[&before, &after], &rows, months()), Some(month(0)));
    // Seven who move are no few.
    let rows = [observed(1, 0, 7), observed(2, 0, 10), observed(3, 0, 20)];
    assert_eq!(given_away(gate, &[&before, &after], &rows, months()), None);
    // Two moves, each harmless beside the last, give three people away together with what was shown at first.
    let rows = [observed(1, 0, 3), observed(2, 0, 10), observed(3, 0, 20)];
    let whole = with_s_below(0);
    assert!(
        given_away(gate, &[&before, &whole], &rows, months()).is_some()
            || given_away(gate, &[&whole, &after], &rows, months()).is_some()
    );
    assert!(given_away(gate, &[&before, &whole, &after], &rows, months()).is_some());
    assert_eq!(given_away(gate, &[&before, &before], &rows, months()), None);
}
