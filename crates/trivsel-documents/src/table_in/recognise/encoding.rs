//! Telling the encoding of a text file.

use std::io::Read;

use super::super::error::ReadError;
use super::super::layout::Encoding;
use super::super::source::Source;

/// Bytes looked at. A register in plain ASCII may have its first Danish letter far down, so the sample is not enough.
const LOOK_AT: u64 = 64 << 20;

/// The encoding, and whether it is beyond doubt.
pub(super) fn of(source: Source<'_>) -> Result<(Encoding, bool), ReadError> {
    let head = source.head(4 << 10)?;
    if let Some(utf16) = is_utf16(&head) {
        return Ok((utf16, true));
    }
    if is_utf8(source)? {
        return Ok((Encoding::Utf8, true));
    }
    by_letters(source)
}

/// Letters of Danish and its neighbours by one byte each, told by which of the usual pages has more of them. A file with
/// letters of several, of none, or with pairs that are letters of UTF-8 is in doubt.
fn by_letters(source: Source<'_>) -> Result<(Encoding, bool), ReadError> {
    const WINDOWS: &[u8] = b"\xE6\xF8\xE5\xC6\xD8\xC5\xE9\xC9\xE4\xF6\xFC\xC4\xD6\xDC";
    const DOS: &[u8] = b"\x91\x9B\x86\x92\x9D\x8F\x82\x90\x84\x94\x81\x8E\x99\x9A";
    // æøåÆØ of a Mac; its Å is a letter of DOS, too.
    const MAC: &[u8] = b"\xBE\xBF\x8C\xAE\xAF";
    let (input, _) = source.open()?;
    let mut input = std::io::BufReader::with_capacity(1 << 16, input.take(LOOK_AT));
    let (mut windows, mut dos, mut mac, mut pairs) = (0_u64, 0_u64, 0_u64, 0_u64);
    let (mut before, mut earlier) = (0_u8, 0_u8);
    loop {
        let bytes = std::io::BufRead::fill_buf(&mut input).map_err(ReadError::Io)?;
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        for byte in bytes.iter().copied() {
            // Counted when the byte behind it is known: a letter stands beside ASCII, half of a pair does not.
            let is_alone = earlier < 0x80 && byte < 0x80;
            windows += u64::from(is_alone && WINDOWS.contains(&before));
            dos += u64::from(is_alone && DOS.contains(&before));
            mac += u64::from(is_alone && MAC.contains(&before));
            pairs += u64::from(before == 0xC3 && (0x80..0xC0).contains(&byte));
            (earlier, before) = (before, byte);
        }
        std::io::BufRead::consume(&mut input, length);
    }
    Ok(if mac > windows && mac > dos {
        (Encoding::MacRoman, windows == 0 && dos == 0 && pairs == 0)
    } else if dos > windows {
        (Encoding::Cp850, windows == 0 && mac == 0 && pairs == 0)
    } else {
        (Encoding::Windows1252, windows > 0 && dos == 0 && mac == 0 && pairs == 0)
    })
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
