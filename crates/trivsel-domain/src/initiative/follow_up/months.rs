//! Months that come again every year: "september og december".

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::month::Month;

/// Some of the twelve months, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthsOfYear(BTreeSet<u32>);

impl MonthsOfYear {
    /// These months; none when one of the numbers names no month.
    pub fn new(numbers: impl IntoIterator<Item = u32>) -> Option<Self> {
        let numbers: BTreeSet<u32> = numbers.into_iter().collect();
        numbers
            .iter()
            .all(|number| (1..=12).contains(number))
            .then_some(Self(numbers))
    }

    /// Their text in a table: `9,12`; empty for none.
    pub fn code(&self) -> String {
        let numbers: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        numbers.join(",")
    }

    /// The months with this text.
    pub fn parse(code: &str) -> Option<Self> {
        if code.is_empty() {
            return Some(Self::default());
        }
        let numbers: Option<Vec<u32>> = code.split(',').map(|number| number.parse().ok()).collect();
        Self::new(numbers?)
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their numbers, in the order of the year.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// Is this month one of them, whatever the year?
    pub fn holds(&self, month: Month) -> bool {
        self.0.contains(&month.number())
    }

    /// The first of them that is this month or comes after it.
    pub fn first_from(&self, month: Month) -> Option<Month> {
        month.to(month.plus(11)).find(|later| self.holds(*later))
    }
}
