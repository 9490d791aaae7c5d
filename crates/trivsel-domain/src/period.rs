//! A dated stretch of time: from a first day to a last day that may be open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From `from` to `to`, both days included; an open end means "until further notice".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    from: NaiveDate,
    to: Option<NaiveDate>,
}

/// The last day lies before the first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the period ends on {to}, before it starts on {from}")]
pub struct EndsBeforeStart {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// A period; the last day may be the first, never earlier.
    pub fn new(from: NaiveDate, to: Option<NaiveDate>) -> Result<Self, EndsBeforeStart> {
        match to {
            Some(to) if to < from => Err(EndsBeforeStart { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// An open period from a day on.
    pub fn since(from: NaiveDate) -> Self {
        Self { from, to: None }
    }

    /// The first day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day, if one is set.
    pub fn to(&self) -> Option<NaiveDate> {
        self.to
    }

    /// Does the day lie in the period?
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Do the two share at least one day?
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    /// The same period, ended on `last`.
    pub fn ended(&self, last: NaiveDate) -> Result<Self, EndsBeforeStart> {
        Self::new(self.from, Some(last))
    }

    /// The same period of something that gives rights, ended on `last`; none when nothing is left of it. One that ends today gives nothing
    /// from now on: whoever takes a right away means now, not midnight.
    pub fn ended_at_once(&self, last: NaiveDate, today: NaiveDate) -> Result<Option<Self>, EndsBeforeStart> {
        if last != today {
            return self.ended(last).map(Some);
        }
        Ok(today.pred_opt().and_then(|yesterday| self.ended(yesterday).ok()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_gives_rights_ends_now_and_not_at_midnight() {
        let today = day("2026-11-30");
        let long = Period::since(day("2020-01-01"));
        let ended = long.ended_at_once(today, today).unwrap().unwrap();
        assert!(!ended.contains(today) && ended.contains(day("2026-11-29")));
        // Given today by mistake, or to begin later: nothing is left of it.
        for from in ["2026-11-30", "2026-12-15"] {
            assert_eq!(Period::since(day(from)).ended_at_once(today, today), Ok(None));
        }
        let later = long.ended_at_once(day("2026-12-31"), today).unwrap().unwrap();
        assert!(later.contains(today));
        assert!(Period::since(today).ended_at_once(day("2026-11-01"), today).is_err());
    }
}
