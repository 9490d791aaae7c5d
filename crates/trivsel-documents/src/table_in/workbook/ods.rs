//! ODS: one stream of XML in which each cell says itself what its value is.

use std::collections::HashSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};

use super::super::error::{Foreign, Limit, ReadError};
use super::super::source::Source;
use super::formats::Form;
use super::package::{Package, Xml, attribute};
use super::sheet::{Out, Value};
use super::{LONGEST_NAME, MOST_SHEETS, SheetName, add_sheet, damaged_part};

const CONTENT: &str = "content.xml";

pub(super) struct Ods<'a> {
    package: Package<'a>,
    sheets: Vec<SheetName>,
}

impl<'a> Ods<'a> {
    pub(super) fn open(source: Source<'a>) -> Result<Self, ReadError> {
        let mut package = Package::open(source)?;
        let mut kind = String::new();
        match package.part("mimetype")? {
            Some(part) => part.each(|piece| {
                if kind.len() < 200 {
                    kind.push_str(&String::from_utf8_lossy(piece));
                }
            })?,
            None => return Err(ReadError::NotATable(Foreign::Archive)),
        }
        if !kind.contains("opendocument.spreadsheet") {
            return Err(ReadError::NotATable(Foreign::Archive));
        }
        if is_locked(&mut package)? {
            return Err(ReadError::Locked);
        }
        let sheets = sheets(&mut package)?;
        Ok(Self { package, sheets })
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = &SheetName> {
        self.sheets.iter()
    }

    /// Hands the rows of a sheet out.
    pub(super) fn stream(&mut self, name: &str, out: &mut Out<'_>) -> Result<ControlFlow<()>, ReadError> {
        let mut xml = self.package.xml(CONTENT)?.ok_or_else(|| damaged_part(CONTENT))?;
        loop {
            match xml.next()? {
                Event::Start(start)
                    if start.local_name().as_ref() == "table"
                        && attribute(&start, "name").unwrap_or_default() == name =>
                {
                    return rows(&mut xml, out);
                }
                Event::Eof => return Err(ReadError::NoSuchSheet { name: name.to_owned() }),
                _ => {}
            }
        }
    }
}

fn is_locked(package: &mut Package<'_>) -> Result<bool, ReadError> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// The sheets, and whether a user can see them: a hidden one has a style that says so.
fn sheets(package: &mut Package<'_>) -> Result<Vec<SheetName>, ReadError> {
    let mut xml = package.xml(CONTENT)?.ok_or_else(|| damaged_part(CONTENT))?;
    let mut hidden: HashSet<String> = HashSet::new();
    let (mut style, mut depth) = (String::new(), 0_u32);
    let mut sheets = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name").unwrap_or_default(),
                "table-properties" if attribute(&start, "display").is_some_and(|shown| shown == "false") => {
                    if style.len() > LONGEST_NAME {
                        return Err(ReadError::TooLarge(Limit::Cells));
                    }
                    hidden.insert(style.clone());
                }
                "table" => {
                    depth += 1;
                    if depth == 1
                        && let Some(name) = attribute(&start, "name")
                    {
                        let style = attribute(&start, "style-name").unwrap_or_default();
                        let is_shown = !hidden.contains(&style);
                        let sheet = SheetName {
                            name: name.clone(),
                            is_shown,
                        };
                        add_sheet(&mut sheets, &name, sheet)?;
                    }
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "table" => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        if hidden.len() > MOST_SHEETS {
            return Err(ReadError::TooLarge(Limit::Cells));
        }
    }
}

fn rows(xml: &mut Xml<'_>, out: &mut Out<'_>) -> Result<ControlFlow<()>, ReadError> {
    let (mut index, mut column) = (0_u32, 0_usize);
    let (mut times, mut is_hidden) = (1_u32, false);
    // Groups of rows lie in each other; one that is folded away hides all that lie in it.
    let (mut groups, mut folded_at) = (0_u32, None);
    loop {
        let cell = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "table-row-group" => {
                    groups = groups.saturating_add(1);
                    if folded_at.is_none() && attribute(&start, "display").is_some_and(|shown| shown == "false") {
                        folded_at = Some(groups);
                    }
                    None
                }
                "table-row" => {
                    times = count(&start, "number-rows-repeated");
                    is_hidden =
                        folded_at.is_some() || attribute(&start, "visibility").is_some_and(|state| state != "visible");
                    column = 0;
                    None
                }
                "table-cell" => Some(Cell::of(&start, false)),
                "covered-table-cell" => Some(Cell::of(&start, true)),
                _ => None,
            },
            Event::End(end) => match end.local_name().as_ref() {
                "table-row" => {
                    // The blank rows below a table are written as one, a million times over.
                    let repeats = if out.has_cells() { times } else { 1 };
                    if out.repeat_row(index, repeats, is_hidden)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    index = index.saturating_add(times);
                    None
                }
                "table-row-group" => {
                    folded_at = folded_at.filter(|depth| *depth != groups);
                    groups = groups.saturating_sub(1);
                    None
                }
                "table" => return Ok(ControlFlow::Continue(())),
                _ => None,
            },
            Event::Eof => return Err(damaged_part(CONTENT)),
            _ => None,
        };
        if let Some(mut cell) = cell {
            cell.read_text(xml)?;
            column = cell.put(index, column, out)?;
        }
    }
}

/// How often a row or cell is repeated.
fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|times| times.parse().ok()).unwrap_or(1)
}

struct Cell {
    kind: String,
    value: String,
    text: String,
    times: u32,
    rows: u32,
    columns: u32,
    has_formula: bool,
    is_covered: bool,
}

impl Cell {
    fn of(start: &BytesStart<'_>, is_covered: bool) -> Self {
        let mut kind = attribute(start, "value-type").unwrap_or_default();
        if says_error(start) {
            kind = ERROR.to_owned();
        }
        let value = match kind.as_str() {
            "date" => attribute(start, "date-value"),
            "time" => attribute(start, "time-value"),
            "boolean" => attribute(start, "boolean-value"),
            "string" => attribute(start, "string-value"),
            _ => attribute(start, "value"),
        };
        Self {
            value: value.unwrap_or_default(),
            kind,
            text: String::new(),
            times: count(start, "number-columns-repeated"),
            rows: count(start, "number-rows-spanned"),
            columns: count(start, "number-columns-spanned"),
            has_formula: attribute(start, "formula").is_some(),
            is_covered,
        }
    }

    /// The cell's words, to its end. Notes pinned to it are not its own.
    fn read_text(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        xml.text_into(&mut self.text, &["annotation", "table", "shapes", "object"])
    }

    /// Puts the cell as often as it says; gives the column behind it.
    fn put(&self, index: u32, column: usize, out: &mut Out<'_>) -> Result<usize, ReadError> {
        let times = usize::try_from(self.times).unwrap_or(usize::MAX);
        let value = if self.is_covered { None } else { self.value()? };
        let Some(value) = value else {
            // Blank to the sheet's edge: nothing is put, so nothing is too far out.
            return Ok(column.saturating_add(times));
        };
        if self.rows > 1 || self.columns > 1 {
            let last = column
                .saturating_add(usize::try_from(self.columns).unwrap_or(1))
                .saturating_sub(1);
            out.merge(
                (index, index.saturating_add(self.rows.saturating_sub(1))),
                (column, last),
            )?;
        }
        for at in column..column.saturating_add(times) {
            out.put(at, value)?;
        }
        Ok(column.saturating_add(times))
    }

    fn value(&self) -> Result<Option<Value<'_>>, ReadError> {
        let text = self.text.trim();
        let number = || self.value.trim().parse::<f64>().map_err(|_| damaged_part(CONTENT));
        Ok(Some(match self.kind.as_str() {
            "" if self.has_formula && text.is_empty() => Value::Formula,
            ERROR if text.is_empty() => Value::Text("#ERR"),
            ERROR => Value::Text(text),
            // Older programs write an error as the number 0 with the error as its text.
            "float" | "currency" | "percentage" if is_error(text) => Value::Text(text),
            "float" | "currency" => Value::Number(number()?, Form::Number),
            "percentage" => Value::Number(number()?, Form::Percent),
            "boolean" => Value::Bool(self.value == "true"),
            "date" => match self.value.get(..10).and_then(|day| day.parse::<NaiveDate>().ok()) {
                Some(date) if !self.value.ends_with('Z') => Value::Date(date),
                _ => Value::Text(&self.value),
            },
            "time" => match hours(&self.value) {
                Some(hours) => Value::Number(hours / 24.0, Form::Hours),
                None => Value::Text(&self.value),
            },
            _ if !text.is_empty() => Value::Text(text),
            _ if !self.value.trim().is_empty() => Value::Text(self.value.trim()),
            _ => return Ok(None),
        }))
    }
}

/// The type that a cell with an error has beside its own.
const ERROR: &str = "error";

/// LibreOffice says so in a second attribute of the same name.
fn says_error(start: &BytesStart<'_>) -> bool {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    attributes.any(|one| one.key.local_name().as_ref() == "value-type" && one.value.as_ref() == ERROR)
}

/// `#DIV/0!`, `Err:502`, `Fejl:502`
fn is_error(text: &str) -> bool {
    let is_numbered = text.split_once(':').is_some_and(|(word, number)| {
        let is_word = word.chars().next().is_some_and(char::is_alphabetic);
        is_word && number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    text.starts_with('#') || is_numbered
}

/// Hours of a duration such as `PT148H30M00S`.
fn hours(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (days, clock) = rest.strip_prefix('P')?.split_once('T')?;
    let mut hours = if days.is_empty() {
        0.0
    } else {
        days.strip_suffix('D')?.parse::<f64>().ok()? * 24.0
    };
    let mut number = String::new();
    for letter in clock.chars() {
        let share = match letter {
            'H' => 1.0,
            'M' => 60.0,
            'S' => 3600.0,
            other => {
                number.push(if other == ',' { '.' } else { other });
                continue;
            }
        };
        hours += number.parse::<f64>().ok()? / share;
        number.clear();
    }
    number.is_empty().then_some(sign * hours)
}
