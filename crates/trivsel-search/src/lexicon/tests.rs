#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use super::*;

fn row(lemmas: &[&str]) -> FormRow {
    FormRow {
        lemmas: lemmas.iter().map(|lemma| (*lemma).to_owned()).collect(),
        ..FormRow::default()
    }
}

fn sample() -> Vec<u8> {
    let mut builder = LexiconBuilder::new("made up\nlicence: none");
    builder.add("gik", &row(&["gå"])).unwrap();
    builder.add("maler", &row(&["maler", "male"])).unwrap();
    let arbejds = FormRow {
        first: Some((3, "arbejde".to_owned())),
        ..FormRow::default()
    };
    builder.add("arbejds", &arbejds).unwrap();
    let arbejde = FormRow {
        last: Some(7),
        head: Some(0),
        ..row(&["arbejde"])
    };
    builder.add("arbejde", &arbejde).unwrap();
    builder.build().unwrap()
}

#[test]
fn what_went_in_comes_out() {
    let lexicon = Lexicon::read(sample()).unwrap();
    assert_eq!(lexicon.len(), 4);
    assert_eq!(lexicon.notice(), "made up\nlicence: none");
    assert_eq!(lexicon.form("gik").unwrap().lemmas(), ["gå"]);
    assert_eq!(lexicon.form("maler").unwrap().lemmas(), ["maler", "male"]);
    let linking = lexicon.form("arbejds").unwrap();
    assert_eq!((linking.is_word(), linking.first_cost()), (false, Some(3)));
    assert_eq!(linking.first_of().as_deref(), Some("arbejde"));
    let arbejde = lexicon.form("arbejde").unwrap();
    assert_eq!((arbejde.last_cost(), arbejde.head()), (Some(7), Some(0)));
    assert!(lexicon.form("arbejd").is_none());
}

#[test]
fn beginnings_come_the_shortest_first() {
    let mut builder = LexiconBuilder::new("");
    for form in ["ar", "arbejde", "arbejder", "bo"] {
        builder.add(form, &row(&[form])).unwrap();
    }
    let lexicon = Lexicon::read(builder.build().unwrap()).unwrap();
    let found: Vec<&str> = lexicon.beginnings("arbejdere").iter().map(Form::word).collect();
    assert_eq!(found, ["ar", "arbejde", "arbejder"]);
}

#[test]
fn damaged_bytes_are_refused() {
    let good = sample();
    assert!(matches!(Lexicon::read(b"".as_slice()), Err(LexiconError::NotALexicon)));
    for at in 0..good.len() {
        let short = good[..at].to_vec();
        assert!(Lexicon::read(short).is_err(), "cut at {at}");
        let mut wrong = good.clone();
        wrong[at] ^= 0x55;
        // A changed letter of the notice or of an ending is another lexicon, but never one that cannot be walked.
        if let Ok(lexicon) = Lexicon::read(wrong) {
            lexicon.form("arbejde").map(|form| (form.lemmas(), form.first_of()));
        }
    }
}

#[test]
fn an_empty_lexicon_knows_nothing() {
    assert!(Lexicon::empty().is_empty());
    assert!(Lexicon::empty().form("ord").is_none());
}
