//! Data that an interrupted series stumbles over. Each ends in a named refusal or in what is documented.

use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use trivsel_stats::its::{
    Afterwards, BlockBootstrap, Change, Data, Disruption, Errors, Handling, ItsError, Plan, Ratio, Reach, Season, Side,
    Term, UsableMonths, check_collinearity, compare_handlings, fit, fit_autoregressive, fit_controlled,
    fit_negative_binomial, leave_one_out, placebo_starts,
};

use super::{excluding, invented, plan, single, without_season, wobbling};

fn disrupted(start: usize, window: std::ops::Range<usize>, handling: Handling, afterwards: Afterwards) -> Plan {
    Plan {
        disruption: Some(Disruption {
            window,
            handling,
            afterwards,
        }),
        ..without_season(start)
    }
}

#[test]
fn a_month_of_nothing_out_of_nothing_is_missing_and_the_clock_runs_on() {
    let mut series = invented().0;
    series[20] = Some(Ratio {
        numerator: 0.0,
        denominator: 0.0,
    });
    let zero = fit(single(&series), &plan(Handling::Exclude)).unwrap();
    series[20] = None;
    let missing = fit(single(&series), &plan(Handling::Exclude)).unwrap();
    assert_eq!(zero, missing);
    let left_out = fit(single(&invented().0), &excluding(plan(Handling::Exclude), [20])).unwrap();
    assert_eq!(zero.effect(Errors::Hac), left_out.effect(Errors::Hac));
}

#[test]
fn events_without_exposure_and_numbers_that_are_none_are_refused_with_their_month() {
    let with = |numerator: f64, denominator: f64| {
        let mut series = wobbling(36, 24, 0.8, 0.1);
        series[7] = Some(Ratio { numerator, denominator });
        fit(single(&series), &without_season(24)).unwrap_err()
    };
    assert_eq!(with(1.0, 0.0), ItsError::ZeroExposure { index: 7 });
    assert_eq!(with(-1.0, 10.0), ItsError::Negative { index: 7 });
    assert_eq!(with(1.0, -10.0), ItsError::Negative { index: 7 });
    assert_eq!(with(f64::NAN, 10.0), ItsError::NotFinite { index: 7 });
    assert_eq!(with(1.0, f64::INFINITY), ItsError::NotFinite { index: 7 });
}

#[test]
fn no_events_on_one_side_is_a_perfect_separation_and_refused() {
    let never_after = wobbling(36, 24, 0.0, 0.1);
    let error = ItsError::NoEvents { term: Term::Step };
    assert_eq!(fit(single(&never_after), &without_season(24)), Err(error));
    assert_eq!(
        fit_negative_binomial(single(&never_after), &without_season(24)),
        Err(error)
    );
    assert_eq!(
        fit_autoregressive(single(&never_after), &without_season(24)),
        Err(ItsError::ZeroCount { index: 24 })
    );
    let never_before: Vec<_> = never_after.into_iter().rev().collect();
    assert_eq!(fit(single(&never_before), &without_season(12)), Err(error));
    let mut quiet_window = wobbling(48, 36, 0.8, 0.1);
    for month in quiet_window[10..20].iter_mut().flatten() {
        month.numerator = 0.0;
    }
    let plan = disrupted(36, 10..20, Handling::OwnLevel, Afterwards::AsBefore);
    assert_eq!(
        fit(single(&quiet_window), &plan),
        Err(ItsError::NoEvents {
            term: Term::DisruptionLevel
        })
    );
}

#[test]
fn one_event_alone_is_answered_or_refused_by_name_but_never_with_nan() {
    for (place, slope) in [(0, false), (11, true), (23, true), (24, true), (30, false), (35, true)] {
        let mut series = wobbling(36, 24, 0.0, 0.0);
        series.iter_mut().flatten().for_each(|month| month.numerator = 0.0);
        series[place].as_mut().unwrap().numerator = 1.0;
        series[if place < 24 { 29 } else { 5 }].as_mut().unwrap().numerator = 1.0;
        let plan = Plan {
            change: if slope { Change::StepAndSlope } else { Change::Step },
            ..Plan::step_at(24)
        };
        match fit(single(&series), &plan) {
            Ok(fit) => {
                for (_, estimate) in [fit.coefficients(Errors::Model), fit.coefficients(Errors::Hac)].concat() {
                    assert!(estimate.value.is_finite() && estimate.standard_error.is_finite());
                }
            }
            Err(error) => assert!(
                matches!(error, ItsError::NotSettled { .. } | ItsError::Collinear { .. }),
                "{error:?}"
            ),
        }
    }
}

#[test]
fn a_series_of_zeros_is_refused() {
    let zeros = vec![
        Some(Ratio {
            numerator: 0.0,
            denominator: 100.0
        });
        48
    ];
    let error = ItsError::NoEvents { term: Term::Level };
    assert_eq!(fit(single(&zeros), &Plan::step_at(30)), Err(error));
    assert!(placebo_starts(single(&zeros), &Plan::step_at(30), Errors::Model).is_err());
    assert_eq!(
        fit_controlled(&zeros, &zeros, &Plan::step_at(30)).unwrap_err(),
        ItsError::TooFewMonths {
            side: Side::Before,
            found: 0,
            needed: 3
        }
    );
}

#[test]
fn a_constant_series_gives_no_interval_without_width() {
    for factor in [1.0, 0.8] {
        let constant = wobbling(48, 30, factor, 0.0);
        for plan in [Plan::step_at(30), without_season(30)] {
            assert_eq!(fit(single(&constant), &plan), Err(ItsError::NoVariation));
            assert_eq!(
                fit_negative_binomial(single(&constant), &plan),
                Err(ItsError::NoVariation)
            );
            assert_eq!(fit_autoregressive(single(&constant), &plan), Err(ItsError::NoVariation));
        }
    }
    let wobbling = wobbling(48, 30, 0.8, 0.1);
    assert_eq!(
        fit_controlled(&wobbling, &wobbling, &Plan::step_at(30)).unwrap_err(),
        ItsError::NoVariation
    );
}

#[test]
fn counts_that_vary_less_than_poisson_have_no_theta() {
    let steady = wobbling(48, 30, 0.8, 0.02);
    assert_eq!(
        fit_negative_binomial(single(&steady), &without_season(30)),
        Err(ItsError::NotOverdispersed)
    );
}

#[test]
fn a_disruption_that_swallows_the_start_is_refused_however_it_is_handled() {
    let series = wobbling(60, 36, 0.8, 0.1);
    let error = ItsError::DisruptionSwallowsStart {
        start: 36,
        from: 30,
        to: 42,
    };
    let plan = disrupted(36, 30..42, Handling::Exclude, Afterwards::AsBefore);
    let table = compare_handlings(&series, Some(&wobbling(60, 0, 1.0, 0.2)), &plan).unwrap();
    for row in table {
        match row.handling {
            // Ignoring it is ignoring it; a comparison carries it.
            Handling::Ignore | Handling::Comparison => assert!(row.fit.is_ok()),
            _ => assert_eq!(row.fit, Err(error)),
        }
    }
}

#[test]
fn a_new_level_too_near_the_start_is_refused_and_measured() {
    let series = wobbling(60, 36, 0.8, 0.1);
    for handling in [Handling::Exclude, Handling::OwnLevel, Handling::OwnLevelAndSlope] {
        let near = disrupted(36, 20..30, handling, Afterwards::NewLevel);
        let error = ItsError::TooCloseToDisruption { found: 6, needed: 12 };
        assert_eq!(fit(single(&series), &near), Err(error));
        let far = disrupted(36, 14..24, handling, Afterwards::NewLevel);
        assert!(fit(single(&series), &far).is_ok());
    }
    let touching = disrupted(36, 20..36, Handling::Exclude, Afterwards::NewLevel);
    let collinearity = check_collinearity(single(&series), &touching).unwrap();
    assert!((collinearity.with_new_level.unwrap() - 1.0).abs() < 1e-12);
    assert_eq!(collinearity.variance_inflation, None, "the two columns are one");
    assert_eq!(
        (collinearity.months_between, collinearity.with_disruption),
        (Some(0), None)
    );
}

#[test]
fn a_step_that_is_the_disruptions_own_level_is_collinear() {
    // All that is used after the start lies in a window that begins one month later than the transition ends.
    let series = wobbling(48, 36, 0.8, 0.1);
    let plan = Plan {
        transition: 1,
        ..disrupted(36, 37..48, Handling::OwnLevel, Afterwards::AsBefore)
    };
    assert_eq!(
        fit(single(&series), &plan),
        Err(ItsError::Collinear { term: Term::Step })
    );
    assert_eq!(
        check_collinearity(single(&series), &plan).unwrap().variance_inflation,
        None
    );
}

#[test]
fn too_few_months_on_either_side_are_refused_with_their_number() {
    let series = wobbling(40, 20, 0.8, 0.1);
    let too_few = |side, found| Err(ItsError::TooFewMonths { side, found, needed: 3 });
    assert_eq!(fit(single(&series), &without_season(0)), too_few(Side::Before, 0));
    assert_eq!(fit(single(&series), &without_season(2)), too_few(Side::Before, 2));
    assert_eq!(fit(single(&series), &without_season(39)), too_few(Side::After, 1));
    assert_eq!(
        fit(single(&series), &without_season(40)),
        Err(ItsError::OutOfSeries { index: 40, length: 40 })
    );
    let all_after = Plan {
        transition: 99,
        ..without_season(20)
    };
    assert_eq!(fit(single(&series), &all_after), too_few(Side::After, 0));
    let late = disrupted(20, 25..30, Handling::OnlyAfter, Afterwards::AsBefore);
    assert_eq!(fit(single(&series), &late), too_few(Side::Before, 0));
    assert_eq!(
        fit(single(&series[..7]), &Plan::step_at(4)),
        Err(ItsError::TooManyTerms { months: 7, terms: 7 })
    );
    assert_eq!(
        fit(single(&[]), &Plan::step_at(0)),
        Err(ItsError::OutOfSeries { index: 0, length: 0 })
    );
    assert_eq!(fit(single(&[None; 40]), &Plan::step_at(20)), too_few(Side::Before, 0));
}

#[test]
fn three_months_a_side_give_an_answer_that_is_marked_as_a_description() {
    let fit = fit(single(&wobbling(6, 3, 0.8, 0.1)), &without_season(3)).unwrap();
    assert_eq!(fit.usable_months().reach(), Reach::DescriptionOnly);
    let ratio = fit.effect(Errors::Model).log_rate_ratio.ratio(0.95).unwrap();
    assert!(ratio.lower < ratio.upper && ratio.upper.is_finite());
    let reach = |before, after| UsableMonths { before, after }.reach();
    assert_eq!(reach(11, 60), Reach::DescriptionOnly);
    assert_eq!(reach(60, 11), Reach::DescriptionOnly);
    assert_eq!(reach(23, 60), Reach::StepWithoutSeason);
    assert_eq!(reach(24, 12), Reach::Full);
}

#[test]
fn a_plan_that_does_not_fit_the_series_is_refused() {
    let series = wobbling(40, 20, 0.8, 0.1);
    let refused = |plan: &Plan| fit(single(&series), plan).unwrap_err();
    assert_eq!(
        refused(&excluding(without_season(20), [40])),
        ItsError::OutOfSeries { index: 40, length: 40 }
    );
    assert_eq!(
        refused(&disrupted(20, 38..41, Handling::Exclude, Afterwards::AsBefore)),
        ItsError::OutOfSeries { index: 41, length: 40 }
    );
    #[allow(clippy::reversed_empty_ranges)]
    let backwards = disrupted(20, 9..5, Handling::Exclude, Afterwards::AsBefore);
    assert_eq!(refused(&backwards), ItsError::EmptyDisruption { start: 9, end: 5 });
    let season = Season {
        period: 12,
        harmonics: 6,
    };
    let plan = Plan {
        season,
        ..Plan::step_at(20)
    };
    assert_eq!(
        refused(&plan),
        ItsError::Season {
            period: 12,
            harmonics: 6
        }
    );
    let needs_comparison = disrupted(20, 5..8, Handling::Comparison, Afterwards::AsBefore);
    assert_eq!(refused(&needs_comparison), ItsError::NoComparison);
    assert_eq!(
        compare_handlings(&series, None, &without_season(20)).unwrap_err(),
        ItsError::NoDisruption
    );
    let table = compare_handlings(&series, None, &needs_comparison).unwrap();
    assert_eq!(table[3].fit, Err(ItsError::NoComparison));
    assert!(table[1].fit.is_ok());
    assert_eq!(
        fit_controlled(&series, &series[1..], &without_season(20)).unwrap_err(),
        ItsError::ComparisonLength {
            found: 39,
            expected: 40
        }
    );
    let both = Data::Controlled {
        series: &series,
        comparison: &series,
    };
    assert_eq!(
        fit_negative_binomial(both, &without_season(20)).unwrap_err(),
        ItsError::ComparisonNotTaken
    );
}

#[test]
fn a_comparison_without_events_in_one_part_is_refused() {
    let series = wobbling(40, 20, 0.8, 0.1);
    let silent_after = wobbling(40, 20, 0.0, 0.3);
    assert_eq!(
        fit_controlled(&series, &silent_after, &without_season(20)).unwrap_err(),
        ItsError::NoEvents { term: Term::Step }
    );
    let silent = wobbling(40, 0, 0.0, 0.3);
    for (series, comparison) in [(&series, &silent), (&silent, &series)] {
        assert_eq!(
            fit_controlled(series, comparison, &without_season(20)).unwrap_err(),
            ItsError::NoEvents { term: Term::Level }
        );
    }
}

#[test]
fn a_bootstrap_that_cannot_be_drawn_is_refused() {
    let fit = fit(single(&wobbling(40, 20, 0.8, 0.1)), &without_season(20)).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    for (draws, block) in [(1, 6), (100, 0)] {
        let error = fit.bootstrap(BlockBootstrap { draws, block }, 0.95, &mut rng);
        assert_eq!(error, Err(ItsError::Draws { draws, block }));
    }
    for confidence in [0.0, 1.0, -1.0, f64::NAN] {
        let error = fit.bootstrap(BlockBootstrap::default(), confidence, &mut rng);
        assert!(matches!(error, Err(ItsError::Confidence { .. })));
        assert!(fit.difference(Errors::Model, confidence).is_err());
        assert!(fit.counterfactual(Errors::Hac, confidence).is_err());
    }
    // A block longer than the series goes round.
    let long = BlockBootstrap { draws: 20, block: 500 };
    assert!(fit.bootstrap(long, 0.95, &mut rng).is_ok());
}

#[test]
fn a_history_too_short_for_false_starts_has_none() {
    let placebo = placebo_starts(single(&wobbling(40, 20, 0.8, 0.1)), &without_season(20), Errors::Model).unwrap();
    assert!(placebo.false_starts.is_empty());
    assert_eq!(placebo.rank, 1);
}

#[test]
fn a_month_without_which_nothing_can_be_said_is_named() {
    let left_out = leave_one_out(single(&wobbling(40, 37, 0.8, 0.1)), &without_season(37), Errors::Model).unwrap();
    assert!(left_out[..37].iter().all(|without| without.log_rate_ratio.is_ok()));
    let error = ItsError::TooFewMonths {
        side: Side::After,
        found: 2,
        needed: 3,
    };
    assert!(
        left_out[37..]
            .iter()
            .all(|without| without.log_rate_ratio == Err(error))
    );
}

/// Months that alternate have a negative correlation. A continuous first-order process has none, and taking it would narrow the interval.
#[test]
fn months_that_alternate_are_taken_as_independent_and_not_as_better_than_that() {
    let series: Vec<Option<Ratio>> = (0..60)
        .map(|month| {
            let wobble = if month % 2 == 0 { 8.0 } else { -8.0 } + f64::from(month * 7 % 5);
            let step = if month >= 30 { -10.0 } else { 0.0 };
            Some(Ratio {
                numerator: 100.0 + wobble + step,
                denominator: 2_000.0,
            })
        })
        .collect();
    let found = fit_autoregressive(single(&series), &without_season(30)).unwrap();
    assert_eq!(found.rho, 0.0);
    let plain = fit(single(&series), &without_season(30)).unwrap();
    let errors = [
        found.effect.step.standard_error,
        plain.effect(Errors::Model).step.standard_error,
    ];
    assert!((errors[0] / errors[1] - 1.0).abs() < 0.05, "{errors:?}");
}

#[test]
fn a_lag_of_ones_own_is_used_and_the_usual_one_is_what_it_is_called() {
    let series = invented().0;
    let fitted = fit(single(&series), &plan(Handling::Exclude)).unwrap();
    let usual = trivsel_stats::its::hac_lag(fitted.used_positions().len());
    assert_eq!(fitted.effect(Errors::HacOf { lag: usual }), fitted.effect(Errors::Hac));
    assert_ne!(fitted.effect(Errors::HacOf { lag: 12 }), fitted.effect(Errors::Hac));
}
