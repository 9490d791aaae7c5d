//! Styles, scripts and fonts, carried inside the program.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// A debug build reads assets and words from this folder while it runs. Naming it here has cargo build anew when the same build
/// folder serves another copy of the repository.
const _: &str = env!("CARGO_MANIFEST_DIR");

#[derive(RustEmbed)]
#[folder = "assets/"]
#[include = "*.css"]
#[include = "*.js"]
#[include = "*.mjs"]
#[include = "*.svg"]
#[include = "*.woff2"]
struct Files;

/// What keeps a board's page on the device. A worker sees to addresses below its own alone, so it lies where those who take part are, and a
/// browser asks each time whether it changed.
pub(crate) async fn board_worker() -> Response {
    let mut answer = show(Path("board-worker.js".to_owned())).await;
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

/// One file. A browser keeps it for an hour and then asks whether it changed.
pub(crate) async fn show(Path(path): Path<String>) -> Response {
    let Some(file) = Files::get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind =
        HeaderValue::from_str(file.metadata.mimetype()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    (headers, file.data.into_owned()).into_response()
}
