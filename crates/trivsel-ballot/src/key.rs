//! The two halves of a ballot's key.

use std::fmt;

use rand_core::{CryptoRng, RngCore};
use voprf::{CipherSuite, Group, PoprfServer};
use zeroize::Zeroizing;

use crate::{BallotError, Fingerprint, Suite, text};

type SuiteGroup = <Suite as CipherSuite>::Group;
pub(crate) type Element = <SuiteGroup as Group>::Elem;

/// Evaluates blinded elements and checks tokens. Whoever holds it can make as many tokens as they like, but cannot tell
/// whose a token is. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SecretKey {
    pub(crate) server: PoprfServer<Suite>,
}

impl SecretKey {
    /// A new key.
    pub fn draw<R: RngCore + CryptoRng>(chance: &mut R) -> Result<Self, BallotError> {
        let mut seed = Zeroizing::new([0; 32]);
        chance.fill_bytes(seed.as_mut());
        Self::from_seed(&seed)
    }

    /// The key that follows from a seed: `DeriveKeyPair` of RFC 9497 with empty info.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, BallotError> {
        let server = PoprfServer::new_from_seed(seed, &[]).map_err(|_| BallotError::Degenerate)?;
        Ok(Self { server })
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote: a scalar that is canonical and not zero.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BallotError> {
        let server = PoprfServer::new_with_key(bytes).map_err(|_| BallotError::Malformed("a secret key"))?;
        Ok(Self { server })
    }

    /// The scalar, 32 bytes.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        let both = Zeroizing::new(<[u8; 64]>::from(self.server.serialize()));
        let mut scalar = Zeroizing::new([0; 32]);
        for (byte, part) in scalar.iter_mut().zip(both.iter()) {
            *byte = *part;
        }
        scalar
    }

    /// The half that everybody may know.
    pub fn public_key(&self) -> PublicKey {
        PublicKey {
            element: self.server.get_public_key(),
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(hidden)")
    }
}

/// Shows that an evaluation was made with the one key of the ballot. Everybody must see the same: print it where the
/// server that evaluates cannot change it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    pub(crate) element: Element,
}

impl PublicKey {
    /// Reads a group element that is not the identity.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BallotError> {
        let element = SuiteGroup::deserialize_elem(bytes).map_err(|_| BallotError::Malformed("a public key"))?;
        Ok(Self { element })
    }

    /// The element, 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        SuiteGroup::serialize_elem(self.element).into()
    }

    /// Reads base64url.
    pub fn parse(text: &str) -> Result<Self, BallotError> {
        Self::from_bytes(&text::read::<32>(text, "a public key")?)
    }

    /// What two people compare. Write it with `{:#}`.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.to_bytes())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::write(&self.to_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{PublicKey, SecretKey};
    use crate::BallotError;

    #[test]
    fn a_key_survives_being_written_down() {
        let key = SecretKey::from_seed(&[3; 32]).unwrap();
        let again = SecretKey::from_bytes(key.to_bytes().as_slice()).unwrap();
        assert_eq!(again.public_key(), key.public_key());
        assert_eq!(PublicKey::parse(&key.public_key().to_string()), Ok(key.public_key()));
    }

    #[test]
    fn a_printed_key_tells_nothing() {
        let key = SecretKey::from_seed(&[3; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "SecretKey(hidden)");
    }

    #[test]
    fn bytes_that_are_no_key_are_refused() {
        let zero = SecretKey::from_bytes(&[0; 32]).map(|_| ());
        assert_eq!(zero, Err(BallotError::Malformed("a secret key")));
        let not_reduced = SecretKey::from_bytes(&[0xff; 32]).map(|_| ());
        assert_eq!(not_reduced, Err(BallotError::Malformed("a secret key")));
        let short = SecretKey::from_bytes(&[1; 31]).map(|_| ());
        assert_eq!(short, Err(BallotError::Malformed("a secret key")));
        // All zeros is the identity, under which every token would be the same.
        let identity = PublicKey::from_bytes(&[0; 32]);
        assert_eq!(identity, Err(BallotError::Malformed("a public key")));
        let no_point = PublicKey::from_bytes(&[0xff; 32]);
        assert_eq!(no_point, Err(BallotError::Malformed("a public key")));
    }
}
