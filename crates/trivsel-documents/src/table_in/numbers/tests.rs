#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]
use proptest::prelude::*;

use super::*;

#[track_caller]
fn reads(text: &str, decimal: Decimal, expected: f64) {
    assert_eq!(parse_decimal(text, decimal), Ok(Some(expected)), "{text}");
}

#[track_caller]
fn refuses(text: &str, decimal: Decimal, problem: Problem) {
    assert_eq!(
        parse_decimal(text, decimal).map_err(|error| error.problem),
        Err(problem),
        "{text}"
    );
}

#[test]
fn danish_numbers_are_read() {
    for (text, expected) in [
        ("0", 0.0),
        ("7,4", 7.4),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u{a0}234,5", 1234.5),
        ("1\u{202f}234\u{202f}567", 1_234_567.0),
        ("12'500", 12_500.0),
        ("-3,5", -3.5),
        ("\u{2212}3,5", -3.5),
        ("– 3,5", -3.5),
        ("3,5-", -3.5),
        ("+2", 2.0),
        ("5,2 %", 5.2),
        ("5,2%", 5.2),
        ("16,7 pct.", 16.7),
        ("kr. 1.250,00", 1250.0),
        ("1.250 kr.", 1250.0),
        (",5", 0.5),
        ("1.234", 1234.0),
        (" 8,0 ", 8.0),
        ("123456789012345678", 123_456_789_012_345_680.0),
    ] {
        reads(text, Decimal::Comma, expected);
    }
}

#[test]
fn numbers_with_a_point_are_read() {
    for (text, expected) in [
        ("7.4", 7.4),
        ("1,234.5", 1234.5),
        ("1 234.5", 1234.5),
        ("-0.1", -0.1),
        ("1,234", 1234.0),
    ] {
        reads(text, Decimal::Point, expected);
    }
}

#[test]
fn the_other_decimal_mark_is_not_taken_for_a_thousand() {
    refuses("1.5", Decimal::Comma, Problem::OtherDecimalMark);
    refuses("12.25", Decimal::Comma, Problem::OtherDecimalMark);
    refuses("7,4", Decimal::Point, Problem::OtherDecimalMark);
    refuses("1.2345,6", Decimal::Comma, Problem::Form);
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "abc",
        "1,2,3",
        "12-03-2021",
        "1e5",
        "5,",
        "--5",
        "1..2",
        "(5)",
        "1. 5",
        "NaN",
        "inf",
        "½",
        "٣",
    ] {
        refuses(text, Decimal::Comma, Problem::Form);
    }
}

#[test]
fn marks_of_statistics_banks_are_missing_values() {
    for text in ["", " ", "..", ".", "-", "…", "–", "\u{a0}", "N/A", "n/a", "(null)"] {
        assert_eq!(parse_decimal(text, Decimal::Comma), Ok(None), "{text:?}");
    }
}

proptest! {
    #[test]
    fn the_quick_way_gives_the_same_number_as_the_standard_library(whole in 0_u64..1_000_000_000, places in 0_usize..6, fraction in 0_u32..999_999, minus: bool) {
        let fraction = format!("{fraction:06}");
        let fraction = fraction.get(..places).unwrap();
        let text = format!("{}{whole}{}{fraction}", if minus { "-" } else { "" }, if places > 0 { "." } else { "" });
        prop_assert_eq!(parse_decimal(&text, Decimal::Point).unwrap().unwrap().to_bits(), text.parse::<f64>().unwrap().to_bits());
        let danish = text.replace('.', ",");
        prop_assert_eq!(parse_decimal(&danish, Decimal::Comma).unwrap().unwrap().to_bits(), text.parse::<f64>().unwrap().to_bits());
    }

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,20}") {
        let _ = parse_decimal(&text, Decimal::Comma);
        let _ = parse_decimal(&text, Decimal::Point);
    }
}
