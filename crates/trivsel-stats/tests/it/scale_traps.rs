//! Answers that scales stumble over: one answer, all equal, one item, items that cancel, items that do not vary.

use trivsel_stats::scale::{
    Items, Population, Sample, ScaleError, alpha, lambda_2, mean_interval, omega_total, overlap_bound, paired_change,
    shrink, standard_error_of_measurement, welch_change, wilson,
};

fn items(rows: &[&[f64]]) -> Result<Items, ScaleError> {
    Items::new(&rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>())
}

fn few(found: usize, needed: usize) -> ScaleError {
    ScaleError::TooFewAnswers { found, needed }
}

const ROOMY: [f64; 4] = [1.0, 2.0, 3.0, 5.0];

#[test]
fn one_answer_has_no_interval() {
    for answers in [&[][..], &[3.0]] {
        let found = answers.len();
        let sample = Sample::of_process(answers);
        let roomy = Sample::of_process(&ROOMY);
        assert_eq!(mean_interval(sample, 0.95), Err(few(found, 2)));
        assert_eq!(welch_change(sample, roomy, 0.95), Err(few(found, 2)));
        assert_eq!(welch_change(roomy, sample, 0.95), Err(few(found, 2)));
        assert_eq!(overlap_bound(roomy, sample, 0.6, 0.95), Err(few(found, 2)));
    }
    assert_eq!(paired_change(&[(1.0, 2.0)], Population::Process, 0.95), Err(few(1, 2)));
}

#[test]
fn equal_answers_of_some_are_no_certainty() {
    for value in [0.1, 4.0, -1e9] {
        let equal = [value; 5];
        let sample = Sample::of_process(&equal);
        assert_eq!(mean_interval(sample, 0.95), Err(ScaleError::NoSpread));
        assert_eq!(welch_change(sample, sample, 0.95), Err(ScaleError::NoSpread));
        assert!(
            welch_change(sample, Sample::of_process(&ROOMY), 0.95).is_ok(),
            "one wave varies"
        );
        assert_eq!(
            paired_change(&[(value, value + 1.0); 5], Population::Process, 0.95),
            Err(ScaleError::NoSpread)
        );
        assert_eq!(
            paired_change(&[(value, value); 5], Population::Finite { size: 5 }, 0.95).map(|change| change.p_value),
            Ok(1.0)
        );
    }
}

#[test]
fn more_answers_than_people_are_refused() {
    let sample = Sample {
        answers: &ROOMY,
        population: Population::Finite { size: 3 },
    };
    assert_eq!(
        mean_interval(sample, 0.95),
        Err(ScaleError::Population { answers: 4, size: 3 })
    );
}

#[test]
fn a_confidence_that_is_none_is_refused() {
    for confidence in [0.0, 1.0, -0.5, 95.0, f64::NAN] {
        let refused = |error: ScaleError| matches!(error, ScaleError::Confidence { .. });
        let sample = Sample::of_process(&ROOMY);
        assert!(mean_interval(sample, confidence).is_err_and(refused));
        assert!(welch_change(sample, sample, confidence).is_err_and(refused));
        assert!(wilson(1, 2, confidence).is_err_and(refused));
        let two = items(&[&[1.0, 2.0], &[2.0, 3.0], &[4.0, 3.0]]).unwrap();
        assert!(alpha(&two, confidence).is_err_and(refused));
        assert!(shrink(&[vec![1.0, 2.0], vec![2.0], vec![3.0]], confidence).is_err_and(refused));
    }
}

#[test]
fn a_number_that_is_none_is_refused_with_its_position() {
    for bad in [f64::NAN, f64::INFINITY] {
        let answers = [1.0, bad, 2.0];
        let error = ScaleError::NotFinite { index: 1 };
        assert_eq!(mean_interval(Sample::of_process(&answers), 0.95), Err(error));
        assert_eq!(items(&[&[1.0, bad], &[1.0, 2.0]]), Err(error));
        assert_eq!(shrink(&[vec![1.0, bad], vec![2.0], vec![3.0]], 0.95), Err(error));
        assert_eq!(
            paired_change(&[(1.0, 2.0), (bad, 1.0)], Population::Process, 0.95),
            Err(error)
        );
    }
}

#[test]
fn a_number_too_large_to_square_is_refused() {
    let error = ScaleError::TooLarge { index: 1 };
    let answers = [1.0, -1e141];
    assert_eq!(mean_interval(Sample::of_process(&answers), 0.95), Err(error));
    assert_eq!(items(&[&answers, &[1.0, 2.0]]), Err(error));
    assert_eq!(shrink(&[answers.to_vec(), vec![2.0], vec![3.0]], 0.95), Err(error));
    let huge = [1e140, -1e140, 0.0];
    let interval = mean_interval(Sample::of_process(&huge), 0.95).unwrap();
    assert!(interval.upper.is_finite() && interval.lower < -1e140);
    let change = welch_change(Sample::of_process(&huge), Sample::of_process(&ROOMY), 0.95).unwrap();
    assert!(
        (0.0..=1.0).contains(&change.p_value) && change.upper.is_finite(),
        "{change:?}"
    );
    let coefficient = alpha(&items(&[&huge, &[1e140, 3.0, -2.0], &[0.0, 1e140, 1.0]]).unwrap(), 0.95).unwrap();
    assert!(coefficient.alpha.is_finite() && coefficient.lower.is_finite());
    let units = [huge.to_vec(), vec![-1e140, 2.0], vec![3.0]];
    assert!(
        shrink(&units, 0.95)
            .unwrap()
            .units
            .iter()
            .all(|unit| unit.standard_error.is_finite())
    );
}

#[test]
fn a_scale_needs_two_items_and_a_factor_three() {
    assert_eq!(
        items(&[&[1.0], &[2.0]]),
        Err(ScaleError::TooFewItems { found: 1, needed: 2 })
    );
    assert_eq!(items(&[&[], &[]]), Err(ScaleError::TooFewItems { found: 0, needed: 2 }));
    assert_eq!(items(&[&[1.0, 2.0]]), Err(few(1, 2)));
    assert_eq!(items(&[]), Err(few(0, 2)));
    assert_eq!(
        items(&[&[1.0, 2.0], &[1.0]]),
        Err(ScaleError::Length {
            respondent: 1,
            found: 1,
            expected: 2
        })
    );
    let two = items(&[&[1.0, 2.0], &[2.0, 3.0], &[4.0, 3.0]]).unwrap();
    assert!(alpha(&two, 0.95).is_ok());
    assert_eq!(omega_total(&two), Err(ScaleError::TooFewItems { found: 2, needed: 3 }));
    let three = items(&[&[1.0, 2.0, 1.0], &[2.0, 3.0, 5.0], &[4.0, 3.0, 2.0]]).unwrap();
    assert_eq!(omega_total(&three), Err(few(3, 4)));
}

#[test]
fn items_that_run_against_each_other_have_a_negative_alpha() {
    let against = items(&[&[1.0, 5.0], &[2.0, 3.0], &[3.0, 1.4]]).unwrap();
    let ours = alpha(&against, 0.95).unwrap();
    assert!(
        ours.alpha < -1.0 && ours.lower < ours.alpha && ours.alpha < ours.upper,
        "{ours:?}"
    );
    assert!(lambda_2(&against).unwrap() >= ours.alpha);
    assert!(standard_error_of_measurement(2.0, ours.alpha).unwrap() > 2.0);
}

#[test]
fn items_that_cancel_leave_nothing_to_judge() {
    let cancelling = items(&[&[1.0, 5.0], &[2.0, 4.0], &[3.0, 3.0], &[0.3, 5.7]]).unwrap();
    assert_eq!(alpha(&cancelling, 0.95), Err(ScaleError::NoSpread));
    assert_eq!(lambda_2(&cancelling), Err(ScaleError::NoSpread));
    let equal = items(&[&[0.1, 0.3, 0.7][..]; 7]).unwrap();
    assert_eq!(alpha(&equal, 0.95), Err(ScaleError::NoSpread));
    assert_eq!(omega_total(&equal), Err(ScaleError::ConstantItem { item: 0 }));
}

#[test]
fn an_item_that_does_not_vary_lowers_alpha_and_has_no_loading() {
    let rows: [&[f64]; 5] = [
        &[1.0, 2.0, 0.1],
        &[2.0, 2.0, 0.1],
        &[3.0, 4.0, 0.1],
        &[5.0, 4.0, 0.1],
        &[4.0, 5.0, 0.1],
    ];
    let with = items(&rows).unwrap();
    let without = items(&rows.map(|row| &row[..2])).unwrap();
    assert!(alpha(&with, 0.95).unwrap().alpha < alpha(&without, 0.95).unwrap().alpha);
    assert_eq!(omega_total(&with), Err(ScaleError::ConstantItem { item: 2 }));
}

#[test]
fn the_same_item_twice_is_no_scale_of_three() {
    let rows: [&[f64]; 6] = [
        &[1.0, 1.0, 2.0],
        &[2.0, 2.0, 2.0],
        &[3.0, 3.0, 5.0],
        &[4.0, 4.0, 3.0],
        &[5.0, 5.0, 4.0],
        &[2.0, 2.0, 1.0],
    ];
    assert_eq!(omega_total(&items(&rows).unwrap()), Err(ScaleError::DependentItems));
    let twins = items(&rows.map(|row| &row[..2])).unwrap();
    let perfect = alpha(&twins, 0.95).unwrap();
    assert_eq!((perfect.lower, perfect.alpha, perfect.upper), (1.0, 1.0, 1.0));
}

#[test]
fn items_without_anything_in_common_have_no_factor() {
    // All eight corners of a cube: no covariance at all.
    let corners: Vec<Vec<f64>> = (0..8_u32)
        .map(|corner| (0..3).map(|bit| f64::from(corner >> bit & 1)).collect())
        .collect();
    let omega = omega_total(&Items::new(&corners).unwrap()).unwrap();
    assert!(omega.omega < 1e-9, "{omega:?}");
    assert!(alpha(&Items::new(&corners).unwrap(), 0.95).unwrap().alpha.abs() < 1e-12);
}

#[test]
fn a_reliability_above_one_is_refused() {
    for (deviation, reliability) in [(1.0, 1.1), (-1.0, 0.5), (f64::NAN, 0.5), (1.0, f64::NAN)] {
        assert!(matches!(
            standard_error_of_measurement(deviation, reliability),
            Err(ScaleError::OutOfRange { .. })
        ));
    }
    assert_eq!(standard_error_of_measurement(3.0, 1.0), Ok(0.0));
}

#[test]
fn a_correlation_that_cannot_be_is_refused() {
    let sample = Sample::of_process(&ROOMY);
    for correlation in [-0.1, 1.0, f64::NAN] {
        assert!(matches!(
            overlap_bound(sample, sample, correlation, 0.95),
            Err(ScaleError::OutOfRange { .. })
        ));
    }
    let none = overlap_bound(sample, sample, 0.0, 0.95).unwrap();
    assert_eq!(none.independent.standard_error, none.overlapping.standard_error);
}

#[test]
fn units_that_say_nothing_are_refused() {
    let three = |units: [&[f64]; 3]| shrink(&units.map(<[f64]>::to_vec), 0.95).map(|shrinkage| shrinkage.icc);
    assert_eq!(
        shrink(&[vec![1.0, 2.0], vec![2.0]], 0.95),
        Err(ScaleError::TooFewUnits { found: 2, needed: 3 })
    );
    assert_eq!(
        three([&[1.0, 2.0], &[], &[2.0]]),
        Err(ScaleError::EmptyUnit { unit: 1 })
    );
    assert_eq!(three([&[1.0], &[4.0], &[2.0]]), Err(few(3, 4)));
    assert_eq!(three([&[1.0, 1.0], &[4.0], &[2.0]]), Err(ScaleError::NoSpread));
}

#[test]
fn units_that_differ_less_than_noise_all_get_the_overall_mean() {
    let units = [vec![1.0, 9.0], vec![2.0, 8.0], vec![0.0, 10.0], vec![5.0]];
    let shrinkage = shrink(&units, 0.95).unwrap();
    assert_eq!((shrinkage.between, shrinkage.icc), (0.0, 0.0));
    assert!(
        shrinkage
            .units
            .iter()
            .all(|unit| unit.shrunk == shrinkage.overall && unit.kept == 0.0)
    );
}

#[test]
fn units_that_differ_beyond_measure_keep_their_own_means() {
    let units = [vec![0.0, 1e-7], vec![1e9, 1e9], vec![-3e9, -3e9]];
    let shrinkage = shrink(&units, 0.95).unwrap();
    for unit in shrinkage.units {
        assert!(unit.kept > 1.0 - 1e-9 && unit.standard_error.is_finite(), "{unit:?}");
    }
}
