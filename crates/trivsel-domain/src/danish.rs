//! Danish letters. Their sort order: æ, ø and å last, `aa` as å, case and accents ignored, and "Gruppe 2" before "Gruppe 10". And names
//! without them, where only a to z can stand.

use std::cmp::Ordering;

/// Compares two names as a Danish reader expects to find them in a list.
pub fn compare(a: &str, b: &str) -> Ordering {
    list_key(a).cmp(&list_key(b)).then_with(|| a.cmp(b))
}

/// A key that sorts like [`compare`].
pub fn list_key(text: &str) -> Vec<u32> {
    by_number(&sort_key(text))
}

/// The key with each number headed by how many digits it has, so that the longer of two comes later. Zeros before it do not count.
fn by_number(key: &[u32]) -> Vec<u32> {
    let digits = u32::from('0')..=u32::from('9');
    let mut out = Vec::with_capacity(key.len());
    for part in key.chunk_by(|one, next| digits.contains(one) == digits.contains(next)) {
        if part.first().is_some_and(|rank| digits.contains(rank)) {
            let zeros = part.iter().take_while(|rank| **rank == *digits.start()).count();
            let number = part.get(zeros..).unwrap_or_default();
            out.push(*digits.start());
            out.push(u32::try_from(number.len()).unwrap_or(u32::MAX));
            out.extend(number);
        } else {
            out.extend(part);
        }
    }
    out
}

/// A key that sorts like the name, letter by letter: numbers are not read. It is kept in the database.
pub fn sort_key(text: &str) -> Vec<u32> {
    let mut key = Vec::with_capacity(text.len());
    let mut chars = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        let rank = match c {
            'a' if chars.peek() == Some(&'a') => {
                chars.next();
                LAST + 2
            }
            'æ' | 'ä' => LAST,
            'ø' | 'ö' => LAST + 1,
            'å' => LAST + 2,
            'é' | 'è' | 'ê' | 'ë' => u32::from('e'),
            'á' | 'à' | 'â' => u32::from('a'),
            'í' | 'ì' => u32::from('i'),
            'ó' | 'ò' | 'ô' => u32::from('o'),
            'ú' | 'ù' => u32::from('u'),
            'ü' | 'ý' => u32::from('y'),
            c => u32::from(c),
        };
        key.push(rank);
    }
    key
}

/// A name in the letters a to z and digits, for addresses, commands and codes, with a mark between what is parted by anything else; none
/// where nothing of it is left. `Sø & Skov` becomes `soe-skov`.
pub fn plain_letters(name: &str, between: char, longest: usize) -> Option<String> {
    let mut plain = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            'å' => plain.push_str("aa"),
            'æ' | 'ä' => plain.push_str("ae"),
            'ø' | 'ö' => plain.push_str("oe"),
            'é' | 'è' => plain.push('e'),
            'ü' => plain.push('u'),
            _ if plain.ends_with(between) || plain.is_empty() => {}
            _ => plain.push(between),
        }
    }
    let plain: String = plain.chars().take(longest).collect();
    let plain = plain.trim_end_matches(between);
    (!plain.is_empty()).then(|| plain.to_owned())
}

/// One past every lower-case Latin letter.
const LAST: u32 = 0x1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_by_what_they_are() {
        let mut names = [
            "Gruppe 10",
            "Gruppe 2b",
            "Gruppe 2",
            "Gruppe 1",
            "Gruppe 02a",
            "Gruppe",
            "Gruppe x",
        ];
        names.sort_by(|a, b| compare(a, b));
        let expected = [
            "Gruppe",
            "Gruppe 1",
            "Gruppe 2",
            "Gruppe 02a",
            "Gruppe 2b",
            "Gruppe 10",
            "Gruppe x",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn danish_letters_come_last() {
        let mut names = ["Åse", "Zebra", "Ærø", "Aalborg", "Ølgod", "anna", "Anna", "Åb"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["Anna", "anna", "Zebra", "Ærø", "Ølgod", "Åb", "Aalborg", "Åse"]);
    }
}
