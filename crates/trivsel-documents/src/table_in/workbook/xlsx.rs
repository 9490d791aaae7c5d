//! XLSX: its sheets, formats and shared texts, and the cells of a sheet one by one.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};

use super::super::error::{Limit, ReadError};
use super::super::source::Source;
use super::formats::Form;
use super::package::{Package, attribute};
use super::sheet::{Out, Value};
use super::texts::Texts;
use super::{LONGEST_NAME, SheetName, add_sheet, damaged_part};

/// Cell formats of a workbook; Excel allows 65,490.
const MOST_FORMATS: usize = 100_000;
/// What a part may point to: its sheets, and a few parts more.
const MOST_TARGETS: usize = 20_000;

pub(super) struct Xlsx<'a> {
    package: Package<'a>,
    sheets: Vec<(SheetName, String)>,
    texts: Texts,
    formats: Vec<Form>,
    is_1904: bool,
    /// The file asks for everything to be calculated when it is opened: no spreadsheet has calculated it yet.
    is_uncalculated: bool,
}

impl<'a> Xlsx<'a> {
    pub(super) fn open(source: Source<'a>) -> Result<Self, ReadError> {
        let mut package = Package::open(source)?;
        let main = main_part(&mut package, "xl/workbook.xml")?;
        let mut book = Self {
            sheets: Vec::new(),
            texts: Texts::default(),
            formats: Vec::new(),
            is_1904: false,
            is_uncalculated: false,
            package,
        };
        let targets = relations(&mut book.package, &main)?;
        book.read_workbook(&main, &targets)?;
        let beside = |kind: &str, usual: &str| {
            let found = targets.iter().find(|target| target.kind == kind);
            found.map_or_else(|| usual.to_owned(), |target| target.part.clone())
        };
        book.read_formats(&beside("styles", "xl/styles.xml"))?;
        book.read_texts(&beside("sharedStrings", "xl/sharedStrings.xml"))?;
        Ok(book)
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = &SheetName> {
        self.sheets.iter().map(|(sheet, _)| sheet)
    }

    pub(super) const fn is_1904(&self) -> bool {
        self.is_1904
    }

    fn read_workbook(&mut self, main: &str, targets: &[Target]) -> Result<(), ReadError> {
        let mut xml = self.package.xml(main)?.ok_or_else(|| damaged_part(main))?;
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "sheet" => {
                        let id = attribute(&start, "id").unwrap_or_default();
                        let name = attribute(&start, "name").unwrap_or_default();
                        let is_shown = attribute(&start, "state").is_none_or(|state| state == "visible");
                        let target = targets
                            .iter()
                            .find(|target| target.id == id && target.kind == "worksheet");
                        if let Some(target) = target {
                            let sheet = (
                                SheetName {
                                    name: name.clone(),
                                    is_shown,
                                },
                                target.part.clone(),
                            );
                            add_sheet(&mut self.sheets, &name, sheet)?;
                        }
                    }
                    "workbookPr" => self.is_1904 = is_true(attribute(&start, "date1904")),
                    "calcPr" => self.is_uncalculated = is_true(attribute(&start, "fullCalcOnLoad")),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn read_formats(&mut self, part: &str) -> Result<(), ReadError> {
        let Some(mut xml) = self.package.xml(part)? else {
            return Ok(());
        };
        let mut written: Vec<(u32, Form)> = Vec::new();
        let mut is_of_cells = false;
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, attribute(&start, "formatCode")) {
                            written.push((id, Form::of(&code)));
                        }
                    }
                    "cellXfs" => is_of_cells = true,
                    "xf" if is_of_cells => {
                        let id: u32 = attribute(&start, "numFmtId")
                            .and_then(|id| id.parse().ok())
                            .unwrap_or(0);
                        let own = written.iter().find(|(known, _)| *known == id).map(|(_, form)| *form);
                        self.formats.push(own.unwrap_or_else(|| Form::built_in(id)));
                    }
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "cellXfs" => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
            if written.len() > MOST_FORMATS || self.formats.len() > MOST_FORMATS {
                return Err(ReadError::TooLarge(Limit::Cells));
            }
        }
    }

    fn read_texts(&mut self, part: &str) -> Result<(), ReadError> {
        let Some(mut xml) = self.package.xml(part)? else {
            return Ok(());
        };
        let mut text = String::new();
        loop {
            match xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "si" => {
                    text.clear();
                    xml.text_into(&mut text, &["rPh", "phoneticPr"])?;
                    self.texts.push(&text)?;
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Hands the rows of a sheet out.
    pub(super) fn stream(&mut self, name: &str, out: &mut Out<'_>) -> Result<ControlFlow<()>, ReadError> {
        let part = self
            .sheets
            .iter()
            .find(|(sheet, _)| sheet.name == name)
            .map(|(_, part)| part.clone());
        let part = part.ok_or_else(|| ReadError::NoSuchSheet { name: name.to_owned() })?;
        if let Some(bytes) = self.package.part(&part)? {
            merged_areas(bytes, out)?;
        }
        let mut xml = self.package.xml(&part)?.ok_or_else(|| damaged_part(&part))?;
        let mut cell = Cell::default();
        let (mut row, mut column, mut is_hidden) = (0_u32, 0_usize, false);
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "dimension" => {
                        let last = attribute(&start, "ref").and_then(|area| place(area.rsplit(':').next()?));
                        out.total = last.map_or(0, |(row, _)| u64::from(row) + 1);
                    }
                    "row" => {
                        if let Some(number) = attribute(&start, "r").and_then(|number| number.parse::<u32>().ok()) {
                            row = number.saturating_sub(1);
                        }
                        column = 0;
                        is_hidden = is_true(attribute(&start, "hidden"));
                    }
                    "c" => {
                        if let Some((at_row, at_column)) = cell.begin(&start)? {
                            // A cell that names another row than the one it stands in is a fault of the file.
                            if at_row != row && out.has_cells() {
                                return Err(damaged_part(&part));
                            }
                            (row, column) = (at_row, at_column);
                        }
                    }
                    "f" => cell.has_formula = true,
                    "v" => {
                        cell.has_value = true;
                        xml.text_into(&mut cell.text, &[])?;
                    }
                    "is" => {
                        cell.has_value = true;
                        xml.text_into(&mut cell.text, &["rPh", "phoneticPr"])?;
                    }
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "c" => {
                        if let Some(value) = cell.value(&self.texts, &self.formats, self.is_uncalculated)? {
                            out.put(column, value)?;
                        }
                        column += 1;
                    }
                    "row" => {
                        if out.end_row(row, is_hidden)?.is_break() {
                            return Ok(ControlFlow::Break(()));
                        }
                        row = row.saturating_add(1);
                    }
                    "sheetData" => return Ok(ControlFlow::Continue(())),
                    _ => {}
                },
                Event::Eof => return Err(damaged_part(&part)),
                _ => {}
            }
        }
    }
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    kind: String,
    format: usize,
    text: String,
    has_value: bool,
    has_formula: bool,
}

impl Cell {
    /// Begins a cell; gives its place where it says one.
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<Option<(u32, usize)>, ReadError> {
        self.text.clear();
        self.kind.clear();
        (self.format, self.has_value, self.has_formula) = (0, false, false);
        let mut at = None;
        for attribute in start.attributes().with_checks(false).filter_map(Result::ok) {
            match attribute.key.local_name().as_ref() {
                "r" => at = Some(place(&attribute.value).ok_or(ReadError::TooLarge(Limit::Columns))?),
                "s" => self.format = attribute.value.parse().unwrap_or(0),
                "t" => self.kind.push_str(&attribute.value),
                _ => {}
            }
        }
        Ok(at)
    }

    fn value<'v>(
        &'v self,
        texts: &'v Texts,
        formats: &[Form],
        is_uncalculated: bool,
    ) -> Result<Option<Value<'v>>, ReadError> {
        let text = self.text.as_str();
        if self.has_formula && !(self.has_value && self.kind == "str") {
            // Libraries write no value, an empty one, or zero, and ask for calculation when the file is opened.
            if text.is_empty() || (is_uncalculated && text == "0") {
                return Ok(Some(Value::Formula));
            }
        }
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.kind.as_str() {
            "s" => {
                let shared = text.parse().ok().and_then(|at| texts.get(at));
                Value::Text(shared.ok_or_else(|| damaged_part("a shared text"))?)
            }
            "b" => Value::Bool(text == "1" || text == "true"),
            "d" => text
                .get(..10)
                .and_then(|day| day.parse::<NaiveDate>().ok())
                .filter(|_| !text.ends_with('Z'))
                .map_or(Value::Text(text), Value::Date),
            "str" | "inlineStr" | "e" => Value::Text(text),
            _ => match text.trim().parse::<f64>() {
                Ok(number) => Value::Number(number, formats.get(self.format).copied().unwrap_or_default()),
                Err(_) => Value::Text(text),
            },
        }))
    }
}

/// Row and column, counted from 0, of a place such as `AB12`. None beyond what a sheet can hold.
fn place(text: &str) -> Option<(u32, usize)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 || row.len() > 7 {
        return None;
    }
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        letter
            .is_ascii_alphabetic()
            .then(|| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The merged areas stand behind the cells, and are needed before them: the bytes are looked through for them first.
fn merged_areas(part: super::package::Part<'_>, out: &mut Out<'_>) -> Result<(), ReadError> {
    const MARK: &[u8] = b"mergeCell ref=\"";
    /// The longest area: `ABC1234567:XFD1048576`.
    const AREA: usize = 24;
    let mut kept: Vec<u8> = Vec::new();
    let mut found = Vec::new();
    let mut is_over = false;
    part.each(|piece| {
        kept.extend_from_slice(piece);
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(kept.get(from..).unwrap_or_default(), MARK) {
            let begin = from + at + MARK.len();
            let Some(area) = kept.get(begin..begin + AREA).or_else(|| kept.get(begin..)) else {
                break;
            };
            let Some(end) = memchr::memchr(b'"', area) else {
                if area.len() < AREA {
                    from += at;
                    break;
                }
                from = begin;
                continue;
            };
            let area = String::from_utf8_lossy(area.get(..end).unwrap_or_default()).into_owned();
            if found.len() < super::sheet::MOST_MERGED {
                found.push(area);
            } else {
                is_over = true;
            }
            from = begin + end;
        }
        // What may be the beginning of a mark, or of an area behind one, is looked at again with the next piece.
        let keep = kept.len().saturating_sub(MARK.len() + AREA).max(from);
        kept.drain(..keep);
    })?;
    if is_over {
        return Err(ReadError::TooLarge(Limit::Cells));
    }
    for area in found {
        if let Some((first, last)) = area
            .split_once(':')
            .and_then(|(first, last)| place(first).zip(place(last)))
        {
            out.merge((first.0, last.0), (first.1, last.1))?;
        }
    }
    Ok(())
}

/// What a part points to.
pub(super) struct Target {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `styles`.
    pub(super) kind: String,
    pub(super) part: String,
}

/// The main part, by the package's own pointer or its usual name.
pub(super) fn main_part(package: &mut Package<'_>, usual: &str) -> Result<String, ReadError> {
    let found = relations(package, "")?
        .into_iter()
        .find(|target| target.kind == "officeDocument");
    Ok(found.map_or_else(|| usual.to_owned(), |target| target.part))
}

/// What a part points to.
pub(super) fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Target>, ReadError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = format!("{folder}{slash}_rels/{file}.rels");
    let mut targets = Vec::new();
    let Some(mut xml) = package.xml(&name)? else {
        return Ok(targets);
    };
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&start, "Type").unwrap_or_default();
                let target = attribute(&start, "Target").unwrap_or_default();
                let id = attribute(&start, "Id").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let is_longer = |text: &String| text.len() > LONGEST_NAME;
                // Links to pages may be as long as they like; nothing is read from them.
                if is_link(&start) {
                    continue;
                }
                if targets.len() >= MOST_TARGETS || [&id, &kind, &target].into_iter().any(is_longer) {
                    return Err(ReadError::TooLarge(Limit::Cells));
                }
                targets.push(Target {
                    id,
                    kind,
                    part: joined(folder, &target),
                });
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// A target as seen from the part's folder.
fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Does it point out of the workbook?
fn is_link(start: &BytesStart<'_>) -> bool {
    attribute(start, "TargetMode").is_some_and(|mode| mode == "External")
}

fn is_true(value: Option<String>) -> bool {
    value.is_some_and(|value| value == "1" || value == "true")
}
