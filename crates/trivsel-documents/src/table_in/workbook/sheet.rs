//! The rows of a sheet on their way out: bounded, merged cells filled, values made what is shown.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::{Days, NaiveDate};

use super::super::Progress;
use super::super::error::{Limit, ReadError};
use super::super::gate::Raw;
use super::super::layout::Decimal;
use super::super::row::{Cells, SheetRow, Typed};
use super::formats::Form;

/// The columns and rows a sheet can have.
const MOST_COLUMNS: usize = 16_384;
const MOST_ROWS: u32 = 1_048_576;
/// Filled cells of a sheet: a million rows of a hundred columns.
const MOST_CELLS: u64 = 100_000_000;
/// Letters, in bytes, of all cells: a file of a kilobyte may say one long text a million times.
const MOST_TEXT: u64 = 3 << 29;
/// Cells that merged areas fill: a hundred thousand rows with forty labels each.
const MOST_FILLED: u64 = 4_000_000;
/// Merged areas that are looked at.
pub(super) const MOST_MERGED: usize = 200_000;
/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 10_000;

/// A cell's value as the workbook has it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'v> {
    Number(f64, Form),
    Text(&'v str),
    Date(NaiveDate),
    Bool(bool),
    /// A formula that was never calculated: a program wrote it, and no spreadsheet has opened the file since.
    Formula,
}

/// Where the rows go.
pub(super) struct Out<'o> {
    decimal: Decimal,
    is_1904: bool,
    rows: u64,
    cells: u64,
    text: u64,
    last: Option<u64>,
    pub(super) total: u64,
    row: SheetRow,
    merged: Merged,
    on_progress: &'o mut dyn FnMut(Progress),
    on_row: &'o mut dyn FnMut(Raw<'_>) -> ControlFlow<()>,
}

impl<'o> Out<'o> {
    pub(super) fn new(
        decimal: Decimal,
        is_1904: bool,
        on_progress: &'o mut dyn FnMut(Progress),
        on_row: &'o mut dyn FnMut(Raw<'_>) -> ControlFlow<()>,
    ) -> Self {
        Self {
            decimal,
            is_1904,
            rows: 0,
            cells: 0,
            text: 0,
            last: None,
            total: 0,
            row: SheetRow::default(),
            merged: Merged::default(),
            on_progress,
            on_row,
        }
    }

    /// Tells of an area of merged cells, before the rows come. Rows and columns count from 0.
    pub(super) fn merge(&mut self, rows: (u32, u32), columns: (usize, usize)) -> Result<(), ReadError> {
        // One that goes to the side only is filled nowhere, but its number is still one for several cells.
        if rows.1 < rows.0 || (rows.1 == rows.0 && columns.1 <= columns.0) {
            return Ok(());
        }
        self.merged.count += 1;
        if self.merged.count > MOST_MERGED {
            return Err(ReadError::TooLarge(Limit::Cells));
        }
        self.merged
            .starting
            .entry(rows.0)
            .or_default()
            .push((columns.0, rows.1));
        Ok(())
    }

    /// Puts a cell into the row that is being made.
    pub(super) fn put(&mut self, column: usize, value: Value<'_>) -> Result<(), ReadError> {
        if column >= MOST_COLUMNS {
            return Err(ReadError::TooLarge(Limit::Columns));
        }
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(ReadError::TooLarge(Limit::Cells));
        }
        let row = &mut self.row;
        match value {
            Value::Text(text) if text.len() > super::LONGEST_CELL * 4 => return Err(ReadError::TooLarge(Limit::Cell)),
            Value::Text(text) => row.put(column, text, None),
            Value::Date(date) => row.put(column, &date.to_string(), Some(Typed::Date(date))),
            // Yes is no number of days: counted as one, nobody would see it.
            Value::Bool(yes) => row.put(column, if yes { "TRUE" } else { "FALSE" }, None),
            Value::Formula => row.put(column, FORMULA, Some(Typed::Formula)),
            Value::Number(number, form) => number_in(row, column, number, form, self.decimal, self.is_1904),
        }
        Ok(())
    }

    /// Hands the row out. `index` counts from 0.
    pub(super) fn end_row(&mut self, index: u32, is_hidden: bool) -> Result<ControlFlow<()>, ReadError> {
        if index >= MOST_ROWS {
            return Err(ReadError::TooLarge(Limit::Rows));
        }
        self.merged.fill(index, &mut self.row);
        self.text = self.text.saturating_add(self.row.bytes());
        if self.text > MOST_TEXT || self.merged.filled > MOST_FILLED {
            return Err(ReadError::TooLarge(Limit::Cells));
        }
        let cells = Cells::Sheet(&self.row);
        if cells.filled(1) == 0 {
            self.row.clear();
            return Ok(ControlFlow::Continue(()));
        }
        let number = u64::from(index) + 1;
        let after_gap = self.last.is_some_and(|last| number > last + 1);
        self.last = Some(number);
        self.rows += 1;
        if self.rows.is_multiple_of(REPORT_EVERY) {
            (self.on_progress)(Progress {
                done: number,
                total: self.total.max(number),
                rows: self.rows,
            });
        }
        let flow = (self.on_row)(Raw {
            number,
            after_gap,
            is_hidden,
            cells,
        });
        self.row.clear();
        Ok(flow)
    }

    /// Whether the row that is being made holds anything.
    pub(super) fn has_cells(&self) -> bool {
        Cells::Sheet(&self.row).filled(1) > 0
    }

    /// Hands the same row out again: a sheet may say that a row is repeated.
    pub(super) fn repeat_row(&mut self, index: u32, times: u32, is_hidden: bool) -> Result<ControlFlow<()>, ReadError> {
        let kept = self.row.clone();
        let cells = u64::try_from(Cells::Sheet(&kept).len()).unwrap_or(u64::MAX);
        for again in 0..times {
            if again > 0 {
                self.row.clone_from(&kept);
                self.cells = self.cells.saturating_add(cells);
            }
            if self.cells > MOST_CELLS {
                return Err(ReadError::TooLarge(Limit::Cells));
            }
            if self.end_row(index.saturating_add(again), is_hidden)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    pub(super) fn finish(self) {
        (self.on_progress)(Progress {
            done: self.total,
            total: self.total,
            rows: self.rows,
        });
    }
}

/// What stands in a cell whose formula was never calculated.
pub(super) const FORMULA: &str = "=?";

fn number_in(row: &mut SheetRow, column: usize, number: f64, form: Form, decimal: Decimal, is_1904: bool) {
    let shown = match form {
        Form::Number | Form::Hundredths => number,
        // 5,2 % is stored as 0.052; rounded to undo what the binary fraction adds.
        Form::Percent => (number * 1e12).round() / 1e10,
        // 148:30 is stored as 6.1875 days; rounded to a tenth of a second for the same reason.
        Form::Hours => (number * 24.0 * 36_000.0).round() / 36_000.0,
        Form::Date => match day(number, is_1904) {
            Some(date) => return dated(row, column, date, number.fract()),
            // Zero in a cell of dates is a blank one, shown as "00-01-1900".
            None if number == 0.0 => return row.put(column, "0000-00-00", None),
            None => return row.put(column, &format!("{number} (?)"), None),
        },
        // What is shown in minutes and seconds has no unit that can be told.
        Form::OtherTime => return row.put(column, &format!("{number} (mm:ss)"), None),
    };
    if shown.is_finite() {
        let typed = match form {
            Form::Percent => Typed::Percent(shown),
            _ => Typed::Number(shown),
        };
        let text = match form {
            Form::Hundredths if is_year_and_month(shown) => format!("{shown:.2}").replace('.', decimal_of(decimal)),
            _ => written(shown, decimal),
        };
        row.put(column, &text, Some(typed));
    } else {
        row.put(column, "#NUM!", None);
    }
}

/// A year with its month behind the mark: 2024.1, shown as 2024,10.
fn is_year_and_month(number: f64) -> bool {
    let months = (number.fract() * 100.0).round();
    (1900.0..2200.0).contains(&number)
        && (1.0..=12.0).contains(&months)
        && (number.fract() * 100.0 - months).abs() < 1e-6
}

const fn decimal_of(decimal: Decimal) -> &'static str {
    match decimal {
        Decimal::Comma => ",",
        Decimal::Point => ".",
    }
}

/// A day. With a late hour it may be the beginning of the day after, written in UTC: then the hour stays, so that it can be seen.
fn dated(row: &mut SheetRow, column: usize, date: NaiveDate, part: f64) {
    let hour = (part * 24.0 * 60.0).round() / 60.0;
    if hour == 22.0 || hour == 23.0 {
        row.put(column, &format!("{date} {hour:.0}:00"), None);
    } else {
        row.put(column, &date.to_string(), Some(Typed::Date(date)));
    }
}

/// The day a number means. Sheets since 1900 count a 29 February 1900 that never was.
fn day(number: f64, is_1904: bool) -> Option<NaiveDate> {
    let is_day = (1.0..2_958_466.0).contains(&number) || (is_1904 && (0.0..2_957_004.0).contains(&number));
    if !is_day {
        return None;
    }
    let days: u64 = format!("{:.0}", number.trunc()).parse().ok()?;
    let first = match (is_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, 60..) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
    };
    first.checked_add_days(Days::new(days))
}

fn written(number: f64, decimal: Decimal) -> String {
    let plain = if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    };
    match decimal {
        Decimal::Comma => plain.replace('.', ","),
        Decimal::Point => plain,
    }
}

/// Cells that are merged downwards: what stands in the first belongs to every row of the area.
#[derive(Default)]
struct Merged {
    count: usize,
    /// Cells filled so far.
    filled: u64,
    /// By first row: the column, and the last row.
    starting: HashMap<u32, Vec<(usize, u32)>>,
    /// By column: the last row, and what stands there.
    running: HashMap<usize, (u32, String, Option<Typed>)>,
}

impl Merged {
    fn fill(&mut self, index: u32, row: &mut SheetRow) {
        if self.count == 0 {
            return;
        }
        self.running.retain(|_, (last, ..)| *last >= index);
        for (column, (_, text, typed)) in &self.running {
            row.put(*column, text, *typed);
            row.mark_merged(*column);
            self.filled += 1;
        }
        for (column, last) in self.starting.remove(&index).unwrap_or_default() {
            let text = Cells::Sheet(row).text(column);
            if !text.is_empty() {
                self.running.insert(column, (last, text.to_owned(), row.typed(column)));
                row.mark_merged(column);
            }
        }
    }
}
