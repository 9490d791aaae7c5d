//! A language's words in little space: each form with its base forms, and what it can be in a compound.
//!
//! The forms stand in a finite state transducer (`fst`), which gives each the number of a row; rows say in endings what the form
//! becomes ("drop two letters, add `e`"), so that half a million forms share some thousand rows. The bytes are read where they lie.

mod pack;

use std::borrow::Cow;

use fst::raw::Fst;

pub use pack::{FormRow, LexiconBuilder};

/// Why bytes are no lexicon, or rows cannot be made one.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The bytes do not begin as a lexicon does, or end before their head does.
    #[error("these bytes are no lexicon")]
    NotALexicon,
    /// A row of the head cannot be read.
    #[error("row {row} of the lexicon's head cannot be read")]
    Row {
        /// Counted from 0.
        row: usize,
    },
    /// The transducer is damaged.
    #[error("the lexicon's forms cannot be read")]
    Forms(#[source] fst::Error),
    /// A form has more than the letters an ending can drop.
    #[error("the form {form} is too long")]
    TooLong {
        /// As it was handed in.
        form: String,
    },
}

/// Drop so many letters at the end, add these.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Ending {
    drop: u8,
    add: Box<str>,
}

impl Ending {
    fn of(&self, word: &str) -> String {
        let keep = word.chars().count().saturating_sub(usize::from(self.drop));
        word.chars().take(keep).chain(self.add.chars()).collect()
    }
}

/// What a form is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    lemmas: Vec<Ending>,
    first: Option<(u8, Ending)>,
    last: Option<u8>,
    head: Option<u8>,
}

/// The forms of a language. See [`LexiconBuilder`] for how one is made.
#[derive(Clone)]
pub struct Lexicon {
    /// `None` knows nothing.
    forms: Option<Fst<Cow<'static, [u8]>>>,
    rows: Vec<Row>,
    notice: String,
    fingerprint: u64,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Lexicon")
            .field("forms", &self.len())
            .field("rows", &self.rows.len())
            .finish_non_exhaustive()
    }
}

/// A form that the lexicon knows.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    word: &'a str,
    row: &'a Row,
}

impl Form<'_> {
    /// Its base forms, the likeliest first. Empty for what stands only inside compounds.
    pub fn lemmas(&self) -> Vec<String> {
        self.row.lemmas.iter().map(|ending| ending.of(self.word)).collect()
    }

    /// Whether it is a word that stands alone.
    pub fn is_word(&self) -> bool {
        !self.row.lemmas.is_empty()
    }

    /// The base form of what it is at the beginning of a compound: `arbejde` for `arbejds`.
    pub fn first_of(&self) -> Option<String> {
        self.row.first.as_ref().map(|(_, ending)| ending.of(self.word))
    }

    /// Whether the lexicon says that it begins, or can begin, a compound, and how unlikely that is, in bits.
    pub fn first_cost(&self) -> Option<u8> {
        self.row.first.as_ref().map(|(cost, _)| *cost)
    }

    /// The same for the end of a compound.
    pub fn last_cost(&self) -> Option<u8> {
        self.row.last
    }

    /// For a base form that is a compound itself: how many letters its last part has. 0 means that it is none.
    pub fn head(&self) -> Option<usize> {
        self.row.head.map(usize::from)
    }
}

impl Lexicon {
    /// Knows nothing.
    pub fn empty() -> Self {
        Self {
            forms: None,
            rows: Vec::new(),
            notice: String::new(),
            fingerprint: 0,
        }
    }

    /// Reads what [`LexiconBuilder::build`] wrote. Bytes of the program itself are not copied.
    ///
    /// # Errors
    /// When the bytes are not a lexicon or were damaged: a checksum is compared.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, LexiconError> {
        pack::read(bytes.into())
    }

    /// Where its words come from and under which licence, as its maker wrote it down.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// A number that differs when its bytes differ: what was analysed with another lexicon has to be analysed anew.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// How many forms it knows.
    pub fn len(&self) -> usize {
        self.forms.as_ref().map_or(0, Fst::len)
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Looks a folded word up.
    pub fn form<'a>(&'a self, word: &'a str) -> Option<Form<'a>> {
        let at = self.forms.as_ref()?.get(word)?;
        self.row(at.value()).map(|row| Form { word, row })
    }

    fn row(&self, value: u64) -> Option<&Row> {
        self.rows.get(usize::try_from(value).ok()?)
    }

    /// Every form that `rest` begins with, the shortest first.
    pub(crate) fn beginnings<'a>(&'a self, rest: &'a str) -> Vec<Form<'a>> {
        let mut found = Vec::new();
        let Some(forms) = &self.forms else { return found };
        let mut node = forms.root();
        let mut sum = fst::raw::Output::zero();
        for (at, byte) in rest.bytes().enumerate() {
            let Some(step) = node.find_input(byte) else { break };
            let step = node.transition(step);
            sum = sum.cat(step.out);
            node = forms.node(step.addr);
            let ends = at + 1;
            if node.is_final()
                && let Some(word) = rest.get(..ends)
                && let Some(row) = self.row(sum.cat(node.final_output()).value())
            {
                found.push(Form { word, row });
            }
        }
        found
    }
}

impl<'a> Form<'a> {
    pub(crate) fn word(&self) -> &'a str {
        self.word
    }
}

#[cfg(test)]
mod tests;
