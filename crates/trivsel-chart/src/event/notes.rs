//! Words inside the plot: what the band holds, and in the narrow drawing, which has no margin, what the lines mean.

use super::frame::Frame;
use crate::axis::real;
use crate::canvas::{Anchor, Canvas, Field, LEADING, Label, TYPE_SIZE, Tone};
use crate::form::Form;
use crate::metrics;
use crate::words::Words;

/// 10 points of line under a text, 4 px apart, are as much as one line straight through a word of ten letters hides.
const COVERS_TOO_MUCH: f64 = 10.0;
/// How wide a note may be, the first that finds a place: some 25 letters, or some 17.
const ROOMS: [f64; 2] = [170.0, 120.0];

/// Between one note and the next, above each other.
const AIR: f64 = 6.0;
/// From the start line to a text: half of its station, and some air.
const BESIDE: f64 = 10.0;

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    if frame.form == Form::Narrow {
        if let Some((value, words)) = frame.worth() {
            let places = along(frame, words, *value, frame.start());
            place(frame, places, May::Cover, canvas);
        }
        for (words, corners) in [
            (&frame.picture.top, [frame.plot.top + 12.0, frame.plot.top + 29.0]),
            (
                &frame.picture.bottom,
                [frame.plot.bottom - 8.0, frame.plot.bottom - 25.0],
            ),
        ] {
            place(frame, in_corners(frame, words, corners), May::Go, canvas);
        }
        let places = along(frame, &frame.picture.zero, 0.0, frame.plot.left);
        place(frame, places, May::Go, canvas);
    }
    place(frame, anywhere(frame, &frame.picture.note), May::Go, canvas);
}

/// What happens to a text that finds no place off the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum May {
    Cover,
    Go,
}

/// Writes the text where the least lies under it.
fn place(frame: &Frame<'_, '_>, places: Vec<Vec<Label>>, may: May, canvas: &mut Canvas) {
    let bounds = Field {
        left: frame.plot.left + 4.0,
        right: frame.plot.right - 4.0,
        top: frame.plot.top - 2.0,
        bottom: frame.plot.bottom - 3.0,
    };
    let mut best: Option<(f64, Vec<Label>)> = None;
    for (order, labels) in places.into_iter().enumerate() {
        if !canvas.has_room(&labels, &bounds) || !has_air(&labels, canvas) || !canvas.is_off_walls(&labels) {
            continue;
        }
        let under = canvas.under(&labels);
        // The earlier place wins when little is to be gained, and one beside the band over one upon it.
        let cost = under + 0.02 * real(order) + 0.004 * upon_band(frame, &labels);
        let is_better = best.as_ref().is_none_or(|(least, _)| cost < *least);
        if is_better && (may == May::Cover || under < COVERS_TOO_MUCH) {
            best = Some((cost, labels));
        }
    }
    canvas.write(best.map(|(_, labels)| labels).unwrap_or_default());
}

/// Whether other texts keep their distance above and below, so that two notes are not read as one.
fn has_air(labels: &[Label], canvas: &Canvas) -> bool {
    [-AIR, AIR].into_iter().all(|away| {
        let moved = labels.iter().map(|label| Label {
            baseline: label.baseline + away,
            ..label.clone()
        });
        canvas.has_room(&moved.collect::<Vec<Label>>(), &canvas.whole())
    })
}

/// How much of the labels lies upon the band, in square pixels.
fn upon_band(frame: &Frame<'_, '_>, labels: &[Label]) -> f64 {
    let spacing = frame.spacing();
    let fields: Vec<Field> = labels.iter().map(Label::field).collect();
    let mut area = 0.0;
    for step in &frame.steps {
        let Some((low, high)) = step.estimate.ends() else {
            continue;
        };
        let (x, _) = frame.place(step);
        for field in &fields {
            let across = (field.right.min(x + spacing / 2.0) - field.left.max(x - spacing / 2.0)).max(0.0);
            let down = (field.bottom.min(frame.y(low)) - field.top.max(frame.y(high))).max(0.0);
            area += across * down;
        }
    }
    area
}

/// Below or above a level line, from `from` to the right edge of the plot.
fn along(frame: &Frame<'_, '_>, words: &Words, value: f64, from: f64) -> Vec<Vec<Label>> {
    let y = frame.y(value);
    let mut places = Vec::new();
    for lines in broken(frame, words, Tone::Plain, 2) {
        for baseline in [y + 19.0, y - 9.0 - LEADING * real(lines.len() - 1)] {
            let sides = [
                (frame.plot.right - 4.0, Anchor::End),
                (from + BESIDE, Anchor::Start),
                (frame.start() + BESIDE, Anchor::Start),
                (frame.start() - BESIDE, Anchor::End),
            ];
            places.extend(sides.map(|(x, anchor)| block(&lines, x, baseline, anchor, Tone::Plain)));
        }
    }
    places
}

/// At the left edge, at the right, or beside the start line.
fn in_corners(frame: &Frame<'_, '_>, words: &Words, baselines: [f64; 2]) -> Vec<Vec<Label>> {
    let mut places = Vec::new();
    for text in frame.form.forms(words) {
        for baseline in baselines {
            for (x, anchor) in [
                (frame.plot.left + 4.0, Anchor::Start),
                (frame.plot.right - 4.0, Anchor::End),
                (frame.start() - BESIDE, Anchor::End),
                (frame.start() + BESIDE, Anchor::Start),
            ] {
                places.push(block(&[text.to_owned()], x, baseline, anchor, Tone::Soft));
            }
        }
    }
    places
}

/// A handful of places all over the plot, from the lower left.
fn anywhere(frame: &Frame<'_, '_>, words: &Words) -> Vec<Vec<Label>> {
    let plot = &frame.plot;
    let mut places = Vec::new();
    for lines in broken(frame, words, Tone::Soft, 3) {
        let widest = lines.iter().map(|text| Tone::Soft.width(text)).fold(0.0, f64::max);
        let free = plot.right - plot.left - widest - 12.0;
        let mut baseline = plot.bottom - 12.0 - LEADING * real(lines.len() - 1);
        while baseline > plot.top + 12.0 {
            for share in [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0] {
                let x = plot.left + 6.0 + share * free.max(0.0);
                places.push(block(&lines, x, baseline, Anchor::Start, Tone::Soft));
            }
            baseline -= 10.0;
        }
    }
    places
}

/// The lines of each form, the full one first, and each first on few lines.
fn broken(frame: &Frame<'_, '_>, words: &Words, tone: Tone, lines: usize) -> Vec<Vec<String>> {
    let forms = frame.form.forms(words);
    let whole = forms
        .iter()
        .flat_map(|text| ROOMS.map(|room| metrics::wrap(text, tone.weight(), TYPE_SIZE, room, lines)));
    let mut found: Vec<Vec<String>> = whole.flatten().collect();
    if found.is_empty() {
        found.extend(frame.form.fitted(words, tone, ROOMS[0], lines));
    }
    found.dedup();
    found
}

fn block(lines: &[String], x: f64, first: f64, anchor: Anchor, tone: Tone) -> Vec<Label> {
    lines
        .iter()
        .enumerate()
        .map(|(order, text)| Label {
            x,
            baseline: first + LEADING * real(order),
            anchor,
            tone,
            text: text.clone(),
        })
        .collect()
}
