#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use super::*;
use crate::compound::tests::toy;

fn analysed(language: &Language, text: &str) -> (Vec<String>, Vec<String>) {
    let token = language.tokens(text).remove(0);
    let analysis = language.analyse(&token);
    (analysis.whole, analysis.parts)
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_form_has_its_base_form_and_a_compound_its_parts() {
    let toy = toy("");
    assert_eq!(analysed(&toy, "Working"), (words(&["work"]), vec![]));
    assert_eq!(analysed(&toy, "sundays"), (words(&["sunday"]), words(&["day", "sun"])));
    // An unknown compound has the base form of its last part.
    assert_eq!(analysed(&toy, "sunmen"), (words(&["sunman"]), words(&["man", "sun"])));
}

#[test]
fn runs_of_parts_are_parts_too() {
    let toy = toy("");
    let (whole, parts) = analysed(&toy, "sundayworkmen");
    assert_eq!(whole, ["sundayworkman"]);
    for part in ["sun", "day", "work", "man", "sunday", "workman", "daywork"] {
        assert!(parts.contains(&part.to_owned()), "{part} is not among {parts:?}");
    }
}

#[test]
fn a_hyphen_shows_the_parts() {
    let toy = toy("");
    assert_eq!(
        analysed(&toy, "IT-workmen"),
        (words(&["itworkman"]), words(&["it", "man", "work", "workman"]))
    );
    assert_eq!(analysed(&toy, "30.11.2026").1, ["11", "2026", "30"]);
    assert_eq!(analysed(&toy, "§ 7 b"), (words(&["§7b"]), words(&["§7"])));
}

#[test]
fn an_ending_is_dropped_only_before_a_known_word() {
    let mut toy = toy("");
    toy.endings = words(&["er", "s"]);
    toy.stem = |word| word.chars().take(3).collect();
    assert_eq!(toy.base_forms("worker"), ["work"]);
    assert_eq!(toy.base_forms("carpets"), ["carpet"]);
    assert_eq!(toy.base_forms("blubber"), ["blu"]);
    assert_eq!(toy.base_forms("a4"), ["a4"]);
}
