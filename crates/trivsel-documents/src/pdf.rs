//! Documents as PDF: from a view model to PDF/UA-1 and PDF/A-2a, tagged, with the fonts inside.
//!
//! The layout is a template of this crate; what is written comes in as data and is never read as markup, so that a
//! `#` or `*` typed by a user is printed as it stands. The font has Latin, Greek and Cyrillic letters; a character it
//! lacks (a pictograph, say) is left out or shown as �, and named in [`Rendered::missing`]. No file, clock or network is
//! touched while rendering.

mod document;
mod letters;
mod plan;
mod press;

pub use document::{
    Align, Block, Card, CardSheet, Document, Marks, SignatureLine, Span, Style, Table, Text, Tone, prose,
};
pub use press::{PdfError, warm_up};

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that the font does not have. The reader sees � for letters and nothing for signs.
    pub missing: Vec<char>,
}

/// Renders the document. The same document gives the same bytes.
pub fn render(document: &Document) -> Result<Rendered, PdfError> {
    let planned = plan::of(document)?;
    let (bytes, pages) = press::run(&planned.json)?;
    Ok(Rendered {
        bytes,
        pages,
        missing: planned.missing,
    })
}
