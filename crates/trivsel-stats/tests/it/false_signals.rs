//! How often a stable process signals: against simulations in R, and against all sequences listed.

use trivsel_stats::spc::{
    RuleSet, average_run_length, expected_false_signals, list_signals, run_chart_false_signal_probability,
};

use crate::oracle::{number, rows};
use crate::signals::unit_chart;

fn rules(name: &str) -> RuleSet {
    match name {
        "nhs" => RuleSet::Nhs,
        "western_electric" => RuleSet::WesternElectric,
        _ => RuleSet::ThreeSigma,
    }
}

#[test]
fn run_lengths_are_those_simulated_in_r() {
    for row in rows(include_str!("oracle/run_length.csv")) {
        let (theirs, error) = (number(row[1]), number(row[2]));
        let ours = average_run_length(rules(row[0]));
        assert!(
            (ours - theirs).abs() < 3.0 * error,
            "{}: {ours}, simulated {theirs} ± {error}",
            row[0]
        );
    }
}

#[test]
fn expected_signals_are_points_over_run_length() {
    let close = |ours: f64, wanted: f64| assert!((ours - wanted).abs() < 0.005, "{ours} is not {wanted}");
    // 40 charts of 12 months.
    close(expected_false_signals(480, RuleSet::ThreeSigma), 1.296);
    close(expected_false_signals(480, RuleSet::WesternElectric), 5.232);
    close(expected_false_signals(0, RuleSet::Nhs), 0.0);
}

/// Independent standard normal numbers from a fixed start (SplitMix64, Box–Muller).
pub(crate) fn normals(mut state: u64) -> impl FnMut() -> f64 {
    let mut uniform = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    move || {
        let (radius, angle) = (uniform(), uniform());
        (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }
}

#[test]
fn stable_charts_are_silent_as_often_as_in_r() {
    const CHARTS: usize = 20_000;
    let mut next = normals(20_190_401);
    let charts: Vec<Vec<Option<f64>>> = (0..CHARTS).map(|_| (0..60).map(|_| Some(next())).collect()).collect();
    for row in rows(include_str!("oracle/run_length.csv")) {
        for (length, column) in [(12, 3), (24, 4), (60, 5)] {
            let silent = charts
                .iter()
                .filter(|values| {
                    list_signals(&unit_chart(&values[..length]), rules(row[0]))
                        .iter()
                        .all(Vec::is_empty)
                })
                .count();
            let (ours, theirs) = (silent as f64 / CHARTS as f64, number(row[column]));
            // Four standard errors of our own simulation: nine comparisons, wrong by chance once in 2,000 seeds.
            let error = 4.0 * (theirs * (1.0 - theirs) / CHARTS as f64).sqrt();
            assert!(
                (ours - theirs).abs() < error,
                "{} after {length}: {ours}, in R {theirs}",
                row[0]
            );
        }
    }
}

#[test]
fn run_chart_chances_are_those_of_all_sequences() {
    for row in rows(include_str!("oracle/run_chart_chance.csv")) {
        let (useful, theirs, error) = (row[0].parse().unwrap(), number(row[1]), number(row[2]));
        let ours = run_chart_false_signal_probability(useful);
        // Listed: exact but for rounding. Drawn: four standard errors.
        assert!(
            (ours - theirs).abs() <= 4.0 * error + 1e-14,
            "{useful}: {ours}, in R {theirs}"
        );
    }
    assert_eq!(run_chart_false_signal_probability(0), 0.0);
}
