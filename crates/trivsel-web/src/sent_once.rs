//! A form that is sent twice is done once. Every form of a page that a signed-in visitor gets carries a mark of its own; what comes back
//! under a mark that was used is sent on to where the first one went. Two presses of a button, an impatient "send again" and a copy out
//! of the browser's history all end on the same page, with or without a script.
//!
//! Answers to surveys have no part in it: below their address nobody is known (`trivsel_app::ballots`).

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use trivsel_app::sent_forms::{self, Sent};
use trivsel_domain::rights::Actor;
use uuid::Uuid;

use crate::Web;
use crate::failure::{self, Failure};
use crate::session::{PasswordNeeded, Visit};

/// The field the mark stands in.
pub(crate) const MARK: &str = "once";
/// The longest form that is read, as everywhere.
const LONGEST_FORM: usize = 2 * 1024 * 1024;
/// The longest page.
const LONGEST_PAGE: usize = 64 * 1024 * 1024;

/// Marks the forms of a page, and does what comes back once.
pub(crate) async fn once(State(web): State<Web>, visit: Visit, request: Request, next: Next) -> Response {
    let Some(visitor) = visit.visitor else {
        return next.run(request).await;
    };
    if failure::is_for_scripts(request.uri().path()) {
        return next.run(request).await;
    }
    let sent = match take_apart(request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let answer = match sent.parts {
        Some(parts) => done_once(web, visitor.actor, parts, sent.request, next).await,
        None => next.run(sent.request).await,
    };
    with_marks(answer).await
}

/// A request, and what tells a marked form in it from every other.
struct Taken {
    request: Request,
    parts: Option<[Bytes; 2]>,
}

async fn take_apart(request: Request) -> Result<Taken, Response> {
    if request.method() != Method::POST {
        return Ok(Taken { request, parts: None });
    }
    let address = Bytes::from(request.uri().to_string());
    if is_kind(request.headers(), "multipart/form-data") {
        // The mark of a form with a file stands in its address: the file is not read for it.
        let query = Query::<Vec<(String, String)>>::try_from_uri(request.uri());
        let is_marked = query.is_ok_and(|Query(pairs)| pairs.iter().any(|(name, _)| name == MARK));
        let parts = is_marked.then(|| [address, Bytes::new()]);
        return Ok(Taken { request, parts });
    }
    if !is_kind(request.headers(), "application/x-www-form-urlencoded") {
        return Ok(Taken { request, parts: None });
    }
    let (head, body) = request.into_parts();
    let body = to_bytes(body, LONGEST_FORM)
        .await
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let parts = is_marked(&body).await.then(|| [address, body.clone()]);
    Ok(Taken {
        request: Request::from_parts(head, Body::from(body)),
        parts,
    })
}

fn is_kind(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|found| found.as_bytes().starts_with(kind.as_bytes()))
}

async fn is_marked(body: &Bytes) -> bool {
    let form = Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.clone()));
    let Ok(form) = form else { return false };
    match Form::<Vec<(String, String)>>::from_request(form, &()).await {
        Ok(Form(fields)) => fields.iter().any(|(name, value)| name == MARK && !value.is_empty()),
        Err(_) => false,
    }
}

async fn done_once(web: Web, who: Actor, parts: [Bytes; 2], request: Request, next: Next) -> Response {
    // A browser that sends a form again hangs up on the first, and with it would end what was begun, or leave a claim that nobody answers:
    // so all of it goes on by itself.
    let doing = tokio::spawn(async move {
        let [address, body] = &parts;
        let claim = match sent_forms::claim(&web.app, &who, &[address, body]).await {
            Ok(Sent::First(claim)) => claim,
            Ok(Sent::Again(location)) => return Ok(Redirect::to(&location).into_response()),
            Err(error) => return Ok(Failure::from(error).into_response()),
        };
        let answer = tokio::spawn(next.run(request)).await;
        let settled = match answer.as_ref().ok().and_then(went_to) {
            Some(location) => sent_forms::answered(&web.app, &who, &claim, location).await,
            None => sent_forms::let_go(&web.app, &who, &claim).await,
        };
        if let Err(error) = settled {
            tracing::warn!("could not note that a form was answered: {error}");
        }
        answer
    });
    match doing.await.and_then(|answer| answer) {
        Ok(answer) => answer,
        // A panic goes on to where panics are caught.
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

/// Where the sender of a form that was done was sent on to. What hands out a session is done again: the cookie is not kept.
fn went_to(answer: &Response) -> Option<&str> {
    let is_for_this_one = answer.headers().contains_key(header::SET_COOKIE);
    let is_turned_away = answer.extensions().get::<PasswordNeeded>().is_some();
    if !answer.status().is_redirection() || is_for_this_one || is_turned_away {
        return None;
    }
    answer.headers().get(header::LOCATION)?.to_str().ok()
}

async fn with_marks(answer: Response) -> Response {
    if !is_kind(answer.headers(), "text/html") {
        return answer;
    }
    let (head, body) = answer.into_parts();
    let Ok(page) = to_bytes(body, LONGEST_PAGE).await else {
        return Failure::from(trivsel_app::AppError::internal("reading a page", "it is too long")).into_response();
    };
    let body = match std::str::from_utf8(&page) {
        Ok(page) => Body::from(marked(page, || Uuid::new_v4().simple().to_string())),
        Err(_) => Body::from(page),
    };
    Response::from_parts(head, body)
}

/// A page with a mark in each of its forms that does something. The mark stands at a form's end, where no rule of layout counts it; in the
/// address of a form that sends a file.
fn marked(page: &str, mark: impl Fn() -> String) -> String {
    let mut out = String::with_capacity(page.len() + 1024);
    let mut rest = page;
    while let Some((before, form)) = rest.split_once("<form") {
        let (tag, after) = form.split_once('>').unwrap_or((form, ""));
        let (inside, behind) = after.split_once("</form>").unwrap_or((after, ""));
        out.push_str(before);
        out.push_str("<form");
        if tag.contains("multipart/form-data") {
            out.push_str(&address_with(tag, &mark()));
        } else {
            out.push_str(tag);
        }
        out.push('>');
        out.push_str(inside);
        if tag.contains("method=\"post\"") && !tag.contains("multipart/form-data") && !only_asks(tag) {
            let field = format!("<input type=\"hidden\" name=\"{MARK}\" value=\"{}\">", mark());
            out.push_str(&field);
        }
        out.push_str("</form>");
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A form that looks for something changes nothing, and nothing may be kept of it, not even a hash.
fn only_asks(tag: &str) -> bool {
    tag.contains("role=\"search\"")
}

fn address_with(tag: &str, mark: &str) -> String {
    let Some((before, (address, after))) = tag
        .split_once("action=\"")
        .and_then(|(before, rest)| Some((before, rest.split_once('"')?)))
    else {
        return tag.to_owned();
    };
    let joined = if address.contains('?') { "&amp;" } else { "?" };
    format!("{before}action=\"{address}{joined}{MARK}={mark}\"{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_do_something_get_a_mark_and_no_others() {
        let page = "<p>a</p><form class=\"stack\" method=\"post\" action=\"/a\"><button>x</button></form>\
                    <form action=\"/b\"><input name=\"q\"></form>\
                    <form role=\"search\" method=\"post\" action=\"/d\"><input name=\"q\"></form>\
                    <form method=\"post\" action=\"/c?d=1\" enctype=\"multipart/form-data\"><input type=\"file\"></form><p>b</p>";
        let wanted = "<p>a</p><form class=\"stack\" method=\"post\" action=\"/a\"><button>x</button>\
                      <input type=\"hidden\" name=\"once\" value=\"m\"></form>\
                      <form action=\"/b\"><input name=\"q\"></form>\
                      <form role=\"search\" method=\"post\" action=\"/d\"><input name=\"q\"></form>\
                      <form method=\"post\" action=\"/c?d=1&amp;once=m\" enctype=\"multipart/form-data\"><input type=\"file\"></form><p>b</p>";
        assert_eq!(marked(page, || "m".to_owned()), wanted);
    }
}
