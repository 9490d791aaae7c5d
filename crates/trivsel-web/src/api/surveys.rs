//! Surveys as JSON: which there are, what a draft comes to, and how an open one goes. Never who answered.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use serde::Serialize;
use trivsel_app::surveys::{self, Setup};
use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::Right;
use trivsel_domain::survey::{Survey, SurveyState};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/surveys", "EMSUCK", list),
        get("/api/v1/surveys/{survey}", "EMSUCK", find),
        get("/api/v1/surveys/{survey}/turnout", "C", turnout),
    ]
}

/// A survey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SurveyBody {
    /// The id.
    id: Uuid,
    /// Its number in the organisation.
    number: i32,
    /// What it is called, in Danish.
    title_da: String,
    /// In English; may be empty.
    title_en: String,
    /// The version of the questionnaire.
    questionnaire_version: Uuid,
    /// `draft`, `planned`, `open`, `closed` or `published`.
    state: &'static str,
    /// The first day answers are taken.
    opens_on: Option<NaiveDate>,
    /// The last day.
    closes_on: Option<NaiveDate>,
    /// The fewest answers for anything to be shown.
    minimum: u32,
    /// The day single answers are deleted.
    deletes_on: Option<NaiveDate>,
    /// What it would come to; for the coordinator, before it opens.
    plan: Option<PlanBody>,
}

/// What a survey that has not opened would come to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanBody {
    /// How many are invited.
    invited: usize,
    /// How many of them get a link by mail; the others need a card.
    by_mail: usize,
    /// The groups answers are kept in; none when too few are invited.
    cells: Vec<CellBody>,
    /// Units that will have no results of their own.
    merged: Vec<Uuid>,
    /// The codes of what is missing before it can be launched.
    missing: Vec<&'static str>,
}

/// A group answers are kept in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CellBody {
    /// The unit it stands at.
    unit: Uuid,
    /// The units its people work in.
    units: Vec<Uuid>,
    /// Their job groups.
    job_groups: Vec<String>,
    /// How many are invited.
    invited: u32,
}

/// How an open survey goes. All but the first grows in steps.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TurnoutBody {
    /// How many are invited.
    invited: u64,
    /// At least so many have answered.
    at_least: u64,
    /// The same of large parts, where there are several.
    parts: Vec<TurnoutPartBody>,
    /// At most so many mails wait.
    mails_waiting: u64,
    /// At most so many mails were tried in vain.
    mails_failed: u64,
}

/// How a large part of it goes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TurnoutPartBody {
    /// What its unit was called when the survey opened.
    name: String,
    /// How many are invited.
    invited: u64,
    /// At least so many have answered.
    at_least: u64,
}

/// List the surveys.
#[utoipa::path(get, path = "/api/v1/surveys", tag = "surveys", responses((status = 200, body = [SurveyBody]), (status = 401, body = Failed), (status = 403, body = Failed)), security(("session" = [])))]
pub(crate) async fn list(State(web): State<Web>, session: Session) -> Answer {
    let found = surveys::list(&web.app, session.actor()).await?;
    let bodies: Vec<SurveyBody> = found.into_iter().map(|line| body(line.survey, None)).collect();
    Ok(Json(bodies).into_response())
}

/// Read one survey, with its plan while it is set up.
#[utoipa::path(get, path = "/api/v1/surveys/{survey}", tag = "surveys", params(("survey" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = SurveyBody), (status = 401, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let who = session.actor();
    let survey = surveys::find(&web.app, who, id).await?.survey;
    let plan = if survey.state < SurveyState::Open && who.may_everywhere(Right::ChangeSurveys) {
        Some(plan(&surveys::set_up(&web.app, who, id).await?))
    } else {
        None
    };
    Ok(Json(body(survey, plan)).into_response())
}

/// Read how an open survey goes.
#[utoipa::path(get, path = "/api/v1/surveys/{survey}/turnout", tag = "surveys", params(("survey" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = TurnoutBody), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn turnout(State(web): State<Web>, session: Session, Path(id): Path<SurveyId>) -> Answer {
    let found = surveys::turnout(&web.app, session.actor(), id).await?;
    Ok(Json(TurnoutBody {
        invited: found.invited,
        at_least: found.at_least,
        parts: found
            .parts
            .into_iter()
            .map(|part| TurnoutPartBody {
                name: part.name,
                invited: part.invited,
                at_least: part.at_least,
            })
            .collect(),
        mails_waiting: found.mails_waiting,
        mails_failed: found.mails_failed,
    })
    .into_response())
}

fn body(survey: Survey, plan: Option<PlanBody>) -> SurveyBody {
    SurveyBody {
        id: survey.id.0,
        number: survey.number,
        questionnaire_version: survey.questionnaire.0,
        state: survey.state.code(),
        opens_on: survey.opens_on,
        closes_on: survey.last_day(),
        minimum: survey.rules.minimum,
        deletes_on: survey.deletes_on(),
        title_da: survey.title.da,
        title_en: survey.title.en,
        plan,
    }
}

fn plan(setup: &Setup) -> PlanBody {
    let plan = setup.plan.as_ref().ok();
    let cells = plan.map(|plan| plan.cells.as_slice()).unwrap_or_default();
    PlanBody {
        invited: setup.roll.len(),
        by_mail: setup.roll.with_mail(),
        cells: cells
            .iter()
            .map(|cell| CellBody {
                unit: cell.unit.0,
                units: cell.units.iter().map(|unit| unit.0).collect(),
                job_groups: cell.job_groups.clone(),
                invited: cell.invited,
            })
            .collect(),
        merged: plan
            .map(|plan| plan.merged.iter().map(|unit| unit.0).collect())
            .unwrap_or_default(),
        missing: setup
            .gaps
            .iter()
            .filter(|gap| !gap.is_warning())
            .map(|gap| gap.code())
            .collect(),
    }
}
