//! Tables in: what kind of file it is, how it is laid out, and its rows one by one.
//!
//! A file is first [`recognise`]d (everything found can be overruled by the user through [`Wanted`]), then [`read`]
//! with the [`Layout`] that came out of it. Rows are lent to the caller one at a time, so that a file of ten
//! million rows needs no more memory than one of ten. What the columns mean is decided by the caller; this module
//! offers the cells as text, number, date or month. No words for people are made here: errors are values.

mod cpr;
mod dates;
mod decode;
mod error;
mod gate;
mod layout;
mod numbers;
mod recognise;
mod roles;
mod row;
mod shares;
mod source;
mod swallow;
mod text;
mod workbook;

use std::ops::ControlFlow;

pub use cpr::looks_like_cpr;
pub use dates::{
    YearMonth, is_last_evening, is_open_end, looks_like_a_time, october_without_zero, parse_date, parse_end_date,
    parse_month,
};
pub use error::{CellError, Expected, Foreign, Limit, Problem, ReadError};
pub use layout::{DateOrder, Decimal, Encoding, Header, Kind, Layout, Separator, Wanted};
pub use numbers::{is_missing, parse_decimal};
pub use recognise::{Column, ColumnKind, Doubt, PreviewRow, Recognised, recognise};
pub use roles::{Role, names_a_statistic, names_a_total, plain, propose, twice};
pub use row::{Cell, Misfit, Row};
pub use shares::{Share, is_whole_unclear, parse_share, whole_of};
pub use source::{Input, Source, Stored};

use gate::Gate;

/// How far the reading has come. Text files count bytes, workbooks count rows, as their bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes or rows behind us.
    pub done: u64,
    /// Bytes or rows in all, as far as the file tells; never less than `done`.
    pub total: u64,
    /// Rows of the file behind us, title lines and header included.
    pub rows: u64,
}

/// What there was to say when the last row had been read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadEnd {
    /// Data rows handed out.
    pub rows: u64,
    /// The lines below the table, which were not handed out as rows.
    pub footnotes: Vec<String>,
    /// Data rows that a filter or a person has hidden in the sheet. They are handed out like the others.
    pub hidden_rows: u64,
    /// The caller asked to stop before the end.
    pub stopped: bool,
}

/// Hands every data row of the file to `on_row`, in order, until it breaks or the file ends.
///
/// Title lines above the header and footnotes below the data are not handed out. An error can come after rows have
/// been handed out (a file that was cut in the middle): what has been taken in must then be thrown away.
pub fn read(
    source: Source<'_>,
    layout: &Layout,
    mut on_row: impl FnMut(Row<'_>) -> ControlFlow<()>,
) -> Result<ReadEnd, ReadError> {
    read_reporting(source, layout, |_| {}, &mut on_row)
}

/// As [`read`], and tells `on_progress` about every megabyte or ten thousand rows.
pub fn read_reporting(
    source: Source<'_>,
    layout: &Layout,
    mut on_progress: impl FnMut(Progress),
    mut on_row: impl FnMut(Row<'_>) -> ControlFlow<()>,
) -> Result<ReadEnd, ReadError> {
    let mut gate = Gate::new(layout, &mut on_row);
    let finish = match layout.kind {
        Kind::Text => text::stream(source, layout, &mut on_progress, &mut |row| gate.take(row))?,
        Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods => {
            workbook::stream(source, layout, &mut on_progress, &mut |row| gate.take(row))?
        }
    };
    gate.finish(finish)
}
