//! Whom people can ring now, in the workplace's own words: 112 and one's own doctor stand beside it always.

use chrono::NaiveDate;

use crate::id::{CrisisLineId, UnitId};
use crate::unit::Tree;

/// A line of "Ring nu".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisLine {
    /// The id.
    pub id: CrisisLineId,
    /// For whom; none means everybody in the organisation.
    pub unit: Option<UnitId>,
    /// Its place among the others.
    pub position: i32,
    /// Whom one reaches, in Danish.
    pub danish: String,
    /// The same in English; empty where it was not said.
    pub english: String,
    /// The number, as it is written.
    pub phone: String,
    /// When somebody answers; empty where it was not said.
    pub hours: String,
    /// Where the number stands; empty where it was not said.
    pub source: String,
    /// The day somebody rang it or read its owner's page.
    pub checked_on: NaiveDate,
}

impl CrisisLine {
    /// Whom one reaches, for a reader of this language.
    pub fn text(&self, is_danish: bool) -> &str {
        if is_danish || self.english.is_empty() {
            &self.danish
        } else {
            &self.english
        }
    }

    /// The number as a telephone dials it.
    pub fn dialled(&self) -> String {
        let is_dialled = |(at, letter): &(usize, char)| letter.is_ascii_digit() || (*at == 0 && *letter == '+');
        self.phone
            .trim()
            .chars()
            .enumerate()
            .filter(is_dialled)
            .map(|(_, letter)| letter)
            .collect()
    }

    /// Is it meant for somebody who works in this unit?
    pub fn is_for(&self, unit: Option<UnitId>, tree: &Tree) -> bool {
        match (self.unit, unit) {
            (None, _) => true,
            (Some(own), Some(unit)) => tree.is_within(unit, own),
            (Some(_), None) => false,
        }
    }
}

/// Can this be dialled: digits with blanks, hyphens and brackets, perhaps a plus before them, at least three digits of them?
pub fn is_phone(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    (3..=15).contains(&digits)
        && rest
            .chars()
            .all(|letter| letter.is_ascii_digit() || " -()".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_can_be_dialled() {
        for good in ["112", "12 34 56 78", "+45 12345678", "(+45) 12"] {
            assert_eq!(is_phone(good), good != "(+45) 12", "{good}");
        }
        for wrong in ["", "11", "ring til os", "12 34 lokal 5", "1234567890123456"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_line_speaks_the_readers_language_where_it_can() {
        let line = CrisisLine {
            id: CrisisLineId(uuid::Uuid::nil()),
            unit: None,
            position: 1,
            danish: "Krisehjælp".to_owned(),
            english: String::new(),
            phone: "+45 12 34-56 78".to_owned(),
            hours: String::new(),
            source: String::new(),
            checked_on: NaiveDate::default(),
        };
        assert_eq!((line.text(true), line.text(false)), ("Krisehjælp", "Krisehjælp"));
        assert_eq!(line.dialled(), "+4512345678");
        let line = CrisisLine {
            english: "Crisis help".to_owned(),
            ..line
        };
        assert_eq!((line.text(true), line.text(false)), ("Krisehjælp", "Crisis help"));
    }
}
