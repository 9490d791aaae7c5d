//! Spotting a column of Danish civil registration numbers, which must not be read in.

use std::collections::HashSet;

/// Distinct values looked at; more do not change the answer.
const ENOUGH: usize = 2_000;

/// Whether a column looks like CPR numbers: most of its values are six digits that make a date and four more.
///
/// With a hyphen the form alone is telling. Without it, ten digits may also be an order number counted upwards; CPR
/// numbers are told by their many different birthdays. Spreadsheets drop a leading zero, so nine digits count too
/// where ten-digit neighbours agree.
pub fn looks_like_cpr<'a>(values: impl IntoIterator<Item = &'a str>) -> bool {
    let distinct: HashSet<&str> = values
        .into_iter()
        .map(str::trim)
        .filter(|value| !super::is_missing(value))
        .take(20 * ENOUGH)
        .collect();
    let (mut hyphenated, mut plain, mut shortened) = (0_usize, 0_usize, 0_usize);
    let mut birthdays = HashSet::new();
    for value in distinct.iter().take(ENOUGH) {
        match shape(value) {
            Some((Shape::Hyphenated, _)) => hyphenated += 1,
            Some((Shape::Plain, birthday)) => {
                plain += 1;
                birthdays.insert(birthday);
            }
            Some((Shape::Shortened, birthday)) => {
                shortened += 1;
                birthdays.insert(birthday);
            }
            None => {}
        }
    }
    let seen = distinct.len().min(ENOUGH);
    let undashed = if plain >= shortened { plain + shortened } else { plain };
    let counted_upwards = undashed >= 4 && birthdays.len() * 2 < undashed;
    let matches = hyphenated + if counted_upwards { 0 } else { undashed };
    seen > 0 && matches * 2 > seen
}

/// Whether one value has the form of a CPR number: DDMMYY-XXXX or ten digits, with a day that exists. For watching
/// the rows beyond the sample.
#[must_use]
pub fn is_cpr_shaped(value: &str) -> bool {
    matches!(shape(value.trim()), Some((Shape::Hyphenated | Shape::Plain, _)))
}

/// A line of words with dots in place of what has the form of a CPR number.
#[must_use]
pub fn hide_cpr(line: &str) -> String {
    let is_mark = |letter: char| !letter.is_ascii_digit();
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ') {
        let bare = word.trim_matches(is_mark);
        let before = words.last().map(|last| last.trim_matches(is_mark).to_owned());
        let is_rest = before.is_some_and(|before| before.len() == 6 && is_cpr_shaped(&format!("{before} {bare}")));
        if is_rest {
            words.pop();
        }
        words.push(if is_rest || is_cpr_shaped(bare) {
            word.replacen(bare, HIDDEN, 1)
        } else {
            word.to_owned()
        });
    }
    words.join(" ")
}

/// What stands in place of a CPR number.
pub(super) const HIDDEN: &str = "••••••-••••";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Hyphenated,
    Plain,
    Shortened,
}

/// The form of a value, and its first six digits.
fn shape(value: &str) -> Option<(Shape, u32)> {
    let bytes = value.as_bytes();
    let digits = |bytes: &[u8]| {
        bytes.iter().try_fold(0_u32, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
        })
    };
    let (form, birthday) = match bytes.len() {
        11 | 13 => {
            let (date, rest) = bytes.split_at_checked(6)?;
            let (mark, serial) = rest.split_at_checked(rest.len().checked_sub(4)?)?;
            digits(serial)?;
            if !matches!(mark, b"-" | b" " | b" - ") {
                return None;
            }
            (Shape::Hyphenated, digits(date)?)
        }
        10 => {
            let (date, serial) = bytes.split_at_checked(6)?;
            digits(serial)?;
            (Shape::Plain, digits(date)?)
        }
        9 => {
            let (date, serial) = bytes.split_at_checked(5)?;
            digits(serial)?;
            (Shape::Shortened, digits(date)?)
        }
        _ => return None,
    };
    is_birthday(birthday).then_some((form, birthday))
}

/// DDMMYY. Replacement numbers, for people without a CPR number, have 60 added to the day.
fn is_birthday(number: u32) -> bool {
    let day = match number / 10_000 {
        day @ 61..=91 => day - 60,
        day => day,
    };
    let longest = match number / 100 % 100 {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        // The century is not known, so 29 February may exist in any fourth year.
        2 if (number % 100).is_multiple_of(4) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=longest).contains(&day)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )]
    use super::*;

    /// Numbers of the right form, from invented birthdays.
    fn cpr(mark: &str) -> Vec<String> {
        (0..60_u32)
            .map(|n| {
                format!(
                    "{:02}{:02}{:02}{mark}{:04}",
                    n * 11 % 28 + 1,
                    n * 5 % 12 + 1,
                    n * 13 % 100,
                    n * 977 % 10_000
                )
            })
            .collect()
    }

    fn looks(values: &[String]) -> bool {
        looks_like_cpr(values.iter().map(String::as_str))
    }

    #[test]
    fn a_civil_registration_number_within_a_line_is_hidden() {
        for line in [
            "Udtræk for 010170-1234, januar",
            "Udtræk for 0101701234, januar",
            "Udtræk for 010170 1234, januar",
        ] {
            assert!(!hide_cpr(line).contains("1234"), "{line}");
            assert!(hide_cpr(line).contains("Udtræk for"), "{line}");
        }
        let other = "Kilde: Lønsystemet, 31. december 2024, 1.234 medarbejdere";
        assert_eq!(hide_cpr(other), other);
    }

    #[test]
    fn civil_registration_numbers_are_seen_with_and_without_hyphen() {
        assert!(looks(&cpr("-")));
        assert!(looks(&cpr(" ")));
        assert!(looks(&cpr("")));
        let shortened: Vec<String> = cpr("")
            .iter()
            .map(|number| number.trim_start_matches('0').to_owned())
            .collect();
        assert!(looks(&shortened), "a spreadsheet that dropped leading zeros");
        assert!(looks_like_cpr(["010180-1234"]), "one row is enough");
    }

    #[test]
    fn they_are_seen_among_blanks_and_other_values() {
        let mut values = cpr("-");
        values.extend((0..40).map(|n| format!("vikar {n}")));
        values.extend((0..500).map(|_| String::new()));
        assert!(looks(&values));
    }

    #[test]
    fn the_same_person_in_many_rows_counts_once() {
        let mut values = cpr("");
        values.extend((0..900).map(|_| "2802001234".to_owned()));
        assert!(looks(&values));
    }

    #[test]
    fn other_numbers_are_left_in_peace() {
        let phones: Vec<String> = (0..80).map(|n| format!("{}", 20_304_050 + n * 7_919)).collect();
        let abroad: Vec<String> = (0..80).map(|n| format!("+45 {}", 20_304_050 + n * 7_919)).collect();
        let international: Vec<String> = (0..80).map(|n| format!("45{}", 20_304_050 + n * 797_919)).collect();
        let employees: Vec<String> = (0..80).map(|n| format!("{:06}", 100_200 + n * 17)).collect();
        let orders: Vec<String> = (0..80).map(|n| format!("{}", 1_201_000_000_u64 + n)).collect();
        let yearly: Vec<String> = (0..80).map(|n| format!("{}", 2_021_000_100_u64 + n * 3)).collect();
        let dates: Vec<String> = (1..28).map(|n| format!("{n:02}-03-2021")).collect();
        let stamps: Vec<String> = (1..28).map(|n| format!("202103{n:02}08")).collect();
        let accounts: Vec<String> = (0..80)
            .map(|n| format!("{}", 7_123_456_789_u64 + n * 39_916_801))
            .collect();
        let sick_days: Vec<String> = (0..80).map(|n| format!("{},5", n)).collect();
        for (name, values) in [
            ("phones", phones),
            ("abroad", abroad),
            ("international", international),
            ("employees", employees),
            ("orders", orders),
            ("yearly", yearly),
            ("dates", dates),
            ("stamps", stamps),
            ("accounts", accounts),
            ("sick days", sick_days),
            ("nothing", Vec::new()),
            ("blanks", vec![String::new(); 9]),
        ] {
            assert!(!looks(&values), "{name}");
        }
    }

    #[test]
    fn one_value_is_judged_by_its_form() {
        assert!(is_cpr_shaped("311299-0000"));
        assert!(is_cpr_shaped("7101801234"), "a replacement number");
        assert!(!is_cpr_shaped("310299-0000"));
        assert!(!is_cpr_shaped("12345678"));
    }
}
