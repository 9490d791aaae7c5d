//! Starts of two people: who, what they answered alone and together, and what they agreed on.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder};
use trivsel_domain::id::{PersonId, StartId, UnitId};
use trivsel_domain::start::{AgreementPart, Promise, Start, StartAnswer, StartLevel, StartPart, Statement};

use crate::entities::{agreement, start, start_answer};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn start_of(row: start::Model) -> Result<Start, StoreError> {
    let promise = match row.promise.as_str() {
        "" => None,
        code => Some(parsed(Promise::parse(code), "starts", "promise", row.id)?),
    };
    Ok(Start {
        id: StartId(row.id),
        unit: UnitId(row.unit_id),
        begun_on: row.begun_on,
        lead: row.lead_person_id.map(PersonId),
        rep: row.rep_person_id.map(PersonId),
        lead_agreed_on: row.lead_agreed_on,
        rep_agreed_on: row.rep_agreed_on,
        version: row.version,
        lead_since: row.lead_since,
        rep_since: row.rep_since,
        lead_answered_on: row.lead_answered_on,
        rep_answered_on: row.rep_answered_on,
        promise,
        promise_looked_on: row.promise_looked_on,
    })
}

fn row_of(tx: &Tx, start: &Start) -> start::Model {
    start::Model {
        organisation_id: tx.organisation().0,
        id: start.id.0,
        unit_id: start.unit.0,
        begun_on: start.begun_on,
        lead_person_id: start.lead.map(|person| person.0),
        rep_person_id: start.rep.map(|person| person.0),
        lead_agreed_on: start.lead_agreed_on,
        rep_agreed_on: start.rep_agreed_on,
        version: start.version,
        lead_since: start.lead_since,
        rep_since: start.rep_since,
        lead_answered_on: start.lead_answered_on,
        rep_answered_on: start.rep_answered_on,
        promise: start.promise.map(Promise::code).unwrap_or_default().to_owned(),
        promise_looked_on: start.promise_looked_on,
    }
}

/// The starts somebody is one of the two of, the newest first.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<Start>, StoreError> {
    let own = Condition::any()
        .add(start::Column::LeadPersonId.eq(person.0))
        .add(start::Column::RepPersonId.eq(person.0));
    let query = tx
        .find::<start::Entity>()
        .filter(own)
        .order_by_desc(start::Column::BegunOn)
        .order_by_desc(start::Column::Id);
    tx.all(query).await?.into_iter().map(start_of).collect()
}

/// Every start, the newest first.
pub async fn list(tx: &Tx) -> Result<Vec<Start>, StoreError> {
    let query = tx
        .find::<start::Entity>()
        .order_by_desc(start::Column::BegunOn)
        .order_by_desc(start::Column::Id);
    tx.all(query).await?.into_iter().map(start_of).collect()
}

/// The newest start of a unit.
pub async fn newest_of(tx: &Tx, unit: UnitId) -> Result<Option<Start>, StoreError> {
    let query = tx
        .find::<start::Entity>()
        .filter(start::Column::UnitId.eq(unit.0))
        .order_by_desc(start::Column::BegunOn)
        .order_by_desc(start::Column::Id);
    tx.one(query).await?.map(start_of).transpose()
}

/// One start.
pub async fn find(tx: &Tx, id: StartId) -> Result<Option<Start>, StoreError> {
    let query = tx.find::<start::Entity>().filter(start::Column::Id.eq(id.0));
    tx.one(query).await?.map(start_of).transpose()
}

/// Adds a start.
pub async fn add(tx: &Tx, start: &Start) -> Result<(), StoreError> {
    tx.add(row_of(tx, start)).await
}

/// Writes a start that is already there.
pub async fn change(tx: &Tx, start: &Start) -> Result<u64, StoreError> {
    tx.change(row_of(tx, start)).await
}

/// Every answer of a start.
pub async fn answers(tx: &Tx, id: StartId) -> Result<Vec<StartAnswer>, StoreError> {
    let query = tx
        .find::<start_answer::Entity>()
        .filter(start_answer::Column::StartId.eq(id.0));
    let read = |row: start_answer::Model| {
        let of = row.start_id;
        Ok(StartAnswer {
            statement: parsed(Statement::parse(&row.code), "start_answers", "code", of)?,
            part: parsed(StartPart::parse(&row.part), "start_answers", "part", of)?,
            level: parsed(StartLevel::of_number(row.level), "start_answers", "level", of)?,
            text: row.text,
        })
    };
    tx.all(query).await?.into_iter().map(read).collect()
}

/// Writes the answers of a part, in place of those it gave before.
pub async fn put_answers(tx: &Tx, id: StartId, part: StartPart, answers: &[StartAnswer]) -> Result<(), StoreError> {
    remove_answers(tx, id, part).await?;
    let rows = answers.iter().map(|answer| start_answer::Model {
        organisation_id: tx.organisation().0,
        start_id: id.0,
        code: answer.statement.code().to_owned(),
        part: part.code().to_owned(),
        level: answer.level.number(),
        text: answer.text.clone(),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}

/// Removes the answers of a part.
pub async fn remove_answers(tx: &Tx, id: StartId, part: StartPart) -> Result<u64, StoreError> {
    let removal = tx.remove::<start_answer::Entity>();
    let removal = removal.filter(start_answer::Column::StartId.eq(id.0));
    tx.removed(removal.filter(start_answer::Column::Part.eq(part.code())))
        .await
}

/// What is agreed so far, part by part.
pub async fn agreements(tx: &Tx, id: StartId) -> Result<BTreeMap<AgreementPart, String>, StoreError> {
    let query = tx
        .find::<agreement::Entity>()
        .filter(agreement::Column::StartId.eq(id.0));
    let read = |row: agreement::Model| {
        let part = parsed(AgreementPart::parse(&row.part), "agreements", "part", row.start_id)?;
        Ok((part, row.text))
    };
    tx.all(query).await?.into_iter().map(read).collect()
}

/// Writes what is agreed, in place of what was.
pub async fn put_agreements(tx: &Tx, id: StartId, agreed: &BTreeMap<AgreementPart, String>) -> Result<(), StoreError> {
    let removal = tx.remove::<agreement::Entity>();
    tx.removed(removal.filter(agreement::Column::StartId.eq(id.0))).await?;
    let rows = agreed.iter().map(|(part, text)| agreement::Model {
        organisation_id: tx.organisation().0,
        start_id: id.0,
        part: part.code().to_owned(),
        text: text.clone(),
    });
    tx.add_many(rows.collect::<Vec<_>>()).await
}
