//! Letters the font has. A PDF that is to be archived must not hold any other, so one pictograph in a report would
//! otherwise keep the whole report from being printed.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::press::has_letter;

/// Makes every text in the tree printable and returns the characters that were not.
pub(super) fn make_printable(tree: &mut Value) -> Vec<char> {
    let mut missing = BTreeSet::new();
    walk(tree, &mut missing);
    missing.into_iter().collect()
}

fn walk(value: &mut Value, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            if text.chars().any(|letter| !is_ordinary(letter)) {
                *text = printable(text, missing);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, missing)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, missing)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_ordinary(letter: char) -> bool {
    letter == '\n' || (!letter.is_control() && !is_invisible(letter) && has_letter(letter))
}

fn printable(text: &str, missing: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => out.push(' '),
            letter if is_ordinary(letter) => out.push(letter),
            letter if letter.is_control() || is_invisible(letter) => {}
            letter => match stand_in(letter) {
                Some(other) => out.push(other),
                None => {
                    missing.insert(letter);
                    if letter.is_alphanumeric() {
                        out.push('\u{fffd}');
                    }
                }
            },
        }
    }
    out
}

/// Marks for programs, not for readers: byte order marks, joiners, variation selectors, directions.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// What word processors and keyboards use for signs the font has under another number.
fn stand_in(letter: char) -> Option<char> {
    match letter {
        '\u{f0b7}' | '\u{f0a7}' | '●' | '◦' | '▪' | '■' | '◆' | '►' | '▶' => Some('•'),
        '✔' | '☑' | '✅' | '\u{f0fc}' => Some('✓'),
        '\u{f0e0}' | '➔' | '➜' | '⇒' => Some('→'),
        '\u{2010}' => Some('-'),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        letter if letter.is_whitespace() => Some(' '),
        _ => None,
    }
}
