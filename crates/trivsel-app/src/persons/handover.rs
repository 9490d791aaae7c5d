//! Handing over what somebody answers for before they leave: one page, one choice for each thing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use trivsel_domain::danish;
use trivsel_domain::id::{FollowUpId, OrganisationId, PersonId, UnitId};
use trivsel_domain::initiative::{Initiative, Responsible};
use trivsel_domain::person::{Employment, Person};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::handovers as store;
use trivsel_store::{Tx, initiatives, persons};
use uuid::Uuid;

pub use trivsel_store::handovers::{AnswersFor, Charge};

use crate::initiatives::UnitNames;
use crate::initiatives::responsibles::roles_reaching;
use crate::trail::Trail;
use crate::{App, AppError};

/// So long before the last day it is said that somebody stops.
const AHEAD: Days = Days::new(60);

/// What somebody answers for, and who could take it over.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Who.
    pub person: Person,
    /// Their last day, where every employment has one.
    pub last_day: Option<NaiveDate>,
    /// What they answer for that the visitor may hand over.
    pub lines: Vec<HandoverLine>,
    /// Who can take it over, in Danish order; never the one who hands over.
    pub people: Vec<Person>,
}

/// One thing to be handed over.
#[derive(Clone, Debug)]
pub struct HandoverLine {
    /// What it is.
    pub charge: Charge,
    /// Where it belongs; empty for a survey.
    pub unit_name: String,
}

/// To whom something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandTo {
    /// To somebody, to a role, or to nobody in particular: then it falls to those who lead the initiative, else to the unit's manager.
    Somebody(Responsible),
    /// A follow-up stops.
    Nobody,
}

impl HandTo {
    /// What a form says: nothing leaves it for now, `end` stops it, `leads` names nobody.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "" => None,
            "end" => Some(Self::Nobody),
            "leads" => Some(Self::Somebody(Responsible::Leads)),
            code => Responsible::parse(code).map(Self::Somebody),
        }
    }
}

/// The visitor's own: what they answer for.
pub async fn of_visitor(app: &App, who: &Actor) -> Result<Handover, AppError> {
    find(app, who, who.person).await
}

/// What somebody answers for. It is for themselves until their last day, and for those who may hand over where they worked.
pub async fn find(app: &App, who: &Actor, id: PersonId) -> Result<Handover, AppError> {
    let tx = app.read(who.organisation).await?;
    load(&tx, who, id, app.today()).await
}

async fn load(tx: &Tx, who: &Actor, id: PersonId, today: NaiveDate) -> Result<Handover, AppError> {
    let is_own = id == who.person;
    if !is_own {
        who.must_somewhere(Right::HandOver)?;
    }
    let person = persons::find(tx, id)
        .await?
        .filter(|person| !person.is_erased)
        .ok_or(AppError::NotFound)?;
    let employments = persons::employments_of(tx, id).await?;
    let may_here = |unit: Option<UnitId>| unit.is_some_and(|unit| who.may(Right::HandOver, unit));
    let is_theirs = employments.iter().any(|job| may_here(Some(job.unit)));
    if !is_own && !is_theirs {
        return Err(AppError::Forbidden);
    }
    let mut charges = store::list_charges(tx, today).await?;
    charges.retain(|charge| charge.person == id);
    charges.retain(|charge| is_own || charge.unit.is_none() || may_here(charge.unit));
    let names = UnitNames::of(tx, who, charges.iter().filter_map(|charge| charge.unit)).await?;
    Ok(Handover {
        last_day: last_day(&employments),
        people: takers(tx, who, id, &employments, today).await?,
        lines: charges
            .into_iter()
            .map(|charge| HandoverLine {
                unit_name: charge.unit.map(|unit| names.get(unit)).unwrap_or_default(),
                charge,
            })
            .collect(),
        person,
    })
}

/// The last day of somebody's last employment; none while one of them goes on, or where there is none.
fn last_day(employments: &[Employment]) -> Option<NaiveDate> {
    if employments.iter().any(|job| job.period.to().is_none()) {
        return None;
    }
    employments.iter().filter_map(|job| job.period.to()).max()
}

/// Those with a role where somebody worked or above, and the visitor.
async fn takers(
    tx: &Tx,
    who: &Actor,
    from: PersonId,
    employments: &[Employment],
    today: NaiveDate,
) -> Result<Vec<Person>, AppError> {
    let here = employments.iter().map(|job| job.unit);
    let held = roles_reaching(tx, &who.tree, here, today).await?.into_iter();
    let mut ids: BTreeSet<PersonId> = held
        .filter(|held| Responsible::ROLES.contains(&held.role))
        .map(|held| held.person)
        .collect();
    ids.insert(who.person);
    ids.remove(&from);
    let mut people = persons::list_some(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    people.retain(|person| !person.is_erased);
    people.sort_by(|a, b| danish::compare(&a.name, &b.name));
    Ok(people)
}

/// Hands over what was chosen; what was left open stays. Says how many things went.
pub async fn hand_over(
    app: &App,
    who: &Actor,
    from: PersonId,
    chosen: &[(AnswersFor, Uuid, HandTo)],
) -> Result<usize, AppError> {
    app.writing(who, |work| async move {
        let found = load(&work, who, from, work.today).await?;
        let mut given = 0;
        for (kind, subject, to) in chosen {
            let is_it = |line: &&HandoverLine| line.charge.kind == *kind && line.charge.subject == *subject;
            // Somebody else has handed it over meanwhile: then it is done.
            let Some(line) = found.lines.iter().find(is_it) else {
                continue;
            };
            may_go(&found, line, *to)?;
            give(&work, line, *to).await?;
            given += 1;
            let to_whom = match to {
                HandTo::Nobody => "end".to_owned(),
                HandTo::Somebody(to) => to.code(),
            };
            let trail = Trail::new(kind.code(), *subject, "handed_over").of(from.0);
            work.trail(
                match line.charge.unit {
                    Some(unit) => trail.unit(unit),
                    None => trail,
                }
                .field("responsible", from, to_whom),
            );
        }
        Ok(given)
    })
    .await
}

/// Roles see to follow-ups and milestones only, only a follow-up stops here, and a survey is somebody's.
fn may_go(found: &Handover, line: &HandoverLine, to: HandTo) -> Result<(), AppError> {
    let kind = line.charge.kind;
    let is_step = matches!(kind, AnswersFor::FollowUp | AnswersFor::Milestone);
    let is_right = match to {
        HandTo::Nobody => kind == AnswersFor::FollowUp,
        HandTo::Somebody(Responsible::Role(_)) => is_step,
        // A line of a plan is somebody's, or it is nobody's.
        HandTo::Somebody(Responsible::Leads) => kind != AnswersFor::PlanLine,
        HandTo::Somebody(Responsible::Person(id)) => found.people.iter().any(|person| person.id == id),
    };
    if is_right {
        Ok(())
    } else {
        Err(AppError::invalid(field(kind, line.charge.subject), "problem-choose"))
    }
}

/// The field of a form in which one thing is handed over.
pub fn field(kind: AnswersFor, subject: Uuid) -> String {
    format!("{}.{subject}", kind.code())
}

async fn give(work: &crate::work::Work, line: &HandoverLine, to: HandTo) -> Result<(), AppError> {
    let charge = &line.charge;
    let to = match to {
        HandTo::Somebody(to) => to,
        HandTo::Nobody => {
            let id = FollowUpId(charge.subject);
            let mut follow_up = initiatives::find_follow_up(work, id).await?.ok_or(AppError::NotFound)?;
            follow_up.ended_on = Some(work.today);
            initiatives::change_follow_up(work, &follow_up).await?;
            Responsible::Leads
        }
    };
    // Whoever leads together with somebody and takes over from them leads alone.
    let leading = matches!(charge.kind, AnswersFor::Lead | AnswersFor::CoLead);
    if let (true, Some(taker), Some(id)) = (leading, to.person(), charge.initiative)
        && let Some(initiative) = initiatives::find(work, id).await?
        && [initiative.lead, initiative.co_lead].contains(&Some(taker))
    {
        let alone = Initiative {
            lead: Some(taker),
            co_lead: None,
            ..initiative
        };
        initiatives::change(work, &alone).await?;
        return Ok(());
    }
    store::give_charge(work, charge, to).await?;
    Ok(())
}

/// Somebody who stops, or has stopped, and still answers for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaver {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their last day.
    pub last_day: NaiveDate,
    /// For how many things they answer, by kind.
    pub counts: BTreeMap<&'static str, usize>,
}

/// Those who stop within two months or have stopped, where the visitor may hand over, with what they still answer for.
pub async fn leavers(app: &App, who: &Actor) -> Result<Vec<Leaver>, AppError> {
    if !who.may_somewhere(Right::HandOver) {
        return Ok(Vec::new());
    }
    let today = app.today();
    let tx = app.read(who.organisation).await?;
    let leaving = all_leaving(&tx, today, today.checked_add_days(AHEAD).unwrap_or(today)).await?;
    let here = leaving
        .into_iter()
        .filter(|(_, jobs, _)| jobs.iter().any(|job| who.may(Right::HandOver, job.unit)));
    let here: Vec<_> = here.collect();
    if here.is_empty() {
        return Ok(Vec::new());
    }
    let names = persons::names_of(&tx, here.iter().map(|(person, ..)| *person)).await?;
    let mut found: Vec<Leaver> = here
        .into_iter()
        .filter_map(|(person, jobs, charges)| {
            let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
            for charge in charges {
                *counts.entry(charge.kind.code()).or_default() += 1;
            }
            Some(Leaver {
                name: names.get(&person)?.clone(),
                last_day: last_day(&jobs)?,
                person,
                counts,
            })
        })
        .collect();
    found.sort_by(|a, b| (a.last_day, &a.name).cmp(&(b.last_day, &b.name)));
    Ok(found)
}

/// How many things lie with people who have left, in all of an organisation.
pub async fn count_left_behind(app: &App, organisation: OrganisationId) -> Result<usize, AppError> {
    let tx = app.read(organisation).await?;
    let today = app.today();
    let yesterday = today.pred_opt().unwrap_or(today);
    let gone = all_leaving(&tx, today, yesterday).await?;
    Ok(gone.iter().map(|(.., charges)| charges.len()).sum())
}

type Leaving = (PersonId, Vec<Employment>, Vec<Charge>);

/// Those who answer for something and whose last day is by then.
async fn all_leaving(tx: &Tx, today: NaiveDate, by: NaiveDate) -> Result<Vec<Leaving>, AppError> {
    let mut charges: BTreeMap<PersonId, Vec<Charge>> = BTreeMap::new();
    for charge in store::list_charges_of_leavers(tx, today, by).await? {
        charges.entry(charge.person).or_default().push(charge);
    }
    // Mostly nobody leaves, and then nothing more is asked.
    if charges.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PersonId> = charges.keys().copied().collect();
    let mut jobs: BTreeMap<PersonId, Vec<Employment>> = BTreeMap::new();
    for job in persons::employments_of_some(tx, &ids).await? {
        jobs.entry(job.person).or_default().push(job);
    }
    let leaving = charges.into_iter().filter_map(|(person, charges)| {
        let jobs = jobs.remove(&person)?;
        Some((person, jobs, charges))
    });
    Ok(leaving.collect())
}
