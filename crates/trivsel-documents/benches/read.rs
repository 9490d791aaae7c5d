//! How fast rows are read: `cargo bench -p trivsel-documents`. The figures are per row of absence spells.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;
use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use trivsel_documents::Language;
use trivsel_documents::table_in::{Source, Wanted, read, recognise};
use trivsel_documents::table_out::{Cell, Column, ColumnKind, Table, write_csv, write_xlsx};

const ROWS: u32 = 200_000;
const SHEET_ROWS: u32 = 20_000;

/// Spells as a payroll system exports them.
fn spells(newline: &str) -> String {
    let mut text = format!("Medarbejder;Enhed;Enhedsnavn;Første dag;Sidste dag;Årsag;Timer{newline}");
    for n in 0..ROWS {
        let (day, month, year) = (n % 28 + 1, n % 12 + 1, 2017 + n % 8);
        let (hours, unit) = (n % 37, n % 600);
        write!(text, "{};{unit:04};Hjemmeplejen, område {unit};{day:02}-{month:02}-{year};28-{month:02}-{year};1100;{hours},{}{newline}", 100_000 + n, n % 10)
            .unwrap();
    }
    text
}

fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect()
}

fn reading(criterion: &mut Criterion) {
    let utf8 = spells("\n").into_bytes();
    let windows = latin(&spells("\r\n"));
    let mut group = criterion.benchmark_group("rows");
    group.throughput(Throughput::Elements(u64::from(ROWS))).sample_size(20);
    for (name, bytes) in [("utf-8", &utf8), ("windows-1252", &windows)] {
        let layout = recognise(Source::Bytes(bytes), &Wanted::default()).unwrap().layout;
        group.bench_function(BenchmarkId::new("split", name), |bench| {
            bench.iter(|| {
                let mut cells = 0;
                read(Source::Bytes(bytes), &layout, |row| {
                    cells += row.len();
                    ControlFlow::Continue(())
                })
                .unwrap();
                black_box(cells)
            });
        });
        group.bench_function(BenchmarkId::new("split and parsed", name), |bench| {
            bench.iter(|| {
                let mut hours = 0.0;
                read(Source::Bytes(bytes), &layout, |row| {
                    black_box((row.text(0), row.text(1), row.date(3).unwrap(), row.date(4).unwrap()));
                    hours += row.decimal(6).unwrap().unwrap_or(0.0);
                    ControlFlow::Continue(())
                })
                .unwrap();
                black_box(hours)
            });
        });
    }
    group.finish();
}

fn table() -> Table {
    let row = |n: u32| {
        vec![
            Cell::from(format!("hus {}", n % 600)),
            f64::from(n).into(),
            (f64::from(n) / 8.0).into(),
        ]
    };
    Table {
        title: "Prøve".to_owned(),
        columns: vec![
            Column::new("Enhed", ColumnKind::Text),
            Column::new("Nummer", ColumnKind::Number { decimals: 0 }),
            Column::new("Dage", ColumnKind::Number { decimals: 1 }),
        ],
        rows: (0..SHEET_ROWS).map(row).collect(),
        notes: Vec::new(),
    }
}

fn workbooks(criterion: &mut Criterion) {
    let table = table();
    let bytes = write_xlsx(&table, Language::Danish).unwrap();
    let layout = recognise(Source::Bytes(&bytes), &Wanted::default()).unwrap().layout;
    let mut group = criterion.benchmark_group("sheet rows");
    group
        .throughput(Throughput::Elements(u64::from(SHEET_ROWS)))
        .sample_size(20);
    group.bench_function("xlsx in", |bench| {
        bench.iter(|| read(Source::Bytes(&bytes), &layout, |_| ControlFlow::Continue(())).unwrap());
    });
    group.bench_function("xlsx out", |bench| {
        bench.iter(|| write_xlsx(&table, Language::Danish).unwrap())
    });
    group.bench_function("csv out", |bench| {
        bench.iter(|| write_csv(&table, Language::Danish, std::io::sink()).unwrap());
    });
    group.finish();
}

criterion_group!(benches, reading, workbooks);
criterion_main!(benches);
