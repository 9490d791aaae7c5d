//! What stands at a place in the chain, for a visitor: what it is called, where and when it was, and where its page is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use trivsel_domain::chain::Node;
use trivsel_domain::committee::{AgendaItem, Committee, Decision, Meeting};
use trivsel_domain::id::{
    AgendaItemId, BoardId, CommitteeId, DecisionId, InitiativeId, MeetingId, NoteId, PlanId, PlanLineId,
    StatusReportId, UnitId,
};
use trivsel_domain::initiative::{Initiative, Reach};
use trivsel_domain::plan::{PlanLine, UnitPlan};
use trivsel_domain::publication::Publication;
use trivsel_domain::report::StatusReport;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{Origin, TwoLanguages};
use trivsel_domain::text::clipped;
use trivsel_domain::toolbox::{ShownTool, ToolCode};
use trivsel_store::{Tx, boards, committees, initiatives, own_tools, plans, reports, toolbox};

use crate::app::local;
use crate::initiatives::UnitNames;
use crate::{AppError, publications, reports as report_cases, toolbox as toolbox_cases, workshops};

/// So many letters of a decision without a task stand for it; a longer one is cut at a word.
const DECISION_LETTERS: usize = 120;

/// Something in the chain that the visitor may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenNode {
    /// What it is.
    pub node: Node,
    /// What it is called.
    pub title: TwoLanguages,
    /// The unit or the forum it belongs to.
    pub whose: String,
    /// The day it stands at.
    pub on: NaiveDate,
    /// Where its page is.
    pub place: ChainPlace,
}

/// The page something in the chain stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainPlace {
    /// The page of a result.
    Result(Origin),
    /// The page of a board.
    Board(BoardId),
    /// The page of a plan.
    Plan(PlanId),
    /// The page of an initiative.
    Initiative(InitiativeId),
    /// The follow-ups of an initiative.
    FollowUps(InitiativeId),
    /// The page of a status report.
    StatusReport(StatusReportId),
    /// The page of a meeting.
    Meeting(MeetingId),
    /// The page of a decision.
    Decision(DecisionId),
    /// The page of a tool.
    Tool(ToolCode),
}

/// What a visitor sees of something that is there.
#[derive(Clone, Debug)]
pub(crate) enum NodeSight {
    /// It may be read.
    Seen(Box<SeenNode>),
    /// It may not. Its month may be told, nothing more.
    Hidden(NaiveDate),
}

impl NodeSight {
    fn new(seen: SeenNode, may_see: bool) -> Self {
        if may_see {
            Self::Seen(Box::new(seen))
        } else {
            Self::Hidden(seen.on)
        }
    }
}

/// What a visitor sees there; none when there is nothing any more, or nothing yet: the draft of a report is not in the chain for those who
/// may not read drafts.
pub(crate) async fn look(tx: &Tx, who: &Actor, node: Node) -> Result<Option<NodeSight>, AppError> {
    match node {
        Node::Result(of) => result(tx, who, of).await,
        Node::Note(board, note) => note_on(tx, who, board, note).await,
        Node::PlanLine(id) => plan_line(tx, who, id).await,
        Node::Initiative(id) => {
            let found = initiative(tx, who, id).await?;
            Ok(found.map(|of| of.sight(node, None, None, ChainPlace::Initiative(id))))
        }
        Node::Measure(id) => match initiatives::find_measure(tx, id).await? {
            Some(part) => part_of(tx, who, node, part.initiative, &part.title, None).await,
            None => Ok(None),
        },
        Node::SuccessCriterion(id) => match initiatives::find_criterion(tx, id).await? {
            Some(part) => part_of(tx, who, node, part.initiative, &part.title, None).await,
            None => Ok(None),
        },
        Node::Milestone(id) => match initiatives::find_milestone(tx, id).await? {
            Some(part) => {
                let on = part.done_on.unwrap_or(part.due_on);
                part_of(tx, who, node, part.initiative, &part.title, Some(on)).await
            }
            None => Ok(None),
        },
        Node::FollowUp(id) => match initiatives::find_follow_up(tx, id).await? {
            Some(part) => part_of(tx, who, node, part.initiative, &part.title, None).await,
            None => Ok(None),
        },
        Node::StatusReport(id) => report(tx, who, id).await,
        Node::AgendaItem(id) => agenda_item(tx, who, id).await,
        Node::Decision(id) => decision(tx, who, id).await,
        Node::Tool(code) => tool(tx, who, code).await,
    }
}

/// The same of several things; what is not there is left out. What there are many of is asked for at once.
pub(super) async fn look_all(tx: &Tx, who: &Actor, nodes: &[Node]) -> Result<BTreeMap<Node, NodeSight>, AppError> {
    let mut found = BTreeMap::new();
    let (mut lines, mut written) = (Vec::new(), Vec::new());
    let (mut points, mut taken) = (Vec::new(), Vec::new());
    for node in nodes {
        match node {
            Node::PlanLine(id) => lines.push(*id),
            Node::StatusReport(id) => written.push(*id),
            // A walk has asked for each point already.
            Node::AgendaItem(id) => points.extend(committees::find_agenda_item(tx, *id).await?),
            Node::Decision(id) => taken.push(*id),
            other => {
                if let Some(sight) = look(tx, who, *other).await? {
                    found.insert(*other, sight);
                }
            }
        }
    }
    let lines = plans::find_lines(tx, &lines).await?;
    let of: BTreeSet<PlanId> = lines.iter().map(|line| line.plan).collect();
    let of = plans::find_some(tx, &of.into_iter().collect::<Vec<_>>()).await?;
    let names = UnitNames::of(tx, who, of.iter().map(|plan| plan.unit)).await?;
    for line in lines {
        if let Some(plan) = of.iter().find(|plan| plan.id == line.plan) {
            let seen = line_in(&line, plan, names.get(plan.unit));
            found.insert(seen.node, NodeSight::new(seen, plan.may_be_read_by(who)));
        }
    }
    for report in reports::find_some(tx, &written).await? {
        let id = report.id;
        if let Some(sight) = report_sight(tx, who, report).await? {
            found.insert(Node::StatusReport(id), sight);
        }
    }
    found.extend(at_meetings(tx, who, points, &taken).await?);
    Ok(found)
}

/// Points and decisions, with the meetings and forums of all of them at once.
async fn at_meetings(
    tx: &Tx,
    who: &Actor,
    points: Vec<AgendaItem>,
    taken: &[DecisionId],
) -> Result<Vec<(Node, NodeSight)>, AppError> {
    // What there is one of, the page has often asked for by itself.
    let taken = match taken {
        [one] => committees::find_decision(tx, *one).await?.into_iter().collect(),
        several => committees::list_decisions(tx, several).await?,
    };
    let held = points.iter().map(|item| item.meeting);
    let held: BTreeSet<MeetingId> = held.chain(taken.iter().map(|decision| decision.meeting)).collect();
    let held: Vec<MeetingId> = held.into_iter().collect();
    let meetings: Vec<Meeting> = match held.as_slice() {
        [one] => committees::find_meeting(tx, *one).await?.into_iter().collect(),
        several => committees::find_meetings(tx, several).await?,
    };
    let of: BTreeSet<CommitteeId> = meetings.iter().map(|meeting| meeting.committee).collect();
    let forums: Vec<Committee> = match of.into_iter().collect::<Vec<_>>().as_slice() {
        [] => Vec::new(),
        [one] => committees::find(tx, *one).await?.into_iter().collect(),
        _ => committees::list(tx).await?,
    };
    let place_of = |id: MeetingId| {
        let meeting = meetings.iter().find(|meeting| meeting.id == id)?;
        let forum = forums.iter().find(|forum| forum.id == meeting.committee)?;
        Some((meeting, forum))
    };
    let mut found = Vec::new();
    for item in points {
        if let Some((meeting, forum)) = place_of(item.meeting) {
            let node = Node::AgendaItem(item.id);
            let seen = seen_at(node, meeting, forum, item.title, ChainPlace::Meeting(item.meeting));
            found.push((node, NodeSight::new(seen, forum.may_be_read_by(who))));
        }
    }
    for decision in &taken {
        if let Some((meeting, forum)) = place_of(decision.meeting) {
            let seen = decision_at(decision, meeting, forum);
            found.push((
                Node::Decision(decision.id),
                NodeSight::new(seen, forum.may_be_read_by(who)),
            ));
        }
    }
    Ok(found)
}

/// Something the visitor may read. The same answer to what is out of reach and to what is not there.
pub(super) async fn must_see(tx: &Tx, who: &Actor, node: Node) -> Result<SeenNode, AppError> {
    match look(tx, who, node).await? {
        Some(NodeSight::Seen(seen)) => Ok(*seen),
        _ if who.may_somewhere(Right::ReadInitiative) => Err(AppError::NotFound),
        _ => Err(AppError::Forbidden),
    }
}

async fn result(tx: &Tx, who: &Actor, of: Origin) -> Result<Option<NodeSight>, AppError> {
    let Some(edition) = publications::edition(tx, of.survey).await? else {
        return Ok(None);
    };
    let publication = &edition.publication;
    if publication.snapshot.get(of.unit).is_none() {
        return Ok(None);
    }
    let may_see = may_see_result(who, publication, of.unit);
    Ok(Some(NodeSight::new(result_in(publication, of.unit), may_see)))
}

/// The result of a unit, as its publication has it.
pub(super) fn result_in(publication: &Publication, unit: UnitId) -> SeenNode {
    let of = Origin {
        survey: publication.survey,
        unit,
    };
    SeenNode {
        node: Node::Result(of),
        title: publication.title.clone(),
        whose: publication.snapshot.name(unit).to_owned(),
        on: publication.closed_on,
        place: ChainPlace::Result(of),
    }
}

pub(super) fn may_see_result(who: &Actor, publication: &Publication, unit: UnitId) -> bool {
    who.may_somewhere(Right::ReadSurveys) && publications::may_see(who, publication, unit)
}

async fn note_on(tx: &Tx, who: &Actor, board: BoardId, id: NoteId) -> Result<Option<NodeSight>, AppError> {
    let Some((workshop, place, may_see)) = workshops::board_sight(tx, who, board).await? else {
        return Ok(None);
    };
    let notes = boards::notes_of(tx, &[board]).await?;
    let note = notes.into_iter().map(|(_, note)| note).find(|note| note.id == id);
    let Some(note) = note.filter(|note| !note.is_hidden) else {
        return Ok(None);
    };
    let seen = SeenNode {
        node: Node::Note(board, id),
        title: in_danish(note.text),
        whose: unit_name(tx, who, place.unit).await?,
        on: workshop.held_on,
        place: ChainPlace::Board(board),
    };
    Ok(Some(NodeSight::new(
        seen,
        may_see && who.may_somewhere(Right::ReadWorkshops),
    )))
}

async fn plan_line(tx: &Tx, who: &Actor, id: PlanLineId) -> Result<Option<NodeSight>, AppError> {
    let Some(line) = plans::find_line(tx, id).await? else {
        return Ok(None);
    };
    let Some(plan) = plans::find(tx, line.plan).await? else {
        return Ok(None);
    };
    let whose = unit_name(tx, who, plan.unit).await?;
    Ok(Some(NodeSight::new(
        line_in(&line, &plan, whose),
        plan.may_be_read_by(who),
    )))
}

/// A line of a plan, with what its unit is called.
pub(super) fn line_in(line: &PlanLine, plan: &UnitPlan, whose: String) -> SeenNode {
    SeenNode {
        node: Node::PlanLine(line.id),
        title: in_danish(line.text.clone()),
        whose,
        on: plan.valid_from,
        place: ChainPlace::Plan(plan.id),
    }
}

/// An initiative with what its unit is called, and whether the visitor may read it.
pub(super) struct FoundInitiative {
    pub(super) initiative: Initiative,
    pub(super) unit_name: String,
    pub(super) may_see: bool,
}

impl FoundInitiative {
    fn sight(&self, node: Node, title: Option<&str>, on: Option<NaiveDate>, place: ChainPlace) -> NodeSight {
        let of = &self.initiative;
        let seen = SeenNode {
            node,
            title: in_danish(title.unwrap_or(&of.title)),
            whose: self.unit_name.clone(),
            on: on.unwrap_or_else(|| local(of.created_at).date()),
            place,
        };
        NodeSight::new(seen, self.may_see)
    }
}

pub(super) async fn initiative(tx: &Tx, who: &Actor, id: InitiativeId) -> Result<Option<FoundInitiative>, AppError> {
    let Some(initiative) = initiatives::find(tx, id).await? else {
        return Ok(None);
    };
    let sites = initiatives::sites_of(tx, id).await?;
    let units = sites.iter().map(|site| site.unit);
    let may_see = Reach::of(who).holds(initiative.unit, initiative.leads(), units);
    Ok(Some(FoundInitiative {
        unit_name: unit_name(tx, who, initiative.unit).await?,
        initiative,
        may_see,
    }))
}

async fn part_of(
    tx: &Tx,
    who: &Actor,
    node: Node,
    of: InitiativeId,
    title: &str,
    on: Option<NaiveDate>,
) -> Result<Option<NodeSight>, AppError> {
    let place = match node {
        Node::FollowUp(_) => ChainPlace::FollowUps(of),
        _ => ChainPlace::Initiative(of),
    };
    let found = initiative(tx, who, of).await?;
    Ok(found.map(|found| found.sight(node, Some(title), on, place)))
}

async fn report(tx: &Tx, who: &Actor, id: StatusReportId) -> Result<Option<NodeSight>, AppError> {
    match reports::find(tx, id).await? {
        Some(report) => report_sight(tx, who, report).await,
        None => Ok(None),
    }
}

async fn report_sight(tx: &Tx, who: &Actor, report: StatusReport) -> Result<Option<NodeSight>, AppError> {
    let Some(found) = initiative(tx, who, report.initiative).await? else {
        return Ok(None);
    };
    if report.is_draft() && !(found.may_see && report_cases::sees(who, &found.initiative, &report)) {
        return Ok(None);
    }
    let (title, on) = (&report.content.title, report.content.as_of);
    Ok(Some(found.sight(
        Node::StatusReport(report.id),
        Some(title),
        Some(on),
        ChainPlace::StatusReport(report.id),
    )))
}

async fn agenda_item(tx: &Tx, who: &Actor, id: AgendaItemId) -> Result<Option<NodeSight>, AppError> {
    let Some(item) = committees::find_agenda_item(tx, id).await? else {
        return Ok(None);
    };
    let Some((meeting, committee)) = meeting(tx, item.meeting).await? else {
        return Ok(None);
    };
    let may_see = committee.may_be_read_by(who);
    let place = ChainPlace::Meeting(item.meeting);
    let seen = seen_at(Node::AgendaItem(id), &meeting, &committee, item.title, place);
    Ok(Some(NodeSight::new(seen, may_see)))
}

async fn decision(tx: &Tx, who: &Actor, id: DecisionId) -> Result<Option<NodeSight>, AppError> {
    let Some(decision) = committees::find_decision(tx, id).await? else {
        return Ok(None);
    };
    let Some((meeting, committee)) = meeting(tx, decision.meeting).await? else {
        return Ok(None);
    };
    let may_see = committee.may_be_read_by(who);
    let seen = decision_at(&decision, &meeting, &committee);
    Ok(Some(NodeSight::new(seen, may_see)))
}

/// The day the tools that are shipped were gathered: none of them has a day of its own.
const GATHERED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 21);

/// A tool. Everybody who is signed in may read the toolbox; of one that is hidden, what was made of it still says where it came from.
async fn tool(tx: &Tx, who: &Actor, code: ToolCode) -> Result<Option<NodeSight>, AppError> {
    if code.is_own() {
        return own_tool(tx, who, code).await;
    }
    let contents = toolbox_cases::contents(tx)?;
    let Ok(shipped) = contents.tool(code) else {
        return Ok(None);
    };
    let review = toolbox::find_review(tx, code).await?;
    let shown = ShownTool::new(shipped, review.as_ref());
    let seen = SeenNode {
        node: Node::Tool(code),
        title: in_danish(shown.tool.title),
        whose: shown.tool.publisher,
        on: GATHERED.unwrap_or_default(),
        place: ChainPlace::Tool(code),
    };
    Ok(Some(NodeSight::new(seen, true)))
}

/// A tool that is not shipped: for those who may read it.
async fn own_tool(tx: &Tx, who: &Actor, code: ToolCode) -> Result<Option<NodeSight>, AppError> {
    let Some(own) = own_tools::find(tx, code).await? else {
        return Ok(None);
    };
    let seen = SeenNode {
        node: Node::Tool(code),
        title: in_danish(own.title.clone()),
        whose: own.publisher.clone(),
        on: own.sent_on,
        place: ChainPlace::Tool(code),
    };
    Ok(Some(NodeSight::new(seen, toolbox_cases::own::may_see(who, &own))))
}

/// A decision, at its meeting.
pub(super) fn decision_at(decision: &Decision, meeting: &Meeting, committee: &Committee) -> SeenNode {
    let title = match &decision.task {
        Some(task) => task.title.clone(),
        None => clipped(&decision.text, DECISION_LETTERS),
    };
    let place = ChainPlace::Decision(decision.id);
    seen_at(Node::Decision(decision.id), meeting, committee, title, place)
}

async fn meeting(tx: &Tx, id: MeetingId) -> Result<Option<(Meeting, Committee)>, AppError> {
    let Some(meeting) = committees::find_meeting(tx, id).await? else {
        return Ok(None);
    };
    let committee = committees::find(tx, meeting.committee).await?;
    Ok(committee.map(|committee| (meeting, committee)))
}

fn seen_at(node: Node, meeting: &Meeting, committee: &Committee, title: String, place: ChainPlace) -> SeenNode {
    SeenNode {
        node,
        title: in_danish(title),
        whose: committee.name.clone(),
        on: meeting.held_on,
        place,
    }
}

async fn unit_name(tx: &Tx, who: &Actor, unit: UnitId) -> Result<String, AppError> {
    Ok(UnitNames::of(tx, who, [unit]).await?.get(unit))
}

/// What people wrote has one language, the one they wrote it in.
fn in_danish(text: impl Into<String>) -> TwoLanguages {
    TwoLanguages {
        da: text.into(),
        en: String::new(),
    }
}
