//! Documents that are to be printed: what stands in them, and what a press has to give back.
//!
//! What is written comes in as data and is never read as markup, so that a `#` or `*` typed by a user is printed as it stands. Setting the
//! pages is left to a [`Press`]: `trivsel-press` is one, and a program may be built without any.

mod document;

pub use document::{
    Align, Block, BoardNote, BoardSheet, BoardZone, Card, CardSheet, Document, Marks, Poster, Sheet, SignatureLine,
    Span, Style, Table, Text, Tone, prose,
};

/// What turns documents and pictures into files of fixed looks, with fonts of its own.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// Sets a document as PDF/UA-1 and PDF/A-2a. The same document gives the same bytes.
    pub set: fn(&Document) -> Result<Rendered, PdfError>,
    /// Paints a picture given as SVG into a PNG on white, two pixels for each of its own units.
    pub paint: fn(&str) -> Result<Vec<u8>, PdfError>,
}

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

/// Why a document could not be rendered. None of these is the reader's fault.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// The view model could not be written down.
    #[error("the document could not be written down for the template")]
    Data(#[source] serde_json::Error),
    /// The template or the fonts of the press are broken.
    #[error("the template of the document is broken")]
    Template,
    /// The template could not set the document, as with a drawing that is no SVG.
    #[error("the document could not be set: {}", .0.join("; "))]
    Layout(Vec<String>),
    /// The picture could not be painted: it is no SVG, or larger than a picture of ours can be.
    #[error("the picture could not be painted: {0}")]
    Picture(String),
    /// The pages do not meet the standards for accessible and lasting documents.
    #[error("the document does not meet PDF/UA-1 and PDF/A-2a: {}", .0.join("; "))]
    Standard(Vec<String>),
}
