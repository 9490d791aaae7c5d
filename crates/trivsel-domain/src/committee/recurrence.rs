//! Meetings that are held again and again: on which days.

use chrono::{Datelike, Days, Months, NaiveDate};

/// How often meetings are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// hver uge
    Week,
    /// hver anden uge
    SecondWeek,
    /// hver måned
    Month,
    /// hver anden måned
    SecondMonth,
    /// hvert kvartal
    Quarter,
}

impl Every {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Week,
        Self::SecondWeek,
        Self::Month,
        Self::SecondMonth,
        Self::Quarter,
    ];

    /// The code, as forms carry it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::SecondWeek => "second_week",
            Self::Month => "month",
            Self::SecondMonth => "second_month",
            Self::Quarter => "quarter",
        }
    }

    /// The rhythm with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.code() == code)
    }

    /// The days, from the first on. By the month it stays the same weekday: the third Thursday, and the last one where a month has no fifth.
    pub fn days(self, first: NaiveDate, times: u32) -> Vec<NaiveDate> {
        (0..times)
            .filter_map(|time| match self {
                Self::Week => first.checked_add_days(Days::new(u64::from(time) * 7)),
                Self::SecondWeek => first.checked_add_days(Days::new(u64::from(time) * 14)),
                Self::Month => same_weekday(first, time),
                Self::SecondMonth => same_weekday(first, time * 2),
                Self::Quarter => same_weekday(first, time * 3),
            })
            .collect()
    }
}

/// The same weekday of the month so many months on.
fn same_weekday(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    let month = first.with_day(1)?.checked_add_months(Months::new(months))?;
    let nth = u8::try_from((first.day() - 1) / 7 + 1).ok()?;
    let on = |nth| NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), first.weekday(), nth);
    on(nth).or_else(|| on(4))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(every: Every, first: &str, expected: &[&str]) {
        let times = u32::try_from(expected.len()).unwrap();
        let days: Vec<String> = every
            .days(first.parse().unwrap(), times)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(days, expected, "{every:?} from {first}");
    }

    #[test]
    fn meetings_stay_on_their_weekday() {
        check(Every::Week, "2026-12-17", &["2026-12-17", "2026-12-24", "2026-12-31"]);
        check(Every::SecondWeek, "2026-12-17", &["2026-12-17", "2026-12-31"]);
        check(
            Every::Month,
            "2026-12-17",
            &["2026-12-17", "2027-01-21", "2027-02-18", "2027-03-18"],
        );
        check(Every::SecondMonth, "2026-12-01", &["2026-12-01", "2027-02-02"]);
        check(Every::Quarter, "2026-12-17", &["2026-12-17", "2027-03-18"]);
    }

    #[test]
    fn a_month_without_a_fifth_weekday_has_its_last_one() {
        check(
            Every::Month,
            "2026-12-31",
            &["2026-12-31", "2027-01-28", "2027-02-25", "2027-03-25", "2027-04-29"],
        );
    }

    #[test]
    fn codes_are_read_back() {
        for every in Every::ALL {
            assert_eq!(Every::parse(every.code()), Some(every));
        }
    }
}
