//! For whoever keeps the server running: is it alive, and is it ready?

use axum::extract::State;
use axum::http::StatusCode;

use crate::Web;
use crate::routes::{OPEN, Route, get};

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/healthz", OPEN, alive), get("/readyz", OPEN, ready)]
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.app.store.beat().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!("not ready: {error:?}");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "nothing can be written to the database\n",
            )
        }
    }
}
