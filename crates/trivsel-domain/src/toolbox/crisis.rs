//! Does somebody write about life at risk? Then help comes before anything else. Shown once too often it costs a glance, left out once it
//! may cost a life: so the words are many, typing errors are forgiven, and what is asked is never kept.

use trivsel_search::{Tolerance, distance};

const WORDS: &str = include_str!("crisis_words.txt");

/// How many other words may stand between two of a line.
const MOST_BETWEEN: usize = 2;
/// Longer texts are read only so far: a pasted page would cost its length times the list.
const MOST_WORDS: usize = 60;
/// Errors are forgiven from these lengths on. In shorter words an edit makes another word: `dø` is `du`.
const FORGIVEN: Tolerance = Tolerance {
    one_from: 4,
    two_from: 9,
};
/// How the word that turns everything round is mistyped most.
const NOT: [&str; 4] = ["ik", "ike", "ikk", "ikek"];

/// A word of a line: as it is, or with any ending.
#[derive(Debug)]
struct CrisisPattern {
    letters: String,
    has_any_ending: bool,
    /// Is an edit of it another word people write every day? `leve` and `lave`.
    is_exact: bool,
}

/// The words about life at risk, in Danish and English together: people write in the language they despair in.
#[derive(Debug)]
pub struct CrisisWords(Vec<Vec<CrisisPattern>>);

impl Default for CrisisWords {
    fn default() -> Self {
        Self::shipped()
    }
}

impl CrisisWords {
    /// The list as it is shipped. Make it once and keep it.
    pub fn shipped() -> Self {
        let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.map(|line| line.split_whitespace().map(pattern).collect());
        Self(lines.filter(|line: &Vec<CrisisPattern>| !line.is_empty()).collect())
    }

    /// Is life at risk in what somebody writes?
    pub fn are_in(&self, text: &str) -> bool {
        let words = words_of(text);
        // Two words may be one that was torn apart: `selv mord`.
        let joined: Vec<String> = words
            .iter()
            .zip(words.iter().skip(1))
            .map(|(one, other)| format!("{one}{other}"))
            .collect();
        self.0.iter().any(|line| match line.as_slice() {
            [only] => words.iter().chain(&joined).any(|word| only.fits(word)),
            line => stands_in(line, &words),
        })
    }
}

fn pattern(word: &str) -> CrisisPattern {
    let letters = word.trim_start_matches('=').trim_end_matches('*');
    CrisisPattern {
        letters: folded(letters),
        has_any_ending: word.ends_with('*'),
        is_exact: word.starts_with('='),
    }
}

impl CrisisPattern {
    fn fits(&self, word: &str) -> bool {
        let own = self.letters.chars().count();
        let edits = if self.is_exact { 0 } else { FORGIVEN.edits(own) };
        if word == self.letters || distance(word, &self.letters, edits).is_some() {
            return true;
        }
        if !self.has_any_ending {
            return false;
        }
        // The beginning may be a letter longer or shorter than it should, where one was doubled or lost.
        let beginning = |letters: usize| word.chars().take(letters).collect::<String>();
        (own.saturating_sub(1)..=own + 1).any(|letters| distance(&beginning(letters), &self.letters, edits).is_some())
    }
}

/// Does the line stand in the words, in its order and close together?
fn stands_in(line: &[CrisisPattern], words: &[String]) -> bool {
    let Some((first, rest)) = line.split_first() else {
        return false;
    };
    (0..words.len()).any(|start| {
        let follows = || {
            let mut at = start;
            rest.iter().all(|pattern| {
                let near = words.iter().enumerate().skip(at + 1).take(MOST_BETWEEN + 1);
                let found = near
                    .into_iter()
                    .find(|(_, word)| pattern.fits(word))
                    .map(|(place, _)| place);
                at = found.unwrap_or(at);
                found.is_some()
            })
        };
        words.get(start).is_some_and(|word| first.fits(word)) && follows()
    })
}

fn words_of(text: &str) -> Vec<String> {
    // An apostrophe belongs to its word: `don't` is `dont`.
    let plain: String = text
        .chars()
        .filter(|letter| !['\'', '’', '´', '`'].contains(letter))
        .collect();
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(folded)
        .collect()
}

/// Small letters, and those a keyboard may lack as they are written instead.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 2);
    if NOT.contains(&word.to_lowercase().as_str()) {
        return "ikke".to_owned();
    }
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'å' => out.push_str("aa"),
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push_str("oe"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written as people write: without capitals, with typing errors, with other words around, in both languages.
    const AT_RISK: [&str; 50] = [
        "jeg orker ikke mere",
        "selvmord",
        "slå mig selv ihjel",
        "selvmordstanker",
        "selvmrod",
        "sevlmord",
        "selv mord",
        "jeg vil ikke leve mere",
        "jeg gider ikke at leve længere",
        "tage mit eget liv",
        "tager mit liv",
        "kollega vil tage sit liv",
        "jeg har lyst til at dø",
        "vil bare gerne dø",
        "jeg kan ikke mere",
        "jeg kan bare ikke mere",
        "magter ikke mere",
        "alle ville have det bedre uden mig",
        "jeg tænker på at dø",
        "tænker på døden tanker om døden",
        "han skærer i sig selv selvskade",
        "jeg skader mig selv",
        "slaa mig selv ihjel",
        "slå mig sel ihjel",
        "slå migselv ihjel jeg vil dø",
        "jeg vil gøre en ende på det hele",
        "der er ingen grund til at leve",
        "intet at leve for",
        "hun har skrevet et afskedsbrev",
        "overdosis tage alle pillerne",
        "jeg ville ønske jeg var død",
        "ORKER IKKE MERE!!!",
        "orker ike mere",
        "orker ikk mere",
        "livstræt",
        "suicide",
        "suicidal thoughts",
        "i want to die",
        "I don't want to live any more",
        "dont want to live",
        "kill myself",
        "kil myself",
        "killing myslef",
        "end my life",
        "take my own life",
        "i can't go on",
        "I cannot take it anymore",
        "better off without me",
        "self-harm",
        "sucide",
    ];

    const NOT_AT_RISK: [&str; 40] = [
        "stress",
        "kollega græder",
        "for meget at lave",
        "jeg kan ikke nå mine opgaver",
        "mobning",
        "hvordan lever vi op til reglerne",
        "dødsfald i familien",
        "en kollega er død",
        "medarbejder har mistet sin mand",
        "sorg",
        "deadline",
        "jeg orker ikke flere møder",
        "det gider jeg ikke",
        "selvledelse",
        "selvværd",
        "selvstyrende grupper",
        "tage ordet",
        "tage mit arbejde med hjem",
        "tage sit eget ansvar",
        "livsstil",
        "arbejdsliv",
        "arbejdsliv og privatliv",
        "afslutte en samtale",
        "ende på projektet",
        "hænge sammen",
        "hænger ud med navne",
        "skære ned på møder",
        "slå sig sammen",
        "kan ikke sove",
        "kan ikke nå det",
        "mere i løn",
        "ikke flere vagter",
        "live meeting",
        "life balance",
        "kill the noise",
        "end of shift",
        "cut meetings",
        "take a break",
        "go on leave",
        "hurt feelings at work",
    ];

    #[test]
    fn fifty_of_fifty_ways_to_say_it_are_heard() {
        let words = CrisisWords::shipped();
        let missed: Vec<&str> = AT_RISK.into_iter().filter(|text| !words.are_in(text)).collect();
        assert!(missed.is_empty(), "{missed:?}");
    }

    #[test]
    fn the_words_of_everyday_are_not_taken_for_it() {
        let words = CrisisWords::shipped();
        let taken: Vec<&str> = NOT_AT_RISK.into_iter().filter(|text| words.are_in(text)).collect();
        assert!(taken.is_empty(), "{taken:?}");
    }

    #[test]
    fn any_text_is_read_and_a_long_one_only_so_far() {
        let words = CrisisWords::shipped();
        assert!(!words.are_in("") && !words.are_in("… — !!! ''"));
        assert!(!words.are_in(&"ord ".repeat(100_000)));
        assert!(words.are_in(&format!("{} selvmord", "ord ".repeat(40))));
    }
}
