//! Results of surveys as JSON: the publication, as far as the reader may see it, and nothing else.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use trivsel_app::AppError;
use trivsel_app::publications::{self, Outcome, Results};
use trivsel_domain::id::{SurveyId, UnitId};
use trivsel_domain::publication::{Amount, Shown, Standing};
use trivsel_domain::questionnaire::{Content, ItemKind};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/surveys/{survey}/results", "EMSUCK", list),
        get("/api/v1/surveys/{survey}/results/units/{unit}", "EMSUCK", find),
    ]
}

/// What a survey showed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultsBody {
    /// The survey.
    survey: Uuid,
    /// `not_yet`, `under_way`, `failed` (it could not be made so far and is tried again), `never` (the answers had to be deleted before it
    /// could be made) or `ready`.
    state: &'static str,
    /// The day it closed, once the results are there.
    closed_on: Option<NaiveDate>,
    /// SHA-256 of the publication, in hexadecimal digits.
    hash: Option<String>,
    /// The fewest answers a group needs: for anything, for distributions, for comments, for offensive behaviour.
    rules: Option<Value>,
    /// What anybody may know about how the figures were protected.
    protection: Option<Value>,
    /// The units the reader may see, from the top down.
    units: Vec<UnitResult>,
}

/// What a survey showed in a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitResult {
    /// The unit.
    unit: Uuid,
    /// Its name when the survey opened.
    name: String,
    /// The unit above.
    parent: Option<Uuid>,
    /// `shown`, `hidden`, `merged` with others before the survey opened, or `absent`.
    standing: &'static str,
    /// Where its answers are counted, when it was merged.
    merged_into: Option<Uuid>,
    /// Its figures, when they are shown.
    figures: Option<GroupFigures>,
    /// Units right below it that are hidden one by one and shown together.
    together: Vec<TogetherResult>,
    /// Its job groups, where results are by job group; of the unit at the top, those of everybody.
    job_groups: Vec<JobGroupResult>,
}

/// A job group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobGroupResult {
    /// What it is called.
    name: String,
    /// Its figures; none when they are hidden.
    figures: Option<GroupFigures>,
}

/// Units that are shown together.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TogetherResult {
    /// The units that are in it with everybody.
    units: Vec<Uuid>,
    /// Are answers of people who work in the unit above itself counted in?
    has_own: bool,
    /// Other units whose people's answers are counted in.
    others: Vec<Uuid>,
    /// Their figures.
    figures: GroupFigures,
}

/// The figures of a group. A number that would tell of single people is an object with `from` and `to`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GroupFigures {
    /// How many were invited.
    invited: u32,
    /// How many answered.
    respondents: Value,
    /// The scales.
    scales: Vec<ScaleFigures>,
    /// Shares in percent of each option of each question, where they may be shown.
    distributions: Value,
    /// Scales whose figures are hidden here.
    hidden_scales: Vec<String>,
    /// Questions of which it is hidden how answers are spread.
    hidden_distributions: Vec<String>,
}

/// A scale in a group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScaleFigures {
    /// The scale's key in the questionnaire.
    scale: String,
    /// The mean.
    mean: Value,
    /// The lower end of the 95 % interval.
    low: f64,
    /// The upper end of the 95 % interval.
    high: f64,
}

fn amount(amount: Amount) -> Value {
    match amount {
        Amount::Exact(value) => value.into(),
        Amount::Between { from, to } => serde_json::json!({ "from": from, "to": to }),
    }
}

fn figures(content: &Content, shown: &Shown) -> GroupFigures {
    let distributions = shown.distributions.iter().map(|one| {
        let shares: Vec<Value> = one
            .shares
            .iter()
            .map(|(value, share)| serde_json::json!({ "value": value, "percent": amount(*share) }))
            .collect();
        serde_json::json!({ "item": one.item, "shares": shares })
    });
    GroupFigures {
        invited: shown.invited,
        respondents: amount(shown.respondents),
        distributions: distributions.collect(),
        hidden_scales: content
            .scales
            .iter()
            .filter(|scale| shown.scale(&scale.key).is_none())
            .map(|scale| scale.key.clone())
            .collect(),
        hidden_distributions: content
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Choice(_)) && shown.distribution(&item.key).is_none())
            .map(|item| item.key.clone())
            .collect(),
        scales: shown
            .scales
            .iter()
            .map(|one| ScaleFigures {
                scale: one.scale.clone(),
                mean: amount(one.mean),
                low: one.interval.0,
                high: one.interval.1,
            })
            .collect(),
    }
}

fn unit_result(results: &Results, unit: UnitId) -> UnitResult {
    let publication = &results.edition.publication;
    let content = &results.edition.content;
    let (standing, merged_into, shown) = match publication.standing(unit) {
        Standing::Shown(shown) => ("shown", None, Some(shown)),
        Standing::Hidden => ("hidden", None, None),
        Standing::Merged { into } => ("merged", Some(into.0), None),
        Standing::Absent => ("absent", None, None),
    };
    let place = publication.snapshot.get(unit);
    UnitResult {
        unit: unit.0,
        name: publication.snapshot.name(unit).to_owned(),
        parent: place.and_then(|place| place.parent).map(|parent| parent.0),
        standing,
        merged_into,
        figures: shown.map(|shown| figures(content, shown)),
        job_groups: publication
            .job_groups(unit)
            .map(|(name, shown)| JobGroupResult {
                name: name.to_owned(),
                figures: shown.map(|shown| figures(content, shown)),
            })
            .collect(),
        together: publication
            .together(unit)
            .filter(|one| one.units().all(|unit| results.may_see(unit)))
            .map(|one| TogetherResult {
                units: one.members.iter().map(|unit| unit.0).collect(),
                has_own: one.has_own,
                others: one.others.iter().map(|unit| unit.0).collect(),
                figures: figures(content, one.shown),
            })
            .collect(),
    }
}

fn json(value: &impl Serialize) -> Result<Option<Value>, AppError> {
    serde_json::to_value(value)
        .map(Some)
        .map_err(|error| AppError::internal("writing results", error))
}

/// What a survey showed, for every unit the reader may see.
#[utoipa::path(get, path = "/api/v1/surveys/{survey}/results", tag = "surveys", params(("survey" = Uuid, Path, description = "The survey")), responses((status = 200, body = ResultsBody), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn list(State(web): State<Web>, session: Session, Path(survey): Path<SurveyId>) -> Answer {
    let waiting = |state: &'static str| ResultsBody {
        survey: survey.0,
        state,
        closed_on: None,
        hash: None,
        rules: None,
        protection: None,
        units: Vec::new(),
    };
    let body = match publications::results(&web.app, session.actor(), survey).await? {
        Outcome::NotYet(_) => waiting("not_yet"),
        Outcome::UnderWay(survey, _) if survey.is_never_published() => waiting("never"),
        Outcome::UnderWay(_, progress) if progress.has_failed() => waiting("failed"),
        Outcome::UnderWay(..) => waiting("under_way"),
        Outcome::Ready(results) => ResultsBody {
            closed_on: Some(results.edition.publication.closed_on),
            hash: Some(results.edition.hash.clone()),
            rules: json(&results.edition.publication.rules)?,
            protection: json(&results.edition.publication.protection)?,
            units: results.units.iter().map(|unit| unit_result(&results, *unit)).collect(),
            ..waiting("ready")
        },
    };
    Ok(Json(body).into_response())
}

/// What a survey showed in one unit.
#[utoipa::path(get, path = "/api/v1/surveys/{survey}/results/units/{unit}", tag = "surveys", params(("survey" = Uuid, Path, description = "The survey"), ("unit" = Uuid, Path, description = "The unit")), responses((status = 200, body = UnitResult), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    match publications::results(&web.app, session.actor(), survey).await? {
        Outcome::Ready(results) if results.edition.publication.snapshot.get(unit).is_none() => {
            Err(AppError::NotFound.into())
        }
        Outcome::Ready(results) if !results.may_see(unit) => Err(AppError::Forbidden.into()),
        Outcome::Ready(results) => Ok(Json(unit_result(&results, unit)).into_response()),
        Outcome::NotYet(_) | Outcome::UnderWay(..) => Err(AppError::NotFound.into()),
    }
}
