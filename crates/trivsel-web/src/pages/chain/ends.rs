//! The two lines every page of something in the chain has: what it came of, and what came of it.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::Safe;
use trivsel_app::AppError;
use trivsel_app::chain::{self, ChainEnd, Ends};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{BoardId, NoteId, PlanId};

use super::stations;
use crate::Web;
use crate::failure::Failure;
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// So many links stand in a line; more are counted.
const MOST_LINKS: usize = 3;

#[derive(Template)]
#[template(path = "pages/chain/ends.html")]
struct EndsPart {
    shell: Shell,
    came_of: EndLine,
    became: EndLine,
    address: String,
    add_address: Option<String>,
}

/// One of the two lines.
struct EndLine {
    links: Vec<Link>,
    /// How many more there are.
    more: usize,
}

struct Link {
    /// Where it leads; empty for what cannot be opened.
    address: String,
    words: String,
}

impl EndsPart {
    fn is_empty(&self) -> bool {
        self.came_of.links.is_empty() && self.became.links.is_empty()
    }
}

/// The two lines of something; nothing where the visitor may not read it, or where there is nothing to say.
pub(crate) async fn lines(web: &Web, session: &Session, node: Node) -> Result<Safe<String>, Failure> {
    let mut found = lines_of(web, session, &[node]).await?;
    Ok(found.remove(&node).unwrap_or_else(|| Safe(String::new())))
}

/// The same for several things on one page.
pub(crate) async fn lines_of(
    web: &Web,
    session: &Session,
    nodes: &[Node],
) -> Result<BTreeMap<Node, Safe<String>>, Failure> {
    let shell = session.shell(Station::FollowUp);
    let mut found = BTreeMap::new();
    for ends in chain::ends_of_many(&web.app, session.actor(), nodes).await? {
        found.insert(ends.node, part(&shell, &ends)?);
    }
    Ok(found)
}

/// The two lines of a plan, all of its own lines together.
pub(crate) async fn lines_of_plan(web: &Web, session: &Session, plan: PlanId) -> Result<Safe<String>, Failure> {
    match chain::ends_of_plan(&web.app, session.actor(), plan).await? {
        Some(ends) => part(&session.shell(Station::FollowUp), &ends),
        None => Ok(Safe(String::new())),
    }
}

/// What came of the chosen notes of a board, note by note.
pub(crate) async fn lines_of_board(
    web: &Web,
    session: &Session,
    board: BoardId,
) -> Result<BTreeMap<NoteId, Safe<String>>, Failure> {
    let shell = session.shell(Station::FollowUp);
    let found = chain::ends_of_board(&web.app, session.actor(), board).await?;
    found
        .into_iter()
        .map(|(note, ends)| Ok((note, part(&shell, &ends)?)))
        .collect()
}

fn part(shell: &Shell, ends: &Ends) -> Result<Safe<String>, Failure> {
    let address = urls::chain(ends.node);
    let part = EndsPart {
        came_of: line(shell, ends.came_of.iter().map(|(end, _)| end)),
        became: line(shell, ends.became.iter()),
        add_address: ends.may_change.then(|| format!("{address}/origins/new")),
        address,
        shell: shell.clone(),
    };
    let text = part
        .render()
        .map_err(|error| AppError::internal("filling in a part of a page", error))?;
    Ok(Safe(text))
}

fn line<'a>(shell: &Shell, ends: impl Iterator<Item = &'a ChainEnd>) -> EndLine {
    let mut links: Vec<Link> = Vec::new();
    let mut has_hidden = false;
    for end in ends {
        match end {
            ChainEnd::Seen(seen) => links.push(Link {
                address: urls::chain_place(seen.place),
                words: stations::link_title(shell, seen),
            }),
            ChainEnd::Gone(words) => links.push(Link {
                address: String::new(),
                words: words.clone(),
            }),
            // Said once, so that nobody counts them.
            ChainEnd::Hidden if has_hidden => {}
            ChainEnd::Hidden => {
                has_hidden = true;
                links.push(Link {
                    address: String::new(),
                    words: shell.t("chain-hidden").into_owned(),
                });
            }
        }
    }
    let more = links.len().saturating_sub(MOST_LINKS);
    links.truncate(MOST_LINKS);
    EndLine { links, more }
}
