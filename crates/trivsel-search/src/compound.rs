//! Where a compound is split: `arbejdsmiljøet` is `arbejds` and `miljøet`.
//!
//! Of a known word the lexicon says whether it is a compound and how long its last part is. An unknown one is laid out in forms that
//! can begin and end compounds, so that the sum of their costs (in bits, as the lexicon's maker counted them) is smallest.

use std::ops::Range;

use crate::{Exceptions, Lexicon};

/// A part of a compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands in the word, in bytes, with what links it to the next part.
    pub range: Range<usize>,
    /// Its base forms: `arbejde` for `arbejds`.
    pub lemmas: Vec<String>,
}

/// In letters: what is shorter is no compound. `skoene` has six, `isbar` five.
const SHORTEST: usize = 5;

/// How often a part is looked into for parts of its own.
// Why: parts are shorter than what they are parts of, but the base form of a part need not be; a lexicon could send us in a circle.
const DEEPEST: u8 = 6;

/// Splits words with a lexicon.
#[derive(Clone, Copy)]
pub(crate) struct Splitter<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) exceptions: &'a Exceptions,
    /// What the parts of an unknown word may cost together, in bits.
    pub(crate) limit: u32,
}

impl Splitter<'_> {
    /// Where a folded word is split, in bytes; empty for a word that is no compound.
    pub(crate) fn borders(&self, word: &str) -> Vec<usize> {
        self.borders_within(word, 0)
    }

    fn borders_within(&self, word: &str, depth: u8) -> Vec<usize> {
        if let Some(borders) = self.exceptions.split(word) {
            return borders.to_vec();
        }
        if depth > DEEPEST || word.chars().count() < SHORTEST || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        match self.lexicon.form(word).filter(crate::Form::is_word) {
            Some(form) => match form.head() {
                Some(0) => Vec::new(),
                Some(head) => self.of_known(word, head, depth),
                None => self.of_inflected(word, form.lemmas().first(), depth),
            },
            None => self.of_unknown(word, depth),
        }
    }

    /// A base form whose last part has `head` letters.
    fn of_known(&self, word: &str, head: usize, depth: u8) -> Vec<usize> {
        let Some((border, _)) = word.char_indices().rev().nth(head.saturating_sub(1)) else {
            return Vec::new();
        };
        let (Some(front), Some(last)) = (word.get(..border), word.get(border..)) else {
            return Vec::new();
        };
        if front.is_empty() {
            return Vec::new();
        }
        let mut borders = if self.lexicon.form(front).is_some_and(|form| form.first_cost().is_some()) {
            self.of_first(front, depth)
        } else {
            let fronts = self.cheapest(front, false).map(|(_, borders)| borders);
            self.with_inner(front, &fronts.unwrap_or_default(), depth)
        };
        borders.push(border);
        borders.extend(self.borders_within(last, depth + 1).iter().map(|inner| inner + border));
        borders
    }

    /// A form is split where its base form is: inflection changes only the last part.
    fn of_inflected(&self, word: &str, lemma: Option<&String>, depth: u8) -> Vec<usize> {
        let Some(lemma) = lemma.filter(|lemma| lemma.as_str() != word) else {
            return Vec::new();
        };
        shared(word, lemma, self.borders_within(lemma, depth + 1))
    }

    fn of_unknown(&self, word: &str, depth: u8) -> Vec<usize> {
        match self.cheapest(word, true) {
            Some((cost, borders)) if cost <= self.limit => self.with_inner(word, &borders, depth),
            _ => Vec::new(),
        }
    }

    /// The borders and those within the parts between them.
    fn with_inner(&self, word: &str, borders: &[usize], depth: u8) -> Vec<usize> {
        let mut all = Vec::new();
        let mut start = 0;
        for border in borders {
            let part = word.get(start..*border).unwrap_or_default();
            all.extend(self.of_first(part, depth).iter().map(|inner| inner + start));
            all.push(*border);
            start = *border;
        }
        if !borders.is_empty() {
            let last = word.get(start..).unwrap_or_default();
            all.extend(self.borders_within(last, depth + 1).iter().map(|inner| inner + start));
        }
        all
    }

    /// The borders within a part that begins a compound: those of its base form.
    fn of_first(&self, part: &str, depth: u8) -> Vec<usize> {
        let Some(lemma) = self.lexicon.form(part).and_then(|form| form.first_of()) else {
            return Vec::new();
        };
        shared(part, &lemma, self.borders_within(&lemma, depth + 1))
    }

    /// The layout of least cost. With `to_the_end` the last part must be one that can end a compound.
    fn cheapest(&self, word: &str, to_the_end: bool) -> Option<(u32, Vec<usize>)> {
        // For each place: the cost of the rest from there on, and where its first part ends.
        let mut best: Vec<Option<(u32, usize)>> = vec![None; word.len() + 1];
        for (start, _) in word.char_indices().rev() {
            let rest = word.get(start..)?;
            let mut cheapest: Option<(u32, usize)> = None;
            for form in self.lexicon.beginnings(rest) {
                let end = start + form.word().len();
                let cost = if end < word.len() {
                    let rest = best.get(end).copied().flatten().map(|(cost, _)| cost);
                    form.first_cost().zip(rest).map(|(cost, rest)| u32::from(cost) + rest)
                } else if to_the_end {
                    form.last_cost().filter(|_| start > 0).map(u32::from)
                } else {
                    form.first_cost().map(u32::from)
                };
                if let Some(cost) = cost
                    && cheapest.is_none_or(|(least, _)| cost < least)
                {
                    cheapest = Some((cost, end));
                }
            }
            *best.get_mut(start)? = cheapest;
        }
        let (cost, mut end) = best.first().copied().flatten()?;
        let mut borders = Vec::new();
        while end < word.len() {
            borders.push(end);
            (_, end) = best.get(end).copied().flatten()?;
        }
        Some((cost, borders))
    }
}

/// The borders of `lemma` that also are borders of `word`: up to where the two are written alike.
fn shared(word: &str, lemma: &str, mut borders: Vec<usize>) -> Vec<usize> {
    let alike = word
        .bytes()
        .zip(lemma.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    borders.retain(|border| *border <= alike && *border < word.len() && word.is_char_boundary(*border));
    borders
}

#[cfg(test)]
pub(crate) mod tests;
