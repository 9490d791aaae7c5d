//! Workbooks.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook};
use trivsel_documents::table_in::{Cell, ColumnKind, Header, Kind, ReadError, Source, Wanted, read, recognise};

use super::{recognised, rows};

fn book() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Forside").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Fravær").unwrap();
    sheet.write(0, 0, "Sygefravær i den opfundne kommune").unwrap();
    for (column, name) in (0..).zip(["Enhed", "Måned", "Dag", "Andel", "Dage", "Kode"]) {
        sheet.write(3, column, name).unwrap();
    }
    let month = Format::new().set_num_format("mmm yyyy");
    let day = Format::new().set_num_format("dd-mm-yyyy");
    let percent = Format::new().set_num_format("0.0%");
    for (row, unit) in (4..).zip(["Nord", "Syd", "Øst"]) {
        let date = NaiveDate::from_ymd_opt(2019, 5, row - 3).unwrap();
        sheet.write(row, 0, unit).unwrap();
        sheet.write_with_format(row, 1, &date, &month).unwrap();
        sheet.write_with_format(row, 2, &date, &day).unwrap();
        sheet.write_with_format(row, 3, 0.052, &percent).unwrap();
        sheet.write(row, 4, 1234.5).unwrap();
        sheet.write(row, 5, format!("{:04}", row)).unwrap();
    }
    sheet.write(9, 0, "Kilde: opfundet til denne prøve").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn titles_types_and_notes_are_recognised_on_the_first_sheet_with_something_in_it() {
    let found = recognised(&book());
    assert_eq!(found.layout.kind, Kind::Xlsx);
    assert_eq!(found.sheets, ["Forside", "Fravær"]);
    assert_eq!(found.layout.sheet.as_deref(), Some("Fravær"));
    assert_eq!(found.layout.header, Header::Row(4));
    assert_eq!(found.titles, ["Sygefravær i den opfundne kommune"]);
    assert_eq!(found.footnotes, ["Kilde: opfundet til denne prøve"]);
    let kinds: Vec<ColumnKind> = found.columns.iter().map(|column| column.kind).collect();
    assert_eq!(
        kinds,
        [
            ColumnKind::Text,
            ColumnKind::Date,
            ColumnKind::Date,
            ColumnKind::Number,
            ColumnKind::Number,
            ColumnKind::Number
        ]
    );
    assert!(found.doubts.is_empty());
}

#[test]
fn typed_cells_keep_their_values() {
    let bytes = book();
    let layout = recognised(&bytes).layout;
    let mut count = 0;
    let end = read(Source::Bytes(&bytes), &layout, |row| {
        count += 1;
        let date = NaiveDate::from_ymd_opt(2019, 5, count).unwrap();
        assert_eq!(row.number(), u64::from(count) + 4);
        assert_eq!(row.date(2), Ok(Some(date)));
        assert_eq!(row.month(1).unwrap().unwrap().month(), 5);
        assert_eq!(row.cell(3), Cell::Number(5.2), "per cent as shown");
        assert_eq!(row.decimal(4), Ok(Some(1234.5)));
        assert_eq!(row.text(4), "1234,5");
        assert!(row.decimal(2).is_err(), "a date is no number");
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(count, 3);
    assert_eq!(end.footnotes.len(), 1);
}

#[test]
fn yes_in_a_cell_is_no_number() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["Kode", "Tal"]) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.write(1, 0, "1010").unwrap();
    sheet.write(1, 1, true).unwrap();
    sheet.write(2, 0, "1020").unwrap();
    sheet.write(2, 1, 11.0).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let layout = recognised(&bytes).layout;
    let mut found = Vec::new();
    read(Source::Bytes(&bytes), &layout, |row| {
        found.push((row.text(1).to_owned(), row.decimal(1).ok()));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(found, [("TRUE".to_owned(), None), ("11".to_owned(), Some(Some(11.0)))]);
}

#[test]
fn a_sheet_that_is_not_there() {
    let wanted = Wanted {
        sheet: Some("Marts".to_owned()),
        ..Wanted::default()
    };
    let error = recognise(Source::Bytes(&book()), &wanted).unwrap_err();
    assert!(matches!(error, ReadError::NoSuchSheet { name } if name == "Marts"));
}

#[test]
fn another_office_document_is_no_table() {
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let bytes = empty.save_to_buffer().unwrap();
    assert!(matches!(
        recognise(Source::Bytes(&bytes), &Wanted::default()),
        Err(ReadError::Empty)
    ));
    assert!(matches!(rows(&book()), Ok((rows, _)) if rows.len() == 3));
}
