//! The rule sets: against R, against programs by others, and each rule by hand.

use std::collections::BTreeSet;

use trivsel_stats::spc::{
    self, Bounds, Chart, Layout, Limits, Phase, Point, Role, RuleSet, Side, Signal, Spread, Standing,
};

use crate::charts::chart;
use crate::oracle::{layouts, rows};

fn rules(name: &str) -> RuleSet {
    match name {
        "nhs" => RuleSet::Nhs,
        "western_electric" => RuleSet::WesternElectric,
        "three_sigma" => RuleSet::ThreeSigma,
        other => panic!("no rules {other}"),
    }
}

fn name(signal: Signal) -> &'static str {
    match signal {
        Signal::OutsideLimits(_) => "OutsideLimits",
        Signal::Shift(_) => "Shift",
        Signal::Trend(_) => "Trend",
        Signal::NearLimit(_) => "NearLimit",
        Signal::BeyondOneSigma(_) => "BeyondOneSigma",
    }
}

fn text(signals: &[Signal]) -> String {
    let mut names: Vec<String> = signals
        .iter()
        .map(|signal| {
            format!(
                "{}{}",
                name(*signal),
                if signal.side() == Side::Above { '+' } else { '-' }
            )
        })
        .collect();
    // R sorts by letters alone.
    names.sort_by_key(|name| name.trim_end_matches(['+', '-']).to_lowercase());
    names.join(" ")
}

const CHARTS: [&str; 12] = [
    "xmr_mean",
    "xmr_screened",
    "xmr_median",
    "p",
    "p_prime_mean",
    "p_prime_screened",
    "p_prime_median",
    "u",
    "u_prime_mean",
    "u_prime_screened",
    "u_prime_median",
    "walk_xmr",
];

#[test]
fn signals_are_those_of_the_rules_written_out_in_r() {
    let theirs: BTreeSet<String> = rows(include_str!("oracle/chart_signals.csv"))
        .iter()
        .map(|row| row.join(","))
        .collect();
    let mut ours = BTreeSet::new();
    for layout in ["whole", "parted"] {
        let (series, monthly, long) = layouts(layout);
        for chart_name in CHARTS {
            let chart = chart(chart_name, &series, &monthly, &long);
            for rule_name in ["nhs", "western_electric", "three_sigma"] {
                for (position, signals) in spc::list_signals(&chart, rules(rule_name)).iter().enumerate() {
                    if !signals.is_empty() {
                        ours.insert(format!(
                            "{layout},{chart_name},{rule_name},{position},{}",
                            text(signals)
                        ));
                    }
                }
            }
        }
    }
    assert!(ours.len() > 500, "{} flagged points", ours.len());
    let differing: Vec<_> = ours.symmetric_difference(&theirs).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn signals_are_those_of_programs_by_others() {
    let (series, monthly, long) = layouts("whole");
    let chart = chart("walk_xmr", &series, &monthly, &long);
    let ours = |rules: RuleSet, wanted: &str| -> BTreeSet<usize> {
        spc::list_signals(&chart, rules)
            .iter()
            .enumerate()
            .filter(|(_, signals)| signals.iter().any(|signal| name(*signal) == wanted))
            .map(|(position, _)| position)
            .collect()
    };
    let theirs = |program: &str, rule: &str| -> BTreeSet<usize> {
        rows(include_str!("oracle/other_signals.csv"))
            .iter()
            .filter(|row| row[0] == program && row[1] == rule)
            .map(|row| row[2].parse().unwrap())
            .collect()
    };
    for rule in ["OutsideLimits", "Shift", "NearLimit", "BeyondOneSigma"] {
        assert_eq!(
            ours(RuleSet::WesternElectric, rule),
            theirs("capstat-core", rule),
            "{rule}"
        );
    }
    assert_eq!(
        ours(RuleSet::Nhs, "OutsideLimits"),
        theirs("controlchartspy", "astpoint")
    );
    assert_eq!(ours(RuleSet::Nhs, "Shift"), theirs("controlchartspy", "shift"));
    assert_eq!(ours(RuleSet::Nhs, "Trend"), theirs("controlchartspy", "trend"));
    // Its two of three asks neither for the third point's side nor for points inside the limits: the zone test.
    assert_eq!(
        ours(RuleSet::WesternElectric, "NearLimit"),
        theirs("controlchartspy", "two_in_three")
    );
}

/// A chart with centre 0 and sigma 1 everywhere, so that limits stand at -3 and 3.
pub(crate) fn unit_chart(values: &[Option<f64>]) -> Chart {
    let limits = Limits {
        lower: -3.0,
        upper: 3.0,
        sigma: 1.0,
    };
    let point = |value: &Option<f64>| Point {
        value: *value,
        role: if value.is_some() { Role::Baseline } else { Role::Missing },
        phase: 0,
        centre: Some(0.0),
        limits: Some(limits),
    };
    let phase = Phase {
        positions: 0..values.len(),
        baseline_points: values.len(),
        centre: Some(0.0),
        dispersion: Some(1.0),
        standing: Standing::Firm,
    };
    Chart {
        points: values.iter().map(point).collect(),
        phases: vec![phase],
    }
}

/// For each value, the signals it must have: "" for none.
#[track_caller]
fn check(rules: RuleSet, cases: &[(f64, &str)]) {
    let values: Vec<_> = cases.iter().map(|(value, _)| Some(*value)).collect();
    let found: Vec<String> = spc::list_signals(&unit_chart(&values), rules)
        .iter()
        .map(|signals| text(signals))
        .collect();
    let wanted: Vec<&str> = cases.iter().map(|(_, signals)| *signals).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_point_on_the_limit_is_not_outside_it() {
    check(
        RuleSet::ThreeSigma,
        &[(3.0, ""), (3.1, "OutsideLimits+"), (-3.0, ""), (-3.1, "OutsideLimits-")],
    );
}

#[test]
fn seven_in_a_row_are_a_shift_for_the_nhs_and_eight_for_western_electric() {
    let seven = [0.1, 0.3, 0.2, 0.3, 0.1, 0.2, 0.1];
    check(RuleSet::Nhs, &seven.map(|value| (value, "Shift+")));
    check(RuleSet::Nhs, &[0.1, 0.3, 0.2, 0.3, 0.1, 0.2].map(|value| (value, "")));
    check(RuleSet::WesternElectric, &seven.map(|value| (value, "")));
    check(
        RuleSet::WesternElectric,
        &[0.1, 0.3, 0.2, 0.3, 0.1, 0.2, 0.1, 0.4].map(|value| (-value, "Shift-")),
    );
}

#[test]
fn a_point_on_the_centre_line_ends_a_run() {
    let run = [0.1, 0.3, 0.2, 0.0, 0.3, 0.1, 0.2, 0.1];
    check(RuleSet::Nhs, &run.map(|value| (value, "")));
}

#[test]
fn seven_rising_points_are_a_trend_and_a_pause_ends_it() {
    let rising = [-0.9, -0.6, -0.3, 0.1, 0.4, 0.7, 0.9];
    check(RuleSet::Nhs, &rising.map(|value| (value, "Trend+")));
    check(RuleSet::Nhs, &rising.map(|value| (-value, "Trend-")));
    check(
        RuleSet::Nhs,
        &[-0.9, -0.6, -0.3, -0.3, 0.4, 0.7, 0.9, 1.1].map(|value| (value, "")),
    );
}

#[test]
fn a_turning_point_belongs_to_both_trends() {
    let up = [-0.9, -0.6, -0.5, -0.4, -0.3, -0.2];
    let mut cases: Vec<(f64, &str)> = up.iter().map(|value| (*value, "Trend+")).collect();
    cases.push((0.1, "Trend+ Trend-"));
    cases.extend(up.iter().rev().map(|value| (*value, "Trend-")));
    check(RuleSet::Nhs, &cases);
}

#[test]
fn two_of_three_near_a_limit_are_flagged_without_the_third() {
    check(
        RuleSet::Nhs,
        &[
            (-0.1, ""),
            (2.1, "NearLimit+"),
            (0.5, ""),
            (2.2, "NearLimit+"),
            (-0.1, ""),
        ],
    );
    // The NHS rule wants all three on one side and the two inside the limits; the zone test wants neither.
    check(RuleSet::Nhs, &[(0.1, ""), (2.1, ""), (-0.5, ""), (2.2, ""), (-0.1, "")]);
    check(
        RuleSet::WesternElectric,
        &[
            (0.1, ""),
            (2.1, "NearLimit+"),
            (-0.5, ""),
            (2.2, "NearLimit+"),
            (-0.1, ""),
        ],
    );
    check(
        RuleSet::Nhs,
        &[(-0.1, ""), (2.1, ""), (0.5, ""), (3.2, "OutsideLimits+"), (-0.1, "")],
    );
}

#[test]
fn four_of_five_beyond_one_sigma_are_flagged() {
    let flagged = "BeyondOneSigma-";
    check(
        RuleSet::WesternElectric,
        &[
            (-1.1, flagged),
            (-1.2, flagged),
            (0.3, ""),
            (-1.4, flagged),
            (-1.3, flagged),
            (0.2, ""),
        ],
    );
}

#[test]
fn a_missing_point_a_ghost_and_a_new_phase_end_every_pattern() {
    let run: Vec<Option<f64>> = [0.1, 0.3, 0.2, 0.4, 0.3, 0.1, 0.2, 0.1].map(Some).to_vec();
    let all = |chart: &Chart| spc::list_signals(chart, RuleSet::Nhs).iter().all(Vec::is_empty);
    assert!(!all(&unit_chart(&run)));

    let mut gap = run.clone();
    gap[3] = None;
    assert!(all(&unit_chart(&gap)));

    let mut ghost = unit_chart(&run);
    ghost.points[3].role = Role::Ghost;
    ghost.points[3].value = Some(9.0);
    assert!(all(&ghost), "a ghost is not judged either");

    let mut parted = unit_chart(&run);
    parted.phases.push(parted.phases[0].clone());
    parted.points[4..].iter_mut().for_each(|point| point.phase = 1);
    assert!(all(&parted));
}

#[test]
fn the_leading_signal_is_the_one_the_nhs_names_first() {
    let (up, down) = (Side::Above, Side::Below);
    let all = [
        Signal::Shift(down),
        Signal::BeyondOneSigma(down),
        Signal::NearLimit(down),
        Signal::Trend(up),
        Signal::OutsideLimits(up),
    ];
    for shown in 1..=all.len() {
        assert_eq!(spc::find_leading_signal(&all[..shown]), Some(all[shown - 1]));
    }
    assert_eq!(spc::find_leading_signal(&[]), None);
}

#[test]
fn a_target_is_met_always_never_or_by_chance() {
    let chart = unit_chart(&[Some(0.5), Some(-0.2), None]);
    let assurance = |target, better| spc::find_assurance(&chart, target, better).unwrap();
    assert_eq!(assurance(3.5, Side::Below), spc::Assurance::AlwaysMeets);
    assert_eq!(assurance(3.5, Side::Above), spc::Assurance::NeverMeets);
    assert_eq!(assurance(-3.5, Side::Above), spc::Assurance::AlwaysMeets);
    assert_eq!(assurance(-3.5, Side::Below), spc::Assurance::NeverMeets);
    assert_eq!(assurance(3.0, Side::Below), spc::Assurance::HitAndMiss);
    assert_eq!(spc::find_assurance(&chart, f64::NAN, Side::Above), None);
    let mut bare = chart;
    bare.points.iter_mut().for_each(|point| point.limits = None);
    assert_eq!(spc::find_assurance(&bare, 1.0, Side::Above), None);
}

#[test]
fn points_after_a_locked_baseline_are_judged_by_it() {
    let mut values: Vec<Option<f64>> = (0..12).map(|i| Some(f64::from(i % 3))).collect();
    values.push(Some(20.0));
    let layout = Layout {
        baseline: spc::Baseline::First(12.try_into().unwrap()),
        ..Layout::default()
    };
    let chart = spc::xmr(&values, &layout, Spread::MeanRange, Bounds::default()).unwrap();
    assert_eq!(chart.points[12].role, Role::AfterBaseline);
    assert_eq!(chart.phases[0].baseline_points, 12);
    assert_eq!(chart.phases[0].centre, Some(1.0));
    let signals = spc::list_signals(&chart, RuleSet::ThreeSigma);
    assert_eq!(signals[12], [Signal::OutsideLimits(Side::Above)]);
}
