//! How long a report takes, and how that grows with a table in it: `cargo bench -p trivsel-documents --bench pdf`.
#![allow(missing_docs)]

#[path = "../examples/sheet/content.rs"]
mod content;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use trivsel_documents::pdf::{Align, Block, Document, Table, Text};
use trivsel_press::{render, warm_up};

fn rendering(criterion: &mut Criterion) {
    warm_up();
    let mut group = criterion.benchmark_group("pdf");
    group.sample_size(20);
    let mut number = 0;
    for (name, document) in [
        ("initiative", content::initiative()),
        ("status report", content::status_report()),
    ] {
        group.bench_function(name, |bench| {
            bench.iter_batched(
                || changed(&document, &mut number),
                |document| black_box(render(&document)),
                BatchSize::SmallInput,
            );
        });
    }
    for rows in [100_u32, 400] {
        let document = with_table(rows);
        group.bench_function(BenchmarkId::new("table", rows), |bench| {
            bench.iter_batched(
                || changed(&document, &mut number),
                |document| black_box(render(&document)),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

/// The same document with a number in all its texts, so that nothing remembered from the last one helps.
fn changed(document: &Document, number: &mut u32) -> Document {
    *number += 1;
    let mut document = document.clone();
    document.title.push_str(&number.to_string());
    change(&mut document.blocks, &number.to_string());
    document
}

fn change(blocks: &mut [Block], number: &str) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => text.push_str(number),
            Block::Paragraph { text } | Block::Notice { text, .. } => change_text(text, number),
            Block::List { items, .. } => items.iter_mut().for_each(|item| change_text(item, number)),
            Block::Section { title, blocks, .. } => {
                title.push_str(number);
                change(blocks, number);
            }
            Block::Definition { blocks, .. } => change(blocks, number),
            Block::Table(table) => table
                .rows
                .iter_mut()
                .flatten()
                .for_each(|cell| change_text(cell, number)),
            Block::Figure { svg, .. } => *svg = svg.replacen("</text>", &format!("{number}</text>"), 1),
            Block::Cards(sheet) => sheet.title.push_str(number),
            Block::Poster(poster) => poster.alt.push_str(number),
            Block::Sheet(sheet) => sheet.title.push_str(number),
            Block::Signature { .. } | Block::TalkCards { .. } | Block::Board(_) | Block::PageBreak => {}
        }
    }
}

fn change_text(text: &mut Text, number: &str) {
    text.0.iter_mut().for_each(|span| span.text.push_str(number));
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
