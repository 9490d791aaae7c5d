//! A plan on the agenda of a meeting: which meeting, and what stands there.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::committees::{self, AgendaForm};
use trivsel_app::plans::{self, PlanView, agenda};
use trivsel_app::{AppError, Problem};
use trivsel_domain::id::PlanId;
use trivsel_domain::plan::PlanPart;

use super::super::{done, page, refused};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/plans/{plan}/agenda", "MC", choose_meeting),
        post("/plans/{plan}/agenda", "MC", put),
    ]
}

#[derive(Template)]
#[template(path = "pages/plans/agenda.html")]
struct PlanAgendaPage {
    shell: Shell,
    fields: Fields,
    back: String,
    title: String,
    meetings: Vec<Choice>,
    form: PlanOnAgenda,
}

/// What is typed to put a plan on an agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanOnAgenda {
    meeting: String,
    title: String,
    text: String,
}

async fn choose_meeting(State(web): State<Web>, session: Session, Path(id): Path<PlanId>) -> Answer {
    let view = plans::on_paper(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Act);
    let form = PlanOnAgenda {
        meeting: String::new(),
        title: shell
            .with("plan-agenda-title")
            .text("title", &view.plan.title)
            .to_string(),
        text: proposed(&shell, &view, &web.app.settings.public_url),
    };
    page(&agenda_page(&web, &session, &view, form, Vec::new()).await?)
}

/// What the plan is about, what is to show that it works, and where the rest stands.
fn proposed(shell: &Shell, view: &PlanView, public_url: &str) -> String {
    let said = |part: PlanPart| {
        let own = view.lines.iter().filter(|one| one.line.part == part);
        let texts: Vec<&str> = own.map(|one| one.line.text.as_str()).collect();
        format!("{}: {}", shell.code("plan-heading", part.code()), texts.join("; "))
    };
    let has = |part: &PlanPart| view.lines.iter().any(|one| one.line.part == *part);
    let mut lines: Vec<String> = [PlanPart::What, PlanPart::Sign]
        .into_iter()
        .filter(has)
        .map(said)
        .collect();
    lines.push(format!("{public_url}{}", urls::plan(view.plan.id)));
    lines.join("\n")
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    view: &PlanView,
    form: PlanOnAgenda,
    problems: Vec<Problem>,
) -> Result<PlanAgendaPage, AppError> {
    let lines = committees::agenda_choices(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Act);
    let meetings = lines.into_iter().map(|line| {
        let label = shell
            .with("report-meeting-choice")
            .text("committee", line.committee_name)
            .text("date", shell.lang.weekday_date(line.meeting.held_on))
            .to_string();
        Choice::new(line.meeting.id, label)
    });
    Ok(PlanAgendaPage {
        meetings: meetings.collect(),
        fields: Fields::new(session.words(), "results-agenda", problems),
        back: urls::plan(view.plan.id),
        title: view.plan.title.clone(),
        form,
        shell,
    })
}

async fn put(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<PlanId>,
    Form(form): Form<PlanOnAgenda>,
) -> Answer {
    let view = plans::on_paper(&web.app, session.actor(), id).await?;
    let item = AgendaForm {
        title: form.title.clone(),
        text: form.text.clone(),
        ..AgendaForm::default()
    };
    let put = match (form.meeting.parse(), item.read()) {
        (Ok(meeting), Ok(item)) => agenda::put(&web.app, session.actor(), id, meeting, &item)
            .await
            .map(|()| meeting),
        (Err(_), _) => Err(AppError::invalid("meeting", "problem-choose")),
        (_, Err(problems)) => Err(problems.into()),
    };
    match put {
        Ok(meeting) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => refused(&agenda_page(&web, &session, &view, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}
