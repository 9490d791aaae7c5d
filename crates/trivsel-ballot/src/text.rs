//! Bytes as text: base64url without padding, as messages carry them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::BallotError;

pub(crate) fn write(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads exactly `N` bytes; `what` names the thing in the error.
pub(crate) fn read<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N], BallotError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| <[u8; N]>::try_from(bytes).ok())
        .ok_or(BallotError::Malformed(what))
}
