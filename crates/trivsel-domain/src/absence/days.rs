//! Days of a stretch of months as positions, with the weekdays up to each of them counted beforehand.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::month::Month;

/// The calendar of the months that are read.
#[derive(Clone, Debug)]
pub(super) struct Weekdays {
    first_day: NaiveDate,
    last_day: NaiveDate,
    /// Weekdays before each position; one more at the end. Whole numbers, as `f64` since they are only multiplied.
    before: Vec<f64>,
    /// The month of each day, counted from the first.
    month: Vec<u16>,
    /// The position of each month's first day; one more at the end.
    starts: Vec<u32>,
}

impl Weekdays {
    pub(super) fn new(first: Month, last: Month) -> Self {
        let mut calendar = Self {
            first_day: first.first_day(),
            last_day: last.last_day(),
            before: vec![0.0],
            month: Vec::new(),
            starts: vec![0],
        };
        let mut weekdays = 0.0;
        for (index, month) in first.to(last).enumerate() {
            let days = month.first_day().iter_days().take_while(|day| *day <= month.last_day());
            for day in days {
                if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                    weekdays += 1.0;
                }
                calendar.before.push(weekdays);
                calendar.month.push(u16::try_from(index).unwrap_or(u16::MAX));
            }
            calendar
                .starts
                .push(u32::try_from(calendar.month.len()).unwrap_or(u32::MAX));
        }
        calendar
    }

    pub(super) fn last_day(&self) -> NaiveDate {
        self.last_day
    }

    /// The position of a day; none outside the stretch.
    pub(super) fn position(&self, day: NaiveDate) -> Option<u32> {
        let offset = i64::from(day.num_days_from_ce()) - i64::from(self.first_day.num_days_from_ce());
        u32::try_from(offset)
            .ok()
            .filter(|at| usize::try_from(*at).is_ok_and(|at| at < self.month.len()))
    }

    /// The part of a stretch of days that lies within, as positions; none when they do not meet.
    pub(super) fn within(&self, from: NaiveDate, to: NaiveDate) -> Option<(u32, u32)> {
        let (from, to) = (from.max(self.first_day), to.min(self.last_day));
        Some((self.position(from)?, self.position(to)?)).filter(|(from, to)| from <= to)
    }

    /// Weekdays from one position to another, both included.
    pub(super) fn between(&self, from: u32, to: u32) -> f64 {
        let before = |at: u32| usize::try_from(at).ok().and_then(|at| self.before.get(at)).copied();
        match (before(from), before(to.saturating_add(1))) {
            (Some(from), Some(to)) => to - from,
            _ => 0.0,
        }
    }

    pub(super) fn month_of(&self, at: u32) -> usize {
        usize::try_from(at)
            .ok()
            .and_then(|at| self.month.get(at))
            .map_or(usize::MAX, |month| usize::from(*month))
    }

    /// The months between two positions, each with its own first and last position.
    pub(super) fn months(&self, from: u32, to: u32) -> impl Iterator<Item = (usize, u32, u32)> + '_ {
        let mut month = self.month_of(from);
        let mut start = from;
        std::iter::from_fn(move || {
            if start > to {
                return None;
            }
            let end = self
                .starts
                .get(month + 1)
                .map_or(to, |next| to.min(next.saturating_sub(1)));
            let piece = (month, start, end);
            start = end + 1;
            month += 1;
            Some(piece)
        })
    }
}
