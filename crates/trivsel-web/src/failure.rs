//! What a visitor sees when something fails: what happened, what to do, and a number that the log also has. Never a cause.

use std::error::Error;

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use trivsel_app::{AppError, Problem};

use crate::api::Failed;
use crate::pages::answer;
use crate::session::Visit;
use crate::shell::{Shell, Station};

/// A handler that could not do as asked. The page round it is made by [`pages`], which knows the reader's language.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    /// The id of the sentence that says what happened; `{id}-help` says what to do.
    sentence: &'static str,
    number: Option<String>,
    problems: Vec<Problem>,
    /// When it is worth trying again, in seconds.
    retry_after: Option<u64>,
}

/// What a handler gives back.
pub(crate) type Answer = Result<Response, Failure>;

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        if let AppError::Invalid(problems) = error {
            return Self {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                sentence: "failure-fields",
                number: None,
                problems,
                retry_after: None,
            };
        }
        let retry_after = match &error {
            AppError::Wait { seconds } | AppError::Full { seconds } => Some(*seconds),
            AppError::TooMany | AppError::Busy(_) => Some(5),
            _ => None,
        };
        let (status, sentence) = match &error {
            AppError::NotFound => (StatusCode::NOT_FOUND, "failure-not-found"),
            AppError::Forbidden => (StatusCode::FORBIDDEN, "failure-forbidden"),
            AppError::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "failure-fields"),
            AppError::Conflict => (StatusCode::CONFLICT, "failure-conflict"),
            AppError::Refused(sentence) => (StatusCode::CONFLICT, *sentence),
            AppError::TooMany | AppError::Wait { .. } => (StatusCode::TOO_MANY_REQUESTS, "failure-too-many"),
            AppError::Full { .. } => (StatusCode::SERVICE_UNAVAILABLE, "failure-busy"),
            AppError::Busy(_) => (StatusCode::SERVICE_UNAVAILABLE, "failure-busy"),
            AppError::Unwritable(_) => (StatusCode::SERVICE_UNAVAILABLE, "failure-unwritable"),
            AppError::Internal { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "failure-internal"),
        };
        // Too much at once is no failure of ours, and a line for each would fill the disk.
        let is_ours = status.is_server_error() && !matches!(error, AppError::Full { .. });
        let number = is_ours.then(|| {
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
            problems: Vec::new(),
            retry_after,
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

/// Carried by the answer to a form whose sender did nothing wrong: nothing of it was saved, by no fault of theirs.
#[derive(Clone, Debug)]
pub(crate) struct NotSaved {
    pub(crate) sentence: &'static str,
    pub(crate) number: Option<String>,
}

/// Carried by the bare answer until [`pages`] has made a page of it.
#[derive(Clone, Debug)]
struct Told {
    sentence: &'static str,
    number: Option<String>,
    problems: Vec<Problem>,
    retry_after: Option<u64>,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if self.status.is_server_error() {
            response.extensions_mut().insert(NotSaved {
                sentence: self.sentence,
                number: self.number.clone(),
            });
        }
        response.extensions_mut().insert(Told {
            sentence: self.sentence,
            number: self.number,
            problems: self.problems,
            retry_after: self.retry_after,
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
    problems: Vec<String>,
}

/// Is this address asked by a program or a script, which reads JSON?
pub(crate) fn is_for_scripts(path: &str) -> bool {
    path.starts_with("/api/") || answer::is_for_scripts(path)
}

/// Makes a page of every failure, or JSON where a program asked.
pub(crate) async fn pages(visit: Visit, request: Request, next: Next) -> Response {
    let (mut response, retry_after) = told_as_page(visit, request, next).await;
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

async fn told_as_page(visit: Visit, request: Request, next: Next) -> (Response, Option<u64>) {
    let is_for_scripts = is_for_scripts(request.uri().path());
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
                Some(sentence) => {
                    let (told, again) = unread(response, sentence).await;
                    response = again;
                    told
                }
                None => return (response, None),
            }
        }
    };
    let (status, retry_after) = (response.status(), told.retry_after);
    let shell = visit.shell(Station::Outside);
    if is_for_scripts && !told.problems.is_empty() {
        let body = axum::Json(Failed::fields(shell.words, &told.problems));
        return ((status, body).into_response(), retry_after);
    }
    if is_for_scripts {
        let code = told.sentence.trim_start_matches("failure-");
        let body = Failed::new(code, shell.t(told.sentence).into_owned(), told.number);
        return ((status, axum::Json(body)).into_response(), retry_after);
    }
    // An administrator cannot be sent to the administrator.
    let is_administrators = told.sentence == "failure-forbidden" && visit.is_administrator();
    let help = if is_administrators {
        "failure-forbidden-administrator-help".to_owned()
    } else {
        format!("{}-help", told.sentence)
    };
    let help = if shell.words.has(&help) {
        shell.t(&help).into_owned()
    } else {
        String::new()
    };
    let page = FailurePage {
        problems: told
            .problems
            .iter()
            .map(|problem| shell.words.problem(problem))
            .collect(),
        shell,
        sentence: told.sentence,
        help,
        number: told.number,
    };
    let response = match page.render() {
        Ok(page) => (status, Html(page)).into_response(),
        Err(error) => {
            tracing::error!("the page for a failure could not be made: {error}");
            status.into_response()
        }
    };
    (response, retry_after)
}

/// A body that could not be read, with the field it stopped at when the reader names one.
async fn unread(response: Response, sentence: &'static str) -> (Told, Response) {
    let (head, body) = response.into_parts();
    let said = to_bytes(body, LONGEST_REASON).await.unwrap_or_default();
    let problems = stopped_at(&String::from_utf8_lossy(&said)).into_iter().collect();
    let told = Told {
        sentence,
        number: None,
        problems,
        retry_after: None,
    };
    (told, Response::from_parts(head, Body::from(said)))
}

/// Bytes of a reader's own words.
const LONGEST_REASON: usize = 4096;

/// The field in the words of a reader that stopped: "… target type: title: invalid type …", "… missing field `email` …".
fn stopped_at(said: &str) -> Option<Problem> {
    let (_, why) = said.split_once("target type: ")?;
    if let Some((_, rest)) = why.split_once("missing field `") {
        let (field, _) = rest.split_once('`')?;
        return Some(Problem::new(field, "problem-required"));
    }
    let (field, _) = why.split_once(": ")?;
    let is_name = field.chars().all(|c| c.is_ascii_alphanumeric() || "_.[]".contains(c));
    is_name.then(|| Problem::new(field, "problem-shape"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_a_reader_stopped_at_is_named() {
        let field = |said: &str| stopped_at(said).map(|problem| (problem.field, problem.message));
        let named = |field: &str, message| Some((field.to_owned(), message));
        let body = "Failed to deserialize the JSON body into the target type: ";
        assert_eq!(
            field(&format!(
                "{body}title: invalid type: integer `5`, expected a string at line 1 column 11"
            )),
            named("title", "problem-shape")
        );
        assert_eq!(
            field(&format!("{body}missing field `email` at line 1 column 2")),
            named("email", "problem-required")
        );
        assert_eq!(field(&format!("{body}invalid type: map, expected a string")), None);
        assert_eq!(
            field("Failed to parse the request body as JSON: EOF while parsing"),
            None
        );
    }
}
