//! `/assessments`: workplace assessments, written together and shown to whoever may ask.

mod findings;
mod frame;
mod print;
mod proposals;
mod reporting;
mod rounds;
mod show;

use askama::Template;
use axum::extract::{Form, State};
use serde::Deserialize;
use trivsel_app::assessments::{self, AssessmentLine, AssessmentList};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UnitId;
use trivsel_domain::rights::Right;

use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/assessments", "EMSUCK", list),
        post("/assessments", "MSC", begin),
        get("/assessments/{assessment}", "EMSUCK", show::show),
        get("/assessments/{assessment}/assessment.pdf", "EMSUCK", print::print),
        get("/assessments/{assessment}/edit", "MSC", frame::edit),
        post("/assessments/{assessment}", "MSC", frame::change),
        post("/assessments/{assessment}/agreements", "MS", show::agree),
        post("/assessments/{assessment}/proposals", "MSC", proposals::answer),
        get("/assessments/{assessment}/round", "MSC", rounds::show),
        post("/assessments/{assessment}/round", "MSC", rounds::walk),
        get("/assessments/{assessment}/findings/new", "MSC", findings::new),
        post("/assessments/{assessment}/findings", "MSC", findings::add),
        get("/assessments/{assessment}/findings/{finding}", "MSC", findings::edit),
        post("/assessments/{assessment}/findings/{finding}", "MSC", findings::change),
        post(
            "/assessments/{assessment}/findings/{finding}/move",
            "MSC",
            findings::move_one,
        ),
        post(
            "/assessments/{assessment}/findings/{finding}/remove",
            "MSC",
            findings::remove,
        ),
        get("/unit-reports/new", "EMSUCK", reporting::new),
        post("/unit-reports", "EMSUCK", reporting::add),
    ]
}

#[derive(Template)]
#[template(path = "pages/assessments/list.html")]
struct AssessmentsPage {
    shell: Shell,
    fields: Fields,
    found: AssessmentList,
    units: Vec<Choice>,
    unit: String,
}

impl AssessmentsPage {
    fn is_old(&self, line: &AssessmentLine) -> bool {
        line.is_newest && line.holds_until.is_some_and(|until| until < self.found.today)
    }
}

/// Where one is begun.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct BeginForm {
    unit: String,
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    page(&listed(&web, &session, String::new(), Vec::new()).await?)
}

async fn listed(
    web: &Web,
    session: &Session,
    unit: String,
    problems: Vec<Problem>,
) -> Result<AssessmentsPage, AppError> {
    let found = assessments::list(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Anchor);
    let mut units = vec![Choice::new("", shell.t("choose"))];
    units.extend(found.can_begin.iter().map(|(unit, name)| Choice::new(unit, name)));
    Ok(AssessmentsPage {
        fields: Fields::new(session.words(), "assessment", problems),
        units,
        unit,
        found,
        shell,
    })
}

async fn begin(State(web): State<Web>, session: Session, Form(form): Form<BeginForm>) -> Answer {
    session
        .actor()
        .must_somewhere(Right::ChangeAssessment)
        .map_err(AppError::from)?;
    let Ok(unit) = form.unit.trim().parse::<UnitId>() else {
        let problems = vec![Problem::new("unit", "problem-choose")];
        return refused(&listed(&web, &session, form.unit, problems).await?);
    };
    let id = assessments::begin(&web.app, session.actor(), unit).await?;
    done(&urls::assessment(id), "done-assessment-begun")
}
