//! Telling the kind of file by its first bytes, never by its name.

use super::super::error::{Foreign, ReadError};
use super::super::layout::Kind;
use super::super::source::Source;
use super::super::workbook::{Workbook, packed_kind};
use super::{HEAD, encoding};

/// Where the directory of a packed archive can stand at the latest, from the end of the file.
const ARCHIVE_TAIL: u64 = 66 << 10;

pub(super) fn of(source: Source<'_>) -> Result<Kind, ReadError> {
    let mut head = source.head(HEAD)?;
    // Some programs fill a file up with zero bytes to the end of a block.
    if let Some(last) = head.iter().rposition(|byte| *byte != 0) {
        head.truncate(last + 1);
    }
    if head.is_empty() {
        return Err(ReadError::Empty);
    }
    if head.starts_with(b"PK\x03\x04") {
        return packed(source);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Workbook::open(source, Kind::Xls).map(|_| Kind::Xls);
    }
    match foreign(&head) {
        Some(foreign) => Err(ReadError::NotATable(foreign)),
        None => Ok(Kind::Text),
    }
}

/// A packed archive is a workbook, another office document, or a workbook that was cut.
fn packed(source: Source<'_>) -> Result<Kind, ReadError> {
    let damage = match packed_kind(source) {
        Ok(None) => return Err(ReadError::NotATable(Foreign::Archive)),
        Ok(Some(kind)) => match Workbook::open(source, kind) {
            Ok(_) => return Ok(kind),
            Err(error) => error,
        },
        Err(error) => error,
    };
    if !matches!(damage, ReadError::Damaged(_)) {
        return Err(damage);
    }
    let is_complete = memchr::memmem::rfind(&source.tail(ARCHIVE_TAIL)?, b"PK\x05\x06").is_some();
    let holds_a_table = {
        let head = source.head(HEAD)?;
        memchr::memmem::find(&head, b"xl/").is_some()
            || memchr::memmem::find(&head, b"opendocument.spreadsheet").is_some()
    };
    if !is_complete || holds_a_table {
        Err(damage)
    } else {
        Err(ReadError::NotATable(Foreign::Archive))
    }
}

fn foreign(head: &[u8]) -> Option<Foreign> {
    // No text begins so, whatever its encoding; a table might begin with the letters of the others.
    const PICTURES: [&[u8]; 3] = [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"II*\0"];
    const LETTERED_PICTURES: [&[u8]; 2] = [b"GIF8", b"BM"];
    const ARCHIVES: [&[u8]; 4] = [b"\x1F\x8B", b"7z\xBC\xAF", b"Rar!", b"PK\x05\x06"];
    if head.starts_with(b"%PDF") {
        return Some(Foreign::Pdf);
    }
    let begins = |with: &[&[u8]]| with.iter().any(|magic| head.starts_with(magic));
    if begins(&PICTURES) || (begins(&LETTERED_PICTURES) && looks_binary(head)) {
        return Some(Foreign::Picture);
    }
    if begins(&ARCHIVES) {
        return Some(Foreign::Archive);
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let opening = text.get(..text.len().min(14)).unwrap_or_default().to_ascii_lowercase();
    let tags: [&[u8]; 5] = [b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta"];
    if tags.iter().any(|tag| opening.starts_with(tag)) {
        return Some(Foreign::Markup);
    }
    looks_binary(head).then_some(Foreign::Binary)
}

/// Text holds no control characters beyond tabulator and line ends, UTF-16 aside.
fn looks_binary(head: &[u8]) -> bool {
    if encoding::is_utf16(head).is_some() {
        return false;
    }
    let odd = head
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A | 0x1B))
        .count();
    odd * 200 > head.len()
}
