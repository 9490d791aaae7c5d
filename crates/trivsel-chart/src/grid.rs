//! The numbers at the left of a plot, each with its line across.

use crate::axis::Axis;
use crate::canvas::{Anchor, Canvas, Field, Ink, Label, Tone};
use crate::metrics;

/// The values of the gridlines with what is written beside them.
#[derive(Debug)]
pub(crate) struct Numbers(pub(crate) Vec<(f64, String)>);

impl Numbers {
    /// Written by the caller's `number`, none wider than `room`.
    pub(crate) fn of(axis: &Axis, number: &dyn Fn(f64, usize) -> String, room: f64) -> Self {
        let written = |value: f64| metrics::shortened(&number(value, axis.decimals), room);
        Self(axis.lines.iter().map(|value| (*value, written(*value))).collect())
    }

    pub(crate) fn width(&self) -> f64 {
        let widths = self.0.iter().map(|(_, text)| Tone::Soft.width(text));
        widths.fold(0.0, f64::max).ceil()
    }

    /// Where `has_own_line` says so, only the number: another stroke is drawn there.
    pub(crate) fn draw(
        &self,
        plot: &Field,
        y: impl Fn(f64) -> f64,
        has_own_line: impl Fn(f64) -> bool,
        canvas: &mut Canvas,
    ) {
        for (value, text) in &self.0 {
            let y = y(*value);
            if !has_own_line(*value) {
                canvas.line((plot.left, y), (plot.right, y), Ink::Grid);
            }
            canvas.write(vec![Label {
                x: plot.left - 8.0,
                baseline: y + 5.0,
                anchor: Anchor::End,
                tone: Tone::Soft,
                text: text.clone(),
            }]);
        }
    }
}
