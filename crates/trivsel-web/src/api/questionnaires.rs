//! Questionnaires as JSON. A version's content is the same document that is imported and exported; `docs/questionnaires.md` tells its form.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trivsel_app::AppError;
use trivsel_app::questionnaires::{self, QuestionnaireWithVersions, VersionDetails};
use trivsel_domain::id::{QuestionnaireId, QuestionnaireVersionId};
use trivsel_domain::questionnaire::QuestionnaireVersion;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::pages::questionnaires::told;
use crate::routes::{Route, get, post, put};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/questionnaires", "MSUCK", list),
        post("/api/v1/questionnaires", "C", add),
        get("/api/v1/questionnaires/{questionnaire}", "MSUCK", find),
        post("/api/v1/questionnaires/{questionnaire}/versions", "C", begin),
        get("/api/v1/questionnaires/versions/{version}", "MSUCK", find_version),
        put("/api/v1/questionnaires/versions/{version}", "C", change),
        post("/api/v1/questionnaires/versions/{version}/publish", "C", publish),
    ]
}

/// A questionnaire with its versions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QuestionnaireBody {
    /// The id.
    id: Uuid,
    /// A short name, unique in the organisation.
    code: String,
    /// What it is called, in the session's language.
    title: String,
    /// Does it come with the program? Then it is not changed; a copy can be.
    is_built_in: bool,
    /// Can new surveys use it?
    is_in_use: bool,
    /// Its versions, the newest first.
    versions: Vec<VersionHead>,
}

/// A version without what it says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionHead {
    /// The id.
    id: Uuid,
    /// Its number, from 1.
    number: i32,
    /// When it was published and frozen; `null` while it is a draft.
    published_at: Option<DateTime<Utc>>,
    /// SHA-256 of what it says; `null` while it is a draft.
    hash: Option<String>,
}

/// A version whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionBody {
    /// The id.
    id: Uuid,
    /// The questionnaire it is a version of.
    questionnaire: Uuid,
    /// Its number, from 1.
    number: i32,
    /// The version it was made from and is compared with.
    based_on: Option<Uuid>,
    /// Rises with every change; send it back with yours.
    version: i32,
    /// When it was published and frozen; `null` while it is a draft.
    published_at: Option<DateTime<Utc>>,
    /// SHA-256 of what it says; `null` while it is a draft.
    hash: Option<String>,
    /// What it says: languages, items, options and scales.
    #[schema(value_type = Object)]
    content: Value,
    /// What must be mended before it can be published, a sentence each.
    problems: Vec<String>,
}

/// What a draft is to say instead.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct VersionInput {
    /// The version that was read.
    #[schema(required = true)]
    version: Option<i32>,
    /// What it is to say: languages, items, options and scales.
    #[schema(required = true, value_type = Object)]
    content: Value,
}

/// Which version is published.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct PublishInput {
    /// The version that was read.
    #[schema(required = true)]
    version: Option<i32>,
}

/// The id of the draft that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Begun {
    /// The version's id.
    id: Uuid,
}

/// List the questionnaires.
#[utoipa::path(get, path = "/api/v1/questionnaires", tag = "questionnaires", responses(
    (status = 200, body = [QuestionnaireBody]), (status = 401, body = Failed), (status = 403, body = Failed)), security(("session" = [])))]
pub(crate) async fn list(State(web): State<Web>, session: Session) -> Answer {
    let found = questionnaires::list(&web.app, session.actor()).await?;
    let bodies: Vec<QuestionnaireBody> = found.iter().map(|one| body(&session, one)).collect();
    Ok(Json(bodies).into_response())
}

/// Add a questionnaire of one's own from a document; it becomes a draft.
#[utoipa::path(post, path = "/api/v1/questionnaires", tag = "questionnaires", request_body = Object, responses(
    (status = 201, body = Begun), (status = 401, body = Failed), (status = 403, body = Failed), (status = 422, body = Failed)), security(("session" = [])))]
pub(crate) async fn add(State(web): State<Web>, session: Session, Json(document): Json<Value>) -> Answer {
    let id = questionnaires::add_document(&web.app, session.actor(), document).await?;
    Ok(begun(id))
}

/// Read one questionnaire.
#[utoipa::path(get, path = "/api/v1/questionnaires/{questionnaire}", tag = "questionnaires", params(("questionnaire" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = QuestionnaireBody), (status = 401, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireId>) -> Answer {
    let found = questionnaires::find(&web.app, session.actor(), id).await?;
    Ok(Json(body(&session, &found)).into_response())
}

/// Begin the next version of one's own questionnaire; where a draft is there already, that is the one.
#[utoipa::path(post, path = "/api/v1/questionnaires/{questionnaire}/versions", tag = "questionnaires", params(("questionnaire" = Uuid, Path, description = "Its id")), responses(
    (status = 201, body = Begun), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed),
    (status = 409, description = "It comes with the program", body = Failed)), security(("session" = [])))]
pub(crate) async fn begin(State(web): State<Web>, session: Session, Path(id): Path<QuestionnaireId>) -> Answer {
    Ok(begun(questionnaires::begin(&web.app, session.actor(), id).await?))
}

/// Read one version.
#[utoipa::path(get, path = "/api/v1/questionnaires/versions/{version}", tag = "questionnaires", params(("version" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = VersionBody), (status = 401, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find_version(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
) -> Answer {
    let found = questionnaires::find_version(&web.app, session.actor(), id).await?;
    Ok(Json(version_body(&session, found)?).into_response())
}

/// Change what a draft says.
#[utoipa::path(put, path = "/api/v1/questionnaires/versions/{version}", tag = "questionnaires", params(("version" = Uuid, Path, description = "Its id")), request_body = VersionInput, responses(
    (status = 204), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed),
    (status = 409, description = "Published, or changed by somebody else since the version that was read", body = Failed), (status = 422, body = Failed)), security(("session" = [])))]
pub(crate) async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    Json(input): Json<VersionInput>,
) -> Answer {
    questionnaires::replace(&web.app, session.actor(), id, &seen(input.version), input.content).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Publish a draft: it is frozen for good.
#[utoipa::path(post, path = "/api/v1/questionnaires/versions/{version}/publish", tag = "questionnaires", params(("version" = Uuid, Path, description = "Its id")), request_body = PublishInput, responses(
    (status = 204), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed),
    (status = 409, description = "Not finished, published already, or changed since the version that was read", body = Failed)), security(("session" = [])))]
pub(crate) async fn publish(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<QuestionnaireVersionId>,
    Json(input): Json<PublishInput>,
) -> Answer {
    questionnaires::publish(&web.app, session.actor(), id, &seen(input.version)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The version that was read, as the use cases take it.
fn seen(version: Option<i32>) -> String {
    version.map(|version| version.to_string()).unwrap_or_default()
}

fn begun(id: QuestionnaireVersionId) -> axum::response::Response {
    let place = [(header::LOCATION, format!("/api/v1/questionnaires/versions/{id}"))];
    (StatusCode::CREATED, place, Json(Begun { id: id.0 })).into_response()
}

fn body(session: &Session, found: &QuestionnaireWithVersions) -> QuestionnaireBody {
    QuestionnaireBody {
        id: found.questionnaire.id.0,
        code: found.questionnaire.code.clone(),
        title: found.title().read(session.lang().code()).to_owned(),
        is_built_in: found.questionnaire.is_built_in,
        is_in_use: found.questionnaire.is_in_use(),
        versions: found.versions.iter().map(head).collect(),
    }
}

fn head(version: &QuestionnaireVersion) -> VersionHead {
    let published = version.published.as_ref();
    VersionHead {
        id: version.id.0,
        number: version.number,
        published_at: published.map(|published| published.at),
        hash: published.map(|published| published.hash.clone()),
    }
}

fn version_body(session: &Session, found: VersionDetails) -> Result<VersionBody, AppError> {
    let version = found.version;
    let VersionHead {
        id,
        number,
        published_at,
        hash,
    } = head(&version);
    let problems = version.content.check();
    let content = serde_json::to_value(&version.content);
    Ok(VersionBody {
        id,
        questionnaire: version.questionnaire.0,
        number,
        based_on: version.based_on.map(|id| id.0),
        version: version.version,
        published_at,
        hash,
        problems: problems
            .iter()
            .map(|problem| told::problem(session.words(), &version.content, problem))
            .collect(),
        content: content.map_err(|error| AppError::internal("writing a questionnaire", error))?,
    })
}
