//! XLSX: typed cells, a head that stays in view, and the notes on a sheet of their own.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::harmless::is_risky;
use super::{Cell, ColumnKind, Table, WriteError, decimals_of};
use crate::Language;

/// Rows and columns a sheet can hold.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
/// A column no wider than a short line of text, and no narrower than a year.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=60;
/// Rows measured for the column widths.
const MEASURED: usize = 1_000;
/// Letters a cell can hold.
const LONGEST_TEXT: usize = 32_767;

/// The table as the bytes of a workbook.
pub fn write_xlsx(table: &Table, language: Language) -> Result<Vec<u8>, WriteError> {
    if table.rows.len() >= MOST_ROWS || table.columns.len() > MOST_COLUMNS {
        return Err(WriteError::TooLarge);
    }
    let mut workbook = Workbook::new();
    // A fixed date: the same table gives the same bytes.
    let made = NaiveDate::from_ymd_opt(2000, 1, 1)
        .unwrap_or_default()
        .and_hms_opt(0, 0, 0)
        .unwrap_or_default();
    let made = made.and_utc();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&table.title)
            .set_creation_datetime(&made),
    );
    let formats = Formats::new(language);
    let notes_name = match language {
        Language::Danish => "Noter",
        Language::English => "Notes",
    };
    let name = sheet_name(&table.title, notes_name, language);
    {
        let sheet = workbook
            .add_worksheet_with_constant_memory()
            .map_err(WriteError::Workbook)?;
        fill(sheet, table, &name, &formats).map_err(WriteError::Workbook)?;
    }
    if !table.notes.is_empty() {
        let sheet = workbook
            .add_worksheet_with_constant_memory()
            .map_err(WriteError::Workbook)?;
        fill_notes(sheet, table, notes_name, &formats).map_err(WriteError::Workbook)?;
    }
    workbook.save_to_buffer().map_err(WriteError::Workbook)
}

struct Formats {
    head: Format,
    head_of_numbers: Format,
    text: Format,
    quoted: Format,
    wrapped: Format,
    date: Format,
    month: Format,
}

impl Formats {
    fn new(language: Language) -> Self {
        let head = Format::new()
            .set_bold()
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(0x0014_566B));
        let (date, month) = match language {
            Language::Danish => ("dd\\.mm\\.yyyy", "[$-406]mmm\\ yyyy"),
            Language::English => ("d\\ mmm\\ yyyy", "[$-809]mmm\\ yyyy"),
        };
        Self {
            head_of_numbers: head.clone().set_align(FormatAlign::Right),
            head,
            text: Format::new(),
            quoted: Format::new().set_quote_prefix(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            date: Format::new().set_num_format(date).set_align(FormatAlign::Left),
            month: Format::new().set_num_format(month).set_align(FormatAlign::Left),
        }
    }

    /// The thousands mark follows the reader's own settings.
    fn number(kind: ColumnKind) -> Format {
        let code = match decimals_of(kind) {
            Some(0) => "#,##0".to_owned(),
            Some(decimals) => format!("#,##0.{}", "0".repeat(usize::from(decimals))),
            None => "General".to_owned(),
        };
        Format::new().set_num_format(code).set_align(FormatAlign::Right)
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, name: &str, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (index, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(index, width(table, usize::from(index)))?;
        let format = match column.kind {
            ColumnKind::Number { .. } => &formats.head_of_numbers,
            ColumnKind::Text | ColumnKind::Date | ColumnKind::Month => &formats.head,
        };
        let marked = format.clone().set_quote_prefix();
        let format = if is_risky(&column.name) { &marked } else { format };
        sheet.write_string_with_format(0, index, short(&column.name), format)?;
    }
    let numbers: Vec<Format> = table
        .columns
        .iter()
        .map(|column| Formats::number(column.kind))
        .collect();
    for (line, row) in (1_u32..).zip(&table.rows) {
        for ((index, cell), number) in (0_u16..).zip(row).zip(&numbers) {
            write(sheet, (line, index), cell, number, formats)?;
        }
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (line, index): (u32, u16),
    cell: &Cell,
    number: &Format,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => return Ok(()),
        // Written as a string, whatever it begins with: a workbook runs only what is stored as a formula.
        // A cell somebody edits is read anew, so one that would then be run is marked as text, as an apostrophe does by hand.
        Cell::Text(text) if is_risky(text) => {
            sheet.write_string_with_format(line, index, short(text), &formats.quoted)?
        }
        Cell::Text(text) => sheet.write_string_with_format(line, index, short(text), &formats.text)?,
        Cell::Number(value) if value.is_finite() => sheet.write_number_with_format(line, index, *value, number)?,
        Cell::Number(_) => return Ok(()),
        Cell::Date(day) => sheet.write_datetime_with_format(line, index, day, &formats.date)?,
        Cell::Month(day) => {
            let first = day.with_day(1).unwrap_or(*day);
            sheet.write_datetime_with_format(line, index, first, &formats.month)?
        }
    };
    Ok(())
}

fn fill_notes(sheet: &mut Worksheet, table: &Table, name: &str, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_column_width(0, 90)?;
    sheet.write_string_with_format(0, 0, short(&table.title), &formats.head)?;
    for (line, note) in (1_u32..).zip(&table.notes) {
        let marked = formats.wrapped.clone().set_quote_prefix();
        let format = if is_risky(note) { &marked } else { &formats.wrapped };
        sheet.write_string_with_format(line, 0, short(note), format)?;
    }
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// As wide as the longest text, a little air added.
fn width(table: &Table, index: usize) -> f64 {
    let column = table.columns.get(index);
    let name = column.map_or(0, |column| column.name.chars().count().min(24));
    let decimals = column
        .and_then(|column| decimals_of(column.kind))
        .map_or(2, usize::from);
    let length = |cell: &Cell| match cell {
        Cell::Blank => 0,
        Cell::Text(text) => text.chars().count(),
        Cell::Number(number) => format!("{number:.decimals$}").len() + 2,
        Cell::Date(_) => 11,
        Cell::Month(_) => 9,
    };
    let longest = table
        .rows
        .iter()
        .take(MEASURED)
        .filter_map(|row| row.get(index))
        .map(length)
        .max()
        .unwrap_or(0);
    let letters = longest.max(name).clamp(*WIDTHS.start(), *WIDTHS.end()) + 2;
    u32::try_from(letters).map_or(12.0, f64::from)
}

/// The title as a sheet's name: no more than 31 letters, none of the forbidden ones, and not the notes' own name.
fn sheet_name(title: &str, taken: &str, language: Language) -> String {
    let allowed = |letter: &char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !letter.is_control();
    let name: String = title.chars().filter(allowed).take(31).collect();
    let name = name.trim_matches(['\'', ' ']);
    // "History" is reserved by Excel.
    if name.is_empty() || name.eq_ignore_ascii_case(taken) || name.eq_ignore_ascii_case("history") {
        return match language {
            Language::Danish => "Tal".to_owned(),
            Language::English => "Figures".to_owned(),
        };
    }
    name.to_owned()
}
