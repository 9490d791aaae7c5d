//! Pages, the JSON API, templates, assets and the words of both languages.
//!
//! A handler only extracts, calls one use case of `trivsel-app`, and turns the result into a page or a redirect.

mod api;
mod assets;
mod badges;
mod changes;
pub mod emails;
mod failure;
mod fields;
mod format;
mod headers;
mod kept_form;
mod live;
mod origin;
mod pages;
mod prose;
mod routes;
mod sent_once;
mod session;
mod shell;
mod urls;
mod verdict;
mod words;

use axum::Router;
use trivsel_app::App;

pub use routes::{Route, table};
pub use words::{Lang, Words};

/// What every handler can reach.
#[derive(Clone, Debug)]
pub struct Web {
    /// The use cases.
    pub app: App,
    /// What pages that are open are sent.
    painter: live::Painter,
}

/// The whole site, ready to be served.
pub fn router(app: App) -> Router {
    routes::router(Web {
        app,
        painter: live::Painter::default(),
    })
}
