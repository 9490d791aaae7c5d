//! Whatever is written or asked: no panic, and every range lies on letters.

use proptest::prelude::*;
use trivsel_search::{Exceptions, Index, Lexicon, Query, Synonyms, excerpt};

use crate::site::{index, language};

/// Any text, and texts of what is special here.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zæøåÆØÅ0-9§'’. ,:\u{ad}\u{300}\u{30a}ß-]{0,80}",
        "(arbejds|miljø|plan|rute|§ 7 a|-|'en|’| |ruteplan|xa){0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn words_stand_where_they_say(text in text()) {
        let language = language();
        let mut before = 0;
        for token in language.tokens(&text) {
            prop_assert!(text.get(token.range.clone()).is_some_and(|written| !written.is_empty()));
            prop_assert!(before <= token.range.start);
            before = token.range.end;
            prop_assert!(!token.word.is_empty());
            let analysis = language.analyse(&token);
            prop_assert!(!analysis.whole.is_empty());
            let parts = language.split(&token.word);
            prop_assert!(parts.iter().all(|part| token.word.get(part.range.clone()).is_some_and(|part| !part.is_empty())));
            if !parts.is_empty() {
                let together: String = parts.iter().map(|part| &token.word[part.range.clone()]).collect();
                prop_assert_eq!(together, token.word);
            }
        }
    }

    #[test]
    fn any_query_is_answered(texts in prop::collection::vec(text(), 0..5), asked in text(), synonyms in text()) {
        let language = language();
        let mut index = index(&language, &[]);
        for (number, text) in texts.iter().enumerate() {
            index.put(&language, &number.to_string(), &[text, &asked]);
        }
        let synonyms = Synonyms::parse(&synonyms, &language);
        for query in [Query::new(&asked), Query::new(&asked).being_typed()] {
            let found = index.search(&language, &synonyms, &query);
            prop_assert!(found.hits.len() <= found.total);
            for hit in &found.hits {
                prop_assert!(hit.score.is_finite() && !hit.whys.is_empty());
                let number: usize = hit.key.parse().unwrap();
                for longest in [0, 5, 60] {
                    let cut = excerpt(&language, &texts[number], &hit.words(), longest);
                    prop_assert!(texts[number].get(cut.range.clone()).is_some());
                    prop_assert!(cut.marks.iter().all(|mark| texts[number].get(mark.clone()).is_some()));
                }
            }
        }
        let stored = serde_json::to_string(&index).unwrap();
        let read: Index = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(read.len(), index.len());
    }

    #[test]
    fn any_exceptions_and_bytes_are_read_or_refused(text in text(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(exceptions) = Exceptions::parse(&text) {
            let mut language = language();
            language.exceptions = exceptions;
            for token in language.tokens(&text) {
                language.analyse(&token);
            }
        }
        prop_assert!(Lexicon::read(bytes.clone()).is_err());
        prop_assert!(Lexicon::read([b"TRLX1\n".as_slice(), &bytes].concat()).is_err());
    }
}

#[test]
fn a_page_without_an_end_is_read_in_time() {
    let language = language();
    let mut index = index(&language, &[]);
    let long = "arbejdsmiljøplan".repeat(20_000);
    let many = "arbejds-".repeat(20_000);
    index.put(&language, "a", &[&long, &many]);
    let query = "rute plan ".repeat(5_000);
    index.search(&language, &Synonyms::default(), &Query::new(&query));
    assert_eq!(excerpt(&language, &long, &["x"], 40).marks, []);
}
