//! A round on the spot: a checklist kind by kind, whose answers become findings.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Form, Path, State};
use trivsel_app::assessments::{self, AssessmentDetails, RoundFound, TakenProposal, WalkedRound};
use trivsel_app::{AppError, Problem};
use trivsel_domain::assessment::{FindingArea, ROUND, RoundAnswer, RoundQuestion};
use trivsel_domain::id::AssessmentId;
use trivsel_domain::rights::Right;

use super::frame::is_asked;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, quicker, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

/// What is typed: each question by its code, each note by the number of its question.
type RoundForm = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "pages/assessments/round.html")]
struct RoundPage {
    shell: Shell,
    fields: Fields,
    id: AssessmentId,
    unit_name: String,
    kinds: Vec<RoundKind>,
    answers: Vec<Choice>,
    version: String,
    is_asked: bool,
    is_insisted: String,
    is_changed: bool,
}

/// A kind of working environment with its questions.
struct RoundKind {
    name: String,
    questions: Vec<RoundLine>,
}

/// A question as it is read.
struct RoundLine {
    code: &'static str,
    answer: String,
    note_field: String,
    note: String,
    /// What an earlier round found already.
    taken: String,
}

/// The field in which something that is not right is described.
fn note_field(question: &RoundQuestion) -> String {
    let number = ROUND.iter().position(|other| other == question).unwrap_or_default();
    format!("note_{number}")
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(id): Path<AssessmentId>) -> Answer {
    let found = found(&web, &session, id).await?;
    page(&shown(&session, &found, &RoundForm::new(), Vec::new()))
}

async fn found(web: &Web, session: &Session, id: AssessmentId) -> Result<AssessmentDetails, AppError> {
    let found = assessments::find(&web.app, session.actor(), id).await?;
    session.actor().must(Right::ChangeAssessment, found.assessment.unit)?;
    if found.may_change {
        Ok(found)
    } else {
        Err(AppError::Refused("refused-assessment-agreed"))
    }
}

fn shown(session: &Session, found: &AssessmentDetails, typed: &RoundForm, problems: Vec<Problem>) -> RoundPage {
    let shell = session.shell(Station::Anchor);
    let kinds = FindingArea::ALL.map(|area| RoundKind {
        name: shell.code("area", area.code()),
        questions: questions(found, typed, area),
    });
    RoundPage {
        is_asked: is_asked(&problems),
        fields: Fields::new(session.words(), "round", problems),
        id: found.assessment.id,
        unit_name: found.unit_name.clone(),
        kinds: kinds.into(),
        answers: shell.choices("round-answer", RoundAnswer::ALL.map(RoundAnswer::code)),
        version: found.assessment.version.to_string(),
        is_insisted: typed.get("insisted").cloned().unwrap_or_default(),
        is_changed: false,
        shell,
    }
}

fn questions(found: &AssessmentDetails, typed: &RoundForm, area: FindingArea) -> Vec<RoundLine> {
    let of_area = ROUND.iter().filter(|question| question.area == area);
    of_area
        .map(|question| {
            let key = question.key();
            let known = found.findings.iter().find(|finding| finding.taken_from == key);
            let note_field = note_field(question);
            RoundLine {
                code: question.code,
                answer: typed.get(question.code).cloned().unwrap_or_default(),
                note: typed.get(&note_field).cloned().unwrap_or_default(),
                note_field,
                taken: known.map(|finding| finding.title.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

pub(super) async fn walk(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<AssessmentId>,
    Form(form): Form<RoundForm>,
) -> Answer {
    let now = found(&web, &session, id).await?;
    let walked = match walked(&session.shell(Station::Anchor), &now, &form) {
        Ok(walked) => assessments::walk_round(&web.app, session.actor(), id, &walked).await,
        Err(error) => Err(error),
    };
    match walked {
        Ok(()) => done(&urls::assessment(id), "done-round-saved"),
        Err(AppError::Invalid(problems)) => refused(&shown(&session, &now, &form, problems)),
        Err(AppError::Conflict) => {
            let newest = found(&web, &session, id).await?;
            quicker(&RoundPage {
                is_changed: true,
                ..shown(&session, &newest, &form, Vec::new())
            })
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed, as a round.
fn walked(shell: &Shell, now: &AssessmentDetails, form: &RoundForm) -> Result<WalkedRound, AppError> {
    let date = shell.lang.date(now.today);
    let answered: Vec<(RoundQuestion, RoundAnswer)> = ROUND
        .into_iter()
        .filter_map(|question| Some((question, RoundAnswer::parse(form.get(question.code)?)?)))
        .collect();
    if answered.is_empty() {
        // Beside the first question: it is there that an answer is missing.
        let first = ROUND.first().map_or("", |question| question.code);
        return Err(AppError::invalid(first, "problem-round-empty"));
    }
    let wrong = answered.iter().filter(|(_, answer)| *answer == RoundAnswer::Wrong);
    let wrong = wrong.map(|(question, _)| {
        let field = note_field(question);
        RoundFound {
            words: TakenProposal {
                title: shell.code("round", &format!("{}_found", question.code)),
                description: form.get(&field).map(|text| text.trim().to_owned()).unwrap_or_default(),
                seen_in: shell.with("round-seen").text("date", &date).to_string(),
            },
            question: *question,
            field,
        }
    });
    let wrong = wrong.collect();
    let is_looked_at = |area: &FindingArea| answered.iter().any(|(question, _)| question.area == *area);
    let looked_at: Vec<FindingArea> = FindingArea::ALL.into_iter().filter(is_looked_at).collect();
    let areas: Vec<String> = looked_at.iter().map(|area| shell.code("area", area.code())).collect();
    let areas: Vec<&str> = areas.iter().map(String::as_str).collect();
    let line = shell
        .with("round-mapping")
        .text("date", date.as_str())
        .text("areas", shell.lang.list(&areas))
        .to_string();
    let before = now.assessment.mapping.trim_end();
    Ok(WalkedRound {
        mapping: match before {
            "" => line,
            known if known.contains(&line) => known.to_owned(),
            known => format!("{known}\n\n{line}"),
        },
        looked_at,
        wrong,
        is_insisted: form.get("insisted").is_some_and(|typed| typed == "on"),
        version: form
            .get("version")
            .and_then(|typed| typed.parse().ok())
            .ok_or(AppError::Conflict)?,
    })
}
