//! What followed a survey as JSON, as far as the reader may see it.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use serde::Serialize;
use trivsel_app::followed::{self, FollowedInitiative, FollowedPoint};
use trivsel_domain::id::SurveyId;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/api/v1/surveys/{survey}/followed", "EMSUCK", find)]
}

/// What followed a survey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowedBody {
    /// The survey.
    survey: Uuid,
    /// Who was to follow up.
    promised_by: Option<String>,
    /// On which day.
    promised_on: Option<NaiveDate>,
    /// With what time, in words.
    promised_time: String,
    /// What came of the result of each unit, from the top down.
    units: Vec<FollowedUnitBody>,
}

/// What came of the result of a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowedUnitBody {
    /// The unit.
    unit: Uuid,
    /// Its name when the survey opened.
    name: String,
    /// The initiatives.
    initiatives: Vec<FollowedInitiativeBody>,
    /// The points of agendas, the latest meeting first.
    agenda_items: Vec<FollowedPointBody>,
}

/// An initiative that came of a result.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowedInitiativeBody {
    /// The initiative.
    initiative: Uuid,
    /// What it is called.
    title: String,
    /// `idea`, `decided`, `running`, `anchored` or `ended`.
    state: &'static str,
    /// The unit that owns it.
    unit: Uuid,
    /// The day it begins or began.
    begins_on: Option<NaiveDate>,
    /// Who answers for it.
    lead: Option<String>,
    /// What was last found of each criterion that has an answer.
    answers: Vec<FollowedAnswerBody>,
}

/// Whether a criterion was met.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowedAnswerBody {
    /// The criterion.
    criterion: Uuid,
    /// The verdict's code.
    verdict: &'static str,
    /// The day it rests on.
    on: NaiveDate,
}

/// A point of an agenda that came of a result.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowedPointBody {
    /// The meeting.
    meeting: Uuid,
    /// Whose it is.
    committee: String,
    /// The day of the meeting.
    held_on: NaiveDate,
    /// What the point is about.
    title: String,
    /// What was decided on it.
    decisions: Vec<String>,
}

fn initiative(of: FollowedInitiative) -> FollowedInitiativeBody {
    FollowedInitiativeBody {
        initiative: of.initiative.id.0,
        title: of.initiative.title,
        state: of.initiative.state.code(),
        unit: of.initiative.unit.0,
        begins_on: of.begins_on,
        lead: of.lead.map(|person| person.name),
        answers: of
            .answers
            .into_iter()
            .map(|answer| FollowedAnswerBody {
                criterion: answer.criterion.0,
                verdict: answer.verdict.code(),
                on: answer.on,
            })
            .collect(),
    }
}

fn point(of: FollowedPoint) -> FollowedPointBody {
    FollowedPointBody {
        meeting: of.meeting.id.0,
        committee: of.committee_name,
        held_on: of.meeting.held_on,
        title: of.item.title,
        decisions: of.decisions.into_iter().map(|decision| decision.text).collect(),
    }
}

/// What followed a survey: initiatives, points of agendas, and what was promised.
#[utoipa::path(get, path = "/api/v1/surveys/{survey}/followed", tag = "surveys", params(("survey" = Uuid, Path, description = "The survey")), responses((status = 200, body = FollowedBody), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(State(web): State<Web>, session: Session, Path(survey): Path<SurveyId>) -> Answer {
    let found = followed::find(&web.app, session.actor(), survey).await?;
    let snapshot = &found.results.edition.publication.snapshot;
    let follow_up = &found.results.survey.follow_up;
    let body = FollowedBody {
        survey: survey.0,
        promised_by: found.promised_by.map(|person| person.name),
        promised_on: follow_up.on,
        promised_time: follow_up.time.clone(),
        units: found
            .units
            .into_iter()
            .map(|unit| FollowedUnitBody {
                unit: unit.unit.0,
                name: snapshot.name(unit.unit).to_owned(),
                initiatives: unit.initiatives.into_iter().map(initiative).collect(),
                agenda_items: unit.points.into_iter().map(point).collect(),
            })
            .collect(),
    };
    Ok(Json(body).into_response())
}
