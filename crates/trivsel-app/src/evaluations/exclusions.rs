//! Leaving a unit or some months out of a criterion's evaluation, with the reason.

use serde::Deserialize;
use trivsel_domain::evaluation::Exclusion;
use trivsel_domain::id::{ExclusionId, InitiativeId, SuccessCriterionId, UnitId};
use trivsel_domain::month::Month;
use trivsel_domain::rights::Actor;
use trivsel_store::evaluations as store;
use uuid::Uuid;

use crate::initiatives::{changeable, criterion_of, part};
use crate::input::Input;
use crate::{App, AppError, Problem, Problems};

/// What is typed to leave something out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExclusionForm {
    /// Which unit; empty means all.
    pub unit: String,
    /// The first month; empty means all months.
    pub first: String,
    /// The last month; empty means the first alone.
    pub last: String,
    /// Why.
    pub reason: String,
}

/// What is left out, and why: a unit, some months, or a unit's months. It is never nothing, and its last month is not before its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusionContent {
    unit: Option<UnitId>,
    months: Option<(Month, Month)>,
    reason: String,
}

impl ExclusionForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<ExclusionContent, Problems> {
        let mut input = Input::new();
        let unit = input.optional_id("unit", &self.unit);
        let is_typed = |text: &str| !text.trim().is_empty();
        let mut month = |field: &str, typed: &str| is_typed(typed).then(|| input.month(field, typed)).flatten();
        let (first, last) = (month("first", &self.first), month("last", &self.last));
        let reason = input.required("reason", &self.reason);
        if !is_typed(&self.first) && is_typed(&self.last) {
            input.refuse(Problem::new("first", "problem-required"));
        }
        if !is_typed(&self.unit) && !is_typed(&self.first) && !is_typed(&self.last) {
            input.refuse(Problem::new("unit", "problem-unit-or-months"));
        }
        let months = first.map(|first| (first, last.unwrap_or(first)));
        if months.is_some_and(|(first, last)| last < first) {
            input.refuse(Problem::new("last", "problem-month-before-first"));
        }
        input.read(Some(ExclusionContent { unit, months, reason }))
    }
}

/// Leaves a unit, some months, or a unit's months out of the evaluation.
pub async fn add_exclusion(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    content: &ExclusionContent,
) -> Result<ExclusionId, AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        criterion_of(&work, initiative.id, criterion).await?;
        let ExclusionContent { unit, months, reason } = content.clone();
        if unit.is_some_and(|unit| who.tree.get(unit).is_none()) {
            return Err(AppError::invalid("unit", "problem-choose"));
        }
        let exclusion = Exclusion {
            id: ExclusionId(Uuid::now_v7()),
            criterion,
            unit,
            months,
            reason,
            created_at: work.now,
            created_by: Some(who.person),
        };
        store::add_exclusion(&work, &exclusion).await?;
        work.trail(
            part("exclusion", exclusion.id.0, "added", &initiative)
                .optional("unit", None::<UnitId>, exclusion.unit)
                .optional("first", None::<Month>, exclusion.months.map(|(first, _)| first))
                .optional("last", None::<Month>, exclusion.months.map(|(_, last)| last))
                .field("reason", "", &exclusion.reason),
        );
        Ok(exclusion.id)
    })
    .await
}

/// Takes in again what was left out. The history keeps that it was.
pub async fn remove_exclusion(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    criterion: SuccessCriterionId,
    id: ExclusionId,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = changeable(&work, who, initiative).await?;
        criterion_of(&work, initiative.id, criterion).await?;
        let before = store::exclusions_of(&work, criterion)
            .await?
            .into_iter()
            .find(|exclusion| exclusion.id == id)
            .ok_or(AppError::NotFound)?;
        store::remove_exclusion(&work, id).await?;
        work.trail(part("exclusion", id.0, "removed", &initiative).field("reason", &before.reason, ""));
        Ok(())
    })
    .await
}
