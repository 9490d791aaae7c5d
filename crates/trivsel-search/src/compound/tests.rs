#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use crate::{Exceptions, FormRow, Language, Lexicon, LexiconBuilder};

/// A toy language: forms, what they begin with and end on.
pub(crate) fn toy(exceptions: &str) -> Language {
    let mut builder = LexiconBuilder::new("made up");
    let rows = [
        // form, base forms, first part of, first cost, last cost, head
        ("sun", "sun", "sun", 4, 9, 0),
        ("suns", "sun", "", 0, 9, 0),
        ("day", "day", "day", 5, 4, 0),
        ("days", "day", "day", 6, 4, 0),
        ("sunday", "sunday", "sunday", 9, 9, 3),
        ("sundays", "sunday", "sunday", 9, 9, 0),
        ("work", "work", "work", 4, 4, 0),
        ("working", "work", "work", 9, 0, 0),
        ("carpet", "carpet", "", 0, 9, 0),
        ("car", "car", "car", 4, 4, 0),
        ("pet", "pet", "pet", 6, 5, 0),
        ("man", "man", "man", 6, 5, 0),
        ("men", "man", "", 0, 5, 0),
        ("workman", "workman", "", 0, 9, 3),
        ("workmen", "workman", "", 0, 9, 0),
    ];
    for (form, lemma, first, first_cost, last_cost, head) in rows {
        let row = FormRow {
            lemmas: vec![lemma.to_owned()],
            first: (!first.is_empty()).then(|| (first_cost, first.to_owned())),
            last: (last_cost > 0).then_some(last_cost),
            head: (form == lemma).then_some(head),
        };
        builder.add(form, &row).unwrap();
    }
    Language {
        lexicon: Lexicon::read(builder.build().unwrap()).unwrap(),
        exceptions: Exceptions::parse(exceptions).unwrap(),
        ..Language::plain("toy")
    }
}

fn check(language: &Language, word: &str, parts: &[&str]) {
    let found: Vec<&str> = language.split(word).into_iter().map(|part| &word[part.range]).collect();
    assert_eq!(found, parts, "{word}");
}

#[test]
fn known_and_unknown_compounds_are_split() {
    let toy = toy("");
    check(&toy, "sunday", &["sun", "day"]);
    check(&toy, "sundays", &["sun", "days"]);
    check(&toy, "workmen", &["work", "men"]);
    check(&toy, "workpet", &["work", "pet"]);
    check(&toy, "sundaywork", &["sun", "day", "work"]);
    check(&toy, "workmanxyz", &[]);
}

#[test]
fn a_word_the_lexicon_calls_simple_is_not_split() {
    check(&toy(""), "carpet", &[]);
    check(&toy(""), "work", &[]);
}

#[test]
fn editors_know_better() {
    let toy = toy("car|pet\nsunday");
    check(&toy, "carpet", &["car", "pet"]);
    check(&toy, "sunday", &[]);
}

#[test]
fn parts_that_cost_too_much_are_no_parts() {
    let mut toy = toy("");
    toy.split_limit = 8;
    check(&toy, "workpet", &[]);
}

#[test]
fn a_lexicon_that_goes_in_circles_ends() {
    let mut builder = LexiconBuilder::new("");
    let row = FormRow {
        lemmas: vec!["xaxaxa".to_owned()],
        first: Some((1, "xaxaxa".to_owned())),
        last: Some(1),
        head: None,
    };
    for form in ["xa", "xaxa", "xaxaxaxa"] {
        builder.add(form, &row).unwrap();
    }
    let head = FormRow {
        lemmas: vec!["xaxaxa".to_owned()],
        head: Some(2),
        ..row
    };
    builder.add("xaxaxa", &head).unwrap();
    let language = Language {
        lexicon: Lexicon::read(builder.build().unwrap()).unwrap(),
        ..Language::plain("circle")
    };
    assert!(language.split("xaxaxaxaxaxa").len() > 1);
}
