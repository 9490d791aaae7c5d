//! Pictures as PNG, for slides and letters that take no SVG.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use trivsel_documents::pdf::PdfError;

use crate::press::{FAMILY, fonts_for_painting};

/// Pixels for each unit of the picture: sharp on a slide, small enough for a mail.
const SCALE: f32 = 2.0;
/// No side of a picture is longer, in pixels; a drawing of ours is some 800 units wide.
const LONGEST_SIDE: f32 = 8_000.0;

/// Paints the picture on white. Nothing outside the text of the picture is read: no file, no other picture, no font of the machine.
///
/// # Errors
/// [`PdfError::Template`] when the fonts of the press are broken, [`PdfError::Picture`] when the text is no SVG, or a side would be longer
/// than 8,000 pixels.
pub fn paint(svg: &str) -> Result<Vec<u8>, PdfError> {
    let failed = |error: &dyn std::fmt::Display| PdfError::Picture(error.to_string());
    let options = Options {
        fontdb: fonts_for_painting().ok_or(PdfError::Template)?,
        font_family: FAMILY.to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let size = tree.size();
    if size.width().max(size.height()) * SCALE > LONGEST_SIDE {
        return Err(failed(&"it is too large"));
    }
    let pixels = size
        .to_int_size()
        .scale_by(SCALE)
        .ok_or_else(|| failed(&"it has no size"))?;
    let mut canvas = Pixmap::new(pixels.width(), pixels.height()).ok_or_else(|| failed(&"it has no size"))?;
    canvas.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut canvas.as_mut());
    canvas.encode_png().map_err(|error| failed(&error))
}
