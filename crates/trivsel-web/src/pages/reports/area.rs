//! The report of an area: begun from a unit, and the words it is begun with.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;
use trivsel_app::reports::{self, AreaLine, AreaToBegin, AreaWording, Wording};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::UnitId;
use trivsel_domain::indicator::Disruption;
use trivsel_domain::month::Month;

use super::super::{done, page, refused};
use super::wording::ReaderWording;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/units/{unit}/report", "MClr", new),
        post("/units/{unit}/report", "MClr", begin),
    ]
}

#[derive(Template)]
#[template(path = "pages/reports/begin_area.html")]
struct AreaReportBegin {
    shell: Shell,
    fields: Fields,
    area: AreaToBegin,
    choices: Vec<Choice>,
    chosen: String,
}

/// The initiative the report is to be kept with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct KeptWith {
    initiative: String,
}

async fn begin_page(
    web: &Web,
    session: &Session,
    unit: UnitId,
    chosen: String,
    problems: Vec<Problem>,
) -> Result<AreaReportBegin, AppError> {
    let area = reports::find_area_to_begin(&web.app, session.actor(), unit).await?;
    let choices: Vec<Choice> = area.choices.iter().map(|(id, title)| Choice::new(id, title)).collect();
    // The most fitting stands first; a page that led here may have chosen another.
    let first = choices.first().map(|choice| choice.value.clone());
    let is_offered = choices.iter().any(|choice| choice.value == chosen);
    Ok(AreaReportBegin {
        shell: session.shell(Station::FollowUp),
        fields: Fields::new(session.words(), "area-report", problems),
        chosen: if is_offered { chosen } else { first.unwrap_or_default() },
        area,
        choices,
    })
}

async fn new(
    State(web): State<Web>,
    session: Session,
    Path(unit): Path<UnitId>,
    Query(kept_with): Query<KeptWith>,
) -> Answer {
    page(&begin_page(&web, &session, unit, kept_with.initiative, Vec::new()).await?)
}

async fn begin(
    State(web): State<Web>,
    session: Session,
    Path(unit): Path<UnitId>,
    Form(form): Form<KeptWith>,
) -> Answer {
    let wording = AreaReaderWording(ReaderWording(session.words()));
    let begun = match form.initiative.trim().parse() {
        Ok(initiative) => reports::begin_area(&web.app, session.actor(), unit, initiative, &wording).await,
        Err(_) => Err(AppError::invalid("initiative", "problem-choose")),
    };
    match begun {
        Ok(report) => done(&urls::report(report), "done-report-begun"),
        Err(AppError::Invalid(problems)) => {
            refused(&begin_page(&web, &session, unit, form.initiative, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The prefill of an area in the language of whoever begins it.
struct AreaReaderWording(ReaderWording);

impl AreaReaderWording {
    fn words(&self) -> &'static crate::words::Words {
        self.0.0
    }

    /// From which month to which, as far as they are known.
    fn months(&self, since: Option<Month>, until: Option<Month>) -> String {
        let words = self.words();
        match (since, until) {
            (Some(since), Some(until)) => words.months(since, until),
            (Some(since), None) => words
                .with("spread-since")
                .text("month", words.lang().month(since))
                .to_string(),
            (None, Some(until)) => words.with("until").text("to", words.lang().month(until)).to_string(),
            (None, None) => String::new(),
        }
    }
}

impl AreaWording for AreaReaderWording {
    fn of_one(&self) -> &(dyn Wording + Sync) {
        &self.0
    }

    fn title(&self, area: &str) -> String {
        self.words().with("area-report-title").text("area", area).to_string()
    }

    fn across(&self) -> String {
        self.words().t("area-report-across").into_owned()
    }

    fn in_departments(&self) -> String {
        self.words().t("area-report-departments").into_owned()
    }

    fn line(&self, line: &AreaLine) -> String {
        let words = self.words();
        let over = line.is_over.then(|| words.t("area-report-over").into_owned());
        let units: Vec<&str> = line.units.iter().map(String::as_str).collect();
        let months = self.months(line.since, line.until);
        let about = [words.lang().list(&units), months, line.audience.clone()];
        let about: Vec<String> = about.into_iter().chain(over).filter(|part| !part.is_empty()).collect();
        let title = if about.is_empty() {
            line.title.clone()
        } else {
            format!("{} ({})", line.title, about.join(", "))
        };
        match line.about.as_str() {
            "" => title,
            about => format!("{title}: {about}"),
        }
    }

    fn circumstances(&self) -> String {
        self.words().t("area-report-circumstances").into_owned()
    }

    fn circumstance(&self, of: &Disruption) -> String {
        let months = self.words().months(of.first, of.last);
        let said = if of.note.trim().is_empty() { &of.name } else { &of.note };
        format!("{} ({months})", said.trim().trim_end_matches('.'))
    }

    fn awaits_decision(&self) -> String {
        self.words().t("area-report-ideas").into_owned()
    }

    fn will_begin(&self, title: &str, unit: &str, on: chrono::NaiveDate) -> String {
        let words = self.words();
        let month = words.lang().month(Month::of(on));
        let sentence = words.with("area-report-begins").text("title", title);
        sentence.text("unit", unit).text("month", month).to_string()
    }

    fn task_waits(&self, task: &str, units: &[String]) -> String {
        let words = self.words();
        let names: Vec<&str> = units.iter().map(String::as_str).collect();
        let sentence = words.with("area-report-task-waits").text("task", task);
        sentence.text("units", words.lang().list(&names)).to_string()
    }

    fn followed_in(&self) -> String {
        self.words().t("area-report-forums").into_owned()
    }

    fn forum(&self, forum: &str, titles: &[String]) -> String {
        format!("{forum}: {}", titles.join(", "))
    }
}
