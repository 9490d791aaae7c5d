//! Changes between two waves: by hand, against R's `lm`, how often the interval holds the truth, and what is refused.

use std::collections::BTreeMap;

use trivsel_stats::waves::{Group, Mean, WaveError, change, contrast, levels};

use crate::false_signals::normals;
use crate::oracle::{assert_close, number, rows};

fn group(earlier: f64, later: f64, standard_error: f64, weight: f64) -> Group {
    let mean = |value| Mean { value, standard_error };
    Group {
        earlier: mean(earlier),
        later: mean(later),
        weight,
    }
}

/// Treated groups rose by 10 and by 16, with 10 and 20 answers: (10·10 + 20·16)/30 = 14. The others rose by 2 and by 4, with 15 answers
/// each: 3. The effect is 11.
///
/// Sampling: each change has 3² + 4² = 25. Treated: (1/3)²·25 + (2/3)²·25 = 125/9; untreated: 2·(1/2)²·25 = 12.5.
/// Between: Σ w(d − d̄)² = 10·16 + 20·4 + 15·1 + 15·1 = 270, over 4 − 2 degrees 135; 135/30 + 135/30 = 9.
#[test]
fn four_groups_are_as_on_paper() {
    let uneven = |earlier: f64, later: f64, weight| Group {
        earlier: Mean {
            value: earlier,
            standard_error: 3.0,
        },
        later: Mean {
            value: later,
            standard_error: 4.0,
        },
        weight,
    };
    let treated = [uneven(50.0, 60.0, 10.0), uneven(40.0, 56.0, 20.0)];
    let untreated = [uneven(70.0, 72.0, 15.0), uneven(30.0, 34.0, 15.0)];
    let ours = contrast(&treated, &untreated, 0.95).unwrap();
    assert_close(ours.effect, 11.0, 1e-12, "effect");
    assert_close(ours.sampling_error, (125.0_f64 / 9.0 + 12.5).sqrt(), 1e-12, "sampling");
    assert_close(ours.between_error.unwrap(), 3.0, 1e-12, "between");
    assert_close(ours.standard_error, ours.sampling_error, 0.0, "the larger");
    assert_eq!(ours.degrees, Some(2.0));
    // t with 2 degrees: 4.302652729911275.
    let reach = 4.302_652_729_911_275 * ours.standard_error;
    assert_close(ours.upper - ours.effect, reach, 1e-9, "reach");
    assert_close(ours.effect - ours.lower, reach, 1e-9, "reach");
    let (earlier, later) = levels(&treated).unwrap();
    assert_close(earlier, 130.0 / 3.0, 1e-12, "earlier");
    assert_close(later, 172.0 / 3.0, 1e-12, "later");
    assert_close(change(&treated, 0.95).unwrap().effect, later - earlier, 1e-12, "alone");
}

#[test]
fn the_numbers_are_those_of_a_weighted_regression() {
    let mut sets: BTreeMap<&str, (Vec<Group>, Vec<Group>)> = BTreeMap::new();
    for row in rows(include_str!("oracle/wave_groups.csv")) {
        let mean = |at: usize| Mean {
            value: number(row[at]),
            standard_error: number(row[at + 1]),
        };
        let of = sets.entry(row[0]).or_default();
        let side = if row[1] == "1" { &mut of.0 } else { &mut of.1 };
        side.push(Group {
            earlier: mean(2),
            later: mean(4),
            weight: number(row[6]),
        });
    }
    assert_eq!(sets.len(), 4);
    let theirs: BTreeMap<(&str, &str), f64> = rows(include_str!("oracle/wave_contrasts.csv"))
        .iter()
        .map(|row| ((row[0], row[1]), number(row[2])))
        .collect();
    for (set, (treated, untreated)) in sets {
        let (ours, alone) = (
            contrast(&treated, &untreated, 0.95).unwrap(),
            change(&treated, 0.95).unwrap(),
        );
        let (earlier, later) = levels(&treated).unwrap();
        // Quantiles: R promises about 12 digits, statrs 11.
        for (what, value, tolerance) in [
            ("effect", ours.effect, 1e-12),
            ("sampling_error", ours.sampling_error, 1e-12),
            ("between_error", ours.between_error.unwrap(), 1e-12),
            ("degrees", ours.degrees.unwrap(), 0.0),
            ("lower", ours.lower, 1e-10),
            ("upper", ours.upper, 1e-10),
            ("alone_effect", alone.effect, 1e-12),
            ("alone_between_error", alone.between_error.unwrap(), 1e-12),
            ("alone_degrees", alone.degrees.unwrap(), 0.0),
            ("level_earlier", earlier, 1e-12),
            ("level_later", later, 1e-12),
        ] {
            assert_close(value, theirs[&(set, what)], tolerance, &format!("{what} of {set}"));
        }
    }
}

/// Taking the larger of two standard errors, the interval holds the truth at least as often as it says. Where the same people answered, its
/// sampling error is too large, and it holds it more often.
#[test]
fn the_interval_holds_the_truth_at_least_as_often_as_it_says() {
    let mut next = normals(19);
    for (of_groups, same_people, at_least) in [(0.0, 0.0, 0.95), (6.0, 0.0, 0.945), (6.0, 0.7, 0.945), (0.0, 0.7, 0.99)]
    {
        let held = (0..2000)
            .filter(|_| {
                let mut drawn = |groups: usize, gain: f64| -> Vec<Group> {
                    (0..groups)
                        .map(|at| {
                            let answered = [12.0, 20.0, 30.0][at % 3];
                            let error = 20.0 / f64::sqrt(answered);
                            let shared = same_people * next();
                            let own = f64::sqrt(1.0 - same_people * same_people);
                            let earlier = 50.0 + error * (shared + own * next());
                            let later = 50.0 + gain + of_groups * next() + error * (shared + own * next());
                            group(earlier, later, error, answered)
                        })
                        .collect()
                };
                let (treated, untreated) = (drawn(9, 10.0), drawn(3, 2.0));
                let ours = contrast(&treated, &untreated, 0.95).unwrap();
                (ours.lower..ours.upper).contains(&8.0)
            })
            .count();
        let share = held as f64 / 2000.0;
        assert!(share >= at_least, "{of_groups} {same_people}: {share}");
    }
}

#[test]
fn a_common_change_cancels_and_order_does_not_matter() {
    let treated = [
        group(50.0, 61.0, 3.0, 12.0),
        group(44.0, 50.0, 4.0, 9.0),
        group(60.0, 64.0, 2.0, 31.0),
    ];
    let untreated = [group(50.0, 52.0, 3.0, 14.0), group(58.0, 57.0, 4.0, 25.0)];
    let plain = contrast(&treated, &untreated, 0.95).unwrap();
    let shifted = |groups: &[Group]| -> Vec<Group> {
        let shift = |one: &Group| Group {
            later: Mean {
                value: one.later.value - 13.0,
                ..one.later
            },
            ..*one
        };
        groups.iter().rev().map(shift).collect()
    };
    let ours = contrast(&shifted(&treated), &shifted(&untreated), 0.95).unwrap();
    assert_close(ours.effect, plain.effect, 1e-12, "effect");
    assert_close(ours.standard_error, plain.standard_error, 1e-12, "error");
    let turned = contrast(&untreated, &treated, 0.95).unwrap();
    assert_close(turned.effect, -plain.effect, 1e-12, "turned");
    assert_close(turned.lower, -plain.upper, 1e-12, "turned");
}

#[test]
fn one_group_a_side_has_the_errors_of_sampling_only() {
    let ours = contrast(&[group(50.0, 60.0, 3.0, 10.0)], &[group(50.0, 51.0, 4.0, 10.0)], 0.95).unwrap();
    assert_eq!((ours.between_error, ours.degrees), (None, None));
    assert_close(ours.standard_error, f64::sqrt(50.0), 1e-12, "sampling");
    assert_close(
        ours.upper - ours.effect,
        1.959_963_984_540_054 * f64::sqrt(50.0),
        1e-9,
        "normal",
    );
}

#[test]
fn what_cannot_be_reckoned_with_is_refused() {
    let good = group(50.0, 55.0, 3.0, 10.0);
    assert_eq!(contrast(&[], &[good], 0.95), Err(WaveError::NoGroup));
    assert_eq!(contrast(&[good], &[], 0.95), Err(WaveError::NoGroup));
    for bad in [
        group(f64::NAN, 55.0, 3.0, 10.0),
        group(50.0, f64::INFINITY, 3.0, 10.0),
        group(50.0, 55.0, -1.0, 10.0),
        group(50.0, 55.0, 3.0, 0.0),
    ] {
        assert_eq!(
            contrast(&[good], &[good, bad], 0.95),
            Err(WaveError::Group { index: 2 })
        );
    }
    let still = group(50.0, 50.0, 0.0, 10.0);
    assert_eq!(
        contrast(&[still, still], &[still, still], 0.95),
        Err(WaveError::NoSpread)
    );
    for confidence in [0.0, 1.0, f64::NAN] {
        assert!(matches!(change(&[good], confidence), Err(WaveError::Confidence { .. })));
    }
}
