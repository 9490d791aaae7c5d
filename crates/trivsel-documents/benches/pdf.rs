//! How long a report takes, and how that grows with a table in it: `cargo bench -p trivsel-documents --bench pdf`.
#![allow(missing_docs)]

#[path = "../examples/sheet/content.rs"]
mod content;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use trivsel_documents::pdf::{Align, Block, Document, Table, Text, render, warm_up};

fn rendering(criterion: &mut Criterion) {
    warm_up();
    let mut group = criterion.benchmark_group("pdf");
    group.sample_size(20);
    for (name, document) in [
        ("initiative", content::initiative()),
        ("status report", content::status_report()),
    ] {
        group.bench_function(name, |bench| bench.iter(|| black_box(render(black_box(&document)))));
    }
    for rows in [100_u32, 400] {
        let document = with_table(rows);
        group.bench_function(BenchmarkId::new("table", rows), |bench| {
            bench.iter(|| black_box(render(black_box(&document))));
        });
    }
    group.finish();
}

fn with_table(rows: u32) -> Document {
    let row = |n: u32| {
        vec![
            Text::plain(format!("distrikt {n}")),
            format!("{n},5").into(),
            format!("{n}").into(),
        ]
    };
    let aligns = [Align::Left, Align::Right, Align::Right];
    let table = Table::new(&["Enhed", "Dage", "Ansatte"], (0..rows).map(row).collect(), &aligns);
    Document {
        blocks: vec![Block::Table(table)],
        ..content::status_report()
    }
}

criterion_group!(benches, rendering);
criterion_main!(benches);
