//! What is handed in with a vote.

use std::fmt;

use sha2::{Digest, Sha512};

use crate::{BallotError, text};

/// The right to one vote, and no trace of whose.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What the device drew. The server sees it for the first time when the vote is handed in.
    pub input: [u8; 32],
    /// What the server's key makes of it.
    pub output: [u8; 64],
}

impl Token {
    /// Reads both parts from base64url.
    pub fn parse(input: &str, output: &str) -> Result<Self, BallotError> {
        Ok(Self {
            input: text::read(input, "a token's input")?,
            output: text::read(output, "a token's output")?,
        })
    }

    /// The input in base64url.
    pub fn input_text(&self) -> String {
        text::write(&self.input)
    }

    /// The output in base64url.
    pub fn output_text(&self) -> String {
        text::write(&self.output)
    }

    /// The key a vote is stored under: handing in the same token again finds the vote that is there already.
    pub fn ballot_key(&self) -> BallotKey {
        BallotKey::of(
            b"trivsel ballot key v1 token",
            &[self.input.as_slice(), &self.output].concat(),
        )
    }
}

/// What a device draws for one vote by card and sends along, so that the same vote sent again finds itself. It is kept nowhere else: what
/// a card's code leads to and where its vote lies cannot be held together.
#[derive(Clone, PartialEq, Eq)]
pub struct Slip([u8; 32]);

impl Slip {
    /// A slip of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads it from base64url.
    pub fn parse(text: &str) -> Result<Self, BallotError> {
        Ok(Self(text::read(text, "a slip")?))
    }

    /// In base64url.
    pub fn text(&self) -> String {
        text::write(&self.0)
    }

    /// The bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0
    }

    /// The key a vote is stored under.
    pub fn ballot_key(&self) -> BallotKey {
        BallotKey::of(b"trivsel ballot key v1 slip", &self.0)
    }
}

impl fmt::Debug for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slip(hidden)")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

/// The primary key of a stored vote: 16 bytes that depend on nothing but the token or the slip it came with. Such keys
/// are spread evenly, so rows sorted by them stand in random order.
///
/// `{}` writes 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BallotKey([u8; 16]);

impl BallotKey {
    /// The first 16 bytes of a SHA-512; `domain` keeps tokens, slips and cards apart.
    pub(crate) fn of(domain: &[u8], secret: &[u8]) -> Self {
        let hash = Sha512::new().chain_update(domain).chain_update(secret).finalize();
        let mut key = [0; 16];
        for (byte, part) in key.iter_mut().zip(hash) {
            *byte = part;
        }
        Self(key)
    }

    /// The bytes.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for BallotKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Slip, Token};

    const TOKEN: Token = Token {
        input: [1; 32],
        output: [2; 64],
    };

    #[test]
    fn a_token_survives_being_written_down() {
        assert_eq!(Token::parse(&TOKEN.input_text(), &TOKEN.output_text()), Ok(TOKEN));
    }

    #[test]
    fn a_printed_token_tells_nothing() {
        assert_eq!(format!("{TOKEN:?}"), "Token(hidden)");
    }

    #[test]
    fn a_slip_survives_being_written_down_and_tells_nothing_when_printed() {
        let slip = Slip::of([7; 32]);
        assert_eq!(Slip::parse(&slip.text()), Ok(slip.clone()));
        assert!(Slip::parse("AAAA").is_err());
        assert_eq!(format!("{slip:?}"), "Slip(hidden)");
        assert_ne!(slip.ballot_key(), Slip::of([8; 32]).ballot_key());
    }

    #[test]
    fn every_part_of_a_token_counts_for_its_key() {
        let other_input = Token {
            input: [3; 32],
            ..TOKEN
        };
        let other_output = Token {
            output: [3; 64],
            ..TOKEN
        };
        assert_ne!(TOKEN.ballot_key(), other_input.ballot_key());
        assert_ne!(TOKEN.ballot_key(), other_output.ballot_key());
    }

    /// Rows are found by this key for as long as a survey is open: it may not change from one release to the next.
    #[test]
    fn the_key_of_a_token_is_what_it_was() {
        // Python: hashlib.sha512(b"trivsel ballot key v1 token" + b"\x01" * 32 + b"\x02" * 64).hexdigest()[:32]
        assert_eq!(TOKEN.ballot_key().to_string(), "393eb39b5dfac9a63dc715f3a0c93422");
    }
}
