//! A small language and a small index.

use trivsel_search::{Field, FormRow, Found, Index, Language, Lexicon, LexiconBuilder, Query, Synonyms, Writing};

/// Danish letters, a few words, their forms and what they are in compounds.
pub(crate) fn language() -> Language {
    let mut builder = LexiconBuilder::new("made up");
    for (form, lemma, first, last) in [
        ("arbejde", "arbejde", None, Some(6)),
        ("arbejds", "", Some("arbejde"), None),
        ("miljø", "miljø", Some("miljø"), Some(6)),
        ("miljøet", "miljø", None, Some(6)),
        ("plan", "plan", Some("plan"), Some(6)),
        ("planer", "plan", None, Some(6)),
        ("rute", "rute", Some("rute"), Some(6)),
        ("ruter", "rute", None, Some(6)),
        ("køreliste", "køreliste", None, Some(9)),
        ("kørelister", "køreliste", None, Some(9)),
        ("fest", "fest", Some("fest"), Some(6)),
        ("for", "for", None, None),
        ("meget", "meget", None, None),
        ("lave", "lave", None, None),
    ] {
        let row = FormRow {
            lemmas: if lemma.is_empty() {
                vec![]
            } else {
                vec![lemma.to_owned()]
            },
            first: first.map(|of| (5, of.to_owned())),
            last,
            head: (form == lemma).then_some(0),
        };
        builder.add(form, &row).unwrap();
    }
    let writing = Writing::default()
        .own("æøå")
        .spelled('å', "aa")
        .spelled('æ', "ae")
        .spelled('ø', "oe");
    Language {
        writing,
        lexicon: Lexicon::read(builder.build().unwrap()).unwrap(),
        stop_words: ["og", "i", "på", "at", "for"].map(str::to_owned).into(),
        ..Language::plain("test")
    }
}

pub(crate) fn index(language: &Language, entries: &[(&str, &str, &str)]) -> Index {
    let fields = vec![Field::new("title", 4.0), Field::new("body", 1.0)];
    let mut index = Index::new(language, fields).unwrap();
    for (key, title, body) in entries {
        index.put(language, key, &[title, body]);
    }
    index
}

pub(crate) fn search(index: &Index, language: &Language, text: &str) -> Found {
    index.search(language, &Synonyms::default(), &Query::new(text))
}

/// The keys that are found, the best first.
pub(crate) fn keys(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.key.as_str()).collect()
}
