//! The run chart: against R, and by hand.

use trivsel_stats::spc::{Layout, RunPhase, run_chart};

use crate::oracle::{assert_close, layouts, number, rows};

#[test]
fn runs_are_those_of_the_rules_written_out_in_r() {
    for row in rows(include_str!("oracle/run_charts.csv")) {
        let (series, monthly, _) = layouts(row[0]);
        let shares: Vec<_> = series
            .cases
            .iter()
            .map(|ratio| ratio.and_then(|ratio| ratio.value()))
            .collect();
        let values = if row[1] == "days" { &series.rates } else { &shares };
        let chart = run_chart(values, &monthly).unwrap();
        let phase = &chart.phases[row[2].parse::<usize>().unwrap()];
        let runs = phase.runs.unwrap();
        assert_close(phase.median.unwrap(), number(row[4]), 1e-15, "median");
        let counts = [
            phase.observations,
            runs.useful,
            runs.longest_run,
            runs.longest_run_limit,
            runs.crossings,
            runs.crossings_limit,
        ];
        let theirs: Vec<usize> = [3, 5, 6, 7, 8, 9]
            .iter()
            .map(|column| row[*column].parse().unwrap())
            .collect();
        assert_eq!(counts.to_vec(), theirs, "{row:?}");
    }
}

fn single(values: &[f64]) -> RunPhase {
    let values: Vec<_> = values.iter().copied().map(Some).collect();
    run_chart(&values, &Layout::default()).unwrap().phases.remove(0)
}

#[test]
fn a_run_chart_by_hand() {
    // Median of 1..=13 shuffled is 7: the 7 itself is not useful. Sides: - - + + - + - + + - - +
    let phase = single(&[1.0, 2.0, 8.0, 9.0, 3.0, 10.0, 7.0, 4.0, 11.0, 12.0, 5.0, 6.0, 13.0]);
    let runs = phase.runs.unwrap();
    assert_eq!(phase.median, Some(7.0));
    assert_eq!((phase.observations, runs.useful), (13, 12));
    assert_eq!((runs.longest_run, runs.crossings), (2, 7));
    // log2 12 = 3.58, rounded 4, + 3; qbinom(0.05, 11, 0.5) = 3.
    assert_eq!((runs.longest_run_limit, runs.crossings_limit), (7, 3));
    assert!(!runs.has_signal() && !runs.is_short());
}

#[test]
fn a_change_of_level_signals_by_both_rules() {
    let values: Vec<f64> = (0..20)
        .map(|i| f64::from(i % 2) + if i < 10 { 0.0 } else { 5.0 })
        .collect();
    let runs = single(&values).runs.unwrap();
    assert_eq!((runs.longest_run, runs.crossings), (10, 1));
    assert!(runs.has_long_run() && runs.has_few_crossings());
}

#[test]
fn a_constant_series_has_a_median_and_no_runs() {
    let phase = single(&[0.1; 15]);
    assert_eq!((phase.median, phase.runs), (Some(0.1), None));
}

#[test]
fn a_single_observation_lies_on_its_median() {
    let phase = single(&[4.0]);
    assert_eq!((phase.observations, phase.runs), (1, None));
}

#[test]
fn ghosts_count_neither_for_the_median_nor_for_the_runs() {
    let values: Vec<_> = [1.0, 5.0, 900.0, 2.0, 6.0, 1.5, 800.0].map(Some).to_vec();
    let chart = run_chart(&values, &Layout::with_ghosts([2, 6])).unwrap();
    assert_eq!(chart.phases[0].observations, 5);
    assert_eq!(chart.phases[0].median, Some(2.0));
}
