//! Texts side by side at one height, moved apart.

use crate::canvas::{Anchor, Label, Tone};
use crate::stack::{Wish, apart};
use crate::words::Words;

/// Each as near its wish as the others allow between `low` and `high`; if they have no room, the short forms, then fewer.
pub(crate) fn row(wishes: &[(f64, &Words)], baseline: f64, tone: Tone, (low, high): (f64, f64)) -> Vec<Label> {
    let mut kept = wishes;
    while let Some((_, fewer)) = kept.split_last() {
        for shortest in [false, true] {
            let texts: Vec<&str> = kept.iter().map(|(_, words)| pick(words, shortest)).collect();
            let spaced: Vec<Wish> = kept
                .iter()
                .zip(&texts)
                .map(|((middle, _), text)| Wish {
                    middle: *middle,
                    length: tone.width(text) + 10.0,
                })
                .collect();
            if let Some(middles) = apart(&spaced, low, high) {
                let labels = middles.into_iter().zip(texts).filter(|(_, text)| !text.is_empty());
                return labels.map(|(x, text)| middle_label(x, baseline, tone, text)).collect();
            }
        }
        kept = fewer;
    }
    Vec::new()
}

pub(crate) fn pick(words: &Words, shortest: bool) -> &str {
    if shortest && !words.short.is_empty() {
        &words.short
    } else {
        &words.full
    }
}

pub(crate) fn middle_label(x: f64, baseline: f64, tone: Tone, text: &str) -> Label {
    Label {
        x,
        baseline,
        anchor: Anchor::Middle,
        tone,
        text: text.to_owned(),
    }
}
