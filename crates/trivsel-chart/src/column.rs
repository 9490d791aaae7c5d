//! The column to the right of a plot: what each line is and where it ended, moved apart.

use crate::canvas::{Anchor, Canvas, Field, LEADING, Label, Tone};
use crate::form::Form;
use crate::stack::{Wish, apart};
use crate::words::Words;

/// From the end of the plot to the text.
const STEP: f64 = 12.0;

#[derive(Debug)]
pub(crate) struct Column {
    /// The whole width right of the plot, with the step before the text.
    pub(crate) width: f64,
    entries: Vec<Entry>,
}

/// What should stand in the column, and the height it belongs to.
#[derive(Debug)]
pub(crate) struct Remark<'w> {
    pub(crate) words: &'w Words,
    pub(crate) tone: Tone,
    pub(crate) middle: f64,
}

#[derive(Debug)]
struct Entry {
    lines: Vec<String>,
    tone: Tone,
    middle: f64,
}

impl Column {
    /// Chooses the form of each label. The first remarks matter most: when all cannot stand above each other, the last goes.
    pub(crate) fn of<'w>(remarks: impl IntoIterator<Item = Remark<'w>>, form: Form, width: f64) -> Self {
        let room = (width * 0.18).clamp(104.0, 180.0);
        let entries: Vec<Entry> = remarks
            .into_iter()
            .filter_map(|remark| {
                let lines = form.fitted(remark.words, remark.tone, room, 3)?;
                Some(Entry {
                    lines,
                    tone: remark.tone,
                    middle: remark.middle,
                })
            })
            .collect();
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

    pub(crate) fn draw(&self, plot: &Field, canvas: &mut Canvas) {
        let mut entries: &[Entry] = &self.entries;
        let (low, high) = (plot.top - 8.0, plot.bottom + 8.0);
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
                labels.push(Label {
                    x: plot.right + STEP,
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
}

impl Entry {
    fn height(&self) -> f64 {
        LEADING * crate::axis::real(self.lines.len())
    }
}
