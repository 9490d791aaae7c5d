//! Words inside the plot: what is withheld, which point is a signal, what earlier levels and the limits are.

use super::frame::Frame;
use super::{Centre, Goal, Limits, Point};
use crate::axis::{can_be_drawn, real};
use crate::canvas::{Anchor, Canvas, Field, Ink, LEADING, Label, Tone};
use crate::runs::stretches;
use crate::words::Words;

/// The hatched sign is a square of this size.
const SIGN: f64 = 14.0;
/// 10 points of line under a label, 4 px apart, are as much as one line straight through a word of ten letters hides.
const COVERS_TOO_MUCH: f64 = 10.0;

pub(super) fn draw(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    draw_withheld(frame, canvas);
    for signal in &frame.picture.signals {
        if let Some(point) = super::marks::ring(frame, signal) {
            let bounds = bounds(frame);
            let places = frame
                .form
                .forms(&signal.word)
                .into_iter()
                .flat_map(|text| around(point, text));
            let chosen = canvas.best(places, &bounds, 0.4);
            canvas.write(chosen.unwrap_or_default());
        }
    }
    if let Some(goal) = &frame.picture.goal {
        note_goal(frame, goal, canvas);
    }
    for level in &frame.picture.centre {
        note_centre(frame, level, canvas);
    }
    if let Some(limits) = &frame.picture.limits {
        note_limits(frame, limits, canvas);
    }
}

fn bounds(frame: &Frame<'_, '_>) -> Field {
    Field {
        left: frame.plot.left + 2.0,
        right: frame.plot.right - 2.0,
        top: frame.plot.top - 4.0,
        bottom: frame.plot.bottom - 2.0,
    }
}

/// Places for the word of a ring, the nearest first.
fn around((x, y): (f64, f64), text: &str) -> Vec<Vec<Label>> {
    let mut places = Vec::new();
    for away in [0.0, LEADING, 2.0 * LEADING] {
        for (dx, dy, anchor) in [
            (0.0, -14.0 - away, Anchor::Middle),
            (0.0, 23.0 + away, Anchor::Middle),
            (13.0, 5.0 - away, Anchor::Start),
            (-13.0, 5.0 - away, Anchor::End),
            (8.0, -12.0 - away, Anchor::Start),
            (-8.0, -12.0 - away, Anchor::End),
            (8.0, 22.0 + away, Anchor::Start),
            (-8.0, 22.0 + away, Anchor::End),
        ] {
            places.push(vec![Label {
                x: x + dx,
                baseline: y + dy,
                anchor,
                tone: Tone::Plain,
                text: text.to_owned(),
            }]);
        }
    }
    places
}

fn note_goal(frame: &Frame<'_, '_>, goal: &Goal, canvas: &mut Canvas) {
    let last = frame.picture.positions.saturating_sub(1);
    if frame.holds(goal.from) && goal.to < last && goal.to >= goal.from && can_be_drawn(goal.value) {
        let span = (goal.from, goal.to);
        note_level(frame, span, goal.value, (&goal.label, Tone::Plain), false, canvas);
    }
}

/// The level that reaches the end has its label in the column; the earlier ones have it on the line, or go without when it would
/// cover the data: the column already tells what the line is.
fn note_centre(frame: &Frame<'_, '_>, level: &Centre, canvas: &mut Canvas) {
    let last = frame.picture.positions.saturating_sub(1);
    if frame.holds(level.from) && level.to < last && level.to >= level.from && can_be_drawn(level.value) {
        let is_told = frame
            .picture
            .centre
            .iter()
            .any(|other| other.to >= last && other.from <= last);
        let span = (level.from, level.to);
        note_level(frame, span, level.value, (&level.label, Tone::Soft), is_told, canvas);
    }
}

fn note_level(
    frame: &Frame<'_, '_>,
    (from, to): (usize, usize),
    value: f64,
    (words, tone): (&Words, Tone),
    may_go: bool,
    canvas: &mut Canvas,
) {
    let (left, right, y) = (frame.begin(from), frame.end(to), frame.y(value));
    let mut places = Vec::new();
    for text in frame.form.forms(words) {
        let (width, free) = (tone.width(text), right - left - tone.width(text) - 8.0);
        for baseline in [y - 6.0, y + 16.0] {
            // A label longer than its line stands over the line's middle.
            let tries: u8 = if free > 0.0 { 12 } else { 0 };
            for step in 0..=tries {
                let share = if tries == 0 {
                    0.5
                } else {
                    f64::from(step) / f64::from(tries)
                };
                let x = left + 4.0 + share * free + width / 2.0;
                places.push(vec![Label {
                    x,
                    baseline,
                    anchor: Anchor::Middle,
                    tone,
                    text: text.to_owned(),
                }]);
            }
        }
    }
    let chosen = canvas.best(places.into_iter(), &bounds(frame), 0.1);
    canvas.write(
        chosen
            .filter(|labels| !may_go || canvas.under(labels) < COVERS_TOO_MUCH)
            .unwrap_or_default(),
    );
}

/// Once, outside one of the edges if possible, where least is in the way.
fn note_limits(frame: &Frame<'_, '_>, limits: &Limits, canvas: &mut Canvas) {
    let mut places = Vec::new();
    for text in frame.form.forms(&limits.label) {
        for (values, away) in [
            (&limits.upper, -6.0),
            (&limits.lower, 16.0),
            (&limits.upper, 16.0),
            (&limits.lower, -6.0),
        ] {
            for position in 0..frame.picture.positions {
                let value = values
                    .get(position)
                    .copied()
                    .flatten()
                    .filter(|value| can_be_drawn(*value));
                let Some(value) = value.filter(|_| !frame.is_disturbed(position)) else {
                    continue;
                };
                let (x, baseline) = (frame.x(position), frame.y(value) + away);
                places.push(vec![Label {
                    x,
                    baseline,
                    anchor: Anchor::Start,
                    tone: Tone::Soft,
                    text: text.to_owned(),
                }]);
            }
        }
    }
    // A handful spread along the edges is enough to find a good one.
    let every = (places.len() / 48).max(1);
    let chosen = canvas.best(places.into_iter().step_by(every), &bounds(frame), 0.1);
    canvas.write(chosen.unwrap_or_default());
}

/// The sign stands in the gap, at a height that says nothing: in the middle of the plot, unless another line is there.
fn draw_withheld(frame: &Frame<'_, '_>, canvas: &mut Canvas) {
    let mut middles: Vec<f64> = Vec::new();
    for line in &frame.picture.lines {
        let withheld = |position: usize| line.points.get(position) == Some(&Point::Withheld);
        for run in stretches(frame.picture.positions, &[], withheld) {
            middles.push((frame.x(*run.start()) + frame.x(*run.end())) / 2.0);
        }
    }
    middles.sort_by(f64::total_cmp);
    let words = frame
        .form
        .forms(&frame.picture.withheld)
        .first()
        .map(|text| (*text).to_owned())
        .unwrap_or_default();
    let half = Tone::Soft.width(&words).max(SIGN) / 2.0 + 2.0;
    for x in clusters(&middles) {
        let x = x.min(frame.plot.right - half).max(frame.plot.left + half);
        draw_sign(frame, x, &words, canvas);
    }
}

/// Signs that would lie on each other become one, between them.
fn clusters(middles: &[f64]) -> Vec<f64> {
    let mut found: Vec<Vec<f64>> = Vec::new();
    for middle in middles {
        match found.last_mut() {
            Some(cluster) if cluster.last().is_some_and(|before| middle - before < SIGN + 4.0) => cluster.push(*middle),
            _ => found.push(vec![*middle]),
        }
    }
    found
        .iter()
        .map(|cluster| cluster.iter().sum::<f64>() / real(cluster.len()))
        .collect()
}

fn draw_sign(frame: &Frame<'_, '_>, x: f64, word: &str, canvas: &mut Canvas) {
    let height = frame.plot.bottom - frame.plot.top;
    let half = SIGN / 2.0;
    let mut best: Option<(f64, f64)> = None;
    for (order, share) in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9].into_iter().enumerate() {
        let y = frame.plot.top + share * height;
        let sign = Field {
            left: x - half,
            right: x + half,
            top: y - half,
            bottom: y + half,
        };
        let below = word_below(x, y, word).field();
        let is_crowded = !canvas.has_room(&[word_below(x, y, word)], &bounds(frame));
        let cost = canvas.clutter(&sign) * 2.0
            + canvas.clutter(&below)
            + real(order) * 0.5
            + if is_crowded { 6.0 } else { 0.0 };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, y));
        }
    }
    let Some((_, y)) = best else { return };
    let (left, top, right, bottom) = (x - half, y - half, x + half, y + half);
    canvas.field(
        Field {
            left,
            top,
            right,
            bottom,
        },
        Ink::Gap,
    );
    let frame_of_sign = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    let slanted = [
        vec![(left, y), (x, top)],
        vec![(left, bottom), (right, top)],
        vec![(x, bottom), (right, y)],
    ];
    canvas.remember_wall(Field {
        left,
        top,
        right,
        bottom,
    });
    canvas.path(
        std::iter::once(frame_of_sign).chain(slanted).collect(),
        false,
        Ink::Hatch,
    );
    let label = vec![word_below(x, y, word)];
    // Once is enough when the words would lie on each other.
    if !word.is_empty() && canvas.has_room(&label, &bounds(frame)) {
        canvas.write(label);
    }
}

fn word_below(x: f64, y: f64, word: &str) -> Label {
    Label {
        x,
        baseline: y + SIGN / 2.0 + 15.0,
        anchor: Anchor::Middle,
        tone: Tone::Soft,
        text: word.to_owned(),
    }
}
