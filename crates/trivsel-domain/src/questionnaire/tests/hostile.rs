//! Documents that were changed, cut or made to do harm: whatever is read is checked, compared, scored and written again without a fault.

use proptest::prelude::*;

use super::shipped;
use crate::questionnaire::{Answer, Answers, Content, compare};

/// The same numbers each time, so that a fault found is found again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// What a reader of JSON trips over, and what stands in a questionnaire.
const PIECES: [&str; 18] = [
    "null",
    "-1",
    "1e999",
    "2147483648",
    "0.1",
    "\"\"",
    "{}",
    "[]",
    "true",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"da\"",
    "[[[[",
    "}",
    ",",
    "\"any_of\":[]",
    "\"item\":\"calm\"",
    "\"kind\":{\"free_text\":0}",
];

/// A document with a few places changed, cut, doubled or replaced.
fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(5) {
        let at = chance.below(bytes.len());
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(6) {
            0 => bytes.truncate(at),
            1 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            2 => drop(bytes.drain(at..end)),
            3 => drop(bytes.splice(at..end, PIECES[chance.below(PIECES.len())].bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).unwrap();
                }
            }
        }
    }
    bytes
}

/// A document with one of its values, however deep, replaced: it is JSON still, and reaches what lies behind the reader.
fn with_another_value(document: &str, chance: &mut Chance) -> String {
    let mut value: serde_json::Value = serde_json::from_str(document).unwrap();
    replace(&mut value, chance);
    value.to_string()
}

fn replace(value: &mut serde_json::Value, chance: &mut Chance) {
    let is_deep_enough = chance.below(6) == 0;
    let inner: Vec<&mut serde_json::Value> = match &mut *value {
        serde_json::Value::Object(fields) if !is_deep_enough => fields.values_mut().collect(),
        serde_json::Value::Array(values) if !is_deep_enough => values.iter_mut().collect(),
        _ => Vec::new(),
    };
    let chosen = chance.below(inner.len());
    if let Some(inner) = inner.into_iter().nth(chosen) {
        return replace(inner, chance);
    }
    let piece = PIECES[chance.below(PIECES.len())];
    *value = serde_json::from_str(piece).unwrap_or_else(|_| piece.into());
}

/// Everything that is done with a questionnaire. Says whether it could be read.
fn used(document: &[u8], before: &Content) -> bool {
    let Some(content) = std::str::from_utf8(document)
        .ok()
        .and_then(|text| Content::parse(text).ok())
    else {
        return false;
    };
    content.check();
    compare(before, &content);
    compare(&content, before);
    let written = content.to_document().unwrap();
    assert_eq!(
        Content::parse(&written).unwrap(),
        content,
        "what is written is read again"
    );
    let answers: Answers = content
        .items
        .iter()
        .map(|item| {
            let first = content.choices_of(item).and_then(|set| set.options.first());
            let answer = first.map_or_else(|| Answer::Text("Ja".into()), |option| Answer::Choice(option.value));
            (item.key.clone(), answer)
        })
        .collect();
    let _ = content.check_answers(&answers);
    for scale in &content.scales {
        if let Some(score) = content.score(scale, &answers) {
            let _ = (
                scale.band_of(score),
                scale.reading.side_of(score),
                scale.reading.fitting(),
            );
        }
    }
    for language in ["da", "en", "xx", ""] {
        content.title.read(content.language_for(language));
    }
    let mut alone = content.clone();
    alone.forget_other_languages();
    let _ = alone.canonical();
    true
}

#[test]
fn five_hundred_of_each_shipped_document_changed_at_random_do_no_harm() {
    let mut chance = Chance(0x5EED_1234_5678_9ABC);
    let mut read = 0;
    for code in ["pulse", "hse", "who5"] {
        let before = shipped(code);
        let document = before.to_document().unwrap();
        for _ in 0..500 {
            used(&mutated(document.as_bytes(), &mut chance), &before);
            let valued = with_another_value(&document, &mut chance);
            read += usize::from(used(valued.as_bytes(), &before));
        }
    }
    assert!(read > 100, "some must get past the reader: {read}");
}

/// Nesting, and chains of conditions: what could use up the stack.
#[test]
fn depth_does_no_harm() {
    let before = shipped("pulse");
    for depth in [100, 1_000, 200_000] {
        assert!(!used("[".repeat(depth).as_bytes(), &before));
        assert!(!used("{\"title\":".repeat(depth).as_bytes(), &before));
    }
    let document = before.to_document().unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&document).unwrap();
    let first = value["items"][0].clone();
    // As many as can be published: what is longer stays a draft, which nobody answers.
    let chain = (0..300).map(|at| {
        let mut item = first.clone();
        item["key"] = format!("k{at}").into();
        if at > 0 {
            item["condition"] = serde_json::json!({"item": format!("k{}", at - 1), "any_of": [0, 1, 2, 3, 4]});
        }
        item
    });
    value["items"] = chain.collect();
    assert!(used(value.to_string().as_bytes(), &before));
    // Each waits for the other.
    value["items"][0]["condition"] = serde_json::json!({"item": "k299", "any_of": [0, 1, 2, 3, 4]});
    assert!(used(value.to_string().as_bytes(), &before));
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        used(&bytes, &shipped("pulse"));
    }

    #[test]
    fn any_text_like_json_gets_an_answer(text in "(\\{|\\[|\\}|\\]|,|:|\"[a-z_]{0,8}\"|[0-9.e-]{1,5}|null){0,60}") {
        used(text.as_bytes(), &shipped("pulse"));
    }
}
