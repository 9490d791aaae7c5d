//! Least squares, against the certified values of NIST.

use trivsel_stats::qr::{QrError, factor, solve_least_squares};

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
fn the_other_wampler_problems_have_nine_digits() {
    // NIST StRD, Wampler2 to Wampler5: the same x; coefficients 1 (Wampler2: 10⁻ᵏ); residuals that are orthogonal to
    // the design.
    let x: Vec<f64> = (0..=20).map(f64::from).collect();
    let columns: Vec<Vec<f64>> = (0..=5).map(|power| x.iter().map(|x| x.powi(power)).collect()).collect();
    let quarter = [
        759.0, -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 1838.0, -2048.0,
    ];
    let residual = |row: usize| {
        let from_an_end = row.min(20 - row);
        quarter.get(from_an_end).copied().unwrap_or(2048.0)
    };
    let errors = [
        2152.32624678170,
        2363.55173469681,
        779.343524331583,
        101.475507550350,
        5.64566512170752,
        0.112324854679312,
    ];
    for (times, base) in [(0.0, 0.1), (1.0, 1.0), (100.0, 1.0), (10_000.0, 1.0)] {
        let coefficient = |power: i32| f64::powi(base, power);
        let outcome: Vec<f64> = (0..21)
            .map(|row| {
                let polynomial: f64 = (0..=5).map(|power| coefficient(power) * x[row].powi(power)).sum();
                polynomial + times * residual(row)
            })
            .collect();
        let fit = solve_least_squares(&columns, &outcome).unwrap();
        let residual_sd = (fit.residual_sum_of_squares / 15.0).sqrt();
        for (power, error) in errors.into_iter().enumerate() {
            let truth = coefficient(power as i32);
            let digits = (fit.coefficients[power] / truth - 1.0).abs();
            // Wampler4 and 5 hide the coefficients under noise 100 and 10,000 times larger, which costs that many
            // digits.
            assert!(digits < 1e-9 * f64::max(1.0, times), "{times}, {power}: {digits}");
            if times > 0.0 {
                let ours = residual_sd * fit.unscaled_variances[power].sqrt();
                assert!((ours / (times * error) - 1.0).abs() < 1e-9, "{times}, {power}: {ours}");
            }
        }
    }
}

#[test]
fn filip_has_seven_digits() {
    // NIST StRD, Filip: a polynomial of degree 10 in x from −8.8 to −3.1. The design's condition number is 1.8e15,
    // beyond what doubles promise anything about; 7 digits are what QR decompositions without pivoting or scaling of
    // x reach.
    let certified = [
        (-1467.48961422980, 298.084530995537),
        (-2772.17959193342, 559.779865474950),
        (-2316.37108160893, 466.477572127796),
        (-1127.97394098372, 227.204274477751),
        (-354.478233703349, 71.6478660875927),
        (-75.1242017393757, 15.2897178747400),
        (-10.8753180355343, 2.23691159816033),
        (-1.06221498588947, 0.221624321934227),
        (-0.670191154593408e-01, 0.142363763154724e-01),
        (-0.246781078275479e-02, 0.535617408889821e-03),
        (-0.402962525080404e-04, 0.896632837373868e-05),
    ];
    let data = rows(include_str!("oracle/filip.csv"));
    let outcome: Vec<f64> = data.iter().map(|row| number(row[0])).collect();
    let x: Vec<f64> = data.iter().map(|row| number(row[1])).collect();
    let columns: Vec<Vec<f64>> = (0..=10)
        .map(|power| x.iter().map(|x| x.powi(power)).collect())
        .collect();
    let fit = solve_least_squares(&columns, &outcome).unwrap();
    let residual_sd = (fit.residual_sum_of_squares / 71.0).sqrt();
    for (index, (coefficient, standard_error)) in certified.into_iter().enumerate() {
        let ours = fit.coefficients[index] / coefficient - 1.0;
        assert!(ours.abs() < 1e-7, "coefficient {index}: {ours:e}");
        let ours = residual_sd * fit.unscaled_variances[index].sqrt() / standard_error - 1.0;
        assert!(ours.abs() < 1e-7, "standard error {index}: {ours:e}");
    }
}

#[test]
fn a_factored_design_answers_as_the_whole_problem_does() {
    let columns = [vec![1.0; 4], vec![0.0, 1.0, 2.0, 4.0]];
    let factored = factor(&columns).unwrap();
    let outcome = [1.0, 3.0, 2.0, 7.0];
    let whole = solve_least_squares(&columns, &outcome).unwrap();
    assert_eq!(factored.coefficients(&outcome), Ok(whole.coefficients));
    // X′X = [4 7; 7 21], with determinant 35 and inverse [21 −7; −7 4]/35.
    let covariance = factored.unscaled_covariance();
    for (ours, by_hand) in covariance.concat().into_iter().zip([21.0, -7.0, -7.0, 4.0]) {
        assert!((ours - by_hand / 35.0).abs() < 1e-14);
    }
    assert!((factored.log_determinant() - 35.0_f64.ln()).abs() < 1e-14);
    assert!(factored.coefficients(&outcome[1..]).is_err());
    assert!(matches!(factor(&[]), Err(QrError::TooFewRows { rows: 0, columns: 0 })));
}

#[test]
fn columns_of_any_size_are_solved() {
    let columns = [vec![1e-200; 3], vec![0.0, 1e200, 2e200]];
    let fit = solve_least_squares(&columns, &[1.0, 3.0, 5.0]).unwrap();
    assert!((fit.coefficients[0] / 1e200 - 1.0).abs() < 1e-14);
    assert!((fit.coefficients[1] / 2e-200 - 1.0).abs() < 1e-14);
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
