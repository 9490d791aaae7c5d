//! The piece of a text that is shown, and what is marked in it.

use trivsel_search::excerpt;

use crate::site::language;

const TEXT: &str = "Vi mødes om mandagen. Gruppen lægger selv kørelisten kl. 6.45, og den ændres ikke efter kl. 7.30! Sig til, hvis ruten \
                    skal ændres. Resten står i planen, som alle har fået.";

fn check(words: &[&str], longest: usize, shown: &str, marked: &[&str], cut: (bool, bool)) {
    let found = excerpt(&language(), TEXT, words, longest);
    assert_eq!(&TEXT[found.range.clone()], shown);
    let marks: Vec<&str> = found.marks.iter().map(|mark| &TEXT[mark.clone()]).collect();
    assert_eq!(marks, marked);
    assert_eq!((found.is_cut_before, found.is_cut_after), cut);
    assert!(shown.chars().count() <= longest.max(12), "{shown}");
}

#[test]
fn the_sentence_with_the_word_is_shown() {
    let shown = "Gruppen lægger selv kørelisten kl. 6.45, og den ændres ikke";
    check(&["kørelisten"], 62, shown, &["kørelisten"], (true, true));
}

#[test]
fn the_piece_with_most_of_the_words_is_shown() {
    check(
        &["ændres", "ruten"],
        45,
        "Sig til, hvis ruten skal ændres. Resten står",
        &["ruten", "ændres"],
        (true, true),
    );
}

#[test]
fn without_a_word_the_text_is_shown_from_its_beginning() {
    check(&[], 25, "Vi mødes om mandagen.", &[], (false, true));
    let all = excerpt(&language(), "Kort.", &["kort"], 100);
    assert_eq!((all.range, all.is_cut_before, all.is_cut_after), (0..5, false, false));
}
