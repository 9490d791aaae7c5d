//! Plans as JSON, as far as the reader may see them.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_app::plans::{self, LineView, PlanRow, PlanView};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::{PlanId, UnitId};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/plans", "EMSUC", list),
        get("/api/v1/plans/{plan}", "EMSUC", find),
    ]
}

/// Which plans.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub(crate) struct PlansAsked {
    /// A unit: its plans and those of all units below it.
    unit: Option<String>,
}

/// A plan in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanHeadBody {
    /// Its id.
    id: Uuid,
    /// Its number in the organisation.
    number: i32,
    /// The unit whose plan it is.
    unit: Uuid,
    /// What the unit is called.
    unit_name: String,
    /// What it is called.
    title: String,
    /// `draft`, `agreed` or `closed`.
    state: &'static str,
    /// Its first day.
    valid_from: NaiveDate,
    /// Its last day; `null` while that is open.
    valid_to: Option<NaiveDate>,
    /// How many actions it has.
    actions: usize,
    /// How many of them are done.
    actions_done: usize,
    /// The nearest day on which it is looked at.
    next_test: Option<NaiveDate>,
}

/// A plan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitPlanBody {
    /// Its id.
    id: Uuid,
    /// Its number in the organisation.
    number: i32,
    /// The unit whose plan it is.
    unit: Uuid,
    /// What the unit is called.
    unit_name: String,
    /// What it is called.
    title: String,
    /// `draft`, `agreed` or `closed`.
    state: &'static str,
    /// Its first day.
    valid_from: NaiveDate,
    /// Its last day; `null` while that is open.
    valid_to: Option<NaiveDate>,
    /// The day both sides had agreed.
    agreed_on: Option<NaiveDate>,
    /// The manager who agreed.
    agreed_by: Option<String>,
    /// Who agreed for the employees.
    agreed_with: Option<String>,
    /// Its lines, heading by heading.
    lines: Vec<PlanLineBody>,
    /// What came of looking at it, the newest first.
    looks: Vec<PlanLookBody>,
}

/// A line of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanLineBody {
    /// Its id.
    id: Uuid,
    /// `what`, `how`, `who`, `sign` or `test`.
    part: &'static str,
    /// What it says.
    text: String,
    /// Whose it is: a person's name or a role in words; may be empty.
    who: String,
    /// By when, or on which day it is looked at.
    due_on: Option<NaiveDate>,
    /// The day it was done.
    done_on: Option<NaiveDate>,
    /// What came of it; may be empty.
    outcome: String,
    /// Why it was dropped; empty when it was not.
    dropped_because: String,
}

/// What came of looking at a plan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanLookBody {
    /// The day it was to be.
    due_on: Option<NaiveDate>,
    /// The day it was.
    held_on: NaiveDate,
    /// What was seen, and what is done next.
    text: String,
}

/// List the plans within reach, the newest first.
#[utoipa::path(get, path = "/api/v1/plans", tag = "plans", params(PlansAsked), responses((status = 200, body = [PlanHeadBody]), (status = 401, body = Failed), (status = 403, body = Failed), (status = 422, body = Failed)), security(("session" = [])))]
pub(crate) async fn list(State(web): State<Web>, session: Session, Query(asked): Query<PlansAsked>) -> Answer {
    let unit: Option<UnitId> = match asked.unit.as_deref() {
        None | Some("") => None,
        Some(typed) => Some(
            typed
                .parse()
                .map_err(|_| AppError::Invalid(vec![Problem::new("unit", "problem-choose")]))?,
        ),
    };
    let found = plans::list(&web.app, session.actor(), unit).await?;
    let heads: Vec<PlanHeadBody> = found.plans.into_iter().map(head).collect();
    Ok(Json(heads).into_response())
}

fn head(row: PlanRow) -> PlanHeadBody {
    let plan = row.plan;
    PlanHeadBody {
        id: plan.id.0,
        number: plan.number,
        unit: plan.unit.0,
        unit_name: row.unit_name,
        title: plan.title,
        state: plan.state.code(),
        valid_from: plan.valid_from,
        valid_to: plan.valid_to,
        actions: row.done.1,
        actions_done: row.done.0,
        next_test: row.next_test,
    }
}

/// Read one plan.
#[utoipa::path(get, path = "/api/v1/plans/{plan}", tag = "plans", params(("plan" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = UnitPlanBody), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(State(web): State<Web>, session: Session, Path(id): Path<PlanId>) -> Answer {
    let view = plans::find(&web.app, session.actor(), id).await?;
    Ok(Json(body(view)).into_response())
}

fn body(view: PlanView) -> UnitPlanBody {
    let plan = view.plan;
    UnitPlanBody {
        id: plan.id.0,
        number: plan.number,
        unit: plan.unit.0,
        unit_name: view.unit_name,
        title: plan.title,
        state: plan.state.code(),
        valid_from: plan.valid_from,
        valid_to: plan.valid_to,
        agreed_on: plan.agreement.on,
        agreed_by: view.manager,
        agreed_with: view.representative,
        lines: view.lines.into_iter().map(line).collect(),
        looks: view
            .looks
            .into_iter()
            .map(|(look, _)| PlanLookBody {
                due_on: look.due_on,
                held_on: look.held_on,
                text: look.text,
            })
            .collect(),
    }
}

fn line(of: LineView) -> PlanLineBody {
    let line = of.line;
    PlanLineBody {
        id: line.id.0,
        part: line.part.code(),
        text: line.text,
        who: of.who,
        due_on: line.due_on,
        done_on: line.done_on,
        outcome: line.outcome,
        dropped_because: line.dropped_because,
    }
}
