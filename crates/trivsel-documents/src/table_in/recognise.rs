//! Recognising a file: its kind, its layout and what the columns seem to hold.
//!
//! Everything here is a proposal. What could not be told from the file is said as a [`Doubt`], so that the wizard
//! can ask, and every decision in [`Wanted`] goes before what was recognised.

mod columns;
mod encoding;
mod header;
mod kind;
mod separator;

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use trivsel_domain::person_number::HIDDEN;

use super::error::ReadError;
use super::gate::{Raw, is_row_by_another_separator, reads_like_a_note};
use super::layout::{DateOrder, Decimal, Encoding, Header, Kind, Layout, Separator, Wanted};
use super::row::Cell;
use super::source::Source;
use super::text;
use super::workbook::Workbook;

/// Rows looked at.
const SAMPLE: usize = 500;
/// Cells and bytes looked at: a sample of the widest rows there can be would fill the memory.
const SAMPLE_CELLS: usize = 400_000;
const SAMPLE_BYTES: usize = 16 << 20;
/// Data rows shown.
const PREVIEW: usize = 20;
/// Bytes looked at to tell the kind of file.
const HEAD: u64 = 64 << 10;

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recognised {
    /// How to read it.
    pub layout: Layout,
    /// The sheets to choose from; empty for text files.
    pub sheets: Vec<String>,
    /// The lines above the column names.
    pub titles: Vec<String>,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The first 20 data rows.
    pub preview: Vec<PreviewRow>,
    /// The lines below the data, when the whole file was looked at (up to 500 rows).
    pub footnotes: Vec<String>,
    /// The file's length in bytes.
    pub bytes: u64,
    /// What could not be told from the file.
    pub doubts: Vec<Doubt>,
}

impl Recognised {
    /// The sheet that is read and those that are not, where a workbook has more than one.
    #[must_use]
    pub fn sheet_and_others(&self) -> Option<(&str, Vec<&str>)> {
        let own = self
            .layout
            .sheet
            .as_deref()
            .or(self.sheets.first().map(String::as_str))?;
        let others: Vec<&str> = self
            .sheets
            .iter()
            .map(String::as_str)
            .filter(|sheet| *sheet != own)
            .collect();
        (!others.is_empty()).then_some((own, others))
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name; empty when the file gives none.
    pub name: String,
    /// What most of its cells seem to hold.
    pub kind: ColumnKind,
    /// It looks like a column of CPR numbers and must not be read in.
    pub looks_like_cpr: bool,
    /// It holds a number that would be a thousand times as much under the other decimal mark, and no number of the file shows
    /// which mark it is: 11.125.
    pub is_unclear_number: bool,
    /// It holds a date of which no date of the file shows whether day or month comes first: 03/04/2024.
    pub is_unclear_date: bool,
    /// Up to three different values. None when they look like CPR numbers.
    pub examples: Vec<String>,
}

/// What a column seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Nothing in the rows looked at.
    Blank,
    /// Words, codes, or a mixture.
    Text,
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// Months.
    Month,
}

/// A row of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewRow {
    /// Its number in the file.
    pub number: u64,
    /// Its cells; those of a column that looks like CPR numbers are hidden behind dots.
    pub cells: Vec<String>,
}

/// What could not be told from the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The letters fit more than one encoding, or none whole.
    Encoding,
    /// No number shows which mark stands before the decimals.
    Decimal,
    /// No date shows whether day or month comes first.
    Dates,
    /// No row could be told from the data as the column names.
    Header,
    /// Two separators fit equally well.
    Separator,
    /// Cells hold formulas that no spreadsheet has calculated: they have no value.
    Formulas,
    /// Rows of the sheet are hidden, and are read like the others.
    HiddenRows,
}

/// A row of the sample.
#[derive(Debug, Clone)]
struct SampleRow {
    number: u64,
    is_hidden: bool,
    cells: Vec<SampleCell>,
}

/// A cell of the sample, with the type the workbook gives it.
#[derive(Debug, Clone, Default)]
struct SampleCell {
    text: String,
    typed: Option<ColumnKind>,
    is_formula: bool,
}

impl SampleRow {
    fn of(raw: Raw<'_>) -> Self {
        let cell = |column| SampleCell {
            text: raw.cells.text(column).to_owned(),
            is_formula: matches!(raw.cells.cell(column), Cell::Formula),
            typed: match raw.cells.cell(column) {
                Cell::Number(_) => Some(ColumnKind::Number),
                Cell::Date(_) => Some(ColumnKind::Date),
                // A formula without a value is no number that could be told from words; the doubt says what it is.
                Cell::Blank | Cell::Text(_) | Cell::Formula => None,
            },
        };
        Self {
            number: raw.number,
            is_hidden: raw.is_hidden,
            cells: (0..raw.cells.len()).map(cell).collect(),
        }
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.text.is_empty()).count()
    }

    /// Cells up to the last filled one.
    fn width(&self) -> usize {
        self.cells
            .iter()
            .rposition(|cell| !cell.text.is_empty())
            .map_or(0, |last| last + 1)
    }

    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    fn line(&self) -> String {
        let filled: Vec<&str> = self
            .cells
            .iter()
            .map(|cell| cell.text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        filled.join(" ")
    }
}

/// The beginning of a table.
#[derive(Debug, Default)]
struct Sample {
    rows: Vec<SampleRow>,
    cells: usize,
    bytes: usize,
    /// The file has no more rows than these.
    whole: bool,
}

/// Looks at the file and proposes how to read it.
pub fn recognise(source: Source<'_>, wanted: &Wanted) -> Result<Recognised, ReadError> {
    let kind = kind::of(source)?;
    let (_, bytes) = source.open()?;
    let mut doubts = Vec::new();
    let mut layout = Layout {
        kind,
        sheet: wanted.sheet.clone(),
        encoding: wanted.encoding.unwrap_or(Encoding::Utf8),
        separator: wanted.separator.unwrap_or(Separator::Semicolon),
        decimal: wanted.decimal.unwrap_or(Decimal::Comma),
        dates: wanted.dates.unwrap_or(DateOrder::DayMonthYear),
        header: wanted.header.unwrap_or(Header::Missing),
        spare_cells: 0,
    };
    let mut sheets = Vec::new();
    let sample = if kind == Kind::Text {
        if wanted.encoding.is_none() {
            let (guess, is_sure) = encoding::of(source)?;
            layout.encoding = guess;
            doubts.extend((!is_sure).then_some(Doubt::Encoding));
        }
        if wanted.separator.is_none() {
            let (separator, is_sure) = separator::of(source, &layout);
            layout.separator = separator;
            doubts.extend((!is_sure).then_some(Doubt::Separator));
        }
        text_sample(source, &layout)?
    } else {
        let mut workbook = Workbook::open(source, kind)?;
        sheets = workbook.sheets();
        sheet_sample(&mut workbook, &sheets, &mut layout)?
    };
    if sample.rows.is_empty() {
        return Err(ReadError::Empty);
    }
    describe(sample, layout, wanted, sheets, bytes, doubts)
}

fn describe(
    mut sample: Sample,
    mut layout: Layout,
    wanted: &Wanted,
    sheets: Vec<String>,
    bytes: u64,
    mut doubts: Vec<Doubt>,
) -> Result<Recognised, ReadError> {
    let footnotes = if sample.whole {
        take_footnotes(&mut sample.rows)
    } else {
        Vec::new()
    };
    if wanted.header.is_none() {
        layout.header = header::of(&sample.rows, layout.dates);
        doubts.extend((layout.header == Header::Missing).then_some(Doubt::Header));
    }
    let first_data = match layout.header {
        Header::Missing => 0,
        Header::Row(row) => match sample.rows.iter().position(|candidate| candidate.number >= row) {
            Some(header) => header + 1,
            None => return Err(ReadError::NoHeader { row }),
        },
    };
    let (above, data) = sample.rows.split_at_checked(first_data).unwrap_or((&[], &[]));
    let (titles, names) = match above.split_last() {
        Some((header, titles)) => (titles, Some(header)),
        None => (above, None),
    };
    if wanted.decimal.is_none() {
        let seen = columns::decimal_mark(data);
        let by_separator = match (layout.kind, layout.separator) {
            (Kind::Text, Separator::Comma) => Decimal::Point,
            _ => Decimal::Comma,
        };
        layout.decimal = seen.unwrap_or(by_separator);
        let matters = columns::has_unclear_numbers(data);
        doubts.extend((seen.is_none() && matters).then_some(Doubt::Decimal));
    }
    if wanted.dates.is_none() {
        // Months beside each other are dates in the row with the column names.
        let seen = columns::date_order(data.iter().chain(names));
        layout.dates = seen.order;
        doubts.extend(seen.unclear.then_some(Doubt::Dates));
    }
    if let (Kind::Text, Some(names)) = (layout.kind, names) {
        let beyond = |row: &SampleRow| row.cells.len().saturating_sub(names.cells.len());
        layout.spare_cells = data.iter().map(beyond).min().unwrap_or(0);
    }
    let is_formula = |cell: &SampleCell| cell.is_formula;
    doubts.extend(
        data.iter()
            .flat_map(|row| &row.cells)
            .any(is_formula)
            .then_some(Doubt::Formulas),
    );
    doubts.extend(data.iter().any(|row| row.is_hidden).then_some(Doubt::HiddenRows));
    let mut columns = columns::of(names, data, &layout);
    for (column, unclear) in columns.iter_mut().zip(0..) {
        column.is_unclear_number = doubts.contains(&Doubt::Decimal) && columns::is_unclear_number(unclear, data);
        column.is_unclear_date =
            doubts.contains(&Doubt::Dates) && columns::is_unclear_date(unclear, data.iter().chain(names));
    }
    let preview = data
        .iter()
        .take(PREVIEW)
        .map(|row| preview_row(row, &columns))
        .collect();
    Ok(Recognised {
        titles: titles.iter().map(SampleRow::line).collect(),
        layout,
        sheets,
        columns,
        preview,
        footnotes,
        bytes,
        doubts,
    })
}

fn text_sample(source: Source<'_>, layout: &Layout) -> Result<Sample, ReadError> {
    match text_sample_up_to_fault(source, layout) {
        (sample, None) => Ok(sample),
        (_, Some(fault)) => Err(fault),
    }
}

/// The rows before a fault, and the fault.
fn text_sample_up_to_fault(source: Source<'_>, layout: &Layout) -> (Sample, Option<ReadError>) {
    let mut sample = Sample {
        whole: true,
        ..Sample::default()
    };
    let end = text::stream(source, layout, &mut |_| {}, &mut |raw| keep(&mut sample, raw));
    (sample, end.err())
}

/// The wanted sheet, or the first one with something in it.
fn sheet_sample(workbook: &mut Workbook<'_>, sheets: &[String], layout: &mut Layout) -> Result<Sample, ReadError> {
    let candidates: Vec<String> = match &layout.sheet {
        Some(wanted) => vec![wanted.clone()],
        None => sheets.to_vec(),
    };
    for name in candidates {
        let mut sample = Sample {
            whole: true,
            ..Sample::default()
        };
        workbook.stream(Some(&name), layout.decimal, &mut |_| {}, &mut |raw| {
            keep(&mut sample, raw)
        })?;
        if !sample.rows.is_empty() {
            layout.sheet = Some(name);
            return Ok(sample);
        }
    }
    Ok(Sample::default())
}

fn keep(sample: &mut Sample, raw: Raw<'_>) -> ControlFlow<()> {
    let is_full = sample.cells >= SAMPLE_CELLS || sample.bytes >= SAMPLE_BYTES;
    if sample.rows.len() == SAMPLE || is_full {
        sample.whole = false;
        return ControlFlow::Break(());
    }
    let row = SampleRow::of(raw);
    sample.cells += row.cells.len();
    sample.bytes += row.cells.iter().map(|cell| cell.text.len()).sum::<usize>();
    sample.rows.push(row);
    ControlFlow::Continue(())
}

/// Takes the lines off the end that are no rows of the table.
fn take_footnotes(rows: &mut Vec<SampleRow>) -> Vec<String> {
    let widest = rows.iter().map(SampleRow::filled).max().unwrap_or(0);
    if widest < 2 {
        return Vec::new();
    }
    let is_note = |row: &SampleRow| {
        (row.filled() == 1 && !is_row_by_another_separator(&row.line(), widest))
            || (row.filled() < widest && reads_like_a_note(row.text(0)) && row.text(0).contains(' '))
    };
    let kept = rows.iter().rposition(|row| !is_note(row)).map_or(0, |last| last + 1);
    rows.split_off(kept).iter().map(SampleRow::line).collect()
}

fn preview_row(row: &SampleRow, columns: &[Column]) -> PreviewRow {
    let shown = |(index, cell): (usize, &SampleCell)| {
        let hide = columns.get(index).is_some_and(|column| column.looks_like_cpr) && !cell.text.is_empty();
        if hide { HIDDEN.to_owned() } else { cell.text.clone() }
    };
    PreviewRow {
        number: row.number,
        cells: row.cells.iter().enumerate().map(shown).collect(),
    }
}
