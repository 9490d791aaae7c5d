//! The rows of a text file.

use std::io::Read;
use std::ops::ControlFlow;

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};

use super::Progress;
use super::decode::{END, Fault, Utf8Reader};
use super::error::{Limit, ReadError};
use super::gate::{Finish, Raw};
use super::layout::Layout;
use super::row::Cells;
use super::source::Source;
use super::workbook::LONGEST_CELL;
use crate::table_out::as_it_was;

/// Bytes between two reports of progress.
const REPORT_EVERY: u64 = 1 << 20;

/// Columns of a table: what a sheet can have. A line that is longer is no row of a table.
const MOST_COLUMNS: usize = 16_384;

/// Hands out every line that is not blank, title lines and all.
pub(super) fn stream(
    source: Source<'_>,
    layout: &Layout,
    on_progress: &mut dyn FnMut(Progress),
    on_row: &mut dyn FnMut(Raw<'_>) -> ControlFlow<()>,
) -> Result<Finish, ReadError> {
    let (input, total) = source.open()?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(layout.separator.byte())
        .buffer_capacity(1 << 16)
        .from_reader(Utf8Reader::new(input, layout.encoding));
    let mut record = StringRecord::new();
    let (mut rows, mut reported, mut expected_line, mut after_gap) = (0, 0, 1, false);
    loop {
        let found = reader
            .read_record(&mut record)
            .map_err(|error| explain(error, expected_line))?;
        let number = first_line(&reader, &record, expected_line);
        after_gap |= number > expected_line;
        expected_line = reader.position().line();
        reader.get_mut().begin_record();
        if !found || is_end(&record) {
            break;
        }
        if has_swallowed_the_end(&record) {
            return Err(ReadError::UnclosedQuote { row: number });
        }
        if record.len() > MOST_COLUMNS {
            return Err(ReadError::TooLarge(Limit::Columns));
        }
        if has_endless_cell(&record) {
            return Err(ReadError::TooLarge(Limit::Cell));
        }
        let cells = Cells::Record(&record);
        if cells.filled(1) == 0 {
            after_gap = true;
            continue;
        }
        rows += 1;
        let plain = without_apostrophes(&record);
        if on_row(Raw {
            number,
            after_gap,
            is_hidden: false,
            cells: plain.as_ref().map_or(cells, Cells::Record),
        })
        .is_break()
        {
            return Ok(Finish::Stopped);
        }
        after_gap = false;
        let done = reader.get_ref().bytes_read();
        if done - reported >= REPORT_EVERY {
            reported = done;
            on_progress(Progress {
                done,
                total: total.max(done),
                rows,
            });
        }
    }
    let done = reader.get_ref().bytes_read();
    on_progress(Progress {
        done,
        total: total.max(done),
        rows,
    });
    let complete = reader.get_ref().ended_with_newline();
    Ok(if complete { Finish::Complete } else { Finish::OpenLine })
}

/// Is there more in one cell than a cell of a sheet can hold? Bytes are no fewer than letters: most records need no second look.
fn has_endless_cell(record: &StringRecord) -> bool {
    record.as_slice().len() > LONGEST_CELL && record.iter().any(|cell| cell.chars().count() > LONGEST_CELL)
}

/// The record as it was before this program, or a careful person, made its formulas harmless; none when nothing was done to it.
fn without_apostrophes(record: &StringRecord) -> Option<StringRecord> {
    record
        .as_slice()
        .contains('\'')
        .then(|| record.iter().map(as_it_was).collect())
}

/// The line a record began on. The reader stands on the line after the record; a record within quotation marks may
/// have taken several.
fn first_line<R: Read>(reader: &Reader<R>, record: &StringRecord, expected: u64) -> u64 {
    let next = reader.position().line();
    if next <= expected + 1 {
        return expected;
    }
    let inside = record.as_slice().bytes().filter(|byte| *byte == b'\n').count();
    next.saturating_sub(1)
        .saturating_sub(u64::try_from(inside).unwrap_or(0))
        .max(expected)
}

fn is_end(record: &StringRecord) -> bool {
    record.len() == 1 && record.get(0) == Some(END)
}

fn has_swallowed_the_end(record: &StringRecord) -> bool {
    record
        .len()
        .checked_sub(1)
        .and_then(|last| record.get(last))
        .is_some_and(|cell| cell.ends_with(END))
}

fn explain(error: csv::Error, line: u64) -> ReadError {
    match error.into_kind() {
        ErrorKind::Io(error) => match Fault::of(&error) {
            Some(Fault::NotInEncoding) => ReadError::WrongEncoding {
                row: line.saturating_sub(1),
            },
            Some(Fault::CutInCharacter) => ReadError::CutShort { row: line },
            Some(Fault::EndlessQuote) => ReadError::UnclosedQuote { row: line },
            Some(Fault::EndlessLine) => ReadError::TooLarge(Limit::Cell),
            None => ReadError::Io(error),
        },
        // The decoder gives valid UTF-8 only, and rows may have any length: nothing else can come.
        other => ReadError::Io(std::io::Error::other(format!("{other:?}"))),
    }
}
