//! Where something came from, and what came of it: the chain from a result to a decision, as far as a visitor may read it.
//!
//! `look` says what stands at a place in the chain and whether the visitor may read it, `beyond` what lies one step up and down,
//! `thread` walks the whole of it, `linking` writes that something came of something.

mod beyond;
mod linking;
mod look;
mod thread;

use std::collections::BTreeSet;

use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::PlanId;
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, chain as store, plans as plan_store};

use crate::{App, AppError, plans};

pub use linking::{Candidate, add, candidates, remove};
pub(crate) use linking::{came_of, link};
pub(crate) use look::look;
pub use look::{ChainPlace, SeenNode};
pub use thread::{Moment, Thread, ThreadStation, thread};

/// One end of a link: what the visitor sees of it.
#[derive(Clone, Debug)]
pub enum ChainEnd {
    /// Something that can be opened.
    Seen(Box<SeenNode>),
    /// Something the visitor may not read.
    Hidden,
    /// Something that is gone; what it said.
    Gone(String),
}

/// What something came of, and what came of it, one step each way.
#[derive(Clone, Debug)]
pub struct Ends {
    /// What it is.
    pub node: Node,
    /// What it came of, the nearest first. What is kept as an origin and may be taken back says so.
    pub came_of: Vec<(ChainEnd, Option<Node>)>,
    /// What came of it.
    pub became: Vec<ChainEnd>,
    /// May the visitor say what it came of, and take that back?
    pub may_change: bool,
}

/// One step each way from something the visitor may read.
pub async fn ends(app: &App, who: &Actor, node: Node) -> Result<Ends, AppError> {
    let tx = app.read(who.organisation).await?;
    look::must_see(&tx, who, node).await?;
    ends_of(&tx, who, node).await
}

/// The same of several things at once, for a page that shows them all. What the visitor may not read is left out.
pub async fn ends_of_many(app: &App, who: &Actor, nodes: &[Node]) -> Result<Vec<Ends>, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut wanted = Vec::new();
    for node in nodes {
        wanted.extend(beyond::asked_for(&tx, *node).await?);
    }
    // All at once: each of them would be a question of its own.
    let links = store::into_any(&tx, &wanted).await?;
    let mut found = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Some(look::NodeSight::Seen(_)) = look(&tx, who, *node).await? {
            found.push(ends_by(&tx, who, *node, &links).await?);
        }
    }
    Ok(found)
}

/// What a plan came of and what came of it, all its lines together: each thing once, and an initiative instead of its parts. `node` is the line
/// its thread begins at. None where nothing is kept.
pub async fn ends_of_plan(app: &App, who: &Actor, plan: PlanId) -> Result<Option<Ends>, AppError> {
    let tx = app.read(who.organisation).await?;
    plans::readable(&tx, who, plan).await?;
    let lines = plan_store::lines_of(&tx, plan).await?;
    let nodes: Vec<Node> = lines.iter().map(|line| Node::PlanLine(line.id)).collect();
    let into = store::into_any(&tx, &nodes).await?;
    let out = store::out_of_any(&tx, &nodes).await?;
    let first_made = out.iter().find_map(|link| link.from);
    let Some(node) = first_made.or(into.first().map(|link| link.to)) else {
        return Ok(None);
    };
    let mut came_of: Vec<(ChainEnd, Option<Node>)> = Vec::new();
    let mut known: BTreeSet<Node> = BTreeSet::new();
    for link in into {
        let is_new = link.from.is_none_or(|from| known.insert(from));
        if is_new && let Some(end) = end(&tx, who, link.from, link.words).await? {
            came_of.push((end, None));
        }
    }
    let targets: Vec<Node> = out.iter().map(|link| link.to).collect();
    let holders = store::initiatives_of(&tx, &targets).await?;
    let mut became = Vec::new();
    for target in targets {
        let target = holders.get(&target).map_or(target, |id| Node::Initiative(*id));
        if known.insert(target) {
            became.extend(end(&tx, who, Some(target), String::new()).await?);
        }
    }
    Ok(Some(Ends {
        node,
        came_of,
        became,
        may_change: false,
    }))
}

async fn ends_of(tx: &Tx, who: &Actor, node: Node) -> Result<Ends, AppError> {
    let links = store::into_any(tx, &beyond::asked_for(tx, node).await?).await?;
    ends_by(tx, who, node, &links).await
}

async fn ends_by(tx: &Tx, who: &Actor, node: Node, links: &[ChainLink]) -> Result<Ends, AppError> {
    let mut came_of = Vec::new();
    for above in beyond::above_by(tx, node, links).await? {
        let kept = above.node.filter(|_| above.is_origin);
        if let Some(end) = end(tx, who, above.node, above.words).await? {
            came_of.push((end, kept));
        }
    }
    let mut became = Vec::new();
    for below in beyond::below(tx, node).await? {
        became.extend(end(tx, who, Some(below), String::new()).await?);
    }
    Ok(Ends {
        may_change: linking::may_change(tx, who, node).await?,
        node,
        came_of,
        became,
    })
}

async fn end(tx: &Tx, who: &Actor, node: Option<Node>, words: String) -> Result<Option<ChainEnd>, AppError> {
    let Some(node) = node else {
        return Ok(Some(ChainEnd::Gone(words)));
    };
    Ok(look(tx, who, node).await?.map(|sight| match sight {
        look::NodeSight::Seen(seen) => ChainEnd::Seen(seen),
        look::NodeSight::Hidden(_) => ChainEnd::Hidden,
    }))
}
