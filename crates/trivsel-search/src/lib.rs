//! Search in texts of a language that is handed in: words are brought to their base form, compounds are split, typing errors are
//! forgiven, synonyms are followed, and every hit says why it is one.
//!
//! The crate knows no language. A [`Language`] is a value made of a [`Writing`] (which letters count), a [`Lexicon`] (form to base form,
//! and what can stand in a compound), [`Exceptions`], a stemmer for what the lexicon does not know, and stop words. There is no clock, no
//! file and no chance in here: the same values give the same hits in the same order.
//!
//! ```
//! use trivsel_search::{Field, Index, Language, Query, Synonyms};
//!
//! let language = Language::plain("test");
//! let mut index = Index::new(&language, vec![Field::new("title", 4.0), Field::new("body", 1.0)]).unwrap();
//! index.put(&language, "note:1", &["Quiet hours", "No telephone before nine."]);
//! index.put(&language, "note:2", &["Lunch", "The telephone stays outside."]);
//!
//! let found = index.search(&language, &Synonyms::default(), &Query::new("quite telephone"));
//! let first = &found.hits[0];
//! assert_eq!((found.total, first.key.as_str()), (2, "note:1"));
//! // It also says that `quite` was read as `quiet`.
//! assert_eq!(found.read[0].searched, ["quiet"]);
//! ```
//!
//! What each part promises:
//! - [`tokens()`] and [`Language::analyse`] take any text and never panic.
//! - [`Index`] is a value: built, changed entry by entry, stored with serde, and after [`Index::remove`] no word of an entry is left in it
//!   that no other entry has.
//! - [`Index::search`] ranks by BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) over the fields' boosts.

mod compound;
mod exceptions;
mod excerpt;
mod index;
mod language;
mod lexicon;
mod query;
mod ranking;
mod spelling;
mod synonyms;
mod tokens;
mod words;
mod writing;

pub use compound::Part;
pub use exceptions::{Exceptions, ExceptionsError};
pub use excerpt::{Excerpt, excerpt};
pub use index::{Field, Index, IndexError};
pub use language::{Analysis, Language, Stem};
pub use lexicon::{Form, FormRow, Lexicon, LexiconBuilder, LexiconError};
pub use query::{How, Query, Read, Sees};
pub use ranking::{Found, Hit, Why};
pub use spelling::{Tolerance, distance};
pub use synonyms::Synonyms;
pub use tokens::{LONGEST_WORD, Token, tokens};
pub use writing::Writing;
