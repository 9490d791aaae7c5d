//! Long texts as people typed them, on a page: paragraphs, their own line breaks, simple lists, and addresses one can follow. Everything is
//! escaped.

use askama::filters::Safe;
use linkify::{LinkFinder, LinkKind};
use trivsel_domain::text::{TextBlock, blocks};

/// A long text as HTML. Nothing gives nothing.
pub(crate) fn prose(text: &str) -> Safe<String> {
    let mut html = String::new();
    for block in blocks(text) {
        match block {
            TextBlock::Paragraph(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| linked(line)).collect();
                html.push_str("<p>");
                html.push_str(&lines.join("<br>"));
                html.push_str("</p>");
            }
            TextBlock::List(points) => {
                html.push_str("<ul class=\"bullets\">");
                for point in points {
                    html.push_str("<li>");
                    html.push_str(&linked(&point));
                    html.push_str("</li>");
                }
                html.push_str("</ul>");
            }
        }
    }
    Safe(html)
}

/// A line with its web addresses and mail addresses as links. What is linked is what stands there: nobody is led elsewhere than they read.
/// Without `https://` or `www.` a word with a dot in it stays a word, for "f.eks" and "referat.docx" are no addresses.
fn linked(line: &str) -> String {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    finder
        .spans(line)
        .map(|span| {
            let words = escaped(span.as_str());
            match target(span.as_str(), span.kind()) {
                Some(target) => format!(
                    "<a href=\"{}\" rel=\"noreferrer nofollow\">{words}</a>",
                    escaped(&target)
                ),
                None => words,
            }
        })
        .collect()
}

/// Where typed words lead, if they are an address: only the web and a mail program, never a script or a file.
fn target(words: &str, kind: Option<&LinkKind>) -> Option<String> {
    let begins = |with: &str| {
        words
            .get(..with.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(with))
    };
    match kind? {
        LinkKind::Email => Some(format!("mailto:{words}")),
        LinkKind::Url if begins("https://") || begins("http://") => Some(words.to_owned()),
        LinkKind::Url if begins("www.") => Some(format!("https://{words}")),
        _ => None,
    }
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

    #[test]
    fn typed_addresses_can_be_followed_and_lead_where_they_say() {
        let html = prose("Se https://at.dk/psykisk?a=1&b=2, www.bfa.dk. Skriv til hr@fjordby.example").0;
        assert_eq!(
            html,
            "<p>Se <a href=\"https://at.dk/psykisk?a=1&amp;b=2\" rel=\"noreferrer nofollow\">\
             https://at.dk/psykisk?a=1&amp;b=2</a>, \
             <a href=\"https://www.bfa.dk\" rel=\"noreferrer nofollow\">www.bfa.dk</a>. \
             Skriv til <a href=\"mailto:hr@fjordby.example\" rel=\"noreferrer nofollow\">hr@fjordby.example</a></p>"
        );
    }

    #[test]
    fn words_that_only_look_like_addresses_stay_words_and_none_becomes_code() {
        for text in [
            "javascript:alert(1)",
            "javascript://x.dk/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "f.eks. referat.docx og kl. 8.30",
        ] {
            assert!(!prose(text).0.contains("<a "), "{text}");
        }
        let html = prose("https://x.dk/\"onmouseover=\"alert(1) https://x.dk/<script>").0;
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(
            html.matches("href=\"").count(),
            html.matches(" rel=\"noreferrer").count(),
            "{html}"
        );
        assert!(!html.contains("\"onmouseover"), "{html}");
    }
}
