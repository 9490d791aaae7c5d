//! One assessment: is all there, what was found, what could belong, and both sides agreeing.

use askama::Template;
use axum::extract::{Form, Path, State};
use serde::Deserialize;
use trivsel_app::assessments::{self, AssessmentDetails, Proposal};
use trivsel_app::{AppError, overview};
use trivsel_domain::assessment::{
    AgreeingSide, Agreement, AssessmentFinding, AssessmentPart, CheckedPart, PartLack, PartState,
};
use trivsel_domain::id::{AssessmentId, UnitId};
use trivsel_domain::rights::Right;

use super::proposals::told;
use crate::Web;
use crate::failure::{Answer, Failure};
use crate::pages::figures::drawing::sentences;
use crate::pages::{done, page, quicker};
use crate::session::Session;
use crate::shell::{Shell, Station};
use crate::urls;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "pages/assessments/show.html")]
struct AssessmentPage {
    shell: Shell,
    headline: String,
    parts: Vec<PartShown>,
    present: usize,
    asked: usize,
    rows: Vec<FindingRow>,
    proposals: Vec<ProposalShown>,
    absence_figure: String,
    is_changed: bool,
    found: AssessmentDetails,
}

/// A part as it is shown.
struct PartShown {
    class: &'static str,
    name: String,
    state: String,
    lacks: Vec<String>,
    rule: String,
}

/// A finding as it is shown.
struct FindingRow {
    address: String,
    finding: AssessmentFinding,
    area: String,
    severity: String,
    dots: usize,
    who_when: String,
    check: String,
}

/// A proposal as it is shown.
struct ProposalShown {
    key: String,
    title: String,
    text: String,
}

impl AssessmentPage {
    fn agreed(&self, agreement: &Option<Agreement>) -> String {
        let Some(agreement) = agreement else {
            return self.shell.t("assessment-not-agreed-yet").into_owned();
        };
        let name = agreement
            .by
            .and_then(|by| self.found.names.get(&by))
            .cloned()
            .unwrap_or_default();
        let date = self.shell.lang.date(trivsel_app::app::local(agreement.at).date());
        if name.is_empty() {
            return self.shell.with("assessment-agreed-on").text("date", date).to_string();
        }
        self.shell
            .with("assessment-agreed-by")
            .text("name", name)
            .text("date", date)
            .to_string()
    }

    fn with_name(&self) -> String {
        let with = self.found.assessment.with.and_then(|with| self.found.names.get(&with));
        with.cloned().unwrap_or_default()
    }

    fn agree_words(&self) -> &'static str {
        match self.found.may_agree {
            Some(AgreeingSide::Manager) => "assessment-agree-manager",
            Some(AgreeingSide::Staff) | None => "assessment-agree-staff",
        }
    }
}

pub(super) async fn show(State(web): State<Web>, session: Session, Path(id): Path<AssessmentId>) -> Answer {
    page(&shown(&web, &session, id, false).await?)
}

async fn shown(web: &Web, session: &Session, id: AssessmentId, is_changed: bool) -> Result<AssessmentPage, AppError> {
    let found = assessments::find(&web.app, session.actor(), id).await?;
    let shell = session.shell(Station::Anchor);
    let parts: Vec<PartShown> = found
        .parts
        .iter()
        .map(|checked| part(&shell, &found, checked))
        .collect();
    let is_asked = |checked: &&CheckedPart| matches!(checked.state, PartState::Present | PartState::Missing(_));
    let figure = match &found.frozen {
        Some(frozen) if shell.lang == Lang::Da => frozen.absence_figure.0.clone(),
        Some(frozen) => frozen.absence_figure.1.clone(),
        None => {
            let (danish, english) = absence_in_words(web, session, found.assessment.unit).await?;
            if shell.lang == Lang::Da { danish } else { english }
        }
    };
    let proposals = found
        .proposals
        .iter()
        .map(|proposal| proposal_shown(&shell, proposal))
        .collect();
    Ok(AssessmentPage {
        headline: headline(&shell, &found),
        present: found
            .parts
            .iter()
            .filter(|checked| checked.state == PartState::Present)
            .count(),
        asked: found.parts.iter().filter(is_asked).count(),
        rows: found
            .findings
            .iter()
            .map(|finding| row(&shell, &found, finding))
            .collect(),
        proposals,
        absence_figure: figure,
        is_changed,
        parts,
        found,
        shell,
    })
}

/// The unit's published absence in both languages; empty where too few stand behind it, or there is none.
pub(super) async fn absence_in_words(web: &Web, session: &Session, unit: UnitId) -> Result<(String, String), AppError> {
    if !session.actor().may(Right::ReadFigures, unit) {
        return Ok(Default::default());
    }
    let picture = overview::absence_picture(&web.app, session.actor(), unit).await?;
    let Some(picture) = picture.filter(|picture| !picture.is_hidden()) else {
        return Ok(Default::default());
    };
    let said = |lang| {
        sentences(&Shell::of_part(lang), &picture)
            .into_iter()
            .next()
            .unwrap_or_default()
    };
    Ok((said(Lang::Da), said(Lang::En)))
}

/// What a reader meets first: that all is there, or how much is missing.
fn headline(shell: &Shell, found: &AssessmentDetails) -> String {
    let missing: usize = found
        .parts
        .iter()
        .map(|checked| match &checked.state {
            PartState::Missing(lacks) => lacks.len(),
            _ => 0,
        })
        .sum();
    let is_open = found.assessment.is_open();
    let id = match (is_open, missing) {
        (true, 0) => "assessment-headline-ready",
        (true, _) => "assessment-headline-missing",
        (false, 0) => "assessment-headline-agreed",
        (false, _) => "assessment-headline-old",
    };
    shell
        .with(id)
        .text("unit", &found.unit_name)
        .count("count", missing)
        .to_string()
}

fn part(shell: &Shell, found: &AssessmentDetails, checked: &CheckedPart) -> PartShown {
    let lack = |lack: &PartLack| {
        let id = format!("lack-{}", lack.code().replace('_', "-"));
        shell
            .with(&id)
            .count("finding", lack.finding().unwrap_or(0))
            .to_string()
    };
    let (class, state, lacks) = match &checked.state {
        PartState::Present => ("", "part-present", Vec::new()),
        PartState::Missing(lacks) => ("missing", "part-missing", lacks.iter().map(lack).collect()),
        PartState::Advised(lacks) => ("advised", "part-advised", lacks.iter().map(lack).collect()),
        PartState::NotReckoned => ("advised", "part-not-reckoned", Vec::new()),
    };
    PartShown {
        class,
        name: shell.code("part", checked.part.code()),
        state: shell.t(state).into_owned(),
        lacks,
        rule: rule_line(shell, found, checked.part),
    }
}

/// The rule that asks for a part, and when somebody looked.
pub(super) fn rule_line(shell: &Shell, found: &AssessmentDetails, part: AssessmentPart) -> String {
    let Some(rule) = found.rules.iter().find(|rule| rule.code == part.rule()) else {
        return String::new();
    };
    let id = if rule.can_be_on() {
        "part-rule"
    } else {
        "part-rule-unconfirmed"
    };
    shell
        .with(id)
        .text("basis", &rule.basis)
        .text("date", shell.lang.date(rule.checked_on))
        .to_string()
}

fn row(shell: &Shell, found: &AssessmentDetails, finding: &AssessmentFinding) -> FindingRow {
    FindingRow {
        address: urls::finding(found.assessment.id, finding.id),
        area: shell.code("area", finding.area.code()),
        severity: finding
            .severity
            .map(|severity| shell.code("severity", severity.code()))
            .unwrap_or_default(),
        dots: finding.severity.map_or(0, |severity| severity.dots()),
        who_when: who_when(shell, finding),
        check: check(shell, finding),
        finding: finding.clone(),
    }
}

/// Who does it and by when, or that it is solved.
pub(super) fn who_when(shell: &Shell, finding: &AssessmentFinding) -> String {
    if let Some(done) = finding.done_on {
        return shell
            .with("finding-solved")
            .text("date", shell.lang.date(done))
            .to_string();
    }
    let day = finding.due_on.map(|day| shell.lang.date(day));
    let said: Vec<String> = Some(finding.responsible_role.clone())
        .filter(|role| !role.is_empty())
        .into_iter()
        .chain(day)
        .collect();
    said.join(", ")
}

/// When somebody looks whether it helped, and how.
pub(super) fn check(shell: &Shell, finding: &AssessmentFinding) -> String {
    let day = finding.check_on.map(|day| shell.lang.date(day));
    let how = Some(finding.check_how.clone()).filter(|how| !how.is_empty());
    day.into_iter().chain(how).collect::<Vec<_>>().join(", ")
}

fn proposal_shown(shell: &Shell, proposal: &Proposal) -> ProposalShown {
    let told = told(shell, proposal);
    let text = [told.description, told.seen_in];
    ProposalShown {
        key: proposal.key.clone(),
        title: told.title,
        text: text
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// The version that was read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AgreeForm {
    version: String,
}

pub(super) async fn agree(
    State(web): State<Web>,
    session: Session,
    Path(id): Path<AssessmentId>,
    Form(form): Form<AgreeForm>,
) -> Result<axum::response::Response, Failure> {
    let who = session.actor();
    // Something that is no number is a version that never was.
    let version = form.version.trim().parse().unwrap_or(-1);
    let unit = assessments::find(&web.app, who, id).await?.assessment.unit;
    let figure = absence_in_words(&web, &session, unit).await?;
    match assessments::agree(&web.app, who, id, version, &figure).await {
        Ok(()) => done(&urls::assessment(id), "done-assessment-agreed"),
        Err(AppError::Conflict) => quicker(&shown(&web, &session, id, true).await?),
        Err(error) => Err(error.into()),
    }
}
