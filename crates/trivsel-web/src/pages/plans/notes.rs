//! Chosen notes that become lines under HVAD.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use trivsel_app::plans::notes;
use trivsel_domain::id::PlanId;

use super::room::TakenNote;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, post};
use crate::session::Session;
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![post("/plans/{plan}/notes", "MSUC", take)]
}

async fn take(
    State(web): State<Web>,
    session: Session,
    Path(plan): Path<PlanId>,
    Form(form): Form<TakenNote>,
) -> Answer {
    let (board, note) = form.read();
    notes::take(&web.app, session.actor(), plan, board, note).await?;
    let address = urls::with_notice(&urls::plan(plan), "done-plan-line");
    Ok(Redirect::to(&format!("{address}#what")).into_response())
}
