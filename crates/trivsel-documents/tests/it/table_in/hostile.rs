//! Files made to do harm: none may end the program, and none may take more memory than a table does.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use proptest::prelude::*;
use trivsel_documents::table_in::{Limit, ReadError, Source, Wanted, read, recognise};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::made::{Made, binary, compound, ods, ods_row, ods_words, packed, sheet, words, xls, xlsb, xlsb_of, xlsx};

/// The most memory this process has ever had, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Reads a file as a visitor's would be read.
fn tried(bytes: &[u8]) -> Result<u64, ReadError> {
    let found = recognise(Source::Bytes(bytes), &Wanted::default())?;
    read(Source::Bytes(bytes), &found.layout, |row| {
        for column in 0..row.len().min(4) {
            let _ = (
                row.decimal(column),
                row.month(column),
                row.end_date(column),
                row.share(column),
            );
        }
        ControlFlow::Continue(())
    })
    .map(|end| end.rows)
}

fn is_too_large(result: &Result<u64, ReadError>) -> bool {
    matches!(result, Err(ReadError::TooLarge(_)))
}

fn with_cell(cell: &str) -> Vec<u8> {
    xlsx(
        &sheet(
            &format!("<row r=\"1\">{}</row><row r=\"2\">{cell}</row>", words("A1", "Kode")),
            "",
        ),
        &[],
        "",
    )
}

#[test]
fn cells_beyond_what_a_sheet_can_have_are_refused() {
    for place in ["ZZZZZZZ2", "XFE2", "AAAA2", "A1048577", "A99999999999", "2", "A", ""] {
        let result = tried(&with_cell(&words(place, "x")));
        assert!(result.is_err(), "{place}: {result:?}");
    }
    assert!(is_too_large(&tried(&with_cell(&words("XFE2", "x")))));
    let far = with_cell("<c t=\"inlineStr\"><is><t>x</t></is></c>").clone();
    assert!(tried(&far).is_ok());
    let row = xlsx(
        &sheet(
            "<row r=\"4294967295\"><c t=\"inlineStr\"><is><t>x</t></is></c></row>",
            "",
        ),
        &[],
        "",
    );
    assert!(is_too_large(&tried(&row)));
    // A cell of an old workbook in the last column two bytes can name.
    let mut stream = Vec::new();
    stream.extend([0x09, 0x08, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    stream.extend([0x85, 0, 12, 0, 40, 0, 0, 0, 0, 0, 4, 0]);
    stream.extend(b"Ark1");
    stream.extend([0x0A, 0, 0, 0]);
    assert_eq!(stream.len(), 40);
    stream.extend([0x09, 0x08, 16, 0, 0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    // What the sheet says of its own size is believed by nobody.
    stream.extend([
        0x00, 0x02, 14, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0,
    ]);
    stream.extend([0x03, 0x02, 14, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]);
    stream.extend(1.0_f64.to_le_bytes());
    stream.extend([0x0A, 0, 0, 0]);
    assert!(is_too_large(&tried(&compound(&stream))));
}

#[test]
fn what_a_file_says_about_its_own_size_reserves_nothing() {
    let before = peak();
    let parts = |texts: &str| {
        let whole = xlsx(
            &sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
                "",
            ),
            &[],
            "",
        );
        let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            out.raw_copy_file(archive.by_index_raw(at).unwrap()).unwrap();
        }
        out.start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
            .unwrap();
        out.write_all(texts.as_bytes()).unwrap();
        out.finish().unwrap().into_inner()
    };
    let claimed = parts("<sst count=\"1\" uniqueCount=\"99999999999999999\"><si><t>Kode</t></si></sst>");
    assert_eq!(tried(&claimed).ok(), Some(1));
    // A record that says it is a quarter of a gigabyte long.
    let mut sheet = vec![0x06, 0xFF, 0xFF, 0xFF, 0x7F];
    sheet.extend([0; 64]);
    assert!(tried(&xlsb_of(&sheet, &[])).is_err());
    // Rows and columns repeated as often as numbers go.
    let cell = "<table:table-cell table:number-columns-repeated=\"4294967295\" office:value-type=\"float\" office:value=\"1\"/>";
    assert!(is_too_large(&tried(&ods(&ods_row(&[cell.to_owned()])))));
    let wide =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let bomb = format!(
        "{}<table:table-row table:number-rows-repeated=\"4294967295\">{wide}</table:table-row>",
        ods_row(&[ods_words("Kode")])
    );
    assert!(tried(&ods(&bomb)).is_err());
    // The blank rest of a sheet is no bomb.
    let rest = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let table = format!(
        "{}{}{rest}",
        ods_row(&[ods_words("Kode"), ods_words("Navn")]),
        ods_row(&[ods_words("1010"), ods_words("Nord")])
    );
    assert_eq!(tried(&ods(&table)).ok(), Some(1));
    assert!(peak() - before < 256, "{before} to {} MB", peak());
}

#[test]
fn what_unpacks_without_end_is_stopped() {
    let before = peak();
    let long = "x".repeat(48 << 20);
    assert!(is_too_large(&tried(&with_cell(&words("A2", &long)))));
    assert!(is_too_large(&tried(&with_cell(&format!(
        "<c r=\"A2\" t=\"{long}\"><v>1</v></c>"
    )))));
    assert!(is_too_large(&tried(&ods(&ods_row(&[ods_words(&long)])))));
    let deep = "<a>".repeat(3 << 20);
    let _ = tried(&with_cell(&deep));
    let _ = tried(&ods(&deep));
    drop(deep);
    let entities = "&amp;".repeat(4 << 20);
    assert!(is_too_large(&tried(&with_cell(&words("A2", &entities)))));
    drop((long, entities));
    let archive = {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..20_000 {
            zip.start_file(format!("{number}"), SimpleFileOptions::default())
                .unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    assert!(is_too_large(&tried(&archive)));
    // The texts themselves take what this test holds of them: twice 48 MB, and what was packed of them.
    assert!(peak() - before < 256 + 160, "{before} to {} MB", peak());
}

#[test]
fn a_line_of_twenty_thousand_cells_is_no_row() {
    let before = peak();
    let line = "1;".repeat(20_000);
    let result = tried(format!("{line}\n{line}\n").as_bytes());
    assert!(matches!(result, Err(ReadError::TooLarge(Limit::Columns))), "{result:?}");
    let wide = format!("{}\n", "1;".repeat(16_000)).repeat(600);
    assert!(tried(wide.as_bytes()).is_ok());
    assert!(peak() - before < 256, "{before} to {} MB", peak());
}

/// The same numbers each time, so that a fault found is found again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// A file with a few places changed, cut, doubled, or filled with bytes that are often lengths.
fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len());
        match chance.below(6) {
            0 => bytes.truncate(at),
            1 => {
                let end = (at + chance.below(64)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            2 => {
                let end = (at + 4).min(bytes.len());
                bytes[at..end].fill(0xFF);
            }
            3 => {
                let end = (at + chance.below(16)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).unwrap();
                }
            }
        }
    }
    bytes
}

/// Changes what is packed, not the packing, so that the readers behind it are reached.
fn mutated_inside(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = chance.below(archive.len());
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut inside = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut inside).unwrap();
        let inside = if at == chosen { mutated(&inside, chance) } else { inside };
        parts.push((part.name().to_owned(), inside));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, inside)| (name.as_str(), inside.as_slice()))
        .collect();
    packed(&parts)
}

/// Files as they are before they are changed: those that are packed, and others.
struct Whole {
    packed: [Vec<u8>; 3],
    others: [Vec<u8>; 2],
}

impl Whole {
    fn new() -> Self {
        let made = || {
            vec![
                vec![Made::Words("Enhedskode"), Made::Words("Måned"), Made::Words("Tal")],
                vec![Made::Words("1010"), Made::Words("2024-01"), Made::Number(0.048, 1)],
                vec![Made::Words("1020"), Made::Words("2024-02"), Made::Number(6.5, 3)],
            ]
        };
        let formats = ["0.0%", "0.0", "[h]:mm"];
        let rows = format!(
            "<row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\" s=\"1\"><v>0.048</v></c></row><row r=\"3\">{}<c r=\"B3\"><f>1</f></c></row>",
            words("A1", "Enhedskode"),
            words("B1", "Tal"),
            words("A2", "1010"),
            words("A3", "1020")
        );
        let table = [
            ods_row(&[ods_words("Enhedskode"), ods_words("Tal")]),
            ods_row(&[
                ods_words("1010"),
                "<table:table-cell office:value-type=\"percentage\" office:value=\"0.048\"/>".to_owned(),
            ]),
        ];
        let text =
            "Enhedskode;Måned;Tal\n1010;2024-01;\"1.234,5\"\n1020;31.12.9999;148:30\n1030;2024-01-31T23:00:00Z;5,2 %\n";
        let packed = [
            xlsx(
                &sheet(&rows, "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"),
                &formats,
                "",
            ),
            xlsb(&made(), &formats),
            ods(&table.concat()),
        ];
        let others = [xls(&made(), &formats, &[[1, 2, 0, 0]]), text.as_bytes().to_vec()];
        Self { packed, others }
    }

    /// Changes each file so often, and reads what comes out.
    fn change(&self, chance: &mut Chance, rounds: usize) {
        for round in 0..rounds {
            for bytes in &self.packed {
                let _ = tried(&mutated_inside(bytes, chance));
                if round % 4 == 0 {
                    let _ = tried(&mutated(bytes, chance));
                }
            }
            for bytes in &self.others {
                let _ = tried(&mutated(bytes, chance));
            }
        }
    }
}

#[test]
fn five_hundred_files_of_each_kind_changed_at_random_do_no_harm() {
    let before = peak();
    Whole::new().change(&mut Chance(0x5EED_1234_5678_9ABC), 500);
    assert!(peak() - before < 256, "{before} to {} MB", peak());
}

/// `TRIVSEL_FUZZ_SECONDS=1200 cargo nextest run -p trivsel-documents --run-ignored only`, from `TRIVSEL_FUZZ_SEED` on. What is printed last
/// is the seed that did harm.
#[test]
#[ignore = "takes as long as one says"]
fn files_changed_at_random_for_as_long_as_one_likes_do_no_harm() {
    let said = |name: &str| -> Option<u64> { std::env::var(name).ok()?.parse().ok() };
    let until = std::time::Instant::now() + std::time::Duration::from_secs(said("TRIVSEL_FUZZ_SECONDS").unwrap_or(60));
    let (before, whole) = (peak(), Whole::new());
    let first = said("TRIVSEL_FUZZ_SEED").unwrap_or(1).max(1);
    let mut seed = first;
    while std::time::Instant::now() < until {
        eprintln!("seed {seed}");
        // Far apart, since seeds close to each other begin alike.
        whole.change(&mut Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)), 50);
        assert!(peak() - before < 256, "{before} to {} MB", peak());
        seed += 1;
    }
    eprintln!("{} seeds, 50 rounds each, {before} to {} MB", seed - first, peak());
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = tried(&bytes);
        for head in [&b"PK\x03\x04"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE"] {
            let _ = tried(&[head, &bytes].concat());
        }
    }

    #[test]
    fn any_lines_get_an_answer(text in "([a-zæøå0-9;,.|\"'/: \t-]{0,12}\r?\n){0,12}") {
        let _ = tried(text.as_bytes());
    }

    #[test]
    fn any_records_of_old_workbooks_get_an_answer(records in proptest::collection::vec((any::<u16>(), proptest::collection::vec(any::<u8>(), 0..40)), 0..20)) {
        const KNOWN: [u16; 16] = [0x0809, 0x0042, 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC, 0x003C, 0x000A, 0x0208, 0x00BD, 0x0207, 0x0203, 0x00FD, 0x0204, 0x0006];
        let mut stream = Vec::new();
        for (kind, data) in records {
            stream.extend(KNOWN[usize::from(kind) % KNOWN.len()].to_le_bytes());
            stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            stream.extend(data);
        }
        let _ = tried(&compound(&stream));
    }

    #[test]
    fn any_records_of_binary_workbooks_get_an_answer(records in proptest::collection::vec((any::<u16>(), proptest::collection::vec(any::<u8>(), 0..40)), 0..20)) {
        const KNOWN: [u16; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 176, 146];
        let mut sheet = Vec::new();
        for (kind, data) in records {
            binary(&mut sheet, KNOWN[usize::from(kind) % KNOWN.len()], &data);
        }
        let _ = tried(&xlsb_of(&sheet, &["0.0%"]));
    }
}

#[test]
fn the_list_of_sheets_is_bounded() {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let targets = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let table = sheet(&format!("<row r=\"1\">{}</row>", words("A1", "Kode")), "");
    let book = |sheets: &str| {
        packed(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/_rels/workbook.xml.rels", targets.as_bytes()),
            (
                "xl/workbook.xml",
                format!("<workbook xmlns:r=\"{relations}\"><sheets>{sheets}</sheets></workbook>").as_bytes(),
            ),
            ("xl/worksheets/sheet1.xml", table.as_bytes()),
        ])
    };
    let one = "<sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/>";
    assert!(!is_too_large(&tried(&book(&one.repeat(200)))));
    let many = book(&one.repeat(400_000));
    let before = peak();
    assert!(is_too_large(&tried(&many)));
    assert!(peak() - before < 64, "{} MB more", peak() - before);
    let name = format!("<sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/>", "A".repeat(100_000));
    assert!(is_too_large(&tried(&book(&name))));
    let table = "<table:table table:name=\"A\"></table:table>";
    let content = format!(
        "<office:document-content>{}</office:document-content>",
        table.repeat(20_000)
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    assert!(is_too_large(&tried(&packed(&[
        ("mimetype", kind),
        ("content.xml", content.as_bytes())
    ]))));
}

#[test]
fn a_long_text_is_not_said_a_million_times() {
    let long = "x".repeat(32_000);
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"900\" office:value-type=\"string\"><text:p>{long}</text:p></table:table-cell>"
    );
    let row = format!("<table:table-row table:number-rows-repeated=\"20000\">{cell}</table:table-row>");
    let table = format!("{}{row}", ods_row(&[ods_words("Kode"), ods_words("Tal")]));
    assert!(is_too_large(&tried(&ods(&table))));
}
