//! What stands round the findings.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use trivsel_app::assessments::{self, FrameForm};
use trivsel_app::{AppError, Problem};
use trivsel_domain::assessment::{AbsenceLink, FindingArea};
use trivsel_domain::id::AssessmentId;
use trivsel_domain::rights::Right;

use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, page, quicker, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/assessments/frame.html")]
struct FramePage {
    shell: Shell,
    fields: Fields,
    id: AssessmentId,
    unit_name: String,
    areas: Vec<Choice>,
    links: Vec<Choice>,
    people: Vec<Choice>,
    is_asked: bool,
    form: FrameForm,
}

/// Was somebody asked about a word? Then they can insist.
pub(super) fn is_asked(problems: &[Problem]) -> bool {
    let asked = ["problem-illness-word", "problem-name-of-somebody"];
    problems.iter().any(|problem| asked.contains(&problem.message))
}

pub(super) async fn edit(State(web): State<Web>, session: Session, Path(id): Path<AssessmentId>) -> Answer {
    page(&edited(&web, &session, id, None, Vec::new()).await?)
}

async fn edited(
    web: &Web,
    session: &Session,
    id: AssessmentId,
    typed: Option<FrameForm>,
    problems: Vec<Problem>,
) -> Result<FramePage, AppError> {
    let who = session.actor();
    let found = assessments::find(&web.app, who, id).await?;
    who.must(Right::ChangeAssessment, found.assessment.unit)?;
    if !found.may_change {
        return Err(AppError::Refused("refused-assessment-agreed"));
    }
    let shell = session.shell(Station::Anchor);
    let mut people = vec![Choice::new("", shell.t("choose"))];
    people.extend(found.people.iter().map(|(person, name)| Choice::new(person, name)));
    let of = &found.assessment;
    let now = FrameForm {
        mapping: of.mapping.clone(),
        looked_at: of.looked_at.iter().map(|area| area.code().to_owned()).collect(),
        absence: of.absence.map(|link| link.code().to_owned()).unwrap_or_default(),
        absence_text: of.absence_text.clone(),
        with: of.with.map(|person| person.to_string()).unwrap_or_default(),
        open_at: of.open_at.clone(),
        insisted: String::new(),
        version: of.version.to_string(),
    };
    Ok(FramePage {
        is_asked: is_asked(&problems),
        fields: Fields::new(session.words(), "assessment", problems),
        id,
        unit_name: found.unit_name,
        areas: shell.choices("area", FindingArea::ALL.map(FindingArea::code)),
        links: shell.choices("absence-link", AbsenceLink::ALL.map(AbsenceLink::code)),
        people,
        form: typed.unwrap_or(now),
        shell,
    })
}

pub(super) async fn change(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<AssessmentId>,
    Form(form): Form<FrameForm>,
) -> Answer {
    let changed = async { assessments::change_frame(&web.app, session.actor(), id, &form.read()?).await };
    match changed.await {
        Ok(()) => done(&urls::assessment(id), "done-assessment-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&web, &session, id, Some(form), problems).await?),
        Err(AppError::Conflict) => {
            let mut newest = edited(&web, &session, id, None, Vec::new()).await?;
            newest.fields = newest.fields.quicker(&newest.form);
            newest.form = FrameForm {
                version: newest.form.version,
                ..form
            };
            quicker(&newest)
        }
        Err(error) => Err(error.into()),
    }
}
