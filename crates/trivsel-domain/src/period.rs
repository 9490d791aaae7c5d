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
}
