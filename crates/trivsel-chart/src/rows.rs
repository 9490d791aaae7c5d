//! Rows with words and a bar each: how the words are broken, how high a row is, and where its bar stands.

use crate::axis::real;
use crate::canvas::{Anchor, Canvas, Field, LEADING, Label, Tone};
use crate::form::Form;
use crate::words::Words;

/// Where the first row begins.
pub(crate) const TOP: f64 = 32.0;
/// Below the last row: 20 px to the base line of the numbers, 6 px below it.
pub(crate) const FOOT: f64 = 26.0;
/// Between the words and the plot.
const AIR: f64 = 22.0;
/// The least height of a row, and what is free between the words of two.
const LEAST: f64 = 44.0;
const BETWEEN: f64 = 12.0;
/// The room a bar takes below the words of its row in the narrow drawing.
const BAR: f64 = 20.0;
/// From the top of a line of text to its base line.
const BASELINE: f64 = 13.0;

/// What a row says, and what must have room in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worded<'a> {
    pub(crate) label: &'a Words,
    /// Below the label, more quietly.
    pub(crate) sublabel: &'a Words,
    pub(crate) value: &'a Words,
    pub(crate) has_bar: bool,
    /// Room above the bar, for a word that belongs to it.
    pub(crate) above: f64,
}

#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) width: f64,
    /// Where the bars stand; it ends below the last row.
    pub(crate) plot: Field,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug)]
pub(crate) struct Row {
    /// The height at which the bar stands.
    pub(crate) middle: f64,
    labels: Vec<Label>,
}

impl Layout {
    pub(crate) fn of(width: f64, rows: &[Worded<'_>], form: Form) -> Self {
        match form {
            Form::Wide => wide(width, rows),
            Form::Narrow => narrow(rows),
        }
    }

    /// Writes the words of all rows.
    pub(crate) fn write(&self, canvas: &mut Canvas) {
        for row in &self.rows {
            canvas.write(row.labels.clone());
        }
    }
}

/// The words of a row, broken into lines.
struct Texts {
    names: Vec<(String, Tone)>,
    value: Vec<String>,
}

impl Texts {
    fn of(row: &Worded<'_>, form: Form, room: f64, value_room: f64) -> Self {
        let lines = |words: &Words, tone, room| form.fitted(words, tone, room, 2).unwrap_or_default();
        let names = lines(row.label, Tone::Bold, room).into_iter();
        let below = lines(row.sublabel, Tone::Soft, room).into_iter();
        let below = below.map(|text| (text, Tone::Soft));
        Self {
            names: names.map(|text| (text, Tone::Bold)).chain(below).collect(),
            value: lines(row.value, Tone::Plain, value_room),
        }
    }

    fn name_width(&self) -> f64 {
        let widths = self.names.iter().map(|(text, tone)| tone.width(text));
        widths.fold(0.0, f64::max)
    }

    fn value_width(&self) -> f64 {
        let widths = self.value.iter().map(|text| Tone::Plain.width(text));
        widths.fold(0.0, f64::max)
    }

    fn names_from(&self, top: f64) -> Vec<Label> {
        stacked(
            self.names.iter().map(|(text, tone)| (text, *tone)),
            0.0,
            top,
            Anchor::Start,
        )
    }

    fn value_from(&self, x: f64, top: f64, anchor: Anchor) -> Vec<Label> {
        stacked(self.value.iter().map(|text| (text, Tone::Plain)), x, top, anchor)
    }
}

fn stacked<'t>(lines: impl Iterator<Item = (&'t String, Tone)>, x: f64, top: f64, anchor: Anchor) -> Vec<Label> {
    lines
        .enumerate()
        .map(|(order, (text, tone))| Label {
            x,
            baseline: top + BASELINE + LEADING * real(order),
            anchor,
            tone,
            text: text.clone(),
        })
        .collect()
}

/// Names to the left, bars in the middle, values to the right.
fn wide(width: f64, worded: &[Worded<'_>]) -> Layout {
    let width = width.max(343.0);
    let texts: Vec<Texts> = worded
        .iter()
        .map(|row| Texts::of(row, Form::Wide, width * 0.32, width * 0.24))
        .collect();
    let widest = |of: fn(&Texts) -> f64| texts.iter().map(of).fold(0.0, f64::max).ceil();
    let mut plot = Field {
        left: widest(Texts::name_width) + AIR,
        right: width - widest(Texts::value_width) - AIR,
        top: TOP,
        bottom: TOP,
    };
    let mut rows = Vec::new();
    for (row, texts) in worded.iter().zip(&texts) {
        let count = real(texts.names.len().max(texts.value.len()));
        let height = (LEADING * count + BETWEEN).max(LEAST);
        let middle = plot.bottom + row.above + height / 2.0;
        let first = |lines: usize| middle - LEADING * real(lines) / 2.0;
        let mut labels = texts.names_from(first(texts.names.len()));
        labels.extend(texts.value_from(width, first(texts.value.len()), Anchor::End));
        rows.push(Row { middle, labels });
        plot.bottom += row.above + height;
    }
    Layout { width, plot, rows }
}

/// Name and value above the bar, which takes the whole width.
fn narrow(worded: &[Worded<'_>]) -> Layout {
    let width = 343.0;
    let side = 8.0;
    let mut plot = Field {
        left: side,
        right: width - side,
        top: TOP,
        bottom: TOP,
    };
    let mut rows = Vec::new();
    for row in worded {
        let top = plot.bottom + BETWEEN / 2.0;
        let texts = Texts::of(row, Form::Narrow, width, width);
        let has_room_beside = texts.value.len() <= 1
            && texts
                .names
                .first()
                .is_none_or(|(text, tone)| tone.width(text) + texts.value_width() + BETWEEN <= width);
        let mut labels = texts.names_from(top);
        let mut lines = texts.names.len();
        if has_room_beside {
            labels.extend(texts.value_from(width, top, Anchor::End));
            lines = lines.max(texts.value.len());
        } else {
            labels.extend(texts.value_from(0.0, top + LEADING * real(lines), Anchor::Start));
            lines += texts.value.len();
        }
        let below = top + LEADING * real(lines) + row.above;
        plot.bottom = below + BETWEEN / 2.0 + if row.has_bar { BAR } else { 0.0 };
        rows.push(Row {
            middle: below + BAR / 2.0 + 2.0,
            labels,
        });
    }
    Layout { width, plot, rows }
}
