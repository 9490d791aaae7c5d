//! The piece of a text that shows best why it was found, with the words to mark.

use std::ops::Range;

use crate::words::written;
use crate::{Language, Token};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Where it stands in the text, in bytes, on borders between letters and not within words.
    pub range: Range<usize>,
    /// Where the words to mark stand, in bytes of the whole text, in their order.
    pub marks: Vec<Range<usize>>,
    /// Whether something stands before it.
    pub is_cut_before: bool,
    /// Whether something comes after it.
    pub is_cut_after: bool,
}

impl Excerpt {
    /// Its parts in their order, each with whether it is to be marked.
    pub fn parts(&self, text: &str) -> Vec<(String, bool)> {
        let mut parts = Vec::new();
        let mut push = |range: Range<usize>, is_marked: bool| {
            if let Some(part) = text.get(range).filter(|part| !part.is_empty()) {
                parts.push((part.to_owned(), is_marked));
            }
        };
        let mut at = self.range.start;
        for mark in &self.marks {
            push(at..mark.start, false);
            push(mark.clone(), true);
            at = mark.end;
        }
        push(at..self.range.end, false);
        parts
    }
}

/// How many marks are tried as the beginning of an excerpt.
// Why: a long text in which every word is marked would otherwise cost its square.
const MOST_TRIED: usize = 200;

/// The piece of at most `longest` letters that has the most different ones of `words` (see [`crate::Hit::words`]), from the beginning of
/// a sentence where that leaves room. A single word longer than that is shown all the same.
pub fn excerpt(language: &Language, text: &str, words: &[&str], longest: usize) -> Excerpt {
    let tokens = language.tokens(text);
    let marked: Vec<usize> = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| words.contains(&written(token).as_str()))
        .map(|(at, _)| at)
        .collect();
    let page = Page {
        text,
        tokens: &tokens,
        marked: &marked,
        longest,
    };
    let tried = marked.iter().take(MOST_TRIED).map(|at| page.from(*at));
    let best = tried
        .map(|range| (page.worth(&range), range))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let range = best.map_or_else(|| page.grown(0, 0), |(_, range)| range);
    let marks = page.marks(&range).map(|token| token.range.clone()).collect();
    let is_something =
        |piece: Option<&str>| piece.is_some_and(|piece| piece.chars().any(|letter| !letter.is_whitespace()));
    Excerpt {
        is_cut_before: is_something(text.get(..range.start)),
        is_cut_after: is_something(text.get(range.end..)),
        marks,
        range,
    }
}

struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    marked: &'a [usize],
    longest: usize,
}

impl Page<'_> {
    fn letters(&self, range: Range<usize>) -> usize {
        self.text.get(range).map_or(usize::MAX, |piece| piece.chars().count())
    }

    /// The piece around a marked word: from its sentence's beginning, or from a few words before it.
    fn from(&self, marked: usize) -> Range<usize> {
        let Some(token) = self.tokens.get(marked) else {
            return 0..0;
        };
        let mut first = marked;
        let mut start = token.range.start;
        while let Some(before) = first.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            let gap = self.text.get(before.range.end..start).unwrap_or_default();
            let ends_sentence = gap.contains(['.', '!', '?', '\n', ':', ';']);
            if ends_sentence || self.letters(before.range.start..token.range.end) > self.longest / 2 {
                break;
            }
            first -= 1;
            start = before.range.start;
        }
        let from = if first == 0 { 0 } else { start };
        self.grown(from, marked)
    }

    /// From `start` to the last word that fits, with the sign that closes it; at least to the word `at`.
    fn grown(&self, start: usize, at: usize) -> Range<usize> {
        let mut end = start;
        for (number, token) in self
            .tokens
            .iter()
            .enumerate()
            .skip_while(|(_, token)| token.range.start < start)
        {
            if number > at && self.letters(start..token.range.end) > self.longest {
                return start..end;
            }
            let closing = self.text.get(token.range.end..).unwrap_or_default();
            let closing = closing
                .chars()
                .take_while(|letter| ".!?)»”\"".contains(*letter))
                .map(char::len_utf8)
                .sum::<usize>();
            end = token.range.end + closing;
        }
        if self.letters(start..self.text.len()) <= self.longest {
            start..self.text.len()
        } else {
            start..end
        }
    }

    fn marks(&self, range: &Range<usize>) -> impl Iterator<Item = &Token> {
        let tokens = self.marked.iter().filter_map(|at| self.tokens.get(*at));
        tokens.filter(move |token| range.start <= token.range.start && token.range.end <= range.end)
    }

    /// How many different marked words a piece has, and how many in all.
    fn worth(&self, range: &Range<usize>) -> (usize, usize) {
        let mut words: Vec<&str> = self.marks(range).map(|token| token.word.as_str()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        (words.len(), all)
    }
}
