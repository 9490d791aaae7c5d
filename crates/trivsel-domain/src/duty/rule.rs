//! A rule as duties and assessments rest on it: one of the rules of law that are shipped, with when somebody last looked.

use chrono::NaiveDate;

use crate::legal_rule::{self, Freshness, LegalRule, Surety};

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRule {
    /// What it is called for good.
    pub code: String,
    /// The act, order or agreement, with its paragraph.
    pub basis: String,
    /// What it says, in Danish.
    pub text_da: String,
    /// What it says, in English.
    pub text_en: String,
    /// How many months lie between two times, if it says so.
    pub interval_months: Option<u32>,
    /// First day it is in force, where known.
    pub valid_from: Option<NaiveDate>,
    /// Last day, where it has ended.
    pub valid_to: Option<NaiveDate>,
    /// Where it was read.
    pub source_url: String,
    /// What date that page carries, as it says it.
    pub source_dated: String,
    /// How sure it is.
    pub how_sure: Surety,
    /// When somebody last held it against its source.
    pub checked_on: NaiveDate,
}

/// What is wrong with a shipped list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct RuleFault {
    /// Which file, by its name.
    pub file: &'static str,
    /// What is wrong with it.
    pub fault: String,
}

impl RuleFault {
    pub(super) fn new(file: &'static str, fault: &str) -> Self {
        Self {
            file,
            fault: fault.to_owned(),
        }
    }
}

impl DutyRule {
    /// How long ago it was looked at, on a day.
    pub fn age(&self, day: NaiveDate) -> Freshness {
        Freshness::of(self.checked_on, day)
    }

    /// Is it in force on a day?
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Has somebody confirmed its wording?
    pub fn is_confirmed(&self) -> bool {
        self.how_sure != Surety::NotConfirmed
    }

    /// May something be asked of a workplace in its name on a day?
    pub fn can_be_reckoned_with(&self, day: NaiveDate) -> bool {
        self.is_confirmed() && self.is_in_force(day) && self.age(day) != Freshness::Red
    }
}

impl From<LegalRule> for DutyRule {
    fn from(rule: LegalRule) -> Self {
        Self {
            code: rule.code,
            basis: rule.basis,
            text_da: rule.danish,
            text_en: rule.english,
            interval_months: rule.interval_months,
            valid_from: rule.valid_from,
            valid_to: rule.valid_to,
            source_url: format!("https://{}", rule.source),
            source_dated: rule.source_dated,
            how_sure: rule.surety,
            checked_on: rule.checked_on,
        }
    }
}

/// Every rule that is shipped.
///
/// # Errors
/// A list that cannot be read.
pub fn shipped_rules() -> Result<Vec<DutyRule>, RuleFault> {
    let rules = legal_rule::shipped_rules().map_err(|fault| RuleFault::new("rules.toml", &fault.to_string()))?;
    Ok(rules.into_iter().map(DutyRule::from).collect())
}
