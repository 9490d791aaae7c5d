//! The file: its columns found by name, its cells read with the row they stand in.

mod told;
mod totals;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use sha2::{Digest, Sha256};
use trivsel_app::documents::table_in::{
    DateOrder, Decimal, Doubt, Misfit, Source, is_last_evening, names_a_statistic, parse_decimal, parse_month, read,
    recognise,
};
use trivsel_domain::month::Month;
use trivsel_stats::summary::Ratio;

use crate::failure::Failure;

pub(super) use super::reading::Reading;

/// A whole file in memory.
pub(super) struct Table {
    columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    decimal: Decimal,
    dates: DateOrder,
    doubts: Vec<Doubt>,
    /// The lines below the table, which are no rows.
    pub(super) footnotes: Vec<String>,
    /// The column of years, where months are only numbered or named.
    year: Option<usize>,
    /// Of the file's bytes, in hexadecimal digits.
    pub(super) hash: String,
}

/// A row with its number in the file.
pub(super) struct Row {
    number: u64,
    cells: Vec<String>,
    /// The columns in which a number stands for several cells.
    merged: Vec<usize>,
    /// The columns in which a percentage stands.
    percent: Vec<usize>,
}

impl Row {
    /// Its number in the file.
    pub(super) fn number(&self) -> u64 {
        self.number
    }
}

/// A column that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column(usize);

impl Column {
    /// Is it the same column?
    pub(super) fn is(self, other: Self) -> bool {
        self.0 == other.0
    }
}

/// SHA-256 of a file's bytes, in hexadecimal digits.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Table {
    /// The whole file, with what is said about how to read it.
    pub(super) fn read_as(path: &Path, reading: &Reading) -> Result<Self, Failure> {
        let unreadable = || format!("could not read {}", path.display());
        let bytes = std::fs::read(path).map_err(|error| Failure::new(unreadable(), error))?;
        let wanted = reading.wanted()?;
        let seen = recognise(Source::Path(path), &wanted).map_err(|error| Failure::new(unreadable(), error))?;
        let width = seen.columns.len();
        let mut rows = Vec::new();
        let mut shifted = None;
        let mut short = Vec::new();
        let end = read(Source::Path(path), &seen.layout, |row| {
            // A row that is too short lacks numbers and is told of where they are missed; one that is too long has them in the
            // wrong places.
            match row.misfit(width.checked_sub(1)) {
                Some(Misfit::TooWide) => {
                    shifted = Some(row.number());
                    return ControlFlow::Break(());
                }
                Some(Misfit::TooNarrow) => short.push(row.number()),
                None => {}
            }
            rows.push(Row {
                number: row.number(),
                cells: (0..width).map(|column| row.text(column).to_owned()).collect(),
                merged: (0..width).filter(|column| row.is_merged(*column)).collect(),
                percent: (0..width).filter(|column| row.is_percent(*column)).collect(),
            });
            ControlFlow::Continue(())
        })
        .map_err(|error| Failure::new(unreadable(), error))?;
        if let Some(row) = shifted {
            return Err(Failure::refused(format!(
                "row {row} of {} has more cells than there are columns",
                path.display()
            ))
            .hint("an unquoted decimal comma or separator shifts what follows; put quotation marks around the cell"));
        }
        told::tell(path, &seen, &end, &short);
        let columns: Vec<String> = seen.columns.into_iter().map(|column| column.name).collect();
        Ok(Self {
            year: columns.iter().position(|name| YEAR.contains(&folded(name).as_str())),
            columns,
            rows,
            decimal: seen.layout.decimal,
            dates: seen.layout.dates,
            doubts: seen.doubts,
            footnotes: end.footnotes,
            hash: hash_of(&bytes),
        })
    }

    /// The column with this name, as it is written or else whichever letters are large; `#3` is the third of the file.
    pub(super) fn column(&self, name: &str) -> Result<Column, Failure> {
        self.find(name)?.ok_or_else(|| {
            Failure::refused(format!("there is no column `{name}`"))
                .hint(format!("the file has: {}", self.columns.join(", ")))
        })
    }

    /// Refuses a row that is called a total in one of these columns: it is no observation, and counting it with the others counts them
    /// twice.
    pub(super) fn refuse_totals(&self, columns: impl Iterator<Item = Column> + Clone) -> Result<(), Failure> {
        for row in &self.rows {
            for column in columns.clone() {
                let text = self.text(row, column);
                if totals::is_total(text) {
                    return Err(self
                        .wrong(
                            row,
                            column,
                            &format!("`{text}` looks like a total or a mean, not like an observation"),
                        )
                        .hint("take the row out of the file, or say --keep-totals if it is an observation"));
                }
            }
        }
        Ok(())
    }

    /// Refuses a row that says by its name how the others are spread.
    pub(super) fn refuse_statistics(&self, columns: impl Iterator<Item = Column> + Clone) -> Result<(), Failure> {
        for row in &self.rows {
            let mut named = columns
                .clone()
                .filter(|column| names_a_statistic(self.text(row, *column)));
            if let Some(column) = named.next() {
                let what = format!(
                    "`{}` looks like a figure about the answers, not like somebody who answered",
                    self.text(row, column)
                );
                return Err(self
                    .wrong(row, column, &what)
                    .hint("take the row out of the file, or say --keep-totals if it is somebody's answers"));
            }
        }
        Ok(())
    }

    /// Every column but these.
    pub(super) fn columns_beside(&self, others: &[Column]) -> Vec<Column> {
        let is_other = |at: usize| others.iter().any(|other| other.0 == at);
        (0..self.columns.len())
            .filter(|at| !is_other(*at))
            .map(Column)
            .collect()
    }

    /// The same, if there is one. Of two with one name, neither is taken for the other.
    pub(super) fn find(&self, name: &str) -> Result<Option<Column>, Failure> {
        let name = name.trim();
        let places = |is_meant: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let columns = self.columns.iter().enumerate();
            columns
                .filter(|(_, column)| is_meant(column.trim()))
                .map(|(at, _)| at)
                .collect()
        };
        let wanted = name.to_lowercase();
        let mut found = places(&|column| column == name);
        if found.is_empty() {
            found = places(&|column| column.to_lowercase() == wanted);
        }
        match found.as_slice() {
            [] => Ok(self.numbered(name)),
            [one] => Ok(Some(Column(*one))),
            several => {
                let numbers: Vec<String> = several.iter().map(|at| format!("`#{}`", at + 1)).collect();
                let problem = format!("{} columns are called `{name}`", several.len());
                Err(Failure::refused(problem)
                    .hint(format!("say which by its place in the file: {}", numbers.join(" or "))))
            }
        }
    }

    fn numbered(&self, name: &str) -> Option<Column> {
        let number: usize = name.strip_prefix('#')?.parse().ok()?;
        number.checked_sub(1).filter(|at| *at < self.columns.len()).map(Column)
    }

    /// A column's name, with its place in the file where it has none of its own.
    pub(super) fn name(&self, column: Column) -> String {
        let name = self.columns.get(column.0).map_or("", |name| name.trim());
        let is_own = !name.is_empty() && self.columns.iter().filter(|other| other.trim() == name).count() == 1;
        if is_own {
            name.to_owned()
        } else {
            format!("{name}#{}", column.0 + 1)
        }
    }

    /// The names of the columns that are none of these.
    pub(super) fn others(&self, taken: &[Column]) -> Vec<String> {
        let is_other = |at: &usize| taken.iter().all(|column| column.0 != *at);
        (0..self.columns.len())
            .filter(is_other)
            .map(|at| self.name(Column(at)))
            .collect()
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
    ///
    /// 1.234 is a thousand to some and little more than one to others. Where nothing in the file says which, nor whoever runs this, it
    /// is not taken for either.
    pub(super) fn clear_number(&self, row: &Row, column: Column) -> Result<Option<f64>, Failure> {
        if self.doubts.contains(&Doubt::Decimal) && self.text(row, column).contains(['.', ',']) {
            let problem = self.wrong(
                row,
                column,
                "whether the mark in this number stands before decimals or groups thousands is unclear",
            );
            return Err(problem.hint("say which with --decimal comma or --decimal point"));
        }
        self.number(row, column)
    }

    /// How many there are; none where the cell is empty. A percentage is no such number.
    pub(super) fn count(&self, row: &Row, column: Column) -> Result<Option<f64>, Failure> {
        if row.percent.contains(&column.0) {
            return Err(self.wrong(
                row,
                column,
                "this is a percentage, and how many there are should stand here",
            ));
        }
        self.clear_number(row, column)
    }

    /// Whether a column behind this one, which is none of `others` or `numbers`, holds words.
    pub(super) fn has_words_behind(&self, row: &Row, column: Column, others: &[Column], numbers: &[Column]) -> bool {
        let is_free = |at: &usize| others.iter().chain(numbers).all(|other| other.0 != *at);
        let mut behind = (column.0 + 1..self.columns.len()).filter(is_free);
        behind.any(|at| parse_decimal(self.text(row, Column(at)), self.decimal).is_err())
    }

    /// A number; none where the cell is empty.
    pub(super) fn number(&self, row: &Row, column: Column) -> Result<Option<f64>, Failure> {
        if row.merged.contains(&column.0) && !self.text(row, column).is_empty() {
            let what = "this number stands in merged cells: it is one for all of them, and would be counted for each";
            return Err(self.wrong(row, column, what));
        }
        parse_decimal(self.text(row, column), self.decimal).map_err(|_| {
            let problem = self.wrong(row, column, "this is not a number");
            if self.doubts.contains(&Doubt::Formulas) {
                problem
                    .hint("cells hold formulas that were never calculated: open the file in a spreadsheet and save it")
            } else {
                problem
            }
        })
    }

    /// A month; none where the cell is empty.
    pub(super) fn month(&self, row: &Row, column: Column) -> Result<Option<Month>, Failure> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Ok(None);
        }
        let read = |text: &str| {
            let day = parse_month(text, self.dates).ok()?;
            Month::new(day.year(), day.month()).ok()
        };
        read(text)
            .or_else(|| self.in_its_year(row, column, text, read))
            .map(Some)
            .ok_or_else(|| self.wrong(row, column, "this is not a month"))
    }

    /// A month that is only numbered or named, with the year that stands in a column of its own.
    fn in_its_year(
        &self,
        row: &Row,
        column: Column,
        text: &str,
        read: impl Fn(&str) -> Option<Month>,
    ) -> Option<Month> {
        let year = self.year.filter(|year| *year != column.0)?;
        let year = self.text(row, Column(year)).trim();
        match text.trim().parse::<u32>() {
            Ok(number) => Month::new(year.parse().ok()?, number).ok(),
            Err(_) => read(&format!("{} {year}", text.trim())),
        }
    }

    /// A month that must be there.
    pub(super) fn some_month(&self, row: &Row, column: Column) -> Result<Month, Failure> {
        self.month(row, column)?
            .ok_or_else(|| self.wrong(row, column, "there is no month"))
    }

    /// A monthly series of events out of an exposure, without holes from the first month to the last.
    pub(super) fn ratios(&self, month: &str, events: &str, exposure: &str) -> Result<Monthly<Ratio>, Failure> {
        let (at, counted, out_of) = (self.column(month)?, self.column(events)?, self.column(exposure)?);
        self.monthly(at, |row| {
            let (events, exposure) = (self.count(row, counted)?, self.count(row, out_of)?);
            for (number, column) in [(events, counted), (exposure, out_of)] {
                if number.is_some_and(|number| number < 0.0) {
                    return Err(self.wrong(row, column, "this is negative"));
                }
            }
            if events.is_some_and(|events| events > 0.0) && exposure == Some(0.0) {
                return Err(self.wrong(row, out_of, "something was counted here, out of nothing"));
            }
            Ok(events
                .zip(exposure)
                .map(|(numerator, denominator)| Ratio { numerator, denominator }))
        })
    }

    /// A monthly series of single values.
    pub(super) fn values(&self, month: &str, value: &str) -> Result<Monthly<f64>, Failure> {
        let (at, value) = (self.column(month)?, self.column(value)?);
        self.monthly(at, |row| self.clear_number(row, value))
    }

    fn monthly<T: Copy>(
        &self,
        at: Column,
        read: impl Fn(&Row) -> Result<Option<T>, Failure>,
    ) -> Result<Monthly<T>, Failure> {
        let is_evening = |row: &Row| is_last_evening(self.text(row, at), self.dates);
        if let Some(first) = self.rows.first().filter(|_| self.rows.iter().all(is_evening)) {
            let what =
                "every month is the last evening of one, which is the first day of the next one in another time zone";
            return Err(self.wrong(first, at, what));
        }
        let mut months: BTreeMap<Month, (Option<T>, u64)> = BTreeMap::new();
        for row in &self.rows {
            let month = self.some_month(row, at)?;
            if months.insert(month, (read(row)?, row.number)).is_some() {
                return Err(self.wrong(row, at, "the month is there twice"));
            }
        }
        let (Some(first), Some(last)) = (months.keys().next().copied(), months.keys().next_back().copied()) else {
            return Err(Failure::refused("the file has no rows"));
        };
        let of = |month: Month| months.get(&month).copied();
        Ok(Monthly {
            first,
            values: first.to(last).map(|month| of(month)?.0).collect(),
            rows: first.to(last).map(|month| Some(of(month)?.1)).collect(),
        })
    }
}

/// A series without holes: a month that is missing has no value.
pub(super) struct Monthly<T> {
    pub(super) first: Month,
    pub(super) values: Vec<Option<T>>,
    /// The row of each month in the file.
    rows: Vec<Option<u64>>,
}

/// What a column of years is called.
const YEAR: [&str; 4] = ["year", "år", "aar", "årstal"];

/// A name as it is compared: whichever letters are large.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Monthly<Ratio> {
    /// The months in which more was counted than there was to count. Right for leavers in a long month, wrong for days of absence.
    pub(super) fn more_than_there_was(&self) -> Vec<String> {
        let months = self.values.iter().enumerate();
        let is_more = |ratio: &Ratio| ratio.numerator > ratio.denominator;
        months
            .filter_map(|(at, ratio)| Some((at, ratio.filter(is_more)?)))
            .map(|(at, ratio)| {
                format!(
                    "{}: {} of {}: more was counted than there was to count",
                    self.place(at),
                    ratio.numerator,
                    ratio.denominator
                )
            })
            .collect()
    }
}

impl<T> Monthly<T> {
    /// A place in the file: its row and month.
    fn place(&self, at: usize) -> String {
        let month = self.month(at);
        match self.rows.get(at).copied().flatten() {
            Some(row) => format!("row {row}, month {month}"),
            None => format!("month {month}"),
        }
    }

    /// What a method refuses, with row and month where it counts positions.
    pub(super) fn refused(&self, error: impl std::error::Error) -> Failure {
        Failure::refused(self.in_months(&error.to_string()))
    }

    /// A sentence in which positions of the series have become rows and months.
    pub(super) fn in_months(&self, sentence: &str) -> String {
        let mut told: Vec<String> = Vec::new();
        for word in sentence.split(' ') {
            let at = word.parse::<usize>().ok().filter(|at| *at < self.values.len());
            match (told.last().map(String::as_str), at) {
                (Some("position" | "month"), Some(at)) => {
                    told.pop();
                    told.push(self.place(at));
                }
                _ => told.push(word.to_owned()),
            }
        }
        told.join(" ")
    }

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
