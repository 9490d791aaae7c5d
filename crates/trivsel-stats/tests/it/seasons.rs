//! Seasonal adjustment: against R's `lm`, and what is refused.

use std::collections::BTreeSet;

use trivsel_stats::qr::QrError;
use trivsel_stats::season::{Harmonics, SeasonError, Trend, fit_harmonics, ratio_to_last_cycle};

use crate::oracle::{Series, assert_close, number, rows};

/// Least squares on 31 well-conditioned rows: R and we differ by rounding in the last two digits.
const TOLERANCE: f64 = 1e-13;

#[test]
fn harmonic_fits_and_ratios_are_those_of_r() {
    let values = Series::without(&[5], &[]).rates;
    let whole = Series::without(&[], &[]).rates;
    let left_out = BTreeSet::from([10, 11, 12, 13]);
    for row in rows(include_str!("oracle/season.csv")) {
        let theirs = number(row[4]);
        if row[0] == "ratio" {
            let ratios = ratio_to_last_cycle(&whole, 12).unwrap();
            assert_close(
                ratios[row[3].parse::<usize>().unwrap()].unwrap(),
                theirs,
                1e-15,
                "ratio",
            );
            continue;
        }
        let trend = if row[0] == "linear" {
            Trend::Linear
        } else {
            Trend::Level
        };
        let model = Harmonics {
            period: 12,
            harmonics: row[1].parse().unwrap(),
            trend,
        };
        let fit = fit_harmonics(&values, 0..36, &left_out, model).unwrap();
        assert_eq!(fit.points, 31);
        let ours = match row[2] {
            "level" => fit.level,
            "slope" => fit.slope,
            "residual_sd" => fit.residual_sd.unwrap(),
            _ => fit.adjust(&whole)[row[3].parse::<usize>().unwrap()].unwrap(),
        };
        assert_close(ours, theirs, TOLERANCE, &row.join(" "));
    }
}

#[test]
fn a_pure_season_is_taken_out_entirely() {
    let value = |t: u32| {
        let angle = std::f64::consts::TAU * f64::from(t % 12) / 12.0;
        5.0 + 0.25 * f64::from(t) + 3.0 * angle.cos() - 1.5 * (2.0 * angle).sin()
    };
    let values: Vec<_> = (0..48).map(|t| Some(value(t))).collect();
    let fit = fit_harmonics(&values, 0..30, &BTreeSet::new(), Harmonics::default()).unwrap();
    for (t, adjusted) in (0_u32..).zip(fit.adjust(&values)) {
        assert_close(adjusted.unwrap(), 5.0 + 0.25 * f64::from(t), 1e-13, "line");
    }
    assert_close(fit.slope, 0.25, 1e-13, "slope");
    assert_close(fit.component.iter().sum::<f64>(), 0.0, 1e-14, "sum over a year");
}

#[test]
fn a_ratio_needs_a_positive_value_a_year_before() {
    let values = [
        Some(2.0),
        Some(0.0),
        None,
        Some(-1.0),
        Some(3.0),
        Some(1.0),
        Some(1.0),
        Some(1.0),
        None,
    ];
    let ratios = ratio_to_last_cycle(&values, 4).unwrap();
    assert_eq!(ratios, [None, None, None, None, Some(1.5), None, None, None, None]);
    assert_eq!(ratio_to_last_cycle(&values[..2], 4).unwrap(), [None, None]);
    assert_eq!(
        ratio_to_last_cycle(&values, 0),
        Err(SeasonError::Period {
            period: 0,
            harmonics: 0
        })
    );
    assert_eq!(
        ratio_to_last_cycle(&[Some(f64::NAN)], 1),
        Err(SeasonError::NotFinite { index: 0 })
    );
}

#[test]
fn what_cannot_show_a_season_is_refused() {
    let none = BTreeSet::new();
    let values: Vec<_> = (0..40).map(|t| Some(f64::from(t % 7))).collect();
    let fit = |window, left_out: &BTreeSet<usize>| fit_harmonics(&values, window, left_out, Harmonics::default());
    assert_eq!(
        fit(0..23, &none),
        Err(SeasonError::TooFewPoints { found: 23, needed: 24 })
    );
    assert_eq!(
        fit(0..30, &(0..10).collect()),
        Err(SeasonError::TooFewPoints { found: 20, needed: 24 })
    );
    assert_eq!(
        fit(0..41, &none),
        Err(SeasonError::Window {
            start: 0,
            end: 41,
            length: 40
        })
    );
    assert!(matches!(fit(12..12, &none), Err(SeasonError::Window { .. })));
    let six = Harmonics {
        harmonics: 6,
        ..Harmonics::default()
    };
    assert_eq!(
        fit_harmonics(&values, 0..40, &none, six),
        Err(SeasonError::Period {
            period: 12,
            harmonics: 6
        })
    );
    assert_eq!(
        fit_harmonics(&[Some(f64::NAN)], 0..1, &none, Harmonics::default()),
        Err(SeasonError::NotFinite { index: 0 })
    );
    // Only one month of each year is there: a level, and nothing to tell a season by.
    let yearly: Vec<_> = (0..300).map(|t| (t % 12 == 0).then_some(1.0)).collect();
    assert!(matches!(
        fit_harmonics(&yearly, 0..300, &none, Harmonics::default()),
        Err(SeasonError::Undetermined(QrError::Collinear { .. }))
    ));
}

#[test]
fn a_constant_series_has_no_season() {
    let values = vec![Some(0.07); 36];
    let fit = fit_harmonics(&values, 0..36, &BTreeSet::new(), Harmonics::default()).unwrap();
    for adjusted in fit.adjust(&values) {
        assert_close(adjusted.unwrap(), 0.07, 1e-15, "constant");
    }
}
