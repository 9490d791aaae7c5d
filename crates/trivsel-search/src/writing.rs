//! How a language is written: which letters are its own, which of them can be spelled otherwise, and what is only an accent.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The letters of a language, so that words can be compared.
///
/// Case is dropped, and so are accents, but not those of letters that are the language's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Writing {
    own: BTreeSet<char>,
    instead: BTreeMap<char, String>,
    spelled: BTreeMap<char, String>,
    lone: BTreeSet<char>,
}

impl Writing {
    /// Letters that are kept although they look like one with an accent: `å` in Danish.
    #[must_use]
    pub fn own(mut self, letters: &str) -> Self {
        self.own.extend(letters.chars());
        self
    }

    /// A letter of another alphabet and what stands for it: `ä` is read as `æ`.
    #[must_use]
    pub fn instead(mut self, letter: char, reading: &str) -> Self {
        self.instead.insert(letter, reading.to_owned());
        self
    }

    /// A letter and how it is written on a keyboard that lacks it: `å` as `aa`. Both find each other.
    #[must_use]
    pub fn spelled(mut self, letter: char, otherwise: &str) -> Self {
        self.spelled.insert(letter, otherwise.to_owned());
        self
    }

    /// Letters that are words of their own, so that they are no part of a paragraph's number: `i` in "§ 7 i loven".
    #[must_use]
    pub fn lone(mut self, letters: &str) -> Self {
        self.lone.extend(letters.chars());
        self
    }

    pub(crate) fn is_lone_word(&self, letter: char) -> bool {
        self.lone.contains(&letter)
    }

    /// The text in small letters, composed, without accents that are not the language's own.
    ///
    /// ```
    /// let danish = trivsel_search::Writing::default().own("æøå").instead('ä', "æ");
    /// assert_eq!(danish.fold("Café på A\u{30a}rhus Ä"), "cafe på århus æ");
    /// ```
    pub fn fold(&self, text: &str) -> String {
        if text.bytes().all(|byte| byte.is_ascii()) {
            return text.to_ascii_lowercase();
        }
        let mut folded = String::with_capacity(text.len());
        for letter in text.nfc().flat_map(char::to_lowercase) {
            self.fold_letter(letter, &mut folded);
        }
        folded
    }

    fn fold_letter(&self, letter: char, folded: &mut String) {
        if let Some(reading) = self.instead.get(&letter) {
            folded.push_str(reading);
        } else if letter.is_ascii() || self.own.contains(&letter) {
            folded.push(letter);
        } else {
            decompose_canonical(letter, |piece| {
                if !is_combining_mark(piece) {
                    folded.push(piece);
                }
            });
        }
    }

    /// The folded word with each letter as a keyboard without it writes it, so that `årsag` and `aarsag` are one.
    pub fn skeleton(&self, word: &str) -> String {
        let mut skeleton = String::with_capacity(word.len());
        for letter in word.chars() {
            match self.spelled.get(&letter) {
                Some(otherwise) => skeleton.push_str(otherwise),
                None => skeleton.push(letter),
            }
        }
        skeleton
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn danish() -> Writing {
        Writing::default()
            .own("æøå")
            .instead('ä', "æ")
            .spelled('å', "aa")
            .spelled('ø', "oe")
    }

    #[test]
    fn accents_go_and_own_letters_stay() {
        for (text, folded) in [
            ("ÆBLE", "æble"),
            ("Résumé", "resume"),
            ("A\u{30a}", "å"),
            ("Ärlig", "ærlig"),
            ("İ", "i"),
            ("Ñandú", "nandu"),
        ] {
            assert_eq!(danish().fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_letter_and_its_spelling_have_one_skeleton() {
        assert_eq!(danish().skeleton("årsag"), danish().skeleton("aarsag"));
        assert_eq!(danish().skeleton("søn"), "soen");
    }
}
