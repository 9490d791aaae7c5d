#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use std::collections::HashSet;

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::{CardCode, Code, CodeError, InvitationCode, unescaped};
use crate::SecretKey;

fn any_chance() -> impl Strategy<Value = ChaCha20Rng> {
    any::<u64>().prop_map(ChaCha20Rng::seed_from_u64)
}

proptest! {
    #[test]
    fn a_code_is_read_as_it_was_written(mut chance in any_chance()) {
        let card = CardCode::draw(&mut chance);
        prop_assert_eq!(Code::parse(&card.to_string()), Ok(Code::Card(card)));
        let invitation = InvitationCode::draw(&mut chance);
        prop_assert_eq!(Code::parse(&invitation.to_string()), Ok(Code::Invitation(invitation)));
    }

    #[test]
    fn a_wrong_letter_is_found(mut chance in any_chance(), place in 0_usize..11, letter in 0_usize..32) {
        let mut letters: Vec<char> = CardCode::draw(&mut chance).to_string().replace('-', "").chars().collect();
        let other = char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[letter]);
        prop_assume!(letters[place] != other);
        letters[place] = other;
        prop_assert_eq!(Code::parse(&letters.iter().collect::<String>()), Err(CodeError::Mistyped));
    }

    #[test]
    fn two_letters_that_changed_places_are_found(mut chance in any_chance(), one in 0_usize..11, other in 0_usize..11) {
        let mut letters: Vec<char> = CardCode::draw(&mut chance).to_string().replace('-', "").chars().collect();
        prop_assume!(letters[one] != letters[other]);
        letters.swap(one, other);
        prop_assert_eq!(Code::parse(&letters.iter().collect::<String>()), Err(CodeError::Mistyped));
    }

    #[test]
    fn a_code_is_read_out_of_its_link_whatever_a_filter_made_of_it(
        mut chance in any_chance(),
        times in 0_usize..4,
        before in "[ <(\"'/!]{0,3}",
        after in "(|[.,;:>)/?&=!_~*\\]]\\PC{0,20}|\\.[0-9a-f]{1,64}\\PC{0,20})",
    ) {
        let mark = format!("%{}23", "25".repeat(times));
        let invitation = InvitationCode::draw(&mut chance);
        let card = CardCode::draw(&mut chance);
        for (text, code) in [(invitation.to_string(), Code::Invitation(invitation)), (card.to_string(), Code::Card(card))] {
            for start in ["", "#", "https://trivsel.example/answer/fjordby/1#", mark.as_str()] {
                // A second mark behind the code holds nothing that reads as one.
                let after = after.replace('#', ";");
                let typed = format!("{start}{before}{text}{after}");
                prop_assert_eq!(Code::parse(&typed), Ok(code.clone()), "{}", typed);
            }
        }
    }

    #[test]
    fn what_is_unescaped_grows_no_longer_and_stays_as_it_is(text in "[%0-9A-F#a-f+]{0,40}") {
        let plain = unescaped(&text);
        prop_assert!(plain.len() <= text.len());
    }

    #[test]
    fn any_text_is_read_without_a_fault(text in "\\PC{0,40}") {
        let _ = Code::parse(&text);
    }
}

#[test]
fn a_card_is_read_however_it_was_typed() {
    let card = CardCode([0, 1, 10, 11, 12, 13, 14, 15, 16, 17]);
    assert_eq!(card.to_string(), "01ABC-DEFGH-5");
    for typed in [
        "01abc-defgh-",
        "oIABCDEFGH",
        " 0LABC DEFGH ",
        "O1abc\u{2013}defgh\u{a0}",
        "0 1 a b c d e f g h",
    ] {
        assert_eq!(Code::parse(&format!("{typed}5")), Ok(Code::Card(card)), "{typed}5");
    }
}

#[test]
fn a_text_that_is_no_code_says_why() {
    let cases = [
        ("", CodeError::Empty),
        (" - ", CodeError::Empty),
        ("ABCDE", CodeError::Length(5)),
        ("ABCDE-FGHJK", CodeError::Length(10)),
        ("ABCDE-FGHJK-ÆB", CodeError::Sign('Æ')),
        ("UBCDE-FGHJK-A", CodeError::Sign('U')),
        // The last two bits of an invitation are padding: with one of them set it is another text for the same code.
        ("00000000000000000000000001", CodeError::Mistyped),
    ];
    for (text, error) in cases {
        assert_eq!(Code::parse(text), Err(error), "{text}");
    }
}

#[test]
fn the_same_letters_mean_different_things_on_a_card_and_in_a_link() {
    let invitation = InvitationCode([0; 16]);
    assert_ne!(CardCode([0; 10]).mark().to_bytes(), invitation.store_hash()[..16]);
}

/// A sheet that is printed again must have the same codes, from one release to the next.
#[test]
fn the_cards_of_a_key_are_always_the_same_and_all_differ() {
    let key = SecretKey::from_seed(&[5; 32]).unwrap();
    let codes = |key: &SecretKey, survey: [u8; 16]| -> Vec<CardCode> {
        let of_cell = |cell| (0..40).map(move |at| CardCode::derive(key, &survey, cell, at));
        (1..=5).flat_map(of_cell).collect()
    };
    let made = codes(&key, [1; 16]);
    assert_eq!(made, codes(&key, [1; 16]));
    let others = codes(&SecretKey::from_seed(&[6; 32]).unwrap(), [1; 16]);
    let elsewhere = codes(&key, [2; 16]);
    let all: HashSet<&CardCode> = made.iter().chain(&others).chain(&elsewhere).collect();
    assert_eq!(all.len(), 600);
}

#[test]
fn a_printed_code_in_a_log_tells_nothing() {
    let mut chance = ChaCha20Rng::seed_from_u64(1);
    assert_eq!(format!("{:?}", CardCode::draw(&mut chance)), "CardCode(hidden)");
    assert_eq!(
        format!("{:?}", InvitationCode::draw(&mut chance)),
        "InvitationCode(hidden)"
    );
}

#[test]
fn ten_thousand_cards_all_differ() {
    let mut chance = ChaCha20Rng::seed_from_u64(1);
    // Two alike among 10,000 of 2⁵⁰: once in twenty million times.
    let cards: HashSet<CardCode> = (0..10_000).map(|_| CardCode::draw(&mut chance)).collect();
    assert_eq!(cards.len(), 10_000);
}

#[test]
fn an_escaped_sign_is_read_however_often_it_was_escaped() {
    for (text, plain) in [
        ("1%23AB", "1#AB"),
        ("1%2523AB", "1#AB"),
        ("1%252523AB", "1#AB"),
        ("%3e%3E", ">>"),
        ("100 %", "100 %"),
        ("%25", "%"),
        ("%+5%zz%é1", "%+5%zz%é1"),
        ("%C2%A0", "%C2%A0"),
    ] {
        assert_eq!(unescaped(text), plain, "{text}");
    }
}

/// A hostile link is as long as a server lets it be.
#[test]
fn a_link_of_nothing_but_escapes_is_read_in_one_walk() {
    let chain = format!("%{}23", "25".repeat(500_000));
    assert_eq!(unescaped(&chain), "#");
    assert_eq!(unescaped(&"%25".repeat(300_000)).len(), 300_000);
}
