//! Which units get a decision's task: every unit in the committee's scope that employs people, but for those that are left out.

use std::collections::BTreeSet;

use trivsel_domain::committee::{Committee, UnitTask, task_units};
use trivsel_domain::danish;
use trivsel_domain::id::{DecisionId, MeetingId, UnitId};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, committees as store, persons};

use super::meetings::allowed_meeting;
use crate::work::Work;
use crate::{App, AppError, Problem};

/// The units a task decided at this meeting would go to, in the tree's order.
pub async fn units_for_task(app: &App, who: &Actor, meeting: MeetingId) -> Result<Vec<UnitId>, AppError> {
    who.must_in_some_committee(Right::WriteMinutes)?;
    let tx = app.read(who.organisation).await?;
    let (_, committee) = allowed_meeting(&tx, who, meeting, Right::WriteMinutes).await?;
    candidates(app, &tx, who, &committee).await
}

/// The units in the committee's scope that a task can go to.
pub(super) async fn candidates(
    app: &App,
    tx: &Tx,
    who: &Actor,
    committee: &Committee,
) -> Result<Vec<UnitId>, AppError> {
    let employed = persons::count_by_unit(tx, app.today()).await?;
    Ok(task_units(&who.tree, committee.unit, |unit| {
        employed.contains_key(&unit)
    }))
}

/// The units that are left out, each with all below it.
pub(super) fn all_left_out(tree: &Tree, chosen: &[UnitId]) -> Result<BTreeSet<UnitId>, AppError> {
    let mut left_out = BTreeSet::new();
    for unit in chosen {
        if tree.get(*unit).is_none() {
            return Err(AppError::invalid("left_out", "problem-choose"));
        }
        left_out.extend(tree.subtree(*unit));
    }
    Ok(left_out)
}

/// Gives each unit in the committee's scope the task, but for those that are left out.
pub(super) async fn hand_out(
    app: &App,
    work: &Work,
    who: &Actor,
    committee: &Committee,
    decision: DecisionId,
    left_out: &BTreeSet<UnitId>,
) -> Result<(), AppError> {
    let scope = candidates(app, work, who, committee).await?;
    if scope.is_empty() {
        return Err(AppError::invalid("task_title", "problem-no-units-for-task"));
    }
    if scope.iter().all(|unit| left_out.contains(unit)) {
        return Err(AppError::invalid("left_out", "problem-all-left-out"));
    }
    let units = scope.into_iter().filter(|unit| !left_out.contains(unit));
    give(work, decision, units).await
}

/// Takes the task from units that are left out from now on, and gives it to those that no longer are. A unit that did it keeps it.
pub(super) async fn hand_out_anew(
    app: &App,
    work: &Work,
    who: &Actor,
    committee: &Committee,
    decision: DecisionId,
    left_out: &BTreeSet<UnitId>,
) -> Result<(), AppError> {
    let there = store::tasks_of(work, decision).await?;
    let have: BTreeSet<UnitId> = there.iter().map(|task| task.unit).collect();
    let scope = candidates(app, work, who, committee).await?;
    let missing: Vec<UnitId> = scope
        .into_iter()
        .filter(|unit| !have.contains(unit) && !left_out.contains(unit))
        .collect();
    let withdrawn: Vec<&UnitTask> = there.iter().filter(|task| left_out.contains(&task.unit)).collect();
    if let Some(done) = withdrawn.iter().find(|task| task.done_on.is_some()) {
        let name = who.tree.name(done.unit);
        return Err(AppError::Invalid(vec![
            Problem::new("left_out", "problem-left-out-done").with("unit", name),
        ]));
    }
    if missing.is_empty() && withdrawn.len() == there.len() {
        return Err(AppError::invalid("left_out", "problem-all-left-out"));
    }
    for task in withdrawn {
        store::remove_open_task(work, decision, task.unit).await?;
    }
    give(work, decision, missing.into_iter()).await
}

async fn give(work: &Work, decision: DecisionId, units: impl Iterator<Item = UnitId>) -> Result<(), AppError> {
    let tasks: Vec<UnitTask> = units
        .map(|unit| UnitTask {
            decision,
            unit,
            done_on: None,
            done_by: None,
            note: String::new(),
        })
        .collect();
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
    tasks: &[UnitTask],
) -> Result<Vec<(UnitId, String)>, AppError> {
    let have: BTreeSet<UnitId> = tasks.iter().map(|task| task.unit).collect();
    let mut names: Vec<(UnitId, String)> = candidates(app, tx, who, committee)
        .await?
        .into_iter()
        .filter(|unit| !have.contains(unit))
        .map(|unit| (unit, who.tree.name(unit).to_owned()))
        .collect();
    names.sort_by(|a, b| danish::compare(&a.1, &b.1));
    Ok(names)
}
