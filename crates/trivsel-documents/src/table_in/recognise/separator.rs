//! Telling the separator of a text file, by trying them all.

use std::collections::HashMap;

use super::super::layout::{Layout, Separator};
use super::super::source::Source;
use super::{SampleRow, text_sample_up_to_fault};

/// The share of lines that must agree on the number of cells.
const AGREEMENT: f64 = 0.7;

/// The first separator, of those least likely to stand inside a cell, by which most lines get the same number of
/// cells. Where none does, the one that comes nearest; a file of one column has no separator to find. A fault in the
/// file (a quotation mark never closed) is left for the reading to report: the rows above it are enough here.
pub(super) fn of(source: Source<'_>, layout: &Layout) -> Separator {
    let mut best = (0.0, Separator::Semicolon);
    for separator in Separator::ALL {
        let trial = Layout {
            separator,
            ..layout.clone()
        };
        let (sample, _) = text_sample_up_to_fault(source, &trial);
        let share = agreement(&sample.rows);
        if share >= AGREEMENT {
            return separator;
        }
        if share > best.0 {
            best = (share, separator);
        }
    }
    best.1
}

/// The share of lines with the commonest number of cells, among those that are split at all. Zero when only title
/// lines and footnotes would be left unsplit beside fewer split ones.
fn agreement(rows: &[SampleRow]) -> f64 {
    let mut counts: HashMap<usize, u32> = HashMap::new();
    for row in rows.iter().filter(|row| row.cells.len() > 1) {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    let split: u32 = counts.values().sum();
    let commonest = counts.values().copied().max().unwrap_or(0);
    let unsplit = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(split);
    // A comma in three of ten title lines does not make a table; a short table under long notes still is one.
    if split == 0 || (split < 2 && unsplit > 0) || f64::from(split) < 0.25 * f64::from(unsplit) {
        return 0.0;
    }
    f64::from(commonest) / f64::from(split)
}
