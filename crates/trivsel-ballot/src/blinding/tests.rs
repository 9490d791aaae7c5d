#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::Blinding;
use crate::{BallotError, Binding, EvaluatedElement, Evaluation, Proof, SecretKey, Token, check, evaluate};

/// One ballot's key and binding, one voter's blinding, and the server's answer.
#[derive(Debug)]
struct Exchange {
    key: SecretKey,
    binding: Binding,
    blinding: Blinding,
    evaluation: Evaluation,
}

impl Exchange {
    fn finalize(&self) -> Result<Token, BallotError> {
        self.blinding
            .finalize(&self.key.public_key(), &self.binding, &self.evaluation)
    }
}

fn any_exchange() -> impl Strategy<Value = Exchange> {
    (
        any::<[u8; 32]>(),
        any::<[u8; 32]>(),
        any::<[u8; 16]>(),
        any::<u32>(),
        any::<u64>(),
    )
        .prop_map(|(seed, input, survey, cell, chance)| {
            let mut chance = ChaCha20Rng::seed_from_u64(chance);
            let key = SecretKey::from_seed(&seed).unwrap();
            let binding = Binding { survey, cell };
            let blinding = Blinding::new(input, &mut chance).unwrap();
            let evaluation = evaluate(&key, &binding, &blinding.blinded(), &mut chance).unwrap();
            Exchange {
                key,
                binding,
                blinding,
                evaluation,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_token_that_was_fetched_is_good(exchange in any_exchange()) {
        let token = exchange.finalize().unwrap();
        prop_assert!(check(&exchange.key, &exchange.binding, &token));
    }

    #[test]
    fn a_token_of_one_cell_is_worth_nothing_in_another(exchange in any_exchange(), other in any::<u32>()) {
        prop_assume!(other != exchange.binding.cell);
        let elsewhere = Binding { cell: other, ..exchange.binding };
        prop_assert!(!check(&exchange.key, &elsewhere, &exchange.finalize().unwrap()));
    }

    #[test]
    fn a_token_of_one_survey_is_worth_nothing_in_another(exchange in any_exchange(), other in any::<[u8; 16]>()) {
        prop_assume!(other != exchange.binding.survey);
        let elsewhere = Binding { survey: other, ..exchange.binding };
        prop_assert!(!check(&exchange.key, &elsewhere, &exchange.finalize().unwrap()));
    }

    #[test]
    fn an_answer_for_another_cell_is_refused_by_the_proof(exchange in any_exchange(), other in any::<u32>()) {
        prop_assume!(other != exchange.binding.cell);
        let claimed = Binding { cell: other, ..exchange.binding };
        let token = exchange.blinding.finalize(&exchange.key.public_key(), &claimed, &exchange.evaluation);
        prop_assert_eq!(token, Err(BallotError::Proof));
    }

    #[test]
    fn a_key_of_ones_own_is_refused_by_the_proof(exchange in any_exchange(), seed in any::<[u8; 32]>()) {
        let tagging = SecretKey::from_seed(&seed).unwrap();
        prop_assume!(tagging.public_key() != exchange.key.public_key());
        let mut chance = ChaCha20Rng::seed_from_u64(1);
        let tagged = evaluate(&tagging, &exchange.binding, &exchange.blinding.blinded(), &mut chance).unwrap();
        let token = exchange.blinding.finalize(&exchange.key.public_key(), &exchange.binding, &tagged);
        prop_assert_eq!(token, Err(BallotError::Proof));
    }

    #[test]
    fn one_changed_bit_spoils_the_answer(exchange in any_exchange(), bit in 0_usize..768) {
        let mut bytes = [exchange.evaluation.element.to_bytes().as_slice(), &exchange.evaluation.proof.to_bytes()].concat();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let element = EvaluatedElement::from_bytes(bytes[..32].try_into().unwrap());
        let proof = Proof::from_bytes(bytes[32..].try_into().unwrap());
        // Most changed bytes are no element or no scalar any more; those that still are must fail the proof.
        if let (Ok(element), Ok(proof)) = (element, proof) {
            let changed = Evaluation { element, proof };
            let token = exchange.blinding.finalize(&exchange.key.public_key(), &exchange.binding, &changed);
            prop_assert_eq!(token, Err(BallotError::Proof));
        }
    }

    #[test]
    fn one_changed_bit_spoils_the_token(exchange in any_exchange(), bit in 0_usize..768) {
        let mut token = exchange.finalize().unwrap();
        match bit / 8 {
            byte @ 0..32 => token.input[byte] ^= 1 << (bit % 8),
            byte => token.output[byte - 32] ^= 1 << (bit % 8),
        }
        prop_assert!(!check(&exchange.key, &exchange.binding, &token));
    }

    #[test]
    fn the_same_input_is_blinded_anew_each_time_and_gives_the_same_token(exchange in any_exchange(), chance in any::<u64>()) {
        let first = exchange.finalize().unwrap();
        let mut chance = ChaCha20Rng::seed_from_u64(chance);
        let again = Blinding::new(first.input, &mut chance).unwrap();
        prop_assert_ne!(again.blinded(), exchange.blinding.blinded());
        let evaluation = evaluate(&exchange.key, &exchange.binding, &again.blinded(), &mut chance).unwrap();
        prop_assert_eq!(again.finalize(&exchange.key.public_key(), &exchange.binding, &evaluation).unwrap(), first);
    }

    #[test]
    fn an_answer_that_was_lost_can_be_asked_for_again(exchange in any_exchange(), chance in any::<u64>()) {
        let mut chance = ChaCha20Rng::seed_from_u64(chance);
        let again = evaluate(&exchange.key, &exchange.binding, &exchange.blinding.blinded(), &mut chance).unwrap();
        prop_assert_eq!(&again.element, &exchange.evaluation.element);
        let token = exchange.blinding.finalize(&exchange.key.public_key(), &exchange.binding, &again).unwrap();
        prop_assert_eq!(token, exchange.finalize().unwrap());
    }
}

/// In a group of prime order a random blinding makes any input any element, all equally likely. Seen from outside: each
/// bit of what is sent is a fair coin, whatever the input.
#[test]
fn many_blindings_of_one_input_spread_over_the_group() {
    let mut chance = ChaCha20Rng::seed_from_u64(7);
    let mut ones = [0_u32; 256];
    for _ in 0..2_000 {
        let bytes = Blinding::new([5; 32], &mut chance).unwrap().blinded().to_bytes();
        for (place, count) in ones.iter_mut().enumerate() {
            *count += u32::from((bytes[place / 8] >> (place % 8)) & 1);
        }
    }
    // An encoding is an even number below 2²⁵⁵ − 19: its lowest and its highest bit are always zero.
    assert_eq!((ones[0], ones[255]), (0, 0));
    // Of 2,000 fair coins, 1,000 ± 5·√500 = 112 show heads; once in two million times it is more or fewer.
    for (place, count) in ones.iter().enumerate().take(255).skip(1) {
        assert!(
            count.abs_diff(1_000) < 112,
            "bit {place} was set {count} times of 2,000"
        );
    }
}
