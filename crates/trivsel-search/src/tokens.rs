//! Text into words: what a word is, where it stands, and what a written joint (a hyphen, a full stop in a date) takes apart.

use std::ops::Range;

use crate::Writing;

/// In letters. What is longer is read up to here.
// Why: a "word" of a megabyte (a pasted key) would make splitting and comparing cost its square. The longest Danish word in use has 51.
pub const LONGEST_WORD: usize = 64;

/// A longer chain of hyphens is several words.
const MOST_PIECES: usize = 8;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the text; always on borders between letters.
    pub range: Range<usize>,
    /// The word folded, without hyphens: `It-sikkerhed` is `itsikkerhed`, `§ 7 a` is `§7a`.
    pub word: String,
    /// What stands on both sides of its joints, folded: `it` and `sikkerhed`. Empty without joints.
    pub pieces: Vec<String>,
}

/// The words of a text in their order.
///
/// A word is a run of letters and digits. A hyphen between letters joins, a full stop, comma or colon between digits too. After an
/// apostrophe comes an ending, which is not part of the word (`APV'en` is `apv`). A paragraph sign takes its number with it.
pub fn tokens(text: &str, writing: &Writing) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut scanner = Scanner {
        text,
        letters: &letters,
        writing,
        at: 0,
    };
    let mut found = Vec::new();
    while let Some(letter) = scanner.letter(scanner.at) {
        let token = if letter == '§' {
            scanner.paragraph()
        } else if is_of_word(letter) {
            scanner.word()
        } else {
            scanner.at += 1;
            None
        };
        found.extend(token);
    }
    found
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

struct Scanner<'a> {
    text: &'a str,
    letters: &'a [(usize, char)],
    writing: &'a Writing,
    at: usize,
}

impl Scanner<'_> {
    fn letter(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|(_, letter)| *letter)
    }

    fn byte(&self, at: usize) -> usize {
        self.letters.get(at).map_or(self.text.len(), |(byte, _)| *byte)
    }

    fn folded(&self, from: usize, to: usize) -> String {
        // Composed letters are at most as many as the written ones, so the cut holds after folding.
        let to = to.min(from.saturating_add(LONGEST_WORD));
        let slice = self.text.get(self.byte(from)..self.byte(to)).unwrap_or_default();
        self.writing.fold(slice)
    }

    fn end_of_run(&self, mut at: usize) -> usize {
        while self.letter(at).is_some_and(is_of_word) {
            at += 1;
        }
        at
    }

    fn word(&mut self) -> Option<Token> {
        let start = self.at;
        let mut runs = Vec::new();
        let mut from = start;
        let mut end = self.end_of_run(from);
        runs.push(from..end);
        while runs.len() < MOST_PIECES && self.joins(end) {
            from = end + 1;
            end = self.end_of_run(from);
            runs.push(from..end);
        }
        self.at = self.end_of_ending(end);
        let pieces: Vec<String> = runs
            .iter()
            .map(|run| self.folded(run.start, run.end))
            .filter(|piece| !piece.is_empty())
            .collect();
        let is_number = pieces
            .iter()
            .all(|piece| piece.bytes().all(|byte| byte.is_ascii_digit()));
        let word: String = pieces.join(if is_number { "." } else { "" });
        let word = word.chars().take(LONGEST_WORD).collect::<String>();
        (!word.is_empty()).then(|| Token {
            range: self.byte(start)..self.byte(self.at),
            word,
            pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
        })
    }

    /// Does what stands here join the letters before it and after it to one word?
    fn joins(&self, at: usize) -> bool {
        let (Some(joint), Some(before), Some(after)) =
            (self.letter(at), self.letter(at.wrapping_sub(1)), self.letter(at + 1))
        else {
            return false;
        };
        match joint {
            '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' => {
                is_of_word(after) && !(before.is_ascii_digit() && after.is_ascii_digit())
            }
            '.' | ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => false,
        }
    }

    /// Past `'en` and `'s`, if they stand here. A name like `O'Neill` is two words: an ending has at most four letters.
    fn end_of_ending(&self, at: usize) -> usize {
        if !matches!(self.letter(at), Some('\'' | '’')) {
            return at;
        }
        let end = self.end_of_run(at + 1);
        if (1..=4).contains(&(end - at - 1)) { end } else { at }
    }

    fn paragraph(&mut self) -> Option<Token> {
        let start = self.at;
        let mut at = start;
        while self.letter(at) == Some('§') {
            at += 1;
        }
        self.at = at;
        while self
            .letter(at)
            .is_some_and(|letter| letter == ' ' || letter == '\u{a0}')
        {
            at += 1;
        }
        let number = at;
        while self.letter(at).is_some_and(|letter| letter.is_ascii_digit()) {
            at += 1;
        }
        if at == number {
            return None;
        }
        let plain = format!("§{}", self.folded(number, at));
        let (end, letter) = self.letter_of_paragraph(at);
        self.at = end;
        let range = self.byte(start)..self.byte(end);
        Some(match letter {
            None => Token {
                range,
                word: plain,
                pieces: Vec::new(),
            },
            Some(letter) => Token {
                range,
                word: format!("{plain}{letter}"),
                pieces: vec![plain],
            },
        })
    }

    /// Where a paragraph's number ends, and the letter that belongs to it.
    fn letter_of_paragraph(&self, at: usize) -> (usize, Option<String>) {
        let here = if matches!(self.letter(at), Some(' ' | '\u{a0}')) {
            at + 1
        } else {
            at
        };
        let Some(letter) = self.letter(here).filter(|letter| letter.is_alphabetic()) else {
            return (at, None);
        };
        let folded = self.folded(here, here + 1);
        let is_word = here > at && letter.to_lowercase().any(|small| self.writing.is_lone_word(small));
        if is_word || self.letter(here + 1).is_some_and(is_of_word) {
            return (at, None);
        }
        (here + 1, Some(folded))
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )]

    use super::*;

    fn check(text: &str, expected: &[(&str, &[&str])]) {
        let writing = Writing::default().own("æøå").lone("iå");
        let found = tokens(text, &writing);
        let words: Vec<(&str, Vec<&str>)> = found
            .iter()
            .map(|token| (token.word.as_str(), token.pieces.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(&str, Vec<&str>)> = expected.iter().map(|(word, pieces)| (*word, pieces.to_vec())).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn words_joints_numbers_and_paragraphs() {
        check(
            "Vi går på ÆØÅ-kursus.",
            &[
                ("vi", &[]),
                ("går", &[]),
                ("på", &[]),
                ("æøåkursus", &["æøå", "kursus"]),
            ],
        );
        check(
            "social- og sundhedsassistent",
            &[("social", &[]), ("og", &[]), ("sundhedsassistent", &[])],
        );
        check(
            "APV'en, chef’s O'Connor",
            &[("apv", &[]), ("chef", &[]), ("o", &[]), ("connor", &[])],
        );
        check(
            "kl. 8.30 den 30.11.2026",
            &[
                ("kl", &[]),
                ("8.30", &["8", "30"]),
                ("den", &[]),
                ("30.11.2026", &["30", "11", "2026"]),
            ],
        );
        check("2024-2025", &[("2024", &[]), ("2025", &[])]);
        check(
            "§ 7 a, §7a og §§ 7 i loven",
            &[
                ("§7a", &["§7"]),
                ("§7a", &["§7"]),
                ("og", &[]),
                ("§7", &[]),
                ("i", &[]),
                ("loven", &[]),
            ],
        );
        check("§ og - ' .", &[("og", &[])]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let found = tokens(&"x".repeat(10_000), &Writing::default());
        assert_eq!(
            found.iter().map(|token| token.word.len()).collect::<Vec<_>>(),
            [LONGEST_WORD]
        );
        assert_eq!(found.first().map(|token| token.range.clone()), Some(0..10_000));
    }

    #[test]
    fn ranges_stand_where_the_word_stands() {
        let text = "Årets »kørelister«";
        let found = tokens(text, &Writing::default().own("æøå"));
        let written: Vec<&str> = found.iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(written, ["Årets", "kørelister"]);
    }
}
