//! Texts that a spreadsheet would run, made harmless and read back.
//!
//! Every CSV file the program writes goes through [`record_writer`], so that none can forget it; a test reads the sources for others.

use std::borrow::Cow;
use std::io::Write;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// A text beginning with one of these is taken for a formula.
const RISKY: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Whoever opens a file with another separator than it was written with sees a new cell begin after each of these.
const SEPARATORS: [char; 6] = [';', ',', '\t', '|', '\r', '\n'];
/// What says "this is text" to a spreadsheet.
const APOSTROPHE: char = '\'';

/// Is it risky at the beginning of a cell, or does it look like one that was made harmless? Both get an apostrophe, so that taking
/// one away again always gives what was there.
fn needs_apostrophe(text: &str) -> bool {
    text.trim_start_matches(APOSTROPHE).starts_with(RISKY)
}

/// The text with an apostrophe wherever a cell that begins there would be run.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(RISKY) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for (at, letter) in text.char_indices() {
        // The rest is only looked at where a cell may begin.
        if begins && text.get(at..).is_some_and(needs_apostrophe) {
            out.push(APOSTROPHE);
        }
        out.push(letter);
        begins = SEPARATORS.contains(&letter);
    }
    Cow::Owned(out)
}

/// The text that was made harmless.
pub fn as_it_was(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for (at, letter) in text.char_indices() {
        let was_added = begins && letter == APOSTROPHE && text.get(at..).is_some_and(needs_apostrophe);
        begins = SEPARATORS.contains(&letter);
        if !was_added {
            out.push(letter);
        }
    }
    out
}

/// Writes records of which no cell is run, whatever it holds.
#[derive(Debug)]
pub struct RecordWriter<W: Write>(Writer<W>);

/// Writes records to `out`, parted by `separator`.
pub fn record_writer<W: Write>(out: W, separator: u8, quotes: QuoteStyle) -> RecordWriter<W> {
    RecordWriter(
        WriterBuilder::new()
            .delimiter(separator)
            .quote_style(quotes)
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(out),
    )
}

/// What a cell of a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// Words from wherever: made harmless.
    Text(&'a str),
    /// A number, a day or nothing, written by the program itself: "-5" stays a number.
    Value(Cow<'a, str>),
}

impl<W: Write> RecordWriter<W> {
    /// Writes one record.
    pub fn write<'a>(&mut self, fields: impl IntoIterator<Item = Field<'a>>) -> Result<(), csv::Error> {
        for field in fields {
            let text = match field {
                Field::Text(text) => harmless(text),
                Field::Value(text) => text,
            };
            self.0.write_field(text.as_bytes())?;
        }
        self.0.write_record(None::<&[u8]>)
    }

    /// Everything has been handed on.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }

    /// What is written to, when everything has been handed on.
    pub fn into_inner(self) -> std::io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// Would a spreadsheet run it once somebody edits the cell?
pub(super) fn is_risky(text: &str) -> bool {
    text.starts_with(RISKY)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_cell_begins_with_what_is_run_whatever_parts_them() {
        let cases = [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("-5", "'-5"),
            ("@sum", "'@sum"),
            ("＝1+1", "'＝1+1"),
            ("\t=1", "'\t'=1"),
            ("hej;=1+1", "hej;'=1+1"),
            ("hej,=1+1", "hej,'=1+1"),
            ("to\n=linjer", "to\n'=linjer"),
            ("\r\n=1", "'\r'\n'=1"),
            ("'=1", "''=1"),
            ("Ja, -5 og =", "Ja, -5 og ="),
            ("a=b", "a=b"),
            ("'citat'", "'citat'"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_other_place_writes_csv() {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("table_out/harmless.rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    assert!(
                        !text.contains("csv::Writer") && !text.contains("WriterBuilder"),
                        "{}",
                        path.display()
                    );
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_made_harmless_is_read_back_as_it_was(text in "[a='+@\\-;,\\t\\r\\n|＝ ]{0,12}") {
            let safe = harmless(&text);
            proptest::prop_assert_eq!(as_it_was(&safe), text.clone());
            for cell in safe.split(SEPARATORS) {
                proptest::prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{:?}", safe);
            }
        }
    }
}
