//! Files that are broken, and what is said about them.

use std::io::Write;
use std::ops::ControlFlow;

use trivsel_documents::table_in::{
    Encoding, Foreign, Header, Layout, Limit, ReadError, Source, Wanted, read, read_reporting, recognise,
};
use trivsel_documents::table_out::{Cell, Column, ColumnKind, Table, write_xlsx};

use super::{recognised, rows};

fn refusal(bytes: &[u8]) -> ReadError {
    match recognise(Source::Bytes(bytes), &Wanted::default()) {
        Err(error) => error,
        Ok(_) => rows(bytes).expect_err("refused"),
    }
}

#[test]
fn an_empty_file() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\r\n\r\n  \r\n", b";;;\n;;;\n"] {
        assert!(matches!(refusal(bytes), ReadError::Empty), "{bytes:?}");
    }
}

#[test]
fn a_header_without_rows() {
    assert!(matches!(refusal(b"Enhed;Dage\n"), ReadError::HeaderOnly));
}

#[test]
fn a_header_row_below_the_end() {
    let wanted = Wanted {
        header: Some(Header::Row(9)),
        ..Wanted::default()
    };
    let error = recognise(Source::Bytes(b"Enhed;Dage\nNord;1\n"), &wanted).unwrap_err();
    assert!(matches!(error, ReadError::NoHeader { row: 9 }));
}

#[test]
fn a_file_cut_inside_quotation_marks() {
    assert!(matches!(
        refusal(b"Enhed;Note\nNord;\"fin\"\nSyd;\"n\xC3\xA6st"),
        ReadError::UnclosedQuote { row: 3 }
    ));
    assert!(matches!(
        refusal(b"Enhed;Note\nNord;\"fin\"\nSyd;\"abc\n"),
        ReadError::UnclosedQuote { row: 3 }
    ));
    assert!(matches!(
        refusal(b"Enhed;Note\nNord;\"\nSyd;abc\nVest;def\n"),
        ReadError::UnclosedQuote { row: 2 }
    ));
}

#[test]
fn a_quotation_mark_closed_at_the_very_end_is_fine() {
    let (rows, _) = rows(b"Enhed;Note\nNord;\"fin\"").unwrap();
    assert_eq!(rows[0].1[1], "fin");
}

#[test]
fn a_mark_for_inches_is_no_quotation() {
    let (rows, _) = rows(b"Enhed;Note\nNord;5\" skruer\nSyd;x\n").unwrap();
    assert_eq!(rows[0].1[1], "5\" skruer");
}

#[test]
fn a_quotation_mark_that_swallows_a_large_file_is_stopped_early() {
    let mut bytes = b"Enhed;Note\nNord;\"\n".to_vec();
    while bytes.len() < 20 << 20 {
        bytes.extend_from_slice(b"Syd;abc\n");
    }
    let layout = recognised(b"Enhed;Note\nNord;1\n").layout;
    let mut most = 0;
    let result = read_reporting(
        Source::Bytes(&bytes),
        &layout,
        |progress| most = progress.done,
        |_| ControlFlow::Continue(()),
    );
    assert!(matches!(result, Err(ReadError::UnclosedQuote { row: 2 })));
    assert!(most < 8 << 20);
}

#[test]
fn a_file_cut_in_the_middle_of_a_row() {
    assert!(matches!(
        refusal(b"Enhed;Dage;Timer\nNord;1;7,4\nSyd;2;3,7\nVest;1"),
        ReadError::CutShort { row: 4 }
    ));
    assert!(matches!(
        refusal(b"Enhed;Dage;Timer\nNord;1;7,4\nSyd;2;3,7\nVe"),
        ReadError::CutShort { row: 4 }
    ));
    assert!(matches!(
        refusal(b"Enhed;Dage\nNord;1\nS\xC3\xB8by;2\nS\xC3"),
        ReadError::CutShort { row: 4 }
    ));
}

#[test]
fn a_footnote_without_line_end_is_no_cut() {
    let (rows, end) = rows("Enhed;Dage;Timer\nNord;1;7,4\nSyd;2;3,7\nKilde: lønsystemet".as_bytes()).unwrap();
    assert_eq!((rows.len(), end.footnotes), (2, vec!["Kilde: lønsystemet".to_owned()]));
}

#[test]
fn the_wrong_encoding_is_said_with_the_row() {
    let layout = Layout {
        encoding: Encoding::Utf8,
        ..recognised(b"Enhed;Dage\nNord;1\n").layout
    };
    let bytes = b"Enhed;Dage\nNord;1\nS\xF8by;2\n";
    let result = read(Source::Bytes(bytes), &layout, |_| ControlFlow::Continue(()));
    assert!(matches!(result, Err(ReadError::WrongEncoding { .. })));
}

#[test]
fn files_that_are_no_tables() {
    for (bytes, expected) in [
        (&b"%PDF-1.7 ..."[..], Foreign::Pdf),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", Foreign::Picture),
        (b"<html><table><tr><td>1</td></tr></table></html>", Foreign::Markup),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>", Foreign::Markup),
        (
            b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\x02\x03\x04\x05\x06\x07\x08",
            Foreign::Binary,
        ),
        (b"\x1F\x8B\x08\0\0\0\0\0", Foreign::Archive),
    ] {
        let error = recognise(Source::Bytes(bytes), &Wanted::default()).unwrap_err();
        assert!(
            matches!(error, ReadError::NotATable(foreign) if foreign == expected),
            "{expected:?}: {error:?}"
        );
    }
}

#[test]
fn a_workbook_that_was_cut() {
    let table = Table {
        title: "Prøve".to_owned(),
        columns: vec![
            Column::new("Enhed", ColumnKind::Text),
            Column::new("Dage", ColumnKind::Number { decimals: 1 }),
        ],
        rows: (0..400)
            .map(|n| vec![Cell::from(format!("hus {n}")), Cell::Number(f64::from(n))])
            .collect(),
        notes: Vec::new(),
    };
    let bytes = write_xlsx(&table, trivsel_documents::Language::Danish).unwrap();
    for length in [100, bytes.len() / 2, bytes.len() - 30] {
        let error = recognise(Source::Bytes(&bytes[..length]), &Wanted::default()).unwrap_err();
        assert!(matches!(error, ReadError::Damaged(_)), "{length}: {error:?}");
    }
}

#[test]
fn a_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("væk.csv");
    assert!(matches!(
        recognise(Source::Path(&path), &Wanted::default()),
        Err(ReadError::Io(_))
    ));
    std::fs::File::create(&path)
        .unwrap()
        .write_all(b"Enhed;Dage\nNord;1\n")
        .unwrap();
    assert_eq!(
        recognise(Source::Path(&path), &Wanted::default())
            .unwrap()
            .preview
            .len(),
        1
    );
}

#[test]
fn progress_reaches_the_end_of_the_file() {
    let mut bytes = b"Enhed;Dage\n".to_vec();
    while bytes.len() < 3 << 20 {
        bytes.extend_from_slice(b"Nord;1,5\n");
    }
    let layout = recognised(&bytes).layout;
    let mut seen = Vec::new();
    read_reporting(
        Source::Bytes(&bytes),
        &layout,
        |progress| seen.push(progress),
        |_| ControlFlow::Continue(()),
    )
    .unwrap();
    assert!(seen.len() >= 3);
    assert!(seen.windows(2).all(|pair| pair[0].done <= pair[1].done));
    assert_eq!(seen.last().unwrap().done, bytes.len() as u64);
}

#[test]
fn a_line_without_an_end_is_told_from_a_quotation_mark_that_is_missing() {
    let layout = recognised(b"Enhed;Note\nNord;1\n").layout;
    let after = |tail: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = b"Enhed;Note\nNord;1\n".to_vec();
        tail(&mut bytes);
        read(Source::Bytes(&bytes), &layout, |_| ControlFlow::Continue(()))
    };
    let endless = after(&|bytes| bytes.resize(8 << 20, b'a'));
    assert!(matches!(endless, Err(ReadError::TooLarge(Limit::Cell))));
    let long = after(&|bytes| bytes.extend("Syd;".bytes().chain(std::iter::repeat_n(b'x', 40_000))));
    assert!(matches!(long, Err(ReadError::TooLarge(Limit::Cell))));
    // Blank lines are no record, however many there are.
    let blank = after(&|bytes| bytes.resize(8 << 20, b'\n'));
    assert_eq!(blank.unwrap().rows, 1);
}

#[test]
fn a_picture_is_called_a_picture() {
    let mut png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec();
    png.extend(std::iter::repeat_n([0x2C, 0x9F, 0xE6], 60).flatten());
    assert!(matches!(refusal(&png), ReadError::NotATable(Foreign::Picture)));
}
