//! The numbers of R (glm, MASS, sandwich, nlme) and of statsmodels.
//!
//! Tolerances: 1e-8 where both solve the same equations (rounding, and R's own stop); 1e-5 for theta, where R's MASS
//! stops at the fourth root of the machine's precision, and for all that hangs on rho, which nlme finds with a
//! general optimiser.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use trivsel_stats::its::{
    Afterwards, BlockBootstrap, Change, Data, Disruption, Errors, Fit, Handling, Plan, Ratio, Season, Term,
    check_collinearity, check_trend, compare_handlings, fit, fit_autoregressive, fit_controlled, fit_negative_binomial,
    hac_lag, leave_one_out, placebo_starts,
};

use super::{excluding, invented, plan, seatbelts, single};
use crate::oracle::{assert_close, number, rows};

type Theirs = BTreeMap<(String, String), f64>;

/// What R says of one model: (what, term) to value.
fn theirs(data: &str, model: &str) -> Theirs {
    let found: Theirs = rows(include_str!("../oracle/its_fits.csv"))
        .iter()
        .filter(|row| row[0] == data && row[1] == model)
        .map(|row| ((row[2].to_owned(), row[3].to_owned()), number(row[4])))
        .collect();
    assert!(!found.is_empty(), "no model {model}");
    found
}

fn one(theirs: &Theirs, what: &str) -> f64 {
    theirs[&(what.to_owned(), String::new())]
}

/// Every model of `its_fits.R` on a single series, with its plan.
fn models() -> Vec<(&'static str, &'static str, Vec<Option<Ratio>>, Plan)> {
    let one_harmonic = Season {
        period: 12,
        harmonics: 1,
    };
    let invented = invented().0;
    let new_level = Plan {
        disruption: Some(Disruption {
            window: 36..54,
            handling: Handling::Exclude,
            afterwards: Afterwards::NewLevel,
        }),
        ..Plan::step_at(66)
    };
    let plans = [
        ("A", plan(Handling::Ignore)),
        ("B", plan(Handling::Exclude)),
        ("C", plan(Handling::OwnLevelAndSlope)),
        (
            "E",
            Plan {
                season: one_harmonic,
                ..plan(Handling::OnlyAfter)
            },
        ),
        ("F", plan(Handling::OwnLevel)),
        ("B new level", new_level),
        (
            "B slope",
            Plan {
                change: Change::StepAndSlope,
                ..plan(Handling::Exclude)
            },
        ),
        (
            "B transition",
            Plan {
                season: one_harmonic,
                transition: 3,
                ..excluding(plan(Handling::Exclude), [5, 75])
            },
        ),
    ];
    let mut models: Vec<_> = plans
        .into_iter()
        .map(|(name, plan)| ("invented", name, invented.clone(), plan))
        .collect();
    models.push(("seatbelts", "A", seatbelts(), Plan::step_at(169)));
    models
}

fn check_coefficients(fit: &Fit, theirs: &Theirs, what: &str) {
    for (errors, name) in [(Errors::Model, "error"), (Errors::Hac, "hac")] {
        for (term, estimate) in fit.coefficients(errors) {
            let cell = |what: &str| theirs[&(what.to_owned(), term.to_string())];
            let what = format!("{what}, {term}, {name}");
            assert_close(estimate.value, cell("coefficient"), 1e-8, &what);
            assert_close(estimate.standard_error / cell(name), 1.0, 1e-8, &what);
        }
    }
}

#[test]
fn coefficients_and_both_kinds_of_errors_are_those_of_r() {
    for (data, model, series, plan) in models() {
        let theirs = theirs(data, model);
        let fit = fit(single(&series), &plan).unwrap();
        check_coefficients(&fit, &theirs, &format!("{data} {model}"));
        assert_close(fit.dispersion(), one(&theirs, "dispersion"), 1e-8, model);
        assert_close(fit.degrees() as f64, one(&theirs, "degrees"), 0.0, model);
        let effect = fit.effect(Errors::Model);
        assert_close(effect.log_rate_ratio.value, one(&theirs, "log_ratio"), 1e-8, model);
        let error = effect.log_rate_ratio.standard_error / one(&theirs, "log_ratio_error");
        assert_close(error, 1.0, 1e-8, model);
    }
}

#[test]
fn expected_observed_and_difference_are_those_of_r() {
    for (data, model, series, plan) in models() {
        let theirs = theirs(data, model);
        let fit = fit(single(&series), &plan).unwrap();
        let sums = fit.difference(Errors::Model, 0.95).unwrap();
        let last = *fit.counterfactual(Errors::Model, 0.95).unwrap().last().unwrap();
        for (ours, name) in [
            (sums.expected.estimate, "expected"),
            (sums.expected.lower, "expected_lower"),
            (sums.expected.upper, "expected_upper"),
            (sums.observed, "observed"),
            (sums.difference.estimate, "difference"),
            (sums.difference.lower, "difference_lower"),
            (sums.difference.upper, "difference_upper"),
            (last.expected.estimate, "last_expected"),
            (last.expected.lower, "last_lower"),
            (last.expected.upper, "last_upper"),
        ] {
            assert_close(ours, one(&theirs, name), 1e-7, &format!("{data} {model} {name}"));
        }
        assert_close(
            sums.observed - sums.expected.estimate,
            sums.difference.estimate,
            1e-8,
            model,
        );
    }
}

#[test]
fn the_negative_binomial_is_that_of_mass() {
    for (data, model, series, plan) in models() {
        let theirs = theirs(data, model);
        let ours = fit_negative_binomial(single(&series), &plan).unwrap();
        let what = format!("{data} {model}");
        assert_close(ours.theta / one(&theirs, "theta"), 1.0, 1e-5, &what);
        assert_close(
            ours.theta_standard_error / one(&theirs, "theta_error"),
            1.0,
            1e-5,
            &what,
        );
        let step = ours.fit.effect(Errors::Model).step;
        assert_close(step.value, one(&theirs, "nb_step"), 1e-7, &what);
        assert_close(step.standard_error / one(&theirs, "nb_error"), 1.0, 1e-6, &what);
    }
}

#[test]
fn the_autoregression_is_that_of_nlme() {
    for (data, model, series, plan) in models() {
        let theirs = theirs(data, model);
        let ours = fit_autoregressive(single(&series), &plan).unwrap();
        let what = format!("{data} {model}");
        assert_close(ours.rho, one(&theirs, "rho"), 1e-5, &what);
        assert_close(ours.residual_sd / one(&theirs, "sigma"), 1.0, 1e-5, &what);
        assert_close(ours.effect.step.value, one(&theirs, "ar_step"), 1e-6, &what);
        assert_close(
            ours.effect.step.standard_error / one(&theirs, "ar_error"),
            1.0,
            1e-5,
            &what,
        );
    }
}

#[test]
fn a_controlled_series_is_the_poisson_model_of_both_with_an_effect_of_every_month() {
    let (series, comparison) = invented();
    let theirs = theirs("invented", "D");
    let fit = fit_controlled(&series, &comparison, &plan(Handling::Exclude)).unwrap();
    check_coefficients(&fit, &theirs, "D");
    assert_close(fit.dispersion(), one(&theirs, "dispersion"), 1e-8, "dispersion");
    assert_close(fit.degrees() as f64, one(&theirs, "degrees"), 0.0, "degrees");
    let sums = fit.difference(Errors::Model, 0.95).unwrap();
    assert_close(sums.expected.estimate, one(&theirs, "expected"), 1e-8, "expected");
    assert_close(sums.difference.estimate, one(&theirs, "difference"), 1e-8, "difference");
    let data = Data::Controlled {
        series: &series,
        comparison: &comparison,
    };
    let second = fit_autoregressive(data, &plan(Handling::Comparison)).unwrap();
    assert_close(second.rho, one(&theirs, "rho"), 1e-5, "rho");
    assert_close(second.effect.step.value, one(&theirs, "ar_step"), 1e-6, "step");
    let error = second.effect.step.standard_error / one(&theirs, "ar_error");
    assert_close(error, 1.0, 1e-5, "error");
}

#[test]
fn statsmodels_agrees() {
    let fit = fit(single(&invented().0), &plan(Handling::Ignore)).unwrap();
    let negative_binomial = fit_negative_binomial(single(&invented().0), &plan(Handling::Ignore)).unwrap();
    let (model, hac) = (fit.coefficients(Errors::Model), fit.coefficients(Errors::Hac));
    for row in rows(include_str!("../oracle/its_other_programs.csv")) {
        let of = |list: &[(Term, trivsel_stats::its::Estimate)]| {
            list.iter().find(|(term, _)| term.to_string() == row[1]).unwrap().1
        };
        let ours = match row[0] {
            "coefficient" => of(&model).value,
            "error" => of(&model).standard_error,
            "hac" => of(&hac).standard_error,
            "dispersion" => fit.dispersion(),
            // By the joint likelihood rather than in turns: the same maximum, found to fewer digits.
            "theta" => negative_binomial.theta,
            "nb_step" => negative_binomial.fit.effect(Errors::Model).step.value,
            other => panic!("what is {other}?"),
        };
        let tolerance = if row[0] == "theta" { 1e-5 } else { 1e-7 };
        assert_close(ours / number(row[2]), 1.0, tolerance, &row.join(" "));
    }
}

#[test]
fn the_lag_is_the_formula_written_out() {
    // max(3, floor(0.75 n^(1/3))): 0.75·∛151 = 3.99, ∛152 = 5.337 → 4.003; 0.75·∛296 = 4.998, ∛297 → 5.004.
    for (n, lag) in [
        (1, 3),
        (24, 3),
        (84, 3),
        (151, 3),
        (152, 4),
        (192, 4),
        (296, 4),
        (297, 5),
        (512, 6),
    ] {
        assert_eq!(hac_lag(n), lag, "{n}");
    }
}

#[test]
fn the_table_of_handlings_is_each_model_on_its_own() {
    let (series, comparison) = invented();
    let table = compare_handlings(&series, Some(&comparison), &plan(Handling::Exclude)).unwrap();
    for row in &table {
        let letter = row.handling.letter().to_string();
        if letter == "E" {
            // R's E has one harmonic: 12 months before the start do not carry two.
            continue;
        }
        check_coefficients(row.fit.as_ref().unwrap(), &theirs("invented", &letter), &letter);
    }
    // The true step is −0.22. Ignoring the disruption is sure of something far from it.
    let interval = |place: usize| {
        let effect = table[place].fit.as_ref().unwrap().effect(Errors::Model);
        effect.log_rate_ratio.interval(0.95).unwrap()
    };
    assert!(interval(0).upper < -0.22, "A misses the truth");
    for place in [1, 2, 3, 4, 5] {
        let interval = interval(place);
        assert!(
            interval.lower < -0.22 && -0.22 < interval.upper,
            "row {place} holds the truth"
        );
    }
}

#[test]
fn false_starts_single_months_bend_and_collinearity_are_those_of_r() {
    let (series, _) = invented();
    let data = single(&series);
    let plan = plan(Handling::Exclude);
    let cell = |theirs: &Theirs, what: &str, term: String| theirs[&(what.to_owned(), term)];

    let placebo = placebo_starts(data, &plan, Errors::Model).unwrap();
    let known = theirs("invented", "placebo");
    assert_eq!(placebo.false_starts.len() * 2, known.len());
    for (start, estimate) in &placebo.false_starts {
        assert_close(
            estimate.value,
            cell(&known, "coefficient", start.to_string()),
            1e-8,
            "placebo",
        );
        let error = estimate.standard_error / cell(&known, "error", start.to_string());
        assert_close(error, 1.0, 1e-8, "placebo");
    }
    let as_far = placebo
        .false_starts
        .iter()
        .filter(|(_, e)| e.value.abs() >= placebo.real.value.abs());
    assert_eq!(placebo.rank, 1 + as_far.count());

    let known = theirs("invented", "leave");
    let left_out = leave_one_out(data, &plan, Errors::Model).unwrap();
    assert_eq!(left_out.len() * 2, known.len());
    for without in left_out {
        let estimate = without.log_rate_ratio.unwrap();
        let theirs = cell(&known, "coefficient", without.position.to_string());
        assert_close(estimate.value, theirs, 1e-8, "leave one out");
    }

    let known = theirs("invented", "bend");
    let trend = check_trend(data, &plan, Errors::Model).unwrap();
    assert_close(trend.knot as f64, one(&known, "knot"), 0.0, "knot");
    assert_close(
        trend.bend.value,
        cell(&known, "coefficient", "bend".into()),
        1e-8,
        "bend",
    );
    assert_close(
        trend.bend.standard_error,
        cell(&known, "error", "bend".into()),
        1e-8,
        "bend",
    );
    assert_close(
        trend.bent.step.value,
        cell(&known, "coefficient", "step".into()),
        1e-8,
        "bent step",
    );

    let known = theirs("invented", "collinearity");
    let mut with_level = super::plan(Handling::OwnLevel);
    with_level.disruption.as_mut().unwrap().afterwards = Afterwards::NewLevel;
    let collinearity = check_collinearity(data, &with_level).unwrap();
    assert_close(
        collinearity.variance_inflation.unwrap(),
        one(&known, "vif"),
        1e-9,
        "vif",
    );
    assert_close(
        collinearity.with_disruption.unwrap(),
        one(&known, "with_disruption"),
        1e-9,
        "disruption",
    );
    assert_close(
        collinearity.with_new_level.unwrap(),
        one(&known, "with_new_level"),
        1e-9,
        "new level",
    );
    assert_eq!(collinearity.months_between, Some(12));
}

#[test]
fn the_bootstrap_is_that_of_r_up_to_chance() {
    // 10,000 draws there, 600 here: the standard error of a 2.5 % quantile is about 2.7/√600 = 0.11 of a standard
    // deviation, which is 0.028 of the width; four of them are allowed.
    let known: Theirs = rows(include_str!("../oracle/its_bootstrap.csv"))
        .iter()
        .map(|row| ((row[0].to_owned(), row[1].to_owned()), number(row[2])))
        .collect();
    let fit = fit(single(&invented().0), &plan(Handling::Exclude)).unwrap();
    let settings = BlockBootstrap { draws: 600, block: 6 };
    let drawn = fit
        .bootstrap(settings, 0.95, &mut ChaCha20Rng::seed_from_u64(7))
        .unwrap();
    assert_eq!(drawn.failed, 0);
    for (name, ours) in [
        ("ratio", drawn.rate_ratio),
        ("expected", drawn.expected),
        ("difference", drawn.difference),
        ("last", drawn.band[&83]),
    ] {
        let bound = |which: &str| known[&(name.to_owned(), which.to_owned())];
        let (lower, upper) = (bound("lower"), bound("upper"));
        let allowed = 4.0 * 0.028 * (upper - lower);
        assert!(
            (ours.lower - lower).abs() < allowed,
            "{name}: {ours:?}, {lower} to {upper}"
        );
        assert!(
            (ours.upper - upper).abs() < allowed,
            "{name}: {ours:?}, {lower} to {upper}"
        );
    }
}
