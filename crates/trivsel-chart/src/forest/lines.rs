//! What all rows are judged by: the scale, its lines from top to bottom, the texts above them and the numbers below.

use super::bar::{Bar, End};
use super::{ForestPicture, Words};
use crate::axis::{Axis, Foot};
use crate::canvas::{Anchor, Canvas, Field, Ink, Label, Tone};
use crate::form::Form;
use crate::metrics;
use crate::row::{middle_label, row};
use crate::rows::{Layout, TOP};
use crate::ticks;

/// The base line of the texts above the lines, and where the lines below them begin.
const HEAD: f64 = 18.0;
const LINES: f64 = 26.0;
/// Room beyond the outermost gridline for the arrow of an open end.
const ARROW_ROOM: f64 = 20.0;

/// From values to places across the plot.
#[derive(Debug)]
pub(super) struct Scale {
    axis: Axis,
    left: f64,
    right: f64,
}

impl Scale {
    pub(super) fn of(picture: &ForestPicture<'_>, layout: &Layout, bars: &[Option<Bar>]) -> Self {
        let bars = || bars.iter().flatten();
        let reach = bars().flat_map(|bar| [Some(bar.best), bar.low.value(), bar.high.value()]);
        let worth = picture.worth().map(|(value, _)| *value);
        let axis = Axis::around(reach.flatten().chain(worth), Foot::Zero);
        let room = |is_open: bool| if is_open { ARROW_ROOM } else { 0.0 };
        Self {
            left: layout.plot.left + room(bars().any(|bar| bar.low == End::Open)),
            right: layout.plot.right - room(bars().any(|bar| bar.high == End::Open)),
            axis,
        }
    }

    pub(super) fn x(&self, value: f64) -> f64 {
        self.left + self.axis.share(value) * (self.right - self.left)
    }
}

/// The gridlines with their numbers, zero, and what is worth having.
pub(super) fn draw(picture: &ForestPicture<'_>, layout: &Layout, scale: &Scale, form: Form, canvas: &mut Canvas) {
    let plot = &layout.plot;
    let lines = &scale.axis.lines;
    for value in lines.iter().filter(|value| **value != 0.0) {
        canvas.line_between_texts(scale.x(*value), (TOP, plot.bottom), Ink::Grid);
    }
    canvas.line_between_texts(scale.x(0.0), (LINES, plot.bottom), Ink::Zero);
    let zero = (scale.x(0.0), &picture.zero);
    let worth = picture.worth().map(|(value, words)| (scale.x(*value), words));
    if let Some((x, _)) = worth {
        canvas.line_between_texts(x, (LINES, plot.bottom), Ink::Goal);
    }
    canvas.write(above(zero, worth, layout.width));
    let written: Vec<Words> = lines
        .iter()
        .map(|value| (picture.number)(*value, scale.axis.decimals))
        .map(|text| metrics::shortened(&text, layout.width / 4.0).into())
        .collect();
    let numbers: Vec<ticks::Tick<'_>> = lines.iter().map(|value| scale.x(*value)).zip(&written).collect();
    // Where there is no room for all, zero stays.
    let origin = lines.iter().position(|value| *value == 0.0).unwrap_or_default();
    let baseline = plot.bottom + 20.0;
    canvas.write(ticks::labels(&numbers, origin, form, baseline, canvas));
}

/// The texts above the lines. Where two stand close, each begins at its line and leads away from the other, so that it is plain
/// which belongs to which; where the edge of the drawing forbids that, they move apart.
fn above(zero: (f64, &Words), worth: Option<(f64, &Words)>, width: f64) -> Vec<Label> {
    let whole = Canvas::new(width, TOP).whole();
    let wishes: Vec<(f64, &Words)> = std::iter::once(zero)
        .chain(worth)
        .filter(|(_, words)| !words.full.is_empty())
        .collect();
    let centred: Vec<Label> = wishes
        .iter()
        .map(|(x, words)| middle_label(*x, HEAD, Tone::Plain, &words.full))
        .collect();
    let led_away = |left: (f64, &Words), right: (f64, &Words)| {
        let label = |x: f64, anchor, words: &Words| Label {
            x,
            baseline: HEAD,
            anchor,
            tone: Tone::Plain,
            text: words.full.clone(),
        };
        vec![
            label(left.0 + 3.0, Anchor::End, left.1),
            label(right.0 - 3.0, Anchor::Start, right.1),
        ]
    };
    let beside = (wishes.len() > 1).then_some(worth).flatten().map(|worth| {
        if worth.0 < zero.0 {
            led_away(worth, zero)
        } else {
            led_away(zero, worth)
        }
    });
    let fits = |labels: &Vec<Label>| {
        let fields: Vec<Field> = labels.iter().map(Label::field).collect();
        let touch = fields
            .first()
            .zip(fields.get(1))
            .is_some_and(|(one, other)| one.touches(other, 10.0));
        !touch && fields.iter().all(|field| field.is_inside(&whole))
    };
    let free = std::iter::once(centred).chain(beside).find(fits);
    free.unwrap_or_else(|| row(&wishes, HEAD, Tone::Plain, (-4.0, width + 4.0)))
}
