//! Spreading spells over months and units, without reading a file.

#![allow(missing_docs, reason = "the macros make functions")]

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trivsel_domain::absence::{EmploymentLine, SpellLine, Spreading};
use trivsel_domain::month::Month;

const EMPLOYEES: u64 = 40_000;
const SPELLS: u64 = 1_000_000;

fn spreading(c: &mut Criterion) {
    let start = NaiveDate::from_ymd_opt(2017, 1, 1).unwrap_or_default();
    let (first, last) = (Month::of(start), Month::of(start).plus(95));
    let numbers: Vec<String> = (0..EMPLOYEES).map(|number| format!("{number:07}")).collect();
    let mut employed = Spreading::new(first, last, 600, None);
    for (number, unit) in numbers.iter().zip((0..600).cycle()) {
        let line = EmploymentLine {
            unit,
            from: start,
            to: None,
            fraction: 0.8,
        };
        let _ = employed.add_employment(number, line);
    }
    employed.end_employments();
    let mut group = c.benchmark_group("absence");
    group.throughput(Throughput::Elements(SPELLS)).sample_size(10);
    group.bench_function("spells", |b| {
        b.iter(|| {
            let mut day = 0_u64;
            for number in numbers.iter().cycle().take(usize::try_from(SPELLS).unwrap_or(0)) {
                day = (day + 37) % 2_900;
                let from = start.checked_add_days(Days::new(day)).unwrap_or(start);
                let line = SpellLine {
                    from,
                    to: from.checked_add_days(Days::new(day % 17)),
                    degree: 1.0,
                };
                let _ = black_box(employed.add_spell(number, line));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, spreading);
criterion_main!(benches);
