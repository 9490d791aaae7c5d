//! The measures of an initiative.

use serde::{Deserialize, Serialize};
use trivsel_domain::chain::Node;
use trivsel_domain::id::{InitiativeId, MeasureId, UnitId};
use trivsel_domain::initiative::{Initiative, Measure, MeasurePlan, MeasureState};
use trivsel_domain::person::Person;
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::{Tx, initiatives as store};
use uuid::Uuid;

use super::form::{check_people, people};
use super::{allowed, part};
use crate::input::Input;
use crate::seen::SeenMark;
use crate::trail::Trail;
use crate::{App, AppError, Problem, Problems, chain};

/// What is typed to add or change a measure.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeasureForm {
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// The state's code.
    pub state: String,
    /// The unit it is for, by id; empty when it goes across.
    pub unit: String,
    /// The first day; may be empty.
    pub starts_on: String,
    /// The last day; may be empty.
    pub ends_on: String,
    /// For whom.
    pub audience: String,
    /// For which job groups.
    pub job_groups: String,
    /// Who sees to it, by id; may be empty.
    pub owner: String,
    /// Who sees to it, as a role; may be empty.
    pub owner_role: String,
    /// The day it is to be done by; may be empty.
    pub due_on: String,
    /// The mark of the row that was on the screen; empty for a new one.
    pub seen: String,
}

/// What a measure says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureContent {
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// How far it has come.
    pub state: MeasureState,
    /// Where, when, for whom and by whom.
    pub plan: MeasurePlan,
}

impl MeasureForm {
    /// What was typed, as values.
    pub fn read(&self) -> Result<MeasureContent, Problems> {
        let mut input = Input::new();
        let title = input.required("title", &self.title);
        let description = input.text("description", &self.description);
        let state = input.choice("state", &self.state, MeasureState::parse);
        let plan = MeasurePlan {
            unit: input.optional_id("unit", &self.unit),
            starts_on: input.optional_date("starts_on", &self.starts_on),
            ends_on: input.optional_date("ends_on", &self.ends_on),
            audience: input.line("audience", &self.audience),
            job_groups: input.line("job_groups", &self.job_groups),
            owner: input.optional_id("owner", &self.owner),
            owner_role: input.line("owner_role", &self.owner_role),
            due_on: input.optional_date("due_on", &self.due_on),
        };
        check_days(&plan, &mut input);
        input.read(state.map(|state| MeasureContent {
            title,
            description,
            state,
            plan,
        }))
    }
}

/// A measure does not end before it begins.
fn check_days(plan: &MeasurePlan, input: &mut Input) {
    if let (Some(from), Some(to)) = (plan.starts_on, plan.ends_on)
        && to < from
    {
        let problem = Problem::new("ends_on", "problem-ends-before-start");
        input.refuse(problem.with("start", from.format("%d.%m.%Y").to_string()));
    }
}

impl MeasureContent {
    /// The measure that says this, laid over what it was: for a unit of its initiative, seen to by somebody who is there.
    async fn over(&self, tx: &Tx, who: &Actor, of: &Initiative, base: Measure) -> Result<Measure, AppError> {
        let mut input = Input::new();
        check_days(&self.plan, &mut input);
        let is_in_reach = |unit: UnitId| who.tree.get(unit).is_some() && is_place(who, of, unit);
        if self.plan.unit != base.plan.unit && self.plan.unit.is_some_and(|unit| !is_in_reach(unit)) {
            input.refuse(Problem::new("unit", "problem-choose"));
        }
        check_people(tx, &mut input, &[("owner", self.plan.owner, base.plan.owner)]).await?;
        input.done()?;
        let content = self.clone();
        Ok(Measure {
            title: content.title,
            description: content.description,
            state: content.state,
            plan: content.plan,
            ..base
        })
    }
}

/// Can a measure of this initiative be for this unit: one of the owner's, or one above it that the measure reaches out to?
fn is_place(who: &Actor, of: &Initiative, unit: UnitId) -> bool {
    who.tree.is_within(unit, of.unit) || who.may(Right::ChangeInitiative, unit)
}

/// What can be chosen for a measure.
#[derive(Clone, Debug)]
pub struct MeasureOffer {
    /// The initiative.
    pub initiative: Initiative,
    /// The units it can be for.
    pub units: Vec<UnitId>,
    /// Who can see to it, in Danish order.
    pub people: Vec<Person>,
}

/// What can be chosen for a measure of an initiative whose measures the person may change.
pub async fn offer(app: &App, who: &Actor, id: InitiativeId) -> Result<MeasureOffer, AppError> {
    let tx = app.read(who.organisation).await?;
    let initiative = allowed(&tx, who, id, Right::ChangeMeasures).await?;
    let units = who.tree.iter().map(|node| node.id);
    Ok(MeasureOffer {
        units: units.filter(|unit| is_place(who, &initiative, *unit)).collect(),
        people: people(app, &tx, who, &[initiative.unit], Some(&initiative)).await?,
        initiative,
    })
}

/// One measure, to be changed.
pub async fn find(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<Measure, AppError> {
    let tx = app.read(who.organisation).await?;
    allowed(&tx, who, initiative, Right::ChangeMeasures).await?;
    of(&tx, initiative, id).await
}

async fn of(tx: &Tx, initiative: InitiativeId, id: MeasureId) -> Result<Measure, AppError> {
    store::find_measure(tx, id)
        .await?
        .filter(|measure| measure.initiative == initiative)
        .ok_or(AppError::NotFound)
}

/// Adds a measure at the end.
pub async fn add(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    content: &MeasureContent,
) -> Result<MeasureId, AppError> {
    add_of(app, who, initiative, content, None).await
}

/// The same of something it came of: a tool of the toolbox.
pub(crate) async fn add_of(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    content: &MeasureContent,
    from: Option<Node>,
) -> Result<MeasureId, AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeMeasures).await?;
        let last = store::measures_of(&work, initiative.id)
            .await?
            .into_iter()
            .map(|of| of.position)
            .max();
        let blank = Measure {
            id: MeasureId(Uuid::now_v7()),
            initiative: initiative.id,
            position: last.unwrap_or(0) + 1,
            title: String::new(),
            description: String::new(),
            state: MeasureState::Planned,
            plan: MeasurePlan::default(),
            grown_into: None,
        };
        let measure = content.over(&work, who, &initiative, blank).await?;
        store::add_measure(&work, &measure).await?;
        let trail = part("measure", measure.id.0, "added", &initiative);
        work.trail(told(trail, None, &measure));
        if let Some(from) = from {
            chain::link(app, &work, who, from, Node::Measure(measure.id)).await?;
        }
        Ok(measure.id)
    })
    .await
}

/// Changes a measure.
pub async fn change(
    app: &App,
    who: &Actor,
    initiative: InitiativeId,
    id: MeasureId,
    seen: &SeenMark,
    content: &MeasureContent,
) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeMeasures).await?;
        let before = of(&work, initiative.id, id).await?;
        seen.must_be(&before)?;
        let after = content.over(&work, who, &initiative, before.clone()).await?;
        store::change_measure(&work, &after).await?;
        let trail = part("measure", id.0, "changed", &initiative);
        work.trail_changes(told(trail, Some(&before), &after));
        Ok(())
    })
    .await
}

/// Every field that is not what it was. What is new was nothing before.
fn told(trail: Trail, before: Option<&Measure>, after: &Measure) -> Trail {
    let plan = before.map(|of| &of.plan);
    let is = &after.plan;
    trail
        .optional("title", before.map(|of| &of.title), Some(&after.title))
        .optional(
            "description",
            before.map(|of| &of.description),
            Some(&after.description),
        )
        .optional(
            "measure_state",
            before.map(|of| of.state.code()),
            Some(after.state.code()),
        )
        .optional("unit", plan.and_then(|of| of.unit), is.unit)
        .optional("starts_on", plan.and_then(|of| of.starts_on), is.starts_on)
        .optional("ends_on", plan.and_then(|of| of.ends_on), is.ends_on)
        .optional("audience", plan.map(|of| &of.audience), Some(&is.audience))
        .optional("job_groups", plan.map(|of| &of.job_groups), Some(&is.job_groups))
        .optional(
            "owner",
            plan.and_then(|of| of.owner).map(|id| id.0),
            is.owner.map(|id| id.0),
        )
        .optional("owner_role", plan.map(|of| &of.owner_role), Some(&is.owner_role))
        .optional("due_on", plan.and_then(|of| of.due_on), is.due_on)
}

/// Removes a measure. What it said stays in the history. Refused while it is what a site or a criterion is about.
pub async fn remove(app: &App, who: &Actor, initiative: InitiativeId, id: MeasureId) -> Result<(), AppError> {
    app.writing(who, |work| async move {
        let initiative = allowed(&work, who, initiative, Right::ChangeMeasures).await?;
        let before = of(&work, initiative.id, id).await?;
        let sites = store::sites_of(&work, initiative.id).await?;
        let criteria = store::criteria_of(&work, initiative.id).await?;
        let is_used = sites.iter().any(|site| site.measure == Some(id))
            || criteria.iter().any(|criterion| criterion.measure == Some(id))
            || before.grown_into.is_some();
        if is_used {
            return Err(AppError::Refused("refused-measure-used"));
        }
        store::remove_measure(&work, id).await?;
        work.trail(
            part("measure", id.0, "removed", &initiative)
                .field("title", &before.title, "")
                .field("description", &before.description, ""),
        );
        Ok(())
    })
    .await
}
