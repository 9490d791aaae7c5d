//! The nine fields and what stands round them: writing a new initiative, and changing one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use trivsel_domain::chain::Node;
use trivsel_domain::danish;
use trivsel_domain::id::{InitiativeId, LessonThemeId, PersonId, UnitId};
use trivsel_domain::initiative::{IgloLevel, Initiative, Lineage, ParentError, Reach, State};
use trivsel_domain::person::{Person, Role};
use trivsel_domain::policy::{Goal, Policy};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::initiatives::RegisterLine;
use trivsel_store::{Tx, initiatives as store, persons, policies};
use uuid::Uuid;

use super::changeable;
use super::content::{InitiativeContent, InitiativeTexts};
use super::responsibles::roles_reaching;
use crate::input::Input;
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem, chain, lessons};

/// So many people of one unit are offered as leads beside those with a role; more would make a list nobody can use.
const MOST_EMPLOYED: usize = 300;

/// What can be chosen from.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The units whose initiatives the person may change, from the top down.
    pub units: Vec<UnitId>,
    /// The policies with their goals.
    pub goals: Vec<(Policy, Vec<Goal>)>,
    /// The people who can answer for it, in Danish order.
    pub people: Vec<Person>,
    /// The initiatives it can lie under, by their number, with the unit of each.
    pub parents: Vec<PossibleParent>,
}

/// An initiative that another may lie under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleParent {
    /// Which.
    pub id: InitiativeId,
    /// What it is called.
    pub title: String,
    /// The unit that owns it.
    pub unit: UnitId,
}

/// What can be chosen from when writing an initiative, or changing this one.
pub async fn offer(app: &App, who: &Actor, of: Option<InitiativeId>) -> Result<Offer, AppError> {
    let tx = app.read(who.organisation).await?;
    let mut units = who.units_with(Right::ChangeInitiative);
    let initiative = match of {
        Some(id) => Some(changeable(&tx, who, id).await?),
        None => {
            who.must_somewhere(Right::ChangeInitiative)?;
            None
        }
    };
    // Whoever leads it without a role there leaves it where it is.
    if let Some(own) = initiative.as_ref().map(|of| of.unit)
        && !who.may(Right::ChangeInitiative, own)
    {
        units = vec![own];
    }
    let goals = policies::list_goals(&tx).await?;
    let policies = policies::list(&tx).await?;
    let parents = parents(&tx, who, &units, initiative.as_ref()).await?;
    Ok(Offer {
        parents,
        people: people(app, &tx, who, &units, initiative.as_ref()).await?,
        units,
        goals: policies
            .into_iter()
            .map(|policy| {
                let of = goals.iter().filter(|goal| goal.policy == policy.id).cloned().collect();
                (policy, of)
            })
            .collect(),
    })
}

/// Every initiative with its parent and its owner.
pub(super) fn lineage(register: &[RegisterLine]) -> Lineage {
    Lineage::new(register.iter().map(|line| (line.id, line.parent, line.unit)))
}

/// The initiatives within reach that this one can lie under, or that a new one of any of these units can.
async fn parents(
    tx: &Tx,
    who: &Actor,
    units: &[UnitId],
    of: Option<&Initiative>,
) -> Result<Vec<PossibleParent>, AppError> {
    let register = store::register(tx).await?;
    let lineage = lineage(&register);
    let reach = Reach::of(who);
    let may_lie_under = |parent: InitiativeId| {
        let check = |unit| {
            lineage
                .check_parent(&who.tree, of.map(|of| of.id), unit, parent)
                .is_ok()
        };
        match of {
            Some(of) => check(of.unit),
            None => units.iter().copied().any(check),
        }
    };
    let own = of.and_then(|of| of.parent);
    let found = register.iter().filter(|line| {
        let is_offered = line.state != State::Ended
            && reach.holds(line.unit, line.leads, std::iter::empty())
            && may_lie_under(line.id);
        is_offered || own == Some(line.id)
    });
    let found = found.map(|line| PossibleParent {
        id: line.id,
        title: line.title.clone(),
        unit: line.unit,
    });
    Ok(found.collect())
}

/// People with a role where the person may change initiatives or above, the employed of the initiative's unit, and those already named.
pub(super) async fn people(
    app: &App,
    tx: &Tx,
    who: &Actor,
    units: &[UnitId],
    of: Option<&Initiative>,
) -> Result<Vec<Person>, AppError> {
    let today = app.today();
    let held = roles_reaching(tx, &who.tree, units.iter().copied(), today).await?;
    let mut ids: BTreeSet<PersonId> = held
        .into_iter()
        .filter(|role| {
            matches!(
                role.role,
                Role::Manager | Role::SafetyRep | Role::UnionRep | Role::Coordinator
            )
        })
        .map(|role| role.person)
        .collect();
    if let Some(initiative) = of {
        let employed = persons::employed_in(tx, &who.tree.subtree(initiative.unit), today).await?;
        if employed.len() <= MOST_EMPLOYED {
            ids.extend(employed);
        }
        ids.extend(initiative.lead.into_iter().chain(initiative.co_lead));
    }
    ids.insert(who.person);
    let mut found = persons::list_some(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    found.retain(|person| !person.is_erased);
    found.sort_by(|a, b| danish::compare(&a.name, &b.name));
    Ok(found)
}

/// Writes a new initiative: an idea until it is decided. It remembers what it came of, if anything: the result of a survey, or a decision.
pub async fn add(
    app: &App,
    who: &Actor,
    content: &InitiativeContent,
    came_of: Option<Node>,
) -> Result<InitiativeId, AppError> {
    add_from_theme(app, who, content, came_of, None).await
}

/// The same for one that comes of a theme of what was learnt: the theme remembers what became of it.
pub async fn add_from_theme(
    app: &App,
    who: &Actor,
    content: &InitiativeContent,
    came_of: Option<Node>,
    theme: Option<LessonThemeId>,
) -> Result<InitiativeId, AppError> {
    who.must_somewhere(Right::ChangeInitiative)?;
    // Of two who take the same number at the same moment the second begins again, with the next one.
    app.writing(who, |work| async move {
        let initiative = add_within(app, &work, who, content, came_of).await?;
        if let (Some(Node::Decision(decision)), Some(theme)) = (came_of, theme) {
            lessons::name_initiative(&work, who, decision, theme, initiative.id).await?;
        }
        Ok(initiative.id)
    })
    .await
}

/// The same in a caller's own writing.
pub(crate) async fn add_within(
    app: &App,
    work: &Work,
    who: &Actor,
    content: &InitiativeContent,
    came_of: Option<Node>,
) -> Result<Initiative, AppError> {
    let initiative = over(work, who, content, blank(store::last_number(work).await? + 1, work.now)).await?;
    store::add(work, &initiative).await?;
    work.trail(
        Trail::new("initiative", initiative.id.0, "added")
            .unit(initiative.unit)
            .field("title", "", &initiative.title),
    );
    if let Some(from) = came_of {
        chain::link(app, work, who, from, Node::Initiative(initiative.id)).await?;
    }
    Ok(initiative)
}

/// An idea nothing is said of yet.
pub(super) fn blank(number: i32, now: DateTime<Utc>) -> Initiative {
    Initiative {
        id: InitiativeId(Uuid::now_v7()),
        number,
        state: State::Idea,
        created_at: now,
        version: 1,
        parent: None,
        decided_on: None,
        decided_at: None,
        decision_note: String::new(),
        closed_at: None,
        closing_note: String::new(),
        title: String::new(),
        summary: String::new(),
        goal: None,
        goal_text: String::new(),
        description: String::new(),
        purpose: String::new(),
        target_group: String::new(),
        actors: String::new(),
        schedule: String::new(),
        financial_impact: String::new(),
        success_text: String::new(),
        follow_up_text: String::new(),
        unit: UnitId(Uuid::nil()),
        iglo_level: IgloLevel::Group,
        starts_on: None,
        ends_on: None,
        lead: None,
        co_lead: None,
    }
}

/// Changes an initiative. [`AppError::Conflict`] when somebody else changed it since this version.
pub async fn change(
    app: &App,
    who: &Actor,
    id: InitiativeId,
    version: i32,
    content: &InitiativeContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let before = changeable(&work, who, id).await?;
        let after = over(&work, who, content, before.clone()).await?;
        store::change(
            &work,
            &Initiative {
                version,
                ..after.clone()
            },
        )
        .await?;
        let trail = changed_fields(
            Trail::new("initiative", id.0, "changed").unit(after.unit),
            &before,
            &after,
        );
        work.trail_changes(trail);
        Ok(())
    })
    .await
}

fn changed_fields(trail: Trail, before: &Initiative, after: &Initiative) -> Trail {
    let id = |person: Option<PersonId>| person.map(|person| person.0);
    trail
        .field("title", &before.title, &after.title)
        .field("summary", &before.summary, &after.summary)
        .field("unit", before.unit, after.unit)
        .optional("lies_under", before.parent, after.parent)
        .field("iglo_level", before.iglo_level.code(), after.iglo_level.code())
        .optional("lead", id(before.lead), id(after.lead))
        .optional("co_lead", id(before.co_lead), id(after.co_lead))
        .optional("goal", before.goal, after.goal)
        .field("goal_text", &before.goal_text, &after.goal_text)
        .field("description", &before.description, &after.description)
        .field("purpose", &before.purpose, &after.purpose)
        .field("target_group", &before.target_group, &after.target_group)
        .field("actors", &before.actors, &after.actors)
        .field("schedule", &before.schedule, &after.schedule)
        .optional("starts_on", before.starts_on, after.starts_on)
        .optional("ends_on", before.ends_on, after.ends_on)
        .field("financial_impact", &before.financial_impact, &after.financial_impact)
        .field("success_text", &before.success_text, &after.success_text)
        .field("follow_up_text", &before.follow_up_text, &after.follow_up_text)
}

/// The initiative that says this, laid over what it was: owned by a unit of one's own, with a goal and with people that are there.
async fn over(tx: &Tx, who: &Actor, content: &InitiativeContent, base: Initiative) -> Result<Initiative, AppError> {
    let mut input = Input::new();
    content.check(&mut input);
    let unit = content.unit;
    let is_new = base.unit.0.is_nil();
    // A lead who carried it home to a unit of their own could decide it there.
    let may_move = is_new || who.may(Right::ChangeInitiative, base.unit);
    let is_kept = !is_new && unit == base.unit;
    let is_own = may_move && who.may(Right::ChangeInitiative, unit) && who.tree.get(unit).is_some();
    if !(is_kept || is_own) {
        input.refuse(Problem::new("unit", "problem-choose"));
    }
    if let Some(parent) = content
        .parent
        .filter(|parent| base.parent != Some(*parent) || base.unit != unit)
    {
        check_parent(tx, who, &mut input, &base, unit, parent).await?;
    }
    let goal_is_there = match content.goal {
        Some(goal) => policies::find_goal(tx, goal).await?.is_some(),
        None => true,
    };
    if !goal_is_there {
        input.refuse(Problem::new("goal", "problem-choose"));
    }
    let named = [
        ("lead", content.lead, base.lead),
        ("co_lead", content.co_lead, base.co_lead),
    ];
    check_people(tx, &mut input, &named).await?;
    input.done()?;
    let of = content.clone();
    let InitiativeTexts {
        title,
        summary,
        goal_text,
        description,
        purpose,
        target_group,
        actors,
        schedule,
        financial_impact,
        success_text,
        follow_up_text,
    } = of.texts;
    Ok(Initiative {
        title,
        summary,
        unit,
        iglo_level: of.iglo_level,
        parent: of.parent,
        goal: of.goal,
        goal_text,
        description,
        purpose,
        target_group,
        actors,
        schedule,
        financial_impact,
        success_text,
        follow_up_text,
        starts_on: of.starts_on,
        ends_on: of.ends_on,
        lead: of.lead,
        co_lead: of.co_lead,
        ..base
    })
}

/// An initiative lies under one within reach, of its own unit or of one above, and no deeper than three.
async fn check_parent(
    tx: &Tx,
    who: &Actor,
    input: &mut Input,
    base: &Initiative,
    unit: UnitId,
    parent: InitiativeId,
) -> Result<(), AppError> {
    let register = store::register(tx).await?;
    let is_kept = base.parent == Some(parent);
    let is_seen = register
        .iter()
        .any(|line| line.id == parent && Reach::of(who).holds(line.unit, line.leads, std::iter::empty()));
    let known = (!base.unit.0.is_nil()).then_some(base.id);
    let problem = match lineage(&register).check_parent(&who.tree, known, unit, parent) {
        Ok(()) if is_seen || is_kept => return Ok(()),
        Ok(()) | Err(ParentError::Missing) => "problem-choose",
        Err(ParentError::Elsewhere) => "problem-parent-elsewhere",
        Err(ParentError::Ring) => "problem-parent-ring",
        Err(ParentError::TooDeep) => "problem-parent-too-deep",
    };
    input.refuse(Problem::new("parent", problem));
    Ok(())
}

/// A person newly named must be known and not erased.
pub(super) async fn check_people(
    tx: &Tx,
    input: &mut Input,
    named: &[(&'static str, Option<PersonId>, Option<PersonId>)],
) -> Result<(), AppError> {
    let ids: Vec<PersonId> = named.iter().filter_map(|(_, person, _)| *person).collect();
    let known: BTreeMap<PersonId, Person> = persons::list_some(tx, &ids)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    for (field, person, before) in named {
        let is_wrong = person.is_some_and(|id| known.get(&id).is_none_or(|person| person.is_erased));
        if is_wrong && person != before {
            input.refuse(Problem::new(*field, "problem-choose"));
        }
    }
    Ok(())
}

/// The initiative to be changed, for the form.
pub async fn find(app: &App, who: &Actor, id: InitiativeId) -> Result<Initiative, AppError> {
    let tx = app.read(who.organisation).await?;
    changeable(&tx, who, id).await
}
