//! What the voter's device does: blinds an input, checks the answer, takes the blinding off.

use std::fmt;

use rand_core::{CryptoRng, RngCore};
use voprf::PoprfClient;

use crate::{BallotError, Binding, BlindedElement, Evaluation, PublicKey, Suite, Token};

/// An input under a random blinding. Kept by the device until the server has answered; wiped from memory when dropped.
#[derive(Clone)]
pub struct Blinding {
    input: [u8; 32],
    client: PoprfClient<Suite>,
    blinded: BlindedElement,
}

impl Blinding {
    /// Blinds an input, which must itself be random: 32 bytes that nobody else can guess.
    pub fn new<R: RngCore + CryptoRng>(input: [u8; 32], chance: &mut R) -> Result<Self, BallotError> {
        let blinding = PoprfClient::blind(&input, chance).map_err(|_| BallotError::Degenerate)?;
        Ok(Self {
            input,
            client: blinding.state,
            blinded: BlindedElement(blinding.message),
        })
    }

    /// What the server gets to see.
    pub fn blinded(&self) -> BlindedElement {
        self.blinded.clone()
    }

    /// Checks that the server evaluated with the published key for this binding, and makes the token.
    pub fn finalize(&self, key: &PublicKey, binding: &Binding, evaluation: &Evaluation) -> Result<Token, BallotError> {
        let output = self
            .client
            .finalize(
                &self.input,
                &evaluation.element.0,
                &evaluation.proof.0,
                key.element,
                Some(&binding.to_bytes()),
            )
            .map_err(|error| match error {
                voprf::Error::ProofVerification => BallotError::Proof,
                _ => BallotError::Degenerate,
            })?;
        Ok(Token {
            input: self.input,
            output: output.into(),
        })
    }
}

impl fmt::Debug for Blinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blinding(hidden)")
    }
}

#[cfg(test)]
mod tests;
