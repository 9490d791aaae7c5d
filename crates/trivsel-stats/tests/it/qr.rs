//! Least squares, against the certified values of NIST.

use trivsel_stats::qr::{QrError, solve_least_squares};

use crate::oracle::{number, rows};

#[test]
fn longley_has_nine_digits() {
    // NIST StRD, linear regression, Longley (1967): certified values.
    let certified = [
        (-3482258.63459582, 890420.383607373),
        (15.0618722713733, 84.9149257747669),
        (-0.358191792925910e-01, 0.334910077722432e-01),
        (-2.02022980381683, 0.488399681651699),
        (-1.03322686717359, 0.214274163161675),
        (-0.511041056535807e-01, 0.226073200069370),
        (1829.15146461355, 455.478499142212),
    ];
    let data = rows(include_str!("oracle/longley.csv"));
    let column = |index: usize| -> Vec<f64> { data.iter().map(|row| number(row[index])).collect() };
    let mut columns = vec![vec![1.0; data.len()]];
    columns.extend((1..=6).map(column));
    let fit = solve_least_squares(&columns, &column(0)).unwrap();
    assert_eq!(fit.residual_degrees, 9);
    let residual_sd = (fit.residual_sum_of_squares / 9.0).sqrt();
    assert!(
        (residual_sd / 304.854073561965 - 1.0).abs() < 1e-9,
        "residual sd {residual_sd}"
    );
    for (index, (coefficient, standard_error)) in certified.into_iter().enumerate() {
        let ours = fit.coefficients[index];
        assert!((ours / coefficient - 1.0).abs() < 1e-9, "coefficient {index}: {ours}");
        let ours = residual_sd * fit.unscaled_variances[index].sqrt();
        assert!(
            (ours / standard_error - 1.0).abs() < 1e-9,
            "standard error {index}: {ours}"
        );
    }
}

#[test]
fn wampler_is_exact_where_normal_equations_fail() {
    // NIST StRD, Wampler1 (1970): y = 1 + x + … + x⁵ for x = 0, …, 20; all coefficients are 1.
    let x: Vec<f64> = (0..=20).map(f64::from).collect();
    let columns: Vec<Vec<f64>> = (0..=5).map(|power| x.iter().map(|x| x.powi(power)).collect()).collect();
    let outcome: Vec<f64> = x.iter().map(|x| (0..=5).map(|power| x.powi(power)).sum()).collect();
    let fit = solve_least_squares(&columns, &outcome).unwrap();
    for coefficient in fit.coefficients {
        // The condition number is about 1e7 after scaling: 16 digits less 7.
        assert!((coefficient - 1.0).abs() < 1e-9, "{coefficient}");
    }
}

#[test]
fn what_cannot_be_solved_is_refused() {
    let ones = vec![1.0; 4];
    let line = vec![0.0, 1.0, 2.0, 3.0];
    let twice: Vec<f64> = line.iter().map(|x| 2.0 * x + 3.0).collect();
    let y = [1.0, 2.0, 2.0, 4.0];
    assert_eq!(
        solve_least_squares(&[ones.clone(), line.clone(), twice], &y),
        Err(QrError::Collinear { column: 2 })
    );
    assert_eq!(
        solve_least_squares(&[vec![0.0; 4]], &y),
        Err(QrError::Collinear { column: 0 })
    );
    assert_eq!(
        solve_least_squares(&[], &y),
        Err(QrError::TooFewRows { rows: 4, columns: 0 })
    );
    assert_eq!(
        solve_least_squares(&[vec![1.0], vec![2.0]], &[1.0]),
        Err(QrError::TooFewRows { rows: 1, columns: 2 })
    );
    assert_eq!(
        solve_least_squares(&[vec![1.0; 3]], &y),
        Err(QrError::Length {
            column: 0,
            found: 3,
            expected: 4
        })
    );
    assert_eq!(
        solve_least_squares(&[ones], &[1.0, f64::NAN, 2.0, 3.0]),
        Err(QrError::NotFinite { row: 1 })
    );
    let fit = solve_least_squares(&[vec![1.0; 4], line], &[5.0; 4]).unwrap();
    assert!((fit.coefficients[0] - 5.0).abs() < 1e-14 && fit.coefficients[1].abs() < 1e-14);
}
