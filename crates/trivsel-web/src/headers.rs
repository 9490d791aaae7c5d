//! The headers every answer carries: nothing inline, nothing from elsewhere, nothing kept by caches on the way.
//!
//! One thing is kept, by the browser alone: a form that came back with what was typed. Otherwise whoever goes on and then back to it meets
//! the browser's own error page, and what was typed is gone. Signing out clears it. Answers to surveys are never kept.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::pages::answer;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Adds the headers.
pub(crate) async fn add(request: Request, next: Next) -> Response {
    let can_come_back = request.method() == Method::POST && !request.uri().path().starts_with(answer::OPEN_ADDRESS);
    let mut response = next.run(request).await;
    let is_back = can_come_back && comes_back(&response);
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        let kept = if is_back { "private, no-cache" } else { "no-store" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    }
    response
}

/// Is it a page with a form whose sender is not done with it?
fn comes_back(response: &Response) -> bool {
    let is_refused = matches!(
        response.status(),
        StatusCode::UNPROCESSABLE_ENTITY
            | StatusCode::CONFLICT
            | StatusCode::UNAUTHORIZED
            | StatusCode::SERVICE_UNAVAILABLE
    );
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    is_refused && is_page
}
