//! What can be wrong with a file, and what can be wrong with a cell.

use serde::{Deserialize, Serialize};

use super::layout::{DateOrder, Decimal};

/// Why a file could not be read to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be opened or read from.
    #[error("the file could not be read")]
    Io(#[source] std::io::Error),
    /// There is nothing in the file, or nothing but blank lines.
    #[error("the file is empty")]
    Empty,
    /// There are column names and no rows below them.
    #[error("the table has a header and no rows")]
    HeaderOnly,
    /// The file ends before the row that should hold the column names.
    #[error("the file has no row {row}, which should hold the column names")]
    NoHeader {
        /// The row looked for.
        row: u64,
    },
    /// The file is something else than a table.
    #[error("the file is not a table ({0:?})")]
    NotATable(Foreign),
    /// A quotation mark was opened in this row and never closed: the file was cut, or a mark is missing.
    #[error("a quotation mark opened in row {row} is never closed")]
    UnclosedQuote {
        /// The row in which it was opened.
        row: u64,
    },
    /// A quotation mark in this row closes in a later one, and what stands between looks like rows of the table.
    #[error("a quotation mark opened in row {row} takes in the rows after it")]
    SwallowedRows {
        /// The row in which it was opened.
        row: u64,
    },
    /// The last row has fewer cells than the header and no line end: the file was cut.
    #[error("the file ends in the middle of row {row}")]
    CutShort {
        /// The row that is not complete.
        row: u64,
    },
    /// From this row on, the bytes do not fit the encoding.
    #[error("the text after row {row} is not in the encoding chosen")]
    WrongEncoding {
        /// The last row that could be read.
        row: u64,
    },
    /// The workbook cannot be unpacked: it was cut or damaged.
    #[error("the workbook is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file holds, or unpacks to, more than a table does.
    #[error("the file is larger than a table can be ({0:?})")]
    TooLarge(Limit),
    /// The workbook asks for a password.
    #[error("the workbook is protected by a password")]
    Locked,
    /// There is no sheet of this name.
    #[error("there is no sheet named {name}")]
    NoSuchSheet {
        /// The name looked for.
        name: String,
    },
}

/// What a file has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// More columns than a sheet can have.
    Columns,
    /// More rows than a sheet can have.
    Rows,
    /// More text in one cell than a cell can have.
    Cell,
    /// More cells or formats than any table has.
    Cells,
    /// It unpacks to more than is read.
    Unpacked,
}

/// What a file is when it is not a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// A packed archive, or an office document that is no spreadsheet.
    Archive,
    /// A web page or another marked-up text, which some systems save under the name `.xls`.
    Markup,
    /// Something else that is not text.
    Binary,
}

/// Why a cell could not be understood. The web floor makes the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{seen:?} is not {expected:?} ({problem:?})")]
pub struct CellError {
    /// What stands in the cell, at most 80 characters of it.
    pub seen: String,
    /// What should stand there.
    pub expected: Expected,
    /// What is the matter.
    pub problem: Problem,
}

impl CellError {
    pub(super) fn new(seen: &str, expected: Expected, problem: Problem) -> Self {
        Self {
            seen: seen.chars().take(80).collect(),
            expected,
            problem,
        }
    }
}

/// What a cell should hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A number with this decimal mark.
    Number(Decimal),
    /// A date in this order.
    Date(DateOrder),
    /// A month.
    Month,
}

/// What is the matter with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// It has another form altogether.
    Form,
    /// It reads as a number with the other decimal mark.
    OtherDecimalMark,
    /// It has the right form, but no calendar has that day or month.
    NoSuchDay,
    /// The year lies before 1900 or after 2199.
    Year,
    /// It is a number or date of the spreadsheet where the other was expected.
    OtherType,
    /// A month of which the last zero may be gone: 2024,1 is October as well as January.
    LostZero,
    /// It is a formula that was never calculated: opening and saving the workbook in a spreadsheet mends it.
    NeverCalculated,
}
