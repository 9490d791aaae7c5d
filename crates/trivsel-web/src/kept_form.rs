//! A form whose sender did nothing wrong and that was not saved: the session had ended while the page lay open, the disk is full, the
//! program failed. What was typed is handed back in the page itself, to be sent again. Nothing of it is kept on the server, written to a
//! log or put into an address. A file cannot be handed back: the page says that it has to be chosen again.

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::failure::{self, NotSaved};
use crate::pages::answer;
use crate::sent_once;
use crate::session::{SignInNeeded, Visit};
use crate::shell::{Shell, Station};
use crate::urls;

/// The longest form that is read, as everywhere.
const LONGEST: usize = 2 * 1024 * 1024;

#[derive(Template)]
#[template(path = "pages/identity/kept_form.html")]
struct KeptForm {
    shell: Shell,
    why: Why,
    address: String,
    sign_in: String,
    fields: Vec<(String, String)>,
    /// What can be read of it, for whoever wants to copy it.
    texts: Vec<String>,
}

/// Why it was not saved.
enum Why {
    SignedOut,
    /// Signed out, and a file was sent.
    FileLost,
    Failed(NotSaved),
}

impl KeptForm {
    fn title(&self) -> &str {
        match &self.why {
            Why::SignedOut | Why::FileLost => "kept-form-title",
            Why::Failed(told) => told.sentence,
        }
    }

    fn is_signed_out(&self) -> bool {
        matches!(self.why, Why::SignedOut)
    }

    fn is_file_lost(&self) -> bool {
        matches!(self.why, Why::FileLost)
    }

    /// What to do about a failure, and the number the log has of it.
    fn failed(&self) -> Option<(String, Option<&str>)> {
        match &self.why {
            Why::Failed(told) => {
                let help = self.shell.t(&format!("{}-help", told.sentence)).into_owned();
                Some((help, told.number.as_deref()))
            }
            Why::SignedOut | Why::FileLost => None,
        }
    }
}

/// Hands a form back that was not saved.
pub(crate) async fn keep(visit: Visit, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_candidate =
        request.method() == Method::POST && !failure::is_for_scripts(path) && !path.starts_with(answer::OPEN_ADDRESS);
    if is_candidate && is_kind(request.headers(), "multipart/form-data") {
        return keep_upload(visit, request, next).await;
    }
    if !is_candidate || !is_kind(request.headers(), "application/x-www-form-urlencoded") {
        return next.run(request).await;
    }
    let address = request.uri().to_string();
    let (head, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let answer = next.run(Request::from_parts(head, Body::from(bytes.clone()))).await;
    let (status, why) = if answer.extensions().get::<SignInNeeded>().is_some() {
        (StatusCode::UNAUTHORIZED, Why::SignedOut)
    } else if let Some(told) = answer.extensions().get::<NotSaved>() {
        (answer.status(), Why::Failed(told.clone()))
    } else {
        return answer;
    };
    match page(&visit, address, bytes, why).await {
        Some(page) => (status, Html(page)).into_response(),
        None => answer,
    }
}

/// Says that a file did not arrive, where its sender has to sign in first.
async fn keep_upload(visit: Visit, request: Request, next: Next) -> Response {
    let address = request.uri().path().to_owned();
    let answer = next.run(request).await;
    if answer.extensions().get::<SignInNeeded>().is_none() {
        return answer;
    }
    let page = KeptForm {
        shell: visit.shell(Station::Outside),
        why: Why::FileLost,
        sign_in: format!("{}?next={}", urls::SIGN_IN, urls::encode(&address)),
        address,
        fields: Vec::new(),
        texts: Vec::new(),
    };
    match page.render() {
        Ok(page) => (StatusCode::UNAUTHORIZED, Html(page)).into_response(),
        Err(_) => answer,
    }
}

fn is_kind(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|found| found.as_bytes().starts_with(kind.as_bytes()))
}

/// None where there is nothing to hand back, or a password is among it.
async fn page(visit: &Visit, address: String, body: Bytes, why: Why) -> Option<String> {
    let form = Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .ok()?;
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(form, &()).await.ok()?;
    // A button without a field, such as the one that signs out, is pressed again where it stood.
    let is_typed = |(name, value): &(String, String)| name != sent_once::MARK && !value.trim().is_empty();
    if !fields.iter().any(is_typed) || fields.iter().any(|(name, _)| name.contains("password")) {
        return None;
    }
    let texts = fields
        .iter()
        .map(|(_, value)| value.trim().to_owned())
        .filter(|value| value.contains(char::is_whitespace))
        .collect();
    KeptForm {
        shell: visit.shell(Station::Outside),
        why,
        address,
        sign_in: urls::SIGN_IN.to_owned(),
        fields,
        texts,
    }
    .render()
    .ok()
}
