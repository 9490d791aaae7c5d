//! One row of a table, lent to the reader, with its cells as text, number, date or month.

use chrono::NaiveDate;
use csv::StringRecord;

use super::dates::{YearMonth, is_open_end, is_zero_date, parse_date, parse_end_date, parse_month};
use super::error::{CellError, Expected, Problem};
use super::layout::{DateOrder, Decimal, Layout};
use super::numbers::{is_missing, is_percentage, parse_decimal};
use super::shares::{Share, parse_share};

/// One data row. It lives until the next row is read.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    number: u64,
    cells: Cells<'a>,
    decimal: Decimal,
    dates: DateOrder,
    /// Cells of the row with the column names.
    width: usize,
    spare: usize,
}

/// How a row of a text file does not fit the column names: its cells cannot be told apart from shifted ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// It has more cells than there are columns.
    TooWide,
    /// It ends before a column that is needed.
    TooNarrow,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, or only spaces.
    Blank,
    /// Text, without spaces around it. All cells of text files are text.
    Text(&'a str),
    /// A number of a workbook. A cell shown in per cent has the number that is shown: 5.2 for 5,2 %.
    Number(f64),
    /// A date of a workbook.
    Date(NaiveDate),
    /// A formula of a workbook that was never calculated: there is no value, and it is not blank.
    Formula,
}

impl<'a> Row<'a> {
    pub(super) fn new(number: u64, cells: Cells<'a>, layout: &Layout, width: usize) -> Self {
        Self {
            width,
            spare: layout.spare_cells,
            number,
            cells,
            decimal: layout.decimal,
            dates: layout.dates,
        }
    }

    /// The row's number in the file, counted from 1: the line of a text file, the row of a sheet.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// How many cells the row has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the row has no cells at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the row's cells may stand under other columns than their own; to be asked before a cell is used. `columns` are
    /// those that are used.
    ///
    /// Only text files can shift: an unquoted decimal comma in a comma file makes one cell too many. A separator within a
    /// last column of remarks that is not used does no harm and fits.
    #[must_use]
    pub fn misfit(&self, columns: impl IntoIterator<Item = usize>) -> Option<Misfit> {
        if !matches!(self.cells, Cells::Record(_)) || self.width == 0 {
            return None;
        }
        let needed = columns.into_iter().max().map_or(0, |last| last + 1);
        if self.len() < needed.min(self.width) {
            return Some(Misfit::TooNarrow);
        }
        let filled = super::gate::width(self.cells);
        let fits = filled <= self.width && self.len() <= self.width + self.spare;
        if fits || (needed < self.width && self.ends_in_words()) {
            return None;
        }
        Some(Misfit::TooWide)
    }

    /// From the last named column on there are words, as a remark has them: had the cells been shifted, a number, a date or
    /// nothing would stand first.
    fn ends_in_words(&self) -> bool {
        let first = self.text(self.width.saturating_sub(1));
        first.chars().any(char::is_alphabetic)
            && parse_date(first, self.dates).is_err()
            && parse_month(first, self.dates).is_err()
            && parse_decimal(first, self.decimal).is_err()
    }

    /// The text of a cell, without spaces around it; empty when the row has no such cell.
    #[must_use]
    pub fn text(&self, column: usize) -> &'a str {
        self.cells.text(column)
    }

    /// A cell as it is.
    #[must_use]
    pub fn cell(&self, column: usize) -> Cell<'a> {
        self.cells.cell(column)
    }

    /// Whether a cell is part of an area of merged cells: a number in it is one for all of them, not one for each.
    #[must_use]
    pub fn is_merged(&self, column: usize) -> bool {
        self.cells.is_merged(column)
    }

    /// Whether a cell holds a percentage: it is shown with a percent sign, or written with one.
    #[must_use]
    pub fn is_percent(&self, column: usize) -> bool {
        self.cells.is_percent(column)
    }

    /// All cells as text.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let cells = self.cells;
        (0..cells.len()).map(move |column| cells.text(column))
    }

    /// The number in a cell, or none when it is blank or marked as missing.
    pub fn decimal(&self, column: usize) -> Result<Option<f64>, CellError> {
        match self.cell(column) {
            Cell::Blank => Ok(None),
            Cell::Number(value) => Ok(Some(value)),
            Cell::Text(text) => parse_decimal(text, self.decimal),
            Cell::Date(_) => Err(self.wrong_type(column, Expected::Number(self.decimal))),
            Cell::Formula => Err(self.uncalculated(column, Expected::Number(self.decimal))),
        }
    }

    /// The part of full time in a cell, or none when it is blank or marked as missing.
    pub fn share(&self, column: usize) -> Result<Option<Share>, CellError> {
        match self.cell(column) {
            Cell::Text(text) => parse_share(text, self.decimal),
            _ => Ok(self.decimal(column)?.map(Share::Number)),
        }
    }

    /// The date in a cell, or none when it is blank or marked as missing.
    pub fn date(&self, column: usize) -> Result<Option<NaiveDate>, CellError> {
        match self.cell(column) {
            Cell::Blank => Ok(None),
            Cell::Date(date) => Ok(Some(date)),
            Cell::Text(text) if is_missing(text) || is_zero_date(text) => Ok(None),
            Cell::Text(text) => parse_date(text, self.dates).map(Some),
            // A date typed as 20210312 without hyphens is a number to the spreadsheet.
            Cell::Number(_) => parse_date(self.text(column), self.dates)
                .map(Some)
                .map_err(|_| self.wrong_type(column, Expected::Date(self.dates))),
            Cell::Formula => Err(self.uncalculated(column, Expected::Date(self.dates))),
        }
    }

    /// The last day in a cell; none when it is blank, marked as missing, or says that there is no end (31.12.9999, 00.00.0000).
    pub fn end_date(&self, column: usize) -> Result<Option<NaiveDate>, CellError> {
        match self.cell(column) {
            Cell::Date(date) => Ok(Some(date).filter(|date| !is_open_end(*date))),
            Cell::Text(text) => parse_end_date(text, self.dates),
            Cell::Number(_) => parse_end_date(self.text(column), self.dates)
                .map_err(|_| self.wrong_type(column, Expected::Date(self.dates))),
            Cell::Blank => Ok(None),
            Cell::Formula => Err(self.uncalculated(column, Expected::Date(self.dates))),
        }
    }

    /// The month in a cell, or none when it is blank or marked as missing. A date counts as its month.
    pub fn month(&self, column: usize) -> Result<Option<YearMonth>, CellError> {
        match self.cell(column) {
            Cell::Blank => Ok(None),
            Cell::Date(date) => Ok(Some(YearMonth::of(date))),
            Cell::Text(text) if is_missing(text) => Ok(None),
            Cell::Formula => Err(self.uncalculated(column, Expected::Month)),
            Cell::Text(_) | Cell::Number(_) => parse_month(self.text(column), self.dates).map(Some),
        }
    }

    fn uncalculated(&self, column: usize, expected: Expected) -> CellError {
        CellError::new(self.text(column), expected, Problem::NeverCalculated)
    }

    fn wrong_type(&self, column: usize, expected: Expected) -> CellError {
        CellError::new(self.text(column), expected, Problem::OtherType)
    }
}

/// The cells of a row, of either kind of file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cells<'a> {
    Record(&'a StringRecord),
    Sheet(&'a SheetRow),
}

impl<'a> Cells<'a> {
    pub(super) fn len(self) -> usize {
        match self {
            Self::Record(record) => record.len(),
            Self::Sheet(row) => row.cells.len(),
        }
    }

    pub(super) fn text(self, column: usize) -> &'a str {
        match self {
            Self::Record(record) => record.get(column).unwrap_or_default().trim(),
            Self::Sheet(row) => row.text(column),
        }
    }

    pub(super) fn cell(self, column: usize) -> Cell<'a> {
        let typed = match self {
            Self::Record(_) => None,
            Self::Sheet(row) => row.cells.get(column).and_then(|cell| cell.typed),
        };
        match (typed, self.text(column)) {
            (Some(Typed::Number(value) | Typed::Percent(value)), _) => Cell::Number(value),
            (Some(Typed::Date(date)), _) => Cell::Date(date),
            (Some(Typed::Formula), _) => Cell::Formula,
            (None, "") => Cell::Blank,
            (None, text) => Cell::Text(text),
        }
    }

    pub(super) fn is_percent(self, column: usize) -> bool {
        let typed = match self {
            Self::Record(_) => None,
            Self::Sheet(row) => row.typed(column),
        };
        matches!(typed, Some(Typed::Percent(_))) || is_percentage(self.text(column))
    }

    pub(super) fn is_merged(self, column: usize) -> bool {
        match self {
            Self::Record(_) => false,
            Self::Sheet(row) => row.cells.get(column).is_some_and(|cell| cell.is_merged),
        }
    }

    /// How many cells hold something; counts no further than `enough`.
    pub(super) fn filled(self, enough: usize) -> usize {
        (0..self.len())
            .filter(|column| !self.text(*column).is_empty())
            .take(enough)
            .count()
    }

    /// The first cell that holds something.
    pub(super) fn first_filled(self) -> &'a str {
        (0..self.len())
            .map(|column| self.text(column))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }
}

/// A row of a sheet: all texts in one buffer, so that the next row needs no new memory.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetRow {
    texts: String,
    cells: Vec<SheetCell>,
}

#[derive(Debug, Clone, Copy, Default)]
struct SheetCell {
    start: usize,
    end: usize,
    typed: Option<Typed>,
    is_merged: bool,
}

/// A value the workbook knows the type of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Typed {
    Number(f64),
    /// As it is shown: 5.2 for 5,2 %.
    Percent(f64),
    Date(NaiveDate),
    Formula,
}

impl SheetRow {
    pub(super) fn clear(&mut self) {
        self.texts.clear();
        self.cells.clear();
    }

    /// Puts a cell at its column; columns left out before it are blank. One that holds something already keeps it.
    pub(super) fn put(&mut self, column: usize, text: &str, typed: Option<Typed>) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, SheetCell::default());
        }
        let Some(cell) = self.cells.get_mut(column).filter(|cell| cell.start == cell.end) else {
            return;
        };
        let start = self.texts.len();
        self.texts.push_str(text.trim());
        *cell = SheetCell {
            start,
            end: self.texts.len(),
            typed,
            is_merged: cell.is_merged,
        };
    }

    /// Says of a cell that it is part of an area of merged cells.
    pub(super) fn mark_merged(&mut self, column: usize) {
        if let Some(cell) = self.cells.get_mut(column) {
            cell.is_merged = true;
        }
    }

    /// Bytes of all texts.
    pub(super) fn bytes(&self) -> u64 {
        u64::try_from(self.texts.len()).unwrap_or(u64::MAX)
    }

    /// The type of a cell, if the workbook knows it.
    pub(super) fn typed(&self, column: usize) -> Option<Typed> {
        self.cells.get(column).and_then(|cell| cell.typed)
    }

    fn text(&self, column: usize) -> &str {
        self.cells
            .get(column)
            .and_then(|cell| self.texts.get(cell.start..cell.end))
            .unwrap_or_default()
    }
}
