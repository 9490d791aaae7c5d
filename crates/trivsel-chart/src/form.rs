//! The two drawings of a picture for a page, and how a label is written in each.

use crate::canvas::{TYPE_SIZE, Tone};
use crate::metrics;
use crate::words::Words;

/// The width and height of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

impl Size {
    /// The whole column of a page.
    pub const COLUMN: Self = Self {
        width: 1120.0,
        height: 420.0,
    };
    /// The main part of a page that has an aside.
    pub const BESIDE: Self = Self {
        width: 790.0,
        height: 420.0,
    };
    pub const NARROW: Self = Self {
        width: 343.0,
        height: 330.0,
    };

    /// Below this there is no room left for a plot between its labels.
    pub(crate) fn at_least_readable(self) -> Self {
        Self {
            width: self.width.max(343.0),
            height: self.height.max(200.0),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Wide,
    Narrow,
}

impl Form {
    /// The forms of a label in the order this drawing prefers them.
    pub(crate) fn forms(self, words: &Words) -> Vec<&str> {
        match self {
            Self::Wide => words.forms().collect(),
            Self::Narrow => {
                let short = words.short.as_str();
                if short.is_empty() {
                    words.forms().collect()
                } else {
                    vec![short]
                }
            }
        }
    }

    /// The label's lines in the first form that fits: whole, on up to `lines` lines, and at last with its long words cut short.
    pub(crate) fn fitted(self, words: &Words, tone: Tone, room: f64, lines: usize) -> Option<Vec<String>> {
        let forms = self.forms(words);
        let whole = |text: &str| metrics::wrap(text, tone.weight(), TYPE_SIZE, room, lines);
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
}
