//! What is looked for in words somebody types about a workplace: numbers like those of persons, words of illness, names of colleagues. The
//! first is refused everywhere. The others are asked about once: that somebody was asked is kept nowhere.

use crate::person_number::holds_person_number;

/// What a text may say that it should not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delicate {
    /// A number like a person's.
    PersonNumber,
    /// A word of illness.
    Illness(String),
    /// The name of somebody.
    Name(String),
}

/// Words that tell of somebody's illness, as beginnings of words. Stress and absence are what a workplace talks about, so they are not here.
const ILLNESS: [&str; 26] = [
    "depress",
    "kræft",
    "angst",
    "ptsd",
    "adhd",
    "autis",
    "bipolar",
    "skizofren",
    "diagnos",
    "gravid",
    "abort",
    "alkohol",
    "misbrug",
    "diabet",
    "epileps",
    "migræne",
    "sklerose",
    "psykisk syg",
    "sygemeld",
    "indlagt",
    "medicin mod",
    "cancer",
    "pregnan",
    "schizo",
    "sick leave",
    "addict",
];

/// What is delicate in a text, the worst first. `names` are those of the people who work there.
pub fn delicate<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Delicate> {
    if holds_person_number(text) {
        return Some(Delicate::PersonNumber);
    }
    let lower = text.to_lowercase();
    if let Some(word) = ILLNESS.iter().find(|word| begins_a_word(&lower, word)) {
        return Some(Delicate::Illness((*word).to_owned()));
    }
    let words: Vec<&str> = words_of(text).collect();
    let is_named = |name: &str| {
        let own: Vec<&str> = words_of(name).collect();
        let first = own.first().copied().unwrap_or_default();
        // A whole name, or a first name of four letters and more: "Bo" and "Else" are words as well.
        let has_whole = own.len() > 1 && words.windows(own.len()).any(|some| some == own.as_slice());
        has_whole || (first.chars().count() >= 4 && words.contains(&first))
    };
    let named = names.into_iter().find(|name| is_named(name));
    named.map(|name| Delicate::Name(name.to_owned()))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn begins_a_word(lower: &str, beginning: &str) -> bool {
    lower.match_indices(beginning).any(|(at, _)| {
        let before = lower.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_like_those_of_persons_are_found_and_other_numbers_are_not() {
        for text in [
            "Ring til 010190-1234",
            "0101901234",
            "fra 311299 4321 i går",
            "(010190–1234)",
        ] {
            assert_eq!(delicate(text, []), Some(Delicate::PersonNumber), "{text}");
        }
        for text in [
            "Telefon 70 12 12 88",
            "år 2026-2027",
            "lokale 451399-1234",
            "12345678901234",
            "01.01.1990",
        ] {
            assert_eq!(delicate(text, []), None, "{text}");
        }
    }

    #[test]
    fn words_of_illness_and_names_are_asked_about() {
        let names = ["Ali Demir", "Mette Friis", "Else Bo"];
        for text in [
            "Hun er sygemeldt med angst",
            "En depression i gruppen",
            "PTSD efter episoden",
        ] {
            assert!(matches!(delicate(text, names), Some(Delicate::Illness(_))), "{text}");
        }
        for (text, name) in [
            ("Mette løfter alene", "Mette Friis"),
            ("Ali Demir er alene", "Ali Demir"),
        ] {
            assert_eq!(delicate(text, names), Some(Delicate::Name(name.to_owned())), "{text}");
        }
        for text in [
            "Planen bliver ændret, mens vi er ude",
            "Sygefravær og stress fylder",
            "allergi kan ske",
            "Ali",
        ] {
            assert_eq!(delicate(text, names), None, "{text}");
        }
    }
}
