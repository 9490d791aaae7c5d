//! Rules of law with dates: what they ask, where it stands, how sure that is, and when somebody last looked. Duties, guides and answers point
//! to them by their codes. They are shipped as data; an organisation notes when it looked itself, and which it leaves out.

use chrono::{NaiveDate, TimeDelta};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// How sure it is that a rule is as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surety {
    /// The paragraph itself was read.
    Statute,
    /// The text that changed it was read in a bill.
    Bill,
    /// An authority or the parties to an agreement say so.
    Official,
    /// A union, an employers' body, a law firm or the trade press says so.
    Secondary,
    /// Nobody who would know was seen to say so.
    NotConfirmed,
}

impl Surety {
    /// Its code in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Bill => "bill",
            Self::Official => "official",
            Self::Secondary => "secondary",
            Self::NotConfirmed => "not_confirmed",
        }
    }
}

/// How long ago somebody looked at a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Lately.
    Fresh,
    /// So long ago that it is to be looked at.
    Yellow,
    /// So long ago that nothing may be reckoned from it.
    Red,
}

/// Not looked at for longer than this, a rule is yellow; for longer than that, red.
const YELLOW_AFTER: TimeDelta = TimeDelta::days(180);
const RED_AFTER: TimeDelta = TimeDelta::days(365);

impl Freshness {
    /// On this day, of what was looked at on that one.
    pub fn of(checked_on: NaiveDate, today: NaiveDate) -> Self {
        let since = today - checked_on;
        if since > RED_AFTER {
            Self::Red
        } else if since > YELLOW_AFTER {
            Self::Yellow
        } else {
            Self::Fresh
        }
    }

    /// Its code in words and classes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

/// A rule as it is shipped.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalRule {
    /// What it is called for good.
    pub code: String,
    /// What it asks, in Danish.
    pub danish: String,
    /// The same in English.
    pub english: String,
    /// The law, order or agreement, with the paragraph.
    pub basis: String,
    /// How many months lie between one time and the next, where it says so.
    #[serde(default)]
    pub interval_months: Option<u32>,
    /// How many days there are, where it says so.
    #[serde(default)]
    pub days: Option<u32>,
    /// The first day it holds, where that is known.
    #[serde(default, deserialize_with = "maybe_day")]
    pub valid_from: Option<NaiveDate>,
    /// The last day it holds as far as is known; then it is to be read again.
    #[serde(default, deserialize_with = "maybe_day")]
    pub valid_to: Option<NaiveDate>,
    /// Where it was read.
    pub source: String,
    /// The date that stands there.
    pub source_dated: String,
    /// How sure it is.
    pub surety: Surety,
    /// The day somebody last looked at it: as it is shipped, the day it was read.
    #[serde(deserialize_with = "day")]
    pub checked_on: NaiveDate,
}

/// A day as the file has it: TOML has dates of its own.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    let date = written
        .date
        .ok_or_else(|| D::Error::custom("a day is wanted, not a time"))?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        .ok_or_else(|| D::Error::custom("there is no such day"))
}

fn maybe_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    day(from).map(Some)
}

impl LegalRule {
    /// May it be switched on? What nobody confirmed may not.
    pub fn can_be_on(&self) -> bool {
        self.surety != Surety::NotConfirmed
    }

    /// Does it hold on this day, as far as is known?
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// How long ago somebody looked at it, on this day.
    pub fn freshness(&self, day: NaiveDate) -> Freshness {
        Freshness::of(self.checked_on, day)
    }

    /// May something be reckoned from it on this day?
    pub fn can_be_reckoned(&self, day: NaiveDate) -> bool {
        self.can_be_on() && self.holds_on(day) && self.freshness(day) != Freshness::Red
    }

    /// Where its source is read.
    pub fn source_url(&self) -> String {
        format!("https://{}", self.source)
    }
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
    pub(crate) fn new(file: &'static str, fault: &str) -> Self {
        Self {
            file,
            fault: fault.to_owned(),
        }
    }
}

/// Every rule that is shipped.
///
/// # Errors
/// A list that is not in the form this module describes.
pub fn shipped_rules() -> Result<Vec<LegalRule>, RuleFault> {
    #[derive(Deserialize)]
    struct RuleList {
        rules: Vec<LegalRule>,
    }
    let list: RuleList = toml::from_str(include_str!("legal_rule/rules.toml"))
        .map_err(|fault| RuleFault::new("rules.toml", fault.message()))?;
    Ok(list.rules)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::toolbox::shipped;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_rule_is_yellow_after_180_days_and_red_after_365() {
        for (today, expected) in [
            ("2026-11-30", Freshness::Fresh),
            ("2027-05-29", Freshness::Fresh),
            ("2027-05-30", Freshness::Yellow),
            ("2027-11-30", Freshness::Yellow),
            ("2027-12-01", Freshness::Red),
            // A clock that went back makes nothing older.
            ("2026-01-01", Freshness::Fresh),
        ] {
            assert_eq!(Freshness::of(day("2026-11-30"), day(today)), expected, "{today}");
        }
    }

    #[test]
    fn every_rule_an_answer_speaks_of_is_there_once_in_both_languages() {
        let rules = shipped_rules().unwrap();
        let codes: BTreeSet<&str> = rules.iter().map(|rule| rule.code.as_str()).collect();
        assert_eq!(codes.len(), rules.len());
        for question in shipped().unwrap() {
            for code in &question.danish.rules {
                assert!(codes.contains(code.as_str()), "{}: {code}", question.code);
            }
        }
        for rule in &rules {
            let is_whole = !rule.danish.is_empty() && !rule.english.is_empty() && !rule.basis.is_empty();
            assert!(is_whole && !rule.source.is_empty(), "{}", rule.code);
            assert!(rule.valid_from.zip(rule.valid_to).is_none_or(|(from, to)| from <= to));
        }
    }

    #[test]
    fn what_nobody_confirmed_is_never_on_and_nothing_old_or_ended_is_reckoned() {
        let rules = shipped_rules().unwrap();
        let unsure: Vec<&LegalRule> = rules.iter().filter(|rule| !rule.can_be_on()).collect();
        assert!(!unsure.is_empty());
        let today = day("2026-11-30");
        let looked_at = |rule: &LegalRule, checked_on: NaiveDate| LegalRule {
            checked_on,
            ..rule.clone()
        };
        for rule in unsure {
            assert!(!looked_at(rule, today).can_be_reckoned(today), "{}", rule.code);
        }
        let talk = rules.iter().find(|rule| rule.code == "SYG-1").unwrap();
        assert_eq!(talk.days, Some(28));
        assert!(looked_at(talk, today).can_be_reckoned(today));
        // Rules on sickness benefit are to be read again at the turn of the year.
        let new_year = day("2027-01-02");
        assert!(!looked_at(talk, new_year).can_be_reckoned(new_year));
        let assessment = rules.iter().find(|rule| rule.code == "APV-2").unwrap();
        assert_eq!(assessment.interval_months, Some(36));
        assert!(looked_at(assessment, today).can_be_reckoned(day("2027-11-30")));
        assert!(!looked_at(assessment, today).can_be_reckoned(day("2027-12-01")));
    }
}
