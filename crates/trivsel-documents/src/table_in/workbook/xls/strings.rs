//! Texts in records: one or two bytes a letter, perhaps going on in the next record, perhaps with formatting behind.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::super::error::ReadError;
use super::super::texts::Texts;
use super::{Records, long, short};

/// How a workbook writes its letters.
#[derive(Default)]
pub(super) struct Letters {
    /// Since Excel 97 each text says whether its letters have one or two bytes.
    pub(super) is_wide: bool,
    /// Before that, one byte each in this encoding.
    pub(super) encoding: Option<&'static Encoding>,
}

impl Letters {
    /// A text with two bytes of length before it.
    pub(super) fn text(&self, data: Option<&[u8]>, records: &mut Records<'_>) -> Option<String> {
        let data = data?;
        let length = usize::from(short(data, 0)?);
        if !self.is_wide {
            return Some(self.bytes(data.get(2..)?, length));
        }
        let mut cursor = Cursor { data, at: 2, records };
        cursor.letters(length).map(|(text, _)| text)
    }

    /// A text with one byte of length before it.
    pub(super) fn short_text(&self, data: Option<&[u8]>) -> Option<String> {
        let (length, rest) = data?.split_first()?;
        if !self.is_wide {
            return Some(self.bytes(rest, usize::from(*length)));
        }
        let mut records = Records { rest: &[] };
        let mut cursor = Cursor {
            data: rest,
            at: 0,
            records: &mut records,
        };
        cursor.letters(usize::from(*length)).map(|(text, _)| text)
    }

    /// The code of a number format.
    pub(super) fn format(&self, data: Option<&[u8]>) -> Option<String> {
        if self.is_wide {
            self.text(data, &mut Records { rest: &[] })
        } else {
            self.short_text(data)
        }
    }

    fn bytes(&self, data: &[u8], length: usize) -> String {
        let bytes = data.get(..length.min(data.len())).unwrap_or_default();
        self.encoding
            .unwrap_or(WINDOWS_1252)
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
    }
}

/// The texts all sheets share.
pub(super) fn shared(data: &[u8], records: &mut Records<'_>) -> Result<Texts, ReadError> {
    let mut texts = Texts::default();
    let count = long(data, 4).unwrap_or(0);
    let mut cursor = Cursor { data, at: 8, records };
    for _ in 0..count {
        // A list that ends before its count is a file that was cut: cells that point beyond are told of.
        let Some(length) = cursor.short() else { break };
        let Some((text, behind)) = cursor.letters(usize::from(length)) else {
            break;
        };
        texts.push(&text)?;
        if cursor.pass(behind).is_none() {
            break;
        }
    }
    Ok(texts)
}

/// A place in a record that goes on in others.
struct Cursor<'c, 's, 'd> {
    data: &'d [u8],
    at: usize,
    records: &'c mut Records<'s>,
}

impl<'s: 'd, 'd> Cursor<'_, 's, 'd> {
    /// Goes on to the next record when this one is used up.
    fn go_on(&mut self) -> Option<bool> {
        if self.at < self.data.len() {
            return Some(false);
        }
        self.data = self.records.next_continued()?;
        self.at = 0;
        Some(true)
    }

    fn byte(&mut self) -> Option<u8> {
        self.go_on()?;
        let byte = self.data.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// A byte of flags, what the flags announce, and the letters; gives the text and the bytes behind it that are no letters.
    fn letters(&mut self, length: usize) -> Option<(String, usize)> {
        let flags = self.byte()?;
        let mut behind = 0_usize;
        if flags & 0x08 != 0 {
            behind += usize::from(self.short()?) * 4;
        }
        if flags & 0x04 != 0 {
            let size = u32::from(self.short()?) | u32::from(self.short()?) << 16;
            behind = behind.saturating_add(usize::try_from(size).unwrap_or(usize::MAX));
        }
        let mut is_double = flags & 1 == 1;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            // Where letters go on in the next record, a new byte of flags says how many bytes they have there.
            if self.go_on()? {
                is_double = self.byte()? & 1 == 1;
            }
            let unit = if is_double {
                self.short()?
            } else {
                u16::from(self.byte()?)
            };
            units.push(unit);
        }
        let text = char::decode_utf16(units)
            .map(|letter| letter.unwrap_or('\u{FFFD}'))
            .collect();
        Some((text, behind))
    }

    fn pass(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.go_on()?;
            let step = bytes.min(self.data.len() - self.at);
            // An empty record has nothing to pass over.
            self.at += step;
            bytes -= step;
        }
        Some(())
    }
}
