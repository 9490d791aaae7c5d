//! Days and moments for the story.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Copenhagen;

/// A day that is known to exist.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// A moment on a Danish clock.
pub(super) fn moment(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let local = day.and_hms_opt(hour, minute, 0).unwrap_or_default();
    Copenhagen
        .from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |moment| moment.with_timezone(&Utc))
}

/// So many days after a day; before it when negative.
pub(super) fn after(from: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        from.checked_sub_days(count)
    } else {
        from.checked_add_days(count)
    };
    moved.unwrap_or(from)
}

/// The day itself, or the Monday after a weekend.
pub(super) fn working_day_from(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => after(day, 2),
        Weekday::Sun => after(day, 1),
        _ => day,
    }
}

/// The day itself, or the Friday before a weekend.
pub(super) fn working_day_until(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => after(day, -1),
        Weekday::Sun => after(day, -2),
        _ => day,
    }
}

/// The second Tuesday of a month, and so on.
pub(super) fn nth(year: i32, month: u32, weekday: Weekday, n: u8) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_are_passed_over() {
        let saturday = day(2026, 11, 21);
        assert_eq!(working_day_from(saturday), day(2026, 11, 23));
        assert_eq!(working_day_until(saturday), day(2026, 11, 20));
        assert_eq!(
            moment(day(2019, 4, 2), 14, 10).to_rfc3339(),
            "2019-04-02T12:10:00+00:00"
        );
    }
}
