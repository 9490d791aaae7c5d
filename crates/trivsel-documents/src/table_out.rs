//! Tables out: the same table as CSV and as XLSX, for people who want the numbers behind a picture.
//!
//! Numbers, dates and months stay what they are: typed cells in XLSX, the reader's own notation in CSV. A text that a
//! spreadsheet would take for a formula is made harmless.

mod comma;
mod harmless;
mod sheet;

use chrono::NaiveDate;

pub use comma::write_csv;
pub use csv::QuoteStyle;
pub use harmless::{Field, RecordWriter, as_it_was, harmless, record_writer};
pub use sheet::write_xlsx;

/// A table and what must be said about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the table shows. XLSX uses it as the sheet's name, too, as far as such a name may go.
    pub title: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows. A row shorter than the columns ends in blanks; cells beyond the columns are left out.
    pub rows: Vec<Vec<Cell>>,
    /// Source, definition, breaks: one sentence each. They are on a sheet of their own in XLSX and below in CSV.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, with the unit where it has one.
    pub name: String,
    /// How its numbers are written.
    pub kind: ColumnKind,
}

impl Column {
    /// A column of this name and kind.
    pub fn new(name: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            name: name.into(),
            kind,
        }
    }
}

/// How the cells of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words and codes.
    Text,
    /// Numbers with this many decimals.
    Number {
        /// From 0 to 9.
        decimals: u8,
    },
    /// Days.
    Date,
    /// Months.
    Month,
}

/// What a cell holds. A cell of another kind than its column is written by its own kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Blank,
    /// Words; also "skjult" in a column of numbers.
    Text(String),
    /// A number. One that is not finite is written as a blank.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A month, given by any of its days.
    Month(NaiveDate),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Blank, Into::into)
    }
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The place it was written to refused.
    #[error("the table could not be written")]
    Io(#[source] std::io::Error),
    /// More rows or columns than a sheet can hold.
    #[error("the table is larger than a sheet can hold")]
    TooLarge,
    /// The workbook could not be made.
    #[error("the workbook could not be made")]
    Workbook(#[source] rust_xlsxwriter::XlsxError),
}

/// The decimals a column writes, where it does not say: as many as the number needs, at most six.
fn decimals_of(kind: ColumnKind) -> Option<u8> {
    match kind {
        ColumnKind::Number { decimals } => Some(decimals.min(9)),
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Month => None,
    }
}
