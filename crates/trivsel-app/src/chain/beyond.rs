//! What lies one step up and one step down in the chain: what is kept as an origin, and what the schema holds anyway.

use trivsel_domain::chain::{ChainLink, Node};
use trivsel_domain::id::{FollowUpId, InitiativeId};
use trivsel_store::{Tx, chain as store, committees, initiatives, reports};

use crate::AppError;

/// What something came of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NodeAbove {
    /// What; none once it is gone.
    pub(super) node: Option<Node>,
    /// Its words as they were kept; may be empty.
    pub(super) words: String,
    /// Is it kept as an origin of the thing itself? Then it can be taken back.
    pub(super) is_origin: bool,
}

impl NodeAbove {
    fn held(node: Node) -> Self {
        Self {
            node: Some(node),
            words: String::new(),
            is_origin: false,
        }
    }
}

/// What it came of.
pub(super) async fn above(tx: &Tx, node: Node) -> Result<Vec<NodeAbove>, AppError> {
    let links = store::into_any(tx, &asked_for(tx, node).await?).await?;
    above_by(tx, node, &links).await
}

/// What has to be asked about to say what something came of, and what came of it: of an initiative its parts too. What a part came of is what
/// the initiative came of: a result that became a measure of one that was there already.
pub(super) async fn asked_for(tx: &Tx, node: Node) -> Result<Vec<Node>, AppError> {
    let mut wanted = vec![node];
    if let Node::Initiative(id) = node {
        wanted.extend(parts(tx, id).await?);
    }
    Ok(wanted)
}

/// What it came of, where the origins of several things were asked for at once.
pub(super) async fn above_by(tx: &Tx, node: Node, links: &[ChainLink]) -> Result<Vec<NodeAbove>, AppError> {
    let own = links.iter().filter(|link| link.to == node);
    let mut found: Vec<NodeAbove> = own
        .map(|link| NodeAbove {
            node: link.from,
            words: link.words.clone(),
            is_origin: true,
        })
        .collect();
    let Node::Initiative(id) = node else {
        found.extend(holder(tx, node).await?.map(NodeAbove::held));
        return Ok(found);
    };
    let parts = parts(tx, id).await?;
    for link in links.iter().filter(|link| parts.contains(&link.to)) {
        let is_known = link.from.is_some() && found.iter().any(|above| above.node == link.from);
        if !is_known && link.from != Some(node) {
            found.push(NodeAbove {
                node: link.from,
                words: link.words.clone(),
                is_origin: false,
            });
        }
    }
    Ok(found)
}

/// What holds it by the schema: the initiative of a part, the report on a point, the point a decision was taken on.
async fn holder(tx: &Tx, node: Node) -> Result<Option<Node>, AppError> {
    Ok(match node {
        Node::Result(_) | Node::Note(..) | Node::PlanLine(_) | Node::Initiative(_) | Node::Tool(_) => None,
        Node::Measure(id) => initiatives::find_measure(tx, id)
            .await?
            .map(|part| Node::Initiative(part.initiative)),
        Node::SuccessCriterion(id) => initiatives::find_criterion(tx, id)
            .await?
            .map(|part| Node::Initiative(part.initiative)),
        Node::Milestone(id) => initiatives::find_milestone(tx, id)
            .await?
            .map(|part| Node::Initiative(part.initiative)),
        Node::FollowUp(id) => initiatives::find_follow_up(tx, id)
            .await?
            .map(|part| Node::Initiative(part.initiative)),
        Node::StatusReport(id) => reports::find(tx, id)
            .await?
            .map(|report| Node::Initiative(report.initiative)),
        Node::AgendaItem(id) => {
            let item = committees::find_agenda_item(tx, id).await?;
            item.and_then(|item| {
                let report = item.status_report.map(Node::StatusReport);
                report.or(item.follow_up.map(Node::FollowUp))
            })
        }
        Node::Decision(id) => committees::find_decision(tx, id)
            .await?
            .and_then(|decision| decision.agenda_item)
            .map(Node::AgendaItem),
    })
}

/// What came of it, where what came of several things was asked for at once.
pub(super) async fn below_by(tx: &Tx, node: Node, links: &[ChainLink]) -> Result<Vec<Node>, AppError> {
    let own = links.iter().filter(|link| link.from == Some(node));
    let mut found: Vec<Node> = own.map(|link| link.to).collect();
    match node {
        Node::Initiative(id) => {
            let parts = parts(tx, id).await?;
            let of_parts = links
                .iter()
                .filter(|link| link.from.is_some_and(|from| parts.contains(&from)));
            found.extend(of_parts.map(|link| link.to).filter(|to| *to != node));
            for report in reports::list_of(tx, id).await? {
                found.push(Node::StatusReport(report.id));
            }
            let follow_ups: Vec<FollowUpId> = parts
                .into_iter()
                .filter_map(|part| match part {
                    Node::FollowUp(follow_up) => Some(follow_up),
                    _ => None,
                })
                .collect();
            let items = committees::items_with_follow_ups(tx, &follow_ups).await?;
            found.extend(items.into_iter().map(|item| Node::AgendaItem(item.id)));
        }
        Node::StatusReport(id) => {
            let items = committees::items_with_report(tx, id).await?;
            found.extend(items.into_iter().map(|item| Node::AgendaItem(item.id)));
        }
        Node::FollowUp(id) => {
            let items = committees::items_with_follow_ups(tx, &[id]).await?;
            found.extend(items.into_iter().map(|item| Node::AgendaItem(item.id)));
        }
        Node::AgendaItem(id) => {
            if let Some(item) = committees::find_agenda_item(tx, id).await? {
                let decisions = committees::decisions_of(tx, item.meeting).await?.into_iter();
                let taken = decisions.filter(|decision| decision.agenda_item == Some(id));
                found.extend(taken.map(|decision| Node::Decision(decision.id)));
            }
        }
        Node::Result(_)
        | Node::Note(..)
        | Node::PlanLine(_)
        | Node::Measure(_)
        | Node::SuccessCriterion(_)
        | Node::Milestone(_)
        | Node::Decision(_)
        | Node::Tool(_) => {}
    }
    Ok(once_each(found))
}

fn once_each(nodes: Vec<Node>) -> Vec<Node> {
    let mut once: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if !once.contains(&node) {
            once.push(node);
        }
    }
    once
}

/// The parts of an initiative that have a place in the chain.
pub(super) async fn parts(tx: &Tx, id: InitiativeId) -> Result<Vec<Node>, AppError> {
    let measures = initiatives::measures_of(tx, id).await?;
    let criteria = initiatives::criteria_of(tx, id).await?;
    let milestones = initiatives::milestones_of(tx, id).await?;
    let follow_ups = initiatives::follow_ups_of(tx, id).await?;
    let measures = measures.into_iter().map(|part| Node::Measure(part.id));
    let criteria = criteria.into_iter().map(|part| Node::SuccessCriterion(part.id));
    let milestones = milestones.into_iter().map(|part| Node::Milestone(part.id));
    let follow_ups = follow_ups.into_iter().map(|part| Node::FollowUp(part.id));
    Ok(measures.chain(criteria).chain(milestones).chain(follow_ups).collect())
}
