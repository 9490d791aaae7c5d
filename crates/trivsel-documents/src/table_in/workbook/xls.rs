//! XLS: one stream of records within a compound file, in the forms of Excel 5 to 2003.

mod strings;

use std::collections::HashSet;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use cfb::CompoundFile;
use encoding_rs::Encoding;

use super::super::error::{Foreign, Limit, ReadError};
use super::super::source::Source;
use super::formats::Form;
use super::package::damaged;
use super::sheet::{Out, Value};
use super::texts::Texts;
use super::xlsb::unpacked;
use super::{SheetName, add_sheet, damaged_part};
use strings::Letters;

/// Bytes of the stream that are read: 65,536 rows of a hundred columns are about 100 MB.
const LONGEST_STREAM: u64 = 128 << 20;
/// Cells of a sheet that are kept to be put in order.
const MOST_CELLS: usize = 3_000_000;
const MOST_FORMATS: usize = 100_000;

pub(super) struct Xls {
    stream: Vec<u8>,
    sheets: Vec<(SheetName, usize)>,
    texts: Texts,
    formats: Vec<Form>,
    letters: Letters,
    is_1904: bool,
}

/// A cell, before its row is made.
struct Cell {
    row: u16,
    column: u16,
    format: u16,
    value: Stored,
}

enum Stored {
    Number(f64),
    Shared(u32),
    Text(String),
    Bool(bool),
    Error,
    Formula,
}

impl Xls {
    pub(super) fn open(source: Source<'_>) -> Result<Self, ReadError> {
        let mut file = CompoundFile::open(BufReader::new(source.open()?.0)).map_err(damaged)?;
        // An encrypted XLSX wears the same coat.
        if file.exists("/EncryptedPackage") {
            return Err(ReadError::Locked);
        }
        let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"]
            .into_iter()
            .find(|name| file.is_stream(name));
        let name = name.ok_or(ReadError::NotATable(Foreign::Archive))?;
        let mut stream = Vec::new();
        let opened = file.open_stream(name).map_err(damaged)?;
        opened
            .take(LONGEST_STREAM + 1)
            .read_to_end(&mut stream)
            .map_err(damaged)?;
        if u64::try_from(stream.len()).unwrap_or(u64::MAX) > LONGEST_STREAM {
            return Err(ReadError::TooLarge(Limit::Unpacked));
        }
        let mut book = Self {
            sheets: Vec::new(),
            texts: Texts::default(),
            formats: Vec::new(),
            letters: Letters::default(),
            is_1904: false,
            stream,
        };
        book.read_globals()?;
        Ok(book)
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = &SheetName> {
        self.sheets.iter().map(|(sheet, _)| sheet)
    }

    pub(super) const fn is_1904(&self) -> bool {
        self.is_1904
    }

    fn read_globals(&mut self) -> Result<(), ReadError> {
        let mut written: Vec<(u16, Form)> = Vec::new();
        let mut used: Vec<u16> = Vec::new();
        let stream = std::mem::take(&mut self.stream);
        let mut records = Records { rest: &stream };
        while let Some((kind, data)) = records.next() {
            match kind {
                // BOF: the version
                0x0809 => self.letters.is_wide = short(data, 0) == Some(0x0600),
                // FILEPASS
                0x002F => return Err(ReadError::Locked),
                // CODEPAGE
                0x0042 => self.letters.encoding = short(data, 0).and_then(code_page),
                // DATEMODE
                0x0022 => self.is_1904 = short(data, 0) == Some(1),
                // FORMAT
                0x041E => {
                    if let (Some(id), Some(code)) = (short(data, 0), self.letters.format(data.get(2..))) {
                        written.push((id, Form::of(&code)));
                    }
                }
                // XF
                0x00E0 => used.push(short(data, 2).unwrap_or(0)),
                // BOUNDSHEET: place, state, type, name
                0x0085 => {
                    let (Some(place), Some(name)) = (long(data, 0), self.letters.short_text(data.get(6..))) else {
                        return Err(damaged_part("the list of sheets"));
                    };
                    let is_sheet = data.get(5) == Some(&0);
                    if is_sheet {
                        let is_shown = data.get(4).is_some_and(|state| state & 0x3F == 0);
                        let place = usize::try_from(place).unwrap_or(usize::MAX);
                        let sheet = (
                            SheetName {
                                name: name.clone(),
                                is_shown,
                            },
                            place,
                        );
                        add_sheet(&mut self.sheets, &name, sheet)?;
                    }
                }
                // SST
                0x00FC => self.texts = strings::shared(data, &mut records)?,
                // EOF
                0x000A => break,
                _ => {}
            }
            if written.len() > MOST_FORMATS || used.len() > MOST_FORMATS {
                return Err(ReadError::TooLarge(Limit::Cells));
            }
        }
        let form = |id: &u16| {
            let own = written.iter().find(|(known, _)| known == id).map(|(_, form)| *form);
            own.unwrap_or_else(|| Form::built_in(u32::from(*id)))
        };
        self.formats = used.iter().map(form).collect();
        self.stream = stream;
        Ok(())
    }

    /// Hands the rows of a sheet out.
    pub(super) fn stream(&mut self, name: &str, out: &mut Out<'_>) -> Result<ControlFlow<()>, ReadError> {
        let place = self
            .sheets
            .iter()
            .find(|(sheet, _)| sheet.name == name)
            .map(|(_, place)| *place);
        let place = place.ok_or_else(|| ReadError::NoSuchSheet { name: name.to_owned() })?;
        let rest = self.stream.get(place..).ok_or_else(|| damaged_part(name))?;
        let (mut cells, hidden) = self.cells(rest, out)?;
        // Cells come in blocks of rows; not every program keeps the order within them.
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut at: Option<u16> = None;
        for cell in &cells {
            if let Some(row) = at.filter(|row| *row != cell.row)
                && out.end_row(u32::from(row), hidden.contains(&row))?.is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
            at = Some(cell.row);
            let form = self.formats.get(usize::from(cell.format)).copied().unwrap_or_default();
            let value = match &cell.value {
                Stored::Number(number) => Value::Number(*number, form),
                Stored::Text(text) => Value::Text(text),
                Stored::Bool(yes) => Value::Bool(*yes),
                Stored::Error => Value::Text("#N/A"),
                Stored::Formula => Value::Formula,
                Stored::Shared(at) => match usize::try_from(*at).ok().and_then(|at| self.texts.get(at)) {
                    Some(text) => Value::Text(text),
                    None => return Err(damaged_part(name)),
                },
            };
            out.put(usize::from(cell.column), value)?;
        }
        match at {
            Some(row) => out.end_row(u32::from(row), hidden.contains(&row)),
            None => Ok(ControlFlow::Continue(())),
        }
    }

    /// The cells of a sheet and its hidden rows.
    fn cells(&self, sheet: &[u8], out: &mut Out<'_>) -> Result<(Vec<Cell>, HashSet<u16>), ReadError> {
        let mut records = Records { rest: sheet };
        let (mut cells, mut hidden) = (Vec::new(), HashSet::new());
        let mut depth = 0_u32;
        let mut awaits_text = false;
        while let Some((kind, data)) = records.next() {
            match kind {
                // BOF of the sheet, or of a chart within it whose cells are not the sheet's
                0x0809 => depth += 1,
                0x000A if depth <= 1 => break,
                0x000A => depth -= 1,
                _ if depth > 1 => {}
                // ROW: the row, and in the thirteenth byte whether it is hidden
                0x0208 if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => hidden.extend(short(data, 0)),
                // MERGECELLS
                0x00E5 => {
                    for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
                        if let (Some(first), Some(last), Some(left), Some(right)) =
                            (short(area, 0), short(area, 2), short(area, 4), short(area, 6))
                        {
                            let columns = (usize::from(left), usize::from(right));
                            out.merge((u32::from(first), u32::from(last)), columns)?;
                        }
                    }
                }
                // MULRK: several packed numbers of one row
                0x00BD => {
                    let (Some(row), Some(first)) = (short(data, 0), short(data, 2)) else {
                        continue;
                    };
                    let numbers = data
                        .get(4..data.len().saturating_sub(2))
                        .unwrap_or_default()
                        .chunks_exact(6);
                    for (column, number) in (first..).zip(numbers) {
                        if let (Some(format), Some(packed)) = (short(number, 0), long(number, 2)) {
                            let value = Stored::Number(unpacked(packed));
                            cells.push(Cell {
                                row,
                                column,
                                format,
                                value,
                            });
                        }
                    }
                }
                // STRING: what the formula before it came to
                0x0207 if awaits_text => {
                    let text = self.letters.text(Some(data), &mut records);
                    if let (Some(text), Some(cell)) = (text, cells.last_mut()) {
                        cell.value = Stored::Text(text);
                    }
                    awaits_text = false;
                }
                _ => {
                    if let Some(value) = self.value(kind, data, &mut records) {
                        let (Some(row), Some(column), Some(format)) = (short(data, 0), short(data, 2), short(data, 4))
                        else {
                            continue;
                        };
                        awaits_text = kind == 0x0006 && matches!(value, Stored::Text(_));
                        cells.push(Cell {
                            row,
                            column,
                            format,
                            value,
                        });
                    }
                }
            }
            if cells.len() > MOST_CELLS {
                return Err(ReadError::TooLarge(Limit::Cells));
            }
        }
        Ok((cells, hidden))
    }

    fn value(&self, kind: u16, data: &[u8], records: &mut Records<'_>) -> Option<Stored> {
        Some(match kind {
            // NUMBER
            0x0203 => Stored::Number(double(data, 6)?),
            // RK
            0x027E => Stored::Number(unpacked(long(data, 6)?)),
            // LABELSST
            0x00FD => Stored::Shared(long(data, 6)?),
            // LABEL, RSTRING
            0x0204 | 0x00D6 => Stored::Text(self.letters.text(data.get(6..), records)?),
            // BOOLERR
            0x0205 if data.get(7) == Some(&0) => Stored::Bool(data.get(6).is_some_and(|yes| *yes != 0)),
            0x0205 => Stored::Error,
            // FORMULA: a number, or a mark that it is something else
            0x0006 => match (data.get(6)?, short(data, 12)?) {
                // The text follows; until it does the cell is blank, as a formula may well make it.
                (0 | 3, 0xFFFF) => Stored::Text(String::new()),
                (1, 0xFFFF) => Stored::Bool(data.get(8).is_some_and(|yes| *yes != 0)),
                (2, 0xFFFF) => Stored::Error,
                (_, 0xFFFF) => Stored::Formula,
                _ => Stored::Number(double(data, 6)?),
            },
            _ => return None,
        })
    }
}

/// The records of a stream.
pub(super) struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    fn next(&mut self) -> Option<(u16, &'s [u8])> {
        let (kind, length) = (short(self.rest, 0)?, usize::from(short(self.rest, 2)?));
        let (data, rest) = self.rest.get(4..)?.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, data))
    }

    /// The next record if it goes on with the one before.
    fn next_continued(&mut self) -> Option<&'s [u8]> {
        if short(self.rest, 0)? != 0x003C {
            return None;
        }
        self.next().map(|(_, data)| data)
    }
}

fn code_page(page: u16) -> Option<&'static Encoding> {
    Some(match page {
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        10_000 => encoding_rs::MACINTOSH,
        _ => return None,
    })
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn double(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}
