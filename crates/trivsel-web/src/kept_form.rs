//! A form that comes in when nobody is signed in any more: a page left open overnight. What was typed is handed back in the page itself, to be
//! sent again after signing in in another window. Nothing of it is kept on the server, written to a log or put into an address.

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::failure;
use crate::session::{SignInNeeded, Visit};
use crate::shell::{Shell, Station};
use crate::urls;

/// The longest form that is handed back: a status report with every field full is about 100 kB.
const LONGEST: usize = 512 * 1024;

#[derive(Template)]
#[template(path = "pages/identity/kept_form.html")]
struct KeptForm {
    shell: Shell,
    address: String,
    sign_in: &'static str,
    fields: Vec<(String, String)>,
    /// What can be read of it, for whoever wants to copy it.
    texts: Vec<String>,
}

/// Hands a form back whose sender has to sign in first.
pub(crate) async fn keep(visit: Visit, request: Request, next: Next) -> Response {
    let is_candidate = visit.visitor.is_none()
        && request.method() == Method::POST
        && is_form(request.headers())
        && !failure::is_for_scripts(request.uri().path());
    if !is_candidate {
        return next.run(request).await;
    }
    let address = request.uri().to_string();
    let (head, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let answer = next.run(Request::from_parts(head, Body::from(bytes.clone()))).await;
    if answer.extensions().get::<SignInNeeded>().is_none() {
        return answer;
    }
    match page(&visit, address, bytes).await {
        Some(page) => (StatusCode::UNAUTHORIZED, Html(page)).into_response(),
        None => answer,
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}

/// None where there is nothing to hand back, or a password is among it.
async fn page(visit: &Visit, address: String, body: Bytes) -> Option<String> {
    let form = Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .ok()?;
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(form, &()).await.ok()?;
    if fields.is_empty() || fields.iter().any(|(name, _)| name.contains("password")) {
        return None;
    }
    let texts = fields
        .iter()
        .map(|(_, value)| value.trim().to_owned())
        .filter(|value| value.contains(char::is_whitespace))
        .collect();
    KeptForm {
        shell: visit.shell(Station::Outside),
        address,
        sign_in: urls::SIGN_IN,
        fields,
        texts,
    }
    .render()
    .ok()
}
