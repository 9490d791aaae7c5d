//! Tools that are not shipped.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{PersonId, UnitId};
use trivsel_domain::toolbox::{Asker, OwnTool, OwnToolState, Purpose, ToolCode, ToolForm};

use crate::entities::own_tool::{Column, Entity, Model};
use crate::error::parsed;
use crate::{StoreError, Tx};

fn tool_of(row: Model) -> Result<OwnTool, StoreError> {
    let organisation = row.organisation_id;
    Ok(OwnTool {
        code: parsed(ToolCode::parse(&row.tool), "own_tools", "tool", organisation)?,
        unit: row.unit_id.map(UnitId),
        publisher: row.publisher,
        title: row.title,
        url: row.url,
        text: row.text,
        form: parsed(ToolForm::parse(&row.form), "own_tools", "form", organisation)?,
        roles: row.roles.split(' ').filter_map(Asker::parse).collect(),
        purposes: row.purposes.split(' ').filter_map(Purpose::parse).collect(),
        state: parsed(OwnToolState::parse(&row.state), "own_tools", "state", organisation)?,
        answer: row.answer,
        sent_on: row.sent_on,
        answered_on: row.answered_on,
        sent_by: row.sent_by.map(PersonId),
    })
}

fn row_of(tx: &Tx, tool: &OwnTool) -> Model {
    let roles: Vec<&str> = tool.roles.iter().map(|role| role.code()).collect();
    let purposes: Vec<&str> = tool.purposes.iter().map(|purpose| purpose.code()).collect();
    Model {
        organisation_id: tx.organisation().0,
        tool: tool.code.to_string(),
        unit_id: tool.unit.map(|unit| unit.0),
        publisher: tool.publisher.clone(),
        title: tool.title.clone(),
        url: tool.url.clone(),
        text: tool.text.clone(),
        form: tool.form.code().to_owned(),
        roles: roles.join(" "),
        purposes: purposes.join(" "),
        state: tool.state.code().to_owned(),
        answer: tool.answer.clone(),
        sent_on: tool.sent_on,
        answered_on: tool.answered_on,
        sent_by: tool.sent_by.map(|person| person.0),
    }
}

/// Every one of them, in the order they came.
pub async fn list(tx: &Tx) -> Result<Vec<OwnTool>, StoreError> {
    let query = tx.find::<Entity>().order_by_asc(Column::Tool);
    tx.all(query).await?.into_iter().map(tool_of).collect()
}

/// One of them.
pub async fn find(tx: &Tx, code: ToolCode) -> Result<Option<OwnTool>, StoreError> {
    let query = tx.find::<Entity>().filter(Column::Tool.eq(code.to_string()));
    tx.one(query).await?.map(tool_of).transpose()
}

/// Adds one.
pub async fn add(tx: &Tx, tool: &OwnTool) -> Result<(), StoreError> {
    tx.add(row_of(tx, tool)).await
}

/// Writes one that is already there.
pub async fn change(tx: &Tx, tool: &OwnTool) -> Result<u64, StoreError> {
    tx.change(row_of(tx, tool)).await
}
