//! Evaluations of success criteria as JSON: the answer and everything that went in.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use trivsel_app::AppError;
use trivsel_app::evaluations::{
    self, Answer as Reckoning, CONFIDENCE, METHOD_VERSION, PATIENCE, SEED, SurveyEvaluation, WAVES_VERSION, verdict_of,
};
use trivsel_domain::id::{InitiativeId, SuccessCriterionId};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![get(
        "/api/v1/initiatives/{initiative}/criteria/{criterion}/evaluation",
        "EMSUCKlrc",
        find,
    )]
}

/// Did it work? What can be said of one criterion, and everything it was computed from. Effects are in the indicator's unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvaluationBody {
    /// The criterion.
    criterion: Uuid,
    /// The indicator's code.
    indicator: String,
    /// Where the figures come from.
    source: String,
    /// Is the answer still being computed? Then ask again.
    is_under_way: bool,
    /// When it was computed.
    computed_at: Option<DateTime<Utc>>,
    /// The verdict's code; `cannot_be_concluded` where there is no estimate.
    verdict: &'static str,
    /// The estimate with its interval, the judgement, what other ways of reckoning give, and the course over time. Ends without bound
    /// are `null`.
    finding: Value,
    /// The design, why stronger ones were refused, cautions and caps.
    choice: Value,
    /// What would settle it.
    settles: Value,
    /// What was left out by hand, with the reasons.
    left_out: Value,
    /// Figures by unit and month as numerator and denominator, starts as positions of months: a text, itself JSON, so that its hash can
    /// be taken. `null` for those who may not read the figures of each unit by itself.
    inputs: Option<String>,
    /// SHA-256 of `inputs`.
    hash: String,
    /// Rises whenever the same inputs give other numbers.
    method_version: u32,
    /// What draws begin with.
    seed: u64,
    /// The wanted coverage of intervals.
    confidence: f64,
}

/// Did it work, where a scale of a survey shows it? Effects are on the scale's range.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SurveyEvaluationBody {
    /// The criterion.
    criterion: Uuid,
    /// The codes of questionnaire and scale.
    survey_scale: String,
    /// The two surveys that are held against each other, the earlier first; empty where no two can be.
    surveys: Vec<Uuid>,
    /// The verdict's code; `cannot_be_concluded` where there is no estimate.
    verdict: &'static str,
    /// The estimate with its interval and the judgement.
    judgement: Value,
    /// The standard error by which people answered; none where there is no estimate.
    sampling_error: Option<f64>,
    /// The standard error by which units moved differently; none with too few units.
    between_error: Option<f64>,
    /// Degrees of freedom.
    degrees: Option<f64>,
    /// What holds the verdict back, or stands in the way of an estimate.
    caps: Value,
    /// What a reader must know.
    cautions: Value,
    /// What would settle it.
    settles: Value,
    /// Hashes of the publications, starts, and each unit's means, standard errors and weight: a text, itself JSON, so that its hash can be
    /// taken. `null` for those who may not read the results of each unit by itself.
    inputs: Option<String>,
    /// SHA-256 of `inputs`.
    hash: String,
    /// Rises whenever the same inputs give other numbers.
    method_version: u32,
    /// The wanted coverage of intervals.
    confidence: f64,
}

/// The evaluation of a success criterion, by what shows it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum AnyEvaluation {
    /// An indicator.
    Indicator(Box<EvaluationBody>),
    /// A scale of a survey.
    Survey(Box<SurveyEvaluationBody>),
}

/// Read the evaluation of a success criterion.
#[utoipa::path(get, path = "/api/v1/initiatives/{initiative}/criteria/{criterion}/evaluation", tag = "evaluations",
    params(("initiative" = Uuid, Path, description = "The initiative's id"), ("criterion" = Uuid, Path, description = "The criterion's id")), responses(
    (status = 200, body = AnyEvaluation), (status = 202, body = EvaluationBody, description = "It is being computed; ask again"),
    (status = 401, body = Failed), (status = 404, body = Failed, description = "There is no such criterion, or it has no figures")), security(("session" = [])))]
pub(crate) async fn find(
    State(web): State<Web>,
    session: Session,
    Path((initiative, criterion)): Path<(InitiativeId, SuccessCriterionId)>,
) -> Answer {
    let found = evaluations::evaluate_survey(&web.app, session.actor(), initiative, criterion).await?;
    if let Some((_, evaluation)) = found {
        let body = AnyEvaluation::Survey(Box::new(of_survey(&evaluation)?));
        return Ok(Json(body).into_response());
    }
    let (_, evaluation) = evaluations::evaluate(&web.app, session.actor(), initiative, criterion, PATIENCE).await?;
    let evaluation = evaluation.ok_or(AppError::NotFound)?;
    let exclusions: Vec<_> = evaluation.left_out.iter().map(|left_out| &left_out.exclusion).collect();
    let (status, computed_at) = match &evaluation.answer {
        Reckoning::Ready { computed_at, .. } => (StatusCode::OK, Some(*computed_at)),
        Reckoning::UnderWay(_) => (StatusCode::ACCEPTED, None),
    };
    let body = EvaluationBody {
        criterion: evaluation.criterion.id.0,
        indicator: evaluation.indicator.code.clone(),
        source: evaluation.series.source.clone(),
        is_under_way: computed_at.is_none(),
        computed_at,
        verdict: verdict_of(evaluation.finding()).code(),
        finding: json(serde_json::to_value(evaluation.finding()))?,
        choice: json(serde_json::to_value(&evaluation.choice))?,
        settles: json(serde_json::to_value(&evaluation.settles))?,
        left_out: json(serde_json::to_value(exclusions))?,
        inputs: evaluation.inputs.clone(),
        hash: evaluation.hash.clone(),
        method_version: METHOD_VERSION,
        seed: SEED,
        confidence: CONFIDENCE,
    };
    Ok((status, Json(AnyEvaluation::Indicator(Box::new(body)))).into_response())
}

fn of_survey(evaluation: &SurveyEvaluation) -> Result<SurveyEvaluationBody, AppError> {
    let finding = evaluation.finding.as_ref();
    Ok(SurveyEvaluationBody {
        criterion: evaluation.criterion.id.0,
        survey_scale: evaluation.scale.code(),
        surveys: evaluation.waves.iter().flatten().map(|wave| wave.survey.0).collect(),
        verdict: evaluation.verdict().code(),
        judgement: json(serde_json::to_value(finding.map(|finding| &finding.judgement)))?,
        sampling_error: finding.map(|finding| finding.effect.sampling_error),
        between_error: finding.and_then(|finding| finding.effect.between_error),
        degrees: finding.and_then(|finding| finding.effect.degrees),
        caps: json(serde_json::to_value(&evaluation.caps))?,
        cautions: json(serde_json::to_value(&evaluation.cautions))?,
        settles: json(serde_json::to_value(&evaluation.settles))?,
        inputs: evaluation.inputs.clone(),
        hash: evaluation.hash.clone(),
        method_version: WAVES_VERSION,
        confidence: CONFIDENCE,
    })
}

fn json(value: Result<Value, serde_json::Error>) -> Result<Value, AppError> {
    value.map_err(|error| AppError::internal("writing an evaluation", error))
}
