//! CSV: semicolon and decimal comma in Danish, comma and point in English, UTF-8 with a byte order mark.
//!
//! The mark is what makes Excel read æ, ø and å; other programs skip it.

use std::io::Write;

use chrono::Datelike;
use csv::QuoteStyle;

use super::harmless::{Field, record_writer};
use super::{Cell, ColumnKind, Table, WriteError, decimals_of};
use crate::Language;

/// Writes the table: one line of column names, the rows, then a blank line and the notes.
pub fn write_csv(table: &Table, language: Language, mut out: impl Write) -> Result<(), WriteError> {
    out.write_all("\u{feff}".as_bytes()).map_err(WriteError::Io)?;
    let separator = if language == Language::Danish { b';' } else { b',' };
    let mut writer = record_writer(out, separator, QuoteStyle::Necessary);
    writer
        .write(table.columns.iter().map(|column| Field::Text(&column.name)))
        .map_err(io)?;
    for row in &table.rows {
        let blanks = std::iter::repeat(&Cell::Blank);
        let cells = table.columns.iter().zip(row.iter().chain(blanks));
        writer
            .write(cells.map(|(column, cell)| written(cell, column.kind, language)))
            .map_err(io)?;
    }
    if !table.notes.is_empty() {
        // An empty record would be written as a pair of quotes; a blank line is written past the writer.
        let mut out = writer.into_inner().map_err(WriteError::Io)?;
        out.write_all(b"\r\n").map_err(WriteError::Io)?;
        let mut notes = record_writer(out, separator, QuoteStyle::Always);
        for note in std::iter::once(&table.title).chain(&table.notes) {
            notes.write([Field::Text(note)]).map_err(io)?;
        }
        return notes.flush().map_err(WriteError::Io);
    }
    writer.flush().map_err(WriteError::Io)
}

fn written(cell: &Cell, kind: ColumnKind, language: Language) -> Field<'_> {
    let value = match cell {
        Cell::Text(text) => return Field::Text(text),
        Cell::Blank => String::new(),
        Cell::Number(number) => number_text(*number, kind, language),
        Cell::Date(day) => match language {
            // The form Excel takes for a date where Windows speaks Danish.
            Language::Danish => day.format("%d-%m-%Y").to_string(),
            Language::English => day.format("%Y-%m-%d").to_string(),
        },
        Cell::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
    };
    Field::Value(value.into())
}

fn number_text(number: f64, kind: ColumnKind, language: Language) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let plain = match decimals_of(kind) {
        Some(decimals) => format!("{number:.*}", usize::from(decimals)),
        None => {
            let six = format!("{number:.6}");
            six.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    };
    let is_zero = plain.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    let plain = if is_zero { plain.trim_start_matches('-') } else { &plain };
    match language {
        Language::Danish => plain.replace('.', ","),
        Language::English => plain.to_owned(),
    }
}

fn io(error: csv::Error) -> WriteError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => WriteError::Io(error),
        other => WriteError::Io(std::io::Error::other(format!("{other:?}"))),
    }
}
