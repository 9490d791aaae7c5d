//! The language of a document, which decides its number and date forms. Words come from the caller.

use serde::{Deserialize, Serialize};

/// The two languages documents are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Danish: decimal comma, day before month.
    #[serde(rename = "da")]
    Danish,
    /// English: decimal point, ISO dates in data files.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language tag of BCP 47.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }
}
