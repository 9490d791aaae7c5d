//! What was found: written, ordered, removed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use trivsel_domain::assessment::{AbsenceLink, Assessment, AssessmentFinding, FindingArea, Severity};
use trivsel_domain::id::{AssessmentFindingId, AssessmentId, InitiativeId};
use trivsel_domain::rights::Actor;
use trivsel_store::{Tx, assessments as store};
use uuid::Uuid;

use super::{changeable, check_words, touched};
use crate::committees::Direction;
use crate::error::Problems;
use crate::initiatives::readable as readable_initiative;
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem};

/// What is typed about a finding.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FindingForm {
    /// What kind of working environment.
    pub area: String,
    /// What it is.
    pub title: String,
    /// What it is like.
    pub description: String,
    /// Where it was seen.
    pub seen_in: String,
    /// How severe it is.
    pub severity: String,
    /// How widespread it is.
    pub extent: String,
    /// Why it is so.
    pub causes: String,
    /// Can it matter for the absence?
    pub absence: String,
    /// What is done about it.
    pub measure: String,
    /// The initiative that does it.
    pub initiative: String,
    /// Who does it, as a role.
    pub responsible_role: String,
    /// By when.
    pub due_on: String,
    /// When somebody looks whether it helped.
    pub check_on: String,
    /// How they see that.
    pub check_how: String,
    /// The day it was solved.
    pub done_on: String,
    /// `on` when somebody has been asked about a word and insists.
    pub insisted: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// A finding as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingContent {
    /// What kind of working environment.
    pub area: FindingArea,
    /// What it is.
    pub title: String,
    /// What it is like.
    pub description: String,
    /// Where it was seen.
    pub seen_in: String,
    /// How severe it is.
    pub severity: Option<Severity>,
    /// How widespread it is.
    pub extent: String,
    /// Why it is so.
    pub causes: String,
    /// Can it matter for the absence?
    pub absence: Option<AbsenceLink>,
    /// What is done about it.
    pub measure: String,
    /// The initiative that does it.
    pub initiative: Option<InitiativeId>,
    /// Who does it, as a role.
    pub responsible_role: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// When somebody looks whether it helped.
    pub check_on: Option<NaiveDate>,
    /// How they see that.
    pub check_how: String,
    /// The day it was solved.
    pub done_on: Option<NaiveDate>,
    /// Does somebody insist on the words?
    pub is_insisted: bool,
}

impl FindingForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<FindingContent, Problems> {
        fn maybe<T>(input: &mut Input, field: &str, typed: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
            if typed.trim().is_empty() {
                None
            } else {
                input.choice(field, typed, parse)
            }
        }
        let mut input = Input::new();
        let area = input.choice("area", &self.area, FindingArea::parse);
        let content = FindingContent {
            area: area.unwrap_or(FindingArea::Psychosocial),
            title: input.required("title", &self.title),
            description: input.text("description", &self.description),
            seen_in: input.line("seen_in", &self.seen_in),
            severity: maybe(&mut input, "severity", &self.severity, Severity::parse),
            extent: input.line("extent", &self.extent),
            causes: input.text("causes", &self.causes),
            absence: maybe(&mut input, "absence", &self.absence, AbsenceLink::parse),
            measure: input.line("measure", &self.measure),
            initiative: input.optional_id("initiative", &self.initiative),
            responsible_role: input.line("responsible_role", &self.responsible_role),
            due_on: input.optional_date("due_on", &self.due_on),
            check_on: input.optional_date("check_on", &self.check_on),
            check_how: input.line("check_how", &self.check_how),
            done_on: input.optional_date("done_on", &self.done_on),
            is_insisted: self.insisted == "on",
        };
        let is_looked_at_before = content
            .check_on
            .zip(content.due_on)
            .is_some_and(|(check, due)| check < due);
        if is_looked_at_before {
            input.refuse(Problem::new("check_on", "problem-check-before"));
        }
        input.read(area.map(|_| content))
    }
}

impl FindingContent {
    /// The words a reader meets.
    fn words(&self) -> [(&'static str, &str); 7] {
        [
            ("title", &self.title),
            ("description", &self.description),
            ("extent", &self.extent),
            ("causes", &self.causes),
            ("measure", &self.measure),
            ("responsible_role", &self.responsible_role),
            ("check_how", &self.check_how),
        ]
    }

    pub(super) fn of(&self, base: &AssessmentFinding) -> AssessmentFinding {
        AssessmentFinding {
            id: base.id,
            assessment: base.assessment,
            position: base.position,
            taken_from: base.taken_from.clone(),
            area: self.area,
            title: self.title.clone(),
            description: self.description.clone(),
            seen_in: self.seen_in.clone(),
            severity: self.severity,
            extent: self.extent.clone(),
            causes: self.causes.clone(),
            absence: self.absence,
            measure: self.measure.clone(),
            initiative: self.initiative,
            responsible_role: self.responsible_role.clone(),
            due_on: self.due_on,
            check_on: self.check_on,
            check_how: self.check_how.clone(),
            done_on: self.done_on,
        }
    }
}

/// A finding nobody has written anything about.
pub(super) fn empty(assessment: AssessmentId, position: i32) -> AssessmentFinding {
    AssessmentFinding {
        id: AssessmentFindingId(Uuid::now_v7()),
        assessment,
        position,
        area: FindingArea::Psychosocial,
        title: String::new(),
        description: String::new(),
        seen_in: String::new(),
        severity: None,
        extent: String::new(),
        causes: String::new(),
        absence: None,
        measure: String::new(),
        initiative: None,
        responsible_role: String::new(),
        due_on: None,
        check_on: None,
        check_how: String::new(),
        done_on: None,
        taken_from: String::new(),
    }
}

/// The place after the last.
pub(super) async fn next_position(tx: &Tx, id: AssessmentId) -> Result<i32, AppError> {
    let last = store::findings_of(tx, id).await?.last().map(|finding| finding.position);
    Ok(last.unwrap_or(0) + 1)
}

pub(super) fn trail(assessment: &Assessment, finding: &AssessmentFinding, verb: &'static str) -> Trail {
    Trail::new("assessment_finding", finding.id.0, verb)
        .of(assessment.id.0)
        .unit(assessment.unit)
}

/// One finding of an assessment that can be changed.
pub async fn find_finding(
    app: &App,
    who: &Actor,
    id: AssessmentId,
    finding: AssessmentFindingId,
) -> Result<AssessmentFinding, AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, id).await?;
    of(&tx, id, finding).await
}

async fn of(tx: &Tx, id: AssessmentId, finding: AssessmentFindingId) -> Result<AssessmentFinding, AppError> {
    let all = store::findings_of(tx, id).await?;
    all.into_iter()
        .find(|found| found.id == finding)
        .ok_or(AppError::NotFound)
}

async fn check(
    tx: &Tx,
    who: &Actor,
    assessment: &Assessment,
    content: &FindingContent,
    today: NaiveDate,
) -> Result<(), AppError> {
    check_words(tx, assessment.unit, today, &content.words(), content.is_insisted).await?;
    if content.done_on.is_some_and(|done| done > today) {
        return Err(AppError::invalid("done_on", "problem-not-yet"));
    }
    if let Some(initiative) = content.initiative {
        let found = readable_initiative(tx, who, initiative).await;
        found.map_err(|_| AppError::invalid("initiative", "problem-choose"))?;
    }
    Ok(())
}

/// Adds a finding after the others.
pub async fn add_finding(app: &App, who: &Actor, id: AssessmentId, content: &FindingContent) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let assessment = changeable(&work, who, id).await?;
        check(&work, who, &assessment, content, work.today).await?;
        let finding = content.of(&empty(id, next_position(&work, id).await?));
        store::add_finding(&work, &finding).await?;
        touched(&work, &assessment).await?;
        work.trail(trail(&assessment, &finding, "added").field("title", "", &finding.title));
        Ok(())
    })
    .await
}

/// Changes a finding.
pub async fn change_finding(
    app: &App,
    who: &Actor,
    id: AssessmentId,
    finding: AssessmentFindingId,
    seen: &SeenMark,
    content: &FindingContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let assessment = changeable(&work, who, id).await?;
        let before = of(&work, id, finding).await?;
        seen.must_be(&before)?;
        check(&work, who, &assessment, content, work.today).await?;
        let after = content.of(&before);
        store::change_finding(&work, &after).await?;
        touched(&work, &assessment).await?;
        work.trail(
            trail(&assessment, &after, "changed")
                .field("title", &before.title, &after.title)
                .optional("due_on", before.due_on, after.due_on)
                .optional("done_on", before.done_on, after.done_on),
        );
        Ok(())
    })
    .await
}

/// Removes a finding. The proposal it was taken from is offered again.
pub async fn remove_finding(
    app: &App,
    who: &Actor,
    id: AssessmentId,
    finding: AssessmentFindingId,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let assessment = changeable(&work, who, id).await?;
        let before = of(&work, id, finding).await?;
        store::remove_finding(&work, finding).await?;
        let others = store::findings_of(&work, id).await?;
        for (other, position) in others.into_iter().zip(1..) {
            store::change_finding(&work, &AssessmentFinding { position, ..other }).await?;
        }
        touched(&work, &assessment).await?;
        work.trail(trail(&assessment, &before, "removed").field("title", &before.title, ""));
        Ok(())
    })
    .await
}

/// Moves a finding one place up or down in the order the unit agrees on.
pub async fn move_finding(
    app: &App,
    who: &Actor,
    id: AssessmentId,
    finding: AssessmentFindingId,
    direction: Direction,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let assessment = changeable(&work, who, id).await?;
        let all = store::findings_of(&work, id).await?;
        let at = all
            .iter()
            .position(|found| found.id == finding)
            .ok_or(AppError::NotFound)?;
        let other = match direction {
            Direction::Up => at.checked_sub(1),
            Direction::Down => Some(at + 1),
        };
        let (Some(one), Some(other)) = (all.get(at), other.and_then(|other| all.get(other))) else {
            return Ok(());
        };
        for (moved, position) in [(one, other.position), (other, one.position)] {
            store::change_finding(
                &work,
                &AssessmentFinding {
                    position,
                    ..moved.clone()
                },
            )
            .await?;
        }
        touched(&work, &assessment).await?;
        work.trail(trail(&assessment, one, "moved").field("position", one.position, other.position));
        Ok(())
    })
    .await
}
