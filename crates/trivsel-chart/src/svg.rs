//! Writes a drawing as SVG text, for a page or for paper.

mod looks;

use std::fmt::Write as _;

use crate::canvas::{Anchor, Canvas, Label, Shape};

/// Where the drawing will be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// Inside a page: classes and custom properties.
    Page,
    /// A file of its own or a document: plain colours of the light theme on white.
    Paper,
}

/// What stands on the outermost element.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Heading<'a> {
    /// A picture that says what it is. The id begins the ids of its title and description.
    Named {
        class: &'a str,
        id: &'a str,
        title: &'a str,
        desc: &'a str,
    },
    /// A picture whose numbers stand beside it, hidden from those who listen.
    Silent { class: &'a str },
}

pub(crate) fn write(canvas: &Canvas, heading: Heading<'_>, medium: Medium) -> String {
    let mut out = String::with_capacity(4096 + canvas.shapes.len() * 80);
    open(&mut out, canvas, heading, medium);
    for shape in &canvas.shapes {
        write_shape(&mut out, shape, medium);
    }
    out.push_str("</svg>");
    out
}

fn open(out: &mut String, canvas: &Canvas, heading: Heading<'_>, medium: Medium) {
    let (width, height) = (number(canvas.width), number(canvas.height));
    out.push_str("<svg");
    match (medium, heading) {
        (Medium::Paper, _) => push(
            out,
            format_args!(" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\""),
        ),
        (Medium::Page, Heading::Named { class, .. } | Heading::Silent { class }) => {
            push(out, format_args!(" class=\"{class}\""))
        }
    }
    push(out, format_args!(" viewBox=\"0 0 {width} {height}\""));
    match heading {
        Heading::Named { id, title, desc, .. } => {
            let (id, title, desc) = (identifier(id), escape(title), escape(desc));
            push(out, format_args!(" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">"));
            push(
                out,
                format_args!("<title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{desc}</desc>\n"),
            );
        }
        Heading::Silent { .. } => out.push_str(" aria-hidden=\"true\">\n"),
    }
    if medium == Medium::Paper {
        push(
            out,
            format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"),
        );
    }
}

fn write_shape(out: &mut String, shape: &Shape, medium: Medium) {
    match shape {
        Shape::Line { from, to, ink } => {
            let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(number);
            let looks = looks::of_ink(*ink, medium);
            push(
                out,
                format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {looks}/>\n"),
            );
        }
        Shape::Field { field, ink } => {
            let [x, y] = [field.left, field.top].map(number);
            let [width, height] = [field.right - field.left, field.bottom - field.top].map(number);
            let looks = looks::of_ink(*ink, medium);
            push(
                out,
                format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {looks}/>\n"),
            );
        }
        Shape::Circle { at, radius, ink } => {
            let [x, y, radius] = [at.0, at.1, *radius].map(number);
            let looks = looks::of_ink(*ink, medium);
            push(
                out,
                format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {looks}/>\n"),
            );
        }
        Shape::Path { strokes, closed, ink } => {
            let looks = looks::of_ink(*ink, medium);
            push(
                out,
                format_args!("<path d=\"{}\" {looks}/>\n", path_data(strokes, *closed)),
            );
        }
        Shape::Text(label) => write_text(out, label, medium),
    }
}

fn write_text(out: &mut String, label: &Label, medium: Medium) {
    let [x, y] = [label.x, label.baseline].map(number);
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (looks, text) = (looks::of_tone(label.tone, medium), escape(&label.text));
    push(
        out,
        format_args!("<text x=\"{x}\" y=\"{y}\"{looks}{anchor}>{text}</text>\n"),
    );
}

fn path_data(strokes: &[Vec<(f64, f64)>], closed: bool) -> String {
    let mut data = String::new();
    for stroke in strokes {
        for (order, (x, y)) in stroke.iter().enumerate() {
            data.push(if order == 0 { 'M' } else { 'L' });
            data.push_str(&number(*x));
            data.push(' ');
            data.push_str(&number(*y));
        }
        if closed {
            data.push('Z');
        }
    }
    data
}

/// A coordinate with at most one decimal.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text that can stand between tags and inside quotes. Signs that XML forbids are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => safe.push(letter),
        }
    }
    safe
}

/// An id that is the same whatever the caller's prefix holds beside letters, digits, "-" and "_".
pub(crate) fn identifier(prefix: &str) -> String {
    let safe: String = prefix
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || letter == '_' {
                letter
            } else {
                '-'
            }
        })
        .collect();
    if safe.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        safe
    } else {
        format!("p{safe}")
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_would_read_as_markup_is_escaped() {
        assert_eq!(
            escape("<b>A & \"B\"</b>'\u{7}"),
            "&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;&#39;"
        );
    }

    #[test]
    fn coordinates_are_short_and_never_minus_zero() {
        assert_eq!([34.0, 284.44, -0.01, -3.25].map(number), ["34", "284.4", "0", "-3.2"]);
    }

    #[test]
    fn an_id_holds_nothing_that_would_break_an_attribute() {
        assert_eq!(identifier("a\" b"), "a--b");
        assert_eq!(identifier("7"), "p7");
    }
}
