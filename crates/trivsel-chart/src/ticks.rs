//! The labels below an axis, side by side.

use crate::canvas::{Anchor, Canvas, Field, Label, Tone};
use crate::form::Form;
use crate::metrics;
use crate::words::Words;

/// A tick: its place along the axis and what it says.
pub(crate) type Tick<'w> = (f64, &'w Words);

/// All labels if they fit side by side, else every second, third … counted from the tick with the index `origin`, which is kept
/// longest; the narrow drawing uses the short form.
pub(crate) fn labels(ticks: &[Tick<'_>], origin: usize, form: Form, baseline: f64, canvas: &Canvas) -> Vec<Label> {
    let labelled = |every: usize| -> Vec<Label> {
        let kept = ticks
            .iter()
            .enumerate()
            .filter(|(index, _)| index.abs_diff(origin).is_multiple_of(every));
        kept.filter_map(|(_, tick)| label(tick, form, baseline, canvas.width))
            .collect()
    };
    (1..=ticks.len())
        .map(labelled)
        .find(|labels| {
            let fields: Vec<Field> = labels.iter().map(Label::field).collect();
            fields
                .iter()
                .zip(fields.iter().skip(1))
                .all(|(left, right)| right.left >= left.right + 8.0)
        })
        .unwrap_or_default()
}

fn label((x, words): &Tick<'_>, form: Form, baseline: f64, width: f64) -> Option<Label> {
    let text = metrics::shortened(form.forms(words).first()?, width / 2.0);
    let half = Tone::Soft.width(&text) / 2.0;
    // A label at the edge moves in, so that it is not cut.
    let x = x.min(width - half - 1.0).max(half + 1.0);
    Some(Label {
        x,
        baseline,
        anchor: Anchor::Middle,
        tone: Tone::Soft,
        text,
    })
}
