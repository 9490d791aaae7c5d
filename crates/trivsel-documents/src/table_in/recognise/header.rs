//! Finding the row with the column names, below the title lines.

use super::super::dates::{parse_date, parse_month};
use super::super::layout::{DateOrder, Decimal, Header};
use super::super::numbers::parse_decimal;
use super::{ColumnKind, SampleRow};

/// The first row that is as wide as the table and differs in kind from the rows below it.
pub(super) fn of(rows: &[SampleRow], dates: DateOrder) -> Header {
    let wide = usual_width(rows);
    let least = if wide > 1 { wide.div_ceil(2).max(2) } else { 1 };
    let Some(at) = rows
        .iter()
        .position(|row| row.width() + 1 >= wide && row.filled() >= least)
    else {
        return Header::Missing;
    };
    let Some((candidate, below)) = rows.get(at..).and_then(<[SampleRow]>::split_first) else {
        return Header::Missing;
    };
    if is_header(candidate, below, dates) {
        Header::Row(candidate.number)
    } else {
        Header::Missing
    }
}

/// The width most rows have, title lines and footnotes aside.
fn usual_width(rows: &[SampleRow]) -> usize {
    let mut widths: Vec<usize> = rows
        .iter()
        .filter(|row| row.filled() > 1)
        .map(SampleRow::width)
        .collect();
    widths.sort_unstable();
    // The upper middle: blank cells at a row's end make it narrower, nothing makes it wider.
    widths.get(widths.len() * 3 / 4).copied().unwrap_or(1)
}

fn is_header(candidate: &SampleRow, below: &[SampleRow], dates: DateOrder) -> bool {
    let below = below.get(..below.len().min(30)).unwrap_or_default();
    if below.is_empty() {
        return candidate
            .cells
            .iter()
            .all(|cell| kind(cell.typed, &cell.text, dates) != Some(ColumnKind::Number));
    }
    let (mut same, mut different) = (0, 0);
    for (column, cell) in candidate.cells.iter().enumerate() {
        let Some(own) = kind(cell.typed, &cell.text, dates) else {
            continue;
        };
        let others: Vec<ColumnKind> = below
            .iter()
            .filter_map(|row| row.cells.get(column))
            .filter_map(|cell| kind(cell.typed, &cell.text, dates))
            .collect();
        let alike = others.iter().filter(|other| **other == own).count();
        let years = is_year(&cell.text)
            && below
                .iter()
                .any(|row| !row.text(column).is_empty() && !is_year(row.text(column)));
        if others.is_empty() || own == ColumnKind::Text && alike * 2 > others.len() {
            // A name above names says nothing.
        } else if alike * 2 > others.len() && !years {
            same += 1;
        } else {
            different += 1;
        }
    }
    // A table of words only: its first row is taken for the names.
    different > 0 || same == 0
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1900..2200).contains(&year))
}

fn kind(typed: Option<ColumnKind>, text: &str, dates: DateOrder) -> Option<ColumnKind> {
    if text.is_empty() || typed.is_some() {
        return typed;
    }
    let number = [Decimal::Comma, Decimal::Point]
        .into_iter()
        .map(|mark| parse_decimal(text, mark));
    let mut number = number.filter_map(Result::ok);
    match number.next() {
        Some(None) => None,
        Some(Some(_)) => Some(ColumnKind::Number),
        None if parse_date(text, dates).is_ok() => Some(ColumnKind::Date),
        None if parse_month(text, dates).is_ok() => Some(ColumnKind::Month),
        None => Some(ColumnKind::Text),
    }
}
