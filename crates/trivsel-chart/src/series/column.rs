//! The column to the right of the plot: what each line is and where it ended, with centre and goal, moved apart.

use super::frame::{Form, Frame};
use super::{Line, SeriesPicture, Size};
use crate::axis::can_be_drawn;
use crate::canvas::{Anchor, Canvas, LEADING, Label, TYPE_SIZE, Tone};
use crate::metrics;
use crate::stack::{Wish, apart};
use crate::words::Words;

/// From the end of the plot to the text.
const STEP: f64 = 12.0;

#[derive(Debug)]
pub(super) struct Column {
    /// The whole width right of the plot, with the step before the text.
    pub(super) width: f64,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    lines: Vec<String>,
    tone: Tone,
    middle: f64,
}

impl Column {
    /// Chooses the form of each label. The first entries matter most: when all cannot stand above each other, the last goes.
    pub(super) fn of(picture: &SeriesPicture<'_>, form: Form, size: Size, place: &dyn Fn(f64) -> f64) -> Self {
        let room = (size.width * 0.18).clamp(104.0, 180.0);
        let last = picture.positions.saturating_sub(1);
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |words: &Words, tone: Tone, value: f64| {
            if let (true, Some(lines)) = (can_be_drawn(value), fitted(words, tone, form, room)) {
                entries.push(Entry {
                    lines,
                    tone,
                    middle: place(value),
                });
            }
        };
        for (order, line) in picture.lines.iter().enumerate() {
            let tone = if order == 0 {
                Tone::OwnSeries(line.colour)
            } else {
                Tone::Series(line.colour)
            };
            if let Some((_, value)) = last_shown(line, picture.positions) {
                add(&line.label, tone, value);
            }
        }
        for goal in picture.goal.iter().filter(|goal| goal.from <= last && goal.to >= last) {
            add(&goal.label, Tone::Plain, goal.value);
        }
        for level in picture
            .centre
            .iter()
            .filter(|level| level.from <= last && level.to >= last)
        {
            add(&level.label, Tone::Soft, level.value);
        }
        let widest = entries
            .iter()
            .flat_map(|entry| entry.lines.iter().map(|text| entry.tone.width(text)))
            .fold(0.0, f64::max);
        let width = if entries.is_empty() {
            16.0
        } else {
            STEP + widest.ceil() + 2.0
        };
        Self { width, entries }
    }
}

pub(super) fn last_shown(line: &Line, positions: usize) -> Option<(usize, f64)> {
    let shown = line.points.iter().take(positions).enumerate();
    shown
        .filter_map(|(at, point)| point.shown().map(|value| (at, value)))
        .next_back()
}

/// The label's lines in the first form that fits: whole, on up to three lines, and at last with its long words cut short.
fn fitted(words: &Words, tone: Tone, form: Form, room: f64) -> Option<Vec<String>> {
    let forms = form.forms(words);
    let whole = |text: &str| metrics::wrap(text, tone.weight(), TYPE_SIZE, room, 3);
    let fits = |word| metrics::shorten(word, tone.weight(), TYPE_SIZE, room);
    let cut = || {
        whole(
            &forms
                .last()?
                .split(' ')
                .filter_map(fits)
                .collect::<Vec<String>>()
                .join(" "),
        )
    };
    let short = || fits(forms.last()?).map(|text| vec![text]);
    forms.iter().find_map(|text| whole(text)).or_else(cut).or_else(short)
}

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let mut entries: &[Entry] = &frame.column.entries;
    let (low, high) = (frame.plot.top - 8.0, frame.plot.bottom + 8.0);
    let middles = loop {
        let wishes: Vec<Wish> = entries
            .iter()
            .map(|entry| Wish {
                middle: entry.middle,
                length: entry.height(),
            })
            .collect();
        match (apart(&wishes, low, high), entries.split_last()) {
            (Some(middles), _) => break middles,
            (None, Some((_, fewer))) => entries = fewer,
            (None, None) => return,
        }
    };
    for (entry, middle) in entries.iter().zip(middles) {
        let mut baseline = middle - entry.height() / 2.0 + LEADING / 2.0 + 5.0;
        let mut labels = Vec::new();
        for text in &entry.lines {
            let x = frame.plot.right + STEP;
            labels.push(Label {
                x,
                baseline,
                anchor: Anchor::Start,
                tone: entry.tone,
                text: text.clone(),
            });
            baseline += LEADING;
        }
        canvas.write(labels);
    }
}

impl Entry {
    fn height(&self) -> f64 {
        LEADING * crate::axis::real(self.lines.len())
    }
}
