//! Units, indicators and figures as JSON. What may not be shown is `null` and says so.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use trivsel_app::AppError;
use trivsel_app::figures::{self, PictureQuery};
use trivsel_domain::id::{IndicatorId, UnitId};
use trivsel_domain::rights::Right;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Failed;
use crate::Web;
use crate::failure::Answer;
use crate::routes::{INSIDE, Route, get};
use crate::session::Session;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/units", INSIDE, list_units),
        get("/api/v1/indicators", "EMSUCK", list_indicators),
        get("/api/v1/figures", "EMSUCK", show),
    ]
}

/// A unit as the tree stands today.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitBody {
    /// The id.
    id: Uuid,
    /// The workplace's own code.
    code: String,
    /// The name.
    name: String,
    /// The unit above.
    parent: Option<Uuid>,
}

/// An indicator.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IndicatorBody {
    /// The id.
    id: Uuid,
    /// Its code.
    code: String,
    /// Its name in Danish.
    name_da: String,
    /// Its name in English.
    name_en: String,
    /// What kind of number it is.
    measure: String,
    /// `down`, `up` or `none`.
    good_direction: String,
}

/// Which figures.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct FigureQuery {
    /// The unit's id.
    unit: Uuid,
    /// The indicator's id.
    indicator: Uuid,
}

/// A unit's months of one indicator.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FigureSeries {
    /// The unit.
    unit: Uuid,
    /// The indicator's code.
    indicator: String,
    /// Where the numbers come from.
    source: String,
    /// How they are counted there.
    definition: String,
    /// A figure that rests on fewer people is withheld.
    minimum_people: u32,
    /// Month by month.
    months: Vec<FigureMonth>,
}

/// One month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FigureMonth {
    /// `2024-05`.
    month: String,
    /// The value; `null` when nothing was reported or it is withheld.
    value: Option<f64>,
    /// What is counted.
    numerator: Option<f64>,
    /// What it is counted out of.
    denominator: Option<f64>,
    /// Is there a figure that may not be shown, to protect a small group?
    is_withheld: bool,
}

/// List the units as the tree stands today.
#[utoipa::path(get, path = "/api/v1/units", tag = "figures", responses((status = 200, body = [UnitBody]), (status = 401, body = Failed)), security(("session" = [])))]
pub(crate) async fn list_units(session: Session) -> Answer {
    let who = session.actor();
    who.must_somewhere(Right::ReadUnits).map_err(AppError::from)?;
    let units: Vec<UnitBody> = who
        .tree
        .iter()
        .map(|node| UnitBody {
            id: node.id.0,
            code: node.code.clone(),
            name: node.name.clone(),
            parent: node.parent.map(|parent| parent.0),
        })
        .collect();
    Ok(Json(units).into_response())
}

/// List the indicators.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "figures", responses((status = 200, body = [IndicatorBody]), (status = 401, body = Failed), (status = 403, body = Failed)), security(("session" = [])))]
pub(crate) async fn list_indicators(State(web): State<Web>, session: Session) -> Answer {
    let found = figures::list_indicators(&web.app, session.actor()).await?;
    let indicators: Vec<IndicatorBody> = found
        .into_iter()
        .map(|one| IndicatorBody {
            id: one.indicator.id.0,
            measure: one.indicator.measure.code().to_owned(),
            good_direction: one.indicator.good_direction.code().to_owned(),
            name_da: one.indicator.name(true).to_owned(),
            name_en: one.indicator.name(false).to_owned(),
            code: one.indicator.code,
        })
        .collect();
    Ok(Json(indicators).into_response())
}

/// Read a unit's figures of an indicator.
#[utoipa::path(get, path = "/api/v1/figures", tag = "figures", params(FigureQuery), responses(
    (status = 200, body = FigureSeries), (status = 401, body = Failed), (status = 403, body = Failed), (status = 404, body = Failed)), security(("session" = [])))]
pub(crate) async fn show(State(web): State<Web>, session: Session, Query(query): Query<FigureQuery>) -> Answer {
    let (unit, indicator) = (UnitId(query.unit), IndicatorId(query.indicator));
    let picture = figures::unit_picture(&web.app, session.actor(), unit, indicator, &PictureQuery::default())
        .await?
        .ok_or(AppError::NotFound)?;
    let months = picture
        .points
        .iter()
        .map(|point| {
            let shown = point.figure.shown();
            FigureMonth {
                month: point.month.to_string(),
                value: point.value,
                numerator: shown.map(|shown| shown.numerator()),
                denominator: shown.map(|shown| shown.denominator()),
                is_withheld: point.figure.is_withheld(),
            }
        })
        .collect();
    Ok(Json(FigureSeries {
        unit: query.unit,
        indicator: picture.indicator.code,
        source: picture.series.source,
        definition: picture.series.definition,
        minimum_people: picture.minimum,
        months,
    })
    .into_response())
}
