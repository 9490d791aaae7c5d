//! The tasks a decision sets its units.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter};
use trivsel_domain::committee::UnitTask;
use trivsel_domain::id::{DecisionId, PersonId, UnitId};
use uuid::Uuid;

use crate::entities::unit_task;
use crate::{StoreError, Tx};

fn task_of(row: unit_task::Model) -> UnitTask {
    UnitTask {
        decision: DecisionId(row.decision_id),
        unit: UnitId(row.unit_id),
        done_on: row.done_on,
        done_by: row.done_by.map(PersonId),
        note: row.note,
        excused_because: row.excused_because,
    }
}

fn task_row(tx: &Tx, task: &UnitTask) -> unit_task::Model {
    unit_task::Model {
        organisation_id: tx.organisation().0,
        decision_id: task.decision.0,
        unit_id: task.unit.0,
        done_on: task.done_on,
        done_by: task.done_by.map(|person| person.0),
        note: task.note.clone(),
        excused_because: task.excused_because.clone(),
    }
}

/// The tasks a decision set, one for each unit.
pub async fn tasks_of(tx: &Tx, decision: DecisionId) -> Result<Vec<UnitTask>, StoreError> {
    let query = tx
        .find::<unit_task::Entity>()
        .filter(unit_task::Column::DecisionId.eq(decision.0));
    Ok(tx.all(query).await?.into_iter().map(task_of).collect())
}

/// The tasks of several decisions.
pub async fn tasks_of_some(tx: &Tx, decisions: &[DecisionId]) -> Result<Vec<UnitTask>, StoreError> {
    let mut found = Vec::new();
    for some in decisions.chunks(500) {
        let query = tx
            .find::<unit_task::Entity>()
            .filter(unit_task::Column::DecisionId.is_in(some.iter().map(|id| id.0)));
        found.extend(tx.all(query).await?.into_iter().map(task_of));
    }
    Ok(found)
}

/// How many of its tasks a unit has done, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskCount {
    /// Which unit.
    pub unit: UnitId,
    /// Tasks that are done.
    pub done: usize,
    /// Tasks it has, without those it was excused from.
    pub total: usize,
}

#[derive(Debug, FromQueryResult)]
struct TaskCountRow {
    unit_id: Uuid,
    done: i64,
    total: i64,
}

/// The tasks of every unit that has some, as far as they were set at a meeting that has been held.
pub async fn count_tasks(tx: &Tx, today: NaiveDate) -> Result<Vec<TaskCount>, StoreError> {
    let sql = "select t.unit_id, count(t.done_on) as done, count(*) as total from unit_tasks t \
               join decisions d on d.organisation_id = t.organisation_id and d.id = t.decision_id \
               join meetings m on m.organisation_id = d.organisation_id and m.id = d.meeting_id \
               where t.organisation_id = $1 and m.held_on <= $2 and t.excused_because = '' group by t.unit_id";
    let rows: Vec<TaskCountRow> = tx.rows(sql, [today.into()]).await?;
    let size = |count: i64| usize::try_from(count).unwrap_or(0);
    let counts = rows.into_iter().map(|row| TaskCount {
        unit: UnitId(row.unit_id),
        done: size(row.done),
        total: size(row.total),
    });
    Ok(counts.collect())
}

/// The tasks that wait in one of these units.
pub async fn open_tasks_in(tx: &Tx, units: &[UnitId]) -> Result<Vec<UnitTask>, StoreError> {
    let mut found = Vec::new();
    for some in units.chunks(500) {
        let query = tx
            .find::<unit_task::Entity>()
            .filter(unit_task::Column::UnitId.is_in(some.iter().map(|id| id.0)))
            .filter(unit_task::Column::DoneOn.is_null())
            .filter(unit_task::Column::ExcusedBecause.eq(""));
        found.extend(tx.all(query).await?.into_iter().map(task_of));
    }
    Ok(found)
}

/// Adds the tasks of a decision.
pub async fn add_tasks(tx: &Tx, tasks: &[UnitTask]) -> Result<(), StoreError> {
    tx.add_many(tasks.iter().map(|task| task_row(tx, task)).collect::<Vec<_>>())
        .await
}

/// Writes a task that is already there.
pub async fn change_task(tx: &Tx, task: &UnitTask) -> Result<u64, StoreError> {
    tx.change(task_row(tx, task)).await
}

/// Takes a task that waits from one unit. Says how many rows were touched.
pub async fn remove_open_task(tx: &Tx, decision: DecisionId, unit: UnitId) -> Result<u64, StoreError> {
    crate::lessons::forget_open_tasks(tx, decision, Some(unit)).await?;
    tx.removed(
        tx.remove::<unit_task::Entity>()
            .filter(unit_task::Column::DecisionId.eq(decision.0))
            .filter(unit_task::Column::UnitId.eq(unit.0))
            .filter(unit_task::Column::DoneOn.is_null()),
    )
    .await
}

/// Removes the tasks of a decision that wait; those that are done stay.
pub async fn remove_open_tasks(tx: &Tx, decision: DecisionId) -> Result<u64, StoreError> {
    crate::lessons::forget_open_tasks(tx, decision, None).await?;
    tx.removed(
        tx.remove::<unit_task::Entity>()
            .filter(unit_task::Column::DecisionId.eq(decision.0))
            .filter(unit_task::Column::DoneOn.is_null()),
    )
    .await
}
