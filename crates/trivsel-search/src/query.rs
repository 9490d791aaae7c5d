//! What somebody typed, laid out as what can be looked up: for each word its forms, its spellings, its synonyms.

mod reading;

use std::ops::Range;

use crate::Tolerance;

pub(crate) use reading::{Alternative, Clause, Together, read};

/// The rest of a longer text is not looked for.
// Why: each word costs a walk through its entries; a pasted page would hold a server up, and 32 words say what is meant.
pub(crate) const MOST_WORDS: usize = 32;

/// How a word that was found relates to the word that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum How {
    /// It is the same.
    Same,
    /// It is another form of it: `køreplaner` for `køreplan`.
    Form,
    /// Its letters are spelled otherwise: `aarsag` for `årsag`.
    Spelling,
    /// Two words asked for are one: `arbejdsmiljø` for `arbejds miljø`.
    Joined,
    /// It begins with it, and it is still being typed.
    Beginning,
    /// It is a compound that has it as a part.
    Part,
    /// A compound was asked for, and its parts stand here.
    Parts,
    /// It means nearly the same.
    Synonym,
    /// It is near enough for a typing error.
    Typing {
        /// How many letters differ.
        edits: u8,
    },
}

impl How {
    /// How much a word that relates so counts against the word itself.
    // Why: each step away is worth less than the one before, so that of two entries alike the one with the very word comes first. A part
    // counts for more than half: `miljø` in `arbejdsmiljø` is meant more often than not.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Self::Same => 1.0,
            Self::Form => 0.95,
            Self::Spelling => 0.9,
            Self::Joined => 0.9,
            Self::Beginning => 0.7,
            Self::Part => 0.6,
            Self::Parts => 0.5,
            Self::Synonym => 0.55,
            Self::Typing { edits: 0 | 1 } => 0.7,
            Self::Typing { .. } => 0.5,
        }
    }
}

/// How an asked word was read, where that is not as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Where it stands in the query, in bytes.
    pub asked: Range<usize>,
    /// The words that were looked for instead, folded, the likeliest first.
    pub searched: Vec<String>,
    /// Why.
    pub how: How,
}

/// Says of an entry, by its key, whether it may be found: `None` if not, otherwise a factor for its rank, mostly 1.
pub type Sees<'a> = &'a dyn Fn(&str) -> Option<f32>;

/// A question to an index.
#[derive(Clone, Copy)]
pub struct Query<'a> {
    /// What was typed. Up to 32 words are read.
    pub text: &'a str,
    /// How many hits are wanted.
    pub most: usize,
    /// How many of the best are left out, because they were shown before.
    pub skip: usize,
    /// Whether the last word may be the beginning of a longer one.
    pub is_being_typed: bool,
    /// Which typing errors are forgiven.
    pub tolerance: Tolerance,
    /// Which entries may be found. It is asked before anything is counted, so that neither hits nor their number tell of what is hidden.
    pub sees: Option<Sees<'a>>,
}

impl std::fmt::Debug for Query<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Query")
            .field("text", &self.text)
            .field("most", &self.most)
            .field("skip", &self.skip)
            .field("is_being_typed", &self.is_being_typed)
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

impl<'a> Query<'a> {
    /// The ten best of all entries, typing errors forgiven.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            most: 10,
            skip: 0,
            is_being_typed: false,
            tolerance: Tolerance::default(),
            sees: None,
        }
    }

    /// The same while it is being typed.
    #[must_use]
    pub fn being_typed(self) -> Self {
        Self {
            is_being_typed: true,
            ..self
        }
    }

    /// The same for somebody who may not see everything.
    #[must_use]
    pub fn seen_by(self, sees: Sees<'a>) -> Self {
        Self {
            sees: Some(sees),
            ..self
        }
    }
}
