//! Dates and months as people and programs write them.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::Copenhagen;
use serde::{Deserialize, Serialize};

use super::error::{CellError, Expected, Problem};
use super::layout::DateOrder;
use super::numbers::is_missing;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct YearMonth {
    year: i32,
    month: u32,
}

impl YearMonth {
    /// A month from 1 to 12 of a year from 1900 to 2199.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month a date lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The month's first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }
}

/// Years outside are typing errors in a table of work and absence.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// From this year on an end means "no end": systems without a blank date write 31.12.9999, 31-12-2999 or 01-01-2099.
const OPEN_FROM: i32 = 2099;
/// Where databases and spreadsheets begin to count, as year, month and day: an end on such a day is a blank date, too. Other
/// days of long ago are typing errors.
const FIRST_DAYS: [(i32, u32, u32); 5] = [(1, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1)];

/// The date in a cell: 31-12-2026, 31.12.2026, 31/12/26, 2026-12-31, 20261231, "31. december 2026".
///
/// A clock time after the date is left out, unless it says how far it is from UTC: then the date is the one in
/// Denmark at that moment. `order` decides only where the year does not stand first.
pub fn parse_date(text: &str, order: DateOrder) -> Result<NaiveDate, CellError> {
    let seen = text.trim();
    read_date(seen, order)
        .and_then(in_years)
        .map_err(|problem| CellError::new(seen, Expected::Date(order), problem))
}

/// The last day in a cell; none where the cell says that there is no end: it is blank, all zeros, or so far ahead, or so
/// much where a system begins to count, that nobody can have meant the day itself.
pub fn parse_end_date(text: &str, order: DateOrder) -> Result<Option<NaiveDate>, CellError> {
    let seen = text.trim();
    if is_missing(seen) || is_zero_date(seen) {
        return Ok(None);
    }
    match read_date(seen, order) {
        Ok(date) if is_open_end(date) => Ok(None),
        Ok(date) => in_years(date).map(Some),
        // 12/31/9999 is no day where the day stands first, and no other day than that in any order.
        Err(problem) => match read_date(seen, DateOrder::MonthDayYear) {
            Ok(date) if date.year() >= OPEN_FROM => Ok(None),
            _ => Err(problem),
        },
    }
    .map_err(|problem| CellError::new(seen, Expected::Date(order), problem))
}

/// Whether a last day means "no end".
#[must_use]
pub fn is_open_end(date: NaiveDate) -> bool {
    date.year() >= OPEN_FROM || FIRST_DAYS.contains(&(date.year(), date.month(), date.day()))
}

/// 00.00.0000, 0000-00-00, 00000000: how some systems write a blank date.
pub(super) fn is_zero_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has_only = |letter: u8| letter == b'0' || matches!(letter, b'.' | b'-' | b'/' | b' ' | b':' | b'T');
    digits >= 6 && text.bytes().all(has_only)
}

fn in_years(date: NaiveDate) -> Result<NaiveDate, Problem> {
    if YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(Problem::Year)
    }
}

/// The month in a cell: 2019M05, 2019-05, 05-2019, 201905, "maj 2019", "maj-19". A full date counts as its month.
///
/// A mark behind it (`2024M10*`, `2024M10 (p)`) is how statistics banks say that a month is preliminary, and is left out.
pub fn parse_month(text: &str, order: DateOrder) -> Result<YearMonth, CellError> {
    let seen = text.trim();
    read_month(without_mark(seen), order).map_err(|problem| CellError::new(seen, Expected::Month, problem))
}

/// The text without a note's mark at its end.
fn without_mark(text: &str) -> &str {
    let text = text.trim_end_matches(['*', '¹', '²', '³', '†', '‡']).trim_end();
    let Some(inside) = text.strip_suffix(')') else {
        return text;
    };
    // "(p)", "(f)", "1)": a letter or a digit, never part of a month.
    match inside.char_indices().next_back() {
        Some((at, letter)) if letter.is_alphanumeric() => {
            let before = inside.get(..at).unwrap_or_default();
            let before = before.strip_suffix('(').unwrap_or(before);
            // What is left must have ended there: "maj 2024)" is a typing error, not a mark.
            if before.ends_with(char::is_alphanumeric) {
                text
            } else {
                before.trim_end()
            }
        }
        _ => text,
    }
}

/// The October of a month written as 2024,1: a number that has lost its last zero may be that, or January without its first.
#[must_use]
pub fn october_without_zero(text: &str) -> Option<YearMonth> {
    let text = text.trim();
    let year = text.strip_suffix(",1").or_else(|| text.strip_suffix(".1"))?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    YearMonth::new(year.parse().ok().filter(|_| is_year)?, 10)
}

/// Whether a cell holds the last evening of a month, without a distance from UTC: 31-12-2023 23:00 or 11:00 PM. A whole column of such moments is one of
/// first days that a program wrote in UTC.
#[must_use]
pub fn is_last_evening(text: &str, order: DateOrder) -> bool {
    let seen = text.trim();
    let has_hour = |hours: &[&str]| hours.iter().any(|hour| seen.find(hour).is_some_and(|at| at >= 6));
    let letters = |letter: char| letter.is_ascii_alphabetic();
    let behind: String = seen.chars().rev().take(4).filter(|letter| letters(*letter)).collect();
    let is_afternoon = behind.eq_ignore_ascii_case("mp");
    let is_late =
        has_hour(&[" 22:00", " 23:00", "T22:00", "T23:00"]) || (is_afternoon && has_hour(&[" 10:00", " 11:00"]));
    let is_last = |date: NaiveDate| date.succ_opt().is_some_and(|next| next.day() == 1);
    is_late && moment_of(seen).is_none() && read_day(seen, order).is_ok_and(is_last)
}

/// Any year is read here, so that a day in the year 9999 can be told from a typing error.
fn read_date(text: &str, order: DateOrder) -> Result<NaiveDate, Problem> {
    let date = read_day(text, order)?;
    match moment_of(text) {
        // A moment with its distance from UTC belongs to the day it was in Denmark: 31 December 23:00Z is the new year.
        Some((time, from_utc)) => {
            let utc = date
                .and_time(time)
                .checked_sub_signed(from_utc)
                .ok_or(Problem::NoSuchDay)?;
            let there: DateTime<Utc> = utc.and_utc();
            Ok(there.with_timezone(&Copenhagen).date_naive())
        }
        None => Ok(date),
    }
}

fn read_day(text: &str, order: DateOrder) -> Result<NaiveDate, Problem> {
    if let Some((day, month, year)) = quick(text.as_bytes()) {
        let (day, month) = if order == DateOrder::MonthDayYear {
            (month, day)
        } else {
            (day, month)
        };
        return date(year, month, day);
    }
    let parts = Parts::of(without_time(text)).ok_or(Problem::Form)?;
    match parts.as_slice() {
        [Part::Number(all, 8)] => date(i32(all / 10_000)?, all / 100 % 100, all % 100),
        [
            Part::Number(year, 4),
            Part::Number(month, 1 | 2),
            Part::Number(day, 1 | 2),
        ] => date(i32(*year)?, *month, *day),
        [
            Part::Number(first, 1 | 2),
            Part::Number(second, 1 | 2),
            Part::Number(last, digits @ (2 | 4)),
        ] => match order {
            DateOrder::DayMonthYear => date(full_year(*last, *digits)?, *second, *first),
            DateOrder::MonthDayYear => date(full_year(*last, *digits)?, *first, *second),
            DateOrder::YearMonthDay if *digits == 4 => date(full_year(*last, 4)?, *second, *first),
            DateOrder::YearMonthDay => date(full_year(*first, 2)?, *second, *last),
        },
        [
            Part::Number(day, 1 | 2),
            Part::Month(month),
            Part::Number(year, digits @ (2 | 4)),
        ]
        | [
            Part::Month(month),
            Part::Number(day, 1 | 2),
            Part::Number(year, digits @ 4),
        ] => date(full_year(*year, *digits)?, *month, *day),
        [Part::Number(year, 4), Part::Month(month), Part::Number(day, 1 | 2)] => date(i32(*year)?, *month, *day),
        _ => Err(Problem::Form),
    }
}

fn read_month(text: &str, order: DateOrder) -> Result<YearMonth, Problem> {
    let parts = Parts::of(without_time(text)).ok_or(Problem::Form)?;
    let (year, month) = match parts.as_slice() {
        _ if october_without_zero(text).is_some() => return Err(Problem::LostZero),
        [Part::Number(year, 4), Part::Letter('M'), Part::Number(month, 2)] => (i32(*year)?, *month),
        [Part::Number(year, 4), Part::Number(month, 1 | 2)] | [Part::Number(month, 1 | 2), Part::Number(year, 4)] => {
            (i32(*year)?, *month)
        }
        [Part::Number(all, 6)] => (i32(all / 100)?, all % 100),
        [Part::Month(month), Part::Number(year, digits @ (2 | 4))]
        | [Part::Number(year, digits @ 4), Part::Month(month)] => (full_year(*year, *digits)?, *month),
        _ => return read_date(text, order).and_then(in_years).map(YearMonth::of),
    };
    if !YEARS.contains(&year) {
        return Err(Problem::Year);
    }
    YearMonth::new(year, month).ok_or(Problem::NoSuchDay)
}

/// dd?mm?yyyy with any of the three common marks, without looking back: what nearly every row holds.
fn quick(bytes: &[u8]) -> Option<(u32, u32, i32)> {
    let [d1, d2, mark, m1, m2, same, y1, y2, y3, y4] = bytes else {
        return None;
    };
    if mark != same || !matches!(mark, b'-' | b'.' | b'/') {
        return None;
    }
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let year = ((digit(y1)? * 10 + digit(y2)?) * 10 + digit(y3)?) * 10 + digit(y4)?;
    Some((
        digit(d1)? * 10 + digit(d2)?,
        digit(m1)? * 10 + digit(m2)?,
        i32::try_from(year).ok()?,
    ))
}

fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, Problem> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Problem::NoSuchDay)
}

/// Two digits mean 1970 to 2069.
fn full_year(year: u32, digits: usize) -> Result<i32, Problem> {
    let century = match (digits, year) {
        (4, _) => 0,
        (_, 70..) => 1900,
        (_, _) => 2000,
    };
    i32(year + century)
}

fn i32(number: u32) -> Result<i32, Problem> {
    i32::try_from(number).map_err(|_| Problem::Form)
}

/// Cuts " 08:30", "T08:30:00Z" and the like off.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find([':']) else { return text };
    let before = text.get(..colon).unwrap_or_default();
    let hour = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let hour = hour.trim_end();
    let hour = hour
        .strip_suffix("kl.")
        .or_else(|| hour.strip_suffix('T'))
        .unwrap_or(hour);
    hour.trim_end_matches([' ', ','])
}

/// The clock time of a moment that says how far it is from UTC, and how far: `23:00:00.000Z`, `00:00+01:00`, `23:00 UTC`.
fn moment_of(text: &str) -> Option<(NaiveTime, Duration)> {
    let colon = text.find(':')?;
    let hour_at = text
        .get(..colon)?
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .len();
    let clock = text.get(hour_at..)?;
    let end = clock
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.' | ',')))
        .unwrap_or(clock.len());
    let (clock, zone) = clock.split_at_checked(end)?;
    let mut parts = clock.split([':', '.', ',']).map(str::parse::<u32>);
    let mut part = || parts.next().and_then(Result::ok);
    let (hour, minute, second) = (part()?, part()?, part().unwrap_or(0));
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    let zone = zone.trim();
    if zone.eq_ignore_ascii_case("Z") || zone.eq_ignore_ascii_case("UTC") || zone.eq_ignore_ascii_case("GMT") {
        return Some((time, Duration::zero()));
    }
    let (sign, digits) = match zone.chars().next()? {
        '+' => (1, zone.get(1..)?),
        '-' | '\u{2212}' => (-1, zone.trim_start_matches(['-', '\u{2212}'])),
        _ => return None,
    };
    let digits: String = digits.chars().filter(|letter| *letter != ':').collect();
    let number: i64 = digits.parse().ok()?;
    let minutes = match digits.len() {
        1 | 2 => number * 60,
        4 => number / 100 * 60 + number % 100,
        _ => return None,
    };
    Some((time, Duration::minutes(sign * minutes)))
}

/// A date's building blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    /// A month's name.
    Month(u32),
    /// The M of 2019M05.
    Letter(char),
}

struct Parts {
    parts: [Part; 4],
    length: usize,
}

impl Parts {
    /// Numbers and month names with marks between them; none when anything else stands there.
    fn of(text: &str) -> Option<Self> {
        let mut parts = Self {
            parts: [Part::Letter(' '); 4],
            length: 0,
        };
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let same_kind = |other: char| {
                if letter.is_ascii_digit() {
                    other.is_ascii_digit()
                } else {
                    other.is_alphabetic()
                }
            };
            if letter.is_ascii_digit() || letter.is_alphabetic() {
                let end = rest.find(|other| !same_kind(other)).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end)?;
                parts.push(word, letter)?;
                rest = after;
            } else if matches!(letter, '-' | '.' | '/' | ' ' | ',' | '\u{2010}'..='\u{2013}' | '\u{a0}') {
                rest = rest.get(letter.len_utf8()..)?;
            } else {
                return None;
            }
        }
        Some(parts)
    }

    fn push(&mut self, word: &str, first: char) -> Option<()> {
        let part = if first.is_ascii_digit() {
            Part::Number(word.parse().ok().filter(|_| word.len() <= 8)?, word.len())
        } else if word.eq_ignore_ascii_case("M") {
            Part::Letter('M')
        } else if is_weekday_or_den(word) {
            return Some(());
        } else {
            Part::Month(month_named(word)?)
        };
        *self.parts.get_mut(self.length)? = part;
        self.length += 1;
        Some(())
    }

    fn as_slice(&self) -> &[Part] {
        self.parts.get(..self.length).unwrap_or_default()
    }
}

/// A month's name or short name in Danish, English, Norwegian, Swedish, German and Dutch.
fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["januar", "january", "januari", "jänner", "jan"],
        &["februar", "february", "februari", "feber", "feb", "febr"],
        &["marts", "march", "mars", "märz", "maart", "mar", "mrt", "mär", "mrz"],
        &["april", "apr"],
        &["maj", "may", "mai", "mei"],
        &["juni", "june", "jun"],
        &["juli", "july", "jul"],
        &["august", "augusti", "augustus", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "october", "okt", "oct"],
        &["november", "nov"],
        &["december", "desember", "dezember", "dec", "des", "dez"],
    ];
    let word = word.to_lowercase();
    (1..)
        .zip(NAMES)
        .find_map(|(month, names)| names.contains(&word.as_str()).then_some(month))
}

/// Whether a column's name seems to mean a time, though it can be none that is read: "julli 2024", "2024K1", "2024".
///
/// A year in four digits, or a month's name without one, is what tells it from other names.
#[must_use]
pub fn looks_like_a_time(name: &str) -> bool {
    let is_year = |digits: &str| {
        digits.len() >= 4
            && digits
                .get(..4)
                .is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
    };
    let digits = |letter: char| !letter.is_ascii_digit();
    let words = |letter: char| !letter.is_alphabetic();
    name.split(digits).any(is_year)
        || name
            .split(words)
            .any(|word| word.len() > 2 && month_named(word).is_some())
}

fn is_weekday_or_den(word: &str) -> bool {
    const WORDS: [&str; 15] = [
        "den",
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag",
        "søndag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests;
