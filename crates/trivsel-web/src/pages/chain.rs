//! `/chain`: where something came from and what came of it, as a thread, as the same table, on paper; and saying afterwards what it came of.

mod ends;
mod print;
mod stations;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::chain::{self, Candidate, ChainEnd, Ends, Moment, SeenNode, Thread};
use trivsel_app::{AppError, Problem};
use trivsel_domain::chain::Node;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) use ends::{lines, lines_of, lines_of_board, lines_of_plan};
use stations::StationRow;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/chain/{kind}/{node}", "EMSUCKlrc", show),
        get("/chain/{kind}/{node}/thread.pdf", "EMSUCKlrc", print::show),
        get("/chain/{kind}/{node}/origins/new", "MCl", choose),
        post("/chain/{kind}/{node}/origins", "MCl", add),
        post("/chain/{kind}/{node}/origins/remove", "MCl", remove),
    ]
}

/// What an address is about.
fn node_of(kind: &str, key: &str) -> Result<Node, AppError> {
    Node::parse(kind, key).ok_or(AppError::NotFound)
}

#[derive(Template)]
#[template(path = "pages/chain/show.html")]
struct ChainShow {
    shell: Shell,
    /// The page it was asked for.
    back: String,
    title: String,
    heading: String,
    rows: Vec<StationRow>,
    has_hidden: bool,
    /// Is there anything but the thing itself?
    is_alone: bool,
    pdf: Option<String>,
    /// What it came of and may be taken back, where the visitor may: the key of each with its words.
    origins: Vec<(String, String)>,
    remove_address: String,
    /// Where it is said what it came of, where the visitor may.
    add_address: Option<String>,
}

async fn show(State(web): State<Web>, session: Session, Path((kind, key)): Path<(String, String)>) -> Answer {
    let node = node_of(&kind, &key)?;
    let thread = chain::thread(&web.app, session.actor(), node).await?;
    let ends = chain::ends(&web.app, session.actor(), node).await?;
    let shell = session.shell(Station::FollowUp);
    let address = urls::chain(node);
    page(&ChainShow {
        back: urls::chain_place(thread.of.place),
        title: stations::title(&shell, &thread.of),
        heading: heading(&shell, &thread),
        has_hidden: thread.stations.iter().any(|one| matches!(one.moment, Moment::Hidden)),
        is_alone: thread.stations.len() < 2,
        rows: stations::rows(&shell, &thread),
        pdf: shell.can_print.then(|| format!("{address}/thread.pdf")),
        origins: if ends.may_change {
            kept(&shell, &ends)
        } else {
            Vec::new()
        },
        remove_address: format!("{address}/origins/remove"),
        add_address: ends.may_change.then(|| format!("{address}/origins/new")),
        shell,
    })
}

/// What can be taken back: origins the visitor may read.
fn kept(shell: &Shell, ends: &Ends) -> Vec<(String, String)> {
    let came_of = ends.came_of.iter();
    came_of
        .filter_map(|(end, kept)| match (end, kept) {
            (ChainEnd::Seen(seen), Some(node)) => Some((source_key(*node), stations::title(shell, seen))),
            _ => None,
        })
        .collect()
}

/// A source as a form carries it.
fn source_key(node: Node) -> String {
    format!("{}/{}", node.kind().code(), node.key())
}

fn source_of(key: &str) -> Option<Node> {
    let (kind, key) = key.trim().split_once('/')?;
    Node::parse(kind, key)
}

/// "From a survey in 2024 to a decision in 2026": the ends of the thread, as far as the reader may see them.
fn heading(shell: &Shell, thread: &Thread) -> String {
    let seen = |one: &trivsel_app::chain::ThreadStation| match &one.moment {
        Moment::Seen { seen, .. } => Some(SeenNode::clone(seen)),
        _ => None,
    };
    let first = thread.stations.iter().find_map(seen);
    let last = thread.stations.iter().rev().find_map(seen);
    match (first, last) {
        (Some(first), Some(last)) if first.node != last.node => shell
            .with("chain-heading")
            .text("first", shell.code("chain-a", first.node.kind().code()))
            .text("from", first.on.format("%Y"))
            .text("last", shell.code("chain-a", last.node.kind().code()))
            .text("to", last.on.format("%Y"))
            .to_string(),
        _ => shell.t("chain-title").into_owned(),
    }
}

/// What is typed to look for what something came of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OriginSearch {
    q: String,
}

/// What is chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OriginChoice {
    q: String,
    from: String,
}

#[derive(Template)]
#[template(path = "pages/chain/origin.html")]
struct OriginPage {
    shell: Shell,
    fields: Fields,
    /// The thread it is added to.
    back: String,
    title: String,
    action: String,
    search: String,
    q: String,
    found: Vec<Choice>,
    chosen: String,
}

async fn choose(
    State(web): State<Web>,
    session: Session,
    Path((kind, key)): Path<(String, String)>,
    Query(asked): Query<OriginSearch>,
) -> Answer {
    let node = node_of(&kind, &key)?;
    let chosen = OriginChoice {
        q: asked.q,
        ..OriginChoice::default()
    };
    page(&origin_page(&web, &session, node, chosen, Vec::new()).await?)
}

async fn origin_page(
    web: &Web,
    session: &Session,
    node: Node,
    typed: OriginChoice,
    problems: Vec<Problem>,
) -> Result<OriginPage, AppError> {
    let (target, found) = chain::candidates(&web.app, session.actor(), node, &typed.q).await?;
    let shell = session.shell(Station::FollowUp);
    let choice = |one: &Candidate| {
        let about = shell
            .with("chain-candidate")
            .text("title", stations::title(&shell, one))
            .text("kind", shell.code("chain-kind", one.node.kind().code()))
            .text("whose", &one.whose)
            .text("date", shell.day(one.on));
        Choice::new(source_key(one.node), about.to_string())
    };
    let address = urls::chain(node);
    Ok(OriginPage {
        fields: Fields::new(session.words(), "chain", problems),
        title: stations::title(&shell, &target),
        action: format!("{address}/origins"),
        search: format!("{address}/origins/new"),
        back: address,
        q: typed.q,
        found: found.iter().map(choice).collect(),
        chosen: typed.from,
        shell,
    })
}

async fn add(
    State(web): State<Web>,
    session: Session,
    Path((kind, key)): Path<(String, String)>,
    Form(typed): Form<OriginChoice>,
) -> Answer {
    let node = node_of(&kind, &key)?;
    match chain::add(&web.app, session.actor(), node, source_of(&typed.from)).await {
        Ok(()) => done(&urls::chain(node), "done-origin-added"),
        Err(AppError::Invalid(problems)) => refused(&origin_page(&web, &session, node, typed, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn remove(
    State(web): State<Web>,
    session: Session,
    Path((kind, key)): Path<(String, String)>,
    Form(typed): Form<OriginChoice>,
) -> Answer {
    let node = node_of(&kind, &key)?;
    chain::remove(&web.app, session.actor(), node, source_of(&typed.from)).await?;
    done(&urls::chain(node), "done-origin-removed")
}
