//! One table of every address: its method, the roles and parts that may use it, and its handler.
//!
//! They are written out by hand, one letter each, so that a test can hold what the program does against what was meant. Capitals are roles:
//! E employee, M manager, S safety rep, U union rep, C coordinator, K committee member, F facilitator, D editor, P partner,
//! A administrator. Small letters are parts in the one thing the address is about: l lead, r co-lead who is safety or union rep,
//! c other co-lead, f chair, v vice chair, s secretary, m member.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use trivsel_app::PageReading;
use trivsel_domain::person::Role;
use trivsel_domain::rights::Participation;

use crate::{Web, api, assets, failure, headers, kept_form, live, pages, sent_once, session};

/// One address of the site.
#[derive(Debug)]
pub struct Route {
    /// `GET` or `POST`; the API also has `PUT` and `DELETE`.
    pub method: Method,
    /// The path, with `{name}` where an id stands.
    pub path: &'static str,
    access: &'static str,
    router: MethodRouter<Web>,
}

/// Anybody, signed in or not.
pub(crate) const OPEN: &str = "*";
/// Everybody who is signed in.
pub(crate) const SIGNED_IN: &str = "EMSUCKFDPA";
/// Everybody who belongs to the organisation: a partner brings tools, and sees the toolbox and nothing else.
pub(crate) const INSIDE: &str = "EMSUCKFDA";

impl Route {
    /// May anybody use it, signed in or not?
    pub fn is_open(&self) -> bool {
        self.access == OPEN
    }

    /// Lets in requests of up to this many bytes, where files are uploaded.
    pub(crate) fn with_bodies_of(mut self, bytes: usize) -> Self {
        self.router = self.router.layer(DefaultBodyLimit::max(bytes));
        self
    }

    /// May this role use it, for a thing within its reach?
    pub fn is_for(&self, role: Role) -> bool {
        self.is_open() || self.access.contains(role.letter())
    }

    /// May somebody use it who has this part in what it is about, whatever their roles?
    pub fn is_for_part(&self, part: Participation) -> bool {
        self.is_open() || self.access.contains(part.letter())
    }
}

/// An address that shows something. All of it is read in one transaction.
pub(crate) fn get<T: 'static>(path: &'static str, access: &'static str, handler: impl Handler<T, Web>) -> Route {
    route(Method::GET, path, access, routing::get(OnePage(handler)))
}

/// An address that goes on sending: it reads anew each time.
pub(crate) fn stream<T: 'static>(path: &'static str, access: &'static str, handler: impl Handler<T, Web>) -> Route {
    route(Method::GET, path, access, routing::get(handler))
}

/// An address that does something.
pub(crate) fn post<T: 'static>(path: &'static str, access: &'static str, handler: impl Handler<T, Web>) -> Route {
    route(Method::POST, path, access, routing::post(handler))
}

/// An address that replaces something; used by the API.
pub(crate) fn put<T: 'static>(path: &'static str, access: &'static str, handler: impl Handler<T, Web>) -> Route {
    route(Method::PUT, path, access, routing::put(handler))
}

/// An address that removes something; used by the API.
pub(crate) fn delete<T: 'static>(path: &'static str, access: &'static str, handler: impl Handler<T, Web>) -> Route {
    route(Method::DELETE, path, access, routing::delete(handler))
}

fn route(method: Method, path: &'static str, access: &'static str, router: MethodRouter<Web>) -> Route {
    Route {
        method,
        path,
        access,
        router,
    }
}

/// Hands its handler the program as it is for one page: see [`PageReading`].
#[derive(Clone)]
struct OnePage<H>(H);

impl<T, H: Handler<T, Web>> Handler<T, Web> for OnePage<H> {
    type Future = H::Future;

    fn call(self, request: Request, web: Web) -> Self::Future {
        let page = request.extensions().get::<PageReading>().cloned();
        let app = page.map_or_else(|| web.app.clone(), |page| web.app.for_page(page));
        self.0.call(request, Web { app, ..web })
    }
}

/// Every address of the site.
pub fn table() -> Vec<Route> {
    let mut routes = vec![get("/assets/{*path}", OPEN, assets::show)];
    routes.extend(pages::routes());
    routes.extend(api::routes());
    routes.extend(live::routes());
    routes
}

/// Refuses forms that another site sent. Where people reach the pages is a known origin, whatever a proxy makes of `Host`.
fn own_forms_only(public_url: &str) -> CsrfLayer<fn(ProtectionError) -> Response> {
    let layer = CsrfLayer::new();
    let layer = layer.clone().add_trusted_origin(public_url).unwrap_or(layer);
    layer.with_rejection_response(from_elsewhere)
}

/// The reason goes into the log, for whoever set the proxy up; the request does not.
fn from_elsewhere(error: ProtectionError) -> Response {
    tracing::warn!(
        "refused a form from another site: {error}. If people cannot save at all, let the proxy pass Host, Origin and Sec-Fetch-Site on \
         unchanged, and name the pages' address with --public-url"
    );
    StatusCode::FORBIDDEN.into_response()
}

/// The site, made from the table.
pub(crate) fn router(web: Web) -> Router {
    let mut router = Router::new();
    for route in table() {
        router = router.route(route.path, route.router);
    }
    router
        .layer(DefaultBodyLimit::max(2 * 1024 * 1024))
        .layer(middleware::from_fn_with_state(web.clone(), sent_once::once))
        .layer(own_forms_only(&web.app.settings.public_url))
        .layer(middleware::from_fn(kept_form::keep))
        .layer(middleware::from_fn(failure::pages))
        .layer(middleware::from_fn_with_state(web.clone(), session::look_up))
        .layer(middleware::from_fn(pages::answer::send_on))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(headers::add))
        .layer(CompressionLayer::new())
        .with_state(web)
}
