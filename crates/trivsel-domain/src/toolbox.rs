//! The toolbox as it is shipped: questions people ask, answers that rest on research and are ours, and tools of many publishers that belong
//! to them and are nobody's promise.
//!
//! An answer is a text file in one language beside this module: what is known about it in TOML between two lines `+++`, then five parts under
//! fixed headings, in the order a reader needs them. A question is its answers in both languages. [`shipped`] reads all of them and refuses
//! what is not whole; a test holds each against the rules of the house (120 to 250 words, sources that are cited, nothing cited that is no
//! source).

mod answer;
mod crisis;
mod editing;
mod finding;
mod line;
mod own;
mod suggesting;
mod tool;
mod using;

pub use answer::{AnswerPart, EvidenceGrade, Source, ToolboxAnswer};
pub use crisis::CrisisWords;
pub use editing::{AnswerApproval, ShownTool, ToolReview, ToolState, by_questions};
pub use finding::{FinderError, FoundBy, ToolboxFinder, ToolboxHits};
pub use line::{CrisisLine, is_phone};
pub use own::{OwnTool, OwnToolState};
pub use suggesting::{SuggestedTool, suggested, themes_of};
pub use tool::{Tool, ToolCode, ToolForm, shipped_tools};
pub use using::{ALIKE, HowItWorked, MissedWords, ToolNote};

use serde::{Deserialize, Serialize};

/// Who asks: one of the four roles the toolbox has doors for. Not [`crate::person::Role`], which says what an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// Somebody who works here and asks for themselves.
    Employee,
    /// Somebody who is worried about the person beside them.
    Colleague,
    /// A manager with people of their own.
    Manager,
    /// A safety or union representative, or somebody from personnel.
    KeyPerson,
}

/// What somebody stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To thrive, and to keep trouble away.
    Prevention,
    /// To stay in work although it is hard.
    Retention,
    /// To come back after sick leave.
    Return,
}

impl Asker {
    /// All four, in the order of the doors.
    pub const ALL: [Self; 4] = [Self::Employee, Self::Colleague, Self::Manager, Self::KeyPerson];

    /// The code it is kept under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Colleague => "colleague",
            Self::Manager => "manager",
            Self::KeyPerson => "key_person",
        }
    }

    /// The one with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl Purpose {
    /// All three, in the order of the doors.
    pub const ALL: [Self; 3] = [Self::Prevention, Self::Retention, Self::Return];

    /// The code it is kept under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Prevention => "prevention",
            Self::Retention => "retention",
            Self::Return => "return",
        }
    }

    /// The one with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A question with its answer in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolboxQuestion {
    /// What it is called for good: `Q` and three digits.
    pub code: &'static str,
    /// The answer in Danish, with the question as it is asked there.
    pub danish: ToolboxAnswer,
    /// The same in English.
    pub english: ToolboxAnswer,
}

impl ToolboxQuestion {
    /// Does it stand behind this door?
    pub fn is_behind(&self, asker: Asker, purpose: Purpose) -> bool {
        self.danish.askers.contains(&asker) && self.danish.purposes.contains(&purpose)
    }
}

/// What is wrong with a shipped text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ToolboxFault {
    /// Which file, by its name.
    pub file: String,
    /// What is wrong with it.
    pub fault: String,
}

macro_rules! answers {
    ($($code:literal)*) => {
        [$((
            $code,
            include_str!(concat!("toolbox/answers/", $code, ".da.md")),
            include_str!(concat!("toolbox/answers/", $code, ".en.md")),
        )),*]
    };
}

/// Code, Danish text, English text.
const SHIPPED: [(&str, &str, &str); 79] = answers!(
    "Q001" "Q002" "Q003" "Q004" "Q005" "Q006" "Q007" "Q008" "Q009" "Q010"
    "Q011" "Q012" "Q013" "Q014" "Q015" "Q016" "Q017" "Q018" "Q019" "Q020"
    "Q021" "Q022" "Q023" "Q024" "Q025" "Q026" "Q027" "Q028" "Q029" "Q030"
    "Q031" "Q032" "Q033" "Q034" "Q035" "Q036" "Q037" "Q038" "Q039" "Q040"
    "Q041" "Q042" "Q043" "Q044" "Q045" "Q046" "Q047" "Q048" "Q049" "Q050"
    "Q051" "Q052" "Q053" "Q054" "Q055" "Q056" "Q057" "Q058" "Q059" "Q060"
    "Q061" "Q062" "Q063" "Q064" "Q065" "Q066" "Q067" "Q068" "Q069" "Q070"
    "Q071" "Q072" "Q073" "Q074" "Q075" "Q076" "Q077" "Q078" "Q079"
);

/// Every question with its answers, in the order they are numbered.
///
/// # Errors
/// A text that is not in the form this module describes.
pub fn shipped() -> Result<Vec<ToolboxQuestion>, ToolboxFault> {
    SHIPPED
        .iter()
        .map(|(code, danish, english)| {
            let read = |text: &str, language: &str| {
                ToolboxAnswer::parse(text).map_err(|fault| ToolboxFault {
                    file: format!("{code}.{language}.md"),
                    fault,
                })
            };
            Ok(ToolboxQuestion {
                code,
                danish: read(danish, "da")?,
                english: read(english, "en")?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
