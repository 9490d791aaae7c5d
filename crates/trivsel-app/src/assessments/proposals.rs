//! What is in the system and could belong in an assessment: scales that stand out in the last survey, what was reported, follow-ups of
//! initiatives that run in the unit, and what the last assessment left unsolved. Figures come from publications only; comments do not come.

use chrono::{Months, NaiveDate};
use trivsel_domain::assessment::{Assessment, AssessmentFinding, FindingArea, UnitReport};
use trivsel_domain::duty::DutyProduct;
use trivsel_domain::id::{AssessmentId, InitiativeId, SurveyId, UnitId};
use trivsel_domain::initiative::FollowUpNote;
use trivsel_domain::publication::{Standing, finding};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::TwoLanguages;
use trivsel_store::boards::{self, ChosenNote, ChosenOf};
use trivsel_store::{Tx, assessments as store, initiatives};

use super::findings::{empty, next_position, trail};
use super::{changeable, touched};
use crate::duties::WheelGround;
use crate::{App, AppError, publications};

/// How far back follow-ups and reports are looked at, where there is no earlier assessment: as long as one holds.
const LOOK_BACK: Months = Months::new(36);
/// Kinds of boards and their zones that tell of something to be mended. What goes well is no finding.
const TO_BE_MENDED: [(&str, &str); 5] = [
    ("pressure_map", "pressed"),
    ("pressure_map", "passive"),
    ("look_back", "was_hard"),
    ("look_back", "take_along"),
    ("interruptions", "needless"),
];
/// How many follow-ups are offered: the newest of each initiative, and no more than fit a page.
const MOST_FOLLOW_UPS: usize = 6;

/// Something that could belong here.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it is known by.
    pub key: String,
    /// What kind of working environment.
    pub area: FindingArea,
    /// What it is.
    pub kind: ProposalKind,
}

/// What is proposed, as far as it can be said without words of a language.
#[derive(Clone, Debug)]
pub enum ProposalKind {
    /// A scale that stands out.
    Scale {
        /// In which survey.
        survey: SurveyId,
        /// What that is called.
        survey_title: TwoLanguages,
        /// When it closed.
        closed_on: NaiveDate,
        /// What the scale is called, in Danish and English.
        name: (String, String),
        /// The unit's mean, as it was published.
        mean: f64,
        /// The mean of all who were asked, if it was published.
        all: Option<f64>,
    },
    /// Something that was reported.
    Reported(UnitReport),
    /// What came of a follow-up.
    FollowedUp {
        /// Of which initiative.
        initiative: InitiativeId,
        /// What that is called.
        title: String,
        /// What came of it.
        note: FollowUpNote,
    },
    /// What a group chose on a board that is closed.
    Chosen(Box<ChosenNote>),
    /// What the last assessment left unsolved.
    Unsolved {
        /// Its number.
        number: i32,
        /// What it said.
        finding: Box<AssessmentFinding>,
    },
}

/// A proposal as it is taken in, in words.
#[derive(Clone, Debug, Default)]
pub struct TakenProposal {
    /// What it is.
    pub title: String,
    /// What it is like.
    pub description: String,
    /// Where it was seen.
    pub seen_in: String,
}

/// What could belong in an assessment and neither stands in it nor was declined.
pub(super) async fn list(
    tx: &Tx,
    who: &Actor,
    ground: &WheelGround,
    assessment: &Assessment,
    findings: &[AssessmentFinding],
) -> Result<Vec<Proposal>, AppError> {
    let last = ground
        .assessments
        .iter()
        .filter(|other| other.unit == assessment.unit && !other.is_open())
        .max_by_key(|other| other.agreed_at());
    let long_ago = assessment
        .begun_on
        .checked_sub_months(LOOK_BACK)
        .unwrap_or(assessment.begun_on);
    let since = last
        .and_then(Assessment::agreed_at)
        .map_or(long_ago, |at| at.date_naive().max(long_ago));
    let mut all = scales(tx, who, assessment.unit).await?;
    for report in store::reports_in(tx, assessment.unit, since).await? {
        all.push(Proposal {
            key: format!("report:{}", report.id),
            area: report.area,
            kind: ProposalKind::Reported(report),
        });
    }
    all.extend(followed_up(tx, who, assessment.unit, since).await?);
    all.extend(chosen_notes(tx, who, ground, assessment.unit, since).await?);
    if let Some(last) = last {
        let unsolved = store::findings_of(tx, last.id)
            .await?
            .into_iter()
            .filter(|finding| !finding.is_solved());
        all.extend(unsolved.map(|finding| Proposal {
            key: format!("finding:{}", finding.id),
            area: finding.area,
            kind: ProposalKind::Unsolved {
                number: last.number,
                finding: Box::new(finding),
            },
        }));
    }
    all.retain(|proposal| {
        let is_taken = findings.iter().any(|finding| finding.taken_from == proposal.key);
        !is_taken && !assessment.declined.contains(&proposal.key)
    });
    Ok(all)
}

/// Scales of the newest survey that stand out to the bad in the unit, through what was published of it.
async fn scales(tx: &Tx, who: &Actor, unit: UnitId) -> Result<Vec<Proposal>, AppError> {
    if !who.may(Right::ReadFigures, unit) {
        return Ok(Vec::new());
    }
    for edition in publications::editions(tx).await?.into_iter().rev() {
        let Standing::Shown(own) = edition.publication.standing(unit) else {
            continue;
        };
        let whole = edition
            .publication
            .whole()
            .filter(|(whole, _)| *whole != unit)
            .map(|(_, shown)| shown);
        let found = finding(&edition.content, own, whole);
        let outside = found.outside.iter().map(|(scale, _)| scale);
        let out: Vec<&String> = found.worst.iter().chain(outside).chain(&found.below).collect();
        let proposals = out.into_iter().filter_map(|key| {
            let (scale, result) = (edition.content.find_scale(key)?, own.scale(key)?);
            let name = |language: &str| scale.name.get(language).unwrap_or(key).to_owned();
            Some(Proposal {
                key: format!("scale:{}:{key}", edition.publication.survey),
                area: FindingArea::Psychosocial,
                kind: ProposalKind::Scale {
                    survey: edition.publication.survey,
                    survey_title: edition.publication.title.clone(),
                    closed_on: edition.publication.closed_on,
                    name: (name("da"), name("en")),
                    mean: result.mean.middle(),
                    all: whole.and_then(|whole| whole.scale(key)).map(|all| all.mean.middle()),
                },
            })
        });
        return Ok(proposals.collect());
    }
    Ok(Vec::new())
}

/// What groups of the unit chose on their boards, and of the small units that are done with it: only from the zones that tell of something
/// to be mended, and only from days that are over.
async fn chosen_notes(
    tx: &Tx,
    who: &Actor,
    ground: &WheelGround,
    unit: UnitId,
    since: NaiveDate,
) -> Result<Vec<Proposal>, AppError> {
    if !who.may(Right::ReadWorkshops, unit) {
        return Ok(Vec::new());
    }
    let duty = ground
        .duties
        .iter()
        .find(|duty| duty.produces == DutyProduct::Assessment);
    let bearers = duty.map(|duty| ground.bearers_of(duty)).unwrap_or_default();
    let covered = bearers.iter().find(|bearer| bearer.unit == unit);
    let is_here = |other: UnitId| other == unit || covered.is_some_and(|bearer| bearer.covers.contains(&other));
    let chosen = boards::chosen(tx, ChosenOf::Since(since)).await?.into_iter();
    let of_unit = chosen.filter(|note| {
        let zone = (note.kind.as_str(), note.zone.as_str());
        is_here(note.unit) && TO_BE_MENDED.contains(&zone)
    });
    Ok(of_unit
        .map(|note| Proposal {
            key: format!("board_note:{}", note.note),
            area: FindingArea::Psychosocial,
            kind: ProposalKind::Chosen(Box::new(note)),
        })
        .collect())
}

/// The newest note of each initiative that the unit owns or that runs in it.
async fn followed_up(tx: &Tx, who: &Actor, unit: UnitId, since: NaiveDate) -> Result<Vec<Proposal>, AppError> {
    if !who.may(Right::ReadInitiative, unit) {
        return Ok(Vec::new());
    }
    let sites = initiatives::site_units(tx).await?;
    let mut here = initiatives::register(tx).await?;
    here.retain(|line| line.unit == unit || sites.contains(&(line.id, unit)));
    let ids: Vec<InitiativeId> = here.iter().map(|line| line.id).collect();
    let follow_ups = initiatives::follow_ups_of_many(tx, &ids).await?;
    let notes = initiatives::notes_of_many(tx, &follow_ups).await?;
    let mut newest: Vec<Proposal> = Vec::new();
    for line in here {
        let own = |note: &&FollowUpNote| {
            let of = follow_ups.iter().find(|of| of.id == note.follow_up);
            note.held_on >= since && of.is_some_and(|of| of.initiative == line.id)
        };
        let latest = notes.iter().filter(own).max_by_key(|note| note.held_on).cloned();
        if let Some(note) = latest {
            newest.push(Proposal {
                key: format!("note:{}", note.id),
                area: FindingArea::Psychosocial,
                kind: ProposalKind::FollowedUp {
                    initiative: line.id,
                    title: line.title,
                    note,
                },
            });
        }
    }
    newest.truncate(MOST_FOLLOW_UPS);
    Ok(newest)
}

/// Takes a proposal in as a finding, with words for it.
pub async fn take_in(
    app: &App,
    who: &Actor,
    id: AssessmentId,
    key: &str,
    taken: &TakenProposal,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let assessment = changeable(&work, who, id).await?;
        let ground = WheelGround::read(&work, work.today).await?;
        let findings = store::findings_of(&work, id).await?;
        let offered = list(&work, who, &ground, &assessment, &findings).await?;
        // Somebody took it in or declined it meanwhile.
        let proposal = offered
            .into_iter()
            .find(|proposal| proposal.key == key)
            .ok_or(AppError::Conflict)?;
        let base = AssessmentFinding {
            area: proposal.area,
            title: taken.title.clone(),
            description: taken.description.clone(),
            seen_in: taken.seen_in.clone(),
            taken_from: key.to_owned(),
            ..empty(id, next_position(&work, id).await?)
        };
        let finding = match proposal.kind {
            ProposalKind::Unsolved { finding, .. } => AssessmentFinding {
                severity: finding.severity,
                extent: finding.extent,
                causes: finding.causes,
                measure: finding.measure,
                responsible_role: finding.responsible_role,
                initiative: finding.initiative,
                ..base
            },
            ProposalKind::FollowedUp { initiative, .. } => AssessmentFinding {
                initiative: Some(initiative),
                ..base
            },
            ProposalKind::Scale { .. } | ProposalKind::Reported(_) | ProposalKind::Chosen(_) => base,
        };
        store::add_finding(&work, &finding).await?;
        touched(&work, &assessment).await?;
        work.trail(trail(&assessment, &finding, "added").field("title", "", &finding.title));
        Ok(())
    })
    .await
}

/// Says that a proposal does not belong here.
pub async fn decline(app: &App, who: &Actor, id: AssessmentId, key: &str) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let mut assessment = changeable(&work, who, id).await?;
        let ground = WheelGround::read(&work, work.today).await?;
        let findings = store::findings_of(&work, id).await?;
        let offered = list(&work, who, &ground, &assessment, &findings).await?;
        if !offered.iter().any(|proposal| proposal.key == key) {
            return Err(AppError::Conflict);
        }
        assessment.declined.push(key.to_owned());
        store::change(&work, &assessment, None).await?;
        work.trail(super::trail(&assessment, "proposal_declined"));
        Ok(())
    })
    .await
}
