//! Who can see to the follow-ups and milestones of an initiative, and whose turn it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use trivsel_domain::danish;
use trivsel_domain::id::{InitiativeId, PersonId, UnitId};
use trivsel_domain::initiative::{Initiative, Responsible, RoleHolders};
use trivsel_domain::person::{Person, Role, RoleAssignment};
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::unit::Tree;
use trivsel_store::{Tx, initiatives as store, persons};

use super::allowed;
use crate::{App, AppError};

/// Who something can be entrusted to.
#[derive(Clone, Debug)]
pub struct Entrusting {
    /// Roles.
    pub roles: Vec<Role>,
    /// People, in Danish order.
    pub people: Vec<Person>,
}

/// Who can see to a follow-up of an initiative: those who may write what came of it.
pub async fn offer_follow_up(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    now: Responsible,
) -> Result<Entrusting, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = allowed(&tx, who, id, Right::ChangeFollowUps).await?;
    offer(&tx, who, &initiative, Right::WriteFollowUp, Some(now), app.today()).await
}

/// Who can see to a milestone of an initiative: those who may say that it is reached.
pub async fn offer_milestone(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    now: Responsible,
) -> Result<Entrusting, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = allowed(&tx, who, id, Right::ChangeInitiative).await?;
    offer(&tx, who, &initiative, Right::ChangeInitiative, Some(now), app.today()).await
}

async fn offer(
    tx: &Tx,
    who: &Actor,
    initiative: &Initiative,
    right: Right,
    now: Option<Responsible>,
    today: NaiveDate,
) -> Result<Entrusting, AppError> {
    let here = store::sites_of(tx, initiative.id).await?;
    let here: BTreeSet<UnitId> = here.iter().map(|site| site.unit).chain([initiative.unit]).collect();
    let roles: Vec<Role> = Responsible::ROLES
        .into_iter()
        .filter(|role| role.carries(right))
        .collect();
    let held = roles_reaching(tx, &who.tree, here, today).await?.into_iter();
    let mut ids: BTreeSet<PersonId> = held
        .filter(|held| roles.contains(&held.role))
        .map(|held| held.person)
        .collect();
    ids.extend(initiative.lead.into_iter().chain(initiative.co_lead));
    // Who is named stays named until somebody else is, also when they could not be chosen today.
    ids.extend(now.and_then(Responsible::person));
    let mut people = persons::list_some(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    people.retain(|person| !person.is_erased);
    people.sort_by(|a, b| danish::compare(&a.name, &b.name));
    Ok(Entrusting { roles, people })
}

/// Nothing is entrusted to somebody who could not do it.
pub(super) async fn check(
    work: &crate::work::Work,
    who: &Actor,
    initiative: &Initiative,
    right: Right,
    wanted: Responsible,
    now: Option<Responsible>,
) -> Result<(), AppError> {
    if Some(wanted) == now || wanted == Responsible::Leads {
        return Ok(());
    }
    let offered = offer(work, who, initiative, right, now, work.today).await?;
    let is_offered = match wanted {
        Responsible::Leads => true,
        Responsible::Role(role) => offered.roles.contains(&role),
        Responsible::Person(id) => offered.people.iter().any(|person| person.id == id),
    };
    if is_offered {
        Ok(())
    } else {
        Err(AppError::invalid("responsible", "problem-choose"))
    }
}

/// Who holds on a day the roles that reach these units. Without units nothing is asked.
pub(crate) async fn holders_for(
    tx: &Tx,
    who: &Actor,
    units: BTreeSet<UnitId>,
    today: NaiveDate,
) -> Result<RoleHolders, AppError> {
    if units.is_empty() {
        return Ok(RoleHolders::default());
    }
    Ok(RoleHolders::new(roles_reaching(tx, &who.tree, units, today).await?))
}

/// The roles that reach these units on a day: given for one of them, for a unit above it, or for all of the organisation.
pub(crate) async fn roles_reaching(
    tx: &Tx,
    tree: &Tree,
    units: impl IntoIterator<Item = UnitId>,
    today: NaiveDate,
) -> Result<Vec<RoleAssignment>, AppError> {
    let units = units.into_iter();
    let reaching = units.flat_map(|unit| tree.ancestors(unit).into_iter().chain([unit]));
    Ok(persons::roles_given_for(tx, &reaching.collect(), today).await?)
}

/// Who sees to something, as a page says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenToBy {
    /// Nobody in particular: those who lead the initiative.
    Leads,
    /// Whoever holds a role.
    Role(Role),
    /// A person, by name.
    Person(String),
}

/// As a page says it; the names come from one question for all of the page.
pub(super) fn seen_to_by(of: Responsible, names: &BTreeMap<PersonId, String>) -> SeenToBy {
    match of {
        Responsible::Leads => SeenToBy::Leads,
        Responsible::Role(role) => SeenToBy::Role(role),
        Responsible::Person(person) => names.get(&person).cloned().map_or(SeenToBy::Leads, SeenToBy::Person),
    }
}
