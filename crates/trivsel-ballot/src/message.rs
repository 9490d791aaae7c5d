//! What travels between device and server: bytes that were checked when they arrived.

use std::fmt;

use crate::{BallotError, Suite, text};

/// A message of `N` bytes: read and written as bytes or as base64url without padding.
macro_rules! message {
    ($(#[$doc:meta])* $name:ident, $bytes:literal, $what:literal, $inner:ty) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(pub(crate) $inner);

        impl $name {
            #[doc = concat!("Reads ", $what, " and checks that it is one.")]
            pub fn from_bytes(bytes: &[u8; $bytes]) -> Result<Self, BallotError> {
                <$inner>::deserialize(bytes)
                    .map(Self)
                    .map_err(|_| BallotError::Malformed($what))
            }

            #[doc = concat!("The ", $bytes, " bytes.")]
            pub fn to_bytes(&self) -> [u8; $bytes] {
                self.0.serialize().into()
            }

            #[doc = concat!("Reads ", $what, " from base64url.")]
            pub fn parse(text: &str) -> Result<Self, BallotError> {
                Self::from_bytes(&text::read(text, $what)?)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&text::write(&self.to_bytes()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

message!(
    /// From device to server: the input under a random blinding. It says nothing about the input.
    BlindedElement, 32, "a blinded element", voprf::BlindedElement<Suite>
);
message!(
    /// From server to device: the blinded element, evaluated.
    EvaluatedElement, 32, "an evaluated element", voprf::EvaluationElement<Suite>
);
message!(
    /// From server to device: that the evaluation was made with the published key for the agreed binding.
    Proof, 64, "a proof", voprf::Proof<Suite>
);

/// The server's answer to a [`BlindedElement`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The evaluated element.
    pub element: EvaluatedElement,
    /// Why the device can believe it.
    pub proof: Proof,
}

#[cfg(test)]
mod tests {
    use super::{BlindedElement, Proof};
    use crate::BallotError;

    #[test]
    fn the_identity_is_no_element() {
        let identity = BlindedElement::from_bytes(&[0; 32]);
        assert_eq!(identity, Err(BallotError::Malformed("a blinded element")));
    }

    #[test]
    fn a_scalar_above_the_order_is_no_proof() {
        assert_eq!(Proof::from_bytes(&[0xff; 64]), Err(BallotError::Malformed("a proof")));
    }

    #[test]
    fn text_of_another_length_or_alphabet_is_refused() {
        for text in [
            "",
            "AAAA",
            "not base64!",
            "yHE6qJJB1omaxELyLbowWW22Ncdyy_JQIf3Y89Rh9xU=",
        ] {
            let read = BlindedElement::parse(text);
            assert_eq!(read, Err(BallotError::Malformed("a blinded element")), "{text}");
        }
    }
}
