//! The number format of a cell is part of its value, in all four formats of workbooks and in text.

use std::ops::ControlFlow;

use trivsel_documents::table_in::{Cell, CellError, Doubt, Kind, Problem, ReadError, Source, Wanted, read, recognise};

use super::made::{Made, ods, ods_row, ods_words, sheet, words, xls, xlsb, xlsx};
use super::recognised;

const FORMATS: [&str; 5] = ["0.0%", "0.0\"%\"", "[h]:mm", "d/m/yyyy", "mm:ss"];

/// Kind, and the cells of the last column as numbers.
fn numbers(bytes: &[u8]) -> (Kind, Vec<Result<Option<f64>, CellError>>) {
    let layout = recognised(bytes).layout;
    let mut found = Vec::new();
    read(Source::Bytes(bytes), &layout, |row| {
        found.push(row.decimal(1));
        ControlFlow::Continue(())
    })
    .unwrap();
    (layout.kind, found)
}

/// The same two numbers of a format, in each kind of workbook.
fn everywhere(stored: [f64; 2], format: u16, ods_cell: &dyn Fn(f64) -> String) -> Vec<Vec<u8>> {
    let made = || {
        let line = |code, number| vec![Made::Words(code), Made::Number(number, format)];
        vec![
            vec![Made::Words("Kode"), Made::Words("Tal")],
            line("1010", stored[0]),
            line("1020", stored[1]),
        ]
    };
    let row = |number: usize, code: &str, value: f64| {
        format!(
            "<row r=\"{number}\">{}<c r=\"B{number}\" s=\"{format}\"><v>{value}</v></c></row>",
            words(&format!("A{number}"), code)
        )
    };
    let head = format!("<row r=\"1\">{}{}</row>", words("A1", "Kode"), words("B1", "Tal"));
    let rows = format!("{head}{}{}", row(2, "1010", stored[0]), row(3, "1020", stored[1]));
    let ods_line = |code: &str, number: f64| ods_row(&[ods_words(code), ods_cell(number)]);
    let table = [
        ods_row(&[ods_words("Kode"), ods_words("Tal")]),
        ods_line("1010", stored[0]),
        ods_line("1020", stored[1]),
    ];
    vec![
        xlsx(&sheet(&rows, ""), &FORMATS, ""),
        xlsb(&made(), &FORMATS),
        xls(&made(), &FORMATS, &[]),
        ods(&table.concat()),
    ]
}

fn is_shown(stored: [f64; 2], format: u16, ods_cell: &dyn Fn(f64) -> String, shown: [f64; 2]) {
    for (bytes, kind) in everywhere(stored, format, ods_cell)
        .iter()
        .zip([Kind::Xlsx, Kind::Xlsb, Kind::Xls, Kind::Ods])
    {
        assert_eq!(
            numbers(bytes),
            (kind, vec![Ok(Some(shown[0])), Ok(Some(shown[1]))]),
            "format {format}"
        );
    }
}

#[test]
fn per_cent_is_what_is_shown() {
    let cell = |value: f64| {
        format!(
            "<table:table-cell office:value-type=\"percentage\" office:value=\"{value}\"><text:p>{value}</text:p></table:table-cell>"
        )
    };
    is_shown([0.048, 0.052], 1, &cell, [4.8, 5.2]);
}

#[test]
fn a_sign_that_is_only_shown_changes_nothing() {
    let cell = |value: f64| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value}%</text:p></table:table-cell>"
        )
    };
    is_shown([4.8, 5.2], 2, &cell, [4.8, 5.2]);
}

#[test]
fn hours_above_a_day_are_hours() {
    let cell = |days: f64| {
        let minutes = (days * 1440.0).round();
        format!(
            "<table:table-cell office:value-type=\"time\" office:time-value=\"PT{}H{}M00S\"/>",
            (minutes / 60.0).floor(),
            minutes % 60.0
        )
    };
    is_shown([148.5 / 24.0, 37.0 / 24.0], 3, &cell, [148.5, 37.0]);
    // As text, the same is read.
    let (_, found) = numbers("Kode;Tal\n1010;148:30\n1020;37:00\n".as_bytes());
    assert_eq!(found, [Ok(Some(148.5)), Ok(Some(37.0))]);
}

#[test]
fn minutes_and_seconds_without_hours_are_no_number() {
    let cell =
        |_: f64| "<table:table-cell office:value-type=\"string\"><text:p>20:30</text:p></table:table-cell>".to_owned();
    for bytes in everywhere([0.5, 0.25], 5, &cell).iter().take(3) {
        assert!(numbers(bytes).1.iter().all(Result::is_err));
    }
}

#[test]
fn a_formula_without_a_value_is_neither_blank_nor_a_number() {
    let head = format!("<row r=\"1\">{}{}</row>", words("A1", "Kode"), words("B1", "Tal"));
    let row = |number: usize, cell: &str| {
        format!(
            "<row r=\"{number}\">{}{cell}</row>",
            words(&format!("A{number}"), "1010")
        )
    };
    let uncalculated = [
        "<c r=\"B2\"><f>1+1</f></c>",
        "<c r=\"B2\"><f>1+1</f><v></v></c>",
        "<c r=\"B2\"><f>1+1</f><v/></c>",
    ];
    for cell in uncalculated {
        let bytes = xlsx(
            &sheet(
                &format!("{head}{}{}", row(2, cell), row(3, "<c r=\"B3\"><v>7</v></c>")),
                "",
            ),
            &[],
            "",
        );
        let (_, found) = numbers(&bytes);
        assert_eq!(
            found[0].as_ref().map_err(|error| error.problem),
            Err(Problem::NeverCalculated),
            "{cell}"
        );
        assert_eq!(found[1], Ok(Some(7.0)));
        assert_eq!(recognised(&bytes).doubts, [Doubt::Formulas]);
    }
    // Zero, in a file that asks for everything to be calculated when it is opened, is what some programs write for "not yet".
    let cells = format!(
        "{head}{}{}",
        row(2, "<c r=\"B2\"><f>1+1</f><v>0</v></c>"),
        row(3, "<c r=\"B3\"><f>1+1</f><v>2</v></c>")
    );
    let (_, found) = numbers(&xlsx(&sheet(&cells, ""), &[], "fullCalcOnLoad=\"1\""));
    assert!(found[0].is_err());
    let (_, found) = numbers(&xlsx(&sheet(&cells, ""), &[], ""));
    assert_eq!(found, [Ok(Some(0.0)), Ok(Some(2.0))]);
    // A formula may come to nothing.
    let cells = format!(
        "{head}{}{}",
        row(2, "<c r=\"B2\" t=\"str\"><f>\"\"</f><v></v></c>"),
        row(3, "<c r=\"B3\"><v>7</v></c>")
    );
    assert_eq!(numbers(&xlsx(&sheet(&cells, ""), &[], "")).1[0], Ok(None));
    let table = [
        ods_row(&[ods_words("Kode"), ods_words("Tal")]),
        ods_row(&[
            ods_words("1010"),
            "<table:table-cell table:formula=\"of:=1+1\"/>".to_owned(),
        ]),
        ods_row(&[
            ods_words("1020"),
            "<table:table-cell office:value-type=\"float\" office:value=\"7\"/>".to_owned(),
        ]),
    ];
    let (_, found) = numbers(&ods(&table.concat()));
    assert_eq!(
        found[0].as_ref().map_err(|error| error.problem),
        Err(Problem::NeverCalculated)
    );
}

fn labels(bytes: &[u8]) -> Vec<String> {
    let layout = recognised(bytes).layout;
    let mut found = Vec::new();
    read(Source::Bytes(bytes), &layout, |row| {
        found.push(row.text(0).to_owned());
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

#[test]
fn a_label_merged_downwards_belongs_to_every_row() {
    let head = format!("<row r=\"1\">{}{}</row>", words("A1", "Område"), words("B1", "Tal"));
    let rows = format!(
        "{head}<row r=\"2\">{}<c r=\"B2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>2</v></c></row><row r=\"4\"><c r=\"B4\"><v>3</v></c></row><row r=\"5\">{}<c r=\"B5\"><v>4</v></c></row>",
        words("A2", "Nord"),
        words("A5", "Syd")
    );
    let bytes = xlsx(
        &sheet(&rows, "<mergeCells count=\"1\"><mergeCell ref=\"A2:A4\"/></mergeCells>"),
        &[],
        "",
    );
    assert_eq!(labels(&bytes), ["Nord", "Nord", "Nord", "Syd"]);
    let made = vec![
        vec![Made::Words("Område"), Made::Words("Tal")],
        vec![Made::Words("Nord"), Made::Number(1.0, 0)],
        vec![Made::Blank, Made::Number(2.0, 0)],
        vec![Made::Words("Syd"), Made::Number(3.0, 0)],
    ];
    assert_eq!(labels(&xls(&made, &[], &[[1, 2, 0, 0]])), ["Nord", "Nord", "Syd"]);
    let number = |value: u8| format!("<table:table-cell office:value-type=\"float\" office:value=\"{value}\"/>");
    let merged = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>Nord</text:p></table:table-cell>";
    let table = [
        ods_row(&[ods_words("Område"), ods_words("Tal")]),
        ods_row(&[merged.to_owned(), number(1)]),
        ods_row(&["<table:covered-table-cell/>".to_owned(), number(2)]),
        ods_row(&[ods_words("Syd"), number(3)]),
    ];
    assert_eq!(labels(&ods(&table.concat())), ["Nord", "Nord", "Syd"]);
}

/// Of each row, whether the number in its second column is one for several cells, and whether it is a percentage.
fn marks(bytes: &[u8]) -> Vec<(bool, bool)> {
    let layout = recognised(bytes).layout;
    let mut found = Vec::new();
    read(Source::Bytes(bytes), &layout, |row| {
        found.push((row.is_merged(1), row.is_percent(1)));
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

#[test]
fn a_number_in_merged_cells_and_a_percentage_are_told_from_others() {
    let head = format!("<row r=\"1\">{}{}</row>", words("A1", "Område"), words("B1", "Tal"));
    let rows: String = (2..=6)
        .map(|row| {
            let format = u8::from(row == 6);
            let number = if row == 3 {
                String::new()
            } else {
                format!("<c r=\"B{row}\" s=\"{format}\"><v>1</v></c>")
            };
            format!("<row r=\"{row}\">{}{number}</row>", words(&format!("A{row}"), "Nord"))
        })
        .collect();
    let merged = "<mergeCells><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"B5:D5\"/></mergeCells>";
    let plain = (false, false);
    let is_merged = (true, false);
    let wanted = [is_merged, is_merged, plain, is_merged, (false, true)];
    let bytes = xlsx(&sheet(&format!("{head}{rows}"), merged), &["0.0%"], "");
    assert_eq!(marks(&bytes), wanted);
    let made = vec![
        vec![Made::Words("Område"), Made::Words("Tal")],
        vec![Made::Words("Nord"), Made::Number(1.0, 0)],
        vec![Made::Words("Nord"), Made::Blank],
        vec![Made::Words("Nord"), Made::Number(1.0, 0)],
        vec![Made::Words("Nord"), Made::Number(1.0, 0)],
        vec![Made::Words("Nord"), Made::Number(1.0, 1)],
    ];
    assert_eq!(marks(&xls(&made, &["0.0%"], &[[1, 2, 1, 1], [4, 4, 1, 3]])), wanted);
    let cell =
        |more: &str, kind: &str| format!("<table:table-cell {more} office:value-type=\"{kind}\" office:value=\"1\"/>");
    let row = |cell: String| ods_row(&[ods_words("Nord"), cell]);
    let table = [
        ods_row(&[ods_words("Område"), ods_words("Tal")]),
        row(cell("table:number-rows-spanned=\"2\"", "float")),
        row("<table:covered-table-cell/>".to_owned()),
        row(cell("", "float")),
        row(cell("table:number-columns-spanned=\"3\"", "float")),
        row(cell("", "percentage")),
    ];
    assert_eq!(marks(&ods(&table.concat())), wanted);
    assert_eq!(
        marks("Område;Tal\nNord;5,2\nNord;5,2 %\nNord;5 pct.\n".as_bytes()),
        [plain, (false, true), (false, true)]
    );
}

#[test]
fn hidden_rows_are_read_and_told() {
    let head = format!("<row r=\"1\">{}{}</row>", words("A1", "Kode"), words("B1", "Tal"));
    let rows = format!(
        "{head}<row r=\"2\" hidden=\"1\">{}<c r=\"B2\"><v>1</v></c></row><row r=\"3\">{}<c r=\"B3\"><v>2</v></c></row>",
        words("A2", "1010"),
        words("A3", "1020")
    );
    let bytes = xlsx(&sheet(&rows, ""), &[], "");
    let found = recognised(&bytes);
    assert_eq!(found.doubts, [Doubt::HiddenRows]);
    let end = read(Source::Bytes(&bytes), &found.layout, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((end.rows, end.hidden_rows), (2, 1));
}

#[test]
fn rows_of_a_group_that_is_folded_away_are_read_and_told() {
    let row = |code: &str, number: u32| {
        let number = format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>");
        ods_row(&[ods_words(code), number])
    };
    let folded = format!(
        "<table:table-row-group><table:table-row-group table:display=\"false\">{}</table:table-row-group>{}</table:table-row-group>",
        row("1010", 1),
        row("1020", 2)
    );
    let head = ods_row(&[ods_words("Kode"), ods_words("Tal")]);
    let bytes = ods(&format!("{head}{folded}{}", row("1030", 3)));
    let found = recognised(&bytes);
    assert_eq!(found.doubts, [Doubt::HiddenRows]);
    let end = read(Source::Bytes(&bytes), &found.layout, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((end.rows, end.hidden_rows), (3, 1));
}

#[test]
fn a_text_that_is_kept_nowhere_is_no_blank_cell() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c><c r=\"B2\"><v>5</v></c></row>",
        words("A1", "Kode"),
        words("B1", "Tal")
    );
    let bytes = xlsx(&sheet(&rows, ""), &[], "");
    let refused = recognise(Source::Bytes(&bytes), &Wanted::default());
    assert!(matches!(refused, Err(ReadError::Damaged(_))), "{refused:?}");
}

#[test]
fn cells_of_a_row_in_any_order_keep_their_columns() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\"><c r=\"B2\"><v>5</v></c>{}</row>",
        words("A1", "Kode"),
        words("B1", "Tal"),
        words("A2", "1010")
    );
    let bytes = xlsx(&sheet(&rows, ""), &[], "");
    assert_eq!(
        (labels(&bytes), numbers(&bytes).1),
        (vec!["1010".to_owned()], vec![Ok(Some(5.0))])
    );
}

#[test]
fn a_blank_date_is_no_day() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\" s=\"4\"><v>0</v></c></row><row r=\"3\">{}<c r=\"B3\" s=\"4\"><v>2958465</v></c></row>",
        words("A1", "Nr"),
        words("B1", "Til"),
        words("A2", "M1"),
        words("A3", "M2")
    );
    let bytes = xlsx(&sheet(&rows, ""), &FORMATS, "");
    let layout = recognised(&bytes).layout;
    read(Source::Bytes(&bytes), &layout, |row| {
        assert_eq!(row.end_date(1), Ok(None), "row {}", row.number());
        assert!(!matches!(row.cell(1), Cell::Number(_)));
        ControlFlow::Continue(())
    })
    .unwrap();
}

#[test]
fn an_error_of_a_spreadsheet_is_no_nought() {
    let error = |more: &str, text: &str| {
        let cell = format!(
            "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\" {more}><text:p>{text}</text:p></table:table-cell>"
        );
        ods_row(&[ods_words("Nord"), cell])
    };
    let table = [
        ods_row(&[ods_words("Område"), ods_words("Tal")]),
        error("calcext:value-type=\"error\"", "#DIV/0!"),
        error("", "#DIV/0!"),
        error("", "Err:502"),
        error("calcext:value-type=\"error\"", ""),
        error("calcext:value-type=\"float\"", "0"),
    ];
    let (_, found) = numbers(&ods(&table.concat()));
    let is_error: Vec<bool> = found.iter().map(Result::is_err).collect();
    assert_eq!(is_error, [true, true, true, true, false]);
}
