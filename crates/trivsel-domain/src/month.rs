//! A calendar month, the unit of time of every figure.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month of the years 1900 to 2199. Ordered; written `2024-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// The text or numbers do not name a month between 1900-01 and 2199-12.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month between 1900-01 and 2199-12")]
pub struct NotAMonth;

impl Month {
    /// The month `month` (1 to 12) of `year`.
    pub fn new(year: i32, month: u32) -> Result<Self, NotAMonth> {
        let month = i32::try_from(month).map_err(|_| NotAMonth)?;
        if (1900..2200).contains(&year) && (1..=12).contains(&month) {
            Ok(Self(year * 12 + month - 1))
        } else {
            Err(NotAMonth)
        }
    }

    /// The month a day lies in. Days outside 1900 to 2199 are moved to the nearest month of that range.
    pub fn of(day: NaiveDate) -> Self {
        let month = i32::try_from(day.month0()).unwrap_or(0);
        Self((day.year() * 12 + month).clamp(1900 * 12, 2199 * 12 + 11))
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The number of the month in its year, 1 to 12.
    pub fn number(self) -> u32 {
        u32::try_from(self.0.rem_euclid(12)).unwrap_or(0) + 1
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last month that is over at the end of this day.
    pub fn last_over(day: NaiveDate) -> Self {
        let month = Self::of(day);
        if month.last_day() == day { month } else { month.plus(-1) }
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.plus(1).first_day().pred_opt().unwrap_or(NaiveDate::MIN)
    }

    /// The number of days, 28 to 31.
    pub fn days(self) -> u32 {
        self.last_day().day()
    }

    /// The month `months` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self((self.0 + months).clamp(1900 * 12, 2199 * 12 + 11))
    }

    /// How many months `self` lies after `earlier`; negative when before.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Every month from `self` to `last`, both included. Empty when `last` is earlier.
    pub fn to(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        let count = usize::try_from((last.0 - self.0 + 1).max(0)).unwrap_or(0);
        (0..count).map(move |step| self.plus(i32::try_from(step).unwrap_or(0)))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    /// Reads `2024-05`, as HTML month fields send it.
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.trim().split_once('-').ok_or(NotAMonth)?;
        Self::new(
            year.parse().map_err(|_| NotAMonth)?,
            month.parse().map_err(|_| NotAMonth)?,
        )
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn months_count_across_years() {
        let december = Month::new(2019, 12).unwrap();
        assert_eq!(december.plus(1).to_string(), "2020-01");
        assert_eq!(december.plus(-12).to_string(), "2018-12");
        assert_eq!("2020-03".parse::<Month>().unwrap().since(december), 3);
        assert_eq!(
            december.to(december.plus(2)).map(|m| m.to_string()).collect::<Vec<_>>(),
            ["2019-12", "2020-01", "2020-02"]
        );
        assert_eq!(december.plus(2).to(december).count(), 0);
    }

    #[test]
    fn a_leap_february_has_29_days() {
        assert_eq!(Month::new(2020, 2).unwrap().days(), 29);
        assert_eq!(Month::new(2021, 2).unwrap().days(), 28);
    }

    #[test]
    fn months_outside_the_calendar_are_refused() {
        for text in ["2020-13", "2020-00", "1899-12", "2020", "", "20-05-01", "maj 2020"] {
            assert_eq!(text.parse::<Month>(), Err(NotAMonth), "{text}");
        }
    }
}
