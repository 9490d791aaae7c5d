//! Workbooks made byte by byte, for what no writer at hand would write.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of these parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(targets: &[(&str, &str, &str)]) -> String {
    let lines = targets.iter().map(|(id, kind, target)| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    });
    format!("<Relationships>{}</Relationships>", lines.collect::<String>())
}

/// An XLSX with this sheet, these formats (from number 1 on; 0 is the plain one) and these attributes of `calcPr`.
pub(crate) fn xlsx(sheet: &str, formats: &[&str], calculation: &str) -> Vec<u8> {
    let escaped = |code: &str| code.replace('"', "&quot;");
    let written: String = (164..)
        .zip(formats)
        .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code)))
        .collect();
    let used: String = (164..)
        .zip(formats)
        .map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>"))
        .collect();
    let styles = format!(
        "<styleSheet><numFmts>{written}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{used}</cellXfs></styleSheet>"
    );
    let book = format!(
        "<workbook xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Ark1\" sheetId=\"1\" r:id=\"rId1\"/></sheets><calcPr {calculation}/></workbook>"
    );
    packed(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        (
            "_rels/.rels",
            relations(&[("rId1", "officeDocument", "xl/workbook.xml")]).as_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "styles", "styles.xml"),
            ])
            .as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A sheet of these rows, and what stands behind them.
pub(crate) fn sheet(rows: &str, behind: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>")
}

/// A cell with text.
pub(crate) fn words(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// An ODS with this table's rows.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Ark1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A row of an ODS.
pub(crate) fn ods_row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

/// A text cell of an ODS.
pub(crate) fn ods_words(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

/// A cell of an XLS or XLSB.
pub(crate) enum Made {
    Words(&'static str),
    /// A number and the number of its format.
    Number(f64, u16),
    /// A formula whose value was never calculated.
    Blank,
}

fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
    out.extend(data);
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut data = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    data.push(1);
    data.extend(units.into_iter().flat_map(u16::to_le_bytes));
    data
}

/// An XLS with these rows, formats (from number 1 on) and merged areas (first and last row, first and last column).
pub(crate) fn xls(rows: &[Vec<Made>], formats: &[&str], merged: &[[u16; 4]]) -> Vec<u8> {
    let mut sheet = Vec::new();
    record(
        &mut sheet,
        0x0809,
        &[0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let place = |format: u16| [row.to_le_bytes(), column.to_le_bytes(), format.to_le_bytes()].concat();
            match cell {
                Made::Words(text) => record(&mut sheet, 0x0204, &[place(0), wide(text)].concat()),
                Made::Number(number, format) => {
                    record(
                        &mut sheet,
                        0x0203,
                        &[place(*format), number.to_le_bytes().to_vec()].concat(),
                    );
                }
                Made::Blank => {}
            }
        }
    }
    for area in merged {
        let area = area.iter().flat_map(|number| number.to_le_bytes());
        record(
            &mut sheet,
            0x00E5,
            &1_u16.to_le_bytes().into_iter().chain(area).collect::<Vec<u8>>(),
        );
    }
    record(&mut sheet, 0x000A, &[]);
    compound(&globals(formats, &sheet))
}

/// The globals of an XLS, with one sheet behind them.
fn globals(formats: &[&str], sheet: &[u8]) -> Vec<u8> {
    let mut globals = Vec::new();
    record(
        &mut globals,
        0x0809,
        &[0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    for (id, code) in (164_u16..).zip(formats) {
        record(&mut globals, 0x041E, &[id.to_le_bytes().to_vec(), wide(code)].concat());
    }
    let ids = std::iter::once(0).chain((164_u16..).zip(formats).map(|(id, _)| id));
    for id in ids {
        let mut data = [0; 20];
        data[2..4].copy_from_slice(&id.to_le_bytes());
        record(&mut globals, 0x00E0, &data);
    }
    let name = [&[0, 0, 4, 0], b"Ark1".as_slice()].concat();
    let behind = globals.len() + 4 + 4 + name.len() + 4;
    record(
        &mut globals,
        0x0085,
        &[u32::try_from(behind).unwrap().to_le_bytes().to_vec(), name].concat(),
    );
    record(&mut globals, 0x000A, &[]);
    assert_eq!(globals.len(), behind);
    globals.extend_from_slice(sheet);
    globals
}

/// A compound file with this stream of a workbook.
pub(crate) fn compound(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A record of an XLSB.
pub(crate) fn binary(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    if kind < 128 {
        out.push(u8::try_from(kind).unwrap());
    } else {
        out.push(u8::try_from(kind & 0x7F).unwrap() | 0x80);
        out.push(u8::try_from(kind >> 7).unwrap());
    }
    let mut length = data.len();
    loop {
        let low = u8::try_from(length & 0x7F).unwrap();
        length >>= 7;
        out.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    out.extend(data);
}

fn binary_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length
        .into_iter()
        .chain(units.into_iter().flat_map(u16::to_le_bytes))
        .collect()
}

/// An XLSB with these rows and formats (from number 1 on).
pub(crate) fn xlsb(rows: &[Vec<Made>], formats: &[&str]) -> Vec<u8> {
    let mut sheet = Vec::new();
    for (row, cells) in (0_u32..).zip(rows) {
        binary(&mut sheet, 0, &[row.to_le_bytes().as_slice(), &[0; 13]].concat());
        for (column, cell) in (0_u32..).zip(cells) {
            let place = |format: u16| [column.to_le_bytes(), u32::from(format).to_le_bytes()].concat();
            match cell {
                Made::Words(text) => binary(&mut sheet, 6, &[place(0), binary_text(text)].concat()),
                Made::Number(number, format) => {
                    binary(&mut sheet, 5, &[place(*format), number.to_le_bytes().to_vec()].concat());
                }
                Made::Blank => {}
            }
        }
    }
    binary(&mut sheet, 146, &[]);
    xlsb_of(&sheet, formats)
}

/// An XLSB with this part as its sheet.
pub(crate) fn xlsb_of(sheet: &[u8], formats: &[&str]) -> Vec<u8> {
    let mut styles = Vec::new();
    for (id, code) in (164_u16..).zip(formats) {
        binary(
            &mut styles,
            44,
            &[id.to_le_bytes().to_vec(), binary_text(code)].concat(),
        );
    }
    binary(&mut styles, 617, &[]);
    for id in std::iter::once(0).chain((164_u16..).zip(formats).map(|(id, _)| id)) {
        binary(
            &mut styles,
            47,
            &[[0, 0].as_slice(), &id.to_le_bytes(), &[0; 12]].concat(),
        );
    }
    binary(&mut styles, 618, &[]);
    let mut book = Vec::new();
    let line = [vec![0; 8], binary_text("rId1"), binary_text("Ark1")].concat();
    binary(&mut book, 156, &line);
    packed(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        (
            "_rels/.rels",
            relations(&[("rId1", "officeDocument", "xl/workbook.bin")]).as_bytes(),
        ),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("rId2", "styles", "styles.bin"),
            ])
            .as_bytes(),
        ),
        ("xl/workbook.bin", &book),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", sheet),
    ])
}
