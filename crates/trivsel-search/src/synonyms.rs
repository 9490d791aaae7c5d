//! Words that are looked for together: data that editors can write and change without anything being indexed anew.

use std::collections::BTreeMap;

use crate::Language;

/// Groups of words and short phrases; who looks for one also finds the others, a little further down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    phrases: Vec<Phrase>,
    /// First word of a phrase to the phrases that begin with it.
    by_first: BTreeMap<String, Vec<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    /// The base forms of each word.
    words: Vec<Vec<String>>,
    /// What else is looked for, by its place among the phrases.
    leads_to: Vec<usize>,
}

impl Synonyms {
    /// Reads one group a line, its members separated by commas: `rute, køreliste` leads both ways, `stress -> belastning, pres` from
    /// the left to the right only. `#` begins a note. A line with one member leads nowhere.
    pub fn parse(text: &str, language: &Language) -> Self {
        let mut read = Self::default();
        for line in text.lines().map(str::trim) {
            if line.starts_with('#') {
                continue;
            }
            match line.split_once("->") {
                Some((from, to)) => read.lead(&read_members(from, language), &read_members(to, language)),
                None => {
                    let members = read_members(line, language);
                    read.lead(&members, &members);
                }
            }
        }
        read
    }

    fn lead(&mut self, from: &[Vec<Vec<String>>], to: &[Vec<Vec<String>>]) {
        let targets: Vec<usize> = to.iter().map(|words| self.place(words)).collect();
        for words in from {
            let source = self.place(words);
            if let Some(phrase) = self.phrases.get_mut(source) {
                for target in &targets {
                    if *target != source && !phrase.leads_to.contains(target) {
                        phrase.leads_to.push(*target);
                    }
                }
            }
        }
    }

    /// Where a phrase stands, put there if it is new.
    fn place(&mut self, words: &[Vec<String>]) -> usize {
        if let Some(at) = self.phrases.iter().position(|phrase| phrase.words == words) {
            return at;
        }
        let at = self.phrases.len();
        for first in words.iter().take(1).flatten() {
            self.by_first.entry(first.clone()).or_default().push(at);
        }
        self.phrases.push(Phrase {
            words: words.to_vec(),
            leads_to: Vec::new(),
        });
        at
    }

    /// Every phrase that stands at the beginning of `words` (base forms of a query's words), as how many words it takes, and what it
    /// leads to.
    pub(crate) fn at<'a>(&'a self, words: &'a [Vec<String>]) -> Vec<(usize, Vec<&'a [Vec<String>]>)> {
        let Some(first) = words.first() else { return Vec::new() };
        let mut places: Vec<usize> = first
            .iter()
            .filter_map(|base| self.by_first.get(base))
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        let phrases = places.into_iter().filter_map(|at| self.phrases.get(at));
        phrases
            .filter(|phrase| stands_at(&phrase.words, words))
            .map(|phrase| {
                let others = phrase.leads_to.iter().filter_map(|at| self.phrases.get(*at));
                (phrase.words.len(), others.map(|other| other.words.as_slice()).collect())
            })
            .collect()
    }
}

fn stands_at(phrase: &[Vec<String>], words: &[Vec<String>]) -> bool {
    phrase.len() <= words.len()
        && phrase
            .iter()
            .zip(words)
            .all(|(one, other)| one.iter().any(|base| other.contains(base)))
}

fn read_members(text: &str, language: &Language) -> Vec<Vec<Vec<String>>> {
    let members = text.split(',').map(|member| {
        let tokens = language.tokens(member);
        // As in a query: words that say nothing are left out where others do.
        let says_nothing = tokens.iter().all(|token| language.is_stop_word(&token.word));
        let tokens = tokens
            .iter()
            .filter(|token| says_nothing || !language.is_stop_word(&token.word));
        tokens.map(|token| language.analyse(token).whole).collect::<Vec<_>>()
    });
    members.filter(|member| !member.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(words: &[&str]) -> Vec<Vec<String>> {
        words.iter().map(|word| vec![(*word).to_owned()]).collect()
    }

    fn found(synonyms: &Synonyms, words: &[&str]) -> Vec<(usize, Vec<Vec<Vec<String>>>)> {
        let words = bases(words);
        let found = synonyms.at(&words);
        found
            .into_iter()
            .map(|(taken, others)| (taken, others.into_iter().map(<[_]>::to_vec).collect()))
            .collect()
    }

    #[test]
    fn a_group_leads_both_ways_and_an_arrow_one() {
        let text = "# words\nrute, køreliste\nstress -> pres, for meget at lave\nalene";
        let synonyms = Synonyms::parse(text, &Language::plain("test"));
        assert_eq!(found(&synonyms, &["rute", "nu"]), [(1, vec![bases(&["køreliste"])])]);
        assert_eq!(found(&synonyms, &["køreliste"]), [(1, vec![bases(&["rute"])])]);
        let leads = vec![bases(&["pres"]), bases(&["for", "meget", "at", "lave"])];
        assert_eq!(found(&synonyms, &["stress"]), [(1, leads)]);
        assert_eq!(found(&synonyms, &["pres"]), [(1, vec![])]);
    }

    #[test]
    fn a_phrase_is_found_as_a_whole_only() {
        let synonyms = Synonyms::parse("for meget at lave, travlhed", &Language::plain("test"));
        assert_eq!(
            found(&synonyms, &["for", "meget", "at", "lave"]),
            [(4, vec![bases(&["travlhed"])])]
        );
        assert_eq!(found(&synonyms, &["for", "meget"]), []);
    }
}
