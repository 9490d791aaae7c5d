//! Workplace assessments with what was found, and what was reported in units.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use trivsel_domain::assessment::{
    AbsenceLink, Agreement, Assessment, AssessmentFinding, FindingArea, FrozenAssessment, Severity, UnitReport,
};
use trivsel_domain::id::{AssessmentFindingId, AssessmentId, InitiativeId, PersonId, UnitId, UnitReportId};
use uuid::Uuid;

use crate::entities::{assessment, assessment_finding, unit_report};
use crate::error::parsed;
use crate::tenant::one_more;
use crate::{StoreError, Tx};

const TABLE: &str = "assessments";

/// A code that may be missing.
fn optional<T>(code: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if code.is_empty() {
        Some(None)
    } else {
        parse(code).map(Some)
    }
}

fn agreement(by: Option<Uuid>, at: Option<DateTime<Utc>>) -> Option<Agreement> {
    at.map(|at| Agreement {
        by: by.map(PersonId),
        at,
    })
}

fn assessment_of(row: assessment::Model) -> Result<Assessment, StoreError> {
    let looked_at: Option<Vec<FindingArea>> = row
        .looked_at
        .split(',')
        .filter(|code| !code.is_empty())
        .map(FindingArea::parse)
        .collect();
    Ok(Assessment {
        looked_at: parsed(looked_at, TABLE, "looked_at", row.id)?,
        absence: parsed(optional(&row.absence, AbsenceLink::parse), TABLE, "absence", row.id)?,
        manager_agreed: agreement(row.manager_agreed_by, row.manager_agreed_at),
        staff_agreed: agreement(row.staff_agreed_by, row.staff_agreed_at),
        declined: row.declined.split_whitespace().map(str::to_owned).collect(),
        id: AssessmentId(row.id),
        number: row.number,
        unit: UnitId(row.unit_id),
        begun_on: row.begun_on,
        mapping: row.mapping,
        absence_text: row.absence_text,
        with: row.with_person_id.map(PersonId),
        open_at: row.open_at,
        version: row.version,
    })
}

fn assessment_row(tx: &Tx, of: &Assessment, frozen_content: String) -> assessment::Model {
    let codes: Vec<&str> = of.looked_at.iter().map(|area| area.code()).collect();
    let by = |agreed: &Option<Agreement>| agreed.as_ref().and_then(|agreed| agreed.by).map(|person| person.0);
    assessment::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        number: of.number,
        unit_id: of.unit.0,
        begun_on: of.begun_on,
        mapping: of.mapping.clone(),
        looked_at: codes.join(","),
        absence: of.absence.map(|link| link.code().to_owned()).unwrap_or_default(),
        absence_text: of.absence_text.clone(),
        with_person_id: of.with.map(|person| person.0),
        open_at: of.open_at.clone(),
        manager_agreed_by: by(&of.manager_agreed),
        manager_agreed_at: of.manager_agreed.as_ref().map(|agreed| agreed.at),
        staff_agreed_by: by(&of.staff_agreed),
        staff_agreed_at: of.staff_agreed.as_ref().map(|agreed| agreed.at),
        declined: of.declined.join(" "),
        open_unit_id: frozen_content.is_empty().then_some(of.unit.0),
        frozen_content,
        version: of.version,
    }
}

/// Every assessment, the newest first.
pub async fn list(tx: &Tx) -> Result<Vec<Assessment>, StoreError> {
    let query = tx
        .find::<assessment::Entity>()
        .order_by_desc(assessment::Column::Number);
    tx.all(query).await?.into_iter().map(assessment_of).collect()
}

/// One assessment.
pub async fn find(tx: &Tx, id: AssessmentId) -> Result<Option<Assessment>, StoreError> {
    let found = tx
        .one(tx.find::<assessment::Entity>().filter(assessment::Column::Id.eq(id.0)))
        .await?;
    found.map(assessment_of).transpose()
}

/// What both sides agreed to; none while it is open.
pub async fn frozen(tx: &Tx, id: AssessmentId) -> Result<Option<FrozenAssessment>, StoreError> {
    let found = tx
        .one(tx.find::<assessment::Entity>().filter(assessment::Column::Id.eq(id.0)))
        .await?;
    let Some(row) = found.filter(|row| !row.frozen_content.is_empty()) else {
        return Ok(None);
    };
    parsed(
        serde_json::from_str(&row.frozen_content).ok(),
        TABLE,
        "frozen_content",
        row.id,
    )
    .map(Some)
}

/// The next free number.
pub async fn next_number(tx: &Tx) -> Result<i32, StoreError> {
    let query = tx
        .find::<assessment::Entity>()
        .order_by_desc(assessment::Column::Number);
    Ok(tx.one(query).await?.map_or(1, |row| row.number + 1))
}

/// Adds an open assessment. [`StoreError::Conflict`] when the unit has one.
pub async fn add(tx: &Tx, of: &Assessment) -> Result<(), StoreError> {
    tx.add(assessment_row(tx, of, String::new())).await
}

/// Adds one that was agreed, with what was agreed to.
pub async fn add_agreed(tx: &Tx, of: &Assessment, frozen: &FrozenAssessment) -> Result<(), StoreError> {
    tx.add(assessment_row(tx, of, written(frozen))).await
}

fn written(frozen: &FrozenAssessment) -> String {
    serde_json::to_string(frozen).unwrap_or_default()
}

/// Writes an open assessment in the version read, and freezes it when that is handed over; its version goes up by one.
/// [`StoreError::Stale`] when somebody was quicker, or it was agreed: then it is never written again.
pub async fn change(tx: &Tx, of: &Assessment, frozen: Option<&FrozenAssessment>) -> Result<(), StoreError> {
    use assessment::Column;
    let row = assessment_row(tx, of, frozen.map(written).unwrap_or_default());
    let update = tx
        .update::<assessment::Entity>()
        .col_expr(Column::Mapping, Expr::value(row.mapping))
        .col_expr(Column::LookedAt, Expr::value(row.looked_at))
        .col_expr(Column::Absence, Expr::value(row.absence))
        .col_expr(Column::AbsenceText, Expr::value(row.absence_text))
        .col_expr(Column::WithPersonId, Expr::value(row.with_person_id))
        .col_expr(Column::OpenAt, Expr::value(row.open_at))
        .col_expr(Column::ManagerAgreedBy, Expr::value(row.manager_agreed_by))
        .col_expr(Column::ManagerAgreedAt, Expr::value(row.manager_agreed_at))
        .col_expr(Column::StaffAgreedBy, Expr::value(row.staff_agreed_by))
        .col_expr(Column::StaffAgreedAt, Expr::value(row.staff_agreed_at))
        .col_expr(Column::Declined, Expr::value(row.declined))
        .col_expr(Column::FrozenContent, Expr::value(row.frozen_content))
        .col_expr(Column::OpenUnitId, Expr::value(row.open_unit_id))
        .col_expr(Column::Version, one_more(Column::Version))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .filter(Column::FrozenContent.eq(""));
    tx.must_update(update).await
}

fn finding_of(row: assessment_finding::Model) -> Result<AssessmentFinding, StoreError> {
    const TABLE: &str = "assessment_findings";
    Ok(AssessmentFinding {
        area: parsed(FindingArea::parse(&row.area), TABLE, "area", row.id)?,
        severity: parsed(optional(&row.severity, Severity::parse), TABLE, "severity", row.id)?,
        absence: parsed(optional(&row.absence, AbsenceLink::parse), TABLE, "absence", row.id)?,
        id: AssessmentFindingId(row.id),
        assessment: AssessmentId(row.assessment_id),
        position: row.position,
        title: row.title,
        description: row.description,
        seen_in: row.seen_in,
        extent: row.extent,
        causes: row.causes,
        measure: row.measure,
        initiative: row.initiative_id.map(InitiativeId),
        responsible_role: row.responsible_role,
        due_on: row.due_on,
        check_on: row.check_on,
        check_how: row.check_how,
        done_on: row.done_on,
        taken_from: row.taken_from,
    })
}

fn finding_row(tx: &Tx, of: &AssessmentFinding) -> assessment_finding::Model {
    assessment_finding::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        assessment_id: of.assessment.0,
        position: of.position,
        area: of.area.code().to_owned(),
        title: of.title.clone(),
        description: of.description.clone(),
        seen_in: of.seen_in.clone(),
        severity: of
            .severity
            .map(|severity| severity.code().to_owned())
            .unwrap_or_default(),
        extent: of.extent.clone(),
        causes: of.causes.clone(),
        absence: of.absence.map(|link| link.code().to_owned()).unwrap_or_default(),
        measure: of.measure.clone(),
        initiative_id: of.initiative.map(|initiative| initiative.0),
        responsible_role: of.responsible_role.clone(),
        due_on: of.due_on,
        check_on: of.check_on,
        check_how: of.check_how.clone(),
        done_on: of.done_on,
        taken_from: of.taken_from.clone(),
    }
}

/// What was found, in order.
pub async fn findings_of(tx: &Tx, id: AssessmentId) -> Result<Vec<AssessmentFinding>, StoreError> {
    let query = tx
        .find::<assessment_finding::Entity>()
        .filter(assessment_finding::Column::AssessmentId.eq(id.0))
        .order_by_asc(assessment_finding::Column::Position)
        .order_by_asc(assessment_finding::Column::Id);
    tx.all(query).await?.into_iter().map(finding_of).collect()
}

/// Adds a finding.
pub async fn add_finding(tx: &Tx, of: &AssessmentFinding) -> Result<(), StoreError> {
    tx.add(finding_row(tx, of)).await
}

/// Writes a finding that is already there.
pub async fn change_finding(tx: &Tx, of: &AssessmentFinding) -> Result<u64, StoreError> {
    tx.change(finding_row(tx, of)).await
}

/// Removes a finding.
pub async fn remove_finding(tx: &Tx, id: AssessmentFindingId) -> Result<(), StoreError> {
    let removal = tx
        .remove::<assessment_finding::Entity>()
        .filter(assessment_finding::Column::Id.eq(id.0));
    tx.must_remove(removal).await
}

/// What was reported in a unit since a day, the newest first.
pub async fn reports_in(tx: &Tx, unit: UnitId, since: NaiveDate) -> Result<Vec<UnitReport>, StoreError> {
    let query = tx
        .find::<unit_report::Entity>()
        .filter(unit_report::Column::UnitId.eq(unit.0))
        .filter(unit_report::Column::ReportedOn.gte(since))
        .order_by_desc(unit_report::Column::ReportedOn)
        .order_by_desc(unit_report::Column::Id);
    let found = tx.all(query).await?.into_iter().map(|row| {
        Ok(UnitReport {
            area: parsed(FindingArea::parse(&row.area), "unit_reports", "area", row.id)?,
            id: UnitReportId(row.id),
            unit: UnitId(row.unit_id),
            text: row.text,
            reported_on: row.reported_on,
        })
    });
    found.collect()
}

/// Adds what was reported.
pub async fn add_report(tx: &Tx, of: &UnitReport) -> Result<(), StoreError> {
    tx.add(unit_report::Model {
        organisation_id: tx.organisation().0,
        id: of.id.0,
        unit_id: of.unit.0,
        area: of.area.code().to_owned(),
        text: of.text.clone(),
        reported_on: of.reported_on,
    })
    .await
}
