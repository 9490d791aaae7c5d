//! Which units get a decision's task: every unit in the committee's scope that employs people, but for those that are left out.

use std::collections::BTreeSet;

use trivsel_domain::committee::{Committee, TaskLevel, UnitTask, task_units};
use trivsel_domain::danish;
use trivsel_domain::id::{DecisionId, MeetingId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, committees as store, persons};

use super::decisions::DecisionContent;
use super::meetings::allowed_meeting;
use crate::work::Work;
use crate::{App, AppError, Problem};

/// The units a task decided at a meeting can go to, for each way to say which; in the tree's order.
#[derive(Clone, Debug, Default)]
pub struct TaskReach {
    /// Those that employ people themselves.
    pub employing: Vec<UnitId>,
    /// Those right below the committee's own.
    pub below: Vec<UnitId>,
    /// All of its scope.
    pub all: Vec<UnitId>,
}

/// The units a task decided at this meeting would go to.
pub async fn units_for_task(app: &App, who: &Actor, meeting: MeetingId) -> Result<TaskReach, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    let tx = app.read(who.organisation).await?;
    let (_, committee) = allowed_meeting(&tx, who, meeting, Right::WriteMinutes).await?;
    Ok(TaskReach {
        employing: candidates(app, &tx, who, &committee, TaskLevel::Employing).await?,
        below: candidates(app, &tx, who, &committee, TaskLevel::Below).await?,
        all: candidates(app, &tx, who, &committee, TaskLevel::Chosen).await?,
    })
}

/// How many units would get the task of a decision that says this, for whoever looks before saving.
pub async fn count_units(
    app: &App,
    who: &Actor,
    meeting: MeetingId,
    content: &DecisionContent,
) -> Result<usize, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    let tx = app.read(who.organisation).await?;
    let (_, committee) = allowed_meeting(&tx, who, meeting, Right::WriteMinutes).await?;
    let choice = UnitChoice::of(&who.tree, content)?;
    match &content.task {
        None => Ok(0),
        Some(task) => Ok(wanted(app, &tx, who, &committee, task.level, &choice).await?.len()),
    }
}

/// The units in the committee's scope that a task can go to.
async fn candidates(
    app: &App,
    tx: &Tx,
    who: &Actor,
    committee: &Committee,
    level: TaskLevel,
) -> Result<Vec<UnitId>, AppError> {
    let employed = persons::count_by_unit(tx, app.today()).await?;
    Ok(task_units(&who.tree, committee.unit, level, |unit| {
        employed.contains_key(&unit)
    }))
}

/// Which units were taken out, or named one by one.
pub(super) struct UnitChoice {
    /// Those that are left out, with all below them.
    left_out: BTreeSet<UnitId>,
    /// Those that are named.
    chosen: BTreeSet<UnitId>,
}

impl UnitChoice {
    pub(super) fn of(tree: &Tree, content: &DecisionContent) -> Result<Self, AppError> {
        let mut left_out = BTreeSet::new();
        for unit in &content.left_out {
            if tree.get(*unit).is_none() {
                return Err(AppError::invalid("left_out", "problem-choose"));
            }
            left_out.extend(tree.subtree(*unit));
        }
        Ok(Self {
            left_out,
            chosen: content.chosen.iter().copied().collect(),
        })
    }
}

/// The units that get a task. Refused where there are none.
async fn wanted(
    app: &App,
    tx: &Tx,
    who: &Actor,
    committee: &Committee,
    level: TaskLevel,
    choice: &UnitChoice,
) -> Result<Vec<UnitId>, AppError> {
    let scope = candidates(app, tx, who, committee, level).await?;
    if scope.is_empty() {
        return Err(AppError::invalid("task_title", "problem-no-units-for-task"));
    }
    let units: Vec<UnitId> = match level {
        TaskLevel::Chosen => scope.into_iter().filter(|unit| choice.chosen.contains(unit)).collect(),
        TaskLevel::Employing | TaskLevel::Below => scope
            .into_iter()
            .filter(|unit| !choice.left_out.contains(unit))
            .collect(),
    };
    match (units.is_empty(), level) {
        (false, _) => Ok(units),
        (true, TaskLevel::Chosen) => Err(AppError::invalid("chosen", "problem-none-chosen")),
        (true, _) => Err(AppError::invalid("left_out", "problem-all-left-out")),
    }
}

/// Gives the task to the units it is for.
pub(super) async fn hand_out(
    app: &App,
    work: &Work,
    who: &Actor,
    committee: &Committee,
    (decision, level): (DecisionId, TaskLevel),
    choice: &UnitChoice,
) -> Result<(), AppError> {
    let units = wanted(app, work, who, committee, level, choice).await?;
    give(work, decision, units.into_iter()).await
}

/// Takes the task from units it is not for any longer, and gives it to those it is for from now on. A unit that did it keeps it. A unit that
/// has it because it employed people once keeps it too, unless it is left out.
pub(super) async fn hand_out_anew(
    app: &App,
    work: &Work,
    who: &Actor,
    committee: &Committee,
    (decision, was, level): (DecisionId, TaskLevel, TaskLevel),
    choice: &UnitChoice,
) -> Result<(), AppError> {
    let there = store::tasks_of(work, decision).await?;
    let have: BTreeSet<UnitId> = there.iter().map(|task| task.unit).collect();
    let units = match wanted(app, work, who, committee, level, choice).await {
        // Those that have it already may be all there are.
        Err(AppError::Invalid(_)) if was == level && level != TaskLevel::Chosen => Vec::new(),
        other => other?,
    };
    let is_kept = |unit: &UnitId| {
        units.contains(unit) || (was == level && level != TaskLevel::Chosen && !choice.left_out.contains(unit))
    };
    let withdrawn: Vec<&UnitTask> = there.iter().filter(|task| !is_kept(&task.unit)).collect();
    if let Some(done) = withdrawn.iter().find(|task| task.done_on.is_some()) {
        let name = who.tree.name(done.unit);
        let field = if level == TaskLevel::Chosen {
            "chosen"
        } else {
            "left_out"
        };
        return Err(AppError::Invalid(vec![
            Problem::new(field, "problem-left-out-done").with("unit", name),
        ]));
    }
    let missing: Vec<UnitId> = units.into_iter().filter(|unit| !have.contains(unit)).collect();
    if missing.is_empty() && withdrawn.len() == there.len() {
        return Err(AppError::invalid("left_out", "problem-all-left-out"));
    }
    for task in withdrawn {
        store::remove_open_task(work, decision, task.unit).await?;
    }
    give(work, decision, missing.into_iter()).await
}

async fn give(work: &Work, decision: DecisionId, units: impl Iterator<Item = UnitId>) -> Result<(), AppError> {
    let tasks: Vec<UnitTask> = units.map(|unit| UnitTask::open(decision, unit)).collect();
    if tasks.is_empty() {
        return Ok(());
    }
    Ok(store::add_tasks(work, &tasks).await?)
}

/// The names of those units of a committee's scope that do not have the task, in Danish order, for the trail and the page.
pub(super) async fn names_left_out(
    app: &App,
    tx: &Tx,
    who: &Actor,
    committee: &Committee,
    level: TaskLevel,
    tasks: &[UnitTask],
) -> Result<Vec<(UnitId, String)>, AppError> {
    // Where units were named one by one, the others were not left out of anything.
    if level == TaskLevel::Chosen {
        return Ok(Vec::new());
    }
    let have: BTreeSet<UnitId> = tasks.iter().map(|task| task.unit).collect();
    let mut names: Vec<(UnitId, String)> = candidates(app, tx, who, committee, level)
        .await?
        .into_iter()
        .filter(|unit| !have.contains(unit))
        .map(|unit| (unit, who.tree.name(unit).to_owned()))
        .collect();
    names.sort_by(|a, b| danish::compare(&a.1, &b.1));
    Ok(names)
}
