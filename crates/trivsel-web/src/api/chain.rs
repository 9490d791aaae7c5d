//! The chain as JSON: where something came from and what came of it, as far as the reader may see it.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_app::AppError;
use trivsel_app::chain::{self, Moment, ThreadStation};
use trivsel_domain::chain::{Node, NodeKind, makes_sense};
use trivsel_domain::rights::Actor;
use utoipa::ToSchema;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/api/v1/chain/{kind}/{node}", "EMSUCKlrc", find)]
}

/// A thread.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadBody {
    /// Its stations, the oldest first.
    stations: Vec<StationBody>,
}

/// One station of a thread.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StationBody {
    /// `result`, `initiative`, `measure`, `status_report`, `agenda_item`, `decision` …; `hidden` for what you may not read, `gone`, `site`,
    /// `disruption`.
    kind: &'static str,
    /// Which of its kind; `null` for what cannot be opened.
    key: Option<String>,
    /// The day it stands at; of what is hidden, the first of its month.
    on: NaiveDate,
    /// What it is called; empty for what you may not read.
    title: String,
    /// The unit or the forum it belongs to; empty for what you may not read.
    whose: String,
}

/// What something comes of, as a program sends it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct CameOfInput {
    /// `result`, `decision` or `measure`.
    kind: String,
    /// The id; of a result, the ids of the survey and the unit with a point between them.
    key: String,
}

impl CameOfInput {
    /// What it is, where the sender may read it and something of that kind can come of it.
    pub(super) async fn read(&self, web: &Web, who: &Actor, to: NodeKind) -> Result<Node, AppError> {
        let refused = || AppError::invalid("from", "problem-choose");
        let node = Node::parse(&self.kind, &self.key).ok_or_else(refused)?;
        if !makes_sense(node.kind(), to) {
            return Err(refused());
        }
        match chain::ends(&web.app, who, node).await {
            Ok(_) => Ok(node),
            Err(AppError::NotFound | AppError::Forbidden) => Err(refused()),
            Err(error) => Err(error),
        }
    }
}

fn station(of: ThreadStation) -> StationBody {
    let plain = |kind, title: String| StationBody {
        kind,
        key: None,
        on: of.on,
        title,
        whose: String::new(),
    };
    match of.moment {
        Moment::Seen { seen, .. } => StationBody {
            kind: seen.node.kind().code(),
            key: Some(seen.node.key()),
            on: of.on,
            title: seen.title.da,
            whose: seen.whose,
        },
        Moment::Hidden => plain("hidden", String::new()),
        Moment::Gone(words) => plain("gone", words),
        Moment::Began { units, .. } => plain("site", units.join(", ")),
        Moment::Disruption { name, .. } => plain("disruption", name),
    }
}

/// The thread something lies on.
#[utoipa::path(get, path = "/api/v1/chain/{kind}/{node}", tag = "chain", params(
    ("kind" = String, Path, description = "What it is: `result`, `initiative`, `measure`, `status_report`, `agenda_item`, `decision` …"),
    ("node" = String, Path, description = "Its id; of a result, the ids of the survey and the unit with a point between them")),
    responses((status = 200, body = ThreadBody), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)),
    security(("session" = [])))]
pub(crate) async fn find(
    State(web): State<Web>,
    session: Session,
    Path((kind, key)): Path<(String, String)>,
) -> Answer {
    let node = Node::parse(&kind, &key).ok_or(AppError::NotFound)?;
    let thread = chain::thread(&web.app, session.actor(), node).await?;
    let stations = thread.stations.into_iter().map(station).collect();
    Ok(Json(ThreadBody { stations }).into_response())
}
