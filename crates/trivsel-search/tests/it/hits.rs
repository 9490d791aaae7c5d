//! What is found, in which order, and why.

use trivsel_search::{How, Query, Synonyms};

use crate::site::{index, keys, language, search};

const ENTRIES: [(&str, &str, &str); 8] = [
    ("a", "Arbejdsmiljø", "Hvad vi gør sammen."),
    ("b", "Kørelister", "De ændres ikke efter kl. 7.30."),
    ("c", "Møde i miljøudvalget", "Om arbejdet og planer."),
    ("d", "Ruter", "Gruppen lægger selv ruten."),
    ("e", "Årsag til fravær", "Se § 7 a og Café Ærø."),
    ("f", "Sommerfest", "En fest på stranden."),
    ("g", "Planer", "Arbejdet med miljøet begynder."),
    ("h", "Travlhed", "Alt det, der ligger."),
];

fn found(text: &str) -> Vec<String> {
    let language = language();
    let index = index(&language, &ENTRIES);
    let found = search(&index, &language, text);
    keys(&found).into_iter().map(str::to_owned).collect()
}

fn hows(text: &str) -> Vec<(String, String, How)> {
    let language = language();
    let index = index(&language, &ENTRIES);
    let found = search(&index, &language, text);
    let whys = found
        .hits
        .iter()
        .flat_map(|hit| hit.whys.iter().map(|why| (hit.key.clone(), why.word.clone(), why.how)));
    whys.collect()
}

#[test]
fn forms_compounds_and_other_spellings_are_found() {
    for (asked, expected) in [
        ("køreliste", vec!["b"]),
        ("miljø", vec!["a", "g"]),
        ("aarsag", vec!["e"]),
        ("årsag", vec!["e"]),
        ("§ 7", vec!["e"]),
        ("§7a", vec!["e"]),
        ("7.30", vec!["b"]),
        ("cafe", vec!["e"]),
        ("aeroe", vec!["e"]),
        ("arbejds miljø", vec!["a", "g"]),
        ("zzz", vec![]),
        ("", vec![]),
        ("§ -", vec![]),
    ] {
        assert_eq!(found(asked), expected, "{asked}");
    }
}

#[test]
fn a_title_counts_for_more_than_a_body() {
    assert_eq!(found("planer"), ["g", "c"]);
}

#[test]
fn an_entry_with_all_words_comes_before_one_with_some() {
    assert_eq!(found("miljøet arbejdet planer")[0], "g");
}

#[test]
fn typing_errors_are_forgiven_and_told() {
    let language = language();
    let index = index(&language, &ENTRIES);
    for (typed, meant) in [
        ("kørlister", "kørelister"),
        ("koerlister", "kørelister"),
        ("kørelsiter", "kørelister"),
        ("travlehd", "travlhed"),
    ] {
        let found = search(&index, &language, typed);
        assert_eq!(found.read.len(), 1, "{typed}");
        assert_eq!(found.read[0].searched, [meant], "{typed}");
        assert_eq!(found.total, 1, "{typed}");
    }
    // Three letters are another word, not an error; a word that the language knows is meant, as long as something else is found.
    assert_eq!(search(&index, &language, "rut").total, 0);
    assert!(search(&index, &language, "fest plan").read.is_empty());
}

#[test]
fn a_known_word_is_doubted_before_nothing_is_found() {
    let language = language();
    let index = index(&language, &[("a", "Fester", "")]);
    let found = search(&index, &language, "lave festr");
    assert_eq!(keys(&found), ["a"]);
    let index = crate::site::index(&language, &[("a", "Laver", "")]);
    assert_eq!(keys(&search(&index, &language, "lave")), ["a"]);
}

#[test]
fn a_compound_that_does_not_stand_here_is_found_by_all_its_parts() {
    let language = language();
    let index = index(
        &language,
        &[("a", "Ruten", "Rute og plan"), ("b", "Planen", "Kun plan")],
    );
    let found = search(&index, &language, "ruteplan");
    assert_eq!(keys(&found), ["a"]);
    assert!(found.hits[0].whys.iter().all(|why| why.how == How::Parts));
}

#[test]
fn a_compound_with_a_part_that_stands_nowhere_is_found_by_the_other() {
    let language = language();
    let index = index(&language, &[("b", "Planen", "Kun plan"), ("c", "Andet", "Noget andet")]);
    let found = search(&index, &language, "ruteplan");
    assert_eq!(keys(&found), ["b"]);
    assert!(found.hits[0].whys.iter().all(|why| why.how == How::Parts));
}

#[test]
fn the_word_being_typed_is_completed() {
    let language = language();
    let index = index(&language, &ENTRIES);
    let at = |text: &str| {
        let found = index.search(&language, &Synonyms::default(), &Query::new(text).being_typed());
        found.hits.iter().map(|hit| hit.key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(at("tra"), ["h"]);
    assert_eq!(at("tra "), [""; 0]);
    assert_eq!(at("møde i mil")[0], "c");
    assert_eq!(at("t"), [""; 0]);
}

#[test]
fn synonyms_are_followed_and_weigh_less() {
    let language = language();
    let index = index(&language, &ENTRIES);
    let synonyms = Synonyms::parse("rute, køreliste\nfor meget at lave, travlhed", &language);
    let found = index.search(&language, &synonyms, &Query::new("rute"));
    assert_eq!(keys(&found), ["d", "b"]);
    assert_eq!(found.hits[1].whys[0].how, How::Synonym);
    let found = index.search(&language, &synonyms, &Query::new("for meget at lave"));
    assert_eq!(keys(&found), ["h"]);
    let found = index.search(
        &language,
        &Synonyms::parse("travlhed -> alt det", &language),
        &Query::new("travlhed"),
    );
    assert_eq!(keys(&found), ["h"]);
}

#[test]
fn every_hit_says_why_and_its_points_are_its_score() {
    let language = language();
    let index = index(&language, &ENTRIES);
    for asked in [
        "miljøet arbejdet planer",
        "kørlister",
        "ruteplan",
        "årsag fest",
        "aarsag",
    ] {
        for hit in search(&index, &language, asked).hits {
            let points: f32 = hit.whys.iter().map(|why| why.points).sum();
            assert!((points - hit.score).abs() < 1e-4, "{asked}: {hit:?}");
            assert!(
                hit.whys
                    .iter()
                    .all(|why| why.points > 0.0 && why.times > 0 && why.field < 2)
            );
            assert!(hit.whys.iter().all(|why| asked.get(why.asked.clone()).is_some()));
        }
    }
    assert!(hows("miljøet").contains(&("g".to_owned(), "miljøet".to_owned(), How::Same)));
    assert!(hows("miljø").contains(&("a".to_owned(), "arbejdsmiljø".to_owned(), How::Part)));
}

#[test]
fn what_may_not_be_seen_is_not_counted() {
    let language = language();
    let index = index(&language, &ENTRIES);
    let sees = |key: &str| (key != "g").then_some(1.0);
    let found = index.search(&language, &Synonyms::default(), &Query::new("planer").seen_by(&sees));
    assert_eq!((found.total, keys(&found)), (1, vec!["c"]));
    let lifts = |key: &str| Some(if key == "c" { 10.0 } else { 1.0 });
    let found = index.search(&language, &Synonyms::default(), &Query::new("planer").seen_by(&lifts));
    assert_eq!(keys(&found), ["c", "g"]);
}

#[test]
fn pages_of_hits_do_not_overlap() {
    let language = language();
    let entries: Vec<String> = (0..25).map(|number| format!("n{number:02}")).collect();
    let entries: Vec<(&str, &str, &str)> = entries.iter().map(|key| (key.as_str(), "Plan", "")).collect();
    let index = index(&language, &entries);
    let mut seen = Vec::new();
    for skip in [0, 10, 20, 30] {
        let query = Query {
            skip,
            ..Query::new("plan")
        };
        let found = index.search(&language, &Synonyms::default(), &query);
        assert_eq!(found.total, 25);
        seen.extend(found.hits.into_iter().map(|hit| hit.key));
    }
    assert_eq!(seen, entries.iter().map(|entry| entry.0).collect::<Vec<_>>());
}

#[test]
fn a_query_of_stop_words_only_is_looked_for() {
    assert_eq!(found("på"), ["f"]);
    assert_eq!(found("på fest"), ["f"]);
}

#[test]
fn ranks_are_those_of_bm25() {
    // Two entries of one field whose length does not count: 1 and 3 occurrences among 4 entries.
    let language = language();
    let mut field = trivsel_search::Field::new("body", 1.0);
    field.length_weight = 0.0;
    let mut index = trivsel_search::Index::new(&language, vec![field]).unwrap();
    for (key, text) in [("a", "xyl"), ("b", "xyl xyl xyl"), ("c", "andet"), ("d", "tredje")] {
        index.put(&language, key, &[text]);
    }
    let found = search(&index, &language, "xyl");
    // ln(1 + (4 − 2 + 0.5) / (2 + 0.5)) = ln 2; 3 / (3 + 1.2) and 1 / (1 + 1.2) of it.
    let expected = [2.0_f32.ln() * 3.0 / 4.2, 2.0_f32.ln() / 2.2];
    assert_eq!(keys(&found), ["b", "a"]);
    for (hit, expected) in found.hits.iter().zip(expected) {
        assert!((hit.score - expected).abs() < 1e-6, "{} is not {expected}", hit.score);
    }
}
