//! How well Danish words are analysed, measured on lists that are not part of the program:
//!
//! ```text
//! cargo run -p trivsel-domain --example search_measures -- FOLDER
//! ```
//!
//! FOLDER has `unimorph-dan.tsv` (github.com/unimorph/dan), `snowball-danish-voc.txt` and `snowball-danish-output.txt`
//! (github.com/snowballstem/snowball-data), and `compounds.txt` with a compound a line, its parts divided by `|`. What is not there is said
//! and left out. With `--misses` each miss is told.

#![expect(clippy::print_stdout, reason = "its figures are what it is for")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use trivsel_domain::search::danish;
use trivsel_search::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let danish = danish()?;
    println!("lexicon: {} forms", danish.lexicon.len());
    let read = |name: &str| {
        let text = std::fs::read_to_string(Path::new(&folder).join(name));
        text.map_err(|_| println!("{name}: not there, not measured")).ok()
    };
    if let (Some(words), Some(stems)) = (read("snowball-danish-voc.txt"), read("snowball-danish-output.txt")) {
        snowball(&danish, &words, &stems);
    }
    if let Some(pairs) = read("unimorph-dan.tsv") {
        unimorph(&danish, &pairs);
    }
    if let Some(words) = read("compounds.txt") {
        compounds(&danish, &words);
    }
    Ok(())
}

fn snowball(danish: &Language, words: &str, stems: &str) {
    let pairs: Vec<(&str, &str)> = words.lines().zip(stems.lines()).collect();
    let equal = pairs
        .iter()
        .filter(|(word, stem)| (danish.stem)(word) == **stem)
        .count();
    println!("Snowball's list: {equal} of {} stems equal", pairs.len());
}

/// What a word or phrase is found by: the base forms of its words.
fn keys(danish: &Language, text: &str) -> BTreeSet<String> {
    danish
        .tokens(text)
        .iter()
        .flat_map(|token| danish.analyse(token).whole)
        .collect()
}

fn unimorph(danish: &Language, pairs: &str) {
    let pairs: Vec<(&str, &str)> = pairs
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?))
        })
        .filter(|(lemma, form)| !lemma.is_empty() && !form.is_empty())
        .collect();
    let misses: Vec<_> = pairs
        .iter()
        .filter(|(lemma, form)| keys(danish, lemma).is_disjoint(&keys(danish, form)))
        .collect();
    let found = pairs.len() - misses.len();
    println!(
        "UniMorph dan: {found} of {} forms find their lemma ({:.2} %)",
        pairs.len(),
        100.0 * f64::from(u32::try_from(found).unwrap_or(0)) / f64::from(u32::try_from(pairs.len()).unwrap_or(1))
    );
    let lemmas: BTreeSet<&str> = pairs.iter().map(|(lemma, _)| *lemma).collect();
    let mut by_key: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for lemma in &lemmas {
        for key in keys(danish, lemma) {
            by_key.entry(key).or_default().push(lemma);
        }
    }
    let collide: BTreeSet<&str> = by_key
        .values()
        .filter(|lemmas| lemmas.len() > 1)
        .flatten()
        .copied()
        .collect();
    println!(
        "lemmas that share a key with another lemma: {} of {}",
        collide.len(),
        lemmas.len()
    );
    if std::env::args().any(|argument| argument == "--misses") {
        for (lemma, form) in misses {
            println!("  {form} does not find {lemma}");
        }
    }
}

fn compounds(danish: &Language, words: &str) {
    let misses: Vec<(&str, String)> = words
        .lines()
        .map(|right| (right, split(danish, &right.replace('|', ""))))
        .filter(|(right, found)| right != found)
        .collect();
    let all = words.lines().count();
    println!("compounds: {} of {all} split as the list does", all - misses.len());
    if std::env::args().any(|argument| argument == "--misses") {
        for (right, found) in misses {
            println!("  {found} is {right}");
        }
    }
}

fn split(danish: &Language, word: &str) -> String {
    let parts = danish.split(word);
    if parts.is_empty() {
        return word.to_owned();
    }
    let parts = parts.iter().filter_map(|part| word.get(part.range.clone()));
    parts.collect::<Vec<_>>().join("|")
}
