//! What was found: written, ordered, removed.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::assessments::{self, FindingForm};
use trivsel_app::committees::Direction;
use trivsel_app::seen::{self, SeenMark};
use trivsel_app::{AppError, Problem};
use trivsel_domain::assessment::{AbsenceLink, FindingArea, Severity};
use trivsel_domain::id::{AssessmentFindingId, AssessmentId};
use trivsel_domain::rights::Right;

use super::frame::is_asked;
use crate::Web;
use crate::failure::Answer;
use crate::fields::{Choice, Fields};
use crate::pages::{done, newest_beside, page, refused};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;

#[derive(Template)]
#[template(path = "pages/assessments/finding.html")]
struct FindingPage {
    shell: Shell,
    fields: Fields,
    id: AssessmentId,
    finding: Option<AssessmentFindingId>,
    unit_name: String,
    areas: Vec<Choice>,
    severities: Vec<Choice>,
    links: Vec<Choice>,
    initiatives: Vec<Choice>,
    is_asked: bool,
    form: FindingForm,
}

async fn edited(
    web: &Web,
    session: &Session,
    id: AssessmentId,
    finding: Option<AssessmentFindingId>,
    typed: Option<FindingForm>,
    problems: Vec<Problem>,
) -> Result<FindingPage, AppError> {
    let who = session.actor();
    let found = assessments::find(&web.app, who, id).await?;
    who.must(Right::ChangeAssessment, found.assessment.unit)?;
    if !found.may_change {
        return Err(AppError::Refused("refused-assessment-agreed"));
    }
    let shell = session.shell(Station::Anchor);
    let now = match finding {
        Some(finding) => filled(&shell, &assessments::find_finding(&web.app, who, id, finding).await?),
        None => FindingForm::default(),
    };
    let mut initiatives = vec![Choice::new("", shell.t("finding-no-initiative"))];
    let here = assessments::initiatives_here(&web.app, who, found.assessment.unit).await?;
    initiatives.extend(here.into_iter().map(|(id, title)| Choice::new(id, title)));
    Ok(FindingPage {
        is_asked: is_asked(&problems),
        fields: Fields::new(session.words(), "finding", problems),
        id,
        finding,
        unit_name: found.unit_name,
        areas: shell.choices("area", FindingArea::ALL.map(FindingArea::code)),
        severities: shell.choices("severity", Severity::ALL.map(Severity::code)),
        links: shell.choices("absence-link", AbsenceLink::ALL.map(AbsenceLink::code)),
        initiatives,
        form: typed.unwrap_or(now),
        shell,
    })
}

fn filled(shell: &Shell, finding: &trivsel_domain::assessment::AssessmentFinding) -> FindingForm {
    let date = |day: Option<chrono::NaiveDate>| day.map(|day| shell.lang.date_typed(day)).unwrap_or_default();
    FindingForm {
        area: finding.area.code().to_owned(),
        title: finding.title.clone(),
        description: finding.description.clone(),
        seen_in: finding.seen_in.clone(),
        severity: finding
            .severity
            .map(|severity| severity.code().to_owned())
            .unwrap_or_default(),
        extent: finding.extent.clone(),
        causes: finding.causes.clone(),
        absence: finding.absence.map(|link| link.code().to_owned()).unwrap_or_default(),
        measure: finding.measure.clone(),
        initiative: finding
            .initiative
            .map(|initiative| initiative.to_string())
            .unwrap_or_default(),
        responsible_role: finding.responsible_role.clone(),
        due_on: date(finding.due_on),
        check_on: date(finding.check_on),
        check_how: finding.check_how.clone(),
        done_on: date(finding.done_on),
        insisted: String::new(),
        seen: seen::mark(finding),
    }
}

pub(super) async fn new(State(web): State<Web>, session: Session, Path(id): Path<AssessmentId>) -> Answer {
    page(&edited(&web, &session, id, None, None, Vec::new()).await?)
}

pub(super) async fn add(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<AssessmentId>,
    Form(form): Form<FindingForm>,
) -> Answer {
    let added = async { assessments::add_finding(&web.app, session.actor(), id, &form.read()?).await };
    match added.await {
        Ok(()) => done(&urls::assessment(id), "done-finding-saved"),
        Err(AppError::Invalid(problems)) => refused(&edited(&web, &session, id, None, Some(form), problems).await?),
        Err(error) => Err(error.into()),
    }
}

type Place = Path<(AssessmentId, AssessmentFindingId)>;

pub(super) async fn edit(State(web): State<Web>, session: Session, Path((id, finding)): Place) -> Answer {
    page(&edited(&web, &session, id, Some(finding), None, Vec::new()).await?)
}

pub(super) async fn change(
    State(web): State<Web>,
    session: Session,
    Path((id, finding)): Place,
    Form(form): Form<FindingForm>,
) -> Answer {
    let seen = SeenMark::typed(&form.seen);
    let who = session.actor();
    match async { assessments::change_finding(&web.app, who, id, finding, &seen, &form.read()?).await }.await {
        Ok(()) => done(&urls::assessment(id), "done-finding-saved"),
        Err(AppError::Invalid(problems)) => {
            refused(&edited(&web, &session, id, Some(finding), Some(form), problems).await?)
        }
        Err(AppError::Conflict) => {
            let newest = edited(&web, &session, id, Some(finding), None, Vec::new()).await?;
            newest_beside!(newest, form, FindingForm)
        }
        Err(error) => Err(error.into()),
    }
}

/// Which way.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    direction: String,
}

pub(super) async fn move_one(
    State(web): State<Web>,
    session: Session,
    Path((id, finding)): Place,
    Form(form): Form<MoveForm>,
) -> Answer {
    let direction = Direction::parse(&form.direction).unwrap_or(Direction::Up);
    assessments::move_finding(&web.app, session.actor(), id, finding, direction).await?;
    done(&urls::assessment(id), "done-finding-moved")
}

pub(super) async fn remove(State(web): State<Web>, session: Session, Path((id, finding)): Place) -> Answer {
    assessments::remove_finding(&web.app, session.actor(), id, finding).await?;
    done(&urls::assessment(id), "done-finding-removed")
}
