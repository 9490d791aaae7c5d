//! What units tell of using a tool, and words that were looked for in vain.

use chrono::NaiveDate;

use super::ToolCode;
use crate::id::{PersonId, ToolNoteId, UnitId};

/// How it went with a tool, in the words of those who used it. It is no proof of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowItWorked {
    /// It was a help.
    Well,
    /// It was, in part.
    Partly,
    /// It was not.
    Not,
}

impl HowItWorked {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Well, Self::Partly, Self::Not];

    /// The code it is kept under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Partly => "partly",
            Self::Not => "not",
        }
    }

    /// The one with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A unit uses a tool, and says how it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolNote {
    /// Its id.
    pub id: ToolNoteId,
    /// Which tool.
    pub tool: ToolCode,
    /// Which unit.
    pub unit: UnitId,
    /// What they say of it.
    pub text: String,
    /// Since when they use it.
    pub used_from: NaiveDate,
    /// How it went.
    pub worked: HowItWorked,
    /// Who wrote it; none once erased.
    pub written_by: Option<PersonId>,
}

/// So often the same words are handed in before an editor sees them: fewer might be somebody's own words.
pub const ALIKE: i32 = 3;

/// The longest words that are taken, in letters: a few words say what is missing, a longer text is somebody's story.
const LONGEST_MISSED: usize = 60;

/// Words somebody looked for in vain and handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedWords {
    /// The words.
    pub words: String,
    /// How often.
    pub times: i32,
}

impl MissedWords {
    /// The words as they are counted: small letters, one space between them. None where they are too long to be a few words, empty, or hold a
    /// digit: numbers are of persons more often than of subjects.
    pub fn read(typed: &str) -> Option<String> {
        let words = typed.to_lowercase();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_short = words.chars().count() <= LONGEST_MISSED;
        let has_digit = words.chars().any(|letter| letter.is_ascii_digit() || letter == '@');
        (is_short && !words.is_empty() && !has_digit).then_some(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_are_counted_alike_and_nothing_that_could_be_of_a_person() {
        for (typed, read) in [
            ("  Hund på   ARBEJDET ", Some("hund på arbejdet")),
            ("", None),
            ("ring 12345678", None),
            ("anna@fjordby.example", None),
            (
                "en lang historie om alt det der skete den dag hvor det hele gik galt",
                None,
            ),
        ] {
            assert_eq!(MissedWords::read(typed).as_deref(), read, "{typed}");
        }
    }
}
