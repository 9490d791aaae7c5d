//! XLSB: the parts of an XLSX as numbered records instead of XML.

use std::ops::ControlFlow;

use super::super::error::{Limit, ReadError};
use super::super::source::Source;
use super::formats::Form;
use super::package::{Package, Part};
use super::sheet::{Out, Value};
use super::texts::Texts;
use super::xlsx::{main_part, relations};
use super::{SheetName, add_sheet, damaged_part};

/// Bytes of a record that are kept: a cell's text has at most 32,767 letters of two bytes.
const LONGEST_RECORD: usize = 1 << 20;
const MOST_FORMATS: usize = 100_000;

pub(super) struct Xlsb<'a> {
    package: Package<'a>,
    sheets: Vec<(SheetName, String)>,
    texts: Texts,
    formats: Vec<Form>,
    is_1904: bool,
}

impl<'a> Xlsb<'a> {
    pub(super) fn open(source: Source<'a>) -> Result<Self, ReadError> {
        let mut package = Package::open(source)?;
        let main = main_part(&mut package, "xl/workbook.bin")?;
        let targets = relations(&mut package, &main)?;
        let mut records = Records::of(&mut package, &main)?.ok_or_else(|| damaged_part(&main))?;
        let (mut sheets, mut is_1904) = (Vec::new(), false);
        while let Some((kind, data)) = records.next()? {
            match kind {
                // BrtWbProp
                153 => is_1904 = data.first().is_some_and(|flags| flags & 1 == 1),
                // BrtBundleSh
                156 => {
                    let mut at = 8;
                    let (Some(state), Some(id), Some(name)) =
                        (number(data, 0), text(data, &mut at), text(data, &mut at))
                    else {
                        return Err(damaged_part(&main));
                    };
                    let is_sheet = |target: &&super::xlsx::Target| target.id == id && target.kind == "worksheet";
                    if let Some(target) = targets.iter().find(is_sheet) {
                        let is_shown = state == 0;
                        let sheet = (
                            SheetName {
                                name: name.clone(),
                                is_shown,
                            },
                            target.part.clone(),
                        );
                        add_sheet(&mut sheets, &name, sheet)?;
                    }
                }
                _ => {}
            }
        }
        drop(records);
        let beside = |kind: &str, usual: &str| {
            let found = targets.iter().find(|target| target.kind == kind);
            found.map_or_else(|| usual.to_owned(), |target| target.part.clone())
        };
        let formats = formats(&mut package, &beside("styles", "xl/styles.bin"))?;
        let mut texts = Texts::default();
        if let Some(mut records) = Records::of(&mut package, &beside("sharedStrings", "xl/sharedStrings.bin"))? {
            while let Some((kind, data)) = records.next()? {
                // BrtSSTItem: a byte of flags before the text.
                if kind == 19 {
                    texts.push(&text(data, &mut 1).unwrap_or_default())?;
                }
            }
        }
        Ok(Self {
            package,
            sheets,
            texts,
            formats,
            is_1904,
        })
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = &SheetName> {
        self.sheets.iter().map(|(sheet, _)| sheet)
    }

    pub(super) const fn is_1904(&self) -> bool {
        self.is_1904
    }

    /// Hands the rows of a sheet out.
    pub(super) fn stream(&mut self, name: &str, out: &mut Out<'_>) -> Result<ControlFlow<()>, ReadError> {
        let part = self
            .sheets
            .iter()
            .find(|(sheet, _)| sheet.name == name)
            .map(|(_, part)| part.clone());
        let part = part.ok_or_else(|| ReadError::NoSuchSheet { name: name.to_owned() })?;
        let mut records = Records::of(&mut self.package, &part)?.ok_or_else(|| damaged_part(&part))?;
        while let Some((kind, data)) = records.next()? {
            // BrtMergeCell
            if kind == 176
                && let (Some(first), Some(last), Some(left), Some(right)) =
                    (number(data, 0), number(data, 4), number(data, 8), number(data, 12))
            {
                out.merge((first, last), (place(left), place(right)))?;
            }
        }
        drop(records);
        let mut records = Records::of(&mut self.package, &part)?.ok_or_else(|| damaged_part(&part))?;
        let mut row: Option<(u32, bool)> = None;
        while let Some((kind, data)) = records.next()? {
            match kind {
                // BrtRowHdr: the row, its format, its height, and in the twelfth byte whether it is hidden.
                0 => {
                    if let Some((index, is_hidden)) = row
                        && out.end_row(index, is_hidden)?.is_break()
                    {
                        return Ok(ControlFlow::Break(()));
                    }
                    let index = number(data, 0).ok_or_else(|| damaged_part(&part))?;
                    row = Some((index, data.get(11).is_some_and(|flags| flags & 0x10 != 0)));
                }
                1..=11 => cell(kind, data, &self.texts, &self.formats, out)?,
                // BrtEndSheetData
                146 => break,
                _ => {}
            }
        }
        match row {
            Some((index, is_hidden)) => out.end_row(index, is_hidden),
            None => Ok(ControlFlow::Continue(())),
        }
    }
}

fn cell(kind: u16, data: &[u8], texts: &Texts, formats: &[Form], out: &mut Out<'_>) -> Result<(), ReadError> {
    let (Some(column), Some(style)) = (number(data, 0), number(data, 4)) else {
        return Err(damaged_part("a cell"));
    };
    let column = place(column);
    let form = formats.get(place(style & 0x00FF_FFFF)).copied().unwrap_or_default();
    let long = |at: usize| {
        let bytes: [u8; 8] = data.get(at..at + 8)?.try_into().ok()?;
        Some(f64::from_le_bytes(bytes))
    };
    match kind {
        2 => {
            let packed = number(data, 8).ok_or_else(|| damaged_part("a cell"))?;
            out.put(column, Value::Number(unpacked(packed), form))
        }
        // A value that could not be calculated: what is shown is "#N/A" and the like.
        3 | 11 => out.put(column, Value::Text("#N/A")),
        4 | 10 => out.put(column, Value::Bool(data.get(8).is_some_and(|yes| *yes != 0))),
        5 | 9 => match long(8) {
            Some(number) => out.put(column, Value::Number(number, form)),
            None => Err(damaged_part("a cell")),
        },
        6 | 8 => match text(data, &mut 8) {
            Some(text) if text.is_empty() => Ok(()),
            Some(text) => out.put(column, Value::Text(&text)),
            None => Err(damaged_part("a cell")),
        },
        7 => match number(data, 8).and_then(|at| texts.get(place(at))) {
            None => Err(damaged_part("a shared text")),
            Some("") => Ok(()),
            Some(text) => out.put(column, Value::Text(text)),
        },
        _ => Ok(()),
    }
}

/// A number packed into 30 bits: whole or the upper half of a double, perhaps a hundred times what it is.
pub(super) fn unpacked(packed: u32) -> f64 {
    let kept = packed & 0xFFFF_FFFC;
    let number = if packed & 2 == 2 {
        // The sign is carried along by the shift.
        f64::from(kept.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(kept) << 32)
    };
    if packed & 1 == 1 { number / 100.0 } else { number }
}

fn formats(package: &mut Package<'_>, part: &str) -> Result<Vec<Form>, ReadError> {
    let mut found = Vec::new();
    let mut written: Vec<(u16, Form)> = Vec::new();
    let Some(mut records) = Records::of(package, part)? else {
        return Ok(found);
    };
    let mut is_of_cells = false;
    while let Some((kind, data)) = records.next()? {
        match kind {
            // BrtFmt
            44 => {
                if let (Some(id), Some(code)) = (short(data, 0), text(data, &mut 2)) {
                    written.push((id, Form::of(&code)));
                }
            }
            // BrtBeginCellXFs, BrtEndCellXFs
            617 => is_of_cells = true,
            618 => is_of_cells = false,
            // BrtXF
            47 if is_of_cells => {
                let id = short(data, 2).unwrap_or(0);
                let own = written.iter().find(|(known, _)| *known == id).map(|(_, form)| *form);
                found.push(own.unwrap_or_else(|| Form::built_in(u32::from(id))));
            }
            _ => {}
        }
        if found.len() > MOST_FORMATS || written.len() > MOST_FORMATS {
            return Err(ReadError::TooLarge(Limit::Cells));
        }
    }
    Ok(found)
}

/// The records of a part.
struct Records<'p> {
    part: Part<'p>,
    data: Vec<u8>,
}

impl<'p> Records<'p> {
    fn of(package: &'p mut Package<'_>, name: &str) -> Result<Option<Self>, ReadError> {
        let part = package.part(name)?;
        Ok(part.map(|part| Self { part, data: Vec::new() }))
    }

    fn byte(&mut self) -> Result<Option<u8>, ReadError> {
        let mut byte = [0];
        Ok(self.part.fill(&mut byte)?.then_some(byte[0]))
    }

    /// The next record's number and bytes. A record longer than any cell's is read over.
    fn next(&mut self) -> Result<Option<(u16, &[u8])>, ReadError> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            let Some(second) = self.byte()? else { return Ok(None) };
            kind |= u16::from(second & 0x7F) << 7;
        }
        let mut length = 0_usize;
        for shift in [0, 7, 14, 21] {
            let Some(byte) = self.byte()? else { return Ok(None) };
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let kept = length.min(LONGEST_RECORD);
        self.data.resize(kept, 0);
        if !self.part.fill(&mut self.data)? {
            return Err(damaged_part("a record"));
        }
        let mut rest = length - kept;
        let mut passed = [0; 4096];
        while rest > 0 {
            let step = rest.min(passed.len());
            if !self.part.fill(passed.get_mut(..step).unwrap_or_default())? {
                return Err(damaged_part("a record"));
            }
            rest -= step;
        }
        Ok(Some((kind, &self.data)))
    }
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A text with its length before it; none when it reaches beyond the record. An absent one is empty.
fn text(data: &[u8], at: &mut usize) -> Option<String> {
    let letters = number(data, *at)?;
    *at += 4;
    if letters == u32::MAX {
        return Some(String::new());
    }
    let bytes = data.get(*at..at.checked_add(place(letters).checked_mul(2)?)?)?;
    *at += bytes.len();
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)));
    Some(
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or('\u{FFFD}'))
            .collect(),
    )
}
