//! Files as people have them.

mod faults;
mod hostile;
mod layouts;
mod made;
mod values;
mod workbooks;

use std::ops::ControlFlow;

use trivsel_documents::table_in::{ReadEnd, ReadError, Recognised, Source, Wanted, read, recognise};

pub(crate) fn recognised(bytes: &[u8]) -> Recognised {
    recognise(Source::Bytes(bytes), &Wanted::default()).expect("recognised")
}

/// A row's number in the file and its cells.
type TextRow = (u64, Vec<String>);

/// All rows as text, by the layout that was recognised.
pub(crate) fn rows(bytes: &[u8]) -> Result<(Vec<TextRow>, ReadEnd), ReadError> {
    let layout = recognised(bytes).layout;
    let mut rows = Vec::new();
    let end = read(Source::Bytes(bytes), &layout, |row| {
        rows.push((row.number(), row.texts().map(str::to_owned).collect()));
        ControlFlow::Continue(())
    })?;
    Ok((rows, end))
}

pub(crate) fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            'æ' => 0xE6,
            'ø' => 0xF8,
            'å' => 0xE5,
            'Æ' => 0xC6,
            'Ø' => 0xD8,
            'Å' => 0xC5,
            '–' => 0x96,
            ascii => u8::try_from(ascii).expect("a letter this test knows"),
        })
        .collect()
}
