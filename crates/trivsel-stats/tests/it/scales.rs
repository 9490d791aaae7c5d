//! Scales: against R, psych and nlme, by hand, and what is refused.

use std::collections::BTreeMap;

use trivsel_stats::scale::{
    Items, PLAUSIBLE_CORRELATION, Population, Sample, ScaleError, UnitMean, alpha, lambda_2, mean_interval,
    omega_total, overlap_bound, paired_change, pool, shrink, standard_error_of_measurement, welch_change, wilson,
};

use crate::oracle::{assert_close, number, rows};

/// What R's own optimisers and tail functions can be trusted for is said at each use; sums agree to this.
const SUMS: f64 = 1e-12;

/// (name, set) to value.
type Table = BTreeMap<(&'static str, &'static str), f64>;

fn table(csv: &'static str) -> Table {
    rows(csv).iter().map(|row| ((row[0], row[1]), number(row[2]))).collect()
}

/// The answers of each set, one row a respondent.
fn answer_sets() -> BTreeMap<&'static str, Vec<Vec<f64>>> {
    let mut sets: BTreeMap<_, Vec<Vec<f64>>> = BTreeMap::new();
    for row in rows(include_str!("oracle/scale_answers.csv")) {
        let answers = row[1..].iter().map(|cell| number(cell)).collect();
        sets.entry(row[0]).or_default().push(answers);
    }
    sets
}

fn wave(name: &str) -> Vec<f64> {
    let rows = rows(include_str!("oracle/waves.csv"));
    let row = rows.iter().find(|row| row[0] == name).unwrap();
    row[1].split(' ').map(number).collect()
}

#[test]
fn alpha_and_its_interval_are_those_of_psych() {
    let theirs = table(include_str!("oracle/reliability.csv"));
    for (set, answers) in answer_sets() {
        let items = Items::new(&answers).unwrap();
        for level in ["0.95", "0.8"] {
            let ours = alpha(&items, number(level)).unwrap();
            assert_close(ours.alpha, theirs[&("alpha", set)], SUMS, set);
            for (end, name) in [(ours.lower, "alpha_lower_"), (ours.upper, "alpha_upper_")] {
                let (_, wanted) = theirs
                    .iter()
                    .find(|((n, s), _)| *n == format!("{name}{level}") && *s == set)
                    .unwrap();
                // F quantiles: R promises about 12 digits, statrs 11.
                assert_close(end, *wanted, 1e-10, &format!("{name}{level} of {set}"));
            }
        }
        let sums: Vec<f64> = answers.iter().map(|row| row.iter().sum()).collect();
        let deviation = mean_interval(Sample::of_process(&sums), 0.95)
            .unwrap()
            .standard_deviation;
        let error = standard_error_of_measurement(deviation, alpha(&items, 0.95).unwrap().alpha).unwrap();
        assert_close(error, theirs[&("measurement_error", set)], SUMS, set);
    }
}

#[test]
fn lambda_2_is_that_of_psych_on_standardised_items() {
    let theirs = table(include_str!("oracle/reliability.csv"));
    for (set, answers) in answer_sets() {
        let items = Items::new(&answers).unwrap();
        assert_close(lambda_2(&items).unwrap(), theirs[&("lambda_2", set)], SUMS, set);
        let standardised = Items::new(&standardised(&answers, &items)).unwrap();
        assert_close(
            lambda_2(&standardised).unwrap(),
            theirs[&("lambda_2_standardised", set)],
            SUMS,
            set,
        );
    }
}

fn standardised(answers: &[Vec<f64>], items: &Items) -> Vec<Vec<f64>> {
    let deviation = |item: usize| items.covariance()[item][item].sqrt();
    let scale = |row: &Vec<f64>| {
        row.iter()
            .enumerate()
            .map(|(i, answer)| answer / deviation(i))
            .collect()
    };
    answers.iter().map(scale).collect()
}

#[test]
fn omega_is_that_of_a_factor_analysis_in_r() {
    let theirs = table(include_str!("oracle/reliability.csv"));
    for (set, answers) in answer_sets() {
        let items = Items::new(&answers).unwrap();
        let ours = omega_total(&items).unwrap();
        // R's optimiser stops at a flat place: the discrepancy agrees to its digits, what it is made of to half of them.
        let wanted = |name: &str| {
            let found = theirs.iter().find(|((n, s), _)| *n == name && *s == set);
            *found.unwrap_or_else(|| panic!("{name} of {set}")).1
        };
        assert_close(ours.discrepancy, wanted("discrepancy"), 1e-9, set);
        assert!(
            ours.discrepancy <= wanted("discrepancy") + 1e-12,
            "{set}: R found a lower one"
        );
        assert_close(ours.omega, wanted("omega"), 1e-7, set);
        for (i, (loading, uniqueness)) in ours.loadings.iter().zip(&ours.uniquenesses).enumerate() {
            let deviation = items.covariance()[i][i].sqrt();
            assert_close(
                loading / deviation,
                wanted(&format!("loading_{i}")) / deviation,
                1e-6,
                set,
            );
            assert_close(
                uniqueness / deviation / deviation,
                wanted(&format!("uniqueness_{i}")) / deviation / deviation,
                1e-6,
                set,
            );
        }
        let held: Vec<usize> = (0..items.count())
            .filter(|i| wanted(&format!("uniqueness_{i}")) <= 0.005_000_1 * items.covariance()[*i][*i])
            .collect();
        assert_eq!(ours.held, held, "{set}");
        assert_eq!(held.is_empty(), set != "heywood", "{set}");
        assert!(ours.steps < 30, "{set}: {} steps", ours.steps);
    }
}

#[test]
fn a_perfect_factor_is_found_to_the_last_digits() {
    // Three items determine the factor: products of correlations give the loadings without any search.
    let theirs = table(include_str!("oracle/reliability.csv"));
    let items = Items::new(&answer_sets()["three"]).unwrap();
    let ours = omega_total(&items).unwrap();
    assert_close(ours.omega, theirs[&("omega", "three")], 1e-8, "omega");
    assert_close(ours.discrepancy, 0.0, 1e-14, "discrepancy");
}

#[test]
fn means_and_changes_are_those_of_r() {
    let theirs = table(include_str!("oracle/changes.csv"));
    let wanted = |name: String| {
        *theirs
            .iter()
            .find(|((n, _), _)| *n == name)
            .unwrap_or_else(|| panic!("{name}"))
            .1
    };
    let (first, second, paired) = (wave("first"), wave("second"), wave("paired"));
    let pairs: Vec<(f64, f64)> = first.iter().copied().zip(paired).collect();
    for level in ["0.8", "0.95", "0.99"] {
        let confidence = number(level);
        let check = |lower, upper, name: &str| {
            assert_close(lower, wanted(format!("{name}_lower_{level}")), 1e-11, name);
            assert_close(upper, wanted(format!("{name}_upper_{level}")), 1e-11, name);
        };
        let mean = mean_interval(Sample::of_process(&first), confidence).unwrap();
        check(mean.lower, mean.upper, "mean");
        let finite = finite(&first, 40);
        let finite = mean_interval(finite, confidence).unwrap();
        check(finite.lower, finite.upper, "finite");
        let welch = welch_change(Sample::of_process(&first), Sample::of_process(&second), confidence).unwrap();
        check(welch.lower, welch.upper, "welch");
        assert_close(welch.p_value, wanted("welch_p".into()), 1e-11, "welch p");
        assert_close(welch.degrees, wanted("welch_degrees".into()), SUMS, "welch degrees");
        assert_close(welch.standard_error, wanted("welch_error".into()), SUMS, "welch error");
        let change = paired_change(&pairs, Population::Process, confidence).unwrap();
        check(change.lower, change.upper, "paired");
        assert_close(change.p_value, wanted("paired_p".into()), 1e-11, "paired p");
        assert_close(
            change.standard_error,
            wanted("paired_error".into()),
            SUMS,
            "paired error",
        );
    }
}

fn finite(answers: &[f64], size: usize) -> Sample<'_> {
    Sample {
        answers,
        population: Population::Finite { size },
    }
}

#[test]
fn unlinked_waves_are_bounded_by_none_and_by_all_the_same_people() {
    // Variances 4 and 16 of four answers each: v = 1 and 4. Apart: √5. Together at 0.6: √(5 − 2·0.6·1·2) = √2.6, on 3 degrees.
    let half = 3.0_f64.sqrt();
    let earlier: Vec<f64> = [-half, -half, half, half].to_vec();
    let later: Vec<f64> = earlier.iter().map(|answer| 10.0 + 2.0 * answer).collect();
    let bound = overlap_bound(
        Sample::of_process(&earlier),
        Sample::of_process(&later),
        PLAUSIBLE_CORRELATION,
        0.95,
    )
    .unwrap();
    assert_close(bound.independent.standard_error, 5.0_f64.sqrt(), SUMS, "apart");
    assert_close(bound.overlapping.standard_error, 2.6_f64.sqrt(), SUMS, "together");
    assert_eq!(bound.overlapping.degrees, 3.0);
    assert_eq!(bound.overlapping.difference, bound.independent.difference);
}

#[test]
fn waves_of_different_size_cannot_overlap_wholly() {
    // Where the smaller wave is the larger one's first answers and r is what it is there, the bound is the true error:
    // v₁ + v₂ − 2·r·s₁s₂·m/(n₁n₂).
    let (first, second) = (wave("first"), wave("second"));
    let (earlier, later) = (Sample::of_process(&first), Sample::of_process(&second));
    let bound = overlap_bound(earlier, later, 0.6, 0.95).unwrap();
    let deviation = |sample| mean_interval(sample, 0.95).unwrap().standard_deviation;
    let (s1, s2) = (deviation(earlier), deviation(later));
    let by_hand = s1 * s1 / 23.0 + s2 * s2 / 41.0 - 2.0 * 0.6 * s1 * s2 * 23.0 / (23.0 * 41.0);
    assert_close(bound.overlapping.standard_error, by_hand.sqrt(), SUMS, "error");
    assert!(bound.overlapping.standard_error < bound.independent.standard_error);
}

#[test]
fn wilsons_interval_is_that_of_prop_test() {
    for row in rows(include_str!("oracle/wilson.csv")) {
        let ours = wilson(row[0].parse().unwrap(), row[1].parse().unwrap(), number(row[2])).unwrap();
        assert_close(ours.lower, number(row[3]), 1e-11, &row.join(","));
        assert_close(ours.upper, number(row[4]), 1e-11, &row.join(","));
    }
}

#[test]
fn units_are_drawn_together_as_in_nlme() {
    let theirs = table(include_str!("oracle/shrinkage.csv"));
    let mut sets: BTreeMap<&str, Vec<Vec<f64>>> = BTreeMap::new();
    for row in rows(include_str!("oracle/units.csv")) {
        sets.entry(row[0])
            .or_default()
            .push(row[2].split(' ').map(number).collect());
    }
    for (set, units) in sets {
        let ours = shrink(&units, 0.95).unwrap();
        // nlme's optimiser stops where the likelihood is flat; the variances agree to half of the digits it has.
        assert_close(ours.between, theirs[&("between", set)], 1e-6, set);
        assert_close(ours.within, theirs[&("within", set)], 1e-6, set);
        assert_close(ours.overall, theirs[&("overall", set)], 1e-7, set);
        for (j, unit) in ours.units.iter().enumerate() {
            let name = format!("shrunk_{j}");
            let wanted = theirs.iter().find(|((n, s), _)| *n == name && *s == set).unwrap().1;
            assert_close(unit.shrunk, *wanted, 1e-6, &format!("{name} of {set}"));
            let name = format!("error_{j}");
            let wanted = theirs.iter().find(|((n, s), _)| *n == name && *s == set).unwrap().1;
            // Two ways of adding up the same integral.
            assert_close(unit.standard_error, *wanted, 1e-4, &format!("{name} of {set}"));
        }
    }
}

#[test]
fn balanced_units_are_drawn_together_as_by_the_analysis_of_variance() {
    // Three units of two: means 1, 5, 9 and squares within 2 each. Mean square between 2·16 = 32, within 2; τ² = 15.
    let units = [vec![0.0, 2.0], vec![4.0, 6.0], vec![8.0, 10.0]];
    let ours = shrink(&units, 0.95).unwrap();
    assert_close(ours.within, 2.0, 1e-9, "within");
    assert_close(ours.between, 15.0, 1e-9, "between");
    assert_close(ours.icc, 15.0 / 17.0, 1e-9, "icc");
    // λ = 15/(15 + 1).
    assert_close(ours.units[0].kept, 15.0 / 16.0, 1e-9, "kept");
    assert_close(ours.units[0].shrunk, 5.0 - 4.0 * 15.0 / 16.0, 1e-9, "shrunk");
}

#[test]
fn published_means_are_drawn_together_as_by_weighted_regression_in_r() {
    let theirs = table(include_str!("oracle/pooled.csv"));
    let mut sets: BTreeMap<&str, Vec<UnitMean>> = BTreeMap::new();
    for row in rows(include_str!("oracle/unit_means.csv")) {
        sets.entry(row[0]).or_default().push(UnitMean {
            mean: number(row[1]),
            standard_error: number(row[2]),
        });
    }
    for (set, units) in sets {
        let ours = pool(&units).unwrap();
        // lm solves by Householder reflections, we add up: a few digits are lost on the way.
        assert_close(ours.between, theirs[&("between", set)], 1e-10, set);
        assert_close(ours.overall, theirs[&("overall", set)], 1e-10, set);
        assert_close(ours.standard_error, theirs[&("error", set)], 1e-10, set);
        for (j, mean) in ours.means.iter().enumerate() {
            let name = format!("mean_{j}");
            let wanted = theirs.iter().find(|((n, s), _)| *n == name && *s == set).unwrap().1;
            assert_close(*mean, *wanted, 1e-10, &format!("{name} of {set}"));
        }
    }
}

#[test]
fn the_trials_of_a_vaccine_vary_as_the_textbooks_say() {
    // The log risk ratios of thirteen trials of a vaccine (Colditz and others 1994); the numbers stand in the manual of metafor.
    let trials = rows(include_str!("oracle/unit_means.csv"));
    let units: Vec<UnitMean> = trials
        .iter()
        .filter(|row| row[0] == "vaccine")
        .map(|row| UnitMean {
            mean: number(row[1]),
            standard_error: number(row[2]),
        })
        .collect();
    let ours = pool(&units).unwrap();
    // They are printed with four decimals.
    assert!((ours.between - 0.3088).abs() < 5e-5, "{ours:?}");
    assert!((ours.overall + 0.7141).abs() < 5e-5, "{ours:?}");
    assert!((ours.standard_error - 0.1787).abs() < 5e-5, "{ours:?}");
}

#[test]
fn means_that_are_equally_sure_keep_what_is_more_than_noise() {
    // Means 40, 50, 60 with standard errors 5: w = 0.04, Q = 0.04·200 = 8, C = 0.12 − 0.0048/0.12 = 0.08, τ² = (8 − 2)/0.08 = 75.
    let units = [40.0, 50.0, 60.0].map(|mean| UnitMean {
        mean,
        standard_error: 5.0,
    });
    let ours = pool(&units).unwrap();
    assert_close(ours.between, 75.0, SUMS, "between");
    assert_close(ours.overall, 50.0, SUMS, "overall");
    // λ = 75/(75 + 25) = 3/4.
    assert_close(ours.means[0], 42.5, SUMS, "the first");
    assert_close(ours.means[2], 57.5, SUMS, "the last");
    // √(100/3)
    assert_close(ours.standard_error, (100.0f64 / 3.0).sqrt(), SUMS, "error");
}

#[test]
fn means_that_differ_by_less_than_noise_become_one() {
    let units = [49.0, 50.0, 51.0].map(|mean| UnitMean {
        mean,
        standard_error: 5.0,
    });
    let ours = pool(&units).unwrap();
    assert_eq!(ours.between, 0.0);
    assert!(ours.means.iter().all(|mean| *mean == ours.overall));
}

#[test]
fn means_that_cannot_be_weighed_are_refused() {
    let unit = |mean, standard_error| UnitMean { mean, standard_error };
    let good = unit(50.0, 5.0);
    assert_eq!(
        pool(&[good, good]),
        Err(ScaleError::TooFewUnits { found: 2, needed: 3 })
    );
    assert_eq!(
        pool(&[good, good, unit(50.0, 0.0)]),
        Err(ScaleError::OutOfRange { value: 0.0 })
    );
    assert_eq!(
        pool(&[good, unit(f64::NAN, 1.0), good]),
        Err(ScaleError::NotFinite { index: 1 })
    );
}

#[test]
fn an_interval_of_everybody_is_their_mean() {
    let answers = [3.0, 4.0, 8.0];
    let everybody = mean_interval(finite(&answers, 3), 0.95).unwrap();
    assert_eq!((everybody.lower, everybody.mean, everybody.upper), (5.0, 5.0, 5.0));
    assert_eq!(mean_interval(finite(&[4.0, 4.0], 2), 0.95).unwrap().lower, 4.0);
    let change = welch_change(finite(&answers, 3), finite(&[6.0, 7.0], 2), 0.95).unwrap();
    assert_eq!((change.lower, change.upper, change.p_value), (1.5, 1.5, 0.0));
    let same = welch_change(finite(&answers, 3), finite(&[5.0, 5.0], 2), 0.95).unwrap();
    assert_eq!((same.difference, same.p_value), (0.0, 1.0));
}

#[test]
fn a_proportion_is_never_certain_and_never_impossible() {
    let none = wilson(0, 8, 0.95).unwrap();
    assert_eq!((none.share, none.lower), (0.0, 0.0));
    assert!((0.3..0.35).contains(&none.upper), "{}", none.upper);
    let all = wilson(1, 1, 0.95).unwrap();
    assert_eq!((all.share, all.upper), (1.0, 1.0));
    assert!(all.lower > 0.2);
    assert_eq!(
        wilson(0, 0, 0.95),
        Err(ScaleError::TooFewAnswers { found: 0, needed: 1 })
    );
    assert_eq!(
        wilson(3, 2, 0.95),
        Err(ScaleError::Successes {
            successes: 3,
            trials: 2
        })
    );
}
