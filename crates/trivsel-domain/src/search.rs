//! Danish for `trivsel-search`: the lexicon, the exceptions, stop words and synonyms that are shipped, with the Danish Snowball stemmer.
//!
//! `search/NOTICE.md` says where the words come from and under which licence; `search/lexicon.py` makes the lexicon anew.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use trivsel_search::{Exceptions, ExceptionsError, Language, Lexicon, LexiconError, Synonyms, Writing};

const LEXICON: &[u8] = include_bytes!("search/danish.lex");
const EXCEPTIONS: &str = include_str!("search/exceptions.txt");
const STOP_WORDS: &str = include_str!("search/stop_words.txt");
const SYNONYMS: &str = include_str!("search/synonyms.txt");
const ENGLISH_STOP_WORDS: &str = include_str!("search/english_stop_words.txt");
const ENGLISH_SYNONYMS: &str = include_str!("search/english_synonyms.txt");

/// What can be dropped from a word that the lexicon lacks, if a base form remains that it has.
const ENDINGS: [&str; 26] = [
    "s", "en", "ens", "et", "ets", "er", "ers", "erne", "ernes", "ene", "enes", "e", "es", "t", "te", "ede", "est",
    "este", "ere", "n", "ns", "ne", "nes", "r", "rne", "rnes",
];

/// Counted up when something changes in how words are analysed that the data does not show, so that indexes are built anew.
const VERSION: u8 = 1;

/// Why there is no Danish: what is shipped is damaged.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The lexicon cannot be read.
    #[error("the Danish lexicon cannot be read")]
    Lexicon(#[source] LexiconError),
    /// The exceptions cannot be read.
    #[error("the Danish exceptions cannot be read")]
    Exceptions(#[source] ExceptionsError),
}

/// Danish as it is shipped. Reading it takes some milliseconds: make it once and keep it.
///
/// # Errors
/// When the program was built with damaged data.
pub fn danish() -> Result<Language, SearchError> {
    let lexicon = Lexicon::read(LEXICON).map_err(SearchError::Lexicon)?;
    let mut state = DefaultHasher::new();
    (lexicon.fingerprint(), EXCEPTIONS, STOP_WORDS, ENDINGS).hash(&mut state);
    let mut language = Language::plain(&format!("da-{VERSION}-{:016x}", state.finish()));
    language.writing = writing();
    language.lexicon = lexicon;
    language.exceptions = Exceptions::parse(EXCEPTIONS).map_err(SearchError::Exceptions)?;
    language.stem = stem;
    language.endings = ENDINGS.map(str::to_owned).to_vec();
    language.stop_words = STOP_WORDS.split_whitespace().map(str::to_owned).collect();
    Ok(language)
}

/// The synonyms that are shipped; an organisation's own come beside them.
pub fn synonyms(danish: &Language) -> Synonyms {
    Synonyms::parse(SYNONYMS, danish)
}

/// English by its stemmer alone: no lexicon of forms, no compounds.
pub fn english() -> Language {
    let mut state = DefaultHasher::new();
    ENGLISH_STOP_WORDS.hash(&mut state);
    let mut language = Language::plain(&format!("en-{VERSION}-{:016x}", state.finish()));
    language.stem = english_stem;
    language.stop_words = ENGLISH_STOP_WORDS.split_whitespace().map(str::to_owned).collect();
    language
}

/// English words that mean nearly the same where people work.
pub fn english_synonyms(english: &Language) -> Synonyms {
    Synonyms::parse(ENGLISH_SYNONYMS, english)
}

/// Danish letters, and how they are written where a keyboard lacks them.
fn writing() -> Writing {
    Writing::default()
        .own("æøå")
        .instead('ä', "æ")
        .instead('ö', "ø")
        .instead('ß', "ss")
        .spelled('å', "aa")
        .spelled('æ', "ae")
        .spelled('ø', "oe")
        .lone("iå")
}

fn stem(word: &str) -> String {
    frostem::Stemmer::new(frostem::Algorithm::Danish)
        .stem(word)
        .into_owned()
}

fn english_stem(word: &str) -> String {
    frostem::Stemmer::new(frostem::Algorithm::English)
        .stem(word)
        .into_owned()
}

#[cfg(test)]
mod tests;
