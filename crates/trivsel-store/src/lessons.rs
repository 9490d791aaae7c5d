//! What units take along when they have looked back, the themes it is gathered under, and the days held for it.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{DecisionId, InitiativeId, LessonId, LessonThemeId, UnitId, WorkshopId};
use trivsel_domain::lesson::{Lesson, LessonKind, LessonTheme};
use uuid::Uuid;

use crate::entities::{lesson, lesson_theme, task_workshop};
use crate::error::parsed;
use crate::tenant::shuffled;
use crate::{StoreError, Tx};

fn lesson_of(row: lesson::Model) -> Result<Lesson, StoreError> {
    Ok(Lesson {
        id: LessonId(row.id),
        unit: UnitId(row.unit_id),
        decision: DecisionId(row.decision_id),
        workshop: row.workshop_id.map(WorkshopId),
        theme: row.theme_id.map(LessonThemeId),
        kind: parsed(LessonKind::parse(&row.kind), "lessons", "kind", row.id)?,
        text: row.text,
        is_shared: row.is_shared,
        written_on: row.written_on,
    })
}

fn lesson_row(tx: &Tx, of: &Lesson) -> lesson::Model {
    lesson::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        unit_id: of.unit.0,
        decision_id: of.decision.0,
        workshop_id: of.workshop.map(|workshop| workshop.0),
        theme_id: of.theme.map(|theme| theme.0),
        text: of.text.clone(),
        kind: of.kind.code().to_owned(),
        is_shared: of.is_shared,
        written_on: of.written_on,
    }
}

fn theme_of(row: lesson_theme::Model) -> LessonTheme {
    LessonTheme {
        id: LessonThemeId(row.id),
        decision: DecisionId(row.decision_id),
        position: row.position,
        title: row.title,
        text: row.text,
        initiative: row.initiative_id.map(InitiativeId),
    }
}

fn theme_row(tx: &Tx, of: &LessonTheme) -> lesson_theme::Model {
    lesson_theme::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        decision_id: of.decision.0,
        position: of.position,
        title: of.title.clone(),
        text: of.text.clone(),
        initiative_id: of.initiative.map(|initiative| initiative.0),
    }
}

/// The lessons of some decisions, in no order that says when they were written.
pub async fn list_of(tx: &Tx, decisions: &[DecisionId]) -> Result<Vec<Lesson>, StoreError> {
    let query = tx
        .find::<lesson::Entity>()
        .filter(lesson::Column::DecisionId.is_in(decisions.iter().map(|id| id.0)))
        .order_by_asc(lesson::Column::Id);
    tx.all(query).await?.into_iter().map(lesson_of).collect()
}

/// One lesson.
pub async fn find(tx: &Tx, id: LessonId) -> Result<Option<Lesson>, StoreError> {
    let query = tx.find::<lesson::Entity>().filter(lesson::Column::Id.eq(id.0));
    tx.one(query).await?.map(lesson_of).transpose()
}

/// Adds lessons, the rows in another order than they came in.
pub async fn add(tx: &Tx, lessons: &[Lesson]) -> Result<(), StoreError> {
    tx.add_many(shuffled(lessons.iter().map(|of| lesson_row(tx, of)).collect()))
        .await
}

/// Writes a lesson that is already there. [`StoreError::Stale`] when it is gone.
pub async fn change(tx: &Tx, of: &Lesson) -> Result<(), StoreError> {
    match tx.change(lesson_row(tx, of)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Takes a lesson away. [`StoreError::Stale`] when it is gone already.
pub async fn remove(tx: &Tx, id: LessonId) -> Result<(), StoreError> {
    let lesson = tx.remove::<lesson::Entity>();
    tx.must_remove(lesson.filter(lesson::Column::Id.eq(id.0))).await
}

/// The themes of some decisions, in order.
pub async fn themes_of(tx: &Tx, decisions: &[DecisionId]) -> Result<Vec<LessonTheme>, StoreError> {
    let query = tx
        .find::<lesson_theme::Entity>()
        .filter(lesson_theme::Column::DecisionId.is_in(decisions.iter().map(|id| id.0)))
        .order_by_asc(lesson_theme::Column::Position)
        .order_by_asc(lesson_theme::Column::Id);
    Ok(tx.all(query).await?.into_iter().map(theme_of).collect())
}

/// One theme.
pub async fn find_theme(tx: &Tx, id: LessonThemeId) -> Result<Option<LessonTheme>, StoreError> {
    let query = tx
        .find::<lesson_theme::Entity>()
        .filter(lesson_theme::Column::Id.eq(id.0));
    Ok(tx.one(query).await?.map(theme_of))
}

/// Adds a theme.
pub async fn add_theme(tx: &Tx, of: &LessonTheme) -> Result<(), StoreError> {
    tx.add(theme_row(tx, of)).await
}

/// Writes a theme that is already there. [`StoreError::Stale`] when it is gone.
pub async fn change_theme(tx: &Tx, of: &LessonTheme) -> Result<(), StoreError> {
    match tx.change(theme_row(tx, of)).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Takes a theme away; its lessons lie in none again.
pub async fn remove_theme(tx: &Tx, id: LessonThemeId) -> Result<(), StoreError> {
    let lessons = tx
        .update::<lesson::Entity>()
        .filter(lesson::Column::ThemeId.eq(id.0))
        .col_expr(lesson::Column::ThemeId, Expr::value(Option::<Uuid>::None));
    tx.updated(lessons).await?;
    let theme = tx.remove::<lesson_theme::Entity>();
    tx.must_remove(theme.filter(lesson_theme::Column::Id.eq(id.0))).await
}

/// The days held for a decision's tasks, each with the unit it is for.
pub async fn workshops_of(tx: &Tx, decision: DecisionId) -> Result<Vec<(UnitId, WorkshopId)>, StoreError> {
    let query = tx
        .find::<task_workshop::Entity>()
        .filter(task_workshop::Column::DecisionId.eq(decision.0));
    let rows = tx.all(query).await?.into_iter();
    Ok(rows
        .map(|row| (UnitId(row.unit_id), WorkshopId(row.workshop_id)))
        .collect())
}

/// The task a workshop is held for.
pub async fn task_of(tx: &Tx, workshop: WorkshopId) -> Result<Option<(DecisionId, UnitId)>, StoreError> {
    let query = tx
        .find::<task_workshop::Entity>()
        .filter(task_workshop::Column::WorkshopId.eq(workshop.0));
    let row = tx.one(query).await?;
    Ok(row.map(|row| (DecisionId(row.decision_id), UnitId(row.unit_id))))
}

/// Notes that a workshop is held for a task.
pub async fn add_workshop(tx: &Tx, workshop: WorkshopId, decision: DecisionId, unit: UnitId) -> Result<(), StoreError> {
    tx.add(task_workshop::Model {
        organisation_id: tx.organisation().0,
        workshop_id: workshop.0,
        decision_id: decision.0,
        unit_id: unit.0,
    })
    .await
}

/// Before a workshop is taken away: it is held for nothing any more.
pub(crate) async fn forget_workshop(tx: &Tx, workshop: WorkshopId) -> Result<(), StoreError> {
    let row = tx.remove::<task_workshop::Entity>();
    tx.removed(row.filter(task_workshop::Column::WorkshopId.eq(workshop.0)))
        .await?;
    Ok(())
}

/// Before tasks are taken away: the days held for them stay, for nothing any more. `unit` is one of them; none are all that wait.
pub(crate) async fn forget_open_tasks(tx: &Tx, decision: DecisionId, unit: Option<UnitId>) -> Result<(), StoreError> {
    let sql = "delete from task_workshops where organisation_id = $1 and decision_id = $2 and exists \
               (select 1 from unit_tasks t where t.organisation_id = $1 and t.decision_id = task_workshops.decision_id \
               and t.unit_id = task_workshops.unit_id and t.done_on is null)";
    match unit {
        None => tx.run(sql, [decision.0.into()]).await?,
        Some(unit) => {
            let one = format!("{sql} and unit_id = $3");
            tx.run(&one, [decision.0.into(), unit.0.into()]).await?
        }
    };
    Ok(())
}
