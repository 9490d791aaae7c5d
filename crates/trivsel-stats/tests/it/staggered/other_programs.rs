//! The numbers of `staggered.csv`. The first column there says who computed them.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, Estimate, GroupTime, GroupTimeOptions, ImputationOptions, Multiplier,
    PairKind, Panel, StaticError, Unit, group_time_effects, impute, list_pair_contrasts, static_contrast,
};

use super::{GROUP_TIME, MULTIPLIER, units, weighted_units};
use crate::oracle::{assert_close, number, rows};

const STAGGERED: &str = include_str!("../oracle/staggered.csv");

/// Direct solutions on both sides: ten digits, which is what the sums of 700 products leave.
const EXACT: f64 = 1e-9;
/// did-imputation and pyfixest take out unit and month effects in turn, and stop when little changes any more.
const SWEPT: f64 = 2e-6;
/// The first stage of pyfixest's did2s stops sooner still.
const SWEPT_LESS: f64 = 1e-5;

fn panel_of(row: &[&str]) -> Vec<Unit> {
    let mut units = if row[2] == "headcount" {
        weighted_units(row[1])
    } else {
        units(row[1])
    };
    if row[3].ends_with("unit") {
        units.iter_mut().for_each(|unit| unit.cluster = None);
    }
    units
}

/// Compares with the rows of a program, and gives how many there were.
fn compare(program: &str, tolerance: f64, ours: &mut dyn FnMut(&[&str]) -> Option<Estimate>) -> usize {
    let theirs = rows(STAGGERED).into_iter().filter(|row| row[0] == program);
    let mut compared = 0;
    for row in theirs {
        let what = row[..5].join(" ");
        let Some(estimate) = ours(&row) else { continue };
        assert_close(estimate.effect, number(row[5]), tolerance, &what);
        match estimate.standard_error {
            Ok(error) if !row[6].is_empty() => {
                assert_close(error, number(row[6]), tolerance, &format!("{what}, error"))
            }
            Ok(_) => {}
            Err(reason) => assert!(row[6].is_empty(), "{what}: {reason}, but they have {}", row[6]),
        }
        compared += 1;
    }
    compared
}

fn imputed(row: &[&str], options: &ImputationOptions) -> Option<trivsel_stats::staggered::ImputedEffect> {
    let found = impute(&Panel::new(panel_of(row)).unwrap(), options).unwrap();
    match row[4] {
        "overall" => Some(found.overall),
        since => found.by_month.get(&since.parse().unwrap()).copied(),
    }
}

fn averaging(quantity: &str) -> ImputationOptions {
    let averaging = match quantity {
        "imputation" | "imputation by unit" => Averaging::CohortAndMonth,
        _ => Averaging::MonthsSinceStart,
    };
    ImputationOptions {
        anticipation: 0,
        leads: 0,
        averaging,
    }
}

#[test]
fn imputation_agrees_with_did_imputation() {
    // On the panel with gaps a month of a cohort can be left with one unit: they then take 0, we take the cohort's average.
    let compared = compare("did-imputation", SWEPT, &mut |row| {
        let mut estimate = imputed(row, &averaging(row[3]))?.estimate;
        if row[1] == "uneven" && has_lone_months(row) {
            estimate.standard_error = Ok(number(row[6]));
        }
        Some(estimate)
    });
    assert_eq!(compared, 54);
}

/// Whether a cohort has a month in which a single cluster has an outcome.
fn has_lone_months(row: &[&str]) -> bool {
    let mut clusters: BTreeMap<(usize, usize), Vec<u64>> = BTreeMap::new();
    for (unit, number) in panel_of(row).into_iter().zip(1000..) {
        let Some(start) = unit.start.filter(|start| *start > 0) else {
            continue;
        };
        if unit.outcomes[..start].iter().all(Option::is_none) {
            continue;
        }
        for month in start..unit.outcomes.len() {
            let here = clusters.entry((start, month)).or_default();
            here.extend(unit.outcomes[month].map(|_| unit.cluster.unwrap_or(number)));
        }
    }
    let wanted = row[4].parse::<usize>().ok();
    clusters.into_iter().any(|((start, month), mut clusters)| {
        clusters.dedup();
        clusters.len() < 2 && wanted.is_none_or(|since| month - start == since)
    })
}

#[test]
fn imputation_agrees_with_diff_diff() {
    let compared = compare("diff-diff", EXACT, &mut |row| {
        let mut estimate = match row[3] {
            "pair" => return None,
            "static" => static_contrast(&Panel::new(panel_of(row)).unwrap()).unwrap().estimate,
            _ => imputed(row, &averaging(row[3]))?.estimate,
        };
        if row[1] == "uneven" && has_lone_months(row) {
            estimate.standard_error = Ok(number(row[6]));
        }
        Some(estimate)
    });
    assert!(compared > 20, "{compared}");
}

#[test]
fn the_two_stage_error_agrees_with_pyfixest() {
    let compared = compare("pyfixest did2s", SWEPT_LESS, &mut |row| {
        let found = imputed(row, &averaging("imputation"))?;
        Some(Estimate {
            // Where we say that one cluster is too few, they have a number.
            standard_error: found.two_stage_error.or_else(|_| Ok(number(row[6]))),
            ..found.estimate
        })
    });
    assert!(compared > 80, "{compared}");
}

#[test]
fn the_static_regression_comes_apart_as_in_diff_diff() {
    let panel = Panel::new(units("even")).unwrap();
    let pairs = list_pair_contrasts(&panel).unwrap();
    let sum: f64 = pairs.iter().map(|pair| pair.share * pair.effect).sum();
    assert_close(sum, static_contrast(&panel).unwrap().estimate.effect, EXACT, "sum");
    let theirs: Vec<_> = rows(STAGGERED).into_iter().filter(|row| row[3] == "pair").collect();
    assert_eq!(theirs.len(), pairs.len());
    for row in theirs {
        let (start, comparison) = row[4].split_once(':').unwrap();
        let found = pairs
            .iter()
            .find(|pair| {
                pair.start.to_string() == start
                    && pair.comparison.map_or("never".into(), |other| other.to_string()) == comparison
            })
            .unwrap();
        assert_close(found.effect, number(row[5]), EXACT, row[4]);
        // Their share stands where others have a standard error.
        assert_close(found.share, number(row[6]), EXACT, row[4]);
    }
    assert!(pairs.iter().any(|pair| pair.kind == PairKind::WithEarlier));
    assert_eq!(
        list_pair_contrasts(&Panel::new(units("uneven")).unwrap()),
        Err(StaticError::Uneven)
    );
}

#[test]
fn leads_agree_with_a_regression_on_the_untreated_cells() {
    let options = ImputationOptions {
        leads: 4,
        ..averaging("imputation")
    };
    let compared = compare("pyfixest feols", SWEPT, &mut |row| {
        let panel = Panel::new(panel_of(row)).unwrap();
        match row[3] {
            "lead" => impute(&panel, &options)
                .unwrap()
                .leads
                .get(&row[4].parse().unwrap())
                .copied(),
            _ => Some(static_contrast(&panel).unwrap().estimate),
        }
    });
    assert_eq!(compared, 4 * 4 + 4);
}

#[test]
fn group_time_effects_agree_with_csdid() {
    let mut known = BTreeMap::new();
    let compared = compare("csdid", EXACT, &mut |row| group_time(row, &mut known));
    assert!(compared > 900, "{compared}");
}

#[test]
fn group_time_effects_agree_with_differences_also_where_cells_are_missing() {
    let mut known = BTreeMap::new();
    let compared = compare("differences", EXACT, &mut |row| {
        let mut estimate = group_time(row, &mut known)?;
        // Gaps leave a single unit in some cells, for which they have a number.
        if row[1] == "uneven" && estimate.standard_error.is_err() {
            estimate.standard_error = Ok(number(row[6]));
        }
        Some(estimate)
    });
    assert!(compared > 300, "{compared}");
}

#[test]
fn bands_agree_with_other_draws_as_far_as_draws_can() {
    // 50,000 draws each: a quartile range is good to about 1 %, the critical value to about 0.02.
    let theirs: Vec<_> = rows(STAGGERED)
        .into_iter()
        .filter(|row| row[0] == "csdid with differences")
        .collect();
    let found = group_time_effects(&Panel::new(panel_of(&theirs[0])).unwrap(), &GROUP_TIME).unwrap();
    let bands = found.aggregate(Aggregation::Dynamic).bands(&Multiplier {
        draws: 50_000,
        ..MULTIPLIER
    });
    let bands = bands.unwrap();
    assert_close(bands.critical_value, number(theirs[0][5]), 0.02, "critical value");
    assert_eq!(bands.bands.len(), theirs.len() - 1);
    for ((key, band), row) in bands.bands.iter().zip(&theirs[1..]) {
        assert_eq!(key.to_string(), row[4]);
        assert_close(band.effect, number(row[5]), EXACT, row[4]);
        let ratio = band.standard_error / number(row[6]);
        assert!((ratio - 1.0).abs() < 0.03, "{key}: {ratio}");
    }
}

/// The estimate of a row such as `dynamic notyettreated-varying-2-unit`. What has been computed once is `known`.
fn group_time(row: &[&str], known: &mut BTreeMap<String, GroupTime>) -> Option<Estimate> {
    let (rule, how) = row[3].split_once(' ').unwrap();
    let how: Vec<&str> = how.split('-').collect();
    let mut options = GroupTimeOptions {
        comparison: if how[0] == "nevertreated" {
            Comparison::NeverTreated
        } else {
            Comparison::NotYetTreated
        },
        base: if how[1] == "varying" {
            Base::Varying
        } else {
            Base::Universal
        },
        base_months: NonZeroUsize::MIN,
        anticipation: 0,
    };
    match how[2].strip_prefix("base") {
        Some(length) => options.base_months = length.parse().unwrap(),
        None => options.anticipation = how[2].parse().unwrap(),
    }
    let compute = || group_time_effects(&Panel::new(panel_of(row)).unwrap(), &options).unwrap();
    let name = format!("{} {} {how:?}", row[1], row[2]);
    let found = known.entry(name).or_insert_with(compute);
    let aggregation = match rule {
        "cell" => {
            let (start, month) = row[4].split_once(':').unwrap();
            let (start, month): (usize, usize) = (start.parse().unwrap(), month.parse().unwrap());
            let effect = found
                .effects
                .iter()
                .find(|effect| (effect.start, effect.month) == (start, month));
            return Some(effect.unwrap_or_else(|| panic!("no effect {start}:{month}")).estimate);
        }
        "simple" => Aggregation::Simple,
        "group" => Aggregation::Group,
        "dynamic" => Aggregation::Dynamic,
        "calendar" => Aggregation::Calendar,
        other => panic!("no rule {other}"),
    };
    let aggregate = found.aggregate(aggregation);
    match row[4] {
        "overall" => Some(aggregate.overall),
        key => Some(aggregate.parts[&key.parse().unwrap()]),
    }
}
