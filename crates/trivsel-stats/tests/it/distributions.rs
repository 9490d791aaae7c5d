//! Probabilities and quantiles, against R.

use trivsel_stats::distribution::{
    DistributionError, binomial_cdf, binomial_quantile, normal_cdf, normal_quantile, students_t_cdf,
    students_t_quantile,
};

use crate::oracle::{number, rows};

/// What the users of these numbers need; R itself promises no more than 12 to 13 digits in the tails.
const TOLERANCE: f64 = 1e-10;

#[test]
fn probabilities_and_quantiles_are_those_of_r() {
    for row in rows(include_str!("oracle/distributions.csv")) {
        let first = number(row[1]);
        let whole = |cell: &str| cell.parse::<f64>().unwrap() as u64;
        let ours = match row[0] {
            "binomial_quantile" => binomial_quantile(first, whole(row[2]), number(row[3])).unwrap() as f64,
            "binomial_cdf" => binomial_cdf(first as u64, whole(row[2]), number(row[3])).unwrap(),
            "normal_cdf" => normal_cdf(first).unwrap(),
            "normal_quantile" => normal_quantile(first).unwrap(),
            "students_t_cdf" => students_t_cdf(first, number(row[2])).unwrap(),
            "students_t_quantile" => students_t_quantile(first, number(row[2])).unwrap(),
            other => panic!("no function {other}"),
        };
        let theirs = number(row[4]);
        // Relative to the number itself, tails included; zero must be zero to rounding.
        let allowed = TOLERANCE * theirs.abs() + 1e-15;
        assert!((ours - theirs).abs() <= allowed, "{row:?}: {ours}");
    }
}

#[test]
fn the_quantile_of_certainty_is_the_least_sure_number() {
    assert_eq!(binomial_quantile(1.0, 7, 0.0), Ok(0));
    assert_eq!(binomial_quantile(1.0, 7, 0.2), Ok(7));
    assert_eq!(binomial_quantile(0.0, 7, 1.0), Ok(0));
}

#[test]
fn the_median_of_an_odd_number_of_fair_trials_is_the_lower_middle() {
    for n in (1..400).step_by(2) {
        assert_eq!(binomial_quantile(0.5, n, 0.5), Ok((n - 1) / 2));
    }
}

#[test]
fn quantiles_far_out_in_the_tails_are_finite_and_mirrored() {
    for degrees in [0.5, 1.0, 7.0, 1e5, 1e9] {
        for tail in [1e-300, 1e-30, 1e-9, 0.2, 0.5] {
            let t = students_t_quantile(tail, degrees).unwrap();
            assert!(!t.is_nan() && t <= 0.0, "{degrees} {tail}: {t}");
        }
        let quantile = |probability| students_t_quantile(probability, degrees).unwrap();
        assert_eq!(quantile(0.25), -quantile(0.75));
    }
}

#[test]
fn impossible_parameters_are_refused() {
    let share = |share| Err(DistributionError::Probability { probability: share });
    assert_eq!(binomial_cdf(1, 5, 1.5), share(1.5));
    assert!(binomial_cdf(1, 5, f64::NAN).is_err());
    assert_eq!(
        binomial_quantile(-0.1, 5, 0.5),
        Err(DistributionError::Probability { probability: -0.1 })
    );
    assert!(binomial_quantile(f64::NAN, 5, 0.5).is_err());
    assert!(binomial_quantile(0.5, 5, -1.0).is_err());
    assert_eq!(normal_cdf(f64::NAN), Err(DistributionError::NotANumber));
    assert_eq!(normal_quantile(0.0), share(0.0));
    assert_eq!(normal_quantile(1.0), share(1.0));
    assert!(students_t_cdf(f64::NAN, 3.0).is_err());
    for degrees in [0.0, -1.0, f64::INFINITY] {
        assert_eq!(
            students_t_cdf(0.0, degrees),
            Err(DistributionError::Degrees { degrees })
        );
        assert_eq!(
            students_t_quantile(0.5, degrees),
            Err(DistributionError::Degrees { degrees })
        );
    }
    assert!(students_t_quantile(2.0, 3.0).is_err());
}
