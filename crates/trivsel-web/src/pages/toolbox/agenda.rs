//! Taking an answer along: it becomes a point on the agenda of a meeting, with what to do first and where the rest stands.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::committees::{self, AgendaForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::toolbox::{AnswerPart, ToolboxQuestion};

use super::{in_language, searching};
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, refused};
use crate::routes::{Route, get, post};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/toolbox/questions/{answer}/agenda", "MCfvs", choose_meeting),
        post("/toolbox/questions/{answer}/agenda", "MCfvs", put_on_agenda),
    ]
}

#[derive(Template)]
#[template(path = "pages/toolbox/agenda.html")]
struct AnswerAgendaPage {
    shell: Shell,
    fields: Fields,
    /// The answer's own page.
    back: String,
    question: String,
    meetings: Vec<Choice>,
    form: AnswerOnAgenda,
}

/// What is typed to put an answer on an agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerOnAgenda {
    meeting: String,
    title: String,
    text: String,
}

async fn choose_meeting(State(web): State<Web>, session: Session, Path(code): Path<String>) -> Answer {
    let contents = web.app.toolbox()?;
    let question = contents.question(&code)?;
    let shell = session.shell(Station::Toolbox);
    let answer = in_language(&shell, question);
    let first: Vec<String> = answer
        .part(AnswerPart::First)
        .iter()
        .map(|text| searching::plain(text))
        .collect();
    let address = format!(
        "{}{}",
        web.app.settings.public_url,
        urls::toolbox_question(question.code)
    );
    let form = AnswerOnAgenda {
        meeting: String::new(),
        title: answer.question.clone(),
        text: shell
            .with("toolbox-agenda-point")
            .text("first", first.join(" "))
            .text("address", address)
            .to_string(),
    };
    page(&agenda_page(&web, &session, question, form, Vec::new()).await?)
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    question: &ToolboxQuestion,
    form: AnswerOnAgenda,
    problems: Vec<Problem>,
) -> Result<AnswerAgendaPage, AppError> {
    let lines = committees::agenda_choices(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Toolbox);
    let meetings = lines.into_iter().map(|line| {
        let label = shell
            .with("report-meeting-choice")
            .text("committee", line.committee_name)
            .text("date", shell.lang.weekday_date(line.meeting.held_on))
            .to_string();
        Choice::new(line.meeting.id, label)
    });
    Ok(AnswerAgendaPage {
        meetings: meetings.collect(),
        fields: Fields::new(session.words(), "results-agenda", problems),
        back: urls::toolbox_question(question.code),
        question: in_language(&shell, question).question.clone(),
        form,
        shell,
    })
}

async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path(code): Path<String>,
    Form(form): Form<AnswerOnAgenda>,
) -> Answer {
    let contents = web.app.toolbox()?;
    let question = contents.question(&code)?;
    let item = AgendaForm {
        title: form.title.clone(),
        text: form.text.clone(),
        ..AgendaForm::default()
    };
    let put = match (form.meeting.parse(), item.read()) {
        (Ok(meeting), Ok(item)) => committees::add_agenda_item(&web.app, session.actor(), meeting, &item, None)
            .await
            .map(|()| meeting),
        (Err(_), _) => Err(AppError::invalid("meeting", "problem-choose")),
        (_, Err(problems)) => Err(problems.into()),
    };
    match put {
        Ok(meeting) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => refused(&agenda_page(&web, &session, question, form, problems).await?),
        Err(error) => Err(error.into()),
    }
}
