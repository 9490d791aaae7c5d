//! The days of a survey as most choose them: a proposal to go on from.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days that fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualDays {
    /// A Monday, with at least a week to tell people before.
    pub opens_on: NaiveDate,
    /// The Friday of the third week.
    pub closes_on: NaiveDate,
    /// The Tuesdays of the second and the third week.
    pub reminders: Vec<NaiveDate>,
}

impl UsualDays {
    /// The days of a survey that is begun on a day. When many are away, it waits until they are back.
    pub fn from(today: NaiveDate) -> Self {
        let after = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
        let monday = after(today, u64::from(7 - today.weekday().days_since(Weekday::Mon)));
        let soonest = if today.weekday() == Weekday::Mon {
            monday
        } else {
            after(monday, 7)
        };
        // Both times of rest together are shorter than the weeks of a year.
        let opens_on = (0..52)
            .map(|weeks| after(soonest, 7 * weeks))
            .find(|opens_on| (0..=18).all(|days| !is_time_of_rest(after(*opens_on, days))))
            .unwrap_or(soonest);
        Self {
            opens_on,
            closes_on: after(opens_on, 18),
            reminders: vec![after(opens_on, 8), after(opens_on, 15)],
        }
    }
}

/// July, and Christmas until New Year: half of the workplace would not see that they were asked.
fn is_time_of_rest(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (7, _) | (12, 22..=31) | (1, 1..=2))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_survey_opens_on_a_monday_at_least_a_week_away_and_takes_answers_for_three_working_weeks() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (today, opens) in [
            ("2026-11-16", "2026-11-23"),
            ("2026-11-17", "2026-11-30"),
            ("2026-11-21", "2026-11-30"),
            ("2026-11-22", "2026-11-30"),
            // Three weeks from here would end on Christmas Day, or in the holidays.
            ("2026-11-30", "2027-01-04"),
            ("2026-12-23", "2027-01-04"),
            ("2027-06-15", "2027-08-02"),
            ("2027-07-20", "2027-08-02"),
        ] {
            let days = UsualDays::from(day(today));
            assert_eq!(days.opens_on, day(opens), "{today}");
            assert_eq!(
                (days.opens_on.weekday(), days.closes_on.weekday()),
                (Weekday::Mon, Weekday::Fri)
            );
            assert!(days.reminders.iter().all(|reminder| reminder.weekday() == Weekday::Tue));
            assert!(
                days.reminders
                    .iter()
                    .all(|reminder| *reminder > days.opens_on && *reminder < days.closes_on)
            );
        }
    }
}
