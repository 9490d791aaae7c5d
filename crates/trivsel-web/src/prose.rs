//! Long texts as people typed them, on a page: paragraphs, their own line breaks, and simple lists. Everything is escaped.

use askama::filters::Safe;
use trivsel_domain::text::{TextBlock, blocks};

/// A long text as HTML. Nothing gives nothing.
pub(crate) fn prose(text: &str) -> Safe<String> {
    let mut html = String::new();
    for block in blocks(text) {
        match block {
            TextBlock::Paragraph(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                html.push_str("<p>");
                html.push_str(&lines.join("<br>"));
                html.push_str("</p>");
            }
            TextBlock::List(points) => {
                html.push_str("<ul class=\"bullets\">");
                for point in points {
                    html.push_str("<li>");
                    html.push_str(&escaped(&point));
                    html.push_str("</li>");
                }
                html.push_str("</ul>");
            }
        }
    }
    Safe(html)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_keep_their_form_and_nothing_in_them_becomes_code() {
        let html = prose("Vi gør:\n- <b>et</b> & \"to\"\n\nSlut.\nNy linje.").0;
        assert_eq!(
            html,
            "<p>Vi gør:</p><ul class=\"bullets\"><li>&lt;b&gt;et&lt;/b&gt; &amp; &quot;to&quot;</li></ul><p>Slut.<br>Ny linje.</p>"
        );
        assert_eq!(prose("  ").0, "");
    }
}
