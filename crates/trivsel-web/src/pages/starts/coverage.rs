//! `/start/coverage`: how many units of each area have begun a start, agreed, and looked back.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use trivsel_app::starts::{self, CoverageLine};
use trivsel_domain::id::UnitId;

use crate::Web;
use crate::failure::Answer;
use crate::pages::page;
use crate::routes::{Route, get};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![get(urls::START_COVERAGE, "C", show)]
}

/// Which area is opened.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct CoverageQuery {
    unit: Option<UnitId>,
}

#[derive(Template)]
#[template(path = "pages/starts/coverage.html")]
struct CoveragePage {
    shell: Shell,
    lines: Vec<CoverageLine>,
    /// The name of the area that is opened; empty at the top.
    area: String,
}

impl CoveragePage {
    /// Where the areas below one stand.
    fn below(&self, line: &CoverageLine) -> String {
        urls::start_coverage(line.unit)
    }

    /// Is it the unit for itself, without those below?
    fn is_itself(&self, line: &CoverageLine) -> bool {
        line.units == 1 && !line.has_below
    }
}

async fn show(State(web): State<Web>, session: Session, Query(asked): Query<CoverageQuery>) -> Answer {
    let who = session.actor();
    let lines = starts::coverage(&web.app, who, asked.unit).await?;
    page(&CoveragePage {
        area: asked
            .unit
            .map(|unit| who.tree.name(unit).to_owned())
            .unwrap_or_default(),
        shell: session.shell(Station::GetStarted),
        lines,
    })
}
