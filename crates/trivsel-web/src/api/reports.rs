//! Status reports as JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use trivsel_app::reports;
use trivsel_domain::id::StatusReportId;
use trivsel_domain::report::{ReportCriterion, ReportScale, ReportWave, StatusReport};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/reports", "EMSUCKlrc", list),
        get("/api/v1/reports/{report}", "EMSUCKlrc", find),
    ]
}

/// A status report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportBody {
    /// The id.
    id: Uuid,
    /// The initiative it reports on.
    initiative: Uuid,
    /// The title.
    title: String,
    /// The area.
    area: String,
    /// The day it tells of.
    as_of: NaiveDate,
    /// When it was approved and frozen; `null` while it is a draft.
    approved_at: Option<DateTime<Utc>>,
    /// The purpose of the initiative, in short.
    purpose: String,
    /// How far we have come in relation to the measurable success criteria.
    progress: String,
    /// What we will go on working with.
    next: String,
    /// The criteria as they stood.
    criteria: Vec<ReportCriterionBody>,
}

/// A criterion as it stood in the report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportCriterionBody {
    /// Its words.
    title: String,
    /// Why it could not be measured.
    not_measurable: Option<String>,
    /// The value aimed at.
    target: Option<f64>,
    /// The level before.
    before: Option<f64>,
    /// The level then.
    now: Option<f64>,
    /// Was there a figure that may not be shown?
    is_withheld: bool,
    /// Did the initiative do it? `null` where no estimate could be given.
    evaluation: Option<ReportEvaluationBody>,
}

/// What an evaluation said on the day of the report. Effects are in the indicator's unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportEvaluationBody {
    /// The verdict's code.
    verdict: &'static str,
    /// The best guess of the effect.
    effect: f64,
    /// The lower end of its interval; `null` when it has no bound.
    lower: Option<f64>,
    /// The upper end of its interval; `null` when it has no bound.
    upper: Option<f64>,
}

/// List the status reports within reach.
#[utoipa::path(get, path = "/api/v1/reports", tag = "reports", responses((status = 200, body = [ReportBody]), (status = 401, body = Failed), (status = 403, body = Failed)), security(("session" = [])))]
pub(crate) async fn list(State(web): State<Web>, session: Session) -> Answer {
    let found = reports::list_whole(&web.app, session.actor()).await?;
    Ok(Json(found.into_iter().map(body).collect::<Vec<_>>()).into_response())
}

/// Read one status report.
#[utoipa::path(get, path = "/api/v1/reports/{report}", tag = "reports", params(("report" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = ReportBody), (status = 401, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    Ok(Json(body(reports::find(&web.app, session.actor(), id).await?.report)).into_response())
}

fn body(report: StatusReport) -> ReportBody {
    ReportBody {
        id: report.id.0,
        initiative: report.initiative.0,
        title: report.content.title,
        area: report.content.area,
        as_of: report.content.as_of,
        approved_at: report.approval.map(|approval| approval.at),
        purpose: report.content.purpose_text,
        progress: report.content.progress_text,
        next: report.content.next_text,
        criteria: report.criteria.into_iter().map(criterion).collect(),
    }
}

fn criterion(one: ReportCriterion) -> ReportCriterionBody {
    let level = |level: Option<trivsel_domain::report::ReportLevel>| level.map(|level| level.value);
    let (figure, survey) = (one.figure.as_ref(), one.survey.as_ref());
    let of_survey = |of: fn(&ReportScale) -> Option<&ReportWave>| survey.and_then(of).map(|wave| wave.value);
    let evaluation = one.judgement().map(|judgement| {
        let interval = judgement.interval;
        let end = |value: f64| value.is_finite().then_some(value);
        ReportEvaluationBody {
            verdict: judgement.verdict.code(),
            effect: interval.estimate(),
            lower: end(interval.lower()),
            upper: end(interval.upper()),
        }
    });
    ReportCriterionBody {
        before: figure
            .and_then(|figure| level(figure.before))
            .or(of_survey(|survey| survey.before.as_ref())),
        now: figure
            .and_then(|figure| level(figure.now))
            .or(of_survey(|survey| survey.now.as_ref())),
        title: one.title,
        not_measurable: one.not_measurable,
        target: one.target,
        is_withheld: one.is_withheld || survey.is_some_and(|survey| survey.is_withheld),
        evaluation,
    }
}
