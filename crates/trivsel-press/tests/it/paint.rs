//! Pictures as PNG: painted, opened again and looked at.

use resvg::tiny_skia::Pixmap;
use trivsel_documents::pdf::PdfError;
use trivsel_press::paint;

fn picture(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\" width=\"100\" height=\"50\">{inside}</svg>"
    )
}

fn painted(inside: &str) -> Pixmap {
    Pixmap::decode_png(&paint(&picture(inside)).unwrap()).unwrap()
}

fn dark(pixels: &Pixmap) -> usize {
    pixels.pixels().iter().filter(|pixel| pixel.red() < 128).count()
}

#[test]
fn a_picture_is_painted_on_white_twice_as_large() {
    let pixels = painted("<rect x=\"10\" y=\"10\" width=\"30\" height=\"20\" fill=\"#000\"/>");
    assert_eq!((pixels.width(), pixels.height()), (200, 100));
    let corner = pixels.pixel(0, 0).unwrap();
    assert_eq!((corner.red(), corner.alpha()), (255, 255), "nothing shines through");
    assert_eq!(dark(&pixels), 60 * 40);
}

#[test]
fn words_are_painted_with_the_fonts_of_the_press() {
    let words = |family: &str| {
        dark(&painted(&format!(
            "<text x=\"5\" y=\"25\" font-family=\"{family}\" font-size=\"14\">Fravær</text>"
        )))
    };
    assert!(words("sans-serif") > 200, "letters are there");
    assert_eq!(
        words("sans-serif"),
        words("No such font"),
        "and no font of the machine is asked"
    );
}

#[test]
fn nothing_outside_the_picture_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("outside.svg");
    std::fs::write(&outside, picture("<rect width=\"100\" height=\"50\"/>")).unwrap();
    let image = format!("<image href=\"{}\" width=\"100\" height=\"50\"/>", outside.display());
    assert_eq!(dark(&painted(&image)), 0);
}

#[test]
fn what_is_no_picture_or_too_large_says_so() {
    assert!(matches!(paint("Fravær"), Err(PdfError::Picture(_))));
    let large = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"10\"/>";
    assert!(matches!(paint(large), Err(PdfError::Picture(_))));
}
