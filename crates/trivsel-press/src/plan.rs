//! From the view model to the data the template reads: levels in order, widths of columns, printable letters.

use chrono::Datelike;
use serde_json::{Value, json};

use trivsel_documents::pdf::{Block, Document, PdfError};

use crate::letters::make_printable;

/// A column whose longest cell is no longer than this keeps it on one line.
const SHORT: usize = 14;

pub(super) struct Planned {
    pub(super) json: Vec<u8>,
    /// The modules of all QR codes, one after the other.
    pub(super) drawings: Vec<u8>,
    pub(super) missing: Vec<char>,
}

pub(super) fn of(document: &Document) -> Result<Planned, PdfError> {
    let mut tree = serde_json::to_value(document).map_err(PdfError::Data)?;
    let drawings = take_drawings(document, &mut tree);
    let missing = make_printable(&mut tree);
    name_what_must_have_a_name(&mut tree);
    if let Some(Value::Array(blocks)) = tree.get_mut("blocks") {
        order_levels(blocks, &mut 0, 1);
        blocks.iter_mut().for_each(add_widths);
    }
    let date = document.date;
    put(
        &mut tree,
        "date",
        json!({ "year": date.year(), "month": date.month(), "day": date.day() }),
    );
    let json = serde_json::to_vec(&tree).map_err(PdfError::Data)?;
    Ok(Planned {
        json,
        drawings,
        missing,
    })
}

/// Gathers the drawings of all cards, posters and sheets, and tells each where its own begins.
fn take_drawings(document: &Document, tree: &mut Value) -> Vec<u8> {
    let mut drawings = Vec::new();
    let blocks = tree.get_mut("blocks").and_then(Value::as_array_mut);
    for (block, in_tree) in document.blocks.iter().zip(blocks.into_iter().flatten()) {
        if let Block::Poster(poster) = block {
            put(in_tree, "drawn_at", json!(drawings.len()));
            drawings.extend_from_slice(&poster.qr.modules);
        }
        if let Block::Sheet(sheet) = block
            && let Some(qr) = &sheet.qr
        {
            put(in_tree, "drawn_at", json!(drawings.len()));
            drawings.extend_from_slice(&qr.modules);
        }
        let Block::Cards(sheet) = block else { continue };
        let cards = in_tree.get_mut("cards").and_then(Value::as_array_mut);
        for (card, in_tree) in sheet.cards.iter().zip(cards.into_iter().flatten()) {
            put(in_tree, "drawn_at", json!(drawings.len()));
            drawings.extend_from_slice(&card.qr.modules);
        }
    }
    drawings
}

/// No level may be skipped on the way down, and nothing inside a section may stand as high as the section. A heading
/// without words goes: readers of screens would stop at nothing.
fn order_levels(blocks: &mut Vec<Value>, current: &mut u64, highest: u64) {
    blocks.retain(|block| kind(block) != "heading" || has_words(block, "text"));
    for block in blocks {
        let is_section = kind(block) == "section" && has_words(block, "title");
        if is_section || kind(block) == "sheet" {
            *current = 1;
        }
        if let Some(Value::Number(level)) = block.get_mut("level") {
            *current = level.as_u64().unwrap_or(highest).clamp(highest, 4).min(*current + 1);
            *level = (*current).into();
        }
        if let Some(Value::Array(inner)) = block.get_mut("blocks") {
            order_levels(inner, current, if is_section { 2 } else { highest });
        }
    }
}

fn put(object: &mut Value, field: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}

fn kind(block: &Value) -> &str {
    block.get("kind").and_then(Value::as_str).unwrap_or_default()
}

fn has_words(value: &Value, field: &str) -> bool {
    words(value, field).is_some()
}

fn words(value: &Value, field: &str) -> Option<String> {
    value
        .get(field)
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// The standard wants a title and a text for every picture. Where the caller has none, or none of its letters can be
/// printed, the next best words stand in.
fn name_what_must_have_a_name(tree: &mut Value) {
    let title = words(tree, "title")
        .or_else(|| words(tree, "organisation"))
        .unwrap_or_else(|| "–".to_owned());
    if let Some(Value::Array(blocks)) = tree.get_mut("blocks") {
        let mut open: Vec<&mut Value> = blocks.iter_mut().collect();
        while let Some(block) = open.pop() {
            if kind(block) == "figure" && !has_words(block, "alt") {
                let alt = words(block, "caption").unwrap_or_else(|| title.clone());
                put(block, "alt", json!(alt));
            }
            if let Some(Value::Array(inner)) = block.get_mut("blocks") {
                open.extend(inner);
            }
        }
    }
    put(tree, "title", json!(title));
}

/// Adds to every table, however deep, the share of the width each column gets; 0 for "as wide as its cells".
fn add_widths(block: &mut Value) {
    if let Some(Value::Array(inner)) = block.get_mut("blocks") {
        inner.iter_mut().for_each(add_widths);
    }
    if kind(block) == "table" {
        let widths = widths(block);
        put(block, "widths", json!(widths));
    }
}

fn widths(table: &Value) -> Vec<f64> {
    let array = |field: &str| {
        table
            .get(field)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice)
    };
    let head = array("head");
    let mut widths: Vec<f64> = (0..head.len())
        .map(|column| {
            let cells = array("rows").iter().filter_map(|row| row.get(column)).map(cell_length);
            let longest = cells.max().unwrap_or(0);
            let name = head.get(column).and_then(Value::as_str).unwrap_or_default();
            let word = name
                .split_whitespace()
                .map(|word| word.chars().count())
                .max()
                .unwrap_or(0);
            let is_number = array("aligns").get(column).and_then(Value::as_str) == Some("right");
            if is_number || longest.max(word) <= SHORT {
                return 0.0;
            }
            // The square root keeps a column of long sentences from starving the others.
            u32::try_from(longest.max(word)).map_or(1.0, f64::from).sqrt()
        })
        .collect();
    if widths.iter().all(|width| *width == 0.0)
        && let Some(first) = widths.first_mut()
    {
        *first = 1.0;
    }
    widths
}

fn cell_length(cell: &Value) -> usize {
    let spans = cell.as_array().map_or(&[][..], Vec::as_slice);
    spans
        .iter()
        .filter_map(|span| span.get("text"))
        .filter_map(Value::as_str)
        .map(|text| text.chars().count())
        .sum()
}
