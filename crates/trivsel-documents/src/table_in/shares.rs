//! Parts of full time as payroll systems write them: 30/37, 81 %, 0,81, and hours of a week.

use super::error::{CellError, Expected, Problem};
use super::layout::Decimal;
use super::numbers::{is_missing, parse_decimal};

/// Hours of a full week in Denmark.
const FULL_WEEK: f64 = 37.0;

/// A part of full time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// It says itself what it is a part of: 30/37 and 81 %.
    Part(f64),
    /// Hours of a week: 30 timer.
    Hours(f64),
    /// A number whose unit only the column can tell.
    Number(f64),
}

impl Share {
    /// As a part of one. `whole` is what numbers of the column are parts of.
    #[must_use]
    pub fn of_one(self, whole: f64) -> f64 {
        match self {
            Self::Part(part) => part,
            Self::Hours(hours) => hours / FULL_WEEK,
            Self::Number(number) => number / whole,
        }
    }
}

/// The part in a cell, or none when it is blank or marked as missing.
pub fn parse_share(text: &str, decimal: Decimal) -> Result<Option<Share>, CellError> {
    let seen = text.trim();
    if is_missing(seen) {
        return Ok(None);
    }
    let number = |text: &str| parse_decimal(text, decimal).ok().flatten();
    let lower = seen.to_lowercase();
    let hours = ["timer", "hours", "tim.", "t.", "t"]
        .iter()
        .find_map(|unit| lower.strip_suffix(unit))
        .map(str::trim_end)
        .filter(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit()));
    let bare = hours.unwrap_or(&lower);
    let parts = bare
        .split_once('/')
        .or_else(|| bare.split_once(" af "))
        .or_else(|| bare.split_once(" of "));
    let found = if let Some((upper, under)) = parts {
        number(upper.trim())
            .zip(number(under.trim()))
            .filter(|(_, under)| *under > 0.0)
            .map(|(upper, under)| Share::Part(upper / under))
    } else if lower.ends_with('%') || lower.ends_with("pct.") || lower.ends_with("pct") || lower.ends_with("procent") {
        number(lower.trim_end_matches("procent").trim_end()).map(|percent| Share::Part(percent / 100.0))
    } else if hours.is_some() {
        number(bare).map(Share::Hours)
    } else {
        return parse_decimal(seen, decimal).map(|number| number.map(Share::Number));
    };
    match found {
        Some(share) => Ok(Some(share)),
        None => Err(CellError::new(seen, Expected::Number(decimal), Problem::Form)),
    }
}

/// Whether nothing shows what the numbers of a column are parts of: 20 may be hours of a week or per cent, and a column that has both 1 and 37
/// was written in two ways.
#[must_use]
pub fn is_whole_unclear(name: &str, numbers: impl IntoIterator<Item = f64>) -> bool {
    let numbers: Vec<f64> = numbers.into_iter().filter(|number| *number > 0.0).collect();
    let largest = numbers.iter().copied().fold(0.0, f64::max);
    let has = |whole: f64| numbers.iter().any(|number| (number - whole).abs() < 1e-9);
    if largest <= 1.0 {
        return false;
    }
    if numbers.iter().any(|number| *number <= 1.0) {
        return true;
    }
    let name = name.to_lowercase();
    let says = ["pct", "procent", "percent", "%", "timer", "hours"];
    let is_said = says.iter().any(|word| name.contains(word));
    !is_said && largest <= FULL_WEEK && !has(FULL_WEEK)
}

/// What the numbers of a column are parts of: 1, a hundred per cent, or the hours of a week. The column's name says it, or
/// its largest number: above the hours of a week they are per cent, above one they are hours.
#[must_use]
pub fn whole_of(name: &str, numbers: impl IntoIterator<Item = f64>) -> f64 {
    let largest = numbers.into_iter().fold(0.0, f64::max);
    let name = name.to_lowercase();
    let is_called = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if largest <= 1.0 {
        1.0
    } else if is_called(&["pct", "procent", "percent", "%"]) || largest > FULL_WEEK {
        100.0
    } else {
        FULL_WEEK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_full_time_are_read_as_payroll_writes_them() {
        for (text, share) in [
            ("30/37", Share::Part(30.0 / 37.0)),
            ("30 / 37", Share::Part(30.0 / 37.0)),
            ("30/37 timer", Share::Part(30.0 / 37.0)),
            ("32,5/37", Share::Part(32.5 / 37.0)),
            ("30 af 37", Share::Part(30.0 / 37.0)),
            ("81 %", Share::Part(0.81)),
            ("81%", Share::Part(0.81)),
            ("81 pct.", Share::Part(0.81)),
            ("81 procent", Share::Part(0.81)),
            ("0,81", Share::Number(0.81)),
            ("81", Share::Number(81.0)),
            ("30 timer", Share::Hours(30.0)),
            ("30 t", Share::Hours(30.0)),
        ] {
            let found = parse_share(text, Decimal::Comma);
            let is_near = |found: &Share| (found.of_one(1.0) - share.of_one(1.0)).abs() < 1e-12;
            assert!(matches!(&found, Ok(Some(found)) if is_near(found)), "{text}: {found:?}");
        }
        assert_eq!(parse_share("", Decimal::Comma), Ok(None));
        for text in ["fuld", "30/0", "30/", "/37", "a/b", "t", "%"] {
            assert!(parse_share(text, Decimal::Comma).is_err(), "{text}");
        }
    }

    #[test]
    fn a_column_tells_what_its_numbers_are_parts_of() {
        let near = |found: f64, wanted: f64| (found - wanted).abs() < 1e-12;
        assert!(near(whole_of("Brøk", [0.5, 1.0]), 1.0));
        assert!(near(whole_of("Beskæftigelse", [30.0, 37.0]), 37.0));
        assert!(near(whole_of("Beskæftigelse", [30.0, 100.0]), 100.0));
        assert!(near(whole_of("Beskæftigelse i pct.", [30.0, 20.0]), 100.0));
    }
}
