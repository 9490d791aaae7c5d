//! What no file of the repository may hold: paths of a machine it was written on, addresses of package registries,
//! names of private persons from source documents.
//!
//! The names are not written here, only their marks (a hash): a list of names would itself be the leak. Add one with
//! `cargo xtask mark "First Last"`.

use crate::source;

/// Pieces of text, each cut in two so that this file does not hold what it looks for. `true`: nothing of a longer
/// path may stand before it (`crates/work/` is fine).
const PIECES: &[(&str, &str, bool)] = &[
    ("/wo", "rk/", true),
    ("/fa", "rm/", true),
    ("/ro", "ot/", false),
    ("/tmp/", "bash_jobs", false),
    ("/tmp/", "studio", false),
    ("registry.", "npmjs", false),
    ("files.", "pythonhosted", false),
    ("pypi.", "org/simple", false),
    ("static.", "crates.io", false),
    ("deb.", "debian.org", false),
];

/// Marks of single words.
const WORDS: &[u64] = &[
    0x5993_3306_cefb_9b0f,
    0x7435_5b51_71c8_2e77,
    0xb5c1_aca6_a4cb_6952,
    0xb145_ff9e_4369_46b2,
    0x09db_d8e8_9977_ea39,
    0x04dc_2554_6038_2976,
    0x7a3c_735f_7f6d_b37f,
    0x81d9_0d07_e676_47e9,
    0x1a18_be6c_9afb_aaae,
    0xf409_4637_2d94_8605,
];

/// Marks of two words in a row.
const PAIRS: &[u64] = &[
    0x2d70_ff0d_3ecb_e187,
    0xd463_d033_fbda_66e7,
    0x313b_7542_bf33_2c89,
    0x6a35_829d_2917_1348,
];

/// Every line that holds something it must not, as `file:line: what`.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for (name, bytes) in source::kept_files()? {
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        for (at, line) in text.lines().enumerate() {
            faults.extend(
                faults_of_line(line)
                    .into_iter()
                    .map(|fault| format!("{name}:{}: {fault}", at + 1)),
            );
        }
    }
    Ok(faults)
}

fn faults_of_line(line: &str) -> Vec<String> {
    let pieces = PIECES
        .iter()
        .map(|(start, end, is_root)| (format!("{start}{end}"), *is_root));
    let mut faults: Vec<String> = pieces
        .filter(|(piece, is_root)| {
            line.match_indices(piece)
                .any(|(at, _)| !is_root || stands_first(line, at))
        })
        .map(|(piece, _)| format!("holds {piece}"))
        .collect();
    let marks: Vec<u64> = words_of(line).map(mark).collect();
    if marks.iter().any(|one| WORDS.contains(one)) {
        faults.push("holds a word that is kept out".to_owned());
    }
    let words: Vec<&str> = words_of(line).collect();
    let mut pairs = words.iter().zip(words.iter().skip(1));
    if pairs.any(|(first, second)| PAIRS.contains(&mark(&format!("{first} {second}")))) {
        faults.push("holds the name of a private person".to_owned());
    }
    faults
}

/// Whether the path that begins at this place of the line is the start of one, not the rest of a longer one.
fn stands_first(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|start| start.chars().next_back());
    before.is_none_or(|sign| !(sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | '-')))
}

/// Words may hold dots and dashes inside, as host and file names do.
fn words_of(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '.' | '-')));
    parts
        .map(|part| part.trim_matches(['.', '-']))
        .filter(|word| !word.is_empty())
}

/// FNV-1a, 64 bit, over the lower-case letters: short to write, the same everywhere, and not meant to resist anyone.
fn mark(word: &str) -> u64 {
    let bytes = word.to_lowercase();
    bytes.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The line to add to one of the lists for a word, or for two words in a row.
pub(crate) fn mark_line(word: &str) -> String {
    let list = if word.contains(' ') { "PAIRS" } else { "WORDS" };
    format!("{list}: 0x{:016x},", mark(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_found_and_a_part_of_a_longer_path_is_not() {
        let machine = format!("see {}{}main", "/wo", "rk/");
        assert_eq!(faults_of_line(&machine).len(), 1);
        assert_eq!(faults_of_line(&machine.replace("see ", "crates")).len(), 0);
        assert_eq!(faults_of_line("an ordinary line about work/life").len(), 0);
    }

    #[test]
    fn words_keep_their_dots_and_dashes_inside() {
        let words: Vec<&str> = words_of("Write to a-b.dk, or (c.md).").collect();
        assert_eq!(words, ["Write", "to", "a-b.dk", "or", "c.md"]);
    }

    #[test]
    fn a_mark_does_not_depend_on_capitals() {
        assert_eq!(mark("Ærø"), mark("ærø"));
        assert_ne!(mark("a b"), mark("b a"));
    }
}
