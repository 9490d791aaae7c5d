//! Codes that people carry: printed on a card, or inside a link.

mod letters;
mod link;

use std::fmt;

use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha256, Sha512};

use crate::{BallotKey, SecretKey};
pub use link::unescaped;

/// A code of either kind, as it was typed or came with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// From a printed card.
    Card(CardCode),
    /// From a link.
    Invitation(InvitationCode),
}

impl Code {
    /// Reads a code and says which kind it is. Case, blanks and hyphens do not matter; O is read as 0, I and L as 1. A code may stand
    /// in the whole link it came with, and what follows it is passed over: the seal, a bracket, what a mail filter put there.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let plain = unescaped(text);
        let mut parts = plain.rsplit('#').map(Self::at_front);
        // Behind the last mark first: before it stands the page's address.
        let last = parts.next().unwrap_or(Err(CodeError::Empty));
        match last {
            Ok(code) => Ok(code),
            Err(error) => parts.find_map(Result::ok).ok_or(error),
        }
    }

    fn at_front(text: &str) -> Result<Self, CodeError> {
        let (values, next) = letters::read(text);
        let code = match (values.as_slice().try_into(), values.as_slice().try_into()) {
            _ if values.is_empty() => Err(CodeError::Empty),
            (Ok(card), _) => CardCode::from_letters(card).map(Self::Card),
            (_, Ok(invitation)) => InvitationCode::from_letters(invitation).map(Self::Invitation),
            _ => Err(CodeError::Length(values.len())),
        };
        code.map_err(|error| next.map_or(error, CodeError::Sign))
    }
}

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing but blanks.
    #[error("there is no code")]
    Empty,
    /// A sign that no code has.
    #[error("no code has the sign {0:?}")]
    Sign(char),
    /// Neither as long as a card's code nor as long as a link's.
    #[error("no code has {0} letters")]
    Length(usize),
    /// A letter is wrong, or two changed places.
    #[error("the letters do not fit together: one is wrong, or two changed places")]
    Mistyped,
}

/// A one-time code on a printed card: ten random letters of Crockford's base32 (50 bits) and a check letter, written
/// `XXXXX-XXXXX-X`. The check letter finds every single wrong letter and every two that changed places.
///
/// Fifty bits cannot be guessed by asking a server, but whoever holds the [`mark`](Self::mark) can find the
/// code by trying them all. What that gives them is a vote they could as well have added to the database.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CardCode([u8; CardCode::RANDOM]);

impl CardCode {
    const RANDOM: usize = 10;

    /// A new code.
    pub fn draw<R: RngCore + CryptoRng>(chance: &mut R) -> Self {
        let mut random = [0; Self::RANDOM];
        chance.fill_bytes(&mut random);
        Self(random.map(|byte| byte % 32)) // 256 is a multiple of 32: all letters are equally likely
    }

    /// The code of one of a cell's cards, made from the survey's key: the same sheet can be printed again without the codes being kept
    /// anywhere. Whoever has the key could make votes without any card.
    pub fn derive(key: &SecretKey, survey: &[u8; 16], cell: u32, at: u32) -> Self {
        let hash = Sha512::new()
            .chain_update(b"trivsel card v1")
            .chain_update(key.to_bytes())
            .chain_update(survey)
            .chain_update(cell.to_be_bytes())
            .chain_update(at.to_be_bytes())
            .finalize();
        let mut letters = [0; Self::RANDOM];
        for (letter, byte) in letters.iter_mut().zip(hash) {
            *letter = byte % 32; // 256 is a multiple of 32: all letters are equally likely
        }
        Self(letters)
    }

    /// What a database keeps instead of the code, as long as a ballot's key. No vote lies under it: a card says that it was used, and
    /// nothing that follows from its code leads to the vote it was used for.
    pub fn mark(&self) -> BallotKey {
        BallotKey::of(b"trivsel ballot key v1 card", &self.0)
    }

    fn from_letters([random @ .., check]: [u8; Self::RANDOM + 1]) -> Result<Self, CodeError> {
        (letters::check_letter(&random) == check)
            .then_some(Self(random))
            .ok_or(CodeError::Mistyped)
    }
}

impl fmt::Display for CardCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(Self::RANDOM / 2);
        let check = [letters::check_letter(&self.0)];
        write!(
            f,
            "{}-{}-{}",
            letters::write(first),
            letters::write(second),
            letters::write(&check)
        )
    }
}

impl fmt::Debug for CardCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardCode(hidden)")
    }
}

/// The code inside one person's link: 128 random bits as 26 letters of Crockford's base32.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct InvitationCode([u8; 16]);

impl InvitationCode {
    const LETTERS: usize = 26; // 26 letters of 5 bits hold 130: the last two are zero

    /// A new code.
    pub fn draw<R: RngCore + CryptoRng>(chance: &mut R) -> Self {
        let mut bytes = [0; 16];
        chance.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The code of one person in one survey, made from the survey's key: a reminder can carry the same link again without the code
    /// being kept anywhere.
    pub fn derive(key: &SecretKey, survey: &[u8; 16], person: &[u8; 16]) -> Self {
        let hash = Sha512::new()
            .chain_update(b"trivsel invitation v1")
            .chain_update(key.to_bytes())
            .chain_update(survey)
            .chain_update(person)
            .finalize();
        let mut bytes = [0; 16];
        for (byte, part) in bytes.iter_mut().zip(hash) {
            *byte = part;
        }
        Self(bytes)
    }

    /// What a database keeps instead of the code.
    pub fn store_hash(&self) -> [u8; 32] {
        store_hash(b"trivsel invitation code v1", &self.0)
    }

    fn from_letters(values: [u8; Self::LETTERS]) -> Result<Self, CodeError> {
        let bits = values
            .iter()
            .rev()
            .enumerate()
            .try_fold(0_u128, |bits, (place, value)| {
                let value = u128::from(*value);
                match place {
                    0 if value % 4 != 0 => None,
                    0 => Some(value / 4),
                    _ => Some(bits | value << (5 * place - 2)),
                }
            });
        bits.map(|bits| Self(bits.to_be_bytes())).ok_or(CodeError::Mistyped)
    }

    fn to_letters(self) -> [u8; Self::LETTERS] {
        let bits = u128::from_be_bytes(self.0);
        std::array::from_fn(|place| match (Self::LETTERS - 1 - place) * 5 {
            0 => letters::lowest(bits << 2),
            above => letters::lowest(bits >> (above - 2)),
        })
    }
}

impl fmt::Display for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&letters::write(&self.to_letters()))
    }
}

impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode(hidden)")
    }
}

fn store_hash(domain: &[u8], secret: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(domain)
        .chain_update(secret)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests;
