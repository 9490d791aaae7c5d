//! Status reports. The criteria are kept as JSON text: a snapshot that must not follow the initiative any more.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::id::{InitiativeId, PersonId, StatusReportId, UnitId};
use trivsel_domain::initiative::Leads;
use trivsel_domain::report::{Approval, ReportContent, ReportScope, StatusReport};
use uuid::Uuid;

use crate::entities::status_report::{Column, Entity, Model};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

const TABLE: &str = "status_reports";
const DRAFT: &str = "draft";
const APPROVED: &str = "approved";

fn report_of(row: Model) -> Result<StatusReport, StoreError> {
    let approval = match (row.state.as_str(), row.approved_at) {
        (DRAFT, None) => Some(None),
        (APPROVED, Some(at)) => Some(Some(Approval {
            at,
            by: row.approved_by.map(PersonId),
        })),
        _ => None,
    };
    let scope = ReportScope::of_code(&row.scope, row.unit_id.map(UnitId));
    Ok(StatusReport {
        scope: parsed(scope, TABLE, "scope", row.id)?,
        decisions: if row.decisions.is_empty() {
            Vec::new()
        } else {
            parsed(serde_json::from_str(&row.decisions).ok(), TABLE, "decisions", row.id)?
        },
        approval: parsed(approval, TABLE, "state", row.id)?,
        criteria: parsed(serde_json::from_str(&row.criteria).ok(), TABLE, "criteria", row.id)?,
        id: StatusReportId(row.id),
        initiative: InitiativeId(row.initiative_id),
        content: ReportContent {
            title: row.title,
            area: row.area,
            as_of: row.as_of,
            purpose_text: row.purpose_text,
            progress_text: row.progress_text,
            next_text: row.next_text,
        },
        created_at: row.created_at,
        version: row.version,
    })
}

fn report_row(tx: &Tx, report: &StatusReport) -> Model {
    let content = report.content.clone();
    Model {
        organisation_id: tx.organisation().0,
        id: report.id.0,
        initiative_id: report.initiative.0,
        title: content.title,
        area: content.area,
        as_of: content.as_of,
        purpose_text: content.purpose_text,
        progress_text: content.progress_text,
        next_text: content.next_text,
        criteria: criteria_text(report),
        state: state_of(report).to_owned(),
        created_at: report.created_at,
        approved_at: report.approval.map(|approval| approval.at),
        approved_by: report.approval.and_then(|approval| approval.by).map(|person| person.0),
        version: report.version,
        scope: report.scope.code().to_owned(),
        unit_id: report.scope.unit().map(|unit| unit.0),
        decisions: decisions_text(report),
    }
}

/// Empty where there are none: so it is in every report of one initiative.
fn decisions_text(report: &StatusReport) -> String {
    if report.decisions.is_empty() {
        return String::new();
    }
    serde_json::to_string(&report.decisions).unwrap_or_default()
}

fn criteria_text(report: &StatusReport) -> String {
    serde_json::to_string(&report.criteria).unwrap_or_else(|_| "[]".to_owned())
}

fn state_of(report: &StatusReport) -> &'static str {
    if report.is_draft() { DRAFT } else { APPROVED }
}

/// All reports of the organisation, drafts first, then the newest.
pub async fn list(tx: &Tx) -> Result<Vec<StatusReport>, StoreError> {
    let query = tx
        .find::<Entity>()
        .order_by_desc(Column::State)
        .order_by_desc(Column::AsOf)
        .order_by_desc(Column::CreatedAt);
    tx.all(query).await?.into_iter().map(report_of).collect()
}

/// A report as a list shows it, with what decides who may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportHead {
    /// The report.
    pub id: StatusReportId,
    /// Its title.
    pub title: String,
    /// The day it tells of.
    pub as_of: NaiveDate,
    /// When it was approved; none while it is a draft.
    pub approved_at: Option<DateTime<Utc>>,
    /// What it reports on.
    pub initiative: InitiativeId,
    /// What that is called.
    pub initiative_title: String,
    /// The unit that owns the initiative.
    pub unit: UnitId,
    /// The initiative's lead and co-lead.
    pub leads: Leads,
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct HeadRow {
    id: Uuid,
    title: String,
    as_of: NaiveDate,
    approved_at: Option<DateTime<Utc>>,
    initiative_id: Uuid,
    initiative_title: String,
    unit_id: Uuid,
    lead_person_id: Option<Uuid>,
    co_lead_person_id: Option<Uuid>,
}

/// The heads of all reports, drafts first, then the newest.
pub async fn heads(tx: &Tx) -> Result<Vec<ReportHead>, StoreError> {
    let sql = "select r.id, r.title, r.as_of, r.approved_at, r.initiative_id, i.title as initiative_title, \
               i.unit_id, i.lead_person_id, i.co_lead_person_id from status_reports r \
               join initiatives i on i.organisation_id = r.organisation_id and i.id = r.initiative_id \
               where r.organisation_id = $1 order by r.state desc, r.as_of desc, r.created_at desc";
    let rows: Vec<HeadRow> = tx.rows(sql, []).await?;
    let heads = rows.into_iter().map(|row| ReportHead {
        id: StatusReportId(row.id),
        title: row.title,
        as_of: row.as_of,
        approved_at: row.approved_at,
        initiative: InitiativeId(row.initiative_id),
        initiative_title: row.initiative_title,
        unit: UnitId(row.unit_id),
        leads: Leads([row.lead_person_id, row.co_lead_person_id].map(|lead| lead.map(PersonId))),
    });
    Ok(heads.collect())
}

/// An initiative's reports, drafts first, then the newest.
pub async fn list_of(tx: &Tx, initiative: InitiativeId) -> Result<Vec<StatusReport>, StoreError> {
    let query = tx
        .find::<Entity>()
        .filter(Column::InitiativeId.eq(initiative.0))
        .order_by_desc(Column::State)
        .order_by_desc(Column::AsOf)
        .order_by_desc(Column::CreatedAt);
    tx.all(query).await?.into_iter().map(report_of).collect()
}

/// One report.
pub async fn find(tx: &Tx, id: StatusReportId) -> Result<Option<StatusReport>, StoreError> {
    tx.one(tx.find::<Entity>().filter(Column::Id.eq(id.0)))
        .await?
        .map(report_of)
        .transpose()
}

/// Some reports, in no order.
pub async fn find_some(tx: &Tx, ids: &[StatusReportId]) -> Result<Vec<StatusReport>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = tx.find::<Entity>().filter(Column::Id.is_in(some.iter().map(|id| id.0)));
        for row in tx.all(query).await? {
            found.push(report_of(row)?);
        }
    }
    Ok(found)
}

/// Adds a report.
pub async fn add(tx: &Tx, report: &StatusReport) -> Result<(), StoreError> {
    tx.add(report_row(tx, report)).await
}

/// Writes a report that is still a draft in the version read; its version goes up by one. [`StoreError::Stale`] when somebody else
/// changed or approved it in the meantime: an approved row is never written again, whatever the caller holds.
pub async fn change(tx: &Tx, report: &StatusReport) -> Result<(), StoreError> {
    let content = &report.content;
    let update = tx
        .update::<Entity>()
        .col_expr(Column::Title, Expr::value(content.title.clone()))
        .col_expr(Column::Area, Expr::value(content.area.clone()))
        .col_expr(Column::AsOf, Expr::value(content.as_of))
        .col_expr(Column::PurposeText, Expr::value(content.purpose_text.clone()))
        .col_expr(Column::ProgressText, Expr::value(content.progress_text.clone()))
        .col_expr(Column::NextText, Expr::value(content.next_text.clone()))
        .col_expr(Column::Criteria, Expr::value(criteria_text(report)))
        .col_expr(Column::Decisions, Expr::value(decisions_text(report)))
        .col_expr(Column::State, Expr::value(state_of(report)))
        .col_expr(
            Column::ApprovedAt,
            Expr::value(report.approval.map(|approval| approval.at)),
        )
        .col_expr(
            Column::ApprovedBy,
            Expr::value(report.approval.and_then(|approval| approval.by).map(|person| person.0)),
        )
        .col_expr(Column::Version, one_more(Column::Version))
        .filter(Column::Id.eq(report.id.0))
        .filter(Column::Version.eq(report.version))
        .filter(Column::State.eq(DRAFT));
    match tx.updated(update).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Removes a draft; an approved report stays. Says how many rows went.
pub async fn remove_draft(tx: &Tx, id: StatusReportId) -> Result<u64, StoreError> {
    tx.removed(
        tx.remove::<Entity>()
            .filter(Column::Id.eq(id.0))
            .filter(Column::State.eq(DRAFT)),
    )
    .await
}

/// Forgets that a person approved reports; what they say stays.
pub async fn erase_person(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    tx.updated(
        tx.update::<Entity>()
            .col_expr(Column::ApprovedBy, Expr::value(Option::<Uuid>::None))
            .filter(Column::ApprovedBy.eq(person.0)),
    )
    .await?;
    Ok(())
}
