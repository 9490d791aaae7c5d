//! Spotting a column of Danish civil registration numbers, which must not be read in.

use std::collections::HashSet;

use trivsel_domain::person_number::{NumberForm, form_of};

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
    let (mut marked, mut plain, mut shortened) = (0_usize, 0_usize, 0_usize);
    let mut birthdays = HashSet::new();
    for value in distinct.iter().take(ENOUGH) {
        match form_of(value) {
            Some((NumberForm::Marked, _)) => marked += 1,
            Some((NumberForm::Plain, birthday)) => {
                plain += 1;
                birthdays.insert(birthday);
            }
            Some((NumberForm::Shortened, birthday)) => {
                shortened += 1;
                birthdays.insert(birthday);
            }
            None => {}
        }
    }
    let seen = distinct.len().min(ENOUGH);
    let undashed = if plain >= shortened { plain + shortened } else { plain };
    let counted_upwards = undashed >= 4 && birthdays.len() * 2 < undashed;
    let matches = marked + if counted_upwards { 0 } else { undashed };
    seen > 0 && matches * 2 > seen
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
}
