//! How long an interrupted series takes: one fit, a thousand bootstrap refits, and how both grow with the months.
#![allow(missing_docs)]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use trivsel_stats::its::{
    Afterwards, BlockBootstrap, Data, Disruption, Errors, Handling, Plan, Ratio, compare_handlings, fit,
    fit_autoregressive, placebo_starts,
};
use trivsel_stats::power::{Simulation, simulate};

/// Months with a season and a scatter that repeats after 31 months; a step of −20 % after four fifths of them, a
/// disruption in the middle.
fn series(months: usize) -> (Vec<Option<Ratio>>, Plan) {
    let start = months * 4 / 5;
    let series = (0..months)
        .map(|month| {
            let t = f64::from(u32::try_from(month).unwrap_or(0));
            let season = 1.0 + 0.2 * (std::f64::consts::TAU * t / 12.0).cos();
            let scatter = 1.0 + 0.3 * (f64::from(u32::try_from(month * month * 7 % 31).unwrap_or(0)) / 31.0 - 0.5);
            let step = if month < start { 1.0 } else { 0.8 };
            Some(Ratio {
                numerator: (200.0 * season * scatter * step).round(),
                denominator: 4000.0,
            })
        })
        .collect();
    let plan = Plan {
        disruption: Some(Disruption {
            window: months * 2 / 5..months * 3 / 5,
            handling: Handling::OwnLevel,
            afterwards: Afterwards::AsBefore,
        }),
        ..Plan::step_at(start)
    };
    (series, plan)
}

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("its");
    group.sample_size(10);
    for months in [42, 84, 168, 336] {
        let (series, plan) = series(months);
        let data = Data::Single(&series);
        let Ok(fitted) = fit(data, &plan) else { continue };
        group.bench_function(BenchmarkId::new("fit", months), |bench| bench.iter(|| fit(data, &plan)));
        group.bench_function(BenchmarkId::new("hac", months), |bench| {
            bench.iter(|| fitted.effect(Errors::Hac))
        });
        group.bench_function(BenchmarkId::new("autoregressive", months), |bench| {
            bench.iter(|| fit_autoregressive(data, &plan));
        });
        group.bench_function(BenchmarkId::new("1000 bootstrap refits", months), |bench| {
            bench.iter(|| {
                let mut rng = ChaCha20Rng::seed_from_u64(1);
                fitted.bootstrap(BlockBootstrap::default(), 0.95, &mut rng)
            });
        });
    }
    group.finish();
}

fn whole_questions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("its, 84 months");
    group.sample_size(10);
    let (series, plan) = series(84);
    let data = Data::Single(&series);
    group.bench_function("table of handlings", |bench| {
        bench.iter(|| compare_handlings(&series, None, &plan));
    });
    group.bench_function("false starts", |bench| {
        bench.iter(|| placebo_starts(data, &plan, Errors::Model));
    });
    group.bench_function("power, 8 effects, 4 follow-ups, 300 draws", |bench| {
        bench.iter(|| {
            let mut rng = ChaCha20Rng::seed_from_u64(1);
            simulate(&series, &plan, &Simulation::default(), &mut rng)
        });
    });
    group.finish();
}

criterion_group!(benches, growth, whole_questions);
criterion_main!(benches);
