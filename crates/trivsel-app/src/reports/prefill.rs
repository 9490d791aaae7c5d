//! What a new report says before anybody has written in it: gathered from the initiative, so that nothing is typed twice.

use chrono::NaiveDate;
use trivsel_domain::chain::Node;
use trivsel_domain::id::DecisionId;
use trivsel_domain::initiative::{FollowUp, Initiative, MeasureState};
use trivsel_domain::report::ReportContent;
use trivsel_domain::rights::Actor;
use trivsel_domain::text::one_line;
use trivsel_store::{Tx, chain, committees, initiatives};

use crate::committees::coverage;
use crate::initiatives::register::{forum_of, forums};
use crate::lessons::learnt_of;
use crate::{App, AppError};

/// How the gathered facts are put into words. The words live with the pages, in the language of whoever begins the report.
pub trait Wording {
    /// Before the list of what has been done.
    fn done_so_far(&self) -> String;
    /// The initiative began in a unit.
    fn site_begun(&self, unit: &str, on: NaiveDate) -> String;
    /// A milestone was reached.
    fn milestone_reached(&self, title: &str, on: NaiveDate) -> String;
    /// Before the list of what the follow-ups said.
    fn follow_ups_said(&self) -> String;
    /// What one follow-up said.
    fn note(&self, follow_up: &str, on: NaiveDate, text: &str) -> String;
    /// A decision it came of, with how many units have done what it asks, of how many.
    fn decided(&self, forum: &str, on: NaiveDate, task: &str, coverage: (usize, usize)) -> String;
    /// Before what the units learnt of it.
    fn learnt(&self) -> String;
    /// One thing that was learnt, and under whose name it stands.
    fn lesson(&self, text: &str, of: &str) -> String;
    /// A task that waits in these units.
    fn task_waits(&self, task: &str, units: &[&str]) -> String;
    /// Before the list of what comes next.
    fn comes_next(&self) -> String;
    /// A milestone that is to be reached.
    fn milestone_waits(&self, title: &str, due: NaiveDate) -> String;
    /// A follow-up that goes on, in its forum (may be empty), with the day it is next held.
    fn follow_up_goes_on(&self, follow_up: &FollowUp, forum: &str, next: Option<NaiveDate>) -> String;
    /// Before the list of what should have happened.
    fn is_late(&self) -> String;
    /// A milestone or follow-up whose day has passed.
    fn late(&self, title: &str, due: NaiveDate) -> String;
}

/// The content of a new report. What happened counts from `since`, the day the last report told of.
pub(super) async fn content(
    app: &App,
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    since: Option<NaiveDate>,
    today: NaiveDate,
    wording: &(dyn Wording + Sync),
) -> Result<ReportContent, AppError> {
    let told = told(app, tx, who, initiative, wording).await?;
    let both = |text: String, more: String| match (text.is_empty(), more.is_empty()) {
        (false, false) => format!("{text}\n\n{more}"),
        _ => text + &more,
    };
    Ok(ReportContent {
        title: initiative.title.clone(),
        area: who.tree.name(initiative.unit).to_owned(),
        as_of: today,
        purpose_text: purpose(initiative),
        progress_text: both(progress(tx, who, initiative, since, wording).await?, told.progress),
        next_text: both(next(tx, initiative, today, wording).await?, told.waits),
    })
}

/// The purpose; the description when nothing is said of the purpose. The summary stands before either.
pub(super) fn purpose(initiative: &Initiative) -> String {
    let main = if initiative.purpose.is_empty() {
        &initiative.description
    } else {
        &initiative.purpose
    };
    let parts = [initiative.summary.as_str(), main.as_str()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

async fn progress(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    since: Option<NaiveDate>,
    wording: &(dyn Wording + Sync),
) -> Result<String, AppError> {
    let is_new = |day: NaiveDate| since.is_none_or(|since| day > since);
    let measures = initiatives::measures_of(tx, initiative.id).await?;
    let mut done: Vec<String> = measures
        .iter()
        .filter(|measure| matches!(measure.state, MeasureState::Running | MeasureState::Done))
        .map(|measure| match one_line(&measure.description).as_str() {
            "" => measure.title.clone(),
            description => format!("{}: {description}", measure.title),
        })
        .collect();
    let mut sites = initiatives::sites_of(tx, initiative.id).await?;
    sites.sort_by_key(|site| site.period.from());
    done.extend(
        sites
            .iter()
            .filter(|site| is_new(site.period.from()))
            .map(|site| wording.site_begun(who.tree.name(site.unit), site.period.from())),
    );
    let milestones = initiatives::milestones_of(tx, initiative.id).await?;
    done.extend(milestones.iter().filter_map(|milestone| {
        let on = milestone.done_on.filter(|on| is_new(*on))?;
        Some(wording.milestone_reached(&milestone.title, on))
    }));
    let follow_ups = initiatives::follow_ups_of(tx, initiative.id).await?;
    let mut notes = initiatives::notes_of(tx, initiative.id).await?;
    notes.sort_by_key(|note| note.held_on);
    let said: Vec<String> = notes
        .iter()
        .filter(|note| is_new(note.held_on) && !note.text.is_empty())
        .map(|note| {
            let title = follow_ups.iter().find(|found| found.id == note.follow_up);
            let title = title.map_or("", |found| found.title.as_str());
            wording.note(title, note.held_on, &one_line(&note.text))
        })
        .collect();
    Ok(lists([
        (wording.done_so_far(), done),
        (wording.follow_ups_said(), said),
    ]))
}

/// What the decisions say that the initiative came of.
#[derive(Default)]
struct Told {
    /// What was decided, how far the units have come with it, and some of what they learnt.
    progress: String,
    /// The units in which it still waits.
    waits: String,
}

/// So many lessons of a decision stand in a report; the rest is one click away.
const LESSONS_TOLD: usize = 2;

async fn told(
    app: &App,
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    wording: &(dyn Wording + Sync),
) -> Result<Told, AppError> {
    let links = chain::into_any(tx, &[Node::Initiative(initiative.id)]).await?;
    let ids: Vec<DecisionId> = links
        .iter()
        .filter_map(|link| match link.from {
            Some(Node::Decision(id)) => Some(id),
            _ => None,
        })
        .collect();
    let (mut progress, mut waits) = (Vec::new(), Vec::new());
    for decision in committees::list_decisions(tx, &ids).await? {
        let Some(task) = &decision.task else { continue };
        let Some(meeting) = committees::find_meeting(tx, decision.meeting).await? else {
            continue;
        };
        let forum = committees::find(tx, meeting.committee).await?;
        let Some(forum) = forum.filter(|forum| forum.may_be_read_by(who)) else {
            continue;
        };
        let tasks = committees::tasks_of(tx, decision.id).await?;
        let coverage = coverage(&tasks);
        let mut text = wording.decided(&forum.name, meeting.held_on, &task.title, coverage);
        let learnt = learnt_of(app, tx, who, &[decision.id]).await?;
        // What was laid in a theme was found worth it by somebody.
        let (themed, loose): (Vec<_>, Vec<_>) = learnt.lessons.iter().partition(|one| one.lesson.theme.is_some());
        let some = themed.into_iter().chain(loose).take(LESSONS_TOLD);
        let some: Vec<String> = some
            .map(|one| wording.lesson(&one.lesson.text, &one.shown_as))
            .collect();
        if !some.is_empty() {
            text = format!("{text} {}\n- {}", wording.learnt(), some.join("\n- "));
        }
        progress.push(text);
        let waiting = tasks.iter().filter(|task| task.done_on.is_none() && !task.is_excused());
        let names = waiting.map(|task| who.tree.name(task.unit));
        // A unit that has closed since is not waited for.
        let waiting: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        if !waiting.is_empty() {
            waits.push(wording.task_waits(&task.title, &waiting));
        }
    }
    Ok(Told {
        progress: progress.join("\n\n"),
        waits: waits.join("\n\n"),
    })
}

/// What lies ahead on the report's day; what should have happened before it stands by itself.
async fn next(
    tx: &Tx,
    initiative: &Initiative,
    today: NaiveDate,
    wording: &(dyn Wording + Sync),
) -> Result<String, AppError> {
    let (mut ahead, mut late) = (Vec::new(), Vec::new());
    let mut milestones = initiatives::milestones_of(tx, initiative.id).await?;
    milestones.sort_by_key(|milestone| milestone.due_on);
    for milestone in milestones.iter().filter(|milestone| milestone.done_on.is_none()) {
        if milestone.is_overdue(today) {
            late.push(wording.late(&milestone.title, milestone.due_on));
        } else {
            ahead.push(wording.milestone_waits(&milestone.title, milestone.due_on));
        }
    }
    let forums = forums(tx).await?;
    for follow_up in initiatives::follow_ups_of(tx, initiative.id).await? {
        if follow_up.ended_on.is_some() {
            continue;
        }
        let forum = forum_of(&follow_up, &forums);
        let (passed, next) = match follow_up.next_due {
            Some(due) if due < today => (Some(due), None),
            next => (None, next),
        };
        ahead.push(wording.follow_up_goes_on(&follow_up, &forum, next));
        late.extend(passed.map(|due| wording.late(&follow_up.title, due)));
    }
    Ok(lists([(wording.comes_next(), ahead), (wording.is_late(), late)]))
}

/// Each list below its first line; an empty one falls away.
pub(super) fn lists<const N: usize>(parts: [(String, Vec<String>); N]) -> String {
    parts
        .into_iter()
        .filter(|(_, points)| !points.is_empty())
        .map(|(before, points)| format!("{before}\n- {}", points.join("\n- ")))
        .collect::<Vec<_>>()
        .join("\n\n")
}
