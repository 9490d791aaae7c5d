//! The file: its columns found by name, its cells read with the row they stand in.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use sha2::{Digest, Sha256};
use trivsel_app::documents::table_in::{
    DateOrder, Decimal, Source, Wanted, parse_decimal, parse_month, read, recognise,
};
use trivsel_domain::month::Month;
use trivsel_stats::summary::Ratio;

use crate::failure::Failure;

/// A whole file in memory.
pub(super) struct Table {
    columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    decimal: Decimal,
    dates: DateOrder,
    /// Of the file's bytes, in hexadecimal digits.
    pub(super) hash: String,
}

/// A row with its number in the file.
pub(super) struct Row {
    number: u64,
    cells: Vec<String>,
}

/// A column that was found.
#[derive(Clone, Copy)]
pub(super) struct Column(usize);

/// SHA-256 of a file's bytes, in hexadecimal digits.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Table {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let unreadable = || format!("could not read {}", path.display());
        let bytes = std::fs::read(path).map_err(|error| Failure::new(unreadable(), error))?;
        let seen =
            recognise(Source::Path(path), &Wanted::default()).map_err(|error| Failure::new(unreadable(), error))?;
        let width = seen.columns.len();
        let mut rows = Vec::new();
        read(Source::Path(path), &seen.layout, |row| {
            rows.push(Row {
                number: row.number(),
                cells: (0..width).map(|column| row.text(column).to_owned()).collect(),
            });
            ControlFlow::Continue(())
        })
        .map_err(|error| Failure::new(unreadable(), error))?;
        Ok(Self {
            columns: seen.columns.into_iter().map(|column| column.name).collect(),
            rows,
            decimal: seen.layout.decimal,
            dates: seen.layout.dates,
            hash: hash_of(&bytes),
        })
    }

    /// The column with this name, whichever letters are large.
    pub(super) fn column(&self, name: &str) -> Result<Column, Failure> {
        self.find(name).ok_or_else(|| {
            Failure::refused(format!("there is no column `{name}`"))
                .hint(format!("the file has: {}", self.columns.join(", ")))
        })
    }

    /// The column with this name, if there is one.
    pub(super) fn find(&self, name: &str) -> Option<Column> {
        let wanted = name.to_lowercase();
        let at = self
            .columns
            .iter()
            .position(|column| column.trim().to_lowercase() == wanted)?;
        Some(Column(at))
    }

    pub(super) fn wrong(&self, row: &Row, column: Column, what: &str) -> Failure {
        let name = self.columns.get(column.0).map_or("", String::as_str);
        Failure::refused(format!("row {}, column {name}: {what}", row.number))
    }

    /// The text of a cell.
    pub(super) fn text<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        row.cells.get(column.0).map_or("", String::as_str)
    }

    /// A number; none where the cell is empty.
    pub(super) fn number(&self, row: &Row, column: Column) -> Result<Option<f64>, Failure> {
        parse_decimal(self.text(row, column), self.decimal).map_err(|_| self.wrong(row, column, "this is not a number"))
    }

    /// A month; none where the cell is empty.
    pub(super) fn month(&self, row: &Row, column: Column) -> Result<Option<Month>, Failure> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Ok(None);
        }
        parse_month(text, self.dates)
            .ok()
            .and_then(|month| Month::new(month.year(), month.month()).ok())
            .map(Some)
            .ok_or_else(|| self.wrong(row, column, "this is not a month"))
    }

    /// A month that must be there.
    pub(super) fn some_month(&self, row: &Row, column: Column) -> Result<Month, Failure> {
        self.month(row, column)?
            .ok_or_else(|| self.wrong(row, column, "there is no month"))
    }

    /// A monthly series of events out of an exposure, without holes from the first month to the last.
    pub(super) fn ratios(&self, month: &str, events: &str, exposure: &str) -> Result<Monthly<Ratio>, Failure> {
        let (at, events, exposure) = (self.column(month)?, self.column(events)?, self.column(exposure)?);
        self.monthly(at, |row| {
            let (events, exposure) = (self.number(row, events)?, self.number(row, exposure)?);
            Ok(events
                .zip(exposure)
                .map(|(numerator, denominator)| Ratio { numerator, denominator }))
        })
    }

    /// A monthly series of single values.
    pub(super) fn values(&self, month: &str, value: &str) -> Result<Monthly<f64>, Failure> {
        let (at, value) = (self.column(month)?, self.column(value)?);
        self.monthly(at, |row| self.number(row, value))
    }

    fn monthly<T: Copy>(
        &self,
        at: Column,
        read: impl Fn(&Row) -> Result<Option<T>, Failure>,
    ) -> Result<Monthly<T>, Failure> {
        let mut months: BTreeMap<Month, Option<T>> = BTreeMap::new();
        for row in &self.rows {
            let month = self.some_month(row, at)?;
            if months.insert(month, read(row)?).is_some() {
                return Err(self.wrong(row, at, "the month is there twice"));
            }
        }
        let (Some(first), Some(last)) = (months.keys().next().copied(), months.keys().next_back().copied()) else {
            return Err(Failure::refused("the file has no rows"));
        };
        let values = first
            .to(last)
            .map(|month| months.get(&month).copied().flatten())
            .collect();
        Ok(Monthly { first, values })
    }
}

/// A series without holes: a month that is missing has no value.
pub(super) struct Monthly<T> {
    pub(super) first: Month,
    pub(super) values: Vec<Option<T>>,
}

impl<T> Monthly<T> {
    /// The position of a month within the series.
    pub(super) fn position(&self, month: Month) -> Result<usize, Failure> {
        usize::try_from(month.since(self.first))
            .ok()
            .filter(|at| *at < self.values.len())
            .ok_or_else(|| {
                let last = self.month(self.values.len().saturating_sub(1));
                Failure::refused(format!(
                    "{month} lies outside the series, which runs from {} to {last}",
                    self.first
                ))
            })
    }

    /// The month at a position.
    pub(super) fn month(&self, at: usize) -> Month {
        self.first.plus(i32::try_from(at).unwrap_or(i32::MAX))
    }
}
