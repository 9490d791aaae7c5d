//! The kinds of boards: zones and what may be said of a note, as data. Twelve are shipped, others are written by an organisation.

use serde::{Deserialize, Serialize};

/// A kind of board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// The name in code and table.
    pub code: String,
    /// What it is called.
    pub title: InBoth,
    /// What is asked, unless the programme asks something else.
    pub question: InBoth,
    /// Where notes lie: two to nine zones.
    pub zones: Vec<Zone>,
    /// What may be said of a note beside its text.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InBoth {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl InBoth {
    /// The text in a language; in Danish where it is missing in English.
    pub fn in_language(&self, code: &str) -> &str {
        if code == "en" && !self.en.is_empty() {
            &self.en
        } else {
            &self.da
        }
    }
}

/// A part of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The name in code and table.
    pub code: String,
    /// What it is called.
    pub name: InBoth,
    /// What belongs there, in a line.
    pub help: InBoth,
    /// A question for a zone that is empty. Not a note.
    #[serde(default)]
    pub example: InBoth,
}

/// Something that may be said of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The name in code and table.
    pub code: String,
    /// What it is called.
    pub name: InBoth,
    /// What may be chosen; none where it is written.
    #[serde(default)]
    pub choices: Vec<FactChoice>,
}

/// One of the things to choose among.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChoice {
    /// The name in code and table.
    pub code: String,
    /// What it is called.
    pub name: InBoth,
}

impl Kind {
    /// The codes of its zones, in order.
    pub fn zone_codes(&self) -> Vec<String> {
        self.zones.iter().map(|zone| zone.code.clone()).collect()
    }

    /// What may be said of a note, as far as this kind knows it: everything else is left.
    pub fn known_facts(&self, said: &[(String, String)]) -> std::collections::BTreeMap<String, String> {
        let is_known = |code: &str, value: &str| {
            self.facts.iter().any(|fact| {
                fact.code == code && (fact.choices.is_empty() || fact.choices.iter().any(|choice| choice.code == value))
            })
        };
        said.iter()
            .map(|(code, value)| {
                (
                    code.clone(),
                    value.trim().chars().take(super::LONGEST_TEXT).collect::<String>(),
                )
            })
            .filter(|(code, value)| !value.is_empty() && is_known(code, value))
            .collect()
    }

    /// A fact in words.
    pub fn fact_in_words(&self, code: &str, value: &str, language: &str) -> Option<String> {
        let fact = self.facts.iter().find(|fact| fact.code == code)?;
        let chosen = fact.choices.iter().find(|choice| choice.code == value);
        Some(chosen.map_or_else(
            || value.to_owned(),
            |choice| choice.name.in_language(language).to_owned(),
        ))
    }
}

/// The kinds that are shipped.
pub fn shipped() -> Result<Vec<Kind>, serde_json::Error> {
    serde_json::from_str(include_str!("kinds.json"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn twelve_kinds_are_shipped_in_both_languages() {
        let kinds = shipped().unwrap();
        let codes: Vec<&str> = kinds.iter().map(|kind| kind.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "pressure_map",
                "already_and_ideas",
                "must_may",
                "demands",
                "balance",
                "rings",
                "interruptions",
                "time_environment",
                "factors",
                "levels",
                "look_back",
                "focus"
            ]
        );
        let is_said = |text: &InBoth| !text.da.trim().is_empty() && !text.en.trim().is_empty();
        for kind in &kinds {
            assert!(is_said(&kind.title) && is_said(&kind.question), "{}", kind.code);
            assert!((2..=9).contains(&kind.zones.len()), "{}", kind.code);
            for zone in &kind.zones {
                assert!(
                    is_said(&zone.name) && is_said(&zone.help),
                    "{} {}",
                    kind.code,
                    zone.code
                );
            }
            for fact in &kind.facts {
                assert!(is_said(&fact.name), "{} {}", kind.code, fact.code);
                assert!(
                    fact.choices.iter().all(|choice| is_said(&choice.name)),
                    "{} {}",
                    kind.code,
                    fact.code
                );
            }
            let mut zones = kind.zone_codes();
            zones.sort();
            zones.dedup();
            assert_eq!(zones.len(), kind.zones.len(), "{}", kind.code);
        }
    }

    #[test]
    fn only_what_the_kind_knows_is_said_of_a_note() {
        let kinds = shipped().unwrap();
        let map = kinds.iter().find(|kind| kind.code == "pressure_map").unwrap();
        let said = |code: &str, value: &str| vec![(code.to_owned(), value.to_owned())];
        assert_eq!(map.known_facts(&said("frequency", "daily")).len(), 1);
        assert_eq!(map.known_facts(&said("frequency", "by Mette")).len(), 0);
        assert_eq!(map.known_facts(&said("name", "Mette")).len(), 0);
        assert_eq!(
            map.fact_in_words("frequency", "daily", "da").as_deref(),
            Some("Hver dag")
        );
    }
}
