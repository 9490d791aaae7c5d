//! QR codes, module by module.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// Modules of white around a code, as its standard asks for.
const QUIET: usize = 4;

/// A text as a QR code with the white around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// How many modules wide and high it is.
    pub side: usize,
    /// The modules row by row: 0 is black, 255 is white.
    #[serde(skip)]
    pub modules: Vec<u8>,
}

impl Qr {
    /// The code of a text. None when the text is too long for any code.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let side = code.width() + 2 * QUIET;
        let white = |count: usize| std::iter::repeat_n(u8::MAX, count);
        let mut modules: Vec<u8> = white(side * QUIET).collect();
        for row in code.to_colors().chunks(code.width()) {
            modules.extend(white(QUIET));
            modules.extend(row.iter().map(|color| if *color == Color::Dark { 0 } else { u8::MAX }));
            modules.extend(white(QUIET));
        }
        modules.extend(white(side * QUIET));
        Some(Self { side, modules })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_reader_that_is_not_ours_reads_the_text_back() {
        for text in [
            "https://trivsel.example/answer/fjordby/3#7F3KQ-29XMB-0",
            "https://trivsel.en-meget-lang-kommune.example/answer/en-meget-lang-kommune/1234#7F3KQ-29XMB-0",
        ] {
            let Qr { side, modules } = Qr::of(text).unwrap();
            // Four times as large: a camera sees more than one point of a module.
            let seen = |x: usize, y: usize| modules[y / 4 * side + x / 4];
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, seen);
            let found = image.detect_grids();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].decode().unwrap().1, text);
        }
    }

    #[test]
    fn a_text_no_code_can_hold_has_none() {
        assert_eq!(Qr::of(&"x".repeat(3_000)), None);
    }
}
