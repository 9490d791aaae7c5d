//! Templates and styles: the length of lines, and addresses that are written out.

use std::collections::BTreeMap;

use super::{Rule, Untidy};

/// In characters. A diff of a longer line shows that something changed, not what.
pub(super) const LONGEST_LINE: usize = 160;

/// What an address that is written out looks like.
const WRITTEN_OUT: [&str; 4] = ["href=\"/", "action=\"/", "hx-get=\"/", "hx-post=\"/"];

/// What one looks like that is written out after a condition.
const AFTER_A_CONDITION: &str = "%}/";

/// Files of the program that are fetched by their name, not by an address of the table of routes.
const ASSETS: &str = "/assets/";

pub(super) fn check(files: &BTreeMap<String, String>) -> Vec<Untidy> {
    let mut found = Vec::new();
    for (name, text) in files {
        let is_template = name.contains("/templates/");
        if is_template || name.ends_with(".css") {
            found.extend(long_lines(name, text));
        }
        if is_template {
            found.extend(addresses(name, text));
        }
        if name.starts_with("crates/trivsel-web/src/pages/") {
            found.extend(addresses_in_code(name, text));
        }
    }
    found
}

fn long_lines(name: &str, text: &str) -> Vec<Untidy> {
    let lines = text.lines().enumerate();
    lines
        .map(|(at, line)| (at + 1, line.chars().count()))
        .filter(|(_, length)| *length > LONGEST_LINE)
        .map(|(at, length)| Untidy::new(Rule::Line, name, format!("line {at} has {length} characters")))
        .collect()
}

fn addresses(name: &str, text: &str) -> Vec<Untidy> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for pattern in WRITTEN_OUT.into_iter().chain([AFTER_A_CONDITION]) {
            for (start, _) in line.match_indices(pattern) {
                let rest = line.get(start + pattern.len() - 1..).unwrap_or_default();
                let is_word = rest.chars().nth(1).is_some_and(|sign| sign.is_ascii_lowercase());
                if !rest.starts_with(ASSETS) && (pattern != AFTER_A_CONDITION || is_word) {
                    let address = rest.split('"').next().unwrap_or_default();
                    found.push(Untidy::new(Rule::Address, name, format!("line {}: {address}", at + 1)));
                }
            }
        }
    }
    found
}

fn addresses_in_code(name: &str, text: &str) -> Vec<Untidy> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| line.contains("format!(\"/"))
        .map(|(at, line)| Untidy::new(Rule::Address, name, format!("line {}: {}", at + 1, line.trim())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_template_is_found_and_an_asset_is_none() {
        let text = "<a href=\"/persons/{{ id }}\">x</a><link href=\"/assets/base.css\">\n<form action=\"{{ url }}\">";
        let found = addresses("a.html", text);
        assert_eq!(
            found,
            [Untidy::new(Rule::Address, "a.html", "line 1: /persons/{{ id }}")]
        );
    }

    #[test]
    fn an_address_behind_a_condition_is_found_and_what_follows_an_address_is_none() {
        let text = "<form action=\"{% if is_new %}/persons{% else %}{{ urls::person(id) }}{% endif %}\">\n\
            <a href=\"{{ address }}{% if let Some(id) = id %}/{{ id }}{% endif %}\">";
        let found = addresses("a.html", text);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_line_is_measured_in_characters() {
        let text = format!("{}\n{}\n", "æ".repeat(160), "a".repeat(161));
        let found = long_lines("a.css", &text);
        assert_eq!(found, [Untidy::new(Rule::Line, "a.css", "line 2 has 161 characters")]);
    }
}
