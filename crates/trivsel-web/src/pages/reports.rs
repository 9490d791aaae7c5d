//! `/reports`: status reports under their three headings, as a page, as a form and as a PDF.

mod area;
mod initiative_print;
mod picture;
pub(super) mod print;
mod sentences;
mod wording;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use trivsel_app::initiatives;
use trivsel_app::reports::{self, InitiativeReports, ReportDetails, ReportForm, ReportLine};
use trivsel_app::{AppError, Problem};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, StatusReportId, SuccessCriterionId};
use trivsel_domain::initiative::Initiative;
use trivsel_domain::report::{Heading, ReportCriterion, ReportDecision, StatusReport};
use trivsel_domain::rights::Right;

use super::initiatives::Top;
use super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Words;
use picture::CriterionPicture;
use wording::ReaderWording;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/reports", "EMSUCKlrc", list),
        get("/initiatives/{initiative}/reports", "EMSUCKlrc", list_of),
        get("/initiatives/{initiative}/reports/new", "MClr", new),
        post("/initiatives/{initiative}/reports/new", "MClr", begin),
        get("/initiatives/{initiative}/print.pdf", "EMSUCKlrc", print::initiative),
        get(
            "/initiatives/{initiative}/print.docx",
            "EMSUCKlrc",
            print::initiative_to_write,
        ),
        get("/reports/{report}", "EMSUCKlrc", show),
        get("/reports/{report}/report.pdf", "EMSUCKlrc", print::report),
        get("/reports/{report}/report.docx", "EMSUCKlrc", print::report_to_write),
        get("/reports/{report}/edit", "MClr", edit),
        post("/reports/{report}", "MClr", change),
        post("/reports/{report}/refresh", "MClr", refresh),
        get("/reports/{report}/approve", "M", ask_approval),
        post("/reports/{report}/approve", "M", approve),
        get("/reports/{report}/agenda", "MCfvs", choose_meeting),
        post("/reports/{report}/agenda", "MCfvs", put_on_agenda),
        get("/reports/{report}/remove", "MClr", ask_removal),
        post("/reports/{report}/remove", "MClr", remove),
    ];
    routes.extend(area::routes());
    routes
}

#[derive(Template)]
#[template(path = "pages/reports/list.html")]
struct ReportList {
    shell: Shell,
    lines: Vec<ReportLine>,
}

#[derive(Template)]
#[template(path = "pages/reports/of_initiative.html")]
struct ReportsOfInitiative {
    shell: Shell,
    top: Top,
    of: InitiativeReports,
    has_draft: bool,
}

#[derive(Template)]
#[template(path = "pages/reports/begin.html")]
struct ReportBegin {
    shell: Shell,
    initiative: Initiative,
}

#[derive(Template)]
#[template(path = "pages/reports/show.html")]
struct ReportShow {
    shell: Shell,
    /// What it came of, and what came of it.
    chain: Safe<String>,
    details: ReportDetails,
    criteria: Vec<CriterionView>,
}

#[derive(Template)]
#[template(path = "pages/reports/edit.html")]
struct ReportEdit {
    shell: Shell,
    fields: Fields,
    id: StatusReportId,
    form: ReportForm,
    criteria: Vec<CriterionView>,
}

#[derive(Template)]
#[template(path = "pages/reports/approve.html")]
struct ReportApprove {
    shell: Shell,
    report: StatusReport,
    missing: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "pages/reports/agenda.html")]
struct ReportAgenda {
    shell: Shell,
    fields: Fields,
    report: StatusReport,
    meetings: Vec<Choice>,
    chosen: String,
}

#[derive(Template)]
#[template(path = "pages/reports/remove.html")]
struct ReportRemove {
    shell: Shell,
    report: StatusReport,
}

/// A criterion, said in the reader's language.
struct CriterionView {
    id: SuccessCriterionId,
    title: String,
    sentences: Vec<String>,
    picture: Option<CriterionPicture>,
    own_words: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ApproveForm {
    version: String,
}

impl ApproveForm {
    /// The version that was read. Something that is no number is a version that never was.
    fn version(&self) -> i32 {
        self.version.trim().parse().unwrap_or(0)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AgendaForm {
    meeting: String,
}

fn views(session: &Session, criteria: &[ReportCriterion]) -> Vec<CriterionView> {
    criteria
        .iter()
        .map(|criterion| {
            let sentences = sentences::of(session.words(), criterion);
            CriterionView {
                id: criterion.criterion,
                title: criterion.title.clone(),
                picture: picture::of(session.words(), criterion, &sentences.join(" ")),
                sentences,
                own_words: criterion.own_words.clone(),
            }
        })
        .collect()
}

/// How many units of the area have done what a decision asks, of how many.
pub(in crate::pages) fn coverage(words: &Words, decision: &ReportDecision) -> String {
    words
        .with("area-report-coverage")
        .text("task", &decision.task)
        .text("done", decision.done.to_string())
        .text("of", decision.of.to_string())
        .to_string()
}

/// That the figures are those of a whole area; nothing in a report of one initiative.
pub(in crate::pages) fn area_figures(words: &Words, report: &StatusReport) -> Option<String> {
    report.scope.unit()?;
    let has_figures = report.criteria.iter().any(|criterion| criterion.figure.is_some());
    let sentence = words.with("area-report-figures").text("area", &report.content.area);
    has_figures.then(|| sentence.to_string())
}

async fn list(State(web): State<Web>, session: Session) -> Answer {
    let lines = reports::list(&web.app, session.actor()).await?;
    page(&ReportList {
        shell: session.shell(Station::FollowUp),
        lines,
    })
}

async fn list_of(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let of = reports::list_of(&web.app, session.actor(), id).await?;
    let head = initiatives::find_head(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    page(&ReportsOfInitiative {
        top: Top::new(&shell, head, "reports").without_actions(),
        shell,
        has_draft: of.reports.iter().any(StatusReport::is_draft),
        of,
    })
}

async fn new(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    page(&ReportBegin {
        initiative: reports::find_to_begin(&web.app, session.actor(), id).await?,
        shell: session.shell(Station::FollowUp),
    })
}

async fn begin(State(web): State<Web>, session: Session, Path(id): Path<InitiativeId>) -> Answer {
    let wording = ReaderWording(session.words());
    let report = reports::begin(&web.app, session.actor(), id, &wording).await?;
    done(&urls::report(report), "done-report-begun")
}

async fn show(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    let details = reports::find(&web.app, session.actor(), id).await?;
    page(&ReportShow {
        shell: session.shell(Station::FollowUp),
        chain: super::chain::lines(&web, &session, Node::StatusReport(id)).await?,
        criteria: views(&session, &details.report.criteria),
        details,
    })
}

async fn edit(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    let report = reports::find_to_write(&web.app, session.actor(), id).await?;
    if !report.is_draft() {
        return Ok(Redirect::to(&urls::report(id)).into_response());
    }
    let form = ReportForm {
        version: report.version.to_string(),
        title: report.content.title,
        area: report.content.area,
        as_of: session.lang().date(report.content.as_of),
        purpose_text: report.content.purpose_text,
        progress_text: report.content.progress_text,
        next_text: report.content.next_text,
        ..ReportForm::default()
    };
    page(&edit_page(&session, id, form, &report.criteria, Vec::new()))
}

async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StatusReportId>,
    Form(form): Form<ReportForm>,
) -> Answer {
    match async { reports::change(&web.app, session.actor(), id, form.version(), &form.read()?).await }.await {
        Ok(()) => done(&urls::report(id), "done-report-saved"),
        Err(AppError::Invalid(problems)) => {
            let report = reports::find_to_write(&web.app, session.actor(), id).await?;
            refused(&edit_page(&session, id, form, &report.criteria, problems))
        }
        Err(error) => Err(error.into()),
    }
}

fn edit_page(
    session: &Session,
    id: StatusReportId,
    form: ReportForm,
    criteria: &[ReportCriterion],
    problems: Vec<Problem>,
) -> ReportEdit {
    let mut criteria = views(session, criteria);
    for criterion in &mut criteria {
        if let Some(typed) = form.own_words.get(&ReportForm::own_words_field(criterion.id)) {
            criterion.own_words.clone_from(typed);
        }
    }
    ReportEdit {
        shell: session.shell(Station::FollowUp),
        fields: Fields::new(session.words(), "report", problems),
        id,
        form,
        criteria,
    }
}

async fn refresh(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    reports::refresh(&web.app, session.actor(), id).await?;
    done(&urls::report(id), "done-report-refreshed")
}

async fn ask_approval(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    let details = reports::find(&web.app, session.actor(), id).await?;
    session
        .actor()
        .must(Right::ApproveReport, details.initiative.unit)
        .map_err(AppError::from)?;
    if !details.report.is_draft() {
        return Ok(Redirect::to(&urls::report(id)).into_response());
    }
    page(&approve_page(&session, details.report))
}

async fn approve(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StatusReportId>,
    Form(form): Form<ApproveForm>,
) -> Answer {
    match reports::approve(&web.app, session.actor(), id, form.version()).await {
        Ok(()) => done(&urls::report(id), "done-report-approved"),
        Err(AppError::Invalid(_)) => {
            let report = reports::find(&web.app, session.actor(), id).await?.report;
            refused(&approve_page(&session, report))
        }
        Err(error) => Err(error.into()),
    }
}

fn approve_page(session: &Session, report: StatusReport) -> ReportApprove {
    let code = |heading| match heading {
        Heading::Purpose => "purpose",
        Heading::Progress => "progress",
        Heading::Next => "next",
    };
    ReportApprove {
        shell: session.shell(Station::FollowUp),
        missing: report.empty_headings().map(code).collect(),
        report,
    }
}

async fn choose_meeting(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    page(&agenda_page(&web, &session, id, Vec::new()).await?)
}

async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<StatusReportId>,
    Form(form): Form<AgendaForm>,
) -> Answer {
    let meeting = form.meeting.trim().parse();
    let put = match meeting {
        Ok(meeting) => reports::put_on_agenda(&web.app, session.actor(), id, meeting).await,
        Err(_) => Err(AppError::invalid("meeting", "problem-choose")),
    };
    match put {
        Ok(()) => done(&urls::report(id), "done-report-on-agenda"),
        Err(AppError::Invalid(problems)) => refused(&agenda_page(&web, &session, id, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    id: StatusReportId,
    problems: Vec<Problem>,
) -> Result<ReportAgenda, crate::failure::Failure> {
    let shell = session.shell(Station::FollowUp);
    let meetings = reports::agenda_choices(&web.app, session.actor(), id)
        .await?
        .into_iter()
        .map(|choice| {
            let label = shell
                .with("report-meeting-choice")
                .text("committee", choice.committee)
                .text("date", shell.lang.weekday_date(choice.held_on))
                .to_string();
            Choice::new(choice.meeting, label)
        })
        .collect();
    Ok(ReportAgenda {
        fields: Fields::new(session.words(), "report", problems),
        report: reports::find(&web.app, session.actor(), id).await?.report,
        meetings,
        chosen: String::new(),
        shell,
    })
}

async fn ask_removal(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    let report = reports::find_to_write(&web.app, session.actor(), id).await?;
    if !report.is_draft() {
        return Ok(Redirect::to(&urls::report(id)).into_response());
    }
    page(&ReportRemove {
        shell: session.shell(Station::FollowUp),
        report,
    })
}

async fn remove(State(web): State<Web>, session: Session, Path(id): Path<StatusReportId>) -> Answer {
    let initiative = reports::remove(&web.app, session.actor(), id).await?;
    done(&urls::reports_of(initiative), "done-report-removed")
}

/// A PDF to be opened or kept under this name.
pub(super) fn pdf(bytes: Vec<u8>, name: &str) -> Answer {
    Ok((
        [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
        ],
        bytes,
    )
        .into_response())
}
