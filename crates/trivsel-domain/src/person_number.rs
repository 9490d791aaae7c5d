//! What has the form of a Danish civil registration number (CPR): six digits that are a birthday, and four more. Told by its form alone;
//! whether a number is anybody's is asked nowhere. One rule for files, fields and words, so that what one of them turns away does not get
//! in by another.

use std::ops::Range;

/// What may stand between birthday and serial number, the longest first: a shorter one is the beginning of a longer one.
const MARKS: [&str; 5] = [" - ", " – ", "-", "–", " "];

/// What is put in place of such a number.
pub const HIDDEN: &str = "••••••-••••";

/// How such a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// With a mark behind the birthday: the form alone is telling.
    Marked,
    /// Ten digits. Other things have ten digits, too.
    Plain,
    /// Nine digits: a spreadsheet took the leading zero away. Telling only beside others.
    Shortened,
}

/// The form of a value as a whole, and its birthday as a number (DDMMYY).
pub fn form_of(value: &str) -> Option<(NumberForm, u32)> {
    let (form, birthday) = match digits_of(value) {
        10 if value.len() == 10 => (NumberForm::Plain, value.get(..6)?),
        9 if value.len() == 9 => (NumberForm::Shortened, value.get(..5)?),
        6 => {
            let (birthday, rest) = value.split_at_checked(6)?;
            let serial = MARKS.iter().find_map(|mark| rest.strip_prefix(mark))?;
            (digits_of(serial) == 4 && serial.len() == 4).then_some((NumberForm::Marked, birthday))?
        }
        _ => return None,
    };
    let birthday = birthday.parse().ok()?;
    is_birthday(birthday).then_some((form, birthday))
}

/// Is the value such a number, with or without a mark? Nine digits are not.
pub fn is_person_number(value: &str) -> bool {
    matches!(form_of(value.trim()), Some((NumberForm::Marked | NumberForm::Plain, _)))
}

/// Does such a number stand somewhere in a text?
pub fn holds_person_number(text: &str) -> bool {
    next_from(text, 0).is_some()
}

/// The text with dots in place of each such number.
pub fn hide_person_numbers(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = next_from(text, at) {
        hidden.push_str(text.get(at..found.start).unwrap_or_default());
        hidden.push_str(HIDDEN);
        at = found.end;
    }
    hidden.push_str(text.get(at..).unwrap_or_default());
    hidden
}

/// Where the next such number stands, from this byte on. Digits that go on before or behind make another number of it.
fn next_from(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let start = at + rest.find(|letter: char| letter.is_ascii_digit())?;
        let digits = text.get(start..).map(digits_of).unwrap_or_default();
        let end = if digits == 6 {
            let rest = text.get(start + 6..).unwrap_or_default();
            let serial = MARKS.iter().find_map(|mark| rest.strip_prefix(mark));
            serial
                .filter(|serial| digits_of(serial) == 4)
                .map(|serial| text.len() - serial.len() + 4)
        } else {
            Some(start + digits)
        };
        if let Some(end) = end
            && text.get(start..end).is_some_and(is_person_number)
        {
            return Some(start..end);
        }
        at = start + digits;
    }
}

/// How many digits the text begins with.
fn digits_of(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
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
    use super::*;

    #[test]
    fn one_value_is_judged_by_its_form() {
        for value in [
            "311299-0000",
            " 3112990000 ",
            "311299 0000",
            "311299 - 0000",
            "311299–0000",
        ] {
            assert!(is_person_number(value), "{value}");
        }
        assert!(is_person_number("7101801234"), "a replacement number");
        for value in [
            "310299-0000",
            "12345678",
            "311299-00000",
            "311299--0000",
            "101801234",
            "",
            "–",
        ] {
            assert!(!is_person_number(value), "{value}");
        }
        assert_eq!(form_of("101801234"), Some((NumberForm::Shortened, 10_180)));
    }

    #[test]
    fn a_number_within_a_line_is_found_and_hidden() {
        for line in [
            "Udtræk for 010170-1234, januar",
            "Udtræk for 0101701234, januar",
            "Udtræk for 010170 1234, januar",
            "Udtræk for (010170–1234), januar",
            "Udtræk for 4012 010170-1234, januar",
        ] {
            assert!(holds_person_number(line), "{line}");
            let hidden = hide_person_numbers(line);
            assert!(!hidden.contains("1234") && hidden.contains(HIDDEN), "{hidden}");
            assert!(
                hidden.starts_with("Udtræk for ") && hidden.ends_with(", januar"),
                "{hidden}"
            );
        }
        let two = hide_person_numbers("010170-1234 og 020280-4321.");
        assert_eq!(two, format!("{HIDDEN} og {HIDDEN}."));
    }

    #[test]
    fn other_numbers_in_a_line_are_left_in_peace() {
        for line in [
            "Kilde: Lønsystemet, 31. december 2024, 1.234 medarbejdere",
            "Telefon 70 12 12 88",
            "år 2026-2027",
            "lokale 451399-1234",
            "12345678901234",
            "01.01.1990",
            "0101701234567",
            "010170-12345",
            "9010170-1234",
            "",
        ] {
            assert!(!holds_person_number(line), "{line}");
            assert_eq!(hide_person_numbers(line), line);
        }
    }
}
