//! Series that charts stumble over: nothing, next to nothing, no variation, no exposure, no number.

use trivsel_stats::spc::{
    self, Bounds, Chart, ChartError, Layout, MINIMUM_BASELINE, Ratio, Role, RuleSet, Signal, Spread, Standing,
};

fn xmr(values: &[Option<f64>], layout: &Layout) -> Result<Chart, ChartError> {
    spc::xmr(values, layout, Spread::MeanRange, Bounds::default())
}

fn counts(pairs: &[(f64, f64)]) -> Vec<Option<Ratio>> {
    pairs
        .iter()
        .map(|(numerator, denominator)| {
            Some(Ratio {
                numerator: *numerator,
                denominator: *denominator,
            })
        })
        .collect()
}

/// Every chart of counts.
fn all_counts(counts: &[Option<Ratio>]) -> [Result<Chart, ChartError>; 4] {
    let layout = Layout::default();
    [
        spc::p(counts, &layout),
        spc::p_prime(counts, &layout, Spread::MeanRange),
        spc::u(counts, &layout),
        spc::u_prime(counts, &layout, Spread::MeanRange),
    ]
}

#[test]
fn an_empty_series_is_refused() {
    assert_eq!(xmr(&[], &Layout::default()), Err(ChartError::Empty));
    assert_eq!(spc::run_chart(&[], &Layout::default()), Err(ChartError::Empty));
    assert!(all_counts(&[]).iter().all(|chart| *chart == Err(ChartError::Empty)));
}

#[test]
fn a_number_that_is_none_is_refused_with_its_position() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let values = [Some(1.0), None, Some(bad), Some(2.0)];
        assert_eq!(
            xmr(&values, &Layout::default()),
            Err(ChartError::NotFinite { index: 2 })
        );
        assert_eq!(
            spc::run_chart(&values, &Layout::default()),
            Err(ChartError::NotFinite { index: 2 })
        );
        for pair in [(bad, 1.0), (1.0, bad)] {
            let charts = all_counts(&counts(&[(1.0, 2.0), pair]));
            assert!(
                charts
                    .iter()
                    .all(|chart| *chart == Err(ChartError::NotFinite { index: 1 }))
            );
        }
    }
}

#[test]
fn too_few_points_are_refused_with_their_number() {
    let values = [1.0, 2.0, 3.0, 2.0].map(Some);
    let error = ChartError::TooFewPoints {
        found: 4,
        needed: MINIMUM_BASELINE,
    };
    assert_eq!(xmr(&values, &Layout::default()), Err(error));
    let charts = all_counts(&counts(&[(1.0, 9.0), (2.0, 9.0), (3.0, 9.0), (2.0, 9.0)]));
    assert!(charts.iter().all(|chart| *chart == Err(error)));
    assert_eq!(
        spc::run_chart(&[None, None], &Layout::default()),
        Err(ChartError::TooFewPoints { found: 0, needed: 1 })
    );
}

#[test]
fn limits_are_on_trial_until_twelve_points() {
    let standing = |points: u32| {
        let values: Vec<_> = (0..points).map(|i| Some(f64::from(i % 3))).collect();
        let months: Vec<_> = values
            .iter()
            .map(|v| {
                v.map(|numerator| Ratio {
                    numerator,
                    denominator: 9.0,
                })
            })
            .collect();
        let xmr = xmr(&values, &Layout::default()).unwrap().phases[0].standing;
        for chart in all_counts(&months) {
            assert_eq!(chart.unwrap().phases[0].standing, xmr);
        }
        xmr
    };
    assert_eq!((standing(5), standing(11)), (Standing::Trial, Standing::Trial));
    assert_eq!((standing(12), standing(40)), (Standing::Firm, Standing::Firm));
}

#[test]
fn every_second_month_missing_leaves_no_moving_range() {
    let values: Vec<_> = (0..24).map(|i| (i % 2 == 0).then(|| f64::from(i % 5))).collect();
    assert_eq!(
        xmr(&values, &Layout::default()),
        Err(ChartError::TooFewPoints { found: 12, needed: 5 })
    );
    let months: Vec<_> = values
        .iter()
        .map(|v| {
            v.map(|numerator| Ratio {
                numerator,
                denominator: 50.0,
            })
        })
        .collect();
    assert!(spc::u_prime(&months, &Layout::default(), Spread::MeanRange).is_err());
    assert!(spc::u(&months, &Layout::default()).is_ok(), "u needs no neighbours");
}

#[test]
fn a_short_phase_has_no_limits_and_no_signals_beside_a_long_one() {
    let values: Vec<_> = (0..20)
        .map(|i| Some(f64::from(i % 4)))
        .chain([100.0, 101.0, 102.0].map(Some))
        .collect();
    let layout = Layout {
        phase_starts: [20].into(),
        ..Layout::default()
    };
    let chart = xmr(&values, &layout).unwrap();
    assert_eq!(chart.phases[0].standing, Standing::Firm);
    assert_eq!(chart.phases[1].standing, Standing::TooFewPoints);
    assert_eq!(
        (chart.phases[1].centre, chart.phases[1].dispersion),
        (Some(101.0), None)
    );
    assert_eq!(chart.points[20].limits, None);
    assert!(spc::list_signals(&chart, RuleSet::Nhs)[20..].iter().all(Vec::is_empty));
}

#[test]
fn a_constant_series_has_a_centre_and_no_limits() {
    // 0.1 cannot be written exactly: rounding must not look like variation.
    for values in [
        vec![Some(0.1); 14],
        (0..14)
            .map(|i| Some(if i % 2 == 0 { 0.3 } else { 0.1 + 0.2 }))
            .collect(),
    ] {
        let chart = xmr(&values, &Layout::default()).unwrap();
        assert_eq!(chart.phases[0].standing, Standing::NoVariation);
        assert!(
            chart
                .points
                .iter()
                .all(|point| point.limits.is_none() && point.centre.is_some())
        );
        let signals = spc::list_signals(&chart, RuleSet::WesternElectric);
        assert!(
            signals
                .iter()
                .flatten()
                .all(|signal| !matches!(signal, Signal::OutsideLimits(_)))
        );
    }
    let zeros = xmr(&[Some(0.0); 6], &Layout::default()).unwrap();
    assert_eq!(zeros.phases[0].standing, Standing::NoVariation);
}

#[test]
fn a_shift_after_a_constant_baseline_is_still_found() {
    let values: Vec<_> = [vec![Some(2.0); 12], vec![Some(3.0); 7]].concat();
    let layout = Layout {
        baseline: spc::Baseline::First(12.try_into().unwrap()),
        ..Layout::default()
    };
    let chart = xmr(&values, &layout).unwrap();
    let signals = spc::list_signals(&chart, RuleSet::Nhs);
    assert!(signals[..12].iter().all(Vec::is_empty));
    assert!(
        signals[12..]
            .iter()
            .all(|here| *here == [Signal::Shift(spc::Side::Above)])
    );
}

#[test]
fn equal_rates_on_unequal_exposure_do_not_vary() {
    let months = counts(&[
        (3.0, 30.0),
        (7.0, 70.0),
        (1.1, 11.0),
        (9.0, 90.0),
        (13.0, 130.0),
        (0.3, 3.0),
    ]);
    let chart = spc::u_prime(&months, &Layout::default(), Spread::MeanRange).unwrap();
    assert_eq!(chart.phases[0].standing, Standing::NoVariation);
    assert!(spc::list_signals(&chart, RuleSet::ThreeSigma).iter().all(Vec::is_empty));
    let plain = spc::u(&months, &Layout::default()).unwrap();
    assert_eq!(plain.phases[0].standing, Standing::Trial);
}

#[test]
fn no_events_at_all_and_only_cases_have_no_limits() {
    let never = counts(&[(0.0, 10.0); 8]);
    for chart in all_counts(&never) {
        let chart = chart.unwrap();
        assert_eq!(
            (chart.phases[0].standing, chart.phases[0].centre),
            (Standing::NoVariation, Some(0.0))
        );
    }
    let always = spc::p(&counts(&[(10.0, 10.0); 8]), &Layout::default()).unwrap();
    assert_eq!(
        (always.phases[0].standing, always.phases[0].centre),
        (Standing::NoVariation, Some(1.0))
    );
}

#[test]
fn nothing_out_of_nothing_is_a_missing_point() {
    let mut pairs = vec![
        (3.0, 20.0),
        (5.0, 22.0),
        (4.0, 19.0),
        (6.0, 25.0),
        (2.0, 18.0),
        (5.0, 21.0),
        (4.0, 20.0),
    ];
    pairs.insert(5, (0.0, 0.0));
    for chart in all_counts(&counts(&pairs)) {
        let chart = chart.unwrap();
        assert_eq!((chart.points[5].role, chart.points[5].value), (Role::Missing, None));
        assert!(chart.points[5].limits.is_none() && chart.points[5].centre.is_some());
        assert_eq!(chart.phases[0].baseline_points, 7);
    }
}

#[test]
fn something_out_of_nothing_is_refused() {
    let months = counts(&[(3.0, 20.0), (5.0, 22.0), (1.0, 0.0)]);
    assert!(
        all_counts(&months)
            .iter()
            .all(|chart| *chart == Err(ChartError::ZeroExposure { index: 2 }))
    );
}

#[test]
fn negative_counts_and_shares_above_one_are_refused() {
    for pair in [(-1.0, 10.0), (1.0, -10.0)] {
        let charts = all_counts(&counts(&[(1.0, 10.0), pair]));
        assert!(
            charts
                .iter()
                .all(|chart| *chart == Err(ChartError::Negative { index: 1 }))
        );
    }
    let many = counts(&[(1.0, 10.0), (11.0, 10.0), (1.0, 10.0), (2.0, 10.0), (1.0, 10.0)]);
    assert_eq!(
        spc::p(&many, &Layout::default()),
        Err(ChartError::AboveOne { index: 1 })
    );
    assert!(spc::u(&many, &Layout::default()).is_ok());
}

#[test]
fn a_layout_outside_the_series_is_refused() {
    let values = [1.0, 2.0, 1.0, 3.0, 2.0].map(Some);
    assert_eq!(
        xmr(&values, &Layout::with_ghosts([5])),
        Err(ChartError::OutOfSeries { index: 5, length: 5 })
    );
    let late = Layout {
        phase_starts: [9].into(),
        ..Layout::default()
    };
    assert_eq!(
        xmr(&values, &late),
        Err(ChartError::OutOfSeries { index: 9, length: 5 })
    );
    assert!(spc::run_chart(&values, &late).is_err());
}

#[test]
fn bounds_that_exclude_each_other_are_refused() {
    let values = [1.0, 2.0, 1.0, 3.0, 2.0].map(Some);
    for bounds in [
        Bounds {
            lowest: Some(2.0),
            highest: Some(1.0),
        },
        Bounds {
            lowest: Some(f64::NAN),
            highest: None,
        },
        Bounds {
            lowest: None,
            highest: Some(f64::INFINITY),
        },
    ] {
        let chart = spc::xmr(&values, &Layout::default(), Spread::MeanRange, bounds);
        assert_eq!(chart, Err(ChartError::Bounds));
    }
}

#[test]
fn a_series_of_ghosts_is_refused() {
    let values = [1.0, 2.0, 1.0, 3.0, 2.0].map(Some);
    let all = Layout::with_ghosts(0..5);
    assert_eq!(
        xmr(&values, &all),
        Err(ChartError::TooFewPoints {
            found: 0,
            needed: MINIMUM_BASELINE
        })
    );
}
