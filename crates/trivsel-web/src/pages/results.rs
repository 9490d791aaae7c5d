//! `/surveys/{survey}/results`: what a survey showed, unit by unit. Everything here comes from its publication.

mod act;
mod comments;
mod files;
mod followed;
mod groups;
mod map;
mod protection;
mod sheet;
mod since;
mod spread;
mod told;
mod unit;
mod wait;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::AppError;
use trivsel_app::publications::{self, Outcome, Results};
use trivsel_domain::happening::Scope;
use trivsel_domain::id::{SurveyId, UnitId};
use trivsel_domain::publication::Standing;
use trivsel_domain::rights::Actor;

use super::page;
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::fields::{Choice, Fields};
use crate::live::Live;
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
pub(super) use act::purpose;
use told::Told;
pub(crate) use wait::progress_of;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/surveys/{survey}/results", "EMSUCK", home),
        get("/surveys/{survey}/results/map", "EMSUCK", map::show),
        get("/surveys/{survey}/followed", "EMSUCK", followed::show),
        post("/surveys/{survey}/followed", "MC", followed::add),
        post("/surveys/{survey}/followed/remove", "MC", followed::remove),
        get("/surveys/{survey}/results/units/{unit}", "EMSUCK", unit::show),
        get("/surveys/{survey}/results/units/{unit}/since", "EMSUCK", since::show),
        get(
            "/surveys/{survey}/results/units/{unit}/comments",
            "EMSUCK",
            comments::show,
        ),
        get(
            "/surveys/{survey}/results/units/{unit}/protection",
            "EMSUCK",
            protection::show,
        ),
        get(
            "/surveys/{survey}/results/units/{unit}/agenda",
            "MCfvs",
            act::choose_meeting,
        ),
        post(
            "/surveys/{survey}/results/units/{unit}/agenda",
            "MCfvs",
            act::put_on_agenda,
        ),
        get(
            "/surveys/{survey}/results/units/{unit}/results.pdf",
            "EMSUCK",
            files::pdf,
        ),
        get("/surveys/{survey}/results/units/{unit}/sheet.pdf", "EMSUCK", sheet::pdf),
        get(
            "/surveys/{survey}/results/units/{unit}/results.xlsx",
            "EMSUCK",
            files::xlsx,
        ),
        get(
            "/surveys/{survey}/results/units/{unit}/results.csv",
            "EMSUCK",
            files::csv,
        ),
    ]
}

/// A tab of a unit's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Tab {
    Result,
    Since,
    Comments,
    Followed,
    Protection,
}

impl Tab {
    const ALL: [Self; 5] = [
        Self::Result,
        Self::Since,
        Self::Comments,
        Self::Followed,
        Self::Protection,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Since => "since",
            Self::Comments => "comments",
            Self::Followed => "followed",
            Self::Protection => "protection",
        }
    }

    fn address(self, survey: SurveyId, unit: UnitId) -> String {
        let base = urls::results_of(survey, unit);
        match self {
            Self::Result => base,
            Self::Followed => urls::followed(survey),
            Self::Since | Self::Comments | Self::Protection => format!("{base}/{}", self.code()),
        }
    }

    /// All of them, at a unit.
    fn links(shell: &Shell, survey: SurveyId, unit: UnitId, current: Self) -> Vec<TabLink> {
        let link = |one: Self| TabLink {
            name: shell.code("results-tab", one.code()),
            address: one.address(survey, unit),
            is_current: one == current,
        };
        Self::ALL.into_iter().map(link).collect()
    }
}

/// What stands above every page of a unit.
struct Top {
    back: String,
    survey: String,
    unit: String,
    lead: String,
    tabs: Vec<TabLink>,
    /// The units the reader may see, where there is more than one.
    units: Vec<Choice>,
    chosen: String,
    fields: Fields,
    base: String,
}

struct TabLink {
    name: String,
    address: String,
    is_current: bool,
}

impl Top {
    fn new(session: &Session, shell: &Shell, results: &Results, unit: UnitId, tab: Tab) -> Self {
        let survey = results.survey.id;
        let publication = &results.edition.publication;
        let told = Told::new(shell, results);
        let units: Vec<Choice> = results
            .units
            .iter()
            .map(|id| {
                let inset = "\u{a0}\u{a0}".repeat(told.depth(*id));
                Choice::new(id, format!("{inset}{}", publication.snapshot.name(*id)))
            })
            .collect();
        Self {
            back: urls::survey(survey),
            survey: publication.title.of(shell.lang.code()).to_owned(),
            unit: publication.snapshot.name(unit).to_owned(),
            lead: match publication.standing(unit) {
                Standing::Shown(shown) => told.turnout(shown),
                Standing::Hidden | Standing::Merged { .. } | Standing::Absent => shell
                    .with("results-closed-on")
                    .text("date", shell.day(publication.closed_on))
                    .to_string(),
            },
            tabs: Tab::links(shell, survey, unit, tab),
            units: if units.len() > 1 { units } else { Vec::new() },
            chosen: unit.to_string(),
            fields: Fields::new(session.words(), "results", Vec::new()),
            base: urls::results(survey),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    unit: String,
}

/// The reader's home unit, or the one chosen; while there is nothing to see, how far it has come.
async fn home(
    State(web): State<Web>,
    session: Session,
    Path(survey): Path<SurveyId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let live = Live::of(&web, &session, Scope::Survey(survey)).await?;
    let results = match publications::results(&web.app, session.actor(), survey).await? {
        Outcome::Ready(results) => results,
        Outcome::UnderWay(survey, progress) => return wait::under_way(&session, &survey, progress, live),
        Outcome::NotYet(survey) => return wait::not_yet(&session, &survey),
    };
    let chosen = asked.unit.parse().ok().filter(|unit| results.may_see(*unit));
    match chosen {
        Some(unit) => Ok(Redirect::to(&urls::results_of(survey, unit)).into_response()),
        None => {
            let unit = home_of(&session, &results).ok_or(AppError::NotFound)?;
            unit::shown(&web, &session, &results, unit).await
        }
    }
}

/// The unit a reader works in where they may see it, else the highest they may.
fn home_of(session: &Session, results: &Results) -> Option<UnitId> {
    session
        .actor()
        .home_unit()
        .filter(|unit| results.may_see(*unit))
        .or_else(|| results.home())
}

/// The results for somebody who may see this unit's.
async fn ready(web: &Web, session: &Session, survey: SurveyId, unit: UnitId) -> Result<Box<Results>, AppError> {
    let results = all(web, session, survey).await?;
    if results.edition.publication.snapshot.get(unit).is_none() {
        return Err(AppError::NotFound);
    }
    if results.may_see(unit) {
        Ok(results)
    } else {
        Err(AppError::Forbidden)
    }
}

/// The results, once they are there.
async fn all(web: &Web, session: &Session, survey: SurveyId) -> Result<Box<Results>, AppError> {
    match publications::results(&web.app, session.actor(), survey).await? {
        Outcome::Ready(results) => Ok(results),
        Outcome::UnderWay(..) | Outcome::NotYet(_) => Err(AppError::NotFound),
    }
}
