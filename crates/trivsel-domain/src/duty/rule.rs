//! A rule of law or of an agreement, as dated data: what it says, where, how sure that is, and when somebody last looked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// After so many days without a look at its source a rule is marked.
const YELLOW_DAYS: i64 = 180;
/// After so many it is not reckoned with.
const RED_DAYS: i64 = 365;

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
    pub how_sure: HowSure,
    /// When somebody last held it against its source.
    pub checked_on: NaiveDate,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowSure {
    /// The paragraph itself was read.
    StatuteText,
    /// The amending text was read in a bill.
    BillText,
    /// An authority or the parties to the agreement say so.
    Official,
    /// Others say so.
    Secondary,
    /// Nobody has confirmed its wording.
    NotConfirmed,
}

impl HowSure {
    /// The name in code and words.
    pub fn code(self) -> &'static str {
        match self {
            Self::StatuteText => "statute_text",
            Self::BillText => "bill_text",
            Self::Official => "official",
            Self::Secondary => "secondary",
            Self::NotConfirmed => "not_confirmed",
        }
    }
}

/// How long ago a rule was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleAge {
    /// Lately.
    Fresh,
    /// More than 180 days ago: it is marked.
    Yellow,
    /// More than 365 days ago: it is not reckoned with.
    Red,
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
    pub fn age(&self, day: NaiveDate) -> RuleAge {
        match day.signed_duration_since(self.checked_on).num_days() {
            days if days > RED_DAYS => RuleAge::Red,
            days if days > YELLOW_DAYS => RuleAge::Yellow,
            _ => RuleAge::Fresh,
        }
    }

    /// Is it in force on a day?
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Has somebody confirmed its wording?
    pub fn is_confirmed(&self) -> bool {
        self.how_sure != HowSure::NotConfirmed
    }

    /// May something be asked of a workplace in its name on a day?
    pub fn can_be_reckoned_with(&self, day: NaiveDate) -> bool {
        self.is_confirmed() && self.is_in_force(day) && self.age(day) != RuleAge::Red
    }
}

/// A rule as it stands in the file: TOML has days of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: String,
    basis: String,
    text_da: String,
    text_en: String,
    interval_months: Option<u32>,
    valid_from: Option<toml::value::Datetime>,
    valid_to: Option<toml::value::Datetime>,
    source_url: String,
    source_dated: String,
    how_sure: HowSure,
    checked_on: toml::value::Datetime,
}

fn day(written: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = written.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

impl Written {
    fn read(self) -> Result<DutyRule, RuleFault> {
        let no_day = || RuleFault::new("rules.toml", &format!("{} has no day where one belongs", self.code));
        let optional = |written: &Option<toml::value::Datetime>| match written {
            Some(written) => day(written).map(Some).ok_or_else(no_day),
            None => Ok(None),
        };
        Ok(DutyRule {
            valid_from: optional(&self.valid_from)?,
            valid_to: optional(&self.valid_to)?,
            checked_on: day(&self.checked_on).ok_or_else(no_day)?,
            code: self.code,
            basis: self.basis,
            text_da: self.text_da,
            text_en: self.text_en,
            interval_months: self.interval_months,
            source_url: self.source_url,
            source_dated: self.source_dated,
            how_sure: self.how_sure,
        })
    }
}

/// Every rule that is shipped.
///
/// # Errors
/// A list that is not in the form this module describes.
pub fn shipped_rules() -> Result<Vec<DutyRule>, RuleFault> {
    #[derive(Deserialize)]
    struct RuleFile {
        rules: Vec<Written>,
    }
    let list: RuleFile =
        toml::from_str(include_str!("rules.toml")).map_err(|fault| RuleFault::new("rules.toml", fault.message()))?;
    list.rules.into_iter().map(Written::read).collect()
}
