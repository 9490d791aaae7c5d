//! What the numbers in a column of working time are parts of, and who has more than there is.

use trivsel_documents::table_in::{Share, is_whole_unclear, whole_of};
use trivsel_domain::person::Employment;

use super::Reading;
use super::file::FileRow;

/// Hours of a full week in Denmark.
pub(super) const FULL_WEEK: f64 = 37.0;

/// Shares from a file are rounded: three thirds may come to a little more than one.
const ROUNDING: f64 = 0.005;

/// What the numbers of a column are parts of, where somebody says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Hours of a week.
    Hours,
    /// Per cent.
    Percent,
    /// Parts of one.
    One,
}

impl Whole {
    /// All, with the codes they are chosen by.
    pub const ALL: [(&'static str, Self); 3] = [("hours", Self::Hours), ("percent", Self::Percent), ("one", Self::One)];

    /// The choice with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == code).map(|(_, one)| *one)
    }

    fn number(self) -> f64 {
        match self {
            Self::Hours => FULL_WEEK,
            Self::Percent => 100.0,
            Self::One => 1.0,
        }
    }
}

/// What the numbers of the column are parts of: what was said, or else what its name and its numbers show.
pub(super) fn whole(rows: &[FileRow], reading: &Reading) -> f64 {
    match reading.whole {
        Some(whole) => whole.number(),
        None => whole_of(reading.mapping.name("working_time"), numbers(rows)),
    }
}

/// Whether nobody can tell: 20 may be hours of a week or per cent.
pub(super) fn is_unclear(rows: &[FileRow], reading: &Reading) -> bool {
    reading.whole.is_none() && is_whole_unclear(reading.mapping.name("working_time"), numbers(rows))
}

fn numbers(rows: &[FileRow]) -> impl Iterator<Item = f64> {
    rows.iter().filter_map(|row| match row.share("working_time") {
        Ok(Some(Share::Number(number))) => Some(number),
        _ => None,
    })
}

/// Whether somebody has more than full time on some day.
pub(super) fn is_beyond_full_time(employments: &[Employment]) -> bool {
    employments.iter().any(|one| {
        let day = one.period.from();
        let on_the_day = employments.iter().filter(|other| other.period.contains(day));
        let sum: f64 = on_the_day.map(|other| other.working_time.get()).sum();
        sum > 1.0 + ROUNDING
    })
}
