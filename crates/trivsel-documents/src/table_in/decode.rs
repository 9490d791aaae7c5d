//! The bytes of a text file as UTF-8 with plain line feeds, chunk by chunk.
//!
//! Line ends are made equal here (`\r\n` and lone `\r` become `\n`) because the CSV reader counts lines by `\n` only
//! after it has ended a record, and row numbers would then depend on the kind of line end. After the last byte a
//! line with [`END`] is added: if it comes back as part of a cell, a quotation mark was never closed.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::layout::Encoding;

/// The line after the last one. No file that is a table holds it.
pub(super) const END: &str = "\u{0}\u{1}end";
/// Bytes of one record beyond which a quotation mark must have gone missing, or the file is no table: no row of a register is that long.
const LONGEST_RECORD: usize = 4 << 20;
const CHUNK: usize = 1 << 16;
/// A decoder makes no headway in a buffer shorter than its longest character, nor does the end line fit.
const LEAST_ROOM: usize = 64;

/// Why the stream stopped; carried inside the I/O error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    #[error("bytes outside the encoding")]
    NotInEncoding,
    #[error("the file ends inside a character")]
    CutInCharacter,
    #[error("a record without end, within quotation marks")]
    EndlessQuote,
    #[error("a line without end")]
    EndlessLine,
}

impl Fault {
    /// Finds the fault in an I/O error made by this module.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).copied()
    }
}

pub(super) struct Utf8Reader<R> {
    inner: R,
    page: Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    stage: Stage,
    /// The last character handed out was a line end made of `\r`; a `\n` right after it belongs to it.
    after_return: bool,
    last: Option<u8>,
    bytes_read: u64,
    since_record: usize,
    /// A quotation mark was seen in the record, or in the piece of text in which it begins.
    has_quote: bool,
    /// There is one in the newest piece.
    newest_has_quote: bool,
    /// Text made for a reader whose buffer was too small for it.
    spill: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Reading,
    LastBytes,
    EndLine,
    Ended,
}

impl<R: Read> Utf8Reader<R> {
    pub(super) fn new(inner: R, page: Encoding) -> Self {
        let encoding = match page {
            Encoding::Utf8 => UTF_8,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::MacRoman => MACINTOSH,
            // Its bytes are made UTF-8 as they are taken from the file.
            Encoding::Cp850 => UTF_8,
        };
        Self {
            inner,
            page,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            start: 0,
            end: 0,
            stage: Stage::Reading,
            after_return: false,
            last: None,
            bytes_read: 0,
            since_record: 0,
            has_quote: false,
            newest_has_quote: false,
            spill: Vec::new(),
        }
    }

    /// Bytes taken from the file so far.
    pub(super) const fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The file's last character was a line end. Only true once everything has been read.
    pub(super) fn ended_with_newline(&self) -> bool {
        self.stage == Stage::Ended && self.last == Some(b'\n')
    }

    /// A record is complete: the next one may be as long again. It begins somewhere in the newest piece.
    pub(super) const fn begin_record(&mut self) {
        self.since_record = 0;
        self.has_quote = self.newest_has_quote;
    }

    /// Counts what belongs to the record under way. Blank lines belong to none, however many there are, unless a quotation mark holds them.
    fn count(&mut self, text: &[u8]) -> io::Result<()> {
        self.newest_has_quote = memchr::memchr(b'"', text).is_some();
        self.has_quote |= self.newest_has_quote;
        let is_blank = !self.has_quote && text.iter().all(|byte| *byte == b'\n');
        if !is_blank {
            self.since_record += text.len();
        }
        if self.since_record <= LONGEST_RECORD {
            return Ok(());
        }
        let fault = if self.has_quote {
            Fault::EndlessQuote
        } else {
            Fault::EndlessLine
        };
        Err(io::Error::new(io::ErrorKind::InvalidData, fault))
    }

    fn fill(&mut self) -> io::Result<()> {
        self.start = 0;
        // Each byte of code page 850 becomes up to three of UTF-8: room is left for them.
        let room = if self.page == Encoding::Cp850 { CHUNK / 4 } else { CHUNK };
        self.raw.resize(CHUNK, 0);
        let taken = self.inner.read(self.raw.get_mut(..room).unwrap_or_default())?;
        self.bytes_read = self.bytes_read.saturating_add(u64::try_from(taken).unwrap_or(u64::MAX));
        if taken == 0 {
            self.end = 0;
            self.stage = Stage::LastBytes;
            return Ok(());
        }
        self.end = self.without_zeros(taken);
        if self.page == Encoding::Cp850 {
            let text: String = self
                .raw
                .get(..self.end)
                .unwrap_or_default()
                .iter()
                .map(|byte| letter_of_850(*byte))
                .collect();
            self.raw.clear();
            self.raw.extend_from_slice(text.as_bytes());
            self.end = self.raw.len();
        }
        Ok(())
    }

    /// Leaves out the zero bytes with which some programs fill a file up to the end of a block; gives the new length.
    fn without_zeros(&mut self, taken: usize) -> usize {
        let is_wide = matches!(self.page, Encoding::Utf16Le | Encoding::Utf16Be);
        let bytes = self.raw.get(..taken).unwrap_or_default();
        if is_wide || memchr::memchr(0, bytes).is_none() {
            return taken;
        }
        let mut to = 0;
        for from in 0..taken {
            let byte = self.raw.get(from).copied().unwrap_or(0);
            if byte != 0
                && let Some(slot) = self.raw.get_mut(to)
            {
                *slot = byte;
                to += 1;
            }
        }
        to
    }

    /// Decodes what is in the raw buffer into `out`; returns the number of bytes written.
    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let last = self.stage == Stage::LastBytes;
        let raw = self.raw.get(self.start..self.end).unwrap_or_default();
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(raw, out, last);
        self.start += read;
        match result {
            DecoderResult::Malformed(..) if last => {
                Err(io::Error::new(io::ErrorKind::InvalidData, Fault::CutInCharacter))
            }
            DecoderResult::Malformed(..) => Err(io::Error::new(io::ErrorKind::InvalidData, Fault::NotInEncoding)),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {
                if last && matches!(result, DecoderResult::InputEmpty) {
                    self.stage = Stage::EndLine;
                }
                Ok(written)
            }
        }
    }

    /// Makes all line ends `\n`, in place; returns the new length.
    fn unify_line_ends(&mut self, text: &mut [u8]) -> usize {
        let length = text.len();
        let mut from = usize::from(self.after_return && text.first() == Some(&b'\n'));
        let mut to = 0;
        self.after_return = false;
        loop {
            let found = memchr::memchr(b'\r', text.get(from..).unwrap_or_default());
            let piece = found.unwrap_or(length.saturating_sub(from));
            if from != to {
                text.copy_within(from..from + piece, to);
            }
            to += piece;
            from += piece;
            if found.is_none() {
                return to;
            }
            if let Some(slot) = text.get_mut(to) {
                *slot = b'\n';
            }
            to += 1;
            from += 1;
            if text.get(from) == Some(&b'\n') {
                from += 1;
            } else if from >= length {
                self.after_return = true;
            }
        }
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.spill.is_empty() && out.len() >= LEAST_ROOM {
            return self.produce(out);
        }
        if self.spill.is_empty() {
            let mut text = [0; LEAST_ROOM];
            let length = self.produce(&mut text)?;
            self.spill.extend_from_slice(text.get(..length).unwrap_or_default());
        }
        let length = self.spill.len().min(out.len());
        for (slot, byte) in out.iter_mut().zip(self.spill.drain(..length)) {
            *slot = byte;
        }
        Ok(length)
    }
}

impl<R: Read> Utf8Reader<R> {
    /// Writes the next piece of text; `out` has at least [`LEAST_ROOM`].
    fn produce(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.stage {
                Stage::Ended => return Ok(0),
                Stage::EndLine => {
                    self.stage = Stage::Ended;
                    return write_end_line(out);
                }
                Stage::Reading if self.start == self.end => self.fill()?,
                Stage::Reading | Stage::LastBytes => {}
            }
            let written = self.decode(out)?;
            let text = out.get_mut(..written).unwrap_or_default();
            let length = self.unify_line_ends(text);
            let text = out.get(..length).unwrap_or_default();
            if let Some(last) = text.last() {
                self.last = Some(*last);
                self.count(text)?;
                return Ok(length);
            }
        }
    }
}

/// The letters above ASCII in code page 850.
const UPPER_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

fn letter_of_850(byte: u8) -> char {
    match usize::from(byte).checked_sub(128) {
        None => char::from(byte),
        Some(place) => UPPER_850.chars().nth(place).unwrap_or('\u{FFFD}'),
    }
}

fn write_end_line(out: &mut [u8]) -> io::Result<usize> {
    let room = out
        .get_mut(..=END.len())
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    if let Some((first, rest)) = room.split_first_mut() {
        *first = b'\n';
        rest.copy_from_slice(END.as_bytes());
    }
    Ok(1 + END.len())
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )]
    use super::*;

    /// Gives the bytes out in pieces of a fixed size, to cut characters and line ends in every place.
    struct Pieces<'a>(&'a [u8], usize);
    impl Read for Pieces<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(self.0.len()).min(out.len());
            out[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn decoded(bytes: &[u8], piece: usize, encoding: Encoding) -> io::Result<String> {
        let mut text = String::new();
        Utf8Reader::new(Pieces(bytes, piece), encoding).read_to_string(&mut text)?;
        Ok(text
            .strip_suffix("\n\u{0}\u{1}end")
            .expect("the end line is there")
            .to_owned())
    }

    #[test]
    fn line_ends_are_equal_wherever_the_chunks_are_cut() {
        for piece in 1..9 {
            assert_eq!(
                decoded(b"a\r\nb\rc\n\r\n\rd\r", piece, Encoding::Utf8).unwrap(),
                "a\nb\nc\n\n\nd\n"
            );
        }
    }

    #[test]
    fn danish_letters_are_read_in_all_encodings() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("Æblegården".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for piece in [1, 2, 3, 64] {
            assert_eq!(
                decoded(b"\xC6bleg\xE5rden", piece, Encoding::Windows1252).unwrap(),
                "Æblegården"
            );
            assert_eq!(
                decoded(b"\xAEbleg\x8Crden", piece, Encoding::MacRoman).unwrap(),
                "Æblegården"
            );
            assert_eq!(
                decoded("\u{feff}Æblegården".as_bytes(), piece, Encoding::Utf8).unwrap(),
                "Æblegården"
            );
            assert_eq!(decoded(&utf16, piece, Encoding::Utf16Le).unwrap(), "Æblegården");
        }
    }

    #[test]
    fn bytes_outside_the_encoding_are_told_from_a_file_cut_in_a_character() {
        let wrong = decoded(b"abc\xE5def", 64, Encoding::Utf8).unwrap_err();
        assert_eq!(Fault::of(&wrong), Some(Fault::NotInEncoding));
        let cut = decoded(b"abc\xC3", 64, Encoding::Utf8).unwrap_err();
        assert_eq!(Fault::of(&cut), Some(Fault::CutInCharacter));
    }
}
