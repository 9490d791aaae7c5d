//! A language as a value: everything that turns a word into the keys it is found by.

use std::collections::BTreeSet;

use crate::compound::{Part, Splitter};
use crate::{Exceptions, LONGEST_WORD, Lexicon, Token, Writing, tokens};

/// Takes a folded word to its stem.
pub type Stem = fn(&str) -> String;

/// What the parts of an unknown compound may cost together, in bits, unless a language says otherwise.
const SPLIT_LIMIT: u32 = 45;

/// Longer compounds are found by their parts only, not by each run of them: eight parts have 35 runs.
const MOST_PARTS: usize = 6;

/// A base form is not shorter than this when an ending is dropped from an unknown word, in letters.
const SHORTEST_BASE: usize = 3;

/// Everything there is to know about a language.
#[derive(Clone, Debug)]
pub struct Language {
    /// The name of this version of the language: an index remembers it, so that it can be built anew when it has changed.
    pub mark: String,
    /// How it is written.
    pub writing: Writing,
    /// Its forms.
    pub lexicon: Lexicon,
    /// What is known better than by the lexicon.
    pub exceptions: Exceptions,
    /// For words that neither lexicon nor compounds explain.
    pub stem: Stem,
    /// Endings that can be dropped from an unknown word if what remains is a known base form, in any order.
    pub endings: Vec<String>,
    /// Words that say nothing of what is looked for, folded. They are left out of a query that has others.
    pub stop_words: BTreeSet<String>,
    /// What the parts of an unknown compound may cost together, in bits.
    pub split_limit: u32,
}

/// What a word is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Base forms of the whole word.
    pub whole: Vec<String>,
    /// Base forms of its parts and of runs of its parts, without those of the whole.
    pub parts: Vec<String>,
}

impl Language {
    /// A language of which nothing is known: words are compared as they are written.
    pub fn plain(mark: &str) -> Self {
        Self {
            mark: mark.to_owned(),
            writing: Writing::default(),
            lexicon: Lexicon::empty(),
            exceptions: Exceptions::default(),
            stem: str::to_owned,
            endings: Vec::new(),
            stop_words: BTreeSet::new(),
            split_limit: SPLIT_LIMIT,
        }
    }

    /// The words of a text.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        tokens(text, &self.writing)
    }

    /// Whether a folded word says nothing of what is looked for.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// Whether a folded word, as it is written, is known: then it is no typing error.
    pub fn knows(&self, word: &str) -> bool {
        self.exceptions.lemma(word).is_some() || self.lexicon.form(word).is_some_and(|form| form.is_word())
    }

    /// The parts of a folded word; empty if it is no compound.
    pub fn split(&self, word: &str) -> Vec<Part> {
        self.parts_between(word, &self.splitter().borders(word))
    }

    fn parts_between(&self, word: &str, borders: &[usize]) -> Vec<Part> {
        if borders.is_empty() {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut start = 0;
        for end in borders.iter().copied().chain([word.len()]) {
            let text = word.get(start..end).unwrap_or_default();
            let lemmas = if end < word.len() {
                vec![self.base_of_first(text)]
            } else {
                self.base_forms(text)
            };
            parts.push(Part {
                range: start..end,
                lemmas,
            });
            start = end;
        }
        parts
    }

    /// The base forms of a folded word, the likeliest first; never empty for a word that has letters.
    pub fn base_forms(&self, word: &str) -> Vec<String> {
        if let Some(known) = self.known_base_forms(word) {
            return known;
        }
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return vec![word.to_owned()];
        }
        self.base_forms_between(word, &self.splitter().borders(word))
    }

    /// The base forms of a word that is not known as a whole: those of its last part, behind the others.
    fn base_forms_between(&self, word: &str, borders: &[usize]) -> Vec<String> {
        let border = borders.last().copied();
        if let Some((front, last)) = border.and_then(|border| word.split_at_checked(border)) {
            let bases = self.known_base_forms(last).unwrap_or_else(|| self.without_ending(last));
            return bases.iter().map(|base| format!("{front}{base}")).collect();
        }
        self.without_ending(word)
    }

    fn known_base_forms(&self, word: &str) -> Option<Vec<String>> {
        if let Some(lemma) = self.exceptions.lemma(word) {
            return Some(vec![lemma.to_owned()]);
        }
        let lemmas = self.lexicon.form(word)?.lemmas();
        (!lemmas.is_empty()).then_some(lemmas)
    }

    fn without_ending(&self, word: &str) -> Vec<String> {
        let bases = self
            .endings
            .iter()
            .filter_map(|ending| word.strip_suffix(ending.as_str()));
        let known = bases
            .filter(|base| base.chars().count() >= SHORTEST_BASE)
            .filter(|base| {
                self.known_base_forms(base)
                    .is_some_and(|bases| bases.iter().any(|other| other == base))
            });
        match known.max_by_key(|base| base.len()) {
            Some(base) => vec![base.to_owned()],
            None => vec![(self.stem)(word)],
        }
    }

    fn base_of_first(&self, part: &str) -> String {
        let as_first = self.lexicon.form(part).and_then(|form| form.first_of());
        as_first
            .or_else(|| self.known_base_forms(part).and_then(|bases| bases.into_iter().next()))
            .unwrap_or_else(|| part.to_owned())
    }

    /// What a token is found by.
    pub fn analyse(&self, token: &Token) -> Analysis {
        let mut found = Analysis::default();
        if token.pieces.is_empty() {
            // Why: looking for borders is most of the work, so it is done once for both.
            let borders = self.splitter().borders(&token.word);
            let is_number = token.word.bytes().any(|byte| byte.is_ascii_digit());
            found.whole = match self.known_base_forms(&token.word) {
                Some(known) => known,
                None if is_number => vec![token.word.clone()],
                None => self.base_forms_between(&token.word, &borders),
            };
            self.add_parts(&token.word, &borders, &mut found.parts);
        } else {
            found.whole = self.base_forms(&token.word);
            for piece in &token.pieces {
                found.parts.extend(self.base_forms(piece));
                self.add_parts(piece, &self.splitter().borders(piece), &mut found.parts);
            }
            self.join_pieces(token, &mut found);
        }
        found.parts.sort();
        found.parts.dedup();
        found
            .parts
            .retain(|part| !part.is_empty() && !found.whole.contains(part));
        found
    }

    /// A joined word that nobody knows has the base form of its last piece: `it-systemet` is `itsystem`.
    fn join_pieces(&self, token: &Token, found: &mut Analysis) {
        let is_written_out = token.pieces.concat() == token.word;
        if let Some((last, front)) = token.pieces.split_last()
            && is_written_out
            && self.known_base_forms(&token.word).is_none()
        {
            let front = front.concat();
            let bases = self.base_forms(last);
            found.whole = bases.iter().map(|base| cut(format!("{front}{base}"))).collect();
        }
    }

    fn add_parts(&self, word: &str, borders: &[usize], to: &mut Vec<String>) {
        let parts = self.parts_between(word, borders);
        for part in &parts {
            to.extend(part.lemmas.iter().cloned());
        }
        if !(3..=MOST_PARTS).contains(&parts.len()) {
            return;
        }
        for (at, first) in parts.iter().enumerate() {
            for (to_part, last) in parts.iter().enumerate().skip(at + 1) {
                if at == 0 && to_part + 1 == parts.len() {
                    continue;
                }
                let front = word.get(first.range.start..last.range.start).unwrap_or_default();
                to.extend(last.lemmas.iter().map(|lemma| format!("{front}{lemma}")));
            }
        }
    }

    fn splitter(&self) -> Splitter<'_> {
        Splitter {
            lexicon: &self.lexicon,
            exceptions: &self.exceptions,
            limit: self.split_limit,
        }
    }
}

fn cut(word: String) -> String {
    if word.chars().count() <= LONGEST_WORD {
        return word;
    }
    word.chars().take(LONGEST_WORD).collect()
}

#[cfg(test)]
mod tests;
