//! What must come again: duties, the units they were chosen for, what was settled, and large changes of units.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::duty::{
    ChangeAnswer, Duty, DutyLevel, DutyProduct, Occurrence, Settling, UnitChange, UnitChangeKind,
};
use trivsel_domain::id::{CommitteeId, DutyId, OccurrenceId, UnitChangeId, UnitId, YearlyTalkId};

use crate::entities::{duty, duty_unit, occurrence, unit_change};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

fn months(number: i32, column: &'static str, row: uuid::Uuid) -> Result<u32, StoreError> {
    parsed(u32::try_from(number).ok(), "duties", column, row)
}

fn duty_of(row: duty::Model) -> Result<Duty, StoreError> {
    Ok(Duty {
        every_months: months(row.every_months, "every_months", row.id)?,
        warn_months: months(row.warn_months, "warn_months", row.id)?,
        level: parsed(DutyLevel::parse(&row.unit_level), "duties", "unit_level", row.id)?,
        produces: parsed(DutyProduct::parse(&row.produces), "duties", "produces", row.id)?,
        id: DutyId(row.id),
        code: row.code,
        title: row.title,
        basis: row.basis,
        committee: row.committee_id.map(CommitteeId),
        applies_from: row.applies_from,
        first_due: row.first_due,
        is_own: row.is_own,
        is_on: row.is_on,
        version: row.version,
    })
}

fn duty_row(tx: &Tx, duty: &Duty) -> duty::Model {
    let months = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    duty::Model {
        organisation_id: tx.organisation().0,
        id: duty.id.0,
        code: duty.code.clone(),
        title: duty.title.clone(),
        basis: duty.basis.clone(),
        every_months: months(duty.every_months),
        warn_months: months(duty.warn_months),
        unit_level: duty.level.code().to_owned(),
        committee_id: duty.committee.map(|committee| committee.0),
        produces: duty.produces.code().to_owned(),
        applies_from: duty.applies_from,
        first_due: duty.first_due,
        is_own: duty.is_own,
        is_on: duty.is_on,
        version: duty.version,
    }
}

/// Every duty, by its code.
pub async fn list(tx: &Tx) -> Result<Vec<Duty>, StoreError> {
    let query = tx.find::<duty::Entity>().order_by_asc(duty::Column::Code);
    tx.all(query).await?.into_iter().map(duty_of).collect()
}

/// The duty with this code.
pub async fn by_code(tx: &Tx, code: &str) -> Result<Option<Duty>, StoreError> {
    let found = tx
        .one(tx.find::<duty::Entity>().filter(duty::Column::Code.eq(code)))
        .await?;
    found.map(duty_of).transpose()
}

/// Adds a duty.
pub async fn add(tx: &Tx, duty: &Duty) -> Result<(), StoreError> {
    tx.add(duty_row(tx, duty)).await
}

/// Writes a duty in the version read; its version goes up by one. [`StoreError::Stale`] when somebody was quicker.
pub async fn change(tx: &Tx, duty: &Duty) -> Result<(), StoreError> {
    let row = duty_row(tx, duty);
    let update = tx
        .update::<duty::Entity>()
        .col_expr(duty::Column::Title, Expr::value(row.title))
        .col_expr(duty::Column::Basis, Expr::value(row.basis))
        .col_expr(duty::Column::EveryMonths, Expr::value(row.every_months))
        .col_expr(duty::Column::WarnMonths, Expr::value(row.warn_months))
        .col_expr(duty::Column::UnitLevel, Expr::value(row.unit_level))
        .col_expr(duty::Column::CommitteeId, Expr::value(row.committee_id))
        .col_expr(duty::Column::AppliesFrom, Expr::value(row.applies_from))
        .col_expr(duty::Column::FirstDue, Expr::value(row.first_due))
        .col_expr(duty::Column::IsOn, Expr::value(row.is_on))
        .col_expr(duty::Column::Version, one_more(duty::Column::Version))
        .filter(duty::Column::Id.eq(row.id))
        .filter(duty::Column::Version.eq(row.version));
    tx.must_update(update).await
}

/// The units chosen for each duty.
pub async fn list_units(tx: &Tx) -> Result<BTreeMap<DutyId, Vec<UnitId>>, StoreError> {
    let mut found: BTreeMap<DutyId, Vec<UnitId>> = BTreeMap::new();
    for row in tx.all(tx.find::<duty_unit::Entity>()).await? {
        found.entry(DutyId(row.duty_id)).or_default().push(UnitId(row.unit_id));
    }
    Ok(found)
}

/// Writes which units a duty was chosen for.
pub async fn change_units(tx: &Tx, duty: DutyId, units: &[UnitId]) -> Result<(), StoreError> {
    let before = tx
        .remove::<duty_unit::Entity>()
        .filter(duty_unit::Column::DutyId.eq(duty.0));
    tx.removed(before).await?;
    let rows = units.iter().map(|unit| duty_unit::Model {
        organisation_id: tx.organisation().0,
        duty_id: duty.0,
        unit_id: unit.0,
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

const HELD: &str = "held";
const ONCE: &str = "excused_once";
const FOR_GOOD: &str = "excused_for_good";

fn occurrence_of(row: occurrence::Model) -> Result<Occurrence, StoreError> {
    let settled = match (row.state.as_str(), row.held_on) {
        (HELD, Some(on)) => Some(Settling::Held(on)),
        (ONCE, None) => Some(Settling::ExcusedOnce(row.because)),
        (FOR_GOOD, None) => Some(Settling::ExcusedForGood(row.because)),
        _ => None,
    };
    Ok(Occurrence {
        settled: parsed(settled, "occurrences", "state", row.id)?,
        id: OccurrenceId(row.id),
        duty: DutyId(row.duty_id),
        unit: UnitId(row.unit_id),
        due_on: row.due_on,
        note: row.note,
        talk: row.talk_id.map(YearlyTalkId),
    })
}

fn occurrence_row(tx: &Tx, of: &Occurrence) -> occurrence::Model {
    let (state, held_on, because) = match &of.settled {
        Settling::Held(on) => (HELD, Some(*on), ""),
        Settling::ExcusedOnce(because) => (ONCE, None, because.as_str()),
        Settling::ExcusedForGood(because) => (FOR_GOOD, None, because.as_str()),
    };
    occurrence::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        duty_id: of.duty.0,
        unit_id: of.unit.0,
        due_on: of.due_on,
        state: state.to_owned(),
        held_on,
        because: because.to_owned(),
        note: of.note.clone(),
        talk_id: of.talk.map(|talk| talk.0),
    }
}

/// Everything that was settled, by the day it was due.
pub async fn list_occurrences(tx: &Tx) -> Result<Vec<Occurrence>, StoreError> {
    let query = tx
        .find::<occurrence::Entity>()
        .order_by_asc(occurrence::Column::DueOn)
        .order_by_asc(occurrence::Column::Id);
    tx.all(query).await?.into_iter().map(occurrence_of).collect()
}

/// Notes that a duty was settled.
pub async fn add_occurrence(tx: &Tx, of: &Occurrence) -> Result<(), StoreError> {
    tx.add(occurrence_row(tx, of)).await
}

/// Notes many of them.
pub async fn add_occurrences(tx: &Tx, all: &[Occurrence]) -> Result<(), StoreError> {
    tx.add_many(all.iter().map(|of| occurrence_row(tx, of)).collect::<Vec<_>>())
        .await
}

const AGAIN: &str = "again";
const NOT_AGAIN: &str = "not_again";

fn change_of(row: unit_change::Model) -> Result<UnitChange, StoreError> {
    let answer = match (row.answer.as_str(), row.again_by) {
        ("", None) => Some(None),
        (AGAIN, Some(by)) => Some(Some(ChangeAnswer::Again(by))),
        (NOT_AGAIN, None) => Some(Some(ChangeAnswer::NotAgain(row.because))),
        _ => None,
    };
    Ok(UnitChange {
        answer: parsed(answer, "unit_changes", "answer", row.id)?,
        kind: parsed(UnitChangeKind::parse(&row.kind), "unit_changes", "kind", row.id)?,
        id: UnitChangeId(row.id),
        unit: UnitId(row.unit_id),
        changed_on: row.changed_on,
        other: row.other_unit_id.map(UnitId),
        note: row.note,
    })
}

fn change_row(tx: &Tx, change: &UnitChange) -> unit_change::Model {
    let (answer, again_by, because) = match &change.answer {
        None => ("", None, ""),
        Some(ChangeAnswer::Again(by)) => (AGAIN, Some(*by), ""),
        Some(ChangeAnswer::NotAgain(because)) => (NOT_AGAIN, None, because.as_str()),
    };
    unit_change::Model {
        organisation_id: tx.organisation().0,
        id: change.id.0,
        unit_id: change.unit.0,
        kind: change.kind.code().to_owned(),
        changed_on: change.changed_on,
        other_unit_id: change.other.map(|other| other.0),
        note: change.note.clone(),
        answer: answer.to_owned(),
        again_by,
        because: because.to_owned(),
    }
}

/// Every large change of every unit, the oldest first.
pub async fn list_changes(tx: &Tx) -> Result<Vec<UnitChange>, StoreError> {
    let query = tx
        .find::<unit_change::Entity>()
        .order_by_asc(unit_change::Column::ChangedOn)
        .order_by_asc(unit_change::Column::Id);
    tx.all(query).await?.into_iter().map(change_of).collect()
}

/// Adds a large change.
pub async fn add_change(tx: &Tx, change: &UnitChange) -> Result<(), StoreError> {
    tx.add(change_row(tx, change)).await
}

/// Writes what was answered to a large change nobody had answered. [`StoreError::Stale`] when somebody was quicker.
pub async fn answer_change(tx: &Tx, change: &UnitChange) -> Result<(), StoreError> {
    let row = change_row(tx, change);
    let update = tx
        .update::<unit_change::Entity>()
        .col_expr(unit_change::Column::Answer, Expr::value(row.answer))
        .col_expr(unit_change::Column::AgainBy, Expr::value(row.again_by))
        .col_expr(unit_change::Column::Because, Expr::value(row.because))
        .filter(unit_change::Column::Id.eq(row.id))
        .filter(unit_change::Column::Answer.eq(""));
    tx.must_update(update).await
}
