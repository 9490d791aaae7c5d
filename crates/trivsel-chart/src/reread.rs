//! Reads a written SVG again, for tests: what stands where, and that no text lies on another or outside the picture.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "only tests read pictures"
)]

use crate::{Weight, width};

/// The value of an attribute of an element written on one line.
pub(crate) fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
    element[start..].split('"').next()
}

pub(crate) fn coordinate(element: &str, name: &str) -> f64 {
    attribute(element, name)
        .unwrap_or_else(|| panic!("no {name} in {element}"))
        .parse()
        .unwrap()
}

#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

pub(crate) fn texts(drawing: &str) -> Vec<Seen> {
    drawing
        .lines()
        .filter(|element| element.starts_with("<text"))
        .map(seen)
        .collect()
}

fn seen(element: &str) -> Seen {
    let text = element
        .split_once('>')
        .unwrap()
        .1
        .trim_end_matches("</svg>")
        .trim_end_matches("</text>");
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    let class = attribute(element, "class").unwrap_or_default();
    let is_bold = class.split(' ').any(|name| name == "b" || name == "t1") || element.contains("font-weight=\"600\"");
    let wide = width(&text, if is_bold { Weight::SemiBold } else { Weight::Regular }, 14.0);
    let (x, y) = (coordinate(element, "x"), coordinate(element, "y"));
    let left = match attribute(element, "text-anchor") {
        Some("middle") => x - wide / 2.0,
        Some("end") => x - wide,
        _ => x,
    };
    Seen {
        text,
        left,
        right: left + wide,
        top: y - 12.0,
        bottom: y + 4.0,
    }
}

/// The wide drawing, the narrow one, and the one for paper.
pub(crate) fn three(page: &str, print: String) -> Vec<String> {
    let (wide, narrow) = page.split_once("</svg>").expect("two drawings");
    vec![wide.to_owned(), narrow.to_owned(), print]
}

pub(crate) fn check_texts(drawing: &str) -> Result<(), String> {
    let view: Vec<f64> = attribute(drawing, "viewBox")
        .unwrap()
        .split(' ')
        .map(|side| side.parse().unwrap())
        .collect();
    let all = texts(drawing);
    for (order, one) in all.iter().enumerate() {
        if one.left < -0.1 || one.top < -0.1 || one.right > view[2] + 0.1 || one.bottom > view[3] + 0.1 {
            return Err(format!("outside the picture: {one:?}"));
        }
        for other in &all[order + 1..] {
            // 0.1 = what rounding the coordinates to one decimal may cost.
            let beside = one.right <= other.left + 0.1 || other.right <= one.left + 0.1;
            let above = one.bottom <= other.top + 0.1 || other.bottom <= one.top + 0.1;
            if !beside && !above {
                return Err(format!("{one:?} lies on {other:?}"));
            }
        }
    }
    Ok(())
}

pub(crate) fn says(drawing: &str, text: &str) -> bool {
    texts(drawing).iter().any(|seen| seen.text == text)
}

/// The strokes of the first line with the given class.
pub(crate) fn strokes<'t>(drawing: &'t str, class: &str) -> Vec<&'t str> {
    let path = drawing
        .lines()
        .find(|element| element.starts_with("<path") && element.contains(class))
        .unwrap_or_default();
    attribute(path, "d")
        .unwrap_or_default()
        .split('M')
        .filter(|stroke| !stroke.is_empty())
        .collect()
}
