//! Blind tokens for a secret ballot.
//!
//! A ballot has a *roll* of people who may vote, and a *box* of votes. Whoever runs it must be sure that each person
//! votes at most once; the voter must be sure that nobody can tell which vote is theirs. A blind token gives both:
//!
//! 1. The voter's device draws a random input and blinds it ([`Blinding::new`]). What it sends is a uniformly random
//!    element, whatever the input.
//! 2. The server sees that this person is on the roll and has had no token yet, and evaluates the element with the
//!    ballot's key ([`evaluate`]). It notes on the roll that a token was fetched.
//! 3. The device checks the proof that came along, and takes the blinding off ([`Blinding::finalize`]). It now holds a
//!    [`Token`]: an input the server has never seen, and an output only the server's key could have made.
//! 4. Later it hands in token and vote, saying nothing else about itself. The server checks the token ([`check`]) and
//!    stores the vote under [`Token::ballot_key`]. The same token cannot be stored twice.
//!
//! The function is the partially oblivious PRF (POPRF) of [RFC 9497], ciphersuite ristretto255-SHA512, as the crate
//! [`voprf`] implements it. *Partially*, because each evaluation also takes a public input, the [`Binding`]: it ties a
//! token to one survey and one cell of it, so that a token of one cell is worth nothing in another. The proof shows the
//! device that the server used the published key and this binding, and not a key of this person's own.
//!
//! People without a device get a printed [`CardCode`], drawn from a bag; a link in a mail carries an [`InvitationCode`].
//!
//! The crate opens no connection, reads no clock and draws no chance: random numbers come in as an argument
//! ([`rand_core`], re-exported).
//!
//! ```
//! use trivsel_ballot::{Binding, Blinding, SecretKey, check, evaluate};
//! # fn main() -> Result<(), trivsel_ballot::BallotError> {
//! let mut chance = trivsel_ballot::rand_core::OsRng;
//! let key = SecretKey::from_seed(&[7; 32])?;
//! let binding = Binding { survey: [1; 16], cell: 4 };
//!
//! let blinding = Blinding::new([9; 32], &mut chance)?;                         // on the device
//! let evaluation = evaluate(&key, &binding, &blinding.blinded(), &mut chance)?; // on the server
//! let token = blinding.finalize(&key.public_key(), &binding, &evaluation)?;     // on the device
//! assert!(check(&key, &binding, &token));                                       // on the server
//! assert!(!check(&key, &Binding { cell: 5, ..binding }, &token));
//! # Ok(())
//! # }
//! ```
//!
//! [RFC 9497]: https://www.rfc-editor.org/rfc/rfc9497

mod binding;
mod blinding;
mod code;
mod fingerprint;
mod key;
mod message;
mod server;
mod text;
mod token;
#[cfg(test)]
mod vectors;

pub use rand_core;

pub use binding::Binding;
pub use blinding::Blinding;
pub use code::{CardCode, Code, CodeError, InvitationCode, unescaped};
pub use fingerprint::Fingerprint;
pub use key::{PublicKey, SecretKey};
pub use message::{BlindedElement, EvaluatedElement, Evaluation, Proof};
pub use server::{check, evaluate};
pub use token::{BallotKey, Slip, Token};

/// The ciphersuite: ristretto255-SHA512.
type Suite = voprf::Ristretto255;

/// Why a step of the protocol was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BallotError {
    /// The bytes or the text are not what their name says.
    #[error("this is not {0}")]
    Malformed(&'static str),
    /// Another key, another binding, or a message changed on its way.
    #[error("the proof does not hold: the answer was not made with this key for this survey and cell")]
    Proof,
    /// Key and binding, or input and blinding, cancel each other out. By chance this happens once in 2²⁵² times.
    #[error("these values cannot be used together")]
    Degenerate,
}
