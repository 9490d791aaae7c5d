//! Initiatives as JSON.

mod input;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use trivsel_app::AppError;
use trivsel_app::initiatives::form;
use trivsel_app::initiatives::{self, Filter, View, decision_day};
use trivsel_domain::chain::NodeKind;
use trivsel_domain::id::InitiativeId;
use trivsel_domain::initiative::{Lot, Measure};
use trivsel_domain::rights::Right;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use input::{InitiativeInput, Standing};

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{Route, get, post, put};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/initiatives", "EMSUCKlrc", list),
        post("/api/v1/initiatives", "MC", add),
        get("/api/v1/initiatives/{initiative}", "EMSUCKlrc", find),
        put("/api/v1/initiatives/{initiative}", "MCl", change),
    ]
}

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub(crate) struct InitiativeQuery {
    /// Words in the title.
    q: String,
    /// `idea`, `decided`, `running`, `anchored` or `ended`.
    state: String,
    /// A unit's id: owned by or running in it or a unit below.
    unit: String,
    /// The page, from 1.
    page: Option<u32>,
}

/// A page of initiatives.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InitiativeList {
    /// The initiatives of this page: what is due first stands first.
    initiatives: Vec<InitiativeLine>,
    /// How many there are on all pages.
    total: usize,
    /// Which page this is, from 1.
    page: usize,
    /// How many pages there are.
    pages: usize,
}

/// One initiative in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InitiativeLine {
    /// The id.
    id: Uuid,
    /// Its running number.
    number: i32,
    /// What it is called.
    title: String,
    /// `idea`, `decided`, `running`, `anchored` or `ended`.
    state: String,
    /// The unit that owns it.
    unit: Uuid,
    /// What that unit is called.
    unit_name: String,
    /// `individual`, `group`, `management` or `organisation`.
    iglo_level: String,
    /// The next day something is to happen.
    next_on: Option<NaiveDate>,
}

/// One initiative whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InitiativeBody {
    /// The id.
    id: Uuid,
    /// Its running number.
    number: i32,
    /// Rises with every change; send it back with yours.
    version: i32,
    /// `idea`, `decided`, `running`, `anchored` or `ended`.
    state: String,
    /// The initiative it lies under, if the reader may read that.
    parent: Option<Uuid>,
    /// When its decision was written.
    decided_at: Option<DateTime<Utc>>,
    /// The day it was decided, which may lie before that.
    decided_on: Option<NaiveDate>,
    /// The unit that owns it.
    unit: Uuid,
    /// What that unit is called.
    unit_name: String,
    /// `individual`, `group`, `management` or `organisation`.
    iglo_level: String,
    /// What it is called.
    title: String,
    /// One or two sentences.
    summary: String,
    /// Field 1: the goal as the policy has it.
    goal: Option<String>,
    /// Field 1 in own words.
    goal_text: String,
    /// Field 2.
    description: String,
    /// Field 3.
    purpose: String,
    /// Field 4.
    target_group: String,
    /// Field 5.
    actors: String,
    /// Field 6.
    schedule: String,
    /// The first day.
    starts_on: Option<NaiveDate>,
    /// The last day.
    ends_on: Option<NaiveDate>,
    /// Field 7.
    financial_impact: String,
    /// Field 8 in words.
    success_text: String,
    /// Field 9 in words.
    follow_up_text: String,
    /// Its measures.
    measures: Vec<MeasureBody>,
    /// Where it runs.
    sites: Vec<SiteBody>,
    /// The lot about who begins when, if one was drawn: the newest.
    lot: Option<LotBody>,
    /// Its measurable success criteria.
    success_criteria: Vec<CriterionBody>,
    /// Its follow-ups.
    follow_ups: Vec<FollowUpBody>,
}

/// A measure (sub-initiative).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeasureBody {
    /// The id.
    id: Uuid,
    /// What it is called.
    title: String,
    /// What it is.
    description: String,
    /// `planned`, `running`, `done` or `dropped`.
    state: String,
    /// The unit it is for; none when it goes across.
    unit: Option<Uuid>,
    /// The first day.
    starts_on: Option<NaiveDate>,
    /// The last day.
    ends_on: Option<NaiveDate>,
    /// For whom.
    audience: String,
    /// For which job groups.
    job_groups: String,
    /// The day it is to be done by.
    due_on: Option<NaiveDate>,
    /// The initiative it has become, if it grew into one of its own.
    grown_into: Option<Uuid>,
}

/// A unit where the initiative runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SiteBody {
    /// The unit.
    unit: Uuid,
    /// What it is called.
    unit_name: String,
    /// The measure that begins there; none for the whole initiative.
    measure: Option<Uuid>,
    /// `pilot`, `spread`, `anchored` or `ended`.
    stage: String,
    /// The first day.
    starts_on: NaiveDate,
    /// The last day.
    ends_on: Option<NaiveDate>,
}

/// A lot about who begins when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LotBody {
    /// When it was drawn.
    drawn_at: DateTime<Utc>,
    /// By which rule; 1 is ChaCha20 and Fisher–Yates on the units in the order of their ids.
    method: i32,
    /// What the order follows from: 32 bytes in hexadecimal digits.
    seed: String,
    /// The units that took part, in the order of their ids.
    units: Vec<Uuid>,
    /// Who begins when.
    waves: Vec<WaveBody>,
    /// Why it was drawn anew; empty for the first one.
    reason: String,
    /// SHA-256 of the text that `GET /initiatives/{initiative}/lots` shows.
    hash: String,
}

/// Units that begin together.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WaveBody {
    /// The first day.
    starts_on: NaiveDate,
    /// How many.
    units: u32,
}

impl From<Lot> for LotBody {
    fn from(lot: Lot) -> Self {
        Self {
            drawn_at: lot.drawn_at,
            method: lot.method,
            seed: lot.seed,
            units: lot.units.into_iter().map(|unit| unit.0).collect(),
            waves: lot
                .waves
                .into_iter()
                .map(|wave| WaveBody {
                    starts_on: wave.start.first_day(),
                    units: wave.units,
                })
                .collect(),
            reason: lot.reason,
            hash: lot.hash,
        }
    }
}

/// A success criterion with its level before and now, as far as it may be shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CriterionBody {
    /// The id.
    id: Uuid,
    /// Its words.
    title: String,
    /// The measure it is about; none for the whole initiative.
    measure: Option<Uuid>,
    /// `decrease`, `increase`, `keep_low`, `keep_high` or `fall_or_stay_low`.
    direction: String,
    /// The indicator's code, if one shows it.
    indicator: Option<String>,
    /// The codes of questionnaire and scale, as in `pulse/predictability`, if a survey shows it; or somebody's own words.
    survey_scale: Option<String>,
    /// The value aimed at.
    target: Option<f64>,
    /// The smallest change worth having.
    smallest_worthwhile: Option<f64>,
    /// Why it cannot be measured at present.
    not_measurable: Option<String>,
    /// When it was frozen.
    frozen_at: Option<DateTime<Utc>>,
    /// The level before: as it was written down with the criterion, or else as the figures tell it today.
    before: Option<f64>,
    /// The level now.
    now: Option<f64>,
}

/// A follow-up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowUpBody {
    /// What is followed up.
    title: String,
    /// Where, in words.
    forum: String,
    /// How often.
    frequency: String,
    /// The numbers of its months, where it comes in named ones.
    months: Vec<u32>,
    /// The next day; of a named month the last.
    next_due: Option<NaiveDate>,
}

/// The id of what was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Added {
    id: Uuid,
}

/// List the initiatives within reach.
#[utoipa::path(get, path = "/api/v1/initiatives", tag = "initiatives", params(InitiativeQuery), responses(
    (status = 200, body = InitiativeList), (status = 401, body = Failed), (status = 403, body = Failed)), security(("session" = [])))]
pub(crate) async fn list(State(web): State<Web>, session: Session, Query(query): Query<InitiativeQuery>) -> Answer {
    let filter = Filter {
        q: query.q,
        state: query.state,
        unit: query.unit,
        page: query.page.map(|page| page.to_string()).unwrap_or_default(),
        ..Filter::default()
    };
    let found = initiatives::list(&web.app, session.actor(), &filter).await?;
    let lines = found.rows.into_iter().map(|row| InitiativeLine {
        id: row.id.0,
        number: row.number,
        title: row.title,
        state: row.state.code().to_owned(),
        unit: row.unit.0,
        unit_name: row.unit_name,
        iglo_level: row.iglo_level.code().to_owned(),
        next_on: row.next.map(|next| next.on),
    });
    Ok(Json(InitiativeList {
        initiatives: lines.collect(),
        total: found.total,
        page: found.page,
        pages: found.pages,
    })
    .into_response())
}

/// Read one initiative.
#[utoipa::path(get, path = "/api/v1/initiatives/{initiative}", tag = "initiatives", params(("initiative" = Uuid, Path, description = "Its id")), responses(
    (status = 200, body = InitiativeBody), (status = 401, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn find(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let view = initiatives::find(&web.app, session.actor(), id).await?;
    Ok(Json(body(view)).into_response())
}

/// Add an initiative.
#[utoipa::path(post, path = "/api/v1/initiatives", tag = "initiatives", request_body = InitiativeInput, responses(
    (status = 201, body = Added), (status = 401, body = Failed), (status = 403, body = Failed), (status = 422, body = Failed)), security(("session" = [])))]
pub(crate) async fn add(State(web): State<Web>, session: Session, Json(input): Json<InitiativeInput>) -> Answer {
    let who = session.actor();
    // Whoever may not add one is told so, whatever was sent.
    who.must_somewhere(Right::ChangeInitiative).map_err(AppError::from)?;
    let from = input.from.clone();
    let content = input.read(Standing::default()).map_err(AppError::from)?;
    let came_of = match from {
        Some(from) => Some(from.read(&web, who, NodeKind::Initiative).await?),
        None => None,
    };
    let id = form::add(&web.app, who, &content, came_of).await?;
    let place = [(header::LOCATION, format!("/api/v1/initiatives/{id}"))];
    Ok((StatusCode::CREATED, place, Json(Added { id: id.0 })).into_response())
}

/// Change an initiative.
#[utoipa::path(put, path = "/api/v1/initiatives/{initiative}", tag = "initiatives", params(("initiative" = Uuid, Path, description = "Its id")), request_body = InitiativeInput, responses(
    (status = 204), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed),
    (status = 409, description = "Changed by somebody else since the version that was read", body = Failed), (status = 422, body = Failed)), security(("session" = [])))]
pub(crate) async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<InitiativeId>,
    Json(input): Json<InitiativeInput>,
) -> Answer {
    let who = session.actor();
    let now = form::find(&web.app, who, id).await?;
    let version = input.version.ok_or(AppError::Conflict)?;
    let standing = Standing {
        lead: now.lead,
        co_lead: now.co_lead,
        parent: now.parent,
    };
    let content = input.read(standing).map_err(AppError::from)?;
    form::change(&web.app, who, id, version, &content).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn measure_body(measure: Measure) -> MeasureBody {
    let plan = measure.plan;
    MeasureBody {
        id: measure.id.0,
        title: measure.title,
        description: measure.description,
        state: measure.state.code().to_owned(),
        unit: plan.unit.map(|unit| unit.0),
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        audience: plan.audience,
        job_groups: plan.job_groups,
        due_on: plan.due_on,
        grown_into: measure.grown_into.map(|id| id.0),
    }
}

fn body(view: View) -> InitiativeBody {
    let initiative = view.initiative;
    InitiativeBody {
        id: initiative.id.0,
        number: initiative.number,
        version: initiative.version,
        state: initiative.state.code().to_owned(),
        parent: view.parent.map(|parent| parent.id.0),
        decided_at: initiative.decided_at,
        decided_on: decision_day(&initiative),
        unit: initiative.unit.0,
        unit_name: view.unit_name,
        iglo_level: initiative.iglo_level.code().to_owned(),
        title: initiative.title,
        summary: initiative.summary,
        goal: view.goal.map(|(goal, _)| goal.text),
        goal_text: initiative.goal_text,
        description: initiative.description,
        purpose: initiative.purpose,
        target_group: initiative.target_group,
        actors: initiative.actors,
        schedule: initiative.schedule,
        starts_on: initiative.starts_on,
        ends_on: initiative.ends_on,
        financial_impact: initiative.financial_impact,
        success_text: initiative.success_text,
        follow_up_text: initiative.follow_up_text,
        measures: view
            .measures
            .into_iter()
            .map(|view| measure_body(view.measure))
            .collect(),
        sites: view
            .sites
            .into_iter()
            .map(|one| SiteBody {
                unit: one.site.unit.0,
                unit_name: one.unit_name,
                measure: one.site.measure.map(|id| id.0),
                stage: one.site.stage.code().to_owned(),
                starts_on: one.site.period.from(),
                ends_on: one.site.period.to(),
            })
            .collect(),
        lot: view.lot.map(LotBody::from),
        success_criteria: view
            .criteria
            .into_iter()
            .map(|one| CriterionBody {
                id: one.criterion.id.0,
                title: one.criterion.title,
                measure: one.criterion.measure.map(|id| id.0),
                direction: one.criterion.direction.code().to_owned(),
                indicator: one.indicator.map(|indicator| indicator.code),
                survey_scale: Some(one.criterion.kind.scale().to_owned()).filter(|scale| !scale.is_empty()),
                target: one.criterion.target,
                smallest_worthwhile: one.criterion.smallest_worthwhile,
                not_measurable: one.criterion.not_measurable,
                frozen_at: one.criterion.frozen_at,
                before: one.criterion.baseline.or(one
                    .figure
                    .as_ref()
                    .and_then(|figure| figure.before)
                    .map(|level| level.value)
                    .or(one.scale.as_ref().and_then(|scale| Some(scale.before.as_ref()?.value)))),
                now: one
                    .figure
                    .as_ref()
                    .and_then(|figure| figure.now)
                    .map(|level| level.value)
                    .or(one.scale.as_ref().and_then(|scale| Some(scale.now.as_ref()?.value))),
            })
            .collect(),
        follow_ups: view
            .follow_ups
            .into_iter()
            .map(|one| FollowUpBody {
                title: one.follow_up.title,
                forum: one.forum,
                frequency: one.follow_up.frequency.code().to_owned(),
                months: one.follow_up.months.numbers().collect(),
                next_due: one.follow_up.next_due,
            })
            .collect(),
    }
}
