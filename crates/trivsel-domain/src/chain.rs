//! The chain: what came of what. A result becomes an initiative, its report a point on an agenda, the point a decision.
//!
//! Here it is said which things can come of which, and how the chain is walked. What it is made of is loaded by whoever walks.

use std::collections::{BTreeSet, VecDeque};

use chrono::NaiveDate;

use crate::id::{
    AgendaItemId, BoardId, DecisionId, FollowUpId, InitiativeId, MeasureId, MilestoneId, NoteId, PlanLineId,
    StatusReportId, SuccessCriterionId, SurveyId, UnitId,
};
use crate::survey::Origin;
use crate::toolbox::ToolCode;

/// Something in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// What a survey showed in a unit.
    Result(Origin),
    /// A note on a board.
    Note(BoardId, NoteId),
    /// A line of a plan.
    PlanLine(PlanLineId),
    /// An initiative.
    Initiative(InitiativeId),
    /// A measure of an initiative.
    Measure(MeasureId),
    /// A success criterion of an initiative.
    SuccessCriterion(SuccessCriterionId),
    /// A milestone of an initiative.
    Milestone(MilestoneId),
    /// A follow-up of an initiative.
    FollowUp(FollowUpId),
    /// A status report.
    StatusReport(StatusReportId),
    /// A point on an agenda.
    AgendaItem(AgendaItemId),
    /// A decision.
    Decision(DecisionId),
    /// A tool of the toolbox.
    Tool(ToolCode),
}

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// [`Node::Result`]
    Result,
    /// [`Node::Note`]
    Note,
    /// [`Node::PlanLine`]
    PlanLine,
    /// [`Node::Initiative`]
    Initiative,
    /// [`Node::Measure`]
    Measure,
    /// [`Node::SuccessCriterion`]
    SuccessCriterion,
    /// [`Node::Milestone`]
    Milestone,
    /// [`Node::FollowUp`]
    FollowUp,
    /// [`Node::StatusReport`]
    StatusReport,
    /// [`Node::AgendaItem`]
    AgendaItem,
    /// [`Node::Decision`]
    Decision,
    /// [`Node::Tool`]
    Tool,
}

impl NodeKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Result,
        Self::Note,
        Self::PlanLine,
        Self::Initiative,
        Self::Measure,
        Self::SuccessCriterion,
        Self::Milestone,
        Self::FollowUp,
        Self::StatusReport,
        Self::AgendaItem,
        Self::Decision,
        Self::Tool,
    ];

    /// The name in code and address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Note => "note",
            Self::PlanLine => "plan_line",
            Self::Initiative => "initiative",
            Self::Measure => "measure",
            Self::SuccessCriterion => "success_criterion",
            Self::Milestone => "milestone",
            Self::FollowUp => "follow_up",
            Self::StatusReport => "status_report",
            Self::AgendaItem => "agenda_item",
            Self::Decision => "decision",
            Self::Tool => "tool",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Node {
    /// What kind of thing it is.
    pub fn kind(self) -> NodeKind {
        match self {
            Self::Result(_) => NodeKind::Result,
            Self::Note(..) => NodeKind::Note,
            Self::PlanLine(_) => NodeKind::PlanLine,
            Self::Initiative(_) => NodeKind::Initiative,
            Self::Measure(_) => NodeKind::Measure,
            Self::SuccessCriterion(_) => NodeKind::SuccessCriterion,
            Self::Milestone(_) => NodeKind::Milestone,
            Self::FollowUp(_) => NodeKind::FollowUp,
            Self::StatusReport(_) => NodeKind::StatusReport,
            Self::AgendaItem(_) => NodeKind::AgendaItem,
            Self::Decision(_) => NodeKind::Decision,
            Self::Tool(_) => NodeKind::Tool,
        }
    }

    /// Which of its kind, as addresses carry it: an id, or two with a point between them, the survey's and the unit's or the board's and
    /// the note's.
    pub fn key(self) -> String {
        match self {
            Self::Result(of) => format!("{}.{}", of.survey, of.unit),
            Self::Note(board, note) => format!("{board}.{note}"),
            Self::PlanLine(id) => id.to_string(),
            Self::Initiative(id) => id.to_string(),
            Self::Measure(id) => id.to_string(),
            Self::SuccessCriterion(id) => id.to_string(),
            Self::Milestone(id) => id.to_string(),
            Self::FollowUp(id) => id.to_string(),
            Self::StatusReport(id) => id.to_string(),
            Self::AgendaItem(id) => id.to_string(),
            Self::Decision(id) => id.to_string(),
            Self::Tool(code) => code.to_string(),
        }
    }

    /// The thing of this kind with this key.
    pub fn parse(kind: &str, key: &str) -> Option<Self> {
        let kind = NodeKind::parse(kind)?;
        Some(match kind {
            NodeKind::Result => {
                let (survey, unit) = key.split_once('.')?;
                Self::Result(Origin {
                    survey: survey.parse::<SurveyId>().ok()?,
                    unit: unit.parse::<UnitId>().ok()?,
                })
            }
            NodeKind::Note => {
                let (board, note) = key.split_once('.')?;
                Self::Note(board.parse().ok()?, note.parse().ok()?)
            }
            NodeKind::PlanLine => Self::PlanLine(key.parse().ok()?),
            NodeKind::Initiative => Self::Initiative(key.parse().ok()?),
            NodeKind::Measure => Self::Measure(key.parse().ok()?),
            NodeKind::SuccessCriterion => Self::SuccessCriterion(key.parse().ok()?),
            NodeKind::Milestone => Self::Milestone(key.parse().ok()?),
            NodeKind::FollowUp => Self::FollowUp(key.parse().ok()?),
            NodeKind::StatusReport => Self::StatusReport(key.parse().ok()?),
            NodeKind::AgendaItem => Self::AgendaItem(key.parse().ok()?),
            NodeKind::Decision => Self::Decision(key.parse().ok()?),
            NodeKind::Tool => Self::Tool(ToolCode::parse(key)?),
        })
    }
}

/// What can come of what and is kept as an origin. What the schema holds anyway is not among them: the measures and reports of an
/// initiative, the report on a point, the decisions taken on it.
const PAIRS: [(NodeKind, NodeKind); 17] = [
    (NodeKind::Result, NodeKind::Initiative),
    (NodeKind::Result, NodeKind::Measure),
    (NodeKind::Result, NodeKind::AgendaItem),
    (NodeKind::Decision, NodeKind::Initiative),
    (NodeKind::Decision, NodeKind::Measure),
    (NodeKind::Decision, NodeKind::AgendaItem),
    (NodeKind::Measure, NodeKind::Initiative),
    (NodeKind::Note, NodeKind::PlanLine),
    (NodeKind::PlanLine, NodeKind::Initiative),
    (NodeKind::PlanLine, NodeKind::Measure),
    (NodeKind::PlanLine, NodeKind::SuccessCriterion),
    (NodeKind::PlanLine, NodeKind::Milestone),
    (NodeKind::PlanLine, NodeKind::FollowUp),
    (NodeKind::PlanLine, NodeKind::AgendaItem),
    (NodeKind::Tool, NodeKind::PlanLine),
    (NodeKind::Tool, NodeKind::Measure),
    (NodeKind::Tool, NodeKind::AgendaItem),
];

/// Can the second come of the first?
pub fn makes_sense(from: NodeKind, to: NodeKind) -> bool {
    PAIRS.contains(&(from, to))
}

/// That something came of something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLink {
    /// What it came of; none once that is gone.
    pub from: Option<Node>,
    /// What came of it.
    pub to: Node,
    /// The words of the source as they stood that day; empty where they were not kept.
    pub words: String,
    /// The day it was made; none where that was not kept.
    pub made_on: Option<NaiveDate>,
}

/// The second cannot come of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} cannot come of {}", to.code(), from.code())]
pub struct NoSuchPair {
    /// The source.
    pub from: NodeKind,
    /// The target.
    pub to: NodeKind,
}

impl ChainLink {
    /// Something came of something, on a day.
    pub fn new(from: Node, to: Node, words: impl Into<String>, on: NaiveDate) -> Result<Self, NoSuchPair> {
        let pair = (from.kind(), to.kind());
        if makes_sense(pair.0, pair.1) {
            Ok(Self {
                from: Some(from),
                to,
                words: words.into(),
                made_on: Some(on),
            })
        } else {
            Err(NoSuchPair {
                from: pair.0,
                to: pair.1,
            })
        }
    }
}

/// The most things one walk visits: a thread longer than this is read by nobody, and loading it would take the whole database along.
const MOST: usize = 120;

/// A walk along the chain, nearest first, each thing once: a chain that closes to a ring ends where it began.
#[derive(Debug)]
pub struct Walk {
    waiting: VecDeque<(Node, usize)>,
    seen: BTreeSet<Node>,
}

impl Walk {
    /// A walk that begins here.
    pub fn from(start: Node) -> Self {
        Self {
            waiting: VecDeque::from([(start, 0)]),
            seen: BTreeSet::from([start]),
        }
    }

    /// The next thing to look at, and how many steps away it lies.
    pub fn step(&mut self) -> Option<(Node, usize)> {
        self.waiting.pop_front()
    }

    /// All that are to be looked at next: they lie equally far away where each of those before was looked at.
    pub fn level(&mut self) -> Vec<(Node, usize)> {
        std::mem::take(&mut self.waiting).into()
    }

    /// What lies one step beyond the thing that was looked at, `distance` steps away.
    pub fn reach(&mut self, distance: usize, nodes: impl IntoIterator<Item = Node>) {
        for node in nodes {
            if self.seen.len() < MOST && self.seen.insert(node) {
                self.waiting.push_back((node, distance + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::as_conversions)]
    use uuid::Uuid;

    use super::*;

    fn initiative(number: u128) -> Node {
        Node::Initiative(InitiativeId(Uuid::from_u128(number)))
    }

    fn walked(start: Node, beyond: impl Fn(Node) -> Vec<Node>) -> Vec<(Node, usize)> {
        let mut walk = Walk::from(start);
        let mut found = Vec::new();
        while let Some((node, distance)) = walk.step() {
            found.push((node, distance));
            walk.reach(distance, beyond(node));
        }
        found
    }

    #[test]
    fn what_stands_in_an_address_is_read_back() {
        let id = Uuid::from_u128(7);
        let result = Node::Result(Origin {
            survey: SurveyId(id),
            unit: UnitId(Uuid::from_u128(8)),
        });
        let note = Node::Note(BoardId(id), NoteId(Uuid::from_u128(9)));
        let tool = Node::Tool(ToolCode::parse("T012").unwrap());
        for node in [result, note, initiative(1), Node::AgendaItem(AgendaItemId(id)), tool] {
            assert_eq!(Node::parse(node.kind().code(), &node.key()), Some(node));
        }
        for (kind, key) in [
            ("result", id.to_string()),
            ("sky", id.to_string()),
            ("measure", "x".into()),
            ("tool", id.to_string()),
        ] {
            assert_eq!(Node::parse(kind, &key), None, "{kind}/{key}");
        }
        for kind in NodeKind::ALL {
            assert_eq!(NodeKind::parse(kind.code()), Some(kind));
        }
    }

    #[test]
    fn only_pairs_that_make_sense_are_kept() {
        let measure = Node::Measure(MeasureId(Uuid::from_u128(3)));
        let day = "2026-11-21".parse().unwrap();
        assert!(ChainLink::new(measure, initiative(1), "Morgenmøder", day).is_ok());
        let wrong = ChainLink::new(initiative(1), measure, "", day);
        assert_eq!(
            wrong,
            Err(NoSuchPair {
                from: NodeKind::Initiative,
                to: NodeKind::Measure
            })
        );
    }

    #[test]
    fn a_ring_ends_where_it_began() {
        let next = |node: Node| match node {
            Node::Initiative(InitiativeId(id)) => vec![initiative((id.as_u128() + 1) % 4)],
            _ => Vec::new(),
        };
        let found = walked(initiative(2), next);
        let expected = [(2, 0), (3, 1), (0, 2), (1, 3)].map(|(number, distance)| (initiative(number), distance));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_walk_without_end_stops() {
        let next = |node: Node| match node {
            Node::Initiative(InitiativeId(id)) => {
                vec![initiative(id.as_u128() * 2 + 1), initiative(id.as_u128() * 2 + 2)]
            }
            _ => Vec::new(),
        };
        assert_eq!(walked(initiative(0), next).len(), MOST);
    }
}
