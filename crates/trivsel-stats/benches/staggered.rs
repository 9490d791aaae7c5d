//! Comparing units that start at different times: 500 units over 60 months, and growth with units and months.

#![allow(missing_docs, reason = "the macros make functions")]

#[path = "../examples/staggered_panel/invented.rs"]
mod invented;

use std::hint::black_box;
use std::num::NonZeroUsize;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use invented::invented_panel;
use trivsel_stats::randomisation::{Deals, ENUMERATION_LIMIT, RandomisedImputation};
use trivsel_stats::staggered::{
    Aggregation, Averaging, Base, Comparison, GroupTimeOptions, ImputationOptions, Multiplier, Panel,
    group_time_effects, impute, static_contrast,
};

const IMPUTATION: ImputationOptions = ImputationOptions {
    anticipation: 0,
    leads: 6,
    averaging: Averaging::CohortAndMonth,
};

const GROUP_TIME: GroupTimeOptions = GroupTimeOptions {
    comparison: Comparison::NotYetTreated,
    base: Base::Varying,
    base_months: NonZeroUsize::MIN,
    anticipation: 0,
};

fn multiplier(threads: usize) -> Multiplier {
    Multiplier {
        draws: 1_000,
        level: 0.95,
        seed: 1,
        threads: NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN),
    }
}

/// Group-time effects with bands over all of them, and the path by month with its own bands.
fn group_time(panel: &Panel, threads: usize) -> bool {
    let Ok(found) = group_time_effects(panel, &GROUP_TIME) else {
        return false;
    };
    let all = found.bands(&multiplier(threads));
    let path = found.aggregate(Aggregation::Dynamic).bands(&multiplier(threads));
    black_box(all).is_ok() && black_box(path).is_ok()
}

fn one_panel(c: &mut Criterion) {
    let panel = invented_panel(500, 60);
    let mut group = c.benchmark_group("staggered 500 x 60");
    group.sample_size(10);
    for threads in [1, 2] {
        group.bench_function(BenchmarkId::new("group-time, 1,000 draws, threads", threads), |b| {
            b.iter(|| group_time(black_box(&panel), threads));
        });
    }
    group.bench_function("group-time without draws", |b| {
        b.iter(|| group_time_effects(black_box(&panel), &GROUP_TIME));
    });
    group.bench_function("imputation, clustered errors", |b| {
        b.iter(|| impute(black_box(&panel), &IMPUTATION));
    });
    group.bench_function("static contrast", |b| b.iter(|| static_contrast(black_box(&panel))));
    group.finish();
}

fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("staggered growth");
    group.sample_size(10);
    let sizes = [
        (100, 60),
        (200, 60),
        (500, 60),
        (1000, 60),
        (500, 24),
        (500, 36),
        (500, 84),
        (500, 120),
    ];
    for (units, months) in sizes {
        let panel = invented_panel(units, months);
        let name = format!("{units} x {months}");
        group.bench_function(BenchmarkId::new("imputation", &name), |b| {
            b.iter(|| impute(black_box(&panel), &IMPUTATION));
        });
        group.bench_function(BenchmarkId::new("group-time, 1,000 draws, 2 threads", &name), |b| {
            b.iter(|| group_time(black_box(&panel), 2));
        });
    }
    group.finish();
}

fn randomisation(c: &mut Criterion) {
    let mut group = c.benchmark_group("randomisation 24 x 60");
    group.sample_size(10);
    let deals = Deals {
        enumerate_up_to: ENUMERATION_LIMIT,
        draws: 1_000,
        seed: 1,
    };
    let panel = invented_panel(24, 60);
    group.bench_function("1,000 draws, no gap", |b| {
        b.iter(|| RandomisedImputation::new(black_box(&panel), None, 0, &deals));
    });
    let mut units = panel.units().to_vec();
    if let Some(outcome) = units.first_mut().and_then(|unit| unit.outcomes.first_mut()) {
        *outcome = None;
    }
    if let Ok(panel) = Panel::new(units) {
        group.bench_function("1,000 draws, with a gap", |b| {
            b.iter(|| RandomisedImputation::new(black_box(&panel), None, 0, &deals));
        });
    }
    // 12 over 6, twice: 924 · 924 is too many; 16 over 8 with one start: 12,870 assignments.
    let starts: Vec<_> = (0..16).map(|unit| (unit % 2 == 0).then_some(30)).collect();
    if let Ok(panel) = invented_panel(16, 60).with_starts(&starts) {
        group.bench_function("all 12,870 assignments and the set, 16 units", |b| {
            b.iter(|| {
                RandomisedImputation::new(black_box(&panel), None, 0, &deals).map(|found| found.confidence_set(0.95))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, one_panel, growth, randomisation);
criterion_main!(benches);
