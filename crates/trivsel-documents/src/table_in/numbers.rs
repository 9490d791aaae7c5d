//! Numbers as people write them: 1.234,5 and 1 234,5 and 5,2 % and −3, and the many signs for "no number".

use super::error::{CellError, Expected, Problem};
use super::layout::Decimal;

/// Whether a cell says that there is no value: blank, or one of the marks statistics banks use.
///
/// A lone hyphen is among them. Some tables mean zero by it; taking it as missing is the careful choice.
#[must_use]
pub fn is_missing(text: &str) -> bool {
    matches!(
        text.trim(),
        "" | "."
            | ".."
            | "..."
            | "…"
            | "-"
            | "–"
            | "—"
            | "−"
            | "#N/A"
            | "N/A"
            | "n/a"
            | "NULL"
            | "null"
            | "(null)"
            | "NA"
            | "NaT"
            | "i.o."
    )
}

/// The number in a cell, or none when it is blank or marked as missing.
///
/// Thousands may be grouped by the other mark, a space or an apostrophe, always in threes. A percent sign or "kr."
/// is left out, and a clock's colon divides hours into minutes: "148:30" is 148.5. "5,2 %" is 5.2. So is the star by which statistics banks mark a preliminary number. A sign may stand
/// before or, as in some accounting systems, after the number.
pub fn parse_decimal(text: &str, decimal: Decimal) -> Result<Option<f64>, CellError> {
    if let Some(value) = plain(text.as_bytes(), decimal) {
        return Ok(Some(value));
    }
    if is_missing(text) {
        return Ok(None);
    }
    let (negative, digits) = without_sign(without_unit(text.trim()));
    match grouped(digits, decimal).or_else(|| hours(digits)) {
        Some(value) => Ok(Some(if negative { -value } else { value })),
        None => {
            let other = match decimal {
                Decimal::Comma => Decimal::Point,
                Decimal::Point => Decimal::Comma,
            };
            let problem = if grouped(digits, other).is_some() {
                Problem::OtherDecimalMark
            } else {
                Problem::Form
            };
            Err(CellError::new(text.trim(), Expected::Number(decimal), problem))
        }
    }
}

/// Whether a text is a number of hundredths: "5,2 %", "5.2 pct.".
pub(super) fn is_percentage(text: &str) -> bool {
    let text = text.trim().trim_end_matches('*').trim_end().to_lowercase();
    let number = ["%", "pct.", "pct", "procent", "percent"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit));
    number.is_some_and(|number| number.trim_end().ends_with(|letter: char| letter.is_ascii_digit()))
}

/// The common case, without looking back: an optional minus, digits, at most one decimal mark.
///
/// Up to 15 digits are gathered in an integer and divided once by a power of ten. Both are exact in a double, so
/// the quotient is the nearest double, as the standard library's parser would give it.
fn plain(bytes: &[u8], decimal: Decimal) -> Option<f64> {
    let (negative, digits) = match bytes.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let mark = match decimal {
        Decimal::Comma => b',',
        Decimal::Point => b'.',
    };
    let mut value: u64 = 0;
    let mut places = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(byte - b'0');
                places = places.map(|places: usize| places + 1);
            }
            byte if *byte == mark && places.is_none() && value_has_begun(digits, mark) => places = Some(0),
            _ => return None,
        }
    }
    if places == Some(0) {
        return None;
    }
    let power = POWERS.get(places.unwrap_or(0))?;
    let high = u32::try_from(value >> 32).ok()?;
    let low = u32::try_from(value & 0xFFFF_FFFF).ok()?;
    // Below 10^15 both parts and their sum are exact.
    let whole = f64::from(high) * 4_294_967_296.0 + f64::from(low);
    let size = whole / power;
    Some(if negative { -size } else { size })
}

const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// ",5" is left to the slow way.
fn value_has_begun(digits: &[u8], mark: u8) -> bool {
    digits.first().is_some_and(|first| *first != mark)
}

fn without_unit(text: &str) -> &str {
    let text = text.strip_suffix('*').unwrap_or(text).trim_end();
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let text = ["kr.", "kr", "DKK", "pct.", "pct", ",-"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text)
        .trim_end();
    ["kr.", "kr", "DKK"]
        .iter()
        .find_map(|unit| text.strip_prefix(unit))
        .unwrap_or(text)
        .trim_start()
}

fn without_sign(text: &str) -> (bool, &str) {
    let minus = ['-', '\u{2212}', '\u{2013}'];
    if let Some(rest) = text.strip_prefix(minus) {
        return (true, rest.trim_start());
    }
    if let Some(rest) = text.strip_suffix(minus) {
        return (true, rest.trim_end());
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim_start())
}

/// A number without sign, whose whole part may be grouped in threes by one kind of mark.
fn grouped(text: &str, decimal: Decimal) -> Option<f64> {
    let (whole, fraction) = match text.split_once(decimal.mark()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !all_digits(digits)) {
        return None;
    }
    let thousands = match decimal {
        Decimal::Comma => '.',
        Decimal::Point => ',',
    };
    let mark = whole.chars().find(|letter| !letter.is_ascii_digit());
    let digits = match mark {
        None => whole.to_owned(),
        Some(mark) if mark == thousands || [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'].contains(&mark) => {
            let groups: Vec<&str> = whole.split(mark).collect();
            let (first, others) = groups.split_first()?;
            let fits = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
            if !fits || !groups.iter().all(|group| all_digits(group)) {
                return None;
            }
            groups.concat()
        }
        Some(_) => return None,
    };
    if digits.is_empty() && fraction.is_none() {
        return None;
    }
    format!(
        "{}.{}",
        if digits.is_empty() { "0" } else { &digits },
        fraction.unwrap_or("0")
    )
    .parse()
    .ok()
}

/// Hours and minutes, perhaps seconds, as hours: what a workbook shows of a cell in hours.
fn hours(text: &str) -> Option<f64> {
    let (hours, rest) = text.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    let sixtieth = |digits: &str| {
        let is_two = digits.len() == 2 && all_digits(digits);
        digits.parse::<f64>().ok().filter(|number| is_two && *number < 60.0)
    };
    if !all_digits(hours) || hours.len() > 6 {
        return None;
    }
    Some(hours.parse::<f64>().ok()? + sixtieth(minutes)? / 60.0 + sixtieth(seconds)? / 3600.0)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
