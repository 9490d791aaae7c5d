//! Long texts as people type and paste them: paragraphs, line breaks and simple lists.
//!
//! No markup language: a blank line parts paragraphs, a line that begins with a dash or a bullet is a point of a list. Texts pasted
//! from a document come broken at its margin; those breaks are mended, the typed ones are kept.

/// A piece of a long text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextBlock {
    /// A paragraph, one entry for each of its lines.
    Paragraph(Vec<String>),
    /// A list, one entry for each of its points.
    List(Vec<String>),
}

/// Signs that begin a point, when a blank follows. The last is what a word processor's bullet becomes when it is pasted.
const BULLETS: [char; 7] = ['-', '–', '*', '•', '·', '▪', '\u{f0b7}'];

/// What a finished line ends with.
const ENDINGS: [char; 5] = ['.', ':', ';', '!', '?'];

/// Words that follow a hyphen with a blank between, as in "syge- og hjemmeplejen"; before any other word the hyphen binds.
const AFTER_HYPHEN: [&str; 5] = ["og", "eller", "samt", "and", "or"];

/// The blocks of a text. Nothing but white space gives none.
pub fn blocks(text: &str) -> Vec<TextBlock> {
    let mut blocks: Vec<TextBlock> = Vec::new();
    let mut is_open = false;
    let mut is_wrapped = false;
    for raw in text.lines() {
        let line = raw.trim();
        if line.is_empty() {
            is_open = false;
            continue;
        }
        let belongs = is_wrapped || begins_small(line);
        if let Some(point) = point_of(line) {
            match blocks.last_mut() {
                Some(TextBlock::List(points)) => points.push(point.to_owned()),
                _ => blocks.push(TextBlock::List(vec![point.to_owned()])),
            }
        } else if is_open || is_unfinished(&blocks) && begins_small(line) {
            match blocks.last_mut() {
                Some(TextBlock::List(points)) if belongs || raw.starts_with([' ', '\t']) => continue_last(points, line),
                Some(TextBlock::Paragraph(lines)) if belongs => continue_last(lines, line),
                Some(TextBlock::Paragraph(lines)) => lines.push(line.to_owned()),
                Some(TextBlock::List(_)) | None => blocks.push(TextBlock::Paragraph(vec![line.to_owned()])),
            }
        } else {
            blocks.push(TextBlock::Paragraph(vec![line.to_owned()]));
        }
        is_open = true;
        is_wrapped = raw.ends_with(' ') && !line.ends_with(ENDINGS);
    }
    blocks
}

/// The text as one line: line ends, tabs and other marks nobody sees become single blanks. Names and titles stand in subjects of mails, in
/// lists and in files, where a second line is another thing.
pub fn one_line(text: &str) -> String {
    let is_gap = |letter: char| letter.is_whitespace() || letter.is_control();
    let words = text.split(is_gap).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The beginning of a text on one line: at most so many letters, up to a whole word.
pub fn clipped(text: &str, letters: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= letters {
        return line;
    }
    let start: String = line.chars().take(letters).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{whole} …")
}

/// What stands after the bullet, if the line has one.
fn point_of(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS)?;
    rest.starts_with(char::is_whitespace)
        .then(|| rest.trim_start())
        .filter(|point| !point.is_empty())
}

/// A line that begins with a small letter belongs to the one before it.
fn begins_small(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// Does the last block stop in the middle of a sentence? Then a blank line after it came from a page break.
fn is_unfinished(blocks: &[TextBlock]) -> bool {
    let last = match blocks.last() {
        Some(TextBlock::Paragraph(lines)) => lines.last(),
        Some(TextBlock::List(points)) => points.last(),
        None => None,
    };
    last.is_some_and(|last| !last.ends_with(ENDINGS))
}

fn continue_last(lines: &mut [String], line: &str) {
    if let Some(last) = lines.last_mut() {
        let word = line.split_whitespace().next().unwrap_or_default();
        if !last.ends_with('-') || AFTER_HYPHEN.contains(&word) {
            last.push(' ');
        }
        last.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(lines: &[&str]) -> TextBlock {
        TextBlock::Paragraph(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    fn list(points: &[&str]) -> TextBlock {
        TextBlock::List(points.iter().map(|point| (*point).to_owned()).collect())
    }

    fn check(text: &str, expected: &[TextBlock]) {
        assert_eq!(blocks(text), expected, "{text:?}");
    }

    #[test]
    fn long_texts_keep_their_paragraphs_and_lists() {
        check("", &[]);
        check(" \r\n\r\n", &[]);
        check("En linje.", &[paragraph(&["En linje."])]);
        check(
            "Et afsnit.\r\n\r\nEt til.",
            &[paragraph(&["Et afsnit."]), paragraph(&["Et til."])],
        );
        check(
            "Stolte ansatte.\nFaldende fravær.",
            &[paragraph(&["Stolte ansatte.", "Faldende fravær."])],
        );
        check(
            "Det gør vi:\n- først det\n- så det",
            &[paragraph(&["Det gør vi:"]), list(&["først det", "så det"])],
        );
        check("- et\n\n- to\n\nSlut.", &[list(&["et", "to"]), paragraph(&["Slut."])]);
        check("• et\n  fortsat\n\u{f0b7} to", &[list(&["et fortsat", "to"])]);
        check(
            "Minus -5 er ikke et punkt\n-5 grader",
            &[paragraph(&["Minus -5 er ikke et punkt", "-5 grader"])],
        );
        check("-", &[paragraph(&["-"])]);
        check(
            "- et\n- to\nVi fortsætter.",
            &[list(&["et", "to"]), paragraph(&["Vi fortsætter."])],
        );
    }

    #[test]
    fn breaks_at_a_pasted_margin_are_mended() {
        check(
            "Faget skal tales op i\nhverdagen.",
            &[paragraph(&["Faget skal tales op i hverdagen."])],
        );
        check(
            "Fokus er besluttet i \nDistrikts MED.",
            &[paragraph(&["Fokus er besluttet i Distrikts MED."])],
        );
        check("Statistikker\nOmsætning", &[paragraph(&["Statistikker", "Omsætning"])]);
        check(
            "den corona-\ntid, der gik, i syge- \nog hjemmeplejen",
            &[paragraph(&["den corona-tid, der gik, i syge- og hjemmeplejen"])],
        );
        check(
            "• Et fælles arrangement \n\nmed fokus på ro\n• to",
            &[list(&["Et fælles arrangement med fokus på ro", "to"])],
        );
        check("Slut.\n\nmed småt", &[paragraph(&["Slut."]), paragraph(&["med småt"])]);
        check("Slut. \nNyt.", &[paragraph(&["Slut.", "Nyt."])]);
    }

    #[test]
    fn the_beginning_of_a_text_ends_at_a_word() {
        for (text, letters, expected) in [
            ("Ro om\nmorgenen", 20, "Ro om morgenen"),
            ("Ro om morgenen", 9, "Ro om …"),
            ("Ordenogmere", 5, "Orden …"),
        ] {
            assert_eq!(super::clipped(text, letters), expected, "{text}");
        }
    }

    #[test]
    fn a_long_text_fits_on_one_line() {
        assert_eq!(one_line(" En\n\n- to \t tre "), "En - to tre");
        assert_eq!(one_line("Ro\u{0}\u{7f}\r\nBcc: x"), "Ro Bcc: x");
    }
}
