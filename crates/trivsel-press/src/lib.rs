//! The press: documents as PDF/UA-1 and PDF/A-2a, tagged, with the fonts inside, set by typst.
//!
//! It takes a third of a cold build, so it is a crate of its own that only the program joins, by its feature `pdf`. The layout is a template
//! of this crate; what is written comes in as data and is never read as markup. The font has Latin, Greek and Cyrillic letters; a character
//! it lacks (a pictograph, say) is left out or shown as �, and named in [`Rendered::missing`]. No file, clock or network is touched while
//! rendering. Pictures are painted as PNG by resvg, which the typesetter brings along, with the same fonts.

mod letters;
mod paint;
mod plan;
mod press;

use trivsel_documents::pdf::{Document, PdfError, Press, Rendered};

pub use paint::paint;
pub use press::warm_up;

/// This press.
pub const PRESS: Press = Press { set: render, paint };

/// Renders the document. The same document gives the same bytes.
pub fn render(document: &Document) -> Result<Rendered, PdfError> {
    let planned = plan::of(document)?;
    let (bytes, pages) = press::run(planned.json, planned.drawings)?;
    Ok(Rendered {
        bytes,
        pages,
        missing: planned.missing,
    })
}
