//! Reading what was typed: every problem is collected with its field, nothing stops at the first.

use chrono::NaiveDate;
use trivsel_domain::danish;
use trivsel_domain::month::Month;
use trivsel_domain::period::Period;

use crate::error::{AppError, Problem, Problems};

mod dates;

pub use dates::{parse_date, parse_month};
pub(crate) use trivsel_domain::text::one_line;

/// The version a form was filled in from. Something that is no number is a version that never was: somebody must have been quicker.
pub(crate) fn version_typed(typed: &str) -> Result<i32, AppError> {
    typed.trim().parse().map_err(|_| AppError::Conflict)
}

/// Collects the problems of one form.
#[derive(Debug, Default)]
pub struct Input {
    problems: Vec<Problem>,
}

impl Input {
    /// No problems yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem.
    pub fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A text that must be there, at most 300 characters.
    pub fn required(&mut self, field: &str, typed: &str) -> String {
        let text = self.line(field, typed);
        if text.is_empty() {
            self.refuse(Problem::new(field, "problem-required"));
        }
        text
    }

    /// A text that may be empty, at most 300 characters, on one line.
    pub fn line(&mut self, field: &str, typed: &str) -> String {
        self.at_most(field, &one_line(typed), 300)
    }

    /// A longer text that may be empty, at most 20,000 characters. Line ends become `\n`.
    pub fn text(&mut self, field: &str, typed: &str) -> String {
        self.at_most(field, &typed.replace("\r\n", "\n"), 20_000)
    }

    fn at_most(&mut self, field: &str, typed: &str, most: usize) -> String {
        let text = typed.trim().to_owned();
        if text.chars().count() > most {
            self.refuse(Problem::new(field, "problem-too-long").with("most", most.to_string()));
        }
        text
    }

    /// A day that may be left empty, as [`parse_date`] reads it.
    pub fn optional_date(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        if typed.trim().is_empty() {
            return None;
        }
        let date = parse_date(typed);
        if date.is_none() {
            self.refuse(dates::problem_with(field, typed));
        }
        date
    }

    /// A day that must be there. The first day of 1900 stands in when it is not; the problem is noted.
    pub fn date(&mut self, field: &str, typed: &str) -> NaiveDate {
        if typed.trim().is_empty() {
            self.refuse(Problem::new(field, "problem-date-required"));
        }
        self.optional_date(field, typed).unwrap_or_default()
    }

    /// A first day that must be there and a last day that may be open.
    pub fn period(&mut self, from_field: &str, from: &str, to_field: &str, to: &str) -> Period {
        let (from, to) = (self.date(from_field, from), self.optional_date(to_field, to));
        Period::new(from, to).unwrap_or_else(|_| {
            self.refuse(
                Problem::new(to_field, "problem-ends-before-start").with("start", from.format("%d.%m.%Y").to_string()),
            );
            Period::since(from)
        })
    }

    /// A month that must be there, as [`parse_month`] reads it.
    pub fn month(&mut self, field: &str, typed: &str) -> Option<Month> {
        let month = parse_month(typed);
        if month.is_none() {
            self.refuse(Problem::new(field, "problem-month"));
        }
        month
    }

    /// A number that may be left empty. Both `1.234,5` and `1234.5` are read.
    pub fn optional_number(&mut self, field: &str, typed: &str) -> Option<f64> {
        if typed.trim().is_empty() {
            return None;
        }
        let number = parse_number(typed);
        if number.is_none() {
            self.refuse(Problem::new(field, "problem-number"));
        }
        number
    }

    /// One of a known set, by its code. The problem is noted when it is not.
    pub fn choice<T>(&mut self, field: &str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = parse(typed.trim());
        if chosen.is_none() {
            self.refuse(Problem::new(field, "problem-choose"));
        }
        chosen
    }

    /// A value that must be there and comes typed already.
    pub fn given<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.refuse(Problem::new(field, "problem-choose"));
        }
        value
    }

    /// An id that may be left empty; something that is no id is noted as a missing choice.
    pub fn optional_id<T: std::str::FromStr>(&mut self, field: &str, typed: &str) -> Option<T> {
        if typed.trim().is_empty() {
            None
        } else {
            self.choice(field, typed, |text| text.parse().ok())
        }
    }

    /// Ends the reading of a form with what was read; none where a field had to be there and was not, which has been noted then.
    pub fn read<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Problems(self.problems)),
        }
    }

    /// Ends the reading: the problems, if there were any.
    pub fn done(self) -> Result<(), AppError> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(AppError::Invalid(self.problems))
        }
    }
}

/// A number as people in Denmark type it: the last of comma and point is the decimal mark, unless it stands before exactly three
/// digits and is a point (`1.234` is one thousand two hundred and thirty-four).
pub fn parse_number(typed: &str) -> Option<f64> {
    let text: String = typed
        .trim()
        .trim_end_matches('%')
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let plain = match (text.rfind(','), text.rfind('.')) {
        (Some(_), None) => text.replace(',', "."),
        (Some(comma), Some(point)) if comma > point => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        (None, Some(point)) if text.len() - point == 4 && !text.starts_with('0') => text.replace('.', ""),
        (None, _) => text,
    };
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A code from a name: `Utilsigtede hændelser` becomes `utilsigtede_haendelser`, with a number when it is taken. `other` stands for a
/// name without letters.
pub(crate) fn free_code(name: &str, other: &str, longest: usize, taken: &[String]) -> String {
    let code = danish::plain_letters(name, '_', longest).unwrap_or_else(|| other.to_owned());
    std::iter::once(code.clone())
        .chain((2..).map(|number| format!("{code}_{number}")))
        .find(|code| !taken.contains(code))
        .unwrap_or(code)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[test]
    fn numbers_are_read_with_either_mark() {
        for (typed, number) in [
            ("6,4", 6.4),
            ("6.4", 6.4),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234", 1234.0),
            ("0.125", 0.125),
            ("−3", -3.0),
            ("12 %", 12.0),
        ] {
            assert_eq!(parse_number(typed), Some(number), "{typed}");
        }
        assert_eq!(parse_number("seks"), None);
        assert_eq!(parse_number("inf"), None);
    }

    #[test]
    fn every_problem_is_collected() {
        let mut input = Input::new();
        input.required("name", " ");
        input.period("from", "01.03.2027", "to", "01.02.2027");
        let Err(AppError::Invalid(problems)) = input.done() else {
            panic!("the form should be refused")
        };
        assert_eq!(
            problems.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(),
            ["name", "to"]
        );
    }
}
