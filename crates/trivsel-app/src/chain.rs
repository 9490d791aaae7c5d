//! Where something came from, and what came of it: the chain from a result to a decision, as far as a visitor may read it.
//!
//! `look` says what stands at a place in the chain and whether the visitor may read it, `beyond` what lies one step up and down,
//! `thread` walks the whole of it, `linking` writes that something came of something.

mod beyond;
mod linking;
mod look;
mod thread;

use std::collections::{BTreeMap, BTreeSet};

use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::{BoardId, NoteId, PlanId, PlanLineId};
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, boards, chain as store, plans as plan_store};

use crate::initiatives::UnitNames;
use crate::{App, AppError, plans, workshops};

pub use linking::{Candidate, add, candidates, remove};
pub(crate) use linking::{came_of, link};
pub use look::{ChainPlace, SeenNode};
pub(crate) use look::{NodeSight, look};
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
    let links = Links::of(&tx, &wanted).await?;
    let mut found = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Some(look::NodeSight::Seen(_)) = look(&tx, who, *node).await? {
            found.push(ends_by(&tx, who, *node, &links).await?);
        }
    }
    Ok(found)
}

/// What a plan came of and what came of it, all its lines together: each thing once, and an initiative instead of its parts. `node` is the
/// line its thread begins at. None where nothing is kept.
pub async fn ends_of_plan(app: &App, who: &Actor, plan: PlanId) -> Result<Option<Ends>, AppError> {
    let tx = app.read(who.organisation).await?;
    plans::readable(&tx, who, plan).await?;
    let lines = plan_store::lines_of(&tx, plan).await?;
    let nodes: Vec<Node> = lines.iter().map(|line| Node::PlanLine(line.id)).collect();
    let (into, out) = store::beside(&tx, &nodes).await?;
    let first_made = out.iter().find_map(|link| link.from);
    let Some(node) = first_made.or(into.first().map(|link| link.to)) else {
        return Ok(None);
    };
    let targets: Vec<Node> = out.iter().map(|link| link.to).collect();
    let holders = store::initiatives_of(&tx, &targets).await?;
    let held = |target: Node| holders.get(&target).map_or(target, |id| Node::Initiative(*id));
    let targets: Vec<Node> = targets.into_iter().map(held).collect();
    let sources = into.iter().filter_map(|link| link.from);
    let nodes: Vec<Node> = sources.chain(targets.iter().copied()).collect();
    let sights = look::look_all(&tx, who, &nodes).await?;
    let mut known: BTreeSet<Node> = BTreeSet::new();
    let came_of = into
        .into_iter()
        .filter(|link| link.from.is_none_or(|from| known.insert(from)))
        .filter_map(|link| Some((end_in(&sights, link.from, link.words)?, None)))
        .collect();
    let new_ones = targets.into_iter().filter(|target| known.insert(*target));
    let became = new_ones.filter_map(|node| end_in(&sights, Some(node), String::new()));
    Ok(Some(Ends {
        node,
        came_of,
        became: became.collect(),
        may_change: false,
    }))
}

/// What came of the chosen notes of a board the visitor may see: lines of plans. Notes nothing came of are left out.
pub async fn ends_of_board(app: &App, who: &Actor, board: BoardId) -> Result<BTreeMap<NoteId, Ends>, AppError> {
    let tx = app.read(who.organisation).await?;
    workshops::readable_board(&tx, who, board).await?;
    let notes = boards::notes_of(&tx, &[board]).await?.into_iter();
    let chosen = notes.filter(|(_, note)| note.is_chosen && !note.is_hidden);
    let nodes: Vec<Node> = chosen.map(|(_, note)| Node::Note(board, note.id)).collect();
    let links = store::out_of_any(&tx, &nodes).await?;
    let ids: Vec<PlanLineId> = links
        .iter()
        .filter_map(|link| match link.to {
            Node::PlanLine(id) => Some(id),
            _ => None,
        })
        .collect();
    let lines = plan_store::find_lines(&tx, &ids).await?;
    let plans: BTreeSet<PlanId> = lines.iter().map(|line| line.plan).collect();
    let plans = plan_store::find_some(&tx, &plans.into_iter().collect::<Vec<_>>()).await?;
    let names = UnitNames::of(&tx, who, plans.iter().map(|plan| plan.unit)).await?;
    let mut found: BTreeMap<NoteId, Ends> = BTreeMap::new();
    for link in links {
        let Some(Node::Note(_, note)) = link.from else { continue };
        let line = lines.iter().find(|line| Node::PlanLine(line.id) == link.to);
        let plan = line.and_then(|line| plans.iter().find(|plan| plan.id == line.plan));
        let (Some(line), Some(plan)) = (line, plan) else {
            continue;
        };
        let ends = found.entry(note).or_insert_with(|| Ends {
            node: Node::Note(board, note),
            came_of: Vec::new(),
            became: Vec::new(),
            may_change: false,
        });
        ends.became.push(if plan.may_be_read_by(who) {
            ChainEnd::Seen(Box::new(look::line_in(line, plan, names.get(plan.unit))))
        } else {
            ChainEnd::Hidden
        });
    }
    Ok(found)
}

async fn ends_of(tx: &Tx, who: &Actor, node: Node) -> Result<Ends, AppError> {
    let links = Links::of(tx, &beyond::asked_for(tx, node).await?).await?;
    ends_by(tx, who, node, &links).await
}

/// What is kept of some things: what they came of, and what came of them.
struct Links {
    into: Vec<ChainLink>,
    out: Vec<ChainLink>,
}

impl Links {
    async fn of(tx: &Tx, nodes: &[Node]) -> Result<Self, AppError> {
        Ok(Self {
            into: store::into_any(tx, nodes).await?,
            out: store::out_of_any(tx, nodes).await?,
        })
    }
}

async fn ends_by(tx: &Tx, who: &Actor, node: Node, links: &Links) -> Result<Ends, AppError> {
    let above = beyond::above_by(tx, node, &links.into).await?;
    let below = beyond::below_by(tx, node, &links.out).await?;
    let nodes: Vec<Node> = above
        .iter()
        .filter_map(|above| above.node)
        .chain(below.clone())
        .collect();
    let sights = look::look_all(tx, who, &nodes).await?;
    let mut came_of = Vec::new();
    for above in above {
        let kept = above.node.filter(|_| above.is_origin);
        if let Some(end) = end_in(&sights, above.node, above.words) {
            came_of.push((end, kept));
        }
    }
    let became = below
        .into_iter()
        .filter_map(|node| end_in(&sights, Some(node), String::new()));
    let became = became.collect();
    Ok(Ends {
        may_change: linking::may_change(tx, who, node).await?,
        node,
        came_of,
        became,
    })
}

fn end_in(sights: &BTreeMap<Node, NodeSight>, node: Option<Node>, words: String) -> Option<ChainEnd> {
    let Some(node) = node else {
        return Some(ChainEnd::Gone(words));
    };
    sights.get(&node).map(|sight| match sight {
        NodeSight::Seen(seen) => ChainEnd::Seen(seen.clone()),
        NodeSight::Hidden(_) => ChainEnd::Hidden,
    })
}
