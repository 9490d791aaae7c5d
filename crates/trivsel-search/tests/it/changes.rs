//! An index that is changed row by row is the one that is built at once, and keeps nothing of what was taken out.

use proptest::prelude::*;
use trivsel_search::{Field, Index, IndexError, Language};

use crate::site::{index, keys, language, search};

#[test]
fn a_changed_entry_is_found_by_its_new_words_only() {
    let language = language();
    let mut index = index(&language, &[("a", "Ruter", "gammelt ord"), ("b", "Planer", "")]);
    index.put(&language, "a", &["Fest"]);
    assert_eq!(keys(&search(&index, &language, "fest")), ["a"]);
    assert_eq!(search(&index, &language, "gammelt").total, 0);
    assert_eq!(index.len(), 2);
    assert!(!index.remove("c"));
}

#[test]
fn nothing_of_an_entry_remains_when_it_is_taken_out() {
    let language = language();
    let mut index = index(
        &language,
        &[("person:1", "Xenophonius Ålesen", "arbejdsmiljø"), ("b", "Miljøet", "")],
    );
    assert!(serde_json::to_string(&index).unwrap().contains("xenophonius"));
    assert!(index.remove("person:1"));
    let stored = serde_json::to_string(&index).unwrap();
    for gone in ["xenophonius", "ålesen", "aalesen", "person:1", "arbejde"] {
        assert!(!stored.contains(gone), "{gone} remains in {stored}");
    }
    assert!(!format!("{index:?}").contains("xenophonius"));
    assert_eq!(search(&index, &language, "xenophonius").total, 0);
    assert_eq!(keys(&search(&index, &language, "miljø")), ["b"]);
}

#[test]
fn a_stored_index_answers_as_before() {
    let language = language();
    let index = index(
        &language,
        &[("a", "Ruter på Ærø", "kørelister"), ("b", "Planer", "Årsag")],
    );
    let stored = serde_json::to_string(&index).unwrap();
    let read: Index = serde_json::from_str(&stored).unwrap();
    for asked in ["rute", "aarsag", "kørlister", "aeroe", "plan rute"] {
        assert_eq!(
            search(&read, &language, asked),
            search(&index, &language, asked),
            "{asked}"
        );
    }
    assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    assert!(read.is_of(&language));
    assert!(!read.is_of(&Language::plain("other")));
}

#[test]
fn a_damaged_index_is_refused() {
    let language = language();
    let index = index(&language, &[("a", "Ruter", "planer"), ("b", "Planer", "")]);
    let stored = serde_json::to_value(&index).unwrap();
    let damaged = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value = stored.clone();
        change(&mut value);
        serde_json::from_value::<Index>(value).is_err()
    };
    assert!(!damaged(&|_| {}));
    assert!(damaged(&|value| value["entries"][0]["words"][0][0] = 99.into()));
    assert!(damaged(&|value| value["entries"][0]["words"][0][1] = 9.into()));
    assert!(damaged(&|value| value["entries"][0]["words"][0][2] = 0.into()));
    assert!(damaged(&|value| value["entries"][0]["lengths"] = serde_json::json!([1])));
    assert!(damaged(&|value| value["entries"][1]["key"] = "a".into()));
    assert!(damaged(&|value| value["entries"] = serde_json::json!([])));
    assert!(damaged(&|value| value["words"][0]["text"] = "".into()));
    assert!(damaged(&|value| value["fields"] = serde_json::json!([])));
}

#[test]
fn fields_that_cannot_weigh_are_refused() {
    let language = language();
    assert_eq!(Index::new(&language, vec![]).unwrap_err(), IndexError::FieldCount);
    for boost in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        let fields = vec![Field::new("title", boost)];
        assert_eq!(
            Index::new(&language, fields).unwrap_err(),
            IndexError::Weights("title".to_owned())
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn changing_row_by_row_is_building_at_once(
        steps in prop::collection::vec((0u8..6, prop::option::of("(rute|plan|fest|xy|åben|arbejdsmiljø| ){0,8}")), 0..30),
        asked in "(rute|plan|fest|xx|aaben|miljø) (ruter|planer)?",
    ) {
        let language = language();
        let mut changed = index(&language, &[]);
        let mut wanted = std::collections::BTreeMap::new();
        for (number, text) in steps {
            let key = format!("k{number}");
            match text {
                Some(text) => {
                    changed.put(&language, &key, &[&text, "fest"]);
                    wanted.insert(key, text);
                }
                None => prop_assert_eq!(changed.remove(&key), wanted.remove(&key).is_some()),
            }
        }
        let rows: Vec<(&str, &str, &str)> = wanted.iter().map(|(key, text)| (key.as_str(), text.as_str(), "fest")).collect();
        let built = index(&language, &rows);
        prop_assert_eq!(serde_json::to_string(&changed).unwrap(), serde_json::to_string(&built).unwrap());
        let (one, other) = (search(&changed, &language, &asked), search(&built, &language, &asked));
        prop_assert_eq!(one.total, other.total);
        prop_assert_eq!(keys(&one), keys(&other));
    }
}
