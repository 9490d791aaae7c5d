//! Days and months as people type them. The words and marks are read by the reader of tables; what a table may leave out and a form may
//! not is refused here: a year in two digits, a day that nobody wrote.

use chrono::NaiveDate;
use trivsel_documents::table_in::{self, DateOrder};
use trivsel_domain::month::Month;

use crate::Problem;

/// A day as people in Denmark type it: `31.12.2027`, `12/9-2019`, `12/9 2019`, `1. maj 2019`, `fredag den 1. maj 2020`, `2027-12-31`.
pub fn parse_date(typed: &str) -> Option<NaiveDate> {
    let plain = plain(typed)?;
    has_full_year(&plain).then(|| table_in::parse_date(&plain, DateOrder::DayMonthYear).ok())?
}

/// A month as people in Denmark type it: `2019-05`, `05-2019`, `5/2019`, `maj 2019`, `2019M05`; a day counts as its month.
pub fn parse_month(typed: &str) -> Option<Month> {
    let plain = plain(typed)?;
    let found = has_full_year(&plain).then(|| table_in::parse_month(&plain, DateOrder::DayMonthYear).ok())??;
    Month::new(found.year(), found.month()).ok()
}

/// What is wrong with a day that could not be read, as plainly as can be told.
pub(super) fn problem_with(field: &str, typed: &str) -> Problem {
    let Some(plain) = plain(typed) else {
        return Problem::new(field, "problem-date");
    };
    if let Some(month) = parse_month(&plain) {
        let day = month.first_day().format("%d.%m.%Y").to_string();
        return Problem::new(field, "problem-date-day").with("day", day);
    }
    if !has_full_year(&plain) && plain.chars().any(|letter| letter.is_ascii_digit()) {
        // Read with a leap year in place of what is missing: is the year all that is missing?
        let in_a_year = |year: &str| table_in::parse_date(year, DateOrder::DayMonthYear).is_ok();
        if in_a_year(&plain) || in_a_year(&format!("{plain} 2024")) {
            return Problem::new(field, "problem-date-year");
        }
        return Problem::new(field, "problem-date");
    }
    match table_in::parse_date(&plain, DateOrder::DayMonthYear) {
        Err(error) if error.problem == table_in::Problem::NoSuchDay => Problem::new(field, "problem-date-no-such-day"),
        _ => Problem::new(field, "problem-date"),
    }
}

/// What was typed without what says nothing: `d.` before it, the `th` of an English number, spaces beside a mark. None where anything stands
/// in it that belongs to no date, such as a clock time.
fn plain(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let typed = typed
        .strip_prefix("d. ")
        .or_else(|| typed.strip_prefix("d."))
        .unwrap_or(&typed);
    let belongs = |letter: char| {
        letter.is_alphanumeric() || letter.is_whitespace() || ".,-/\u{2010}\u{2011}\u{2012}\u{2013}".contains(letter)
    };
    if typed.is_empty() || !typed.chars().all(belongs) {
        return None;
    }
    let words: Vec<&str> = typed
        .split_whitespace()
        .filter(|word| *word != "of")
        .map(|word| ordinal(word).unwrap_or(word))
        .collect();
    Some(words.join(" "))
}

/// The number in `1st`, `2nd`, `3rd` and `4th`.
fn ordinal(word: &str) -> Option<&str> {
    let word = word.trim_end_matches(',');
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    (!number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())).then_some(number)
}

/// Stands there a year in four digits, by itself or in `20271231`?
fn has_full_year(typed: &str) -> bool {
    typed
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|digits| matches!(digits.len(), 4 | 8) || digits.len() == 6 && typed.len() == 6)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let day = NaiveDate::from_ymd_opt(2027, 12, 31);
        for typed in [
            "31.12.2027",
            "31-12-2027",
            "31/12/2027",
            "31/12-2027",
            "31/12 2027",
            "31 / 12 - 2027",
            "31. 12. 2027",
            "31\u{a0}12\u{a0}2027",
            "31–12–2027",
            "d. 31/12 2027",
            "d.31/12-2027",
            "2027-12-31",
            "2027/12/31",
            "20271231",
            " 31.12.2027 ",
            "31.12.2027.",
            "31 Dec 2027",
            "31. december 2027",
            "31.december 2027",
            "31. DECEMBER, 2027",
            "den 31. dec. 2027",
            "Fredag den 31. december 2027",
            "31st of December 2027",
            "December 31st, 2027",
        ] {
            assert_eq!(parse_date(typed), day, "{typed}");
        }
        let first = NaiveDate::from_ymd_opt(2019, 5, 1);
        for typed in [
            "1/5-2019",
            "1/5 2019",
            "1.5.2019",
            "1. maj 2019",
            "01/05-2019",
            "1 maj 2019",
            "1st May 2019",
        ] {
            assert_eq!(parse_date(typed), first, "{typed}");
        }
        for typed in [
            "31.12.27",
            "31.02.2027",
            "i morgen",
            "",
            "2027",
            "maj 2019",
            "12/9",
            "31.12.2027 kl. 9",
            "31.12.2027 09:00",
            "31.12.2027 (fredag)",
            "1.1.1.2027",
            "31.12.12027",
            "0/5 2019",
            "31.12.0027",
        ] {
            assert_eq!(parse_date(typed), None, "{typed}");
        }
    }

    #[test]
    fn months_are_read_as_people_type_them() {
        let month = Month::new(2019, 5).ok();
        for typed in [
            "2019-05",
            "05-2019",
            "05.2019",
            "5/2019",
            "5/5 2019",
            "maj 2019",
            "Maj, 2019",
            "May 2019",
            "2019M05",
            "2019m05",
            "2019 maj",
            "201905",
            "1. maj 2019",
        ] {
            assert_eq!(parse_month(typed), month, "{typed}");
        }
        for typed in ["maj", "maj 19", "2019", "13-2019", "00-2019", "i maj 2019 (ca.)", ""] {
            assert_eq!(parse_month(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_missing_in_a_date_is_told() {
        for (typed, message) in [
            ("maj 2019", "problem-date-day"),
            ("05-2019", "problem-date-day"),
            ("12/9", "problem-date-year"),
            ("12/9-19", "problem-date-year"),
            ("1. maj", "problem-date-year"),
            ("31.02.2027", "problem-date-no-such-day"),
            ("32. maj 2019", "problem-date-no-such-day"),
            ("i morgen", "problem-date"),
            ("uge 37", "problem-date"),
            ("efteråret 2019", "problem-date"),
        ] {
            assert_eq!(problem_with("due_on", typed).message, message, "{typed}");
        }
    }
}
