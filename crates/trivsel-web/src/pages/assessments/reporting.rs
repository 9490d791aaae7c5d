//! "Meld noget ind": what anybody in a unit reports, without a name.

use askama::Template;
use axum::extract::{Form, State};
use trivsel_app::assessments::{self, UnitReportForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::assessment::FindingArea;
use trivsel_domain::rights::Right;

use super::frame::is_asked;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/assessments/report.html")]
struct ReportPage {
    shell: Shell,
    fields: Fields,
    units: Vec<Choice>,
    areas: Vec<Choice>,
    is_asked: bool,
    form: UnitReportForm,
}

pub(super) async fn new(session: Session) -> Answer {
    let units = assessments::report_units(session.actor());
    let form = UnitReportForm {
        unit: units.first().map(ToString::to_string).unwrap_or_default(),
        ..UnitReportForm::default()
    };
    page(&shown(&session, form, Vec::new())?)
}

fn shown(session: &Session, form: UnitReportForm, problems: Vec<Problem>) -> Result<ReportPage, AppError> {
    let who = session.actor();
    who.must_somewhere(Right::ReportToUnit)?;
    let shell = session.shell(Station::Anchor);
    let units = assessments::report_units(who);
    Ok(ReportPage {
        is_asked: is_asked(&problems),
        fields: Fields::new(session.words(), "unit-report", problems),
        units: units
            .iter()
            .map(|unit| Choice::new(unit, who.tree.name(*unit)))
            .collect(),
        areas: shell.choices("area", FindingArea::ALL.map(FindingArea::code)),
        form,
        shell,
    })
}

pub(super) async fn add(State(web): State<Web>, session: Session, Form(form): Form<UnitReportForm>) -> Answer {
    match async { assessments::report(&web.app, session.actor(), &form.read()?).await }.await {
        Ok(()) => done(urls::ASSESSMENTS, "done-reported"),
        Err(AppError::Invalid(problems)) => refused(&shown(&session, form, problems)?),
        Err(error) => Err(error.into()),
    }
}
