//! What the server does: evaluates for those on the roll, checks what comes into the box.

use rand_core::{CryptoRng, RngCore};
use subtle::ConstantTimeEq;

use crate::{BallotError, Binding, BlindedElement, EvaluatedElement, Evaluation, Proof, SecretKey, Token};

/// Evaluates a blinded element for one binding, and proves that it did.
///
/// The element is the same each time for the same key, binding and blinded element; the proof is drawn anew. A device
/// that lost the answer may therefore ask again.
pub fn evaluate<R: RngCore + CryptoRng>(
    key: &SecretKey,
    binding: &Binding,
    blinded: &BlindedElement,
    chance: &mut R,
) -> Result<Evaluation, BallotError> {
    let evaluated = key
        .server
        .blind_evaluate(chance, &blinded.0, Some(&binding.to_bytes()))
        .map_err(|_| BallotError::Degenerate)?;
    Ok(Evaluation {
        element: EvaluatedElement(evaluated.message),
        proof: Proof(evaluated.proof),
    })
}

/// Was this token made with this key for this binding? The outputs are compared in constant time.
pub fn check(key: &SecretKey, binding: &Binding, token: &Token) -> bool {
    key.server
        .evaluate(&token.input, Some(&binding.to_bytes()))
        .is_ok_and(|output| output.as_slice().ct_eq(&token.output).into())
}
