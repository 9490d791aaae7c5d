//! What those who answer are told, fixed when the survey opens and sealed: key, cells, rules and dates in one text whose hash stands in
//! every mail, on every card and on the first page. A server that told some people something else would have to show another seal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::id::SurveyId;
use trivsel_domain::survey::{LastDays, Rules};

/// A cell as those who answer see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedCell {
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// How many are invited.
    pub invited: u32,
}

/// What those who answer are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub survey: SurveyId,
    /// The key tokens are checked against, in hexadecimal digits.
    pub public_key: String,
    /// SHA-256 of the questionnaire, in hexadecimal digits.
    pub questionnaire: String,
    /// The rules of publication.
    pub rules: Rules,
    /// The last day answers are taken, as it is planned.
    pub closes_on: NaiveDate,
    /// Between which days that one may be moved. None where it is fixed: in surveys that opened before this was sealed, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<LastDays>,
    /// The day answers are deleted.
    pub answers_deleted_on: NaiveDate,
    /// All cells.
    pub cells: Vec<PromisedCell>,
}

impl Promise {
    /// The text that is sealed: JSON with its fields in this order and no blanks.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
