//! The test vectors of RFC 9497, appendix A.1.3, and our own of whole exchanges. The browser's library is held against
//! the same files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use rand_core::{CryptoRng, RngCore};
use serde_json::Value;
use voprf::{EvaluationElement, PoprfClient, PoprfServer, Proof};

use crate::{BallotError, Binding, BlindedElement, Blinding, SecretKey, Suite, Token, check, evaluate};

const RFC: &str = include_str!("../tests/vectors/rfc9497.json");
const EXCHANGES: &str = include_str!("../tests/vectors/exchanges.json");

/// A source of chance that gives these scalars, one after the other: a scalar is drawn as 64 bytes, little end first.
struct Scripted(Vec<Vec<u8>>);

impl Scripted {
    fn new(scalars: &[Vec<u8>]) -> Self {
        Self(scalars.iter().rev().cloned().collect())
    }
}

impl RngCore for Scripted {
    fn next_u32(&mut self) -> u32 {
        unreachable!("scalars are drawn as bytes")
    }

    fn next_u64(&mut self) -> u64 {
        unreachable!("scalars are drawn as bytes")
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        let scalar = self.0.pop().expect("a scalar for each draw");
        let (low, high) = bytes.split_at_mut(scalar.len());
        low.copy_from_slice(&scalar);
        high.fill(0);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Scripted {}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("a string of hexadecimal digits");
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

fn array<const N: usize>(hex: &Value) -> [u8; N] {
    bytes(hex).try_into().unwrap()
}

fn list(values: &Value) -> Vec<Vec<u8>> {
    values.as_array().unwrap().iter().map(bytes).collect()
}

#[test]
fn the_key_of_the_rfc_follows_from_its_seed() {
    let rfc: Value = serde_json::from_str(RFC).unwrap();
    let derived = PoprfServer::<Suite>::new_from_seed(&bytes(&rfc["seed"]), &bytes(&rfc["key_info"])).unwrap();
    let key = SecretKey::from_bytes(&bytes(&rfc["secret_key"])).unwrap();
    assert_eq!(derived, key.server);
    assert_eq!(key.public_key().to_bytes().to_vec(), bytes(&rfc["public_key"]));
}

#[test]
fn every_step_of_the_rfcs_vectors_comes_out_the_same() {
    let rfc: Value = serde_json::from_str(RFC).unwrap();
    let key = SecretKey::from_bytes(&bytes(&rfc["secret_key"])).unwrap();
    let vectors = rfc["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 3);
    for vector in vectors {
        let (inputs, info) = (list(&vector["inputs"]), bytes(&vector["info"]));
        let mut blinds = Scripted::new(&list(&vector["blinds"]));
        let blindings: Vec<_> = inputs
            .iter()
            .map(|input| PoprfClient::<Suite>::blind(input, &mut blinds).unwrap())
            .collect();
        let clients: Vec<_> = blindings.iter().map(|blinding| blinding.state.clone()).collect();
        let blinded: Vec<_> = blindings.iter().map(|blinding| blinding.message.clone()).collect();
        let sent: Vec<_> = blinded.iter().map(|element| element.serialize().to_vec()).collect();
        assert_eq!(sent, list(&vector["blinded_elements"]));

        let prepared = key
            .server
            .batch_blind_evaluate_prepare(blinded.iter(), Some(&info))
            .unwrap();
        let elements: Vec<_> = prepared.prepared_evaluation_elements.collect();
        let mut chance = Scripted::new(&[bytes(&vector["proof_random_scalar"])]);
        let evaluated = PoprfServer::<Suite>::batch_blind_evaluate_finish(
            &mut chance,
            blinded.iter(),
            &elements,
            &prepared.prepared_tweak,
        )
        .unwrap();
        let messages: Vec<EvaluationElement<Suite>> = evaluated.messages.collect();
        let answered: Vec<_> = messages.iter().map(|element| element.serialize().to_vec()).collect();
        assert_eq!(answered, list(&vector["evaluation_elements"]));
        assert_eq!(evaluated.proof.serialize().to_vec(), bytes(&vector["proof"]));

        let proof = Proof::<Suite>::deserialize(&bytes(&vector["proof"])).unwrap();
        let slices = inputs.iter().map(Vec::as_slice);
        let element = key.public_key().element;
        let outputs: Vec<_> = PoprfClient::batch_finalize(slices, &clients, &messages, &proof, element, Some(&info))
            .unwrap()
            .map(|output| output.unwrap().to_vec())
            .collect();
        assert_eq!(outputs, list(&vector["outputs"]));
        for (input, output) in inputs.iter().zip(outputs) {
            assert_eq!(key.server.evaluate(input, Some(&info)).unwrap().to_vec(), output);
        }
    }
}

#[test]
fn whole_exchanges_come_out_as_they_are_written_down() {
    let exchanges: Value = serde_json::from_str(EXCHANGES).unwrap();
    for exchange in exchanges["exchanges"].as_array().unwrap() {
        let key = SecretKey::from_seed(&array(&exchange["seed"])).unwrap();
        let binding = Binding {
            survey: array(&exchange["survey"]),
            cell: u32::try_from(exchange["cell"].as_u64().unwrap()).unwrap(),
        };
        let blinding = Blinding::new(
            array(&exchange["input"]),
            &mut Scripted::new(&[bytes(&exchange["blind"])]),
        )
        .unwrap();
        let mut chance = Scripted::new(&[bytes(&exchange["proof_random_scalar"])]);
        let evaluation = evaluate(&key, &binding, &blinding.blinded(), &mut chance).unwrap();
        let token = blinding.finalize(&key.public_key(), &binding, &evaluation).unwrap();
        let text = |name: &str| exchange[name].as_str().unwrap().to_owned();
        assert_eq!(key.public_key().to_string(), text("public_key"));
        assert_eq!(format!("{:#}", key.public_key().fingerprint()), text("fingerprint"));
        assert_eq!(binding.to_bytes().to_vec(), bytes(&exchange["binding"]));
        assert_eq!(blinding.blinded().to_string(), text("blinded"));
        assert_eq!(evaluation.element.to_string(), text("evaluated"));
        assert_eq!(evaluation.proof.to_string(), text("proof"));
        assert_eq!(token.output_text(), text("output"));
        assert_eq!(Token::parse(&token.input_text(), &text("output")), Ok(token.clone()));
        assert!(check(&key, &binding, &token));
    }
}

#[test]
fn a_message_of_the_rfc_is_read_and_a_point_off_the_curve_is_not() {
    let rfc: Value = serde_json::from_str(RFC).unwrap();
    let good: [u8; 32] = array(&rfc["vectors"][0]["blinded_elements"][0]);
    assert_eq!(BlindedElement::from_bytes(&good).unwrap().to_bytes(), good);
    let mut bad = good;
    bad[0] ^= 1; // an odd encoding is none
    assert_eq!(
        BlindedElement::from_bytes(&bad),
        Err(BallotError::Malformed("a blinded element"))
    );
}
