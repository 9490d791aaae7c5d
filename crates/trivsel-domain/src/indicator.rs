//! Indicators, their series and observations, and what is dated on them: definition breaks and disruptions.
//!
//! An indicator says what is measured and how. A series is one source's way of doing it: two sources or two definitions are two
//! series and are never mixed. An observation is one unit's month, kept as numerator and denominator so that units can be added.

use serde::{Deserialize, Serialize};

use crate::id::{DisruptionId, IndicatorId, OrganisationId, SeriesEventId, SeriesId, UnitId};
use crate::month::Month;

mod built_in;

pub use built_in::{LONG_ABSENCE_DAYS, built_in};

/// What kind of number it is: how numerator and denominator become the value, and which words stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Numerator per denominator, in percent.
    RatePercent,
    /// Numerator per person.
    PerPerson,
    /// The numerator itself, a number of things.
    Count,
    /// Numerator per vacancy.
    PerVacancy,
    /// The numerator itself, in kroner.
    Money,
}

impl Measure {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::RatePercent,
        Self::PerPerson,
        Self::Count,
        Self::PerVacancy,
        Self::Money,
    ];

    /// The code, as stored and as in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::RatePercent => "rate_percent",
            Self::PerPerson => "per_person",
            Self::Count => "count",
            Self::PerVacancy => "per_vacancy",
            Self::Money => "money",
        }
    }

    /// The measure with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// Is the value a quotient, so that a month without denominator is missing?
    pub fn has_denominator(self) -> bool {
        !matches!(self, Self::Count | Self::Money)
    }

    /// How many decimals a reader is shown.
    pub fn decimals(self) -> usize {
        match self {
            Self::RatePercent | Self::PerVacancy => 1,
            Self::PerPerson => 2,
            Self::Count | Self::Money => 0,
        }
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoodDirection {
    /// Lower is better.
    Down,
    /// Higher is better.
    Up,
    /// Neither: it is only to be known.
    None,
}

impl GoodDirection {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Down, Self::Up, Self::None];

    /// The code, as stored and as in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::None => "none",
        }
    }

    /// The direction with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.code() == code)
    }
}

/// What is measured, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: IndicatorId,
    /// A short name for files and the command line, unique in the organisation.
    pub code: String,
    /// The name in Danish.
    pub name_da: String,
    /// The name in English.
    pub name_en: String,
    /// What is counted, in Danish.
    pub definition_da: String,
    /// What is counted, in English.
    pub definition_en: String,
    /// The sum behind the number, in Danish.
    pub formula_da: String,
    /// The sum behind the number, in English.
    pub formula_en: String,
    /// What kind of number.
    pub measure: Measure,
    /// What the quotient (or the numerator) is multiplied by: 100 for percent, 1,200 for percent a year.
    pub factor: f64,
    /// Which way is better.
    pub good_direction: GoodDirection,
    /// Made by the organisation itself, rather than built in.
    pub is_own: bool,
}

impl Indicator {
    /// The value of a numerator and a denominator; none where the month is missing (no denominator).
    pub fn value(&self, numerator: f64, denominator: f64) -> Option<f64> {
        let value = if !self.measure.has_denominator() {
            self.factor * numerator
        } else if denominator > 0.0 {
            self.factor * numerator / denominator
        } else {
            return None;
        };
        value.is_finite().then_some(value)
    }

    /// The name in the reader's language.
    pub fn name(&self, is_danish: bool) -> &str {
        if is_danish { &self.name_da } else { &self.name_en }
    }

    /// The definition in the reader's language.
    pub fn definition(&self, is_danish: bool) -> &str {
        if is_danish {
            &self.definition_da
        } else {
            &self.definition_en
        }
    }

    /// The formula in the reader's language.
    pub fn formula(&self, is_danish: bool) -> &str {
        if is_danish { &self.formula_da } else { &self.formula_en }
    }
}

/// The id of a built-in indicator of an organisation: the same in every run, so that a restored or regenerated organisation agrees.
pub fn built_in_id(organisation: OrganisationId, code: &str) -> IndicatorId {
    IndicatorId(uuid::Uuid::new_v5(
        &organisation.0,
        format!("indicator:{code}").as_bytes(),
    ))
}

/// What the categories of a source part: whether a unit's people are in each of them, or in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CategoryParts {
    /// Nobody has said.
    #[default]
    Unknown,
    /// What happened: reasons for leaving, kinds of absence. Each is counted on the same people.
    Events,
    /// The people: staff groups, places. Each is a group of its own.
    People,
}

impl CategoryParts {
    /// The code, as stored and as in the word files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Events => "events",
            Self::People => "people",
        }
    }

    /// What this code means; nobody has said, where it is none.
    pub fn parse(code: &str) -> Self {
        [Self::Events, Self::People]
            .into_iter()
            .find(|parts| parts.code() == code)
            .unwrap_or_default()
    }
}

/// One source's way of measuring an indicator. Series are never mixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub id: SeriesId,
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where the numbers come from: "SD Løn, fraværsudtræk".
    pub source: String,
    /// What that source counts, where it is more exact than the indicator. May be empty.
    pub definition: String,
    /// One slice of it, such as a reason for leaving. Empty when the series is not split.
    pub category: String,
}

/// One unit's month of one series.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The unit the numbers belong to; units below it are not included.
    pub unit: UnitId,
    pub month: Month,
    /// The upper number.
    pub numerator: f64,
    /// The lower number; 1 or 0 where the measure has none.
    pub denominator: f64,
    /// How many persons the numbers rest on. Decides whether they may be shown.
    pub people: u32,
}

/// A dated fact on a series: from this month on the numbers are made up in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesEvent {
    pub id: SeriesEventId,
    pub series: SeriesId,
    /// Where; none means everywhere.
    pub unit: Option<UnitId>,
    /// The first month of the new way.
    pub month: Month,
    /// What changed.
    pub text: String,
}

/// A stretch of months in which figures cannot be compared with others, whatever was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disruption {
    pub id: DisruptionId,
    /// What it is called.
    pub name: String,
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
    /// Where, with all units below; none means everywhere.
    pub unit: Option<UnitId>,
    /// What was different. May be empty.
    pub note: String,
}

impl Disruption {
    /// Does the month lie in it?
    pub fn contains(&self, month: Month) -> bool {
        self.first <= month && month <= self.last
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_month_without_vacancies_is_missing_and_not_zero() {
        let all = built_in(OrganisationId(uuid::Uuid::nil()));
        let per_vacancy = all.iter().find(|i| i.code == "applicants_per_vacancy").unwrap();
        assert_eq!(per_vacancy.value(0.0, 0.0), None);
        assert_eq!(per_vacancy.value(12.0, 3.0), Some(4.0));
    }

    #[test]
    fn turnover_is_told_per_year() {
        let all = built_in(OrganisationId(uuid::Uuid::nil()));
        let turnover = all.iter().find(|i| i.code == "turnover_exits").unwrap();
        // 3 of 200 leave in a month; twelve such months make 36 of 200 = 18 percent.
        assert!((turnover.value(3.0, 200.0).unwrap() - 18.0).abs() < 1e-12);
    }

    #[test]
    fn built_in_codes_are_unique_and_codes_read_back() {
        let all = built_in(OrganisationId(uuid::Uuid::nil()));
        let mut codes: Vec<&str> = all.iter().map(|i| i.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all.len());
        for measure in Measure::ALL {
            assert_eq!(Measure::parse(measure.code()), Some(measure));
        }
        for direction in GoodDirection::ALL {
            assert_eq!(GoodDirection::parse(direction.code()), Some(direction));
        }
    }
}
