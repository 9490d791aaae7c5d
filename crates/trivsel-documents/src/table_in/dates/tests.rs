#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]
use proptest::prelude::*;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn dates_are_read_in_the_forms_people_use() {
    for text in [
        "05-02-2019",
        "05.02.2019",
        "05/02/2019",
        "5-2-2019",
        "5. 2. 2019",
        "05-02-19",
        "2019-02-05",
        "2019/2/5",
        "20190205",
        "2019-02-05 08:30",
        "2019-02-05T00:00:00Z",
        "05-02-2019 00:00:00",
        "5. februar 2019",
        "tirsdag den 5. februar 2019",
        "5. feb. 2019",
        "5 February 2019",
        "February 5, 2019",
        " 05-02-2019 ",
    ] {
        assert_eq!(parse_date(text, DateOrder::DayMonthYear), Ok(day(2019, 2, 5)), "{text}");
    }
    assert_eq!(parse_date("02/05/2019", DateOrder::MonthDayYear), Ok(day(2019, 2, 5)));
    assert_eq!(parse_date("19-02-05", DateOrder::YearMonthDay), Ok(day(2019, 2, 5)));
    assert_eq!(parse_date("31-12-70", DateOrder::DayMonthYear), Ok(day(1970, 12, 31)));
}

#[test]
fn what_is_no_date_is_refused_with_the_reason() {
    for (text, problem) in [
        ("31-02-2019", Problem::NoSuchDay),
        ("12-31-2019", Problem::NoSuchDay),
        ("2019-13-01", Problem::NoSuchDay),
        ("01-01-0019", Problem::Year),
        ("01-01-2919", Problem::Year),
        ("i går", Problem::Form),
        ("2019", Problem::Form),
        ("maj 2019", Problem::Form),
        ("1-2-3-4", Problem::Form),
        ("12:30", Problem::Form),
        ("", Problem::Form),
        ("99999999999", Problem::Form),
    ] {
        assert_eq!(
            parse_date(text, DateOrder::DayMonthYear).map_err(|error| error.problem),
            Err(problem),
            "{text}"
        );
    }
}

#[test]
fn months_are_read_in_the_forms_people_use() {
    for text in [
        "2019M05",
        "2019m05",
        "2019-05",
        "2019/05",
        "2019-5",
        "05-2019",
        "05/2019",
        "5.2019",
        "201905",
        "maj 2019",
        "Maj 2019",
        "maj-19",
        "2019 maj",
        "May 2019",
        "maj. 2019",
        "01-05-2019",
        "2019-05-31",
        "2019-05-01 00:00:00",
    ] {
        assert_eq!(
            parse_month(text, DateOrder::DayMonthYear),
            Ok(YearMonth { year: 2019, month: 5 }),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_month_is_refused_with_the_reason() {
    for (text, problem) in [
        ("2019M13", Problem::NoSuchDay),
        ("13-2019", Problem::NoSuchDay),
        ("2019K2", Problem::Form),
        ("2019", Problem::Form),
        ("0019-05", Problem::Year),
        ("uge 12 2019", Problem::Form),
        ("2019M5M1", Problem::Form),
        ("", Problem::Form),
    ] {
        assert_eq!(
            parse_month(text, DateOrder::DayMonthYear).map_err(|error| error.problem),
            Err(problem),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn every_day_is_read_back(number in 0_i64..100_000) {
        let date = day(1900, 1, 1) + chrono::Duration::days(number);
        for form in ["%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y%m%d"] {
            prop_assert_eq!(parse_date(&date.format(form).to_string(), DateOrder::DayMonthYear), Ok(date));
        }
        prop_assert_eq!(parse_month(&date.format("%YM%m").to_string(), DateOrder::DayMonthYear), Ok(YearMonth::of(date)));
    }

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,24}") {
        let _ = parse_date(&text, DateOrder::DayMonthYear);
        let _ = parse_month(&text, DateOrder::DayMonthYear);
    }
}

#[test]
fn a_last_day_nobody_meant_is_no_end() {
    for text in [
        "31.12.9999",
        "31-12-2999",
        "31-12-2500",
        "01-01-2200",
        "9999-12-31",
        "99991231",
        "00.00.0000",
        "0000-00-00",
        "00000000",
        "0000-00-00 00:00:00",
        "31-12-2099",
        "9999-12-31T00:00:00",
        "9999-12-31T23:00:00Z",
        "31. december 9999",
        "",
        "-",
    ] {
        assert_eq!(parse_end_date(text, DateOrder::DayMonthYear), Ok(None), "{text}");
    }
    assert_eq!(parse_end_date("12/31/9999", DateOrder::MonthDayYear), Ok(None));
    assert_eq!(
        parse_end_date("31-12-2024", DateOrder::DayMonthYear),
        Ok(Some(day(2024, 12, 31)))
    );
    for (text, problem) in [
        ("31-13-9999", Problem::NoSuchDay),
        ("01-01-0019", Problem::Year),
        ("i går", Problem::Form),
        ("0", Problem::Form),
    ] {
        assert_eq!(
            parse_end_date(text, DateOrder::DayMonthYear).map_err(|error| error.problem),
            Err(problem),
            "{text}"
        );
    }
}

#[test]
fn where_a_system_begins_to_count_is_no_end_but_no_first_day() {
    for text in [
        "01-01-0001",
        "0001-01-01",
        "01-01-1753",
        "1899-12-30",
        "01-01-1900",
        "12/31/9999",
        "n/a",
        "(null)",
        "NaT",
    ] {
        assert_eq!(parse_end_date(text, DateOrder::DayMonthYear), Ok(None), "{text}");
        if text != "01-01-1900" {
            assert!(parse_date(text, DateOrder::DayMonthYear).is_err(), "{text}");
        }
    }
    for text in ["12/31/2024", "31.02.9999", "9999", "ukendt"] {
        assert!(parse_end_date(text, DateOrder::DayMonthYear).is_err(), "{text}");
    }
    assert_eq!(
        parse_end_date("31-12-1901", DateOrder::DayMonthYear),
        Ok(Some(day(1901, 12, 31)))
    );
}

#[test]
fn the_last_evening_of_a_month_is_known_by_either_clock() {
    for text in [
        "31-12-2023 23:00",
        "2024-05-31T22:00:00",
        "31-12-2023 11:00:00 PM",
        "31-12-23 10:00 pm",
        "30/06/2024 11:00 p.m.",
    ] {
        assert!(is_last_evening(text, DateOrder::DayMonthYear), "{text}");
    }
    for text in [
        "31-12-2023 11:00:00 AM",
        "31-12-2023 11:00",
        "30-12-2023 11:00 PM",
        "2023-12-31T23:00:00Z",
        "31-12-2023",
    ] {
        assert!(!is_last_evening(text, DateOrder::DayMonthYear), "{text}");
    }
}

#[test]
fn a_moment_belongs_to_the_day_it_was_in_denmark() {
    for (text, there) in [
        ("2023-12-31T23:00:00.000Z", day(2024, 1, 1)),
        ("2024-06-30T22:00:00Z", day(2024, 7, 1)),
        ("2024-06-30T21:59:59Z", day(2024, 6, 30)),
        ("2023-12-31 23:00:00+00:00", day(2024, 1, 1)),
        ("2023-12-31 23:00 UTC", day(2024, 1, 1)),
        ("31-12-2023 23:00:00Z", day(2024, 1, 1)),
        ("2023-12-31T18:00:00-0500", day(2024, 1, 1)),
        ("2024-01-01T00:00:00+01:00", day(2024, 1, 1)),
        ("2024-07-01T00:00:00+02:00", day(2024, 7, 1)),
        ("2024-01-01T00:00:00Z", day(2024, 1, 1)),
        ("2024-01-01T23:59:59", day(2024, 1, 1)),
    ] {
        assert_eq!(parse_date(text, DateOrder::DayMonthYear), Ok(there), "{text}");
        assert_eq!(
            parse_month(text, DateOrder::DayMonthYear),
            Ok(YearMonth::of(there)),
            "{text}"
        );
    }
}

#[test]
fn months_are_read_in_the_neighbours_languages_and_with_a_mark_for_preliminary() {
    for (text, month) in [
        ("mars 2024", 3),
        ("mai 2024", 5),
        ("desember 2024", 12),
        ("januari 2024", 1),
        ("augusti 2024", 8),
        ("märz 2024", 3),
        ("Dezember 2024", 12),
        ("maart 2024", 3),
        ("mei 2024", 5),
        ("augustus 2024", 8),
        ("jan. 2024", 1),
        ("2024M10*", 10),
        ("2024M10 (p)", 10),
        ("2024M10¹", 10),
        ("okt 2024*", 10),
        ("2024M10 1)", 10),
    ] {
        assert_eq!(
            parse_month(text, DateOrder::DayMonthYear),
            Ok(YearMonth { year: 2024, month }),
            "{text}"
        );
    }
    for text in ["julli 2024", "2024", "2024K1", "juli", "År 2023"] {
        assert!(parse_month(text, DateOrder::DayMonthYear).is_err(), "{text}");
        assert!(looks_like_a_time(text), "{text}");
    }
    for name in ["Ansatte", "Enhedskode", "Note", "Kode 12", ""] {
        assert!(!looks_like_a_time(name), "{name}");
    }
}
