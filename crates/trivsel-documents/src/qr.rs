//! QR codes as SVG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around a code, as its standard asks for.
const QUIET: usize = 4;

/// A drawing of a text as a QR code, dark on white, one unit a module. None when the text is too long for any code.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let _fits = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_has_the_three_marks_and_white_around_it() {
        let drawn = svg("https://trivsel.example/answer/fjordby/3#7F3KQ-29XMB-0").unwrap();
        // A text of 54 bytes needs version 4 at this level: 33 modules.
        assert!(drawn.contains("viewBox=\"0 0 41 41\""), "{drawn}");
        for mark in ["M4 4h7v1h-7z", "M30 4h7v1h-7z", "M4 30h7v1h-7z"] {
            assert!(drawn.contains(mark), "{mark}");
        }
    }

    #[test]
    fn a_text_no_code_can_hold_has_none() {
        assert_eq!(svg(&"x".repeat(3_000)), None);
    }
}
