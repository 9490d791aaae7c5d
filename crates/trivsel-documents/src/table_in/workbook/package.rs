//! The packed parts of a workbook, unpacked no further than is sound.
//!
//! A file of a kilobyte can claim, or unpack to, any size. So nothing here reserves memory by what a file says about
//! itself, and each part is read through a [`Meter`] that ends the reading.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::super::error::{Limit, ReadError};
use super::super::source::{Input, Source};

/// Parts a workbook may have; a large one has a few hundred.
const MOST_PARTS: u16 = 10_000;
/// Bytes of the directory of parts.
const LARGEST_DIRECTORY: u32 = 4 << 20;
/// Bytes all parts together may unpack to: a sheet of a million rows and twenty columns is about one gigabyte.
const MOST_UNPACKED: u64 = 3 << 30;
/// Bytes without an end of a text or tag: no cell is as long.
const LONGEST_PIECE: u64 = 1 << 20;
/// Where the end of the directory can stand at the earliest, from the end of the file.
const TAIL: u64 = 66 << 10;

/// An opened archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<BufReader<Box<dyn Input + 'a>>>,
    /// Names as they stand, by their names in small letters and with forward slashes.
    names: HashMap<String, String>,
    left: Rc<Cell<u64>>,
}

impl<'a> Package<'a> {
    pub(super) fn open(source: Source<'a>) -> Result<Self, ReadError> {
        check_directory(&source.tail(TAIL)?)?;
        let archive = ZipArchive::new(BufReader::new(source.open()?.0)).map_err(damaged)?;
        let names = archive
            .file_names()
            .map(|name| (plain(name), name.to_owned()))
            .collect();
        Ok(Self {
            archive,
            names,
            left: Rc::new(Cell::new(MOST_UNPACKED)),
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&plain(name))
    }

    /// A part's bytes, none when it is not there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, ReadError> {
        let Some(name) = self.names.get(&plain(name)) else {
            return Ok(None);
        };
        let file = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(what) if what.contains("assword") => ReadError::Locked,
            other => damaged(other),
        })?;
        let since = Rc::new(Cell::new(0));
        let meter = Meter {
            inner: Box::new(file),
            left: Rc::clone(&self.left),
            since: Rc::clone(&since),
        };
        Ok(Some(Part {
            bytes: BufReader::new(meter),
            since,
        }))
    }

    /// A part as XML, none when it is not there.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, ReadError> {
        Ok(self.part(name)?.map(Part::xml))
    }
}

/// A part that is being unpacked.
pub(super) struct Part<'p> {
    bytes: BufReader<Meter<'p>>,
    since: Rc<Cell<u64>>,
}

impl<'p> Part<'p> {
    fn xml(self) -> Xml<'p> {
        let mut reader = Reader::from_reader(self.bytes);
        let config = reader.config_mut();
        // Names of open tags are not kept: a million of them, one within the other, cost nothing.
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Xml {
            reader,
            since: self.since,
            buffer: Vec::new(),
        }
    }

    /// Fills `out`; false at the part's end.
    pub(super) fn fill(&mut self, out: &mut [u8]) -> Result<bool, ReadError> {
        self.since.set(0);
        match self.bytes.read_exact(out) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            Err(error) => Err(unpacking(error)),
        }
    }

    /// Hands the bytes out piece by piece until the part's end.
    pub(super) fn each(mut self, mut take: impl FnMut(&[u8])) -> Result<(), ReadError> {
        loop {
            self.since.set(0);
            let piece = self.bytes.fill_buf().map_err(unpacking)?;
            if piece.is_empty() {
                return Ok(());
            }
            take(piece);
            let length = piece.len();
            self.bytes.consume(length);
        }
    }
}

/// Counts what is unpacked, and ends it.
struct Meter<'p> {
    inner: Box<dyn Read + 'p>,
    left: Rc<Cell<u64>>,
    since: Rc<Cell<u64>>,
}

impl Read for Meter<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::Error::other(TooMuch(Limit::Unpacked)));
        }
        if self.since.get() > LONGEST_PIECE {
            return Err(io::Error::other(TooMuch(Limit::Cell)));
        }
        let length = self.inner.read(out)?;
        let counted = u64::try_from(length).unwrap_or(u64::MAX);
        self.left.set(self.left.get().saturating_sub(counted));
        self.since.set(self.since.get().saturating_add(counted));
        Ok(length)
    }
}

/// Carried inside an I/O error.
#[derive(Debug, thiserror::Error)]
#[error("the file unpacks to more than is read ({0:?})")]
struct TooMuch(Limit);

/// A part as XML.
pub(super) struct Xml<'p> {
    reader: Reader<BufReader<Meter<'p>>>,
    since: Rc<Cell<u64>>,
    buffer: Vec<u8>,
}

impl Xml<'_> {
    /// The next piece. Empty elements come as a start and an end.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ReadError> {
        self.since.set(0);
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(xml)
    }

    /// Appends the text up to the end of the element that has just begun, without that of elements named in `skip`.
    pub(super) fn text_into(&mut self, text: &mut String, skip: &[&str]) -> Result<(), ReadError> {
        let (mut depth, mut skipped) = (0_u32, 0_u32);
        loop {
            match self.next()? {
                Event::Start(start) => {
                    depth += 1;
                    if skipped > 0 || skip.contains(&start.local_name().as_ref()) {
                        skipped += 1;
                    }
                }
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => {
                    depth -= 1;
                    skipped = skipped.saturating_sub(1);
                }
                Event::Text(piece) if skipped == 0 => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if skipped == 0 => text.push_str(&piece),
                Event::GeneralRef(entity) if skipped == 0 => push_entity(text, &entity),
                Event::Eof => return Err(ReadError::Damaged("the part ends inside an element".into())),
                _ => {}
            }
            if text.len() > super::LONGEST_CELL * 4 {
                return Err(ReadError::TooLarge(Limit::Cell));
            }
        }
    }
}

/// `&amp;` and `&#13;`; an entity nobody declared is left out.
fn push_entity(text: &mut String, entity: &BytesRef<'_>) {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        text.push(letter);
    } else if let Some(known) = quick_xml::escape::resolve_xml_entity(entity) {
        text.push_str(known);
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Refuses a directory larger than any workbook's before it is read into memory.
fn check_directory(tail: &[u8]) -> Result<(), ReadError> {
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(tail.get(from..).unwrap_or_default(), b"PK\x05\x06") {
        let at = from + found;
        let number = |place: usize, bytes: usize| {
            let bytes = tail.get(at + place..at + place + bytes)?;
            Some(
                bytes
                    .iter()
                    .rev()
                    .fold(0_u32, |number, byte| number << 8 | u32::from(*byte)),
            )
        };
        // Larger directories have their numbers elsewhere and 0xFFFF here, which is beyond the bound as well.
        let too_many = number(10, 2).is_some_and(|parts| parts > u32::from(MOST_PARTS));
        if too_many || number(12, 4).is_some_and(|bytes| bytes > LARGEST_DIRECTORY) {
            return Err(ReadError::TooLarge(Limit::Unpacked));
        }
        from = at + 4;
    }
    Ok(())
}

fn unpacking(error: io::Error) -> ReadError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TooMuch>()) {
        Some(TooMuch(limit)) => ReadError::TooLarge(*limit),
        None => damaged(error),
    }
}

fn xml(error: quick_xml::Error) -> ReadError {
    match &error {
        quick_xml::Error::Io(source) => match source.get_ref().and_then(|inner| inner.downcast_ref::<TooMuch>()) {
            Some(TooMuch(limit)) => ReadError::TooLarge(*limit),
            None => damaged(error),
        },
        _ => damaged(error),
    }
}

pub(super) fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> ReadError {
    ReadError::Damaged(Box::new(error))
}
