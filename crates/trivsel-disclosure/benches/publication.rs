//! How long a publication takes, protected and audited, and how that grows with the employees.
#![allow(missing_docs)]

#[path = "publication/organisation.rs"]
mod organisation;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use organisation::{Crossing, Size, organisation};
use trivsel_disclosure::{Rules, audit, protect};

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("publication");
    group.sample_size(10);
    let Ok(rules) = Rules::at(5) else { return };
    let kinds = [
        ("tree", Crossing::None, [1_000, 10_000, 40_000]),
        ("crossing", Crossing::Areas, [1_000, 10_000, 40_000]),
        ("finer crossing", Crossing::Departments, [1_000, 5_000, 10_000]),
    ];
    for (kind, crossing, sizes) in kinds {
        for employees in sizes {
            let size = Size {
                employees,
                scales: 12,
                crossing,
            };
            let Ok(table) = organisation(size) else { continue };
            group.bench_function(
                BenchmarkId::new(format!("{kind}, protected and audited"), employees),
                |bencher| {
                    bencher.iter(|| protect(&table, &rules).is_ok());
                },
            );
            let Ok(protection) = protect(&table, &rules) else {
                continue;
            };
            let pattern = protection.release.pattern();
            group.bench_function(BenchmarkId::new(format!("{kind}, audited"), employees), |bencher| {
                bencher.iter(|| audit(&table, pattern, &rules).is_protected());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, growth);
criterion_main!(benches);
