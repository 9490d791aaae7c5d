//! The series picture: one value a month, with what happened along the way.

mod frame;
mod ground;
mod head;
mod marks;
mod notes;
#[cfg(test)]
mod tests;

use crate::canvas::Canvas;
pub use crate::canvas::Colour;
use crate::estimate::Estimate;
use crate::form::{Form, Size};
use crate::named::drawn_twice;
use crate::words::Words;
use frame::Frame;

/// A series over positions `0..positions` (months, quarters): lines, centre, limits, what disturbed, what began, what is aimed at.
///
/// Everything may be left empty except the texts. A thing at a position outside `0..positions`, and a number that is not finite,
/// is not drawn. [`SeriesPicture::new`] gives a picture without any marks; set the fields that apply.
#[derive(Clone)]
pub struct SeriesPicture<'a> {
    /// The ids in the picture begin with this, so it must be unique on the page.
    pub id: String,
    /// What is drawn, for those who cannot see it.
    pub title: String,
    /// What it shows, with the numbers.
    pub desc: String,
    /// The size of the wide drawing; the narrow one is always 343 × 330.
    pub wide: Size,
    pub positions: usize,
    pub ticks: Vec<Tick>,
    /// The unit of the values, written once above the axis.
    pub unit: String,
    /// Writes a value on the axis with the given number of decimals, the same for all of them.
    pub number: &'a dyn Fn(f64, usize) -> String,
    pub zero: Zero,
    /// One to five lines; the first is one's own and is drawn on top, with its label bold.
    pub lines: Vec<Line>,
    /// Median or mean, in one or more stretches when it has been rebased.
    pub centre: Vec<Centre>,
    pub limits: Option<Limits>,
    pub disruptions: Vec<Disruption>,
    pub breaks: Vec<Break>,
    /// At most one for each position: several at one position are one start with a number.
    pub starts: Vec<Start>,
    /// Starts too small for a line of their own: ticks on the axis.
    pub small_starts: Vec<usize>,
    pub goal: Option<Goal>,
    /// What would have been without what began, beside what was seen.
    pub expected: Option<Expected>,
    pub signals: Vec<Signal>,
    /// The word beside the hatched sign where a value is withheld.
    pub withheld: Words,
}

/// A tick on the axis of time, such as a new year; the narrow drawing uses the short form.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub at: usize,
    pub label: Words,
}

/// What zero means for the axis of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zero {
    /// The axis stands where the values are.
    Plain,
    /// Zero means something, such as "no difference": it is a line of its own when the axis reaches it.
    Line,
    /// The axis begins at zero.
    Floor,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub colour: Colour,
    /// Beside the line's end: the name with the last value.
    pub label: Words,
    /// One for each position, from the first; what is not given is missing.
    pub points: Vec<Point>,
}

/// A value, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Point {
    Value(f64),
    /// Nothing was reported: a gap.
    Missing,
    /// There is a value, but it may not be shown: a gap with the hatched sign, never zero and never a guess.
    Withheld,
}

impl Point {
    fn shown(self) -> Option<f64> {
        match self {
            Self::Value(value) => crate::axis::can_be_drawn(value).then_some(value),
            Self::Missing | Self::Withheld => None,
        }
    }
}

/// A level that holds for the positions `from..=to`.
#[derive(Debug, Clone, PartialEq)]
pub struct Centre {
    pub from: usize,
    pub to: usize,
    pub value: f64,
    pub label: Words,
}

/// The limits of each position; the label is written once.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    pub lower: Vec<Option<f64>>,
    pub upper: Vec<Option<f64>>,
    pub label: Words,
}

/// A time that disturbed everything, `from..=to`. Centre and limits are not drawn through it.
#[derive(Debug, Clone, PartialEq)]
pub struct Disruption {
    pub from: usize,
    pub to: usize,
    pub name: Words,
}

/// From `at` on the figure is made up differently: the lines have a gap before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Break {
    pub at: usize,
    pub label: Words,
}

/// Something begins at the start of position `at`.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    pub at: usize,
    pub label: Words,
    /// Below the label, where there is room.
    pub second: String,
    /// How many begin together; from two on, the number stands in the station.
    pub count: usize,
}

/// A value aimed at during `from..=to`.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    pub from: usize,
    pub to: usize,
    pub value: f64,
    pub label: Words,
}

/// What a calculation says would have happened otherwise: a dashed line in a band, behind the lines of what was seen.
///
/// ```
/// use trivsel_chart::{Estimate, Expected, Interval, SeriesPicture};
///
/// let number = |value: f64, decimals: usize| format!("{value:.decimals$}");
/// let mut picture = SeriesPicture::new("absence", "Absence", "Half a day below what was expected.", 4, "days", &number);
/// let guess = |value| Some(Estimate { value, interval: Some(Interval { low: value - 1.0, high: value + 1.0 }) });
/// picture.expected = Some(Expected {
///     points: vec![None, None, guess(6.2), guess(6.0)],
///     label: "expected without it".into(),
/// });
/// assert!(picture.page().contains("class=\"expected\""));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// One for each position, from the first; what is not given is missing, as it is before the start.
    pub points: Vec<Option<Estimate>>,
    /// Beside the line's end.
    pub label: Words,
}

impl Expected {
    pub(crate) fn at(&self, position: usize) -> Option<Estimate> {
        self.points.get(position).copied().flatten().filter(Estimate::is_shown)
    }
}

/// A point on a line that the rules of the chart point out. Without a word there is only the ring.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    pub line: usize,
    pub at: usize,
    pub word: Words,
}

drawn_twice!(SeriesPicture<'_>);

impl<'a> SeriesPicture<'a> {
    /// A picture of `positions` values without lines or marks yet, as wide as the page's column.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        desc: impl Into<String>,
        positions: usize,
        unit: impl Into<String>,
        number: &'a dyn Fn(f64, usize) -> String,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            desc: desc.into(),
            wide: Size::COLUMN,
            positions,
            ticks: Vec::new(),
            unit: unit.into(),
            number,
            zero: Zero::Plain,
            lines: Vec::new(),
            centre: Vec::new(),
            limits: None,
            disruptions: Vec::new(),
            breaks: Vec::new(),
            starts: Vec::new(),
            small_starts: Vec::new(),
            goal: None,
            expected: None,
            signals: Vec::new(),
            withheld: Words::default(),
        }
    }

    fn drawn(&self, form: Form) -> Canvas {
        let frame = Frame::of(self, form);
        let mut canvas = Canvas::new(frame.size.width, frame.size.height);
        ground::draw(&frame, &mut canvas);
        marks::draw(&frame, &mut canvas);
        head::draw(&frame, &mut canvas);
        frame.column.draw(&frame.plot, &mut canvas);
        notes::draw(&frame, &mut canvas);
        canvas
    }
}

impl std::fmt::Debug for SeriesPicture<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SeriesPicture")
            .field("id", &self.id)
            .field("title", &self.title)
            .field("positions", &self.positions)
            .field("lines", &self.lines)
            .finish_non_exhaustive()
    }
}
