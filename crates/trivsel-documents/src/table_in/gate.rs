//! Lets the data rows of a file through: title lines, the header and footnotes are held back.

use std::ops::ControlFlow;

use super::error::ReadError;
use super::layout::{Header, Layout, Separator};
use super::row::{Cells, Row, SheetRow};
use super::{ReadEnd, row, swallow};

/// Lines below a table beyond which they are no footnotes.
const MOST_FOOTNOTES: usize = 60;

/// A row as it comes from the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) number: u64,
    /// There was at least one blank line above it.
    pub(super) after_gap: bool,
    /// A filter or a person has hidden it.
    pub(super) is_hidden: bool,
    pub(super) cells: Cells<'a>,
}

/// How the file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finish {
    /// At a line end, or in a format that has none.
    Complete,
    /// In the middle of a line, or at a last line without its end.
    OpenLine,
    /// Because the caller asked to stop.
    Stopped,
}

/// A row that may turn out to be a footnote.
#[derive(Debug)]
struct Held {
    number: u64,
    after_gap: bool,
    is_hidden: bool,
    cells: SheetRow,
}

pub(super) struct Gate<'g, F> {
    layout: &'g Layout,
    on_row: &'g mut F,
    width: Option<usize>,
    /// Cells of the header, blank ones too.
    cells: usize,
    held: Vec<Held>,
    end: ReadEnd,
    /// The last row handed out, when it had fewer cells than the header.
    short_row: Option<u64>,
    anything: bool,
    /// The row in which a quotation mark took in rows of the table.
    swallowed: Option<u64>,
}

impl<'g, F: FnMut(Row<'_>) -> ControlFlow<()>> Gate<'g, F> {
    pub(super) fn new(layout: &'g Layout, on_row: &'g mut F) -> Self {
        Self {
            layout,
            on_row,
            width: None,
            cells: 0,
            held: Vec::new(),
            end: ReadEnd::default(),
            short_row: None,
            anything: false,
            swallowed: None,
        }
    }

    pub(super) fn take(&mut self, raw: Raw<'_>) -> ControlFlow<()> {
        self.anything = true;
        let Some(width) = self.width else {
            return self.take_first(raw);
        };
        if swallow::has_swallowed_rows(raw.cells, self.cells, self.layout) {
            self.swallowed = Some(raw.number);
            return ControlFlow::Break(());
        }
        if width > 1 && self.may_be_footnote(raw, width) {
            self.held.push(Held {
                number: raw.number,
                after_gap: raw.after_gap,
                is_hidden: raw.is_hidden,
                cells: copied(raw.cells),
            });
            return ControlFlow::Continue(());
        }
        if !self.held.is_empty() {
            self.release()?;
        }
        self.hand_out(raw.number, raw.is_hidden, raw.cells, width)
    }

    /// The footnotes are known for what they are only now.
    pub(super) fn finish(mut self, finish: Finish) -> Result<ReadEnd, ReadError> {
        if let Some(row) = self.swallowed {
            return Err(ReadError::SwallowedRows { row });
        }
        self.end.stopped = finish == Finish::Stopped;
        if self.end.stopped {
            return Ok(self.end);
        }
        if !self.anything {
            return Err(ReadError::Empty);
        }
        if self.width.is_none() {
            let Header::Row(row) = self.layout.header else {
                return Err(ReadError::Empty);
            };
            return Err(ReadError::NoHeader { row });
        }
        if let (Finish::OpenLine, [only]) = (finish, self.held.as_slice())
            && !only.after_gap
            && !reads_like_a_note(Cells::Sheet(&only.cells).first_filled())
        {
            return Err(ReadError::CutShort { row: only.number });
        }
        if let (Finish::OpenLine, true, Some(row)) = (finish, self.held.is_empty(), self.short_row) {
            return Err(ReadError::CutShort { row });
        }
        self.end.footnotes = self.held.iter().map(|held| joined(Cells::Sheet(&held.cells))).collect();
        if self.end.rows == 0 {
            return Err(ReadError::HeaderOnly);
        }
        Ok(self.end)
    }

    fn take_first(&mut self, raw: Raw<'_>) -> ControlFlow<()> {
        match self.layout.header {
            Header::Row(row) => {
                if raw.number >= row {
                    self.width = Some(width(raw.cells));
                    self.cells = raw.cells.len();
                }
                ControlFlow::Continue(())
            }
            Header::Missing => {
                let width = width(raw.cells);
                self.width = Some(width);
                self.cells = raw.cells.len();
                self.hand_out(raw.number, raw.is_hidden, raw.cells, width)
            }
        }
    }

    /// A single filled cell in a table of several columns; after such a one, also a line that a separator in its
    /// sentence has cut into a few.
    fn may_be_footnote(&self, raw: Raw<'_>, width: usize) -> bool {
        if self.held.len() >= MOST_FOOTNOTES {
            return false;
        }
        if raw.cells.filled(2) < 2 {
            return !is_row_by_another_separator(raw.cells.first_filled(), self.cells);
        }
        !self.held.is_empty() && raw.cells.filled(width) < width && self.begins_below_table(raw)
    }

    fn begins_below_table(&self, raw: Raw<'_>) -> bool {
        let first_is_apart = self
            .held
            .first()
            .is_some_and(|held| held.after_gap || reads_like_a_note(Cells::Sheet(&held.cells).first_filled()));
        first_is_apart && raw.cells.first_filled().contains(' ')
    }

    /// More of the table follows: what was held back was part of it.
    fn release(&mut self) -> ControlFlow<()> {
        let width = self.width.unwrap_or(0);
        for held in std::mem::take(&mut self.held) {
            self.hand_out(held.number, held.is_hidden, Cells::Sheet(&held.cells), width)?;
        }
        ControlFlow::Continue(())
    }

    fn hand_out(&mut self, number: u64, is_hidden: bool, cells: Cells<'_>, width: usize) -> ControlFlow<()> {
        self.end.hidden_rows += u64::from(is_hidden);
        self.short_row = (cells.len() < width).then_some(number);
        self.end.rows += 1;
        (self.on_row)(Row::new(number, cells, self.layout, self.cells))
    }
}

/// The number of cells up to the last filled one.
pub(super) fn width(cells: Cells<'_>) -> usize {
    (0..cells.len())
        .rev()
        .find(|column| !cells.text(*column).is_empty())
        .map_or(0, |column| column + 1)
}

/// A row of the table in which other marks part the cells than in the rest: two files put one behind the other. It is no
/// footnote, and losing it without a word would be wrong.
pub(super) fn is_row_by_another_separator(text: &str, cells: usize) -> bool {
    let parts = |separator: Separator| text.split(char::from(separator.byte())).count();
    cells > 2 && !reads_like_a_note(text) && Separator::ALL.into_iter().any(|separator| parts(separator) == cells)
}

/// "Kilde: …", "1) …", "* …", or a sentence of at least four words.
pub(super) fn reads_like_a_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    let opening = ["kilde", "note", "anm", "source", "*", "("]
        .iter()
        .any(|mark| lower.starts_with(mark));
    let numbered = text
        .split_once(')')
        .is_some_and(|(number, _)| !number.is_empty() && number.len() <= 2);
    opening || numbered || text.split_whitespace().count() >= 4
}

/// All filled cells of a line as one text.
pub(super) fn joined(cells: Cells<'_>) -> String {
    let filled: Vec<&str> = (0..cells.len())
        .map(|column| cells.text(column))
        .filter(|text| !text.is_empty())
        .collect();
    filled.join(" ")
}

fn copied(cells: Cells<'_>) -> SheetRow {
    let mut copy = SheetRow::default();
    for column in 0..cells.len() {
        let typed = match cells.cell(column) {
            row::Cell::Number(value) if cells.is_percent(column) => Some(row::Typed::Percent(value)),
            row::Cell::Number(value) => Some(row::Typed::Number(value)),
            row::Cell::Date(date) => Some(row::Typed::Date(date)),
            row::Cell::Formula => Some(row::Typed::Formula),
            row::Cell::Blank | row::Cell::Text(_) => None,
        };
        copy.put(column, cells.text(column), typed);
        if cells.is_merged(column) {
            copy.mark_merged(column);
        }
    }
    copy
}
