//! Telling the separator of a text file, by trying them all.

use std::collections::{BTreeSet, HashMap};

use super::super::layout::{Layout, Separator};
use super::super::source::Source;
use super::{SampleRow, text_sample_up_to_fault};

/// The share of lines that must agree on the number of cells.
const AGREEMENT: f64 = 0.7;
/// The share that makes a separator worth considering: an unquoted comma in some lines of a comma file parts them.
const RIVAL: f64 = 0.4;

/// The first separator, of those least likely to stand inside a cell, by which most lines get the same number of
/// cells. Where none does, the one that comes nearest; a file of one column has no separator to find. A fault in the
/// file (a quotation mark never closed) is left for the reading to report: the rows above it are enough here.
///
/// A mark inside cells (answers written `1=Never | 2=Often`, remarks like "North; South") can split every row of data
/// alike. It is told from the separator by the column names, which it leaves in one piece: a separator that splits the
/// line above and every line that mark splits goes before it. The second value says whether no other separator fits as
/// well.
pub(super) fn of(source: Source<'_>, layout: &Layout) -> (Separator, bool) {
    let mut best = (0.0, Separator::Semicolon);
    let mut splits: Vec<Split> = Vec::new();
    for separator in Separator::ALL {
        let trial = Layout {
            separator,
            ..layout.clone()
        };
        let (sample, _) = text_sample_up_to_fault(source, &trial);
        let share = agreement(&sample.rows);
        if share >= RIVAL {
            splits.push(Split::of(separator, share, &sample.rows));
        }
        if share > best.0 {
            best = (share, separator);
        }
    }
    let fitting = || splits.iter().filter(|split| split.share >= AGREEMENT);
    let is_inside_cells = |one: &Split| splits.iter().any(|other| other.explains(one));
    let Some(first) = fitting().find(|split| !is_inside_cells(split)) else {
        // What splits the column names, too, is nearer than what stands inside the cells.
        let nearest = fitting().find_map(|one| splits.iter().find(|other| other.explains(one)));
        return (nearest.map_or(best.1, |split| split.separator), true);
    };
    let is_sure = !fitting()
        .any(|other| other.separator != first.separator && other.alike == first.alike && other.cells >= first.cells);
    (first.separator, is_sure)
}

/// What a separator makes of the lines.
struct Split {
    separator: Separator,
    share: f64,
    /// The commonest number of cells.
    cells: usize,
    /// The lines that have it.
    alike: BTreeSet<u64>,
    /// The lines that are split at all.
    lines: BTreeSet<u64>,
    /// The line right above the first that is split, left in one piece.
    above: Option<u64>,
}

impl Split {
    fn of(separator: Separator, share: f64, rows: &[SampleRow]) -> Self {
        let (cells, _) = commonest(rows);
        let numbers =
            |is: &dyn Fn(&SampleRow) -> bool| rows.iter().filter(|row| is(row)).map(|row| row.number).collect();
        let first = rows.iter().position(|row| row.cells.len() > 1);
        let above = first.and_then(|first| rows.get(first.checked_sub(1)?));
        Self {
            separator,
            share,
            cells,
            alike: numbers(&|row| row.cells.len() == cells),
            lines: numbers(&|row| row.cells.len() > 1),
            above: above.map(|row| row.number),
        }
    }

    /// Whether the other's mark stands inside this one's cells.
    fn explains(&self, other: &Self) -> bool {
        other.above.is_some_and(|above| self.lines.contains(&above)) && self.lines.is_superset(&other.lines)
    }
}

/// The commonest number of cells among the lines that are split, and how many have it.
fn commonest(rows: &[SampleRow]) -> (usize, u32) {
    let mut counts: HashMap<usize, u32> = HashMap::new();
    for row in rows.iter().filter(|row| row.cells.len() > 1) {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(cells, lines)| (*lines, *cells))
        .unwrap_or_default()
}

/// The share of lines with the commonest number of cells, among those that are split at all. Zero when only title
/// lines and footnotes would be left unsplit beside fewer split ones.
fn agreement(rows: &[SampleRow]) -> f64 {
    let (_, commonest) = commonest(rows);
    let split = u32::try_from(rows.iter().filter(|row| row.cells.len() > 1).count()).unwrap_or(u32::MAX);
    let unsplit = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(split);
    // A comma in three of ten title lines does not make a table; a short table under long notes still is one.
    if split == 0 || (split < 2 && unsplit > 0) || f64::from(split) < 0.25 * f64::from(unsplit) {
        return 0.0;
    }
    f64::from(commonest) / f64::from(split)
}
