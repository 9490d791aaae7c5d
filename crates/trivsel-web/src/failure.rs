//! What a visitor sees when something fails: what happened, what to do, and a number that the log also has. Never a cause.

use std::error::Error;

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use trivsel_app::AppError;

use crate::api::Failed;
use crate::session::Visit;
use crate::shell::{Shell, Station};

/// A handler that could not do as asked. The page round it is made by [`pages`], which knows the reader's language.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    /// The id of the sentence that says what happened; `{id}-help` says what to do.
    sentence: &'static str,
    number: Option<String>,
}

/// What a handler gives back.
pub(crate) type Answer = Result<Response, Failure>;

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let (status, sentence) = match &error {
            AppError::NotFound => (StatusCode::NOT_FOUND, "failure-not-found"),
            AppError::Forbidden => (StatusCode::FORBIDDEN, "failure-forbidden"),
            AppError::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "failure-invalid"),
            AppError::Conflict => (StatusCode::CONFLICT, "failure-conflict"),
            AppError::Refused(sentence) => (StatusCode::CONFLICT, *sentence),
            AppError::TooMany => (StatusCode::TOO_MANY_REQUESTS, "failure-too-many"),
            AppError::Busy(_) => (StatusCode::SERVICE_UNAVAILABLE, "failure-busy"),
            AppError::Internal { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "failure-internal"),
        };
        let number = status.is_server_error().then(|| {
            let number = uuid::Uuid::new_v4()
                .simple()
                .to_string()
                .chars()
                .take(8)
                .collect::<String>();
            tracing::error!(incident = %number, "incident {number}: {}", chain(&error));
            number
        });
        Self {
            status,
            sentence,
            number,
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        AppError::internal("filling in a page", error).into()
    }
}

/// The error and everything behind it, once.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// Carried by the bare answer until [`pages`] has made a page of it.
#[derive(Clone, Debug)]
struct Told {
    sentence: &'static str,
    number: Option<String>,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Told {
            sentence: self.sentence,
            number: self.number,
        });
        response
    }
}

#[derive(Template)]
#[template(path = "pages/failure.html")]
struct FailurePage<'a> {
    shell: Shell,
    sentence: &'a str,
    help: String,
    number: Option<String>,
}

/// Makes a page, or JSON under `/api/`, of every failure.
pub(crate) async fn pages(visit: Visit, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let bare = |status: StatusCode| match status {
        StatusCode::NOT_FOUND => Some("failure-not-found"),
        StatusCode::METHOD_NOT_ALLOWED => Some("failure-not-found"),
        StatusCode::PAYLOAD_TOO_LARGE => Some("failure-too-large"),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Some("failure-invalid")
        }
        StatusCode::FORBIDDEN => Some("failure-cross-site"),
        _ => None,
    };
    let told = match response.extensions_mut().remove::<Told>() {
        Some(told) => told,
        None => {
            let is_plain = response
                .headers()
                .get("content-type")
                .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
            match bare(response.status()).filter(|_| is_plain) {
                Some(sentence) => Told { sentence, number: None },
                None => return response,
            }
        }
    };
    let status = response.status();
    let shell = visit.shell(Station::Outside);
    if is_api {
        let code = told.sentence.trim_start_matches("failure-");
        let body = Failed::new(code, shell.t(told.sentence).into_owned(), told.number);
        return (status, axum::Json(body)).into_response();
    }
    let help = format!("{}-help", told.sentence);
    let help = if shell.words.has(&help) {
        shell.t(&help).into_owned()
    } else {
        String::new()
    };
    match (FailurePage {
        shell,
        sentence: told.sentence,
        help,
        number: told.number,
    })
    .render()
    {
        Ok(page) => (status, Html(page)).into_response(),
        Err(error) => {
            tracing::error!("the page for a failure could not be made: {error}");
            status.into_response()
        }
    }
}
