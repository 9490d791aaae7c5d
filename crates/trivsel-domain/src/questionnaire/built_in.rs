//! The questionnaires that come with the program, as the documents beside this file.

use super::Content;
use crate::id::{OrganisationId, QuestionnaireId, QuestionnaireVersionId};

/// One version of a questionnaire that comes with the program.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    /// The questionnaire's short name.
    pub code: &'static str,
    /// The version's number. A changed document gets a new number; the old one stays in the list.
    pub number: i32,
    /// What it says.
    pub content: Content,
}

/// All of them, each questionnaire's versions in order, in the order they are offered.
///
/// One whose questions may not be shipped has everything but their words, so it stays a draft: a copy is completed by the workplace.
pub fn built_in() -> Result<Vec<BuiltIn>, serde_json::Error> {
    DOCUMENTS
        .iter()
        .map(|(code, number, document)| {
            Ok(BuiltIn {
                code,
                number: *number,
                content: Content::parse(document)?,
            })
        })
        .collect()
}

/// Where the questionnaire with this code stands among those that come with the program.
pub fn built_in_rank(code: &str) -> Option<usize> {
    DOCUMENTS.iter().position(|(known, ..)| *known == code)
}

/// The id of a built-in questionnaire of an organisation: the same in every run.
pub fn built_in_id(organisation: OrganisationId, code: &str) -> QuestionnaireId {
    let name = format!("questionnaire:{code}");
    QuestionnaireId(uuid::Uuid::new_v5(&organisation.0, name.as_bytes()))
}

/// The id of one of its versions.
pub fn built_in_version_id(organisation: OrganisationId, code: &str, number: i32) -> QuestionnaireVersionId {
    let name = format!("questionnaire:{code}:{number}");
    QuestionnaireVersionId(uuid::Uuid::new_v5(&organisation.0, name.as_bytes()))
}

const DOCUMENTS: [(&str, i32, &str); 3] = [
    ("pulse", 1, include_str!("built_in/pulse.json")),
    ("hse", 1, include_str!("built_in/hse.json")),
    ("who5", 1, include_str!("built_in/who5.json")),
];
