//! The same documents as word processors read them, for those who paste them elsewhere or write on in them.
//!
//! What stands in a [`Document`] stands here in the same order with the same headings. How a page looks is left to the reader's own program:
//! codes for telephones and drawings have no place here, the words that describe them do.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering,
    NumberingId, Paragraph, Run, RunFonts, SpecialIndentType, Start, Style as WordStyle, StyleType, Table as WordTable,
    TableCell, TableRow,
};

use crate::pdf::{Block, Document, Marks, Sheet, SignatureLine, Style, Table, Text};

/// Sizes are half points, spaces twentieths of a point.
const BODY_SIZE: usize = 22;
const AFTER_PARAGRAPH: u32 = 120;
/// The two kinds of lists, by the number their paragraphs carry.
const BULLETS: usize = 1;
const NUMBERS: usize = 2;
/// A4 in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// How far a list is moved in.
const LIST_INDENT: i32 = 360;

/// The document could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("the document for word processors could not be packed")]
pub struct DocxError {
    reason: String,
}

impl DocxError {
    /// What the writer said.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// The document as `.docx`. Like its PDF it is of the day it says, whenever it is made.
pub fn write_docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let day = format!("{}T00:00:00Z", document.date);
    let mut docx = styled().page_size(PAGE.0, PAGE.1).created_at(&day).updated_at(&day);
    let begins_with_sheet = matches!(document.blocks.first(), Some(Block::Sheet(_)));
    if !begins_with_sheet {
        for paragraph in head(document) {
            docx = docx.add_paragraph(paragraph);
        }
    }
    for (at, block) in document.blocks.iter().enumerate() {
        docx = with_block(docx, block, at == 0);
    }
    if let Some(line) = &document.foot_line {
        docx = docx.add_paragraph(soft(&format!("{}, {line}", document.organisation)));
    }
    let mut file = Cursor::new(Vec::new());
    docx.build().pack(&mut file).map_err(|error| DocxError {
        reason: error.to_string(),
    })?;
    Ok(file.into_inner())
}

/// Headings by the names word processors know, so that an outline can be made of them.
fn styled() -> Docx {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let mut docx = Docx::new().default_size(BODY_SIZE).default_fonts(fonts);
    docx = docx.add_style(
        WordStyle::new("Title", StyleType::Paragraph)
            .name("Title")
            .size(48)
            .bold(),
    );
    for (level, size) in [(1, 32), (2, 26), (3, 23), (4, 22)] {
        let style = WordStyle::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .size(size)
            .bold()
            .outline_lvl(level - 1);
        docx = docx.add_style(style);
    }
    for (id, format, text) in [(BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%1.")] {
        let level = Level::new(
            0,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        )
        .indent(
            Some(LIST_INDENT),
            Some(SpecialIndentType::Hanging(LIST_INDENT)),
            None,
            None,
        );
        docx = docx
            .add_abstract_numbering(AbstractNumbering::new(id).add_level(level))
            .add_numbering(Numbering::new(id, id));
    }
    docx
}

/// What stands above everything: whose it is, title, what it says of itself.
fn head(document: &Document) -> Vec<Paragraph> {
    let mut paragraphs = vec![
        soft(&document.organisation),
        spaced(
            Paragraph::new()
                .style("Title")
                .add_run(Run::new().add_text(clean(&document.title))),
        ),
    ];
    paragraphs.extend(
        document
            .subtitle
            .iter()
            .chain(&document.date_line)
            .map(|line| soft(line)),
    );
    paragraphs
}

fn with_block(docx: Docx, block: &Block, is_first: bool) -> Docx {
    match block {
        Block::Heading { level, text } => docx.add_paragraph(heading(*level, text)),
        Block::Paragraph { text } => docx.add_paragraph(paragraph(text)),
        Block::List { marks, items } => items
            .iter()
            .fold(docx, |docx, item| docx.add_paragraph(point(*marks, item))),
        Block::Section {
            number,
            title,
            question,
            blocks,
        } => {
            let title = match number {
                Some(number) => format!("{number}. {title}"),
                None => title.clone(),
            };
            let mut docx = docx.add_paragraph(heading(1, &title));
            if let Some(question) = question.as_ref().filter(|question| !question.is_empty()) {
                docx = docx.add_paragraph(soft(question));
            }
            blocks.iter().fold(docx, |docx, block| with_block(docx, block, false))
        }
        Block::Definition { term, blocks } => {
            let docx = docx.add_paragraph(paragraph(&Text::strong(term.clone())));
            blocks.iter().fold(docx, |docx, block| with_block(docx, block, false))
        }
        Block::Table(table) => with_table(docx, table),
        Block::Figure { alt, caption, .. } => {
            let docx = docx.add_paragraph(soft(alt));
            match caption {
                Some(caption) => docx.add_paragraph(paragraph(&Text::plain(caption.clone()))),
                None => docx,
            }
        }
        Block::Notice { title, text, .. } => {
            let docx = match title {
                Some(title) => docx.add_paragraph(paragraph(&Text::strong(title.clone()))),
                None => docx,
            };
            docx.add_paragraph(paragraph(text))
        }
        Block::Signature { lines } => lines
            .iter()
            .fold(docx, |docx, line| docx.add_paragraph(signature(line))),
        Block::Sheet(sheet) => with_sheet(docx, sheet, is_first),
        // Cards are cut out and posters hung up as they were set: nobody writes on in them.
        Block::Cards(_) | Block::TalkCards { .. } | Block::Poster(_) | Block::Board(_) => docx,
        Block::PageBreak => docx.add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page))),
    }
}

fn with_sheet(docx: Docx, sheet: &Sheet, is_first: bool) -> Docx {
    let title = heading(1, &sheet.title).page_break_before(!is_first);
    docx.add_paragraph(title).add_paragraph(soft(&sheet.line))
}

fn with_table(docx: Docx, table: &Table) -> Docx {
    if table.head.is_empty() {
        return docx;
    }
    let docx = match &table.caption {
        Some(caption) => docx.add_paragraph(paragraph(&Text::strong(caption.clone()))),
        None => docx,
    };
    let cell = |text: &Text| TableCell::new().add_paragraph(with_runs(Paragraph::new(), text));
    let head = table.head.iter().map(|name| cell(&Text::strong(name.clone())));
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    let blank = Text::default();
    for row in &table.rows {
        let cells = (0..table.head.len()).map(|at| cell(row.get(at).unwrap_or(&blank)));
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    let docx = docx.add_table(WordTable::new(rows));
    match &table.note {
        Some(note) => docx.add_paragraph(soft(note)),
        None => docx.add_paragraph(Paragraph::new()),
    }
}

fn heading(level: u8, text: &str) -> Paragraph {
    let style = format!("Heading{}", level.clamp(1, 4));
    let text = Run::new().add_text(clean(text));
    spaced(Paragraph::new().style(&style).keep_next(true).add_run(text))
}

fn paragraph(text: &Text) -> Paragraph {
    spaced(with_runs(Paragraph::new(), text))
}

fn point(marks: Marks, text: &Text) -> Paragraph {
    let kind = match marks {
        Marks::Bullets => BULLETS,
        Marks::Numbers => NUMBERS,
    };
    paragraph(text).numbering(NumberingId::new(kind), IndentLevel::new(0))
}

fn soft(text: &str) -> Paragraph {
    paragraph(&Text::default().then(text, Style::Soft))
}

/// A line to sign on, with who it is for.
fn signature(line: &SignatureLine) -> Paragraph {
    let name = line.name.as_deref().unwrap_or_default();
    let who = if name.is_empty() {
        line.role.clone()
    } else {
        format!("{}: {name}", line.role)
    };
    paragraph(&Text::plain(format!("\n{}\n{who}", "_".repeat(40))))
}

fn spaced(paragraph: Paragraph) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().after(AFTER_PARAGRAPH))
}

/// The pieces of a text in their styles; a line feed breaks the line. Where a piece leads somewhere, the address stands behind it.
fn with_runs(paragraph: Paragraph, text: &Text) -> Paragraph {
    text.0.iter().fold(paragraph, |paragraph, span| {
        let mut run = Run::new();
        for (at, line) in span.text.split('\n').enumerate() {
            if at > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            run = run.add_text(clean(line));
        }
        let run = match span.style {
            Style::Plain => run,
            Style::Strong => run.bold(),
            Style::Soft => run.color("565A5B"),
        };
        let address = span.link.as_ref().filter(|address| !address.is_empty());
        match address.filter(|address| **address != span.text) {
            Some(address) => paragraph
                .add_run(run)
                .add_run(Run::new().add_text(format!(" ({})", clean(address)))),
            None => paragraph.add_run(run),
        }
    })
}

/// XML has no place for most control characters, however they came into a text.
fn clean(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use super::*;
    use crate::Language;

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            language: Language::Danish,
            title: "Ro om <medicinen> & morgenen".to_owned(),
            subtitle: None,
            organisation: "Opfundet Kommune".to_owned(),
            date: "2026-11-21".parse().unwrap(),
            date_line: Some("Aftalt".to_owned()),
            page_line: String::new(),
            foot_line: None,
            is_one_sheet: false,
            blocks,
        }
    }

    /// The text of the packed document, opened again.
    fn opened(document: &Document) -> String {
        let bytes = write_docx(document).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name("word/document.xml")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn what_stands_in_a_document_is_read_back_in_its_order() {
        let told = opened(&document(vec![
            Block::heading(2, "HVAD"),
            Block::list(["Telefonen\u{1} ringer", "Ruten"]),
            Block::Table(Table::new(
                &["Hvem", "Senest"],
                vec![vec!["Ali".into(), "01.12.2026".into()], vec!["Mette".into()]],
                &[],
            )),
            Block::Signature {
                lines: vec![SignatureLine {
                    role: "Leder".to_owned(),
                    name: Some("Karen Holst".to_owned()),
                }],
            },
        ]));
        let order = [
            "Ro om &lt;medicinen&gt; &amp; morgenen",
            "Heading2",
            "HVAD",
            "Telefonen ringer",
            "Ruten",
            "Senest",
            "01.12.2026",
            "Mette",
            "Leder: Karen Holst",
        ];
        let places: Vec<usize> = order
            .iter()
            .map(|words| told.find(words).unwrap_or_else(|| unreachable!("no {words} in {told}")))
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn each_sheet_begins_a_page_but_the_first() {
        let sheet = |title: &str| {
            Block::Sheet(Sheet {
                title: title.to_owned(),
                line: String::new(),
                qr: None,
                alt: String::new(),
            })
        };
        let told = opened(&document(vec![sheet("Mosevang"), sheet("Skovbakken")]));
        assert_eq!(told.matches("Skovbakken").count(), 1);
        assert!(!told.contains("medicinen"), "a sheet has a head of its own");
        let first = told.find("Mosevang").unwrap();
        let breaks = told.match_indices("w:pageBreakBefore").map(|(at, _)| at);
        let real: Vec<usize> = breaks.filter(|at| *at > first).collect();
        assert!(!real.is_empty(), "{told}");
    }
}
