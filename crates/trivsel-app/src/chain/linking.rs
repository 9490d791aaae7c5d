//! Saying that something came of something: in the step that makes it, or afterwards, and taking that back.

use std::cmp::Reverse;

use chrono::NaiveDate;
use trivsel_domain::chain::{ChainLink, Node, Walk, makes_sense};
use trivsel_domain::danish;
use trivsel_domain::id::{CommitteeId, MeetingId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, chain as store, committees, initiatives};

use super::beyond;
use super::look::{self, NodeSight, SeenNode, look};
use crate::trail::Trail;
use crate::{App, AppError, Problem, publications};

/// So many things are offered at a time; who looks for more types another word.
const MOST_OFFERED: usize = 20;
/// So many things are looked at for that.
const MOST_LOOKED_AT: usize = 200;

/// Something that another thing may have come of.
pub type Candidate = SeenNode;

/// Notes in the caller's own transaction that something new came of something. Refused where the visitor may not read what it came of.
pub(crate) async fn came_of(
    tx: &Tx,
    who: &Actor,
    from: Node,
    to: Node,
    today: NaiveDate,
) -> Result<SeenNode, AppError> {
    let source = match look(tx, who, from).await? {
        Some(NodeSight::Seen(seen)) => *seen,
        Some(NodeSight::Hidden(_)) => return Err(AppError::Forbidden),
        None => return Err(AppError::NotFound),
    };
    let link = ChainLink::new(from, to, words_of(&source), today).map_err(|_| AppError::NotFound)?;
    store::add(tx, &link).await?;
    Ok(source)
}

/// The same with a line in the trail, for a thing whose history tells where it came from.
pub(crate) async fn link(app: &App, tx: &Tx, who: &Actor, from: Node, to: Node) -> Result<(), AppError> {
    let source = came_of(tx, who, from, to, app.today()).await?;
    let line = match from {
        Node::Result(of) => told(to, "linked").unit(of.unit),
        _ => told(to, "linked"),
    };
    line.field("came_of", "", words_of(&source))
        .write(tx, Some(who.person), app.now())
        .await?;
    Ok(())
}

/// The words that are kept of a source: what it is called, and for a result the unit it is about.
fn words_of(source: &SeenNode) -> String {
    match source.node {
        Node::Result(_) => format!("{}, {}", source.title.da, source.whose),
        _ => source.title.da.clone(),
    }
}

fn told(to: Node, verb: &'static str) -> Trail {
    match to {
        Node::Measure(id) => Trail::new("measure", id.0, verb),
        Node::AgendaItem(id) => Trail::new("agenda_item", id.0, verb),
        Node::Initiative(id) => Trail::new("initiative", id.0, verb),
        // Nothing else is a target yet.
        other => Trail::new(other.kind().code(), uuid::Uuid::nil(), verb),
    }
}

/// May the visitor say afterwards what this came of? So far of initiatives; everything else says it when it is made.
pub(super) async fn may_change(tx: &Tx, who: &Actor, node: Node) -> Result<bool, AppError> {
    let Node::Initiative(id) = node else {
        return Ok(false);
    };
    let found = look::initiative(tx, who, id).await?;
    Ok(found.is_some_and(|of| of.may_see && of.initiative.allows(Right::ChangeInitiative, who)))
}

async fn must_change(tx: &Tx, who: &Actor, node: Node) -> Result<(), AppError> {
    look::must_see(tx, who, node).await?;
    if may_change(tx, who, node).await? {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

/// What it may have come of, among what the visitor may read: each word that was typed stands in its title or in the name of its unit or
/// forum. The newest first.
pub async fn candidates(app: &App, who: &Actor, to: Node, typed: &str) -> Result<(SeenNode, Vec<Candidate>), AppError> {
    let tx = app.read(who.organisation).await?;
    must_change(&tx, who, to).await?;
    let target = look::must_see(&tx, who, to).await?;
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut seen = sources(&tx, who, &words).await?;
    seen.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| danish::compare(&a.title.da, &b.title.da)));
    let mut found = Vec::new();
    for one in seen {
        let makes_sense = makes_sense(one.node.kind(), to.kind());
        if makes_sense && !store::has(&tx, one.node, to).await? && !closes_a_ring(&tx, one.node, to).await? {
            found.push(one);
        }
        if found.len() == MOST_OFFERED {
            break;
        }
    }
    Ok((target, found))
}

/// What can be a source, may be read, and says each of these words. Measures are looked for by a word of their own, or they would be most of
/// the list.
async fn sources(tx: &Tx, who: &Actor, words: &[String]) -> Result<Vec<SeenNode>, AppError> {
    let says = |texts: &[&str]| {
        let said = texts.join(" ").to_lowercase();
        words.iter().all(|word| said.contains(word))
    };
    let mut found = Vec::new();
    for edition in publications::editions(tx).await?.iter().rev() {
        let publication = &edition.publication;
        let units = publication.snapshot.units().iter();
        let wanted = units.filter(|unit| {
            let title = &publication.title;
            let texts = [title.da.as_str(), &title.en, publication.snapshot.name(unit.id)];
            says(&texts) && look::may_see_result(who, publication, unit.id)
        });
        found.extend(wanted.map(|unit| look::result_in(publication, unit.id)));
    }
    found.extend(decisions(tx, who, says).await?);
    found.truncate(MOST_LOOKED_AT);
    if !words.is_empty() {
        let measures = initiatives::list_measures(tx).await?.into_iter();
        let wanted = measures.filter(|one| says(&[&one.title]));
        // Each of these costs a few queries.
        for measure in wanted.take(MOST_LOOKED_AT.saturating_sub(found.len())) {
            if let Some(NodeSight::Seen(seen)) = look(tx, who, Node::Measure(measure.id)).await? {
                found.push(*seen);
            }
        }
    }
    Ok(found)
}

/// The decisions that may be read, forum by forum.
async fn decisions(tx: &Tx, who: &Actor, says: impl Fn(&[&str]) -> bool) -> Result<Vec<SeenNode>, AppError> {
    let mut forums = committees::list(tx).await?;
    forums.retain(|committee| committee.may_be_read_by(who));
    let ids: Vec<CommitteeId> = forums.iter().map(|committee| committee.id).collect();
    let mut meetings = committees::meetings_of_some(tx, &ids).await?;
    // The newest first.
    meetings.sort_by_key(|meeting| Reverse((meeting.held_on, meeting.id)));
    let ids: Vec<MeetingId> = meetings.iter().map(|meeting| meeting.id).collect();
    let taken = committees::decisions_of_some(tx, &ids).await?;
    let mut found = Vec::new();
    for committee in &forums {
        for meeting in meetings.iter().filter(|meeting| meeting.committee == committee.id) {
            let own = taken.iter().filter(|decision| decision.meeting == meeting.id);
            let wanted = own.filter(|decision| {
                let task = decision.task.as_ref().map_or("", |task| task.title.as_str());
                says(&[&committee.name, task, &decision.text])
            });
            found.extend(wanted.map(|decision| look::decision_at(decision, meeting, committee)));
        }
    }
    Ok(found)
}

/// Does the first come of the second already, however far up?
async fn closes_a_ring(tx: &Tx, from: Node, to: Node) -> Result<bool, AppError> {
    let mut walk = Walk::from(from);
    while let Some((node, distance)) = walk.step() {
        if node == to {
            return Ok(true);
        }
        let above = beyond::above(tx, node).await?;
        walk.reach(distance, above.into_iter().filter_map(|above| above.node));
    }
    Ok(false)
}

/// Says afterwards that something came of something.
pub async fn add(app: &App, who: &Actor, to: Node, from: Option<Node>) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        must_change(&work, who, to).await?;
        let wrong = |message| AppError::Invalid(vec![Problem::new("from", message)]);
        let from = from.ok_or_else(|| wrong("problem-choose"))?;
        if !makes_sense(from.kind(), to.kind()) {
            return Err(wrong("problem-choose"));
        }
        if store::has(&work, from, to).await? {
            return Err(wrong("problem-origin-known"));
        }
        if closes_a_ring(&work, from, to).await? {
            return Err(wrong("problem-origin-ring"));
        }
        link(app, &work, who, from, to).await
    })
    .await
}

/// Takes back that something came of something. Both stay as they are.
pub async fn remove(app: &App, who: &Actor, to: Node, from: Option<Node>) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        must_change(&work, who, to).await?;
        let from = from.ok_or_else(|| AppError::invalid("from", "problem-choose"))?;
        // Who may not read it does not see that it is there, and cannot take it away.
        let source = look::must_see(&work, who, from).await?;
        if store::remove(&work, from, to).await? == 0 {
            return Err(AppError::NotFound);
        }
        work.trail(told(to, "unlinked").field("came_of", words_of(&source), ""));
        Ok(())
    })
    .await
}
