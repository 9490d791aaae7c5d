//! Signing a program in and out.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use trivsel_app::AppError;
use trivsel_app::identity::{self, DeviceToken, Origin, SignIn};
use utoipa::ToSchema;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::origin::From;
use crate::routes::{OPEN, Route, SIGNED_IN, delete, post};
use crate::session::{Session, Visit};
use crate::words::Words;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/sessions", OPEN, begin),
        delete("/api/v1/sessions/current", SIGNED_IN, end),
    ]
}

/// Who signs in.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SessionInput {
    /// The organisation's short name; may be left out when there is only one.
    #[serde(default)]
    organisation: String,
    /// The mail address.
    email: String,
    /// The password.
    password: String,
    /// What an earlier sign-in gave, so that others' guessing at the account does not slow this program down.
    #[serde(default)]
    device: Option<String>,
}

/// A begun session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionToken {
    /// To be sent as `Authorization: Bearer …`. It runs out ten hours after it was last used, and twelve after it began.
    token: String,
    /// To be kept and sent as `device` at the next sign-in; left out when the one that was sent goes on being good.
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<String>,
}

/// Begin a session.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "sessions", request_body = SessionInput, responses(
    (status = 201, body = SessionToken), (status = 422, description = "The mail address and the password do not match", body = Failed),
    (status = 429, description = "Too many tries; `Retry-After` says when the next one is looked at", body = Failed),
    (status = 503, description = "Too much at once; `Retry-After` says when it is worth trying again", body = Failed)))]
pub(crate) async fn begin(
    State(web): State<Web>,
    visit: Visit,
    From(origin): From,
    Json(input): Json<SessionInput>,
) -> Answer {
    let form = SignIn {
        organisation: input.organisation,
        email: input.email,
        password: input.password,
    };
    let origin = Origin {
        device: input.device.as_deref().and_then(DeviceToken::parse),
        ..origin
    };
    match async { identity::sign_in(&web.app, &form.read()?, &origin).await }.await {
        Ok(signed_in) => {
            let token = SessionToken {
                token: signed_in.session.expose(),
                device: signed_in.device.map(|device| device.expose().to_owned()),
            };
            Ok((StatusCode::CREATED, Json(token)).into_response())
        }
        Err(AppError::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(Failed::fields(Words::of(visit.lang), &problems)),
        )
            .into_response()),
        Err(error) => Err(error.into()),
    }
}

/// End the session.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "sessions", responses((status = 204), (status = 401, body = Failed)), security(("session" = [])))]
pub(crate) async fn end(State(web): State<Web>, session: Session) -> Answer {
    if let Some(token) = session.token() {
        identity::sign_out(&web.app, token).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
