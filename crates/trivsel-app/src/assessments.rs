//! The workplace assessment: begun as a collection of what is in the system, written together, agreed by both sides, shown to an inspector.

mod agreeing;
mod findings;
mod frame;
mod proposals;
mod reporting;
mod rounds;

pub use agreeing::agree;
pub use findings::{
    FindingContent, FindingForm, add_finding, change_finding, find_finding, move_finding, remove_finding,
};
pub use frame::{FrameContent, FrameForm, change_frame};
pub use proposals::{Proposal, ProposalKind, TakenProposal, decline, take_in};
pub use reporting::{UnitReportContent, UnitReportForm, report, report_units};
pub use rounds::{RoundFound, WalkedRound, walk_round};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trivsel_domain::assessment::{
    AgreeingSide, Assessment, AssessmentFinding, CheckedPart, FrozenAssessment, PartState, check_parts,
};
use trivsel_domain::danish;
use trivsel_domain::duty::DutyProduct;
use trivsel_domain::free_text::{Delicate, delicate};
use trivsel_domain::id::{AssessmentId, InitiativeId, PersonId, UnitId};
use trivsel_domain::legal_rule::LegalRule;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, assessments as store, persons};
use uuid::Uuid;

use crate::duties::WheelGround;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem};

/// An assessment in a list.
#[derive(Clone, Debug)]
pub struct AssessmentLine {
    /// Which.
    pub id: AssessmentId,
    /// Its number.
    pub number: i32,
    /// Of which unit.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// When it was begun.
    pub begun_on: NaiveDate,
    /// When both sides had agreed; none while it is open.
    pub agreed_on: Option<NaiveDate>,
    /// Until when it holds, by the rule in force.
    pub holds_until: Option<NaiveDate>,
    /// Is it the newest agreed one of its unit?
    pub is_newest: bool,
}

/// The assessments a visitor may see.
#[derive(Clone, Debug)]
pub struct AssessmentList {
    /// Today.
    pub today: NaiveDate,
    /// The visitor's own unit first; in each unit the newest first.
    pub lines: Vec<AssessmentLine>,
    /// Units in which the visitor can begin one, with their names.
    pub can_begin: Vec<(UnitId, String)>,
}

/// An assessment with all that belongs to it.
#[derive(Clone, Debug)]
pub struct AssessmentDetails {
    /// The assessment.
    pub assessment: Assessment,
    /// Today.
    pub today: NaiveDate,
    /// What its unit is called.
    pub unit_name: String,
    /// The small units that are done with it.
    pub covers: Vec<String>,
    /// What was found, in order.
    pub findings: Vec<AssessmentFinding>,
    /// What both sides agreed to; none while it is open.
    pub frozen: Option<FrozenAssessment>,
    /// "Er alt med?", in the order of the document.
    pub parts: Vec<CheckedPart>,
    /// The rules in force, for their sources.
    pub rules: Vec<LegalRule>,
    /// What is in the system and could belong here.
    pub proposals: Vec<Proposal>,
    /// Names by their persons: who takes part, who agreed.
    pub names: BTreeMap<PersonId, String>,
    /// Who can take part for the staff: representatives first.
    pub people: Vec<(PersonId, String)>,
    /// Earlier ones of the unit, the newest first.
    pub earlier: Vec<AssessmentLine>,
    /// By when it is due, as the wheel reckons.
    pub due_on: Option<NaiveDate>,
    /// May the visitor change it?
    pub may_change: bool,
    /// For which side the visitor could agree now.
    pub may_agree: Option<AgreeingSide>,
}

impl AssessmentDetails {
    /// Is anything missing that the rules in force ask for?
    pub fn is_complete(&self) -> bool {
        !self
            .parts
            .iter()
            .any(|checked| matches!(checked.state, PartState::Missing(_)))
    }
}

/// Everything a visitor may see.
pub async fn list(app: &App, who: &Actor) -> Result<AssessmentList, AppError> {
    who.must_somewhere(Right::ReadAssessment)?;
    let tx = app.read(who.organisation).await?;
    let ground = WheelGround::read_for(&tx, app.today(), Some(DutyProduct::Assessment)).await?;
    let home = who.home_unit();
    let mut lines: Vec<AssessmentLine> = ground
        .assessments
        .iter()
        .filter(|of| may_read(who, of))
        .map(|of| line(&ground, of))
        .collect();
    lines.sort_by(|one, other| {
        (home != Some(one.unit), !one.is_newest)
            .cmp(&(home != Some(other.unit), !other.is_newest))
            .then_with(|| danish::compare(&one.unit_name, &other.unit_name))
            .then_with(|| other.number.cmp(&one.number))
    });
    let is_open = |unit: UnitId| ground.assessments.iter().any(|of| of.unit == unit && of.is_open());
    let can_begin = who
        .units_with(Right::ChangeAssessment)
        .into_iter()
        .filter(|unit| !is_open(*unit))
        .map(|unit| (unit, ground.name(unit)))
        .collect();
    Ok(AssessmentList {
        today: ground.today,
        lines,
        can_begin,
    })
}

fn line(ground: &WheelGround, of: &Assessment) -> AssessmentLine {
    let agreed_on = of.agreed_at().map(|at| crate::app::local(at).date());
    let months = ground
        .rules
        .iter()
        .find(|rule| rule.code == "APV-2")
        .and_then(|rule| rule.interval_months);
    let newest = ground
        .assessments
        .iter()
        .filter(|other| other.unit == of.unit && !other.is_open());
    AssessmentLine {
        id: of.id,
        number: of.number,
        unit: of.unit,
        unit_name: ground.name(of.unit),
        begun_on: of.begun_on,
        holds_until: agreed_on
            .zip(months)
            .and_then(|(on, months)| trivsel_domain::duty::month_later(on, months)),
        is_newest: newest
            .max_by_key(|other| other.agreed_at())
            .is_none_or(|newest| newest.id == of.id),
        agreed_on,
    }
}

/// An open one is for those who write it; one that was agreed is for everybody in the unit.
pub(crate) fn may_read(who: &Actor, of: &Assessment) -> bool {
    let writes = who.may(Right::ChangeAssessment, of.unit) || of.with == Some(who.person);
    writes || (!of.is_open() && who.may(Right::ReadAssessment, of.unit))
}

/// An assessment the visitor may read.
async fn readable(tx: &Tx, who: &Actor, id: AssessmentId) -> Result<Assessment, AppError> {
    who.must_somewhere(Right::ReadAssessment)?;
    let found = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    if may_read(who, &found) {
        Ok(found)
    } else {
        Err(AppError::Forbidden)
    }
}

/// An open assessment the visitor may change.
async fn changeable(tx: &Tx, who: &Actor, id: AssessmentId) -> Result<Assessment, AppError> {
    let found = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    who.must(Right::ChangeAssessment, found.unit)?;
    if found.is_open() {
        Ok(found)
    } else {
        Err(AppError::Refused("refused-assessment-agreed"))
    }
}

/// One assessment with all that belongs to it.
pub async fn find(app: &App, who: &Actor, id: AssessmentId) -> Result<AssessmentDetails, AppError> {
    let tx = app.read(who.organisation).await?;
    let assessment = readable(&tx, who, id).await?;
    let ground = WheelGround::read_for(&tx, app.today(), Some(DutyProduct::Assessment)).await?;
    let findings = store::findings_of(&tx, id).await?;
    let frozen = store::frozen(&tx, id).await?;
    let may_change = assessment.is_open() && who.may(Right::ChangeAssessment, assessment.unit);
    let proposals = if may_change {
        proposals::list(&tx, who, &ground, &assessment, &findings).await?
    } else {
        Vec::new()
    };
    let people = if may_change {
        people(&tx, &ground, assessment.unit).await?
    } else {
        Vec::new()
    };
    let agreed = [&assessment.manager_agreed, &assessment.staff_agreed];
    let involved = agreed
        .into_iter()
        .flatten()
        .filter_map(|agreed| agreed.by)
        .chain(assessment.with);
    let duty = ground
        .duties
        .iter()
        .find(|duty| duty.is_on && duty.produces == DutyProduct::Assessment);
    Ok(AssessmentDetails {
        today: ground.today,
        unit_name: ground.name(assessment.unit),
        covers: covers(&ground, assessment.unit),
        parts: parts(&ground, &assessment, &findings),
        names: persons::names_of(&tx, involved).await?,
        earlier: ground
            .assessments
            .iter()
            .filter(|other| other.unit == assessment.unit && other.id != id && !other.is_open())
            .map(|other| line(&ground, other))
            .collect(),
        due_on: duty
            .and_then(|duty| ground.track(duty, assessment.unit))
            .and_then(|track| track.next_due()),
        may_agree: agreeing::side_of(who, &assessment),
        rules: ground.rules.clone(),
        findings,
        frozen,
        proposals,
        people,
        may_change,
        assessment,
    })
}

/// Every part held against the rules in force.
fn parts(ground: &WheelGround, assessment: &Assessment, findings: &[AssessmentFinding]) -> Vec<CheckedPart> {
    let agreed_on = assessment.agreed_at().map(|at| crate::app::local(at).date());
    let changes = ground.unanswered(assessment.unit, Some(agreed_on.unwrap_or(assessment.begun_on)));
    let changed_on = changes.last().map(|(_, on)| *on);
    check_parts(assessment, findings, &ground.rules, ground.today, changed_on)
}

/// The small units that are done with this one.
fn covers(ground: &WheelGround, unit: UnitId) -> Vec<String> {
    let duty = ground
        .duties
        .iter()
        .find(|duty| duty.produces == DutyProduct::Assessment);
    let bearers = duty.map(|duty| ground.bearers_of(duty)).unwrap_or_default();
    let covered = bearers
        .into_iter()
        .find(|bearer| bearer.unit == unit)
        .map(|bearer| bearer.covers);
    covered
        .unwrap_or_default()
        .into_iter()
        .map(|unit| ground.name(unit))
        .collect()
}

/// Who can take part for the staff: safety representatives first, then everybody employed in the unit.
async fn people(tx: &Tx, ground: &WheelGround, unit: UnitId) -> Result<Vec<(PersonId, String)>, AppError> {
    let mut found: Vec<(PersonId, String)> = Vec::new();
    let line: Vec<UnitId> = std::iter::once(unit).chain(ground.tree.ancestors(unit)).collect();
    for holder in persons::holders(tx, &[trivsel_domain::person::Role::SafetyRep], ground.today).await? {
        let is_near = line.contains(&holder.unit) || ground.tree.is_within(holder.unit, unit);
        if is_near && !found.iter().any(|(person, _)| *person == holder.person) {
            found.push((holder.person, holder.name));
        }
    }
    let mut employed: Vec<(PersonId, String)> = persons::list_employed(tx, &[unit], ground.today)
        .await?
        .into_iter()
        .map(|(person, _)| (person.id, person.name))
        .collect();
    employed.sort_by(|one, other| danish::compare(&one.1, &other.1));
    employed.dedup();
    employed.retain(|(person, _)| !found.iter().any(|(other, _)| other == person));
    found.extend(employed);
    Ok(found)
}

/// Begins an assessment in a unit.
pub async fn begin(app: &App, who: &Actor, unit: UnitId) -> Result<AssessmentId, AppError> {
    who.must(Right::ChangeAssessment, unit)?;
    app.writing(who, |work| async move {
        if who.tree.get(unit).is_none() {
            return Err(AppError::NotFound);
        }
        let open = store::list(&work)
            .await?
            .into_iter()
            .find(|of| of.unit == unit && of.is_open());
        if open.is_some() {
            return Err(AppError::Refused("refused-assessment-open"));
        }
        let assessment = Assessment {
            id: AssessmentId(Uuid::now_v7()),
            number: store::next_number(&work).await?,
            unit,
            begun_on: work.today,
            mapping: String::new(),
            looked_at: Vec::new(),
            absence: None,
            absence_text: String::new(),
            with: None,
            open_at: String::new(),
            manager_agreed: None,
            staff_agreed: None,
            declined: Vec::new(),
            version: 1,
        };
        store::add(&work, &assessment).await?;
        work.trail(trail(&assessment, "added"));
        Ok(assessment.id)
    })
    .await
}

fn trail(assessment: &Assessment, verb: &'static str) -> Trail {
    Trail::new("assessment", assessment.id.0, verb).unit(assessment.unit)
}

/// Writes an open assessment after a change: what either side had agreed to is no longer what stands there.
async fn touched(work: &Work, assessment: &Assessment) -> Result<(), AppError> {
    Ok(store::change(work, &assessment.unagreed(), None).await?)
}

/// Refuses what is like a person's number; asks once about words of illness and names of colleagues.
async fn check_words(
    tx: &Tx,
    unit: UnitId,
    today: NaiveDate,
    fields: &[(&str, &str)],
    is_insisted: bool,
) -> Result<(), AppError> {
    let employed = persons::list_employed(tx, &[unit], today).await?;
    let names: Vec<&str> = employed.iter().map(|(person, _)| person.name.as_str()).collect();
    let mut problems = Vec::new();
    for (field, text) in fields {
        match delicate(text, names.iter().copied()) {
            Some(Delicate::PersonNumber) => problems.push(Problem::new(*field, "problem-person-number")),
            Some(Delicate::Illness(_)) if !is_insisted => problems.push(Problem::new(*field, "problem-illness-word")),
            Some(Delicate::Name(_)) if !is_insisted => problems.push(Problem::new(*field, "problem-name-of-somebody")),
            Some(Delicate::Illness(_) | Delicate::Name(_)) | None => {}
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(problems))
    }
}

/// An open assessment to which the visitor can agree for a side.
async fn changeable_by_agreeing(tx: &Tx, who: &Actor, id: AssessmentId) -> Result<Assessment, AppError> {
    let found = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
    let may = who.may(Right::AgreeAsStaff, found.unit) || who.may(Right::AgreeAsManager, found.unit);
    if !may && found.with != Some(who.person) {
        return Err(AppError::Forbidden);
    }
    if found.is_open() {
        Ok(found)
    } else {
        Err(AppError::Refused("refused-assessment-agreed"))
    }
}

/// Initiatives the unit owns or that run in it, with their titles: what a finding's measure can be.
pub async fn initiatives_here(app: &App, who: &Actor, unit: UnitId) -> Result<Vec<(InitiativeId, String)>, AppError> {
    who.must(Right::ChangeAssessment, unit)?;
    let tx = app.read(who.organisation).await?;
    let sites = trivsel_store::initiatives::site_units(&tx).await?;
    let all = trivsel_store::initiatives::register(&tx).await?;
    let here = all
        .into_iter()
        .filter(|line| line.unit == unit || sites.contains(&(line.id, unit)));
    Ok(here.map(|line| (line.id, line.title)).collect())
}
