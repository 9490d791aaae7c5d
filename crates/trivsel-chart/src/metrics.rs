//! How wide a text is in IBM Plex Sans, and how to make it fit.
//!
//! The sums are of advance widths, without kerning: kerning only draws letters closer, so a text is never wider than said here.

mod table;

/// The two weights that pictures use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
}

/// A letter that the table does not hold counts as one em, which no Latin letter reaches.
const UNKNOWN: u16 = 1000;

/// The width of `text` at the type size `size`, in the same unit as `size`.
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|letter| u32::from(advance(letter, weight))).sum();
    f64::from(thousandths) * size / 1000.0
}

/// `text` with its end cut off and "…" put there, so that it is no wider than `room`; `None` if not even one letter fits.
pub fn shorten(text: &str, weight: Weight, size: f64, room: f64) -> Option<String> {
    if width(text, weight, size) <= room {
        return Some(text.to_owned());
    }
    let ellipsis = width("…", weight, size);
    let mut used = 0.0;
    let mut kept = String::new();
    for letter in text.chars() {
        used += f64::from(advance(letter, weight)) * size / 1000.0;
        if used + ellipsis > room {
            break;
        }
        kept.push(letter);
    }
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| format!("{kept}…"))
}

/// A text of the pictures' type size that takes no more than `room`, however long the caller's words are.
pub(crate) fn shortened(text: &str, room: f64) -> String {
    shorten(text, Weight::Regular, crate::canvas::TYPE_SIZE, room).unwrap_or_default()
}

/// `text` broken at its spaces into at most `lines` lines, none wider than `room` and none left with a lonely word if it can be
/// helped; `None` if it does not fit.
pub fn wrap(text: &str, weight: Weight, size: f64, room: f64, lines: usize) -> Option<Vec<String>> {
    let mut best = filled(text, weight, size, room, lines)?;
    let mut narrower = room * 0.95;
    // The narrowest room that needs no further line makes the lines about equally long.
    while let Some(tighter) = filled(text, weight, size, narrower, best.len()) {
        best = tighter;
        narrower *= 0.95;
    }
    Some(best)
}

fn filled(text: &str, weight: Weight, size: f64, room: f64, lines: usize) -> Option<Vec<String>> {
    let mut done: Vec<String> = Vec::new();
    let mut current = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if current.is_empty() {
            word.to_owned()
        } else {
            format!("{current} {word}")
        };
        if width(&longer, weight, size) <= room {
            current = longer;
        } else if current.is_empty() || width(word, weight, size) > room {
            return None;
        } else {
            done.push(std::mem::replace(&mut current, word.to_owned()));
        }
    }
    if !current.is_empty() {
        done.push(current);
    }
    (!done.is_empty() && done.len() <= lines).then_some(done)
}

fn advance(letter: char, weight: Weight) -> u16 {
    // Combining marks and joiners stand on the letter before them.
    if matches!(letter, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}') {
        return 0;
    }
    let row = table::WIDTHS.binary_search_by_key(&letter, |(listed, _, _)| *listed);
    match (row.ok().and_then(|at| table::WIDTHS.get(at)), weight) {
        (Some((_, regular, _)), Weight::Regular) => *regular,
        (Some((_, _, semibold)), Weight::SemiBold) => *semibold,
        (None, _) => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_it_can_be_searched() {
        assert!(table::WIDTHS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn digits_are_all_equally_wide() {
        for digit in '0'..='9' {
            assert_eq!(advance(digit, Weight::Regular), 600);
            assert_eq!(advance(digit, Weight::SemiBold), 600);
        }
    }

    #[test]
    fn a_known_word_has_its_known_width() {
        // N 705, o 571, r 388, d 587 thousandths in the regular weight, at 14 px.
        let by_hand: u16 = "Nord".chars().map(|letter| advance(letter, Weight::Regular)).sum();
        assert!((width("Nord", Weight::Regular, 14.0) - f64::from(by_hand) * 0.014).abs() < 1e-9);
        assert!(width("Nord", Weight::SemiBold, 14.0) > width("Nord", Weight::Regular, 14.0));
    }

    #[test]
    fn danish_letters_and_signs_are_in_the_table() {
        for letter in "æøåÆØÅéü–—’“”»«−‑‰≤≥′ ".chars() {
            assert!(table::WIDTHS.iter().any(|row| row.0 == letter), "{letter:?} is missing");
        }
    }

    #[test]
    fn a_shortened_text_fits_and_says_that_it_was_cut() {
        let short = shorten("Hjemmeplejen Strandparken", Weight::Regular, 14.0, 90.0).unwrap();
        assert!(short.ends_with('…'));
        assert!(width(&short, Weight::Regular, 14.0) <= 90.0);
        assert_eq!(shorten("Nord", Weight::Regular, 14.0, 90.0).unwrap(), "Nord");
        assert_eq!(shorten("Nord", Weight::Regular, 14.0, 12.0), None);
    }

    #[test]
    fn a_text_is_broken_only_at_spaces() {
        let lines = wrap(
            "30 færre: det I har besluttet er værd at få",
            Weight::Regular,
            14.0,
            120.0,
            3,
        )
        .unwrap();
        assert_eq!(lines.join(" "), "30 færre: det I har besluttet er værd at få");
        assert!(lines.iter().all(|line| width(line, Weight::Regular, 14.0) <= 120.0));
        assert_eq!(wrap("Hjemmeplejen", Weight::Regular, 14.0, 40.0, 3), None);
        assert_eq!(wrap("a b c d", Weight::Regular, 14.0, 10.0, 3), None);
    }
}
