//! A hash that two people can compare by eye.

use std::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of something public, written in groups of four hexadecimal digits.
///
/// `{}` writes all sixteen groups. `{:#}` writes the first eight: 128 bits, enough that nobody can make two things
/// that read alike.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash itself.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    /// The fingerprint with this hash.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = if f.alternate() { 8 } else { 16 };
        for (place, group) in self.0.chunks(2).take(groups).enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            for byte in group {
                write!(f, "{byte:02x}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self:#})")
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn a_fingerprint_is_the_hash_in_groups_of_four() {
        let fingerprint = Fingerprint::of(b"abc"); // FIPS 180-2, appendix B.1
        assert_eq!(
            fingerprint.to_string(),
            "ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad"
        );
        assert_eq!(format!("{fingerprint:#}"), "ba78 16bf 8f01 cfea 4141 40de 5dae 2223");
    }
}
