//! A quotation mark too many: it opens a cell that goes on to the next mark, rows further down, and takes in all rows between.
//!
//! A remark may have several lines. Rows that were taken in can be told from such lines by their separators: each has as many as the row
//! with the column names, and what is left of the first and of the last of them has together as many.

use super::layout::Layout;
use super::row::Cells;

/// Lines of a remark. A longer text is none that a register has in a cell.
const MOST_LINES: usize = 20;

/// Whether a cell of this row seems to hold rows of the table. `columns` are the cells of the row with the column names.
pub(super) fn has_swallowed_rows(cells: Cells<'_>, columns: usize, layout: &Layout) -> bool {
    let Cells::Record(record) = cells else {
        return false;
    };
    // Nearly no row has a cell of several lines.
    if columns < 2 || memchr::memchr(b'\n', record.as_slice().as_bytes()).is_none() {
        return false;
    }
    // Where a mark opened in one column and one closed in another, the row has the cells of neither.
    let is_odd = record.len() != columns && record.len() != columns + layout.spare_cells;
    is_odd
        || record
            .iter()
            .any(|cell| holds_rows(cell, columns, layout.separator.byte()))
}

fn holds_rows(cell: &str, columns: usize, separator: u8) -> bool {
    let between = |line: &str| memchr::memchr_iter(separator, line.as_bytes()).count();
    // Blank lines at either end belong to no row.
    let lines: Vec<&str> = cell.trim_matches('\n').split('\n').collect();
    let (Some((first, later)), true) = (lines.split_first(), lines.len() > 1) else {
        return false;
    };
    let Some((last, whole)) = later.split_last() else {
        return false;
    };
    let is_row = |count: usize| count + 1 >= columns;
    lines.len() > MOST_LINES || whole.iter().any(|line| is_row(between(line))) || is_row(between(first) + between(last))
}
