//! Layouts of text files.

use std::ops::ControlFlow;

use trivsel_documents::table_in::{
    ColumnKind, DateOrder, Decimal, Doubt, Encoding, Header, Kind, Misfit, Separator, Source, Wanted, YearMonth, read,
    recognise,
};

use super::{recognised, rows, windows_1252};

const SPELLS: &str = "Medarbejder;Enhed;Første dag;Sidste dag;Timer\r\n\
    4711;Æblegården;12-03-2021;15-03-2021;22,2\r\n\
    4712;Søbækhus;28-02-2021;28-02-2021;7,4\r\n\
    4713;\"Nord; aften\";01-01-2021;31-01-2021;1.036,0\r\n";

#[test]
fn semicolon_windows_1252_and_decimal_comma() {
    let bytes = windows_1252(SPELLS);
    let found = recognised(&bytes);
    assert_eq!(found.layout.kind, Kind::Text);
    assert_eq!(found.layout.encoding, Encoding::Windows1252);
    assert_eq!(found.layout.separator, Separator::Semicolon);
    assert_eq!(found.layout.decimal, Decimal::Comma);
    assert_eq!(found.layout.dates, DateOrder::DayMonthYear);
    assert_eq!(found.layout.header, Header::Row(1));
    let kinds: Vec<ColumnKind> = found.columns.iter().map(|column| column.kind).collect();
    assert_eq!(
        kinds,
        [
            ColumnKind::Number,
            ColumnKind::Text,
            ColumnKind::Date,
            ColumnKind::Date,
            ColumnKind::Number
        ]
    );
    assert_eq!(found.columns[2].name, "Første dag");
    assert_eq!(
        found.doubts,
        [],
        "æ, ø and å are letters in no other encoding of these bytes"
    );
    assert_eq!(found.bytes, bytes.len() as u64);

    let mut hours = Vec::new();
    let mut names = Vec::new();
    read(Source::Bytes(&bytes), &found.layout, |row| {
        hours.push(row.decimal(4).unwrap().unwrap());
        names.push(row.text(1).to_owned());
        assert_eq!(row.month(2).unwrap().unwrap().year(), 2021);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(hours, [22.2, 7.4, 1036.0]);
    assert_eq!(names, ["Æblegården", "Søbækhus", "Nord; aften"]);
}

#[test]
fn comma_and_utf_8_with_byte_order_mark() {
    let text = "\u{feff}unit,month,rate\nÆblegården,2019-05,5.25\n\"Nord, aften\",2019-06,4.75\n";
    let found = recognised(text.as_bytes());
    assert_eq!(found.layout.encoding, Encoding::Utf8);
    assert_eq!(found.layout.separator, Separator::Comma);
    assert_eq!(found.layout.decimal, Decimal::Point);
    assert_eq!(found.columns[0].name, "unit");
    assert_eq!(found.columns[1].kind, ColumnKind::Month);
    assert_eq!(found.columns[2].kind, ColumnKind::Number);
    assert!(found.doubts.is_empty());
    let (rows, end) = rows(text.as_bytes()).unwrap();
    assert_eq!(
        rows[1],
        (
            3,
            vec!["Nord, aften".to_owned(), "2019-06".to_owned(), "4.75".to_owned()]
        )
    );
    assert_eq!(end.rows, 2);
}

#[test]
fn utf_16_and_tabs_as_windows_programs_save_unicode_text() {
    let text = "Enhed\tMåned\tFravær\r\nÅhuset\tmaj 2019\t5,2\r\n";
    let bytes: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let found = recognised(&bytes);
    assert_eq!(
        (found.layout.encoding, found.layout.separator),
        (Encoding::Utf16Le, Separator::Tab)
    );
    let (rows, _) = rows(&bytes).unwrap();
    assert_eq!(
        rows,
        [(2, vec!["Åhuset".to_owned(), "maj 2019".to_owned(), "5,2".to_owned()])]
    );
}

#[test]
fn a_table_from_a_statistics_bank_has_titles_above_and_notes_below() {
    let text = "Fravær efter område, tid og enhed\n\
        Enhed: dage pr. fuldtidsansat\n\
        \n\
        ;2019M01;2019M02;2019M03\n\
        Æblegården;1,2;1,4;..\n\
        Søbækhus;0,9;1.011,5;1,1\n\
        \n\
        .. Oplysninger foreligger ikke.\n\
        Kilde: Opfundet Statistik; egne beregninger\n";
    let found = recognised(text.as_bytes());
    assert_eq!(found.layout.header, Header::Row(4));
    assert_eq!(
        found.titles,
        ["Fravær efter område, tid og enhed", "Enhed: dage pr. fuldtidsansat"]
    );
    assert_eq!(found.footnotes.len(), 2);
    assert_eq!(found.preview.len(), 2);
    let names: Vec<&str> = found.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["", "2019M01", "2019M02", "2019M03"]);
    let mut seen = Vec::new();
    let end = read(Source::Bytes(text.as_bytes()), &found.layout, |row| {
        seen.push((row.number(), row.decimal(2).unwrap(), row.decimal(3).unwrap()));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen, [(5, Some(1.4), None), (6, Some(1011.5), Some(1.1))]);
    assert_eq!(
        end.footnotes,
        [
            ".. Oplysninger foreligger ikke.",
            "Kilde: Opfundet Statistik egne beregninger"
        ]
    );
}

#[test]
fn a_unit_without_figures_inside_the_table_is_a_row_and_no_footnote() {
    let text = "Enhed;Måned;Dage\nA;2019-01;3\nB;;\nC;2019-01;4\n";
    let (rows, end) = rows(text.as_bytes()).unwrap();
    assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 4]);
    assert!(end.footnotes.is_empty());
}

#[test]
fn row_numbers_are_those_of_the_file_whatever_the_line_ends() {
    for newline in ["\n", "\r\n", "\r"] {
        let text = ["a;b", "", "1;\"to", "linjer\"", "", "2;x", "3;y", ""].join(newline);
        let (rows, _) = rows(text.as_bytes()).unwrap();
        assert_eq!(
            rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
            [3, 6, 7],
            "{newline:?}"
        );
        assert_eq!(rows[0].1[1], "to\nlinjer");
    }
}

#[test]
fn a_table_without_header_is_told_by_its_first_row() {
    let found = recognised(b"4711;12-03-2021;7,4\n4712;13-03-2021;3,7\n4713;14-03-2021;7,4\n");
    assert_eq!(found.layout.header, Header::Missing);
    assert_eq!(found.doubts, [Doubt::Header]);
    assert_eq!(found.preview.len(), 3);
    let years = recognised("Enhed;2019;2020;2021\nNord;12;13;11\nSyd;9;8;7\n".as_bytes());
    assert_eq!(years.layout.header, Header::Row(1), "years are names here");
}

#[test]
fn what_the_user_wants_goes_before_what_was_recognised() {
    let text = "Skrevet af nogen\nnavn;dato;tal\nx;01/02/2021;1.234\n";
    let found = recognised(text.as_bytes());
    assert_eq!(found.doubts, [Doubt::Decimal, Doubt::Dates]);
    let wanted = Wanted {
        decimal: Some(Decimal::Point),
        dates: Some(DateOrder::MonthDayYear),
        header: Some(Header::Row(2)),
        ..Wanted::default()
    };
    let found = recognise(Source::Bytes(text.as_bytes()), &wanted).unwrap();
    assert!(found.doubts.is_empty());
    read(Source::Bytes(text.as_bytes()), &found.layout, |row| {
        assert_eq!(row.decimal(2), Ok(Some(1.234)));
        assert_eq!(row.month(1), Ok(YearMonth::new(2021, 1)));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(found.layout.wanted_next_time().header, None);
}

#[test]
fn a_column_of_cpr_numbers_is_pointed_out_and_hidden() {
    let mut text = "navn;nummer\n".to_owned();
    for n in 1..28 {
        text.push_str(&format!(
            "person {n};{n:02}{:02}{:02}-{:04}\n",
            n % 12 + 1,
            n * 3,
            n * 331
        ));
    }
    let found = recognised(text.as_bytes());
    assert!(found.columns[1].looks_like_cpr);
    assert!(found.columns[1].examples.is_empty());
    assert_eq!(found.preview[0].cells[1], "••••••-••••");
    assert!(!found.columns[0].looks_like_cpr);
}

#[test]
fn the_first_danish_letter_may_stand_far_below_the_sample() {
    let mut bytes = b"enhed;dage\n".to_vec();
    for n in 0..30_000 {
        bytes.extend_from_slice(format!("hus{n};3\n").as_bytes());
    }
    bytes.extend_from_slice(b"S\xF8b\xE6k;4\n");
    assert_eq!(recognised(&bytes).layout.encoding, Encoding::Windows1252);
    let (rows, _) = rows(&bytes).unwrap();
    assert_eq!(
        rows.last().unwrap(),
        &(30_002, vec!["Søbæk".to_owned(), "4".to_owned()])
    );
}

#[test]
fn a_layout_survives_being_saved() {
    let layout = recognised(SPELLS.as_bytes()).layout;
    let saved = serde_json::to_string(&layout).unwrap();
    assert_eq!(
        serde_json::from_str::<trivsel_documents::table_in::Layout>(&saved).unwrap(),
        layout
    );
}

#[test]
fn one_column_needs_no_separator() {
    let found = recognised("Enhed\nNord\nSyd\n".as_bytes());
    assert_eq!(found.columns.len(), 1);
    assert_eq!(found.layout.header, Header::Row(1));
    let (rows, end) = rows("Enhed\nNord\nSyd\n".as_bytes()).unwrap();
    assert_eq!((rows.len(), end.footnotes.len()), (2, 0));
}

#[test]
fn reading_stops_when_asked_to() {
    let mut count = 0;
    let layout = recognised(SPELLS.as_bytes()).layout;
    let end = read(Source::Bytes(SPELLS.as_bytes()), &layout, |_| {
        count += 1;
        ControlFlow::Break(())
    })
    .unwrap();
    assert!(end.stopped);
    assert_eq!(count, 1);
}

#[test]
fn the_separator_is_not_taken_from_inside_the_cells() {
    for text in [
        "nøgle,spørgsmål,svar,skala\nq_a,Spørgsmål a?,1=Aldrig | 2=Sjældent | 3=Ofte,Støtte\nq_b,Spørgsmål b?,1=Aldrig | 2=Sjældent | 3=Ofte,Støtte\n",
        "nøgle,spørgsmål,svar,skala\nq_a,Spørgsmål a?,\"1=Aldrig | 2=Sjældent\",\nq_b,Spørgsmål b?,\"1=Aldrig | 2=Sjældent\",\n",
        "month,events,exposure,note\n2021-01,60,1200,Nord; Syd; Vest; Øst; By; Land\n2021-02,61,1200,Nord; Syd; Vest; Øst; By; Land\n",
        "month,events,exposure,note\n2021-01,60,1200,Nord | Syd\n2021-02,61,1200,Nord | Syd\n",
    ] {
        let found = recognised(text.as_bytes());
        assert_eq!(found.layout.separator, Separator::Comma, "{text}");
        assert_eq!(found.columns.len(), 4, "{text}");
        assert!(!found.doubts.contains(&Doubt::Separator), "{text}");
    }
    let semicolons = "Kode;Fravær\n1010;1,5\n1020;2,5\n";
    assert_eq!(recognised(semicolons.as_bytes()).layout.separator, Separator::Semicolon);
    let either = recognised(b"a;b,c\n1;2,3\n4;5,6\n");
    assert!(either.doubts.contains(&Doubt::Separator));
}

#[test]
fn rows_whose_cells_may_stand_under_other_columns_are_told() {
    let misfits = |text: &str| {
        let layout = recognised(text.as_bytes()).layout;
        let mut found = Vec::new();
        read(Source::Bytes(text.as_bytes()), &layout, |row| {
            found.extend(row.misfit(0..5).map(|misfit| (row.number(), misfit)));
            ControlFlow::Continue(())
        })
        .unwrap();
        found
    };
    let head = "Enhed,Måned,Fravær,Mulige,Ansatte";
    let shifted = format!("{head}\n1010,2024-01,12,5,400,20\n1010,2024-02,13,400,20\n1010,2024-03,14,400,20\n");
    assert_eq!(misfits(&shifted), [(2, Misfit::TooWide)]);
    // With a column of remarks behind, which is blank: the cells stand shifted all the same.
    let shifted = format!("{head},Note\n1010,2024-01,12,5,400,20,\n1010,2024-02,13,400,20,\n1010,2024-03,13,400,20,\n");
    assert_eq!(misfits(&shifted), [(2, Misfit::TooWide)]);
    let short =
        "Enhed;Måned;Fravær;Mulige;Ansatte\n1010;2024-01;12,5;400;20\n1010;2024-02;400;20\n1010;2024-03;11;400;20\n";
    assert_eq!(misfits(short), [(3, Misfit::TooNarrow)]);
    let spare = "Enhed;Måned;Fravær;Mulige;Ansatte\n1010;2024-01;11;400;20;\n1010;2024-02;12;400;20;\n";
    assert_eq!(misfits(spare), []);
    let remarks = "Enhed;Måned;Fravær;Mulige;Ansatte;Note\n1010;2024-01;11;400;20;rettet; se mail\n1010;2024-02;12;400;20;rettet\n";
    assert_eq!(misfits(remarks), []);
}

#[test]
fn numbers_and_dates_that_can_mean_two_things_are_doubted_by_column() {
    let text = "Enhed;Måned;Fravær;Mulige;Ansatte\n1010;2024-01;11.125;400;20\n1010;2024-02;12.125;400;20\n";
    let found = recognised(text.as_bytes());
    assert_eq!(found.doubts, [Doubt::Decimal]);
    let unclear: Vec<bool> = found.columns.iter().map(|column| column.is_unclear_number).collect();
    assert_eq!(unclear, [false, false, true, false, false]);
    let found =
        recognised(b"Nr,Fra,Til,Dag\nM1,02/06/2024,02/07/2024,2024-05-01\nM2,03/11/2024,03/12/2024,2024-05-02\n");
    assert_eq!(found.doubts, [Doubt::Dates]);
    let unclear: Vec<bool> = found.columns.iter().map(|column| column.is_unclear_date).collect();
    assert_eq!(unclear, [false, true, true, false]);
    let both = recognised(b"Nr,Fra\nM1,25/06/2024\nM2,06/25/2024\nM3,03/04/2024\n");
    assert!(both.doubts.contains(&Doubt::Dates));
}

#[test]
fn rows_that_go_on_with_another_separator_are_no_footnotes() {
    let semicolons = "Enhed;Måned;Dage;Mulige\n1010;2024-01;12;400\n1010;2024-02;12;400\n";
    let text =
        format!("{semicolons}1020,2024-01,10,400\n1020,2024-02,10,400\nKilde: lønsystemet, august, alle, enheder\n");
    let (found, end) = rows(text.as_bytes()).unwrap();
    let numbers: Vec<u64> = found.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [2, 3, 4, 5], "they are handed out as rows that lack cells");
    assert_eq!(end.footnotes, ["Kilde: lønsystemet, august, alle, enheder"]);
    assert_eq!(recognised(text.as_bytes()).footnotes, end.footnotes);
}

#[test]
fn the_letters_of_a_mac_are_known() {
    let text = b"Enhed;Dage\n\xAEbleg\x8Crden;1\nS\xBFb\xBEkhus;2\n\x81rhus;3\n";
    let found = recognised(text);
    assert_eq!(
        (found.layout.encoding, found.doubts.contains(&Doubt::Encoding)),
        (Encoding::MacRoman, true)
    );
    let (read, _) = rows(text).unwrap();
    let names: Vec<&str> = read.iter().map(|(_, cells)| cells[0].as_str()).collect();
    assert_eq!(names, ["Æblegården", "Søbækhus", "Århus"]);
    let sure = recognised(b"Enhed;Dage\n\xAEbleg\x8Crden;1\nS\xBFb\xBEkhus;2\n");
    assert!(!sure.doubts.contains(&Doubt::Encoding));
    // The same letters in DOS and Windows are not taken for a Mac's.
    assert_eq!(
        recognised(b"Enhed;Dage\nS\x9Bb\x91khus;2\n").layout.encoding,
        Encoding::Cp850
    );
    assert_eq!(
        recognised(b"Enhed;Dage\nS\xF8b\xE6khus;2\n").layout.encoding,
        Encoding::Windows1252
    );
}

#[test]
fn a_year_in_two_digits_that_may_stand_first_is_doubted() {
    let months = |form: &dyn Fn(u32) -> String| -> Vec<Doubt> {
        let lines: String = (1..=6).map(|month| format!("1010;{};12\n", form(month))).collect();
        recognised(format!("Enhed;Dag;Dage\n{lines}").as_bytes()).doubts
    };
    assert!(months(&|month| format!("24.{month:02}.01")).contains(&Doubt::Dates));
    for form in ["{d}.{m}.24", "{d}-{m}-2004", "20{d}-{m}-01", "{d}.{m}.16"] {
        let written = |month: u32| form.replace("{d}", "24").replace("{m}", &format!("{month:02}"));
        assert!(!months(&written).contains(&Doubt::Dates), "{form}");
    }
    // One who was taken on in 2004 among others makes no doubt.
    let mixed = recognised(b"Nr;Ansat\n1;24.01.04\n2;13.05.19\n3;07.09.21\n");
    assert!(!mixed.doubts.contains(&Doubt::Dates));
}
