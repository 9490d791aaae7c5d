#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]

use super::*;

mod answering;
mod checking;
mod comparing;
mod hostile;
mod scoring;
mod shipped;

/// The built-in questionnaire with this code.
fn shipped(code: &str) -> Content {
    let all = built_in().unwrap();
    all.into_iter().find(|known| known.code == code).unwrap().content
}

/// Answers given as numbers.
fn chosen<'a>(answers: impl IntoIterator<Item = (&'a str, i32)>) -> Answers {
    answers
        .into_iter()
        .map(|(key, value)| (key.to_owned(), Answer::Choice(value)))
        .collect()
}

/// A small questionnaire without fault: a rating, a question that follows from it, and own words.
fn small() -> Content {
    Content::parse(
        r#"{
          "format": "trivsel-questionnaire-1",
          "languages": ["da", "en"],
          "title": {"da": "Lille", "en": "Small"},
          "choices": [
            {"key": "often", "options": [
              {"value": 1, "label": {"da": "Tit", "en": "Often"}},
              {"value": 0, "label": {"da": "Aldrig", "en": "Never"}}
            ]}
          ],
          "items": [
            {"key": "calm", "text": {"da": "Er der ro?", "en": "Is it calm?"}, "kind": {"choice": "often"}},
            {"key": "noise", "text": {"da": "Er det støj?", "en": "Is it noise?"}, "kind": {"choice": "often"},
             "condition": {"item": "calm", "any_of": [0]}},
            {"key": "words", "text": {"da": "Andet?", "en": "Else?"}, "kind": {"free_text": {"max_chars": 5}},
             "condition": {"item": "noise", "any_of": [1]}}
          ],
          "scales": [
            {"key": "peace", "name": {"da": "Ro", "en": "Peace"},
             "items": [{"item": "calm"}, {"item": "noise", "is_reversed": true}],
             "range": {"from": 0, "to": 100}, "minimum_answered": 1, "reading": "higher_is_better",
             "bands": [{"up_to": 50, "name": {"da": "Lav", "en": "Low"}}, {"up_to": 100, "name": {"da": "Høj", "en": "High"}}]}
          ]
        }"#,
    )
    .unwrap()
}
