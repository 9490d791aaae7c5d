//! Words in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The same words in several languages, by language code. Words that are nothing but white space count as not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wording(BTreeMap<String, String>);

impl Wording {
    /// The words in these languages.
    pub fn of<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut wording = Self::default();
        for (language, words) in words {
            wording.set(language, words);
        }
        wording
    }

    /// The words in a language.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0
            .get(language)
            .map(String::as_str)
            .filter(|words| !words.trim().is_empty())
    }

    /// The words in a language; where there are none, those in any other, so that an unfinished draft can be read.
    pub fn read(&self, language: &str) -> &str {
        self.get(language)
            .or_else(|| self.list().next().map(|(_, words)| words))
            .unwrap_or_default()
    }

    /// Puts words in place of those there were; empty words take them away.
    pub fn set(&mut self, language: &str, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            self.0.remove(language);
        } else {
            self.0.insert(language.to_owned(), words.to_owned());
        }
    }

    /// Keeps the words in these languages only.
    pub fn keep(&mut self, languages: &[String]) {
        self.0.retain(|language, _| languages.contains(language));
    }

    /// Is nothing said in any language?
    pub fn is_empty(&self) -> bool {
        self.list().next().is_none()
    }

    /// Languages and words, in the order of the codes.
    pub fn list(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(language, words)| (language.as_str(), words.as_str()))
            .filter(|(_, words)| !words.trim().is_empty())
    }
}
