//! The decisions of an area with how far they have come in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::committee::{Decision, Meeting, UnitTask};
use trivsel_domain::id::{DecisionId, InitiativeId, MeetingId};
use trivsel_domain::report::ReportDecision;
use trivsel_store::{Tx, committees};

use super::Area;
use crate::AppError;

/// No meeting was held before.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// Decisions this many days back are told of in the first report of an area; later ones go on from the last report.
const FIRST_REACH: u64 = 730;

/// The decisions of the forums in the area or around it that set its units a task, or belong to one of its initiatives; the newest first.
/// An old one is told of as long as some unit has not done what it asks. Those of forums the person may not read are left out.
pub(super) async fn taken(
    tx: &Tx,
    area: &Area<'_>,
    since: Option<NaiveDate>,
    as_of: NaiveDate,
) -> Result<Vec<ReportDecision>, AppError> {
    let tree = &area.who.tree;
    let forums = committees::list(tx).await?;
    let from = since
        .or(as_of.checked_sub_days(chrono::Days::new(FIRST_REACH)))
        .unwrap_or(as_of);
    let meetings: BTreeMap<MeetingId, (Meeting, String)> = committees::list_meetings(tx, FIRST_DAY, as_of)
        .await?
        .into_iter()
        .filter_map(|meeting| {
            let forum = forums.iter().find(|forum| forum.id == meeting.committee)?;
            let is_near = tree.is_in_line(forum.unit, area.unit) && forum.may_be_read_by(area.who);
            is_near.then(|| (meeting.id, (meeting, forum.name.clone())))
        })
        .collect();
    let ids: Vec<MeetingId> = meetings.keys().copied().collect();
    let decisions = committees::decisions_of_some(tx, &ids).await?;
    let ids: Vec<DecisionId> = decisions.iter().map(|decision| decision.id).collect();
    let tasks = committees::tasks_of_some(tx, &ids).await?;
    let links = committees::initiatives_of_decisions(tx, &ids).await?;
    let mut found: Vec<ReportDecision> = decisions
        .into_iter()
        .filter_map(|decision| {
            let (meeting, forum) = meetings.get(&decision.meeting)?;
            let linked = titles(area, decision.id, &links);
            let own: Vec<&UnitTask> = tasks
                .iter()
                .filter(|task| task.decision == decision.id && tree.is_within(task.unit, area.unit))
                .collect();
            let waits = own.iter().any(|task| task.done_on.is_none());
            let is_new = meeting.held_on > from && (!own.is_empty() || !linked.is_empty());
            (waits || is_new).then(|| told(area, decision, meeting, forum, &own, linked, as_of))
        })
        .collect();
    found.sort_by_key(|of| std::cmp::Reverse((of.decided_on, of.decision)));
    Ok(found)
}

/// The area's initiatives a decision belongs to, by title.
fn titles(area: &Area<'_>, decision: DecisionId, links: &[(DecisionId, InitiativeId)]) -> Vec<String> {
    let is_linked = |id: InitiativeId| links.contains(&(decision, id));
    let linked = area.lines.iter().filter(|line| is_linked(line.id));
    linked.map(|line| line.title.clone()).collect()
}

fn told(
    area: &Area<'_>,
    decision: Decision,
    meeting: &Meeting,
    forum: &str,
    tasks: &[&UnitTask],
    initiatives: Vec<String>,
    as_of: NaiveDate,
) -> ReportDecision {
    let done: Vec<&&UnitTask> = tasks
        .iter()
        .filter(|task| task.done_on.is_some_and(|on| on <= as_of))
        .collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    ReportDecision {
        decision: decision.id,
        text: decision.text,
        forum: forum.to_owned(),
        decided_on: meeting.held_on,
        task: decision.task.map(|task| task.title).unwrap_or_default(),
        done: count(done.len()),
        of: count(tasks.len()),
        lessons: done
            .iter()
            .filter(|task| !task.note.is_empty())
            .map(|task| (area.who.tree.name(task.unit).to_owned(), task.note.clone()))
            .collect(),
        initiatives,
    }
}
