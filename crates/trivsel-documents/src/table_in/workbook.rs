//! The rows of a workbook, in any of four formats, cell by cell.
//!
//! The formats are read here and not by a library: a file from outside must not be able to end the program, and the
//! number format of a cell is part of its value. The libraries that were looked at reserve what a file says it needs,
//! keep whole sheets in memory, and tell the formats of one kind of file only.

mod formats;
mod ods;
mod package;
mod sheet;
mod texts;
mod xls;
mod xlsb;
mod xlsx;

use std::ops::ControlFlow;

use super::Progress;
use super::error::{Foreign, Limit, ReadError};
use super::gate::{Finish, Raw};
use super::layout::{Decimal, Kind, Layout};
use super::source::Source;

use ods::Ods;
use package::Package;
use sheet::Out;
use xls::Xls;
use xlsb::Xlsb;
use xlsx::Xlsx;

/// Letters of a cell: what Excel allows.
pub(super) const LONGEST_CELL: usize = 32_767;

/// Sheets of a workbook, and bytes of one's name: Excel has names of 31 letters.
const MOST_SHEETS: usize = 10_000;
const LONGEST_NAME: usize = 1_000;

/// Adds a sheet to those of a workbook, within bounds: the list is kept in memory, whatever the format.
fn add_sheet<T>(sheets: &mut Vec<T>, name: &str, sheet: T) -> Result<(), ReadError> {
    if sheets.len() >= MOST_SHEETS || name.len() > LONGEST_NAME {
        return Err(ReadError::TooLarge(Limit::Cells));
    }
    sheets.push(sheet);
    Ok(())
}

/// A sheet, as the workbook lists it.
struct SheetName {
    name: String,
    is_shown: bool,
}

/// An opened workbook.
pub(super) struct Workbook<'a>(Book<'a>);

/// Of any of the four formats.
enum Book<'a> {
    Xlsx(Box<Xlsx<'a>>),
    Xlsb(Box<Xlsb<'a>>),
    Xls(Box<Xls>),
    Ods(Box<Ods<'a>>),
}

impl<'a> Workbook<'a> {
    /// Opens a workbook whose kind is known.
    pub(super) fn open(source: Source<'a>, kind: Kind) -> Result<Self, ReadError> {
        Ok(Self(match kind {
            Kind::Xlsx => Book::Xlsx(Box::new(Xlsx::open(source)?)),
            Kind::Xlsb => Book::Xlsb(Box::new(Xlsb::open(source)?)),
            Kind::Xls => Book::Xls(Box::new(Xls::open(source)?)),
            Kind::Ods => Book::Ods(Box::new(Ods::open(source)?)),
            Kind::Text => return Err(ReadError::NotATable(Foreign::Binary)),
        }))
    }

    /// The names of the sheets a user can see.
    pub(super) fn sheets(&self) -> Vec<String> {
        let shown = |sheet: &&SheetName| sheet.is_shown;
        let names = |sheet: &SheetName| sheet.name.clone();
        match &self.0 {
            Book::Xlsx(book) => book.sheets().filter(shown).map(names).collect(),
            Book::Xlsb(book) => book.sheets().filter(shown).map(names).collect(),
            Book::Xls(book) => book.sheets().filter(shown).map(names).collect(),
            Book::Ods(book) => book.sheets().filter(shown).map(names).collect(),
        }
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
        let is_1904 = match &self.0 {
            Book::Xlsx(book) => book.is_1904(),
            Book::Xlsb(book) => book.is_1904(),
            Book::Xls(book) => book.is_1904(),
            // Dates are written out.
            Book::Ods(_) => false,
        };
        let mut out = Out::new(decimal, is_1904, on_progress, on_row);
        let flow = match &mut self.0 {
            Book::Xlsx(book) => book.stream(&name, &mut out)?,
            Book::Xlsb(book) => book.stream(&name, &mut out)?,
            Book::Xls(book) => book.stream(&name, &mut out)?,
            Book::Ods(book) => book.stream(&name, &mut out)?,
        };
        if flow.is_break() {
            return Ok(Finish::Stopped);
        }
        out.finish();
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

/// The kind of a packed workbook, by the parts it has; none when it is another archive.
pub(super) fn packed_kind(source: Source<'_>) -> Result<Option<Kind>, ReadError> {
    let package = Package::open(source)?;
    let is = |part: &str| package.has(part);
    Ok(if is("xl/workbook.bin") {
        Some(Kind::Xlsb)
    } else if is("[content_types].xml") && !is("word/document.xml") && !is("ppt/presentation.xml") {
        Some(Kind::Xlsx)
    } else if is("mimetype") && is("content.xml") {
        Some(Kind::Ods)
    } else {
        None
    })
}

fn damaged_part(part: &str) -> ReadError {
    ReadError::Damaged(format!("{part} is not there, or ends too early").into())
}
