//! From a result to the next step: a meeting's agenda, or an initiative.

use axum::extract::Form;
use trivsel_app::Problem;
use trivsel_app::committees::{self, AgendaForm};
use trivsel_app::publications::Results;
use trivsel_domain::survey::Origin;

use super::told::Told;
use super::*;
use crate::pages::{done, refused};

#[derive(Template)]
#[template(path = "pages/results/agenda.html")]
struct AgendaPage {
    shell: Shell,
    fields: Fields,
    address: String,
    back: String,
    unit: String,
    meetings: Vec<Choice>,
    form: ResultOnAgenda,
}

/// What is typed to put a result on an agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ResultOnAgenda {
    meeting: String,
    title: String,
    text: String,
}

/// What was found in a unit, where, and when: the words a point or a purpose begins with.
fn origin(told: &Told<'_>, unit: UnitId) -> String {
    let publication = &told.edition.publication;
    let from = told
        .shell
        .with("results-origin")
        .text("survey", publication.title.of(told.shell.lang.code()))
        .text("unit", told.unit(unit))
        .text("date", told.shell.day(publication.closed_on));
    match publication.standing(unit) {
        Standing::Shown(own) => {
            let found = told.finding(unit, own);
            let sentences = told.sentences(unit, &found, own).join(" ");
            format!("{}. {sentences} {from}", told.headline(&found, own))
        }
        Standing::Hidden | Standing::Merged { .. } | Standing::Absent => from.to_string(),
    }
}

/// What an initiative that begins with a result says of its purpose.
pub(in crate::pages) async fn purpose(web: &Web, session: &Session, of: Origin) -> Result<String, AppError> {
    let results = ready(web, session, of.survey, of.unit).await?;
    let shell = session.shell(Station::Act);
    Ok(origin(&Told::new(&shell, &results), of.unit))
}

pub(super) async fn choose_meeting(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let form = {
        let shell = session.shell(Station::Listen);
        let told = Told::new(&shell, &results);
        ResultOnAgenda {
            meeting: String::new(),
            title: shell
                .with("results-agenda-point")
                .text("survey", results.edition.publication.title.of(shell.lang.code()))
                .text("unit", told.unit(unit))
                .to_string(),
            text: origin(&told, unit),
        }
    };
    page(&agenda_page(&web, &session, &results, unit, form, Vec::new()).await?)
}

pub(super) async fn put_on_agenda(
    State(web): State<Web>,
    session: Session,
    Path((survey, unit)): Path<(SurveyId, UnitId)>,
    Form(form): Form<ResultOnAgenda>,
) -> Answer {
    let results = ready(&web, &session, survey, unit).await?;
    let item = AgendaForm {
        title: form.title.clone(),
        text: form.text.clone(),
        ..AgendaForm::default()
    };
    let put = match form.meeting.parse() {
        Ok(meeting) => {
            let origin = Some(Origin { survey, unit });
            match item.read() {
                Ok(item) => committees::add_agenda_item(&web.app, session.actor(), meeting, &item, origin)
                    .await
                    .map(|()| meeting),
                Err(problems) => Err(problems.into()),
            }
        }
        Err(_) => Err(AppError::invalid("meeting", "problem-choose")),
    };
    match put {
        Ok(meeting) => done(&urls::meeting(meeting), "done-item-saved"),
        Err(AppError::Invalid(problems)) => {
            refused(&agenda_page(&web, &session, &results, unit, form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn agenda_page(
    web: &Web,
    session: &Session,
    results: &Results,
    unit: UnitId,
    form: ResultOnAgenda,
    problems: Vec<Problem>,
) -> Result<AgendaPage, AppError> {
    let lines = committees::agenda_choices(&web.app, session.actor()).await?;
    let shell = session.shell(Station::Listen);
    let back = urls::results_of(results.survey.id, unit);
    let meetings = lines
        .into_iter()
        .map(|line| {
            let label = shell
                .with("report-meeting-choice")
                .text("committee", line.committee_name)
                .text("date", shell.lang.weekday_date(line.meeting.held_on))
                .to_string();
            Choice::new(line.meeting.id, label)
        })
        .collect();
    Ok(AgendaPage {
        fields: Fields::new(session.words(), "results-agenda", problems),
        address: format!("{back}/agenda"),
        back,
        unit: results.edition.publication.snapshot.name(unit).to_owned(),
        meetings,
        form,
        shell,
    })
}
