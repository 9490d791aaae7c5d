//! The press: the typesetting library, the template and the fonts, prepared once for the life of the program.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use trivsel_documents::pdf::PdfError;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const TEMPLATE: &str = include_str!("document.typ");
const REGULAR: &[u8] = include_bytes!("../fonts/IBMPlexSans-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf");

/// What the fonts call themselves.
pub(super) const FAMILY: &str = "IBM Plex Sans";

struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The same fonts as they are asked for in pictures.
    for_painting: Arc<Database>,
    template: Source,
    data: FileId,
    drawings: FileId,
}

static PRESS: LazyLock<Option<Press>> = LazyLock::new(|| {
    let id = |path: &str| Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern());
    let fonts: Vec<Font> = [REGULAR, SEMI_BOLD]
        .into_iter()
        .flat_map(|font| Font::iter(Bytes::new(font)))
        .collect();
    let features: Features = [Feature::A11yExtras].into_iter().collect();
    (fonts.len() == 2).then_some(())?;
    Some(Press {
        library: LazyHash::new(Library::builder().with_features(features).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        for_painting: Arc::new(database()),
        template: Source::new(id("/document.typ")?, TEMPLATE.to_owned()),
        data: id("/document.json")?,
        drawings: id("/drawings")?,
    })
});

fn database() -> Database {
    let mut fonts = Database::new();
    for font in [REGULAR, SEMI_BOLD] {
        fonts.load_font_data(font.to_vec());
    }
    // A picture that asks for another font is written with this one: what a family is called last, when no name fits, is "serif".
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    fonts.set_monospace_family(FAMILY);
    fonts
}

/// The fonts pictures are painted with.
pub(super) fn fonts_for_painting() -> Option<Arc<Database>> {
    PRESS.as_ref().map(|press| Arc::clone(&press.for_painting))
}

/// Prepares fonts and library, which the first document would otherwise wait for. For the start of a server.
pub fn warm_up() {
    LazyLock::force(&PRESS);
}

/// Whether the fonts have this letter. Both have the same ones.
pub(super) fn has_letter(letter: char) -> bool {
    PRESS
        .as_ref()
        .and_then(|press| press.fonts.first())
        .is_some_and(|font| font.info().coverage.contains(letter.into()))
}

/// Sets the document and exports it; returns the file and the number of pages.
pub(super) fn run(json: Vec<u8>, drawings: Vec<u8>) -> Result<(Vec<u8>, usize), PdfError> {
    let press = PRESS.as_ref().ok_or(PdfError::Template)?;
    let job = Job {
        press,
        data: Bytes::new(json),
        drawings: Bytes::new(drawings),
    };
    let result = set_and_export(&job);
    // The library remembers pieces of layout for the next time. No text of one document may outlive it, and
    // measured, forgetting everything is a little quicker than looking through what is kept.
    typst::comemo::evict(0);
    result
}

fn set_and_export(job: &Job<'_>) -> Result<(Vec<u8>, usize), PdfError> {
    let document: PagedDocument = typst::compile(job)
        .output
        .map_err(|errors| PdfError::Layout(messages(&errors)))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|_| PdfError::Template)?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Trivsel".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| PdfError::Standard(messages(&errors)))?;
    Ok((bytes, document.pages().len()))
}

fn messages(errors: &[SourceDiagnostic]) -> Vec<String> {
    errors.iter().map(|error| error.message.to_string()).collect()
}

/// One document on the press.
struct Job<'p> {
    press: &'p Press,
    data: Bytes,
    drawings: Bytes,
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.template.id() {
            return Ok(self.press.template.clone());
        }
        Err(not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data {
            return Ok(self.data.clone());
        }
        if id == self.press.drawings {
            return Ok(self.drawings.clone());
        }
        Err(not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
