//! Sum, mean, median, quantile and pooled rate: against R, by hand, and what is refused.

use trivsel_stats::summary::{Ratio, SummaryError, mean, median, pooled_rate, quantile, sum};

use crate::oracle::{Series, assert_close, number, rows};

#[test]
fn summaries_are_those_of_r() {
    let series = Series::without(&[], &[]);
    let rates: Vec<f64> = series.rates.iter().flatten().copied().collect();
    let days: Vec<Ratio> = series.days.iter().flatten().copied().collect();
    for row in rows(include_str!("oracle/summaries.csv")) {
        let ours = match row[0] {
            "sum" => sum(&rates),
            "mean" => mean(&rates),
            "median" => median(&rates),
            "median_odd" => median(&rates[..53]),
            "quantile" => quantile(&rates, number(row[1])),
            "pooled_rate" => pooled_rate(&days),
            other => panic!("no summary {other}"),
        };
        // R adds in extended precision; both round once or twice in the 16th digit.
        assert_close(ours.unwrap(), number(row[2]), 1e-15, row[0]);
    }
}

#[test]
fn a_sum_keeps_what_naive_adding_loses() {
    assert_eq!(sum(&[1e100, 1.0, -1e100]), Ok(1.0));
    assert_eq!(sum(&[0.1; 10]), Ok(1.0));
    assert_eq!(sum(&[]), Ok(0.0));
    assert_eq!(sum(&[f64::MAX, f64::MAX]), Ok(f64::INFINITY));
}

#[test]
fn the_mean_of_a_constant_is_that_constant() {
    for value in [0.1, 1.0 / 3.0, -2.7e-9, 1e300] {
        assert_eq!(mean(&[value; 7]), Ok(value));
        assert_eq!(median(&[value; 6]), Ok(value));
    }
}

#[test]
fn a_pooled_rate_weights_by_exposure() {
    let ratio = |numerator, denominator| Ratio { numerator, denominator };
    assert_eq!(pooled_rate(&[ratio(1.0, 10.0), ratio(9.0, 30.0)]), Ok(0.25));
    assert_eq!(ratio(1.0, 0.0).value(), None);
}

#[test]
fn what_cannot_be_summarised_is_refused() {
    assert_eq!(mean(&[]), Err(SummaryError::Empty));
    assert_eq!(median(&[]), Err(SummaryError::Empty));
    assert_eq!(
        quantile(&[1.0], 1.1),
        Err(SummaryError::Probability { probability: 1.1 })
    );
    assert!(quantile(&[1.0], f64::NAN).is_err());
    assert_eq!(sum(&[1.0, f64::NAN]), Err(SummaryError::NotFinite { index: 1 }));
    assert_eq!(mean(&[f64::INFINITY]), Err(SummaryError::NotFinite { index: 0 }));
    let ratio = |numerator, denominator| Ratio { numerator, denominator };
    assert_eq!(pooled_rate(&[]), Err(SummaryError::Empty));
    assert_eq!(pooled_rate(&[ratio(0.0, 0.0)]), Err(SummaryError::ZeroExposure));
    assert_eq!(
        pooled_rate(&[ratio(1.0, 1.0), ratio(-1.0, 5.0)]),
        Err(SummaryError::Negative { index: 1 })
    );
    assert_eq!(
        pooled_rate(&[ratio(1.0, f64::NAN)]),
        Err(SummaryError::NotFinite { index: 0 })
    );
}
