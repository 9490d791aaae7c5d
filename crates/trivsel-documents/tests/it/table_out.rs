//! Tables are written, opened again and read.

use std::io::Read;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use trivsel_documents::Language;
use trivsel_documents::table_in::{self, Source, Wanted, recognise};
use trivsel_documents::table_out::{Cell, Column, ColumnKind, Table, write_csv, write_xlsx};

fn table() -> Table {
    let month = NaiveDate::from_ymd_opt(2019, 5, 17).unwrap();
    Table {
        title: "Sygefravær: Hjemmeplejen [2019/2020]?".to_owned(),
        columns: vec![
            Column::new("Enhed", ColumnKind::Text),
            Column::new("Måned", ColumnKind::Month),
            Column::new("Dage pr. 100", ColumnKind::Number { decimals: 1 }),
            Column::new("Ansatte", ColumnKind::Number { decimals: 0 }),
            Column::new("Gjort op", ColumnKind::Date),
        ],
        rows: vec![
            vec![
                "Æblegården; aften".into(),
                Cell::Month(month),
                5.25.into(),
                1234.0.into(),
                Cell::Date(month),
            ],
            vec![
                "=SUM(A1:A9)".into(),
                Cell::Month(month),
                "skjult".into(),
                Cell::Blank,
                Cell::Blank,
            ],
            vec!["-1 kollega".into(), Cell::Month(month), (-0.04).into(), f64::NAN.into()],
        ],
        notes: vec![
            "Kilde: opfundet til denne prøve.".to_owned(),
            "@ny opgørelse fra 2020".to_owned(),
        ],
    }
}

fn csv(language: Language) -> String {
    let mut out = Vec::new();
    write_csv(&table(), language, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn danish_csv_has_mark_semicolon_comma_and_no_formula() {
    assert_eq!(
        csv(Language::Danish),
        "\u{feff}Enhed;Måned;Dage pr. 100;Ansatte;Gjort op\r\n\
         \"Æblegården; aften\";2019-05;5,2;1234;17-05-2019\r\n\
         '=SUM(A1:A9);2019-05;skjult;;\r\n\
         '-1 kollega;2019-05;0,0;;\r\n\
         \r\n\
         \"Sygefravær: Hjemmeplejen [2019/2020]?\"\r\n\
         \"Kilde: opfundet til denne prøve.\"\r\n\
         \"'@ny opgørelse fra 2020\"\r\n"
    );
}

/// What a spreadsheet would run, wherever it takes a cell to begin.
const RUN: [&str; 9] = [
    "=HYPERLINK(\"http://elsewhere.example\")",
    "+45 12 34 56 78",
    "-1 kollega",
    "@SUM(A1)",
    "＝1+1",
    "'=1+1",
    "Nord;=1+1",
    "Nord,=1+1",
    "to\n=linjer",
];

#[test]
fn what_a_spreadsheet_would_run_is_harmless_and_is_read_back_as_it_was() {
    let rows = RUN.iter().map(|text| vec![(*text).into(), "Syd".into(), 1.0.into()]);
    let table = Table {
        title: "Prøve".to_owned(),
        columns: vec![
            Column::new("Navn", ColumnKind::Text),
            Column::new("Sted", ColumnKind::Text),
            Column::new("Antal", ColumnKind::Number { decimals: 0 }),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    };
    let workbook = write_xlsx(&table, Language::Danish).unwrap();
    assert!(part(&workbook, "xl/styles.xml").contains("quotePrefix=\"1\""));
    for language in [Language::Danish, Language::English] {
        let mut text = Vec::new();
        write_csv(&table, language, &mut text).unwrap();
        for cell in String::from_utf8_lossy(&text).split(['\n', ';', ',', '\t', '|', '"']) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{cell:?}");
        }
        for bytes in [&text, &workbook] {
            let found = recognise(Source::Bytes(bytes), &Wanted::default()).unwrap();
            let mut names = Vec::new();
            let end = table_in::read(Source::Bytes(bytes), &found.layout, |row| {
                names.push(row.text(0).to_owned());
                ControlFlow::Continue(())
            });
            assert_eq!(end.unwrap().rows, 9);
            assert_eq!(names, RUN);
        }
    }
}

#[test]
fn english_csv_has_comma_point_and_iso_dates() {
    let text = csv(Language::English);
    assert!(
        text.contains("Æblegården; aften,2019-05,5.2,1234,2019-05-17\r\n"),
        "{text}"
    );
}

#[test]
fn csv_is_read_back_by_our_own_import() {
    let text = csv(Language::Danish);
    let found = recognise(Source::Bytes(text.as_bytes()), &Wanted::default()).unwrap();
    assert_eq!(found.columns.len(), 5);
    assert_eq!(found.columns[1].kind, table_in::ColumnKind::Month);
    assert_eq!(found.footnotes.len(), 3);
    assert_eq!(found.preview.len(), 3);
}

#[test]
fn a_workbook_holds_typed_cells_and_notes() {
    let bytes = write_xlsx(&table(), Language::Danish).unwrap();
    let found = recognise(Source::Bytes(&bytes), &Wanted::default()).unwrap();
    assert_eq!(found.sheets, ["Sygefravær Hjemmeplejen 2019202", "Noter"]);
    let mut numbers = Vec::new();
    table_in::read(Source::Bytes(&bytes), &found.layout, |row| {
        assert_eq!(row.date(1), Ok(NaiveDate::from_ymd_opt(2019, 5, 1)));
        numbers.push(format!("{:?}", row.cell(2)));
        if row.number() == 3 {
            assert_eq!(row.text(0), "=SUM(A1:A9)", "kept as text, unchanged");
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(numbers, ["Number(5.25)", "Text(\"skjult\")", "Number(-0.04)"]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no formula");
    assert!(sheet.contains("state=\"frozen\""));
    assert!(part(&bytes, "xl/styles.xml").contains("[$-406]mmm"));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    assert_eq!(
        write_xlsx(&table(), Language::English).unwrap(),
        write_xlsx(&table(), Language::English).unwrap()
    );
}

#[test]
fn an_empty_title_still_names_the_sheet() {
    for title in ["", "???", "Noter", "History", "'"] {
        let table = Table {
            title: title.to_owned(),
            notes: vec!["n".to_owned()],
            ..table()
        };
        assert!(write_xlsx(&table, Language::Danish).is_ok(), "{title:?}");
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
