//! Telling the encoding of a text file.

use std::io::Read;

use super::super::error::ReadError;
use super::super::layout::Encoding;
use super::super::source::Source;

/// Bytes looked at. A register in plain ASCII may have its first Danish letter far down, so the sample is not enough.
const LOOK_AT: u64 = 64 << 20;

pub(super) fn of(source: Source<'_>) -> Result<Encoding, ReadError> {
    let head = source.head(4 << 10)?;
    if let Some(utf16) = is_utf16(&head) {
        return Ok(utf16);
    }
    if is_utf8(source)? {
        Ok(Encoding::Utf8)
    } else {
        Ok(Encoding::Windows1252)
    }
}

/// By its byte order mark, or by every other byte being zero.
pub(super) fn is_utf16(head: &[u8]) -> Option<Encoding> {
    if head.starts_with(b"\xFF\xFE") {
        return Some(Encoding::Utf16Le);
    }
    if head.starts_with(b"\xFE\xFF") {
        return Some(Encoding::Utf16Be);
    }
    let sample = head.get(..head.len().min(2 << 10)).unwrap_or_default();
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = sample.len() * 2 / 5;
    match (even, odd) {
        _ if sample.len() < 8 => None,
        (0, odd) if odd >= most => Some(Encoding::Utf16Le),
        (even, 0) if even >= most => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn is_utf8(source: Source<'_>) -> Result<bool, ReadError> {
    let (input, _) = source.open()?;
    let mut input = input.take(LOOK_AT);
    let mut buffer = vec![0; 1 << 18];
    let mut kept = 0;
    loop {
        let Some(room) = buffer.get_mut(kept..) else {
            return Ok(false);
        };
        let read = input.read(room).map_err(ReadError::Io)?;
        if read == 0 {
            // What is kept is the beginning of a character: the file, or the part looked at, was cut there.
            return Ok(true);
        }
        let filled = kept + read;
        let bytes = buffer.get(..filled).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(_) => kept = 0,
            Err(error) if error.error_len().is_some() => return Ok(false),
            Err(error) => {
                let valid = error.valid_up_to();
                buffer.copy_within(valid..filled, 0);
                kept = filled - valid;
            }
        }
    }
}
