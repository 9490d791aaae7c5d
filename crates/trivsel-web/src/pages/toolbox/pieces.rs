//! A paragraph of an answer in pieces: words, words that stand out, and numbers of sources.

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words as they stand.
    Words(String),
    /// Words between two stars.
    Marked(String),
    /// A source, by its number from 1.
    Source(usize),
}

/// The pieces of a paragraph in order. A star or bracket without its other half stays as it is.
pub(super) fn pieces(paragraph: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut rest = paragraph;
    while let Some(at) = rest.find(['*', '[']) {
        let (before, from) = rest.split_at(at);
        words.push_str(before);
        let end = if from.starts_with('*') { '*' } else { ']' };
        let inside = from.get(1..).and_then(|inside| inside.split_once(end));
        let piece = inside.and_then(|(inside, _)| match end {
            // A star before a blank is a star.
            '*' => (!inside.is_empty() && !inside.starts_with(' ')).then(|| Piece::Marked(inside.to_owned())),
            _ => inside.parse().ok().map(Piece::Source),
        });
        match (piece, inside) {
            (Some(piece), Some((_, after))) => {
                if !words.is_empty() {
                    found.push(Piece::Words(std::mem::take(&mut words)));
                }
                found.push(piece);
                rest = after;
            }
            _ => {
                words.push_str(from.get(..1).unwrap_or_default());
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Piece::{Marked, Source, Words};
    use super::pieces;

    #[test]
    fn sources_and_marks_are_found_and_nothing_is_lost() {
        let words = |text: &str| Words(text.to_owned());
        assert_eq!(
            pieces("Spørg »hvordan?« [2]. Giv tid *(skøn)*."),
            [
                words("Spørg »hvordan?« "),
                Source(2),
                words(". Giv tid "),
                Marked("(skøn)".to_owned()),
                words(".")
            ]
        );
        assert_eq!(pieces("2 * 3, [sic] og ** æ["), [words("2 * 3, [sic] og ** æ[")]);
        assert_eq!(pieces(""), []);
    }
}
