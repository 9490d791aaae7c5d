//! Searching the toolbox. What is typed comes in the body of a request and goes out on the page that answers it: it stands in no address, so
//! no server on the way and no history of a browser that others use keeps it, and nothing here writes it down.

use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, header};
use serde::Deserialize;
use trivsel_app::toolbox::ToolboxContents;
use trivsel_app::toolbox::own;
use trivsel_app::toolbox::tools::{self, ToolShelf};
use trivsel_domain::toolbox::{AnswerPart, FoundBy, ShownTool, ToolboxHits};

use super::{QuestionLink, Ring, asked, in_language};
use crate::Web;
use crate::failure::Answer;
use crate::pages::page;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

/// Longer texts are cut: nobody asks a toolbox with a page.
const LONGEST_QUERY: usize = 300;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedQuery {
    q: String,
}

#[derive(Template)]
#[template(path = "pages/toolbox/found.html")]
struct FoundPage {
    shell: Shell,
    ring: Ring,
    q: String,
    /// Is life at risk in what was typed? Then help comes before everything else.
    is_crisis: bool,
    title: String,
    /// Words that were read otherwise than they were typed.
    read: String,
    answers: Vec<FoundAnswer>,
    /// What the workplace has of its own: address, title, whose.
    own: Vec<(String, String, String)>,
    tools: Vec<FoundTool>,
}

/// An answer that was found.
struct FoundAnswer {
    link: QuestionLink,
    /// A piece of it that shows why.
    piece: Vec<Marked>,
    why: String,
}

/// A tool that was found.
struct FoundTool {
    shown: ShownTool,
    address: String,
    why: String,
    is_in_other_language: bool,
}

/// Words of a piece.
struct Marked {
    text: String,
    is_marked: bool,
}

pub(super) async fn search(State(web): State<Web>, session: Session, Form(typed): Form<TypedQuery>) -> Answer {
    let shell = session.shell(Station::Toolbox);
    let contents = web.app.toolbox()?;
    let q: String = typed.q.trim().chars().take(LONGEST_QUERY).collect();
    let is_danish = shell.lang == Lang::Da;
    let hits = contents.finder.find(is_danish, &q);
    let shelf = tools::shelf(&web.app, session.actor()).await?;
    let own = own::search(&web.app, session.actor(), is_danish, &q).await?;
    let mut answer = page(&FoundPage {
        ring: Ring::of(&web, &session).await?,
        is_crisis: contents.crisis.are_in(&q),
        title: title(&shell, &hits),
        read: read(&shell, &q, &hits),
        own: own
            .into_iter()
            .map(|tool| (urls::toolbox_tool(tool.code), tool.title, tool.publisher))
            .collect(),
        answers: answers(&shell, &contents, &hits),
        tools: found_tools(&shell, &contents, &shelf, &hits),
        q,
        shell,
    })?;
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

fn title(shell: &Shell, hits: &ToolboxHits) -> String {
    if hits.are_none() {
        return shell.t("toolbox-found-none").into_owned();
    }
    shell
        .with("toolbox-found")
        .count("answers", hits.answers.len())
        .count("tools", hits.tools.len())
        .to_string()
}

/// Which words were read as others, in a sentence; empty when all were read as they stand.
fn read(shell: &Shell, q: &str, hits: &ToolboxHits) -> String {
    let meant = hits.read.iter().filter_map(|read| {
        let typed = q.get(read.asked.clone())?;
        let searched = read.searched.first()?;
        Some((typed, searched))
    });
    let Some((typed, searched)) = meant.into_iter().next() else {
        return String::new();
    };
    shell
        .with("toolbox-read-as")
        .text("typed", typed)
        .text("searched", searched)
        .to_string()
}

fn answers(shell: &Shell, contents: &ToolboxContents, hits: &ToolboxHits) -> Vec<FoundAnswer> {
    let is_danish = shell.lang == Lang::Da;
    let found = hits.answers.iter().filter_map(|hit| {
        let question = contents.questions.iter().find(|one| one.code == hit.key)?;
        let answer = in_language(shell, question);
        let paragraphs = AnswerPart::ALL.into_iter().flat_map(|part| answer.part(part));
        let text = paragraphs.map(|text| plain(text)).collect::<Vec<_>>().join(" ");
        let piece = contents.finder.excerpt(is_danish, &text, hit);
        let mut marked = Vec::new();
        let mut at = piece.range.start;
        for mark in &piece.marks {
            push(&mut marked, text.get(at..mark.start), false);
            push(&mut marked, text.get(mark.clone()), true);
            at = mark.end;
        }
        push(&mut marked, text.get(at..piece.range.end), false);
        Some(FoundAnswer {
            link: asked(shell, question),
            piece: marked,
            why: shell.code("toolbox-found-by", FoundBy::of(hit).code()),
        })
    });
    found.collect()
}

fn push(pieces: &mut Vec<Marked>, text: Option<&str>, is_marked: bool) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        pieces.push(Marked {
            text: text.to_owned(),
            is_marked,
        });
    }
}

/// A paragraph without its stars and the numbers of its sources.
pub(super) fn plain(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    let mut rest = paragraph;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((number, behind)) if number.chars().all(|letter| letter.is_ascii_digit()) => rest = behind,
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.replace('*', "").replace(" .", ".")
}

fn found_tools(shell: &Shell, contents: &ToolboxContents, shelf: &ToolShelf, hits: &ToolboxHits) -> Vec<FoundTool> {
    let found = hits.tools.iter().filter_map(|hit| {
        let tool = contents.tools.iter().find(|tool| tool.id == hit.key)?;
        Some(FoundTool {
            is_in_other_language: !tool.language.iter().any(|code| code == shell.lang.code()),
            why: shell.code("toolbox-found-by", FoundBy::of(hit).code()),
            address: urls::toolbox_tool(tool.code()?),
            shown: shelf.shown(tool)?,
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_loses_its_marks_and_keeps_its_words() {
        assert_eq!(plain("Ring til *din* læge [1][12]."), "Ring til din læge.");
        assert_eq!(plain("Se [her] og [3]"), "Se [her] og ");
        assert_eq!(plain("en [løs"), "en [løs");
    }
}
