//! Decisions, and the task a decision sets for each unit in the committee's scope.

mod belonging;
mod content;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use trivsel_domain::committee::{Committee, Decision, DecisionTask, Meeting, TaskKind, UnitTask};
use trivsel_domain::danish;
use trivsel_domain::id::{DecisionId, MeetingId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, committees as store, persons};
use uuid::Uuid;

use super::handing_out::{UnitChoice, hand_out, hand_out_anew, names_left_out};
use super::meetings::allowed_meeting;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, shipped, structure};

pub use belonging::{BelongingForm, DecisionBelonging, find_belonging, say_belonging};
pub use content::{DecisionContent, DecisionForm, TaskForm, TaskReport};

/// A decision with what has come of it.
#[derive(Clone, Debug)]
pub struct DecisionDetails {
    /// The decision.
    pub decision: Decision,
    /// The meeting it was taken at.
    pub meeting: Meeting,
    /// The committee that took it.
    pub committee: Committee,
    /// The title of the point it was taken on; empty when on none.
    pub item_title: String,
    /// Its task in each unit the visitor may see, waiting ones first.
    pub tasks: Vec<TaskState>,
    /// The units in the committee's scope that do not have it, for those who may read the committee.
    pub left_out: Vec<(UnitId, String)>,
    /// How many units have done it, of all.
    pub done: usize,
    /// How many units have it, without those that are excused.
    pub total: usize,
    /// How many units have said why they do not do it.
    pub excused: usize,
    /// May the visitor see the committee itself?
    pub may_read_committee: bool,
    /// May the visitor change the decision?
    pub may_change: bool,
    /// Is the meeting still to be held? Then nothing is decided, and no unit has a task, whatever is written for it.
    pub is_draft: bool,
}

/// How one unit stands with a task.
#[derive(Clone, Debug)]
pub struct TaskState {
    /// The task.
    pub task: UnitTask,
    /// The unit's name.
    pub unit_name: String,
    /// Who said it was done; empty when it waits, or once the person has been erased.
    pub done_by: String,
    /// May the visitor say it is done?
    pub may_report: bool,
    /// Does it wait, and should have been done before today?
    pub is_overdue: bool,
}

/// A decision's task that waits in units the visitor may report for.
#[derive(Clone, Debug)]
pub struct OpenTask {
    /// The decision.
    pub decision: DecisionId,
    /// What to do.
    pub title: String,
    /// How it is done.
    pub kind: TaskKind,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// How many days ago it should have been done; 0 while there is time.
    pub days_over: i64,
    /// The committee that decided it.
    pub committee_name: String,
    /// The visitor's units that wait, in Danish order.
    pub waiting: Vec<(UnitId, String)>,
    /// How many units have done it, of all.
    pub done: usize,
    /// How many units have it.
    pub total: usize,
}

/// One decision. Those who may report for a unit with the task see it even when the committee is out of their reach, with their own units.
pub async fn find_decision(app: &App, who: &Actor, id: DecisionId) -> Result<DecisionDetails, AppError> {
    if !who.may_in_some_committee(Right::ReadCommittee) {
        who.must_somewhere(Right::ReportUnitTask)?;
    }
    let tx = app.read(who.organisation).await?;
    let decision = store::find_decision(&tx, id).await?.ok_or(AppError::NotFound)?;
    let meeting = store::find_meeting(&tx, decision.meeting)
        .await?
        .ok_or(AppError::NotFound)?;
    let committee = store::find(&tx, meeting.committee).await?.ok_or(AppError::NotFound)?;
    let tasks = store::tasks_of(&tx, id).await?;
    let may_read_committee = committee.may_be_read_by(who);
    let is_draft = meeting.held_on > app.today();
    let own = |task: &UnitTask| !is_draft && who.may(Right::ReportUnitTask, task.unit);
    if !may_read_committee && !tasks.iter().any(own) {
        return Err(AppError::Forbidden);
    }
    let left_out = match &decision.task {
        Some(task) if may_read_committee => names_left_out(app, &tx, who, &committee, task.level, &tasks).await?,
        _ => Vec::new(),
    };
    let (done, total) = coverage(&tasks);
    let excused = tasks.len() - total;
    let shown = tasks
        .into_iter()
        .filter(|task| may_read_committee || own(task))
        .collect();
    let item_title = match decision.agenda_item {
        Some(item) => store::find_agenda_item(&tx, item)
            .await?
            .map(|item| item.title)
            .unwrap_or_default(),
        None => String::new(),
    };
    Ok(DecisionDetails {
        tasks: states(&tx, who, shown, &meeting, decision.task.as_ref(), app.today()).await?,
        left_out,
        is_draft,
        may_change: committee.allows(Right::WriteMinutes, who),
        decision,
        meeting,
        committee,
        item_title,
        done,
        total,
        excused,
        may_read_committee,
    })
}

/// How many units have done a task, of how many that are not excused.
pub(crate) fn coverage<'a>(tasks: impl IntoIterator<Item = &'a UnitTask>) -> (usize, usize) {
    let asked = tasks.into_iter().filter(|task| !task.is_excused());
    asked.fold((0, 0), |(done, total), task| {
        (done + usize::from(task.done_on.is_some()), total + 1)
    })
}

/// Puts names on tasks: those that wait first, each part in Danish order.
async fn states(
    tx: &Tx,
    who: &Actor,
    tasks: Vec<UnitTask>,
    meeting: &Meeting,
    asked: Option<&DecisionTask>,
    today: NaiveDate,
) -> Result<Vec<TaskState>, AppError> {
    let is_over = asked.and_then(|task| task.due_on).is_some_and(|due| due < today);
    let earlier = structure::tree(tx, meeting.held_on).await?;
    let is_held = meeting.held_on <= today;
    let names = persons::names_of(tx, tasks.iter().filter_map(|task| task.done_by)).await?;
    let mut states: Vec<TaskState> = tasks
        .into_iter()
        .map(|task| TaskState {
            unit_name: match who.tree.get(task.unit) {
                Some(node) => node.name.clone(),
                None => earlier.name(task.unit).to_owned(),
            },
            done_by: task
                .done_by
                .and_then(|person| names.get(&person).cloned())
                .unwrap_or_default(),
            may_report: is_held && who.may(Right::ReportUnitTask, task.unit),
            is_overdue: is_held && is_over && task.done_on.is_none() && !task.is_excused(),
            task,
        })
        .collect();
    states.sort_by(|a, b| {
        let rank = |state: &TaskState| (state.task.done_on.is_some(), state.task.is_excused());
        rank(a)
            .cmp(&rank(b))
            .then_with(|| danish::compare(&a.unit_name, &b.unit_name))
    });
    Ok(states)
}

/// The tasks that wait in the units the visitor may report for, the most urgent first.
pub async fn open_tasks(app: &App, who: &Actor) -> Result<Vec<OpenTask>, AppError> {
    let own = who.units_with(Right::ReportUnitTask);
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let tx = app.read(who.organisation).await?;
    let mut waiting: BTreeMap<DecisionId, Vec<(UnitId, String)>> = BTreeMap::new();
    for task in store::open_tasks_in(&tx, &own).await? {
        let name = who.tree.name(task.unit).to_owned();
        waiting.entry(task.decision).or_default().push((task.unit, name));
    }
    let ids: Vec<DecisionId> = waiting.keys().copied().collect();
    let all = store::tasks_of_some(&tx, &ids).await?;
    let mut open = Vec::with_capacity(ids.len());
    let decisions = store::list_decisions(&tx, &ids).await?;
    let held: BTreeSet<MeetingId> = decisions.iter().map(|decision| decision.meeting).collect();
    let meetings = store::find_meetings(&tx, &held.into_iter().collect::<Vec<_>>()).await?;
    let forums = if meetings.is_empty() {
        Vec::new()
    } else {
        store::list(&tx).await?
    };
    for decision in decisions {
        let Some(task) = decision.task else { continue };
        let meeting = meetings.iter().find(|meeting| meeting.id == decision.meeting);
        // What is written for a meeting to come is not decided.
        let Some(meeting) = meeting.filter(|meeting| meeting.held_on <= app.today()) else {
            continue;
        };
        let forum = forums.iter().find(|forum| forum.id == meeting.committee);
        let committee_name = forum.map(|forum| forum.name.clone());
        let (done, total) = coverage(all.iter().filter(|task| task.decision == decision.id));
        let mut units = waiting.remove(&decision.id).unwrap_or_default();
        units.sort_by(|a, b| danish::compare(&a.1, &b.1));
        open.push(OpenTask {
            decision: decision.id,
            title: task.title,
            kind: task.kind,
            days_over: task.due_on.map_or(0, |due| (app.today() - due).num_days().max(0)),
            due_on: task.due_on,
            committee_name: committee_name.unwrap_or_default(),
            waiting: units,
            done,
            total,
        });
    }
    open.sort_by_key(|task| (task.due_on.is_none(), task.due_on, task.decision));
    Ok(open)
}

/// Adds a decision; when it sets a task, each unit in the committee's scope gets it.
pub async fn add_decision(
    app: &App,
    who: &Actor,
    meeting: MeetingId,
    content: &DecisionContent,
) -> Result<DecisionId, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let (_, committee) = allowed_meeting(&work, who, meeting, Right::WriteMinutes).await?;
        let (decision, choice) = placed(app, &work, who, DecisionId(Uuid::now_v7()), meeting, content).await?;
        store::add_decision(&work, &decision).await?;
        if let Some(task) = &decision.task {
            hand_out(app, &work, who, &committee, (decision.id, task.level), &choice).await?;
        }
        let names = named_left_out(app, &work, who, &committee, &decision).await?;
        work.trail(
            Trail::new("decision", decision.id.0, "added")
                .of(meeting.0)
                .unit(committee.unit)
                .field("text", "", &decision.text)
                .optional(
                    "task_title",
                    None::<String>,
                    decision.task.as_ref().map(|task| &task.title),
                )
                .field("left_out", "", names),
        );
        Ok(decision.id)
    })
    .await
}

/// Changes a decision. Its task can be taken back only while no unit has done it.
pub async fn change_decision(
    app: &App,
    who: &Actor,
    id: DecisionId,
    seen: &SeenMark,
    content: &DecisionContent,
) -> Result<(), AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    app.writing(who, |work| async move {
        let before = store::find_decision(&work, id).await?.ok_or(AppError::NotFound)?;
        let (_, committee) = allowed_meeting(&work, who, before.meeting, Right::WriteMinutes).await?;
        seen.must_be(&before)?;
        let (decision, choice) = placed(app, &work, who, id, before.meeting, content).await?;
        let names_before = named_left_out(app, &work, who, &committee, &before).await?;
        match (&before.task, &decision.task) {
            (None, Some(task)) => hand_out(app, &work, who, &committee, (id, task.level), &choice).await?,
            (Some(was), Some(task)) => {
                hand_out_anew(app, &work, who, &committee, (id, was.level, task.level), &choice).await?;
            }
            (Some(_), None) => {
                let is_done = store::tasks_of(&work, id)
                    .await?
                    .iter()
                    .any(|task| task.done_on.is_some());
                if is_done {
                    return Err(AppError::invalid("task_title", "problem-task-done"));
                }
                store::remove_open_tasks(&work, id).await?;
            }
            (None, None) => {}
        }
        store::change_decision(&work, &decision).await?;
        let names = named_left_out(app, &work, who, &committee, &decision).await?;
        let title = |decision: &Decision| decision.task.as_ref().map(|task| task.title.clone());
        let due = |decision: &Decision| decision.task.as_ref().and_then(|task| task.due_on);
        let kind = |decision: &Decision| decision.task.as_ref().map(|task| task.kind.code());
        work.trail(
            Trail::new("decision", id.0, "changed")
                .of(decision.meeting.0)
                .unit(committee.unit)
                .field("text", &before.text, &decision.text)
                .optional("task_title", title(&before), title(&decision))
                .optional("task_due_on", due(&before), due(&decision))
                .optional("task_kind", kind(&before), kind(&decision))
                .field("left_out", names_before, names),
        );
        Ok(())
    })
    .await
}

/// Says that a unit's task is done, or not done after all.
pub async fn report_task(
    app: &App,
    who: &Actor,
    id: DecisionId,
    unit: UnitId,
    seen: &SeenMark,
    report: &TaskReport,
) -> Result<(), AppError> {
    who.must(Right::ReportUnitTask, unit)?;
    app.writing(who, |work| async move {
        let before = store::tasks_of(&work, id)
            .await?
            .into_iter()
            .find(|task| task.unit == unit)
            .ok_or(AppError::NotFound)?;
        let held_on = held_on(&work, id).await?;
        if held_on > work.today {
            return Err(AppError::Refused("refused-meeting-not-held"));
        }
        let after = match report.clone() {
            TaskReport::Undone => UnitTask {
                done_on: None,
                done_by: None,
                excused_because: String::new(),
                ..before.clone()
            },
            TaskReport::Done { on, note } => {
                let done_on = on.unwrap_or(work.today);
                if done_on > work.today {
                    return Err(AppError::invalid("done_on", "problem-task-in-future"));
                }
                if done_on < held_on {
                    let day = held_on.format("%d.%m.%Y").to_string();
                    let early = Problem::new("done_on", "problem-task-before-meeting").with("day", day);
                    return Err(AppError::Invalid(vec![early]));
                }
                // Two who report the same task: the second sees what the first wrote before it is written over.
                seen.must_be(&before)?;
                UnitTask {
                    done_on: Some(done_on),
                    done_by: Some(who.person),
                    note,
                    excused_because: String::new(),
                    ..before.clone()
                }
            }
        };
        store::change_task(&work, &after).await?;
        let verb = if after.done_on.is_some() { "done" } else { "undone" };
        work.trail(
            Trail::new("unit_task", unit.0, verb)
                .of(id.0)
                .unit(unit)
                .optional("done_on", before.done_on, after.done_on)
                .field("note", &before.note, &after.note),
        );
        Ok(())
    })
    .await
}

/// The day of the meeting a decision belongs to.
async fn held_on(tx: &Tx, id: DecisionId) -> Result<NaiveDate, AppError> {
    let decision = store::find_decision(tx, id).await?.ok_or(AppError::NotFound)?;
    let meeting = store::find_meeting(tx, decision.meeting)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(meeting.held_on)
}

/// The units without a decision's task, by name; empty when it sets none.
async fn named_left_out(
    app: &App,
    tx: &Tx,
    who: &Actor,
    committee: &Committee,
    decision: &Decision,
) -> Result<String, AppError> {
    let Some(task) = &decision.task else {
        return Ok(String::new());
    };
    let tasks = store::tasks_of(tx, decision.id).await?;
    let names = names_left_out(app, tx, who, committee, task.level, &tasks).await?;
    Ok(names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", "))
}

/// The decision that says this, on a point of its own meeting, and the units that are not to have its task.
async fn placed(
    app: &App,
    tx: &Tx,
    who: &Actor,
    id: DecisionId,
    meeting: MeetingId,
    content: &DecisionContent,
) -> Result<(Decision, UnitChoice), AppError> {
    let choice = UnitChoice::of(&who.tree, content)?;
    let DecisionContent {
        agenda_item,
        text,
        task,
        ..
    } = content.clone();
    if let Some(task) = task.as_ref().filter(|task| task.kind.is_held()) {
        let programmes = shipped::programmes(&app.store)?;
        if !programmes.iter().any(|one| one.code == task.programme) {
            return Err(AppError::invalid("programme", "problem-choose"));
        }
    }
    if let Some(item) = agenda_item
        && store::find_agenda_item(tx, item)
            .await?
            .is_none_or(|item| item.meeting != meeting)
    {
        return Err(AppError::invalid("agenda_item", "problem-choose"));
    }
    let decision = Decision {
        id,
        meeting,
        agenda_item,
        text,
        task,
    };
    Ok((decision, choice))
}
