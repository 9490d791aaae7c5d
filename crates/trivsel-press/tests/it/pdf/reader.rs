//! Reads a finished PDF as a program for blind readers would: through its tags.

use lopdf::{Dictionary, Document, Object};

pub(crate) struct Opened(Document);

impl Opened {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).expect("a PDF"))
    }

    pub(crate) fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// The text of all pages, without white space.
    pub(crate) fn text(&self) -> String {
        self.pages_of_text().concat()
    }

    pub(crate) fn pages_with(&self, words: &str) -> usize {
        self.pages_of_text().iter().filter(|page| page.contains(words)).count()
    }

    fn pages_of_text(&self) -> Vec<String> {
        let read = |page: &u32| self.0.extract_text(&[*page]).expect("text");
        let squeeze = |text: String| text.chars().filter(|letter| !letter.is_whitespace()).collect();
        self.0.get_pages().keys().map(read).map(squeeze).collect()
    }

    pub(crate) fn text_of_catalog(&self, key: &str) -> Option<String> {
        let value = self.0.catalog().ok()?.get(key.as_bytes()).ok()?;
        lopdf::decode_text_string(value).ok()
    }

    pub(crate) fn is_marked(&self) -> bool {
        let catalog = self.0.catalog().unwrap();
        let marks = self.0.get_dict_in_dict(catalog, b"MarkInfo").expect("MarkInfo");
        marks.get(b"Marked").and_then(Object::as_bool).unwrap_or(false) && catalog.has(b"StructTreeRoot")
    }

    pub(crate) fn metadata(&self) -> String {
        let id = self
            .0
            .catalog()
            .unwrap()
            .get(b"Metadata")
            .and_then(Object::as_reference)
            .unwrap();
        let stream = self.0.get_object(id).and_then(Object::as_stream).unwrap();
        let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        String::from_utf8(bytes).unwrap()
    }

    /// How many elements of the structure have this tag.
    pub(crate) fn count(&self, tag: &str) -> usize {
        self.elements()
            .filter(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(tag.as_bytes()))
            .count()
    }

    /// The texts that stand for pictures.
    pub(crate) fn alternatives(&self) -> Vec<String> {
        self.elements()
            .filter(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure"))
            .filter_map(|element| element.get(b"Alt").ok())
            .filter_map(|alt| lopdf::decode_text_string(alt).ok())
            .collect()
    }

    fn elements(&self) -> impl Iterator<Item = &Dictionary> {
        self.0
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dictionary| dictionary.has(b"S") && dictionary.has(b"P"))
    }
}
