//! What a language's editors know better than its lexicon: lemmas, splits, and words that are never split.

use std::collections::BTreeMap;

/// Corrections, read from lines an editor can write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions {
    lemmas: BTreeMap<String, String>,
    splits: BTreeMap<String, Vec<usize>>,
}

/// A line that is none of the three kinds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no exception: {text}")]
pub struct ExceptionsError {
    /// Counted from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

impl Exceptions {
    /// Reads one exception a line, words folded:
    ///
    /// | line | says |
    /// |---|---|
    /// | `gik > gå` | the base form of `gik` is `gå` |
    /// | `arbejds\|ro` | `arbejdsro` is split there |
    /// | `vindue` | `vindue` is never split |
    /// | `# …` | nothing |
    ///
    /// # Errors
    /// The first line that says something else.
    pub fn parse(text: &str) -> Result<Self, ExceptionsError> {
        let mut read = Self::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            read.add(line).ok_or_else(|| ExceptionsError {
                line: at + 1,
                text: line.to_owned(),
            })?;
        }
        Ok(read)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        if let Some((form, lemma)) = line.split_once('>') {
            let (form, lemma) = (form.trim(), lemma.trim());
            let are_words = !form.is_empty() && !lemma.is_empty() && !form.contains('|') && !lemma.contains('|');
            return are_words.then(|| {
                self.lemmas.insert(form.to_owned(), lemma.to_owned());
            });
        }
        let parts: Vec<&str> = line.split('|').collect();
        if line.contains(char::is_whitespace) || parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let mut borders = Vec::new();
        let mut at = 0;
        for part in parts.iter().take(parts.len() - 1) {
            at += part.len();
            borders.push(at);
        }
        self.splits.insert(parts.concat(), borders);
        Some(())
    }

    pub(crate) fn lemma(&self, word: &str) -> Option<&str> {
        self.lemmas.get(word).map(String::as_str)
    }

    /// The borders of a word in bytes; none for a word that is never split.
    pub(crate) fn split(&self, word: &str) -> Option<&[usize]> {
        self.splits.get(word).map(Vec::as_slice)
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

    #[test]
    fn three_kinds_of_lines() {
        let read = Exceptions::parse("# strong verbs\ngik > gå\n\narbejds|ro\nvindue\n").unwrap();
        assert_eq!(read.lemma("gik"), Some("gå"));
        assert_eq!(read.split("arbejdsro"), Some([7].as_slice()));
        assert_eq!(read.split("vindue"), Some([].as_slice()));
        assert_eq!(read.split("dør"), None);
    }

    #[test]
    fn a_line_that_says_nothing_clear_is_named() {
        for (text, line) in [("a|b\n| c", 2), ("to ord", 1), ("a >", 1), ("a||b", 1), ("a|b > c", 1)] {
            assert_eq!(Exceptions::parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
