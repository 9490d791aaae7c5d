//! The rows of a workbook: XLSX streamed cell by cell, the older formats sheet by sheet.

use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Range, Reader, Sheet, SheetType, SheetVisible, Style, Xls, Xlsb, Xlsx,
};
use chrono::NaiveDate;

use super::Progress;
use super::error::{Foreign, ReadError};
use super::gate::{Finish, Raw};
use super::layout::{Decimal, Kind, Layout};
use super::row::{Cells, SheetRow, Typed};
use super::source::{Input, Source};

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 10_000;

type Packed<'a> = BufReader<Box<dyn Input + 'a>>;

/// An opened workbook of any of the four formats.
pub(super) enum Workbook<'a> {
    Xlsx(Box<Xlsx<Packed<'a>>>),
    Xlsb(Box<Xlsb<Packed<'a>>>),
    Xls(Box<Xls<Packed<'a>>>),
    Ods(Box<Ods<Packed<'a>>>),
}

impl<'a> Workbook<'a> {
    /// Opens a workbook whose kind is known.
    pub(super) fn open(source: Source<'a>, kind: Kind) -> Result<Self, ReadError> {
        let packed = || Ok::<_, ReadError>(BufReader::new(source.open()?.0));
        match kind {
            Kind::Xlsx => Xlsx::new(packed()?)
                .map(|book| Self::Xlsx(Box::new(book)))
                .map_err(xlsx),
            Kind::Xlsb => Xlsb::new(packed()?)
                .map(|book| Self::Xlsb(Box::new(book)))
                .map_err(xlsb),
            Kind::Xls => Xls::new(packed()?).map(|book| Self::Xls(Box::new(book))).map_err(xls),
            Kind::Ods => Ods::new(packed()?).map(|book| Self::Ods(Box::new(book))).map_err(ods),
            Kind::Text => Err(ReadError::NotATable(Foreign::Binary)),
        }
    }

    /// The names of the sheets a user can see.
    pub(super) fn sheets(&self) -> Vec<String> {
        let all = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let shown = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
        all.iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
    }

    fn chosen(&self, wanted: Option<&str>) -> Result<String, ReadError> {
        let sheets = self.sheets();
        match wanted {
            None => sheets.into_iter().next().ok_or(ReadError::Empty),
            Some(name) if sheets.iter().any(|sheet| sheet == name) => Ok(name.to_owned()),
            Some(name) => Err(ReadError::NoSuchSheet { name: name.to_owned() }),
        }
    }

    /// Hands out every row of the sheet that is not blank.
    pub(super) fn stream(
        &mut self,
        sheet: Option<&str>,
        decimal: Decimal,
        on_progress: &mut dyn FnMut(Progress),
        on_row: &mut dyn FnMut(Raw<'_>) -> ControlFlow<()>,
    ) -> Result<Finish, ReadError> {
        let name = self.chosen(sheet)?;
        let mut out = Out {
            decimal,
            rows: 0,
            last: None,
            total: 0,
            on_progress,
            on_row,
        };
        let flow = match self {
            Self::Xlsx(book) => stream_cells(book, &name, &mut out)?,
            Self::Xlsb(book) => out.range(&book.worksheet_range(&name).map_err(xlsb)?),
            Self::Xls(book) => out.range(&book.worksheet_range(&name).map_err(xls)?),
            Self::Ods(book) => out.range(&book.worksheet_range(&name).map_err(ods)?),
        };
        if flow.is_break() {
            return Ok(Finish::Stopped);
        }
        (out.on_progress)(Progress {
            done: out.total,
            total: out.total,
            rows: out.rows,
        });
        Ok(Finish::Complete)
    }
}

/// Hands out every row of the layout's sheet that is not blank.
pub(super) fn stream(
    source: Source<'_>,
    layout: &Layout,
    on_progress: &mut dyn FnMut(Progress),
    on_row: &mut dyn FnMut(Raw<'_>) -> ControlFlow<()>,
) -> Result<Finish, ReadError> {
    Workbook::open(source, layout.kind)?.stream(layout.sheet.as_deref(), layout.decimal, on_progress, on_row)
}

/// Where the rows go.
struct Out<'o> {
    decimal: Decimal,
    rows: u64,
    last: Option<u64>,
    total: u64,
    on_progress: &'o mut dyn FnMut(Progress),
    on_row: &'o mut dyn FnMut(Raw<'_>) -> ControlFlow<()>,
}

impl Out<'_> {
    /// `index` counts from 0.
    fn row(&mut self, index: u32, row: &SheetRow) -> ControlFlow<()> {
        let cells = Cells::Sheet(row);
        if cells.filled(1) == 0 {
            return ControlFlow::Continue(());
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
        (self.on_row)(Raw {
            number,
            after_gap,
            cells,
        })
    }

    fn range(&mut self, range: &Range<Data>) -> ControlFlow<()> {
        let (first_row, first_column) = range.start().unwrap_or_default();
        self.total = range.end().map_or(0, |(row, _)| u64::from(row) + 1);
        let mut row = SheetRow::default();
        for (index, cells) in (first_row..).zip(range.rows()) {
            row.clear();
            for (column, value) in (column(first_column)..).zip(cells) {
                put(&mut row, column, &borrowed(value), false, self.decimal);
            }
            self.row(index, &row)?;
        }
        ControlFlow::Continue(())
    }
}

fn stream_cells(book: &mut Xlsx<Packed<'_>>, name: &str, out: &mut Out<'_>) -> Result<ControlFlow<()>, ReadError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(xlsx)?;
    out.total = u64::from(reader.dimensions().end.0) + 1;
    let percent: Vec<bool> = reader.styles().iter().map(is_percent).collect();
    let mut row = SheetRow::default();
    let mut at = None;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(xlsx)? {
        let (index, place) = cell.get_position();
        if at.is_some_and(|current| current != index) {
            if let Some(current) = at
                && out.row(current, &row).is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
            row.clear();
        }
        at = Some(index);
        let in_percent = percent.get(style).copied().unwrap_or(false);
        put(&mut row, column(place), cell.get_value(), in_percent, out.decimal);
    }
    Ok(at.map_or(ControlFlow::Continue(()), |current| out.row(current, &row)))
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn column(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

fn is_percent(style: &Style) -> bool {
    style
        .number_format
        .as_ref()
        .is_some_and(|format| format.format_code.contains('%'))
}

fn put(row: &mut SheetRow, column: usize, value: &DataRef<'_>, in_percent: bool, decimal: Decimal) {
    match value {
        DataRef::Empty => {}
        DataRef::String(text) => row.put(column, text, None),
        DataRef::SharedString(text) => row.put(column, text, None),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            let date = text.get(..10).and_then(|date| date.parse().ok());
            row.put(
                column,
                text.get(..10).filter(|_| date.is_some()).unwrap_or(text),
                date.map(Typed::Date),
            );
        }
        DataRef::Int(number) => row.put(column, &number.to_string(), small(*number).map(Typed::Number)),
        DataRef::Float(number) => {
            // 5,2 % is stored as 0.052; rounded to undo what the binary fraction adds.
            let shown = if in_percent {
                (number * 1e12).round() / 1e10
            } else {
                *number
            };
            row.put(column, &written(shown, decimal), Some(Typed::Number(shown)));
        }
        DataRef::DateTime(moment) => match day(moment) {
            Some(day) => row.put(column, &day.to_string(), Some(Typed::Date(day))),
            None => row.put(
                column,
                &written(moment.as_f64(), decimal),
                Some(Typed::Number(moment.as_f64())),
            ),
        },
        DataRef::Bool(yes) => row.put(
            column,
            if *yes { "1" } else { "0" },
            Some(Typed::Number(f64::from(*yes))),
        ),
        DataRef::Error(error) => row.put(column, &error.to_string(), None),
    }
}

fn day(moment: &ExcelDateTime) -> Option<NaiveDate> {
    if !moment.is_datetime() || moment.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
}

/// A whole number as a float, if it fits without loss.
fn small(number: i64) -> Option<f64> {
    i32::try_from(number)
        .map(f64::from)
        .ok()
        .or_else(|| number.to_string().parse().ok())
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

fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> ReadError {
    ReadError::Damaged(Box::new(error))
}

fn xlsx(error: calamine::XlsxError) -> ReadError {
    match error {
        calamine::XlsxError::Password => ReadError::Locked,
        other => damaged(other),
    }
}

fn xlsb(error: calamine::XlsbError) -> ReadError {
    match error {
        calamine::XlsbError::Password => ReadError::Locked,
        other => damaged(other),
    }
}

fn xls(error: calamine::XlsError) -> ReadError {
    match error {
        calamine::XlsError::Password => ReadError::Locked,
        other => damaged(other),
    }
}

fn ods(error: calamine::OdsError) -> ReadError {
    match error {
        calamine::OdsError::Password => ReadError::Locked,
        other => damaged(other),
    }
}
