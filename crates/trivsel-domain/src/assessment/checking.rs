//! "Er alt med?": holds an assessment against the rules in force on a day.

use chrono::NaiveDate;

use super::{AbsenceLink, Assessment, AssessmentFinding, AssessmentPart, FindingArea, PartLack, PartState};
use crate::duty::month_later;
use crate::legal_rule::LegalRule;

/// A part and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedPart {
    /// Which.
    pub part: AssessmentPart,
    /// How it stands.
    pub state: PartState,
}

/// Every part, in the order of the document. `changed_on` is the newest large change of the unit that nobody has answered.
///
/// What no confirmed rule asks for is told as advice and never as missing; what no rule in force asks for is not reckoned.
pub fn check_parts(
    assessment: &Assessment,
    findings: &[AssessmentFinding],
    rules: &[LegalRule],
    today: NaiveDate,
    changed_on: Option<NaiveDate>,
) -> Vec<CheckedPart> {
    AssessmentPart::ALL
        .into_iter()
        .map(|part| {
            let rule = rules.iter().find(|rule| rule.code == part.rule());
            let lacks = || lacks(part, assessment, findings, rule, today, changed_on);
            let state = match rule {
                Some(rule) if !rule.can_be_on() && rule.holds_on(today) => told(lacks(), PartState::Advised),
                Some(rule) if rule.can_be_reckoned(today) => told(lacks(), PartState::Missing),
                _ => PartState::NotReckoned,
            };
            CheckedPart { part, state }
        })
        .collect()
}

fn told(lacks: Vec<PartLack>, how: impl Fn(Vec<PartLack>) -> PartState) -> PartState {
    if lacks.is_empty() {
        PartState::Present
    } else {
        how(lacks)
    }
}

fn lacks(
    part: AssessmentPart,
    assessment: &Assessment,
    findings: &[AssessmentFinding],
    rule: Option<&LegalRule>,
    today: NaiveDate,
    changed_on: Option<NaiveDate>,
) -> Vec<PartLack> {
    let some = |is_missing: bool, lack: PartLack| is_missing.then_some(lack);
    let looked_at = |wanted: fn(FindingArea) -> bool| {
        let found = findings.iter().map(|finding| finding.area);
        assessment.looked_at.iter().copied().chain(found).any(wanted)
    };
    let lacks: Vec<Option<PartLack>> = match part {
        AssessmentPart::InDate => {
            let agreed_on = assessment.agreed_at().map(|at| at.date_naive());
            let months = rule.and_then(|rule| rule.interval_months);
            let until = agreed_on.zip(months).and_then(|(on, months)| month_later(on, months));
            let made_on = agreed_on.unwrap_or(assessment.begun_on);
            vec![
                some(until.is_some_and(|until| until < today), PartLack::TooOld),
                some(
                    changed_on.is_some_and(|changed| made_on < changed),
                    PartLack::ChangedSince,
                ),
            ]
        }
        AssessmentPart::Together => {
            let has_staff = assessment.with.is_some() || assessment.staff_agreed.is_some();
            vec![some(!has_staff, PartLack::NobodyFromStaff)]
        }
        AssessmentPart::BothSides => vec![
            some(!looked_at(FindingArea::is_psychosocial), PartLack::NoPsychosocial),
            some(!looked_at(|area| !area.is_psychosocial()), PartLack::NoPhysical),
        ],
        AssessmentPart::Risks => std::iter::once(some(assessment.mapping.is_empty(), PartLack::NoMapping))
            .chain(findings.iter().flat_map(|finding| {
                [
                    some(finding.severity.is_none(), PartLack::NoSeverity(finding.position)),
                    some(finding.extent.is_empty(), PartLack::NoExtent(finding.position)),
                    some(finding.causes.is_empty(), PartLack::NoCauses(finding.position)),
                ]
            }))
            .collect(),
        AssessmentPart::Absence => {
            let is_linked = |finding: &AssessmentFinding| finding.absence == Some(AbsenceLink::PossibleLink);
            let is_unplaced = assessment.absence == Some(AbsenceLink::PossibleLink) && !findings.iter().any(is_linked);
            vec![
                some(assessment.absence.is_none(), PartLack::AbsenceNotAsked),
                some(is_unplaced, PartLack::LinkWithoutFinding),
            ]
        }
        AssessmentPart::Plan => findings
            .iter()
            .map(|finding| {
                some(
                    !finding.is_solved() && !finding.has_measure(),
                    PartLack::NoMeasure(finding.position),
                )
            })
            .collect(),
        AssessmentPart::Open => vec![some(assessment.open_at.is_empty(), PartLack::NowhereOpen)],
        AssessmentPart::WhoWhenHow => findings
            .iter()
            .filter(|finding| !finding.is_solved())
            .flat_map(|finding| {
                [
                    some(
                        finding.responsible_role.is_empty(),
                        PartLack::NobodyDoes(finding.position),
                    ),
                    some(finding.due_on.is_none(), PartLack::NoDay(finding.position)),
                    some(finding.check_on.is_none(), PartLack::NoCheckDay(finding.position)),
                    some(finding.check_how.is_empty(), PartLack::NoCheckHow(finding.position)),
                ]
            })
            .collect(),
    };
    lacks.into_iter().flatten().collect()
}

impl AssessmentFinding {
    /// Is it solved? Then it needs no plan.
    pub fn is_solved(&self) -> bool {
        self.done_on.is_some()
    }

    /// Is something done about it, in words or by an initiative?
    pub fn has_measure(&self) -> bool {
        !self.measure.is_empty() || self.initiative.is_some()
    }
}
