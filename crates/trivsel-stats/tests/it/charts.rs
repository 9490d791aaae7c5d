//! Centre lines and limits: against R with the formulas written out, and against three programs by others.

use trivsel_stats::spc::{self, Bounds, Chart, Layout, Spread, Standing};

use crate::oracle::{Series, assert_close, by_two, layouts, number};

/// The two sides sum and divide in different orders: a few units in the last of 16 digits, on limits of about 0.1.
const TOLERANCE: f64 = 1e-13;

pub(crate) fn chart(name: &str, series: &Series, monthly: &Layout, long: &Layout) -> Chart {
    let spread = match name.rsplit('_').next() {
        Some("screened") => Spread::ScreenedMeanRange,
        Some("median") => Spread::MedianRange,
        _ => Spread::MeanRange,
    };
    match name {
        "walk_xmr" => spc::xmr(&series.walk, long, spread, Bounds::default()),
        "u" => spc::u(&series.days, monthly),
        "p" => spc::p(&series.cases, monthly),
        _ if name.starts_with("u_prime") => spc::u_prime(&series.days, monthly, spread),
        _ if name.starts_with("p_prime") => spc::p_prime(&series.cases, monthly, spread),
        _ if name.starts_with("xmr") => spc::xmr(&series.rates, monthly, spread, Bounds::default()),
        _ => panic!("no chart {name}"),
    }
    .unwrap()
}

#[test]
fn limits_are_those_of_the_formulas_written_out_in_r() {
    let groups = by_two(include_str!("oracle/chart_points.csv"));
    assert_eq!(groups.len(), 24, "two layouts of twelve charts");
    for ((layout, name), rows) in groups {
        let (series, monthly, long) = layouts(layout);
        let chart = chart(name, &series, &monthly, &long);
        assert_eq!(chart.points.len(), rows.len());
        for (row, point) in rows.iter().zip(&chart.points) {
            let what = format!("{layout} {name} at {}", row[2]);
            assert_close(point.centre.unwrap(), number(row[3]), TOLERANCE, &what);
            match point.limits {
                None => assert!(row[4].is_empty(), "{what}: R has a limit"),
                Some(limits) => {
                    assert_close(limits.lower, number(row[4]), TOLERANCE, &what);
                    assert_close(limits.upper, number(row[5]), TOLERANCE, &what);
                }
            }
        }
        let standing = chart.phases.iter().all(|phase| phase.standing == Standing::Firm);
        assert!(standing, "{layout} {name}");
    }
}

#[test]
fn limits_are_those_of_programs_by_others() {
    let mut compared = 0;
    for ((program, name), rows) in by_two(include_str!("oracle/other_limits.csv")) {
        let (mut series, mut monthly, long) = layouts("whole");
        let mut plain = name;
        if let Some(stem) = name.strip_suffix("_before_gap") {
            series.cases.truncate(40);
            plain = stem;
        }
        if let Some(stem) = name.strip_suffix("_locked") {
            monthly.baseline = spc::Baseline::First(16.try_into().unwrap());
            plain = stem;
        }
        let chart = chart(plain, &series, &monthly, &long);
        // They divide by 1.128 where the published XmR factor is 2.66: 2.66 · 1.128 / 3 = 1.00016.
        let wider = if plain.contains("xmr") { 2.66 * 1.128 / 3.0 } else { 1.0 };
        for row in rows {
            let what = format!("{program} {name} at {}", row[2]);
            let point = chart.points[row[2].parse::<usize>().unwrap()];
            let (centre, limits) = (point.centre.unwrap(), point.limits.unwrap());
            assert_close(centre, number(row[3]), TOLERANCE, &what);
            let theirs = |limit: &str| centre + (number(limit) - centre) * wider;
            assert_close(limits.lower, theirs(row[4]), TOLERANCE, &what);
            // Not all of them stop at a share of 1.
            let highest = if plain.starts_with('p') { 1.0 } else { f64::INFINITY };
            assert_close(limits.upper, theirs(row[5]).min(highest), TOLERANCE, &what);
            compared += 1;
        }
    }
    assert!(compared > 1000, "{compared} points compared");
}

#[test]
fn an_xmr_chart_by_hand() {
    // Values 10 12 11 15 12: mean 12; moving ranges 2 1 4 3: mean 2.5, median 2.5.
    let values = [10.0, 12.0, 11.0, 15.0, 12.0].map(Some);
    let chart = spc::xmr(&values, &Layout::default(), Spread::MeanRange, Bounds::default()).unwrap();
    let limits = chart.points[0].limits.unwrap();
    assert_eq!(chart.phases[0].centre, Some(12.0));
    assert_close(limits.upper, 12.0 + 6.65, 1e-15, "upper");
    assert_close(limits.lower, 12.0 - 6.65, 1e-15, "lower");
    assert_close(limits.sigma, 6.65 / 3.0, 1e-15, "sigma");
    assert_eq!(chart.phases[0].standing, Standing::Trial);

    let median = spc::xmr(&values, &Layout::default(), Spread::MedianRange, Bounds::default());
    let upper = median.unwrap().points[0].limits.unwrap().upper;
    assert_close(upper, 12.0 + 3.145 * 2.5, 1e-15, "upper from the median range");
}

#[test]
fn one_wild_range_is_screened_out_once() {
    // Ranges: eleven of 1, one of 40 up, one of 40 down. Mean (11 + 80) / 13 = 7; limit 22.9; what is left has mean 1.
    let mut values: Vec<Option<f64>> = (0..14).map(|i| Some(f64::from(i % 2))).collect();
    values[6] = Some(41.0);
    let dispersion = |spread| {
        let chart = spc::xmr(&values, &Layout::default(), spread, Bounds::default()).unwrap();
        chart.phases[0].dispersion.unwrap()
    };
    assert_close(dispersion(Spread::MeanRange), 2.66 * 7.0 / 3.0, 1e-15, "all ranges");
    assert_close(dispersion(Spread::ScreenedMeanRange), 2.66 / 3.0, 1e-15, "screened");
    assert_close(dispersion(Spread::MedianRange), 3.145 / 3.0, 1e-15, "median");
}

#[test]
fn limits_are_drawn_no_further_than_values_can_go() {
    let values = [1.0, 0.0, 3.0, 0.0, 2.0, 1.0].map(Some);
    let bounds = Bounds {
        lowest: Some(0.0),
        highest: Some(4.0),
    };
    let free = spc::xmr(&values, &Layout::default(), Spread::MeanRange, Bounds::default()).unwrap();
    let bounded = spc::xmr(&values, &Layout::default(), Spread::MeanRange, bounds).unwrap();
    let (free, bounded) = (free.points[0].limits.unwrap(), bounded.points[0].limits.unwrap());
    assert!(free.lower < 0.0 && free.upper > 4.0);
    assert_eq!((bounded.lower, bounded.upper), (0.0, 4.0));
    assert_eq!(bounded.sigma, free.sigma);
}
