//! Dates and numbers as the reader writes them.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use trivsel_app::documents::Language;
use trivsel_domain::initiative::FollowUp;
use trivsel_domain::month::Month;

use crate::words::{Lang, Words};

impl Lang {
    /// The same language, for documents.
    pub(crate) fn of_documents(self) -> Language {
        match self {
            Self::Da => Language::Danish,
            Self::En => Language::English,
        }
    }

    /// `21.11.2026` in Danish, `21 Nov 2026` in English.
    pub fn date(self, day: NaiveDate) -> String {
        match self {
            Self::Da => day.format("%d.%m.%Y").to_string(),
            Self::En => format!("{} {} {}", day.day(), short_month(self, day.month()), day.year()),
        }
    }

    /// A day as it stands in a field: `21.11.2026`, which is also read again.
    pub fn date_typed(self, day: NaiveDate) -> String {
        day.format("%d.%m.%Y").to_string()
    }

    /// A day, or a dash when there is none.
    pub fn maybe_date(self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| "–".to_owned(), |day| self.date(day))
    }

    /// `21.11.2026 kl. 9.05` or `21 Nov 2026 at 9:05`, on the clock in Denmark.
    pub fn moment(self, moment: DateTime<Utc>) -> String {
        let local = trivsel_app::app::local(moment);
        match self {
            Self::Da => format!("{} kl. {}.{:02}", self.date(local.date()), local.hour(), local.minute()),
            Self::En => format!("{} at {}:{:02}", self.date(local.date()), local.hour(), local.minute()),
        }
    }

    /// `maj 2019` or `May 2019`.
    pub fn month(self, month: Month) -> String {
        format!("{} {}", long_month(self, month.number()), month.year())
    }

    /// `tirsdag 17.11.2026` or `Tuesday 17 Nov 2026`.
    pub fn weekday_date(self, day: NaiveDate) -> String {
        let index = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        let names = match self {
            Self::Da => ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
            Self::En => [
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ],
        };
        format!("{} {}", names.get(index).copied().unwrap_or_default(), self.date(day))
    }

    /// A number with this many decimals, thousands grouped, the reader's marks and a true minus.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let text = format!("{:.*}", decimals, value.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let (group, mark) = match self {
            Self::Da => ('.', ','),
            Self::En => (',', '.'),
        };
        let mut out = String::new();
        if value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
            out.push('−');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(mark);
            out.push_str(fraction);
        }
        out
    }

    /// Names one after the other: `Nord, Syd og Øst`.
    pub fn list(self, names: &[&str]) -> String {
        let and = if self == Self::Da { "og" } else { "and" };
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} {and} {last}", others.join(", ")),
            None => String::new(),
        }
    }

    /// A whole number, thousands grouped.
    pub fn count<N: TryInto<i64>>(self, value: N) -> String {
        let value = value.try_into().unwrap_or(i64::MAX);
        let digits = value.unsigned_abs().to_string();
        let group = if self == Self::Da { '.' } else { ',' };
        let mut out = String::from(if value < 0 { "−" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        out
    }
}

/// The month's name, as in a sentence.
/// A fingerprint's digits in groups of four, for people to compare.
pub(crate) fn in_groups(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// How often a follow-up is looked at; its months by name, where it has some.
pub(crate) fn often(words: &Words, of: &FollowUp) -> String {
    if of.months.is_empty() {
        let code = of.frequency.code().replace('_', "-");
        return words.t(&format!("frequency-{code}")).into_owned();
    }
    let months: Vec<&str> = of
        .months
        .numbers()
        .map(|month| long_month(words.lang(), month))
        .collect();
    let months = words.lang().list(&months);
    words.with("follow-up-in-months").text("months", months).to_string()
}

pub(crate) fn long_month(lang: Lang, number: u32) -> &'static str {
    let names = match lang {
        Lang::Da => [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        Lang::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    usize::try_from(number)
        .ok()
        .and_then(|number| names.get(number.saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// The month's name in three letters.
pub(crate) fn short_month(lang: Lang, number: u32) -> &'static str {
    long_month(lang, number).get(..3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_the_reader() {
        assert_eq!(Lang::Da.number(12_345.678, 1), "12.345,7");
        assert_eq!(Lang::En.number(-0.04, 1), "0.0");
        assert_eq!(Lang::Da.number(-1234.0, 0), "−1.234");
        assert_eq!(Lang::Da.count(6_200_000), "6.200.000");
    }

    #[test]
    fn dates_are_written_for_the_reader() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 7).unwrap_or_default();
        assert_eq!(Lang::Da.date(day), "07.11.2026");
        assert_eq!(Lang::En.date(day), "7 Nov 2026");
        assert_eq!(Lang::Da.weekday_date(day), "lørdag 07.11.2026");
    }
}
